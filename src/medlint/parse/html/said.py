"""Reads who wrote a page and when from its elements: microdata, `rel`, `<time>` and class names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.document import Origin, Value
from medlint.parse.html import names
from medlint.parse.html.blocks import Open, Writer
from medlint.parse.html.structured import PEOPLE, Claim, statements
from medlint.parse.html.tokens import Attribute
from medlint.parse.mastheads import is_person
from medlint.source import Source, Span

_BOX = "author box"
_QUOTED = "quoted"
_TAGGED = "box of tags"
_CHIP = "chip"
_LISTS = ("tags", "categories")
_QUOTES = ("testimonial", "quote")
_FILING = ("cat", "tag", "topic")
_CHIP_WORDS = 4
_ABOUT_PEOPLE = ("author", "byline", "writer", "reviewer")
_LIMIT = 2000
_NAME_WORDS = 8
_LINE_END = re.compile(r"<br\b|</?(?:address|div|figure|h[1-6]|li|p|section|ul)\b", re.IGNORECASE)
_MOST_LINES = 6
_LINK = re.compile(r"<a\b([^<>]*)>((?:[^<]|<(?!/?a\b))*)</a\s*>", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REL_TAG = re.compile(r"\brel\s*=\s*[\"']?[^\"'<>]*\btag\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[\d·|•@]| [—–-] ")


class Said(NamedTuple):
    """A statement of the page, and the region that it stands in."""

    value: Value
    region: int


class _Scope:
    """An item of microdata: the field of ours that it fills, or whether it is about the page."""

    __slots__ = ("about", "field", "key", "named")

    def __init__(self, field: str, about: bool, key: Attribute | None) -> None:
        self.field = field
        self.about = about
        self.key = key
        self.named = False


class Statements:
    """Collects the statements of a page while its elements open and close."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.said: list[Said] = []
        self._claims: list[Claim] = []
        self._quoted = 0
        self._scopes: list[_Scope] = []

    def open(self, element: Open, writer: Writer) -> None:
        """Read an element's attributes; what its text says is read when it closes."""
        found = element.attributes
        if "itemprop" in found or "itemscope" in found:
            self._microdata(element, writer)
        if element.name == "time":
            self._time(found, writer.region)
        elif (filed := self._filed(element)) is not None:
            self._claim(element, filed)
        elif not self._is_microdata_author(found):
            key, field = self._author_key(found)
            if self._is_quoted(found):
                self._claim(element, Claim(_QUOTED, "page", "", None))
            elif key is not None and not writer.quote and not self._is_checker(element, writer):
                guessed = key is not found.get("rel")
                self._claim(element, Claim(field, "page", key.text.strip(), key.span, guessed))

    def meta(self, found: dict[str, Attribute], region: int) -> None:
        """Read a `<meta itemprop>`, which may stand anywhere in an item."""
        prop, content = found["itemprop"], found.get("content")
        field, key = self._field(prop)
        if content is not None and field:
            self._say(content.span, _claim(field, "microdata", key), region)

    def close(self, element: Open, effect: str, at: int, region: int) -> None:
        """Read what a closing element says; its content reaches up to `at`."""
        if effect == "scope":
            self._end_scope(element, at, region)
            return
        claim = self._claims.pop()
        self._quoted -= claim.field == _QUOTED
        if claim.field == _QUOTED or self._quoted:
            return  # Who said something did not write the page.
        if claim.field == _BOX:
            self._box(claim, element.after, at, region)
            return
        if at - element.after > _LIMIT:
            return
        read = {_TAGGED: self._tags, _CHIP: self._chip}.get(claim.field)
        if read is not None:
            read(claim, element.after, at, region)
            return
        text, span = names.visible(self.text, element.after, at)
        if claim.field in ("author", "editor", "reviewer"):
            # A link around a portrait is called what the portrait shows.
            called = element.attributes.get("title")
            if not text and called is not None and called.text.strip() and "href" in element.attributes:
                text, span = called.text.strip(), called.span
            if claim.origin == "page" and _LINE_END.search(self.text, element.after, at):
                self._box(claim, element.after, at, region)
                return
            named = self._name(text, span)
            if named is None:
                return
            text, span = named
        elif claim.field in _LISTS and claim.origin == "microdata":
            if "<" not in self.text[span.start : span.end]:
                self._say(span, claim, region)
            return
        if text and not names.is_template(self.text[span.start : span.end]):
            self.said.append(Said(claim.value(text, span), region))

    def _microdata(self, element: Open, writer: Writer) -> None:
        found = element.attributes
        prop = found.get("itemprop")
        field, key = self._field(prop) if prop is not None else ("", None)
        if "itemscope" in found:
            kind = found["itemtype"].text.strip().rpartition("/")[2] if "itemtype" in found else ""
            about = not kind or kind in names.names().types
            person = field if field in PEOPLE else ""
            self._scopes.append(_Scope(person, about and not person and prop is None, prop))
            element.effects.append(("scope", 0))
            return
        if key is None or not field:
            return
        stated = found.get("content") or found.get("datetime")
        if stated is not None:
            self._say(stated.span, _claim(field, "microdata", key), writer.region)
        else:
            self._claim(element, _claim(field, "microdata", key))

    def _field(self, prop: Attribute) -> tuple[str, Attribute]:
        """Return the field that a property fills where it stands, or nothing, and what names it."""
        known = names.names()
        scope = self._scopes[-1] if self._scopes else None
        for name in prop.text.split():
            if scope is not None and scope.field:
                if name == "name":
                    scope.named = True
                    return scope.field, scope.key or prop
                if known.person.get(name) and scope.field == "author":
                    return known.person[name], prop
            elif (scope is None or scope.about) and known.properties.get(name):
                return known.properties[name], prop
        return "", prop

    def _end_scope(self, element: Open, at: int, region: int) -> None:
        scope = self._scopes.pop()
        if not scope.field or scope.named or scope.key is None or at - element.after > _LIMIT:
            return
        named = self._name(*names.visible(self.text, element.after, at))
        if named is not None:
            key = scope.key
            value = Value(scope.field, named[0], named[1], "microdata", key.text.strip(), key.span)
            self.said.append(Said(value, region))

    def _time(self, found: dict[str, Attribute], region: int) -> None:
        stated = found.get("datetime")
        if stated is None or not stated.text.strip() or "itemprop" in found:
            return
        if "pubdate" in found:
            self._say(stated.span, _claim("published", "page", found["pubdate"]), region)
        elif "class" in found:
            # WordPress writes "published updated" on the date of a post that was never changed.
            kinds = {_time_kind(token) for token in found["class"].text.lower().split()}
            for field in ("published", "updated"):
                if field in kinds:
                    self._say(stated.span, _claim(field, "page", found["class"]), region)
                    return

    def _is_microdata_author(self, found: dict[str, Attribute]) -> bool:
        return "itemprop" in found and self._field(found["itemprop"])[0] in PEOPLE

    def _filed(self, element: Open) -> Claim | None:
        """Return what a link or the class of a box says of its text: that it names the article's tags."""
        found = element.attributes
        rel = found.get("rel")
        if rel is not None and element.name == "a":
            kinds = rel.text.lower().split()
            if "tag" in kinds:
                return Claim("categories" if "category" in kinds else "tags", "page", rel.text, rel.span)
        name = found.get("class")
        if name is None or not any(map(name.text.lower().__contains__, _FILING)):
            return None
        tokens = [token for token in name.text.replace("_", "-").split() if len(token) <= 60]
        if element.name != "a" and any(names.names().tagged.fullmatch(token.lower()) for token in tokens):
            return Claim(_TAGGED, "page", name.text.strip(), name.span)
        if any(names.names().chip.fullmatch(_CAMEL.sub("-", token).lower()) for token in tokens):
            return Claim(_CHIP, "page", name.text.strip(), name.span)
        return None

    def _tags(self, claim: Claim, start: int, end: int, region: int) -> None:
        """Read the links of a box of tags; those that say themselves what they are were read before."""
        told = Claim("tags", claim.origin, claim.key, claim.key_span)
        for link in _LINK.finditer(self.text, start, end):
            text, span = names.visible(self.text, *link.span(2))
            if text and not _REL_TAG.search(link[1]) and not names.is_template(text):
                self.said.append(Said(told.value(text, span), region))

    def _chip(self, claim: Claim, start: int, end: int, region: int) -> None:
        """Read a few words by whose class alone they say where the article is filed."""
        text, span = names.visible(self.text, start, end)
        if len(text.split()) > _CHIP_WORDS or any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
            return
        if not names.is_template(self.text[span.start : span.end]) and not names.names().checked.search(text):
            told = Claim("categories", claim.origin, claim.key, claim.key_span, inferred=True)
            self.said.append(Said(told.value(text, span), region))

    def _is_quoted(self, found: dict[str, Attribute]) -> bool:
        """Tell whether an element's class marks it as what somebody else said of something."""
        name = found.get("class")
        if name is None or not any(map(name.text.lower().__contains__, _QUOTES)):
            return False
        tokens = name.text.lower().replace("_", "-").split()
        return any(len(token) <= 60 and names.names().quoted.fullmatch(token) for token in tokens)

    def _author_key(self, found: dict[str, Attribute]) -> tuple[Attribute | None, str]:
        """Return the `rel` or class that marks an element as the author's name, or as a box that holds it."""
        rel = found.get("rel")
        if rel is not None and "author" in rel.text.lower().split():
            return rel, "author"
        name = found.get("class")
        if name is not None and any(map(name.text.lower().__contains__, _ABOUT_PEOPLE)):
            known = names.names()
            for token in name.text.lower().replace("_", "-").split():
                if len(token) <= 60 and known.author.fullmatch(token):
                    return name, "author"
                if len(token) <= 60 and known.author_box.fullmatch(token):
                    return name, _BOX
                if len(token) <= 60 and known.qualified.fullmatch(token):
                    return name, "credentials"
        return None, ""

    def _box(self, claim: Claim, start: int, end: int, region: int) -> None:
        """Read the name in a box about the author: its first line that is the name of a person.

        A box that says who checked the text is not about the author.
        """
        lines = 0
        for first, last in _cut_lines(self.text, start, min(end, start + _LIMIT)):
            text, span = names.visible(self.text, first, last)
            if len(text) <= 2 or not any(map(str.isalpha, text)):
                continue
            if lines == _MOST_LINES or names.names().checked.search(text):
                return
            lines += 1
            named = self._name(text, span)
            if named is not None and is_person(named[0]):
                told = Claim("author", claim.origin, claim.key, claim.key_span, inferred=True)
                self.said.append(Said(told.value(*named), region))
                return

    def _is_checker(self, element: Open, writer: Writer) -> bool:
        """Tell whether the words before a name say that it is a reviewer's or an editor's."""
        if writer.builder is None:
            return False
        before, _ = names.visible(self.text, max(writer.inline_at, element.start - 80), element.start)
        return names.names().checked.search(before) is not None

    def _claim(self, element: Open, claim: Claim) -> None:
        self._claims.append(claim)
        self._quoted += claim.field == _QUOTED
        element.effects.append(("claim", 0))

    def _name(self, text: str, span: Span) -> tuple[str, Span] | None:
        """Return the name in a byline and where it stands, or None if it is more than a name."""
        known = names.names()
        opening = known.by.match(text)
        if opening is not None and opening.end() < len(text):
            text = text[opening.end() :]
            at = self.text.rfind(text, *span)
            if at == -1:
                return None
            span = Span(at, at + len(text))
        # A dash before a name says who said what stands above.
        if not text or text[0] in "—–―-" or len(text.split()) > _NAME_WORDS or _NOT_A_NAME.search(text):
            return None
        if known.checked.search(text) or names.is_template(text) or names.is_address(text):
            return None
        return text, span

    def _say(self, span: Span, claim: Claim, region: int) -> None:
        for value in statements(self.text, span, claim):
            self.said.append(Said(value, region))


def _cut_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that the tags in a range of markup part."""
    for match in _LINE_END.finditer(text, start, end):
        yield start, match.start()
        start = match.start()
    yield start, end


def _time_kind(token: str) -> str:
    """Return the field that a class of a `<time>` names, or nothing."""
    known, name = names.names().times, token.replace("_", "-")
    if len(name) > 60:
        return ""
    return next((field for field in ("updated", "published") if known[field].fullmatch(name)), "")


def _claim(field: str, origin: Origin, key: Attribute) -> Claim:
    return Claim(field, origin, key.text.strip(), key.span)
