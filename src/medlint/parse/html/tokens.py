"""Cuts HTML into tokens with exact places, in linear time on any text.

It follows the HTML standard where that is cheap and forgives where writers err: a tag that never
ends is text, a quotation mark that never closes ends its tag at the next `>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from medlint._records import NamedTuple
from medlint.source import Span

TokenKind = Literal["text", "start", "end", "comment", "raw", "template"]


class Token(NamedTuple):
    """A piece of HTML: `[start, end)` in the source; `inner` is what stands inside its marks.

    `inner` of a start tag is where its attributes stand, of a comment or raw text the text itself.
    `name` is a tag's name in lower case. Raw text (script, style, title …) takes its end tag with it;
    character data of XML is raw text named `#cdata`. Template tags and declarations say nothing.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    inner: Span = Span(0, 0)


class Attribute(NamedTuple):
    """An attribute: its value as the page means it, and where name and value stand (without quotes)."""

    text: str
    span: Span
    key_span: Span


_NEXT = re.compile(r"<(?=[A-Za-z/!?])|\{(?=[{%#])")
# The group is not possessive: Python up to 3.11.4 gets that wrong (see `medlint.phrases`).
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)([^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*)>""")
_BARE_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)))?"""
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_FREQUENT = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&apos;": "'",
    "&nbsp;": "\u00a0",
    "&mdash;": "—",
    "&ndash;": "–",
    "&rsquo;": "’",
    "&lsquo;": "‘",
    "&rdquo;": "”",
    "&ldquo;": "“",
    "&#8217;": "’",
    "&middot;": "·",
    "&hellip;": "…",
    "&copy;": "©",
}
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PATIENCE = 16
_SHORT = 2000


def entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the character references in a range: where each starts and ends, and what it stands for."""
    for match in _ENTITY.finditer(text, start, end):
        visible = decode_entity(match.group())
        if visible is not None:
            yield match.start(), match.end(), visible


def decode_entity(spelling: str) -> str | None:
    """Return what a character reference stands for, or None if it is none."""
    found = _FREQUENT.get(spelling)
    if found is not None:
        return found
    from html import unescape

    visible = unescape(spelling)
    return None if visible == spelling else visible


def unescaped(text: str) -> str:
    """Return a text with its character references resolved."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def attributes(text: str, inner: Span) -> dict[str, Attribute]:
    """Return the attributes of a start tag by lower-case name; the first of a name wins."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, *inner):
        name = match.group(1).lower()
        if name in found:
            continue
        group = match.lastindex or 1
        key = Span(match.start(1), match.end(1))
        if group == 1:
            found[name] = Attribute("", Span(key.end, key.end), key)
        else:
            found[name] = Attribute(unescaped(match.group(group)), Span(*match.span(group)), key)
    return found


def closes_itself(text: str, token: Token) -> bool:
    """Tell whether a start tag ends in a slash that is not the end of an unquoted value."""
    start, end = token.inner
    if end == start or text[end - 1] != "/":
        return False
    return end - 1 == start or text[end - 2] in " \t\n\"'}"


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`, in order and without gaps between text and marks."""
    yield from _Tokenizer(text, start, len(text) if end is None else end).run()


class _Tokenizer:
    """Walks a text once; what was looked for and is not there is never looked for again."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.failures = 0
        self.found: dict[str, int] = {}
        self.unclosed: set[str] = set()

    def run(self) -> Iterator[Token]:
        text, end = self.text, self.end
        text_start = scan = self.at
        search, match_tag = _NEXT.search, _TAG.match
        while match := search(text, scan, end):
            at = match.start()
            token: Token | None
            reach = end
            if self.failures >= _PATIENCE:
                reach = at if self._find(">", at) == -1 else min(end, at + _SHORT)
            if text[at] == "<" and (tag := match_tag(text, at, reach)):
                slash, name, _ = tag.groups()
                token = Token("end" if slash else "start", at, tag.end(), name.lower(), Span(*tag.span(3)))
            else:
                token = self._other(at)
            if token is None:
                scan = at + 1
                continue
            if text_start < at:
                yield Token("text", text_start, at)
            yield token
            text_start = scan = token.end
            if token.kind == "start" and token.name in RAW and (raw := self._raw(token)):
                yield raw
                text_start = scan = raw.end
        if text_start < end:
            yield Token("text", text_start, end)

    def _find(self, mark: str, at: int) -> int:
        """Return where `mark` stands next, or -1."""
        known = self.found.get(mark)
        if known is None or (known != -1 and known < at):
            known = self.text.find(mark, at, self.end)
            self.found[mark] = known
        return known

    def _other(self, at: int) -> Token | None:
        """Return the comment, declaration, template tag or broken tag at a place, if there is one."""
        text = self.text
        if text[at] == "{":
            return self._template(at)
        following = text[at + 1]
        if text.startswith("<!--", at, self.end):
            return self._comment(at)
        if text.startswith("<![CDATA[", at, self.end):
            close = self._find("]]>", at)
            if close != -1:
                return Token("raw", at, close + 3, "#cdata", Span(at + 9, close))
        if following == "?" and (close := self._find("?>", at)) != -1:
            return Token("template", at, close + 2)
        close = self._find(">", at)
        if close == -1:
            self.failures += 1
            return None
        if following in "!?" or (following == "/" and not text[at + 2].isalpha()):
            return Token("template", at, close + 1)
        return self._broken_tag(at)

    def _broken_tag(self, at: int) -> Token | None:
        """Return a tag whose quotation marks do not pair up: it ends at the first `>`."""
        self.failures += 1
        tag = _BARE_TAG.match(self.text, at, self.end)
        if tag is None:
            return None
        return Token(
            "end" if tag.group(1) else "start", at, tag.end(), tag.group(2).lower(), Span(*tag.span(3))
        )

    def _comment(self, at: int) -> Token:
        for empty in ("<!-->", "<!--->"):
            if self.text.startswith(empty, at, self.end):
                return Token("comment", at, at + len(empty), "", Span(at + 4, at + 4))
        close = self._find("-->", at + 4)
        if close == -1:
            return Token("comment", at, self.end, "", Span(at + 4, self.end))
        return Token("comment", at, close + 3, "", Span(at + 4, close))

    def _template(self, at: int) -> Token | None:
        mark = self.text[at : at + 2]
        close = self._find(_CLOSERS[mark], at + 2)
        if close == -1:
            return None
        kind: TokenKind = "comment" if mark == "{#" else "template"
        return Token(kind, at, close + 2, "", Span(at + 2, close))

    def _raw(self, token: Token) -> Token | None:
        """Return the text up to the closing tag of a raw-text element; without one, up to the end."""
        name = token.name
        if name in self.unclosed:
            return None
        closing = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE)
        match = closing.search(self.text, token.end, self.end)
        if match is not None:
            return Token("raw", token.end, match.end(), name, Span(token.end, match.start()))
        if name in ("title", "textarea"):
            self.unclosed.add(name)
            return None
        return Token("raw", token.end, self.end, name, Span(token.end, self.end))
