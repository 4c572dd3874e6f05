"""Reporters: pure generators from the reports of files to text, a piece at a time."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import tee

from medlint._records import NamedTuple
from medlint.finding import FileReport, Finding, Wanted
from medlint.plan import Step

_MODULES: Mapping[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "contract",
    "jsonl": "lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "rdjsonl": "rdjson",
    "summary": "markdown",
    "html": "html",
}
FORMATS = tuple(_MODULES)
FOR_PEOPLE = ("full", "concise")
"""Formats of text for a terminal; the others are read by programs."""
ENDINGS: Mapping[str, str] = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".jsonl": "jsonl",
    ".json": "json",
    ".html": "html",
    ".md": "summary",
}
"""Endings of file names that leave no doubt about the format."""
_WANTED: Mapping[str, Wanted] = {
    "sarif": Wanted(source=True),
    "rdjson": Wanted(source=True),
    "rdjsonl": Wanted(source=True),
    "html": Wanted(headings=True, scores=True),
}


class Options(NamedTuple):
    """How to print: `width` in columns; `links` where the terminal can follow them."""

    color: bool = False
    links: bool = False
    width: int = 80
    show_notes: bool = False
    ascii_only: bool = False
    fail_on: str = "error"
    prefix: str = ""
    """The working folder as seen from the root of the repository, with `/` at its end; "" for the root."""
    web: str = ""
    """Where the repository's files can be seen on the web, with `/` at its end; "" if nobody says."""
    max_warnings: int | None = None
    """More warnings than this fail the run; None for any number."""
    steps: tuple[Step, ...] = ()
    """The rules that were enabled in any part of the run, in the order of their codes."""


def render(output_format: str, reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield the report as text; what is joined ends with a line end, or is empty.

    Between two reports that it takes, a reporter yields at least once ("" where there is nothing to say):
    `together` then never holds more than a few reports.
    """
    module = import_module(f"medlint.report.{_MODULES[output_format]}")
    name = "render_lines" if output_format == "rdjsonl" else "render"
    pieces: Iterator[str] = getattr(module, name)(reports, options)
    return pieces


def is_told(finding: Finding, report: FileReport, options: Options) -> bool:
    """Tell whether people are shown a finding: a note only on request, or where it fails the run."""
    if finding.severity != "note" or options.show_notes:
        return True
    return (report.fail_on or options.fail_on) == "note"


def wanted_by(formats: Iterable[str]) -> Wanted:
    """Return what the reports of several formats need together."""
    needs = [_WANTED.get(name, Wanted()) for name in formats]
    return Wanted(*(any(parts) for parts in zip(*needs, strict=True)))


def from_root(path: str, options: Options) -> str:
    """Return a path as seen from the root of the repository; one outside stays as it is."""
    if path.startswith("/") or path[1:3] == ":/" or path == "<stdin>" or not options.prefix:
        return path
    joined = posixpath.normpath(options.prefix + path)
    return path if joined.startswith("..") else joined


def together(
    reports: Iterable[FileReport], makers: list[Callable[[Iterator[FileReport]], Iterator[str]]]
) -> Iterator[tuple[int, str]]:
    """Yield the pieces of several reporters with the reporter's index, all fed by one pass."""
    if len(makers) == 1:
        # The usual case: nothing to keep in step.
        yield from ((0, text) for text in makers[0](iter(reports)))
        return
    taken = [0] * len(makers)

    def counted(index: int, stream: Iterable[FileReport]) -> Iterator[FileReport]:
        for report in stream:
            taken[index] += 1
            yield report

    running = {
        index: make(counted(index, stream))
        for index, (make, stream) in enumerate(zip(makers, tee(reports, len(makers)), strict=True))
    }
    while running:
        # Each is led to the same report, so that none waits in memory for a slow one.
        now = max(taken) + 1
        for index, pieces in list(running.items()):
            while taken[index] < now:
                text = next(pieces, None)
                if text is None:
                    del running[index]
                    break
                if text:
                    yield index, text
