"""Whether the help section of an article names the signs of its topic that cannot wait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.phrases import pattern_of
from medlint.reading import Passage, reading, sentences
from medlint.reading.locales import Locale, locale_of, route_phrase
from medlint.reading.red_flags import (
    Flag,
    Sign,
    Tier,
    Topic,
    content_words,
    flags_of,
    help_passages,
    named,
    signs,
    topics_of,
)
from medlint.reading.routes import article_routes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import promising
from medlint.vocabulary import load

_SHOWN = 5
_STEM, _SHORTEST, _ENOUGH = 5, 3, 2
"""Words count by their beginning, if they are that long, and so many of them name a sign."""
_ASIDE = re.compile(r"\([^)]*\)")
_OR = re.compile(r", (?:or )?| or ")
_NOW = ("emergency", "crisis")


def absent(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED301: the help section names none of the emergency signs of the article's topic."""
    where = locale_of(document, settings)
    for topic, flags in _topics(document, "emergency", where):
        if not topic.certain or _may_be_named(document, topic, flags, rule):
            continue
        values = {
            "topic": topic.name,
            "count": len(flags),
            "sign": flags[0].named(where.code),
            "line": _lines(flags[:1], where),
            "source": flags[0].source,
        }
        elsewhere = (_related(sign) for sign in signs(document, flags, reading(document).passages))
        yield Hit(_where(document), "", values, tuple(islice(elsewhere, 1)), whole=True)


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED302: the article leaves out signs; a note if it names most, or if they are not for an ambulance."""
    where = locale_of(document, settings)
    tiers: tuple[Tier, ...] = ("emergency", "urgent")
    for tier in tiers:
        left: list[tuple[Topic, Flag]] = []
        total = 0
        for topic, flags in _topics(document, tier, where):
            told = named(document, flags, reading(document).passages)
            total += len(flags)
            left += ((topic, flag) for flag in flags if flag.id not in told)
        if left:
            variant = "some" if tier == "emergency" and 2 * len(left) <= total else tier
            names = list(dict.fromkeys(flag.named(where.code) for _, flag in left))
            values = {
                "topic": " and ".join(dict.fromkeys(topic.name for topic, _ in left)),
                "signs": _listed(names),
                "lines": _lines([flag for _, flag in left], where),
                "source": " and ".join(dict.fromkeys(flag.source for _, flag in left)),
            }
            yield Hit(_where(document), variant, values, whole=True)


def _topics(document: Document, tier: Tier, where: Locale) -> Iterator[tuple[Topic, list[Flag]]]:
    """Yield the topics of an article with a help section, each with its flags of a tier if it has any."""
    code = where.known
    if not promising(document):
        return
    for topic in topics_of(document):
        flags = [flag for flag in flags_of(topic.id, code) if flag.tier == tier]
        if flags:
            yield topic, flags


def _may_be_named(document: Document, topic: Topic, flags: Sequence[Flag], rule: Rule) -> bool:
    """Tell whether an article names one of some signs to act on, if in other words than medlint knows."""
    passages = _looked_at(document)
    if named(document, flags, passages):
        return True
    helping = help_passages(document)
    if _is_nearly_named(document, topic, flags) or _has_own_sign(document, helping):
        return True
    # A list elsewhere, unless it only tells what an illness is like.
    listed = signs(document, flags, [p for p in reading(document).passages if p.block.kind == "item"])
    return any(sign.passage.role not in rule.params["not-in"] for sign in listed)


def _is_nearly_named(document: Document, topic: Topic, flags: Sequence[Flag]) -> bool:
    """Tell whether a sentence of the help section has two of the words by which a sign is called.

    Words that a sign is called by in turn, "numbness or tingling", are as one. What is known to say a sign in
    part only is no such sentence.
    """
    known = _stems(topic.name)
    names = [
        [_stems(part) - known for part in _parts(_ASIDE.sub("", name))]
        for flag in flags
        for name in flag.names
    ]
    helping = help_passages(document)
    partly = {(id(s.passage), s.start) for s in signs(document, flags, helping, partial=True) if s.partial}
    for passage in helping:
        for start, end in sentences(passage.text, "en"):
            said = _stems(passage.text[start:end])
            near = any(sum(not said.isdisjoint(part) for part in name) >= _ENOUGH for name in names)
            if near and not any(at == id(passage) and start <= place < end for at, place in partly):
                return True
    return False


def _parts(name: str) -> Iterator[str]:
    """Yield the words by which a sign is called, those between which "or" or a comma stands together."""
    part = ""
    for word in _OR.sub(" or ", name).split(" "):
        if word == "or" or part.endswith(" or"):
            part = f"{part} {word}"
            continue
        if part:
            yield part
        part = word
    yield part


def _has_own_sign(document: Document, helping: Sequence[Passage]) -> bool:
    """Tell whether the help section sends a reader with some sign to an ambulance or a hospital."""
    spans = {passage.block.span for passage in helping if passage.block.kind != "heading"}
    return any(
        passage.block.span in spans and not route.vague and not _words("any-emergency").search(passage.text)
        for passage, route in article_routes(document, ("emergency",))
    )


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in content_words(text) if len(word) >= _SHORTEST}


def _looked_at(document: Document) -> Sequence[Passage]:
    """Return the help sections, and those that say whom to call, or what cannot wait: any mention counts.

    Where the help section points to "these symptoms", all of the article.
    """
    text = reading(document)
    passages = help_passages(document)
    if any(_words("above").search(passage.text) for passage in passages):
        return text.passages
    calls = {passage.block.span for passage, _ in article_routes(document, _NOW)}
    calls |= {passage.block.span for passage in text.passages if _words("pressing").search(passage.text)}
    inside = {passage.block.span for passage in passages}
    for section in document.root.walk() if calls - inside else ():
        blocks = section.blocks if section.heading is None else (section.heading, *section.blocks)
        spans = {block.span for block in blocks}
        if spans & calls:
            inside |= spans
    return [passage for passage in text.passages if passage.block.span in inside]


def _where(document: Document) -> Span:
    """Return where to say that a sign is missing: the heading of the help section."""
    block = max(promising(document), key=lambda block: len(block.triggers))
    return block.heading.span if block.heading is not None else block.span


def _related(sign: Sign) -> Related:
    span = sign.passage.span(sign.start, sign.end)
    return Related(span, "named here, but this does not say what to do")


def _listed(names: Sequence[str]) -> str:
    shown = "; ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}; and {len(names) - _SHOWN} more"


def _lines(flags: Sequence[Flag], where: Locale) -> str:
    """Return the lines under which some signs belong, each in quotation marks."""
    # A number that does not work where the readers are is worse than none.
    routes = (route_phrase(where.told, flag.route) for flag in flags)
    return " or ".join(f'"{route[:1].upper()}{route[1:]} if:"' for route in dict.fromkeys(routes))


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(pattern_of(load("signs")[name]))
