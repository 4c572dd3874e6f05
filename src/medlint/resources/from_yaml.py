"""What the YAML of `rules/` says, as the plain data that a run reads: phrases have become patterns.

A checkout compiles on demand (`medlint.resources`), a wheel has been compiled when it was built.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from medlint._places import LISTS, PHRASES, PRESCRIPTION, WARNED, folder, vocabulary
from medlint.resources.word_lists import compiled, searched

if TYPE_CHECKING:
    from medlint.phrases import Phrase

PAGE = ("why", "sources", "examples")
"""What only people read of a rule file."""
FLAGS = "red-flags"
"""The folder of `rules/` that holds data of rules, one file a topic."""
_EXCEPTIONS = ("except", "unless", "not-under", "not-on")
"""The parameters of a rule whose phrases excuse others."""


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
    return compiled(name, read_yaml(vocabulary(name)), lambda: _lists(folder("rules"), PHRASES))


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
    from medlint.resources.warned import lists_of

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
    for name in _EXCEPTIONS:
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
        if key not in ("phrases", "variants", "lists", *_EXCEPTIONS)
    }
    entry["params"] = {**kept, "packed": packed}
    return {name: group for name, group in made.items() if not name.startswith("-")}


def _needed(phrases: Iterable[Phrase]) -> str:
    """Return the sets of words that each of some phrases needs, as one text (`headline.may_hold`)."""
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


def _topics_from_yaml(root: str) -> dict[str, Any]:
    """Return for each topic of red flags its name and the phrases that show, or deny, that it is one."""
    lists = _lists(root, "signs")
    return {
        stem: {
            "name": topic["name"],
            "aliases": searched(topic["aliases"], lists),
            "not": searched(topic.get("not-aliases", ()), lists),
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
            "phrases": searched(flag["phrases"], lists),
            "mentions": searched(flag.get("mentions", ()), lists),
            "partial": searched(flag.get("partial", ()), lists),
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
