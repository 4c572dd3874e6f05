"""The help section that an unsafe fix adds: for an article about a topic with red flags it holds those."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Wanted
from medlint.fix import Fixed, fix
from medlint.plan import Plan, Step
from medlint.red_flags import flags_of
from medlint.settings import Settings

STEPS = tuple(Step(rule, None) for rule in builtin() if rule.enabled)
TITLES = {
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


@pytest.mark.parametrize("locale", ["", "en-GB", "en-US"])
@pytest.mark.parametrize("topic", TITLES)
def test_it_names_all_signs_of_the_topic(topic: str, locale: str) -> None:
    done = mended(article(TITLES[topic]), locale=locale)
    assert "MED109" in {finding.rule for finding in done.applied}
    lines = done.after.decode().split("\n")
    for flag in flags_of(topic):
        assert f"- {flag.named(locale)}" in lines
    left = {f.rule for f in done.report.findings if f.rule.startswith(("MED1", "MED3"))}
    # The comment, until somebody has seen to it; and lips that are blue on white skin only.
    assert left - {"MED321"} == {"MED104"}


def test_what_it_looks_like() -> None:
    done = mended(article("Palpitations"), locale="en-GB")
    section = done.after.decode().split("## ")[1]
    assert section == (
        "When to get medical help\n\n"
        "<!-- TODO: these are warning signs of palpitations (source: NHS, Heart palpitations). No list is "
        "complete: let a health professional check this one, and then delete this comment. -->\n\n"
        "**Call 999 or go to A&E if there is:**\n\n"
        "- palpitations with chest pain\n"
        "- palpitations with shortness of breath\n"
        "- palpitations with fainting or feeling faint\n"
        "- palpitations that are severe or do not settle\n\n"
        "**See a GP if there is:**\n\n"
        "- palpitations that keep coming back\n"
        "- symptoms that get worse or do not go away\n"
        "- anything else that worries you\n\n"
    )


def test_a_number_only_where_it_is_certain_who_reads_it() -> None:
    text = article("Palpitations") + "\nA paramedic from the NHS wrote it.\n"
    assert "**Call the local emergency number if there is:**" in mended(text).after.decode()


def test_in_a_page_it_is_markup() -> None:
    page = "<html lang='en'><h1>Stroke</h1>\n<p>A stroke is an emergency for all of us.</p></html>"
    text = mended(page, path="a.html", locale="en-GB").after.decode()
    assert "<p><strong>Call 999 or go to A&amp;E if there is:</strong></p>\n<ul>\n<li>a face" in text


def test_two_topics_share_a_list_in_which_no_sign_stands_twice() -> None:
    lines = mended(article("Back pain and neck pain")).after.decode().split("\n")
    assert "- loss of bowel control" in lines
    assert "- loss of bladder or bowel control" in lines
    assert lines.count("- losing weight without trying") == 1


def test_a_topic_without_emergency_signs_gets_those_that_fit_all() -> None:
    text = mended(article("Joint pain")).after.decode()
    assert "- pain or pressure in the chest" in text
    assert "- a hot, swollen joint, above all with fever" in text


def test_any_other_topic_gets_signs_that_fit_all() -> None:
    text = mended(article("Blisters")).after.decode()
    assert "TODO: these signs fit any topic." in text
    assert "- pain or pressure in the chest" in text


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
