"""What the headings of help sections say: that help is meant, from whom, and that signs follow."""

from __future__ import annotations

import re

from medlint.document import Block
from medlint.parse.wording import Wording, bare

_OPENING = 12
_LONGEST = 120


def heading_strength(heading: Block | None, wording: Wording) -> str:
    """Return how a heading announces help: `strong`, `plain`, `signs`, `weak`, `first`, `passing` or "".

    A plain one says when to get help, and not from whom; signs are warning signs; first says what
    to do first.
    """
    return "" if heading is None else strength_of(wording.fold(heading.text), wording)


def strength_of(text: str, wording: Wording) -> str:
    """Return how a folded heading or label announces help, as `heading_strength` does."""
    short = bare(text)
    if wording.pattern("help", "never-headings").search(short):
        return ""
    ending = ":" if text.rstrip().endswith(":") else ""
    instruction = instruction_in(short, wording)
    if instruction is not None and wording.pattern("help", "heading-conditions").search(
        short + ending, instruction.end()
    ):
        return "strong"
    if any(wording.pattern("help", name).search(short) for name in ("headings", "named-headings")):
        return "strong"
    asking = wording.pattern("help", "asking-headings").search(short)
    if asking and names_someone(short[asking.end() :], wording):
        return "strong"
    if wording.pattern("help", "plain-headings", True).match(short):
        return "plain"
    if wording.pattern("help", "signs-headings").search(short):
        return "signs"
    if asks_to_be_seen(text, wording):
        return "weak"
    if wording.pattern("help", "weak-headings").search(short):
        return "weak"
    if instruction is not None or wording.pattern("help", "passing-headings").search(short):
        return "passing"
    if announces_signs(text, wording):
        return "passing"
    return "first" if says_what_first(text, wording) else ""


def announces_signs(text: str, wording: Wording) -> bool:
    """Tell whether a folded heading leads signs of the body in, if there are any below it."""
    listing = wording.pattern("help", "listing-headings", True)
    return is_watched_for(text, wording) or listing.match(bare(text)) is not None


def is_watched_for(text: str, wording: Wording) -> bool:
    """Tell whether a folded heading may as well lead the usual symptoms in: "Things to look out for"."""
    return bool(wording.pattern("help", "watching-headings", True).match(bare(text)))


def asks_to_be_seen(text: str, wording: Wording) -> bool:
    """Tell whether a folded heading says when to be seen, and not by whom: "When should it be assessed?"."""
    return bool(wording.pattern("help", "seen-headings", True).match(bare(text)))


def says_what_first(text: str, wording: Wording) -> bool:
    """Tell whether a folded heading says what to do first: "What to do if you notice a lump"."""
    return bool(wording.pattern("help", "first-headings").search(bare(text)))


def instruction_in(heading: str, wording: Wording) -> re.Match[str] | None:
    """Return the instruction that a folded heading begins with: "Urgent: call a doctor …"."""
    opening = wording.pattern("help", "heading-openings").match(heading)
    match = wording.turn.match(heading, opening.end() if opening else 0)
    told = match is not None and (match["verb"] or match["passive"]) and match["own"] is None
    return match if told else None


def is_named(heading: str, wording: Wording) -> bool:
    """Tell whether a folded heading says itself whom to turn to."""
    return bool(
        any(wording.instructions(heading)) or wording.pattern("help", "named-headings").search(bare(heading))
    )


def promises(heading: str, wording: Wording) -> bool:
    """Tell whether a folded heading announces signs, or when to act: it opens so, or is an instruction."""
    if len(heading) > _LONGEST:
        return False
    short = bare(heading)
    match = wording.pattern("help", "promises").search(short)
    if match is None:
        # "Call a doctor for:" leads signs in; "Consult a doctor:" is a tip with a name.
        told = instruction_in(short, wording) if heading.rstrip().endswith(":") else None
        return told is not None and bool(short[told.end() :].strip())
    return match.start() <= _OPENING or instruction_in(short, wording) is not None


def is_tip(heading: str, wording: Wording) -> bool:
    """Tell whether a folded heading is an instruction and nothing else: "Consult a doctor:" in a list."""
    short = bare(heading)
    told = instruction_in(short, wording) if heading.rstrip().endswith(":") else None
    return told is not None and not short[told.end() :].strip()


def names_someone(text: str, wording: Wording) -> bool:
    """Tell whether a folded text names a person, a place or a kind of care."""
    # Looking the many words up is quicker than compiling them.
    found = any(map(text.__contains__, wording.someone))
    return found or bool(wording.pattern("help", "short-names").search(text))
