"""Configuration: which file holds it, what it says, and the plan that comes of it.

Nearest wins and nothing is merged from farther up: in one folder `.medlint.toml`, then `medlint.toml`,
then a `pyproject.toml` with `[tool.medlint]`; then the folder above; last the user's own file. What a file
`extends` lies below it, its `overrides` on top of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from medlint._records import NamedTuple
from medlint.config.files import (
    NAMES,
    ConfigError,
    File,
    Override,
    Part,
    error_at,
    merged,
    nearest,
    parts_of,
    read,
    validate,
)
from medlint.config.settings import settings_of
from medlint.settings import Settings

if TYPE_CHECKING:
    from medlint.catalogue import Catalogue
    from medlint.config.spans import Path
    from medlint.finding import FailOn, Severity
    from medlint.plan import Plan

__all__ = [
    "BASELINE_NAME",
    "NAMES",
    "Config",
    "ConfigError",
    "Selection",
    "baseline_of",
    "finder",
    "for_file",
    "layers_of",
    "plan_of",
]

BASELINE_NAME = "medlint-baseline.json"
_LISTS = ("select", "extend-select", "ignore")
_Chosen = frozenset[str]


class Selection(NamedTuple):
    """One layer of choices about rules: the profile's, a file's, an override's or the command line's."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    said_by: str = ""
    """The configuration file; empty for the command line, `profile …` for a profile."""
    part: Part | None = None
    """What in that file says it."""


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
    parts: tuple[Part, ...] = ()
    """What it was made of, the lowest first: extended files, the file itself, overrides that apply."""
    overrides: tuple[Override, ...] = ()
    """All overrides, whether they apply or not; a later one lies on top."""
    given_profile: str = ""
    """The command line's profile, which no file and no override can change."""


def all_parts(config: Config) -> tuple[Part, ...]:
    """Return all that a configuration is made of, with overrides that do not apply."""
    return (*config.parts, *(override.part for override in config.overrides))


def finder(*, config: str = "", isolated: bool = False, profile: str = "") -> Callable[[str], Config]:
    """Return the function from a folder to the configuration that holds there.

    With `config` or `isolated` it is the same everywhere; `profile` overrides the file's. That function
    raises `ConfigError`.
    """
    made: dict[str, Config] = {}
    known: dict[str, str] = {}

    def find(folder: str) -> Config:
        path = "" if isolated else config or nearest(os.path.abspath(folder), known)
        if path not in made:
            file = read(path) if path else None
            if config and file is None:
                raise ConfigError("has no table [tool.medlint]", config)
            root = os.getcwd() if config or not path else os.path.dirname(os.path.abspath(path))
            parts, overrides = _chain(file, root) if file else ((), ())
            for override in overrides:
                # A mistake in an override is told even if none of today's files match it.
                _make(path, root, profile, (*parts, override.part), overrides)
            made[path] = _make(path, root, profile, parts, overrides)
        return made[path]

    return find


def baseline_of(config: Config) -> str:
    """Return where the accepted findings of a configuration are, or would be."""
    return config.baseline or os.path.join(config.root or ".", BASELINE_NAME)


def _chain(file: File, folder: str) -> tuple[tuple[Part, ...], tuple[Override, ...]]:
    """Return what a file (its paths count from `folder`) and those that it extends say, the lowest first."""
    validate(file)
    said = [parts_of(file, folder)]
    if "extends" in file.data:
        from medlint.config.extends import extended

        said = [*(parts_of(below, home) for below, home in extended(file)), *said]
    return tuple(part for part, _ in said), tuple(entry for _, overrides in said for entry in overrides)


def for_file(config: Config, path: str) -> Config:
    """Return the configuration that holds for one file; files for which the same holds share one object.

    Raises:
        ConfigError: the overrides that apply contradict each other.
    """
    if not (config.per_file_ignores or config.overrides):
        return config
    from medlint.patterns import matches

    absolute = os.path.abspath(path)
    ignores = tuple(
        index
        for index, (pattern, _) in enumerate(config.per_file_ignores)
        if matches((pattern,), absolute, config.root)
    )
    overriding = tuple(
        index
        for index, override in enumerate(config.overrides)
        if matches(override.files, absolute, config.root)
    )
    key = (id(config), ignores, overriding)
    if key not in _made_for:
        made = config
        if overriding:
            parts = (*config.parts, *(config.overrides[index].part for index in overriding))
            made = _make(config.path, config.root, config.given_profile, parts, config.overrides)
            # What the command line leaves out stays left out, and its day stays today.
            settings = made.settings._replace(today=config.settings.today)
            made = made._replace(extend_exclude=config.extend_exclude, settings=settings)
        if ignores:
            names = (name for index in ignores for name in config.per_file_ignores[index][1])
            made = made._replace(ignored=tuple(dict.fromkeys(names)))
        # The configuration itself is kept, so that its identity is not given to another.
        _made_for[key] = (config, made)
    return _made_for[key][1]


