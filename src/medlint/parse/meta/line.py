"""Metadata that an article shows: bylines, dates, reading times and tag lines among its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from medlint._records import NamedTuple
from medlint.document import Block, Prose, Value
from medlint.parse.credentials import find_roles
from medlint.parse.dates import find_dates
from medlint.parse.mastheads import is_author, name_alone, provenance
from medlint.parse.meta.line_ends import SHORT, line_ends, lines_of, with_lines
from medlint.parse.meta.parts import label_alone, read_line, value_alone
from medlint.parse.meta.people import (
    Sentences,
    about_heading,
    above_references,
    bio,
    oneself,
    signature,
    signed,
)
from medlint.parse.meta.words import Item, meta_words
from medlint.parse.wording import fold
from medlint.source import Span

_NEAR = 12
_BESIDE_NAMES = frozenset(("published", "updated", "reviewed", "reading-time"))
_LEAD = 150
_LABEL = 40
_LINE, _TITLE = 100, 5
_MAX_BLOCKS = 5000
_MARKS = " *_•·–—-"
_DATELINE = re.compile(r"([^–—]{6,60}?) (?:--|[–—]) (?=\S)")
_YEAR = re.compile(r"\b20\d\d\b")
_SIGN = re.compile(r"\A[^\w\s(\"'.-]{1,3} ")


class _Line(NamedTuple):
    """A line of a block: a range of its prose; `top` and `bottom` are the places where less is needed.

    `label` is set if the line holds nothing but a label for what follows.
    """

    block: int
    start: int
    end: int
    text: str
    top: bool
    bottom: bool
    label: Item | None = None


def find_values(
    blocks: tuple[Block, ...], text: str, sites: frozenset[str] = frozenset(), kind: str = "markdown"
) -> tuple[tuple[Value, ...], frozenset[int]]:
    """Return what the visible lines of an article state, and the indexes of blocks that hold nothing else.

    `text` is the source, of a `kind` of file; `sites` are the names that the page gives its site, folded. A
    line counts if all of it is metadata, or if it opens with a label that means nothing else; a byline
    without a label ("By Jane Roe", a signature) only near the ends of the article. Values that rest on a
    guess (a date without a label, a name in a sentence) are `inferred`.
    """
    ends = _ends(blocks)
    top, _, bottom = ends
    publisher = list(_publisher(blocks, bottom, text, kind))
    sites |= {fold(blocks[index].prose.text[slice(*item.value)]) for index, item in publisher}
    lines = _lines(blocks, text, (top, bottom), kind)
    found, pure = _told_by_lines(blocks, lines, ends, sites)
    found = _without_studies(blocks, found, pure)
    found += _dateline(blocks, top)
    found += _people(blocks, bottom, {index for index, only in pure.items() if only}, text, kind)
    found += publisher or provenance(blocks, dump=kind == "text")
    values = tuple(_value(blocks[index].prose, item) for index, item in sorted(found, key=_order))
    meta = {index for index, only in pure.items() if only and blocks[index].kind != "heading"}
    return _without_repeats(values), frozenset(meta)


def _told_by_lines(
    blocks: tuple[Block, ...],
    lines: Iterable[_Line],
    ends: tuple[range, range, range],
    sites: frozenset[str],
) -> tuple[list[tuple[int, Item]], dict[int, bool]]:
    """Return what lines state, with the index of the block, and which blocks hold nothing else."""
    masthead = ends[1]
    found: list[tuple[int, Item]] = []
    pure: dict[int, bool] = {}
    pending: tuple[_Line, Item] | None = None
    beside: list[tuple[int, Item]] = []
    called = -2
    for line in lines:
        block = blocks[line.block]
        if not line.text:
            pure[line.block] = False
            continue
        if pending is not None:
            label, item = pending
            told = None
            if line.label is None:  # "Written by:" over "Reviewed by:" has no name.
                told = _told_below(blocks, label, item, line)
            pending = None
            if told is not None:
                found.append((line.block, told))
                pure[label.block] = pure.get(label.block, True)
                pure[line.block] = pure.get(line.block, True)
                continue
            pure[label.block] = False
        above = line.top and line.block in masthead
        near = line.top and (block.kind != "item" or above)
        loose = line.top or line.bottom
        items, only = read_line(line.text, top=near, loose=loose, sites=sites)
        if not items and above:
            items, guessed = _alone(block, line, sites)
            beside += guessed
            called = line.block if items and line.text.endswith(",") else called
            items = items or (_title_below(line) if line.block == called + 1 else [])
        if not items and line.label is not None:
            pending = line, line.label
        elif items and (only or not _is_of_entry(block, line, items)) and _is_credible(block, line, items):
            found += ((line.block, _moved(item, line.start)) for item in items)
            pure[line.block] = only and pure.get(line.block, True)
        else:
            pure[line.block] = False
    if pending is not None:
        pure[pending[0].block] = False
    return found + _beside_dates(beside, found), pure


def _alone(block: Block, line: _Line, sites: frozenset[str]) -> tuple[list[Item], list[tuple[int, Item]]]:
    """Return the name that a line of the masthead is, or, as the second, what is one beside a date only."""
    # A sign such as a pen begins something new.
    sign = len(line.text) - len(_SIGN.sub("", line.text))
    if _runs_on(block, line) and not sign:
        return [], []
    # A heading names the author only beside a date.
    titled = block.kind == "heading" and not block.inferred
    named = name_alone(line.text)
    if named and not titled:
        return named, []
    if named if titled else is_author(line.text[sign:], sites):
        return [], [(line.block, Item("author", Span(line.start + sign, line.end), inferred=True))]
    return [], []


def _title_below(line: _Line) -> list[Item]:
    """Return what the person named on the line before is: "Dr Jane Roe," over "ENT Surgeon, Leeds"."""
    title = line.text.partition(",")[0].rstrip(" .")
    roles = list(find_roles(title)) if len(line.text) <= _LINE and len(title.split()) <= _TITLE else []
    if not roles or roles[-1].end != len(title) or title.endswith("s"):
        return []  # "Our surgeons, day by day"
    return [Item("credentials", Span(0, len(title)), inferred=True)]


def _told_below(blocks: tuple[Block, ...], label: _Line, item: Item, line: _Line) -> Item | None:
    """Return what a line says of the label alone on the line before it, or None."""
    told = value_alone(line.text, item) if line.block <= label.block + 1 else None
    if told is None:
        return None
    key = blocks[label.block].prose.span(label.start + item.key.start, label.start + item.key.end)
    return _moved(told, line.start, label.text[slice(*item.key)], key)


def _beside_dates(names: list[tuple[int, Item]], found: list[tuple[int, Item]]) -> list[tuple[int, Item]]:
    """Return the names that stand in one block with a date or a reading time, or in the next."""
    dated = {index for index, item in found if item.field in _BESIDE_NAMES}
    return [entry for entry in names if not dated.isdisjoint(range(entry[0] - 1, entry[0] + 2))]


def _without_studies(
    blocks: Sequence[Block], found: list[tuple[int, Item]], pure: dict[int, bool]
) -> list[tuple[int, Item]]:
    """Return what is stated of the page, and not of a study in a box; such a block is text (`pure`)."""
    labelled = {index for index, item in found if item.colon}
    if not labelled:
        return found
    from medlint.parse.meta.studies import of_studies

    theirs = of_studies(blocks, labelled)
    pure.update(dict.fromkeys(theirs, False))
    return [entry for entry in found if entry[0] not in theirs]


def _order(entry: tuple[int, Item]) -> tuple[int, int]:
    return entry[0], entry[1].value.start


def _ends(blocks: tuple[Block, ...]) -> tuple[range, range, range]:
    """Return the indexes near the title, between it and the first paragraph, and near the article's end."""
    body = [index for index, block in enumerate(blocks) if block.place in {"body", "meta"}]
    if not body:
        return range(0), range(0), range(0)
    title = next((k for k, index in enumerate(body) if blocks[index].kind == "heading"), 0)
    if title > 3 * _NEAR:
        title = 0
    lead = next((k for k, i in enumerate(body[:60]) if len(blocks[i].prose.text) >= _LEAD), 0)
    first = body[max(0, title - _NEAR)]
    last = body[min(len(body) - 1, max(title + _NEAR, lead + 2))]
    start = body[max(0, len(body) - _NEAR)]
    masthead = range(max(0, body[title] - 3), body[lead]) if lead > title else range(0)
    return range(first, last + 1), masthead, range(start, body[-1] + 1)


