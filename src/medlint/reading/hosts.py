"""Whose page a link leads to: hosts of publishers, of what anybody can write, and of what is no source.

The lists are in `rules/_vocabulary/sources.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from medlint.vocabulary import load

_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:@\s]+)", re.I)


def leads_to_source(url: str, own: Iterable[str] = ()) -> bool:
    """Tell whether an address is a page of somebody else's that can bear out a statement."""
    host = host_of(url)
    return bool(host) and host not in own and not _is_on(host, _hosts("no-source"))


def is_errand(url: str, text: str) -> bool:
    """Tell whether a link sends readers to buy, book, order or call, as its address or its words show.

    The pages of authorities and schools have shops, too, with leaflets that bear out what is said.
    """
    host = host_of(url)
    if _errands("texts").search(text):
        return True
    path = url.split("//", 1)[-1]
    if _errands("paths").search(path) is None and _errands("hosts").match(host) is None:
        return False
    return not (_is_on(host, _hosts("strong")) or _errands("except").search(host))


def is_strong(url: str) -> bool:
    """Tell whether an address belongs to a publisher of guidelines, reviews, trials or official figures."""
    return _is_on(host_of(url), _hosts("strong"))


def is_weak(url: str) -> bool:
    """Tell whether anybody can write what stands at an address, or it lives on the sale."""
    return _is_on(host_of(url), _hosts("weak"))


def is_shown(url: str) -> bool:
    """Tell whether an address is a film or a forum, which a text shows rather than cites."""
    return _is_on(host_of(url), _hosts("shown"))


def host_of(url: str) -> str:
    """Return the host of an address without `www.`, or "" for an address within the site.

    A link that was copied from a search or a network leads through that (`redirects`) to the page it names.
    """
    match = _HOST.match(url)
    if not match:
        return ""
    through = _redirects().match(url) if "?" in url else None
    if through:
        from urllib.parse import unquote

        match = _HOST.match(unquote(through[1])) or match
    return match[1].lower()


def _is_on(host: str, hosts: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[index:]) in hosts for index in range(len(parts) - 1))


@cache
def _hosts(name: str) -> frozenset[str]:
    data: Any = load("sources")[name]
    return frozenset(data if isinstance(data, list) else (host for group in data.values() for host in group))


@cache
def _errands(name: str) -> re.Pattern[str]:
    return re.compile(load("sources")["errands"][name], re.I)


@cache
def _redirects() -> re.Pattern[str]:
    return re.compile(load("sources")["redirects"], re.I)
