"""Finds the parts of an article that say when and where to get professional help.

Method: a help block has a heading that names it, or a lead-in such as "See a doctor if:", and a body
that gives signs to watch for and tells the reader whom to contact (the NHS care card pattern).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from medlint.document import Block, Disclaimer, HelpBlock, Link, Section
from medlint.parse.help.care import care_due, is_care, may_be_care, sends, sends_first, sends_from_list
from medlint.parse.help.conditions import conditions, signs_of_the_body
from medlint.parse.help.headings import (
    announces_signs,
    asks_to_be_seen,
    heading_strength,
    instruction_in,
    is_named,
    is_tip,
    is_watched_for,
    names_someone,
    promises,
    says_what_first,
    strength_of,
)
from medlint.parse.help.values import SENTENCE_END, Action, Advice, Around, Said, within
from medlint.parse.wording import FAR, Wording, bare, unbroken
from medlint.source import Span, merged

_CONTACT = re.compile(r"\d[\d ()-]{2,}\d|@|https?://|\b24/7\b")
_LABEL_ENDS = (":", "?", "…", "...")
_LINE = 100
_NEAR = 40
_CELL = 60
_MOST_ITEMS = 100
_BY_SIGNS = frozenset(("plain", "signs", "weak", "passing"))
_NOTHING = Said((), (), own_line=False)
_FEW = 2
"""Signs of the body from which on a heading that announces signs has them below it."""


def find_help(
    root: Section, disclaimers: tuple[Disclaimer, ...], wording: Wording, links: tuple[Link, ...] = ()
) -> tuple[tuple[HelpBlock, ...], tuple[Span, ...]]:
    """Return the help blocks in the order of the text, and all instructions that stand outside them.

    An item that is nothing but one of the page's `links` leads elsewhere; it is no sign.
    """
    taken = merged(disclaimer.span for disclaimer in disclaimers)
    around = Around(taken, tuple(sorted(link.span for link in links)))
    blocks: list[HelpBlock] = []
    loose: list[Span] = []
    previous = -2
    done: set[int] = set()
    words: dict[Span, str] = {}
    for number, section in enumerate(root.walk()):
        if number in done:
            continue
        strength = heading_strength(section.heading, wording)
        if section.level == 1 and section.sections and strength != "strong":
            strength = ""  # The title of the article: its sections say what is what.
        seen = strength == "weak" and asks_to_be_seen(_words(section, wording), wording)
        advice = _advice(section, around, wording, signs=bool(strength), seen=seen)
        if advice.lead_in and not strength:
            advice = _advice(section, around, wording)
        elif not strength and advice.actions and sends_from_list(section, advice, wording):
            advice, strength = _advice(section, around, wording), "care"
        elif not strength and advice.actions and may_be_care(section, wording):
            whole = _advice(section, around, wording)
            if is_care(section, whole, around, wording):
                advice, strength = whole, "care"
        if strength not in ("", "first") and not (advice.actions and advice.triggers):
            advice, covered = _with_children(section, advice, around, wording)
            done.update(range(number + 1, number + 1 + covered))
        words.update((action.span, action.words) for action in advice.actions)
        found = _help_block(section, advice, strength, wording)
        if found is None:
            loose += (action.span for action in advice.actions)
        elif blocks and previous == number - 1:
            blocks[-1] = _merged(blocks[-1], found, words)
            previous = number
        else:
            blocks.append(found)
            previous = number
    return tuple(blocks), tuple(loose)


def _help_block(section: Section, advice: Advice, strength: str, wording: Wording) -> HelpBlock | None:
    heading = section.heading
    text = _words(section, wording)
    of_the_body = len(signs_of_the_body(section, wording)) if strength in _BY_SIGNS else 0
    listed = of_the_body >= _FEW and announces_signs(text, wording)
    if listed and not advice.actions and is_watched_for(text, wording):
        listed = sends((block for part in section.walk() for block in part.blocks), wording)
    announced = strength not in ("", "passing", "first") and promises(text, wording)
    promising = listed or strength == "plain" or announced
    named = bool(text) and is_named(text, wording)
    if listed and not advice.promotions:
        counts = True
    elif strength == "plain":
        # "If the container does not start, …" is no sign.
        counts = bool(advice.actions or advice.promotions or of_the_body or not advice.triggers)
        counts = counts or any(names_someone(wording.fold(block.text), wording) for block in section.blocks)
    elif strength == "strong":
        told = promising or named or bool(advice.actions or advice.promotions)
        counts = bool(advice.triggers) or (told and not is_tip(text, wording))
    elif strength == "signs":
        # Red flags of a product or a job are no signs.
        bodily = len(advice.triggers) > 1 and of_the_body > 0
        counts = bool(advice.actions or advice.promotions or bodily)
    elif strength == "weak":
        counts = bool(advice.actions or (advice.promotions and advice.triggers))
    else:
        # "Contact a dentist in Leeds" over "contact us if …" tells nobody where else to turn.
        beyond = [a for a in advice.actions if heading is None or not within(a.span, heading.span)]
        both = bool((beyond or (advice.actions and not advice.promotions)) and advice.triggers)
        counts = advice.lead_in or strength == "care" or (strength == "passing" and both)
        if strength and not counts and says_what_first(text, wording):
            counts = sends_first(section, advice, wording)
    if not counts:
        return None
    actions = tuple(action.span for action in advice.actions)
    return HelpBlock(section.span, heading, advice.triggers, actions, advice.promotions, named, promising)


def _words(section: Section, wording: Wording) -> str:
    return "" if section.heading is None else wording.fold(section.heading.text)


def _with_children(section: Section, advice: Advice, around: Around, wording: Wording) -> tuple[Advice, int]:
    """Add what the subsections say; return how many there are."""
    covered = 0
    for child in section.walk():
        if child is section:
            continue
        covered += 1
        more = _advice(child, around, wording)
        advice = Advice(
            advice.triggers + more.triggers,
            _distinct(advice.actions + more.actions, section, wording),
            advice.promotions + more.promotions,
            advice.lead_in or more.lead_in,
        )
    return advice, covered


def _merged(first: HelpBlock, second: HelpBlock, words: Mapping[Span, str]) -> HelpBlock:
    said = {words[span] for span in first.actions}
    return HelpBlock(
        Span(first.span.start, max(first.span.end, second.span.end)),
        first.heading if first.promising or not second.promising else second.heading,
        first.triggers + second.triggers,
        first.actions + tuple(span for span in second.actions if words[span] not in said),
        first.promotions + second.promotions,
        first.named or second.named,
        first.promising or second.promising,
    )


def _advice(
    section: Section, around: Around, wording: Wording, *, signs: bool = True, seen: bool = False
) -> Advice:
    """Return what a section tells a reader to do, and when; the `signs` may be left out, they cost most.

    Under a heading that says when to be `seen` care may be due without a word of whose it is.
    """
    actions: list[Action] = []
    promotions: list[Span] = []
    triggers: list[Span] = []
    lead_in = own_line = False
    passed: set[Span] = set()
    blocks = _blocks(section, wording)
    for index, block in enumerate(blocks):
        if block.place == "meta" or around.takes(block.span.start) or (seen and block is section.heading):
            continue
        text = wording.fold(block.text)
        matches = _matches(text, wording)
        leads_in = _leads_in(text, matches, wording)
        if not (signs or matches or leads_in or seen):
            continue
        said = _said(text, matches, block, wording, signs=signs)
        if seen and not said.others:
            said = said._replace(others=tuple(care_due(block, text, wording)))
        if signs and (labelled := _labelled_signs(block, matches, wording)):
            said = said._replace(others=(labelled[0], *said.others))
            triggers.append(labelled[1])
        items = _items(blocks, index) if leads_in else []
        if items and _about_circumstances(items, wording):
            passed.update(item.span for item in items)
        if block.span in passed or (items and items[0].span in passed):
            continue
        actions += said.others
        promotions += said.own
        own_line = own_line or said.own_line
        lead_in = lead_in or bool(said.others and _is_labelled(block, text, wording))
        items = items if said.others or block is section.heading else []
        lead_in = lead_in or bool(items and block is not section.heading)
        if not signs:
            continue
        triggers += conditions(text, matches, block, wording)
        if items:
            triggers += (item.span for item in items if not around.is_link(item))
        elif block.kind == "item" and not said.others and not _CONTACT.search(text):
            triggers += () if around.is_link(block) else (block.span,)
        elif block.kind == "cell" and said.others:
            triggers += _beside(blocks, index, wording)
    # "Call our helpline, or just call us": both are the line.
    promoted = () if own_line else tuple(promotions)
    return Advice(tuple(dict.fromkeys(triggers)), _distinct(actions, section, wording), promoted, lead_in)


def _is_labelled(block: Block, text: str, wording: Wording) -> bool:
    """Tell whether a paragraph opens with a bold label: "**When to call a GP?** …", "**See a GP** if"."""
    if block.kind == "heading" or not block.strong or block.strong[0].start != 0:
        return False
    end = block.strong[0].end
    label, rest = block.text[:end].rstrip(), block.text[end:].lstrip()
    if len(rest) < 2:
        return False
    when = wording.pattern("help", "any-condition")
    if label.endswith(_LABEL_ENDS) or rest.startswith(":"):
        # "Consult a doctor: discuss your options", an item, says nothing of when, nor does "Do I need a GP?".
        told = block.kind == "paragraph" or when.search(text) is not None
        if not told or (label.endswith("?") and not promises(wording.fold(label), wording)):
            return False
        return strength_of(wording.fold(label), wording) == "strong" or _is_sign(label, wording)
    goes_on = block.kind == "paragraph" and when.match(wording.fold(rest))
    return bool(goes_on) and instruction_in(wording.fold(label), wording) is not None


def _labelled_signs(
    block: Block, matches: list[re.Match[str]], wording: Wording
) -> tuple[Action, Span] | None:
    """Return whom to turn to and for what, where a label in bold names them: "**112 or 999**: chest pain"."""
    if block.kind not in ("paragraph", "item") or not block.strong or block.strong[0].start != 0:
        return None
    end = block.strong[0].end
    label, rest = block.text[:end].rstrip(), block.text[end:].lstrip()
    if not (label.endswith(":") or rest.startswith(":")) or len(label) > _CELL:
        return None
    name = wording.fold(label.rstrip(":"))
    told = any(match.start() < end and (match["verb"] or match["passive"]) for match in matches)
    if told or not names_someone(name, wording) or "urgent-care" not in wording.data["help"]:
        return None
    # "Physiotherapists: they treat pain" tells nobody to turn to them.
    urgent = any(wording.pattern("help", part).search(name) for part in ("urgent-care", "urgent"))
    signs = rest.lstrip(": ")
    if not urgent or not wording.pattern("help", "of-the-body").search(wording.fold(signs)):
        return None
    start = len(block.text) - len(signs)
    return Action(block.prose.span(0, end), name), block.prose.span(start, len(block.text))


def _is_sign(label: str, wording: Wording) -> bool:
    """Tell whether a label names the signs for which a text says whom to turn to: "If it gets worse:"."""
    return wording.pattern("help", "condition-labels").search(wording.fold(label)) is not None


def _blocks(section: Section, wording: Wording) -> list[Block]:
    """Return the heading and the blocks of a section that can say something, words made whole."""
    heading = [section.heading] if section.heading is not None else []
    return heading + [
        unbroken(block, wording) for block in section.blocks if block.kind in ("paragraph", "item", "cell")
    ]


def _distinct(actions: Iterable[Action], section: Section, wording: Wording) -> tuple[Action, ...]:
    """Return each instruction once; a title such as "When to see a doctor" repeats the one below it."""
    kept: dict[str, Action] = {}
    for action in actions:
        kept.setdefault(action.words, action)
    first, heading = tuple(kept.values()), section.heading
    if heading is None or len(first) < 2 or not within(first[0].span, heading.span):
        return first
    titled = instruction_in(bare(wording.fold(heading.text)), wording) is None
    return first[titled:]


def _beside(blocks: list[Block], index: int, wording: Wording) -> Iterator[Span]:
    """Yield the cell with the sign that the instruction in another cell belongs to."""
    table = [number for number, block in enumerate(blocks) if block.group == blocks[index].group]
    # A table that ends with an instruction has its instructions in the last column.
    last = _is_instruction(blocks[table[-1]], wording)
    beside = index - 1 if last else index + 1
    if beside in table and not _is_instruction(blocks[beside], wording):
        yield blocks[beside].span


def _is_short_cell(block: Block, text: str, wording: Wording) -> bool:
    """Tell whether a cell of a table says no more than whom to turn to: "A&E now", "GP this week"."""
    if block.kind != "cell" or len(text) > _CELL or "urgent" not in wording.data["help"]:
        return False
    if wording.pattern("help", "any-condition").search(text):
        return False
    return names_someone(text, wording) and bool(wording.pattern("help", "urgent").search(text))


def _has_signs_seen(text: str, wording: Wording) -> bool:
    """Tell whether a line leads signs in with which to be seen: "get evaluated if you have:"."""
    return text.endswith(":") and wording.pattern("help", "seen-if").search(text) is not None


def _is_instruction(block: Block, wording: Wording) -> bool:
    text = wording.fold(block.text)
    return bool(_matches(text, wording)) or _is_short_cell(block, text, wording)


def _leads_in(text: str, matches: list[re.Match[str]], wording: Wording) -> bool:
    """Tell whether signs may follow; behind "a therapist can assess:" stands what is assessed."""
    if not text.rstrip(" *_").endswith(wording.lead_ends):
        return False
    offers = bool(matches) and not any(match["verb"] or match["passive"] for match in matches)
    return not (offers and wording.pattern("help", "services").match(text, matches[0].end()))


def _items(blocks: list[Block], index: int) -> list[Block]:
    """Return what a lead-in introduces: list items or short lines, no telephone numbers or links."""
    near = blocks[index + 1 : index + 1 + _MOST_ITEMS]
    following = takewhile(lambda block: block.kind == "item" or _is_line(block), near)
    return [block for block in following if not _CONTACT.search(block.text)]


def _is_line(block: Block) -> bool:
    """Tell whether a paragraph could be an item of a list that has lost its marks."""
    return block.kind == "paragraph" and len(block.text) <= _LINE and block.text[-1:] not in ".!?:"


def _about_circumstances(items: list[Block], wording: Wording) -> bool:
    """Tell whether most items are states such as pregnancy, which call for advice beforehand."""
    pattern = wording.pattern("help", "circumstances")
    return 2 * sum(bool(pattern.search(wording.fold(item.text))) for item in items) > len(items)


def _matches(text: str, wording: Wording) -> list[re.Match[str]]:
    if not wording.is_anchored(text, "help"):
        return []
    return [match for match in wording.turns(text) if not wording.is_noun(text, match)]


def _said(text: str, matches: list[re.Match[str]], block: Block, wording: Wording, *, signs: bool) -> Said:
    """Return what a block tells a reader to do, in instructions or in a cell that names signs."""
    said = _instructions(text, matches, block, wording) if matches else _NOTHING
    if signs and not matches and (_is_short_cell(block, text, wording) or _has_signs_seen(text, wording)):
        return said._replace(others=(Action(block.span, text),))
    return said


def _instructions(text: str, matches: list[re.Match[str]], block: Block, wording: Wording) -> Said:
    others: list[Action] = []
    own: list[Span] = []
    own_line = False
    for match in matches:
        if _is_negated(text, match.start(), wording) or _is_beforehand(text, match, wording):
            continue
        span = block.prose.span(*match.span())
        if match["own"] is None or _or_else(text, match.end(), wording):
            others.append(Action(span, match.group()))
        elif wording.pattern("help", "own-lines").search(match.group()):
            own_line = True
        else:
            own.append(span)
    return Said(tuple(others), tuple(own), own_line)


def _or_else(text: str, end: int, wording: Wording) -> bool:
    """Tell whether readers can as well turn to somebody else: "contact us | or your doctor"."""
    after = text[end : end + _NEAR]
    other = wording.pattern("help", "or-else").match(after)
    return other is not None and names_someone(after[other.end() :], wording)


def _is_negated(text: str, start: int, wording: Wording) -> bool:
    before = text[max(0, start - 40) : start]
    if not wording.pattern("help", "negated").search(before):
        return False
    after = text[start : start + 120]
    hesitate = wording.pattern("help", "hesitate")
    return not hesitate.search(before) and not hesitate.search(after)


def _is_beforehand(text: str, match: re.Match[str], wording: Wording) -> bool:
    """Tell whether the sentence is about asking before a treatment, not about a warning sign."""
    first, last = max(0, match.start() - FAR), match.end() + FAR
    start = max((end.end() for end in SENTENCE_END.finditer(text, first, match.start())), default=first)
    end = SENTENCE_END.search(text, match.end(), last)
    sentence = text[start : end.start() if end else last]
    return bool(wording.pattern("help", "beforehand").search(sentence))
