"""What a check yields, and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from medlint._records import NamedTuple
from medlint.source import Position, Source, Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
FailOn = Literal["error", "warning", "note", "never"]
Safety = Literal["safe", "unsafe", "display"]
NOT_ABOUT_HEALTH, NOT_AN_ARTICLE = "MED906", "MED907"
"""The rules that say of a file of a folder that it is about something else, or that it is no article."""


class Edit(NamedTuple):
    """Replace the text at `span` by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A change that mends a finding: `safe` cannot change meaning, `display` is only to be shown."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


class Related(NamedTuple):
    """Another place that a reader of the finding needs to see, and why."""

    span: Span
    message: str


class Hit(NamedTuple):
    """What a check yields: a place, and which of its rule's messages fits with which values.

    `guess` marks a hit that rests on something a parser had to infer; such a hit is at most a warning
    unless the profile says that guesses count in full. `rule` is set where a schema gives the hit to
    another rule; its message then stands in `values`.
    """

    span: Span
    variant: str = ""
    values: Mapping[str, object] = {}
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    guess: bool = False
    rule: str = ""
    whole: bool = False
    """The article as a whole is meant (something is missing); the span is only where to say so."""


class Excerpt(NamedTuple):
    """The source line of a finding, cut to a window if long; `[start, end)` in `text` is what is wrong."""

    text: str
    start: int
    end: int


class Note(NamedTuple):
    """A related place, ready to print."""

    message: str
    start: Position
    end: Position
    excerpt: Excerpt


class Finding(NamedTuple):
    """One thing wrong in one file, complete: a report needs nothing else to print it."""

    rule: str
    name: str
    severity: Severity
    message: str
    hint: str
    why: str
    url: str
    span: Span
    start: Position
    end: Position
    excerpt: Excerpt
    related: tuple[Note, ...]
    fix: Fix | None
    suppressed: str | None = None
    """The reason given in the article for ignoring it ("" without one); None if it is not ignored."""
    whole: bool = False
    """It is about the article as a whole; the span is only where to say so."""


class Heading(NamedTuple):
    """A heading of the section tree, for a report that shows the article's shape.

    `role` is a name of `rules/_vocabulary/sections-en.yaml`, or "".
    """

    level: int
    text: str
    role: str
    span: Span
    line: int


class Item(NamedTuple):
    """One item of a score: points reached and possible, why, and the line that shows it (0: none)."""

    name: str
    points: float
    of: int
    said: str
    line: int = 0


class Score(NamedTuple):
    """A score and its items; an item of weight 3 counts threefold."""

    name: str
    title: str
    items: tuple[Item, ...]

    @property
    def points(self) -> float:
        """What the items reach together."""
        return sum(item.points for item in self.items)

    @property
    def of(self) -> int:
        """What they could reach."""
        return sum(item.of for item in self.items)


class Wanted(NamedTuple):
    """What a report needs besides the findings; it costs memory, so it has to be asked for."""

    source: bool = False
    headings: bool = False
    scores: bool = False


class FileReport(NamedTuple):
    """What came of one file.

    `error` is set, and all else empty, where the file could not be opened at all. `findings` stand in
    the order of the text; `suppressed` are those that the article itself asks to ignore, `accepted`
    those that the baseline accepts, `elsewhere` is the number of those on lines that were not changed.
    """

    path: str
    format: str = ""
    language: str = ""
    words: int = 0
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    error: str = ""
    seconds: float = 0.0
    accepted: tuple[Finding, ...] = ()
    elsewhere: int = 0
    fail_on: str = ""
    """The least severity of this file that fails the run; empty: as for the run."""
    source: Source | None = None
    """The text, where a report asked for it (`Wanted`)."""
    headings: tuple[Heading, ...] = ()
    """The section tree in document order, where a report asked for it."""
    scores: tuple[Score, ...] = ()
    """The scorecard, where a report asked for it and the article's language is judged."""
    title: str = ""
    """What the article is called, on one line: its heading, else its metadata, else its first words."""

    @property
    def is_no_article(self) -> bool:
        """Tell whether it was found to be another page of the site, or of the project."""
        return any(finding.rule == NOT_AN_ARTICLE for finding in self.findings)


def failing_levels(fail_on: str) -> tuple[Severity, ...]:
    """Return the severities of which one finding makes a run exit with 1."""
    return () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return names as a sentence lists them: one, two and three."""
    return f" {word} ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def place(finding: Finding) -> tuple[Span, str, str]:
    """Return what findings are sorted by: where they stand, then the rule."""
    return finding.span, finding.rule, finding.message


def fingerprints(report: FileReport) -> dict[Finding, str]:
    """Return a fingerprint a finding: 16 hex digits that stay the same when other lines change.

    Made of the rule, the line's text without white space, and its number among equals in the file; for a
    finding about the whole article the text does not count. The path is no part of it, so that a file
    can move: it is unique within a file only.
    """
    seen: dict[str, int] = {}
    prints: dict[Finding, str] = {}
    for finding in sorted((*report.findings, *report.suppressed, *report.accepted), key=place):
        key = _likeness(finding)
        seen[key] = seen.get(key, 0) + 1
        prints[finding] = _digest(key, seen[key])
    return prints


def fingerprint(finding: Finding) -> str:
    """Return the fingerprint that the first of all findings like this one has in its file."""
    return _digest(_likeness(finding), 1)


def _likeness(finding: Finding) -> str:
    """Return what findings have in common that are alike."""
    text = "" if finding.whole else "".join(finding.excerpt.text.split())
    return f"{finding.rule}\0{text}"


def _digest(likeness: str, number: int) -> str:
    from hashlib import blake2b

    return blake2b(f"{likeness}\0{number}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
