"""JSON, one object a line: for `grep`, `jq`, log collectors, and programs that read while the run goes on.

Each line has a `type`: `finding`, `suppressed`, `accepted` or `unreadable`, and at the end one `summary`.
`$defs/line` of `report.schema.json` describes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from medlint import __version__
from medlint.finding import FileReport, fingerprints
from medlint.report import Options
from medlint.report.contract import SCHEMA_VERSION, carried, finding_data, summary_data
from medlint.report.summary import Tally


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a piece a file, empty where there is nothing to say of it, and a summary."""
    tally = Tally()
    for report in reports:
        tally.add(report)
        yield "".join(_file(report))
    head = {"schema_version": SCHEMA_VERSION, "version": __version__}
    yield _line("summary", {**head, **summary_data(tally, options)})


def _file(report: FileReport) -> Iterator[str]:
    if report.error:
        yield _line("unreadable", {"path": report.path, "error": report.error})
    groups = (("finding", report.findings), ("suppressed", report.suppressed), ("accepted", report.accepted))
    if not any(findings for _, findings in groups):
        return
    prints = fingerprints(report)
    for kind, findings in groups:
        for finding in findings:
            yield _line(kind, {"path": report.path, **finding_data(finding, prints[finding])})


def _line(kind: str, data: dict[str, object]) -> str:
    return json.dumps(carried({"type": kind, **data})) + "\n"
