"""Modules whose byte code is kept: those of packages, and Python's own.

A run loads two hundred, and to look for each in its folder, then for its byte code, takes longer than to
run it. A module whose package is somewhere else by now, or whose source has another time or size, is looked
for as ever.
"""

from __future__ import annotations

import os
import sys

from medlint._files import time_and_size

TYPE_CHECKING = False  # `importlib` and `typing` are loaded from the shelf, so they come later
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from types import CodeType, ModuleType

    from medlint._shelf.shelf import Module, Shelf
else:
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader

    ModuleType = type(sys)

_LIBRARY = os.path.dirname(os.__file__)
"""Where Python keeps its own modules."""
_HEADER = 16
"""Bytes before the code in a file of byte code: see `importlib`."""


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
        _, origin, cached, time, size, _ = known
        if folder != known[0] or time_and_size(origin) != (time, size):
            del self._shelf.modules[name]  # so that what is found instead is kept
            return None
        spec = ModuleSpec(name, _Loader(name, origin, self._shelf), origin=origin)
        spec.has_location = True
        spec.cached = cached
        if os.path.basename(origin) == "__init__.py":
            spec.submodule_search_locations = [os.path.dirname(origin)]
        return spec


class _Module(ModuleType):
    """A module that tells at once what it does not have.

    Each `from … import` asks a module for its `__path__`, which most do not have, and Python's own modules
    word an error message first that nobody reads: with the two thousand of a run that is a thirtieth of it.
    """

    __getattribute__ = object.__getattribute__


class _Loader(SourceFileLoader):
    """Loads a module whose byte code is known already."""

    def __init__(self, name: str, path: str, shelf: Shelf) -> None:
        super().__init__(name, path)
        self._shelf = shelf

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that is to be run."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Run a module."""
        super().exec_module(module)
        if "__getattr__" in vars(module):  # it has something to say about what it does not have
            module.__class__ = ModuleType

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the byte code, from the module's own file if what is known cannot be read."""
        return self._shelf.byte_code(fullname) or super().get_code(fullname)


def loaded(known: dict[str, Module]) -> Iterator[tuple[str, Module]]:
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
        time, size = time_and_size(spec.origin)
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
