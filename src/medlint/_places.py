"""Where the rules and schemas are: beside this file in an installed medlint, at the top of a checkout."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))
CHECKOUT = os.path.dirname(os.path.dirname(PACKAGE))
PHRASES = "phrases"
"""The word list that the phrases of rules and of places to go insert by name."""
LISTS = (PHRASES, "signs", "dangers")
"""The word lists that the phrases of rules can insert by name; a later one can insert the earlier."""
PRESCRIPTION = "prescription"
"""The word list of medicines that phrases insert as one list."""
WARNED = ("remedies", "diagnoses")
"""The word lists of what authorities warn of, whose names phrases insert by field: `{remedies-names}`."""


def folder(name: str) -> str:
    """Return the path of `rules` or `schemas`; an editable install reads the checkout's live one."""
    installed = os.path.join(PACKAGE, name)
    return installed if os.path.isdir(installed) else os.path.join(CHECKOUT, name)


def vocabulary(name: str) -> str:
    """Return the path of a file of word lists."""
    return os.path.join(folder("rules"), "_vocabulary", f"{name}.yaml")


def stems(folder: str) -> list[str]:
    """Return the names of the YAML files in a folder, without their ending."""
    return sorted(file.removesuffix(".yaml") for file in os.listdir(folder) if file.endswith(".yaml"))
