"""The baseline: findings of old articles that a site accepts for now, so that only new ones are told.

A JSON file with an entry a finding. An entry names the file, the rule and the finding's fingerprint, no
line: it holds while the line's text holds, wherever the line goes. Findings that are alike in one file
have entries that are alike, and what counts is how many there are.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from medlint._records import NamedTuple
from medlint.catalogue import builtin
from medlint.engine import NEVER_SUPPRESSED, finish
from medlint.finding import SEVERITIES, FileReport, Finding, Hit, fingerprint
from medlint.plan import Plan
from medlint.source import Position, Source, Span

VERSION = 1
NEVER_ACCEPTED = NEVER_SUPPRESSED | {"MED905"}
"""What is wrong with a file, a suppression or the baseline itself is mended, not accepted."""
_LONGEST = 60
_SPACE = re.compile(r"[ \t\n\r]*")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.M)


class BaselineError(Exception):
    """The baseline cannot be used; `str()` gives `path:line:column: what is wrong and what to do`."""

    def __init__(self, message: str, path: str, position: Position | None = None) -> None:
        where = f"{path}:{position.line}:{position.column}" if position else path
        super().__init__(f"{where}: {message}")


class Entry(NamedTuple):
    """One accepted finding. `path` counts from the baseline's folder, with `/`.

    `text` is what a person recognizes: the line, or the article's title where the whole of it is meant.
    """

    path: str
    rule: str
    fingerprint: str
    text: str = ""


class Acceptance:
    """What a baseline accepts, and what of it a run has met so far.

    `folders` are those that the run walks: only below them is a file that is gone missed.
    """

    def __init__(self, source: Source, entries: Iterable[Entry], folders: Iterable[str] = ()) -> None:
        self.entries = tuple(entries)
        self._source = source
        self._home = home_of(source.path)
        self._folders = tuple(os.path.join(os.path.realpath(folder), "") for folder in folders)
        self._by_path: dict[str, list[int]] = {}
        for index, entry in enumerate(self.entries):
            self._by_path.setdefault(entry.path, []).append(index)
        self._looked: dict[str, Plan | None] = {}
        self._met: dict[str, list[int]] = {}
        self._moved: dict[str, str] = {}
        self._blind = False

    def take(self, report: FileReport, plan: Plan | None = None) -> FileReport:
        """Return the report with its accepted findings moved from `findings` to `accepted`.

        `plan` is what the file was checked with: an entry of a rule that did not run is never stale. Of
        findings that are alike the gravest are accepted, and of those the first.
        """
        if report.error:
            self._blind = True
        if report.error or report.format in ("unreadable", "baseline"):
            return report
        path = relative(report.path, self._home)
        self._looked[path] = plan
        own = self._by_path.get(path, [])
        before = "" if own or not report.findings else self._moved_from(path, report)
        if before:
            own = self._by_path[before]
        if not own:
            return report
        open_: dict[tuple[str, str], list[int]] = {}
        for index in own:
            entry = self.entries[index]
            open_.setdefault((entry.rule, entry.fingerprint), []).append(index)
        met: list[int] = []
        taken: set[int] = set()
        # A note has an entry only where notes fail a check: it must not use up that of a warning.
        order = sorted(enumerate(report.findings), key=lambda item: SEVERITIES.index(item[1].severity))
        for number, finding in order:
            fits = () if finding.rule in NEVER_ACCEPTED else open_.get((finding.rule, fingerprint(finding)))
            if fits and before and finding.whole:
                # Elsewhere nothing but the title tells whether it is the same article.
                fits = [index for index in fits if self.entries[index].text == text_of(finding, report)]
            if fits:
                index = fits[0]
                open_[finding.rule, self.entries[index].fingerprint].remove(index)
                met.append(index)
                taken.add(number)
        self._met[path] = met
        kept = tuple(found for at, found in enumerate(report.findings) if at not in taken)
        accepted = tuple(found for at, found in enumerate(report.findings) if at in taken)
        return report._replace(findings=kept, accepted=(*report.accepted, *accepted))

    def stale(self, plan: Plan) -> FileReport | None:
        """Return a report of the baseline file with a MED905 an entry that no longer matches, or None.

        Only entries are judged whose file was looked at, or is gone from a folder that was walked, and
        whose rule ran or does not exist.
        """
        step = next((step for step in plan.steps if step.rule.kind == "baseline"), None)
        stale = self.stale_entries(plan) if step else {}
        if step is None or not stale:
            return None
        spans = _spans(self._source.text)
        findings = (
            finish(
                Hit(spans[index], variant, {"rule": entry.rule, "path": entry.path}),
                self._source,
                step,
                plan.settings,
            )
            for index, variant in stale.items()
            for entry in (self.entries[index],)
        )
        path = self._source.path
        return FileReport(path, format="baseline", findings=tuple(findings), source=self._source)

    def stale_entries(self, plan: Plan) -> dict[int, str]:
        """Return the indices of entries that no longer match, in order, each with the message of MED905."""
        known = {rule.id for rule in builtin()}
        # A file that could not be read may be one that moved.
        missing = () if self._blind else self._gone
        gone = {path for path in missing if path not in self._looked and self._is_below(path)}
        stale: dict[int, str] = {}
        for path in (*self._looked, *gone):
            met = {*self._met.get(path, ()), *self._met.get(self._moved.get(path, ""), ())}
            left = [index for index in self._by_path.get(path, ()) if index not in met]
            ran = (self._looked.get(path) or plan).rule_ids() if left else frozenset()
            for index in left:
                rule = self.entries[index].rule
                if rule not in known:
                    stale[index] = "unknown-rule"
                elif rule in ran:
                    stale[index] = "gone" if path in gone else "unmatched"
        return dict(sorted(stale.items()))

    def lasting(self, plan: Plan) -> list[Entry]:
        """Return the entries that are not stale; those of a file that moved under its new path."""
        stale = self.stale_entries(plan)
        now = {index: path for path, met in self._met.items() for index in met}
        return [
            entry._replace(path=now.get(index, entry.path))
            for index, entry in enumerate(self.entries)
            if index not in stale
        ]

    @cached_property
    def _gone(self) -> frozenset[str]:
        exists = os.path.exists
        return frozenset(path for path in self._by_path if not exists(os.path.join(self._home, path)))

    def _is_below(self, path: str) -> bool:
        absolute = os.path.normpath(os.path.join(self._home, path))
        return absolute.startswith(self._folders)

    @cached_property
    def _traces(self) -> dict[tuple[str, ...], str]:
        """What only one article of the baseline has, for articles that are gone: line or title, and path."""
        if not self._gone:
            return {}
        files: dict[tuple[str, ...], set[str]] = {}
        for entry in self.entries:
            if entry.text:
                files.setdefault((entry.rule, entry.fingerprint), set()).add(entry.path)
                files.setdefault((entry.rule, entry.fingerprint, entry.text), set()).add(entry.path)
        alone = ((trace, paths.pop()) for trace, paths in files.items() if len(paths) == 1)
        return {trace: path for trace, path in alone if path in self._gone}

    def _moved_from(self, path: str, report: FileReport) -> str:
        """Return the path at which the baseline knows a file that has no entries of its own, or ""."""
        if not self._traces:
            return ""
        votes: dict[str, int] = {}
        for finding in report.findings:
            trace: tuple[str, ...] = (finding.rule, fingerprint(finding))
            if finding.whole:
                trace = (*trace, text_of(finding, report))
            before = self._traces.get(trace)
            if before is None or self._moved.get(before, path) != path:
                continue
            # One word could be another article's title, unless the file is called the same.
            if _is_telling(text_of(finding, report)) or _slug(before) == _slug(path):
                votes[before] = votes.get(before, 0) + 1
        before = min(votes, key=lambda before: (-votes[before], before), default="")
        if before:
            self._moved[before] = path
        return before


def read_baseline(path: str, folders: Sequence[str] = ()) -> Acceptance:
    """Return what the baseline at `path` accepts; `folders` are those that the run walks.

    Raises:
        BaselineError: it is not there, cannot be read, or is no baseline of this version.
    """
    try:
        with open(path, "rb") as stream:
            source = Source(path, stream.read().decode("utf-8-sig"))
    except FileNotFoundError:
        message = f"there is no such baseline; `{_command(path)}` writes it"
        raise BaselineError(message, path) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BaselineError(f"the baseline cannot be read: {reason}", path) from None
    except UnicodeDecodeError:
        raise _again("the baseline is not UTF-8 text", path) from None
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise _not_json(source, error) from None
    return Acceptance(source, _entries(source, data), folders)


def _not_json(source: Source, error: Exception) -> BaselineError:
    conflict = _CONFLICT.search(source.text)
    if conflict:
        message = "there is a merge conflict here; keep the entries of both sides, "
        message += f"then `{_command(source.path)} --update` removes what is not found"
        return BaselineError(message, source.path, source.position(conflict.start()))
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
        return _again(f"not valid JSON: {reason}", source.path, source.position(error.pos))
    return _again("not a baseline: it is nested too deeply or holds endless numbers", source.path)


def _again(message: str, path: str, position: Position | None = None) -> BaselineError:
    return BaselineError(
        f"{message}; fix it, or write it afresh with `{_command(path)} --force`", path, position
    )


def _command(path: str) -> str:
    """Return the command that writes a baseline there."""
    from shlex import quote

    from medlint.config import BASELINE_NAME

    return "medlint baseline" if path == BASELINE_NAME else f"medlint baseline -o {quote(path)}"


def _entries(source: Source, data: Any) -> Iterator[Entry]:
    """Yield the entries of a baseline.

    Raises:
        BaselineError: something of it is not what it must be.
    """

    def wrong(message: str, span: Span) -> BaselineError:
        return _again(message, source.path, source.position(span.start))

    if not isinstance(data, dict):
        raise wrong("not a baseline: it holds no object", Span(0, 0))
    version, accepted = data.get("version"), data.get("accepted")
    if type(version) is int and version > VERSION:
        message = f"written by a later medlint (version {version} of the file, this one reads {VERSION}); "
        place = source.position(_members(source.text)["version"].start)
        raise BaselineError(
            f"{message}use that medlint, or write it afresh with `{_command(source.path)} --force`",
            source.path,
            place,
        )
    for key, right in (
        ("version", type(version) is int and version == VERSION),
        ("accepted", isinstance(accepted, list)),
    ):
        if not right:
            span = _members(source.text).get(key, Span(0, 0))
            wanted = VERSION if key == "version" else "a list"
            raise wrong(f'not a baseline: "{key}" must be {wanted}', span)
    assert isinstance(accepted, list)
    for index, item in enumerate(accepted):
        fields = item if isinstance(item, dict) else {}
        entry = Entry(
            fields.get("path", 0), fields.get("rule", 0), fields.get("fingerprint", 0), fields.get("text", "")
        )
        if not all(isinstance(value, str) for value in entry):
            raise wrong(
                'an entry needs "path", "rule" and "fingerprint", all texts', _spans(source.text)[index]
            )
        yield entry


def _members(text: str) -> dict[str, Span]:
    """Return where the values of a valid document's outermost object stand."""
    return dict(_parts(text, _skip(text, 0), keys=True))


