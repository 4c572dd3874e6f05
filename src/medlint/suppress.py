"""What an article asks to ignore: comments, and the front-matter key `medlint`.

    <!-- medlint: ignore[MED105] reason -->        the next block, or the block that the comment ends
    <!-- medlint: disable[MED105] reason -->       from here to the matching enable, or to the end
    <!-- medlint: enable[MED105] -->
    <!-- medlint: file-ignore[MED105] reason -->   the whole file

Front matter takes `medlint: [MED105]`, `medlint: MED105 reason`, `medlint: {MED105: reason}` and either of
them under `ignore`; it covers the file. Codes are required, and `ALL` is none: a blanket suppression would
hide what nobody has looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from medlint._records import NamedTuple
from medlint.catalogue import Catalogue, UnknownRuleError
from medlint.document import Document
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
    """One selector of one suppression: which rules it hides, in which part of the text, and why.

    A `disable` of which an `enable` ends only some rules gives several, with the same `span`. `paired`
    is set where an `enable` needs the comment.
    """

    selector: str
    codes: frozenset[str]
    reason: str
    reach: Span
    span: Span
    comment: Span
    paired: bool = False


def asks(document: Document) -> bool:
    """Tell whether an article may ask to ignore anything: most have neither comments nor the key."""
    return bool(document.comments or (document.front and "medlint" in document.front.data)) or bool(
        document.field("medlint")
    )


def read_directives(document: Document, catalogue: Catalogue) -> tuple[list[Directive], list[Hit]]:
    """Return the directives of an article, and hits for those that cannot work (reported by MED901)."""
    directives: list[Directive] = []
    broken: list[Hit] = []
    opened: list[Directive] = []
    end = len(document.source.text)
    for comment in document.comments:
        match = _DIRECTIVE.match(comment.text)
        if match is None:
            continue
        action = _ACTIONS.get(match[1])
        if action is None or not (match[2] or "").strip(" ,\n\t"):
            variant = "no-codes" if action else "unknown-action"
            broken.append(Hit(comment.span, variant, {"action": match[1]}))
            continue
        base = _inner(document, comment.span, comment.text)
        for selector, span in _selectors(match[2], base + match.start(2)):
            codes = _codes(catalogue, selector, Hit(span, "no-codes", {"action": action}))
            if isinstance(codes, Hit):
                broken.append(codes)
                continue
            reach = Span(0, end) if action == "file-ignore" else _reach(document, comment.span)
            made = Directive(selector, codes, _reason(match[3]), reach, span, comment.span)
            if action == "disable":
                opened.append(made._replace(reach=Span(comment.span.end, end)))
            elif action != "enable":
                directives.append(made)
            elif closed := _close(opened, codes, comment.span):
                directives += closed
            else:
                broken.append(Hit(span, "nothing-disabled", {"code": selector}))
    directives += opened
    read = [_of_key(text, span, catalogue, end) for text, span in _front_matter(document)]
    broken += (entry for entry in read if isinstance(entry, Hit))
    directives += (entry for entry in read if isinstance(entry, Directive))
    return directives, broken


def _close(opened: list[Directive], codes: frozenset[str], comment: Span) -> list[Directive]:
    """End the rules `codes` of what is open, and return what that makes; the rest stays open."""
    closed: list[Directive] = []
    for index, entry in enumerate(opened):
        if entry.codes & codes:
            reach = Span(entry.reach.start, comment.start)
            closed.append(entry._replace(codes=entry.codes & codes, reach=reach, paired=True))
            opened[index] = entry._replace(codes=entry.codes - codes, paired=True)
    opened[:] = [entry for entry in opened if entry.codes]
    return closed


def apply(
    findings: Iterable[Finding], directives: list[Directive], never: frozenset[str]
) -> tuple[list[Finding], list[Finding], list[Directive]]:
    """Split findings into those that stay and those that are suppressed; also return unused directives.

    Rules in `never` cannot be suppressed: an article that could not be read is not to be hidden.
    """
    kept: list[Finding] = []
    hidden: list[Finding] = []
    used: set[Span] = set()
    for finding in findings:
        covering = [] if finding.rule in never else [d for d in directives if _covers(d, finding)]
        if covering:
            hidden.append(finding._replace(suppressed=covering[0].reason))
            used.update(directive.span for directive in covering)
        else:
            kept.append(finding)
    return kept, hidden, [directive for directive in directives if directive.span not in used]


def unused_hits(unused: list[Directive], ran: frozenset[str], siblings: list[Directive]) -> Iterator[Hit]:
    """Yield a hit for each directive that hid nothing although its rules ran."""
    told: set[Span] = set()
    for directive in unused:
        if not directive.codes <= ran or directive.span in told:
            continue
        told.add(directive.span)
        others = {other.span for other in siblings if other.comment == directive.comment}
        edits: tuple[Edit, ...] = ()
        if len(others) == 1 and not directive.paired and directive.comment != directive.span:
            edits = (Edit(directive.comment, ""),)
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


def _codes(catalogue: Catalogue, selector: str, all_of_them: Hit) -> frozenset[str] | Hit:
    """Return the rules of a selector, or what is wrong with it; `all_of_them` is what every rule is."""
    try:
        codes = catalogue.select(selector)
    except UnknownRuleError as error:
        return _unknown(error, all_of_them.span)
    return all_of_them if len(codes) == len(catalogue.rules) else codes


def _unknown(error: UnknownRuleError, span: Span) -> Hit:
    if not error.suggestions:
        return Hit(span, "unknown-code", {"code": error.selector})
    # A slip in a code leaves the other characters where they are: MED1O4 means MED104, not MED214.
    wanted = error.selector.lower()
    nearest = max(
        error.suggestions,
        key=lambda name: sum(a == b for a, b in zip(name.lower(), wanted, strict=False)),
    )
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


def _front_matter(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield what the key `medlint` lists: a selector, with or without a reason, and where it stands."""
    for value in document.field("medlint"):
        yield value.text, value.span
    front = document.front
    listed = front.data.get("medlint") if front is not None else None
    if front is None or not isinstance(listed, list):
        return
    for index, entry in enumerate(listed):
        # `- MED105: reason` is a mapping in a list.
        for code, reason in entry.items() if isinstance(entry, dict) else ():
            place = front.spans.get(f"/medlint/{index}/{code}")
            if place is not None:
                yield f"{code} {reason or ''}".strip(), place.key


def _of_key(text: str, span: Span, catalogue: Catalogue, end: int) -> Directive | Hit:
    selector, _, reason = text.partition(" ")
    if not selector:
        return Hit(span, "empty-key")
    span = Span(span.start, min(span.end, span.start + len(selector)))
    codes = _codes(catalogue, selector, Hit(span, "empty-key"))
    if isinstance(codes, Hit):
        return codes
    return Directive(selector, codes, _reason(reason), Span(0, end), span, span)


def _reason(text: str) -> str:
    return text.strip().removeprefix("--").strip()
