r"""The JSON report: a contract with programs, described by `report.schema.json`.

Files are written one by one, so that a report of 10,000 articles needs no memory of its own. The
text is ASCII: it survives every pipe. A lone surrogate, which JSON cannot carry, is shown as `\udc80`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import isfinite
from typing import Any

from medlint import __version__
from medlint.finding import SEVERITIES, FileReport, Finding, Fix, fingerprints
from medlint.report import Options
from medlint.report.summary import Tally

SCHEMA_VERSION = 1
_LONGEST = 1024


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield the report: a head, a piece a file, a summary."""
    tally = Tally()
    yield f'{{"schema_version": {SCHEMA_VERSION}, "version": "{__version__}", "files": ['
    separator = "\n"
    for report in reports:
        tally.add(report)
        yield separator + json.dumps(carried(_file(report)))
        separator = ",\n"
    yield f'\n], "summary": {json.dumps(summary_data(tally, options))}}}\n'


def carried(data: Any) -> Any:
    """Return plain data that every JSON parser can read: no lone surrogates, no NaN, no endless numbers."""
    if isinstance(data, float):
        return data if isfinite(data) else str(data)
    if isinstance(data, int) and data.bit_length() > _LONGEST:
        return hex(data)
    if isinstance(data, str):
        return data if data.isascii() else _surrogates().sub(lambda match: f"\\u{ord(match[0]):04x}", data)
    if isinstance(data, dict):
        return {carried(key): carried(value) for key, value in data.items()}
    return [carried(value) for value in data] if isinstance(data, (list, tuple)) else data


@cache
def _surrogates() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")


def _file(report: FileReport) -> dict[str, object]:
    from medlint.parse.wording import wording_read

    prints = fingerprints(report)
    return {
        "path": report.path,
        "format": report.format,
        "language": report.language,
        "wording": wording_read(report.language),
        "words": report.words,
        "error": report.error or None,
        "findings": [finding_data(finding, prints[finding]) for finding in report.findings],
        "suppressed": [finding_data(finding, prints[finding]) for finding in report.suppressed],
        "accepted": [finding_data(finding, prints[finding]) for finding in report.accepted],
    }


def finding_data(finding: Finding, fingerprint: str) -> dict[str, object]:
    """Return a finding as the schema's `finding`."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "why": finding.why,
        "hint": finding.hint,
        "url": finding.url or None,
        "start": {**finding.start._asdict(), "offset": finding.span.start},
        "end": {**finding.end._asdict(), "offset": finding.span.end},
        "related": [
            {"message": note.message, "start": note.start._asdict(), "end": note.end._asdict()}
            for note in finding.related
        ],
        "fix": _fix(finding.fix),
        "suppressed": finding.suppressed,
        "whole_article": finding.whole,
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    return {
        "title": fix.title,
        "safety": fix.safety,
        "edits": [
            {"start": {"offset": edit.span.start}, "end": {"offset": edit.span.end}, "text": edit.text}
            for edit in fix.edits
        ],
    }


def summary_data(tally: Tally, options: Options) -> dict[str, object]:
    """Return the numbers of a run as the schema's `summary`."""
    return {
        "articles": tally.articles,
        "with_findings": tally.with_findings,
        "unreadable": tally.unreadable,
        **{f"{severity}s": tally.by_severity[severity] for severity in SEVERITIES},
        "suppressed": tally.suppressed,
        "accepted": tally.accepted,
        "elsewhere": tally.elsewhere,
        "rules": {code: sum(numbers.values()) for code, (_, numbers) in sorted(tally.by_rule.items())},
        "fail_on": options.fail_on,
    }
