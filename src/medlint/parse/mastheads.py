"""Names between a title and its text, which no word such as "By" announces."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import takewhile

from medlint.document import Block, Byline, Value
from medlint.parse.credentials import find_role
from medlint.parse.meta.words import Item, meta_words
from medlint.parse.names import Name, read_names
from medlint.parse.names.shapes import is_called
from medlint.parse.names.words import name_words
from medlint.parse.wording import fold
from medlint.source import Span

_SITE = re.compile(r"(?:\s[|·•–—-]\s|:\s)([^|·•–—:]{2,60})$")
_ADDRESS = re.compile(r"\(?<?(?:https?://|www\.)[^\s)>]+[)>]?")
_LABELLED = re.compile(r"\s[*_]{0,3}\w{1,12}: ?[*_]{0,3} ?(?=\(?<?(?:https?://|www\.))")
_HOST = re.compile(r"<?https?://(?:www\d?\.)?([\w-]+(?:\.[\w-]+)+)(?:[/?#]\S*)?>?")
_DOMAIN = re.compile(r"\s\([\w-]+(?:\.[\w-]+)+\)\s*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEAD, _FOOT = 8, 4
_LEAD_TEXT = 150
_EDGES = " .,;:|·•–—-*_"
_MOST = 80
_LEAD = re.compile(r"^[^\w(]+")
_FEWEST, _WIDEST = 2, 6


def site_names(values: Iterable[Value]) -> frozenset[str]:
    """Return, folded, how a page calls the site that it belongs to: by its publisher, or behind its title."""
    return frozenset(fold(name).strip(_EDGES) for name in _site_names(values)) - {""}


def _site_names(values: Iterable[Value]) -> Iterator[str]:
    holders: list[str] = []
    named = False
    for value in values:
        if value.field == "publisher":
            if value.origin == "page":
                holders.append(value.text)
                continue
            named = True
            yield value.text
        elif value.field == "title" and value.key == "title" and value.origin == "meta":
            match = _SITE.search(value.text[-120:])
            if match is not None:
                named = named or ":" not in match[0]
                yield match[1]
    if not named:
        # Behind "©" stands whoever owns the site: a person, if the site itself has another name.
        yield from holders


def is_site(byline: Byline, sites: Container[str]) -> bool:
    """Tell whether a byline that could be a person's names the site instead; structured data know better."""
    return byline.value.origin != "json-ld" and is_called_as(byline, sites)


def is_called_as(byline: Byline, sites: Container[str]) -> bool:
    """Tell whether a byline has the name of the site, and nothing shows that it is a person's."""
    if byline.kind != "person" or byline.honorific or byline.credentials:
        return False
    first, _, _ = byline.name.split(" ")[0].lower().partition("-")
    called = fold(byline.name).strip(_EDGES)
    return (called in sites or called.replace("-", " ") in sites) and first not in name_words().given


def is_author(part: str, sites: Container[str]) -> bool:
    """Tell whether a part of a line with a date or a reading time names the author: a person, or the site."""
    if len(part) > _MOST:
        return False
    return fold(part).strip(_EDGES) in sites or _person(part) is not None or _is_team(part)


def _is_team(part: str) -> bool:
    """Tell whether a part names who writes for a site: "Neck Nook Team"."""
    words = part.lower().split()
    return 2 <= len(words) <= _WIDEST and words[-1] in name_words().teams and is_called(part)


def is_person(text: str) -> bool:
    """Tell whether a text is nothing but the name of one person, with what they are."""
    return len(text) <= _MOST and _person(text) is not None


def name_alone(text: str) -> list[Item]:
    """Return the author, if a line is nothing but a person's name with a title or credentials."""
    bare = _LEAD.sub("", text.strip(_EDGES))
    person = _person(bare) if len(bare) <= _MOST else None
    if person is None or not (person.honorific or person.credentials):
        return []
    start = text.index(bare)
    return [Item("author", Span(start, start + len(bare)), inferred=True)]


def provenance(blocks: Sequence[Block], *, dump: bool) -> Iterator[tuple[int, Item]]:
    """Yield the organisation that a copied page names as its source: "Source: World Health Organization".

    Near the head of a text; at its foot only in a `dump`, a text without any markup, or with a label
    that means nothing else, since articles end with what they cite.
    """
    body = [index for index, block in enumerate(blocks) if block.place in {"body", "meta"}]
    opening = list(takewhile(lambda index: len(blocks[index].prose.text) < _LEAD_TEXT, body[:_HEAD]))
    anywhere, head = meta_words().provenance
    for index in sorted({*opening, *body[-_FOOT:]}):
        text = blocks[index].prose.text[:200]
        folded = fold(text)
        match = anywhere.match(folded) or (head.match(folded) if dump or index in opening else None)
        if match is None:
            continue
        at, start = index, match.end()
        if start >= len(text.rstrip()) and index + 1 < len(blocks):
            at, start, text = index + 1, 0, blocks[index + 1].prose.text[:200]
        line = text[start:].split("\n")[0]
        host = _HOST.fullmatch(line.strip()) if at == index else None
        if host is not None:
            first = text.index(host[1], start)
            yield at, Item("publisher", Span(first, first + len(host[1])), inferred=True)
            return
        name = _ADDRESS.sub("", _LABELLED.sub("", _DOMAIN.sub("", line))).strip(_EDGES + "<>")
        if not name or not is_called(name) or len(name.split()) > _WIDEST * 2 or _YEAR.search(name):
            continue
        names = read_names(name)
        if len(names) == 1 and names[0].kind == "organisation":
            first = text.index(name, start)
            yield at, Item("publisher", Span(first, first + len(name)), inferred=True)
            return


def _person(text: str) -> Name | None:
    """Return the one person that a text is the name of, known as such by title, credentials or given name."""
    words = text.split()
    if not _FEWEST <= len(words) <= _WIDEST * 2 or any(map(str.isdigit, text)) or not is_called(text):
        return None
    # "DISCLAIMER: I AM NO DOCTOR"
    if words[0].endswith(":"):
        return None
    names = read_names(text)
    if len(names) != 1 or names[0].kind != "person" or len(names[0].name.split()) > _WIDEST:
        return None
    if names[0].name.rpartition(" ")[2].lower() in name_words().praise:
        return None
    # "Jane Roe Physiotherapist", but "Invisible Orthodontics Specialist" praises a clinic.
    runs_on = names[0].credentials == (text.removeprefix(names[0].name).strip(),) and find_role(text)
    if names[0].honorific or (names[0].credentials and not runs_on):
        return names[0]
    # "Jane Roe", "Jane M. Roe", "Jane de Roe"; "Rose Hip Oil" begins with a given name too.
    first = words[0].lower()
    middle = [word for word in words[1:-1] if len(word.strip(".")) > 1]
    apart = [word for word in middle if word.lower() not in name_words().particles]
    # "Ana Pérez Soto", "Ana María Pérez Soto"
    surnames = 1 + sum(word.lower() not in name_words().given for word in apart)
    plain = not apart or (first in name_words().given_two and surnames == 2)
    return names[0] if plain and first in name_words().given else None
