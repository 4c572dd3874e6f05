"""Configuration: which file holds it, what it says, and the plan that comes of it.

Nearest wins and nothing is merged from farther up: in one folder `.medlint.toml`, then `medlint.toml`,
then a `pyproject.toml` with `[tool.medlint]`; then the folder above; last the user's own file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from medlint._records import NamedTuple
from medlint.settings import DisclaimerSettings, ReadingTimeSettings, Settings, TagSettings
from medlint.source import Position

if TYPE_CHECKING:
    from medlint.catalogue import Catalogue
    from medlint.config_spans import Path
    from medlint.finding import Severity
    from medlint.plan import Plan

FailOn = Literal["error", "warning", "note", "never"]
NAMES = (".medlint.toml", "medlint.toml", "pyproject.toml")
BASELINE_NAME = "medlint-baseline.json"
_LISTS = ("select", "extend-select", "ignore")


class ConfigError(Exception):
    """The configuration, or what the command line says in its place, cannot be used.

    `str()` gives `path:line:column: message`, without what is not known.
    """

    def __init__(self, message: str, path: str = "", position: Position | None = None) -> None:
        where = path and (f"{path}:{position.line}:{position.column}: " if position else f"{path}: ")
        super().__init__(where + message)


class Selection(NamedTuple):
    """One layer of choices about rules: the profile's, the file's or the command line's."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    said_by: str = ""
    """The configuration file; empty for the command line, `profile …` for a profile."""


class Config(NamedTuple):
    """Everything a run needs to know; patterns count from `root`."""

    path: str = ""
    root: str = ""
    profile: str = "core"
    layers: tuple[Selection, ...] = ()
    fail_on: FailOn = "error"
    output_format: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    max_warnings: int | None = None
    """More warnings than this exit with 1; None: any number may pass."""
    baseline: str = ""
    """The file of accepted findings (absolute); empty: `BASELINE_NAME` in `root`, if it is there."""
    ignored: tuple[str, ...] = ()
    """Selectors of rules that do not run for the file this was made for, whatever else selects them."""
    settings: Settings = Settings()


class _File(NamedTuple):
    """A configuration file as read: its data, and where in the file they stand."""

    path: str
    text: str
    data: Mapping[str, Any]
    prefix: Path

    def error(self, message: str, path: Path = (), *, key: bool = False) -> ConfigError:
        from medlint.config_spans import locate

        return ConfigError(message, self.path, locate(self.text, self.prefix + path, key=key))


def finder(*, config: str = "", isolated: bool = False, profile: str = "") -> Callable[[str], Config]:
    """Return the function from a folder to the configuration that holds there.

    With `config` or `isolated` it is the same everywhere; `profile` overrides the file's. That function
    raises `ConfigError`.
    """
    made: dict[str, Config] = {}
    nearest: dict[str, str] = {}

    def find(folder: str) -> Config:
        path = "" if isolated else config or _nearest(os.path.abspath(folder), nearest)
        if path not in made:
            file = _read(path) if path else None
            if config and file is None:
                raise ConfigError("has no table [tool.medlint]", config)
            root = os.getcwd() if config or not path else os.path.dirname(os.path.abspath(path))
            made[path] = _make(file, root, profile)
        return made[path]

    return find


def for_file(config: Config, path: str) -> Config:
    """Return the configuration that holds for one file; files for which the same holds share one object."""
    if not config.per_file_ignores:
        return config
    from medlint.discover import matches

    absolute = os.path.abspath(path)
    here = tuple(
        index
        for index, (pattern, _) in enumerate(config.per_file_ignores)
        if matches((pattern,), absolute, config)
    )
    key = (id(config), here)
    if key not in _made_for:
        ignored = tuple(name for index in here for name in config.per_file_ignores[index][1])
        # The configuration itself is kept, so that its identity is not given to another.
        _made_for[key] = (config, config._replace(ignored=ignored) if here else config)
    return _made_for[key][1]


_made_for: dict[tuple[int, tuple[int, ...]], tuple[Config, Config]] = {}


