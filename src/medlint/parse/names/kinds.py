"""What a name stands for: a person, an organisation, nobody in particular, a blank or a machine."""

from __future__ import annotations

import re
from typing import Literal

from medlint.parse.credentials import credential_table, find_roles, singular
from medlint.parse.names.words import name_words

Kind = Literal["person", "organisation", "anonymous", "placeholder", "ai"]

_TOKEN = re.compile(r"[^\s,()]+")
_KEY = re.compile(r"\d{1,20}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,40}", re.I)
"""What a database calls somebody: a number, a UUID or a hash, which tells a reader nothing."""
_KEYED = re.compile(r"[^\W\d_]{2,20}_[^\W\d_]{2,20}|[a-z]{2,20}-[a-z]{2,20}")
_ACCOUNT = re.compile("[a-z0-9]{1,20}[._-]?[a-z]{1,20}")
_TEMPLATE = re.compile(
    r"^(?:\{[{%].*[}%]\}|\{.{0,60}\}|\[.{0,60}\]|<.{0,60}>|\$\{?\w.{0,60}|%\w{1,40}%|_{2,}|[.…?xX*#-]{1,20})$",
    re.S,
)
_HANDLE = re.compile(r"^(?:https?://\S+|www\.\S+|@\S+|\S+@\S+\.\S+|[\w-]+(?:\.[\w-]+){1,3})$")


def is_key(name: str) -> bool:
    """Tell whether a name is what a database calls somebody."""
    return _KEY.fullmatch(name.strip()) is not None


def is_personal(name: str) -> bool:
    """Tell whether a name holds no word that only organisations have in theirs."""
    return not any(word.lower() in name_words().organisations for word in _TOKEN.findall(name))


def kind_of(name: str, titled: bool, qualified: bool) -> Kind:
    """Return what a single name stands for; `titled` as "Dr", `qualified` by credentials."""
    words = name_words()
    whole = kind_of_whole(name)
    if whole is not None and not (whole == "ai" and (titled or qualified)):
        return whole
    tokens = _TOKEN.findall(name)
    lowered = [token.lower().strip(".'’") for token in tokens]
    # "Dr. Roe's Dental Corner"
    owned = any(token.endswith(("'s", "’s")) for token in lowered[:-1])
    if titled and not owned and not any(token in words.organisations for token in lowered[1:]):
        return "person"
    if owned:
        return "organisation"
    if _is_organisation(name, tokens, lowered):
        return "organisation"
    if len(tokens) == 1:
        single = tokens[0]
        plain = lowered[0] in words.given or qualified
        hyphenated = "-" in single and single.partition("-")[0].lower() in words.given
        cjk = not (single.isascii() or single.lower() != single.upper()) and len(single) <= 4
        keyed = _KEYED.fullmatch(single) is not None and _is_written_out(_apart(single))
        return "person" if plain or hyphenated or cjk or keyed else "organisation"
    if name == name.lower() and name.upper() != name and lowered[0] not in words.given:
        return "organisation"
    return "person"


def _apart(key: str) -> str:
    """Return what a site calls somebody in its own files, "jane_roe" or "jane-roe", as words."""
    return key.replace("_", " ").replace("-", " ")


def _is_written_out(name: str) -> bool:
    """Tell whether words can be somebody's name: no team, nobody in particular, no "example author"."""
    blank = name_words().placeholders.intersection(name.lower().split())
    return not blank and is_personal(name) and kind_of_whole(name) is None


def _is_organisation(name: str, tokens: list[str], lowered: list[str]) -> bool:
    words = name_words()
    if _HANDLE.match(name) and not re.match(r"^(?:[^\W\d_]\.){1,4}$", name):
        return True
    if any(token in words.organisations for token in lowered) or any(
        c.isdigit() or c in "+&™®©" for c in name
    ):
        return True
    if lowered[:1] == ["the"] or len(tokens) > 6:
        return True
    # `PatientGuide`, `WebMD`; but `McKay`, `DeSouza` and `O’Neill` are surnames.
    return len(tokens) == 1 and bool(re.match(r"^[A-Z][a-z]{3,40}[A-Z]", tokens[0]))


def kind_of_whole(text: str) -> Kind | None:
    """Return the kind of a text that is no name at all, else None."""
    words = name_words()
    folded = " ".join(text.lower().replace("’", "").replace("'", "").split()).strip(' .:!"“”')
    bare = text.strip()
    if not folded or folded in words.placeholders or _TEMPLATE.match(bare) or _KEY.fullmatch(bare):
        return "placeholder"
    # "clinicadmin": whoever put the text in.
    if bare.endswith(words.accounts) and _ACCOUNT.fullmatch(bare):
        return "placeholder"
    tokens = folded.replace(",", " ").split()
    if folded in words.ai or (tokens and tokens[0] in words.ai) or "AI" in text.split():
        return "ai"
    if folded in words.anonymous_whole or folded in words.honorifics:
        return "anonymous"
    return "anonymous" if _is_anonymous(folded) else None


def _is_anonymous(folded: str) -> bool:
    """Tell whether a text means experts without naming one: "a doctor", "our medical team", "Expert"."""
    words, table = name_words(), credential_table()
    tokens = re.sub(r"[,/&]", " ", folded).split()
    if len(tokens) > 12:
        return False
    heads = [singular(token) for token in tokens]
    head = any(token in words.anonymous or token in table.heads for token in heads)
    allowed = all(
        token in words.describing
        or token in words.joints
        or token in words.determiners
        or single in words.anonymous
        or single in table.heads
        or single in words.describing
        or token in words.links
        for token, single in zip(tokens, heads, strict=True)
    )
    if not (head and allowed):
        # "a certified holistic nutritionist"; but "The Back Physio" can be called so.
        role = next((role for role in find_roles(folded) if role.end == len(folded)), None)
        return role is not None and tokens[0] != "the" and _is_determined(folded)
    return heads[-1] not in words.teams or _is_determined(folded)


def _is_determined(folded: str) -> bool:
    return any(folded.startswith(f"{word} ") for word in name_words().determiners)
