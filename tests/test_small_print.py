# ruff: noqa: E501 - one text a line
"""Disclaimers in the small print of a page, and what only looks like one."""

import pytest

from medlint.checks.disclaimer import best
from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

TEXT = "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4


def read(footer: str) -> Document:
    text = (
        f"<html lang=en><body><article><h1>Neck pain</h1><p>{TEXT}</p></article>"
        f"<footer>{footer}</footer></body></html>"
    )
    return parse("page.html", text.encode(), Settings())


@pytest.mark.parametrize(
    ("footer", "quote", "says"),
    [
        ("<p>© Neck Nook. For educational purposes only.</p>", "© Neck Nook. For educational purposes only.",
         {"informational"}),
        ("<p>This website is for information only.</p>", "This website is for information only.", {"informational"}),
        ("<small>Neck Nook lists clinics. We sell nothing. All trade marks belong to their owners. Prices vary by "
         "place and season. This page is for informational purposes only and does not constitute medical, legal, or "
         "financial advice.</small>", "Neck Nook lists", {"informational", "not-substitute"}),
        ("<p>For information only, not a substitute for professional care.<br>In crisis, call or text 988.</p>",
         "For information only", {"informational", "not-substitute"}),
    ],
)  # fmt: skip
def test_small_print_that_is_a_disclaimer(footer: str, quote: str, says: set[str]) -> None:
    document = read(footer)
    (found,) = document.disclaimers
    assert (found.kind, found.place) == ("medical", "footer")
    assert quote in document.source.text[slice(*found.span)]
    assert says <= found.components.keys()
    assert "consult" not in found.components


@pytest.mark.parametrize(
    "footer",
    [
        "<p>For information call 01632 960 001.</p>",
        "<p>For more information, visit the clinic.</p>",
        "<p>Sign up for our educational newsletter.</p>",
        "<p>We use cookies for analytics purposes only.</p>",
        "<p>Education for nurses · Information for patients · Contact</p>",
    ],
)
def test_small_print_that_is_none(footer: str) -> None:
    assert not read(footer).disclaimers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("This article is for informational purposes only.", {"informational"}),
        ("**Disclaimer:** Breathing exercises are safe for most; with a serious condition, work with a qualified "
         "professional.", {"consult"}),
        ("_This leaflet cannot take account of an individual patient. It is no replacement for an assessment by your "
         "nurse, so do ask her._", {"not-substitute", "consult"}),
        ("This page rests on what two reviews and a guideline say of necks, and was read by three people. It is not "
         "medical advice: ask your doctor.", {"not-substitute", "consult"}),
        ("This isn't a consultation, and a stiff neck that lasts deserves a chat with your GP.",
         {"not-substitute", "consult"}),
        ("For informational purposes only. Consult your local medical authority for advice.",
         {"informational", "consult"}),
        ("Educational content only, not medical advice. Always interpret results with your own clinician.",
         {"informational", "not-substitute", "consult"}),
        ("Not medical advice. Run any change of collar by your physiotherapist.", {"not-substitute", "consult"}),
        ("We write for everybody and can't advise on your case.", {"not-substitute"}),
        ("This text is not meant to treat any condition. A physiotherapist is the right person to ask.",
         {"not-substitute", "consult"}),
    ],
)  # fmt: skip
def test_weak_disclaimers_in_an_article(text: str, says: set[str]) -> None:
    source = f"# Neck pain\n\n{TEXT}\n\n{text}\n"
    (found,) = parse("a.md", source.encode(), Settings()).disclaimers
    assert source[slice(*found.span)] == text
    assert says <= found.components.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Collars aren't right for everyone and should be used under professional guidance.",
        "Inhalers are not intended as a substitute for professional medical care.",
        "**Limits**: may not replace physiotherapy for a stiff neck.",
    ],
)
def test_what_limits_a_treatment_is_no_disclaimer(text: str) -> None:
    document = parse("a.md", f"# Neck pain\n\n{TEXT}\n\n{text}\n".encode(), Settings())
    assert best(document, Settings()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Educational purpose: General information only; not a diagnosis or substitute for medical care.",
        "Educational material only, no medical advice.",
    ],
)
def test_what_the_text_is_behind_a_label(text: str) -> None:
    document = parse("a.md", f"# Neck pain\n\n{TEXT}\n\n{text}\n".encode(), Settings())
    assert best(document, Settings()) is not None


def helps(text: str) -> list[str]:
    source = f"# Neck pain\n\n{TEXT}\n\n{text}\n"
    document = parse("a.md", source.encode(), Settings())
    return [source[slice(*block.heading.span)] for block in document.help if block.heading and block.actions]


SIGNS = "- the pain is getting worse\n- your arm feels numb\n- you cannot sleep"


