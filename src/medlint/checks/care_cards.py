"""The form of care cards: a line that says what to do, and the list of signs under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import shown
from medlint.phrases import regex
from medlint.reading import Passage
from medlint.reading.locales import locale_of
from medlint.reading.red_flags import help_passages
from medlint.reading.routes import routes
from medlint.rule import Rule
from medlint.settings import Settings

_MOST_SERVICES = 2


class Card(NamedTuple):
    """A line with at least one service in it, and the items of the list that it leads in."""

    header: Passage
    tiers: tuple[str, ...]
    items: tuple[Passage, ...]


def form(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED323: a care card that departs from the pattern of the NHS."""
    if not document.help:
        return
    compiled = rule.params["compiled"]
    condition, back = (
        [regex(pattern) for pattern, _ in compiled[name]] for name in ("-condition", "-refers")
    )
    for card in _cards(document, locale_of(document, settings).code):
        header = card.header
        values = {"text": shown(header, 0, len(header.text)), "count": len(card.tiers)}
        whole = header.span(0, len(header.text))
        pointing = next((m for pattern in back if (m := pattern.search(header.text))), None)
        if pointing is not None:
            yield Hit(header.span(*pointing.span()), "refers", {"text": shown(header, *pointing.span())})
        elif not any(pattern.search(header.text) for pattern in condition):
            yield Hit(whole, "condition", values)
        if len(card.tiers) > _MOST_SERVICES:
            yield Hit(whole, "services", values)
        if "emergency" in card.tiers:
            for link in document.links:
                inside = any(
                    item.block.span.start <= link.span.start < item.block.span.end for item in card.items
                )
                if inside and not link.url.startswith("tel:"):
                    yield Hit(link.span, "link", {"text": link.text[:60]})


def _cards(document: Document, locale: str) -> Iterator[Card]:
    """Yield the headings and lead-ins of the help sections that name a service and lead in a list."""
    passages: Sequence[Passage] = help_passages(document)
    for at, header in enumerate(passages[:-1]):
        group = passages[at + 1].block.group
        leads = header.block.kind == "heading" or header.text.rstrip(" *").endswith((":", " if"))
        if passages[at + 1].block.kind != "item" or header.block.kind == "item" or not leads:
            continue
        tiers = tuple(route.tier for route in routes(header.text, locale))
        items = []
        for passage in passages[at + 1 :]:
            if passage.block.group != group:
                break
            items.append(passage)
        if tiers:
            yield Card(header, tiers, tuple(items))
