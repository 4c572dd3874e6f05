"""All rules' phrases by their words: what is looked up is what is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from medlint.catalogue import builtin
from medlint.parse import parse
from medlint.phrases import NUMBER, compile_phrase, regex
from medlint.phrases.book import Book, Groups, pack
from medlint.phrases.book import book as book_of
from medlint.reading import WORD, Reading, reading, search
from medlint.rule import Rule, book
from medlint.settings import Settings

SOME = ("MED224", "MED309", "MED401", "MED403", "MED410", "MED506")
"""Rules about wording; the phrases of two of them reach across sentences, or brands stand in them."""


def read(text: str) -> Reading:
    return reading(parse("a.md", text.encode(), Settings()))


def where(*pieces: str) -> dict[str, int]:
    words: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        for word in piece.split():
            words[word] = words.get(word, 0) | 1 << at
    return words


def test_groups_are_read_when_they_are_asked_for() -> None:
    groups = Groups(
        {"one": pack([("a|b", "a b"), (r"c\d", "c")]), "-none": pack([("d", "")]), "-no": pack([])}
    )
    assert set(groups) == {"one", "-none", "-no"}
    assert len(groups) == 3
    assert "one" in groups
    assert "-parts" not in groups
    assert groups["one"] == [("a|b", ["a", "b"]), (r"c\d", ["c"])]
    assert groups["one"] is groups["one"]
    assert groups.pattern("one", 1) == r"c\d"
    assert groups["-none"] == [("d", [""])]
    assert groups["-no"] == []
    with pytest.raises(KeyError):
        groups["two"]


def test_a_phrase_is_looked_up_by_all_its_words() -> None:
    phrases = [compile_phrase(phrase, {}) for phrase in ("cures (asthma|eczema)", "asthma # percent")]
    held = Book(book_of([("MED401", {"0": phrases})]))
    found = dict(held.look_up(where("cures asthma", "cures gout", "eczema", f"asthma percent {NUMBER}")))
    assert found == {0: 0b0001, 1: 0b1000}
    assert held.place(1) == ("MED401", "0", 1)
    assert dict(held.look_up(where("cures", "asthma"))) == {}
    assert dict(held.look_up({})) == {}


def test_places_are_those_of_rule_and_group() -> None:
    one, two, three = ([compile_phrase(word, {})] for word in ("asthma", "eczema", "gout"))
    held = Book(book_of([("MED401", {"a": one, "b": two}), ("MED402", {}), ("MED403", {"a": three})]))
    found = [held.place(number) for number, _ in held.look_up(where("asthma eczema gout"))]
    assert sorted(found) == [("MED401", "a", 0), ("MED401", "b", 0), ("MED403", "a", 0)]


def test_a_word_in_many_articles_is_kept_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medlint.phrases.book._MOST_KNOWN", 2)
    held = Book(book_of([("MED401", {"0": [compile_phrase("asthma", {})]})]))
    for _ in range(3):
        assert dict(held.look_up(where("asthma", "b c d", "asthma"))) == {0: 0b101}


def everywhere(rule: Rule, text: Reading) -> Iterator[tuple[str, int, str, int, int]]:
    """Yield what each phrase of a rule matches, looked for in all passages."""
    for group, phrases in rule.params["compiled"].items():
        if not group.startswith("-"):
            for at, (pattern, _) in enumerate(phrases):
                pieces = [(0, passage, 0, len(passage.text)) for passage in text.passages]
                for passage, start, end in search(pattern, pieces):
                    yield group, at, passage.text, start, end


@pytest.mark.parametrize("code", SOME)
def test_candidates_are_all_that_match(code: str) -> None:
    rule = builtin().find(code)
    assert rule is not None
    text = read("\n\n".join(example.text for example in rule.examples if example.format == "md"))
    groups = rule.params["compiled"]
    found = {
        (group, at, passage.text, start, end)
        for group, at, _, pieces in text.candidates(code)
        for passage, start, end in search(groups.pattern(group, at), pieces)
    }
    assert found == set(everywhere(rule, text)) != set()


@pytest.mark.parametrize("code", [rule.id for rule in builtin() if "packed" in rule.params])
def test_whatever_a_phrase_matches_has_its_words_in_order(code: str) -> None:
    rule = builtin().find(code)
    assert rule is not None
    text = read("\n\n".join(example.text for example in rule.examples if example.format == "md"))
    for group, at, number, pieces in text.candidates(code):
        if number >= 0:
            pattern = regex(rule.params["compiled"].pattern(group, at))
            for _, passage, start, end in pieces:
                if pattern.search(passage.text, start, end):
                    assert book().is_in_order(number, WORD.findall(passage.text, start, end))


def test_words_in_another_order_are_not_in_order() -> None:
    phrases = [
        compile_phrase(phrase, {}) for phrase in ("it (cures|heals) ... asthma ... for # days", "asthma")
    ]
    held = Book(book_of([("MED401", {"0": phrases})]))
    for said, wanted in (
        ("it cures the asthma of all for 7 days", True),
        ("it cures the asthma of all for covid19 days", True),
        ("it cures the asthma of all for some days", False),
        ("the asthma that it cures for 7 days", False),
        ("it heals", False),
        ("", False),
    ):
        assert held.is_in_order(0, said.split()) is wanted, said
    assert held.is_in_order(1, ["its", "asthma"])
    assert not held.is_in_order(1, ["its"])


def test_a_long_article_is_looked_up_in_parts() -> None:
    filler = "Rest helps. " * 2500
    text = read(f"It cures asthma. {filler} It cures eczema. {filler}\n\nWe say that it cures gout.")
    rule = builtin().find("MED401")
    assert rule is not None
    found = [
        passage.text[start:end]
        for group, at, _, pieces in text.candidates("MED401")
        for passage, start, end in search(rule.params["compiled"].pattern(group, at), pieces)
    ]
    assert sorted(set(found)) == ["cures asthma", "cures eczema", "cures gout"]
    pattern = r"\bcures\b"
    assert [start for _, start, _ in text.find(pattern, ["cures"])] == [3, 3 + 14 + len(filler) + 3, 15]
    assert not list(text.find(pattern, ["heals"]))


def test_a_phrase_across_sentences_is_looked_for_in_the_whole_passage() -> None:
    text = read("Side effects? There are none.\n\nSide effects are rare.")
    pattern = compile_phrase("side effects? there are none", {}).pattern
    assert [regex(pattern).pattern] == [pattern]
    assert [(start, end) for _, start, end in text.find(pattern, ["effects"])] == [(0, 28)]
