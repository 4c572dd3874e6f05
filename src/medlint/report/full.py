"""The report for writers: what is wrong, the line with a mark under it, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.finding import Edit, Excerpt, FileReport, Finding, Note
from medlint.report import Options, is_told
from medlint.report.screen import Cell, cells, link, paint, printable, wrap
from medlint.source import Position

_LEAST = 40
_SHOWN_EDIT = 60


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a block a finding, an empty line between two.

    Why a rule matters and what to do is told once an article: forty long sentences need no forty reasons.
    """
    first = True
    for report in reports:
        yield ""
        told: set[tuple[str, str]] = set()
        for finding in report.findings:
            if not is_told(finding, report, options):
                continue
            block = "\n".join(_finding(finding, report.path, told, options))
            yield f"{block}\n" if first else f"\n{block}\n"
            first = False


def _finding(finding: Finding, path: str, told: set[tuple[str, str]], options: Options) -> Iterator[str]:
    width = max(options.width, _LEAST)
    head = f"{finding.severity}[{finding.rule}]"
    lines = wrap(f"{head} {finding.name}: {finding.message}", width, hanging=4)
    code = paint(link(head, finding.url, options.links), finding.severity, options.color)
    yield code + paint(lines[0][len(head) :], "bold", options.color)
    for line in lines[1:]:
        yield paint("    " + line, "bold", options.color)
    numbers = [finding.start.line, *(note.start.line for note in finding.related)]
    gutter = len(str(max(numbers)))
    yield from _snippet(path, finding.start, finding.end, finding.excerpt, gutter, finding.severity, options)
    for label, text in (("why:", finding.why), ("do: ", finding.hint)):
        if text and (finding.rule, text) not in told:
            told.add((finding.rule, text))
            yield from _remark(label, text, gutter, width, options)
    if fix := _fix(finding):
        yield from _remark("fix:", fix, gutter, width, options)
    for note in finding.related:
        yield from _related(path, note, gutter, options)


def _snippet(  # noqa: PLR0913, PLR0917 - a place has as many parts
    path: str, start: Position, end: Position, excerpt: Excerpt, gutter: int, style: str, options: Options
) -> Iterator[str]:
    bar = _frame("|", options)
    yield f"{' ' * gutter}{_frame('-->', options)} {printable(path)}:{start.line}:{start.column}"
    if not excerpt.text.strip() and start == end:
        # A file that is empty or no text has no line to show.
        return
    shown, before, marked = _window(excerpt, start.column, max(options.width, _LEAST) - gutter - 3)
    more = f" … to line {end.line}" if end.line > start.line and not _ends_here(start, end) else ""
    if options.ascii_only:
        more = more.replace("…", "...")
    yield f"{' ' * gutter} {bar}"
    yield f"{_frame(f'{start.line:>{gutter}}', options)} {bar} {shown}".rstrip()
    mark = paint("^" * marked + more, style, options.color)
    yield f"{' ' * gutter} {bar} {' ' * before}{mark}"


def _ends_here(start: Position, end: Position) -> bool:
    """Tell whether only the line end itself lies on the next line."""
    return end.line == start.line + 1 and end.column == 1


def _related(path: str, note: Note, gutter: int, options: Options) -> Iterator[str]:
    yield f"{paint('note:', 'bold', options.color)} {printable(note.message)}"
    yield from _snippet(path, note.start, note.end, note.excerpt, gutter, "note", options)


def _remark(label: str, text: str, gutter: int, width: int, options: Options) -> Iterator[str]:
    indent = gutter + 3 + len(label) + 1
    lines = wrap(text, max(width - indent, _LEAST // 2))
    sign, name = _frame("=", options), paint(label, "bold", options.color)
    yield f"{' ' * gutter} {sign} {name} {lines[0]}"
    for line in lines[1:]:
        yield " " * indent + line


def _fix(finding: Finding) -> str:
    """Return what a fix would do, in words, and if it has to be asked for; the first edits stand for many."""
    if finding.fix is None:
        return ""
    told = [told for told in (_edit(edit, finding) for edit in finding.fix.edits[:1]) if told]
    told += ["with --unsafe-fixes"] if finding.fix.safety == "unsafe" else []
    return f"{finding.fix.title} ({'; '.join(told)})" if told else finding.fix.title


def _edit(edit: Edit, finding: Finding) -> str:
    """Return `replace "99" with "4"` where the place is in sight."""
    base = finding.span.start - finding.excerpt.start
    start, end = edit.span.start - base, edit.span.end - base
    new = _quoted(edit.text)
    if start < 0 or end > len(finding.excerpt.text):
        return ""
    if edit.span.start == edit.span.end:
        # Paragraphs are told by the title alone.
        return "" if "\n" in edit.text.strip("\n") else f"insert {new}"
    old = _quoted(finding.excerpt.text[start:end])
    return f"replace {old} with {new}" if edit.text else f"delete {old}"


def _quoted(text: str) -> str:
    short = text if len(text) <= _SHOWN_EDIT else text[: _SHOWN_EDIT - 1] + "…"
    return '"' + printable(short.replace("\n", "\\n")) + '"'


def _window(excerpt: Excerpt, column: int, width: int) -> tuple[str, int, int]:
    """Return the line cut to `width` columns around the mark, where the mark starts, and its width."""
    line = list(cells(excerpt.text))
    start = min(excerpt.start, len(line))
    end = min(max(excerpt.end, start), len(line))
    cut_left = column - 1 > excerpt.start
    dots = Cell("…", 1)
    total = sum(cell.width for cell in line)
    first, last = 0, len(line)
    if total + cut_left > width:
        first, last = _fit(line, start, end, width - 2)
    left = [dots] if cut_left or first > 0 else []
    right = [dots] if last < len(line) else []
    shown = "".join(cell.text for cell in (*left, *line[first:last], *right))
    before = sum(cell.width for cell in (*left, *line[first:start]))
    marked = sum(cell.width for cell in line[start : min(end, last)])
    return shown, before, max(marked, 1)


def _fit(line: list[Cell], start: int, end: int, width: int) -> tuple[int, int]:
    """Return a range of `line` that fits, with the mark in it and a third of the room before the mark."""
    room = max(width - sum(cell.width for cell in line[start:end]), 0) // 3
    first, used = start, 0
    while first > 0 and used + line[first - 1].width <= room:
        first -= 1
        used += line[first].width
    last = first
    used = 0
    while last < len(line) and used + line[last].width <= width:
        used += line[last].width
        last += 1
    while first > 0 and used + line[first - 1].width <= width:
        first -= 1
        used += line[first].width
    return first, last


def _frame(text: str, options: Options) -> str:
    return paint(text, "frame", options.color)
