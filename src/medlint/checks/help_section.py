"""The section that says when and where to get professional help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from medlint.checks.help_routes import is_way_out
from medlint.document import Block, Document, HelpBlock
from medlint.finding import Hit, Related
from medlint.parse.help.care import sends
from medlint.parse.help.headings import announces_signs
from medlint.parse.wording import fold, wording
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import block_around, promising, title_span
from medlint.vocabulary import house_wording

_LINE = 400
_STOP = re.compile(r"[.!?:]\s")
_ARROW = re.compile(r"\w{3}[^\w\n]{0,8}?(?:→|->|⇒|=>|&rarr;|&#8594;)[\s*_]{0,8}\Z")


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED109: no section is a help section."""
    if document.help:
        return
    from medlint.checks.inserted import help_section

    fix = help_section(document, settings)
    values = house_wording(document.language)
    sending = [span for span in document.advice if _sends_for_help(span, document)]
    if sending:
        related = (Related(sending[-1], "a sentence like this is easy to miss"),)
        yield Hit(title_span(document), "inline-only", values, related, fix=fix, whole=True)
    else:
        yield Hit(title_span(document), "missing", values, fix=fix, whole=True)


def incomplete(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED110: no help section gives both signs to watch for and something to do about them."""
    if not document.help or any(_complete(block, document) for block in document.help):
        return
    # A section that says only how to find a therapist, or a list of warning signs beside advice elsewhere, is
    # complete in its way.
    sections = promising(document)
    block = max(sections, key=lambda block: len(block.triggers) + len(block.actions), default=None)
    if block is None or _promotional(block):
        return
    from medlint.checks.inserted import help_section

    start, end = _reach(block, document)
    inside = (part for part in document.blocks if start <= part.span.start < end)
    parts = [part for part in inside if part.kind != "heading"]
    if block.triggers:
        if (
            not document.advice
            and not _is_lead_in(block, document)
            and _is_list_of_signs(block, parts, document)
            and not _sends(parts, document)
        ):
            yield Hit(_where(block), "no-action")
    elif block.actions or block.named:
        items = [part for part in parts if part.kind == "item"]
        told = _is_open(block, document) and any(part.text for part in parts)
        if len(items) < 2 and not told and not _says_when(parts, document):
            yield Hit(_where(block), "no-signs", fix=help_section(document, settings, block.heading))
    elif not (_says_when(parts, document) and _sends(parts, document)):
        yield Hit(_where(block), "neither", fix=help_section(document, settings, block.heading))


def promotional(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED111: the publisher's own services are the only way out that the section offers."""
    if not document.help or any(is_way_out(block) for block in document.help):
        return
    for block in document.help:
        if _promotional(block) and (block.promising or len(document.help) == 1):
            yield Hit(block.promotions[0])
            return


def _sends_for_help(span: Span, document: Document) -> bool:
    """Tell whether a sentence sends the reader to somebody: it sells nothing, and tells no story."""
    words = wording(document.language)
    if words is None:
        return True
    block = block_around(document, span)
    if block is None:
        return False
    parts = (
        Span(max(block.span.start, span.start - _LINE), span.start),
        span,
        Span(span.end, min(block.span.end, span.end + _LINE)),
    )
    before, said, after = (fold(block.prose.within(part)) for part in parts)
    if not any(words.instructions(said)):
        return False
    before, after = _STOP.split(before)[-1], _STOP.split(after)[0]
    if words.pattern("help", "telling").search(before):
        return False
    return not words.pattern("help", "selling").search(before + said + after)


def _is_list_of_signs(block: HelpBlock, parts: Sequence[Block], document: Document) -> bool:
    """Tell whether a section has signs of the body in the main: "red flags" of a yoga class are others."""
    words = wording(document.language)
    if words is None or block.heading is None:
        return True
    if words.pattern("help", "of-something").search(fold(block.heading.text)):
        return False
    pattern = words.pattern("help", "of-the-body")
    signs = [part for part in parts if part.kind == "item"] or parts
    return 2 * sum(bool(pattern.search(fold(part.text))) for part in signs) >= len(signs)


def _is_lead_in(block: HelpBlock, document: Document) -> bool:
    """Tell whether a line in bold only leads in what to look at in a step: "**What to watch for:**"."""
    words = wording(document.language)
    if words is None or block.heading is None or not block.heading.inferred:
        return False
    return announces_signs(words.fold(block.heading.text), words)


def _is_open(block: HelpBlock, document: Document) -> bool:
    """Tell whether a heading leads in when to get help: "See a doctor if …" goes on in what is below it."""
    words = wording(document.language)
    if words is None or block.heading is None:
        return False
    return fold(block.heading.text).rstrip(" :*_").endswith(tuple(words.data["help"]["lead-ends"]))


def _says_when(parts: Sequence[Block], document: Document) -> bool:
    """Tell whether any of some parts says when: if in doubt, or by a sign ("a cough is worth a visit")."""
    words = wording(document.language)
    if words is None:
        return True
    # Where no signs are listed for a language, anything is "of the body".
    signs = ("of-the-body", "any-sign") if words.data["help"]["any-sign"] else ()
    patterns = [words.pattern("help", name) for name in ("any-condition", *signs)]
    no_sign = words.pattern("help", "no-sign")
    texts = [no_sign.sub(" ", fold(part.text)) for part in parts]
    return any(pattern.search(text) for text in texts for pattern in patterns)


def _sends(parts: Sequence[Block], document: Document) -> bool:
    """Tell whether any of some parts sends for care, if to nobody by name."""
    words = wording(document.language)
    return words is not None and sends(parts, words)


def _complete(block: HelpBlock, document: Document) -> bool:
    if _promotional(block):
        return False
    if block.triggers:
        return bool(block.actions or block.named)
    return any(_is_led_to(action, document) for action in block.actions)


def _is_led_to(action: Span, document: Document) -> bool:
    """Tell whether an arrow leads to an action: what stands before it in its line is the sign."""
    before = document.source.text[max(0, action.start - _LINE) : action.start]
    return bool(_ARROW.search(before.rpartition("\n")[2]))


def _promotional(block: HelpBlock) -> bool:
    return bool(block.promotions) and not is_way_out(block)


def _reach(block: HelpBlock, document: Document) -> Span:
    """Return the range of the section that a block stands in, with the parts below it that tell more."""
    for section in document.root.walk():
        if section.heading is not None and section.heading is block.heading:
            return Span(block.span.start, max(block.span.end, section.span.end))
    return block.span


def _where(block: HelpBlock) -> Span:
    return block.heading.span if block.heading is not None else block.span
