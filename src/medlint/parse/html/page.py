"""Decides which part of a page is the article, and what around it is page furniture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from medlint._records import NamedTuple
from medlint.document import Block, BlockKind, Problem, Value
from medlint.parse.dates import find_dates
from medlint.parse.html.beside import around, opening
from medlint.parse.html.blocks import Leaf, Region, is_title
from medlint.parse.html.names import names
from medlint.source import Span

_ALWAYS_CHROME = frozenset(("nav", "footer", "button"))
_BOLD_HEADING = 100
_HERO_WORDS = 30
_MASTHEAD_LINES = 8
_LINES_BEFORE = 4
_LINE_WORDS = 12
_LEAD_WORDS = 8
_DATE_EDGE = 12
_ENOUGH_WORDS = 100
_NO_ARTICLE = 30
_LABEL = 40


class Choice(NamedTuple):
    """The region that is the article, and for each region whether it is article text.

    What stands before the offset `start` in the root itself is page furniture.
    """

    root: int
    article: list[bool]
    footer: list[bool]
    start: int = 0

    def holds(self, region: int, at: int) -> bool:
        """Tell whether what stands at an offset in a region is the article's."""
        return self.article[region] and (at >= self.start or region != self.root)


def choose(regions: Sequence[Region], leaves: Sequence[Leaf]) -> Choice:
    """Choose the article: the largest `<article>`, else `<main>`, else what an id names, else all.

    A part that holds less than a quarter of the wider choice is a card or a comment, not the
    article; a hundred words in an `<article>` are enough where the wider choice is not a `<main>`, and
    a `<main>` is left aside only if it is a line or two of a long page. Where the text goes on beside an
    `<article>`, in columns or with questions and answers below it, the wider part is the article, and so
    is the page where most of its text stands behind a `<main>` that ends too early.
    """
    for region in regions:
        region.total = region.words
    for region in reversed(regions):
        if region.parent >= 0 and region.kind not in _ALWAYS_CHROME | {"form", "aside", "foot", "header"}:
            regions[region.parent].total += region.total
    root = 0
    for kind in ("content", "main", "article"):
        best = _largest(regions, kind)
        if best >= 0 and _fills(regions[best], regions[root]):
            root = best
    wider = around(regions, leaves, root) if regions[root].kind in ("article", "main") else root
    start = opening(regions, leaves, root, wider) if wider != root else 0
    return _judge(regions, leaves, wider)._replace(start=start)


def _fills(part: Region, wider: Region) -> bool:
    if part.kind == "main":
        return part.total >= _NO_ARTICLE or part.total * 10 >= wider.total
    enough = part.kind == "article" and wider.kind != "main" and part.total >= _ENOUGH_WORDS
    return enough or part.total * 4 >= wider.total


def _largest(regions: Sequence[Region], kind: str) -> int:
    """Return the region of a kind with most words; of nested ids, the innermost that holds half of them."""
    best = -1
    for index, region in enumerate(regions):
        if region.kind == kind and region.total:
            largest = regions[best].total if best >= 0 else 0
            within = kind == "content" and best >= 0 and _inside(regions, index, best)
            if region.total > largest or (within and region.total * 2 > largest):
                best = index
    return best


def _inside(regions: Sequence[Region], index: int, outer: int) -> bool:
    while index > outer:
        index = regions[index].parent
    return index == outer


def _judge(regions: Sequence[Region], leaves: Sequence[Leaf], root: int) -> Choice:
    """Tell for each region whether its text is the article's."""
    article = [False] * len(regions)
    footer = [False] * len(regions)
    whole = regions[root].total
    titled = _title_header(regions, leaves, root)
    for index, region in enumerate(regions):
        above = region.parent
        footer[index] = region.kind == "footer" or (above >= 0 and footer[above])
        if index == root:
            article[index] = True
        elif above >= 0 and article[above]:
            article[index] = index == titled or not _is_chrome(region, whole, regions[root].kind)
    return Choice(root, article, footer)


def _is_chrome(region: Region, whole: int, root_kind: str) -> bool:
    kind = region.kind
    if kind in _ALWAYS_CHROME:
        return True
    if kind == "header":
        return root_kind == "page"
    if kind == "aside" and region.total < 8:
        return True
    if kind in ("aside", "foot"):
        return region.linked * 2 >= region.total
    if kind == "form":
        return region.total <= whole
    return kind == "chrome" and region.total * 2 <= whole


