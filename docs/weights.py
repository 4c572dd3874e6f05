"""What each rule weighs in each profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from medlint.catalogue import builtin, profile_names
from medlint.config import finder, plan_of
from medlint.discover import gathered
from medlint.rule import Rule

FIRST = "core"
"""The profile that holds where none is named; the others come after it."""


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles, the usual one first."""
    return (FIRST, *(name for name in profile_names() if name != FIRST))


@cache
def severities(profile: str, *, in_folder: bool = False) -> Mapping[str, str]:
    """Return what each rule that runs in a profile weighs there, or weighs for files of folders."""
    config = finder(isolated=True, profile=profile)(".")
    plan = plan_of(gathered(config) if in_folder else config, builtin())
    return {step.rule.id: step.severity or step.rule.severity for step in plan.steps}


def weight(rule: Rule, profile: str) -> str:
    """Return a rule's severity in a profile, for which files if not for all, or "off"."""
    found = severities(profile).get(rule.id)
    in_folders = severities(profile, in_folder=True).get(rule.id)
    return found or (f"{in_folders} in folders" if in_folders else "off")
