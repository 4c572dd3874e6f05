"""Help sections under headings that people say, and labels that name whom to turn to."""

import pytest

from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

TEXT = "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4
ADVICE = "See a doctor if the pain lasts for six weeks or wakes you at night."


def read(heading: str, text: str) -> Document:
    source = f"# A stiff neck\n\n{TEXT}\n\n## {heading}\n\n{text}\n\n## Next\n\n{TEXT}\n"
    return parse("a.md", source.encode(), Settings())


@pytest.mark.parametrize(
    "heading",
    [
        "Who to ring, and when",
        "Who to turn to",
        "When you need more than a chemist",
        "When this is more than a stiff neck",
        "When it's not just a cold",
        "Don't sit on these",
        "Signs you should never ignore",
        "When to pick up the phone",
        "Time to call in help",
        "If it isn't getting better",
        "When to stop and ring someone",
        "When I'd call the clinic",
        "When we would want to see you",
        "Please bleep us",
        "Ring us today if",
        "Bring him back to us",
        "When your neighbour is in trouble",
        "If someone's in a bad way",
        "During a seizure",
        "Sending for help",
    ],
)
def test_headings(heading: str) -> None:
    (found,) = read(heading, ADVICE).help
    assert found.heading is not None
    assert found.heading.text == heading
    assert len(found.actions) == 1


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Who to ask", "Ask a neighbour for a chair that fits."),
        ("When you need more than a chair", "Buy a desk that you can stand at."),
        ("Don't ignore the cushion", "Turn it over once a week."),
        ("When it's not just the chair", "The screen may be too low."),
        ("If it isn't getting better", "Turn the mattress over, and wait for another week."),
        ("When I'd ring the bell", "Ours is by the door."),
        ("Please call us", "We sell pillows of all sizes."),
        ("Contact us today", "If you have neck pain, our clinic can help. Call the clinic to book."),
        ("When a mattress is in danger", "Moths lay their eggs in May."),
        ("During an attack", "The fencer keeps the neck still."),
        ("Don't wait for the sale", "A pillow is worth its price."),
    ],
)
def test_headings_of_something_else(heading: str, text: str) -> None:
    assert not read(heading, text).help


@pytest.mark.parametrize("number", ["911", "9-1-1", "9‑1‑1", "9-9-9", "1-1-2"])
def test_a_number_may_be_spelt_with_hyphens(number: str) -> None:
    assert read(f"CALL {number}", "If she does not breathe, tilt the head back and lift the chin.").help
    assert read("When to get help", f"Ring {number} if you faint.").help[0].actions


def test_a_sum_with_hyphens_is_no_number() -> None:
    assert not read("Count 1-1-2", "Then stretch for as long as it is comfortable.").help


def test_a_label_names_whom_to_turn_to_and_its_line_the_signs() -> None:
    document = read(
        "Who to ring, and when",
        "**112 or 999**: chest pain, or a fall on the head.\n\n"
        "**The doctor on call, the same day:** sudden confusion or a fever.\n\n"
        "**The neighbours**: for anything else.",
    )
    (found,) = document.help
    text = document.source.text
    assert [text[slice(*span)].strip("*:") for span in found.actions] == [
        "112 or 999",
        "The doctor on call, the same day",
    ]
    assert [
        text[slice(*span)] for span in found.triggers if text[slice(*span)][:5] in ("chest", "sudde")
    ] == [
        "chest pain, or a fall on the head.",
        "sudden confusion or a fever.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "**Physiotherapists**: they treat pain.",
        "**Emergency services**: founded in 1937.",
        "**112**: the number of pages in this book.",
        "The 112 line: it can be rung when there is pain.",
    ],
)
def test_what_a_label_does_not_say(line: str) -> None:
    assert not any(block.actions for block in read("Who can help", line).help)


SIGNS = "- blood in your urine\n- a fever that lasts\n- numb fingers"


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("When to escalate care", SIGNS, 0),
        ("When to escalate care", ADVICE, 1),
        ("When to step up", ADVICE, 1),
        ("When to step up treatment", ADVICE, 1),
        ("Immediate danger", "Call 999 or go to A&E if your chest hurts.", 2),
        ("If you are in immediate danger", "Call 999 if you cannot move.", 1),
        ("When to suspect a trapped nerve", f"Consider getting evaluated if you have:\n\n{SIGNS}", 1),
        ("When to suspect a trapped nerve", f"Get assessed if you notice any of these:\n\n{SIGNS}", 1),
        ("Where to look for help", "If your arm is numb, your GP should be your first call.", 1),
    ],
)
def test_headings_and_lead_ins_that_send_for_help(heading: str, text: str, told: int) -> None:
    (found,) = read(heading, text).help
    assert len(found.actions) == told
    assert found.triggers


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("When to escalate care", "- a new pillow\n- a desk\n- a lamp"),
        ("When to step up", "Add five minutes each week."),
        ("When to step up your training", ADVICE),
        ("When to step up", SIGNS),
        ("Immediate danger", "Cars are the worst of it."),
        ("When to suspect a bad pillow", f"Get the bed assessed if you have:\n\n{SIGNS}"),
        ("When to suspect a bad pillow", "Consider getting evaluated."),
        ("Costs", "The shop should be your first call if the pillow is torn."),
    ],
)
def test_headings_and_lead_ins_that_send_nobody(heading: str, text: str) -> None:
    assert not read(heading, text).help
