"""`medlint tree`: shows how medlint reads an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from medlint._records import NamedTuple
from medlint.cli.console import is_ascii_only, put, refuse_useless_name, width
from medlint.cli.options import SETTINGS, Command, color_option, declared, format_option, offer
from medlint.cli.parameters import CONFIGURATION, STDIN_FILENAME, find_config

if TYPE_CHECKING:
    from medlint.document import Document, Section

_LEAST, _MOST = 40, 100
_NARROW = 60
"""Columns of the drawing; below `_NARROW` it leaves out what can be spared."""
_FORMATS = {"markdown": "Markdown", "mdx": "MDX", "html": "HTML", "text": "plain text"}
_GUESS = "*"


@click.command(cls=Command, context_settings=SETTINGS, short_help="Show the section tree of an article.")
@click.argument(
    "file", type=click.UNPROCESSED, shell_complete=offer("files"), help="An article; `-` reads stdin."
)
@format_option("text: a drawing; json: all of it, as article.schema.json describes.")
@declared((*CONFIGURATION, STDIN_FILENAME))
@color_option
@click.pass_context
def tree(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    ctx: click.Context,
    file: str,
    output_format: str,
    config: str | None,
    isolated: bool,
    profile: str | None,
    stdin_filename: str | None,
) -> None:
    """Show how medlint reads an article: sections with roles, lines and words, and what it says of itself."""
    from medlint.cli.article import read_article

    refuse_useless_name((file,), stdin_filename)
    document, _ = read_article(file, find_config(config, isolated, profile), stdin_filename)
    if output_format == "json":
        import json

        from medlint.report.contract import carried
        from medlint.tree import article

        put((json.dumps(carried(article(document)), indent=2), "\n"))
        return
    lines = draw(document, min(max(width(), _LEAST), _MOST), color=bool(ctx.color))
    put((line.translate(_ASCII) if is_ascii_only() else line) + "\n" for line in lines)


_ASCII = str.maketrans({"├": "|", "└": "`", "│": "|", "─": "-", "·": "-", "…": "~"})


class _Row(NamedTuple):
    """One part of the article: the branches before its label, what it is for, where, how long."""

    branch: str
    label: str
    guessed: bool
    role: str
    line: int
    words: int


def draw(document: Document, columns: int, *, color: bool) -> Iterator[str]:
    """Yield the lines of the drawing, at most `columns` wide."""
    from medlint.cli.tree_facts import facts_of, facts_table
    from medlint.metrics import count_words, words_in
    from medlint.report.screen import count, wrap
    from medlint.report.summary import spoken

    total = count(count_words(document), "word")
    parts = (document.source.path, _FORMATS[document.format], spoken(document.language), total)
    yield from wrap(" · ".join(parts), columns)
    rows = list(_rows(document, columns // 2))
    if rows:
        yield ""
        yield from _table(rows, columns, color)
    if any(row.role or row.label != _OPENING for row in rows):
        told = "words: the text under a heading and its subheadings."
        yield from wrap(f"{told} The {total} above count the headings too.", columns)
    facts = list(facts_of(document))
    if facts:
        yield ""
        yield from facts_table(facts, columns, narrow=columns < _NARROW, color=color)
    if any(row.guessed for row in rows) or any(fact.guessed for fact in facts):
        yield ""
        yield from wrap("* No markup says so: medlint infers it from the look of the text.", columns)
    if not words_in(" ".join(block.text for block in document.blocks)):
        yield "The article has no text."


def _table(rows: list[_Row], columns: int, color: bool) -> Iterator[str]:
    """Yield a header and a line a part: label, role, line, words."""
    from medlint.report.screen import columns as wide
    from medlint.report.screen import cut, paint

    numbers = max(4, *(len(str(row.line)) for row in rows))
    counts = max(5, *(len(f"{row.words:,}") for row in rows))
    roles = min(max(4, *(len(row.role) for row in rows)), columns // 4)
    room = columns - roles - numbers - counts - 6
    labels = [_fitted(row, room) for row in rows]
    first = max(7, *(wide(label) for label in labels))
    head = f"{'section':<{first}}  {'role':<{roles}}  {'line':>{numbers}}  {'words':>{counts}}"
    yield paint(head, "bold", color)
    for row, label in zip(rows, labels, strict=True):
        pad = " " * (first - wide(label))
        role = paint(cut(row.role, roles), "note", color) + " " * max(roles - len(row.role), 0)
        yield f"{label}{pad}  {role}  {row.line:>{numbers}}  {row.words:>{counts},}"


def _fitted(row: _Row, room: int) -> str:
    from medlint.report.screen import cut

    mark = _GUESS if row.guessed else ""
    return row.branch + cut(row.label, max(room - len(row.branch) - len(mark), 4)) + mark


_OPENING = "(before the first heading)"


def _rows(document: Document, deepest: int) -> Iterator[_Row]:
    """Yield the parts of the article in order; a very deep tree is drawn `deepest` columns deep."""
    from medlint.metrics import is_counted, section_words, words_in

    root = document.root
    opening = sum(words_in(block.text) for block in root.blocks if is_counted(block))
    if opening:
        line = document.source.position(root.blocks[0].span.start).line
        yield _Row("", _OPENING, False, "", line, opening)
    stack = [(section, "", "", "") for section in reversed(root.sections)]
    while stack:
        section, before, branch, below = stack.pop()
        line = document.source.position(section.span.start).line
        role = section.role or ("title" if _is_title(section, root) else "")
        heading = section.heading
        label = _plain(heading.text) or "(empty heading)" if heading else "(no heading)"
        guessed = heading is not None and heading.inferred
        yield _Row(before + branch, label, guessed, role, line, section_words(section))
        last = len(section.sections) - 1
        deeper = before + below if len(before + below) + 4 <= deepest - 4 else before
        stack += [
            (child, deeper, "└── " if index == last else "├── ", "    " if index == last else "│   ")
            for index, child in reversed(list(enumerate(section.sections)))
        ]


def _is_title(section: Section, root: Section) -> bool:
    return section.level == 1 and section is root.sections[0]


def _plain(text: str) -> str:
    from medlint.report.screen import printable

    return printable(" ".join(text[:400].split()))
