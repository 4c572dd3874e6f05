"""`medlint tree`: shows how medlint reads an article."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from medlint.cli.console import SETTINGS, Failure, color_option, is_ascii_only, put
from medlint.cli.options import configuration, find_config, stdin_filename

if TYPE_CHECKING:
    from medlint.document import Document, Section
    from medlint.settings import Settings


@click.command(context_settings=SETTINGS, short_help="Show the section tree of an article.")
@click.argument("file", type=click.UNPROCESSED, help="An article; `-` reads stdin.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    allow_from_autoenv=False,
    help="text: a drawing; json: all of it, as article.schema.json describes.",
)
@configuration
@stdin_filename
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
    from medlint.discover import shown_path
    from medlint.parse import parse

    name = (stdin_filename or "<stdin>") if file == "-" else file
    find = find_config(config, isolated, profile)
    settings = find(os.path.dirname(name) or ".").settings
    data, size = _read(file, settings)
    document = parse(name if name == "<stdin>" else shown_path(name), data, settings, size=size)
    if document.format == "unreadable":
        raise Failure(f"{name}: this is not a text that can be read; `medlint check` tells why")
    if output_format == "json":
        import json

        from medlint.report.contract import carried
        from medlint.tree import article

        put((json.dumps(carried(article(document)), indent=2), "\n"))
        return
    lines = draw(document, color=bool(ctx.color))
    put((line.translate(_ASCII) if is_ascii_only() else line) + "\n" for line in lines)


_ASCII = str.maketrans({"├": "|", "└": "`", "│": "|", "─": "-", "·": "-", "…": "~"})


def _read(file: str, settings: Settings) -> tuple[bytes, int]:
    """Return a file's bytes and their number; none of the bytes if there are too many."""
    if file == "-":
        data = sys.stdin.buffer.read()
        return data, len(data)
    try:
        if os.path.exists(file) and not os.path.isfile(file):
            raise Failure(f"{file}: is not a file; `medlint check` takes folders")
        size = os.path.getsize(file)
        if size > settings.max_file_size:
            return b"", size
        with open(file, "rb") as stream:
            return stream.read(), size
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Failure(f"{file}: {str(reason).lower()}") from None


def draw(document: Document, *, color: bool) -> Iterator[str]:
    """Yield the lines of the drawing."""
    from medlint.metrics import count_words, words_in
    from medlint.report.screen import columns, count, paint, printable

    parts = (
        printable(document.source.path),
        document.format,
        document.language or "unknown language",
        count(count_words(document), "word"),
    )
    yield " · ".join(parts)
    rows = list(_rows(document))
    wide = min(max((columns(row[0]) for row in rows), default=0), 76)
    roles = max((len(row[1]) for row in rows), default=0)
    for label, role, line, words in rows:
        pad = " " * max(wide - columns(label), 0)
        yield f"{label}{pad}  {paint(role, 'note', color)}{' ' * (roles - len(role))}  {line:>5}  {words:>6,}"
    facts = list(_facts(document))
    if facts:
        yield ""
    label_width = max((len(label) for label, _, _ in facts), default=0)
    for label, text, where in facts:
        name = paint(label, "bold", color) + " " * (label_width - len(label))
        yield f"{name}  {text}  {paint(where, 'dim', color)}"
    if not words_in(" ".join(block.text for block in document.blocks)):
        yield "The article has no text."


def _rows(document: Document) -> Iterator[tuple[str, str, int, int]]:
    """Yield label with branches, role, line and words of each part of the article."""
    from medlint.metrics import is_counted, section_words, words_in

    root = document.root
    opening = sum(words_in(block.text) for block in root.blocks if is_counted(block))
    if opening:
        line = document.source.position(root.blocks[0].span.start).line
        yield "(text before the first heading)", "", line, opening
    stack = [(section, "", "", "") for section in reversed(root.sections)]
    while stack:
        section, before, branch, below = stack.pop()
        line = document.source.position(section.span.start).line
        role = section.role or ("title" if _is_title(section, root) else "")
        yield before + branch + _label(section, 70 - len(before)), role, line, section_words(section)
        last = len(section.sections) - 1
        # A very deep tree is drawn as deep as a screen is wide.
        deeper = before + below if len(before) < 60 else before
        stack += [
            (child, deeper, "└── " if index == last else "├── ", "    " if index == last else "│   ")
            for index, child in reversed(list(enumerate(section.sections)))
        ]


def _is_title(section: Section, root: Section) -> bool:
    return section.level == 1 and section is root.sections[0]


def _label(section: Section, room: int) -> str:
    if section.heading is None:
        return "(no heading)"
    label = _short(section.heading.text, max(room, 20)) or "(empty heading)"
    return f"{label} (inferred)" if section.heading.inferred else label


def _facts(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and origin of what the article says of itself, and of its safety parts."""
    from medlint.report.screen import count

    position = document.source.position
    for value in document.values:
        guess = ", inferred" if value.inferred else ""
        key = f' "{_short(value.key, 30)}"' if value.key and value.key != value.field else ""
        where = f"{value.origin}{key}, line {position(value.span.start).line}{guess}"
        yield value.field, _short(value.text, 60) or '""', where
    for disclaimer in document.disclaimers:
        told = ", ".join(sorted(disclaimer.components)) or "no component found"
        line = position(disclaimer.span.start).line
        yield "disclaimer", f"{disclaimer.kind}: {told}", f"{disclaimer.place}, line {line}"
    for block in document.help:
        heading = f'"{_short(block.heading.text, 40)}": ' if block.heading else ""
        told = f"{heading}{count(len(block.triggers), 'sign')}, {count(len(block.actions), 'action')}"
        yield "help", told, f"line {position(block.span.start).line}"


def _short(text: str, room: int) -> str:
    from medlint.report.screen import printable

    shown = printable(" ".join(text[:400].split()))
    return shown if len(shown) <= room else shown[: room - 1] + "…"
