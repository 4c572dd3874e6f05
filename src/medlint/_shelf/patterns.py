"""Patterns and phrases that are compiled once for all runs.

What `re` calls in itself is private to it. It is used for the releases of CPython whose `re` was read;
elsewhere, and where anything is amiss, patterns are compiled as ever. `_sre.compile` checks what it is
given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medlint._shelf.shelf import Pattern, Shelf

_LONGEST = 20_000
_UNSTABLE = 4 | 128  # re.LOCALE: what it compiles to depends on the machine; re.DEBUG prints.


def compile_with(shelf: Shelf, sre: Any, compiler: Any, parser: Any) -> Callable[..., Any]:
    """Return what does as `re._compiler.compile`, but takes from the shelf what is there."""
    from array import array  # which lists numbers in a third of the time that a view of bytes takes

    plain, patterns = compiler.compile, shelf.patterns

    def compile_pattern(p: Any, flags: int = 0) -> Any:
        if not isinstance(p, (str, bytes)) or flags & _UNSTABLE or len(p) > _LONGEST:
            return plain(p, flags)
        key = p, int(flags)
        try:
            made = patterns.get(key)
            if made is None:
                made = patterns[key] = _compiled(p, key[1], compiler, parser)
            code = array("I")
            code.frombytes(shelf.code(made[0]))
            return sre.compile(p, made[1], code.tolist(), *made[2:])
        except Exception:  # whatever it is, `re` says it better
            patterns.pop(key, None)
            return plain(p, flags)

    return compile_pattern


def straight(
    shelf: Shelf, compile_pattern: Callable[..., Any], plain: Callable[..., Any]
) -> Callable[..., Any]:
    """Return what does as `re._compile`, but goes straight to the shelf for what is there.

    `re` asks twice whether a flag is set that never is, by way of an enumeration: with five hundred patterns
    that is a thirtieth of a short run.
    """
    found: dict[tuple[str, int], Any] = {}

    def look_up(pattern: Any, flags: Any) -> Any:
        if type(pattern) is not str or not isinstance(flags, int):
            return plain(pattern, flags)
        key = pattern, int(flags)
        known = found.get(key)
        if known is None:
            if key not in shelf.patterns:
                return plain(pattern, flags)
            known = found[key] = compile_pattern(pattern, key[1])
        return known

    return look_up


def _compiled(p: str | bytes, flags: int, compiler: Any, parser: Any) -> Pattern:
    from array import array

    parsed = parser.parse(p, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    indexes: list[str | None] = [None] * state.groups
    for name, index in state.groupdict.items():
        indexes[index] = name
    return code, flags | state.flags, state.groups - 1, dict(state.groupdict), tuple(indexes)
