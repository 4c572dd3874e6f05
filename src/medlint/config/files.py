"""Configuration files: where they lie, what they hold, and where in them something is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from medlint._records import NamedTuple
from medlint.source import Position

if TYPE_CHECKING:
    from medlint.config.spans import Path

NAMES = (".medlint.toml", "medlint.toml", "pyproject.toml")


class ConfigError(Exception):
    """The configuration, or what the command line says in its place, cannot be used.

    `str()` gives `path:line:column: message`, without what is not known; a line for each thing that is wrong.
    """

    def __init__(self, message: str, path: str = "", position: Position | None = None) -> None:
        where = path and (f"{path}:{position.line}:{position.column}: " if position else f"{path}: ")
        super().__init__((where + message).replace("\n", "\\n"))

    @classmethod
    def of(cls, errors: Iterable[ConfigError]) -> ConfigError:
        """Return the error that says all that several say, a line each and nothing twice."""
        made = cls("")
        made.args = ("\n".join(dict.fromkeys(map(str, errors))),)
        return made


class File(NamedTuple):
    """A configuration file as read: its data, and where in the file they stand."""

    path: str
    text: str | None
    """None for what a package gives as a mapping: nothing in it has a line."""
    data: Mapping[str, Any]
    prefix: Path = ()

    def position(self, path: Path, *, key: bool = False) -> Position | None:
        """Return where the value (or, with `key`, the key) at `path` stands; None if it has no place."""
        if self.text is None:
            return None
        from medlint.config.spans import locate

        return locate(self.text, self.prefix + path, key=key)

    def error(self, message: str, path: Path = (), *, key: bool = False) -> ConfigError:
        """Return the error that something is wrong at `path`."""
        return ConfigError(message, self.path, self.position(path, key=key))


class Part(NamedTuple):
    """What one file says, or one override in it (`at`); paths in `data` are absolute."""

    file: File
    at: Path
    data: Mapping[str, Any]


class Override(NamedTuple):
    """What holds only for the files that match the patterns."""

    files: tuple[str, ...]
    part: Part


def parts_of(file: File, folder: str) -> tuple[Part, tuple[Override, ...]]:
    """Return what a valid file says of all articles, and of some; its paths count from `folder`."""
    data = _anchored(file.data, folder)
    overrides = tuple(
        Override(tuple(entry.pop("files")), Part(file, ("overrides", index), entry))
        for index, entry in enumerate(data.pop("overrides", ()))
    )
    return Part(file, (), data), overrides


def _anchored(data: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """Return the data with absolute paths."""
    made = dict(data)
    if "baseline" in data:
        made["baseline"] = os.path.normpath(os.path.join(folder, data["baseline"]))
    tags = data.get("tags", {})
    if isinstance(tags.get("vocabulary"), str):
        made["tags"] = {**tags, "vocabulary": os.path.join(folder, tags["vocabulary"])}
    if "schemas" in data:
        made["schemas"] = [
            {**entry, "schema": os.path.join(folder, entry["schema"])} for entry in data["schemas"]
        ]
    if "overrides" in data:
        made["overrides"] = [_anchored(entry, folder) for entry in data["overrides"]]
    return made


def files_of(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the files that parts are made of: their own, vocabularies of tags, schemas."""
    for part in parts:
        yield part.file.path
        yield from vocabularies((part,))
        yield from (entry["schema"] for entry in part.data.get("schemas", ()))


