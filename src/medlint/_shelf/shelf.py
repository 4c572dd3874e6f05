"""The shelf itself: what is on it, and the file that it is kept in."""

from __future__ import annotations

import _imp
import os
import sys

from medlint import __version__
from medlint._files import contents, replace, time_and_size
from medlint._places import PACKAGE
from medlint._shelf.modules import loaded

TYPE_CHECKING = False  # `typing` is loaded from the shelf
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

_MOST = 4000
"""How many patterns and phrases are kept; then the file begins anew, for those of edited rules stay in it."""
_MOST_PHRASES = 500
"""A run that has compiled more has compiled the rules themselves, which are kept elsewhere."""
_MOST_MODULES = 1000
_MOST_TEXTS = 500
_KEY = 0x6D65646C
"""A number that a checksum begins from."""

Made = bytes | tuple[int, int]
"""What something compiles to. If it is from the file, its range there, for a run needs a part of it only."""
Pattern = tuple[Made, int, int, tuple[str | None, ...]]
"""The pattern as it is written, with its code behind it; its flags, the number of its groups, and the names
of all if one has a name."""
Module = tuple[str, str, str, int, int, Made | int]
"""The folder of its package; its source's path, its byte code's; the source's time (ns), size; the code.

A number stands for one of the codes that are kept together.
"""
Text = tuple[int, int, Made]
"""A file's time (ns) and size, and the data that it holds."""


class Shelf:
    """What earlier runs have compiled, and what this one has."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.patterns: dict[int, Pattern] = {}
        self.phrases: dict[tuple[str, str], tuple[Any, ...]] = {}
        self.modules: dict[str, Module] = {}
        self.texts: dict[str, Text] = {}
        self.sources: dict[tuple[str, str], Made] = {}
        self._together: tuple[Made, int] = b"", 0
        self._codes_together: tuple[CodeType, ...] = ()
        self._codes = memoryview(b"")
        self._read()
        self._size = len(self.patterns), len(self.phrases)
        self._is_new = False

    def _read(self) -> None:
        from marshal import loads

        stamp = _stamp()
        try:
            data = memoryview(contents(self.path))
            if data[: len(stamp)] != stamp:
                return
            start = len(stamp) + 12
            total, length, size = data[len(stamp) : start].cast("I")
            index = data[start : start + length]
            # A broken index could crash `marshal`; `_sre` looks itself whether code is sound.
            if total == _sum(index) and size == len(data) - start - length:
                self.patterns, self.phrases, self.modules, *others = loads(index)
                self.texts, self.sources, self._together = others
                self._codes = data[start + length :]
        except (OSError, EOFError, ValueError, TypeError):
            pass

    def code(self, made: Made) -> memoryview:
        """Return what something compiles to."""
        return memoryview(made) if isinstance(made, bytes) else self._codes[slice(*made)]

    def byte_code(self, name: str) -> CodeType | None:
        """Return the byte code of a module; None if it cannot be read.

        As Python does with what it has written, this trusts what can be read: to sum up all byte code that a
        run loads takes a fiftieth of it.
        """
        made = self.modules[name][-1]
        if not isinstance(made, int):
            code: CodeType | None = self._unmarshalled(made)
            return code
        if not self._codes_together:
            self._codes_together = self._unmarshalled(self._together[0]) or ()
        return self._codes_together[made] if made < len(self._codes_together) else None

    def data(self, path: str, read: Callable[[], Any]) -> Any:
        """Return what a file holds, plain data: what `read` returns if the file has changed."""
        stamp = time_and_size(path)
        known = self.texts.get(path)
        if known is None or known[:2] != stamp or (data := self._unmarshalled(known[2])) is None:
            data = read()
            if (made := _dumped(data)) is not None:
                self.texts[path] = (*stamp, made)
                self._is_new = True
        return data

    def compiled(self, source: str, mode: str) -> CodeType:
        """Return what the built-in `compile` does of a source without a file."""
        known = self.sources.get((source, mode))
        if known is None or (code := self._unmarshalled(known)) is None:
            code = compile(source, "<string>", mode, dont_inherit=True)
            if (made := _dumped(code)) is not None:
                self.sources[source, mode] = made
                self._is_new = True
        found: CodeType = code
        return found

    def _unmarshalled(self, made: Made) -> Any:
        """Return what `marshal` reads there, trusted as byte code is; None if it cannot."""
        from marshal import loads

        try:
            return loads(self.code(made))
        except (EOFError, ValueError, TypeError):
            return None

    def keep(self) -> bool:
        """Write what this run has compiled; return whether that worked, or was not needed."""
        known_patterns, known_phrases = self._size
        patterns, words = self.patterns, self.phrases
        if len(words) - known_phrases > _MOST_PHRASES:
            words = dict(list(words.items())[:known_phrases])
        modules = self.modules | dict(loaded(self.modules))
        if (len(patterns), len(words)) == self._size and modules == self.modules and not self._is_new:
            return True
        if len(modules) > _MOST_MODULES:
            modules = {}
        if len(patterns) + len(words) > _MOST:
            patterns = dict(list(patterns.items())[known_patterns:])
            words = dict(list(words.items())[known_phrases:])
        texts = self.texts if len(self.texts) <= _MOST_TEXTS else {}
        sources = self.sources if len(self.sources) <= _MOST_TEXTS else {}
        codes = bytearray()

        def put(made: Made) -> tuple[int, int]:
            start = len(codes)
            codes.extend(self.code(made))
            return start, len(codes)

        index = {key: (put(pattern[0]), *pattern[1:]) for key, pattern in patterns.items()}
        self.modules = modules
        together, numbers = self._gathered()
        found: dict[str, Module] = {}
        for name, module in modules.items():
            if name in numbers:
                found[name] = (*module[:5], numbers[name])
            elif not isinstance(module[-1], int):
                found[name] = (*module[:5], put(module[-1]))
        data = {path: (time, size, put(made)) for path, (time, size, made) in texts.items()}
        made = {source: put(code) for source, code in sources.items()}
        return _write(self.path, (index, words, found, data, made, (put(together), len(numbers))), codes)

    def _gathered(self) -> tuple[Made, dict[str, int]]:
        """Return the codes that are kept together, and the number of each module's."""
        made, count = self._together
        numbers = {name: module[-1] for name, module in self.modules.items() if isinstance(module[-1], int)}
        if numbers and len(numbers) == count:
            return made, numbers
        from medlint._shelf.together import gathered

        return gathered(self.modules, numbers, self.byte_code)  # there are none yet, or one has changed


