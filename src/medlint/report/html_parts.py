"""One article of the HTML report: its section tree, with each finding under the heading it stands in.

All text of an article is untrusted: it passes `shown`, and only web addresses become links.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from medlint._records import NamedTuple
from medlint.finding import SEVERITIES, Edit, Excerpt, FileReport, Finding, Fix, Heading, Note, Score
from medlint.report.screen import count, printable

_BEFORE, _AFTER = 60, 110
"""How much of a line is shown before and after what is wrong."""
_TITLE = 80
_LONGEST = 240
_ROLES: Mapping[str, str] = {"professional-help": "help section", "faq": "questions"}
_SAFETY: Mapping[str, str] = {
    "safe": "safe: <code>medlint fix</code> does it",
    "unsafe": "to be looked at: <code>medlint fix --unsafe-fixes</code> does it",
    "display": "a proposal, to be written by hand",
}


class _Branch(NamedTuple):
    """A heading with the findings in its own text and the headings below it."""

    heading: Heading | None
    findings: list[str]
    branches: list[_Branch]


def shown(text: str) -> str:
    """Return text that HTML cannot take for markup and nobody for something else than it is."""
    return escape(printable(text))


def shown_lines(text: str) -> str:
    """Return text like `shown`, with its line ends kept."""
    return "\n".join(shown(line) for line in text.split("\n"))


def worded(text: str) -> str:
    """Return a sentence of ours like `shown`; what stands between two backticks becomes code."""
    parts = text.split("`")
    if len(parts) < 3:
        return shown(text)
    made = shown(parts[0])
    for index in range(1, len(parts), 2):
        if index + 1 == len(parts):
            return f"{made}`{shown(parts[index])}"
        made += f"<code>{shown(parts[index])}</code>{shown(parts[index + 1])}"
    return made


def linked(url: str, text: str) -> str:
    """Return a link to a web address; for any other address only the text."""
    lower = url[:8].lower()
    if not lower.startswith(("https://", "http://")) or not url.isprintable() or " " in url:
        return shown(text)
    return f'<a href="{escape(url)}" rel="noreferrer">{shown(text)}</a>'


def article(report: FileReport, number: int, standards: Mapping[str, str]) -> str:
    """Return an article as a block that opens; it and its findings can be linked to (`#a1`, `#a1-1`).

    `standards` has the title of the published source behind each rule, by code.
    """
    said = _lang(report.language)
    findings = [
        (finding, _finding(finding, f"a{number}-{index}", said, standards))
        for index, finding in enumerate(report.findings, 1)
    ]
    whole = [text for finding, text in findings if finding.whole]
    placed = [(finding, text) for finding, text in findings if not finding.whole]
    body = [f'<p class="facts">{", ".join(facts(report))}']
    if whole:
        body.append(f'<p class="where">The article as a whole<ul class="fs">{"".join(whole)}</ul>')
    body.append(_tree(report.headings, placed, said))
    body += _muted("ignored in the article itself", report.suppressed, said)
    body += _muted("accepted by the baseline", report.accepted, said)
    body.append(_scores(report.scores))
    state = "" if any(finding.severity != "note" for finding in report.findings) else " clean"
    return (
        f'<details class="article{state}" id="a{number}"><summary>'
        f"<h3><bdi{said}>{shown(title(report))}</bdi></h3>"
        f' {badges(report)} <span class="path">{shown(report.path)}</span></summary>'
        f"{''.join(body)}</details>\n"
    )


def _scores(scores: tuple[Score, ...]) -> str:
    """Return the scorecard, folded: points, and what each of them rests on."""
    if not scores:
        return ""
    told = " · ".join(f"{score.title} {score.points:g} of {score.of}" for score in scores)
    tables = []
    for score in scores:
        rows = "".join(
            f"<tr><th scope=row>{shown(item.name)}<td class=n>{item.points:g} of {item.of}"
            f"<td>{f'line {item.line}: ' if item.line else ''}{shown(item.said)}"
            for item in score.items
        )
        name = f"{shown(score.title)}: {score.points:g} of {score.of}"
        tables.append(f'<table class="score"><caption>{name}</caption>{rows}</table>')
    return f'<details class="muted scores"><summary>{shown(told)}</summary>{"".join(tables)}</details>'


def title(report: FileReport) -> str:
    """Return what an article calls itself, or the name of its file."""
    return _short(report.title) if report.title else report.path.rpartition("/")[2] or report.path


def facts(report: FileReport) -> Iterator[str]:
    """Yield what is known of an article besides its findings."""
    from medlint.report.summary import spoken, unread

    if report.format == "baseline":
        yield "The list of accepted findings"
        return
    yield count(report.words, "word")
    yield "no text that can be read" if report.format == "unreadable" else shown(report.format)
    if report.format != "unreadable":
        told = unread(report.language)
        yield shown(spoken(report.language)) + (f" ({told})" if told else "")
    if report.elsewhere:
        yield f"{count(report.elsewhere, 'more finding')} on lines that were not changed"


def badges(report: FileReport) -> str:
    """Return the numbers of an article as small labels."""
    numbers = dict.fromkeys(SEVERITIES, 0)
    for finding in report.findings:
        numbers[finding.severity] += 1
    made = [
        f'<span class="badge {severity}">{count(number, severity)}</span>'
        for severity, number in numbers.items()
        if number
    ]
    return " ".join(made) or '<span class="badge ok">nothing found</span>'


def _lang(language: str) -> str:
    """Return the attribute that tells a screen reader how to say an article's own words."""
    return "" if language in ("", "und", "en") else f' lang="{escape(language)}"'


