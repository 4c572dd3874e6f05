"""The section that says when and where to get professional help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.checks.help_routes import is_way_out
from medlint.checks.inserted import help_section
from medlint.document import Document, HelpBlock
from medlint.finding import Hit, Related
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import title_span

_LINE = 400
_ARROW = re.compile(r"\w{3}[^\w\n]{0,8}?(?:→|->|⇒|=>|&rarr;|&#8594;)[\s*_]{0,8}\Z")


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED109: no section is a help section."""
    if document.help:
        return
    fix = help_section(document, settings)
    if document.advice:
        related = (Related(document.advice[-1], "a sentence like this is easy to miss"),)
        yield Hit(title_span(document), "inline-only", {}, related, fix=fix, whole=True)
    else:
        yield Hit(title_span(document), "missing", fix=fix, whole=True)


def incomplete(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED110: no help section gives both signs to watch for and something to do about them."""
    if not document.help or any(_complete(block, document) for block in document.help):
        return
    block = max(document.help, key=lambda block: len(block.triggers) + len(block.actions))
    if _promotional(block):
        return
    lacking = "no-signs" if block.actions or block.named else "neither"
    yield Hit(_where(block), "no-action" if block.triggers else lacking)


def promotional(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED111: the publisher's own services are the only way out that the section offers."""
    if not document.help or any(is_way_out(block) for block in document.help):
        return
    for block in document.help:
        if _promotional(block):
            yield Hit(block.promotions[0])
            return


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


def _where(block: HelpBlock) -> Span:
    return block.heading.span if block.heading is not None else block.span
