"""Annotations of a pull request: workflow commands that GitHub Actions reads from a step's output.

GitHub keeps 10 errors, 10 warnings and 10 notices of a step and drops the rest without a word, so
errors come first, and where more is to be said one notice says so. The log shows a command's message
without its place: each message begins with it.
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.finding import FileReport, Finding, Severity, listed
from medlint.report import Options, from_root, is_told
from medlint.report.screen import count, printable

MOST = 10
"""Annotations of one kind that GitHub keeps of a step."""
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield a command a finding: errors while they come, then warnings, then notes if they are shown."""
    errors = 0
    later: dict[Severity, list[str]] = {"warning": [], "note": []}
    for report in reports:
        yield ""
        path = from_root(report.path, options)
        if report.error:
            errors += 1
            yield _unreadable(path, report.error)
        for finding in report.findings:
            if finding.severity == "error":
                errors += 1
                yield _annotation(path, finding)
            elif is_told(finding, report, options):
                later[finding.severity].append(_annotation(path, finding))
    yield from later["warning"]
    # Before the notes, which are notices too: as the eleventh of them it would be dropped itself.
    yield from _closing(errors, len(later["warning"]), len(later["note"]))
    yield from later["note"]


def _closing(errors: int, warnings: int, notes: int) -> Iterator[str]:
    """Yield a notice of what GitHub drops, if anything."""
    unseen = [
        count(number - room, name)
        for number, room, name in ((errors, MOST, "error"), (warnings, MOST, "warning"))
        if number > room
    ]
    # A notice is dropped too if there are too many: this one takes the place of a note.
    if notes > (MOST - 1 if unseen else MOST):
        unseen.append(count(notes - (MOST - 1), "note"))
    if unseen:
        reason = f"GitHub shows {MOST} annotations of a kind for each step."
        text = f"{listed(unseen)} more than can be shown here: the log of this step lists all. {reason}"
        yield f"::notice title=medlint::{_data(text)}\n"


def _annotation(path: str, finding: Finding) -> str:
    properties = {"file": path, **_place(finding), "title": f"{finding.rule} {finding.name}"}
    where = f"{printable(path)}:{finding.start.line}:{finding.start.column}"
    told = [f"{where}: {_said(finding.message)}", _said(finding.hint)]
    return _command(_COMMANDS[finding.severity], properties, "\n".join(line for line in told if line))


def _place(finding: Finding) -> dict[str, str]:
    """Return where the finding stands; GitHub refuses columns where there is more than one line."""
    start, end = finding.start, finding.end
    # An end at the start of a line lies on no text there, and perhaps behind the last line of the file.
    last = end.line - 1 if end.column == 1 and end.line > start.line else end.line
    lines = {"line": str(start.line), "endLine": str(last)}
    if start.line != end.line:
        return lines
    return {
        "line": str(start.line),
        "col": str(start.column),
        "endLine": str(last),
        "endColumn": str(end.column),
    }


def _unreadable(path: str, error: str) -> str:
    return _command(
        "error", {"file": path, "title": "medlint: not checked"}, f"{printable(path)}: {_said(error)}"
    )


def _said(text: str) -> str:
    return printable(" ".join(text.split()))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return _encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
