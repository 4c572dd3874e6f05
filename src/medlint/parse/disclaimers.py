"""Finds the statements that limit the use of an article, and what they say.

Method: standards for the components are in `rules/_vocabulary/sections-en.yaml`. A statement is set apart
by its heading, by a label that leads it in, or because most of its paragraph is the statement.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from typing import Literal

from medlint.document import Block, Disclaimer, Section
from medlint.parse.language import settle_language
from medlint.parse.own_words import said_in_own_words
from medlint.parse.prose import plain
from medlint.parse.wording import FAR, Wording, named, unbroken, wording
from medlint.settings import Settings
from medlint.source import Span

_MEDICAL = frozenset(("not-substitute", "informational", "consult", "dont-delay", "no-relationship"))
OTHER = frozenset(("affiliate", "cookies", "finance", "liability", "product", "own-views", "links"))
"""What a statement that is no medical disclaimer may be about."""
# A block without a label has to say one of these before anything else in it counts.
_LIMITS = frozenset(("not-substitute", "dont-delay", "informational", "product"))
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_LABEL_END = re.compile("[:.!-]")
_LABEL_REACH = 60
_OPENING = 12
_CARRIED_ON = 0.4
_SHORT = 200
_MARKS = " \t*_>⚠️⚕🩺❗️‼️ℹ️📌🔔💡-•|\"'()[]"


def find_disclaimers(root: Section, chrome: tuple[Block, ...], wording: Wording) -> tuple[Disclaimer, ...]:
    """Return all disclaimers of an article, the ones in its page's chrome last."""
    found: list[Disclaimer] = []
    *others, last = root.walk()
    for section in (*others, last):
        found += _in_section(section, wording, ends=section is last)
    index = 0
    while index < len(chrome):
        disclaimer = _in_block(chrome[index], wording, small_print=True)
        end = _run_end(chrome, index, wording) if disclaimer else index + 1
        if disclaimer:
            joined = _joined(disclaimer, chrome[end - 1 : index : -1], wording)
            found.append(joined._replace(place="footer"))
        index = end
    return tuple(found)


def components_of(block: Block, wording: Wording) -> dict[str, Span]:
    """Return the disclaimer components in a block, each with its place in the source."""
    text = wording.fold(block.text)
    found = dict(_stated(text, block, wording))
    action = _consult(text, wording)
    if action:
        found["consult"] = block.prose.span(*action.span())
    return found


def _stated(
    text: str, block: Block, wording: Wording, names: Container[str] | None = None
) -> Iterator[tuple[str, Span]]:
    for name, patterns, before in wording.present(text, names):
        matches = (match for pattern in patterns for match in pattern.finditer(text))
        for match in sorted(matches, key=re.Match.start):
            if not _refused(text, match, before, wording):
                yield name, block.prose.span(*match.span())
                break


def _in_section(section: Section, wording: Wording, *, ends: bool) -> Iterator[Disclaimer]:
    """Yield the disclaimers of a section; the one that `ends` the article may end in small print."""
    heading = section.heading
    blocks = tuple(unbroken(block, wording) for block in section.blocks)
    index = 0
    if heading is not None:
        if _is_heading(heading, wording, ("headings", "labels")):
            yield _unit(heading, blocks, wording)
            return
        said, index = _said_by(heading, blocks, wording)
        yield from said
        if blocks and not index and _is_heading(heading, wording, ("weak-labels",)):
            end = _run_end(blocks, 0, wording)
            unit = _unit(heading, blocks[:end], wording)
            if _in_block(blocks[0], wording, label="weak") or (end > 1 and _limits(unit.components)):
                index = end
                yield unit
    while index < len(blocks):
        block, before = blocks[index], blocks[index - 1] if index else heading
        end = index + 1
        if block.place == "meta" or block.kind in ("code", "html", "rule"):
            pass
        elif _is_lone_label(block, wording):
            if blocks[end:]:
                end += 1
                unit = _unit(block, blocks[index + 1 : end], wording)
                # "Please note:" leads in anything.
                if _limits(unit.components) or not _is_heading(block, wording, ("weak-labels",)):
                    yield unit
        elif not (_is_quoted(blocks, index, wording) or _is_answer(before, block, wording)):
            disclaimer = _in_block(block, wording, small_print=ends and end == len(blocks))
            if disclaimer is not None:
                end = _run_end(blocks, index, wording)
                yield _joined(disclaimer, blocks[end - 1 : index : -1], wording)
        index = end


