"""Sentences, paragraphs and lists that are long, passive, shouted or decorated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Block, Document, of_latest
from medlint.finding import Edit, Fix, Hit, Related
from medlint.kinds.existence import capped
from medlint.metrics import is_counted, words_in
from medlint.reading import BULLETS, ELSEWHERE, Passage, reading, sentences
from medlint.reading.polarity import is_in_quotes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged

_LEFT_OUT = frozenset((*ELSEWHERE, "disclaimer"))
_LETTERS = re.compile(r"[a-z][a-z'-]*")
_SHOWN = 40
_MOST_EMOJI = 20
_SHORT_LINE = 40
_SHORT_LINES = 4
_SHORT_SENTENCE = 3
"""Blanks that a sentence has at least that counts: "Short half-life. Brief pulse." is taken in at once."""
_BREAK, _STOP = re.compile("<br", re.IGNORECASE), re.compile(r"[.!?](?=[\s<]|\Z)")
_RUN_ON = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
_TRAILING = " ]"
"""What may stand behind the closing mark of a quotation: a blank, and a reference mark as it is read."""
_WORD_ENDS, _WORD_STARTS = re.compile(r"\w[^\w\s]?\Z"), re.compile(r"[^\w\s]?\w")
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\u231a\u231b\u23e9-\u23f3\u2600-\u27bf\u2b50\u2b55\u203c\u2049\U0001f300-\U0001faff]"
    "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)*\u20e3?)+"
)


def long_sentences(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED502: a sentence of more words than the site wants."""
    longest = settings.readability.sentence_words
    text = reading(document)
    for passage in _prose(document):
        # Fewer blanks than that, and no sentence in it can be long.
        if passage.text.count(" ") < longest:
            continue
        for start, end in sentences(passage.text, text.language):
            if passage.text.count(" ", start, end) < longest or _is_quoted(passage, start, end):
                continue
            # "one word.Another": the blank is missing, and no reader takes both for one sentence.
            words = max(map(words_in, _parted(passage, start, end)))
            # "A B C D E": an index of letters is no sentence.
            if longest < words < (end - start) / 3:
                first = passage.block.text[start : start + _SHOWN].rsplit(" ", 1)[0]
                values = {"words": words, "longest": longest, "text": first}
                yield Hit(passage.span(start, end), "", values)


def _parted(passage: Passage, start: int, end: int) -> Iterator[str]:
    """Yield a sentence, parted where the blank behind a stop is missing."""
    for match in _RUN_ON.finditer(passage.block.text, start, end):
        yield passage.text[start : match.start()]
        start = match.start()
    yield passage.text[start:end]


