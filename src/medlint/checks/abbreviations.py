"""Abbreviations that an article uses before it says what they mean, or without ever saying it.

Which ones are spoken of, with what they mean, is in `rules/_vocabulary/abbreviations.yaml`: other capitals
may be names of people, firms, studies and genes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate
from typing import Any

from medlint._records import NamedTuple
from medlint.checks.spelling import says_word
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import capped
from medlint.parse.credentials import is_credential
from medlint.parse.wording import fold
from medlint.phrases import pattern_of
from medlint.reading import ELSEWHERE, Passage, is_title, reading
from medlint.reading.locales import locale_of
from medlint.reading.polarity import is_in_quotes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import link_around
from medlint.vocabulary import load

# Where a form may begin is found five times as fast without a look at what stands before it.
_RUN = re.compile("[A-Z][A-Z]+")
_SHORT = re.compile(r"(?<![\w@#/.&'\"‘“])[A-Z]{2,6}(?=s?(?![\w&@]))")
_PREFIX = re.compile(r"(?<![\w-])[A-Z]-\Z")
_NUMBERED = re.compile(r"-\d(?![\w-])")
_NAMED = re.compile(r"[A-Z][\w'’-]{1,40} [A-Z][\w'’-]{1,40}, \Z")
_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,}(?!\w)")
_CAPITALS_LAST = re.compile(r"(?<![^\W_])[A-Z]{2,}\Z")
_WORD = re.compile(r"[^\W_]+")
_CLOSED = re.compile(
    r"s?(?:-[A-Z]{1,3}\b)?['\"”]?(?:\)|[,;:] | or |/[A-Z]{2,6}\)|\s+[\w'-]+(?:\s+[\w'-]+)?\))"
)
_CHAIN = re.compile(
    r"(?<![^\W_])(?:['\"“‘]?[A-Z][A-Za-z\d-]{1,9}['\"”’]?(?:,? or |,? and |, )){1,3}['\"“‘]?\Z"
)
_LAST = re.compile(r"\([^(),]*, s?\)")
_CITED = re.compile(r"\((?:19|20)\d\d[a-z]?\)\. |(?<!\d)(?:19|20)\d\d ?; ?\d+ ?[(:]")
_GLOSS = re.compile(
    r"s?['\"”]?\s*\((?:an? )?['\"“]?[^\W_]{2,}[^)]{3,}\)"
    # "CPAP therapy (a device that ...)", "LDL cholesterol (the “bad” one)"
    r"|s? [a-z-]{2,20}\s*\((?:(?:an?|the) |['\"“])[^)]{3,}\)"
)
_CLAUSE = r"(?:(?!\b(?:that|which|who|whose|where)\b)[^—–.;:!?]){0,200}?"
"""What stands behind a dash before a clause of its own begins."""
_REACH = 8
"""Words behind letters in which those that they stand for may come in another order."""
# "Mood swings, or PMS that gets worse": the last of a list, while "a heart attack, or MI" explains.
_GOES_ON = re.compile(r"s? (?:that|which|who)\b")
_MOST_LOOKED_AT = 60
_FAR = 160
_NEAR = 40
_SHOUT = 3
_MASTHEAD = 8
_LABEL = 40
_INITIALS = 2
_TITLE = 2
"""Long words of an item that make a title of it if nearly all have capitals."""


class _Words(NamedTuple):
    known: Mapping[str, frozenset[str]]
    anywhere: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]
    skipped: frozenset[str]
    opens: re.Pattern[str]
    calls: re.Pattern[str]
    plain: re.Pattern[str]
    aside: re.Pattern[str]
    means: re.Pattern[str]
    dash: re.Pattern[str]
    sources: tuple[str, ...]
    meanings: Mapping[str, str]
    spellings: Mapping[str, str]
    others: Mapping[str, str]


class _Place(NamedTuple):
    passage: Passage
    start: int
    end: int


class _Article(NamedTuple):
    """An article with its text, as it is written, and folded."""

    document: Document
    written: str
    told: str
    headings: tuple[str, ...]
    """The first letters of the words of each heading."""


def undefined(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED505: an abbreviation is not explained where the article first uses it.

    A heading may use it before the text explains it. `most` limits the findings in one article.
    """
    words = _words()
    text = reading(document)
    passages = text.passages
    written = "\n".join(passage.block.prose.text for passage in passages)
    locale = locale_of(document, settings)
    told = words.meanings.keys() - (words.known.get(locale.code, ()) if locale.certain else words.anywhere)
    begun = (_SHORT.match(written, run.start()) for run in _RUN.finditer(written))
    matches = [match for match in begun if match is not None and match.group() in told]
    found: dict[str, list[_Place]] = {}
    for place, short in _shorts(matches, passages):
        found.setdefault(short, []).append(place)
    if not found:
        return
    article = _Article(
        document,
        written,
        text.text,
        tuple(
            "".join(word[0] for word in _WORD.findall(passage.text) if word not in words.skipped)
            for passage in passages
            if passage.block.kind == "heading"
        ),
    )
    judged = (_judged(short, places, article) for short, places in list(found.items())[:_MOST_LOOKED_AT])
    hits = [hit for hit in judged if hit is not None]
    hits.sort(key=lambda hit: hit.span)
    yield from capped(hits, int(rule.params.get("most", 0)))


