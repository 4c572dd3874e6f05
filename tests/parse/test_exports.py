# ruff: noqa: E501 - one text a line
"""Metadata in the exports of MDX files."""

import pytest
from growth import LINEAR, growth

from medlint.parse import parse
from medlint.parse.exports import export_values
from medlint.settings import Settings


def values(text: str) -> list[tuple[str, str, str]]:
    found = export_values(text, 0)
    for value in found:
        assert text[slice(*value.span)] == value.text
        assert value.key_span is not None
        assert text[slice(*value.key_span)].strip("\"'") == value.key
    return [(value.field, value.text, value.key) for value in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('export const author = "Jane Roe"', [("author", "Jane Roe", "author")]),
        ("export const author = 'Jane Roe';\nexport const date = '2026-05-04'\n",
         [("author", "Jane Roe", "author"), ("published", "2026-05-04", "date")]),
        ('export const metadata = {\n  title: "Neck pain",\n  authors: [{ name: "Jane Roe", url: "/jane" }],\n}\n',
         [("title", "Neck pain", "title"), ("author", "Jane Roe", "name")]),
        ('export const meta = { title: "A", openGraph: { title: "B", publishedTime: "2026-05-04" } }',
         [("title", "A", "title"), ("published", "2026-05-04", "publishedTime")]),
        ('export const tags = ["neck-pain", "posture"]', [("tags", "neck-pain", "tags"), ("tags", "posture", "tags")]),
        ('export const metadata = { images: [{ alt: "A neck", url: "/a.png" }], related: { author: "Nobody" } }', []),
        ("export const colour = 'red'\nexport default function Page() { return 'author' }", []),
        ("An exported author = \"Jane Roe\" is prose.", []),
        ("export const author = getAuthor('jane')", []),
        ("export const author = {", []),
        ('export const a = {\nexport const author = "Jane Roe"', [("author", "Jane Roe", "author")]),
        ('export const a = {\nexport const author = "Jane Roe"\n}\nexport const tags = ["neck"]', [("tags", "neck", "tags")]),
    ],
)  # fmt: skip
def test_exports(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert values(text) == expected


def test_front_matter_comes_first_and_markdown_has_no_exports() -> None:
    text = '---\nauthor: Ann Lee\n---\n\nexport const author = "Jane Roe"\n\n# Neck pain\n\nKeep moving.\n'
    for path, body in (("a.mdx", text), ("a.md", text)):
        assert [byline.name for byline in parse(path, body.encode(), Settings()).bylines] == ["Ann Lee"]
    bare = text.partition("---\n\n")[2]
    (byline,) = parse("a.mdx", bare.encode(), Settings()).bylines
    assert bare[slice(*byline.span)] == "Jane Roe"
    assert not parse("a.md", bare.encode(), Settings()).bylines


@pytest.mark.parametrize("end", ["", "}"], ids=["none is closed", "each is closed at the end"])
def test_open_exports_cost_what_their_number_does(end: str) -> None:
    def make(size: int) -> str:
        return "export const a = {\n" * size + end * size

    assert growth(lambda text: export_values(text, 0), make) < LINEAR