def vocabularies(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the files that tags are read from."""
    for part in parts:
        path = part.data.get("tags", {}).get("vocabulary")
        if isinstance(path, str):
            yield path


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `own` laid over it, table by table; a list takes the place of a list."""
    made = dict(base)
    for key, value in own.items():
        below = made.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping) and key != "vocabulary"
        made[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return made


def origin(parts: Sequence[Part], path: Path) -> int:
    """Return the index of the part whose word counts at `path`: the last that says it; -1 if none does."""
    for index in range(len(parts) - 1, -1, -1):
        if says(parts[index].data, path):
            return index
    return -1


def says(data: Any, path: Path) -> bool:
    """Tell whether data holds a value at a path."""
    for step in path:
        if isinstance(data, Mapping):
            inside = step in data
        else:
            inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not inside:
            return False
        data = data[step]
    return True


def error_at(parts: Sequence[Part], message: str, path: Path, *, key: bool = False) -> ConfigError:
    """Return the error that a value (or, with `key`, a key) is wrong, placed where the last part says it."""
    for length in range(len(path), 0, -1):
        index = origin(parts, path[:length])
        if index >= 0:
            return parts[index].file.error(message, parts[index].at + path, key=key)
    return parts[-1].file.error(message) if parts else ConfigError(message)


def nearest(folder: str, known: dict[str, str]) -> str:
    """Return the configuration file that holds in a folder (absolute), or ""; `known` remembers."""
    passed: list[str] = []
    found = None
    while folder not in known:
        passed.append(folder)
        found = _in_folder(folder)
        above = os.path.dirname(folder)
        if found or above == folder:
            break
        folder = above
    path = known[folder] if folder in known else found or _of_user()
    known |= dict.fromkeys(passed, path)
    return path


def _in_folder(folder: str) -> str | None:
    for name in NAMES:
        path = os.path.join(folder, name)
        if _is_there(path) and (name != "pyproject.toml" or read(path) is not None):
            return path
    return None


def _of_user() -> str:
    if sys.platform == "win32":
        base = os.environ.get("APPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    path = os.path.join(base, "medlint", "medlint.toml")
    return path if base and _is_there(path) else ""


def _is_there(path: str) -> bool:
    """Tell whether there is a configuration file; what has its name and cannot be one is not passed over.

    Raises:
        ConfigError: it is a link to nothing, a folder or a pipe.
    """
    if not os.path.lexists(path):
        return False
    told = _odd(path)
    if told:
        raise ConfigError(f"{told}; put a file there, or remove it", path)
    return True


def no_file(path: str) -> str:
    """Return what to say of a path at which no file is."""
    told = _odd(path)
    return f"{path} {told}" if told else f"there is no file {path}"


def _odd(path: str) -> str:
    """Return what is at a path in place of a file, as a phrase for people; "" for a file or nothing."""
    if os.path.isfile(path) or not os.path.lexists(path):
        return ""
    if not os.path.exists(path):
        return "is a symbolic link to nothing"
    return "is a folder" if os.path.isdir(path) else "is not a file"


def read(path: str) -> File | None:
    """Return a configuration file, or None for a `pyproject.toml` that says nothing of medlint.

    Raises:
        ConfigError: it cannot be read, or is no TOML.
    """
    try:
        with open(path, "rb") as stream:
            text = stream.read().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        reason = str(error.strerror).lower() if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"cannot read the configuration: {reason}", path) from None
    project = os.path.basename(path) == "pyproject.toml"
    if project and "medlint" not in text:
        return None
    import tomllib

    prefix: Path = ("tool", "medlint") if project else ()
    try:
        data: Any = tomllib.loads(text)
        for part in prefix:
            data = data.get(part) if isinstance(data, dict) else None
        return None if data is None else File(path, text, plain(data), prefix)
    except tomllib.TOMLDecodeError as error:
        from medlint.config.syntax import explained

        said, position = explained(text, str(error))
        raise ConfigError(f"not valid TOML: {said}", path, position) from None
    except RecursionError:
        raise ConfigError("is nested too deeply", path, _deepest(text)) from None
    except ValueError:
        raise ConfigError("this number has too many digits", path, _longest_number(text)) from None


def _deepest(text: str) -> Position:
    """Return where the line stands that nests the most."""
    lines = text.split("\n")
    deepest = max(range(len(lines)), key=lambda number: sum(map(lines[number].count, ".[{")))
    return Position(deepest + 1, 1)


def _longest_number(text: str) -> Position:
    """Return where the longest row of digits stands."""
    import re

    from medlint.source import Source

    longest = max(re.finditer("[0-9_]+", text), key=lambda row: row.end() - row.start())
    return Source("", text).position(longest.start())


def plain(data: Any) -> Any:
    """Return data with dates as the text that they are written as."""
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [plain(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


def validate(file: File) -> None:
    """Hold a file against `config.schema.json`.

    Raises:
        ConfigError: all that is wrong, the first thing of each place.
    """
    from medlint.config.check import check
    from medlint.schema import builtin

    errors: dict[Path, ConfigError] = {}
    for wrong in check(file.data, builtin("config")):
        if wrong.path not in errors:
            errors[wrong.path] = file.error(wrong.message, wrong.path, key=wrong.at_key)
    if errors:
        raise ConfigError.of(errors.values())