_made_for: dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[Config, Config]] = {}


def _check_patterns(data: Mapping[str, Any], parts: Sequence[Part], overrides: Sequence[Override]) -> None:
    """Refuse what is no pattern, wherever one stands."""
    from medlint.patterns import is_pattern, no_pattern

    for place, pattern in _patterns(data):
        if not is_pattern(pattern):
            raise error_at(parts, no_pattern(pattern), place, key=place[-1] == pattern)
    for override in overrides:
        for index, pattern in enumerate(override.files):
            if not is_pattern(pattern):
                raise override.part.file.error(no_pattern(pattern), (*override.part.at, "files", index))


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield the patterns of files, and where each stands."""
    for key in ("include", "exclude", "extend-exclude"):
        yield from (((key, index), pattern) for index, pattern in enumerate(data.get(key, ())))
    yield from ((("per-file-ignores", pattern), pattern) for pattern in data.get("per-file-ignores", ()))
    for at, entry in enumerate(data.get("schemas", ())):
        yield from ((("schemas", at, "files", i), pattern) for i, pattern in enumerate(entry["files"]))


def _make(
    path: str, root: str, profile: str, parts: tuple[Part, ...], overrides: tuple[Override, ...]
) -> Config:
    """Return the configuration that parts make, each laid over those before it."""
    from medlint.catalogue import profile as built_in

    name = _profile_name(profile, parts)
    base = built_in(name)
    data: Mapping[str, Any] = reduce(merged, (part.data for part in parts), base)
    exclude = data.get("exclude")
    _check_patterns(data, parts, overrides)
    return Config(
        path=path,
        root=root,
        profile=name,
        layers=(
            _selection(base, f"profile {name}"),
            *(_selection(part.data, part.file.path, part) for part in parts),
        ),
        fail_on=data.get("fail-on", "error"),
        output_format=data.get("output-format", ""),
        include=tuple(data.get("include", ())),
        exclude=None if exclude is None else tuple(exclude),
        extend_exclude=tuple(data.get("extend-exclude", ())),
        respect_gitignore=data.get("respect-gitignore", True),
        per_file_ignores=tuple(
            (key, tuple(value)) for key, value in data.get("per-file-ignores", {}).items()
        ),
        max_warnings=data.get("max-warnings"),
        baseline=data.get("baseline", ""),
        settings=settings_of(data, root, parts),
        parts=parts,
        overrides=overrides,
        given_profile=profile,
    )


def _profile_name(given: str, parts: Sequence[Part]) -> str:
    """Return the profile that holds; refuse a name that is none, wherever it stands."""
    from medlint.catalogue import profile_names

    names = profile_names()
    said = [(part, str(part.data["profile"])) for part in parts if "profile" in part.data]
    for part, name in (*said, *(((None, given),) if given else ())):
        if name not in names:
            from medlint.config.check import suggestion

            near = suggestion(name, names) or "."
            message = f'no profile is called "{name}"{near} There are: {", ".join(names)}.'
            if part is None:
                raise ConfigError(message, "--profile")
            raise part.file.error(message, (*part.at, "profile"))
    return given or (said[-1][1] if said else "core")


def _selection(data: Mapping[str, Any], said_by: str, part: Part | None = None) -> Selection:
    select, extend, ignore = (tuple(data.get(key, ())) for key in _LISTS)
    return Selection(select, extend, ignore, data.get("severity", {}), said_by, part)


def plan_of(config: Config, catalogue: Catalogue, given: Selection | None = None) -> Plan:
    """Return the plan of a configuration, with the choices `given` on the command line on top.

    A later layer is judged on its own: what it says of a rule holds, however exactly an earlier one put it.

    Raises:
        ConfigError: a selector names no rule, no rule is left, or a schema cannot be used.
    """
    from medlint.plan import Plan, Step

    layers = (*config.layers, *((given,) if given else ()))
    _check_all(config, layers, catalogue)
    severities: dict[str, Severity] = {}
    steps_up = list(layers_of(layers, catalogue))
    chosen = steps_up[-1][1]
    for _, _, weighed in steps_up:
        severities |= weighed
    _check_schemas(config, catalogue)
    if not chosen:
        _refuse_nothing(config, layers, catalogue)
    ignored = (catalogue.select(name) for name in config.ignored)
    chosen = chosen.difference(*ignored) if config.ignored else chosen
    steps = (Step(rule, severities.get(rule.id)) for rule in catalogue if rule.id in chosen)
    return Plan(tuple(steps), config.settings.dated())


def layers_of(
    layers: Sequence[Selection], catalogue: Catalogue
) -> Iterator[tuple[Selection, _Chosen, Mapping[str, Severity]]]:
    """Yield each layer with the rules that run by it and those below, and the severities it sets itself.

    The first is what the rules themselves say.
    """
    from medlint.catalogue import Catalogue
    from medlint.plan import make_plan

    chosen = frozenset(rule.id for rule in catalogue if rule.enabled)
    yield Selection(), chosen, {}
    for layer in layers:
        if layer.select or layer.extend_select or layer.ignore:
            current = Catalogue(tuple(rule._replace(enabled=rule.id in chosen) for rule in catalogue))
            chosen = make_plan(
                current,
                Settings(),
                select=layer.select,
                extend_select=layer.extend_select,
                ignore=layer.ignore,
            ).rule_ids()
        severities: dict[str, Severity] = {}
        if layer.severities:
            weighed = make_plan(catalogue, Settings(), select=("ALL",), severities=layer.severities)
            severities = {step.rule.id: step.severity for step in weighed.steps if step.severity}
        yield layer, chosen, severities


def _refuse_nothing(config: Config, layers: Sequence[Selection], catalogue: Catalogue) -> None:
    """Refuse to check nothing at all; overrides may free their own files of every rule."""
    general = [layer for layer in layers if layer.part is None or not layer.part.at]
    below, (last, chosen, _) = list(layers_of(general, catalogue))[-2:]
    if chosen and len(general) != len(layers):
        return
    if below[1] and not last.said_by:
        raise ConfigError("no rule is left to check; see `--select` and `--ignore`")
    raise ConfigError("no rule is left to check; see `select` and `ignore`", config.path)


def _check_all(config: Config, layers: Sequence[Selection], catalogue: Catalogue) -> None:
    """Refuse selectors that name no rule, in what holds here and in what holds only for other files."""
    overriding = (
        _selection(override.part.data, override.part.file.path, override.part)
        for override in config.overrides
    )
    errors = [error for layer in (*layers, *overriding) for error in _wrong_selectors(layer, catalogue)]
    lists: list[tuple[Path, tuple[str, ...]]] = [
        (("per-file-ignores", pattern), selectors) for pattern, selectors in config.per_file_ignores
    ]
    for base, selectors in (*lists, (("require-reason",), config.settings.require_reason)):
        for index, selector in enumerate(selectors):
            message = _unknown(selector, catalogue)
            if message:
                errors.append(error_at(config.parts, message, (*base, index)))
    if errors:
        raise ConfigError.of(errors)


def _wrong_selectors(layer: Selection, catalogue: Catalogue) -> Iterator[ConfigError]:
    named: list[tuple[Path, str]] = [(("severity", name), name) for name in layer.severities]
    for key, selectors in zip(_LISTS, (layer.select, layer.extend_select, layer.ignore), strict=True):
        named += [((key, index), selector) for index, selector in enumerate(selectors)]
    for path, selector in named:
        message = _unknown(selector, catalogue)
        if message and layer.part:
            yield layer.part.file.error(message, (*layer.part.at, *path), key=path[0] == "severity")
        elif message:
            yield ConfigError(message, layer.said_by or f"--{path[0]}")


def _unknown(selector: str, catalogue: Catalogue) -> str:
    """Return what to say of a selector that names no rule, or ""."""
    from medlint.catalogue import UnknownRuleError

    try:
        catalogue.select(selector)
    except UnknownRuleError as error:
        return error.said
    return ""


def _check_schemas(config: Config, catalogue: Catalogue) -> None:
    """Refuse a schema that no article could be held to, before any is read."""
    if not config.settings.schemas:
        return
    from medlint.schema import BrokenSchemaError
    from medlint.schema.check import check_schema

    said = next(part.data["schemas"] for part in reversed(config.parts) if "schemas" in part.data)
    for index, entry in enumerate(said):
        try:
            check_schema(entry["schema"], lambda key: catalogue.find(key) is not None)
        except BrokenSchemaError as error:
            message = f"the schema cannot be used: {error}"
            raise error_at(config.parts, message, ("schemas", index, "schema")) from None