def _title_header(regions: Sequence[Region], leaves: Sequence[Leaf], root: int) -> int:
    """Return the page header that holds the only first-level heading, or -1."""
    if regions[root].kind != "page":
        return -1
    titles = [leaf.region for leaf in leaves if is_title(leaf.block) and leaf.block.text]
    if len(titles) != 1:
        return -1
    at = titles[0]
    while at > 0 and regions[at].kind != "header":
        at = regions[at].parent
    return at if at > 0 else -1


def place_blocks(leaves: Sequence[Leaf], choice: Choice, title: str) -> list[Block]:
    """Return the blocks with their places: the article's, its title from above it, and the rest.

    Lines between a title above the article and the article itself may say who wrote it and when, and so
    may a box below it; they are no part of its text.
    """
    hero, masthead = _hero(leaves, choice, title)
    masthead |= _imprint(leaves, choice)
    placed: list[Block] = []
    for index, leaf in enumerate(leaves):
        block = leaf.block
        if index in masthead:
            kind: BlockKind = "paragraph" if block.kind == "heading" else block.kind
            block = block._replace(kind=kind, level=0, place="meta")
        elif not (_holds(choice, leaf) or index in hero):
            if not block.text:
                continue
            block = block._replace(place="chrome")
        placed.append(block)
    return placed


