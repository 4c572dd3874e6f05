"""SARIF 2.1.0, as GitHub code scanning and the viewers of editors read it.

Results are kept as text until the end: of more than GitHub takes, the gravest have to come first. The limits
are those of GitHub's page "SARIF support for code scanning".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import quote

from medlint import __version__
from medlint.finding import SEVERITIES, FileReport, Finding, Fix, fingerprints
from medlint.report import Options, from_root
from medlint.report.contract import carried
from medlint.report.line_hash import line_hashes, newline_of, raw_text
from medlint.report.sarif_rules import rule_object, sentence
from medlint.source import Position, Source, path_bytes

MOST_RESULTS = 25_000
_MOST_RELATED = 999  # with the place itself, the thousand that GitHub takes
_MOST_LINKED = 5
_ROOT = "%SRCROOT%"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_Object = dict[str, object]
_ACCEPTED: _Object = {"kind": "external", "status": "accepted", "justification": "Accepted in the baseline."}


class _Gravest:
    """Results as text, and the number of those for which there was no room."""

    def __init__(self, most: int) -> None:
        # A list a severity, and a last one for what is suppressed.
        self._kept: list[list[tuple[int, str]]] = [[] for _ in range(len(SEVERITIES) + 1)]
        self._most = most
        self._number = 0
        self.dropped = 0

    def add(self, rank: int, text: str) -> None:
        self._kept[rank].append((self._number, text))
        self._number += 1
        if self._number - self.dropped > self._most:
            next(held for held in reversed(self._kept) if held).pop()
            self.dropped += 1

    def texts(self) -> Iterator[str]:
        """Yield the results as they came; the gravest first if some are missing."""
        held = chain.from_iterable(self._kept)
        return (text for _, text in (held if self.dropped else sorted(held)))


def render(reports: Iterable[FileReport], options: Options, *, most: int = MOST_RESULTS) -> Iterator[str]:
    """Yield the log: the rules, then a piece a result, then what went wrong in the run."""
    rules = {step.rule.id: index for index, step in enumerate(options.steps)}
    results = _Gravest(most)
    problems: list[_Object] = []
    yield _head(options)
    for report in reports:
        # Whoever feeds several reporters at once waits for a piece from each.
        yield ""
        if report.error:
            problems.append(_unreadable(report, options))
        for rank, result in _results(report, rules, options):
            results.add(rank, json.dumps(carried(result)))
    separator = "\n"
    for text in results.texts():
        yield separator + text
        separator = ",\n"
    successful = not problems
    if results.dropped:
        told = (
            f"{results.dropped:,} results were left out: GitHub takes {most:,} a run, the most serious first."
        )
        problems.append({"level": "warning", "message": {"text": told}})
    run = {"executionSuccessful": successful, "toolExecutionNotifications": problems}
    yield f'\n], "invocations": [{json.dumps(carried(run))}]}}]}}\n'


def _head(options: Options) -> str:
    """Return the log up to its first result."""
    driver: _Object = {
        "name": "medlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rule_object(step) for step in options.steps],
    }
    run = {
        "tool": {"driver": carried(driver)},
        # The slash makes it a category: a later run of another kind does not replace this one's results.
        "automationDetails": {"id": "medlint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
    }
    return f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{json.dumps(run)[:-1]}, "results": ['


def _results(report: FileReport, rules: Mapping[str, int], options: Options) -> Iterator[tuple[int, _Object]]:
    """Yield the results of a file, each with its rank: 0 for the gravest."""
    everything: list[tuple[Finding, _Object | None]] = [
        *((finding, None) for finding in report.findings),
        *((finding, _in_source(finding)) for finding in report.suppressed),
        *((finding, _ACCEPTED) for finding in report.accepted),
    ]
    if not everything:
        return
    uri = uri_of(from_root(report.path, options))
    source = report.source
    prints = fingerprints(report)
    hashes: dict[int, str] = {}
    newline = "\n"
    if source is not None and report.format != "unreadable":
        raw = raw_text(source)
        newline = newline_of(raw)
        hashes = line_hashes(raw, {finding.start.line for finding, _ in everything})
    for finding, suppression in everything:
        result = _result(finding, uri, source, newline)
        if finding.rule in rules:
            result["ruleIndex"] = rules[finding.rule]
        hashed = hashes.get(finding.start.line)
        marks = {"medlint/v1": prints[finding]}
        result["partialFingerprints"] = marks | ({"primaryLocationLineHash": hashed} if hashed else {})
        if suppression is not None:
            result["suppressions"] = [suppression]
        yield SEVERITIES.index(finding.severity) if suppression is None else len(SEVERITIES), result


def _in_source(finding: Finding) -> _Object:
    suppression: _Object = {"kind": "inSource", "status": "accepted"}
    if finding.suppressed:
        suppression["justification"] = finding.suppressed
    return suppression


def _result(finding: Finding, uri: str, source: Source | None, newline: str) -> _Object:
    end = finding.end
    if finding.whole and end.line > finding.start.line:
        # In a pull request an alert is shown only if all its lines were changed.
        end = _line_end(finding.start, source)
    result: _Object = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": _message(finding)},
        "locations": [_location(uri, finding.start, end, source)],
    }
    related = finding.related[:_MOST_RELATED]
    if related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(uri, note.start, note.end, source),
                "message": {"text": sentence(note.message) or "See also."},
            }
            for number, note in enumerate(related, 1)
        ]
    fix = finding.fix
    if fix is not None and fix.edits and fix.safety != "display" and source is not None:
        result["fixes"] = [_fix(fix, uri, source, newline)]
    return result


def _message(finding: Finding) -> str:
    """Return what is wrong and what to do; related places are shown only where the message links to them."""
    told = [sentence(finding.message) or f"{finding.name or finding.rule}.", sentence(finding.hint)]
    text = " ".join(filter(None, told))
    if "](" in text:
        # Words of the article are not to become a link.
        text = _escaped(text)
    links = [
        f"[{_escaped(' '.join(note.message.split()) or 'see also')}]({number})"
        for number, note in enumerate(finding.related[:_MOST_LINKED], 1)
    ]
    return f"{text} Related: {', '.join(links)}." if links else text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _fix(fix: Fix, uri: str, source: Source, newline: str) -> _Object:
    replacements = []
    for edit in fix.edits:
        region = _region(source.position(edit.span.start), source.position(edit.span.end))
        replacement: _Object = {"deletedRegion": region}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text.replace("\n", newline)}
        replacements.append(replacement)
    return {
        "description": {"text": sentence(fix.title) or "Mend it."},
        "artifactChanges": [{"artifactLocation": _artifact(uri), "replacements": replacements}],
        "properties": {"safety": fix.safety},
    }


def _location(uri: str, start: Position, end: Position, source: Source | None) -> _Object:
    if end.column == 1 and end.line > start.line:
        # The line after a marked line end is not meant.
        end = _line_end(Position(end.line - 1, 1), source) if source is not None else end
    return {"physicalLocation": {"artifactLocation": _artifact(uri), "region": _region(start, end)}}


def _line_end(position: Position, source: Source | None) -> Position:
    """Return the end of a position's line, or the position itself where there is no text to look at."""
    if source is None or position.line > len(source.line_starts):
        return position
    return Position(position.line, max(position.column, len(source.line(position.line)) + 1))


def _region(start: Position, end: Position) -> _Object:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _unreadable(report: FileReport, options: Options) -> _Object:
    uri = uri_of(from_root(report.path, options))
    told = sentence(f"the file could not be checked: {report.error}")
    return {
        "level": "error",
        "message": {"text": told},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(uri)}}],
    }


def _artifact(uri: str) -> _Object:
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def uri_of(path: str) -> str:
    """Return a path as a percent-encoded URI: relative as it is, absolute with the scheme `file`."""
    data = path_bytes(path)
    if path[1:3] == ":/":
        return f"file:///{path[:2]}{quote(data[2:])}"
    return f"file://{quote(data)}" if path.startswith("/") else quote(data)
