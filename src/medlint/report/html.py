"""The report for editors: one self-contained page that sorts and filters, and reads well without.

Styles and script stand in files of their own beside this one. The page's Content-Security-Policy allows
exactly these two by their hashes, so that nothing else in it could run, load or send anything (W3C, CSP 3).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from medlint import __version__
from medlint._records import NamedTuple
from medlint.finding import SEVERITIES, FileReport, Severity, failing_levels, listed
from medlint.report import Options
from medlint.report.html_parts import article, linked, shown, title
from medlint.report.screen import count
from medlint.report.summary import Tally, sentences
from medlint.rule import Reference, Rule

_EARLY = (
    "document.documentElement.className='js';"
    "try{document.documentElement.dataset.theme=localStorage.getItem('medlint-theme')||''}catch(e){}"
)
"""Runs before anything is drawn, so that nothing moves or changes colour afterwards."""
_FEW = 3
"""Articles with errors or warnings up to which their findings are in sight at once."""
_MANY = 20
"""Articles from which on their table scrolls in a box of its own, and the table of rules is in sight."""
_PLURALS: Mapping[Severity, str] = {"error": "Errors", "warning": "Warnings", "note": "Notes"}


class _Row(NamedTuple):
    """An article in the table of articles."""

    number: int
    title: str
    path: str
    words: int
    counts: tuple[int, ...]


class _Seen:
    """What the head of the page needs of the reports, gathered while they pass by."""

    def __init__(self, fail_on: str) -> None:
        self.tally = Tally(fail_on)
        self.rows: list[_Row] = []
        self.unreadable: list[tuple[str, str]] = []
        self.by_rule: dict[str, list[int]] = {}
        self.articles_by_rule: dict[str, int] = {}
        self.names: dict[str, str] = {}

    def add(self, report: FileReport) -> int:
        """Count a report; return the number of its article, or 0 for a file that could not be read."""
        self.tally.add(report)
        if report.error:
            self.unreadable.append((report.path, report.error))
            return 0
        counts = [0] * len(SEVERITIES)
        for finding in report.findings:
            at = SEVERITIES.index(finding.severity)
            counts[at] += 1
            self.by_rule.setdefault(finding.rule, [0] * len(SEVERITIES))[at] += 1
            self.names[finding.rule] = finding.name
        for code in {finding.rule for finding in report.findings}:
            self.articles_by_rule[code] = self.articles_by_rule.get(code, 0) + 1
        number = len(self.rows) + 1
        self.rows.append(_Row(number, title(report), report.path, report.words, tuple(counts)))
        return number


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield the page. Its head tells what all articles came to, so that it is held until the last one."""
    seen = _Seen(options.fail_on)
    rules = {step.rule.id: step.rule for step in options.steps}
    standards = {rule.id: source.title for rule in rules.values() for source in _first(rule)}
    articles: dict[int, str] = {}
    for report in reports:
        number = seen.add(report)
        if number:
            articles[number] = article(report, number, standards)
        yield ""
    seen.rows.sort(key=_worst_first)
    yield from _head(seen, options)
    yield from _article_table(seen)
    yield from _rule_table(seen, rules)
    yield from _controls(seen)
    yield '<div id="articles">\n'
    few = sum(any(row.counts[:2]) for row in seen.rows) <= _FEW
    for row in seen.rows:
        yield _unfolded(articles[row.number]) if few else articles[row.number]
    yield '</div>\n<p id="none" hidden>No finding fits this filter.</p>\n</section>\n</main>\n'
    yield f"<footer><p>Made by medlint {__version__}. This page loads and sends nothing.</p></footer>\n"
    yield f"<script>{_asset('html_page.js')}</script>\n</body>\n</html>\n"


def _worst_first(row: _Row) -> tuple[list[int], str]:
    return [-number for number in row.counts], row.path


def _first(rule: Rule) -> tuple[Reference, ...]:
    """Return the source that the rule's findings link to, or nothing."""
    return tuple(source for source in rule.sources if source.url)[:1]


def _unfolded(text: str) -> str:
    """Return an article opened, unless there is nothing to mend in it."""
    return text.replace('<details class="article"', '<details open class="article"', 1)


def _asset(name: str) -> str:
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as stream:
        return stream.read()


