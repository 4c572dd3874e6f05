"""A page in Markdown: for the summary of a GitHub Actions step, or a comment on a pull request.

The verdict comes first, so the page is made when all reports are in; of the articles no more is kept
than can be printed. What comes from articles is untrusted: it is shown as text and links to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from medlint._records import NamedTuple
from medlint.finding import SEVERITIES, FileReport, Finding, failing_levels, listed
from medlint.report import Options, from_root, is_told
from medlint.report.markdown_text import code, escaped, html, linked
from medlint.report.one_line import stopped
from medlint.report.screen import count
from medlint.report.summary import Tally, sentences
from medlint.source import path_bytes

LIMIT = 65_000
"""Bytes of a page. A comment may have 65,536 characters; the summary of a step would have room for 1 MiB."""
_TABLE, _RULES, _UNREADABLE, _UNCOUNTED = 8_000, 16_000, 4_000, 6_000
_ROWS = 30
_SENTENCES = 12
_BLOCK = 16_000


class _Article(NamedTuple):
    """An article with findings, and what the page says of it."""

    errors: int
    warnings: int
    notes: int
    path: str
    block: str

    def gravity(self) -> tuple[int, int, int, str]:
        """Return what articles are sorted by: the gravest first."""
        return -self.errors, -self.warnings, -self.notes, self.path


class _Page:
    """What the page needs to know of the reports that passed by."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.tally = Tally(options.fail_on)
        self.articles: list[_Article] = []
        self.forgotten = 0
        self.rules: dict[str, tuple[str, str, int]] = {}
        self.unreadable: list[str] = []
        self.suppressed: list[str] = []
        self.accepted: dict[str, int] = {}
        self._size = 0

    def add(self, report: FileReport) -> None:
        """Take what the page says of one file."""
        self.tally.add(report)
        path = from_root(report.path, self.options)
        if report.error:
            if len(self.unreadable) < _ROWS:
                self.unreadable.append(f"- {code(path)}: {escaped(report.error)}\n")
            return
        for finding in report.suppressed:
            if len(self.suppressed) < _ROWS:
                self.suppressed.append(f"- {_suppressed(path, finding, self.options)}\n")
        for finding in report.accepted:
            self.accepted[finding.rule] = self.accepted.get(finding.rule, 0) + 1
        shown = [finding for finding in report.findings if is_told(finding, report, self.options)]
        for finding in shown:
            _, _, number = self.rules.get(finding.rule, ("", "", 0))
            self.rules[finding.rule] = (finding.name, finding.url, number + 1)
        if shown:
            self._keep(_article(path, shown, self.options))

    def _keep(self, article: _Article) -> None:
        self.articles.append(article)
        self._size += len(article.block)
        if self._size > 4 * LIMIT and len(self.articles) > _ROWS:
            self.articles.sort(key=_Article.gravity)
            kept, size = 0, 0
            while kept < len(self.articles) and (size < LIMIT or kept < _ROWS):
                size += len(self.articles[kept].block)
                kept += 1
            self.forgotten += len(self.articles) - kept
            del self.articles[kept:]
            self._size = size


