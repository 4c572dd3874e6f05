"""What is sure to stand in whatever a regular expression matches."""

from __future__ import annotations

import random
import re
from importlib import import_module
from typing import Any

import pytest

from medlint._places import vocabulary
from medlint.phrases.literals import literals
from medlint.resources.from_yaml import read_yaml

LABELS = {
    pattern
    for language in read_yaml(vocabulary("metadata")).values()
    if isinstance(language, dict)
    for patterns in language.get("labels", {}).values()
    for pattern in patterns
}


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["written by"], ["written by"]),
        (["(?:page |article )?updated(?: on)?"], ["updated"]),
        (["fact[ -]?check(?:ed|er)(?: by|:)"], ["checke"]),
        (["(?:écrit|rédigé)e? par"], ["écrit", "rédigé"]),
        (["(?:last )?reviewed(?! by)", "review due"], ["review due", "reviewed"]),
        (["date:", "up to date: x"], ["date:"]),
        (["tags?:"], ["tag"]),
        ([r"(?:\w+ )+ago\b"], ["ago"]),
    ],
)
def test_texts(patterns: list[str], found: list[str]) -> None:
    assert sorted(literals(patterns)) == sorted(found)


@pytest.mark.parametrize("pattern", ["", "a?", r"\w+", "[ab]", "(?:a|b?)", "(?:date)*"])
def test_of_what_may_be_absent_nothing_is_said(pattern: str) -> None:
    with pytest.raises(ValueError, match="nothing in"):
        literals([pattern])


def drawn(parsed: Any, draw: random.Random) -> str:
    """Return a text that a pattern of labels matches."""
    text = ""
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            text += chr(argument)
        elif name == "SUBPATTERN":
            text += drawn(argument[3], draw)
        elif name == "BRANCH":
            text += drawn(draw.choice(argument[1]), draw)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            text += "".join(
                drawn(argument[2], draw)
                for _ in range(draw.randint(argument[0], min(argument[1], argument[0] + 2)))
            )
        elif name == "IN":
            kind, first = argument[0]
            digit = str(first) == "CATEGORY_DIGIT"
            text += chr(first) if str(kind) == "LITERAL" else "1" if digit else "x"
        elif name == "ASSERT":
            text += drawn(argument[1], draw)
        elif name not in ("AT", "ASSERT_NOT"):
            raise AssertionError(name)
    return text


@pytest.mark.parametrize("pattern", sorted(LABELS))
def test_each_label_holds_one(pattern: str) -> None:
    draw, found = random.Random(3), literals([pattern])
    for _ in range(60):
        text = drawn(import_module("re._parser").parse(pattern), draw)
        assert re.match(pattern, text), text
        assert any(literal in text for literal in found), text
