"""A report as bytes and back, for the cache: JSON, without what the rules say again and again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.finding import SEVERITIES, Edit, Excerpt, FileReport, Finding, Fix, Note
from medlint.rule import Rule
from medlint.source import Position, Span


class Counts(NamedTuple):
    """What a summary says of one article: findings by severity, and those with a safe or unsafe fix."""

    format: str
    language: str
    worded: int
    """1 where it has words at all, else 0."""
    no_article: int
    """1 where it was found to be no article, else 0."""
    suppressed: int
    errors: int
    warnings: int
    notes: int
    safe: int
    unsafe: int


_SAFETIES = ("safe", "unsafe", "display")


def counts_of(report: FileReport) -> str:
    """Return the counts of a report as one line; articles that are alike in them have the same."""
    severities = [finding.severity for finding in report.findings]
    safeties = [finding.fix.safety for finding in report.findings if finding.fix is not None]
    numbers = (
        int(report.words > 0),
        int(report.is_no_article),
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
    if len(numbers) != 8:
        raise ValueError(line)
    return Counts(made, language, *map(int, numbers))


def are_counts(line: str) -> bool:
    """Tell whether a line is one that `counts_of` makes."""
    try:
        read_counts(line)
    except ValueError:
        return False
    return True


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
            _text(made),
            _text(language),
            _numbers(words)[0],
            tuple(_findings(findings, rules)),
            tuple(_findings(suppressed, rules)),
            seconds=float(seconds),
            title=_text(title),
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a stored report: {error}") from None


def _findings(rows: Iterable[Any], rules: Mapping[str, Rule]) -> Iterable[Finding]:
    for code, severity, message, hint, span, start, end, excerpt, related, fix, suppressed, whole in rows:
        rule = rules[code]
        yield Finding(
            code,
            rule.name,
            SEVERITIES[SEVERITIES.index(severity)],
            _text(message),
            _text(hint),
            rule.reason,
            rule.url,
            Span(*_numbers(*span)),
            Position(*_numbers(*start)),
            Position(*_numbers(*end)),
            _excerpt(*excerpt),
            tuple(
                Note(_text(told), Position(*_numbers(*first)), Position(*_numbers(*last)), _excerpt(*line))
                for told, first, last, line in related
            ),
            None if fix is None else _fix(*fix),
            None if suppressed is None else _text(suppressed),
            whole is True,
        )


def _fix(title: Any, edits: Iterable[Any], safety: Any) -> Fix:
    changes = tuple(Edit(Span(*_numbers(*span)), _text(text)) for span, text in edits)
    if safety not in _SAFETIES:
        raise ValueError(safety)
    return Fix(_text(title), changes, safety)


def _excerpt(text: Any, start: Any, end: Any) -> Excerpt:
    first, last = _numbers(start, end)
    if last > len(_text(text)):
        raise ValueError("an excerpt that ends behind its text")
    return Excerpt(text, first, last)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _numbers(*values: Any) -> tuple[int, ...]:
    for value in values:
        if type(value) is not int or value < 0:
            raise TypeError(value)
    return values
