"""Where the rules and schemas are: beside the package when installed, above it in a checkout."""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """Return the path of `rules` or `schemas`; an editable install reads the checkout's live one."""
    installed = os.path.join(_PACKAGE, name)
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), name)


def compiled(name: str) -> str | None:
    """Return the path of a compiled form of rules or word lists, or None if there is none in step."""
    path = os.path.join(_PACKAGE, "_compiled", f"{name}.json")
    return path if os.path.isfile(path) else None


def compiled_rules() -> str | None:
    """Return the path of the compiled rules."""
    return compiled("rules")
