"""What a page has between one heading and the next, besides the blocks of its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile

from medlint.document import Block, Document, of_latest
from medlint.source import covers, merged
from medlint.tree import headings

_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
# A component or shortcode that prints what stands under a heading.
_PRINTED = re.compile(r"^[ \t]*(?:<[A-Z]|\{\{|\{%)", re.MULTILINE)
# What a page shows that is no block, up to the end of the part that a heading stands in.
_ENDS = re.compile(r"</(?:article|main|body|section|aside|nav)\b|<(?:footer|nav)\b", re.IGNORECASE)
# How what nobody sees begins and ends.
_UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<(?:script|style|template)\b", re.I), re.compile(r"</(?:script|style|template)\s*>", re.I)),
)
_FILLED = re.compile(
    r"<(?:iframe|video|audio|svg|object|embed|canvas|form|input|button|select)\b"
    r"|<(div|ul|ol|table|tbody|section|span|p)\b[^<>]*>\s*</\1\s*>",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]*>|&\w{1,10};")
_BOX = re.compile(r"<(/?)(?:div|section|article|aside|li|ul|ol|table|tr|td|details)\b", re.IGNORECASE)
_CLOSED = re.compile(r"(?:\s|<!--(?:(?!-->).){0,200}-->)*</(?!h[1-6]\b)", re.IGNORECASE)
_ITEM = re.compile("<li", re.IGNORECASE)
_ITEM_ENDS = re.compile(r"(?:\s|</?(?:p|div|span|br|a)\b[^<>]*>)*</li\b", re.IGNORECASE)
# A picture, a sign of an icon font, or a box with a picture behind it.
_SIGN = re.compile(
    r"<i|<[a-z]+\b[^<>]{0,200}\b(?:class=[\"'][^<>\"']{0,100}\b(?:fa|icon|play)\b|background(?:-image)?:\s*url)",
    re.IGNORECASE,
)
# A line drawn with marks, or what something comes to: "10 nights with tea = 4.1".
_DRAWN = re.compile(r"[=*_~-]{5}|\w = \d")
# Pictures and arrows behind the words.
_ORNAMENT = re.compile(r"[\s\u2190-\u2bff\ufe0f\U0001f000-\U0001ffff]{1,20}\Z")
_LONGEST = 120
_SENTENCE, _LEAD = 5, 8
_SAYING = 3
_RUN, _DEEP = 3, 3
_TAG = re.compile(r"<h[1-6]\b([^<>]{0,600})>", re.IGNORECASE)
_NAMED = re.compile(r"\W{0,6}([^\W\d_]{4,}):")
_NUMBERED = re.compile(r"\d{1,2}[.)]")
_BOX_OPENS = re.compile(r"<(?:div|section|article|li|td)", re.IGNORECASE)
_LABEL = 5
_QUOTES = ('"', "“")
# A list of references that a tool makes of the keys in the text: [@roe2020].
_CITED = re.compile(r"\[(?:[^\[\]\n]{0,80}[\s;-])?@[A-Za-z][\w:.+-]{0,60}[^\[\]\n]{0,80}\]")
_WITHIN = re.compile(r"[^\W\d][.!?:]\s+\w")
_BOX_ENDS = re.compile(r"</(?:div|section|article)\b", re.IGNORECASE)
_NEAR = 600
# What stands beside an article: customers' words, a newsletter, links and opening hours that a click shows.
_BESIDE = (
    r"\b[^<>]{0,200}?\bclass=[\"'][^<>\"']{0,100}?\b"
    r"(?:testimonial|testimonials-slider|newsletter|cta|subscribe|sign-?up|quick-?links|drop-?down|link-drop|(?:opening|working|business)-?(?:hours|times?))\b"
)
_ASIDE = re.compile(rf"<aside\b|<(?:div|section|article|li|ul|ol|table|details){_BESIDE}", re.IGNORECASE)
_ASIDE_TITLE = re.compile(rf"<h[1-6]{_BESIDE}", re.IGNORECASE)
_BOX_REACH = 3000
# A card that turns, a slide, the panel of a tab, what comes over a card that is pointed at.
_FACES = (
    r"\b[^<>]{0,200}?(?:\brole=[\"']?tabpanel|\bclass=[\"'][^<>\"']{0,100}?"
    r"\b(?:flip-card|card-(?:front|back)|slide|[\w-]{0,20}slider|swiper|carousel-item|tab-pane|[\w-]{1,20}-panel|group-hover:(?:opacity|translate))\b)"
)
_FACE = re.compile(rf"<(?:div|section|article|li){_FACES}", re.IGNORECASE)
_FACE_TITLE = re.compile(rf"<h[1-6]{_FACES}", re.IGNORECASE)


class Parts:
    """The headings of an article in the order of the text, with what stands between and around them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.html = document.format == "html"
        found = (section.heading for section in document.root.walk())
        self.headings = sorted((heading for heading in found if heading), key=lambda block: block.span)
        self.starts = [heading.span.start for heading in self.headings]
        self.shown = sorted(_shown(document))
        self.pictures = sorted(image.span.end for image in document.images)
        self.links = sorted(link.span for link in document.links)
        self.linked = {link.span: link.text for link in document.links}

    def is_empty(self, heading: Block) -> bool:
        """Tell whether nothing that a reader could see stands between a heading and the next one.

        The blocks of its section are known to be none. A picture is no block: it stands anywhere.
        """
        if not is_named(heading) or is_passage(heading) or self.leads(heading) or self.is_item(heading):
            return False
        following = self._next(heading)
        if (
            _introduces(heading, following)
            or self._is_subtitle(heading, following)
            or self._is_listed(heading)
        ):
            return False
        end = following.span.start if following else len(self.document.source.text)
        first = bisect_left(self.shown, heading.span.start)
        if first < len(self.shown) and self.shown[first] < end:
            return False
        if (
            self.html
            and following is not None
            and heading.text.endswith("?")
            and following.text.endswith("?")
        ):
            return heading.level != following.level
        if following is not None and self.leads(following) and following.level >= heading.level:
            return False
        # So it is in HTML that stands in Markdown.
        markup = self.html or self.document.source.text.startswith("<h", heading.span.start)
        return not (markup and self._is_filled(heading, following, end))

    def is_cited(self) -> bool:
        """Tell whether a tool fills the section of references: the text gives keys of works."""
        return not self.html and _CITED.search(self.document.source.text) is not None

    def _next(self, heading: Block) -> Block | None:
        index = bisect_right(self.starts, heading.span.start)
        return self.headings[index] if index < len(self.headings) else None

    def _is_subtitle(self, heading: Block, following: Block | None) -> bool:
        """Tell whether a heading right below the title is deeper than the parts of the article."""
        index = bisect_left(self.starts, heading.span.start)
        return (
            index == 1
            and self.headings[0].level == 1
            and following is not None
            and following.level < heading.level
        )

    def _is_listed(self, heading: Block) -> bool:
        """Tell whether a heading in Markdown is an item of a list that was made of headings.

        It has a number, as the one beside it, and says what it has to say; or three deep ones stand in a row.
        """
        if self.html:
            return False
        index = bisect_left(self.starts, heading.span.start)
        beside = self.headings[max(0, index - 1) : index] + self.headings[index + 1 : index + 2]
        numbered = [other for other in beside if other.level == heading.level and _NUMBERED.match(other.text)]
        says = len(heading.text.split()) > _SAYING or heading.text.endswith(".")
        if numbered and _NUMBERED.match(heading.text) and says:
            return True
        run = [*range(index - 1, max(-1, index - _RUN), -1)], [*range(index, index + _RUN)]
        return heading.level >= _DEEP and sum(self._follow(way, heading.level) for way in run) >= _RUN

    def _follow(self, indexes: list[int], level: int) -> int:
        """Return how many headings of a level follow each other with nothing under them."""
        return sum(1 for _ in takewhile(lambda index: self._is_bare(index, level), indexes))

    def _is_bare(self, index: int, level: int) -> bool:
        if index >= len(self.headings) or self.headings[index].level != level:
            return False
        following = self.headings[index + 1 : index + 2]
        end = following[0].span.start if following else len(self.document.source.text)
        nothing = not self.document.source.text[self.headings[index].span.end : end].strip()
        return nothing and (not following or following[0].level <= level)

    def _is_filled(self, heading: Block, following: Block | None, end: int) -> bool:
        """Tell whether an HTML page has something under a heading that is no block of the article.

        That is a list of other pages, a form or a film, an element without content, which a script
        fills, and what a heading of the same level opens that stands deeper in the page. A line over the
        title proper, and the caption of a picture or a card, have nothing under them either.
        """
        text = self.document.source.text
        if not _is_closed(text, heading):
            return True  # Its end tag is wrong, so nobody knows where it ends.
        between = text[heading.span.end : end]
        stop = _ENDS.search(between)
        rest = _seen(between[: stop.start() if stop else len(between)])
        if stop and stop.group().lower() == "<nav" and not rest.strip():
            return True
        if _FILLED.search(rest) or _WORD.search(_TAGS.sub(" ", rest)):
            return True
        if following is None:
            return False
        if not between.strip():
            return following.level < heading.level or _is_set_off(text, heading, following)
        boxes = [bool(closed) for closed in _BOX.findall(between)]
        return 2 * sum(boxes) < len(boxes) or self.is_caption(heading)

    def is_caption(self, heading: Block) -> bool:
        """Tell whether a heading stands right behind a picture or a sign, and ends their box in the page."""
        if not self.html or not _CLOSED.match(self.document.source.text, heading.span.end):
            return False
        if 1 <= len(self.label(heading).split()) <= _LABEL:
            return True
        before = bisect_right(self.pictures, heading.span.start)
        picture = self.pictures[before - 1] if before else -1
        text = self.document.source.text
        first = max(0, heading.span.start - _NEAR)
        at = _last(_SIGN, text, first, heading.span.start)
        if picture >= first:
            at = max(at, picture)
        return at >= 0 and not _WORD.search(_TAGS.sub(" ", text[at : heading.span.start]))

    def label(self, heading: Block) -> str:
        """Return the words that stand before a heading in the innermost box around it."""
        start = heading.span.start
        before = self.document.source.text[max(0, start - _NEAR) : start]
        at = _last(_BOX_OPENS, before, 0, len(before))
        inside = before[at:] if at >= 0 and not _BOX_ENDS.search(before, at) else ""
        return " ".join(_TAGS.sub(" ", _seen(inside)).split())

    def is_beside(self, heading: Block) -> bool:
        """Tell whether a heading stands in a box beside the article of an HTML page, or is of its class."""
        return self._is_in(heading, _ASIDE_TITLE, _ASIDE)

    def is_by_turns(self, heading: Block) -> bool:
        """Tell whether a heading stands on one of several faces of a page, of which one is seen at a time."""
        return self._is_in(heading, _FACE_TITLE, _FACE)

    def _is_in(self, heading: Block, title: re.Pattern[str], box: re.Pattern[str]) -> bool:
        """Tell whether a heading's own tag, or an open box around it in HTML, is of a kind."""
        text, start = self.document.source.text, heading.span.start
        if not self.html:
            return False
        if title.match(text, start):
            return True
        boxes = box.finditer(text, max(0, start - _BOX_REACH), start)
        return any(_is_open(text, found.end(), start) for found in boxes)

    def is_item(self, heading: Block) -> bool:
        """Tell whether a heading is all that an item of a list holds."""
        text, start = self.document.source.text, heading.span.start
        if not self.html or not _ITEM_ENDS.match(text, heading.span.end):
            return False
        at = _last(_ITEM, text, max(0, start - _NEAR), start)
        return at >= 0 and not _WORD.search(_TAGS.sub(" ", text[at:start]))

    def leads(self, heading: Block) -> bool:
        """Tell whether a heading only leads to another page: it is a link, or stands in one."""
        if self.holds(heading):
            return True
        first = bisect_left(self.links, (heading.span.start, 0))
        inside = self.links[first : bisect_left(self.links, (heading.span.end, 0))]
        said = [span for span in inside if self.linked[span]]
        if self.html and said and heading.text.startswith(self.linked[said[0]].strip()):
            return True
        return any(2 * len(self.linked[span]) >= len(heading.text) for span in said)

    def holds(self, heading: Block) -> bool:
        """Tell whether a heading stands in a link: on a card that leads to another page."""
        before = bisect_right(self.links, (heading.span.start, len(self.document.source.text)))
        return before > 0 and heading.span.end <= self.links[before - 1].end

    @cached_property
    def classed(self) -> bool:
        """Whether anything in the page has a class."""
        return "class=" in self.document.source.text

    def is_for_screen(self, heading: Block) -> bool:
        """Tell whether the page shows a heading on screens of some sizes only, as its classes say."""
        if not self.classed:
            return False
        from medlint.parse.html.names import by_screen

        start, end = heading.span
        text = self.document.source.text
        if by_screen().search(text[start : text.find(">", start, end) + 1]):
            return True
        before = text[max(0, start - _NEAR) : start]
        # What is closed before the heading is not around it.
        opened = [match.end() for match in by_screen().finditer(before)]
        return any(not _BOX_ENDS.search(before, at) for at in opened)


