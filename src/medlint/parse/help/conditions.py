"""Reads the signs that a sentence names: "if it lasts, gets worse or comes back"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from medlint.document import Block, Section
from medlint.parse.wording import Wording
from medlint.source import Span


def conditions(text: str, matches: list[re.Match[str]], block: Block, wording: Wording) -> Iterator[Span]:
    """Yield the signs that a sentence names: each part of "if it lasts, gets worse or comes back".

    A clause ends where the instruction begins: "if it lasts, | see a doctor".
    """
    pattern = wording.pattern("help", "conditions")
    starts = sorted(match.start() for match in matches)
    match = pattern.search(text)
    while match:
        at, end = match.span(match.lastindex or 0)
        after = bisect_right(starts, at)
        cut = starts[after] if after < len(starts) and starts[after] < end else None
        before = text[max(0, match.start() - 8) : match.start()].rstrip(" *_")
        opens = not before or before[-1] in ".!?:"
        clause = _clause(text[at : cut or end], wording, opens=opens, instructs=cut is not None)
        if not wording.pattern("help", "doubt").match(clause):
            for part in _parts(clause, wording):
                yield block.prose.span(at + part.start, at + part.end)
        match = pattern.search(text, max(cut or end, match.start() + 1))


def signs_of_the_body(section: Section, wording: Wording) -> list[Block]:
    """Return the blocks of a section, and of the parts below it, that speak of the body."""
    pattern = wording.pattern("help", "of-the-body")
    blocks = (block for part in section.walk() for block in part.blocks)
    return [block for block in blocks if pattern.search(wording.fold(block.text))]


def _clause(text: str, wording: Wording, *, opens: bool, instructs: bool) -> str:
    """Return a condition without the beginning of the main clause: "then you should", "go home and".

    `opens` is set where the condition opens the sentence, `instructs` where an instruction follows.
    """
    if opens and "," in text and (not instructs or wording.pattern("help", "and-then").search(text)):
        return text[: text.rindex(",")]
    lead = wording.pattern("help", "main-clause").search(text) if instructs else None
    return text[: lead.start()] if lead else text


def _parts(clause: str, wording: Wording) -> Iterator[Span]:
    start = 0
    for match in (*wording.pattern("help", "joins").finditer(clause), None):
        end = match.start() if match else len(clause)
        part = clause[start:end].strip()
        if len(part) > 2:
            at = start + clause[start:end].index(part)
            yield Span(at, at + len(part))
        start = match.end() if match else end
