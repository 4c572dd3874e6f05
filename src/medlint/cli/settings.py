"""`medlint check --show-settings`: what holds for a file and who says so, as a configuration to paste."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from medlint._records import NamedTuple
from medlint.cli.console import Failure
from medlint.cli.settings_lines import commented, file_name, key_of, toml, where

if TYPE_CHECKING:
    from medlint.config import Config, Selection
    from medlint.config.spans import Path
    from medlint.discover import Found

_RULES = ("select", "extend-select", "ignore", "severity")
_ELSEWHERE = ("extends", "overrides", *_RULES)
"""Keys whose outcome is shown instead of what they say."""


class _Given(NamedTuple):
    """What the command line or the environment says of a key."""

    value: Any
    origin: str


def shown(found: Found, given: Selection | None = None) -> Iterator[str]:
    """Yield the settings of the files as TOML, each with its origin in a comment; alike files together.

    Raises:
        ConfigError: a configuration cannot be used.
        Failure: a path gives no article, after what the others give.
    """
    from medlint.discover import config_of

    context = click.get_current_context(silent=True)
    files = [(article.path, config_of(article)) for article in found.articles]
    if found.stdin is not None:
        files.append((found.stdin.path or "stdin", config_of(found.stdin)))
    groups: dict[int, tuple[Config, list[str]]] = {}
    for path, resolved in files:
        groups.setdefault(id(resolved), (resolved, []))[1].append(path)
    for number, (config, names) in enumerate(groups.values()):
        if number:
            yield "\n"
        for line in _page(config, names, given, _options(context)):
            yield line + "\n"
    if found.obstacles:
        raise Failure("\n".join(f"{entry.path}: {entry.message}" for entry in found.obstacles))


def _options(context: click.Context | None) -> dict[str, _Given]:
    """Return the keys that options of the command line, or their variables, decide."""
    keys = {
        "profile": "profile",
        "fail_on": "fail-on",
        "max_warnings": "max-warnings",
        "output_format": "output-format",
        "baseline": "baseline",
        "exclude": "extend-exclude",
        "respect_gitignore": "respect-gitignore",
        "today": "today",
        "select": "select",
        "extend_select": "extend-select",
        "ignore": "ignore",
    }
    said: dict[str, _Given] = {}
    for name, key in keys.items():
        source = context.get_parameter_source(name) if context else None
        value = context.params.get(name) if context else None
        if source is None or source.name not in ("COMMANDLINE", "ENVIRONMENT") or value is None:
            continue
        option = name.replace("_", "-")
        flag = f"--no-{option}" if value is False else f"--{option}"
        variable = f"MEDLINT_{name.upper()}"
        said[key] = _Given(value, flag if source.name == "COMMANDLINE" else variable)
    return said


def _page(
    config: Config, names: Sequence[str], given: Selection | None, options: Mapping[str, _Given]
) -> Iterator[str]:
    from medlint.catalogue import profile
    from medlint.cli.settings_rules import rule_lines
    from medlint.config.files import merged
    from medlint.schema import builtin

    said: Mapping[str, Any] = reduce(merged, (part.data for part in config.parts), profile(config.profile))
    yield from _header(config, names)
    properties = builtin("config")["properties"]
    tables: list[str] = []
    for key, entry in properties.items():
        if key in _ELSEWHERE:
            continue
        if entry.get("type") == "object":
            tables += ["", f"[{key}]", *_table(config, key, entry, said.get(key, {}))]
        elif entry.get("type") == "array" and entry["items"].get("type") == "object":
            for item in said.get(key, ()):
                tables += ["", f"[[{key}]]", f"# {origin_of(config, (key,))}"]
                tables += [f"{name} = {toml(_near(value, name, config))}" for name, value in item.items()]
        else:
            yield from _line(config, (key,), entry, said, options.get(key))
    rules = rule_lines(config, given, options)
    yield from next(rules)
    yield from tables
    for lines in rules:
        yield from lines


def _header(config: Config, names: Sequence[str]) -> Iterator[str]:
    for name in names[:10]:
        yield f"# {name}"
    if len(names) > 10:
        yield f"# and {len(names) - 10:,} more files"
    files = list(dict.fromkeys(file_name(part.file) for part in reversed(config.parts)))
    own = next((file_name(part.file) for part in config.parts if part.file.path == config.path), "none")
    yield f"# configuration: {own}"
    for name in files:
        if name != own:
            yield f"# below it: {name}"
    for override in config.overrides:
        if any(part is override.part for part in config.parts):
            patterns = ", ".join(override.files)
            yield f"# {where(override.part, ())} ({patterns}) applies"
    yield ""


def _table(config: Config, name: str, entry: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    known = entry.get("properties", {})
    for key in (*known, *(key for key in said if key not in known)):
        yield from _line(config, (name, key), known.get(key, {}), said)


def _line(
    config: Config,
    path: Path,
    entry: Mapping[str, Any],
    said: Mapping[str, Any],
    given: _Given | None = None,
) -> Iterator[str]:
    """Yield the line of one setting; one without a value is a comment."""
    key = str(path[-1])
    origin = origin_of(config, path)
    if given:
        value, origin = given
        if key == "extend-exclude":  # the command line adds to it
            value = [*said.get(key, ()), *given.value]
    elif key == "profile":
        value = config.profile
    elif key in said:
        value = _near(said[key], key, config)
    elif "default" in entry:
        value = entry["default"]
    else:
        yield f"# {key} is not set"
        return
    yield from commented(f"{key_of(key)} = ", value, origin)


def origin_of(config: Config, path: Path) -> str:
    """Return who says what holds at a path: a place in a file, the profile, or nobody."""
    from medlint.catalogue import profile
    from medlint.config.files import origin, says

    index = origin(config.parts, path)
    if index >= 0:
        return where(config.parts[index], path, own=config.path)
    return f"profile {config.profile}" if says(profile(config.profile), path) else "default"


def _near(value: Any, key: str, config: Config) -> Any:
    """Return a path as the file at the root would write it."""
    if key not in ("baseline", "schema", "vocabulary") or not isinstance(value, str):
        return value
    root = (config.root or os.getcwd()).rstrip(os.sep) + os.sep
    return value.removeprefix(root).replace(os.sep, "/")
