"""What the names in an HTML page mean: elements, classes, roles, properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Value
from medlint.parse.html.tokens import unescaped
from medlint.source import Span
from medlint.vocabulary import load


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _set("area base br col embed frame hr img input link meta param source track wbr")
INLINE = _set(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label map mark math nobr "
    "output picture q rb rp rt ruby s samp small span strike strong sub sup time tt u var slot o:p"
)
UNSEEN = _set("template noscript svg select datalist object video audio canvas noframes dialog rp")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HEADED = frozenset((*HEADINGS, "summary"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
GROUPS = LISTS | {"dl", "table"}
# The element whose text makes a block of its own kind, whatever stands between (a div in an item).
CONTEXTS = HEADED | {"li", "td", "th", "dt", "dd", "pre", "button"}
PARAGRAPH_ENDS = _set(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul "
    "li dd dt td th tr"
)
_ITEM = (frozenset(("li",)), LISTS)
_TERM = (frozenset(("dt", "dd")), frozenset(("dl",)))
_CELL = (frozenset(("td", "th")), frozenset(("tr", "table")))
_ROW = (frozenset(("tr", "td", "th", "caption")), frozenset(("table",)))
_NOTHING: frozenset[str] = frozenset()
_TITLE = (frozenset(HEADINGS), _NOTHING)
# A start tag ends the open elements of the first set, up to an element of the second.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": _ITEM,
    "dt": _TERM,
    "dd": _TERM,
    "td": _CELL,
    "th": _CELL,
    "tr": _ROW,
    "thead": _ROW,
    "tbody": _ROW,
    "tfoot": _ROW,
    "a": (frozenset(("a",)), _NOTHING),
    **dict.fromkeys(HEADINGS, _TITLE),
}
# Divisions that a heading may hold, though they part its words.
IN_HEADING = _set("div p header hgroup center button svg")
# Any other block element ends a heading, or an unclosed one would go on. Elements that HTML does not know
# are drawn in the line, as are the shapes of an icon.
HEADING_ENDS = PARAGRAPH_ENDS - IN_HEADING | {"body", "html"}


_COMMENT = 60
"""Characters of a comment by which it is known."""


class Names(NamedTuple):
    """The spellings of `rules/_vocabulary/html.yaml`, ready to match."""

    regions: Mapping[str, str]
    roles: Mapping[str, str]
    content_words: frozenset[str]
    layout_words: frozenset[str]
    chrome: re.Pattern[str]
    opened: re.Pattern[str]
    footer: re.Pattern[str]
    foot_opens: re.Pattern[str]
    unseen: re.Pattern[str]
    disclosure: re.Pattern[str]
    author: re.Pattern[str]
    author_box: re.Pattern[str]
    qualified: re.Pattern[str]
    quoted: re.Pattern[str]
    tagged: re.Pattern[str]
    chip: re.Pattern[str]
    slogan: re.Pattern[str]
    times: Mapping[str, re.Pattern[str]]
    properties: Mapping[str, str]
    person: Mapping[str, str]
    types: Mapping[str, int]
    meta: Mapping[str, str]
    by: re.Pattern[str]
    checked: re.Pattern[str]
    read: re.Pattern[str]
    written: re.Pattern[str]
    about: re.Pattern[str]


@cache
def names() -> Names:
    """Return the spellings, read once."""
    data = load("html")
    markup: Mapping[str, Any] = data["markup"]

    def token(key: str) -> re.Pattern[str]:
        return re.compile(markup[key], re.VERBOSE)

    def words(key: str) -> str:
        return "|".join(str(entry[key]) for name, entry in data.items() if name != "markup")

    return Names(
        regions=markup["regions"],
        roles=markup["roles"],
        content_words=frozenset(markup["content_words"]),
        layout_words=frozenset(markup["layout_words"]),
        chrome=token("chrome"),
        opened=token("opened"),
        footer=token("footer"),
        foot_opens=re.compile(markup["foot_opens"], re.IGNORECASE),
        unseen=token("unseen"),
        disclosure=token("disclosure"),
        author=token("author"),
        author_box=token("author_box"),
        qualified=token("qualified"),
        quoted=token("quoted"),
        tagged=token("tagged"),
        chip=token("chip"),
        slogan=token("slogan"),
        times={field: re.compile(pattern) for field, pattern in markup["times"].items()},
        properties=markup["properties"],
        person=markup["person_properties"],
        types={name: rank for rank, name in enumerate(markup["article_types"])},
        meta=markup["meta"],
        by=re.compile(rf"(?:{words('by')})\b[:\s]*", re.IGNORECASE),
        checked=re.compile(words("checked"), re.IGNORECASE),
        read=re.compile(words("read"), re.IGNORECASE),
        written=re.compile(words("written"), re.IGNORECASE),
        about=re.compile(rf"\W{{0,4}}(?:{words('about')})\W{{0,4}}", re.IGNORECASE),
    )


@cache
def by_screen() -> re.Pattern[str]:
    """Return the pattern of classes that show an element on screens of some sizes only, in a tag."""
    classes = load("html")["markup"]["by_screen"]
    return re.compile(
        rf"<\w{{1,10}}\b[^<>]{{0,300}}\bclass=[\"'](?:[^\"'<>]{{0,300}}\s)?(?:{classes})[\s\"']"
    )


@cache
def class_kind(token: str) -> str:
    """Return what a class or id says of its element: `chrome`, `footer`, `aside`, `unseen`, or nothing."""
    if len(token) > 60:
        return ""
    known, name = names(), token.lower().replace("_", "-")
    patterns = (known.unseen, known.footer, known.chrome, known.opened)
    for kind, pattern in zip(("unseen", "footer", "chrome", "aside"), patterns, strict=True):
        if pattern.fullmatch(name):
            return kind
    return ""


def opens_foot(text: str, comment: Span) -> bool:
    """Tell whether a comment says that the foot of the page begins."""
    said = text[comment.start : min(comment.end, comment.start + _COMMENT)]
    return "foot" in said.lower() and names().foot_opens.fullmatch(said) is not None


def is_put_away(attributes: Mapping[str, Any]) -> bool:
    """Tell whether a class takes an element from the page on every screen: `d-none` without `d-md-block`."""
    if "class" not in attributes:
        return False
    classes = attributes["class"].text.lower().split()
    return bool(_put_away().intersection(classes)) and not by_screen().search(
        f'<p class="{" ".join(classes)}"'
    )


@cache
def _put_away() -> frozenset[str]:
    return frozenset(load("html")["markup"]["put_away"])


_ID_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@cache
def names_content(identifier: str) -> bool:
    """Tell whether an id says that its element holds the page's main content."""
    if len(identifier) > 60:
        return False
    known = names()
    words = {word.lower() for word in _ID_WORD.findall(identifier)}
    return bool(words & known.content_words) and words <= known.content_words | known.layout_words


