"""Tells what can be a name from what cannot, by the look of it."""

from __future__ import annotations

import re
from typing import Literal

from medlint.parse.credentials import credential_table, credential_tokens, find_role, find_roles, singular
from medlint.parse.names import read_names
from medlint.parse.names.kinds import kind_of_whole
from medlint.parse.names.roles import qualification
from medlint.parse.names.words import name_words

_WORD = re.compile(r"[^\s,()]+")
# "Text: Rest the arm. Keep it warm."
_SENTENCES = re.compile(r"(?<!\w)[a-z]{6,30}\. [A-Z]")
_BEHIND = re.compile(r",\s|\s\((?=[^)]{2,60}\)?\Z)")
_NO_PHRASE = re.compile(r"[:;?!\d]|\.\s+[A-Z]")
_FEWEST, _WIDEST = 2, 5
_MOST = 12
"""Words of the phrase that says what somebody is."""


def is_name(text: str, *, strict: bool) -> bool:
    """Tell whether the text behind a label ("Written by") can be who the article names.

    That is a name, an unnamed expert, a team, or a placeholder. `strict` is for labels without a
    colon, behind which a sentence may go on ("written by hand").
    """
    text = text.strip()
    words = text.split()
    if not 1 <= len(words) <= 16 or len(text) > 160 or _SENTENCES.search(text):
        return False
    if kind_of_whole(text) is not None:
        return True
    first = words[0].strip("\"'“”(")
    if first[:1].isupper() or text.startswith("@") or (first.isalpha() and first.lower() == first.upper()):
        return is_called(text) or _is_qualified(text) or bool(introduced(text)) if strict else True
    lowered = [singular(word.lower().strip(".,")) for word in words[:6]]
    expert = any(word in name_words().anonymous or word in credential_table().heads for word in lowered)
    described = first.lower() in name_words().describing or text.lower().startswith(name_words().determiners)
    team = any(word.lower().strip(".,") in name_words().organisations for word in words)
    return expert or (described and team) or (not strict and len(words) <= 3)


def _is_qualified(text: str) -> bool:
    """Tell whether a name is followed by what its bearer is, in small letters: "Ana Gil, médica en Lugo"."""
    name, comma, rest = text.partition(",")
    return bool(comma) and is_called(name) and qualification(rest.strip()) is not None


def introduced(text: str) -> Literal["", "guess", "sure"]:
    """Tell whether a text is a person's name and behind it what they are, in words that no list has to know.

    "Jane Roe, stoma care lead" and "Jane Roe (mum of two)" are; "Jane Roe, we think, is right" is a sentence.
    It is sure by a first name, a title, credentials or a role that is known, else a guess.
    """
    cut = _BEHIND.search(text)
    if cut is None or len(text) > 160:
        return ""
    name, rest = text[: cut.start()], text[cut.end() :].strip(" ,()")
    words, phrase = name_words(), [word.strip("(),.").lower() for word in rest.split()]
    if not phrase or len(phrase) > _MOST or phrase[0] in words.clauses or _NO_PHRASE.search(text):
        return ""
    if not words.finite.isdisjoint(phrase) and phrase[0] not in words.relative:
        return ""
    tokens = name.split()
    if not is_called(name) or len(tokens) > _WIDEST:
        return ""
    people = read_names(name)
    if len(people) != 1 or people[0].kind != "person":
        return ""
    person = people[0]
    known = tokens[0].lower() in words.given and len(tokens) >= _FEWEST
    if known or person.honorific or person.credentials or _is_clear(rest):
        return "sure"
    return "guess" if len(tokens) >= _FEWEST and all(map(_is_plain, tokens)) else ""


def _is_clear(phrase: str) -> bool:
    """Tell whether what stands behind a name holds credentials, or a role that is known."""
    return bool(credential_tokens(phrase, 0, len(phrase), exact=True)) or find_role(phrase) is not None


def _is_plain(token: str) -> bool:
    """Tell whether a word is written as a part of a name is: a capital and small letters, or an initial."""
    bare = token.strip(".").replace("-", "").replace("'", "").replace("’", "")
    return bare.isalpha() and (bare[:1].isupper() or bare in name_words().particles)


def is_called(text: str) -> bool:
    """Tell whether a text is written as names are: each word with a capital but for particles.

    "Jane Roe, RN and the Editorial Team" is, "By The Numbers" (no name in it) and sentences are not.
    """
    words = name_words()
    tokens = _WORD.findall(text)
    if not tokens or len(tokens) > 16 or len(text) > 160:
        return False
    leading_on = words.joints | words.links | frozenset(words.determiners)
    # "See your" and "Talk with" lead on to somebody.
    if tokens[-1] in leading_on:
        return False
    loose = words.particles | leading_on
    named = 0
    plain = _without_roles(text) if any(token[:1].islower() for token in tokens) else text
    for token in _WORD.findall(plain):
        bare = token.strip(".;:'’\"“”")
        if not bare or bare.lower() in loose or bare.lower() in words.describing:
            continue
        if named and bare.lower() in words.organisations:
            continue
        if (
            not (bare[:1].isupper() or bare[:1] in "@+&" or bare[:1].lower() == bare[:1].upper())
            or bare.isdigit()
        ):
            return False
        named += 1
    if tokens[0].lower() in words.determiners:
        return any(token.lower().strip(".,") in words.organisations for token in tokens)
    return named > 0 or kind_of_whole(text) is not None


def _without_roles(text: str) -> str:
    for start, end in reversed(list(find_roles(text))):
        text = text[:start] + text[end:]
    return text
