"""Which links pay the site: by their `rel`, their host, or a part of their query.

The lists are in `rules/_vocabulary/affiliates.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from medlint._records import NamedTuple
from medlint.document import Document, Link
from medlint.vocabulary import load

_PARTNER = re.compile(
    r"(?!(?:home|header|footer|nav|menu|blog|article|email|newsletter|search|site)\w*)[a-z][a-z0-9-]{4,30}"
)
_MANY = 5
"""Links to a shop without a tag, beside which one with a tag was copied."""
_HOST_END = re.compile(r"[/?#]")


class _Affiliates(NamedTuple):
    rel: frozenset[str]
    hosts: frozenset[str]
    parameters: frozenset[str]
    own: frozenset[str]
    copied: frozenset[str]
    copied_tags: tuple[str, ...]
    weak: frozenset[str]
    shops: Mapping[str, frozenset[str]]
    values: Mapping[str, frozenset[str]]
    paths: Mapping[str, tuple[str, ...]]
    shop_signs: tuple[str, ...]


@cache
def _affiliates() -> _Affiliates:
    data = load("affiliates")
    shops, values = (
        {name: frozenset(given) for name, given in data[key].items()} for key in ("shops", "values")
    )
    return _Affiliates(
        rel=frozenset(data["rel"]),
        hosts=frozenset(data["hosts"]),
        parameters=frozenset(data["parameters"]),
        own=frozenset(data["own"]),
        copied=frozenset(data["copied"]),
        copied_tags=tuple(data["copied-tags"]),
        weak=frozenset(data["weak"]),
        shops=shops,
        values=values,
        paths={shop: tuple(parts) for shop, parts in data["paths"].items()},
        shop_signs=tuple(data["shop-signs"]),
    )


def paid_links(document: Document) -> Iterator[Link]:
    """Yield the links that pay the site."""
    paid = [link for link in document.links if pays(link)]
    return iter([] if paid and _is_copied(paid, document.links) else paid)


def _is_copied(paid: list[Link], links: Iterable[Link]) -> bool:
    """Tell whether the only address with a tag stands among many to the same shop: it was copied so."""
    url = paid[0].url
    shop = _shop(url)
    if not shop or any(link.url != url or _is_marked(link) for link in paid):
        return False
    return len({link.url for link in links if _shop(link.url) == shop} - {url}) >= _MANY


def _shop(url: str) -> str:
    """Return the shop with tags of its own that an address leads to, or ""."""
    host = _HOST_END.split(url.partition("//")[2], maxsplit=1)[0].lower()
    return next((name for name in host.split(".") if name in _affiliates().shops), "")


def _given(url: str) -> Mapping[str, str]:
    """Return the parts of an address's query, in small letters, that have a value."""
    query = url.partition("#")[0].partition("?")[2]
    parts = (part.partition("=") for part in query.replace("&amp;", "&").split("&"))
    return {name.lower(): value.lower() for name, _, value in parts if value}


def pays(link: Link) -> bool:
    """Tell whether a link pays the site."""
    return _is_marked(link) or _pays(link.url)


def _is_marked(link: Link) -> bool:
    """Tell whether the `rel` of a link says that it is paid."""
    return bool(link.rel) and not _affiliates().rel.isdisjoint(link.rel.lower().split())


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
    names = frozenset(host.split("."))
    path = rest.partition("#")[0].partition("?")[0]
    if any(shop in names and any(part in path for part in parts) for shop, parts in known.paths.items()):
        return True
    given = _given(url) if known.own.isdisjoint(names) else {}
    return (
        bool(given)
        and known.copied.isdisjoint(given)
        and (
            not known.parameters.isdisjoint(given)
            or any(shop in names and _names_partner(given, wanted) for shop, wanted in known.shops.items())
            or any(given.get(name) in words for name, words in known.values.items())
            or _is_partner(url, names, given)
        )
    )


def _names_partner(given: Mapping[str, str], wanted: frozenset[str]) -> bool:
    """Tell whether a shop's address has a tag, other than that of the publisher of what is sold."""
    return any(
        name in wanted and not tag.startswith(_affiliates().copied_tags) for name, tag in given.items()
    )


def _is_partner(url: str, names: frozenset[str], given: Mapping[str, str]) -> bool:
    """Tell whether an address of a shop names who sent the reader: by a word, not by a place on a page."""
    known = _affiliates()
    if not names.isdisjoint(known.shops) or not any(sign in url for sign in known.shop_signs):
        return False
    return any(_PARTNER.fullmatch(given.get(name, "")) for name in known.weak)