def _lines(blocks: tuple[Block, ...], text: str, ends: tuple[range, range], kind: str) -> Iterator[_Line]:
    """Yield the lines that may hold metadata, and an empty one for other text in the same block."""
    opens = meta_words().opens
    top, bottom = ends
    expected = False
    for index, block in enumerate(blocks[:_MAX_BLOCKS]):
        if block.place in {"quote", "chrome"} and not (block.place == "chrome" and index > top.start):
            continue
        if block.kind in {"code", "rule"}:
            continue
        prose = block.prose
        near = index in top or index in bottom
        near = near or (block.place == "chrome" and _dates_page(prose.text))
        short = len(prose.text) <= SHORT
        if short and not near and not expected and not opens(prose.text):
            continue
        cuts = line_ends(prose, text, kind) if len(prose.text) <= 20_000 else []
        if not short and not cuts:
            expected = False
            continue
        in_top = index in top and block.place != "chrome"
        for start, end in lines_of(prose.text, cuts):
            piece = prose.text[start:end]
            if len(piece) > SHORT or not (near or expected or opens(piece)):
                expected = False
                yield _Line(index, start, start, "", top=False, bottom=False)
                continue
            label = label_alone(piece)
            expected = label is not None
            yield _Line(index, start, end, piece, in_top, index in bottom, label)


