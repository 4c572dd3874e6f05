"""Reads plain-text page dumps: title, headings, lists and metadata have to be inferred.

Each guess keeps to what the layout shows (empty lines, list marks, width, case, end punctuation) and
to the words of `rules/_vocabulary/text.yaml`. In doubt a line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from medlint._records import NamedTuple
from medlint.document import Block, Link, Page, Problem, Prose, Value
from medlint.parse.prose import plain
from medlint.parse.text.levels import Outline, heading_levels
from medlint.parse.text.lines import Unit, ends_sentence, ends_with_colon, read_units, starts_low
from medlint.parse.text.meta import read_meta_line, read_tag_line
from medlint.parse.text.shape import (
    has_picture,
    is_bare_heading,
    is_chrome,
    is_colon_heading,
    is_phone,
    is_phone_label,
    is_texty,
    is_title,
    menu_length,
)
from medlint.parse.text.words import is_section_name, text_words
from medlint.parse.wording import fold
from medlint.source import Source, Span

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”«»]{1,2000}")
_MARK = re.compile(r"\s*()#[ \t]+(?=[^\s#][^\n]{0,399}(?:\n|\Z))")
"""What marks the first line as the title, as in Markdown, to the left of it."""
_ITEM_LENGTH = 300
_STANDFIRSTS = 2
_MASTHEAD = 3
_HEAD = 120  # so many units, menu and all, can stand before the text

Kind = Literal["text", "title", "heading", "candidate", "item", "meta", "chrome", "rule"]


class _Head(NamedTuple):
    """What the lines around the title say, and what each unit of the page is so far."""

    kinds: list[Kind]
    values: tuple[Value, ...]
    problems: tuple[Problem, ...]


def parse_text(source: Source, start: int = 0) -> Page:
    """Return the page that a plain-text dump shows, from the offset `start` on.

    Headings, and with them their levels, are inferred; so is the split of a run-together line of
    tags. Each kind of guess is a Problem: `headings-inferred`, `tags-split`, `chrome-stripped`.
    """
    text = source.text
    marked = _MARK.match(text, start)
    first = marked.end(1) if marked else -1
    units = read_units(text, start, lambda unit: unit.start == first or _stands_alone(text, unit))
    if marked:
        units[0] = units[0]._replace(start=marked.end(), text=units[0].text[marked.end() - first :])
    head = _read_lines(text, units, titled=bool(marked))
    kinds = head.kinds
    _find_headings_and_lists(text, units, kinds)
    _settle_candidates(units, kinds)
    levels = heading_levels(_outline(units, kinds))
    blocks = tuple(_blocks(text, units, kinds, levels))
    problems = (*head.problems, *_chrome_problems(text, units, kinds), *_heading_problem(blocks))
    return Page(
        blocks=blocks,
        values=head.values,
        links=tuple(_links(text, start)),
        problems=tuple(sorted(problems, key=lambda problem: problem.span)),
    )


def _stands_alone(text: str, unit: Unit) -> bool:
    return is_chrome(unit) or read_meta_line(text, unit, None, head=True) is not None


def _read_lines(text: str, units: list[Unit], *, titled: bool) -> _Head:
    """Find title, metadata and page chrome, line by line; all else is text for now.

    `titled` is set where the first line is marked as the title.
    """
    menu = 0 if titled else menu_length(units) or _masthead_length(text, units)
    kinds: list[Kind] = ["title"] if titled else []
    values: list[Value] = []
    problems: list[Problem] = []
    texts = 0
    for index, unit in enumerate(units):
        after = units[index + 1] if index + 1 < len(units) else None
        head = texts < _STANDFIRSTS and index < _HEAD
        if len(kinds) > index:  # the value of a label on the line before
            continue
        if unit.is_rule:
            kinds.append("rule")
        elif index < menu or is_chrome(unit) or (head and not titled and _is_phone_line(unit, after)):
            kinds.append("chrome")
        elif (line := read_meta_line(text, unit, after, head=head)) is not None:
            kinds += ["meta", "meta"] if line[1] else ["meta"]
            values += line[0].values
        elif (
            head
            and titled
            and kinds[-1] in ("title", "meta")
            and (tags := read_tag_line(unit, tuple(values)))
        ):
            kinds.append("meta")
            values += tags.values
            problems += tags.problems
        elif (
            head and not titled and not texts and after is not None and is_title(unit) and _opens(text, after)
        ):
            kinds.append("title")
            titled = True
        else:
            kinds.append("text")
            texts += is_texty(text, unit) or (titled and is_section_name(unit.text)) or not titled
    return _Head(kinds, tuple(values), tuple(problems))


def _masthead_length(text: str, units: list[Unit]) -> int:
    """Return how many units above the title are the name of a paper and of its issue, line by line."""
    end = 0
    while end < min(_MASTHEAD, len(units)) and is_title(units[end]) and (end == 0 or not units[end].blanks):
        end += 1
    if not 1 < end < len(units) - 1 or not units[end].blanks or not is_title(units[end]):
        return 0
    lines = fold(text[units[0].start : units[end - 1].end])
    named = text_words().mastheads.search(lines) is not None
    return end if named and _opens(text, units[end + 1]) else 0


def _is_phone_line(unit: Unit, after: Unit | None) -> bool:
    return is_phone(unit) or (is_phone_label(unit) and after is not None and is_phone(after))


def _opens(text: str, after: Unit) -> bool:
    """Tell whether what stands behind a first line lets it be a title."""
    behind = after.is_rule or after.blanks or is_texty(text, after) or is_chrome(after)
    if behind and (not starts_low(text, after.start) or after.mark):
        return True
    return read_meta_line(text, after, None, head=True) is not None


def _find_headings_and_lists(text: str, units: list[Unit], kinds: list[Kind]) -> None:
    """Tell headings and list items from text."""
    index = 0
    while index < len(units):
        unit = units[index]
        if kinds[index] != "text":
            index += 1
            continue
        following = _following(kinds, index)
        after = units[following] if following is not None else None
        end = index + 1
        if unit.mark and not _is_marked_heading(text, unit, after):
            kinds[index] = "item"
        elif ends_with_colon(text, unit.end):
            heading = is_colon_heading(unit) if after is not None else is_section_name(unit.text)
            kinds[index] = "heading" if heading else "text"
            end = _unmarked_list(text, units, kinds, index, heading=heading)
            kinds[index + 1 : end] = ["item"] * (end - index - 1)
        elif unit.mark:
            kinds[index] = "heading"
        elif _is_candidate(text, units, kinds, index, after):
            kinds[index] = "candidate"
        index = end


def _following(kinds: list[Kind], index: int) -> int | None:
    """Return the next unit that a reader of the article sees, or None."""
    for other in range(index + 1, min(len(kinds), index + 200)):
        if kinds[other] not in ("meta", "chrome", "rule"):
            return other
    return None


def _is_marked_heading(text: str, unit: Unit, after: Unit | None) -> bool:
    """Tell whether a line with a number or tick before it is a heading: "1. Rest:"."""
    if after is None or after.mark or starts_low(text, after.start) or after.indent > unit.indent:
        return False
    if ends_with_colon(text, unit.end):
        return is_colon_heading(unit)
    return unit.numbered and len(unit.text.split()) <= 10 and is_bare_heading(unit) and is_texty(text, after)


def _unmarked_list(text: str, units: list[Unit], kinds: list[Kind], index: int, *, heading: bool) -> int:
    """Return the end of the list without marks that follows a colon; `index + 1` if there is none.

    It is made of two lines or more without an empty one between them. Where the first is no sentence,
    a sentence ends the list; lines that are all sentences are a list only behind a lead-in.
    """
    first = index + 1
    end = first
    sentences = first < len(units) and ends_sentence(text, units[first].end)
    if sentences and heading:
        return first
    while end < len(units):
        unit = units[end]
        if (
            kinds[end] != "text"
            or unit.mark
            or unit.end - unit.start > _ITEM_LENGTH
            or (end > first and unit.blanks)
        ):
            break
        if ends_with_colon(text, unit.end) or has_picture(unit):
            break
        if starts_low(text, unit.start) and not starts_low(text, units[first].start):
            break
        if not sentences and ends_sentence(text, unit.end):
            break
        end += 1
    if end < len(units) and not units[end].blanks and end > first and is_section_name(units[end - 1].text):
        end -= 1
    return end if end - first >= 2 else first


def _is_candidate(text: str, units: list[Unit], kinds: list[Kind], index: int, after: Unit | None) -> bool:
    """Tell whether a line stands where a heading stands and looks like one."""
    unit = units[index]
    if not is_bare_heading(unit):
        return False
    named = is_section_name(unit.text)
    if after is None:
        return named
    if starts_low(text, after.start) and not after.mark:
        return False
    if (
        index
        and not unit.blanks
        and kinds[index - 1] == "text"
        and not ends_sentence(text, units[index - 1].end)
    ):
        return False
    if after.blanks or after.mark or named:
        return bool(unit.blanks or after.blanks or after.mark or named)
    if len(unit.text.split()) > 8:
        return False
    if is_texty(text, after):
        return True
    # Two headings may stand one on the other, but what follows them is text: an address has none.
    other = _following(kinds, index + 1)
    return other is not None and is_bare_heading(after) and is_texty(text, units[other])


def _settle_candidates(units: list[Unit], kinds: list[Kind]) -> None:
    """Turn candidates into headings; of three or more in a row, most are rather the items of a list."""
    for run in _runs(kinds, lambda kind: kind == "candidate", skip=("meta", "chrome", "rule")):
        listed: Kind = "text" if "title" in kinds[max(run[0] - 1, 0) : run[0]] else "item"
        for index in run:
            named = is_section_name(units[index].text)
            leads = index == run[0] and listed == "item"
            starts_text = index == run[-1] and _following(kinds, index) is not None
            kinds[index] = "heading" if len(run) < 3 or named or leads or starts_text else listed


def _runs(
    kinds: list[Kind], wanted: Callable[[Kind], bool], skip: tuple[Kind, ...] = ()
) -> Iterator[list[int]]:
    """Yield lists of neighbours that are wanted, passing over those to skip."""
    run: list[int] = []
    for index, kind in enumerate(kinds):
        if wanted(kind):
            run.append(index)
        elif run and kind not in skip:
            yield run
            run = []
    if run:
        yield run


def _outline(units: list[Unit], kinds: list[Kind]) -> list[Outline]:
    """Return the headings below the title, and how each is set."""
    found: list[Outline] = []
    for index, kind in enumerate(kinds):
        if kind != "heading":
            continue
        following = _following(kinds, index)
        stacked = following is not None and kinds[following] == "heading"
        spaced = index + 1 < len(units) and units[index + 1].blanks > 0
        found.append(Outline(index, units[index], has_picture(units[index]), stacked, spaced))
    return found


def _blocks(text: str, units: list[Unit], kinds: list[Kind], levels: dict[int, int]) -> Iterator[Block]:
    group = 0
    indents: list[int] = []
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        span = Span(unit.start, unit.end)
        if kind == "rule":
            yield Block("rule", span, Prose())
            continue
        if kind in ("title", "heading"):
            start = unit.start - len(unit.mark) - 1 if unit.mark else unit.start
            start = text.rindex(unit.mark, 0, unit.start) if unit.mark else start
            level = 1 if kind == "title" else levels[index]
            yield Block("heading", Span(start, unit.end), plain(text, start, unit.end), level, inferred=True)
            continue
        prose = plain(text, unit.start, unit.end)
        if kind != "item":
            place: Literal["body", "meta", "chrome"] = "body"
            if kind in ("meta", "chrome"):
                place = "meta" if kind == "meta" else "chrome"
            yield Block("paragraph", span, prose, place=place)
            continue
        if index == 0 or kinds[index - 1] != "item" or _is_other_list(units[index - 1], unit):
            group += 1
            indents = [unit.indent]
        level = _depth(indents, unit.indent)
        yield Block("item", span, prose, level, ordered=unit.numbered, group=group)


def _is_other_list(before: Unit, unit: Unit) -> bool:
    """Tell whether two items that follow each other belong to different lists."""
    if bool(unit.mark) != bool(before.mark):
        return True
    return unit.blanks > 0 and unit.numbered != before.numbered and unit.indent <= before.indent


def _depth(indents: list[int], indent: int) -> int:
    """Return the depth of an item (from 1) and keep the indents of the lists that are open."""
    while len(indents) > 1 and indent < indents[-1]:
        indents.pop()
    if indent > indents[-1] + 1:
        indents.append(indent)
    return len(indents)


def _chrome_problems(text: str, units: list[Unit], kinds: list[Kind]) -> Iterator[Problem]:
    for run in _runs(kinds, lambda kind: kind == "chrome"):
        span = Span(units[run[0]].start, units[run[-1]].end)
        words = text[span.start : min(span.end, span.start + 80)].split()
        yield Problem("chrome-stripped", span, {"text": " ".join(words[:6])})


def _heading_problem(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    inferred = [block for block in blocks if block.inferred]
    if inferred:
        yield Problem("headings-inferred", inferred[0].span, {"count": len(inferred)})


def _links(text: str, start: int) -> Iterator[Link]:
    for match in _LINK.finditer(text, start):
        url = match.group().rstrip(".,;:!?'’…")
        unopened = url.count(")") - url.count("(")
        if unopened > 0 and url.endswith(")"):
            closing = len(url) - len(url.rstrip(")"))
            url = url[: len(url) - min(unopened, closing)].rstrip(".,;:!?'’…")
        yield Link(url, url, Span(match.start(), match.start() + len(url)))