def plan_of(config: Config, catalogue: Catalogue, given: Selection | None = None) -> Plan:
    """Return the plan of a configuration, with the choices `given` on the command line on top.

    A later layer is judged on its own: what it says of a rule holds, however exactly an earlier one put it.

    Raises:
        ConfigError: a selector names no rule, no rule is left, or a schema cannot be used.
    """
    from medlint.catalogue import Catalogue
    from medlint.plan import Plan, Step, make_plan

    severities: dict[str, Severity] = {}
    chosen = frozenset(rule.id for rule in catalogue if rule.enabled)
    for layer in (*config.layers, *((given,) if given else ())):
        _check_selectors(layer, catalogue)
        if layer.select or layer.extend_select or layer.ignore:
            current = Catalogue(tuple(rule._replace(enabled=rule.id in chosen) for rule in catalogue))
            chosen = make_plan(
                current,
                config.settings,
                select=layer.select,
                extend_select=layer.extend_select,
                ignore=layer.ignore,
            ).rule_ids()
        if layer.severities:
            weighed = make_plan(catalogue, config.settings, select=("ALL",), severities=layer.severities)
            severities |= {step.rule.id: step.severity for step in weighed.steps if step.severity}
    for pattern, selectors in config.per_file_ignores:
        _check_selectors(Selection(ignore=selectors, said_by=config.path), catalogue, pattern)
    _check_schemas(config, catalogue)
    if chosen and config.ignored:
        chosen = chosen.difference(*(catalogue.select(name) for name in config.ignored))
    elif not chosen:
        raise ConfigError("no rule is left to check; see `select` and `ignore`", config.path)
    steps = (Step(rule, severities.get(rule.id)) for rule in catalogue if rule.id in chosen)
    return Plan(tuple(steps), config.settings)


def _check_selectors(layer: Selection, catalogue: Catalogue, pattern: str = "") -> None:
    from medlint.catalogue import UnknownRuleError

    named: list[tuple[Path, str]] = [(("severity", name), name) for name in layer.severities]
    for key, selectors in zip(_LISTS, (layer.select, layer.extend_select, layer.ignore), strict=True):
        base: Path = ("per-file-ignores", pattern) if pattern else (key,)
        named += [((*base, index), selector) for index, selector in enumerate(selectors)]
    for path, selector in named:
        try:
            catalogue.select(selector)
        except UnknownRuleError as error:
            near = " or ".join(f'"{name}"' for name in error.suggestions)
            more = f"; did you mean {near}?" if near else "; `medlint rules` lists all"
            message = f'no rule, category or beginning of a code is called "{selector}"{more}'
            file = _read(layer.said_by) if os.path.isfile(layer.said_by) else None
            if file is not None:
                raise file.error(message, path, key=path[0] == "severity") from None
            raise ConfigError(message, layer.said_by or f"--{path[0]}") from None


def _nearest(folder: str, known: dict[str, str]) -> str:
    """Return the configuration file that holds in a folder, or ""."""
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
        if os.path.isfile(path) and (name != "pyproject.toml" or _read(path) is not None):
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
    return path if base and os.path.isfile(path) else ""


def _read(path: str) -> _File | None:
    """Return a configuration file, or None for a `pyproject.toml` that says nothing of medlint."""
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

    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, text, str(error)) from None
    except RecursionError:
        raise ConfigError("is nested too deeply", path) from None
    prefix: Path = ("tool", "medlint") if project else ()
    for part in prefix:
        data = data.get(part) if isinstance(data, dict) else None
    if data is None:
        return None
    return _File(path, text, _plain(data), prefix)


def _broken(path: str, text: str, message: str) -> ConfigError:
    import re

    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    position = Position(int(place[1]), int(place[2])) if place else Position(text.count("\n") + 1, 1)
    message = message[: place.start()] if place else message.removesuffix(" (at end of document)")
    return ConfigError(f"not valid TOML: {message[:1].lower()}{message[1:]}", path, position)