def path_of() -> str | None:
    """Return the file for this Python, beside its byte code of this module; None where it keeps none."""
    cached = getattr(globals().get("__spec__"), "cached", None)
    if not isinstance(cached, str) or not cached.endswith(".pyc"):
        return None
    return f"{cached.removesuffix('.pyc')}.bin"


def _dumped(data: Any) -> bytes | None:
    """Return what `marshal` writes for data; None if it cannot."""
    from marshal import dumps

    try:
        return dumps(data)
    except ValueError:
        return None


def _stamp() -> bytes:
    """Return what the file opens with: something else may follow from any other release."""
    made_by = (
        time_and_size(os.path.join(PACKAGE, "phrases", name)) for name in ("__init__.py", "notation.py")
    )
    return f"medlint {__version__} {list(made_by)} {sys.version}\n".encode()


def _sum(data: bytes | memoryview) -> int:
    # Python's own, of byte code that knows its source by it: nothing has to be loaded for it.
    return int.from_bytes(_imp.source_hash(_KEY, data)[:4])


def _write(path: str, index: tuple[Any, ...], codes: bytes | bytearray) -> bool:
    """Write the file, if that can be done."""
    from array import array
    from marshal import dumps

    try:
        data = dumps(index)
        head = array("I", (_sum(data), len(data), len(codes))).tobytes()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        replace(path, (_stamp(), head, data, codes))
    except (OSError, ValueError):
        return False
    return True
