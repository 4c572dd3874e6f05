"""Which regular expressions surely take for ever on some text."""

from __future__ import annotations

import pytest

from medlint.schema.runaway import runs_away


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        r"^(\w+\s?)*$",
        r"^([a-z]+\d*)+!",
        r"^(\w+\d)*$",
        "(a*)*b",
        "^(?:a+|b)+$",
        "^((ab?)+)+$",
        "^(.*,?)+;$",
        r"^(\s*\w+\s*)*$",
        "^([^,]+,?)+$",
        "^(a+){12,}$",
        "x(?=(a+)+$)",
        "^(?:(?:a+)+|b)c$",
        r"^([\W]+?)*!",
    ],
)
def test_runs_away(pattern: str) -> None:
    assert runs_away(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        "^(a+)+",  # whatever is left over, it has matched
        "^(a+)+b*",
        "a+b+",
        r"^(\d{4}-\d{2})+$",
        "(x+x+)+",
        "^([a-z]+,)*[a-z]+$",
        r"^(\w+ )*\w+$",
        r"^\S+@\S+\.\S+$",
        "^(ab)+$",
        "^(a+){2}$",
        "(foo|bar)*$",
        r"^(?!.*\s)(x)+$",
        r"^https?://([\w-]+\.)+[a-z]{2,}(/\S*)?$",
        "(?<=a)b",
        r"(a)\1+$",
        r"[^\d]+$",
        r"^((?:\d+\.)?\d+)$",
        "^(ab|cd)+$",
    ],
)
def test_leaves_others_alone(pattern: str) -> None:
    assert not runs_away(pattern)
