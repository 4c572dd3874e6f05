"""Checkstyle's XML: what many tools for code review and build servers can read.

Columns are code points from 1. The source of a finding is `medlint.` and its rule: readers group by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.finding import FileReport, Finding, Severity
from medlint.report import Options, from_root
from medlint.report.one_line import advice
from medlint.report.xml_text import attributes

_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}
_VERSION = "4.3"  # The version of Checkstyle whose form this is; some readers want to see one.


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a `file` a file, with an `error` a finding; one that could not be opened has an error at 1:1."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{_VERSION}">\n'
    for report in reports:
        yield "".join(_file(report, options))
    yield "</checkstyle>\n"


def _file(report: FileReport, options: Options) -> Iterator[str]:
    name = attributes({"name": from_root(report.path, options)})
    errors = [_error(finding) for finding in report.findings]
    if report.error:
        told = {"line": 1, "column": 1, "severity": "error", "message": report.error}
        errors.append(attributes({**told, "source": "medlint.unreadable"}))
    if not errors:
        yield f"  <file{name}/>\n"
        return
    yield f"  <file{name}>\n"
    for error in errors:
        yield f"    <error{error}/>\n"
    yield "  </file>\n"


def _error(finding: Finding) -> str:
    return attributes(
        {
            "line": finding.start.line,
            "column": finding.start.column,
            "severity": _SEVERITIES[finding.severity],
            "message": advice(finding),
            "source": f"medlint.{finding.rule}",
        }
    )
