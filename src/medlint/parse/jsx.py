"""Finds where JavaScript ends in Markdown: imports and exports, `{expressions}` and JSX tags.

Every function takes an offset and returns the end of what begins there; an end equal to the offset
means that nothing of the kind does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from medlint._records import NamedTuple

_STRING = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`"""
_IN_EXPRESSION = re.compile(_STRING + r"|/\*|[{}]")
_IN_STATEMENT = re.compile(_STRING + r"|(?<![:\w])//[^\n]*|/\*|[(\[{]|[)\]}]|\n")
_IMPORT = re.compile(
    r"""import[ \t\n]*(?:[\w$*{][^'"`;.]{0,600}?[\s}]from[ \t\n]*)?(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')"""
    r"[ \t]*;?[ \t]*(?=\n|\Z)"
)
_EXPORT = re.compile(r"export[ \t]+(?:const|let|var|default|function|async|class|\*|\{|type|interface)")
_ESM = re.compile(r"import[\s{*'\"]|export[\s{*]")
_GOES_ON = "=,([{+&|?:"
_NAME = re.compile(r"<(/?)([A-Za-z][\w$-]*(?:[.:][A-Za-z][\w$-]*)*)?(?=[\s/>])")
_ATTRIBUTE = re.compile(
    r"""\s*(?:[A-Za-z_$@:][\w.:@$-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|(?P<value>(?=\{))|[^\s"'=<>`{]+))?|(?P<spread>(?=\{)))"""
)
_CLOSE = re.compile(r"\s*(/?)>")
# In MDX these hold Markdown and say nothing about the text themselves.
_TRANSPARENT = frozenset(("div", "section", "article", "aside", "main", "span", "center", "figure"))
_RAW = frozenset(("script", "style"))
# The HTML elements that pages of old write in capitals.
_HTML = re.compile(
    r"A|ABBR|ADDRESS|B|BIG|BLOCKQUOTE|BODY|BR|CENTER|CITE|CODE|DD|DIV|DL|DT|EM|FONT|FORM|H[1-6]|HEAD|HR|HTML"
    r"|I|IFRAME|IMG|INPUT|LI|LINK|META|OL|P|PRE|Q|S|SCRIPT|SMALL|SPAN|STRIKE|STRONG|STYLE|SUB|SUP|TABLE"
    r"|TBODY|TD|TH|THEAD|TITLE|TR|TT|U|UL"
)


class Tag(NamedTuple):
    """A tag: where it ends, and whether it is a component or plain HTML.

    `expressions` are the attribute values in braces of a plain tag, with their `=`.
    """

    name: str
    end: int
    kind: Literal["open", "close", "empty"]
    component: bool
    expressions: tuple[tuple[int, int], ...] = ()


def expression_end(text: str, at: int) -> int:
    """Return the end of the `{…}` at an offset: braces balance outside strings and comments."""
    depth = 0
    pos = at
    while True:
        match = _IN_EXPRESSION.search(text, pos)
        if match is None:
            return at
        pos = match.end()
        mark = match.group()
        if mark == "/*":
            pos = text.find("*/", pos) + 2
            if pos == 1:
                return at
        elif mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                return pos


def import_end(text: str, at: int) -> int:
    """Return the end of an `import … from "…"` statement in its strict form."""
    match = _IMPORT.match(text, at)
    return match.end() if match else at


def esm_end(text: str, at: int, *, mdx: bool) -> int:
    """Return the end of the import or export statement at an offset.

    Outside MDX only the forms that prose cannot take are statements. A statement whose brackets do not
    close has no end.
    """
    if not (_ESM if mdx else _EXPORT).match(text, at):
        return at
    depth = 0
    pos = at
    while True:
        match = _IN_STATEMENT.search(text, pos)
        if match is None:
            return len(text) if depth == 0 else at
        pos = match.end()
        mark = match.group()
        if mark == "/*":
            pos = text.find("*/", pos) + 2
            if pos == 1:
                return at
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif mark == "\n" and depth <= 0 and not _goes_on(text, at, match.start()):
            return match.start()


def _goes_on(text: str, start: int, newline: int) -> bool:
    before = text[max(start, newline - 80) : newline].rstrip()
    return before.endswith(tuple(_GOES_ON)) and bool(text[newline + 1 : newline + 2].strip("\n"))


def tag_end(text: str, at: int, *, mdx: bool, expression: Callable[[int], int]) -> Tag | None:
    """Return the JSX tag at an offset, or None; outside MDX only a component's is one.

    `expression` returns the end of an expression, as `expression_end` does.
    """
    if mdx and text.startswith(("<>", "</>"), at):
        end = text.index(">", at) + 1
        return Tag("", end, "close" if text[at + 1] == "/" else "open", component=True)
    match = _NAME.match(text, at)
    if match is None or not match[2]:
        return None
    name = match[2]
    component = _is_component(name)
    if not component and not mdx:
        return None
    found = _attributes(text, match.end(), expression)
    if found is None:
        return None
    end, empty, expressions = found
    kind: Literal["open", "close", "empty"] = "close" if match[1] else "empty" if empty else "open"
    if name in _TRANSPARENT or (name in _RAW and kind == "empty"):
        component = True
    return Tag(name, end, kind, component, () if component else tuple(expressions))


def _is_component(name: str) -> bool:
    """Tell a component from HTML in capitals (`<BR>`)."""
    return "." in name or (name[0].isupper() and not _HTML.fullmatch(name))


def _attributes(
    text: str, pos: int, expression: Callable[[int], int]
) -> tuple[int, bool, list[tuple[int, int]]] | None:
    """Return a tag's end, whether it closes itself, and its attribute values in braces."""
    expressions: list[tuple[int, int]] = []
    while True:
        close = _CLOSE.match(text, pos)
        if close:
            return close.end(), bool(close[1]), expressions
        match = _ATTRIBUTE.match(text, pos)
        if match is None or (match.end() == pos and match["spread"] is None):
            return None
        start, pos = pos, match.end()
        if match["value"] is not None or match["spread"] is not None:
            end = expression(pos)
            if end == pos:
                return None
            equals = text.find("=", start, pos) if match["value"] is not None else pos
            expressions.append((equals, end))
            pos = end
