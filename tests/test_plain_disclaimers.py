# ruff: noqa: E501 - one text a line
"""Disclaimers in the words of somebody who writes to a reader, not in those of a lawyer."""

import pytest

from medlint.checks.disclaimer import best
from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

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
    ("heading", "text", "says"),
    [
        # For whom it is written.
        ("", "This column is written for everybody who reads the paper. For your own neck, ask your GP.", {"informational", "consult"}),
        ("", "We print what is true of most people. If yours is another story, talk to your own doctor.", {"informational", "consult"}),
        ("", "The union produced this sheet for all members. Take questions about your own back to your doctor.", {"informational", "consult"}),
        ("", "I've said what I'd tell a hall full of parents; your own midwife is the one to ask.", {"informational", "consult"}),
        ("", "We have kept these pages general. Your own physio can tell you what suits you.", {"informational", "consult"}),
        # What whoever wrote it has not seen.
        ("", "We have never met you, and we can't see your scans. Please ask your consultant.", {"informational", "consult"}),
        ("", "Nobody here has examined your knee. A physiotherapist can, so see one if it swells.", {"informational", "consult"}),
        ("", "I don't have your notes in front of me, so check with your pharmacist before you change a dose.", {"informational", "consult"}),
        ("", "We can't tell you whether tai chi is safe for you. Have a word with your nurse before you start.", {"informational", "consult"}),
        ("", "This was written without knowing you: your dentist should be asked first.", {"not-substitute", "consult"}),
        ("", "No magazine can listen to your chest. If you are worried, see your GP.", {"not-substitute", "consult"}),
        # What it cannot allow for.
        ("One sheet for all", "It can't allow for your other illnesses. Your nurse can. If she tells you something different, go by that.", {"informational", "consult"}),
        ("", "These notes aren't about any one patient, so show them to your doctor before you act on them.", {"informational", "consult"}),
        ("", "What worked for us may not work for you. Ask your midwife before you try it.", {"informational", "consult"}),
        # Who wrote it.
        ("", "I'm a teacher with no medical training. Please talk to your doctor before you copy me.", {"not-substitute", "consult"}),
        ("", "None of us is a nurse. We pass on what we know; for your treatment, ask your own team.", {"not-substitute", "consult"}),
        # What to do with it.
        ("", "Please don't act on this page alone; speak to a pharmacist.", {"not-substitute", "consult"}),
        ("", "Don't stop a tablet on the strength of this article. Your GP is there to be asked.", {"not-substitute"}),
        ("", "Use our pages alongside your own nurse, and never instead.", {"not-substitute", "consult"}),
        ("A word about these pages", "They are a starting point. Follow what your surgeon told you if it differs.", {"informational", "consult"}),
        ("What this is, and what it isn't", "It's a list of ideas that holds no promise. We don't know your medical history, so ask a nurse.", {"informational", "consult"}),
    ],
)  # fmt: skip
def test_disclaimers_that_name_no_advice(heading: str, text: str, says: set[str]) -> None:
    document = read(text, heading)
    found = best(document, Settings())
    assert found is not None
    shown = document.source.text[slice(*found.span)]
    assert shown in (text, f"## {heading}\n\n{text}")
    assert says <= found.components.keys()


@pytest.mark.parametrize(
    "text",
    [
        "We can't see your booking, so please call the clinic and ask the nurse.",
        "The pool is open to everyone. Ask your physiotherapist for a pass.",
        "We give this vaccine to everyone over 65. Ask your GP for it.",
        "Nobody here can say when your parcel will come; ask the pharmacy.",
        "I have no medical training, and my neck hurt all the same after the game.",
        "Your dentist can. The hygienist can too.",
        "A scan cannot tell you why your neck hurts. Ask your doctor whether you need one.",
        "The exercises suit most people. Ask your physiotherapist to show you how they are done.",
        "She is a dancer, not a nurse, and she won the cup.",
        "A massage cannot take account of the weather, so ask the therapist for a blanket.",
        "Read the label alongside the leaflet, and ask your pharmacist if it is blurred.",
        "Don't read this in bed: your neck will not like it. See your physio.",
        "These exercises are for everyone with a stiff neck. If the pain goes into your arm, see your GP.",
        "The surgeon has not seen your scan yet. Call the ward to ask when he will.",
        "What works for one child may not work for another, so ask the nurse to show you both holds.",
        "The oven manual was written for everybody. If the light flickers, call the shop.",
    ],
)  # fmt: skip
def test_what_is_said_to_many_is_none(text: str) -> None:
    assert best(read(text), Settings()) is None