def is_template(text: str) -> bool:
    """Tell whether a template fills in a text later, so that it says nothing yet."""
    return "{{" in text or "{%" in text or "<%" in text


_TAGS = re.compile(r"<!--.*?-->|<[^<>]*+>|\{%[^%]*+%\}|\{\{[^}]*+\}\}", re.DOTALL)


def visible(text: str, start: int, end: int) -> tuple[str, Span]:
    """Return the visible text of a range of markup, and where its first to last character stand."""
    parts: list[str] = []
    first, last, at = -1, start, start
    for match in _TAGS.finditer(text, start, end):
        first, last = _extent(text, at, match.start(), first, last)
        parts.append(text[at : match.start()])
        at = match.end()
    first, last = _extent(text, at, end, first, last)
    parts.append(text[at:end])
    if first == -1:
        return "", Span(start, start)
    return " ".join(unescaped("".join(parts)).split()), Span(first, last)


def _extent(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    span = trimmed(text, start, end)
    if span.start == span.end:
        return first, last
    return (span.start if first == -1 else first), span.end


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a range without the white space at its ends."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return Span(start, start)
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(bare))


def is_address(text: str) -> bool:
    """Tell whether a text is a web address, which names nobody."""
    return text.startswith(("http://", "https://", "//", "www.", "/", "mailto:"))


def in_order(values: list[Value]) -> tuple[Value, ...]:
    """Return values in the order of preference: JSON-LD, microdata, then meta and `<title>` last."""
    rank = {"page": 0, "json-ld": 1, "microdata": 2}
    return tuple(sorted(values, key=lambda value: (rank.get(value.origin, 3), value.key == "title" and 1)))


def ends_low(text: str, at: int) -> bool:
    """Tell whether a word in small letters ends at a place: "<h1>Sleep well<span>Every Night</span></h1>"."""
    return text[at - 2 : at].isalpha() and text[at - 2 : at].islower()
