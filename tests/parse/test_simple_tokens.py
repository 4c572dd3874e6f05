"""What needs no Markdown parser says the same as one."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medlint.parse.inline import simple_tokens
from medlint.parse.markdown import inline_parser

PIECES = (
    "**", "*", "a", "b1", " ", ".", ":", "(x)", "[l](u)", "[l m](http://a_b.c/*x*)", "!", "[", "](u)", "]",
    "é", "—", "²", "“q”", "\u00a0", "\t", "^", "[^1]", "_", "~~", "&amp;", "<b>", "**Bold**", "**Bold:** ",
    '[a](b "t")', "\n", " \n", "\n ", "& ", "*a* ", "**“q”** ", '![p](q "t")',
    "[a]( b )", "(", "\\", "😀", "`",
)  # fmt: skip
REFERENCES: dict[str, Any] = {"ref_links": {"L": {"url": "q"}, "A": {"url": "z"}}}


def told(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of tokens what is read of them."""
    return [
        {key: told(value) if key == "children" else value for key, value in token.items() if key != "attrs"}
        for token in tokens
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Rest:** for a day or **two**, then walk.",
        "See [the guide](https://example.org/a_b?c=d&e=f) and [more](#more).",
        "**Rest**—if it helps",
        "*Rest & sleep* help,\nas do **“walks”**",
        'See ![A knee](knee.png "Seen from the side") and [the guide](/guide "More").',
    ],
)
def test_most_texts(text: str) -> None:
    assert simple_tokens(text) == told(inline_parser()(text, {}))


@pytest.mark.parametrize(
    "text",
    [
        "**Rest**s",
        "so**Rest**",
        "**“Rest”**—",
        "***Rest***",
        "![](knee.png)",
        "[^1](x)",
        "a &amp; b",
        "a \nb",
        "[a](b c)",
    ],
)
def test_what_is_left_to_the_parser(text: str) -> None:
    assert not simple_tokens(text)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("**a** **b**.**c**")
def test_it_is_the_same(text: str) -> None:
    tokens = simple_tokens(text)
    for references in ({}, REFERENCES):
        assert not tokens or tokens == told(inline_parser()(text, dict(references)))