def _plain(data: Any) -> Any:
    """Return TOML data with dates as the text that they are written as."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


def _make(file: _File | None, root: str, profile: str) -> Config:
    from medlint.catalogue import profile as built_in
    from medlint.catalogue import profile_names

    own: Mapping[str, Any] = file.data if file else {}
    if file:
        _validate(file)
    name = profile or str(own.get("profile", "core"))
    if name not in profile_names():
        from medlint.config_check import suggestion

        message = f'no profile is called "{name}"{suggestion(name, profile_names())}'
        message += f" There are: {', '.join(profile_names())}."
        if file is None or profile:
            raise ConfigError(message, "--profile")
        raise file.error(message, ("profile",))
    base = built_in(name)
    data = _merged(base, own)
    exclude = data.get("exclude")
    return Config(
        path=file.path if file else "",
        root=root,
        profile=name,
        layers=(_selection(base, f"profile {name}"), *((_selection(own, file.path),) if file else ())),
        fail_on=data.get("fail-on", "error"),
        output_format=data.get("output-format", ""),
        include=tuple(data.get("include", ())),
        exclude=None if exclude is None else tuple(exclude),
        extend_exclude=tuple(data.get("extend-exclude", ())),
        respect_gitignore=data.get("respect-gitignore", True),
        baseline=os.path.join(root, data["baseline"]) if "baseline" in data else "",
        per_file_ignores=tuple(
            (key, tuple(value)) for key, value in data.get("per-file-ignores", {}).items()
        ),
        settings=_settings(data, root, file),
    )


def _validate(file: _File) -> None:
    import json

    from medlint._resources import folder
    from medlint.config_check import check

    with open(os.path.join(folder("schemas"), "config.schema.json"), encoding="utf-8") as stream:
        schema = json.load(stream)
    for wrong in check(file.data, schema):
        raise file.error(wrong.message, wrong.path, key=wrong.at_key)


def _selection(data: Mapping[str, Any], said_by: str) -> Selection:
    select, extend, ignore = (tuple(data.get(key, ())) for key in _LISTS)
    return Selection(select, extend, ignore, data.get("severity", {}), said_by)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `own` laid over it, table by table."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict) and key != "vocabulary"
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _settings(data: Mapping[str, Any], root: str, file: _File | None) -> Settings:
    speeds = _fields(data.get("reading-time", {}))
    if "words_per_minute" in speeds:
        speeds["house"] = speeds.pop("words_per_minute")
    tags = _fields(data.get("tags", {}))
    if "vocabulary" in tags:
        tags["vocabulary"] = _vocabulary(data["tags"]["vocabulary"], root, file)
    settings = Settings(
        disclaimer=DisclaimerSettings(**_fields(data.get("disclaimer", {}))),
        reading_time=ReadingTimeSettings(**speeds),
        tags=TagSettings(**tags),
        spellings={
            spelling: field for field, names in data.get("metadata", {}).items() for spelling in names
        },
        schemas=tuple(_schemas(data, root, file)),
        root=root,
        language=data.get("language", ""),
        locale=data.get("locale", ""),
        today=data.get("today", ""),
        max_file_size=data.get("max-file-size", Settings().max_file_size),
        guesses_count=data.get("guesses-count", False),
    )
    _check_settings(settings, file)
    return settings


def _check_settings(settings: Settings, file: _File | None) -> None:
    """Refuse what no schema can: ranges that end before they begin, a day that does not exist."""
    time, tags = settings.reading_time, settings.tags
    wrong: Path = ()
    if settings.today:
        from datetime import date

        try:
            date.fromisoformat(settings.today)
        except ValueError:
            wrong, message = ("today",), f'"today": there is no day {settings.today}'
    if time.slowest > time.fastest:
        wrong, message = ("reading-time", "slowest"), f'"slowest" is over "fastest" ({time.fastest})'
    if time.slowest_reader > time.fastest_reader:
        wrong = ("reading-time", "slowest-reader")
        message = f'"slowest-reader" is over "fastest-reader" ({time.fastest_reader})'
    if tags.minimum > tags.maximum:
        wrong, message = ("tags", "minimum"), f'"minimum" is over "maximum" ({tags.maximum})'
    if wrong:
        raise file.error(message, wrong) if file else ConfigError(message)


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }


def _check_schemas(config: Config, catalogue: Catalogue) -> None:
    """Refuse a schema that no article could be held to, before any is read."""
    if not config.settings.schemas:
        return
    from medlint.schema import BrokenSchemaError, check_schema

    try:
        for path in dict.fromkeys(path for _, path in config.settings.schemas):
            check_schema(path, lambda key: catalogue.find(key) is not None)
    except BrokenSchemaError as error:
        raise ConfigError(f"the schema cannot be used: {error}", config.path) from None


def _schemas(data: Mapping[str, Any], root: str, file: _File | None) -> Iterator[tuple[str, str]]:
    for index, entry in enumerate(data.get("schemas", ())):
        path = os.path.join(root, entry["schema"])
        if file and not os.path.isfile(path):
            raise file.error(f"there is no file {path}", ("schemas", index, "schema"))
        for pattern in entry["files"]:
            yield pattern, path


def _vocabulary(given: object, root: str, file: _File | None) -> Mapping[str, object]:
    """Return a vocabulary as a mapping from each tag to what is said of it."""
    if isinstance(given, str):
        from medlint.config_tags import VocabularyError, read_vocabulary

        try:
            given = read_vocabulary(os.path.join(root, given))
        except VocabularyError as error:
            raise (
                file.error(str(error), ("tags", "vocabulary")) if file else ConfigError(str(error))
            ) from None
    if isinstance(given, Mapping):
        return {str(key): value for key, value in given.items()}
    assert isinstance(given, (list, tuple))
    return {str(tag): {} for tag in given}
