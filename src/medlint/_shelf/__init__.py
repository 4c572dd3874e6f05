"""Keeps what texts compile to beside Python's own compiled modules, and hands it out again.

To compile the regular expressions that one article needs takes as long as everything else in a short
run, and each run does it anew, because `re` keeps nothing on disk. Here the command line does: what it
compiles and reads goes into `__pycache__`, with the owner, trust and life of the byte code beside it. A file
of another release of Python or medlint, or a broken one, is not read.

Kept are what patterns and phrases compile to (`patterns`), the byte code of modules (`modules`), what the
word lists and rules say, as `marshal` writes it, which reads it in a third of the time that JSON takes, and
the byte code of the source that data classes and records are made of.
"""

from __future__ import annotations

import sys

from medlint._shelf.modules import Finder
from medlint._shelf.shelf import Shelf, path_of

TYPE_CHECKING = False  # `typing`, and all else that can be, is loaded from the shelf
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_RELEASES = ((3, 11), (3, 12), (3, 13), (3, 14))
"""Those of which `re` was read: what it calls in itself is private to it."""

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


def keep() -> None:
    """Write what this run has compiled, if a shelf is lent and Python writes byte code."""
    if _lent is not None and not sys.dont_write_bytecode:
        _lent.keep()


def lend() -> Shelf | None:
    """Let `re`, records and `medlint.phrases` use the shelf; return it, or None where it cannot be.

    Call it before modules that compile patterns are imported, and `keep` at the end of the run.
    """
    path = path_of()
    if path is None or sys.implementation.name != "cpython" or sys.version_info[:2] not in _RELEASES:
        return None
    shelf = Shelf(path)
    finder = Finder(shelf)
    sys.meta_path.insert(0, finder)  # first, for `re` and what it needs are modules themselves
    try:
        _lend_patterns(shelf)
    except (ImportError, AttributeError):
        sys.meta_path.remove(finder)
        return None
    global _lent  # noqa: PLW0603 - a process has one shelf, as it has one `re`
    _lent = shelf
    from medlint import _records, phrases

    serve(_records)
    phrases.know(shelf.phrases)
    return shelf


def _lend_patterns(shelf: Shelf) -> None:
    """Let `re` take from the shelf what patterns compile to.

    Raises:
        ImportError, AttributeError: this is not the `re` that was read.
    """
    import re
    from importlib import import_module

    from medlint._shelf.patterns import compile_with, straight, taker

    sre = import_module("_sre")
    compiler, parser = import_module("re._compiler"), import_module("re._parser")
    if memoryview(b"").cast("I").itemsize != sre.CODESIZE:
        raise ImportError("codes of another size")
    taken = taker(shelf, sre)
    vars(compiler)["compile"] = compile_with(taken, shelf, compiler, parser)
    vars(re)["_compile"] = straight(taken, vars(re)["_compile"])
