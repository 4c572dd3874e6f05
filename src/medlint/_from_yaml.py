"""What the YAML of `rules/` says, as the plain data that a run reads: phrases have become patterns.

A checkout compiles on demand (`medlint._resources`), a wheel has been compiled when it was built.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from medlint._places import LISTS, PHRASES, PRESCRIPTION, WARNED, folder, vocabulary

if TYPE_CHECKING:
    from medlint.phrases import Phrase

PAGE = ("why", "sources", "examples")
"""What only people read of a rule file."""
FLAGS = "red-flags"
"""The folder of `rules/` that holds data of rules, one file a topic."""
POLARITY = "polarity"
"""The word list whose phrases are compiled as those of rules are."""
TAGS = "tags"
"""The word list whose synonyms are compiled to slugs."""
METADATA = "metadata"
"""The word list whose labels are compiled to what cannot be absent from them."""
SECTIONS = "sections-"
"""How the names of word lists begin of which what cannot be absent from disclaimers is compiled as well."""
LOCALES = "locales"
"""The word list whose places to go are compiled to a pattern each."""
_ONE_WORD = re.compile(r"[\w&.]+")


def from_yaml(name: str) -> Any:
    """Return what the YAML says, as plain data: `rules`, `pages`, or the word lists of that name."""
    if name == "rules":
        return _rules_from_yaml(folder("rules"))
    if name == "pages":
        return {
            entry["id"]: {key: entry[key] for key in PAGE if key in entry}
            for entry in rule_files(folder("rules"))
        }
    if name == FLAGS:
        return _topics_from_yaml(folder("rules"))
    if name.startswith(f"{FLAGS}-"):
        return _flags_from_yaml(folder("rules"), name.removeprefix(f"{FLAGS}-"))
    if name == TAGS:
        return {language: _tags(data) for language, data in read_yaml(vocabulary(name)).items()}
    if name == POLARITY:
        return {language: _polarity(data) for language, data in read_yaml(vocabulary(name)).items()}
    if name == METADATA:
        return {language: _metadata(data) for language, data in read_yaml(vocabulary(name)).items()}
    if name.startswith(SECTIONS):
        return _sections(read_yaml(vocabulary(name)))
    if name == LOCALES:
        return _locales(read_yaml(vocabulary(name)), _lists(folder("rules"), PHRASES))
    if name in WARNED:
        from medlint._warned import compiled

        return compiled(read_yaml(vocabulary(name)), name)
    return read_yaml(vocabulary(name))


def _rules_from_yaml(root: str) -> dict[str, Any]:
    """Return `{"rules": […], "profiles": {…}, "book": …}`: rules by their codes, without their pages."""
    from medlint.phrases import PhraseError
    from medlint.phrases.book import book

    lists = _shared_lists(root)
    rules, phrases = [], []
    for entry in rule_files(root):
        try:
            made = _compile_phrases(entry, {**lists, **entry.get("params", {}).get("lists", {})})
        except PhraseError as error:
            raise PhraseError(f"{entry['id']} {entry['name']}: {error}") from None
        phrases.append((entry["id"], made))
        entry["reason"] = first_sentence(entry["why"])
        entry["url"] = first_url(entry)
        rules.append({key: value for key, value in entry.items() if key not in PAGE})
    profiles = dict(_yaml_files(root, "_profiles"))
    return {"rules": rules, "profiles": profiles, "book": book(phrases)}


def _shared_lists(root: str) -> dict[str, Any]:
    """Return the lists that phrases of rules may insert by name."""
    from medlint._warned import lists_of

    lists = {name: entry for words in LISTS for name, entry in _lists(root, words).items()}
    medicines = read_yaml(os.path.join(root, "_vocabulary", f"{PRESCRIPTION}.yaml"))["medicines"]
    lists[f"{PRESCRIPTION}-only"] = [name for entry in medicines for name in entry["names"]]
    for words in WARNED:
        lists.update(lists_of(read_yaml(os.path.join(root, "_vocabulary", f"{words}.yaml")), words))
    return lists


def _compile_phrases(entry: dict[str, Any], lists: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Put what a rule's phrases compile to in their place, a line a group; return the phrases it looks for.

    Groups whose name begins with `-` are looked for only around those.

    Raises:
        PhraseError: a phrase breaks the notation.
    """
    from medlint.phrases import compile_phrase
    from medlint.phrases.book import PARTS, pack
    from medlint.phrases.shortening import shortened

    params = entry.get("params", {})
    groups: dict[str, list[str]] = dict(params.get("variants", {}))
    if "only-where" in params:
        phrases = (phrase for name in params["only-where"] for phrase in groups.get(name, (name,)))
        params["only-where"] = _needed(
            compile_phrase(phrase, lists) for phrase in _one_by_one(phrases, lists)
        )
    if "phrases" in params:
        groups["0"] = params["phrases"]
    for index, swap in enumerate(params.get("swap", ())):
        groups[str(index)] = [swap["avoid"]]
    if not groups:
        return {}
    made = {
        name: [compile_phrase(phrase, lists) for phrase in _one_by_one(group, lists)]
        for name, group in groups.items()
    }
    entries = {
        name: [(phrase.pattern, " ".join(phrase.triggers)) for phrase in group]
        for name, group in made.items()
    }
    for name in ("except", "unless", "not-under"):
        if name in params:
            entries[f"-{name}"] = [_exception(phrase, lists) for phrase in _one_by_one(params[name], lists)]
    patterns, parts = shortened([pattern for group in entries.values() for pattern, _ in group])
    short = iter(patterns)
    packed = {name: pack((next(short), triggers) for _, triggers in group) for name, group in entries.items()}
    if parts:
        packed[PARTS] = pack(parts.items())
    kept = {
        key: value
        for key, value in params.items()
        if key not in ("phrases", "variants", "except", "unless", "not-under", "lists")
    }
    entry["params"] = {**kept, "packed": packed}
    return {name: group for name, group in made.items() if not name.startswith("-")}