def _said_by(heading: Block, blocks: Sequence[Block], wording: Wording) -> tuple[list[Disclaimer], int]:
    """Return the disclaimer that a heading is itself, and how many of the blocks below it are part of it."""
    if _is_statement(heading, wording):
        index = _run_end(blocks, 0, wording) if blocks else 0
        return [_unit(heading, blocks[:index], wording)], index
    # A passage can be set in large letters: "NB: I am not a doctor. These are only my thoughts."
    said = _in_block(heading, wording) if _is_passage(heading) else None
    return [] if said is None else [said], 0


def _is_passage(heading: Block) -> bool:
    return len(heading.text) > _LABEL_REACH and "?" not in heading.text


def _is_statement(heading: Block, wording: Wording) -> bool:
    """Tell whether a heading is the statement itself: "This is not medical advice"."""
    if heading.level < 2 or "?" in heading.text:
        return False
    text = wording.fold(heading.text)
    if not wording.pattern("disclaimer", "statement-headings").match(named(text)):
        return False
    return any(_stated(text, heading, wording, ("not-substitute",)))


def _run_end(blocks: Sequence[Block], index: int, wording: Wording) -> int:
    """Return the index behind the paragraphs that carry the disclaimer at `index` on."""
    end = index + 1
    while end < len(blocks) and _goes_on(blocks[index], blocks[end], wording):
        end += 1
    return end


def _goes_on(first: Block, block: Block, wording: Wording) -> bool:
    if (block.kind, block.place) != (first.kind, first.place) or block.kind == "cell":
        return False
    found = components_of(block, wording)
    names = found.keys()
    # Signs to watch for begin the help section, and not the end of a disclaimer that has said whom to ask.
    signs = wording.pattern("help", "conditions").search(wording.fold(block.text))
    asked = found.get("consult")
    if signs and (asked is None or asked.start > block.prose.span(*signs.span()).start):
        return False
    if not names & (_MEDICAL | {"emergency"}):
        return False
    return _share(block, wording) >= _CARRIED_ON


def _joined(disclaimer: Disclaimer, more: Iterable[Block], wording: Wording) -> Disclaimer:
    components = dict(disclaimer.components)
    end = disclaimer.span.end
    for block in more:
        components = {**components_of(block, wording), **components}
        end = max(end, block.span.end)
    span = Span(disclaimer.span.start, end)
    return Disclaimer(span, _kind(components), disclaimer.place, components)


def _is_quoted(blocks: tuple[Block, ...], index: int, wording: Wording) -> bool:
    """Tell whether a block quotation is somebody else's: the line before it introduces it."""
    if index == 0 or blocks[index].place != "quote":
        return False
    before = blocks[index - 1]
    return before.place == "body" and before.text.endswith(":") and not _is_lone_label(before, wording)


def _is_answer(asked: Block | None, block: Block, wording: Wording) -> bool:
    """Tell whether a block answers a question, and neither speaks of the text that it stands in."""
    if asked is None or not asked.text.endswith("?") or "asked-of-this" not in wording.data["disclaimer"]:
        return False
    asks = wording.pattern("disclaimer", "asked-of-this").search(wording.fold(asked.text))
    return asks is None and not _is_about_this(block, wording)


def _unit(heading: Block, blocks: Sequence[Block], wording: Wording) -> Disclaimer:
    """Return the disclaimer under a heading or label, which may turn out to say nothing."""
    components: dict[str, Span] = {}
    end = heading.span.end
    # "Not medical advice" says so itself.
    for block in (heading, *blocks):
        for name, span in components_of(block, wording).items():
            components.setdefault(name, span)
        end = max(end, block.span.end)
    if not _in_full(components) and _is_heading(heading, wording, ("headings",)):
        for block in blocks:
            components = {**said_in_own_words(block, wording), **components}
    return Disclaimer(Span(heading.span.start, end), _kind(components), "article", components, heading)


