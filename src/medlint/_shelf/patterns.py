"""Patterns and phrases that are compiled once for all runs.

What `re` calls in itself is private to it. It is used for the releases of CPython whose `re` was read;
elsewhere, and where anything is amiss, patterns are compiled as ever. `_sre.compile` checks what it is
given.
"""

from __future__ import annotations

from _imp import source_hash
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medlint._shelf.shelf import Pattern, Shelf

_TEXT = 32  # re.UNICODE, which each pattern for text has in the end, and none for bytes may have
Taker = Callable[[str | bytes, int], Any]
_LONGEST = 20_000
_UNSTABLE = 4 | 128  # re.LOCALE: what it compiles to depends on the machine; re.DEBUG prints


def compile_with(taken: Taker, shelf: Shelf, compiler: Any, parser: Any) -> Callable[..., Any]:
    """Return what does as `re._compiler.compile`, but takes from the shelf what is there."""
    plain = compiler.compile

    def compile_pattern(p: Any, flags: int = 0) -> Any:
        if not isinstance(p, (str, bytes)) or flags & _UNSTABLE or len(p) > _LONGEST:
            return plain(p, flags)
        flags = int(flags)
        made = taken(p, flags)
        if made is None:
            try:
                shelf.patterns[number_of(p, flags)[1]] = _compiled(p, flags, compiler, parser)
            except Exception:  # whatever it is, `re` says it better
                return plain(p, flags)
            made = taken(p, flags) or plain(p, flags)
        return made

    return compile_pattern


def straight(taken: Taker, plain: Callable[..., Any]) -> Callable[..., Any]:
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
            known = taken(pattern, key[1])
            if known is None:
                return plain(pattern, flags)
            found[key] = known
        return known

    return look_up


def taker(shelf: Shelf, sre: Any) -> Taker:
    """Return what takes a pattern with flags from the shelf: None if it is not there, or broken."""
    from array import array  # which lists numbers in a third of the time that a view of bytes takes

    known = shelf.patterns

    def taken(p: str | bytes, flags: int) -> Any:
        text, number = number_of(p, flags)
        made = known.get(number)
        if made is None:
            return None
        stored, flags, groups, names = made
        data = shelf.code(stored)
        try:
            if data[: len(text)].tobytes() != text:
                raise ValueError("another pattern has the same number")
            code = array("I")
            code.frombytes(data[len(text) :])
            by_name = {name: index for index, name in enumerate(names) if name} if names else {}
            return sre.compile(p, flags, code.tolist(), groups, by_name, names or (None,) * (groups + 1))
        except Exception:  # broken, in whatever way
            del known[number]
            return None

    return taken


def number_of(p: str | bytes, flags: int) -> tuple[bytes, int]:
    """Return a pattern as bytes, and the number by which the shelf knows it with these flags.

    By their text, all would have to be read in each run to find the few that it needs.
    """
    if isinstance(p, str):
        p, flags = p.encode("utf-8", "surrogatepass"), flags | _TEXT
    # Python's own hash, of byte code that knows its source by it: nothing has to be loaded for it.
    return p, int.from_bytes(source_hash(flags, p))


def _compiled(p: str | bytes, flags: int, compiler: Any, parser: Any) -> Pattern:
    from array import array

    parsed = parser.parse(p, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    indexes: list[str | None] = [None] * state.groups
    for name, index in state.groupdict.items():
        indexes[index] = name
    names = tuple(indexes) if state.groupdict else ()
    return number_of(p, flags)[0] + code, flags | state.flags, state.groups - 1, names