def _tree(headings: tuple[Heading, ...], findings: list[tuple[Finding, str]], said: str) -> str:
    root = _Branch(None, [], [])
    flat = [root]
    path = [root]
    for heading in headings:
        branch = _Branch(heading, [], [])
        while path[-1].heading is not None and path[-1].heading.level >= heading.level:
            path.pop()
        path[-1].branches.append(branch)
        path.append(branch)
        flat.append(branch)
    starts = [heading.span.start for heading in headings]
    for finding, text in findings:
        flat[bisect_right(starts, finding.span.start)].findings.append(text)
    before = ""
    if root.findings:
        where = "Before the first heading" if headings else "In the text"
        before = f'<p class="where">{where}<ul class="fs">{"".join(root.findings)}</ul>'
    return before + _branches(root.branches, said)


def _branches(branches: Iterable[_Branch], said: str) -> str:
    made = "".join(_branch(branch, said) for branch in branches)
    return f'<ul class="tree">{made}</ul>' if made else ""


def _branch(branch: _Branch, said: str) -> str:
    heading = branch.heading
    assert heading is not None
    role = _ROLES.get(heading.role, heading.role.replace("-", " "))
    label = f' <span class="role">{shown(role)}</span>' if role else ""
    text = shown(_short(heading.text)) or "(empty heading)"
    found = f'<ul class="fs">{"".join(branch.findings)}</ul>' if branch.findings else ""
    return (
        f'<li><p class="h"><bdi{said}>{text}</bdi>{label} <small>line {heading.line}</small>'
        f"{found}{_branches(branch.branches, said)}"
    )


def _finding(finding: Finding, identity: str, said: str, standards: Mapping[str, str]) -> str:
    parts = [
        _head(finding, f'id="{identity}" class="f {finding.severity}" data-rule="{shown(finding.rule)}"')
    ]
    if not finding.whole:
        parts.append(_line(finding.excerpt, said))
    parts.extend(_note(note, said) for note in finding.related)
    told = ""
    for label, text in (("Do", finding.hint), ("Why", finding.why)):
        if text:
            told += f"<dt>{label}<dd>{worded(text)}"
    if finding.fix is not None:
        told += f"<dt>Fix<dd>{_fix(finding, finding.fix, said)}"
    if finding.url:
        told += f"<dt>Standard<dd>{linked(finding.url, standards.get(finding.rule, finding.url))}"
    return f"{''.join(parts)}<dl>{told}</dl>" if told else "".join(parts)


