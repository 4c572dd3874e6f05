"""GitLab Code Quality: the array that a job hands over as `artifacts: reports: codequality`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from medlint.finding import FileReport, Finding, fingerprints
from medlint.report import Options, from_root
from medlint.report.contract import carried
from medlint.report.one_line import advice

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield the array, a piece a file; for a run without findings it is `[]`."""
    yield "["
    separator = "\n"
    for report in reports:
        issues = [json.dumps(carried(issue)) for issue in _issues(report, options)]
        if not issues:
            yield ""
            continue
        yield separator + ",\n".join(issues)
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"


def _issues(report: FileReport, options: Options) -> Iterator[dict[str, object]]:
    path = from_root(report.path, options)
    if report.error:
        told = f"The file could not be checked: {report.error}"
        lines = {"begin": 1, "end": 1}
        yield _issue(told, "unchecked-file", _print(path, "unchecked-file"), "major", path, lines)
    prints = fingerprints(report)
    # GitLab merges issues with one fingerprint, so findings that are equal in all are told once.
    for finding in dict.fromkeys(report.findings):
        lines = {"begin": finding.start.line, "end": max(finding.start.line, _last_line(finding))}
        severity = _SEVERITIES[finding.severity]
        printed = _print(path, prints[finding])
        yield _issue(_description(finding), finding.rule, printed, severity, path, lines)


def _issue(  # noqa: PLR0913, PLR0917 - the fields of the format
    description: str, check: str, fingerprint: str, severity: str, path: str, lines: dict[str, int]
) -> dict[str, object]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": lines},
    }


def _description(finding: Finding) -> str:
    """Return what GitLab shows: it leaves out `check_name`, so the rule stands in the text."""
    return f"{finding.rule} {finding.name}: {advice(finding)}"


def _last_line(finding: Finding) -> int:
    """Return the last line on which something is marked; a line end marks nothing of the next line."""
    return finding.end.line - (finding.end.column == 1)


def _print(path: str, fingerprint: str) -> str:
    """Return a fingerprint that is unique in the repository, not only in its file."""
    from hashlib import blake2b

    key = f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=16).hexdigest()
