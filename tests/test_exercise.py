"""Exercises: what is one, and what an article that teaches them has to say."""

from functools import cache

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.plan import Plan

CODES = tuple(f"MED{number}" for number in (229, *range(309, 318), 321, 330))


@cache
def plan() -> Plan:
    return plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))


def findings(text: str) -> tuple[Finding, ...]:
    article = f"---\nlang: en\n---\n\n# An article\n\n{text}\n"
    return lint_bytes("article.md", article.encode(), plan()).findings


def codes(text: str) -> list[str]:
    return sorted({finding.rule for finding in findings(text)})


FOUND = (
    (
        "MED314 MED315",
        "## Stretches\n\n1. Lift your leg onto a chair.\n2. Lean your chest forward. Bend your knee.",
    ),
    ("MED315", "## Stretches\n\n- Bend your knees.\n- Lift your hips for 10 seconds.\n- Lower your back."),
    (
        "MED314 MED315",
        "## Yoga\n\nTo begin, lie down.\n\nLift your hips.\n\nStretch your arms.\n\nRoll your shoulders.",
    ),
    (
        "MED315",
        "## Exercises\n\nWhile lying down, lift one leg. Bend the knee. Slowly lower the foot. Do it daily.",
    ),
)
SAFE = (
    "## Stretches\n\n- Lie on your back.\n- Bend your knees. Never bounce.\n- Lift one leg for 10 seconds.",
    "## Sleep\n\nLie on your side with a pillow between your knees. Keep your neck straight.",
    "## Recovery position\n\nKneel by the person. Bend their arm. Roll their hip. Tilt their head.",
    "## Breathing exercises\n\nSit comfortably. Breathe in. Hold for 4 seconds.",
    "## Squat test\n\nStand with your feet apart. The examiner watches your knees.",
    "## Blood pressure\n\nSit with your back straight. Place the cuff on your arm. Exercise raises it.",
    "## Feeding\n\nHold your baby with their head on your arm. Lean back. Exercise later.",
    "Exercise helps. Stretch your neck, and roll your shoulders. Lift your feet.",
    "Exercise helps.\n\n- Keep your back straight.\n- Keep your feet flat.\n- Engage your core.",
)


@pytest.mark.parametrize(("expected", "text"), FOUND)
def test_found(expected: str, text: str) -> None:
    assert codes(text) == expected.split()


@pytest.mark.parametrize("text", SAFE)
def test_safe(text: str) -> None:
    assert codes(text) == []


def test_a_stop_rule_anywhere_in_the_article_is_enough() -> None:
    told = "## Exercises\n\n- Lie on your back. Hold your knee for 10 seconds.\n- Lift your hips."
    assert codes(told) == ["MED315"]
    assert codes(f"{told}\n\n## Safety\n\nStop if you feel dizzy.") == []


def test_each_part_needs_its_own_doses() -> None:
    back = (
        "## The back\n\nExercises:\n\n- Lie on your back.\n- Lift your hips twice a day.\n- Lower your back."
    )
    legs = "## The legs\n\nExercises:\n\n- Stand on one leg.\n- Bend your knee.\n- Lift your heel."
    found = [finding for finding in findings(f"{back}\n\n{legs}") if finding.rule == "MED314"]
    assert [finding.excerpt.text for finding in found] == ["- Stand on one leg."]


def test_subsections_belong_to_their_part() -> None:
    first = "## Exercises\n\n### Bridge\n\nLift your hips.\n\n### Curl\n\nBend your knees. Tuck your chin."
    text = f"{first}\n\n### How often\n\nTwice a day."
    assert codes(text) == ["MED315"]


PROGRAMMES = (
    "## Plan after a stroke\n\nDo 12 heel raises, 10 squats and two sets of eight step-ups.",
    "## Sore knees\n\nThree sets of ten of these: squats, lunges and leg curls.",
    "## Rehab\n\n| What | No |\n| - | - |\n| Ankle pumps | 20 |\n| Heel slides | 9 |\n| Calf raises | 9 |",
    "## Sprains\n\n- Calf raises: 3 x 12\n- Balance on one leg, 30 seconds\n- Side steps, 10 to each side",
)
NO_PROGRAMMES = (
    "## Strong runners\n\nDo 12 heel raises, 10 squats and two sets of eight step-ups.",
    "## Sore knees\n\nSquats, lunges and leg curls are hard. The clinic has 3 sets of rooms.",
    "## Sore knees\n\nIn the trial, patients did 12 heel raises, 10 squats and 15 lunges.",
    "## Sore knees\n\nDo 12 heel raises and 10 squats.",
    "## Sore knees\n\nDo 12 heel raises, 10 squats and 15 lunges. Stop as soon as you feel sharp pain.",
)


@pytest.mark.parametrize("text", PROGRAMMES)
def test_a_programme_is_names_and_numbers_for_people_with_a_complaint(text: str) -> None:
    assert "MED315" in codes(text)


@pytest.mark.parametrize("text", NO_PROGRAMMES)
def test_no_programme(text: str) -> None:
    assert "MED315" not in codes(text)
