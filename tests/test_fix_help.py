"""The help section that an unsafe fix adds: for an article about a topic with red flags it holds those."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Wanted
from medlint.fix import Fixed, fix
from medlint.plan import Plan, Step
from medlint.reading.red_flags import flags_of
from medlint.settings import Settings

PLACES = ("", "en-GB", "en-IE", "en-US", "en-CA", "en-AU", "en-NZ", "EU")
STRICT = ("MED302", "MED323")
"""Rules that are off by default and know how a help section should be."""
STEPS = tuple(Step(rule, None) for rule in builtin() if rule.enabled or rule.id in STRICT)
TITLES = {
    "bells-palsy": "Bell's palsy",
    "abdominal-pain": "Stomach ache",
    "allergy": "Anaphylaxis",
    "anxiety": "Anxiety",
    "asthma": "Asthma",
    "baby-illness": "Baby reflux",
    "back-pain": "Back pain",
    "chest-pain": "Chest pain",
    "cough": "Coughs",
    "depression": "Depression",
    "diabetes": "Diabetes",
    "dizziness": "Dizziness",
    "dvt": "Deep vein thrombosis",
    "eating-disorders": "Anorexia",
    "eye": "Eye pain",
    "fever-in-children": "Fever in children",
    "head-injury": "Head injury",
    "headache": "Headache",
    "heatstroke": "Heatstroke",
    "high-blood-pressure": "High blood pressure",
    "joint-injury": "Ankle sprain",
    "joint-pain": "Joint pain",
    "kidney-stones": "Kidney stones",
    "medicines": "Taking your medicines",
    "neck-pain": "Neck pain",
    "palpitations": "Palpitations",
    "panic-attacks": "Panic attacks",
    "pregnancy": "Pregnancy",
    "rash": "Rashes",
    "sepsis": "Sepsis",
    "stroke": "Stroke",
    "testicle-pain": "Testicle pain",
    "uti": "Urinary tract infection",
}


def mended(text: str, *, path: str = "a.md", locale: str = "") -> Fixed:
    """Return an article after all its fixes, with all rules that are on by default."""
    plan = Plan(STEPS, Settings(locale=locale))
    report = lint_bytes(path, text.encode(), plan, Wanted(source=True, headings=True))
    return fix(report, plan, unsafe=True)


def article(title: str) -> str:
    return f"# {title}\n\nThis page on {title.lower()} is for adults, and those who look after them.\n"


def test_every_topic_is_here() -> None:
    assert set(TITLES) == {path.stem for path in Path("rules/red-flags").glob("*.yaml")}


def sections(text: str) -> str:
    """Return the help section of an article, without its comment."""
    return (
        text.split("## When to get medical help\n\n")[1].split("-->\n\n")[1].split("\n\n## ", maxsplit=1)[0]
    )


@pytest.mark.parametrize("locale", PLACES)
@pytest.mark.parametrize("topic", TITLES)
def test_it_names_all_signs_of_the_topic(topic: str, locale: str) -> None:
    done = mended(article(TITLES[topic]), locale=locale)
    assert "MED109" in {finding.rule for finding in done.applied}
    section = sections(done.after.decode())
    here = {flag.named(locale) for flag in flags_of(topic, locale)}
    for name in {flag.named(locale) for flag in flags_of(topic)}:
        assert (name in section) == (name in here), name
    assert "{" not in section
    # The comment, until somebody has seen to it; nothing else of what the section says, or leaves out.
    left = [f for f in done.report.findings if f.rule.startswith(("MED1", "MED3", "MED502"))]
    assert [f.rule for f in left] == ["MED104"]


def test_what_it_looks_like() -> None:
    done = mended(article("Palpitations"), locale="en-GB")
    section = done.after.decode().split("## ")[1]
    assert section == (
        "When to get medical help\n\n"
        "<!-- TODO: these are warning signs of palpitations (source: NHS, Heart palpitations). No list is "
        "complete: let a health professional check this one, and then delete this comment. -->\n\n"
        "**Call 999 or go to A&E if you notice any of these:**\n\n"
        "- palpitations with chest pain\n"
        "- palpitations with shortness of breath\n"
        "- palpitations with fainting or feeling faint\n"
        "- palpitations that are severe or do not settle\n\n"
        "Do not drive there yourself if you are ill or hurt.\n\n"
        "**See a GP if you notice any of these:**\n\n"
        "- palpitations that keep coming back\n"
        "- anything else that worries you\n\n"
        "If things get worse fast, call 999 or go to A&E. If you are not sure what to do, ask for an urgent "
        "GP appointment or call NHS 111.\n\n"
    )


@pytest.mark.parametrize(("locale", "number"), [("en-GB", "999"), ("en-US", "911"), ("en-AU", "000")])
@pytest.mark.parametrize("topic", ["stroke", "allergy", "chest-pain"])
def test_nobody_travels_with_a_stroke_a_heart_attack_or_anaphylaxis(
    topic: str, locale: str, number: str
) -> None:
    section = sections(mended(article(TITLES[topic]), locale=locale).after.decode())
    assert section.startswith(f"**Call {number} if you notice any of these:**\n")
    assert f"If you are not sure what to do, call {number}." in section
    assert "or go to" not in section
    assert ("See a GP" in section) == (topic == "chest-pain" and locale == "en-GB")


@pytest.mark.parametrize("topic", ["anxiety", "depression", "eating-disorders", "panic-attacks"])
def test_who_thinks_of_suicide_is_told_whom_to_call(topic: str) -> None:
    section = sections(mended(article(TITLES[topic]), locale="en-US").after.decode())
    thoughts = (
        "**If you have thoughts of ending your life or harming yourself, call or text 988, day or night.**"
    )
    assert thoughts in section.split("\n")
    assert section.index("Call 911") < section.index(thoughts) < section.index("If things get worse fast")


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en-GB", "**Call your midwife or maternity unit now (day or night) if you notice any of these:**"),
        (
            "en-US",
            "**Call your maternity provider now (day or night) or go to the emergency room if you notice",
        ),
    ],
)
def test_in_pregnancy_it_sends_to_the_maternity_unit(locale: str, line: str) -> None:
    parts = sections(mended(article("Pregnancy"), locale=locale).after.decode()).split("\n\n")
    at = next(number for number, part in enumerate(parts) if part.startswith(line))
    assert "- a baby who moves less, or differently" in parts[at + 1]


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en-GB", "**Ask for an urgent GP appointment or call NHS 111"),
        ("en-US", "**Call your doctor right away (at any hour) or go to the emergency room"),
        ("en-AU", "**Call 000 or go to the emergency department"),
        ("en-CA", "**Call 911 or go to the emergency department"),
    ],
)
@pytest.mark.parametrize("title", ["Fever in children", "Baby reflux"])
def test_how_soon_a_young_baby_with_fever_is_seen(title: str, locale: str, line: str) -> None:
    parts = sections(mended(article(title), locale=locale).after.decode()).split("\n\n")
    at = next(number for number, part in enumerate(parts) if part.startswith(line))
    assert "in a baby under 3 months" in parts[at + 1]


def test_in_canada_spelling_and_degrees_are_canadian() -> None:
    for title in TITLES.values():
        section = sections(mended(article(title), locale="en-CA").after.decode())
        assert not {"gray", "behavior"} & set(section.replace(",", " ").split())
        assert "100.4F" not in section.replace("38C (100.4F)", "")


def test_too_much_of_a_medicine_has_a_line_of_its_own_where_there_is_one() -> None:
    line = "If somebody took too much but feels well, call"
    assert (
        f"{line} Poison Control on 1-800-222-1222."
        in mended(article("Taking your medicines"), locale="en-US").after.decode()
    )
    assert line not in mended(article("Taking your medicines"), locale="en-GB").after.decode()


def test_a_number_only_where_it_is_certain_who_reads_it() -> None:
    text = article("Palpitations") + "\nA paramedic from the NHS wrote it.\n"
    assert "**Call the local emergency number if you notice any of these:**" in mended(text).after.decode()


def test_in_a_page_it_is_markup() -> None:
    page = "<html lang='en'><h1>Sepsis</h1>\n<p>Sepsis is an emergency for all of us.</p></html>"
    text = mended(page, path="a.html", locale="en-GB").after.decode()
    lead = (
        "<p><strong>Call 999 or go to A&amp;E if you notice any of these:</strong></p>\n<ul>\n<li>confusion"
    )
    assert lead in text
    assert "<p>Do not drive there yourself if you are ill or hurt.</p>" in text
    page = page.replace("Sepsis", "Anxiety")
    text = mended(page, path="a.html", locale="en-GB").after.decode()
    assert (
        "call Samaritans on 116 123, or call 111 and choose the mental health option.</strong></p>\n<p>"
        in text
    )


def test_two_topics_share_a_list_in_which_no_sign_stands_twice() -> None:
    lines = mended(article("Back pain and neck pain")).after.decode().split("\n")
    assert "- loss of bowel control" in lines
    assert "- loss of bladder or bowel control" in lines
    assert lines.count("- losing weight without trying") == 1


def test_a_topic_without_emergency_signs_gets_those_that_fit_all() -> None:
    text = mended(article("Joint pain"), locale="en-GB").after.decode()
    assert "**Call 999 now if you or somebody else:**\n\n- has pain or pressure in the chest" in text
    assert "- a hot, swollen joint, above all with fever" in text


@pytest.mark.parametrize(
    ("locale", "number"), [("", "the local emergency number"), ("en-NZ", "111"), ("EU", "112")]
)
def test_any_other_topic_gets_signs_that_fit_all(locale: str, number: str) -> None:
    text = mended(article("Blisters"), locale=locale).after.decode()
    assert "TODO: these signs fit any topic." in text
    assert f"**Call {number} now if you or somebody else:**\n\n- has pain or pressure in the chest" in text
    assert "**If you have thoughts of ending your life or harming yourself, call" in text


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("de", "Blasen an den Füßen", "## Wann Sie ärztliche Hilfe brauchen"),
        ("fr", "Les ampoules aux pieds", "## Quand consulter un médecin"),
        ("es", "Ampollas en los pies", "## Cuándo acudir al médico"),
    ],
)
def test_other_languages_name_a_crisis_line_too(language: str, title: str, heading: str) -> None:
    text = mended(f"---\nlang: {language}\n---\n\n# {title}\n\n{title}.\n").after.decode()
    assert "findahelpline.com" in text.split(heading)[1]


@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_a_second_round_changes_nothing(path: str) -> None:
    once = mended(article("Back pain"), path=path).after
    assert mended(once.decode(), path=path).after == once


@pytest.mark.parametrize("heading", ["When to seek medical help", "When to see a doctor", "Urgent advice"])
def test_an_empty_help_section_is_filled(heading: str) -> None:
    text = f"# Wasp stings\n\nWash it.\n\n## {heading}\n\n## Sources\n\nA book.\n"
    done = mended(text)
    after = done.after.decode()
    assert "MED110" not in {finding.rule for finding in done.report.findings}
    assert f"## {heading}\n\n<!-- TODO" in after
    assert after.count("\n## ") == text.count("\n## ") + 1  # The disclaimer.


def test_a_help_section_without_a_route_gets_no_second_one() -> None:
    text = "# Wasp stings\n\nWash it.\n\n## If things get worse\n\n- a fever\n- numb lips\n"
    assert "When to get medical help" not in mended(text).after.decode()
