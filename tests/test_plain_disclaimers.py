# ruff: noqa: E501 - one text a line
"""Disclaimers in the words of somebody who writes to a reader, not in those of a lawyer."""

import pytest

from medlint.catalogue import builtin
from medlint.checks.disclaimer import best
from medlint.document import Document
from medlint.engine import lint_document
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import Settings

MED106 = make_plan((builtin().find("MED106"),), Settings())

TEXT = "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4


def read(text: str, heading: str = "") -> Document:
    above = f"## {heading}\n\n" if heading else ""
    return parse("a.md", f"# A stiff neck\n\n{TEXT}\n\n{above}{text}\n".encode(), Settings())


@pytest.mark.parametrize(
    ("heading", "text", "says"),
    [
        ("About this booklet", "It does not replace what your midwife tells you.", {"not-substitute"}),
        ("Please read", "Our collection of stories is for learning. It's neither a diagnosis nor advice on your neck, and should not be used in place of a visit.", {"not-substitute"}),
        ("The small print", "We wrote it for people in general, and it cannot stand in for an assessment by a physio.", {"informational", "not-substitute"}),
        ("Fine print", "This column is general information; your own surgeon should have the final say.", {"informational", "consult"}),
        ("A note of caution", "This sheet is for guidance only. It isn't a treatment plan, and does not make you our patient. If unsure, ask your nurse.", {"informational", "not-substitute", "no-relationship", "consult"}),
        ("", "It's general advice that cannot take your own history into account, so ask a pharmacist.", {"informational", "consult"}),
        ("", "This guide can't tell you what is safe for you. Only your own doctor can do that.", {"not-substitute", "consult"}),
        ("", "I'm a midwife, but I'm not your midwife. See somebody who has examined you.", {"not-substitute", "consult"}),
        ("", "Everyone's health is different. These notes are meant as general background, and your pharmacist can tell you whether they suit you.", {"individual", "informational", "consult"}),
        ("", "What is written here isn't tailored to you: talk to your own prescriber before you change a dose.", {"informational", "consult"}),
        ("", "These notes cannot cover every situation. If yours is another, be guided by your surgeon.", {"not-substitute", "consult"}),
        ("", "**Good to know:** our handouts are general guidance. Your dentist will help you decide what is right for you.", {"informational", "consult"}),
        ("", "This handout is not medical advice. Never stop a tablet without asking the person who prescribed it.", {"not-substitute", "consult"}),
        ("Our disclaimer, in plain words", "This page is general. It is not medical advice; ask a nurse.", {"not-substitute", "consult"}),
        ("", "Nothing here is a substitute for being seen in person. When in doubt, ring your surgery.", {"not-substitute", "consult"}),
        ("", "Read this as a list of questions for your nurse, not as a diagnosis.", {"not-substitute"}),
        ("", "This is a column, not a check-up.", {"not-substitute"}),
        ("", "We hope this helps. It does not take the place of what your own dentist tells you.", {"not-substitute"}),
        ("", "Do see a physiotherapist about your neck rather than rely on this page.", {"not-substitute", "consult"}),
        ("About this advice", "It is general, and may not suit you. Talk to somebody who is trained.", {"informational", "consult"}),
        ("", "Please do not treat this post as medical advice; your GP can give you that.", {"not-substitute", "consult"}),
        ("", "We are a charity. Nothing on our site should be taken for a diagnosis or used instead of a visit to a physiotherapist.", {"not-substitute"}),
        ("", "Nothing here sets up a nurse-patient relationship or takes the place of treatment by a physician who knows you.", {"no-relationship", "not-substitute"}),
        ("", "No, we are two neighbours and a nurse. This page can't replace what the physiotherapist at your own clinic advises.", {"not-substitute"}),
        ("", "I write it for whoever likes to read it, but a page can't feel a stiff muscle. Please don't use it in place of the advice of your own physiotherapist.", {"not-substitute"}),
        ("", "This handout is educational; your own physiotherapist should be the one to advise you on your neck.", {"informational", "consult"}),
        ("", "Read this as general sports-club advice; it isn't a replacement for talking to your pharmacist.", {"not-substitute"}),
    ],
)  # fmt: skip
def test_disclaimers(heading: str, text: str, says: set[str]) -> None:
    document = read(text, heading)
    found = best(document, Settings())
    assert found is not None
    shown = document.source.text[slice(*found.span)]
    assert shown == (f"## {heading}\n\n{text}" if heading else text)
    assert says <= found.components.keys()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("About this leaflet", "It is printed on recycled paper, and was paid for by the council."),
        ("Please read", "The pool is for learning. It's not a race."),
        ("The small print", "Prices do not include a visit to the clinic."),
        ("A word of caution", "Ice should never be used in place of treatment by a doctor."),
        ("", "A chatbot can't stand in for an assessment by a physiotherapist."),
        ("", "A home test is not a diagnosis, and your doctor will repeat it."),
        ("", "Your own doctor should have the last word on your dose."),
        ("", "Your pharmacist can tell you which of these sprays suits you best."),
        ("", "If you do not take your tablets, the insurer takes your history into account."),
        ("", "A column of numbers is general information about parking."),
        ("", "The fair is for the public, and a physiotherapist can tell you what is best for you there."),
        ("", "We hope you found this chair. A splint does not replace treatment by a doctor."),
        ("", "Rather than rely on this muscle, use the other one, and see a physiotherapist."),
        ("", "A home kit should not be relied on for a diagnosis of flu."),
        ("", "Do not use this cream to treat a cut without asking a pharmacist."),
        ("", "Wearing a hat is no substitute for an eye test."),
        ("", "This is a clinic, not a spa. Ask somebody who is near to hold the door."),
        ("", "We have not seen you for a year: book a check-up with your dentist."),
        ("", "Nothing on our menu should be eaten instead of the medicine that your doctor gave you."),
        ("", "A page can't be printed here. Ask the doctor at the desk."),
        ("", "This course is educational, and your doctor will be there."),
        ("", "Read this as general praise; it isn't a replacement for a new chair."),
    ],
)  # fmt: skip
def test_what_is_none(heading: str, text: str) -> None:
    assert best(read(text, heading), Settings()) is None


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Please read</h2>\n<p>Our <em>health</em> library does not take the place of a talk with your doctor.</p>",
        "<h2>Please read</h2><p>This does not take the place of your doctor.</p>",
        "<p>This page is for educational purposes only.</p>\n<p>Neck Nook Ltd does not provide medical advice.</p>",
        "<h2>Please read</h2>\n<p>Our library shouldn't take the place of a talk with your health-care provider.</p>",
    ],
)
def test_a_heading_and_its_text_are_two_things_in_html_as_well(text: str) -> None:
    source = f"<html lang=en><body><article><h1>Neck pain</h1><p>{TEXT}</p>{text}</article></body></html>"
    document = parse("a.html", source.encode(), Settings())
    found = best(document, Settings())
    assert found is not None
    assert source[slice(*found.span)] == text