@pytest.mark.parametrize(
    "text",
    [
        f"## When to Seek Help\n\n### Warning signs\n\n**Consult if:**\n\n{SIGNS}",
        f"## Warning signs\n\n{SIGNS}\n\nAnyone with these symptoms should receive emergency medical care at once.",
        f"## Soreness or a warning sign?\n\n{SIGNS}\n\nIf anything feels off, reach out to us or your doctor.",
        "## Red flags\n\nSudden weakness of an arm requires immediate medical attention.",
        f"## Seek help immediately if:\n\n{SIGNS}",
        "## Emergency action\n\nDo not drive. In Oman, call 999 for a suspected stroke.",
        "## Side effects that require medical attention\n\nSeek medical attention for a rash that blisters.",
        "## Questions\n\n**When should I call my doctor about a stiff neck?**\nCall at once if your arm is numb.",
        "## When to reach out\n\nIf the pain stops you working, a physiotherapist can help.",
        "## Do I need to see someone?\n\nYes, if the pain lasts over six weeks. Ask your GP for a referral.",
        "## When to book an appointment\n\nBook with your dentist if the bleeding lasts.",
        "## Crisis resources\n\n- 988 Suicide and Crisis Lifeline: call or text 988",
    ],
)
def test_help_sections(text: str) -> None:
    assert helps(text) == [text.partition("\n")[0]]


SENTENCE = "See a GP if the pain is getting worse, or if your arm feels numb."


@pytest.mark.parametrize(
    "heading",
    [
        "Serious symptoms", "Return precautions", "If symptoms persist", "If you are worried", "Stop and see a doctor if",
        "Should I be worried?", "Is it serious?", "When is this dangerous?", "Time to get help", "Getting checked out",
        "When should I bring my child in?", "Important: seek help", "Have it checked if", "Contact the ward if",
        "Things to report to your care team", "Book an appointment if", "When to come back", "Medical attention",
    ],
)  # fmt: skip
def test_headings_that_need_both_signs_and_whom_to_turn_to(heading: str) -> None:
    assert helps(f"## {heading}\n\n{SENTENCE}") == [f"## {heading}"]
    assert helps(f"## {heading}\n\nIf the chair is too low, put a cushion on it and sit back.") == []
    assert helps(f"## {heading}\n\nSee our clinic page for what we offer, or call us on 01632 960 001.") == []


@pytest.mark.parametrize(
    "text",
    [
        "## Professional evaluation\n\nA physical therapist can assess:\n\n- muscle length\n- strength\n- posture",
        "## Questions\n\n**Q: Do I still need to go to the hospital if it gets better?**\nA: Yes, it can come back.",
        "## Questions\n\n**When should I call our clinic?**\nCall in the morning.",
        "## Emergency steps we took as a clinic\n\nWe trained our nurses and bought a defibrillator.",
        "## Crisis management\n\n**In person:**\n\n- Can call emergency services with the exact location\n"
        "- Sees the room\n\n**Better for:**\n\n- an active crisis\n- severe confusion",
        "## Contact a trusted dentist in Leeds\n\nIf you are thinking of a new smile, contact us to learn more.",
    ],
)
def test_no_help_sections(text: str) -> None:
    assert helps(text) == []


def test_when_to_seek_care_over_cards_with_signs() -> None:
    text = "### Often\n\nPain in the neck twice a week.\n\n### At work\n\nNumbness in an arm at your desk."
    document = parse(
        "a.md", f"# Neck pain\n\n{TEXT}\n\n## When to Seek Care\n\n{text}\n".encode(), Settings()
    )
    (block,) = document.help
    assert block.heading is not None
    assert block.heading.text == "When to Seek Care"


def test_a_disclaimer_within_run_on_text() -> None:
    news = "Subscribe to stay informed and be the first to get the latest news, tips and updates. " * 3
    text = (
        "Did this help you? "
        + news
        + "SubmitDisclaimerThe information here should NOT be used as a substitute for "
        "the advice of a qualified physician. It is for informational purposes only. Please consult your doctor."
    )
    source = f"# Neck pain\n\n{TEXT}\n\n{text}\n"
    (found,) = parse("a.md", source.encode(), Settings()).disclaimers
    assert source[slice(*found.span)] == text
    assert {"not-substitute", "consult"} <= found.components.keys()


def test_advice_to_ask_counts_beside_words_on_affiliate_links() -> None:
    text = (
        "**Disclaimer:** Neck Nook takes part in an affiliate programme and may earn a commission. Consult a dietitian "
        "or physician for advice that fits you."
    )
    source = f"# Neck pain\n\n{TEXT}\n\n{text}\n"
    (found,) = parse("a.md", source.encode(), Settings()).disclaimers
    assert (found.kind, source[slice(*found.span)]) == ("medical", text)
