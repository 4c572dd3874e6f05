"""What results depend on besides the article: the plan, the program, the day and the folder it runs in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

from medlint import __version__
from medlint._files import time_and_size
from medlint._places import PACKAGE
from medlint.cache import digest
from medlint.plan import Plan

_LIBRARIES = ("mistune", "jsonschema", "yaml")
"""What reads articles for medlint: another version may read them differently."""


def key_of(plan: Plan) -> bytes:
    """Return 16 bytes that are others as soon as the same article may come to other results."""
    settings = plan.settings
    # Where no day is given dates are judged by the real ones, so that results hold for those only.
    day = settings.day(), settings.latest_day()
    schemas = [_mark(path) for _, path in settings.schemas]
    steps = [(step.rule.id, step.severity) for step in plan.steps]
    told = repr((_program(), os.getcwd(), day, schemas, steps, settings))
    return digest(told.encode("utf-8", "surrogatepass"))


@cache
def _program() -> str:
    """Return what tells this medlint from others, edited ones included."""
    checkout = os.path.dirname(os.path.dirname(PACKAGE))
    folders = [PACKAGE]
    if not os.path.isdir(os.path.join(PACKAGE, "rules")):
        folders += (os.path.join(checkout, "rules"), os.path.join(checkout, "schemas"))
    marks = [mark for folder in folders for mark in _marks(folder)]
    return repr((__version__, sys.version, sorted(marks), [_library(name) for name in _LIBRARIES]))


def _marks(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of each file of a folder and of those below it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(("__", ".")):
                    yield from _marks(entry.path)
            elif entry.name.endswith((".py", ".yaml", ".json")):
                yield entry.name, *time_and_size(entry)


def _library(name: str) -> tuple[str, int, int] | None:
    """Return what tells a library's version, without loading it."""
    from importlib.machinery import PathFinder

    found = PathFinder.find_spec(name)
    return _mark(found.origin) if found is not None and found.origin else None


def _mark(path: str) -> tuple[str, int, int]:
    return path, *time_and_size(path)
