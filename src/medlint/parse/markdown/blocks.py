"""Reads the block structure of Markdown with mistune, and keeps where each block stands.

mistune 3.4 gives no positions. Here its block parser notes them: each state knows at which line of the
whole text its own text begins, and each token which range of its state's text it was made from. The
text of a list item or block quotation is derived (markers cut off, tabs expanded), but line by line:
its line `i` is the tail of the whole text's line `base + i`, and that is all that offsets need.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Literal

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.helpers import BLOCK_TAGS
from mistune.list_parser import LIST_PATTERN

from medlint._records import NamedTuple
from medlint.parse.markdown.tables import BLANK, TABLE, parse_table
from medlint.source import trimmed

LeafKind = Literal["heading", "paragraph", "item", "cell", "code", "html", "rule"]
Token = dict[str, Any]

_LIST = re.compile(LIST_PATTERN, re.M)
_FOOTNOTE = re.compile(r"\^[^\s\[\]]{1,100}")
_BLANKS = re.compile(r"[ \t]*")
_BREAK = r"^ {0,3}(?:\*[ \t]*\*[ \t]*\*[ \t*]*|_[ \t]*_[ \t]*_[ \t_]*|-[ \t]*-[ \t]*-[ \t-]*)$"
"""A thematic break. mistune's own pattern keeps, for each mark of a long one, where it could go back to."""
_BOX = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_INDENTED_TAG = re.compile(r"[ \t]+<(?:(?P<until>script|style|!--)|/?(?P<tag>[A-Za-z][\w-]*)[\s/>])", re.I)
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_SCRIPT_END = re.compile(r"</(?:script|style)\b[^\n]*\n?", re.I)


class State(BlockState):
    """A text being read: the whole text, or that of one list item or block quotation."""

    def __init__(self, parent: State | None = None) -> None:
        super().__init__(parent)
        self.base = 0
        self.quoted: bool = parent.quoted if parent is not None else False
        self.containers: list[tuple[str, int]] = []
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset of the first character of each line of `src`."""
        if self._starts is None:
            starts = [0]
            at = self.src.find("\n")
            while at != -1:
                starts.append(at + 1)
                at = self.src.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def line_of(self, offset: int) -> int:
        """Return the line (from 0) of `src` that an offset stands in."""
        return bisect_right(self.starts, offset) - 1 if offset else 0

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> State:
        """Return the state of a container's text, which knows the line it begins at."""
        child = super().child_state(src, lazy_line_starts)
        assert isinstance(child, State)
        kind, line = self.containers[-1]
        if kind == "list":
            match = _LIST.match(self.src, self.starts[line])
            bare = match is not None and not match["list_3"].strip()
            # The marker line of the next item has just been read.
            self.containers[-1] = (kind, self.line_of(max(self.cursor - 1, 0)))
            line += bare
        else:
            child.quoted = True
        child.base = self.base + line
        return child

    def append_token(self, token: Token) -> None:
        """Add a token, which knows its state."""
        token["state"] = self
        super().append_token(token)

    def add_paragraph(self, text: str) -> None:
        """Add the text at the cursor to the paragraph before it, or begin one."""
        end = self.cursor + len(text)
        last = self.last_token()
        if last and last["type"] == "paragraph":
            last["text"] += text
            last["at"] = (last["at"][0], end)
        else:
            self.append_token({"type": "paragraph", "text": text, "at": (self.cursor, end)})

    def append_paragraph(self) -> int | None:
        """Add the line at the cursor to the paragraph before it, if there is one; return its end."""
        end = super().append_paragraph()
        if end:
            last = self.last_token()
            last["at"] = (last["at"][0], end)
        return end


