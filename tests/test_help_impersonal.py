# ruff: noqa: E501 - one text a line
"""Help sections whose headings are impersonal, say when to stop, or name a decision. The texts are made up."""

import pytest
from one_rule import marked

from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

TITLE = "# Easing a stiff neck\n\nGentle movement helps most people within a week.\n\n"
LIST = "- numbness in a hand\n- a weak arm\n- fever"

# fmt: off
# (text after the title, triggers, actions)
SEEN = [
    ("## When should a stiff neck be assessed?\n\nPrompt review is sensible for fever, numbness or pain that spreads.", ["fever", "numbness", "pain that spreads"], ["review is sensible"]),
    ("## When must the pain be seen by a doctor?\n\nSeek advice when fever goes with it, or numbness.", ["fever goes with it", "numbness"], ["Seek advice"]),
    ("## When a stiff neck deserves clinical attention\n\nNew weakness, fever or numbness should be checked promptly.", [], ["should be checked"]),
    ("## When it is worth getting checked soon\n\nMost necks settle. A few signs are worth a proper assessment:\n\n" + LIST, ["numbness in a hand", "a weak arm", "fever"], ["are worth a proper assessment"]),
    ("## When it's worth being seen\n\nThese signs are worth having looked at:\n\n" + LIST, ["numbness in a hand", "a weak arm", "fever"], ["are worth having looked at"]),
    ("## When an arm is weak, do not wait for a review\n\nWeakness, numbness or fever requires direct examination.", [], ["requires direct examination"]),
]
UNSEEN = [
    # By whom and when a clinician looks is no help.
    "## When should the fracture be assessed by X-ray?\n\nIt should be assessed again at six weeks if there is pain or swelling.",
    "## When should the scan be reviewed?\n\nIt should be reviewed every year, with pain and weakness noted.",
    "## When should your eyes be checked?\n\nVision should be checked at birth and every year, even if your sight is good.",
    # No sign.
    "## When should a stiff neck be assessed?\n\nA review is useful to plan your exercises.",
    "## When prices fall, do not wait\n\nShoes for runners are worth a proper review.",
    # Another heading.
    "## How a stiff neck is treated\n\nFever, numbness and weakness deserve a proper assessment.",
]
STOP = [
    ("## When not to keep self-managing\n\nNumbness, fever or a weak arm need prompt medical care.", [], ["need prompt medical care"]),
    ("## When should I stop treating it at home?\n\nCall your doctor if your arm is weak.", ["your arm is weak"], ["Call your doctor"]),
    ("## Time to stop waiting\n\nSee a GP if the pain wakes you.", ["the pain wakes you"], ["See a GP"]),
]
NO_STOP = [
    "## When to stop exercising\n\nRest for a day. You can call a doctor, and few do.",
    "## When to stop treatment\n\nCall your doctor to tell her.",
    "## When not to self-manage\n\nRest for a day if it hurts.",
]
DECIDED = [
    ("## Crisis support: when you need help now\n\nCall 988 if you think of harming yourself.", ["you think of harming yourself"], ["Call 988"]),
    ("## Signs to discuss promptly with the clinic\n\nContact the clinic if your arm goes numb.", ["your arm goes numb"], ["Contact the clinic"]),
    ("## Symptoms to raise with your physiotherapist\n\nSee your doctor if your arm goes numb.", ["your arm goes numb"], ["See your doctor"]),
]
UNDECIDED = [
    "## Signs to discuss in the consultation\n\nContact the clinic for a date.",
    "## Signs to discuss with your clinic\n\nThey can be many. Make a list of all of them.",
    "## Questions to discuss with your doctor\n\nSee your doctor with a list of them.",
]
# fmt: on


def read(text: str) -> Document:
    return parse("article.md", f"{TITLE}{text}\n".encode(), Settings())


def check(text: str, triggers: list[str], actions: list[str]) -> None:
    document = read(text)
    (block,) = document.help
    source = document.source.text
    assert block.heading is not None
    assert source[slice(*block.heading.span)] == text.partition("\n")[0]
    assert [source[slice(*span)] for span in block.triggers] == triggers
    assert [source[slice(*span)] for span in block.actions] == actions
    assert marked("MED109", f"{TITLE}{text}\n") == marked("MED110", f"{TITLE}{text}\n") == []


def check_none(text: str) -> None:
    assert read(text).help == ()
    assert marked("MED109", f"{TITLE}{text}\n") == [TITLE.partition("\n")[0]]


