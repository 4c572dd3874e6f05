"""The word lists of `rules/_vocabulary/`: plain data, loaded once and only when used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from medlint.resources import read_compiled


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return `rules/_vocabulary/<name>.yaml` as plain data (strings, numbers, lists, mappings).

    Raises:
        FileNotFoundError: there is no such file.
    """
    data: Mapping[str, Any] = read_compiled(name)
    return data


def house_wording(language: str) -> Mapping[str, str]:
    """Return what hints quote of the house's wording, by their place-holders, in a language that has one."""
    house = load("house")
    words = house.get(language.partition("-")[0], house["en"])
    return {
        "disclaimer_heading": words["disclaimer"]["heading"],
        "help_heading": words["help"]["heading"],
        **{f"{name}_sentence": said for name, said in words["disclaimer"]["sentences"].items()},
    }
