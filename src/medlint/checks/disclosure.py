"""What readers are owed about money and machines behind an article, and marks that it may not carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Block, Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import capped, matches, shown
from medlint.parse.metadata import fold_key
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.reading import Passage, Reading, reading
from medlint.reading.affiliates import paid_links
from medlint.reading.polarity import stance
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import title_text, where_missing
from medlint.vocabulary import load

_Phrases = Sequence[tuple[str, Sequence[str]]]
_FAR = 600
_NOTHING = ("", "false", "no", "none", "null", "0", "n/a")


def affiliate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED222: a link or a code earns money, and nothing before it says so."""
    if _key(document, rule.params["keys"]) is not None:
        return
    first = min((*_paid_words(document), *_codes(document, rule)), default=None)
    if first is None:
        return
    phrases = rule.params["compiled"]["disclosure"]
    text = document.source.text
    # What a template prints is out of sight; its name tells.
    if any(regex(pattern).search(text, 0, first.span.start) for pattern in rule.params["components"]):
        return
    if _says(fold(first.text), phrases):
        return
    later: Block | None = None
    for block in document.blocks:
        if not _says(fold(block.text), phrases):
            continue
        if block.span.start <= first.span.start:
            return
        if later is None or block.span < later.span:
            later = block
    values = {"link": _short(first.text)}
    if later is not None:
        yield Hit(first.span, "late", values, (Related(later.span, "readers are told only here"),))
    else:
        yield Hit(first.span, "code" if first.is_code else "missing", values)


class _Paid(NamedTuple):
    """What earns money: where it stands, what it says, whether it is words rather than a link."""

    span: Span
    text: str
    is_code: bool


def _paid_words(document: Document) -> Iterator[_Paid]:
    return (_Paid(link.span, link.text or link.url, False) for link in paid_links(document))


def _codes(document: Document, rule: Rule) -> Iterator[_Paid]:
    """Yield words that ask the reader to buy with a code, or through a link of the author's."""
    for found in matches(document, rule):
        if found.group == "code":
            span = found.passage.span(found.start, found.end)
            yield _Paid(span, found.passage.block.text[found.start : found.end], True)


