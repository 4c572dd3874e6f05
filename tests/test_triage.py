"""Which line governs a sign, and whether it gets a reader to help soon enough."""

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding

RULES = ("MED305", "MED306", "MED322")


def findings(text: str, code: str, name: str = "a.md") -> list[Finding]:
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=(code,)))
    return list(lint_bytes(name, text.encode(), plan).findings)


def marked(text: str, code: str = "MED305", name: str = "a.md") -> list[str]:
    """Return the texts that a rule marks, without its notes."""
    return [text[slice(*found.span)] for found in findings(text, code, name) if found.severity != "note"]


def about(topic: str, body: str) -> str:
    return f"# {topic}\n\nThis article tells you more.\n\n## When to get help\n\n{body}\n"


WAITS = [
    # The line that leads a list in.
    ("Back pain", "See a GP if:\n\n- you feel numb around your buttocks", "numb around your buttocks"),
    ("Back pain", "Speak to your doctor if you have:\n\n- difficulty peeing", "difficulty peeing"),
    ("Back pain", "Make an appointment with a GP when:\n\n* both legs are weak", "both legs are weak"),
    ("Stroke", "You should see your doctor if you notice:\n\n1. slurred speech", "slurred speech"),
    ("Asthma", "Talk to your asthma nurse if:\n\n- your lips turn blue", "lips turn blue"),
    ("Headache", "Book a GP appointment if:\n\n- you have a thunderclap headache", "thunderclap"),
    ("Chest pain", "Contact your doctor if:\n\n- the pain spreads to your jaw", "spreads to your jaw"),
    ("DVT", "Ask your pharmacist if you have:\n\n- leg pain\n- and you cough up blood", "cough up blood"),
    ("Palpitations", "Consult a physician if you:\n\n- pass out", "pass out"),
    ("Fever in children", "See a doctor if your child:\n\n- is floppy", "floppy"),
    # A sentence.
    ("Back pain", "See a GP if you have loss of bladder control.", "loss of bladder"),
    ("Allergic reactions", "If your tongue swells, talk to your doctor.", "tongue swells"),
    ("Concussion", "Your doctor should know if you have a seizure: see a doctor if so.", "seizure"),
    # An urgent line for an emergency.
    ("Back pain", "Ask for an urgent GP appointment if:\n\n- you cannot pee", "cannot pee"),
    # A number for advice is not for emergencies.
    ("Stroke", "Call NHS 111 if somebody's face droops on one side.", "face droops"),
    ("Panic attacks", "See a GP if:\n\n- the pain in your chest doesn't go away", "the pain in your chest"),
    ("Back pain", "See a GP if you have weakness in both legs that is not getting better.", "both legs"),
    ("Asthma", "See a GP if:\n\n- your inhaler makes no difference", "inhaler makes no difference"),
]
# What follows stands under advice that is right, or is no reason to go.
FAST = [
    ("Back pain", "Call 999 or go to A&E if:\n\n- you feel numb around your buttocks"),
    ("Back pain", "Go to the emergency room if you have difficulty urinating."),
    ("Back pain", "Seek immediate medical attention if:\n\n- both legs are weak"),
    ("Back pain", "Get emergency care for loss of bladder control."),
    ("Back pain", "- Numbness around the buttocks: call 911.\n- Pain for weeks: see a doctor."),
    ("Back pain", "- Numbness around the buttocks\n- Loss of bladder control\n\nCall 112 for any of these."),
    ("Back pain", "See a doctor, or in an emergency call 999, if:\n\n- you cannot pee"),
    ("Back pain", "| Sign | What to do |\n|---|---|\n| difficulty peeing | call 999 |"),
    ("Back pain", "See a GP for pain that lasts. Call 999 if you feel numb around your buttocks."),
    ("Back pain", "See a GP if your pain comes without numbness around the buttocks."),
    ("Back pain", "See a GP if the pain lasts for weeks. You do not have numbness in both legs then."),
    ("Back pain", "- numbness around the buttocks\n- loss of bladder control"),
    ("Sciatica", "See a GP if:\n\n- you have tingling in one leg\n- your foot feels weak"),
    ("Sciatica", "Your physiotherapist may ask about your bladder. See one if the pain lasts for weeks."),
    ("Depression", "Talk to a therapist who understands self-harm. See a GP if you feel low for weeks."),
    ("Depression", "If you are thinking of suicide, call Samaritans on 116 123."),
    ("Depression", "Text 741741 (Crisis Text Line) or call 988 if:\n\n- you want to die"),
    ("Asthma", "See your GP if:\n\n- you cough at night\n- you need your inhaler more often"),
    ("Headache", "Many people see a doctor because they fear a stroke or a brain tumour."),
    (
        "Stroke",
        "### Call 999 if:\n\n- the face droops\n\n### See a GP if:\n\n- you have had a TIA in the past",
    ),
    ("Palpitations", "Seek urgent medical help if palpitations occur with:\n\n- chest pain"),
    ("Stroke", "See a doctor about:\n\n- [slurred speech after a stroke](/speech)"),
    ("Type 1 diabetes", "See your doctor if you notice nausea, vomiting or feeling full early."),
    ("Asthma", "See your doctor if you are short of breath when you climb stairs."),
    ("Headache", "See a GP if headaches come with a fever, a runny nose and a sore throat."),
    ("Cough", "See a GP if you have chest pain, a fever or blood in your phlegm."),
    ("Gardening", "See a doctor if you cut yourself and have difficulty peeing."),
    ("Back pain", "See a GP if the pain lasts for weeks. Numbness in both legs does not belong to it."),
    # What explains, asks, or tells who falls ill, under a heading that lets readers wait.
    ("Depression", "See a GP if you feel low.\n\nSuicidal thoughts have many causes."),
    (
        "Depression",
        "See a GP if you feel low.\n\nYou may be at risk if:\n\n- a relative had thoughts of suicide",
    ),
    ("Depression", "See a GP if:\n\n- you feel low for weeks\n\nThe suicide line is 988."),
    ("Stroke", "### What does slurred speech mean?\n\nSee a doctor to find out."),
    ("Stroke", "- Why does a face droop on one side?\n- See a doctor about your blood pressure."),
    (
        "Chest pain",
        "### See a doctor\n\nImmediate medical attention is required if the pain spreads to your jaw.",
    ),
    ("Bleeding in pregnancy", "See your midwife if you have severe pain in your hips."),
]


