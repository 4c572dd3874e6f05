"""Patterns as .gitignore writes them. pathspec is imported only where there is one: it costs 41 ms."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@cache
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Return what matches paths; `ValueError` if one of the patterns is none."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def is_pattern(line: str) -> bool:
    """Tell whether a line is a pattern."""
    try:
        spec((line,))
    except ValueError:
        return False
    return True


def translate(pattern: str) -> str:
    """Return a name in which `*` stands for anything as a regular expression."""
    return ".*".join(re.escape(part) for part in pattern.split("*"))


def below(absolute: str, root: str) -> str:
    """Return a path relative to a folder; one outside of it keeps only what a pattern can name."""
    base = root.rstrip(os.sep) + os.sep
    path = absolute[len(base) :] if absolute.startswith(base) else absolute.lstrip(os.sep)
    return path.replace(os.sep, "/")
