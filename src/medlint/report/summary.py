"""What a run came to, in numbers and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from medlint.finding import NOT_AN_ARTICLE, SEVERITIES, FileReport, Severity, failing_levels
from medlint.report.screen import count

_MANY = 100
"""Errors and warnings beyond which nobody reads them one by one."""


class Tally:
    """The numbers of a run, counted while its reports pass by."""

    def __init__(self, fail_on: str = "error") -> None:
        self._fail_on = fail_on
        self.failing: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        self.articles = 0
        self.no_articles = 0
        self.with_findings = 0
        self.suppressed = 0
        self.unreadable = 0
        self.accepted = 0
        self.elsewhere = 0
        self.mendable = 0
        self.mendable_unsafely = 0
        self.stale = False
        self.by_severity: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        self.by_rule: dict[str, tuple[str, dict[Severity, int]]] = {}
        self.by_language: dict[str, int] = {}

    def add(self, report: FileReport) -> None:
        """Count one file."""
        if report.error:
            self.unreadable += 1
            return
        self.accepted += len(report.accepted)
        self.elsewhere += report.elsewhere
        self.articles += report.format != "baseline"
        self.no_articles += report.is_no_article
        told = any(finding.severity != "note" for finding in report.findings)
        if report.format == "baseline":
            self.stale = told
        else:
            self.with_findings += told
        self.suppressed += len(report.suppressed)
        if report.words and report.format not in ("unreadable", "baseline"):
            self.by_language[report.language] = self.by_language.get(report.language, 0) + 1
        levels = failing_levels(report.fail_on or self._fail_on)
        for finding in report.findings:
            safety = finding.fix.safety if finding.fix is not None else ""
            self.mendable += safety == "safe"
            self.mendable_unsafely += safety == "unsafe"
            self.by_severity[finding.severity] += 1
            self.failing[finding.severity] += finding.severity in levels
            _, numbers = self.by_rule.setdefault(finding.rule, (finding.name, dict.fromkeys(SEVERITIES, 0)))
            numbers[finding.severity] += 1


def sentences(
    tally: Tally, *, show_notes: bool, most: int | None = None, forgiven: bool = False
) -> Iterator[str]:
    """Yield the lines of the summary, for people; `most` warnings may be, `forgiven` if nothing fails."""
    errors, warnings, notes = (tally.by_severity[severity] for severity in SEVERITIES)
    parts = [count(number, name) for number, name in ((errors, "error"), (warnings, "warning")) if number]
    hidden = f" ({count(tally.suppressed, 'finding')} suppressed)" if tally.suppressed else ""
    articles = count(tally.articles, "file" if tally.no_articles else "article")
    if parts:
        found = f"{tally.with_findings:,} of {articles}" if tally.articles != 1 else articles
        places = [found] if tally.with_findings else []
        places += ["the baseline"] if tally.stale else []
        yield f"{', '.join(parts)} in {' and '.join(places)}{hidden}."
    elif tally.articles:
        yield f"No errors or warnings in {articles}{hidden}."
    if most is not None and warnings > most and not forgiven:
        yield f"Too many warnings: at most {most:,} {'is' if most == 1 else 'are'} allowed (--max-warnings)."
    if tally.accepted:
        yield f"{count(tally.accepted, 'finding')} accepted by the baseline."
    if tally.elsewhere:
        yield f"{count(tally.elsewhere, 'finding')} on lines that were not changed."
    if notes:
        yield f"{count(notes, 'note')}{_fate(notes, tally.failing['note'], show_notes, forgiven)}."
    if tally.no_articles == 1:
        yield f"1 file is no article, and was not judged as one ({NOT_AN_ARTICLE})."
    elif tally.no_articles:
        yield f"{tally.no_articles:,} files are no articles, and were not judged as such ({NOT_AN_ARTICLE})."
    yield from _unread(tally.by_language)
    if tally.unreadable:
        yield f"{count(tally.unreadable, 'file')} could not be checked."


def _unread(by_language: Mapping[str, int]) -> Iterator[str]:
    """Yield which articles were not judged in full: what was not read is not clean."""
    for language in sorted(by_language):
        told = unread(language)
        if told:
            yield f"{count(by_language[language], 'article')} in {spoken(language)}: {told}."


def unread(language: str) -> str:
    """Return what was not judged in articles in a language, or "" if all was."""
    if language == "en":
        return ""  # without loading what is known of languages
    from medlint.parse.wording import wording_read

    return {
        "all": "",
        "requirements": "only the five requirements were judged, not safety, claims and language",
        "none": "wording rules were skipped",
    }[wording_read(language)]


def _fate(notes: int, failing: int, show_notes: bool, forgiven: bool) -> str:
    """Return what becomes of notes: those that can fail the run are shown, and it is said that they do."""
    rest = "" if show_notes or failing == notes else f" (show {'all ' if failing else ''}with --show-notes)"
    if not failing or forgiven:
        return rest
    fail = "fails" if failing == 1 else "fail"
    return f", {'which' if failing == notes else f'{failing:,} of which'} {fail} this run{rest}"


def offered(tally: Tally) -> Iterator[str]:
    """Yield what fixes could do for what was found, if anything."""
    safe, unsafe = tally.mendable, tally.mendable_unsafely
    if safe:
        more = f" ({unsafe:,} more with --unsafe-fixes)" if unsafe else ""
        yield f"{safe:,} can be fixed with `medlint fix`{more}."
    elif unsafe:
        yield f"{unsafe:,} can be fixed with `medlint fix --unsafe-fixes`."
    if sum(tally.by_severity[severity] for severity in ("error", "warning")) > _MANY:
        yield "Many? `--statistics` counts them, `medlint baseline` accepts today's."


def mended(tally: Tally, number: int, *, would: bool, unsafe: bool, declined: int = 0) -> str:
    """Return what fixes came to; `would` where they were only shown, `unsafe` where all were wanted.

    `declined` is the number of those that somebody was asked about and did not want.
    """
    left = 0 if unsafe else tally.mendable_unsafely
    more = f" ({left:,} {'more ' if number or declined else ''}with --unsafe-fixes)" if left else ""
    if declined:
        return f"{count(number, 'fix', 'fixes')} applied, {declined:,} declined{more}."
    if not number:
        return f"Nothing to fix{more}."
    fixes = f"{number:,} fix{'es' if number != 1 else ''}"
    return f"{fixes} {'would be ' if would else ''}applied{more}."


def statistics(tally: Tally) -> Iterator[str]:
    """Yield a table with a line a rule and a column a severity, the gravest and most frequent first."""
    rows = [
        (*(f"{number:,}" for number in numbers.values()), f"{code}  {name}")
        for code, (name, numbers) in sorted(tally.by_rule.items(), key=_gravest_first)
    ]
    if not rows:
        return
    rows.insert(0, (*(f"{severity}s" for severity in SEVERITIES), "rule"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for *cells, rule in rows:
        yield "  ".join((*map(str.rjust, cells, widths), rule)) + "\n"


def _gravest_first(row: tuple[str, tuple[str, dict[Severity, int]]]) -> tuple[list[int], str]:
    code, (_, numbers) = row
    return [-number for number in numbers.values()], code


def spoken(language: str) -> str:
    """Return the name of a language, or its code where there is no name at hand."""
    if language in ("", "und"):
        return "an unknown language"
    from medlint.parse.language import language_name

    return language_name(language.partition("-")[0].lower()) or f'"{language}"'
