"""What the profiles of two health systems make of advice that leads readers astray."""

import pytest

from medlint.catalogue import builtin
from medlint.config import finder, plan_of
from medlint.engine import lint_bytes

PAGE = """\
---
title: Chest pain
lang: {lang}
---
# Chest pain

This article is for people who want to know what they can do.

## When to get help

Call {number} if the pain spreads to your arm. Call a doctor if it comes and goes for weeks.
"""


@pytest.mark.parametrize(
    ("profile", "lang", "number", "severity"),
    [("core", "en-GB", "911", "warning"), ("nhs", "en-GB", "911", "error"), ("us", "en-US", "999", "error")],
)
def test_the_emergency_number_of_another_country(profile: str, lang: str, number: str, severity: str) -> None:
    plan = plan_of(finder(isolated=True, profile=profile)("."), builtin())
    text = PAGE.format(lang=lang, number=number)
    found = [f for f in lint_bytes("a.md", text.encode(), plan).findings if f.rule == "MED304"]
    assert [(f.severity, text[slice(*f.span)]) for f in found] == [(severity, number)]
