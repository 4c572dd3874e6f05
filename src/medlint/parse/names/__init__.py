"""Names as bylines write them: taken apart, and told from teams, brands and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.parse.credentials import (
    credential_class,
    credential_table,
    find_role,
    find_roles,
    is_credential,
)
from medlint.parse.names.kinds import Kind, is_personal, kind_of, kind_of_whole
from medlint.parse.names.roles import is_in_own_words, qualification
from medlint.parse.names.words import another_part, name_words

_MAX_TEXT = 600
_SEPARATOR = re.compile(
    r"\s?(?P<hard>[;·•|\n]|:(?=\s)|\s/(?=\s)|\s[–—-](?=\s))\s?|\s?(?P<comma>,)\s?|\s(?P<and>[^\W\d_]{1,5}|&)(?=\s)"
)
# "DrJaneRoe": a saved page loses the spaces between its boxes.
_JOINED = re.compile(r"(Dr|Prof)((?:[A-Z][a-z]{1,20}){2,3})")
_TOKEN = re.compile(r"[^\s,()]+")
_LEAD = re.compile(r"^[\s,;:|·•–—-]+")
_TAIL = re.compile(r"[\s,;:|·•–—.-]+$")
_GOES_ON = re.compile(r"$|[,;]|\s(?:in|at|of|for|and|with)\s")
"""What stands behind a role that a bracket begins with; "(Nurse Times)" is no role."""
_PRONOUNS = re.compile(r"^(?:she|he|they|ze)/(?:her|him|them)", re.I)


class Name(NamedTuple):
    """One name in a byline; `start` and `end` are places in the text, with title and credentials."""

    kind: Kind
    name: str
    honorific: str
    credentials: tuple[str, ...]
    start: int
    end: int


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names in the text of a byline, taken apart; an empty one gives a placeholder."""
    text = text[:_MAX_TEXT]
    start, end = _trim(text, 0, len(text))
    by = text[start:end].partition(" ")[0]
    if by.lower() in name_words().by:
        start, end = _trim(text, start + len(by), end)
    joined = _JOINED.fullmatch(text, start, end)
    if joined is not None:
        return (Name("person", joined[2], joined[1], (), start, end),)
    whole = kind_of_whole(text[start:end])
    if whole is not None:
        return (Name(whole, text[start:end], "", (), start, end),)
    if _is_inverted(text[start:end]):
        return (Name("person", text[start:end], "", (), start, end),)
    names: list[Name] = []
    for first, last, joint in _parts(text, start, end):
        _part(text, first, last, joint, names)
    if not names:
        return (Name("organisation", text[start:end], "", (), start, end),)
    return tuple(names)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Cut a byline at its separators: yield start, end and the separator before (`,`, `and`, `;`)."""
    joint, at, depth = ";", start, 0
    joints = name_words().joints
    for match in _SEPARATOR.finditer(text, start, end):
        depth = text.count("(", at, match.start()) - text.count(")", at, match.start())
        if depth > 0:
            continue
        if match["and"] and match["and"].lower() not in joints:
            continue
        kind = "," if match["comma"] else "and" if match["and"] else ";"
        if kind == "and" and not _is_complete(
            text[at : match.start()], text[match.end() : end], match["and"]
        ):
            continue
        yield at, match.start(), joint
        joint, at = kind, match.end()
    yield at, end, joint


def _is_inverted(text: str) -> bool:
    """Tell whether a text is a surname, a comma and a given name."""
    surname, comma, given = text.partition(", ")
    return (
        bool(comma)
        and surname.isalpha()
        and given.split(" ")[0].lower() in name_words().given
        and "," not in given
    )


def _is_complete(left: str, right: str, joint: str = "") -> bool:
    """Tell whether "and" stands between two names, not within one ("Health and Wellness Team")."""
    words = name_words()
    tokens = _TOKEN.findall(left)
    following = right.strip()[:1]
    if not tokens:
        return True
    if not (following.isupper() or right.strip().lower().startswith(words.determiners)):
        return False
    if tokens[0].lower().strip(".") in words.honorifics or is_credential(tokens[-1]):
        return True
    if _names_one_house(tokens, joint, right):
        return False
    if any(token.lower() in words.organisations for token in tokens):
        if len(tokens) > 1 and tokens[-2].lower() == "of":
            return False
        return tokens[-1].lower() in words.organisations and len(tokens) > 1
    return (len(tokens) > 1 and tokens[0].lower() not in words.determiners) or tokens[
        0
    ].lower() in words.given


def _names_one_house(left: list[str], joint: str, right: str) -> bool:
    """Tell whether "&" stands within the name of a clinic: "Leeds Foot & Ankle Institute"."""
    words = name_words()
    following = _TOKEN.findall(right)
    if joint != "&" or not following or left[0].lower() in words.given:
        return False
    return len(following) <= 3 and following[-1].lower() in words.organisations


def _part(text: str, start: int, end: int, joint: str, names: list[Name]) -> None:
    """Read one part of a byline: a name, or what qualifies the name before it."""
    start, end = _trim(text, start, end)
    if start >= end:
        return
    previous = names[-1] if names else None
    if previous is not None and joint == ",":
        # The "and" of a list may follow its last comma.
        word, space, rest = text[start:end].partition(" ")
        if word.lower() in name_words().joints and _is_complete(text[previous.start : previous.end], rest):
            start, joint = start + len(word + space), "and"
    part = text[start:end]
    if previous is not None and joint == "and" and find_role(part) == (0, len(part)):
        # "Jane Roe, Midwife and Lactation Consultant"
        names[-1] = _qualified(previous, (part,), end)
        return
    if previous is not None and joint != "and" and not another_part().match(part):
        found = qualification(part)
        if found is None and joint == "," and previous.kind == "person" and is_in_own_words(part):
            found = (part,)
        if found is not None:
            names[-1] = _qualified(previous, found, end)
            return
        if joint == "," and not _starts_name(part, previous):
            return
    names.append(_name(text, start, end))


def _qualified(name: Name, found: tuple[str, ...], end: int) -> Name:
    kind: Kind = "person" if name.kind == "organisation" and is_personal(name.name) else name.kind
    return name._replace(kind=kind, credentials=name.credentials + found, end=end)


def _starts_name(part: str, previous: Name) -> bool:
    """Tell whether a part after a comma is a further name, and not a place or an employer."""
    words = name_words()
    tokens = _TOKEN.findall(part)
    if not tokens:
        return False
    if tokens[0].lower().strip(".") in words.honorifics:
        return True
    if " " not in part:
        return False  # "CAT(C)"
    capitals = [token for token in tokens if token[:1].isupper()]
    if len(capitals) < 2 or len(capitals) + sum(token.lower() in words.particles for token in tokens) < len(
        tokens
    ):
        return False
    return previous.kind == "organisation" or not any(
        token.lower() in words.organisations for token in tokens
    )


def _name(text: str, start: int, end: int) -> Name:
    """Read a single name with its title and its credentials."""
    words = name_words()
    whole = start
    credentials: list[str] = []
    role = _leading_role(text[start:end])
    if role:
        credentials.append(role.strip())
        start += len(role)
    honorifics: list[str] = []
    closed = end if text[end - 1 : end] == ")" else 0
    said, end = _cut_off(text, start, end)
    credentials += said
    tokens = list(_TOKEN.finditer(text, start, end))
    while len(tokens) > 1 and tokens[0].group().lower().strip(".") in words.honorifics:
        if len(tokens[0].group().strip(".")) == 1 and tokens[1].group().lower() in words.given_two:
            break  # "M. Carmen López" is called María, not "monsieur"
        honorifics.append(tokens.pop(0).group())
    start = tokens[0].start() if tokens else start
    found: list[str] = []
    while len(tokens) > 1:
        bracket = text[tokens[-1].start() - 1] == "(" or ")" in text[tokens[-1].end() : end][:1]
        token = tokens[-1].group()
        if _PRONOUNS.match(token) or (bracket and not token[:1].isupper()):
            pass
        elif is_credential(token) or (bracket and credential_class(token) is not None):
            found.insert(0, token.rstrip("."))
        elif not bracket:
            break
        tokens.pop()
    name = text[start : max((token.end() for token in tokens), default=start)].rstrip(" (,")
    name, said = _without_role(name)
    credentials += said
    kind = kind_of(name, bool(honorifics), bool(found or credentials))
    return Name(kind, name, " ".join(honorifics), (*credentials, *found), whole, max(end, closed))


def _cut_off(text: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return what a bracket says that a dash has cut off or that lists things, and where the name ends."""
    opened = text.rfind("(", start, end)
    if opened <= start:
        return (), end
    if text[end - 1 : end] == ")" and ")" not in text[opened : end - 1]:
        # "Jane Roe (nurse, 12 years)" says more than a role, and what she is comes first.
        said = text[opened + 1 : end - 1].strip()
        role = find_role(said)
        first = role is not None and role.start == 0 and _GOES_ON.match(said, role.end) is not None
        return ((said,), len(text[:opened].rstrip())) if first else ((), end)
    if ")" in text[opened:end]:
        return (), end
    return qualification(text[opened + 1 : end].strip()) or (), len(text[:opened].rstrip())


