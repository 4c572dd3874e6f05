"""All rules: loaded once, looked up by code, name, prefix or category."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from medlint.rule import Rule, compiled_rules, from_data

_DIGITS = str.maketrans("olisb", "01158")


class UnknownRuleError(ValueError):
    """A selector names no rule."""

    def __init__(self, selector: str, nearest: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__(selector)
        self.selector = selector
        self._nearest = nearest

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The nearest selectors that name a rule; they take long to find."""
        return self._nearest(self.selector)

    @property
    def said(self) -> str:
        """What is wrong, and what to say instead."""
        return f'no rule, category or beginning of a code is called "{self.selector}"{self.instead}'

    @property
    def instead(self) -> str:
        """What to say behind a message: the nearest selectors, or where all are listed."""
        near = " or ".join(f'"{name}"' for name in self.suggestions)
        return f"; did you mean {near}?" if near else "; `medlint rules` lists all"


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
            raise UnknownRuleError(wanted, self._nearest)
        return found

    def _nearest(self, wanted: str) -> tuple[str, ...]:
        from difflib import get_close_matches

        names: dict[str, str] = {}
        for rule in self.rules:
            names |= {rule.id.lower(): rule.id, rule.name: rule.name, rule.category: rule.category}
        given = wanted.lower()
        code = given.startswith("med") and len(given) < 8
        if code:  # a letter in a code is meant for the digit that it looks like
            given = "med" + given[3:].translate(_DIGITS)
        near = get_close_matches(given, names, len(names), 0.6)
        if code:
            # A slip leaves the other digits where they are: MED1O4 means MED104, not MED514.
            near.sort(key=lambda key: -sum(a == b for a, b in zip(key, given, strict=False)))
        return tuple(names[key] for key in near[:3])


def profile_names() -> tuple[str, ...]:
    """Return the names of the built-in profiles."""
    return tuple(sorted(compiled_rules()["profiles"]))


def profile(name: str) -> Mapping[str, Any]:
    """Return a built-in profile as plain data; `KeyError` if there is none of that name."""
    data: Mapping[str, Any] = compiled_rules()["profiles"][name]
    return data


@cache
def builtin() -> Catalogue:
    """Return the built-in rules."""
    return Catalogue(tuple(from_data(entry, entry["category"]) for entry in compiled_rules()["rules"]))
