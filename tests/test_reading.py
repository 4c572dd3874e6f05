"""An article as running text: passages, words, and what of a text says nothing."""

from __future__ import annotations

import pytest

from medlint.metrics import words_in
from medlint.parse import parse
from medlint.reading import reading, sentences
from medlint.settings import Settings


def texts(article: str, path: str = "a.md") -> list[str]:
    found = reading(parse(path, article.encode(), Settings())).passages
    assert all(len(passage.text) == len(passage.block.text) for passage in found)
    return [passage.text for passage in found]


@pytest.mark.parametrize(
    ("article", "path", "shown"),
    [
        ("It `cures all` and heals.", "a.md", "it ````````` and heals."),
        ("`cures` and `heals` all", "a.md", "````` and ````` all"),
        ("`cures` **and** `heals` all", "a.md", "````` and ````` all"),
        ("a ``b ` c`` d", "a.md", "a ````` d"),
        ("a <code>b c</code> d", "a.md", "a ``` d"),
        ("<p>A <code class='x'>b c</code> d", "a.html", "a ``` d"),
        ("It cures `", "a.md", "it cures '"),
        ("a `b c", "a.md", "a 'b c"),
    ],
)
def test_inline_code_says_nothing(article: str, path: str, shown: str) -> None:
    assert texts(article, path)[0] == shown


def test_an_address_that_is_written_out_says_nothing() -> None:
    article = "Source: https://example.org/cures-all (read in 2026) and example.org/cures-all"
    hidden = "`" * len("https://example.org/cures-all")
    assert texts(article) == [f"source: {hidden} (read in 2026) and example.org/cures-all"]
    assert texts(article, "a.txt") == texts(article)


@pytest.mark.parametrize(
    ("text", "words"),
    [("It didn't cost 1.5 or 1,000.", 6), ("self-care -- a-b-c", 2), ("a_b 'c' d..e", 5), ("- . '", 0)],
)
def test_words_of_ascii_are_counted_like_others(text: str, words: int) -> None:
    assert words_in(text) == words
    assert words_in(f"{text} é") == words + 1


def test_a_text_without_blanks_or_marks_is_looked_for_in_the_words() -> None:
    found = reading(parse("a.md", b"Take 20% off\n\nor a millionth.\n", Settings()))
    assert [sign for sign in ("million", "20%", " off", "takeoff", "offor", "a m") if found.holds(sign)] == [
        "million",
        "20%",
        " off",
        "a m",
    ]
    assert [passage.text for passage in found.numbered] == ["take 20% off"]


def test_words_of_code_are_no_words() -> None:
    found = reading(parse("a.md", b"# Cold\n\nType `cures --all` now.\n\n```\ncure\n```\n", Settings()))
    assert found.words == {"cold", "type", "now"}


@pytest.mark.parametrize(
    ("article", "path"),
    [
        ("Naps help.[2] I rest.", "a.md"),
        ("Naps help.[2, 5–7] I rest.", "a.md"),
        ("Naps help.[2][3] I rest.", "a.md"),
        ("Naps help. [2] I rest.", "a.md"),
        ("Naps help.[[2]](#two) I rest.", "a.md"),
        ("Naps help.[^2] I rest.\n\n[^2]: A source.", "a.md"),
        ("Naps help.[^nap-study] I rest.", "a.md"),
        ("Naps help.<sup>2</sup> I rest.", "a.md"),
        ("Naps help.<sup><a href='#two'>2</a>, <a href='#three'>3</a></sup> I rest.", "a.html"),
        ("Naps help.^2,3^ I rest.", "a.md"),
        ("Naps help.¹²⁻¹⁴ I rest.", "a.md"),
        ("Naps help.(2) I rest.", "a.md"),
        ('He said "naps help."2 I rest.', "a.txt"),
        ("Naps help (a little).12 I rest.", "a.txt"),
        ("Do naps help?[2] I rest.", "a.md"),
    ],
)
def test_a_reference_mark_behind_a_stop_glues_no_sentences(article: str, path: str) -> None:
    text = texts(f"{article}\n", path)[0]
    assert [text[slice(*place)] for place in sentences(text, "en")][1:] == ["i rest."]
    assert not any(character.isdecimal() for character in text)


@pytest.mark.parametrize(
    "text",
    [
        "Doe et al.[2] saw it.",
        "Take 1.5 g of it.",
        "See fig.2 of it.",
        "Call for help.911 is it.",
        "Ask v.2 of it.",
        "It is [2] that.",
    ],
)
def test_what_is_no_mark_behind_the_end_of_a_sentence_stays(text: str) -> None:
    assert texts(f"---\nlang: en\n---\n\n{text}\n")[0] == text.lower()


def test_a_short_form_in_brackets_ends_no_sentence() -> None:
    text = (
        "a review (roe et al.) found it. rice (white, brown etc.) is dull (see below.) eat well (and fish.)."
    )
    assert [text[slice(*place)] for place in sentences(text, "en")] == [
        "a review (roe et al.) found it.",
        "rice (white, brown etc.) is dull (see below.)",
        "eat well (and fish.).",
    ]


def test_before_an_item_stands_what_is_before_its_list() -> None:
    article = "# Colds\n\nTake these:\n\n- honey\n- rest\n- tea\n\nThen wait.\n\n- a week\n"
    found = reading(parse("a.md", article.encode(), Settings()))
    before = [found.passages[at].text for at in found.before_list]
    lead = ["take these:"] * 3
    assert before == ["colds", "colds", *lead, "tea", "then wait."]
    assert reading(parse("a.md", b"- honey\n- rest\n", Settings())).before_list == [0, 0]
    assert reading(parse("a.md", b"", Settings())).before_list == []