def _last(pattern: re.Pattern[str], text: str, first: int, end: int) -> int:
    """Return where a pattern matches last between two places, -1 if it does not."""
    return max((match.start() for match in pattern.finditer(text, first, end)), default=-1)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a box of an HTML page whose start tag ends at `start` is not closed before `end`."""
    depth = 1
    for closed in _BOX.findall(text, start, end):
        depth += -1 if closed else 1
        if depth == 0:
            return False
    return True


@of_latest
def parts_of(document: Document) -> Parts:
    """Return an article's parts."""
    return Parts(document)


def _is_closed(text: str, heading: Block) -> bool:
    """Tell whether a heading that begins with its tag ends with the end tag of the same element."""
    start, end = heading.span
    last = text.rfind("</", start, end)
    return (
        text[start : start + 1] != "<"
        or text[start + 1 : start + 3].lower() == text[last + 2 : last + 4].lower()
    )


def _is_set_off(text: str, heading: Block, following: Block) -> bool:
    """Tell whether two headings of one level are one title in two looks: their classes or styles differ."""
    tags = [_TAG.match(text, block.span.start) for block in (heading, following)]
    looks = [tag[1].strip() for tag in tags if tag is not None]
    return heading.level == following.level and len(set(filter(None, looks))) == 2


def low_title(document: Document) -> Block | None:
    """Return the heading that opens an article as its title although its level is not the first."""
    first = next((block for block in document.blocks if block.place != "chrome" and block.text), None)
    if first is None or first.kind != "heading" or first.inferred or first.level == 1 or is_passage(first):
        return None
    rest = [block for block in headings(document) if block is not first and not block.inferred]
    return first if rest and all(block.level > first.level for block in rest) else None


