"""Patterns as .gitignore writes them. pathspec is imported only where there is one: it costs 41 ms."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_PLAIN = re.compile(r"!?[./*]*\w[\w./*-]*")
"""Lines that are patterns for sure."""


@cache
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Return what matches paths; `ValueError` if one of the patterns is none."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except re.error as error:
        raise ValueError(str(error)) from None


@cache
def is_pattern(line: str) -> bool:
    """Tell whether a line is a pattern."""
    if _PLAIN.fullmatch(line):
        return True
    try:
        spec((line,))
    except ValueError:
        return False
    return True


def no_pattern(line: str) -> str:
    """Return what to say of a line that is no pattern."""
    return f'"{line}" is not a pattern that .gitignore knows'


def matches(patterns: tuple[str, ...], absolute: str, root: str) -> bool:
    """Tell whether a path matches one of the patterns, which count from a folder."""
    return spec(patterns).match_file(below(absolute, root))


def translate(pattern: str) -> str:
    """Return a name in which `*` stands for anything as a regular expression."""
    return ".*".join(re.escape(part) for part in pattern.split("*"))


def below(absolute: str, root: str) -> str:
    """Return a path relative to a folder; one outside of it keeps only what a pattern can name."""
    path = absolute[len(os.path.join(root, "")) :] if is_below(absolute, root) else absolute.lstrip(os.sep)
    return path.replace(os.sep, "/")


def is_below(absolute: str, folder: str) -> bool:
    """Tell whether a path lies in a folder, at any depth."""
    return absolute.startswith(os.path.join(folder, ""))
