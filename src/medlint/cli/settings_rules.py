"""The rules of `--show-settings`: which run and what they weigh, and which layer decided it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from medlint._records import NamedTuple
from medlint.cli.settings_lines import commented, where

if TYPE_CHECKING:
    from medlint.catalogue import Catalogue
    from medlint.config import Config, Selection
    from medlint.config.spans import Path
    from medlint.rule import Rule


class _Fate(NamedTuple):
    """What became of a rule: the layer that switched it on or off last, the one that weighs it."""

    runs: bool
    by: Selection | None
    weighed: Selection | None


def rule_lines(
    config: Config, given: Selection | None, options: Mapping[str, Any]
) -> Iterator[Iterator[str]]:
    """Yield the lines of `select`, which stand above all tables, then those of the table `severity`.

    Raises:
        ConfigError: a selector names no rule, or no rule is left.
    """
    from medlint.catalogue import builtin
    from medlint.config import plan_of

    catalogue = builtin()
    plan = plan_of(config, catalogue, given)
    fates = _fates(config, given, catalogue)
    codes = [step.rule.id for step in plan.steps]
    none = iter(("# no rule runs here; the end says why",))
    yield commented("select = ", codes, "the rules that run; the end says why") if codes else none
    yield _weights(config, fates, {step.rule.id: step.severity for step in plan.steps}, options)


def _fates(config: Config, given: Selection | None, catalogue: Catalogue) -> Mapping[str, _Fate]:
    from medlint.config import layers_of

    layers = (*config.layers, *((given,) if given else ()))
    fates: dict[str, _Fate] = {}
    for layer, chosen, weighed in layers_of(layers, catalogue):
        for rule in catalogue:
            before = fates.get(rule.id, _Fate(rule.id in chosen, None, None))
            runs = rule.id in chosen
            # A `select` decides anew of every rule that it names.
            decided = runs != before.runs or (runs and bool(layer.select))
            fates[rule.id] = _Fate(
                runs, layer if decided else before.by, layer if rule.id in weighed else before.weighed
            )
    return fates


def _weights(
    config: Config, fates: Mapping[str, _Fate], running: Mapping[str, Any], options: Mapping[str, Any]
) -> Iterator[str]:
    from medlint.catalogue import builtin

    yield ""
    yield "# What the rules weigh; a line that starts with # shows a rule's own severity."
    yield "[severity]"
    catalogue = builtin()
    silent = 0
    stopped: list[str] = []
    for rule in catalogue:
        fate = fates[rule.id]
        if rule.id in running:
            severity = running[rule.id]
            yield from _weight(rule, severity, _said(fate, rule, catalogue, options))
        elif fate.runs:
            stopped.append(f"# {rule.id} {rule.name}: off, {_ignored(config, rule, catalogue)}")
        elif fate.by is None:
            silent += 1
        else:
            stopped.append(f"# {rule.id} {rule.name}: off, {_layer(fate.by, rule, catalogue, options)}")
    if stopped or silent:
        yield ""
    yield from stopped
    if silent:
        yield f"# {silent} {'more rule is' if silent == 1 else 'rules are'} off by default"


def _weight(rule: Rule, severity: str | None, said: str) -> Iterator[str]:
    start = f"{rule.id} = " if severity else f"# {rule.id} = "
    yield from commented(start, severity or rule.severity, said, at=20)


def _said(fate: _Fate, rule: Rule, catalogue: Catalogue, options: Mapping[str, Any]) -> str:
    parts = [rule.name]
    if fate.by is not None:
        parts.append(f"on by {_layer(fate.by, rule, catalogue, options)}")
    if fate.weighed is not None:
        parts.append(_severity_of(fate.weighed, rule, catalogue))
    return "; ".join(parts)


def _layer(layer: Selection, rule: Rule, catalogue: Catalogue, options: Mapping[str, Any]) -> str:
    """Return which selector of a layer decided on a rule, and where it stands."""
    lists = {"select": layer.select, "extend-select": layer.extend_select, "ignore": layer.ignore}
    named = [
        (len(selector), key, index)
        for key, selectors in lists.items()
        for index, selector in enumerate(selectors)
        if rule.id in catalogue.select(selector)
    ]
    # A rule that no selector names is off because `select` names others.
    _, key, index = max(named, default=(0, "select", -1))
    if layer.part is not None:
        path: Path = (key, index) if index >= 0 else (key,)
        return where(layer.part, path, key=index < 0)
    if layer.said_by:
        return layer.said_by
    return options[key].origin if key in options else f"--{key}"


def _severity_of(layer: Selection, rule: Rule, catalogue: Catalogue) -> str:
    named = [name for name in layer.severities if rule.id in catalogue.select(name)]
    if layer.part is not None and named:
        return where(layer.part, ("severity", max(named, key=len)))
    return layer.said_by


def _ignored(config: Config, rule: Rule, catalogue: Catalogue) -> str:
    from medlint.config.files import origin

    for pattern, selectors in config.per_file_ignores:
        if any(rule.id in catalogue.select(name) and name in config.ignored for name in selectors):
            index = origin(config.parts, ("per-file-ignores", pattern))
            return where(config.parts[index], ("per-file-ignores", pattern))
    return "per-file-ignores"