def render(reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield nothing a file, and then the page."""
    page = _Page(options)
    for report in reports:
        page.add(report)
        yield ""
    page.articles.sort(key=_Article.gravity)
    said = sentences(page.tally, show_notes=options.show_notes)
    unreadable = _section("Could not be checked", "", page.unreadable, page.tally.unreadable, _UNREADABLE)
    before = [
        f"## {_verdict(page.tally, options)}\n\n",
        "  \n".join(escaped(line) for line in islice(said, _SENTENCES)) + "\n\n",
        unreadable,
        _table(page),
    ]
    after = [_rules(page), _uncounted(page)]
    room = LIMIT - sum(_size(part) for part in (*before, *after))
    yield "".join((*before, _details(page, room), *after)).rstrip() + "\n"


def _verdict(tally: Tally, options: Options) -> str:
    """Return whether the run passes, and why, in one line."""
    if tally.unreadable:
        return f"medlint could not finish: {count(tally.unreadable, 'file')} could not be checked"
    if not tally.articles:
        return "medlint: nothing was checked"
    errors, warnings, notes = (tally.by_severity[severity] for severity in SEVERITIES)
    numbers = ((errors, "error"), (warnings, "warning"), (notes, "note"))
    level = len(failing_levels(options.fail_on))
    failing = [count(number, name) for name, number in tally.failing.items() if number]
    if failing:
        return f"medlint fails: {listed(failing)}"
    if options.max_warnings is not None and warnings > options.max_warnings:
        return f"medlint fails: {count(warnings, 'warning')}, more than the {options.max_warnings:,} allowed"
    if not level:
        return "medlint passes: findings never fail this run"
    return f"medlint passes: no {listed([f'{name}s' for _, name in numbers[:level]], 'or')}"


def _table(page: _Page) -> str:
    rows = [
        f"| {linked(code(article.path, cell=True), _address(article.path, page.options))} "
        f"| {article.errors:,} | {article.warnings:,} |\n"
        for article in page.articles[:_ROWS]
    ]
    head = "| Article | Errors | Warnings |\n| :-- | --: | --: |\n"
    return _section("Articles", head, rows, len(page.articles) + page.forgotten, _TABLE)


def _rules(page: _Page) -> str:
    ordered = sorted(page.rules.items(), key=lambda row: (-row[1][2], row[0]))
    rows = [
        f"| {linked(escaped(rule), url)} | {escaped(name, 100)} | {number:,} |\n"
        for rule, (name, url, number) in ordered
    ]
    head = "| Rule | What it finds | Findings |\n| :-- | :-- | --: |\n"
    return _section("Rules", head, rows, len(rows), _RULES)


def _uncounted(page: _Page) -> str:
    """Return what was found and does not count: by the article's wish, or by the baseline."""
    text = _section("Ignored in the articles", "", page.suppressed, page.tally.suppressed, _UNCOUNTED)
    if page.accepted:
        rows = [f"- {escaped(rule)}: {number:,}\n" for rule, number in sorted(page.accepted.items())]
        text += _section("Accepted by the baseline", "", rows, len(rows), _UNCOUNTED)
    return text


def _section(title: str, head: str, rows: list[str], number: int, room: int) -> str:
    """Return rows under a heading, as many as there is room for, and how many of `number` are left out."""
    if not rows:
        return ""
    kept, used = [], 0
    for row in rows:
        used += _size(row)
        if used > room:
            break
        kept.append(row)
    left = f"\nand {number - len(kept):,} more.\n" if number > len(kept) else ""
    return f"### {title}\n\n{head}{''.join(kept)}{left}\n"


def _details(page: _Page, room: int) -> str:
    """Return the findings of the articles that there is room for, the gravest first."""
    if not page.articles:
        return ""
    head = "### Findings\n\n"
    left_out = "This page has no room for the findings of {}. The log has them, or another format.\n\n"
    room -= _size(head) + len(left_out) + 40
    parts = [head]
    for article in page.articles:
        room -= _size(article.block)
        if room < 0:
            break
        parts.append(article.block)
    missing = len(page.articles) + page.forgotten - (len(parts) - 1)
    if missing:
        parts.append(left_out.format(count(missing, "more article" if len(parts) > 1 else "article")))
    return "".join(parts)


def _article(path: str, findings: list[Finding], options: Options) -> _Article:
    numbers = {name: sum(finding.severity == name for finding in findings) for name in SEVERITIES}
    told = ", ".join(count(number, name) for name, number in numbers.items() if number)
    parts = [f"<details>\n<summary><code>{html(path)}</code>: {told}</summary>\n\n"]
    used = 0
    for index, finding in enumerate(findings):
        line = _line(path, finding, options)
        used += _size(line)
        if used > _BLOCK:
            parts.append(f"- and {len(findings) - index:,} more.\n")
            break
        parts.append(line)
    parts.append("\n</details>\n\n")
    return _Article(numbers["error"], numbers["warning"], numbers["note"], path, "".join(parts))


def _line(path: str, finding: Finding, options: Options) -> str:
    where = linked(f"line {finding.start.line:,}", _address(path, options, finding.start.line))
    message, hint = escaped(finding.message), escaped(finding.hint)
    do = f" *{hint}*" if hint else ""
    return f"- {where}: **{finding.severity}** {escaped(finding.rule)} {stopped(message)}{do}\n"


def _suppressed(path: str, finding: Finding, options: Options) -> str:
    line = finding.start.line
    where = linked(f"line {line:,}", _address(path, options, line))
    return (
        f"{code(path)}, {where}, {escaped(finding.rule)}: {escaped(finding.suppressed or 'no reason given')}"
    )


def _address(path: str, options: Options, line: int = 0) -> str:
    """Return where a line can be seen on the web, or ""; `plain` shows Markdown's source, which has lines."""
    if not options.web or path.startswith(("/", "../", "<")) or path[1:3] == ":/":
        return ""
    from urllib.parse import quote

    address = options.web + quote(path_bytes(path))
    return f"{address}?plain=1#L{line}" if line else address


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
