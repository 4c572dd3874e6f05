"""All rules: loaded once, looked up by code, name, prefix or category."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from medlint._resources import compiled_rules, folder
from medlint.rule import Rule, from_data


class UnknownRuleError(ValueError):
    """A selector names no rule; `suggestions` are the nearest selectors that do."""

    def __init__(self, selector: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(selector)
        self.selector = selector
        self.suggestions = suggestions


class Catalogue:
    """The rules in the order of their codes."""

    __slots__ = ("rules",)

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules

    def __iter__(self) -> Iterator[Rule]:
        """Yield the rules in the order of their codes."""
        return iter(self.rules)

    def find(self, key: str) -> Rule | None:
        """Return the rule with this code or name, in any case."""
        code, name = key.upper(), key.lower()
        return next((rule for rule in self.rules if rule.id == code or rule.name == name), None)

    def select(self, selector: str) -> frozenset[str]:
        """Return the codes that a selector covers.

        A selector is a code, a name, the beginning of a code (`MED2`), a category or `ALL`.

        Raises:
            UnknownRuleError: nothing goes by that name.
        """
        wanted = selector.strip()
        if wanted.upper() == "ALL":
            return frozenset(rule.id for rule in self.rules)
        rule = self.find(wanted)
        if rule is not None:
            return frozenset((rule.id,))
        code, category = wanted.upper(), wanted.lower()
        found = frozenset(
            rule.id
            for rule in self.rules
            if rule.category == category or (code.startswith("MED") and rule.id.startswith(code))
        )
        if not found:
            raise UnknownRuleError(wanted, self._nearest(wanted))
        return found

    def _nearest(self, wanted: str) -> tuple[str, ...]:
        from difflib import get_close_matches

        names: dict[str, str] = {}
        for rule in self.rules:
            names |= {rule.id.lower(): rule.id, rule.name: rule.name, rule.category: rule.category}
        return tuple(names[key] for key in get_close_matches(wanted.lower(), names, 3, 0.6))


def profile_names() -> tuple[str, ...]:
    """Return the names of the built-in profiles."""
    return tuple(sorted(_data()["profiles"]))


def profile(name: str) -> Mapping[str, Any]:
    """Return a built-in profile as plain data; `KeyError` if there is none of that name."""
    data: Mapping[str, Any] = _data()["profiles"][name]
    return data


@cache
def builtin() -> Catalogue:
    """Return the built-in rules."""
    return Catalogue(tuple(from_data(entry, entry["category"]) for entry in _data()["rules"]))


@cache
def _data() -> Mapping[str, Any]:
    """Return `{"rules": […], "profiles": {…}}`, from the compiled file if it is as new as the rules."""
    path = compiled_rules()
    if path:
        with open(path, encoding="utf-8") as stream:
            data: Mapping[str, Any] = json.load(stream)
        return data
    return compile_rules(folder("rules"))


def compile_rules(root: str) -> Mapping[str, Any]:
    """Return the rules and profiles under `root` as one plain value, in the order of their codes."""
    rules = []
    for category in sorted(os.listdir(root)):
        if category.startswith("_") or not os.path.isdir(os.path.join(root, category)):
            continue
        for _, entry in _yaml_files(os.path.join(root, category)):
            rules.append({**entry, "category": category})
    profiles = dict(_yaml_files(os.path.join(root, "_profiles")))
    return {"rules": sorted(rules, key=lambda entry: str(entry["id"])), "profiles": profiles}


def _yaml_files(root: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for name in sorted(os.listdir(root)):
        stem, suffix = os.path.splitext(name)
        if suffix == ".yaml":
            with open(os.path.join(root, name), "rb") as stream:
                yield stem, yaml.load(stream, Loader=loader)