def _shorts(matches: list[re.Match[str]], passages: tuple[Passage, ...]) -> Iterator[tuple[_Place, str]]:
    """Yield the place of each abbreviation in running text, unless it is part of a name there.

    `matches` are places in the whole text.
    """
    words = _words()
    # "Ask the ENT" over the title is what a column is called.
    others: dict[int, bool] = dict.fromkeys(_over_title(passages), True)
    starts = list(accumulate((len(passage.block.prose.text) + 1 for passage in passages), initial=0))
    for match in matches:
        index = bisect_right(starts, match.start()) - 1
        passage, first = passages[index], starts[index]
        text, short = passage.block.prose.text, match.group()
        if index not in others:
            others[index] = _is_of_others(passage, words)
        if others[index]:
            continue
        start, end = match.start() - first, match.end() - first
        if not (_is_name(text, start, end, words) or is_in_quotes(passage, start, end)):
            number = _NUMBERED.match(text, end)
            yield _Place(passage, start, number.end() if number else end + text.startswith("s", end)), short


def _over_title(passages: tuple[Passage, ...]) -> Iterator[int]:
    """Yield the numbers of the short lines above the title of a page, and of those with bars under it."""
    for index, passage in enumerate(passages[:_MASTHEAD]):
        if passage.block.kind == "heading":
            if passage.block.level == 1:
                yield from (at for at in range(index) if len(passages[at].text) < _LABEL)
                under = range(index + 1, min(index + 3, len(passages)))
                yield from (at for at in under if "|" in passages[at].text)
            return


def _is_of_others(passage: Passage, words: _Words) -> bool:
    """Tell whether a passage is a source, a quotation, the title of something else, or a shout."""
    text = passage.block.prose.text
    if passage.role in ELSEWHERE or passage.block.place == "quote":
        return True
    # "AF" alone is a person without a picture.
    if passage.block.kind == "paragraph" and len(text) == _INITIALS:
        return True
    if any(word in passage.text for word in words.sources) or _CITED.search(text):
        return True
    if is_title(passage, _TITLE):
        return True
    # In a line of capitals nobody can tell words from abbreviations.
    return text.isupper() and len(_CAPITALS.findall(text)) > _SHOUT


def _is_name(text: str, start: int, end: int, words: _Words) -> bool:
    """Tell by the words around whether capitals are a word that is shouted, a place, a gene or a label."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    previous, following = before.split(" ")[-2:-1], after.split(" ")[1:2]
    if re.match(r" [A-Z][a-z]|-[a-z]+-|-\d{2}|-[A-Z]{3,}\b(?! \()", after):
        return True
    # "Lakeside ENT & Sinus Center"
    if re.match(r" (?:&|and) [A-Z][a-z]", after) and re.search(r"(?<![.!?:] )\b[A-Z][a-z]+ \Z", before):
        return True
    # "G-CSF" is one abbreviation.
    if _PREFIX.search(before):
        return True
    # "EAT LESS", "1-800-QUIT NOW"
    if before.endswith(" ") and previous and _CAPITALS_LAST.search(previous[0].strip(",!;:")):
        return True
    if after.startswith(" ") and following and _CAPITALS.fullmatch(following[0].strip(",.!;:()")):
        return True
    if following and following[0].strip(",.;:)").lower() in words.behind:
        return True
    if before.endswith(" ") and previous and previous[0].strip("(").lower() in words.before:
        return True
    # "Boston, MA", "Smith JA, Lee K", "Ann Lee, RD"
    if end - start == 2 and re.search(r"[a-z], \Z", before) and not re.match(r" [a-z]|s", after):
        return True
    # "Ann Lee, MS is the editor"
    if _NAMED.search(before) and is_credential(text[start:end]):
        return True
    return bool(
        end - start < 4 and re.search(r"[A-Z][a-z]+ \Z", before) and re.match(r"(?:,|\.|;) [A-Z(\d]", after)
    )


def _judged(short: str, places: list[_Place], article: _Article) -> Hit | None:
    """Return a hit unless an abbreviation is explained where it is used first, or is a word of the text."""
    used = [
        place
        for place in places
        if place.passage.block.kind != "heading" and not _is_linked(place, article.document)
    ]
    words, source, told = _words(), article.document.source.text, article.told
    if not used or f">{short}</abbr>" in source or f"*[{short}]" in source:
        return None
    if says_word(short.lower(), article.written) or says_word(short.capitalize(), article.written):
        return None
    explained = next((place for place in places if _explains(place, short, words)), None)
    first = used[0]
    span = first.passage.span(first.start, first.end)
    numbered = _NUMBERED.match(first.passage.block.prose.text, first.start + len(short))
    number = numbered[0] if numbered else ""
    values = {"text": short + number, "meaning": words.meanings[short] + number}
    if any(short.lower() in initials for initials in article.headings):
        return None
    if explained is None:
        said = _says_meaning(short, told, words) or any(_says_words(short, place, words) for place in places)
        return None if said else Hit(span, "never", values)
    if explained.passage.block.span <= first.passage.block.span:
        return None
    if _says_meaning(short, told[: told.find(first.passage.text) + len(first.passage.text)], words):
        return None
    where = explained.passage.span(explained.start, explained.end)
    return Hit(span, "late", values, (Related(where, "explained here"),))


def _says_meaning(short: str, told: str, words: _Words) -> bool:
    """Tell whether a folded text says what letters mean, in any spelling, or speaks of what else they can."""
    if short in words.others and re.search(words.others[short], told):
        return True
    told = told.replace("-", " ")
    meaning = fold(words.meanings[short]).replace("-", " ")
    if meaning.rstrip("y") in told:
        return True
    for spelling, other in words.spellings.items():
        meaning = meaning.replace(spelling, other)
    # "Eye movement desensitization reprocessing" leaves the small words out, too.
    plain = " ".join(word for word in _WORD.findall(meaning) if word not in words.skipped)
    return meaning.rstrip("y") in told or plain in told


def _is_linked(place: _Place, document: Document) -> bool:
    """Tell whether an abbreviation is part of a link's text, which is the title of another page."""
    return link_around(document, place.passage.span(place.start, place.start + 1)) is not None