class SpanBlockParser(BlockParser):
    """mistune's block parser, with tables and footnotes, whose tokens carry their range (`at`)."""

    state_cls = State

    def __init__(self, *, indented_code: bool = True, tables: bool = True) -> None:
        """Make a parser; MDX has no `indented_code`, and a text without bars no `tables`."""
        super().__init__()
        for rules in (self.rules, self.list_rules, self.block_quote_rules):
            if not indented_code:
                rules.remove("indent_code")
            if tables:
                rules.append("table")
        self.specification["thematic_break"] = _BREAK
        self.specification["table"] = TABLE
        self._methods["table"] = parse_table

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Read the blocks of a state.

        As mistune does, but no pattern is tried where a letter opens a line, for none begins with one
        except that of a table, which has a bar; and none is searched for across lines, for all of them
        match at the beginning of a line only.
        """
        rules = self.rules if rules is None else rules
        match = self.compile_sc(rules).match
        indents, tables = "indent_code" in rules, "table" in rules
        src, size = state.src, state.cursor_max
        while state.cursor < size:
            at = state.cursor
            found = None
            if tables or not src[at].isalpha():
                if indents and src[at] in " \t":
                    end = _emptied(state) or _html_goes_on(state) or self._parse_indent_code_fast(state)
                    if end is not None:
                        state.cursor = end
                        continue
                found = match(src, at)
            if found is None:
                end = _text_end(src, at, match, tables=tables)
                state.add_paragraph(src[at:end])
            else:
                end = self.parse_method(found, state)
                if not end:
                    end = state.find_line_end()
                    state.add_paragraph(state.get_text(end))
            state.cursor = end

    def parse_method(self, m: re.Match[str], state: BlockState) -> int | None:
        """Read what a pattern has found, and note its range."""
        before = len(state.tokens)
        kind = m.lastgroup or ""
        end = self._methods[kind](m, state)
        if end:
            if len(state.tokens) > before:
                state.tokens[-1].setdefault("at", (m.start(), end))
            elif kind == "setex_heading":
                last = state.last_token()
                last["at"] = (last["at"][0], end)
        return end

    def parse_atx_heading(self, m: re.Match[str], state: BlockState) -> int:
        """Read a heading; mistune's own search for closing hashes is quadratic in blanks."""
        text = m["atx_2"]
        at = m.start("atx_2") + len(text) - len(text.lstrip(string.whitespace))
        text = text.strip(string.whitespace)
        bare = text.rstrip("#")
        if not bare or bare[-1].isspace():
            text = bare.rstrip()
        level = len(m["atx_1"])
        state.append_token({"type": "heading", "text": text, "text_at": at, "attrs": {"level": level}})
        return m.end() + 1

    def parse_ref_link(self, m: re.Match[str], state: BlockState) -> int | None:
        """Read a link definition and keep its target as it is written; cut the label off a footnote.

        What follows a footnote's label on its line begins a paragraph.
        """
        if _FOOTNOTE.fullmatch(m["reflink_1"]):
            state.append_token({"type": "footnote"})
            blanks = _BLANKS.match(state.src, m.end())
            return blanks.end() if blanks else m.end()
        from mistune.helpers import parse_link_href
        from mistune.util import unikey

        links = state.env["ref_links"]
        known = len(links)
        end = super().parse_ref_link(m, state)
        if len(links) > known:
            href, _ = parse_link_href(state.src, m.end(), block=True)
            links[unikey(m["reflink_1"])]["written"] = href
        return end

    def parse_block_quote(self, m: re.Match[str], state: BlockState) -> int:
        """Read a block quotation, whose first line is the one of the match."""
        assert isinstance(state, State)
        state.containers.append(("quote", state.line_of(m.start())))
        try:
            return super().parse_block_quote(m, state)
        finally:
            state.containers.pop()

    def parse_list(self, m: re.Match[str], state: BlockState) -> int:
        """Read a list, whose first marker stands on the line of the match."""
        assert isinstance(state, State)
        from medlint.parse.markdown.lists import read_list

        state.containers.append(("list", state.line_of(m.start())))
        try:
            return read_list(self, m, state)
        finally:
            state.containers.pop()

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        before, start = len(state.tokens), state.cursor
        end = super()._parse_indent_code_fast(state)
        if end is not None and len(state.tokens) > before:
            state.tokens[-1]["at"] = (start, end)
        return end


def _emptied(state: BlockState) -> int | None:
    """Read lines of blanks; return their end. mistune has four blanks for code, which ends no paragraph."""
    blank = _BLANK_LINES.match(state.src, state.cursor)
    if blank is None:
        return None
    state.append_token({"type": "blank_line"})
    return blank.end()


def _html_goes_on(state: BlockState) -> int | None:
    """Read indented HTML behind an empty line in HTML, or at the very beginning; return its end.

    CommonMark has it for code. Whoever writes whole pages of HTML into Markdown indents it as HTML, and
    shows it as HTML.
    """
    tag = _INDENTED_TAG.match(state.src, state.cursor)
    if tag is None:
        return None
    before = next((token["type"] for token in reversed(state.tokens) if token["type"] != "blank_line"), None)
    opens = before is None and state.parent is None and (tag["tag"] or "").lower() in BLOCK_TAGS
    if before != "block_html" and not opens:
        return None
    start, kind = state.cursor, (tag["until"] or "").lower()
    if kind == "!--":
        closed = state.src.find("-->", tag.end())
        end = state.src.find("\n", closed) + 1 if closed != -1 else 0
    else:
        closed_by = _SCRIPT_END if kind else _EMPTY_LINES
        found = closed_by.search(state.src, tag.end())
        end = found.end() if found else 0
    end = end or state.cursor_max
    state.append_token({"type": "block_html", "raw": state.src[start:end], "at": (start, end)})
    return end


