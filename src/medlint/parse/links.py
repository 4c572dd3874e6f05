"""Links that carry no Markdown: HTML attributes and bare addresses."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from medlint.document import Link, Prose

_ATTRIBUTE = re.compile(r"""\s([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_BARE_URL = re.compile(r"\bhttps?://[^\s<>\"]{1,2000}")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of an HTML tag by lower-case name, entities resolved."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def bare_links(prose: Prose, taken: list[tuple[int, int]]) -> tuple[Link, ...]:
    """Return links for the addresses in a text that are no link's text.

    `taken` holds the ranges of link texts.
    """
    links: list[Link] = []
    taken = sorted(taken)
    for match in _BARE_URL.finditer(prose.text):
        start = match.start()
        index = bisect_right(taken, (start, len(prose.text))) - 1
        if index >= 0 and start < taken[index][1]:
            continue
        url = match.group().rstrip(".,;:!?'\"*_~»”’")
        if url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1]
        links.append(Link(url, url, prose.span(start, start + len(url))))
    return tuple(links)
