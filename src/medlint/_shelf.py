"""Keeps what texts compile to beside Python's own compiled modules, and hands it out again.

To compile the regular expressions that one article needs takes as long as everything else in a short
run, and each run does it anew, because `re` keeps nothing on disk. Here the command line does: what a
pattern or a phrase compiles to goes into `__pycache__`, with the owner, trust and life of the byte code
beside it. A file of another release of Python or medlint, or a broken one, is not read.

What `re` calls in itself is private to it. It is used for the releases of CPython whose `re` was read;
elsewhere, and where anything is amiss, patterns are compiled as ever. `_sre.compile` checks what it is
given.

What the word lists and rules say is kept as `marshal` writes it, which reads it in a third of the time that
JSON takes, and the byte code of the source that data classes and records are made of.

The byte code of modules of packages, and of Python's own, is kept as well. A run loads two hundred, and to
look for each in its folder, then for its byte code, takes longer than to run it. A module whose package is
somewhere else by now, or whose source has another time or size, is looked for as ever.
"""

from __future__ import annotations

import _imp
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from medlint import __version__
from medlint._cache_files import contents

_RELEASES = ((3, 11), (3, 12), (3, 13), (3, 14))
_MOST = 4000
"""How many patterns and phrases are kept; then the file begins anew, for those of edited rules stay in it."""
_MOST_PHRASES = 500
"""A run that has compiled more has compiled the rules themselves, which are kept elsewhere."""
_MOST_MODULES = 1000
_MOST_TEXTS = 500
_LONGEST = 20_000
_UNSTABLE = 4 | 128  # re.LOCALE: what it compiles to depends on the machine; re.DEBUG prints.

_Made = bytes | tuple[int, int]
"""What something compiles to. If it is from the file, its range there, for a run needs a part of it only."""
_Pattern = tuple[_Made, int, int, dict[str, int], tuple[str | None, ...]]
"""What `_sre.compile` takes: the code, flags, number of groups, and the groups' names both ways."""
_Module = tuple[str, str, str, int, int, _Made]
"""The folder of its package; its source's path, its byte code's; the source's time (ns), size; the code."""
_Text = tuple[int, int, _Made]
"""A file's time (ns) and size, and the data that it holds."""
_LIBRARY = os.path.dirname(os.__file__)
"""Where Python keeps its own modules."""
_KEY = 0x6D65646C696E74
"""A number that a checksum begins from."""
_HEADER = 16
"""Bytes before the code in a file of byte code: see `importlib`."""


class Shelf:
    """What earlier runs have compiled, and what this one has."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.patterns: dict[tuple[str | bytes, int], _Pattern] = {}
        self.phrases: dict[tuple[str, str], tuple[Any, ...]] = {}
        self.modules: dict[str, _Module] = {}
        self.texts: dict[str, _Text] = {}
        self.sources: dict[tuple[str, str], _Made] = {}
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
                self.patterns, self.phrases, self.modules, self.texts, self.sources = loads(index)
                self._codes = data[start + length :]
        except (OSError, EOFError, ValueError, TypeError):
            pass

    def code(self, made: _Made) -> memoryview:
        """Return what something compiles to."""
        return memoryview(made) if isinstance(made, bytes) else self._codes[slice(*made)]

    def data(self, path: str, read: Callable[[], Any]) -> Any:
        """Return what a file holds, plain data: what `read` returns if the file has changed."""
        stamp = _time_and_size(path)
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

    def _unmarshalled(self, made: _Made) -> Any:
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
        modules = self.modules | dict(_loaded(self.modules))
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

        def put(made: _Made) -> tuple[int, int]:
            start = len(codes)
            codes.extend(self.code(made))
            return start, len(codes)

        index = {key: (put(pattern[0]), *pattern[1:]) for key, pattern in patterns.items()}
        found = {name: (*module[:-1], put(module[-1])) for name, module in modules.items()}
        data = {path: (time, size, put(made)) for path, (time, size, made) in texts.items()}
        made = {source: put(code) for source, code in sources.items()}
        return _write(self.path, (index, words, found, data, made), codes)


_lent: Shelf | None = None


def data(path: str, read: Callable[[], Any]) -> Any:
    """Return what a file holds, plain data: from the shelf that is lent, else what `read` returns."""
    return read() if _lent is None else _lent.data(path, read)


def serve(module: ModuleType) -> None:
    """Let what a module gives to `exec` and `eval` be compiled once for all runs; it must say all names."""
    shelf = _lent
    if shelf is not None:
        vars(module)["exec"] = lambda source, *names: exec(shelf.compiled(source, "exec"), *names)
        vars(module)["eval"] = lambda source, *names: eval(shelf.compiled(source, "eval"), *names)


def lend() -> Shelf | None:
    """Let `re`, records and `medlint.phrases` use the shelf; return it, or None where it cannot be.

    Call it before modules that compile patterns are imported, and `keep` at the end of the run.
    """
    path = _path()
    if path is None or sys.implementation.name != "cpython" or sys.version_info[:2] not in _RELEASES:
        return None
    try:
        sre = import_module("_sre")
        compiler, parser = import_module("re._compiler"), import_module("re._parser")
        if memoryview(b"").cast("I").itemsize != sre.CODESIZE:
            return None
        shelf = Shelf(path)
        compile_pattern = _compile_with(shelf, sre, compiler, parser)
        vars(compiler)["compile"] = compile_pattern
        vars(re)["_compile"] = _straight(shelf, compile_pattern, vars(re)["_compile"])
        sys.meta_path.insert(0, Finder(shelf))
    except (ImportError, AttributeError):
        return None
    global _lent  # noqa: PLW0603 - a process has one shelf, as it has one `re`
    _lent = shelf
    serve(import_module("medlint._records"))
    from medlint.phrases import know

    know(shelf.phrases)
    return shelf


def _compile_with(shelf: Shelf, sre: Any, compiler: Any, parser: Any) -> Callable[..., Any]:
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


def _straight(
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


def _compiled(p: str | bytes, flags: int, compiler: Any, parser: Any) -> _Pattern:
    from array import array

    parsed = parser.parse(p, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    indexes: list[str | None] = [None] * state.groups
    for name, index in state.groupdict.items():
        indexes[index] = name
    return code, flags | state.flags, state.groups - 1, dict(state.groupdict), tuple(indexes)


class Finder:
    """Finds modules of packages, and Python's own, where they were last time (`sys.meta_path`)."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the specification of a module that is as it was, else None."""
        known = self._shelf.modules.get(name)
        folder = path[0] if path else _LIBRARY if name in sys.stdlib_module_names else ""
        if known is None:
            return None
        _, origin, cached, time, size, code = known
        if folder != known[0] or _time_and_size(origin) != (time, size):
            del self._shelf.modules[name]  # so that what is found instead is kept
            return None
        spec = ModuleSpec(name, _Loader(name, origin, self._shelf.code(code)), origin=origin)
        spec.has_location = True
        spec.cached = cached
        if os.path.basename(origin) == "__init__.py":
            spec.submodule_search_locations = [os.path.dirname(origin)]
        return spec


