"""What becomes of findings that an article asks to ignore, and of suppressions that hide nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from medlint._records import NamedTuple
from medlint.directives import Directive
from medlint.document import Document
from medlint.finding import Edit, Finding, Fix, Hit
from medlint.source import Span, first_around

_NEXT_CODE = re.compile(r"[\s,]*+([^\s,\]])")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s")
_AROUND = 2_000
"""Characters in which the lines above and below a comment are looked for."""


class Applied(NamedTuple):
    """What suppressions do to the findings of an article: which stay, which are hidden.

    `unused` hid nothing; `unreasoned` would have, with a reason.
    """

    kept: list[Finding]
    hidden: list[Finding]
    unused: list[Directive]
    unreasoned: list[Directive]


def apply(findings: Sequence[Finding], directives: list[Directive], never: frozenset[str]) -> Applied:
    """Split findings into those that stay and those that are hidden.

    Rules in `never` cannot be suppressed: an article that could not be read is not to be hidden.
    """
    in_force = [directive for directive in directives if not directive.ended]
    if not in_force:
        return Applied(list(findings), [], [], [])
    starts: dict[str, list[int]] = {}
    for finding in findings:
        if finding.rule not in never:
            starts.setdefault(finding.rule, []).append(finding.span.start)
    reasons: dict[tuple[str, int], str] = {}
    used: set[Span] = set()
    wanting: set[Span] = set()
    for rule, found in starts.items():
        naming = [directive for directive in in_force if rule in directive.codes]
        able = [directive for directive in naming if rule not in directive.unreasoned]
        hiding = first_around([_reach(directive) for directive in able], found)
        reasons.update(((rule, at), able[index].reason) for at, index in hiding.items())
        for spans, offsets in ((used, hiding), (wanting, {*found} - hiding.keys())):
            ordered = sorted(offsets)
            spans.update(directive.span for directive in naming if _holds(directive, ordered))
    kept: list[Finding] = []
    hidden: list[Finding] = []
    for finding in findings:
        reason = reasons.get((finding.rule, finding.span.start))
        if reason is None:
            kept.append(finding)
        else:
            hidden.append(finding._replace(suppressed=reason))
    unused = [d for d in in_force if d.span not in used and d.span not in wanting]
    return Applied(kept, hidden, unused, [d for d in in_force if d.span in wanting])


def _reach(directive: Directive) -> Span:
    start, end = directive.reach
    return Span(start, max(end, start + 1))


def _holds(directive: Directive, offsets: list[int]) -> bool:
    """Tell whether one of some sorted offsets lies in what a directive covers."""
    start, end = _reach(directive)
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def hits(
    applied: Applied, directives: list[Directive], ran: frozenset[str], document: Document
) -> Iterator[Hit]:
    """Yield what is wrong with directives: ended, without a reason, or of no use to rules that ran."""
    told: set[Span] = set()
    for directive in directives:
        day = directive.until
        if directive.ended and day.span is not None and directive.codes & ran and day.span not in told:
            told.add(day.span)
            yield Hit(day.span, "expired", {"code": directive.selector, "date": day.text})
    for directive in applied.unreasoned:
        if directive.span not in told:
            told.add(directive.span)
            yield Hit(directive.span, "reason-missing", {"code": directive.selector})
    yield from unused_hits(applied.unused, ran, document)


def unexplained_hits(directives: list[Directive]) -> Iterator[Hit]:
    """Yield a hit for each directive without a reason, but for those that may not be without one."""
    told: set[Span] = set()
    for directive in directives:
        said = any(character.isalnum() for character in directive.reason)
        if not (said or directive.unreasoned) and directive.span not in told:
            told.add(directive.span)
            yield Hit(directive.span, values={"code": directive.selector})


def unused_hits(unused: list[Directive], ran: frozenset[str], document: Document) -> Iterator[Hit]:
    """Yield a hit for each directive that hid nothing although its rules ran."""
    told: set[Span] = set()
    for directive in unused:
        if not directive.codes <= ran or directive.span in told:
            continue
        told.add(directive.span)
        fix = None
        if not directive.paired and directive.comment != directive.span:
            fix = _without_code(directive, document) or _without(directive.comment, document)
        yield Hit(directive.span, "unused", {"code": directive.selector}, fix=fix)


def _without_code(directive: Directive, document: Document) -> Fix | None:
    """Return the fix that takes one code out of the list of a comment; None if it is the only one."""
    text = document.source.text
    start, end = directive.span
    following = _NEXT_CODE.match(text, end, directive.comment.end)
    if following is not None:
        end = following.start(1)
    else:
        while text[start - 1] in " ,\t\n":
            start -= 1
        if text[start - 1] == "[":
            return None
    return Fix(f"Remove {directive.selector}", (Edit(Span(start, end), ""),), "safe")


def _without(comment: Span, document: Document) -> Fix:
    """Return the fix that removes a comment, and with it the line or the space that it stood in."""
    text = document.source.text
    start, end = comment
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    opens, closes = text[start - 1 : start] in ("", "\n"), text[end : end + 1] in ("", "\n")
    if opens and closes:
        return _without_line(start, end, document)
    if not closes:
        # What follows keeps its space, or its indentation.
        end = comment.end
        start = start if text[end : end + 1] == " " and not opens else comment.start
    return Fix("Remove the comment", (Edit(Span(start, end), ""),), "safe")


def _without_line(start: int, end: int, document: Document) -> Fix:
    """Return the fix that removes a line with a comment, and an empty one if one stands on both sides."""
    text = document.source.text
    before, after = text[max(0, start - _AROUND) : start], text[end + 1 : end + _AROUND]
    above = not before.removesuffix("\n").rpartition("\n")[2].strip()
    below = not after.partition("\n")[0].strip()
    before, after = before.rstrip().rpartition("\n")[2], after.lstrip()
    # Between two lines of text a comment parts paragraphs, which an empty line then has to do.
    if document.format == "html" or above or below or before.startswith("#"):
        end = min(end + 1, len(text))
        if above and below:
            end = text.find("\n", end) + 1 or len(text)
        while end == len(text) and text[start - 2 : start] == "\n\n":
            start -= 1
    # A comment may be what keeps two lists apart.
    parts = document.format != "html" and _ITEM.match(after) and (_ITEM.match(before) or before[:1] == " ")
    return Fix("Remove the comment", (Edit(Span(start, end), ""),), "unsafe" if parts else "safe")
