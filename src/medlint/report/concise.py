"""One line a finding, for editors and grep: `path:line:column: error[MED301] message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.finding import FileReport
from medlint.report import Options, is_told
from medlint.report.screen import link, paint, printable


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a line a finding."""
    for report in reports:
        yield ""
        path = printable(report.path)
        for finding in report.findings:
            if not is_told(finding, report, options):
                continue
            code = link(f"{finding.severity}[{finding.rule}]", finding.url, options.links)
            where = f"{path}:{finding.start.line}:{finding.start.column}:"
            kind = paint(code, finding.severity, options.color)
            yield f"{paint(where, 'bold', options.color)} {kind} {printable(finding.message)}\n"