def _text_end(src: str, at: int, match: Callable[[str, int], object], *, tables: bool) -> int:
    """Return where the lines end, from the one at `at` on, behind which some pattern matches."""
    size = len(src)
    end = src.find("\n", at) + 1 or size
    while end < size:
        after = src.find("\n", end) + 1 or size
        plain = src[end].isalpha() and not (tables and src.find("|", end, after) != -1)
        if not plain and match(src, end):
            break
        end = after
    return end


class Leaf(NamedTuple):
    """A block without blocks inside, as CommonMark has it.

    `start`, `end` and `at` are offsets into `state.src`: the block, and where its inline text begins.
    `depth` counts the lists around it, `group` numbers the innermost one or the table; `top` tells
    that the block stands in no list and no quotation.
    """

    kind: LeafKind
    state: State
    start: int
    end: int
    at: int = 0
    text: str = ""
    level: int = 0
    ordered: bool = False
    group: int = 0
    top: bool = True
    style: str = ""


class _Place(NamedTuple):
    """Where in the nesting of lists and quotations a block stands."""

    depth: int = 0
    ordered: bool = False
    group: int = 0
    top: bool = True


class _Numbers:
    """Counts lists and tables."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last = 0

    def take(self) -> int:
        self.last += 1
        return self.last


def read_leaves(text: str, parser: SpanBlockParser) -> tuple[list[Leaf], dict[str, Any]]:
    r"""Return the leaf blocks of a text in reading order, and mistune's link definitions.

    `text` has `\n` for every line end.
    """
    state = State()
    state.process(text if text.endswith("\n") else text + "\n")
    parser.parse(state)
    return list(_walk(state.tokens, _Place(), _Numbers())), dict(state.env)


def _walk(tokens: list[Token], place: _Place, numbers: _Numbers, *, item: bool = False) -> Iterator[Leaf]:
    """Yield the leaves below tokens; the depth of the recursion is bounded by mistune's nesting limit."""
    footnote = False
    for token in tokens:
        # A state and its tokens would hold one another until the collector looks for such circles.
        state, kind = token.pop("state", None), token["type"]
        if kind in ("blank_line", "footnote"):
            footnote = footnote or kind == "footnote"
            continue
        if kind == "block_quote":
            yield from _walk(token["children"], place._replace(top=False), numbers)
        elif kind == "list":
            inner = _Place(place.depth + 1, bool(token["attrs"]["ordered"]), numbers.take(), top=False)
            for child in token["children"]:
                yield from _walk(child["children"], inner, numbers, item=True)
        elif kind == "table":
            yield from _table_leaves(token, state, numbers.take())
        else:
            indented = footnote and token.get("style") == "indent"
            yield _leaf("paragraph" if indented else kind, token, state, place, item=item)
            footnote = footnote and (indented or kind in ("paragraph", "block_text"))
            item = False
            continue
        item = footnote = False


def _table_leaves(token: Token, state: State, group: int) -> Iterator[Leaf]:
    for row in token["rows"]:
        for start, end in row:
            if start < end:
                text = state.src[start:end]
                yield Leaf("cell", state, start, end, start, text, group=group, top=False)


def _leaf(kind: str, token: Token, state: State, place: _Place, *, item: bool) -> Leaf:
    start, end = token["at"]
    if kind in ("paragraph", "block_text"):
        start, end = trimmed(state.src, start, end, BLANK)
        if not item:
            return Leaf("paragraph", state, start, end, start, state.src[start:end], top=place.top)
        box = _BOX.match(state.src, start, end)
        at = box.end() if box else start
        text = state.src[at:end]
        return Leaf("item", state, start, end, at, text, place.depth, place.ordered, place.group, top=False)
    if kind == "heading":
        start, end = trimmed(state.src, start, end, BLANK)
        style = token.get("style", "atx")
        text = token["text"].strip(BLANK) if style == "setext" else token["text"]
        at = start if style == "setext" else token["text_at"]
        level = token["attrs"]["level"]
        return Leaf("heading", state, start, end, at, text, level, top=place.top, style=style)
    if kind == "block_code":
        return Leaf("code", state, *_code_range(token, state.src), top=place.top)
    start, end = trimmed(state.src, start, end, BLANK)
    return Leaf("html" if kind == "block_html" else "rule", state, start, end, top=place.top)


def _code_range(token: Token, src: str) -> tuple[int, int]:
    """Return the range of a code block: indented code keeps its first indent, a fence its blank lines."""
    start, end = token["at"]
    text = src[start:end]
    start += len(text) - len(text.lstrip("\n"))
    blank = " \t\n" if token.get("style") == "indent" else "\n"
    return start, max(start, end - len(text) + len(text.rstrip(blank)))
