"""Tells regular expressions that can take for ever: a repetition is repeated itself, as in `(a+)+$`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from medlint._records import NamedTuple

_SAMPLE = frozenset([*range(256), 0x100, 0x3B1, 0x416, 0x4E2D, 0x1F600])
"""Characters by which two classes of them are compared."""
_CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_MANY = 10
"""Repetitions from which on it makes no difference that there is a last one."""
_FORMS = 32


class _Atom(NamedTuple):
    """One class of characters in a sequence; `many` if it is repeated."""

    letters: frozenset[int]
    optional: bool
    many: bool


def runs_away(pattern: str) -> bool:
    """Tell whether a valid pattern surely takes exponential time on some text; no other kind is looked for.

    It has a repetition, with something to match behind it, of what holds another repetition, so that the
    same letters can be shared out between the two in ever more ways.
    """
    return _any_runs_away(import_module("re._parser").parse(pattern), followed=False)


def _any_runs_away(items: Any, *, followed: bool) -> bool:
    inside = list(items)
    for index, (op, value) in enumerate(inside):
        after = followed or any(_can_fail(*item) for item in inside[index + 1 :])
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, body = value
            again = after or most >= _MANY
            if after and most >= _MANY and any(map(_is_ambiguous, _forms(body))):
                return True
            if _any_runs_away(body, followed=again):
                return True
        elif name == "BRANCH" and any(_any_runs_away(each, followed=after) for each in value[1]):
            return True
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
            behind = after if name == "SUBPATTERN" else False
            if _any_runs_away(value[-1], followed=behind):
                return True
    return False


def _can_fail(op: Any, value: Any) -> bool:
    """Tell whether an item can stop a match."""
    return not (str(op) in ("MAX_REPEAT", "MIN_REPEAT") and value[0] == 0)


def _forms(items: Any) -> list[tuple[_Atom, ...]]:
    """Return the sequences that a part of a pattern stands for; none if it is too much, or something else."""
    forms: list[tuple[_Atom, ...]] = [()]
    for op, value in items:
        ends = list(_forms_of(str(op), value))
        forms = [(*form, *end) for form in forms for end in ends]
        if not 0 < len(forms) <= _FORMS:
            return []
    return forms


def _forms_of(name: str, value: Any) -> Iterator[tuple[_Atom, ...]]:
    if name == "SUBPATTERN":
        yield from _forms(value[-1])
    elif name == "BRANCH":
        for each in value[1]:
            yield from _forms(each)
    elif name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, body = value
        inner = list(body)
        if len(inner) == 1:
            letters = _letters(str(inner[0][0]), inner[0][1])
            if letters is not None:
                yield (_Atom(letters, least == 0, most >= _MANY),)
                return
        for form in _forms(body):
            yield tuple(
                _Atom(atom.letters, atom.optional or least == 0, atom.many or most >= _MANY) for atom in form
            )
    else:
        letters = _letters(name, value)
        if letters is not None:
            yield (_Atom(letters, optional=False, many=False),)


def _is_ambiguous(form: tuple[_Atom, ...]) -> bool:
    """Tell whether one character repeated can be matched by a repeated sequence in ever more ways."""
    return any(
        atom.many
        and any(all(other.optional or letter in other.letters for other in form) for letter in atom.letters)
        for atom in form
    )


def _letters(name: str, value: Any) -> frozenset[int] | None:
    """Return which characters of the sample an item matches, None if it is no class of characters."""
    if name == "LITERAL":
        return frozenset((value,))
    if name == "NOT_LITERAL":
        return _SAMPLE - {value}
    if name == "ANY":
        return _SAMPLE - {ord("\n")}
    if name != "IN":
        return None
    found: frozenset[int] = frozenset()
    for op, inner in value:
        kind = str(op)
        if kind == "RANGE":
            found |= {code for code in (*_SAMPLE, *inner) if inner[0] <= code <= inner[1]}
        elif kind == "LITERAL":
            found |= {inner}
        elif kind == "CATEGORY":
            found |= _category(str(inner))
    return _SAMPLE - found if str(value[0][0]) == "NEGATE" else found


def _category(name: str) -> frozenset[int]:
    letter = _CLASSES[name.rsplit("_", 1)[-1]]
    found = frozenset(code for code in _SAMPLE if re.match(letter, chr(code)))
    return _SAMPLE - found if "_NOT_" in name else found
