"""Reads the plainest command lines, which are nearly all, without click.

To load click takes a tenth of a run on one article, and all it does for `medlint check FILE` is to fill in
defaults. So `check` with options of `medlint.cli.parameters`, spelt out and used as they are meant, is read
here. Whatever else there is, a slip or a variable MEDLINT_… for instance, is left to click, which says what
is wrong and how it is put right: nothing is refused here, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from medlint._records import NamedTuple
from medlint.cli.console import COLORS, MisuseError, is_terminal, wants_color
from medlint.cli.parameters import CHECK, FILES, FIXES, GATE, Option

_OPTIONS = (*FILES, *GATE, *FIXES, *CHECK)
_OTHERS = ("interactive", "show_settings")
"""Options whose commands ask click for something."""


class Line(NamedTuple):
    """What a command line says: paths, the value of every option by its name, and whether to colour."""

    paths: tuple[str, ...]
    options: dict[str, Any]
    color: bool


def read(arguments: Sequence[str], environment: Mapping[str, str]) -> Line | None:
    """Return what `medlint check` is told by its arguments, or None if click is to read them."""
    if any(name.lstrip("_").startswith("MEDLINT_") for name in environment):
        return None
    names = {name: option for option in _OPTIONS for name in _names(option)}
    paths: list[str] = []
    given: dict[str, list[str]] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
            continue
        name, values = _read(argument, names, rest)
        if not values:
            return None
        given.setdefault(name, []).extend(values)
    color = given.pop("--color", ["auto"])[-1]
    try:
        options = {option.key: _value(option, given) for option in _OPTIONS}
    except (MisuseError, ValueError):
        return None
    if color not in COLORS or any(options[name] for name in _OTHERS):
        return None
    return Line(tuple(paths), options, wants_color(color, environment, is_terminal()))


def _read(argument: str, names: Mapping[str, Option], rest: Iterator[str]) -> tuple[str, list[str]]:
    """Return the option that an argument names, and its values, none if that is not plain."""
    short = argument[:2]
    if short in names and names[short].takes == "count" and set(argument[1:]) == {short[1]}:
        return short, [""] * (len(argument) - 1)
    name, equals, value = argument.partition("=")
    option = names.get(name)
    if option is None and name != "--color":
        return "", []
    if option is not None and option.takes in ("flag", "switch", "count"):
        return name, [] if equals else [""]
    if not equals:
        value = next(rest, "-")
        if value.startswith("-"):
            return "", []
    return name, [value]


def _names(option: Option) -> list[str]:
    return [name for names in option.names for name in names.split("/")]


def _value(option: Option, given: Mapping[str, list[str]]) -> Any:
    """Return the value of an option.

    Raises:
        ValueError, MisuseError: click is to say what is wrong with it.
    """
    names = _names(option)
    values = [value for name in names for value in given.get(name, ())]
    if option.takes == "count":
        return len(values)
    if option.takes == "texts":
        return option.read(tuple(values)) if option.read is not None else tuple(values)
    if len(values) > 1:
        raise ValueError(f"{option.names[0]} is given twice")
    if option.takes == "flag":
        return bool(values)
    if option.takes == "switch":
        return names[1] not in given
    if not values:
        return option.default
    if option.takes == "choice" and values[0] not in option.choices:
        raise ValueError(values[0])
    if option.takes == "number":
        if not (values[0].isascii() and values[0].isdecimal()):
            raise ValueError(values[0])
        return int(values[0])
    return option.read(values[0]) if option.read is not None else values[0]
