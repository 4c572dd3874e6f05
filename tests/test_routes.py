"""Emergency routes, telephone numbers, crisis lines, and words about suicide: the hard cases."""

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding

FILLER = "This is what people want to know about it, and what they can do about it themselves.\n\n"


def findings(code: str, text: str, folder: Path, locale: str = "", name: str = "a.md") -> list[Finding]:
    config = folder / "medlint.toml"
    config.write_text(f'locale = "{locale}"\n' if locale else "", encoding="utf-8")
    plan = plan_of(finder(config=str(config))(str(folder)), builtin(), Selection(select=(code,)))
    report = lint_bytes(name, text.encode(), plan)
    return [finding for finding in report.findings if finding.rule == code]


def found(code: str, text: str, folder: Path, locale: str = "", name: str = "a.md") -> list[str]:
    return [text[slice(*finding.span)] for finding in findings(code, text, folder, locale, name)]


# --- MED303 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("Seek emergency medical care if you cannot breathe.", "Seek emergency medical care"),
        ("Get immediate medical help if you faint.", "Get immediate medical help"),
        ("Chest pain is a medical emergency.", "is a medical emergency"),
        ("These can be life-threatening.", "be life-threatening"),
        ("Find medical help straight away if your lips turn blue.", "lips turn blue"),
        ("Seek immediate medical attention: go to the nearest hospital.", ""),
        ("Seek immediate medical attention. Call emergency services.", ""),
        ("Seek emergency care (call 000).", ""),
        ("Get immediate help: call or text 988.", ""),
        ("Is this a medical emergency?", ""),
        ("This is not a medical emergency.", ""),
        ("Carry an emergency contact card.", ""),
        ("Immediately after the test you can go home.", ""),
        ("Ask about emergency contraception.", ""),
    ],
)
def test_an_emergency_needs_a_number_or_a_place(sentence: str, marked: str, tmp_path: Path) -> None:
    text = (
        f"# Pain\n\n{FILLER}## When to see a doctor\n\nSee a doctor if it lasts or gets worse. {sentence}\n"
    )
    assert found("MED303", text, tmp_path) == ([marked] if marked else [])


def test_without_a_help_section_an_emergency_needs_a_route_too(tmp_path: Path) -> None:
    text = f"# Sepsis\n\n{FILLER}Sepsis is a medical emergency.\n"
    assert found("MED303", text, tmp_path) == ["is a medical emergency"]


def test_the_title_of_another_article_names_no_emergency(tmp_path: Path) -> None:
    text = (
        f"# Pain\n\n{FILLER}## When to see a doctor\n\nSee a doctor if it lasts or gets worse.\n\n"
        "## More guides\n\n- [When pain is a medical emergency](/emergency)\n"
    )
    assert found("MED303", text, tmp_path) == []


def test_the_hint_names_the_route_of_the_country_only_if_it_is_certain(tmp_path: Path) -> None:
    text = f"# Pain\n\n{FILLER}## When to see a doctor\n\nSee a doctor if it lasts. Seek emergency care.\n"
    (known,) = findings("MED303", text, tmp_path, "en-GB")
    (unknown,) = findings("MED303", text, tmp_path)
    (guessed,) = findings("MED303", text + "\nThe color of the fiber.\n", tmp_path)
    assert "call 999 or go to A&E" in known.hint
    assert "call the local emergency number" in unknown.hint
    assert guessed.hint == unknown.hint


# --- MED304 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "locale", "marked"),
    [
        ("Call 000 now.", "en-GB", ["000"]),
        ("Call 112 now.", "en-US", ["112"]),
        ("Call 112 now.", "en-AU", []),
        ("Call 999 now.", "de-DE", ["999"]),
        ("Call 999 now.", "en-BD", []),
        ("Call triple zero now.", "en-GB", ["triple zero"]),
        ("Go to A&E now.", "en-US", ["A&E"]),
        ("Go to the emergency room now.", "en-AU", []),
        ("Call 911 or your local emergency number.", "en-GB", []),
        ("Call 911 (US) or 999 (UK).", "en-GB", []),
        ("Travelling in America? Call 911.", "en-GB", []),
        ("Dial 111 in an emergency.", "en-GB", ["111"]),
        ("Dial 111 in an emergency.", "en-NZ", []),
        ("If your life is not in danger, call 111 rather than 999.", "en-GB", []),
        ("NHS 111 can tell you whether it is a heart attack.", "en-GB", []),
        ("Call 111, not 999, unless it is a life-threatening emergency.", "en-GB", []),
        ("Some 911 people in ER-positive trials called.", "en-GB", []),
        ("The ER visits of 999 people cost $911.", "en-GB", []),
    ],
)
def test_the_route_is_that_of_the_readers(
    sentence: str, locale: str, marked: list[str], tmp_path: Path
) -> None:
    assert found("MED304", f"# Pain\n\n{FILLER}{sentence}\n", tmp_path, locale) == marked


