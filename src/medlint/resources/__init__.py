"""The rules and word lists in their compiled form, which loads without a YAML parser.

An installed medlint carries `rules/`, `schemas/` and `_compiled/` in its package. A checkout has the
first two at its top and compiles on demand into `.medlint_cache/`; the compiled file's name states
what it was made from, so that an edited rule is never read from an old file.

Compiled files are JSON: the format of `marshal`, which loads faster, belongs to one version of one
interpreter. What they say is kept in it by that interpreter (`medlint._shelf`). What the phrases of rules
compile to is nine tenths of all and seldom needed: it is text, a line a group of phrases below the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from medlint import _shelf
from medlint._files import contents, mark, remove, replace, time_and_size
from medlint._places import CHECKOUT, LISTS, PACKAGE, PHRASES, PRESCRIPTION, WARNED, folder, stems, vocabulary

if TYPE_CHECKING:
    from medlint._files import Contents

_FLAGS = "red-flags"
_MADE_BY = ("resources", "phrases")
"""The packages that shape the data, beside `_packed` and `slugs`."""
_INSERTS = {"routes": PHRASES}
"""Word lists whose phrases insert those of another."""


def names() -> list[str]:
    """Return what can be read: `rules`, `pages`, the red flags and each topic of them, all word lists."""
    root = folder("rules")
    topics = (f"{_FLAGS}-{stem}" for stem in stems(os.path.join(root, _FLAGS)))
    return ["rules", "pages", _FLAGS, *topics, *stems(os.path.join(root, "_vocabulary"))]


def read_compiled(name: str) -> Any:
    """Return rules and profiles for a run (`rules`), the rest of the rules (`pages`), or word lists.

    `red-flags` says how to know each topic, `red-flags-<topic>` which signs belong to it.

    Reads the compiled form if there is one in step with the YAML, else the YAML, whose compiled form
    is then kept for next time. A compiled file that is gone, broken or cannot be written costs time only.

    Raises:
        FileNotFoundError: there are no word lists of that name.
    """
    path = compiled(name)
    if path is not None:
        try:
            return _read(path)
        except (OSError, ValueError, RecursionError):
            remove(path)
    from medlint.resources.from_yaml import from_yaml

    data = from_yaml(name)
    path = _target(name)
    if path is not None:
        _write(path, data)
    return data


def compiled(name: str) -> str | None:
    """Return the path of a compiled file that is in step with the YAML, or None if there is none."""
    installed = os.path.join(PACKAGE, "_compiled", f"{name}.json")
    if os.path.isfile(installed):
        return installed
    path = _target(name)
    return path if path is not None and os.path.isfile(path) else None


def _read(path: str) -> Any:
    head = _shelf.data(path, lambda: _head(contents(path)))
    return _with_lines(head, contents(path)) if _has_lines(head) else head


def to_bytes(data: Any) -> bytes:
    """Return a compiled file's contents.

    Raises:
        ValueError: JSON cannot say the same (a key that is no string, an infinite number).
        TypeError: JSON cannot say it at all (a date).
    """
    from medlint.resources.from_yaml import to_json

    if not _has_lines(data):
        return to_json(data).encode()
    lines: list[bytes] = []
    rules = [dict(rule) for rule in data["rules"]]
    for rule in rules:
        packed = rule.get("params", {}).get("packed")
        if packed:
            numbers = range(len(lines), len(lines) + len(packed))
            rule["params"] = {**rule["params"], "packed": dict(zip(packed, numbers, strict=True))}
            lines += packed.values()
    lines.append(data["book"]["words"])
    book = {key: value for key, value in data["book"].items() if key != "words"}
    head = {**data, "rules": rules, "book": book, "lines": [len(line) for line in lines]}
    return b"\n".join((to_json(head).encode(), *lines))


def from_bytes(contents: bytes) -> Any:
    """Return what a compiled file says.

    Raises:
        ValueError: it is broken.
    """
    head = _head(contents)
    return _with_lines(head, contents) if _has_lines(head) else head


def _has_lines(data: Any) -> bool:
    """Tell whether data are the rules, whose phrases stand apart."""
    return isinstance(data, Mapping) and "book" in data


def _head(contents: Contents) -> Any:
    import json

    end = contents.find(b"\n")
    return json.loads(contents[:end] if end >= 0 else contents[:])


def _with_lines(head: dict[str, Any], contents: Contents) -> Any:
    """Return rules with the lines of their phrases and, last, of the words in them, read when asked for."""
    lengths = head.pop("lines")
    end = len(contents) - sum(lengths) - len(lengths)
    if end < 0 or contents.find(b"\n") != end:
        raise ValueError("lines are missing")
    view, lines = memoryview(contents), []
    for length in lengths:
        start, end = end + 1, end + 1 + length
        lines.append(view[start:end])
    for rule in head["rules"]:
        packed = rule.get("params", {}).get("packed")
        if packed:
            rule["params"]["packed"] = {name: lines[number] for name, number in packed.items()}
    head["book"]["words"] = lines[-1]
    return head


def _target(name: str) -> str | None:
    """Return where a checkout keeps the compiled form of the YAML as it is now; None if installed."""
    rules = os.path.join(CHECKOUT, "rules")
    if os.path.isdir(os.path.join(PACKAGE, "rules")) or not os.path.isdir(rules):
        return None
    files = [*_makers()]
    if name in ("rules", "pages"):
        files += (
            *(_entry(vocabulary(name)) for name in (*LISTS, PRESCRIPTION, *WARNED)),
            *_rule_files(rules),
        )
    elif name.startswith(_FLAGS):
        files += (_entry(vocabulary("signs")), *_folder_files(os.path.join(rules, _FLAGS)))
    else:
        files.append(_entry(vocabulary(name)))
        if name in _INSERTS:
            files.append(_entry(vocabulary(_INSERTS[name])))
    # Python salts the hash of a string, but not that of a number, and needs no import for it.
    numbers = tuple((int.from_bytes(os.fsencode(path)), time, size) for path, time, size in sorted(files))
    return os.path.join(CHECKOUT, ".medlint_cache", "compiled", f"{name}-{hash(numbers) % 2**64:016x}.json")


@cache
def _makers() -> tuple[tuple[str, int, int], ...]:
    """Return the modules that shape what the files say: when one changes, so may the data."""
    folders = (os.path.join(PACKAGE, package) for package in _MADE_BY)
    modules = [os.path.join(folder, name) for folder in folders for name in os.listdir(folder)]
    modules += (os.path.join(PACKAGE, name) for name in ("_packed.py", "slugs.py"))
    return tuple(_entry(path) for path in modules if path.endswith(".py"))


def _entry(path: str) -> tuple[str, int, int]:
    return path, *time_and_size(path)


def _rule_files(rules: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, modification time and size of each rule file and profile."""
    with os.scandir(rules) as folders:
        for category in folders:
            if category.name not in ("_vocabulary", _FLAGS) and category.is_dir():
                yield from _folder_files(category.path)


def _folder_files(path: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(path) as files:
        for file in files:
            if file.name.endswith(".yaml"):
                yield f"{os.path.basename(path)}/{file.name}", *time_and_size(file)


def _write(path: str, data: Any) -> None:
    """Write a compiled file, if that can be done, and remove those that it takes the place of."""
    home, name = os.path.split(path)
    try:
        contents = to_bytes(data)
        os.makedirs(home, exist_ok=True)
        mark(os.path.dirname(home))
        replace(path, (contents,))
    except (OSError, TypeError, ValueError):
        return
    stem = name.rpartition("-")[0]
    for old in os.listdir(home):
        if old.endswith(".json") and old.rpartition("-")[0] == stem and old != name:
            remove(os.path.join(home, old))