def _in_full(components: Container[str]) -> bool:
    return "consult" in components and ("informational" in components or "not-substitute" in components)


def _in_block(
    block: Block, wording: Wording, *, small_print: bool = False, label: str = ""
) -> Disclaimer | None:
    """Return the disclaimer that a single block is, if it is one."""
    label = label or _label(block, wording)
    if label != "strong" and not any(_stated(wording.fold(block.text), block, wording, _LIMITS)):
        return None
    components = components_of(block, wording)
    if not _stands_apart(block, components, label, wording, small_print=small_print):
        return None
    return Disclaimer(block.span, _kind(components), "article", components)


def _stands_apart(
    block: Block, components: dict[str, Span], label: str, wording: Wording, *, small_print: bool
) -> bool:
    """Tell whether a block is a disclaimer; in `small_print`, at the foot of all, it may hold more."""
    names = components.keys()
    if label == "strong":
        return bool(names & (_MEDICAL | OTHER))
    limits = _limits(names) or _is_for_information(block, names, label, wording)
    compares = block.kind == "cell" and "consult" not in names
    if limits and (compares or not names & {"not-substitute", "dont-delay"}):
        # "General information about parking; call …" informs of something else, a table compares others.
        limits = bool(label) or _is_about_this(block, wording)
    if label == "weak" or not limits:
        return limits or (not label and "product" in names)
    if block.place == "quote" and not _is_about_this(block, wording):
        return False
    # "This article is based on … It is not medical advice: ask your doctor" says it in full as well.
    opening = _about_this(block, wording)
    opens = opening is not None and opening.start() <= _OPENING
    if opens and {"consult", "not-substitute"} <= names:
        return True
    # "This article is for information only. Runners should stretch."
    short = "consult" in names or len(block.text) <= _SHORT
    if opens and short and _is_for_information(block, names, label, wording):
        return True
    # "Names have been changed. … This article is for information only, and no substitute …" says it in full.
    if {"informational", "not-substitute"} <= names and _is_about_this(block, wording):
        return True
    if small_print and _is_about_this(block, wording):
        return True
    # "… Please understand that this article is not medical advice. …" says so wherever it stands.
    if "not-substitute" in names and wording.pattern("disclaimer", "outright").search(
        wording.fold(block.text)
    ):
        return True
    return _share(block, wording) >= 0.5 or _is_labelled_within(block, wording)


def _is_labelled_within(block: Block, wording: Wording) -> bool:
    """Tell whether a long block of run-on text says "disclaimer" before its last part, and that is one."""
    text = wording.fold(block.text)
    if len(text) < _LABEL_REACH * 4:
        return False
    label = wording.pattern("disclaimer", "run-on-label").search(text)
    return label is not None and _covered(text[label.end() :], wording) >= 0.5


def _is_for_information(block: Block, names: Container[str], label: str, wording: Wording) -> bool:
    """Tell whether a block says outright that the text is for information only, and little else."""
    if "informational" not in names or label == "weak":
        return False
    return bool(wording.pattern("disclaimer", "only-information").search(wording.fold(block.text)))


def _is_about_this(block: Block, wording: Wording) -> bool:
    """Tell whether a block speaks of the text that it stands in."""
    return _about_this(block, wording) is not None


def _about_this(block: Block, wording: Wording) -> re.Match[str] | None:
    return wording.pattern("disclaimer", "about-this").search(wording.fold(block.text))


def _limits(names: Container[str]) -> bool:
    if "not-substitute" in names or "dont-delay" in names:
        return True
    return "informational" in names and any(
        name in names for name in ("consult", "emergency", "no-relationship")
    )


def _share(block: Block, wording: Wording) -> float:
    """Return which part of a block's text is in sentences that hold a component."""
    return _covered(wording.fold(block.text), wording)


def _covered(text: str, wording: Wording) -> float:
    covered = start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        sentence = text[start:end]
        present = wording.present(sentence)
        about = any(pattern.search(sentence) for _, patterns, _ in present for pattern in patterns)
        if about or _consult(sentence, wording):
            covered += end - start
        start = end
    return covered / max(1, len(text))


