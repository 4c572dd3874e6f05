"""Reviewdog's diagnostic format, as one document (rdjson) or a line a finding (rdjsonl).

Its columns count bytes of UTF-8 from 1. A byte-order mark counts too: it is part of the line that
reviewdog cuts its suggestions from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from medlint.finding import Edit, FileReport, Finding, Fix, Note
from medlint.report import Options, from_root
from medlint.report.contract import carried
from medlint.report.one_line import advice
from medlint.source import Position, Source, Span

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_MOST_LINES = 50
_BOM = len("\ufeff".encode())
_Object = dict[str, object]


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield one document, a piece a file."""
    yield '{"source": {"name": "medlint"}, "diagnostics": ['
    separator = "\n"
    for report in reports:
        diagnostics = [json.dumps(carried(entry)) for entry in _diagnostics(report, options)]
        if not diagnostics:
            yield ""
            continue
        yield separator + ",\n".join(diagnostics)
        separator = ",\n"
    yield "\n]}\n"


def render_lines(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a line a finding; each stands for itself."""
    source = {"name": "medlint"}
    for report in reports:
        yield "".join(
            f"{json.dumps(carried({**entry, 'source': source}))}\n" for entry in _diagnostics(report, options)
        )


def _diagnostics(report: FileReport, options: Options) -> Iterator[_Object]:
    path = from_root(report.path, options)
    if report.error:
        told = f"The file could not be checked: {report.error}"
        yield {"message": told, "location": {"path": path}, "severity": "ERROR"}
    yield from (_diagnostic(finding, path, report.source) for finding in report.findings)


def _diagnostic(finding: Finding, path: str, source: Source | None) -> _Object:
    entry: _Object = {
        "message": advice(finding),
        "location": {"path": path, "range": _range(finding.start, finding.end, source)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, "url": finding.url} if finding.url else {"value": finding.rule},
    }
    if finding.related:
        entry["related_locations"] = [_related(note, path, source) for note in finding.related]
    edit = _whole_edit(finding.fix, source) if finding.fix is not None and source is not None else None
    if edit is not None and source is not None:
        start, end = source.position(edit.span.start), source.position(edit.span.end)
        entry["suggestions"] = [{"range": _range(start, end, source), "text": edit.text}]
    return entry


def _related(note: Note, path: str, source: Source | None) -> _Object:
    location = {"path": path, "range": _range(note.start, note.end, source)}
    return {"message": " ".join(note.message.split()), "location": location}


def _whole_edit(fix: Fix, source: Source) -> Edit | None:
    """Return a fix as one edit, or None if it cannot be suggested.

    Suggestions are taken one by one, so that the edits of a fix must not be told apart.
    """
    if fix.safety == "display" or not fix.edits:
        return None
    edits = sorted(fix.edits)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    if source.position(end).line - source.position(start).line >= _MOST_LINES:
        return None
    parts: list[str] = []
    at = start
    for edit in edits:
        parts += (source.text[at : edit.span.start], edit.text)
        at = edit.span.end
    return Edit(Span(start, end), "".join(parts))


def _range(start: Position, end: Position, source: Source | None) -> _Object:
    return {"start": _position(start, source), "end": _position(end, source)}


def _position(position: Position, source: Source | None) -> _Object:
    """Return a position in bytes; in code points where the text is not at hand."""
    if source is None or position.line > len(source.line_starts):
        return {"line": position.line, "column": position.column}
    before = source.line(position.line)[: position.column - 1]
    # A byte that is no UTF-8 stands in the text as a lone surrogate, and is one byte in the file.
    column = len(before.encode("utf-8", "surrogateescape")) + 1
    return {"line": position.line, "column": column + (_BOM if source.bom and position.line == 1 else 0)}