def test_several_foreign_numbers_are_one_finding(tmp_path: Path) -> None:
    (finding,) = findings("MED304", f"# Pain\n\n{FILLER}Call 911.\n\nCall 911 again.\n", tmp_path, "en-GB")
    assert [(note.message, note.start.line) for note in finding.related] == [("here too", 7)]


def test_a_heading_or_a_link_can_say_that_others_are_meant(tmp_path: Path) -> None:
    text = (
        f"# Pain\n\n{FILLER}## United States\n\nCall 911.\n\n## Home\n\n- [When to call 911](/chest-pain)\n"
    )
    assert found("MED304", text, tmp_path, "en-GB") == []


def test_in_doubt_about_the_country_nothing_is_foreign(tmp_path: Path) -> None:
    text = f"# Pain\n\n{FILLER}See the NHS and your GP. Mind the colour. In an emergency, call 000.\n"
    assert found("MED304", text, tmp_path) == []
    page = f'<html lang="en-US"><body><h1>Pain</h1><p>{FILLER}</p><p>Call 999.</p></body></html>'
    assert found("MED304", page, tmp_path, name="a.html") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "# Colic in babies\n\nThis is hard for you and for them. Use NHS 111 online.\n",
            ["Use NHS 111 online"],
        ),
        ("# Colic in babies\n\nUse NHS 111 online, or call 111 if your baby is under 5.\n", []),
        ("# Colic in babies\n\nThis is hard. Use NHS 111 online or see a GP.\n", []),
        ("# Colds in adults\n\nThis is what you can do about it. Use NHS 111 online.\n", []),
    ],
)
def test_the_online_service_takes_no_small_children(text: str, marked: list[str], tmp_path: Path) -> None:
    assert found("MED304", text, tmp_path, "en-GB") == marked


# --- MED308 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "who", "instead"),
    [
        ("1-800-273-8255 (Press 1)", "the Veterans Crisis Line", "988, then press 1"),
        ("1-800-273-8255", "the National Suicide Prevention Lifeline", "988"),
    ],
)
def test_with_its_key_a_number_is_another_line(number: str, who: str, instead: str, tmp_path: Path) -> None:
    (old,) = findings("MED308", f"# Help\n\nCall {number} at night.\n", tmp_path)
    assert old.message.endswith(f"is the old number of {who}")
    assert str(old.hint).endswith(f"{instead}.")


@pytest.mark.parametrize(
    ("sentence", "locale", "marked"),
    [
        ("Call NHS Direct on 0845 4647.", "", ["0845 4647"]),
        ("Samaritans: 08457 909090.", "", ["08457 909090"]),
        ("Text Samaritans on 07725 90 90 90.", "", ["07725 90 90 90"]),
        ("Call the NEDA helpline at (800) 931-2237.", "", ["800) 931-2237"]),
        ("The old Samaritans number, 08457 90 90 90, no longer works.", "", []),
        ("Use 116 123 instead of 08457 90 90 90.", "", []),
        ("Ring 020 7450 4000.", "", []),
        ("Ring 0207 450 4000.", "", ["0207 450 4000"]),
        ("Ring 02079460000.", "", []),
        ("Call us on 01234 567.", "en-GB", ["01234 567"]),
        ("Call us on 01234 567.", "", []),
        ("Call us on 01234 567890 or 0800 1111.", "en-GB", []),
        ("On 01 02 2024 we moved.", "en-GB", []),
        ("Trial ISRCTN08457909090 had 845 men.", "", []),
    ],
)
def test_telephone_numbers(sentence: str, locale: str, marked: list[str], tmp_path: Path) -> None:
    assert found("MED308", f"# Help\n\n{FILLER}{sentence}\n", tmp_path, locale) == marked


