"""Finds and blanks out template code in a Markdown file.

Each construct becomes blanks, so that every character of the rest keeps its place. Code fences, code
spans, HTML comments, scripts and styles are left as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from medlint.document import Comment
from medlint.parse.jsx import esm_end, expression_end, import_end, tag_end
from medlint.parse.templates import Prepared
from medlint.source import Span

_FENCE = re.compile(r"^[ \t>*+\-\d.)]{0,40}?(`{3,}|~{3,})([^\n]*)$", re.M)
_POINT = re.compile(
    r"\\[\\`<{]|`+|<!--|<(?=[A-Za-z/>])|\{{9,}|\{|^(?=(?:import|export)\b)|^[ \t]{0,12}:{3,}[^\n]*$", re.M
)
_RAW_TAG = re.compile(r"<(script|style|pre|textarea)\b", re.I)
_ATTRIBUTES = re.compile(r"\{(?:#[\w-]|\.[A-Za-z]|:[ \t]?[\w.#])[^{}\n]{0,200}(?<!#)\}")
_DIRECTIVE = re.compile(r"[ \t]*:{3,}[ \t]*[\w-]*")
_TITLE = re.compile(r"\[([^\[\]\n]+)\]|[ \t]([^\s{\[][^\n{]*)")
_LABEL = re.compile(r"""\s(?:title|heading|header|label)=(?:"([^"<>{}\n]{2,120})"|'([^'<>{}\n]{2,120})')""")
_OVER_TEXT = re.compile(r"[ \t]*\n\s*(?!</)\S")
_SPACE = re.compile(r"""\{\s{0,9}["']( {1,9})["']\s{0,9}\}""")
_END_COMMENT = re.compile(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}")
_END_HIGHLIGHT = re.compile(r"\{%-?\s{0,9}endhighlight\s{0,9}-?%\}")
_EXPRESSION = re.compile(r'\s*\{\s*(?:(JSON\.stringify\(\s*\{(?=\s*"))|`|(?=[\w(]))')
_LIQUID_BLOCK = re.compile(r"\{%-?\s{0,9}(comment|highlight)\b")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*")
_NO_NEWLINE = re.compile("[^\n]")
_LONE_END = re.compile(r"\n[ \t]*>\Z")
_NOTHING = "\u200b"
_LONGEST = 2000
_NEAR = 300
_DEEPEST = 50
_FAILURES = 16


