"""All rules: loaded once, looked up by code, name, prefix or category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from medlint._resources import read_compiled
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
        given = wanted.lower()
        near = get_close_matches(given, names, 3, 0.6)
        # Of close codes, the one that begins alike is meant: MED1O5 is MED105 rather than MED215.
        near.sort(key=lambda key: -_common_start(key, given))
        return tuple(names[key] for key in near)


def _common_start(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


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
    """Return `{"rules": […], "profiles": {…}}`."""
    data: Mapping[str, Any] = read_compiled("rules")
    return data
