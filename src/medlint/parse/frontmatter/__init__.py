"""Front matter: the block of YAML, TOML or JSON that opens an article, with the place of each value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from medlint._records import NamedTuple
from medlint.document import FrontMatter, KeySpan, Problem
from medlint.source import Source, Span

Syntax = Literal["yaml", "toml", "json"]

MAX_CHARACTERS = 500_000
MAX_DEPTH = 50
TOO_DEEP = f"it is nested more than {MAX_DEPTH} levels deep"
_TOO_LONG = "its keys are too long for what is nested in them"
_POINTERS = 200_000
_POINTERS_A_CHARACTER = 40
"""What the pointers of a block may take up together, beside `_POINTERS`, for each of its characters."""
_LINES_ABOVE = 20
_OPENINGS: Mapping[str, tuple[Syntax, str]] = {
    "---": ("yaml", "---"),
    "---yaml": ("yaml", "---"),
    "---toml": ("toml", "---"),
    "---json": ("json", "---"),
    "+++": ("toml", "+++"),
    ";;;": ("json", ";;;"),
}
_CLOSINGS: Mapping[str, str] = {
    "---": r"^(?:---|\.\.\.)[ \t]*$",
    "+++": r"^\+\+\+[ \t]*$",
    ";;;": r"^;;;[ \t]*$",
}
_KEY = re.compile(
    r"""(?:[^\s#:{\[>|&*!%@`'"-][^:\n]{0,80}|"[^"\n]{1,80}"|'[^'\n]{1,80}')[ \t]{0,8}:(?=\s|\Z)"""
)
_SIMPLE_KEY = re.compile(r"[^\W\d][\w.-]{0,60}:(?=\s|\Z)")
_JSON_START = re.compile(r'\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:|\})')


class Parsed(NamedTuple):
    """What one syntax reader returns: values, their places (offsets in the file), and problems."""

    data: dict[str, object]
    spans: dict[str, KeySpan]
    problems: tuple[Problem, ...] = ()
    end: int = 0


class _Block(NamedTuple):
    syntax: Syntax
    whole: Span
    inner: Span
    body: int
    closed: bool


class Broken(Exception):  # noqa: N818 - it never leaves the readers
    """A block cannot be read on: where, why, and the `kind` of the problem."""

    def __init__(self, at: int, reason: str, kind: str = "front-matter-syntax", length: int = 1) -> None:
        super().__init__(reason)
        self.at, self.reason, self.kind, self.length = at, reason, kind, length


class Pointers:
    """Makes the JSON pointers of a block.

    Each repeats all keys above it, so that a long key over a long list would fill the memory.
    """

    def __init__(self, characters: int) -> None:
        self._left = _POINTERS + _POINTERS_A_CHARACTER * characters

    def below(self, pointer: str, key: str | int) -> str:
        """Return the pointer of a key or an index under `pointer`; raises `Broken` when it is too much."""
        step = f"{pointer}/{key if isinstance(key, int) else pointer_part(key)}"
        self._left -= len(step)
        if self._left < 0:
            raise Broken(0, _TOO_LONG)
        return step


def read_front_matter(source: Source) -> tuple[FrontMatter | None, int, tuple[Problem, ...]]:
    """Return an article's front matter, the offset where its body starts, and what is wrong with it.

    Never raises. A block that does not parse still gives what its well-formed keys say, and one
    problem at the place of the error. An opening fence that is never closed counts as front matter
    only if keys follow it.
    """
    text = source.text
    start, above = _first_line(text)
    if text.startswith("{", start) and _JSON_START.match(text, start):
        return _bare_json(source, start)
    block = _find(text, start, above)
    if block is None:
        head = _head(source) if start == 0 and text[:6].lower() == "title:" else None
        return (None, 0, ()) if head is None else (*head, ())
    if block.inner.end - block.inner.start > MAX_CHARACTERS:
        reason = f"it is longer than {MAX_CHARACTERS:,} characters"
        parsed = Parsed({}, {}, (syntax_problem(source, block.whole.start, reason),))
    else:
        parsed = _parse(source, block)
    if not _is_front_matter(text, block, parsed, above):
        return None, 0, ()
    problems = parsed.problems
    if not block.closed:
        fence = Span(block.whole.start, block.whole.start + 3)
        problems = (Problem("front-matter-unclosed", fence, {"line": source.position(fence.start).line}),)
    front = FrontMatter(block.syntax, parsed.data, parsed.spans, block.whole)
    return front, block.body, problems


def _head(source: Source) -> tuple[FrontMatter, int] | None:
    from medlint.parse.frontmatter.head import read_head

    return read_head(source)


def syntax_problem(source: Source, at: int, reason: str, length: int = 1) -> Problem:
    """Return the problem of a block that does not parse, at the character where it goes wrong."""
    at = min(at, len(source.text))
    end = min(at + length, len(source.text))
    values = {"reason": reason, "line": source.position(at).line}
    return Problem("front-matter-syntax", Span(at, end), values)


def pointer_part(key: str) -> str:
    """Return a key as one step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def number_as_typed(text: str) -> int | float | str:
    """Return a number, or the text where printing the number would not give what was typed."""
    if len(text) > 20:
        return text
    number: int | float
    try:
        number = int(text)
    except ValueError:
        try:
            number = float(text)
        except ValueError:
            return text
    return number if str(number) == text and text[-1].isdigit() else text


def _parse(source: Source, block: _Block) -> Parsed:
    if block.syntax == "toml":
        from medlint.parse.frontmatter.toml import read_toml

        return read_toml(source, *block.inner)
    if block.syntax == "json":
        from medlint.parse.frontmatter.json import read_json

        return read_json(source, *block.inner)
    from medlint.parse.frontmatter.plain import read_plain

    plain = read_plain(source.text, *block.inner)
    if plain is not None:
        return plain
    from medlint.parse.frontmatter.yaml import read_yaml

    return read_yaml(source, *block.inner)


def _first_line(text: str) -> tuple[int, bool]:
    """Return where the first line starts that is neither blank nor a comment; True after a comment."""
    at, comment = 0, False
    for _ in range(_LINES_ABOVE):
        end = text.find("\n", at, at + 1000)
        if end == -1:
            break
        line = text[at:end].strip()
        if line:
            if not line.startswith("# ") and not (line.startswith("<!--") and line.endswith("-->")):
                break
            comment = True
        at = end + 1
    return at, comment


def _find(text: str, start: int, above: bool) -> _Block | None:
    end = text.find("\n", start, start + 200)
    if end == -1:
        return None
    opening = text[start:end].partition(" #")[0].rstrip().replace(" ", "").lower()
    if text[start : start + 3] not in _CLOSINGS or opening not in _OPENINGS:
        return None
    syntax, fence = _OPENINGS[opening]
    closing = re.compile(_CLOSINGS[fence], re.M).search(text, end + 1)
    if closing is not None:
        inner = Span(end + 1, closing.start())
        body = min(closing.end() + 1, len(text))
        return _Block(syntax, Span(start, closing.end()), inner, body, closed=True)
    stop = _leading_keys(text, end + 1) if syntax == "yaml" and not above else 0
    if not stop:
        return None
    return _Block(syntax, Span(start, stop), Span(end + 1, stop), stop, closed=False)


def _leading_keys(text: str, start: int) -> int:
    """Return where the run of `key: value` lines at `start` ends, or 0 if it is no such run."""
    at, keys = start, 0
    while at < len(text) and at - start < MAX_CHARACTERS:
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        if _SIMPLE_KEY.match(text, at, end):
            keys += 1
        elif not (keys and text[at] in " \t-#" and text[at:end].strip(" \t-")):
            break
        at = min(end + 1, len(text))
    alone = keys == 1 and text[start].islower()
    return at if keys > 1 or alone else 0


def _is_front_matter(text: str, block: _Block, parsed: Parsed, above: bool) -> bool:
    """Tell front matter from text that stands between two thematic breaks."""
    if block.syntax != "yaml":
        return True
    inner = text[slice(*block.inner)]
    lines = [line for line in inner[:20_000].split("\n") if line.strip() and not line.startswith("#")]
    if not lines:
        return not above and not inner.strip("# \n\t")[:1]
    keys = sum(1 for line in lines if _SIMPLE_KEY.match(line))
    if above:
        return keys > 1 and "\n\n" not in inner.strip("\n") and not parsed.problems
    if _SIMPLE_KEY.match(lines[0]):
        # "Note: …" and paragraphs between two rules are text.
        return not (parsed.problems and keys == 1 and lines[0][0].isupper() and "\n\n" in inner)
    if _KEY.match(lines[0].lstrip()) or lines[0].startswith(("{", "? ")):
        return not parsed.problems and bool(parsed.data)
    return keys > 1 and sum(1 for line in lines if line[:1].islower()) > 1


def _bare_json(source: Source, start: int) -> tuple[FrontMatter | None, int, tuple[Problem, ...]]:
    """Read an object that opens the file without fences and ends with its line."""
    from medlint.parse.frontmatter.json import read_json

    text = source.text
    parsed = read_json(source, start, min(len(text), start + MAX_CHARACTERS), whole=False)
    end = parsed.end
    if parsed.problems and not parsed.end:
        closing = re.compile(r"^\}[ \t]*$", re.M).search(text, start)
        if closing is None:
            return None, 0, ()
        end = closing.end()
    rest = text.find("\n", end)
    rest = len(text) if rest == -1 else rest
    if text[end:rest].strip():
        return None, 0, ()
    front = FrontMatter("json", parsed.data, parsed.spans, Span(start, end))
    return front, min(rest + 1, len(text)), parsed.problems
