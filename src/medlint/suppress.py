"""What an article asks to ignore: comments, and the front-matter key `medlint`.

    <!-- medlint: ignore[MED105] reason -->        the next block, or the block that the comment ends
    <!-- medlint: disable[MED105] reason -->       from here to the matching enable, or to the end
    <!-- medlint: enable[MED105] -->
    <!-- medlint: file-ignore[MED105] reason -->   the whole file

Codes are required: a blanket suppression would hide what nobody has looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from medlint.catalogue import Catalogue, UnknownRuleError
from medlint.document import Document, Value
from medlint.finding import Edit, Finding, Fix, Hit
from medlint.source import Span

_DIRECTIVE = re.compile(r"\s*medlint\s*:\s*([\w-]+)\s*(?:\[([^\]]*)\])?(.*)", re.S)
_CODE = re.compile(r"[^\s,]+")
Action = Literal["ignore", "disable", "enable", "file-ignore"]
_ACTIONS: dict[str, Action] = {
    "ignore": "ignore",
    "disable": "disable",
    "enable": "enable",
    "file-ignore": "file-ignore",
}


class Directive(NamedTuple):
    """One selector of one suppression: which rules it hides, in which part of the text, and why."""

    selector: str
    codes: frozenset[str]
    reason: str
    reach: Span
    span: Span
    comment: Span


def read_directives(document: Document, catalogue: Catalogue) -> tuple[list[Directive], list[Hit]]:
    """Return the directives of an article, and hits for those that cannot work (reported by MED901)."""
    directives: list[Directive] = []
    broken: list[Hit] = []
    opened: list[tuple[str, frozenset[str], str, Span, Span]] = []
    end = len(document.source.text)
    for comment in document.comments:
        match = _DIRECTIVE.match(comment.text)
        if match is None:
            continue
        base = _inner(document, comment.span, comment.text)
        action = _ACTIONS.get(match[1])
        if action is None:
            broken.append(Hit(comment.span, "unknown-action", {"action": match[1]}))
            continue
        if not (match[2] or "").strip():
            broken.append(Hit(comment.span, "no-codes", {"action": action}))
            continue
        reason = match[3].strip().removeprefix("--").strip()
        for selector, span in _selectors(match[2], base + match.start(2)):
            codes = _codes(catalogue, selector)
            if isinstance(codes, UnknownRuleError):
                broken.append(_unknown(codes, span, comment.span))
            elif action == "disable":
                opened.append((selector, codes, reason, span, comment.span))
            elif action == "enable":
                closed = [entry for entry in opened if entry[1] & codes]
                if not closed:
                    broken.append(Hit(span, "nothing-disabled", {"code": selector}))
                for entry in closed:
                    opened.remove(entry)
                    reach = Span(entry[4].end, comment.span.start)
                    directives.append(Directive(*entry[:3], reach, *entry[3:]))
            else:
                reach = Span(0, end) if action == "file-ignore" else _reach(document, comment.span)
                directives.append(Directive(selector, codes, reason, reach, span, comment.span))
    directives += (Directive(*entry[:3], Span(entry[4].end, end), *entry[3:]) for entry in opened)
    for value in document.field("medlint"):
        _front_matter(value, catalogue, end, directives, broken)
    return directives, broken


def apply(
    findings: Iterable[Finding], directives: list[Directive], never: frozenset[str]
) -> tuple[list[Finding], list[Finding], list[Directive]]:
    """Split findings into those that stay and those that are suppressed; also return unused directives.

    Rules in `never` cannot be suppressed: an article that could not be read is not to be hidden.
    """
    kept: list[Finding] = []
    hidden: list[Finding] = []
    used: set[Directive] = set()
    for finding in findings:
        covering = [] if finding.rule in never else [d for d in directives if _covers(d, finding)]
        if covering:
            hidden.append(finding._replace(suppressed=covering[0].reason))
            used.update(covering)
        else:
            kept.append(finding)
    return kept, hidden, [directive for directive in directives if directive not in used]


def unused_hits(unused: list[Directive], ran: frozenset[str], siblings: list[Directive]) -> Iterator[Hit]:
    """Yield a hit for each directive that hid nothing although its rules ran."""
    for directive in unused:
        if not directive.codes <= ran:
            continue
        alone = sum(other.comment == directive.comment for other in siblings) == 1
        edits = (Edit(directive.comment, ""),) if alone and directive.comment != directive.span else ()
        fix = Fix("Remove the comment", edits, "safe") if edits else None
        yield Hit(directive.span, "unused", {"code": directive.selector}, fix=fix)


def _covers(directive: Directive, finding: Finding) -> bool:
    start, end = directive.reach
    return finding.rule in directive.codes and start <= finding.span.start < max(end, start + 1)


def _inner(document: Document, span: Span, text: str) -> int:
    """Return where a comment's inner text starts."""
    at = document.source.text.find(text, span.start, span.end) if text else -1
    return span.start if at == -1 else at


def _selectors(listed: str, base: int) -> Iterator[tuple[str, Span]]:
    for match in _CODE.finditer(listed):
        yield match.group(), Span(base + match.start(), base + match.end())


def _codes(catalogue: Catalogue, selector: str) -> frozenset[str] | UnknownRuleError:
    try:
        return catalogue.select(selector)
    except UnknownRuleError as error:
        return error


def _unknown(error: UnknownRuleError, span: Span, comment: Span) -> Hit:
    if not error.suggestions:
        return Hit(span, "unknown-code", {"code": error.selector})
    nearest = error.suggestions[0]
    fix = Fix(f"Replace it by {nearest}", (Edit(span, nearest),), "unsafe")
    return Hit(span, "unknown-code-near", {"code": error.selector, "nearest": nearest}, fix=fix)


def _reach(document: Document, comment: Span) -> Span:
    """Return the block that an `ignore` covers: its own if it stands inside one, else the next."""
    following: Span | None = None
    for block in document.blocks:
        if block.span.start <= comment.start < block.span.end and block.kind != "html":
            return block.span
        if block.span.start >= comment.end and (following is None or block.span.start < following.start):
            following = block.span
    line_start = document.source.text.rfind("\n", 0, comment.start) + 1
    if document.source.text[line_start : comment.start].strip():
        return Span(line_start, comment.start)
    return following or Span(comment.end, comment.end)


def _front_matter(
    value: Value, catalogue: Catalogue, end: int, directives: list[Directive], broken: list[Hit]
) -> None:
    """Read `medlint: [MED105]`, `medlint: {ignore: […]}` or `{ignore: {MED105: reason}}`: the whole file."""
    selector, _, reason = value.text.partition(" ")
    if not selector:
        return
    span = Span(value.span.start, min(value.span.end, value.span.start + len(selector)))
    codes = _codes(catalogue, selector)
    if isinstance(codes, UnknownRuleError):
        broken.append(_unknown(codes, span, span))
    else:
        reason = reason.strip().removeprefix("--").strip()
        directives.append(Directive(selector, codes, reason, Span(0, end), span, span))