def _kind(components: dict[str, Span]) -> Literal["medical", "other"]:
    names = components.keys()
    if "not-substitute" in names or "dont-delay" in names or {"informational", "consult"} <= names:
        return "medical"
    other = names & OTHER - {"affiliate"} if "consult" in names else names & OTHER
    return "medical" if names & _MEDICAL and not other else "other"


def _consult(text: str, wording: Wording) -> re.Match[str] | None:
    """Find the instruction to ask somebody; the emergency services are no one to ask, nor is "help"."""
    if not wording.is_anchored(text, "help"):
        return None
    urgent = wording.component("emergency")
    negated = wording.pattern("help", "negated")
    double = wording.pattern("disclaimer", "double-negation")
    hesitate = wording.pattern("help", "hesitate")
    vague = wording.pattern("disclaimer", "vague") if "vague" in wording.data["disclaimer"] else None
    for match in wording.instructions(text):
        if match["own"] is not None or urgent.search(match.group()):
            continue
        if vague is not None and vague.search(match.group()):
            continue
        before = text[max(0, match.start() - 100) : match.start()]
        if wording.is_noun(text, match):
            continue
        # "Do not hesitate to ask a doctor" is no refusal.
        if not negated.search(before[-40:]) or double.search(before) or hesitate.search(before):
            return match
    return None


def _refused(text: str, match: re.Match[str], before: re.Pattern[str] | None, wording: Wording) -> bool:
    """Tell whether a match only looks like a component: negated, quoted, or said of other texts."""
    if before and before.search(text[max(0, match.start() - 30) : match.start()]):
        return True
    first = max(0, match.start() - FAR)
    start = max((m.end() for m in _SENTENCE_END.finditer(text, first, match.start())), default=first)
    sentence = text[start : match.start()]
    if sentence.count('"') % 2 and text.find('"', match.end()) != -1:
        return True
    return bool(wording.pattern("disclaimer", "reporting").search(sentence))


def _is_heading(heading: Block, wording: Wording, names: tuple[str, ...]) -> bool:
    text = named(wording.fold(heading.text))
    return any(wording.pattern("disclaimer", name, True).match(text) for name in names)


def _is_lone_label(block: Block, wording: Wording) -> bool:
    """Tell whether a block is nothing but a label: `**Disclaimer:**` on a line of its own."""
    if len(block.text) > _LABEL_REACH or not block.text.rstrip("*_ ").endswith(":"):
        return False
    return _is_heading(block, wording, ("headings", "labels", "weak-labels"))


def _label(block: Block, wording: Wording) -> str:
    """Return how a block's label marks it: `strong` ("Disclaimer:"), `weak` ("Note:") or not at all."""
    text = wording.fold(block.text)[: _LABEL_REACH + 40].lstrip(_MARKS)
    end = _LABEL_END.search(text)
    if end is None or len(said := text[: end.start()].rstrip()) > _LABEL_REACH:
        return ""
    label = named(said)
    for name, strength in (("headings", "strong"), ("labels", "strong"), ("weak-labels", "weak")):
        if wording.pattern("disclaimer", name, True).match(label):
            return strength
    return ""


def component_names(language: str) -> dict[str, str]:
    """Return what people call each thing that a disclaimer may say."""
    words = wording(language)
    if words is None:
        return {}
    return {name: entry["name"] for name, entry in words.data["disclaimer"]["components"].items()}


def lacks(components: Set[str]) -> tuple[bool, bool]:
    """Tell whether a disclaimer lacks its two essentials: a limit to what it says, and whom to ask."""
    return not components & {"informational", "not-substitute"}, "consult" not in components


def lacking(text: str, settings: Settings) -> str:
    """Return which essential part the house's own disclaimer leaves out, in words, or "".

    One that a shortcode or a component prints is not here to be read.
    """
    if "{" in text or "<" in text or any(name in text for name in settings.disclaimer.components):
        return ""
    words = wording(settle_language("", settings.language, text))
    if words is None:
        return ""
    span = Span(0, len(text))
    has = components_of(Block("paragraph", span, plain(text, *span)), words).keys()
    lacks_limit, lacks_consult = lacks(has)
    if lacks_limit:
        return "that the article is general information or does not replace medical advice"
    return "whom to ask instead" if lacks_consult else ""