class _Loader(SourceFileLoader):
    """Loads a module whose byte code is known already."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the byte code, from the module's own file if what is known cannot be read.

        As Python does with that file, this trusts what can be read: to sum up all byte code that a run loads
        takes a fiftieth of it.
        """
        from marshal import loads

        try:
            code: CodeType = loads(self._code)
        except (EOFError, ValueError, TypeError):
            return super().get_code(fullname)
        return code


def _loaded(known: dict[str, _Module]) -> Iterator[tuple[str, _Module]]:
    """Yield the modules of packages that this run has loaded from files of byte code that are in step."""
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if name in known or spec is None or type(spec.loader) is not SourceFileLoader:
            continue
        parent = name.rpartition(".")[0]
        folder = next(iter(getattr(sys.modules.get(parent), "__path__", ())), "") if parent else _LIBRARY
        place = os.path.dirname(spec.origin)
        if spec.submodule_search_locations is not None:
            place = os.path.dirname(place)
        if place != folder or (not parent and name not in sys.stdlib_module_names):
            continue
        time, size = _time_and_size(spec.origin)
        try:
            with open(spec.cached, "rb") as stream:
                data = stream.read()
        except (OSError, TypeError):
            continue
        if len(data) < _HEADER:
            continue
        marks = memoryview(data)[4:_HEADER].cast("I").tolist()
        if marks == [0, time // 10**9 & 0xFFFFFFFF, size & 0xFFFFFFFF]:
            code = data[_HEADER:]
            yield name, (folder, spec.origin, spec.cached, time, size, code)


def _dumped(data: Any) -> bytes | None:
    """Return what `marshal` writes for data; None if it cannot."""
    from marshal import dumps

    try:
        return dumps(data)
    except ValueError:
        return None


def _time_and_size(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return 0, -1
    return status.st_mtime_ns, status.st_size


def _path() -> str | None:
    """Return the file for this Python, where its byte code of this module would be."""
    cached = getattr(globals().get("__spec__"), "cached", None)
    if not isinstance(cached, str) or not cached.endswith(".pyc"):
        return None
    return f"{cached.removesuffix('.pyc')}.bin"


def _stamp() -> bytes:
    """Return what the file opens with: something else may follow from any other release."""
    try:
        status = os.stat(os.path.join(os.path.dirname(__file__), "phrases.py"))
        notation = f"{status.st_mtime_ns} {status.st_size}"
    except OSError:
        notation = ""
    return f"medlint {__version__} {notation} {sys.version}\n".encode()


def _sum(data: bytes | memoryview) -> int:
    # Python's own, of byte code that knows its source by it: nothing has to be loaded for it.
    return int.from_bytes(_imp.source_hash(_KEY, data)[:4])


def _write(path: str, index: tuple[Any, ...], codes: bytes | bytearray) -> bool:
    """Write the file in one step, so that another process sees all of it or none."""
    from array import array
    from marshal import dumps

    draft = f"{path}.{os.getpid()}"
    try:
        data = dumps(index)
        head = array("I", (_sum(data), len(data), len(codes))).tobytes()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "xb") as stream:
            stream.write(_stamp() + head + data + codes)
        os.replace(draft, path)
    except (OSError, ValueError):
        try:
            os.remove(draft)
        except OSError:
            pass
        return False
    return True
