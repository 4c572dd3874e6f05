r"""What matches of regular expressions begin with, as one pattern that is quick to look ahead for.

Where a word begins, a long list of alternatives is tried one after the other. Their first letters, parted one
by one, rule most words out in a few steps: "about", "after" and "before" become `(?:a(?:bout|fter)|before)`.
They are found when the rules are compiled (`medlint.resources.from_yaml`), with the parser of `re`, which is
private to it; a run needs the pattern only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

_ENOUGH = 8
"""So many letters tell most words apart."""
_FEW = 2
"""So few letters stand within many words."""
_LONGEST = 50
"""A word that may be longer is no beginning to look for: that could take more than linear time."""
_ANYTHING = ""

_BOUNDARY = r"\b"
_PLACES = {"AT_BEGINNING": "^", "AT_BEGINNING_STRING": r"\A", "AT_BOUNDARY": _BOUNDARY}
"""Where a match may have to begin; that takes up no text."""
_MARKS = frozenset(_PLACES.values())

_Start = tuple[str, ...]
"""Patterns of the first letters of a match, perhaps behind that of its place; one that is not long enough
ends with `_ANYTHING`, or is all."""


def openings(patterns: Iterable[str]) -> str:
    r"""Return a pattern that matches wherever one of some patterns does, but is sooner done elsewhere.

    A word of any letters may come first (`\w{3,20}ologist`); where a match may begin with anything at all,
    the result is empty.

    Raises:
        re.error: a pattern is none.
    """
    parse = import_module("re._parser").parse
    return _tree(_anywhere({start for pattern in patterns for start in _starts(parse(pattern))}))


def lead(patterns: Iterable[str]) -> str:
    """Return what to put before some patterns, as alternatives, so that they are sooner found in a text.

    That is nothing where each begins with a letter, or at the start of the text: `re` itself looks for those.
    """
    parse = import_module("re._parser").parse
    parsed = parse("|".join(f"(?:{pattern})" for pattern in patterns))
    if _is_soon_found(parsed):
        return ""
    starts = _starts(parsed)
    anywhere = _anywhere(starts)
    begun = _tree(anywhere)
    if begun and any(map(_is_common, anywhere)):
        begun = _tree(starts)
    return f"(?={begun})" if begun else ""


def _anywhere(starts: Iterable[_Start]) -> set[_Start]:
    """Return beginnings without a sign that a word begins or ends there."""
    return {start[1:] if start[:1] == (_BOUNDARY,) else start for start in starts}


def _is_common(start: _Start) -> bool:
    """Tell whether what is so begun is found within many words: "i", any letters and "ologist"."""
    return not _is_placed(start) and (len(start) <= _FEW or _is_word(start[0]))


def _is_soon_found(parsed: Sequence[tuple[Any, Any]]) -> bool:
    if not parsed:
        return True
    operation, argument = parsed[0]
    if str(operation) == "SUBPATTERN":
        return _is_soon_found(argument[3])
    if str(operation) == "BRANCH":
        return all(branch and str(branch[0][0]) == "LITERAL" for branch in argument[1])
    return str(operation) in ("LITERAL", "IN") or str(argument) in ("AT_BEGINNING", "AT_BEGINNING_STRING")


def _starts(parsed: Iterable[tuple[Any, Any]]) -> set[_Start]:
    """Return what the matches of a parsed pattern begin with."""
    found: set[_Start] = {()}
    for operation, argument in parsed:
        if str(operation) in ("ASSERT", "ASSERT_NOT"):  # they take up no text
            continue
        found = _followed(found, _part(str(operation), argument))
        if all(map(_is_told, found)):
            break
    return found


def _part(name: str, argument: Any) -> set[_Start]:
    """Return what one part of a parsed pattern may begin with."""
    if name == "AT":
        mark = _PLACES.get(str(argument))
        return {(mark,) if mark else ()}
    if name == "LITERAL":
        return {(re.escape(chr(argument)),)}
    if name == "SUBPATTERN":
        return _starts(argument[3])
    if name == "BRANCH":
        return set().union(*map(_starts, argument[1]))
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return {(re.escape(chr(code)),) for _, code in argument}
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, repeated = argument
        if most <= _LONGEST and str(repeated) == "[(IN, [(CATEGORY, CATEGORY_WORD)])]":
            return {(rf"\w{{{least},{most}}}",)}
        once = _starts(repeated)
        more = once if most == 1 else _followed(once, {(_ANYTHING,)})
        return more if least else {(), *more}
    return {(_ANYTHING,)}


def _followed(firsts: set[_Start], seconds: set[_Start]) -> set[_Start]:
    """Return what begins with one and goes on with another."""
    return {first if _is_told(first) else _joined(first, second) for first in firsts for second in seconds}


def _joined(first: _Start, second: _Start) -> _Start:
    """Return a beginning and how it goes on, no longer than is enough; only what comes first has a place."""
    if first and _is_placed(second):
        second = second[1:]
    both = (*first, *second)
    return both[: _ENOUGH + _is_placed(both)]


def _is_told(start: _Start) -> bool:
    return len(start) - _is_placed(start) >= _ENOUGH or start[-1:] == (_ANYTHING,)


def _is_placed(start: _Start) -> bool:
    """Tell whether a beginning says where in a text it stands."""
    return bool(start) and start[0] in _MARKS


def _tree(starts: Iterable[_Start]) -> str:
    """Return one pattern for all of some beginnings, which share their first letters."""
    rests: dict[str, set[_Start]] = {}
    for start in starts:
        rests.setdefault(start[0] if start else _ANYTHING, set()).add(start[1:])
    if _ANYTHING in rests:
        return _ANYTHING
    firsts: dict[str, list[str]] = {}
    for first, rest in sorted(rests.items()):
        firsts.setdefault(_tree(rest), []).append(first)
    branches = [_one_of(some) + rest for rest, some in firsts.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(sorted(branches, key=_is_word))})"


def _is_word(pattern: str) -> bool:
    """Tell whether a pattern begins with a word of any letters, which takes longest to try."""
    return pattern.startswith(r"\w")


def _one_of(patterns: list[str]) -> str:
    """Return a pattern for one of some letters, of which each may be escaped, or of some words."""
    if len(patterns) == 1:
        return patterns[0]
    letters = all(len(pattern.removeprefix("\\")) == 1 for pattern in patterns) and not _MARKS & {*patterns}
    return f"[{''.join(patterns)}]" if letters else f"(?:{'|'.join(patterns)})"