def _dates_page(text: str) -> bool:
    """Tell whether a line of a footer holds a year and a label, behind other words: "A guide. Updated …"."""
    if len(text) > SHORT or _YEAR.search(text) is None:
        return False
    return meta_words().label.search(fold(text)) is not None


def _runs_on(block: Block, line: _Line) -> bool:
    """Tell whether a line goes on with a sentence, as where a link has a line of its own in the source."""
    before = block.prose.text[: line.start].rstrip()
    return bool(before) and (before[-1].islower() or before[-1] == ",")


def _is_credible(block: Block, line: _Line, items: list[Item]) -> bool:
    """Tell whether what looks like metadata is; far from the ends and in lists it needs a label."""
    if block.place == "chrome":
        # Site footers state when the page was looked at; their bylines belong to other pages.
        return all(item.field in {"reviewed", "next-review", "updated"} for item in items)
    if block.kind == "heading" and block.level == 1:
        # "von Willebrand disease" is a title.
        return items[0].colon or block.prose.text[:3].lower() == "by "
    if block.kind in {"item", "cell"} and not (line.top or block.place == "meta"):
        return items[0].colon
    if line.text[:1].islower() and _runs_on(block, line) and meta_words().by.match(fold(line.text)):
        return False  # "… a manual written | by the Society of …", where the source has a line end
    return line.top or line.bottom or items[0].key.end > items[0].key.start


def _is_of_entry(block: Block, line: _Line, items: list[Item]) -> bool:
    """Tell whether a name in an item that says other things first is of what the list lists, a book say."""
    return block.kind == "item" and bool(line.text[: items[0].key.start].strip(_MARKS))


def _moved(item: Item, by: int, spelling: str = "", key_span: Span | None = None) -> Item:
    return item._replace(
        value=Span(item.value.start + by, item.value.end + by),
        key=Span(item.key.start + by, item.key.end + by),
        spelling=spelling,
        key_span=key_span,
    )


def _value(prose: Prose, item: Item) -> Value:
    text = prose.text[slice(*item.value)].rstrip()
    item = item._replace(value=Span(item.value.start, item.value.start + len(text)))
    if item.spelling:
        return Value(item.field, text, prose.span(*item.value), "page", item.spelling, item.key_span)
    key = prose.text[slice(*item.key)]
    key_span = prose.span(*item.key) if key else None
    return Value(item.field, text, prose.span(*item.value), "page", key, key_span, item.inferred)


