"""Turns findings into what the Language Server Protocol (3.17) calls them."""

from __future__ import annotations

from lsprotocol import types

from medlint.finding import Finding, Fix
from medlint.source import Position, Source, Span

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_UNITS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
"""By the units that a client counts in, an encoding that has them, and their bytes."""


class Ruler:
    """Turns places in an article into positions of the protocol, and back.

    The protocol counts lines from 0, and columns in the units that the client has agreed to.
    """

    def __init__(self, source: Source, units: types.PositionEncodingKind | str) -> None:
        self.source = source
        self._encoding, self._bytes = _UNITS[types.PositionEncodingKind(units)]
        self._mark = "\ufeff" if source.bom else ""  # an editor that keeps it counts it

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        return self.place(self.source.position(offset))

    def place(self, place: Position) -> types.Position:
        """Return the position of a line and column from 1."""
        before = self.source.line(place.line)[: place.column - 1]
        if place.line == 1:
            before = self._mark + before
        character = len(before.encode(self._encoding, "surrogatepass")) // self._bytes
        return types.Position(place.line - 1, character)

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one behind the end of its line, or of the text, is that end."""
        if position.line >= len(self.source.line_starts):
            return len(self.source.text)
        start, end = self.source.line_span(position.line + 1)
        mark = "" if position.line else self._mark
        line = (mark + self.source.text[start:end]).encode(self._encoding, "surrogatepass")
        before = line[: position.character * self._bytes].decode(self._encoding, "replace")
        return start + len(before.removeprefix(mark))


def diagnostic(finding: Finding, ruler: Ruler, uri: str) -> types.Diagnostic:
    """Return what an editor shows of a finding."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, types.Range(ruler.place(note.start), ruler.place(note.end))), note.message
        )
        for note in finding.related
    ]
    return types.Diagnostic(
        range=ruler.range(finding.span),
        message=f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source="medlint",
        related_information=related or None,
    )


def edits(fix: Fix, ruler: Ruler) -> list[types.TextEdit]:
    """Return the edits of a fix."""
    return [types.TextEdit(ruler.range(edit.span), edit.text) for edit in fix.edits]


def hover(finding: Finding) -> str:
    """Return what is told where the pointer rests on a finding, as Markdown."""
    parts = [f"**{finding.rule} {finding.name}**: {finding.message}"]
    parts += [text for text in (finding.hint, finding.why) if text]
    if finding.url:
        parts.append(f"[The standard behind it]({finding.url})")
    return "\n\n".join(parts)