def _explains(place: _Place, short: str, words: _Words) -> bool:
    """Tell whether an abbreviation is explained at a place: "long form (LF)" or "LF (long form)"."""
    text = place.passage.block.prose.text
    end = place.start + len(short)
    before, after = text[max(0, place.start - _FAR) : place.start], text[end : end + _FAR]
    folded = fold(before)
    if (
        (words.calls.search(folded) and not (folded.endswith(", or ") and _GOES_ON.match(after)))
        or _is_called_beside(before, words)
        or words.plain.search(folded)
        or words.aside.match(fold(after))
        or _LAST.search(before + after[:2])
        or (words.opens.search(folded) and _CLOSED.match(after) and short not in before[-_NEAR:])
    ):
        return True
    if _GLOSS.match(after) or words.dash.match(after) or words.means.match(fold(after)):
        return True
    letters = short.lower()
    return _spells(folded, letters, words, last=True) or _spells(fold(after), letters, words, last=False)


def _says_words(short: str, place: _Place, words: _Words) -> bool:
    """Tell whether what letters mean follows in any order: "MMR for measles, rubella, mumps"."""
    meant = {word for word in _WORD.findall(fold(words.meanings[short])) if word not in words.skipped}
    after = fold(place.passage.block.prose.text[place.start + len(short) :][:_FAR])
    return len(meant) > 1 and meant.issubset(_WORD.findall(after)[:_REACH])


def _is_called_beside(before: str, words: _Words) -> bool:
    """Tell whether a phrase that says what something is gives it several letters: "…, called CRP or ESR"."""
    chain = _CHAIN.search(before)
    return chain is not None and words.calls.search(fold(before[: chain.start()])) is not None


def _spells(text: str, letters: str, words: _Words, *, last: bool) -> bool:
    """Tell whether the first letters of words near by spell an abbreviation."""
    all_words = [word for word in _WORD.findall(text) if word != letters]
    reach = 2 * len(letters) + 2
    for kept in (all_words, [word for word in all_words if word not in words.skipped]):
        near = kept[-reach:] if last else kept[:reach]
        if letters in "".join(word[0] for word in near):
            return True
    return False


@cache
def _words() -> _Words:
    data: Mapping[str, Any] = load("abbreviations")
    known = {code: frozenset(shorts) for code, shorts in data["known"].items()}
    return _Words(
        known,
        # Where readers are is not sure: what any of them knows is left alone.
        frozenset().union(*known.values()),
        frozenset(data["behind-names"]),
        frozenset(data["before-labels"]),
        frozenset(data["skipped"]),
        re.compile(rf"\((?:(?:{pattern_of(data['opens'])}) |[^\W\d_]+-\d )?['\"]?\Z"),
        re.compile(rf"(?:, or|{pattern_of(data['calls'])})(?: (?:an?|the))? ['\"]?\Z"),
        re.compile(rf"['\"](?:{pattern_of(data['plain'])})['\"] \Z"),
        re.compile(rf",? (?:\(|or )['\"]?(?:{pattern_of(data['plain'])})['\"]?(?:\)| )"),
        re.compile(rf"s?['\"]?,? (?:{pattern_of(data['means'])})"),
        # "PRP — a serum drawn from your blood", but not "PMS — the drink makes it worse"
        re.compile(
            rf"s?(?: (?:{pattern_of(data['nouns'])}))? [—–] (?:an?|the) "
            rf"(?!{_CLAUSE}\b(?:{pattern_of(data['verbs'])})\b)[a-z]"
        ),
        tuple(data["sources"]),
        data["meanings"],
        data["spellings"],
        data["others"],
    )
