"""`extends`: the files and packages that a configuration lies on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from medlint.config.files import File, no_file, plain, read, validate

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from medlint.config.spans import Path

GROUP = "medlint.config"
"""The entry points by which a package offers a configuration."""


def extended(file: File) -> list[tuple[File, str]]:
    """Return the files below a valid one, the lowest first, each with the folder its paths count from.

    A file that is reached twice counts where it is first reached, so that it never lies over one that
    extends it.

    Raises:
        ConfigError: a file or package is not there, is wrong, or extends itself.
    """
    found: dict[str, tuple[File, str]] = {}
    _add(file, os.path.dirname(os.path.abspath(file.path)), (os.path.realpath(file.path),), found)
    return list(found.values())


def _add(file: File, folder: str, above: tuple[str, ...], found: dict[str, tuple[File, str]]) -> None:
    """Add what a file of a folder extends; `above` are the files that led to it, itself the last."""
    given = file.data.get("extends", ())
    for index, name in enumerate((given,) if isinstance(given, str) else given):
        place: Path = ("extends",) if isinstance(given, str) else ("extends", index)
        path, beside = _path_of(name, folder, file, place)
        key = os.path.realpath(path) if isinstance(path, str) else f"package {name}"
        if key in above:
            names = [os.path.basename(step) for step in (*above[above.index(key) :], key)]
            raise file.error(f'"extends" goes round in a circle: {" → ".join(names)}', place)
        if key in found:
            continue
        if isinstance(path, str):
            below = read(path)
            if below is None:
                raise file.error(f"{path} has no table [tool.medlint]", place)
        else:
            below = File(key, None, plain(path))
        validate(below)
        _add(below, beside, (*above, key), found)
        found[key] = (below, beside)


def _path_of(name: str, folder: str, file: File, place: Path) -> tuple[str | Mapping[str, Any], str]:
    """Return what a name stands for, a file (absolute) or a package's mapping, and the folder it lies in."""
    if not (name.endswith(".toml") or "/" in name or "\\" in name):
        return _of_package(name, file, place)
    path = os.path.normpath(os.path.join(folder, os.path.expanduser(name)))
    if not os.path.isfile(path):
        near = "" if os.path.lexists(path) else _near(path)
        raise file.error(f"{no_file(path)}{near}", place)
    return path, os.path.dirname(path)


def _near(path: str) -> str:
    from medlint.config.check import suggestion

    try:
        names = [name for name in os.listdir(os.path.dirname(path)) if name.endswith(".toml")]
    except OSError:
        return ""
    return suggestion(os.path.basename(path), names)


def _of_package(name: str, file: File, place: Path) -> tuple[str | Mapping[str, Any], str]:
    """Return the path or mapping that an installed package offers."""
    from importlib.metadata import entry_points

    offered = list(entry_points(group=GROUP))
    entry = next((entry for entry in offered if _goes_by(entry, name)), None)
    if entry is None:
        from medlint.config.check import suggestion

        names = sorted({entry.name for entry in offered})
        near = suggestion(name, names) or "; the name of a file ends in .toml"
        raise file.error(f'no installed package offers a configuration "{name}"{near}', place)
    try:
        given = entry.load()
        path = given if isinstance(given, Mapping) else os.fspath(given)
    except Exception as error:  # a package's own code may fail in any way
        reason = " ".join(str(error).split()) or type(error).__name__
        raise file.error(f'the configuration "{name}" could not be loaded: {reason}', place) from None
    if isinstance(path, Mapping):
        return path, _folder_of(entry)
    if not isinstance(path, str) or not os.path.isfile(path):
        raise file.error(f'the configuration "{name}" is neither a file nor a table: {path!r}', place)
    path = os.path.abspath(path)
    return path, os.path.dirname(path)


def _goes_by(entry: EntryPoint, name: str) -> bool:
    """Tell whether an entry point, or the package it comes from, has this name."""
    wanted = _canonical(name)
    return _canonical(entry.name) == wanted or (
        entry.dist is not None and _canonical(entry.dist.name) == wanted
    )


def _canonical(name: str) -> str:
    """Return a name as package indexes compare it (PEP 503)."""
    return name.replace("_", "-").replace(".", "-").lower()


def _folder_of(entry: EntryPoint) -> str:
    import sys

    file = getattr(sys.modules.get(entry.module), "__file__", None)
    return os.path.dirname(os.path.abspath(file)) if file else os.curdir
