"""What the word lists of `rules/_vocabulary/` are compiled to: plain data in the shape that a run needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from medlint._places import WARNED
from medlint.resources import credentials, warned

_SECTIONS = "sections-"
_WORDS = frozenset(("anchors", "someone", "lead-ends", "offers", "passives"))
"""Lists of sections that hold no patterns, or only parts of one."""
_PARTS = 61  # a prime
"""In how many parts the names of topics are stored."""
_ONE_WORD = re.compile(r"[\w&.]+")
_WORD = re.compile(r"[^\W_]+")
_WEIGHTS = ("medical", "formal")
"""How jargon weighs, the harder first."""


def compiled(name: str, data: Mapping[str, Any], phrase_lists: Callable[[], Mapping[str, Any]]) -> Any:
    """Return what a run reads of a word list; its phrases may insert lists, which are read if they do.

    Raises:
        PhraseError: a phrase breaks the notation, or has no trigger.
    """
    if name in WARNED:
        return warned.compiled(data, name)
    if name == "routes":
        return _routes(data, phrase_lists())
    if name == "credentials":
        return credentials.tables(data)
    if name.startswith(_SECTIONS):
        return _sections(data)
    if name == "metadata":
        return _metadata(data)
    by_language: dict[str, Callable[[Any], Any]] = {
        "audience": _audience,
        "jargon": _jargon,
        "polarity": _polarity,
        "tags": _tags,
    }
    if name in by_language:
        return {language: by_language[name](words) for language, words in data.items()}
    return data


def _audience(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return lists of patterns with the names of professionals put in, and of what one is in all they match.

    That stands in `signs`, for each list.
    """
    from medlint.phrases.literals import literals

    inserts = {f"{{{key}}}": data[key].strip() for key in ("professionals", "professional")}
    made: dict[str, Any] = {}
    for name, written in data.items():
        patterns = written if isinstance(written, list) else [written]
        for mark, words in inserts.items():
            patterns = [pattern.replace(mark, words) for pattern in patterns]
        made[name] = patterns
    return {**made, "signs": {name: literals(made[name]) for name in data if isinstance(data[name], list)}}