def _is_quoted(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a sentence stands within quotation marks, those that it opens or earlier ones."""
    text = passage.text[start:end].rstrip(_TRAILING)
    if text.startswith('"'):
        return text.count('"') == 1 or text.find('"', 1) >= len(text) - 2
    return text.find('"') in (-1, len(text) - 1) and is_in_quotes(passage, start, start + 1)


def long_paragraphs(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED503: a paragraph of more sentences than the site wants."""
    longest = settings.readability.paragraph_sentences
    text = reading(document)
    for passage in _prose(document):
        if passage.block.kind != "paragraph" or sum(map(passage.text.count, ".!?")) < longest:
            continue
        # What a colon parts is one sentence to a reader.
        number = sum(
            (not passage.text.startswith(":", end - 1) or end == len(passage.text))
            and passage.text.count(" ", start, end) >= _SHORT_SENTENCE
            and not passage.text.startswith(BULLETS, start)
            for start, end in sentences(passage.text, text.language)
        )
        if number <= longest or words_in(passage.text) < _least(number, longest, rule):
            continue
        if not _is_loose(document, passage.block, number, longest):
            values = {"count": number, "longest": longest}
            yield Hit(passage.span(0, len(passage.text)), "", values)


def _least(number: int, longest: int, rule: Rule) -> int:
    """Return from how many words on so many sentences are a wall of text: many short ones are none."""
    short, wall = int(rule.params["short"]), int(rule.params["wall"])
    return max(longest * int(rule.params["words"]), min(number * short, wall))


def _is_loose(document: Document, block: Block, number: int, longest: int) -> bool:
    """Tell whether a paragraph is a run of lines: parted by `<br>`, or short ones of a copied page."""
    source = document.source.text[slice(*block.span)]
    parts = _BREAK.split(source)
    if (len(parts) - 1) * 2 >= number:
        return True
    if len(parts) > 1 and all(len(_STOP.findall(part)) <= longest for part in parts):
        return True
    if document.format == "html":
        return False  # Where its source ends a line, nobody sees.
    lines = [line.strip() for line in source.split("\n")]
    return sum(len(line) < _SHORT_LINE and line[-1:] not in ".,;:!?" for line in lines) >= _SHORT_LINES


def passive(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED508: too large a share of the sentences is in the passive voice."""
    text = reading(document)
    found: list[Span] = []
    total = 0
    for passage in _prose(document):
        for start, end in sentences(passage.text, text.language):
            words = _LETTERS.findall(passage.text, start, end)
            if len(words) < rule.params["least-words"]:
                continue
            total += 1
            if _is_passive(words, rule):
                found.append(passage.span(start, end))
    percent = rule.params["percent"]
    if total >= rule.params["least-sentences"] and len(found) * 100 > total * percent:
        related = tuple(Related(span, "here too") for span in found[1:])
        values = {"count": len(found), "total": total, "share": len(found) * 100 // total, "percent": percent}
        yield Hit(found[0], "", values, related)


def _is_passive(words: list[str], rule: Rule) -> bool:
    """Tell whether a form of "be" stands before a participle, with nothing between but adverbs."""
    be, between = rule.params["be"], rule.params["between"]
    waiting = False
    for word in words:
        if word in be:
            waiting = True
        elif waiting and word not in between and not word.endswith("ly"):
            if word in rule.params["participles"] or (
                word.endswith("ed") and word not in rule.params["adjectives"]
            ):
                return True
            waiting = False
    return False


def long_lists(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED510: a list of bullets with more items than readers take in."""
    groups: dict[tuple[int, int], list[Block]] = {}
    left_out = merged(s.span for s in document.root.walk() if s.role in _LEFT_OUT)
    for block in document.blocks:
        if block.kind == "item" and block.group and not block.ordered and is_counted(block):
            groups.setdefault((block.group, block.level), []).append(block)
    longest = rule.params["longest"]
    for items in groups.values():
        first = items[0].span
        if len(items) <= longest or covers(left_out, first.start):
            continue
        yield Hit(
            items[longest].span, "", {"count": len(items), "longest": longest}, (Related(first, "the first"),)
        )


def emoji(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED519: a picture character in the text."""
    hits: list[Hit] = []
    plain = {*rule.params["not-emoji"], "\ufe0e", "\ufe0f"}
    for block in document.blocks:
        text = block.text
        if text.isascii() or block.place == "chrome" or block.kind in ("code", "html"):
            continue
        for match in _EMOJI.finditer(text):
            start, end = match.span()
            if set(match[0]) <= plain:
                continue
            values = {"emoji": match[0]}
            if any(sign in match[0] for sign in rule.params["signs"]):
                hits.append(Hit(block.prose.span(start, end), "sign", values))
            else:
                hits.append(
                    Hit(
                        block.prose.span(start, end),
                        "decoration",
                        values,
                        fix=_without(document, block, start, end),
                    )
                )
    yield from capped(hits, _MOST_EMOJI)


def _without(document: Document, block: Block, start: int, end: int) -> Fix | None:
    """Return the edit that takes an emoji away that stands before the words that it decorates."""
    span = block.prose.span(start, end)
    after = block.prose.span(end, end + 1) if end < len(block.text) else None
    if after is None or document.source.text[slice(*span)] != block.text[start:end]:
        return None
    if _WORD_ENDS.search(block.text, max(0, start - 2), start) and _WORD_STARTS.match(block.text, end):
        # Without a blank the words on both sides would become one.
        return Fix("Replace the emoji by a space", (Edit(span, " "),), "safe")
    stop = after.end if block.text[end] == " " and (not start or block.text[start - 1] == " ") else span.end
    return Fix("Remove the emoji", (Edit(Span(span.start, stop), ""),), "safe")


def _prose(document: Document) -> Iterator[Passage]:
    """Yield the passages of the article's own sentences: no headings, tables, quotations or references."""
    for passage in reading(document).passages:
        block, text = passage.block, passage.text
        # What somebody else said stays as it was said.
        if (text.startswith('"') and text.rstrip(_TRAILING).endswith('"')) or passage.role in _LEFT_OUT:
            continue
        if block.kind not in ("paragraph", "item") or block.place != "body":
            continue
        if not is_in_quoted_box(document, block):
            yield passage


def is_in_quoted_box(document: Document, block: Block) -> bool:
    """Tell whether a block of a web page stands in a box in which somebody else speaks."""
    return document.format == "html" and covers(_quoted_boxes(document), block.span.start)


@of_latest
def _quoted_boxes(document: Document) -> tuple[Span, ...]:
    """Return the boxes of a web page in which somebody else speaks; most pages have no word of such."""
    markup = document.source.text.lower()
    if "testimonial" not in markup and "quote" not in markup:
        return ()
    # Only now: other formats need nothing of the parser of HTML.
    from medlint.parse.html.quoted import quoted_boxes

    return quoted_boxes(document)