def test_the_head_of_a_page_is_looked_at(tmp_path: Path) -> None:
    text = (
        "Help line:\n02380 248725\n\nStiff Hips and Knees: What Helps\n\nIntroduction\n\n"
        f"{FILLER}Move a little more each day, and rest when it hurts. Most people feel better in weeks.\n"
    )
    both = findings("MED308", text, tmp_path, name="a.txt")
    assert [(finding.severity, text[slice(*finding.span)]) for finding in both] == [
        ("warning", "Help line:"),
        ("note", "02380 248725"),
    ]
    assert "023 8024 8725" in both[1].hint


# --- MED307 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "# Suicide: what to know\n\n{}",
        "# Growing up\n\n{}## Self-injury\n\nMany teenagers hurt.\n",
        "# Violence at home\n\n{}## Domestic abuse\n\nCall the police on 999.\n",
        "---\ntitle: Bulimia and its causes\n---\n\n{}Bulimia is treatable.\n",
        "# Low mood\n\n{}He felt suicidal. He spoke of suicide.\n\nShe feared he would take his own life.\n",
    ],
)
def test_a_subject_that_needs_a_crisis_line(text: str, tmp_path: Path) -> None:
    (finding,) = findings("MED307", text.format(FILLER), tmp_path)
    assert finding.whole


@pytest.mark.parametrize(
    "end",
    [
        "Call Samaritans on 116 123.",
        "Call or text 988.",
        "Text HOME to 741741.",
        "Lifeline: 13 11 14.",
        "[Find a line](https://findahelpline.com/).",
        "Call the crisis line in your country.",
        "Beat's number is 0808 801 0677.",
    ],
)
def test_any_crisis_line_will_do(end: str, tmp_path: Path) -> None:
    assert found("MED307", f"# Suicidal thoughts\n\n{FILLER}{end}\n", tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Substance abuse\n\n{}It is common.\n",
        "# Taking your life back\n\n{}Walk more.\n",
        "# How to end your life-long fear of dogs\n\n{}Start small.\n",
        "# Suicide genes in cancer treatment\n\n{}A virus carries the suicide gene.\n",
        "# Isotretinoin\n\n{}- dry skin\n- suicidal thoughts\n- self-harm\n- suicide\n",
        "# Alcohol\n\n{}It raises the risk of suicide and suicide attempts. Suicide is rarer without.\n",
        "# A cut\n\n{}## Avoid cutting yourself\n\nDo not cut yourself when you cook.\n",
    ],
)
def test_a_mention_makes_no_subject(text: str, tmp_path: Path) -> None:
    assert found("MED307", text.format(FILLER), tmp_path) == []


# --- MED319 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("She did not commit suicide.", ["commit suicide"]),
        ("Did he commit suicide?", ["commit suicide"]),
        ("> Men commit suicide more often.", ["commit suicide"]),
        ("Her failed attempt at suicide was a warning.", ["failed attempt at suicide"]),
        ("He hanged himself at home.", ["hanged himself"]),
        ("He took his own life by jumping.", ["took his own life by jumping"]),
        (
            "After a suicide attempt with an overdose of 40 tablets he slept.",
            ["suicide attempt with an overdose of 40"],
        ),
        ("It is a painless way to die.", ["painless way to die"]),
        ("He threw himself under a train.", ["threw himself under a train"]),
        ("Suicide ended her pain.", ["Suicide ended her pain"]),
        ("They commit to suicide prevention.", []),
        ("Do not use the phrase 'commit suicide'.", []),
        ('The term "committed suicide" is stigmatising.', []),
        ("A successful suicide prevention programme needs money.", []),
        ("Successful treatment of suicidal people takes time.", []),
        ("He survived a suicide attempt.", []),
        ("She shot him a look and hung the picture herself.", []),
        ("They drowned themselves in work.", []),
        ("An overdose of 10 tablets can harm the liver.", []),
        ("Learn how to end your life of smoking.", []),
        ("Do not kill yourself trying to finish.", []),
        ("Signs of suicide point to depression.", []),
        ("She threw herself into work and off the sofa.", []),
        ("Many feel that suicide is the only way out.", []),
        ("Suicide is not the answer.", []),
        ("Death was a release for her after a long illness.", []),
        ("Resigning was professional suicide.", []),
        ("Restricting access to pesticides prevents suicide.", []),
    ],
)
def test_words_about_suicide(sentence: str, marked: list[str], tmp_path: Path) -> None:
    assert found("MED319", f"# Text\n\n{FILLER}{sentence}\n", tmp_path) == marked