def is_named(heading: Block) -> bool:
    """Tell whether a heading has a name at all: a figure or a number alone is none."""
    return bool(_LETTER.search(heading.text))


def is_passage(heading: Block) -> bool:
    """Tell whether a heading is text that was only made to look like one: a sentence, or what leads on."""
    text = _ORNAMENT.sub("", heading.text)
    words = text.split()
    if _NUMBERED.match(text):
        return False
    least = _SENTENCE if text.endswith((".", ";")) else _LEAD if text.endswith((":", "!")) else len(words) + 1
    ends = len(words) >= least and 2 * sum(word[0].islower() for word in words) >= len(words)
    if len(text) > _LONGEST and (text[:1] in _QUOTES or _WITHIN.search(text)):
        return True
    return ends or _DRAWN.search(text) is not None


def _introduces(heading: Block, following: Block | None) -> bool:
    """Tell whether a heading leads in the questions, numbered headings or kinds of its level."""
    text = heading.text.rstrip()
    if following is None or following.level != heading.level:
        return False
    # "Recipes" leads in "Recipe: soup", also behind a number.
    named = _NAMED.match(following.text)
    if named is not None and any(word.startswith(named[1].lower()) for word in text.lower().split()):
        return True
    if _NUMBERED.match(text):
        return False
    asks = text.endswith(":") and following.text.rstrip().endswith("?")
    return asks or following.text.startswith(("1.", "1)", "A.", "A)", "I.", "I)"))


def _shown(document: Document) -> Iterator[int]:
    """Yield where something stands that readers see although it has no words."""
    comments = {comment.span.start for comment in document.comments}
    yield from (image.span.start for image in document.images)
    yield from (
        block.span.start
        for block in document.blocks
        if block.kind == "code" or (block.kind == "html" and block.span.start not in comments)
    )
    if document.format in ("markdown", "mdx") and any(sign in document.source.text for sign in "<{"):
        inside = merged(comment.span for comment in document.comments)
        starts = (found.end() - 1 for found in _PRINTED.finditer(document.source.text))
        yield from (at for at in starts if not covers(inside, at))


def _seen(markup: str) -> str:
    """Return markup without comments, scripts and styles."""
    for opening, closing in _UNSEEN:
        first, *hidden = opening.split(markup)
        ends = ((piece, closing.search(piece)) for piece in hidden)
        markup = " ".join((first, *(piece[found.end() :] for piece, found in ends if found)))
    return markup