def _head(finding: Finding, attributes: str) -> str:
    place = "" if finding.whole else f" <small>line {finding.start.line}</small>"
    return (
        f'<li {attributes}><p class="m"><b class="sev">{finding.severity}:</b> '
        f"<strong>{worded(finding.message)}</strong> "
        f"<small><code>{shown(finding.rule)}</code> {shown(finding.name)}</small>{place}"
    )


def _note(note: Note, said: str) -> str:
    place = f"<small>line {note.start.line}</small>"
    return f'<p class="see">{shown(note.message)} {place}{_line(note.excerpt, said)}'


def _line(excerpt: Excerpt, said: str) -> str:
    """Return the source line with what is wrong marked; a long line is cut on both sides."""
    text = excerpt.text
    if not text.strip():
        return ""
    start = min(max(excerpt.start, 0), len(text))
    end = min(max(excerpt.end, start), len(text))
    first = max(start - _BEFORE, 0) if len(text) > _LONGEST else 0
    last = min(max(end, start + _AFTER), start + _LONGEST, len(text)) if len(text) > _LONGEST else len(text)
    stop = min(end, last)
    marked = f"<mark>{shown(text[start:stop])}</mark>" if stop > start else "<mark></mark>"
    left, right = "…" if first else "", "…" if last < len(text) else ""
    before, after = shown(text[first:start].lstrip()), shown(text[stop:last])
    return f'<pre dir="auto"{said}>{left}{before}{marked}{after}{right}</pre>'


def _fix(finding: Finding, fix: Fix, said: str) -> str:
    """Return what a fix does: in words, and before and after where its place is in sight."""
    told = f"{worded(fix.title)} <small>({_SAFETY[fix.safety]})</small>"
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    base = finding.span.start - finding.excerpt.start
    text = finding.excerpt.text
    if edits and edits[0].span.start >= base and edits[-1].span.end <= base + len(text):
        return told + _before_and_after(text, base, edits, said)
    added = [edit.text for edit in edits if edit.text.strip()]
    return told + "".join(
        f'<pre dir="auto"{said}><ins>{shown_lines(_cut(text))}</ins></pre>' for text in added
    )


def _before_and_after(text: str, base: int, edits: list[Edit], said: str) -> str:
    before, after = [], []
    at = max(edits[0].span.start - base - _BEFORE // 2, 0)
    if at:
        before.append("…")
        after.append("…")
    for edit in edits:
        start, end = edit.span.start - base, edit.span.end - base
        kept = shown(text[at:start])
        before.append(kept + (f"<del>{shown(text[start:end])}</del>" if end > start else ""))
        after.append(kept + (f"<ins>{shown_lines(_cut(edit.text))}</ins>" if edit.text else ""))
        at = max(end, at)
    rest = text[at : at + _BEFORE]
    tail = shown(rest) + ("…" if at + _BEFORE < len(text) else "")
    return (
        f'<pre dir="auto"{said} class="change"><span>before </span>{"".join(before)}{tail}\n'
        f"<span>after  </span>{''.join(after)}{tail}</pre>"
    )


def _muted(what: str, findings: tuple[Finding, ...], said: str) -> Iterator[str]:
    if not findings:
        return
    rows = "".join(_muted_row(finding, said) for finding in findings)
    yield f'<details class="muted"><summary>{count(len(findings), "finding")} {what}</summary><ul class="fs">'
    yield f"{rows}</ul></details>"


def _muted_row(finding: Finding, said: str) -> str:
    reason = ""
    if finding.suppressed is not None:
        reason = f"<p>Reason: {shown(finding.suppressed) or 'none given'}"
    line = "" if finding.whole else _line(finding.excerpt, said)
    head = _head(finding, f'class="{finding.severity}"')
    return f"{head}{line}{reason}"


def _short(text: str) -> str:
    """Return a title or heading on one line; a longer one ends in an ellipsis."""
    line = " ".join(text[: 2 * _LONGEST].split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1].rstrip()}…"


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _LONGEST else text[: 2 * _LONGEST] + "…"
