"""How `--show-settings` writes values, and where it says that they stand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medlint.config.files import File, Part
    from medlint.config.spans import Path

_WIDTH = 80
_COMMENT_AT = 40
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def commented(start: str, value: Any, origin: str, at: int = _COMMENT_AT) -> Iterator[str]:
    """Yield `start` with a value and a comment beside it, or above it where the line would be too long."""
    text = start + toml(value)
    if len(text) + 4 + len(origin) <= _WIDTH:
        yield f"{text:<{min(at, _WIDTH - 4 - len(origin))}}  # {origin}"
        return
    yield f"# {origin}:"
    if len(text) <= _WIDTH or not isinstance(value, (list, tuple)):
        yield text
        return
    yield f"{start}["
    row = " "
    for item in value:
        piece = f" {toml(item)},"
        if len(row) + len(piece) > _WIDTH and row.strip():
            yield row
            row = " "
        row += piece
    yield row
    yield "]"


def where(part: Part, path: Path, *, own: str = "", key: bool = True) -> str:
    """Return `medlint.toml:3`, `extended base.toml:3` or `override 2, medlint.toml:14`."""
    at = part.file.position((*part.at, *path), key=key)
    place = file_name(part.file) + (f":{at.line}" if at else "")
    if part.at:
        return f"override {int(part.at[1]) + 1}, {place}"
    return f"extended {place}" if own and part.file.path != own else place


def file_name(file: File) -> str:
    """Return a file's path from the working folder if that is shorter; a package's mapping has a name."""
    if file.text is None:
        return file.path
    try:
        near = os.path.relpath(file.path)
    except ValueError:  # another drive
        return file.path
    return min(near, os.path.abspath(file.path), key=len).replace(os.sep, "/")


def key_of(name: str) -> str:
    """Return a key as TOML writes it."""
    return name if _BARE.match(name) else toml(name)


def toml(value: Any) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_of(str(key))} = {toml(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml, value))}]"
    # JSON leaves one control character as it is that TOML does not allow.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
