"""Tells sections that are about nothing but when to get help, although their heading does not say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.document import Block, Section
from medlint.parse.help.values import SENTENCE_END, Action, Advice, Around, within
from medlint.parse.wording import Wording, bare
from medlint.source import overlap

_MOST = 1500
"""Characters; a longer section has more to say than when to get help."""
_FEW = 2
"""Signs that such a section names at least, and those it names to turn to."""
_SIGNS = ("of-the-body", "any-sign", "signs-due")
_TOLD, _ABOUT = 0.3, 0.6
"""Shares of its text that say whom to turn to, and that speak of signs or say so."""


def may_be_care(section: Section, wording: Wording) -> bool:
    """Tell whether a section whose heading says nothing of help, but which instructs, may be one of those."""
    heading = section.heading
    if heading is None or heading.level < 2 or section.sections:
        return False
    if sum(len(block.text) for block in section.blocks) > _MOST:
        return False
    if "urgent-care" not in wording.data["help"]:
        return False  # not in this language
    return not wording.pattern("help", "never-headings").search(bare(wording.fold(heading.text)))


def care_due(block: Block, text: str, wording: Wording) -> Iterator[Action]:
    """Yield where a folded block that names signs, or leads them in, says that care is due."""
    signs = sum(len(wording.pattern("help", name).findall(text)) for name in _SIGNS)
    when = text.rstrip().endswith(":") or wording.pattern("help", "any-condition").search(text)
    if signs >= _FEW or (signs and when):
        for match in wording.pattern("help", "care-due").finditer(text):
            yield Action(block.prose.span(*match.span()), match.group())


def sends_from_list(section: Section, advice: Advice, wording: Wording) -> bool:
    """Tell whether the sentence right behind a list of signs sends those for care who have any of them."""
    pattern, sign = (wording.pattern("help", name) for name in ("of-the-list", "of-the-body"))
    listed = signs = 0
    for block in section.blocks:
        if block.kind == "item":
            listed, signs = listed + 1, signs + bool(sign.search(wording.fold(block.text)))
            continue
        if listed > _FEW and signs and pattern.match(wording.fold(block.text)):
            first = block.prose.span(*next(_sentences(block.text)))
            if any(overlap(action.span, first) for action in advice.actions):
                return True
        listed = signs = 0
    return False


def is_care(section: Section, advice: Advice, around: Around, wording: Wording) -> bool:
    """Tell whether a section is about nothing but when to get help, whatever its heading says.

    It says whom to turn to more than once, one of them where it is urgent, and names signs; and most of
    its text are sentences that do either.
    """
    assert section.heading is not None
    actions = [a for a in advice.actions if not within(a.span, section.heading.span)]
    urgent = wording.pattern("help", "urgent-care")
    if len(actions) < _FEW or not any(urgent.search(action.words) for action in actions):
        return False
    sign = wording.pattern("help", "of-the-body")
    signs = told = about = total = 0
    for block in section.blocks:
        if around.is_link(block):
            return False
        for start, end in _sentences(block.text):
            total += end - start
            span = block.prose.span(start, end)
            here = len(sign.findall(wording.fold(block.text), start, end))
            instructs = any(overlap(action.span, span) for action in actions)
            signs += here
            told += (end - start) * instructs
            about += (end - start) * (instructs or here > 0)
    return signs >= _FEW and told >= _TOLD * total and about >= _ABOUT * total


def sends(blocks: Iterable[Block], wording: Wording) -> bool:
    """Tell whether any of some blocks sends for care, if to nobody by name: "it is time to reach out"."""
    patterns = [wording.pattern("help", name) for name in ("sent", "care-due")]
    return any(pattern.search(wording.fold(block.text)) for block in blocks for pattern in patterns)


def sends_first(section: Section, advice: Advice, wording: Wording) -> bool:
    """Tell whether the first sentence below a heading sends for care, at once or for what was noticed."""
    assert section.heading is not None
    block = next((block for block in section.blocks if block.kind in ("paragraph", "item")), None)
    if block is None:
        return False
    start, end = next(_sentences(block.text), (0, 0))
    here = block.prose.span(start, end)
    if not any(overlap(action.span, here) for action in advice.actions):
        return False
    text = wording.fold(block.text)[start:end]
    if any(wording.pattern("help", name).search(text) for name in ("urgent-care", "urgent")):
        return True
    return wording.pattern("help", "noticed").search(wording.fold(section.heading.text)) is not None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
