"""JUnit's XML: articles as test suites, rules as test cases, for build servers that show tests.

A case fails where `--fail-on` makes medlint fail, so that the test report and the exit code agree.
What does not count is there too: weaker findings as the output of a passing case, findings that the
article asks to ignore or that the baseline accepts as skipped cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.finding import FileReport, Finding, failing_levels
from medlint.report import Options, from_root
from medlint.report.xml_text import attributes, content

_Cases = dict[str, tuple[str, str]]
"""What is in each case by its name: the kind of outcome, and the XML inside."""


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a suite a file; the root has no totals, which would have to be known before the first file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    empty = True
    for report in reports:
        yield _suite(from_root(report.path, options), _cases(report, options), report.seconds)
        empty = False
    if empty:
        # Some servers take a report without a case for a broken build.
        skipped = f"<skipped{attributes({'message': 'There was no article to check.'})}/>"
        yield _suite("medlint", {"Nothing was checked": ("skipped", skipped)}, 0)
    yield "</testsuites>\n"


def _suite(path: str, cases: _Cases, seconds: float) -> str:
    kinds = [kind for kind, _ in cases.values()]
    head = {
        "name": path,
        "tests": len(cases),
        "failures": kinds.count("failure"),
        "errors": kinds.count("error"),
        "skipped": kinds.count("skipped"),
        "time": f"{seconds:.3f}",
    }
    parts = [f"  <testsuite{attributes(head)}>\n"]
    for name, (_, inside) in cases.items():
        case = attributes({"name": name, "classname": path})
        parts.append(f"    <testcase{case}>{inside}</testcase>\n" if inside else f"    <testcase{case}/>\n")
    return "".join((*parts, "  </testsuite>\n"))


def _cases(report: FileReport, options: Options) -> _Cases:
    path = from_root(report.path, options)
    if report.error:
        inside = f"<error{attributes({'message': report.error, 'type': 'unreadable'})}/>"
        return {"The file can be read": ("error", inside)}
    levels = failing_levels(report.fail_on or options.fail_on)
    cases: _Cases = {}
    for name, findings in _by_rule(report.findings).items():
        failing = [finding for finding in findings if finding.severity in levels]
        told = content("\n\n".join("\n".join(_told(path, finding)) for finding in findings))
        if failing:
            cases[name] = ("failure", f"<failure{_head(failing)}>{told}</failure>")
        else:
            cases[name] = ("passed", f"<system-out>{told}</system-out>")
    for name, findings in _by_rule((*report.suppressed, *report.accepted)).items():
        reasons = "; ".join(dict.fromkeys(_reason(finding) for finding in findings))
        cases.setdefault(name, ("skipped", f"<skipped{attributes({'message': reasons})}/>"))
    return cases or {"No findings": ("passed", "")}


def _by_rule(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(f"{finding.rule} {finding.name}", []).append(finding)
    return rules


def _head(failing: list[Finding]) -> str:
    first = failing[0]
    more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
    return attributes({"message": first.message + more, "type": first.severity})


def _told(path: str, finding: Finding) -> Iterator[str]:
    yield f"{path}:{finding.start.line}:{finding.start.column}: {finding.severity}: {finding.message}"
    for label, text in (("Why", finding.why), ("Do", finding.hint), ("See", finding.url)):
        if text:
            yield f"{label}: {text}"


def _reason(finding: Finding) -> str:
    if finding.suppressed is None:
        return "accepted by the baseline"
    return f"ignored in the article: {finding.suppressed or 'no reason given'}"
