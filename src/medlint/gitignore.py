"""What git ignores in a folder, by the files that say so.

Most of these files only list names ("build/", "*.log", "/site/"). Such a file becomes one regular expression
over names; of any other pathspec makes patterns, which takes longer than to walk a thousand articles.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.patterns import below, is_pattern, spec, translate

if TYPE_CHECKING:
    from pathspec.pattern import Pattern

_NAME = re.compile(r"(/?)((?!\.\.?/?\Z)(?!.*\*\*)[\w.*+@~%-]+)(/?)", re.ASCII)
"""A name, perhaps with `*` for any part of it; `/` in front: only in this folder, behind: only folders."""


class _Names(NamedTuple):
    """Names that are ignored: those of folders only, or of files too, here or here and below."""

    folders_here: re.Pattern[str]
    files_here: re.Pattern[str]
    folders: re.Pattern[str]
    files: re.Pattern[str]


class Ignoring(NamedTuple):
    """What one file says of the folder that it stands in, and of those below."""

    base: str
    names: _Names | None
    patterns: tuple[tuple[Pattern, bool], ...] = ()
    """Where it says more: what pathspec made, the last first, and whether only folders are meant."""


def git_above(folder: str) -> tuple[Ignoring, ...]:
    """Return what git ignores by files above a folder, up to its repository; the nearest last."""
    above: list[str] = []
    at = folder
    while not os.path.exists(os.path.join(at, ".git")):
        parent = os.path.dirname(at)
        if parent == at:
            return ()
        above.append(parent)
        at = parent
    config_home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    found = (
        *ignore_file(os.path.join(config_home, "git", "ignore"), at),
        *ignore_file(os.path.join(at, ".git", "info", "exclude"), at),
    )
    for parent in reversed(above):
        found = (*found, *ignore_file(os.path.join(parent, ".gitignore"), parent))
    return found


def ignore_file(path: str, base: str) -> tuple[Ignoring, ...]:
    """Return what a file ignores in a folder, nothing if there is no such file or no pattern in it."""
    try:
        with open(path, "rb") as stream:
            lines = stream.read().decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").split("\n")
    except OSError:
        return ()
    told = tuple(line for line in lines if line.strip() and not line.startswith("#"))
    if not told:
        return ()
    names = _names(told)
    if names is not None:
        return (Ignoring(base, names),)
    try:
        return (Ignoring(base, None, _patterns(told)),)
    except ValueError:  # git skips a pattern that it cannot read, so the others must hold
        return (Ignoring(base, None, _patterns(tuple(line for line in told if is_pattern(line)))),)


@cache
def _names(lines: tuple[str, ...]) -> _Names | None:
    """Return the names that lines list, or None if one of them says more than a name."""
    listed: dict[tuple[bool, bool], list[str]] = {(a, b): [] for a in (True, False) for b in (True, False)}
    for line in lines:
        match = _NAME.fullmatch(line)
        if match is None:
            return None
        here, folders = bool(match[1]), bool(match[3])
        listed[here, folders].append(translate(match[2]))
        if not folders:
            listed[here, True].append(translate(match[2]))
    return _Names(
        folders_here=_any_of(listed[True, True]),
        files_here=_any_of(listed[True, False]),
        folders=_any_of(listed[False, True]),
        files=_any_of(listed[False, False]),
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(names) or r"(?!)", re.S)


@cache
def _patterns(lines: tuple[str, ...]) -> tuple[tuple[Pattern, bool], ...]:
    made = zip(spec(lines).patterns, lines, strict=True)
    return tuple((pattern, line.rstrip().endswith("/")) for pattern, line in made)[::-1]


def is_ignored(absolute: str, is_folder: bool, files: tuple[Ignoring, ...]) -> bool:
    """Tell whether git ignores a path: the last pattern of the nearest file that says anything decides.

    Only patterns that match the path itself count: what is said of a folder was heard on the way down.
    `GitIgnoreSpec.check_file` would let `!folder` bring back files that a file farther up ignores.
    """
    folder, _, name = absolute.rpartition(os.sep)
    for base, names, patterns in reversed(files):
        if names is not None:
            here = folder == base.rstrip(os.sep)
            if (names.folders if is_folder else names.files).fullmatch(name):
                return True
            if here and (names.folders_here if is_folder else names.files_here).fullmatch(name):
                return True
            continue
        path = below(absolute, base) + ("/" if is_folder else "")
        for pattern, folders_only in patterns:
            if pattern.include is None or (folders_only and not is_folder):
                continue
            if _is_about(pattern, path):
                return pattern.include
    return False


def _is_about(pattern: Pattern, path: str) -> bool:
    """Tell whether a pattern matches a path itself, not a folder above it or only what is in it."""
    found = pattern.match_file(path)
    if found is None:
        return False
    match = found.match
    mark = match.end("ps_d") if "ps_d" in match.re.groupindex else -1
    if mark != -1:
        any_folder = match.start() == match.start("ps_d")  # pathspec makes of `*/` a search for a slash
        return mark == len(path) or (any_folder and path.endswith("/"))
    return not path.endswith("/") or pattern.match_file(path[:-1]) is not None
