"""The word lists of `rules/_vocabulary/`: plain data, loaded once and only when used."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from medlint._resources import folder


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return `rules/_vocabulary/<name>.yaml` as plain data (strings, numbers, lists, mappings)."""
    import yaml

    path = os.path.join(folder("rules"), "_vocabulary", f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(path, "rb") as stream:
        data: Mapping[str, Any] = yaml.load(stream, Loader=loader)
    return data
