"""What all that a regular expression matches begins with."""

from __future__ import annotations

import random
import re
from importlib import import_module
from pathlib import Path

import pytest
from test_literals import LABELS, drawn

from medlint.parse.wording import judged_languages, wording
from medlint.phrases.openings import lead, openings
from medlint.vocabulary import load

ARTICLES = [
    path for path in (Path(__file__).parent / "articles").iterdir() if path.suffix in (".md", ".html")
]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["about", "afterwards", "beforehand"], "(?:a(?:bout|fterwar)|beforeha)"),
        (["(?:page |article )?updated"], r"(?:article\ |page\ upd|updated)"),
        (["a", "about"], "a"),
        (["ob[-/]?gyn"], r"ob(?:[/\-]gyn|gyn)"),
        (["(?:an?|the) doctor", "1?2"], r"(?:12|2|a(?:\ doctor|n\ docto)|the\ doct)"),
        ([r"ear|\w{3,20}ologist"], r"(?:ear|\w{3,20}ologist)"),
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


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        ([r"\bafter\b", r"\b(?:before|while)"], "(?=(?:after|before|while))"),
        ([r"(?:see|ask) a doctor", "x"], r"(?=(?:ask\ a\ do|see\ a\ do|x))"),
        (["after", "before"], ""),
        (["^(?:after|before)"], ""),
        (["[ab]c"], ""),
        ([r"\b.x"], ""),
        ([r"\b.x", "^ab"], ""),
        ([r"^\W?it", "[.:] it"], r"(?=(?:[:\.]\ it|^))"),
        ([r"\b(?:i|we)\b", "they"], r"(?=(?:\b(?:i|we)|they))"),
        ([r"\w{2,9}itis|\bcure"], r"(?=(?:\bcure|\w{2,9}itis))"),
        (["^x|[a^]b"], r"(?=(?:[\^a]b|^x))"),
    ],
)
def test_what_makes_a_search_shorter(patterns: list[str], found: str) -> None:
    assert lead(patterns) == found


@pytest.mark.parametrize("language", sorted(judged_languages()))
def test_all_is_found_without_it(language: str) -> None:
    """What articles say in the wording of each language is the same with and without the look ahead."""
    words = wording(language)
    assert words is not None
    turn = f"(?={words.data['turn-openings']})"
    assert turn != "(?=)"
    pairs = [(words.turn, re.compile(words.turn.pattern.replace(turn, "")))]
    for part, leads in words.data["leads"].items():
        pairs += ((words.pattern(part, name), words.compile(words.data[part][name])) for name in leads)
    for entry in words.data["disclaimer"]["components"].values():
        pairs += (
            (words.compile([pattern], lead=begun), words.compile([pattern]))
            for pattern, begun in zip(entry["patterns"], entry["leads"], strict=True)
        )
    texts = [words.fold(path.read_text(encoding="utf-8")) for path in ARTICLES]
    for quick, plain in pairs:
        for text in texts:
            assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]