@pytest.mark.parametrize(
    "text",
    [
        "Our pages hold for most people. Yours may be different, so have a word with the nurse who knows you.",
        "I have never met you and cannot see your scans. If anything here worries you, ask a physio.",
        "Nothing in this booklet was written with your own neck in mind. That is a matter for your doctor.",
        "Please don't use this column to work out what is wrong with you. Your GP can ask what a paper cannot.",
        "This guide does not know your history. Show it to your pharmacist before you change a dose.",
    ],
)
def test_a_paragraph_that_limits_the_text_in_its_own_words(text: str) -> None:
    document = read(text)
    found = best(document, Settings())
    assert found is not None
    assert document.source.text[slice(*found.span)] == text
    assert {"informational", "consult"} <= found.components.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Most people feel better in a week. Your nurse will check your dressing before you go home.",
        "If you have any questions about them, you shouldn't hesitate to ask your dentist for his opinion.",
        "A home test does not know your history. Show the result to your pharmacist before you act on it.",
        "I had never met a physio before. She could see from the door what my back needed, and told me so.",
        "The booking page does not show your appointments. Call our nurse if you need to change one.",
        "We have not seen you for a year: book a check-up with your dentist.",
    ],
)
def test_a_paragraph_that_limits_something_else(text: str) -> None:
    assert best(read(text), Settings()) is None


def test_own_words_count_only_where_there_is_no_other_disclaimer() -> None:
    own = "Nothing in this booklet was written with your own neck in mind. That is a matter for your doctor."
    document = read(f"{own}\n\nThis article is not medical advice. Ask your doctor.")
    assert [document.source.text[slice(*found.span)][:12] for found in document.disclaimers] == [
        "This article"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I've not met you, and my knees are not yours. Ask a physio who has seen them.",
        "None of us has seen your scans, so we can't tell you whether it suits you. Your own doctor can.",
    ],
)
def test_under_its_heading_a_disclaimer_may_use_any_words(text: str) -> None:
    found = best(read(text, "Disclaimer"), Settings())
    assert found is not None
    assert {"informational", "consult"} <= found.components.keys()


