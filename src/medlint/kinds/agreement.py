"""Fitting a better word into the place where it would stand: number, article, case (`kind: substitution`).

What a rule prefers may hold marks in braces. The words that they depend on are in
`rules/_vocabulary/agreement.yaml`.

- `{person}`: the noun that is labelled ("diabetic women": women), else person or people;
- `{person?}`: the noun, if there is one or must be one; nothing behind "is";
- `{kind}`: what stands before the label ("drug addict": drug);
- `{name}`: the name of the condition that the label means;
- `{one|many}`: the form for one or for several;
- `{a}`: the article that fits; `{have}`: have or has, for are or is.

A `verb` is given in four forms, and so is what is preferred to it. Where nothing fits, nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from medlint._records import NamedTuple

_WORD = re.compile(r"[^\s,;:.!?()\[\]\"]+")
_MARK = re.compile(r"\{([^{}]*)\}")
_ARTICLE = re.compile(r"\{a\}|(?<![\w'])an?(?= [a-z])")
_SPACES = re.compile(r" {2,}")
_NO_PLURAL = ("ss", "us", "is")
_APOSTROPHES = "'’"
_NEAR = 60
_CLOSE = 3
"""Words before a verb among which a form of "be" may be its own."""
_LONG = 6
"""Letters from which on a word in capitals is none of those abbreviations that always are."""


class Place(NamedTuple):
    """What is to be replaced, and the words to put in."""

    start: int
    end: int
    text: str


class _Core(NamedTuple):
    """A labelled person or people: article, words that stay, kind, noun."""

    start: int
    end: int
    article: str
    stays: tuple[str, ...]
    kind: tuple[str, ...]
    noun: str
    label: str
    many: bool


def fitted(
    entry: Mapping[str, Any], text: str, start: int, end: int, words: Mapping[str, Any]
) -> Place | None:
    """Return what to say instead of `[start, end)` of a folded text, or None if nothing fits there."""
    prefer: str = entry["prefer"]
    if text[max(0, start - 1) : start] == "-" or text[end : end + 1] == "-":
        return None
    if "verb" in entry:
        return _verb(entry, text, start, end, words)
    if "{have}" in prefer:
        return _owned(prefer, text, start, end, words)
    core = _core(prefer, text, start, end, words)
    if core is None or not _stands(prefer, core, text, words):
        return None
    return _filled(prefer, core, words)


def cased(put: str, old: str, *, sentence: bool, words: Mapping[str, Any]) -> str:
    """Return words with the capitals that the old ones have; `sentence`: they begin one."""
    first = old.split(maxsplit=1)[0] if old.strip() else ""
    if not first[:1].isupper():
        return put
    if old.isupper() and len(first) >= _LONG:
        return put.upper()
    if sentence:
        return put[:1].upper() + put[1:]
    if first.lower() in words["capital"] or (len(first) > 1 and first.isupper()):
        return put
    return " ".join(
        word if word in words["small"] else word[:1].upper() + word[1:] for word in put.split(" ")
    )


def _core(prefer: str, text: str, start: int, end: int, words: Mapping[str, Any]) -> _Core | None:
    """Return the label in a match, with its article and its noun, also where they stand beside it."""
    found = list(_WORD.finditer(text, start, end))
    if "{" in prefer:
        found = _inner(found, words)
    article = found[0].group()
    start = found[0].start()
    if article in words["determiners"]:
        del found[0]
    elif (article := _before(text, start)) in words["determiners"]:
        start -= 1 + len(article)
    else:
        article = ""
    if not found:
        return None
    end, noun = found[-1].end(), ""
    if found[-1].group() in words["people"]:
        noun = found.pop().group()
    elif (behind := _behind(text, end)) in words["people"] and "{person" in prefer:
        noun, end = behind, end + 1 + len(behind)
    parts = [match.group() for match in found]
    stays = tuple(part for part in parts[:-1] if part in words["stays"])
    rest = [part for part in parts if part not in stays and part not in words["dropped"]]
    if not rest and not noun:
        return None
    label = rest[-1] if rest else ""
    many = is_plural(noun or label, words) or (not noun and _means_several(label, article, words))
    return _Core(start, end, article, stays, tuple(rest[:-1]), noun, label, many)


def _inner(found: list[re.Match[str]], words: Mapping[str, Any]) -> list[re.Match[str]]:
    """Return the words of a match but those at its ends that stay; one is left."""
    first, last = 0, len(found)
    while first < last - 1 and found[first].group() in words["before"]:
        first += 1
    while last - 1 > first and found[last - 1].group() in words["after"]:
        last -= 1
    return found[first:last]


def is_plural(word: str, words: Mapping[str, Any]) -> bool:
    """Tell whether a noun means several, by its ending."""
    return (
        word in words["plurals"]
        or word.endswith("men")
        or (word.endswith("s") and not word.endswith(_NO_PLURAL))
    )


def _means_several(label: str, article: str, words: Mapping[str, Any]) -> bool:
    """Tell whether an adjective without a noun stands for a group: in elderly, for the diabetic."""
    if article in ("", "the") and label.rpartition("-")[2] in words["groups"]:
        return True
    return article == "the" and label in words["adjectives"]


def _before(text: str, at: int) -> str:
    """Return the word before a place, or "" at the beginning or behind a mark."""
    word = text[max(0, at - 40) : at - 1].rsplit(" ", 1)[-1] if at and text[at - 1] == " " else ""
    return word if word[-1:].isalnum() else ""


def _behind(text: str, at: int) -> str:
    """Return the word behind a place, or "" before a mark and at the end."""
    found = _WORD.match(text, at + 1) if text[at : at + 1] == " " else None
    return found.group() if found else ""


def _stands(prefer: str, core: _Core, text: str, words: Mapping[str, Any]) -> bool:
    """Tell whether the words around let a label be replaced by a person, or by what has the same role."""
    one = words["determiners"].get(core.article) == "one"
    behind = text[core.end : core.end + 1]
    if (behind and behind in _APOSTROPHES) or (one and core.many):
        return False
    if "{person" not in prefer:
        return True
    said = {*core.kind, core.label}
    if {"and", "or"} & said or not said.isdisjoint(words["weighty"]):
        return False
    if not is_plural(core.label, words) and _is_bound(prefer, core, text, words):
        return False
    if core.noun or is_plural(core.label, words):
        return True
    if "{person?}" in prefer and not core.article and not prefer.startswith("{person?}"):
        return True
    following = _behind(text, core.end)
    if not _ends(following, words, one=one) or (core.many and following in words["single"]):
        return False
    before = _before(text, core.start)
    if core.article or "{person?}" in prefer:
        return True
    return before not in words["linking"] and (not core.many or not before or before in words["before"])


def _is_bound(prefer: str, core: _Core, text: str, words: Mapping[str, Any]) -> bool:
    """Tell whether an adjective cannot go from its place: severely obese men, overweight and obese men."""
    before = _before(text, core.start)
    if before in words["degrees"]:
        return True
    if not prefer.startswith("{person"):
        return False
    if before.endswith("ly"):
        return True
    if not core.noun:
        return False
    following, _, third = text[core.end + 1 : core.end + _NEAR].partition(" ")
    joined = following in words["joints"] and _behind(f" {third}", 0) in words["people"]
    return before in words["joints"] or text[core.start - 1 : core.start] == "/" or joined


def _ends(behind: str, words: Mapping[str, Any], *, one: bool) -> bool:
    """Tell whether a noun can end before a word: a stop, a small word, or what one person does."""
    if not behind or behind in words["after"] or behind in words["linking"]:
        return True
    return one and (behind.endswith("ed") or (behind.endswith("s") and not behind.endswith(_NO_PLURAL)))


def _filled(prefer: str, core: _Core, words: Mapping[str, Any]) -> Place | None:
    """Return the preferred words with their marks filled in, behind the article that fits."""
    person = core.noun or words["person"][core.many]
    bare = not core.noun and not core.article and not is_plural(core.label, words)
    label = core.label if core.label not in words["pity"] else ""
    name = _name(core, label, words)
    if "{name}" in prefer and not name:
        return None
    kind = core.kind if label or core.noun else ()
    if "{name}" in prefer and name == words["names"].get(" ".join((*core.kind, label)).strip(), ""):
        kind = ()
    values = {
        "person": "people" if person == "persons" else person,
        "person?": "" if bare else person,
        "kind": " ".join(kind),
        "name": name,
        "a": "{a}",
    }

    def fill(mark: re.Match[str]) -> str:
        told = mark.group(1)
        return told.split("|")[core.many] if "|" in told else values.get(told, "")

    put = " ".join((*core.stays, _MARK.sub(fill, prefer)))
    article = _article(core, words)
    return Place(core.start, core.end, _agreed(f"{article} {put}", words))


def _name(core: _Core, label: str, words: Mapping[str, Any]) -> str:
    """Return the name of the condition that a label means: of all its words, or of the last alone."""
    names: Mapping[str, str] = words["names"]
    said = " ".join(part for part in (*core.kind, label) if part)
    for word in (said, label):
        for form in (word, word.removesuffix("s")):
            if form in names:
                return names[form]
    return ""


def _article(core: _Core, words: Mapping[str, Any]) -> str:
    """Return the article to begin with: none before the people of a group."""
    if core.article == "the" and not core.noun and core.many and not is_plural(core.label, words):
        return ""
    if core.article in words["articles"]:
        return "{a}"
    return core.article


def _agreed(put: str, words: Mapping[str, Any]) -> str:
    """Return words with single spaces, in which each open article fits the word behind it."""
    put = _SPACES.sub(" ", put).strip()

    def article(match: re.Match[str]) -> str:
        following = put[match.end() + 1 : match.end() + 2].lower()
        return str(words["articles"][following in words["vowel-sound"]])

    return _ARTICLE.sub(article, put)


def _owned(prefer: str, text: str, start: int, end: int, words: Mapping[str, Any]) -> Place | None:
    """Return "you have …" for "you are …"."""
    for match in _WORD.finditer(text, start, end):
        head, mark, tail = match.group().partition("'")
        told = words["have"].get(mark + tail if mark else head)
        if told:
            return Place(match.start() + (len(head) if mark else 0), end, prefer.replace("{have}", told))
    return None


def _verb(
    entry: Mapping[str, Any], text: str, start: int, end: int, words: Mapping[str, Any]
) -> Place | None:
    """Return the form of the preferred verb for the one that is found, with as many words as it replaces."""
    forms: Sequence[str] = entry["verb"]
    found = list(_WORD.finditer(text, start, end))
    at = next((index for index, match in enumerate(found) if match.group() in forms), None)
    if at is None:
        return None
    form = forms.index(found[at].group())
    put = entry["prefer"].split("|")[form]
    if form == 3 and "beside" in entry:
        before = _before(text, found[at].start())
        some = before in words["people"] or before in words["pronouns"] or is_plural(before, words)
        if some and before not in words["linking"]:
            # "Why are more people suffering": the verb is parted.
            asked = text[max(0, found[at].start() - _NEAR) : found[at].start()].split()[-_CLOSE:]
            if not set(asked).isdisjoint(words["finite"]):
                return None
            put = entry["beside"]
        elif before in words["be"] or (before and before not in words["before"]):
            return None
    last = min(len(found), at + entry.get("words", len(found))) - 1
    return Place(found[at].start(), found[last].end(), put)
