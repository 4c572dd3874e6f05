"""Red flags: what an article is about, and which signs that cannot wait a piece of it names.

The knowledge is data: `rules/red-flags/`, one file a topic. What tells topics apart is loaded with the
first article, the signs of a topic only when an article is about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.parse.wording import fold
from medlint.phrases import compile_phrase, pattern_of
from medlint.reading import Passage, Reading, reading
from medlint.resources import read_compiled
from medlint.source import covers, merged
from medlint.vocabulary import load

Tier = Literal["emergency", "urgent", "routine"]
RANK: dict[str, int] = {"routine": 1, "urgent": 2, "emergency": 3}
_MOST_TOPICS = 2
_PIECE = re.compile(r"[^\W_]+")
_END = re.compile(r"[:;.?!|–—]| -")
_OPENING = 300
_OFTEN = 4
_BRACKETS = str.maketrans("", "", "()[]")
"""Signs that part no words in a title: "High temperature (fever) in children"."""

_Phrases = list[tuple[str, list[str]]]
"""Compiled phrases: the source of a pattern, and words of which one must be there."""


class Topic(NamedTuple):
    """What an article is about, by the name of its file and in lay words.

    `certain` is set where a title is about it alone: "Easing back pain", not "Sleep, anxiety and you"; or
    where opening and tags name it, too, or the text of a page without a title comes back to it.
    """

    id: str
    name: str
    certain: bool = False


class Flag(NamedTuple):
    """A sign that cannot wait (or, tier `routine`, can), where to turn with it, and who says so.

    `phrases` say it clearly, `mentions` loosely, `partial` in part. `route` is a name of the advice in the
    word lists. `only` and `beyond` are the places where it holds, if not everywhere, and where it does not.
    """

    id: str
    name: str
    american: str
    canadian: str
    note: str
    tier: Tier
    route: str
    only: list[str]
    beyond: list[str]
    source: str
    phrases: _Phrases
    mentions: _Phrases
    partial: _Phrases

    def named(self, locale: str) -> str:
        """Return its lay name for the readers of a locale."""
        return {"en-US": self.american, "en-CA": self.canadian}.get(locale, self.name)

    def listed(self, locale: str) -> str:
        """Return its lay name with the note that goes with it in a list."""
        return f"{self.named(locale)} ({self.note})" if self.note else self.named(locale)

    @property
    def names(self) -> tuple[str, ...]:
        """All its lay names."""
        return tuple(dict.fromkeys((self.name, self.american, self.canadian)))


class Sign(NamedTuple):
    """Where a passage names a flag; `partial` if only in part."""

    flag: Flag
    passage: Passage
    start: int
    end: int
    partial: bool = False


# --- what an article is about -----------------------------------------------------------------------


@of_latest
def topics_of(document: Document) -> tuple[Topic, ...]:
    """Return the topics of an article, at most two; mostly none.

    The title decides. Only where there is none that says anything, two of three must agree: headings, tags
    and opening.
    """
    return tuple(_topics(document)) if document.language.startswith("en") else ()


def has_emergency_topic(document: Document) -> bool:
    """Tell whether an article is about something that has emergency signs.

    Where the title is about other things as well, the help section must name a sign of it, of whatever tier.
    """
    for topic in topics_of(document):
        flags = flags_of(topic.id)
        if any(flag.tier == "emergency" for flag in flags) and (
            topic.certain or named(document, flags, help_passages(document))
        ):
            return True
    return False


def flags_of(topic: str, locale: str | None = None) -> tuple[Flag, ...]:
    """Return the flags of a topic that hold for the readers of a locale, the most urgent first; or all.

    Raises:
        FileNotFoundError: there is no such topic.
    """
    flags = _flags(topic)
    if locale is None:
        return flags
    return tuple(flag for flag in flags if _holds(flag.only, flag.beyond, locale))


def sayings_of(topic: str, locale: str) -> Iterator[str]:
    """Yield what a help section on a topic tells readers of a locale to do besides, each with its gaps."""
    for entry in _index()[topic]["say"]:
        if _holds(entry["only-in"], entry["not-in"], locale):
            yield entry["text-us"] if locale in ("en-US", "en-CA") else entry["text"]


def _holds(only: Sequence[str], beyond: Sequence[str], locale: str) -> bool:
    return locale not in beyond and (not only or locale in only)


@cache
def _flags(topic: str) -> tuple[Flag, ...]:
    return tuple(
        Flag(
            entry["id"],
            entry["name"],
            entry["name-us"],
            entry["name-ca"],
            entry["note"],
            entry["tier"],
            entry["route"],
            entry["only-in"],
            entry["not-in"],
            entry["source"]["title"],
            entry["phrases"],
            entry["mentions"],
            entry["partial"],
        )
        for entry in read_compiled(f"red-flags-{topic}")
    )


@cache
def _index() -> dict[str, Any]:
    index: dict[str, Any] = read_compiled("red-flags")
    return index


def _topics(document: Document) -> Iterator[Topic]:
    titles = [title for title in map(_text, _titles(document)) if title.words]
    if any(_first(_elsewhere(), title) is not None for title in titles):
        return
    found: list[tuple[int, int, str, bool]] = []
    for topic, entry in _likely(titles):
        if any(_first(entry["not"], title) is not None for title in titles):
            continue
        places = (
            (number, at[0], topic)
            for number, title in enumerate(titles)
            if (at := _first_place(entry["aliases"], title)) is not None
        )
        found += ((*place, _is_certain(entry["aliases"], titles, document)) for place in islice(places, 1))
    names = [(topic, certain) for _, _, topic, certain in sorted(found)]
    if not names and all(_untitled().fullmatch(title.text.strip()) for title in titles):
        # Opening, headings and tags have come back to it.
        names = [(name, True) for name in (_told_by_text(document),) if name]
    for name, certain in names[:_MOST_TOPICS]:
        yield Topic(name, _index()[name]["name"], certain)


def _is_certain(phrases: _Phrases, titles: Sequence[_Text], document: Document) -> bool:
    """Tell whether a title is about a topic alone, or the opening and a tag name what it is about, too."""
    if any(_is_alone(phrases, title.text) for title in titles):
        return True
    opens = _first(phrases, _opening(document)) is not None
    return opens and any(_first(phrases, tag) is not None for tag in _tags(document))


def _is_alone(phrases: _Phrases, title: str) -> bool:
    """Tell whether a title is about a topic alone: nothing before it, nor joined to it, is one, too."""
    place = _first_place(phrases, _text(title))
    if place is None or not _is_frame(title[: place[0]]):
        return False
    joined = _joined().match(title, place[1])
    if joined is None:
        return True
    end = _END.search(title, joined.end())
    rest = title[joined.end() : end.start() if end else len(title)]
    return _first_place(phrases, _text(rest)) is not None or _is_frame(rest)


def _is_frame(text: str) -> bool:
    """Tell whether words only say what an article tells of a topic: "how to ease", "symptoms of"."""
    return all(word.isdigit() or word in _frame() for word in _PIECE.findall(text))


def content_words(text: str) -> Iterator[str]:
    """Yield the words of a text but those that may stand around any topic."""
    return (word for word in _PIECE.findall(text) if word not in _frame())


@cache
def _frame() -> frozenset[str]:
    return frozenset(word for words in load("signs")["around-topic"] for word in words.split())


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, load("signs")["joins-topic"])) + ")")


@cache
def _by_word() -> dict[str, list[str]]:
    """Return which topics have an alias with a word as its trigger."""
    topics: dict[str, list[str]] = {}
    for topic, entry in _index().items():
        for word in {word for _, triggers in entry["aliases"] for word in triggers}:
            topics.setdefault(word, []).append(topic)
    return topics


def _likely(texts: Iterable[_Text]) -> list[tuple[str, dict[str, Any]]]:
    """Return the topics of which an alias may stand in one of some texts."""
    by_word = _by_word()
    words = frozenset().union(*(text.words for text in texts))
    likely = {topic for word in words for topic in by_word.get(word, ())}
    return [(topic, entry) for topic, entry in _index().items() if topic in likely]


def _titles(document: Document) -> Iterator[str]:
    """Yield what an article calls itself: its heading of the first level and the title in its metadata."""
    yield from islice(
        (b.text for b in document.blocks if b.kind == "heading" and b.level == 1 and b.place == "body"), 1
    )
    yield from (value.text for value in islice(document.field("title"), 2))


def _told_by_text(document: Document) -> str:
    """Return the topic that two of opening, headings and tags show, if the text comes back to it."""
    tags, opening = _tags(document), _opening(document)
    text = reading(document)
    heads = [_text(p.text) for p in text.passages if p.block.kind == "heading"]
    best: tuple[int, str] = (0, "")
    for topic, entry in _likely((opening, *tags)):
        opens = _first(entry["aliases"], opening) is not None
        tagged = any(_first(entry["aliases"], tag) is not None for tag in tags)
        if not (opens or tagged):
            continue
        inside = [head for head in heads if _first(entry["aliases"], head) is not None]
        if opens + tagged + (len(inside) > 1) < 2:
            continue
        if all(_first(entry["not"], part) is None for part in (opening, *inside)):
            best = max(best, (_occurrences(entry["aliases"], text), topic))
    return best[1] if best[0] >= _OFTEN else ""


def _tags(document: Document) -> list[_Text]:
    return [_text(value.text.replace("-", " ")) for value in document.field("tags")]


def _opening(document: Document) -> _Text:
    passages = reading(document).passages
    return _text(next((p.text for p in passages if p.block.kind == "paragraph"), "")[:_OPENING])


def _occurrences(phrases: _Phrases, text: Reading) -> int:
    return sum(
        1
        for pattern, triggers in phrases
        if not text.words.isdisjoint(triggers)
        for _ in text.find(pattern, triggers)
    )


class _Text(NamedTuple):
    """A short folded text and its words."""

    text: str
    words: frozenset[str]


def _text(text: str) -> _Text:
    folded = fold(text).translate(_BRACKETS)
    return _Text(folded, frozenset(_PIECE.findall(folded)))


def _first(phrases: _Phrases, text: _Text) -> int | None:
    """Return where the first of some phrases begins in a short text."""
    place = _first_place(phrases, text)
    return place[0] if place is not None else None


def _first_place(phrases: _Phrases, text: _Text) -> tuple[int, int] | None:
    """Return where the first of some phrases stands in a short text, the longest if several begin there."""
    places = (
        match.span()
        for pattern, triggers in phrases
        if not text.words.isdisjoint(triggers) and (match := compiled(pattern).search(text.text))
    )
    return min(places, key=lambda place: (place[0], -place[1]), default=None)


@cache
def _elsewhere() -> _Phrases:
    made = (compile_phrase(phrase, {}) for phrase in load("signs")["elsewhere"])
    return [(phrase.pattern, list(phrase.triggers)) for phrase in made]


@cache
def _untitled() -> re.Pattern[str]:
    return re.compile(pattern_of(load("signs")["untitled"]))


# --- where a text names a sign ----------------------------------------------------------------------


def help_passages(document: Document) -> list[Passage]:
    """Return the passages of the help sections, in the order of the text."""
    spans = merged(block.span for block in document.help)
    return [passage for passage in reading(document).passages if covers(spans, passage.block.span.start)]


def signs(
    document: Document, flags: Iterable[Flag], passages: Sequence[Passage], *, partial: bool = False
) -> Iterator[Sign]:
    """Yield each place where one of some passages of an article names one of the flags, flag by flag.

    With `partial` also what says a flag in part only, where nothing says it in full.
    """
    words = reading(document).words
    for flag in flags:
        full = list(_places(flag, flag.phrases, passages, words))
        yield from full
        if partial:
            known = {(id(sign.passage), sign.start) for sign in full}
            for sign in _places(flag, flag.partial, passages, words):
                if (id(sign.passage), sign.start) not in known:
                    yield sign._replace(partial=True)


def named(document: Document, flags: Iterable[Flag], passages: Sequence[Passage]) -> frozenset[str]:
    """Return which flags some passages of an article name, if only loosely, by their ids."""
    words = reading(document).words
    # No phrase matches a line break, so that one search does for all passages.
    text = "\n".join(passage.text for passage in passages)
    return frozenset(
        flag.id
        for flag in flags
        if any(
            any(word in words and word in text for word in triggers) and compiled(pattern).search(text)
            for pattern, triggers in (*flag.phrases, *flag.mentions)
        )
    )


def _places(
    flag: Flag, phrases: _Phrases, passages: Sequence[Passage], words: frozenset[str]
) -> Iterator[Sign]:
    for pattern, triggers in phrases:
        present = [word for word in triggers if word in words]
        for passage in passages if present else ():
            if any(word in passage.text for word in present):
                for match in compiled(pattern).finditer(passage.text):
                    yield Sign(flag, passage, match.start(), match.end())


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern; each is compiled once, and only when a word of it is there."""
    return re.compile(pattern)