def _without_role(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and the role that it ends in: "Jane Roe Physiotherapist", "Jane Roe ENT Specialist"."""
    words, tokens = name_words(), name.split(" ")
    roles = [role for role in find_roles(name) if role.end == len(name)]
    if not roles or len(tokens) < 3:
        return name, ()
    kept = len(name[: roles[0].start].split())
    while kept > 2 and (tokens[kept - 1].lower() in words.describing or tokens[kept - 1].isupper()):
        kept -= 1
    plain = (
        words.describing | words.organisations | words.anonymous | words.links | frozenset(words.determiners)
    )
    called = all(token[:1].isupper() and token.lower() not in plain for token in tokens[:kept])
    if kept < 2 or not called:
        return name, ()
    return " ".join(tokens[:kept]), (" ".join(tokens[kept:]),)


def _leading_role(part: str) -> str:
    """Return a role that stands before a name ("Consultant Physiotherapist Dr Roe"), with its space."""
    role = find_role(part)
    while role is not None and (following := find_role(part, role.end + 1)) is not None:
        if following.start > role.end + 1:
            break
        role = following
    if role is None or role.end >= len(part) or not part[role.end].isspace():
        return ""
    if part[slice(*role)].lower() in name_words().honorifics:
        return ""
    before = part[: role.start].lower().split()
    if any(word not in name_words().describing and word not in credential_table().heads for word in before):
        return ""
    rest = part[role.end :].split()
    if len(rest) < 2 and not (rest and rest[0].lower() in name_words().given):
        return ""
    if not all(word[:1].isupper() or word.lower() in name_words().particles for word in rest):
        return ""
    if any(word.lower() in name_words().organisations for word in rest):
        return ""
    return part[: role.end + 1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    lead = _LEAD.match(part)
    start += lead.end() if lead is not None else 0
    tail = _TAIL.search(text, start, end)
    if tail is not None:
        dotted = text[tail.start() : tail.start() + 1] == "." and keeps_dot(text[start : tail.start()])
        end = tail.start() + (1 if dotted else 0)
    quotes = "\"'“”‘’«»"
    while start < end and text[start] in quotes:
        start += 1
    while start < end and text[end - 1] in quotes:
        end -= 1
    return start, end


def keeps_dot(text: str) -> bool:
    """Tell whether a full stop at the end belongs to the text: an initial, `M.D.`, `Jr.`."""
    last = text.split()[-1:] or [""]
    return (
        "." in last[0]
        or len(last[0]) == 1
        or last[0].lower() in name_words().suffixes | name_words().organisations
    )
