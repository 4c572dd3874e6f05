"""Mends the headings of drafts: those that CommonMark does not see, and those that it sees wrongly."""

from __future__ import annotations

import re
from collections.abc import Collection

from medlint.document import Block, Problem
from medlint.parse.markdown.blocks import Leaf

DATE_LINE = 60
"""So long is a line at most that holds a date and little else, as below the name of who comments."""
_CLOSE_UP = re.compile(r"^ {0,3}(#{2,6})(?=[^\s#])([^\n]*)$", re.M)
_CLOSE_UP_TITLE = re.compile(r"^ {0,3}(#)(?=[A-Z])([^\n#]* [^\n#]*)$", re.M)
_CLOSING = re.compile(r"[ \t]#{1,20}[ \t]*$")
_LONGEST_SETEXT = 120
_LONGEST_BOLD = 100
_FORMULA = re.compile(r"\s[×÷=]\s")


def mend_headings(leaves: list[Leaf]) -> list[Leaf]:
    """Return the leaves with the headings that a draft means.

    `##Heading` without a blank is a heading; so is the line after an empty `##`; a paragraph over a
    line of hyphens is a paragraph and a rule, unless it is one short line.
    """
    mended: list[Leaf] = []
    for leaf in leaves:
        if leaf.kind == "heading" and leaf.style == "setext" and leaf.level == 2:
            mended += _setext(leaf)
        elif leaf.kind == "paragraph" and leaf.top:
            last = mended[-1] if mended else None
            if last is not None and last.kind == "heading" and not last.text and _follows(last, leaf):
                mended[-1:] = _merged(last, leaf)
            elif "#" in leaf.text:
                mended += _split(leaf)
            else:
                mended.append(leaf)
        else:
            mended.append(leaf)
    return mended


def _setext(leaf: Leaf) -> list[Leaf]:
    if "\n" not in leaf.text and len(leaf.text) <= _LONGEST_SETEXT:
        return [leaf]
    src = leaf.state.src
    rule = src.rfind("\n", leaf.start, leaf.end) + 1
    rule += len(src[rule : leaf.end]) - len(src[rule : leaf.end].lstrip())
    end = leaf.start + len(src[leaf.start : rule].rstrip())
    text = leaf._replace(kind="paragraph", end=end, level=0, style="")
    return [text, leaf._replace(kind="rule", start=rule, at=0, text="", level=0, style="")]


def _follows(heading: Leaf, leaf: Leaf) -> bool:
    """Tell whether a paragraph begins on the line after a heading."""
    between = leaf.state.src[heading.end : leaf.start]
    return leaf.state is heading.state and between.count("\n") == 1


def _merged(heading: Leaf, leaf: Leaf) -> list[Leaf]:
    """Return the heading whose text is a paragraph's first line, and the rest of the paragraph."""
    line, _, _ = leaf.text.partition("\n")
    text = line.rstrip()
    if len(text) > _LONGEST_SETEXT:
        return [heading, leaf]
    end = leaf.at + len(text)
    first = heading._replace(end=end, at=leaf.at, text=text, style="inferred")
    return [first, *_part(leaf, len(line) + 1, len(leaf.text))]


def _split(leaf: Leaf) -> list[Leaf]:
    """Return a paragraph's lines, those that open with hashes being headings."""
    parts: list[Leaf] = []
    last = 0
    matches = [*_CLOSE_UP.finditer(leaf.text), *_CLOSE_UP_TITLE.finditer(leaf.text)]
    for match in sorted(matches, key=re.Match.start):
        parts += _part(leaf, last, match.start())
        text = _CLOSING.sub("", match[2].rstrip())
        start = leaf.at + match.start(1)
        last = match.end()
        end = leaf.at + match.start() + len(match.group().rstrip())
        at = leaf.at + match.start(2)
        level = len(match[1])
        parts.append(
            leaf._replace(
                kind="heading", start=start, end=end, at=at, text=text, level=level, style="inferred"
            )
        )
    return [*parts, *_part(leaf, last, len(leaf.text))] if parts else [leaf]


def _part(leaf: Leaf, start: int, end: int) -> list[Leaf]:
    """Return the part of a paragraph between two offsets of its text, if there is any."""
    text = leaf.text[start:end]
    kept = text.lstrip()
    start += len(text) - len(kept)
    kept = kept.rstrip()
    if not kept:
        return []
    at = leaf.at + start
    return [leaf._replace(start=at, end=at + len(kept), at=at, text=kept)]


def infer_bold_headings(
    blocks: list[Block], lines: Collection[int], titles: Collection[int]
) -> tuple[list[Block], list[Problem]]:
    """Return the blocks with bold lines as headings where text follows, and a problem for each.

    `lines` are the indexes of the paragraphs of one line that hold bold text, `titles` where the titles of
    boxes begin, which have a mark of their own. The level is one below the heading before it.
    """
    problems: list[Problem] = []
    bold = {index for index in lines if _all_bold(blocks[index])}
    level = 1
    for index, block in enumerate(blocks):
        if block.kind == "heading" and not block.inferred:
            level = block.level
        if index not in bold or not _heads(blocks, index, bold):
            continue
        blocks[index] = block._replace(kind="heading", level=min(level + 1, 6), inferred=True)
        # "The result:" leads in the list below it: no mark is missing.
        listed = block.prose.text.endswith((":", "：")) and blocks[index + 1].kind == "item"
        if not listed and block.span.start not in titles:
            problems.append(Problem("bold-heading", block.span, {"text": block.prose.text}))
    return blocks, problems


def _all_bold(block: Block) -> bool:
    """Tell whether a block is short, in bold but for a colon, and no sentence."""
    text = block.prose.text
    if len(text) > _LONGEST_BOLD or text.endswith(".") or _FORMULA.search(text):
        return False
    end = 0
    for start, stop in block.strong:
        if text[end:start].strip():
            return False
        end = max(end, stop)
    if text[end:].strip() not in ("", ":", "："):
        return False
    from medlint.parse.bold import is_no_heading

    return not is_no_heading(text)


def _heads(blocks: list[Block], index: int, bold: Collection[int]) -> bool:
    """Tell whether text follows a bold line, and no other bold line."""
    following = index + 1
    while following < len(blocks) and blocks[following].kind == "html":
        following += 1
    if following >= len(blocks) or following in bold:
        return False
    return blocks[following].kind not in ("heading", "rule")