def _hero(leaves: Sequence[Leaf], choice: Choice, title: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the title above the article with the short lines beside it, and other short lines below it."""
    nothing: frozenset[int] = frozenset()
    own = [leaf for leaf in leaves if _holds(choice, leaf)]
    first = next((n for n, leaf in enumerate(leaves) if own and leaf is own[0]), 0)
    if choice.start and own and is_title(own[0].block):
        return nothing, frozenset(_before_title(leaves, first))
    parts = [leaf.block for leaf in own if is_title(leaf.block)]
    said = " ".join(title.split()).lower()
    # "Sore knees | Quiet Harbour": where the text has parts of level 1, the title is what the page is called.
    if parts and (_opening_words(own) < _LEAD_WORDS or any(block.text.lower() in said for block in parts)):
        return nothing, nothing
    titles = [n for n in range(first) if is_title(leaves[n].block) and leaves[n].block.text]
    if len(titles) > 1 or parts:
        titles = [n for n in titles if leaves[n].block.text.lower() in said]
    if len(titles) != 1:
        return nothing, nothing
    at = titles[0]
    short = [
        n
        for n in range(at + 1, first)
        if leaves[n].region == leaves[at].region
        and (leaves[n].block.kind == "paragraph" or _is_date(leaves[n].block))
        and leaves[n].block.text.count(" ") < _HERO_WORDS
    ]
    beside = frozenset(
        n for n in short if leaves[n].parent == leaves[at].parent and leaves[n].block.kind == "paragraph"
    )
    masthead = frozenset(short[:_MASTHEAD_LINES]) - beside if first - at <= 2 * _MASTHEAD_LINES else nothing
    return beside | {at}, masthead | frozenset(_before_title(leaves, at))


def _imprint(leaves: Sequence[Leaf], choice: Choice) -> frozenset[int]:
    """Return the lines of a box right below the article that is headed "About this page"."""
    last = next((n for n in range(len(leaves) - 1, -1, -1) if _holds(choice, leaves[n])), len(leaves))
    after = range(last + 1, min(last + 1 + _LINES_BEFORE, len(leaves)))
    at = next((n for n in after if _is_imprint(leaves[n].block)), -1)
    if at < 0:
        return frozenset()
    below = range(at + 1, min(at + 1 + 2 * _MASTHEAD_LINES, len(leaves)))
    box = takewhile(
        lambda n: leaves[n].region == leaves[at].region and leaves[n].block.kind != "heading", below
    )
    return frozenset((at, *box))


def _is_imprint(block: Block) -> bool:
    return block.kind == "heading" and len(block.text) <= _LABEL and bool(names().about.fullmatch(block.text))


def _holds(choice: Choice, leaf: Leaf) -> bool:
    return choice.holds(leaf.region, leaf.block.span.start)


def _is_date(block: Block) -> bool:
    """Tell whether a heading is nothing but a date in large letters."""
    found = next(find_dates(block.text), None) if block.kind == "heading" else None
    return found is not None and found[2] - found[1] + _DATE_EDGE >= len(block.text)


def _opening_words(leaves: Sequence[Leaf]) -> int:
    """Return the number of words of the paragraph that a text opens with."""
    opening = next((leaf.block for leaf in leaves if leaf.block.text), None)
    return len(opening.text.split()) if opening is not None and opening.kind == "paragraph" else 0


def _before_title(leaves: Sequence[Leaf], at: int) -> Iterator[int]:
    """Yield the short lines right before a title: "Knees · 4 min read"."""
    for n in range(at - 1, max(-1, at - 1 - _LINES_BEFORE), -1):
        block = leaves[n].block
        if leaves[n].region != leaves[at].region or block.kind != "paragraph":
            return
        if block.text.count(" ") >= _LINE_WORDS:
            return
        yield n


def masthead(blocks: Sequence[Block]) -> Span:
    """Return the place of the title with the short lines around it, up to the text or the next heading."""
    own = [block for block in blocks if block.place != "chrome" and block.kind != "rule"]
    at = next((n for n, block in enumerate(own) if is_title(block) and block.text), -1)
    if at < 0:
        return Span(0, 0)
    first = last = at
    while first and at - first < _LINES_BEFORE and _is_line(own[first - 1]):
        first -= 1
    while last + 1 < len(own) and last - at < _MASTHEAD_LINES and _is_line(own[last + 1]):
        last += 1
    return Span(own[first].span.start, own[last].span.end)


def _is_line(block: Block) -> bool:
    """Tell whether a block is a short line, and no heading."""
    return block.kind != "heading" and block.text.count(" ") < _LINE_WORDS


def infer_headings(blocks: list[Block]) -> tuple[list[Block], list[Problem]]:
    """Make short bold paragraphs that stand before other text headings, and say so."""
    problems: list[Problem] = []
    level = 1
    found: list[Block] = []
    body = [block for block in blocks if block.place != "chrome" and block.kind != "rule"]
    following = {id(block): after for block, after in pairwise(body)}
    taglines = _taglines(body)
    for block in blocks:
        kept = block
        if block.kind == "heading" and not block.inferred and block.place == "body":
            level = block.level
        elif _is_bold_line(block) and id(block) not in taglines:
            after = following.get(id(block))
            if after is not None and after.kind != "heading" and not _is_bold_line(after):
                kept = block._replace(kind="heading", level=min(level + 1, 6), inferred=True)
                # "The result:" leads in the list below it: no mark is missing.
                if not (kept.text.endswith(":") and after.kind == "item"):
                    problems.append(Problem("bold-heading", kept.span, {"text": kept.text}))
        found.append(kept)
    return found, problems


def _taglines(body: Sequence[Block]) -> set[int]:
    """Return the only bold lines of their sections that stand right under the heading and lead in nothing."""
    found: set[int] = set()
    last: Block | None = None
    for before, block in pairwise(body):
        if before.kind == "heading":
            last = block if _is_bold_line(block) and not block.text.rstrip().endswith((":", "?")) else None
            if last is not None:
                found.add(id(last))
        elif last is not None and _is_bold_line(block):
            found.discard(id(last))
            last = None
    return found


def _is_bold_line(block: Block) -> bool:
    """Tell whether a block is one short paragraph, all bold, that is not a sentence."""
    text = block.text
    if block.kind != "paragraph" or block.place != "body" or not block.strong:
        return False
    if len(text) > _BOLD_HEADING or text.endswith("."):
        return False
    at, rest = 0, ""
    for start, end in block.strong:
        rest += text[at:start]
        at = end
    if (rest + text[at:]).strip(" :–—-\u00a0"):
        return False
    from medlint.parse.bold import is_no_heading

    return not is_no_heading(text)


def page_values(said: Sequence[Value]) -> list[Value]:
    """Return statements without repetitions, and names without those that a class only suggests."""
    seen: set[tuple[str, Span]] = set()
    found: list[Value] = []
    for value in said:
        if (value.field, value.span) not in seen:
            seen.add((value.field, value.span))
            found.append(value)
    if any(value.field == "author" and not value.inferred for value in found):
        return [value for value in found if value.field != "author" or not value.inferred]
    return found