@pytest.mark.parametrize(
    ("heading", "text", "says"),
    [
        # A remark in brackets behind the name, and a heading that is the statement.
        ("Disclaimer (please read)", "It is general information.", {"informational"}),
        ("6) 🩺 Medical disclaimer (kept short)", "This booklet is no substitute for a check-up.", {"not-substitute"}),
        ("Note (for our readers)", "This is not medical advice; ask a nurse.", {"not-substitute", "consult"}),
        ("This is not medical advice", "Ask a pharmacist about your own neck.", {"not-substitute", "consult"}),
        ("Not medical advice", "Ask a pharmacist about your own neck.", {"not-substitute", "consult"}),
        ("Read this for ideas, not as medical advice", "Your own doctor knows your neck: ask her.", {"not-substitute", "consult"}),
        # What a text may be called.
        ("", "This review of studies is for educational purposes. Outcomes vary. We read what was printed by June, and nothing that came later, in any language. Ask your physiotherapist which of the exercises fit.", {"informational", "consult"}),
        ("", "This short comparison is for information only. Ask a nurse.", {"informational", "consult"}),
        ("", "Our chapter is for educational purposes only; consult a doctor about your own neck.", {"informational", "consult"}),
        ("", "This breakdown is not medical advice.", {"not-substitute"}),
        # More signs than statement.
        ("", "This guide does not replace medical advice. Seek care for red flags like a numb arm, a high temperature, or a headache that came like a blow.", {"not-substitute"}),
        ("", "This page is for talking it over. It is not clinical advice. If there is danger now, of a fall, of harm, or of a fit, use the routes for emergencies that your ward gave you.", {"not-substitute"}),
    ],
)  # fmt: skip
def test_names_of_the_text_and_of_its_disclaimer(heading: str, text: str, says: set[str]) -> None:
    document = read(text, heading)
    found = best(document, Settings())
    assert found is not None
    assert document.source.text[slice(*found.span)] == (f"## {heading}\n\n{text}" if heading else text)
    assert says <= found.components.keys()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Is this not medical advice?", "Many readers ask us that."),
        ("Why ice is not a substitute for a physiotherapist", "Ask a nurse how long to leave it on."),
        ("Pillows (medical)", "Ask a nurse which one is firm."),
        ("What it is not", "- They are **not** a substitute for physiotherapy and sleep."),
        ("", "This review of pillows has general information on prices. Firm ones cost more."),
        ("", "Our app made a comparison. It is not the doctor who picks the pillow."),
    ],
)
def test_headings_and_texts_that_limit_nothing(heading: str, text: str) -> None:
    assert best(read(text, heading), Settings()) is None


def test_the_title_is_no_statement() -> None:
    source = f"# This is not medical advice\n\n{TEXT}\n"
    assert best(parse("a.md", source.encode(), Settings()), Settings()) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Medical disclaimer", None),
        ("Affiliate disclaimer", {"not-substitute"}),
        ("Pillows", {"not-substitute"}),
    ],
)
def test_a_heading_that_announces_one_goes_before_a_sentence_on_something(
    heading: str, expected: set[str] | None
) -> None:
    under = "We earn a commission on links." if "Affiliate" in heading else "Results vary."
    document = read(f"Not a substitute for medical care.\n\n## {heading}\n\n{under}")
    found = best(document, Settings())
    assert (found.components.keys() if found else None) == expected


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("de", "Dies ist keine medizinische Beratung", "Fragen Sie Ihren Arzt."),
        ("es", "Esto no es un consejo médico", "Consulte a su médico."),
        ("fr", "Ceci ne remplace pas un avis médical", "Consultez votre médecin."),
    ],
)
def test_statements_as_headings_in_other_languages(language: str, heading: str, text: str) -> None:
    source = f"---\nlang: {language}\n---\n# Titel\n\n## {heading}\n\n{text}\n"
    found = best(parse("a.md", source.encode(), Settings()), Settings())
    assert found is not None
    assert {"not-substitute", "consult"} <= found.components.keys()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("This page is not medical advice. Call 999 if you cannot breathe.", "note"),
        ("This page is not medical advice.\n\nWith chest pain or a numb arm, go to A&E at once.", "note"),
        ("This page is not medical advice.\n\n## Cost\n\nIf the till rings, call an ambulance.", "error"),
        ("This page is not medical advice.\n\nPillows are washed at 60 degrees.", "error"),
    ],
)
def test_whom_to_call_in_an_emergency_is_half_of_whom_to_ask(text: str, severity: str) -> None:
    (hit,) = lint_document(read(text, "Disclaimer" if "##" not in text else ""), MED106).findings
    assert hit.severity == severity