@pytest.mark.parametrize(("topic", "body", "at"), WAITS)
def test_a_sign_that_cannot_wait_stands_under_advice_that_waits(topic: str, body: str, at: str) -> None:
    found = marked(about(topic, body))
    assert any(at in text or text in at for text in found), found


@pytest.mark.parametrize(("topic", "body"), FAST)
def test_advice_that_is_fast_enough_or_no_advice(topic: str, body: str) -> None:
    assert marked(about(topic, body)) == []


def test_the_finding_shows_the_line_that_governs() -> None:
    text = about("Back pain", "Rest a little. See a GP if:\n\n- you cannot pee")
    (found,) = findings(text, "MED305")
    (note,) = found.related
    assert (note.start.line, text.splitlines()[6][note.start.column - 1 : note.end.column - 1]) == (
        7,
        "See a GP if:",
    )
    assert "difficulty peeing" not in found.message
    assert "'cannot pee' is an emergency sign" in found.message


def test_the_number_of_another_country_has_the_meaning_of_the_readers_country() -> None:
    body = "Call 111 if you cannot pee."
    zealand = about("Back pain", body).replace("# Back", "---\nlang: en-NZ\n---\n\n# Back", 1)
    assert marked(zealand) == []
    britain = zealand.replace("en-NZ", "en-GB")
    assert marked(britain) == ["cannot pee"]


def test_a_country_that_is_only_guessed_decides_nothing() -> None:
    text = about("Back pain", "Call 111 if you cannot pee.") + "\nRing the clinic on 020 7946 0000.\n"
    assert marked(text) == []


def test_one_sign_is_told_once() -> None:
    text = about("Back pain", "See a GP if you have numbness and tingling around your buttocks and genitals.")
    assert len(marked(text)) == 1


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("See a GP if:\n\n- the pain lasts for weeks\n- you cannot pee", ["See a GP if:"]),
        ("Call 999 if:\n\n- the pain lasts for weeks\n- you cannot pee", []),
        ("See a GP if:\n\n- the pain lasts for weeks\n- it stops you from sleeping", []),
        ("Call 999 if:\n\n- you cannot pee\n\nSee a GP if:\n\n- the pain lasts for weeks", []),
        ("Seek urgent care for:\n\n- pain that lasts for weeks\n- loss of bladder control", []),
        ("- Pain that lasts for weeks: see a GP.\n- You cannot pee: call 999.", []),
        ("See a GP if the pain lasts for weeks or you cannot pee.", []),
    ],
)
def test_a_list_mixes_what_is_urgent_and_what_is_not(body: str, lines: list[str]) -> None:
    assert marked(about("Back pain", body), "MED306") == lines


@pytest.mark.parametrize(
    ("topic", "sentence", "at"),
    [
        ("Headaches", "A headache is usually nothing to worry about.", ["usually nothing to worry about"]),
        ("Palpitations", "They are always harmless.", ["are always harmless"]),
        ("Chest pain", "In young people chest pain is never serious.", ["is never serious"]),
        ("Back pain", "There is no need to see a doctor.", ["no need to see a doctor"]),
        ("Back pain", "There is no need to see a doctor unless your legs feel weak.", []),
        ("Back pain", "There is nothing to worry about, but call 999 if you cannot pee.", []),
        ("Back pain", "Back pain is not always harmless.", []),
        ("Back pain", "It is a myth that back pain is always harmless.", []),
        ("Back pain", "Is it really nothing to worry about?", []),
        ("Back pain", "Some websites claim that back pain is never serious.", []),
        (
            "Back pain",
            "Heat is completely harmless for the skin if it is not too hot. See a GP if it hurts.",
            [],
        ),
        ("Gardening", "Soil under your nails is always harmless.", []),
        ("Back pain", "It is usually nothing to worry about. Some signs are an emergency.", []),
    ],
)
def test_reassurance_without_an_exception(topic: str, sentence: str, at: list[str]) -> None:
    assert marked(f"# {topic}\n\n{sentence}\n", "MED322") == at


@pytest.mark.parametrize("code", RULES)
def test_long_lists_cost_what_their_length_does(code: str) -> None:
    item = "- you cannot pee, and that is nothing to worry about\n"

    def article(items: int) -> str:
        return about("Back pain", "See a GP if:\n\n" + item * items)

    assert growth(lambda text: findings(text, code), article) < LINEAR