def _dateline(blocks: tuple[Block, ...], top: range) -> Iterator[tuple[int, Item]]:
    """Yield the date that opens a news text: "Leeds, 2 May 2026 – Researchers …"."""
    for index in top:
        match = _DATELINE.match(blocks[index].prose.text[:90])
        if match is None or blocks[index].kind != "paragraph":
            continue
        for _, start, end in find_dates(match[1]):
            if end == len(match[1].rstrip(" )")) and len(match[1][:start].split()) <= 4:
                yield index, Item("published", Span(start, end), inferred=True)
                return


def _people(
    blocks: tuple[Block, ...], bottom: range, known: set[int], text: str, kind: str
) -> Iterator[tuple[int, Item]]:
    """Yield names from sentences, signatures and the lines under "About the author"."""
    about = heading = ""
    sentences = Sentences(block.prose.text for block in blocks)
    last = above_references(blocks, bottom.stop)
    for index, block in enumerate(blocks[:_MAX_BLOCKS]):
        if index in known or block.place not in ("body", "quote", "meta"):
            continue
        if block.place == "quote":
            # A box about the guide is set as a quotation; what else stands in one speaks of others.
            if index >= bottom.start:
                yield from ((index, item) for item in sentences.written_by(block.prose.text))
            continue
        # "About the author" is no heading everywhere.
        label = block.kind == "heading" or (block.kind == "paragraph" and len(block.prose.text) <= _LABEL)
        said = about_heading(block.prose.text) if label else ""
        if said or block.kind == "heading":
            about, heading = said, block.prose.text
            continue
        before = blocks[index - 1].prose.text if index else ""
        told = chain(sentences.named_in(block.prose.text), signed(block.prose.text, before))
        yield from ((index, item) for item in told)
        near_end = index in bottom
        if about or near_end:
            yield from ((index, item) for item in bio(block.prose.text, about))
        quoted = index > 0 and blocks[index - 1].place == "quote"
        signs = signature(with_lines(block.prose, text, kind)) if index in last and not quoted else ()
        own = (*signs, *oneself(block.prose.text))
        # Under "Your stories" others speak.
        if own and meta_words().stories.search(fold(heading[:_LINE])) is None:
            yield from ((index, item) for item in own)
        about = ""


def _publisher(blocks: tuple[Block, ...], bottom: range, text: str, kind: str) -> Iterator[tuple[int, Item]]:
    """Yield the holder of the copyright, from the last line that states one."""
    words = meta_words()
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 80), -1):
        block = blocks[index]
        if block.place != "chrome" and index not in bottom:
            continue
        folded = fold(block.prose.text[:2000])
        match = words.copyright.search(folded)
        if match is None or words.copyright_of.search(folded, max(0, match.start() - 30), match.start()):
            continue
        cuts = [cut for cut in line_ends(block.prose, text, kind) if cut > match.end()]
        end = min([len(folded), match.end() + 100, *cuts])
        stop = words.copyright_ends.search(folded, match.end(), end)
        end = stop.start() if stop is not None else end
        name = block.prose.text[match.end() : end]
        start = match.end() + len(name) - len(name.lstrip(" -–—,"))
        end = start + len(block.prose.text[start:end].rstrip(" .,|-–—"))
        # "© 2006", and on the next line "Revised 2013": that names nobody.
        if words.label.match(folded, start, end):
            continue
        if end > start and block.prose.text[start : start + 1].isalnum():
            label = len(match.group().rstrip(" -,"))
            yield index, Item("publisher", Span(start, end), Span(match.start(), match.start() + label))
            return


def _without_repeats(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Drop guesses about what the article also says outright, and what it says twice in one place."""
    stated = {value.field for value in values if not value.inferred}
    kept: dict[tuple[str, Span], Value] = {}
    guessed: set[str] = set()
    for value in values:
        if value.inferred and value.field in {"published", "author"}:
            if value.field in stated or value.field in guessed:
                continue
            guessed.add(value.field)
        kept.setdefault((value.field, value.span), value)
    return tuple(kept.values())