def _fences(text: str, start: int) -> list[tuple[int, int]]:
    """Return the ranges of code fences, leniently: in a list or component they stand anywhere."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in _FENCE.finditer(text, start):
        mark, rest = match.groups()
        if opened is None:
            if mark[0] == "~" or "`" not in rest:
                opened = match.start(), mark
        elif mark.startswith(opened[1]) and not rest.strip():
            found.append((opened[0], match.end()))
            opened = None
    if opened is not None:
        found.append((opened[0], len(text)))
    return found


class Blanker:
    """Goes through a text once and notes what to blank."""

    def __init__(self, text: str, start: int, *, mdx: bool) -> None:
        self.text, self.start, self.mdx = text, start, mdx
        self.fences = _fences(text, start)
        self.blanks: list[tuple[int, int, str]] = []
        self.comments: list[Comment] = []
        self.titles: list[int] = []
        self.open: list[tuple[str, int]] = []
        self.bodies: list[tuple[int, int]] = []
        self.ticks: dict[int, list[int]] | None = None
        self.paragraph_end = -1
        self.missing: set[str] = set()
        self.failures = 0

    def run(self) -> None:
        """Find all there is to blank out."""
        text, pos, fence = self.text, self.start, 0
        while True:
            match = _POINT.search(text, pos)
            if match is None:
                return
            at = match.start()
            while fence < len(self.fences) and self.fences[fence][1] <= at:
                fence += 1
            if fence < len(self.fences) and self.fences[fence][0] <= at:
                pos = self.fences[fence][1]
                continue
            pos = max(self._at(at, match.group()), at + 1, match.end())

    def _at(self, at: int, mark: str) -> int:
        """Deal with what stands at an offset and return where to go on."""
        if mark.startswith("`"):
            return self._code_span(at, len(mark))
        if mark == "<!--":
            return self._find("-->", at)
        if mark == "<":
            return self._tag(at)
        if mark == "{":
            return self._brace(at)
        if mark == "":
            return self._esm(at)
        if mark.lstrip().startswith(":"):
            return self._directive(at, at + len(mark))
        return at

    def _find(self, mark: str, at: int, limit: int | None = None) -> int:
        """Return the offset after the next `mark`, or `at` if there is none."""
        if mark in self.missing:
            return at
        found = self.text.find(mark, at, len(self.text) if limit is None else at + limit)
        if found == -1:
            if limit is None:
                self.missing.add(mark)
            return at
        return found + len(mark)

    def _code_span(self, at: int, size: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for match in re.finditer("`+", self.text[self.start :]):
                self.ticks.setdefault(match.end() - match.start(), []).append(match.start() + self.start)
        if self.paragraph_end < at:
            end = self.text.find("\n\n", at)
            self.paragraph_end = len(self.text) if end == -1 else end
        starts = self.ticks.get(size, [])
        index = bisect_right(starts, at)
        if index < len(starts) and starts[index] < self.paragraph_end:
            return starts[index] + size
        return at + size

    def _blank(self, start: int, end: int, fill: str = " ") -> int:
        self.blanks.append((start, end, fill))
        return end

    def _esm(self, at: int) -> int:
        before = self.blanks[-1][1] if self.blanks else self.start
        fresh = at in (self.start, before + 1) or self.text.startswith("\n\n", at - 2)
        end = import_end(self.text, at)
        if end == at and self.failures <= _FAILURES and (self.mdx or self.text.startswith("export", at)):
            end = esm_end(self.text, at, mdx=self.mdx and fresh)
            self.failures += end == at
        return self._blank(at, end) if end > at else at

    def _brace(self, at: int) -> int:
        text = self.text
        if text.startswith("{/*", at):
            end = self._find("*/}", at)
            return self._comment(at, end, 3, 3) if end > at else at
        match = _ATTRIBUTES.match(text, at)
        if match:
            return self._blank(at, match.end())
        if self.mdx:
            end = self._expression(at)
            if end > at:
                space = _SPACE.fullmatch(text, at, end)
                if space is None:
                    return self._blank(at, end, self._fill(at, _NOTHING))
                self._blank(at, space.start(1))
                return self._blank(space.end(1), end)
        if text.startswith("{%", at):
            return self._liquid(at)
        if text.startswith("{#", at):
            end = self._find("#}", at, _LONGEST)
            return self._comment(at, end, 2, 2) if end > at else at
        if text.startswith("{{", at):
            end = self._find("}}", at, _LONGEST)
            return self._blank(at, end, self._fill(at, "x")) if end > at else at
        return at

    def _liquid(self, at: int) -> int:
        end = self._find("%}", at, _LONGEST)
        if end == at:
            return at
        block = _LIQUID_BLOCK.match(self.text, at)
        closing = _END_COMMENT if block and block[1] == "comment" else _END_HIGHLIGHT
        if block is None or closing.pattern in self.missing:
            return self._blank(at, end, self._fill(at, "x"))
        last = closing.search(self.text, end)
        if last is None:
            self.missing.add(closing.pattern)
            return self._blank(at, end)
        if block[1] == "comment":
            return self._comment(at, last.end(), end - at, last.end() - last.start())
        return self._blank(at, last.end())

    def _comment(self, start: int, end: int, before: int, after: int) -> int:
        self.comments.append(Comment(self.text[start + before : end - after], Span(start, end)))
        return self._blank(start, end, self._fill(start, _NOTHING))

    def _fill(self, at: int, letter: str) -> str:
        """Return what code becomes for mistune: nothing at the start of a line, else a character.

        So that `**{{ name }}**` stays bold and a link keeps its target, and a tag in front of a
        heading does not make it a paragraph.
        """
        near = max(at - _NEAR, 0)
        line = max(self.text.rfind("\n", near, at) + 1, self.start, near)
        return " " if _PREFIX.fullmatch(self._so_far(line, at)) else letter

    def _so_far(self, start: int, end: int) -> str:
        """Return a part of the text with what was blanked last as it is now."""
        text = self.text[start:end]
        for a, b, fill in self.blanks[-3:]:
            if start <= a and b <= end:
                text = text[: a - start] + fill * (b - a) + text[b - start :]
        return text

    def _expression(self, at: int) -> int:
        """Return the end of a `{expression}`, or `at`; too many without an end, and none are sought."""
        if self.failures > _FAILURES:
            return at
        end = expression_end(self.text, at)
        self.failures += end == at
        return end

    def _tag(self, at: int) -> int:
        tag = tag_end(self.text, at, mdx=self.mdx, expression=self._expression)
        if tag is None:
            raw = _RAW_TAG.match(self.text, at)
            if raw is None:
                return at
            return self._find(f"</{raw[1].lower()}", at)
        if not tag.component:
            if self.mdx and _LONE_END.search(self.text, max(at, tag.end - _NEAR), tag.end):
                # A ">" on a line of its own would begin a quotation.
                return self._blank(at, tag.end, self._fill(at, _NOTHING))
            for start, end in tag.expressions:
                self._blank(start, end)
            return self._raw(at, tag.end)
        label = self._label(at, tag.end) if tag.kind == "open" and tag.name[:1].isupper() else None
        if label is None:
            self._blank(at, tag.end, self._fill(at, _NOTHING))
        else:
            self._head(at, label.start() + 1, label.span(label.lastindex or 0), tag.end)
        self._nest(at, tag.end, tag.name, tag.kind)
        return tag.end

    def _label(self, at: int, end: int) -> re.Match[str] | None:
        """Return what labels the text inside a component on lines of its own: `title="Take care"`."""
        line = self.text.rfind("\n", max(at - _NEAR, 0), at) + 1
        if self.text[line:at].strip(" \t") or not _OVER_TEXT.match(self.text, end):
            return None
        return _LABEL.search(self.text, at, end)

    def _raw(self, at: int, end: int) -> int:
        """Go over the content of a script or the like; of an expression in it, only JSON is kept."""
        raw = _RAW_TAG.match(self.text, at)
        close = self._find(f"</{raw[1].lower()}", at) if raw else at
        if raw is None or close <= end:
            return end
        close -= len(raw[0]) + 1
        code = _EXPRESSION.match(self.text, end, close)
        if code:
            start = code.end() - 1 if code[1] else code.end()
            stop = expression_end(self.text, start) if code[1] else self.text.rfind("`", start, close)
            if start < stop <= close:
                self._blank(end, start)
                end = stop
            self._blank(end, close)
        return close

    def _nest(self, at: int, end: int, name: str, kind: str) -> None:
        """Note the body of a component, whose indentation is not Markdown's."""
        if kind == "open" and len(self.open) < _DEEPEST:
            self.open.append((name, end))
        elif kind == "close":
            for index in range(len(self.open) - 1, -1, -1):
                if self.open[index][0] == name:
                    self.bodies.append((self.open[index][1], at))
                    del self.open[index:]
                    return

    def _directive(self, at: int, end: int) -> int:
        match = _DIRECTIVE.match(self.text, at)
        assert match is not None
        title = _TITLE.match(self.text, match.end(), end)
        if title is None:
            return self._blank(at, end)
        start, stop = title.span(title.lastindex or 0)
        colons = self.text.index(":", at)
        return self._head(colons, colons, (start, stop), end)

    def _head(self, start: int, mark: int, title: tuple[int, int], end: int) -> int:
        """Make a heading of a title, with its hashes from `mark` on, and blank out the rest."""
        self.titles.append(title[0])
        self._blank(start, mark)
        self._blank(mark, mark + 3, "#")
        self._blank(mark + 3, title[0])
        return self._blank(title[1], end)

    def done(self) -> Prepared:
        """Return the text as it is now."""
        if not self.blanks and not self.bodies:
            return Prepared(self.text, self.text, self.text[self.start :])
        page = self._filled(lambda _: " ")
        visible = self._filled(lambda _: _NOTHING)
        markdown = self._lines(self._filled(lambda fill: fill))
        same = len(markdown) == len(page) - self.start
        return Prepared(page, visible, markdown, same, tuple(self.comments), frozenset(self.titles))

    def _filled(self, character: Callable[[str], str]) -> str:
        """Return the text with another character for each of code but a line end."""
        pieces: list[str] = []
        last = 0
        for start, end, fill in self.blanks:
            part = self.text[start:end]
            new = character(fill)
            blank = _NO_NEWLINE.sub(new, part) if "\n" in part else new * len(part)
            pieces += (self.text[last:start], blank)
            last = end
        return "".join((*pieces, self.text[last:]))

    def _lines(self, page: str) -> str:
        """Return the lines to parse: code in front of a line, and components, do not indent it."""
        lines = page[self.start :].split("\n")
        starts = [self.start]
        for line in lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        indents = self._indents(lines, starts)
        blanks, blank = self.blanks, 0
        for index, begin in enumerate(starts):
            line = lines[index]
            end = begin + len(line)
            while blank < len(blanks) and blanks[blank][1] <= begin:
                blank += 1
            if blank < len(blanks) and blanks[blank][0] < end:
                line = _without_code(line, max(blanks[blank][0] - begin, 0))
            if index in indents:
                line = line[min(indents[index], len(line) - len(line.lstrip(" \t"))) :]
            lines[index] = line
        return "\n".join(lines)

    def _indents(self, lines: list[str], starts: list[int]) -> dict[int, int]:
        """Return how far the lines inside components are indented by them."""
        indents: dict[int, int] = {}
        for start, end in sorted(self.bodies):
            first = bisect_right(starts, start)
            last = bisect_right(starts, end) - 1
            indent = None
            for index in range(first, last):
                line = lines[index]
                if indent is None and line.strip():
                    indent = len(line) - len(line.lstrip(" \t"))
                if indent:
                    indents[index] = indent
        return indents


def _without_code(line: str, at: int) -> str:
    """Return a line whose first code stands at `at`, with no blanks in front because of it."""
    match = _PREFIX.match(line[:at])
    if match is None or match.end() < at:
        return line
    rest = line[at:].lstrip(" \t")
    if not line[:at].strip():
        return line[:at] + rest if rest else ""
    if not rest:
        return line
    # After a list's or quotation's marker blanks would indent code; the marker keeps its place.
    return line[:at] + _NOTHING * (len(line) - at - len(rest)) + rest