def _tags(vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a `Topics` is made of: thousands of names are slugs already."""
    from medlint._packed import pack
    from medlint.slugs import by_topic, joined, slugify

    entries = {topic: entry or {} for topic, entry in vocabulary["topics"].items()}
    synonyms, narrower = (
        {slugify(name): topic for topic, entry in entries.items() for name in entry.get(field, ())}
        for field in ("synonyms", "narrower")
    )
    aliases = {alias: topic for alias, topic in (synonyms | narrower).items() if alias != topic}
    generic = [slugify(name) for name in vocabulary["generic"]]
    known = (*entries, *aliases, *vocabulary["deprecated"], *sorted(generic))
    return {
        "kinds": list(pack({topic: entry.get("kind", "") for topic, entry in entries.items()}, _PARTS)),
        "aliases": list(pack(aliases, _PARTS)),
        "synonyms": list(pack(by_topic(aliases, narrower), _PARTS)),
        "joined": list(pack(joined(known), _PARTS)),
        "labels": {topic: entry["label"] for topic, entry in entries.items() if "label" in entry},
        "parents": {topic: entry["parent"] for topic, entry in entries.items() if "parent" in entry},
        "deprecated": vocabulary["deprecated"],
        "generic": generic,
        "everyday": vocabulary["everyday"],
    }


def _jargon(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a language's terms by weight, and their forms by the word that each begins with."""
    starts: dict[str, list[str]] = {}
    for form in (form for weight in _WEIGHTS for entry in data[weight] for form in entry["words"]):
        starts.setdefault(_WORD.findall(form)[0], []).append(form)
    return {**data, "weights": list(_WEIGHTS), "starts": starts}


def _metadata(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of all languages, and what begins each of their labels.

    For each language that has it: texts of which one is in all that says who read an article.
    """
    from medlint.phrases.literals import literals
    from medlint.phrases.openings import openings

    languages = [words for words in data.values() if isinstance(words, Mapping)]
    lists = (patterns for words in languages for patterns in words.get("labels", {}).values())
    read = {
        name: {**words, "in-read-it": literals([words["read-it"]])}
        for name, words in data.items()
        if isinstance(words, Mapping) and "read-it" in words
    }
    return {**data, **read, "label-openings": openings(pattern for some in lists for pattern in some)}


def _routes(data: Mapping[str, Any], lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with a `pattern` for each place to go, its `triggers`, and `signs`.

    Signs are what a text must hold one of: the triggers, or all of a phrase that is one word ("a&e").
    Numbers are without their sources.
    """
    from medlint.phrases import either

    places = []
    for place in data["places"]:
        made = searched(place["phrases"], lists)
        named = zip(place["phrases"], made, strict=True)
        signs = ([phrase] if _ONE_WORD.fullmatch(phrase) else triggers for phrase, (_, triggers) in named)
        compiled = {
            "pattern": either([pattern for pattern, _ in made]),
            "triggers": sorted({word for _, triggers in made for word in triggers}),
            "signs": sorted({sign for some in signs for sign in some}),
        }
        places.append({**{key: value for key, value in place.items() if key != "phrases"}, **compiled})
    return {**data, "places": places, "numbers": _numbers(data["numbers"])}


def _numbers(listed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return numbers without their sources; one that means the same in several countries is one entry."""
    made: dict[tuple[str, ...], dict[str, Any]] = {}
    for entry in listed:
        kept = {key: entry[key] for key in ("number", "tier", "unless") if key in entry}
        same = made.setdefault(
            (entry["number"], entry["tier"], *entry.get("unless", ())), {**kept, "locales": []}
        )
        same["locales"] = [*same["locales"], *entry["locales"]]
    return list(made.values())


def _polarity(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return numbers as they are, patterns by the name of their list, and which of them each word triggers.

    Raises:
        PhraseError: a phrase breaks the notation, or has no trigger.
    """
    lists = {key: searched(phrases, {}) for key, phrases in data.items() if isinstance(phrases, list)}
    words: dict[str, list[list[Any]]] = {}
    for key, phrases in lists.items():
        for index, (_, triggers) in enumerate(phrases):
            for word in triggers:
                words.setdefault(word, []).append([key, index])
    patterns = {key: [pattern for pattern, _ in phrases] for key, phrases in lists.items()}
    numbers = {key: value for key, value in data.items() if key not in lists}
    return {**numbers, "patterns": patterns, "words": words}


def _sections(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a language words sections, with what finds its patterns sooner.

    That are, for each pattern of a disclaimer, texts of which it has one, and, for patterns of help and
    disclaimers, `leads`: the first letters to look ahead for. `turn-openings` is what begins all that sends
    readers to somebody, an instruction or whom it names.
    """
    from medlint.phrases.inserts import Inserts
    from medlint.phrases.literals import literals
    from medlint.phrases.openings import lead, openings

    inserts = Inserts(data["words"], data.get("letters", {}))
    for entry in data["disclaimer"]["components"].values():
        patterns = [inserts.expand(pattern) for pattern in entry["patterns"]]
        entry["texts"] = [literals([pattern]) for pattern in patterns]
        entry["leads"] = [lead([pattern]) for pattern in patterns]
    leads = {
        part: {
            name: lead(map(inserts.expand, patterns))
            for name, patterns in data[part].items()
            if isinstance(patterns, list) and name not in _WORDS
        }
        for part in ("help", "disclaimer")
    }
    begun = openings(inserts.words[name] for name in ("verb", "service", "professional"))
    return {**data, "leads": leads, "turn-openings": begun}


def searched(phrases: Iterable[str], lists: Mapping[str, Any]) -> list[list[Any]]:
    """Return pattern and triggers of each phrase."""
    from medlint.phrases import compile_phrase

    return [[made.pattern, list(made.triggers)] for made in (compile_phrase(p, lists) for p in phrases)]
