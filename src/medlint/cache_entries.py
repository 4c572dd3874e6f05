"""A report as bytes and back, for the cache: JSON, without what the rules say again and again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.finding import Edit, Excerpt, FileReport, Finding, Fix, Note
from medlint.rule import Rule
from medlint.source import Position, Span


class Counts(NamedTuple):
    """What a summary says of one article: findings by severity, and those with a safe or unsafe fix."""

    format: str
    language: str
    suppressed: int
    errors: int
    warnings: int
    notes: int
    safe: int
    unsafe: int


def counts_of(report: FileReport) -> str:
    """Return the counts of a report as one line; articles that are alike in them have the same."""
    severities = [finding.severity for finding in report.findings]
    safeties = [finding.fix.safety for finding in report.findings if finding.fix is not None]
    numbers = (
        len(report.suppressed),
        *(severities.count(name) for name in ("error", "warning", "note")),
        *(safeties.count(name) for name in ("safe", "unsafe")),
    )
    return "\t".join((report.format, report.language, *map(str, numbers)))


def read_counts(line: str) -> Counts:
    """Return what `counts_of` put into a line.

    Raises:
        ValueError: it is no such line.
    """
    made, language, *numbers = line.split("\t")
    if len(numbers) != 6:
        raise ValueError(line)
    return Counts(made, language, *map(int, numbers))


def pack(report: FileReport) -> bytes:
    """Return a report as bytes; name, reason and address of a finding are those of its rule."""
    data = (
        report.format,
        report.language,
        report.words,
        report.title,
        round(report.seconds, 6),
        [_packed(finding) for finding in report.findings],
        [_packed(finding) for finding in report.suppressed],
    )
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def _packed(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.rule, finding.severity, finding.message, finding.hint, finding.span, finding.start,
        finding.end, finding.excerpt, finding.related, finding.fix, finding.suppressed, finding.whole,
    )  # fmt: skip


def unpack(path: str, data: bytes, rules: Mapping[str, Rule]) -> FileReport:
    """Return the report that was packed.

    Raises:
        ValueError: it is none, or one of its rules is not among `rules`.
    """
    try:
        made, language, words, title, seconds, findings, suppressed = json.loads(data)
        return FileReport(
            path,
            made,
            language,
            words,
            tuple(_findings(findings, rules)),
            tuple(_findings(suppressed, rules)),
            seconds=seconds,
            title=title,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a stored report: {error}") from None


def _findings(rows: Iterable[Any], rules: Mapping[str, Rule]) -> Iterable[Finding]:
    for code, severity, message, hint, span, start, end, excerpt, related, fix, suppressed, whole in rows:
        rule = rules[code]
        yield Finding(
            code,
            rule.name,
            severity,
            message,
            hint,
            rule.reason,
            rule.url,
            Span(*span),
            Position(*start),
            Position(*end),
            Excerpt(*excerpt),
            tuple(
                Note(told, Position(*first), Position(*last), Excerpt(*line))
                for told, first, last, line in related
            ),
            None if fix is None else _fix(*fix),
            suppressed,
            whole,
        )


def _fix(title: str, edits: Iterable[Any], safety: Any) -> Fix:
    return Fix(title, tuple(Edit(Span(*span), text) for span, text in edits), safety)
