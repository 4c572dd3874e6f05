"""An article as running text: passages, words, and what of a text says nothing."""

from __future__ import annotations

import pytest

from medlint.parse import parse
from medlint.reading import reading
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


def test_words_of_code_are_no_words() -> None:
    found = reading(parse("a.md", b"# Cold\n\nType `cures --all` now.\n\n```\ncure\n```\n", Settings()))
    assert found.words == {"cold", "type", "now"}
