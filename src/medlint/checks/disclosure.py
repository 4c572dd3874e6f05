"""What readers are owed about money and machines behind an article, and marks that it may not carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Block, Document, Link
from medlint.finding import Hit, Related
from medlint.kinds.existence import matches, shown
from medlint.parse.metadata import fold_key
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import where_missing
from medlint.vocabulary import load

_Phrases = Sequence[tuple[str, Sequence[str]]]
_HOST_END = re.compile(r"[/?#]")
_NOTHING = ("", "false", "no", "none", "null", "0", "n/a")


def affiliate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED222: a link earns money, and nothing before it says so."""
    first = min(paid_links(document), key=lambda link: link.span, default=None)
    if first is None or _key(document, rule.params["keys"]) is not None:
        return
    phrases = rule.params["compiled"]["disclosure"]
    text = document.source.text
    # What a template prints is out of sight; its name tells.
    if any(regex(pattern).search(text, 0, first.span.start) for pattern in rule.params["components"]):
        return
    if _says(fold(first.text), phrases):
        return
    later: Block | None = None
    for block in document.blocks:
        if not _says(fold(block.text), phrases):
            continue
        if block.span.start <= first.span.start:
            return
        if later is None or block.span < later.span:
            later = block
    values = {"link": _short(first.text or first.url)}
    if later is None:
        yield Hit(first.span, "missing", values)
    else:
        yield Hit(first.span, "late", values, (Related(later.span, "readers are told only here"),))


class _Affiliates(NamedTuple):
    rel: frozenset[str]
    hosts: frozenset[str]
    parameters: frozenset[str]
    counters: frozenset[str]
    shops: Mapping[str, frozenset[str]]


@cache
def _affiliates() -> _Affiliates:
    data = load("affiliates")
    rel, hosts, parameters, counters = (
        frozenset(data[name]) for name in ("rel", "hosts", "parameters", "counters")
    )
    shops = {shop: frozenset(names) for shop, names in data["shops"].items()}
    return _Affiliates(rel, hosts, parameters, counters, shops)


def paid_links(document: Document) -> Iterator[Link]:
    """Yield the links that pay the site."""
    for link in document.links:
        said = link.rel and not _affiliates().rel.isdisjoint(link.rel.lower().split())
        if said or _pays(link.url):
            yield link


def _pays(url: str) -> bool:
    """Tell whether an address names a partner who is paid: by its host, or by a part of its query."""
    _, slashes, rest = url.partition("//")
    if not slashes:
        return False
    known = _affiliates()
    host = _HOST_END.split(rest, maxsplit=1)[0].lower()
    above = host
    while above:
        if above in known.hosts:
            return True
        above = above.partition(".")[2]
    query = rest.partition("#")[0].partition("?")[2]
    if not query or not known.counters.isdisjoint(host.split(".")):
        return False
    parts = (part.partition("=") for part in query.replace("&amp;", "&").split("&"))
    names = {name.lower() for name, _, value in parts if value}
    return not names.isdisjoint(known.parameters) or any(
        shop in host.split(".") and not names.isdisjoint(given) for shop, given in known.shops.items()
    )


def sponsored(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED223: the front matter says that somebody paid for the article, and the text does not."""
    place = _key(document, rule.params["keys"])
    if place is None or _key(document, rule.params["printed"]) is not None:
        return
    phrases = rule.params["compiled"]["label"]
    if not any(_says(fold(block.text), phrases) for block in document.blocks):
        yield Hit(place, values={"key": document.source.text[slice(*place)].strip("\"'")})


def machine(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED224: a machine wrote it and no person is named who checked it, or its own words were left in."""
    for found in matches(document, rule.id, rule.params):
        span = found.passage.span(found.start, found.end)
        yield Hit(span, "left-over", {"text": shown(found.passage, found.start, found.end)})
    machines = [byline for byline in document.bylines if byline.kind == "ai"]
    people = any(byline.kind == "person" for byline in document.bylines)
    if machines and not people:
        yield Hit(machines[0].span, "byline", {"name": machines[0].name})


def funding(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED221: nothing says who paid for the article, or that nobody had an interest in it."""
    phrases = rule.params["compiled"]["statement"]
    if stated_funding(document) is not None:
        return
    said = (*(block.text for block in document.blocks), *(link.text for link in document.links))
    if not any(_says(fold(text), phrases) for text in said):
        yield from (Hit(span, whole=True) for span in where_missing(document))


def stated_funding(document: Document) -> Span | None:
    """Return the key of the front matter that says who paid, or that nobody had an interest."""
    # "none" is an answer here, and an empty value is not.
    return _key(document, load("funding")["keys"], nothing=("", "null", "false"))


def publisher(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED228: no organisation is named that answers for the article."""
    stated = (value for value in document.field("publisher") if value.text.strip())
    if next(stated, None) is None and not any(b.kind == "organisation" for b in document.bylines):
        yield from (Hit(span, whole=True) for span in where_missing(document))


def quality_mark(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED227: a mark of a scheme that has ended, or one that may not stand beside what is sold."""
    seen: set[str] = set()
    for mark, span in _marks(document, rule.params["marks"]):
        kind = rule.params["marks"][mark]["variant"]
        if mark in seen:
            continue
        if kind == "promotion" and next(paid_links(document), None) is None:
            continue
        seen.add(mark)
        yield Hit(span, kind, {"mark": mark, **rule.params["marks"][mark]})


def _marks(document: Document, marks: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Span]]:
    """Yield the marks that an article shows: in images, links, words, and addresses outside the article."""
    text = document.source.text
    images = [(f"{image.url} {image.alt or ''}".lower(), image.span) for image in document.images]
    for mark, told in marks.items():
        for said, span in images:
            if any(part in said for part in told["images"]):
                yield mark, span
        for part in told["links"]:
            at = text.find(part)
            if at < 0:
                continue
            yield from ((mark, link.span) for link in document.links if part in link.url)
            if not any(comment.span.start <= at < comment.span.end for comment in document.comments):
                yield mark, Span(at, at + len(part))


def _key(document: Document, keys: Iterable[str], *, nothing: Sequence[str] = _NOTHING) -> Span | None:
    """Return where the front matter says one of these of the article, and means it.

    `nothing` are values that say nothing.
    """
    if document.front is None:
        return None
    wanted = frozenset(map(fold_key, keys))
    for name, value in document.front.data.items():
        if fold_key(name) in wanted and str("" if value is None else value).strip().lower() not in nothing:
            place = document.front.spans.get("/" + name.replace("~", "~0").replace("/", "~1"))
            return place.key if place is not None else document.front.span
    return None


def _says(text: str, phrases: _Phrases) -> bool:
    """Tell whether a folded text says one of these phrases."""
    return any(
        any(word in text for word in triggers) and regex(pattern).search(text)
        for pattern, triggers in phrases
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