def _spans(text: str) -> list[Span]:
    """Return where the entries of a valid baseline stand."""
    return [span for _, span in _parts(text, _members(text)["accepted"].start, keys=False)]


def _parts(text: str, at: int, *, keys: bool) -> Iterator[tuple[str, Span]]:
    """Yield the span of each value of the object or array that begins at an offset."""
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, at + 1)
    key = ""
    while text[at] not in "]}":
        if keys:
            key, at = decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        _, end = decode(text, at)
        yield key, Span(at, end)
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def entries_of(report: FileReport, home: str) -> Iterator[Entry]:
    """Yield an entry for each finding of a report that can be accepted; paths count from `home`."""
    path = relative(report.path, home)
    for finding in report.findings:
        if finding.rule not in NEVER_ACCEPTED:
            yield Entry(path, finding.rule, fingerprint(finding), text_of(finding, report))


def written(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a baseline: an entry a line, in an order that does not depend on the run."""
    lines = [f"    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in sorted(entries)]
    body = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
    # A name that is no valid text keeps its odd characters as the escapes that JSON has for them.
    return f'{{\n  "version": {VERSION},\n  "accepted": {body}\n}}\n'.encode("utf-8", "backslashreplace")


def text_of(finding: Finding, report: FileReport) -> str:
    """Return what a person recognizes a finding by: its line, or its article's title."""
    text = " ".join((report.title if finding.whole else finding.excerpt.text).split())
    if len(text) > _LONGEST and not finding.whole:
        text = " ".join(finding.excerpt.text[finding.excerpt.start :].split()) or text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def home_of(path: str) -> str:
    """Return the folder that the paths of a baseline count from: the one that it lies in."""
    return os.path.realpath(os.path.dirname(os.path.abspath(path)))


def relative(path: str, home: str) -> str:
    """Return a file's path as a baseline in the folder `home` names it."""
    folder, name = os.path.split(os.path.abspath(path))
    try:
        folder = os.path.relpath(os.path.realpath(folder), home)
    except ValueError:  # Windows: on another drive
        folder = os.path.realpath(folder)
    return os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/")


def _is_telling(text: str) -> bool:
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return len(words) > 1 and sum(map(str.isalnum, text)) >= 8


def _slug(path: str) -> str:
    """Return what a page's address calls it: the file's name, or its folder's where that says nothing."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if stem.strip("_").lower() in ("index", "readme", "page") else stem