def _policy(style: str, *scripts: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    def source(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {source(style)}; script-src {' '.join(map(source, scripts))}; "
        "base-uri 'none'; form-action 'none'"
    )


def _head(seen: _Seen, options: Options) -> Iterator[str]:
    style, script = _asset("html_page.css"), _asset("html_page.js")
    told = list(_told(seen))
    headline = shown(told[0].rstrip("."))
    shown_at_once = options.show_notes or seen.tally.failing["note"] or not seen.tally.by_severity["note"]
    hide = "" if shown_at_once else ' data-hide="note"'
    yield (
        f'<!doctype html>\n<html lang="en"{hide}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, _EARLY, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="medlint {__version__}">\n'
        f"<title>{headline} – medlint</title>\n"
        f"<script>{_EARLY}</script>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#findings">Skip to the findings</a>\n'
        '<header><p class="brand">medlint <button type="button" id="theme">Dark colours</button></p>\n'
    )
    state, label = _verdict(seen, options)
    yield f'<h1>{headline}</h1>\n<p class="verdict {state}">{label}</p>\n'
    yield "".join(f"<p>{shown(sentence)}</p>\n" for sentence in told[1:])
    yield "</header>\n<main>\n"
    yield from _shares(seen)
    if seen.unreadable:
        yield '<section id="unreadable"><h2>Could not be checked</h2><ul>\n'
        yield "".join(
            f"<li><strong>{shown(path)}</strong>: {shown(error)}\n" for path, error in seen.unreadable
        )
        yield "</ul></section>\n"


def _told(seen: _Seen) -> Iterator[str]:
    """Yield what the run came to, in sentences; the first one is the headline."""
    if not seen.tally.articles:
        yield "No article was checked."
    yield from sentences(seen.tally, show_notes=True)


def _verdict(seen: _Seen, options: Options) -> tuple[str, str]:
    """Return what to think of the run: a name for the colours, and words."""
    by_severity = seen.tally.by_severity
    failing = [f"{severity}s" for severity, number in seen.tally.failing.items() if number]
    if seen.unreadable or not seen.tally.articles:
        return "failed", "Not everything could be checked"
    if failing:
        return "failed", f"Needs work: {listed(failing)} have to be fixed"
    most = options.max_warnings
    if most is not None and by_severity["warning"] > most:
        return "failed", f"Needs work: more than {count(most, 'warning')}"
    if any(by_severity.values()):
        levels = [f"{severity}s" for severity in failing_levels(options.fail_on)]
        passed = f"there are no {listed(levels)}" if levels else "findings are only reported"
        return "passed", f"Passes: {passed}"
    return "passed", "Passes: nothing was found"


def _shares(seen: _Seen) -> Iterator[str]:
    """Yield a bar of how many articles have errors, only warnings, only notes or nothing."""
    names = ("with errors", "with warnings only", "with notes only", "with nothing found")
    numbers = [0] * len(names)
    for row in seen.rows:
        numbers[next((at for at, number in enumerate(row.counts) if number), len(SEVERITIES))] += 1
    total = len(seen.rows)
    if total < 2:
        return
    kinds = (*SEVERITIES, "ok")
    yield '<section class="shares"><h2>Articles</h2>\n'
    yield '<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    done = 0
    for kind, number in zip(kinds, numbers, strict=True):
        left, right = (1000 * edge // total for edge in (done, done + number))
        if number:
            yield f'<rect class="{kind}" x="{left}" width="{right - left}" height="10"/>'
        done += number
    yield "</svg>\n<ul>"
    for kind, number, name in zip(kinds, numbers, names, strict=True):
        if number:
            yield f'<li><span class="dot {kind}"></span> <b>{number:,}</b> {name}'
    yield "</ul></section>\n"


def _sorter(text: str, kind: str = "text", state: str = "") -> str:
    """Return the head of a column; its button works where the script runs."""
    sort = f' aria-sort="{state}"' if state else ""
    css = ' class="n"' if kind == "number" else ""
    return (
        f'<th scope="col"{css}{sort}><button type="button" data-sort="{kind}" disabled>{text}</button></th>'
    )


def _rule_table(seen: _Seen, rules: Mapping[str, Rule]) -> Iterator[str]:
    if not seen.by_rule:
        return
    most = max(sum(counts) for counts in seen.by_rule.values())
    # Of few articles the findings themselves are of more use, and should not be far down.
    state = " open" if len(seen.rows) >= _MANY else ""
    yield (
        f'<section><details{state}><summary><h2 id="h-rules">Findings by rule</h2></summary>\n'
        '<div class="table" role="region" tabindex="0" aria-labelledby="h-rules">'
        '<table id="rules"><thead><tr>'
    )
    yield _sorter("Rule") + _sorter("Findings", "number") + _sorter("Articles", "number")
    yield "</tr></thead><tbody>\n"
    for code, counts in sorted(seen.by_rule.items(), key=_gravest_first):
        name = seen.names[code]
        summary = rules[code].summary if code in rules else ""
        yield (
            f'<tr data-rule="{shown(code)}"><th scope="row"><button type="button" class="pick" '
            f'aria-pressed="false" disabled>'
            f"<code>{shown(code)}</code> {shown(name)}</button> <small>{shown(summary)}</small></th>"
            f'<td class="n" data-v="{sum(counts)}">{_bar(counts, most)}{_parts(counts)}</td>'
            f'<td class="n">{seen.articles_by_rule[code]:,}</td></tr>\n'
        )
    yield "</tbody></table></div>\n"
    quiet = [rule for code, rule in sorted(rules.items()) if code not in seen.by_rule]
    if quiet:
        yield f"<details><summary>{count(len(quiet), 'other rule')} found nothing</summary><ul>\n"
        for rule in quiet:
            yield f"<li><code>{shown(rule.id)}</code> {_source(rule)}\n"
        yield "</ul></details>"
    yield "</details></section>\n"


def _gravest_first(item: tuple[str, list[int]]) -> tuple[list[int], str]:
    code, counts = item
    return [-number for number in counts], code


def _source(rule: Rule) -> str:
    return f"{shown(rule.name)} {linked(rule.url, 'standard') if rule.url else ''}"


def _parts(counts: list[int]) -> str:
    return ", ".join(
        count(number, severity) for severity, number in zip(SEVERITIES, counts, strict=True) if number
    )


def _bar(counts: list[int], most: int) -> str:
    """Return the bar of a rule; its numbers stand beside it as text."""
    made, done = [], 0
    for severity, number in zip(SEVERITIES, counts, strict=True):
        left, right = (max(1000 * edge // most, 8) if edge else 0 for edge in (done, done + number))
        if number:
            made.append(f'<rect class="{severity}" x="{left}" width="{right - left}" height="10"/>')
        done += number
    return (
        '<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{''.join(made)}</svg>"
    )


def _article_table(seen: _Seen) -> Iterator[str]:
    if len(seen.rows) < 2:
        return
    boxed = " boxed" if len(seen.rows) >= _MANY else ""
    yield (
        f'<section><h2 id="h-files">All articles</h2>\n<div class="table{boxed}" role="region" tabindex="0" '
        'aria-labelledby="h-files"><table id="files"><thead><tr>'
    )
    yield _sorter("Article") + "".join(
        _sorter(_PLURALS[severity], "number", "descending" if severity == "error" else "")
        for severity in SEVERITIES
    )
    yield _sorter("Words", "number") + "</tr></thead><tbody>\n"
    for row in seen.rows:
        cells = "".join(
            f'<td class="n{f" {severity}" if number else " zero"}">{number:,}</td>'
            for severity, number in zip(SEVERITIES, row.counts, strict=True)
        )
        name = row.path if row.title in row.path else row.title
        below = "" if name == row.path else f" <small>{shown(row.path)}</small>"
        yield (
            f'<tr data-a="{row.number}"><th scope="row"><a href="#a{row.number}"><bdi>{shown(name)}</bdi></a>'
            f'{below}</th>{cells}<td class="n">{row.words:,}</td></tr>\n'
        )
    yield "</tbody></table></div></section>\n"


def _controls(seen: _Seen) -> Iterator[str]:
    """Yield the filter, shown only where the script runs, and the start of the findings."""
    numbers = seen.tally.by_severity
    clean = sum(not any(row.counts[:2]) for row in seen.rows)
    yield '<section id="findings" tabindex="-1"><h2>Findings</h2>\n<div id="controls" role="search">'
    yield '<label>Text <input type="search" id="q" autocomplete="off" spellcheck="false"></label>\n'
    yield '<label>Rule <select id="rule"><option value="">All rules</option>'
    for code, name in sorted(seen.names.items()):
        yield f'<option value="{escape(code)}">{shown(code)} {shown(name)}</option>'
    yield '</select></label>\n<div role="group" aria-label="Show">'
    for severity in SEVERITIES:
        if numbers[severity]:
            yield _toggle(severity, _PLURALS[severity], numbers[severity])
    if clean:
        yield _toggle("clean", "No errors or warnings", clean)
    yield (
        '</div>\n<div><button type="button" id="unfold">Open all</button> '
        '<button type="button" id="clear">Clear filter</button></div>\n'
        '<p id="status" role="status"></p></div>\n'
    )


def _toggle(name: str, label: str, number: int) -> str:
    return (
        f'<button type="button" class="toggle {name}" data-show="{name}" aria-pressed="true">'
        f"{label} <b>{number:,}</b></button> "
    )