@pytest.mark.parametrize(("text", "triggers", "actions"), SEEN)
def test_when_to_be_seen_in_the_impersonal(text: str, triggers: list[str], actions: list[str]) -> None:
    check(text, triggers, actions)


@pytest.mark.parametrize(("text", "triggers", "actions"), [*STOP, *DECIDED])
def test_when_to_stop_waiting_and_what_to_decide(text: str, triggers: list[str], actions: list[str]) -> None:
    check(text, triggers, actions)


@pytest.mark.parametrize("text", [*UNSEEN, *NO_STOP, *UNDECIDED])
def test_neither_schedules_nor_other_decisions(text: str) -> None:
    check_none(text)


def test_when_to_involve_somebody() -> None:
    text = "## When should you involve a clinician?\n\nContact your clinician if your arm is numb."
    (block,) = read(text).help
    assert block.promising
    (marked_without,) = marked("MED109", TITLE + text.replace("involve", "become"))
    assert marked("MED109", TITLE + text) == []
    assert marked_without == "# Easing a stiff neck"


# fmt: off
FIRST = [
    ("## What to do if you notice a lump\n\nSee your doctor. Most lumps are harmless.", ["you notice a lump"], ["See your doctor"]),
    ("## What should you do when your neck locks?\n\nSeek medical care immediately if your arm is weak.", ["your arm is weak"], ["Seek medical care"]),
    ("## First minutes: a broken neck\n\n1. **Call an ambulance at once.** Note the time.\n2. Hold the head still.", ["Hold the head still."], ["Call an ambulance"]),
]
# fmt: on


@pytest.mark.parametrize(("text", "triggers", "actions"), FIRST)
def test_what_to_do_first_is_to_get_care(text: str, triggers: list[str], actions: list[str]) -> None:
    document = read(text)
    (block,) = document.help
    source = document.source.text
    assert [source[slice(*span)] for span in block.triggers][-1:] == triggers
    assert [source[slice(*span)] for span in block.actions] == actions
    assert marked("MED109", f"{TITLE}{text}\n") == marked("MED110", f"{TITLE}{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "## What to do if you miss a dose\n\nTake it when you remember. Ask your pharmacist if you miss two.",
        "## What to do if you want to lose weight\n\nTalk to your doctor. Walk more.",
        "## First minutes: a sprain\n\n1. Rest it.\n2. Call an ambulance if it gets worse.",
        "## What to do if you notice a lump\n\nMost are harmless. See your doctor.",
    ],
)
def test_what_to_do_first_is_something_else(text: str) -> None:
    check_none(text)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        # What a component's title leads in is inside it, in words of any kind.
        ('<Callout title="See a doctor if…">\nYou sleep badly all week.\n</Callout>', []),
        ('<Callout title="Good to know">\nSee a doctor if it hurts.\n</Callout>', ["MED109"]),
        ("**See a doctor if…** your arm is weak.", []),
        ("**Rest for a bit…** See a doctor if your arm is weak.", ["MED109"]),
        ("See a doctor if…\n\n- a weak arm\n- fever", []),
        ("See a doctor…\n\n- a weak arm\n- fever", ["MED109"]),
    ],
)
def test_an_ellipsis_leads_in_and_a_title_heads_a_box(text: str, rules: list[str]) -> None:
    page = f"{TITLE}## Rest\n\nIt is best to lie down for a while when you can, and to keep warm.\n\n{text}\n"
    assert [rule for rule in ("MED109", "MED110") if marked(rule, page)] == rules


BEHIND = "If you have any of these symptoms, seek immediate medical attention. That is safest."
SIGNS = "It can go with:\n\n- numbness in a hand\n- a weak arm\n- fever\n\n"


def test_who_has_any_of_a_list_of_signs_is_sent_for_care() -> None:
    check(
        f"## A rare form\n\n{SIGNS}{BEHIND}",
        ["numbness in a hand", "a weak arm", "fever", "you have any of these symptoms"],
        ["seek immediate medical attention"],
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{SIGNS}It is rare, though.\n\n{BEHIND}",
        f"It can go with:\n\n- numbness\n- fever\n\n{BEHIND}",
        f"It is best to eat:\n\n- peas\n- beans\n- rice\n\n{BEHIND}",
        f"{SIGNS}It is rare. {BEHIND}",
        f"{SIGNS}If you have any of these, talk to your doctor before you start to exercise.",
    ],
)
def test_another_list_or_one_further_off_is_no_help_section(text: str) -> None:
    check_none(f"## A rare form\n\n{text}")
