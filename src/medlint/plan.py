"""Configuration and catalogue become a Plan: which checks run, with which severity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module

from medlint._records import NamedTuple
from medlint.catalogue import Catalogue
from medlint.document import Document
from medlint.finding import Hit, Severity
from medlint.rule import Rule
from medlint.settings import Settings

Check = Callable[[Document, Settings, Rule], Iterator[Hit]]
"""A check reads a document and yields hits; it never chooses a severity or formats a message."""


class Step(NamedTuple):
    """One rule to run. `severity` is None where the rule's own, and its messages', hold."""

    rule: Rule
    severity: Severity | None


class Plan(NamedTuple):
    """What runs on every article; frozen and picklable."""

    steps: tuple[Step, ...]
    settings: Settings

    def rule_ids(self) -> frozenset[str]:
        """Return the codes of the rules that run."""
        return frozenset(step.rule.id for step in self.steps)


def make_plan(  # noqa: PLR0913 - the four selections of a command line or configuration
    catalogue: Catalogue,
    settings: Settings,
    *,
    select: tuple[str, ...] = (),
    extend_select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    severities: Mapping[str, Severity] | None = None,
) -> Plan:
    """Return the plan for a selection.

    `select` replaces the rules that are on by default. Where selectors of both sides cover a rule, the
    longer one wins, and `ignore` wins a tie. `severities` maps selectors to severities; the longest wins.

    Raises:
        UnknownRuleError: a selector names no rule.
    """
    weights = {} if select else {rule.id: 0 for rule in catalogue if rule.enabled}
    for selector in (*select, *extend_select):
        weight = _weight(catalogue, selector)
        for code in catalogue.select(selector):
            weights[code] = max(weights.get(code, 0), weight)
    for selector in ignore:
        weight = _weight(catalogue, selector)
        for code in catalogue.select(selector):
            if weights.get(code, 0) <= weight:
                weights.pop(code, None)
    chosen: dict[str, Severity] = {}
    given = severities or {}
    for selector in sorted(given, key=lambda selector: _weight(catalogue, selector)):
        chosen |= dict.fromkeys(catalogue.select(selector), given[selector])
    steps = tuple(Step(rule, chosen.get(rule.id)) for rule in catalogue if rule.id in weights)
    return Plan(steps, settings)


def _weight(catalogue: Catalogue, selector: str) -> int:
    """Rank a selector by how much it says: ALL, a category, a prefix by its length, a code or name."""
    selector = selector.strip()
    if selector.upper() == "ALL":
        return 1
    if catalogue.find(selector):
        return 100
    return len(selector) if selector.upper().startswith("MED") else 2


@cache
def check_of(kind: str, check: str) -> Check:
    """Return the function that a rule names: `kinds.<kind>.check`, or `checks.<module>.<function>`."""
    if kind == "check":
        module, _, function = check.partition(".")
        found: Check = getattr(import_module(f"medlint.checks.{module}"), function)
        return found
    general: Check = import_module(f"medlint.kinds.{kind.replace('-', '_')}").check
    return general
