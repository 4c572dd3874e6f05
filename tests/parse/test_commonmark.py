"""Every example of the CommonMark spec, against markdown-it-py: the blocks' lines, and each character."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from medlint.document import Block
from medlint.parse.markdown import Reader
from medlint.parse.markdown.blocks import SpanBlockParser, read_leaves
from medlint.parse.templates import Prepared
from medlint.source import Source, Span

EXAMPLES = Path(__file__).parents[2] / ".cache" / "commonmark-0.31.2.json"
# Read as HTML, while the spec has it for code: who indents HTML behind HTML goes on with it.
INDENTED_HTML = re.compile(r">[^\n]*\n[ \t]*\n(?:\s*<[^\n]*>\s*\n+)*? {4,}<")
KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
    "html_block": "html",
}


def examples():
    if not EXAMPLES.exists():
        reason = "the spec's examples are not here: run python tests/commonmark.py"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    found = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert len(found) == 652
    return [
        pytest.param(example["markdown"], id=str(example["example"]))
        for example in found
        if not INDENTED_HTML.search(example["markdown"])
    ]


@pytest.fixture(scope="module")
def reference():
    return pytest.importorskip("markdown_it").MarkdownIt("commonmark")


@pytest.fixture(scope="module")
def parser():
    return SpanBlockParser()


@pytest.mark.parametrize("text", examples())
def test_blocks_stand_on_the_lines_of_the_reference(text, reference, parser):
    expected = [
        (KINDS[token.type], tuple(token.map)) for token in reference.parse(text) if token.type in KINDS
    ]
    leaves, _ = read_leaves(text, parser)
    found = []
    for leaf in leaves:
        first = leaf.state.base + leaf.state.line_of(leaf.start)
        last = leaf.state.base + leaf.state.line_of(max(leaf.start, leaf.end - 1))
        found.append(("paragraph" if leaf.kind == "item" else leaf.kind, (first, last + 1)))
    assert found == expected


@pytest.mark.parametrize("text", examples())
def test_each_character_is_the_one_in_the_source(text, reference, parser):
    source = Source("example.md", text)
    leaves, env = read_leaves(text, parser)
    reader = Reader(source, 0, Prepared(text, text, text), env)
    for leaf in leaves:
        reader.read(leaf)
    blocks = [block for block in reader.blocks if isinstance(block, Block)]
    worded = [block for block in blocks if block.prose.text]
    expected = [words for token in reference.parse(text) if (words := visible(token))]
    assert [block.prose.text for block in worded] == expected
    assert not [problem for problem in reader.problems if problem.kind == "too-complex"]
    for block in worded:
        check_prose(source, block)


def visible(token) -> str:
    """Return what a reader sees of an inline token of the reference."""
    if token.type != "inline":
        return ""
    shown = []
    for child in token.children:
        if child.type in ("text", "text_special", "code_inline"):
            shown.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            shown.append(" ")
    return " ".join("".join(shown).split())


def check_prose(source: Source, block: Block) -> None:
    prose = block.prose
    at = block.span.start
    for index, character in enumerate(prose.text):
        span = prose.span(index, index + 1)
        assert at <= span.start < span.end <= block.span.end
        at = span.start
        piece = source.text[slice(*span)]
        if len(piece) == 1 and piece != "\0":
            assert piece == character or (character == " " and piece.isspace())
        else:
            assert piece[0] in "&\\ \t\n" or character == " "
    assert prose.span(0, len(prose.text)) != Span(0, 0)