def sponsored(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED223: the front matter says that somebody paid for the article, and the text does not."""
    place = _key(document, rule.params["keys"])
    if place is None or _key(document, rule.params["printed"]) is not None:
        return
    phrases = rule.params["compiled"]["label"]
    if not any(_says(fold(block.text), phrases) for block in document.blocks):
        yield Hit(place, values={"key": document.source.text[slice(*place)].strip("\"'")})


def machine(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED224: a machine wrote it and no person is named who checked it, or its own words were left in."""
    said = [
        Hit(found.passage.span(found.start, found.end), "left-over", {"text": shown(*found[1:])})
        for found in matches(document, rule)
    ]
    said += _written(document, rule.params)
    yield from capped(_apart(sorted(said, key=lambda hit: hit.span)), rule.params["most"])
    machines = [byline for byline in document.bylines if byline.kind == "ai"]
    people = any(byline.kind == "person" for byline in document.bylines)
    if machines and not people:
        yield Hit(machines[0].span, "byline", {"name": machines[0].name})


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits in their order, without those that begin within an earlier one."""
    end = -1
    for hit in hits:
        if hit.span.start >= end:
            end = hit.span.end
            yield hit


def _written(document: Document, params: Mapping[str, Any]) -> Iterator[Hit]:
    """Yield what regular expressions find of a machine's words, and gaps where nobody is to fill any in."""
    text = reading(document)
    to_fill_in = regex(params["form-title"]).search(fold(title_text(document))) is not None
    for variant, passage, match in _shapes(text, params["patterns"]):
        if stance(passage, match.start(), match.end(), text.language) not in params["stances"]:
            continue
        span = passage.span(match.start(), match.end())
        # What a link is made of has brackets, too.
        linked = "](" in document.source.text[slice(*span)]
        is_form = to_fill_in or linked or _is_form(passage, match, regex(params["form"]))
        if variant != "gap" or not is_form:
            yield Hit(span, variant, {"text": shown(passage, match.start(), match.end())})


def _shapes(text: Reading, patterns: Mapping[str, Any]) -> Iterator[tuple[str, Passage, re.Match[str]]]:
    """Yield each match of the patterns, with its variant; a passage needs one of a pattern's signs."""
    shapes = [
        (variant, shape["pattern"], signs)
        for variant, shapes in patterns.items()
        for shape in shapes
        if (signs := list(filter(text.holds, shape["signs"])))
    ]
    for passage in text.passages if shapes else ():
        for variant, pattern, signs in shapes:
            if any(sign in passage.text for sign in signs):
                for match in regex(pattern).finditer(passage.text):
                    yield variant, passage, match


def _is_form(passage: Passage, gap: re.Match[str], form: re.Pattern[str]) -> bool:
    """Tell whether a passage, its lead-in or the heading above it speak of something to fill in."""
    near = passage.text[max(0, gap.start() - _FAR) : gap.end() + _FAR]
    around = (near, passage.lead, passage.heading)
    return any(form.search(part) for part in around)


def funding(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED221: nothing says who paid for the article, or that nobody had an interest in it."""
    phrases = rule.params["compiled"]["statement"]
    if stated_funding(document) is not None:
        return
    said = (*(block.text for block in document.blocks), *(link.text for link in document.links))
    if not any(_says(fold(text), phrases) for text in said):
        yield from (Hit(span, whole=True) for span in where_missing(document))


def stated_funding(document: Document) -> Span | None:
    """Return the key of the front matter that says who paid, or that nobody had an interest."""
    # "none" is an answer here, and an empty value is not.
    return _key(document, load("funding")["keys"], nothing=("", "null", "false"))


def publisher(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED228: no organisation is named as responsible for the article."""
    stated = (value for value in document.field("publisher") if value.text.strip())
    if next(stated, None) is None and not any(b.kind == "organisation" for b in document.bylines):
        yield from (Hit(span, whole=True) for span in where_missing(document))


def quality_mark(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED227: a mark of a scheme that has ended, of one that never was, or one beside what is sold."""
    for found in matches(document, rule):
        yield Hit(found.passage.span(found.start, found.end), found.group, {"text": shown(*found[1:])})
    seen: set[str] = set()
    for mark, span in _marks(document, rule.params["marks"]):
        kind = rule.params["marks"][mark]["variant"]
        if mark in seen:
            continue
        if kind == "promotion" and next(paid_links(document), None) is None:
            continue
        seen.add(mark)
        yield Hit(span, kind, {"mark": mark, **rule.params["marks"][mark]})


def _marks(document: Document, marks: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Span]]:
    """Yield the marks that an article shows: in images, links, words, and addresses outside the article."""
    text = document.source.text
    images = [(f"{image.url} {image.alt or ''}".lower(), image.span) for image in document.images]
    for mark, told in marks.items():
        for said, span in images:
            if any(part in said for part in told["images"]):
                yield mark, span
        for part in told["links"]:
            at = text.find(part)
            if at < 0:
                continue
            yield from ((mark, link.span) for link in document.links if part in link.url)
            if not any(comment.span.start <= at < comment.span.end for comment in document.comments):
                yield mark, Span(at, at + len(part))


def _key(document: Document, keys: Iterable[str], *, nothing: Sequence[str] = _NOTHING) -> Span | None:
    """Return where the front matter says one of these of the article, and means it.

    `nothing` are values that say nothing.
    """
    if document.front is None:
        return None
    wanted = frozenset(map(fold_key, keys))
    for name, value in document.front.data.items():
        if fold_key(name) in wanted and str("" if value is None else value).strip().lower() not in nothing:
            place = document.front.spans.get("/" + name.replace("~", "~0").replace("/", "~1"))
            return place.key if place is not None else document.front.span
    return None


def _says(text: str, phrases: _Phrases) -> bool:
    """Tell whether a folded text says one of these phrases."""
    return any(
        any(word in text for word in triggers) and regex(pattern).search(text)
        for pattern, triggers in phrases
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