def _needed(phrases: Iterable[Phrase]) -> str:
    """Return the sets of words that each of some phrases needs, as one text (`medlint.headline.may_hold`)."""
    needs = ("+".join(" ".join(words) for words in (phrase.triggers, *phrase.needs)) for phrase in phrases)
    return ";".join(dict.fromkeys(needs))


def _exception(phrase: str, lists: Mapping[str, Iterable[str]]) -> tuple[str, str]:
    """Return the pattern and the triggers of a phrase that excuses others; it may do without triggers."""
    from medlint.phrases import PhraseError, compile_phrase, pattern_of

    try:
        made = compile_phrase(phrase, lists)
    except PhraseError:
        return pattern_of([phrase], lists), ""
    return made.pattern, " ".join(made.triggers)


def _one_by_one(phrases: Iterable[str], lists: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield phrases, with the entries of a list in the place of a phrase that is nothing but its name.

    Each entry has triggers of its own then, so that far fewer articles are looked at.
    """
    for phrase in phrases:
        name = phrase[1:-1] if phrase.startswith("{") and phrase.endswith("}") else ""
        if name in lists:
            yield from _one_by_one(lists[name], lists)
        else:
            yield phrase


def _tags(vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a `Topics` is made of: thousands of synonyms are slugs already.

    Slugs hold no space: topics stand in one text for each kind, synonyms in one for each topic, which is read
    faster than as many texts.
    """
    from medlint.slugs import slugify

    entries = {topic: entry or {} for topic, entry in vocabulary["topics"].items()}
    names = ((alias, topic) for topic, entry in entries.items() for alias in entry.get("synonyms", ()))
    slugs = {slugify(alias): topic for alias, topic in names}
    kinds: dict[str, list[str]] = {}
    aliases: dict[str, list[str]] = {}
    for topic, entry in entries.items():
        kinds.setdefault(entry.get("kind", ""), []).append(topic)
    for alias, topic in slugs.items():
        if alias != topic:
            aliases.setdefault(topic, []).append(alias)
    return {
        "kinds": {kind: " ".join(topics) for kind, topics in kinds.items()},
        "aliases": {topic: " ".join(others) for topic, others in aliases.items()},
        "labels": {topic: entry["label"] for topic, entry in entries.items() if "label" in entry},
        "parents": {topic: entry["parent"] for topic, entry in entries.items() if "parent" in entry},
        "deprecated": vocabulary["deprecated"],
        "generic": [slugify(name) for name in vocabulary["generic"]],
        "everyday": vocabulary["everyday"],
    }


def _metadata(data: Any) -> Any:
    """Return the words of a language, with the texts of which each label holds one."""
    if not isinstance(data, Mapping) or "labels" not in data:
        return data
    from medlint.phrases.literals import literals

    patterns = (pattern for entries in data["labels"].values() for pattern in entries)
    return {**data, "in-labels": literals(patterns)}


def _locales(data: Mapping[str, Any], lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with a `pattern` for each place to go, its `triggers`, and `signs`.

    Signs are what a text must hold one of: the triggers, or all of a phrase that is one word ("a&e").
    """
    places = []
    for place in data["places"]:
        made = _compiled(place["phrases"], lists)
        named = zip(place["phrases"], made, strict=True)
        signs = ([phrase] if _ONE_WORD.fullmatch(phrase) else triggers for phrase, (_, triggers) in named)
        compiled = {
            "pattern": "|".join(f"(?:{pattern})" for pattern, _ in made),
            "triggers": sorted({word for _, triggers in made for word in triggers}),
            "signs": sorted({sign for some in signs for sign in some}),
        }
        places.append({**{key: value for key, value in place.items() if key != "phrases"}, **compiled})
    return {**data, "places": places}


def _polarity(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return numbers as they are, patterns by the name of their list, and which of them each word triggers.

    Raises:
        PhraseError: a phrase breaks the notation, or has no trigger.
    """
    lists = {key: _compiled(phrases, {}) for key, phrases in data.items() if isinstance(phrases, list)}
    words: dict[str, list[list[Any]]] = {}
    for key, phrases in lists.items():
        for index, (_, triggers) in enumerate(phrases):
            for word in triggers:
                words.setdefault(word, []).append([key, index])
    patterns = {key: [pattern for pattern, _ in phrases] for key, phrases in lists.items()}
    numbers = {key: value for key, value in data.items() if key not in lists}
    return {**numbers, "patterns": patterns, "words": words}


def _sections(data: dict[str, Any]) -> dict[str, Any]:
    """Return how a language words sections, with texts for each disclaimer's patterns: it has one of them."""
    from medlint.phrases.inserts import Inserts
    from medlint.phrases.literals import literals

    inserts = Inserts(data["words"], data.get("letters", {}))
    for entry in data["disclaimer"]["components"].values():
        entry["texts"] = [literals([inserts.expand(pattern)]) for pattern in entry["patterns"]]
    return data


def _compiled(phrases: Iterable[str], lists: Mapping[str, Any]) -> list[list[Any]]:
    """Return pattern and triggers of each phrase."""
    from medlint.phrases import compile_phrase

    return [[made.pattern, list(made.triggers)] for made in (compile_phrase(p, lists) for p in phrases)]


def _topics_from_yaml(root: str) -> dict[str, Any]:
    """Return for each topic of red flags its name and the phrases that show, or deny, that it is one."""
    lists = _lists(root, "signs")
    return {
        stem: {
            "name": topic["name"],
            "aliases": _compiled(topic["aliases"], lists),
            "not": _compiled(topic.get("not-aliases", ()), lists),
            "say": [
                {
                    "text": entry["text"],
                    "text-us": entry.get("text-us", entry["text"]),
                    "only-in": entry.get("only-in", []),
                    "not-in": entry.get("not-in", []),
                }
                for entry in topic.get("say", ())
            ],
        }
        for stem, topic in _yaml_files(root, FLAGS)
    }


def _flags_from_yaml(root: str, topic: str) -> list[dict[str, Any]]:
    """Return the red flags of a topic, each with its tier, its source and what its phrases compile to."""
    path = os.path.join(root, FLAGS, f"{topic}.yaml")
    data, lists = read_yaml(path), _lists(root, "signs")
    return [
        {
            "id": flag["id"],
            "name": flag["name"],
            "name-us": flag.get("name-us", flag["name"]),
            "name-ca": flag.get("name-ca", flag.get("name-us", flag["name"])),
            "note": flag.get("note", ""),
            "tier": flag["tier"],
            "route": flag.get("route", flag["tier"]),
            "only-in": flag.get("only-in", []),
            "not-in": flag.get("not-in", []),
            "source": data["sources"][flag.get("source", next(iter(data["sources"])))],
            "phrases": _compiled(flag["phrases"], lists),
            "mentions": _compiled(flag.get("mentions", ()), lists),
            "partial": _compiled(flag.get("partial", ()), lists),
        }
        for flag in data["flags"]
    ]


def _lists(root: str, words: str) -> Mapping[str, Any]:
    """Return the lists that phrases may insert from some word lists; one phrase may be written as it is."""
    lists = read_yaml(os.path.join(root, "_vocabulary", f"{words}.yaml"))["en"]
    return {name: [entry] if isinstance(entry, str) else entry for name, entry in lists.items()}


def rule_files(root: str) -> list[dict[str, Any]]:
    """Return the rule files below a folder as they are, with their category, in the order of their codes."""
    rules: list[dict[str, Any]] = []
    for category in sorted(os.listdir(root)):
        if _holds_rules(category) and os.path.isdir(os.path.join(root, category)):
            rules += ({**entry, "category": category} for _, entry in _yaml_files(root, category))
    rules.sort(key=lambda entry: str(entry["id"]))
    return rules


def _holds_rules(folder: str) -> bool:
    return not folder.startswith("_") and folder != FLAGS


def first_sentence(why: str) -> str:
    """Return the sentence that opens a text, on one line."""
    why = why.strip()
    end = why.find(". ")
    line_end = why.find("\n\n")
    cuts = [cut for cut in (end + 1 if end >= 0 else -1, line_end) if cut > 0]
    return " ".join(why[: min(cuts)].split() if cuts else why.split())


def first_url(entry: Mapping[str, Any]) -> str:
    """Return the address of the first source of a rule file that has one, or ""."""
    return next((source["url"] for source in entry.get("sources", ()) if source.get("url")), "")


def _yaml_files(root: str, folder: str) -> Iterator[tuple[str, Any]]:
    for name in sorted(os.listdir(os.path.join(root, folder))):
        stem, suffix = os.path.splitext(name)
        if suffix == ".yaml":
            yield stem, read_yaml(os.path.join(root, folder, name))


def read_yaml(path: str) -> Any:
    """Return what a YAML file of ours says; a date stays the text that it is written as.

    Raises:
        FileNotFoundError: there is no such file.
        yaml.YAMLError: it is not valid YAML.
    """
    import yaml

    with open(path, "rb") as stream:
        return yaml.load(stream, Loader=_loader())


@cache
def _loader() -> Any:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar = {
            first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
            for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


def to_json(data: Any) -> str:
    """Return data as JSON on one line.

    Raises:
        ValueError: JSON cannot say the same (a key that is no string, an infinite number).
        TypeError: JSON cannot say it at all (a date).
    """
    import json

    # A text of ASCII alone is read in half the time.
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    if json.loads(text) != data:
        raise ValueError("JSON would change this data")
    return text
