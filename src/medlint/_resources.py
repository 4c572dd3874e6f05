"""The rules and word lists in their compiled form, which loads without a YAML parser.

An installed medlint carries `rules/`, `schemas/` and `_compiled/` beside this file. A checkout has the
first two at its top and compiles on demand into `.medlint_cache/`; the compiled file's name states
what it was made from, so that an edited rule is never read from an old file.

Compiled files are JSON. `marshal` loads faster and spares an import, but its format belongs to one
version of one interpreter, and a broken file can crash it instead of raising. What the phrases of rules
compile to is nine tenths of all and seldom needed: it is text, a line a group of phrases below the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from medlint._cache_files import mark, remove
from medlint._places import CHECKOUT, LISTS, PACKAGE, PHRASES, PRESCRIPTION, folder, stems, vocabulary

_FLAGS = "red-flags"
_MADE_BY = {"tags": "slugs.py", "metadata": "literals.py"}
"""Word lists that are compiled, and by what, if it is not `phrases.py`."""
_INSERTS = {"locales": PHRASES}
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
            with open(path, "rb") as stream:
                return from_bytes(stream.read())
        except (OSError, ValueError, RecursionError):
            remove(path)
    from medlint._from_yaml import from_yaml

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


def to_bytes(data: Any) -> bytes:
    """Return a compiled file's contents.

    Raises:
        ValueError: JSON cannot say the same (a key that is no string, an infinite number).
        TypeError: JSON cannot say it at all (a date).
    """
    from medlint._from_yaml import to_json

    if not isinstance(data, Mapping) or "book" not in data:
        return to_json(data).encode()
    lines: list[bytes] = [data["book"]]
    rules = [dict(rule) for rule in data["rules"]]
    for rule in rules:
        packed = rule.get("params", {}).get("packed")
        if packed:
            numbers = range(len(lines), len(lines) + len(packed))
            rule["params"] = {**rule["params"], "packed": dict(zip(packed, numbers, strict=True))}
            lines += packed.values()
    head = {**data, "book": 0, "rules": rules, "lines": [len(line) for line in lines]}
    return b"\n".join((to_json(head).encode(), *lines))


def from_bytes(contents: bytes) -> Any:
    """Return what a compiled file says.

    Raises:
        ValueError: it is broken.
    """
    import json

    end = contents.find(b"\n")
    if end < 0:
        return json.loads(contents)
    data = json.loads(contents[:end])
    view, lines = memoryview(contents), []
    for length in data.pop("lines"):
        start, end = end + 1, end + 1 + length
        lines.append(view[start:end])
    if end != len(contents):
        raise ValueError("lines are missing")
    data["book"] = lines[data["book"]]
    for rule in data["rules"]:
        packed = rule.get("params", {}).get("packed")
        if packed:
            rule["params"]["packed"] = {name: lines[number] for name, number in packed.items()}
    return data


def _target(name: str) -> str | None:
    """Return where a checkout keeps the compiled form of the YAML as it is now; None if installed."""
    rules = os.path.join(CHECKOUT, "rules")
    if os.path.isdir(os.path.join(PACKAGE, "rules")) or not os.path.isdir(rules):
        return None
    # The functions that read rule files shape the data as well.
    modules = [
        "_resources.py",
        "_from_yaml.py",
        "phrasebook.py",
        "shortening.py",
        _MADE_BY.get(name, "phrases.py"),
    ]
    files = [_entry(os.path.join(PACKAGE, module)) for module in modules]
    if name in ("rules", "pages"):
        files += (*(_entry(vocabulary(name)) for name in (*LISTS, PRESCRIPTION)), *_rule_files(rules))
    elif name.startswith(_FLAGS):
        files += (_entry(vocabulary("signs")), *_folder_files(os.path.join(rules, _FLAGS)))
    else:
        files.append(_entry(vocabulary(name)))
        if name in _INSERTS:
            files.append(_entry(vocabulary(_INSERTS[name])))
    # Python salts the hash of a string, but not that of a number, and needs no import for it.
    numbers = tuple((int.from_bytes(os.fsencode(path)), time, size) for path, time, size in sorted(files))
    return os.path.join(CHECKOUT, ".medlint_cache", "compiled", f"{name}-{hash(numbers) % 2**64:016x}.json")


def _entry(path: str) -> tuple[str, int, int]:
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


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
                status = file.stat()
                yield f"{os.path.basename(path)}/{file.name}", status.st_mtime_ns, status.st_size


def _write(path: str, data: Any) -> bool:
    """Write a compiled file in one step, so that another process sees all of it or none."""
    home, name = os.path.split(path)
    draft = f"{path}.{os.urandom(6).hex()}.tmp"
    try:
        contents = to_bytes(data)
        os.makedirs(home, exist_ok=True)
        mark(os.path.dirname(home))
        with open(draft, "xb") as stream:
            stream.write(contents)
        os.replace(draft, path)
    except (OSError, TypeError, ValueError):
        remove(draft)
        return False
    stem = name.rpartition("-")[0]
    for old in os.listdir(home):
        if old.endswith(".json") and old.rpartition("-")[0] == stem and old != name:
            remove(os.path.join(home, old))
    return True
