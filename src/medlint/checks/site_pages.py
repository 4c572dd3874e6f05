"""What a file in the folder of a site is where it is no article: a contact page, a list, notes for builders.

Such files are known by their name, title or layout, or by what they are made of. The words are in
`rules/_vocabulary/site-pages.yaml`. In doubt a file is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Hit
from medlint.metrics import count_words, is_counted, words_in
from medlint.parse.subject import names_health
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.slugs import slugify
from medlint.tree import headings, title_text, where_missing
from medlint.vocabulary import load

_NO_TEXT = 30
"""Words below which a file without a heading is no article; the shortest of 365 in 156 sites has 61."""
_SECTION = 150
"""Words below which the page that a folder stands for only leads to what is in it."""
_LONG, _FIRST = 800, 1500
"""Words at most of a page that only names what there is, and of a site's first page; longer ones say more."""
_LEADING = 4
"""Links to other pages of the site that a first page has at least, if it is no short one."""
_LISTED, _LINE, _LIST = 6, 15, 600
"""Lines of a list of links at least, words of each and of all of it at most."""
_BUILDERS, _DENSE = 6, 0.03
"""Distinct words of those who build sites, and their share of all words, in a text for them."""
_HEAD = 3000
"""Characters of a page in which stands whether it sends readers on."""
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z0-9]+(?:[-_][A-Z0-9]+)+")
_ENDING = re.compile(r"(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.\w{1,8}\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…](?:\s|\Z)")
_ELSEWHERE = re.compile(r"#|[a-z][a-z+.-]*:|//", re.IGNORECASE)
_SENDING = re.compile(r"<meta\b[^>]{0,200}\bhttp-equiv\s{0,4}=\s{0,4}[\"']?refresh", re.IGNORECASE)


class SitePage(NamedTuple):
    """What a file is instead of an article, as a phrase, and whether readers see what it says."""

    called: str
    read: bool = True


def no_article(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED907: the file is a page of the site or a text of the project."""
    page = site_page(document)
    if page is not None:
        variant = "read" if page.read else "unread"
        values = {"called": page.called}
        yield from (Hit(span, variant, values, whole=True) for span in where_missing(document))


def site_page(document: Document) -> SitePage | None:
    """Return what a file of a folder is where that is no article, else None."""
    if document.format == "unreadable":
        return None
    words = count_words(document)
    kind = next(chain(_by_name(document, words), _by_layout(document), _by_make(document, words)), "")
    if kind:
        return SitePage(load("site-pages")["pages"][kind]["called"])
    if words < _NO_TEXT and document.front is None and _is_no_text(document):
        return SitePage(f"a file of {words} words" if words > 1 else "a file without text")
    if _is_for_builders(document):
        return SitePage("a text for those who build the site", read=False)
    return None


def _by_name(document: Document, words: int) -> Iterator[str]:
    """Yield the kinds of pages that a file's name, its folders and its title stand for."""
    known = load("site-pages")
    *folders, name = [slugify(part) for part in _parts(document.source.path)]
    is_index = name in known["index"]
    for slug in (name, folders[-1] if folders and is_index else "", slugify(title_text(document))):
        kind = _kinds().get(slug, "")
        if kind and (words < _LONG or kind in known["any-length"]) and not _speaks_of_health(document, slug):
            yield kind
    yield from (kind for kind, names in known["folders"].items() if folders and folders[-1] in names)
    if is_index and len(folders) > 1 and folders[-2] in known["filing"]:
        yield "list"
    is_first = (is_index or name in known["home"]) and set(folders).issubset(known["tops"])
    if is_first and words < _FIRST and _leads_on(document, _LEADING if words >= _SECTION else 2):
        yield "home"
    if words < _SECTION and document.source.path.rpartition("/")[2].startswith("_index."):
        yield "list"


def _by_layout(document: Document) -> Iterator[str]:
    """Yield the kinds of pages that front matter says a file is."""
    if document.front is None:
        return
    layouts = load("site-pages")["layouts"]
    data = document.front.data
    if not {slugify(key) for key in data}.isdisjoint(layouts["redirects"]):
        yield "sending"
    for value in map(data.get, layouts["keys"]):
        if isinstance(value, str):
            slug = slugify(_parts(value)[-1])
            yield from (kind for kind, names in layouts["values"].items() if slug in names)


def _by_make(document: Document, words: int) -> Iterator[str]:
    """Yield the kinds of pages that a file is by what it is made of."""
    if words < _NO_TEXT and document.format == "html" and _SENDING.search(document.source.text, 0, _HEAD):
        yield "sending"
    if words < _LIST and _is_list(document, words):
        yield "list"


def _parts(path: str) -> list[str]:
    """Return the names of a file's folders, and its own without its ending and its language."""
    *folders, name = path.split("/")
    return [*filter(None, folders), _ENDING.sub("", name)]


@cache
def _kinds() -> Mapping[str, str]:
    """Return the kinds of pages by their slugs."""
    pages = load("site-pages")["pages"].items()
    return {slug: kind for kind, page in pages for slug in page.get("names", ())}


def _speaks_of_health(document: Document, slug: str) -> bool:
    """Tell whether a title only begins like the name of a page: "About migraine", "Contact dermatitis"."""
    title = title_text(document)
    said = slugify(title)
    return said.startswith(f"{slug}-") and said not in _kinds() and names_health(title, document.language)


def _leads_on(document: Document, least: int) -> bool:
    """Tell whether a page leads to so many others of its site."""
    return len({link.url for link in document.links if not _ELSEWHERE.match(link.url)}) >= least


def _is_no_text(document: Document) -> bool:
    """Tell whether so short a page has no heading, or in HTML no sentence: a form, a part of a page."""
    if not any(headings(document)):
        return not any(block.kind == "code" for block in document.blocks)
    texts = (block.text for block in document.blocks if is_counted(block) and block.kind != "heading")
    return document.format == "html" and not any(_SENTENCE.search(text) for text in texts)


def _is_list(document: Document, words: int) -> bool:
    """Tell whether most of what a page says is the text of links that have a line each."""
    linked = {link.text for link in document.links}
    if len(linked) < _LISTED:
        return False
    lines = (words_in(block.text) for block in document.blocks if is_counted(block) and block.text in linked)
    short = [length for length in lines if length <= _LINE]
    return len(short) >= _LISTED and 2 * sum(short) >= words


def _is_for_builders(document: Document) -> bool:
    """Tell whether a text without front matter has the name of a report, or the words of those who build."""
    if document.front is not None or document.format not in ("markdown", "text"):
        return False
    name = _parts(document.source.path)[-1]
    if _CAPITALS.fullmatch(name) and _reports().intersection(slugify(name).split("-")):
        return True
    words = [
        word for block in document.blocks if is_counted(block) for word in _WORD.findall(block.text.lower())
    ]
    found = [word for word in words if word in _building()]
    return len(set(found)) >= _BUILDERS and len(found) >= _DENSE * len(words)


@cache
def _reports() -> frozenset[str]:
    return frozenset(load("site-pages")["reports"])


@cache
def _building() -> frozenset[str]:
    return frozenset(load("site-pages")["building"])
