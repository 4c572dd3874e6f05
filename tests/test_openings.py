"""What all that a regular expression matches begins with."""

from __future__ import annotations

import random
import re
from importlib import import_module

import pytest
from test_literals import LABELS, drawn

from medlint.parse.wording import judged_languages, wording
from medlint.phrases.openings import openings
from medlint.vocabulary import load


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["about", "after", "before"], "(?:a(?:bou|fte)|befo)"),
        (["(?:page |article )?updated"], "(?:arti|page|upda)"),
        (["a", "about"], "a"),
        (["ob[-/]?gyn"], r"ob(?:[/\-]g|gy)"),
        (["(?:an?|the) doctor", "1?2"], r"(?:12|2|a(?:\ do|n\ d)|the\ )"),
        ([r"ear|\w{3,20}ologist"], r"(?:ear|\w{3,20}olo)"),
        (["(?<=see )a(?! b)"], "a"),
        (["(?:ab)+c"], "ab"),
        (["a.c"], "a"),
    ],
)
def test_a_pattern(patterns: list[str], found: str) -> None:
    assert openings(patterns) == found


@pytest.mark.parametrize("pattern", ["", "a?", r"\w+", ".b", "(?:a|b?)", "(?:date)*", "[a-c]x"])
def test_what_may_begin_with_anything(pattern: str) -> None:
    assert openings(["doctor", pattern]) == ""


@pytest.mark.parametrize("pattern", sorted(LABELS))
def test_each_label_begins_so(pattern: str) -> None:
    draw, begun = random.Random(3), load("metadata")["label-openings"]
    for _ in range(60):
        text = drawn(import_module("re._parser").parse(pattern), draw)
        assert re.match(openings([pattern]), text), text
        assert re.match(begun, text), text


@pytest.mark.parametrize("language", sorted(judged_languages()))
def test_whom_to_turn_to_is_found_without_it(language: str) -> None:
    """The text of an article of each language says the same with and without the look ahead."""
    words = wording(language)
    assert words is not None
    begun = words.data["turn-openings"]
    assert begun
    plain = re.compile(words.turn.pattern.replace(f"(?={begun})", ""))
    for entries in (words.data["help"], words.data["disclaimer"]):
        for text in map(str, entries.values()):
            found = [match.span() for match in words.turn.finditer(text)]
            assert found == [match.span() for match in plain.finditer(text)]
