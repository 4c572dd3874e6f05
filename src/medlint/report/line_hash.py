"""The hash by which GitHub code scanning recognises a line after lines above it have changed.

The action that uploads a report computes it too (`fingerprints.ts` of github/codeql-action) and warns if
another is given, so it has to be the same to the bit: a polynomial over the 100 UTF-16 units from the start
of the line on, without spaces and tabs, modulo 2**64; then the number of the line among those of equal hash.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Set
from operator import mul

from medlint.source import Source

_WIDTH = 100
_MODULUS = 1 << 64
_POWERS = [pow(37, _WIDTH - 1 - index, _MODULUS) for index in range(_WIDTH)]
_END = 65535


def raw_text(source: Source) -> str:
    """Return a file as a program sees it that takes every file for UTF-8: line ends and BOM as they are."""
    return source.encode().decode("utf-8", "replace")


def newline_of(raw: str) -> str:
    """Return the line end that an edit of the file takes, as in `Source.encode`."""
    match = re.search("\r\n?", raw)
    return match[0] if match else "\n"


def line_hashes(raw: str, lines: Set[int]) -> dict[int, str]:
    """Return the hashes of some lines, counted from 1, as `hash:number`."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").translate({ord(" "): None, ord("\t"): None})
    units = array("H")
    units.frombytes(text.encode("utf-16-le"))
    if sys.byteorder == "big":
        units.byteswap()
    starts = [0, *(at for at, unit in enumerate(units, 1) if unit == ord("\n"))]
    # What is missing to a hundred units after the end counts as zeros, which add nothing.
    units.append(_END)
    hashes: dict[int, str] = {}
    seen: dict[int, int] = {}
    for number, start in enumerate(starts[: max(lines, default=0)], 1):
        value = sum(map(mul, units[start : start + _WIDTH], _POWERS)) % _MODULUS
        seen[value] = seen.get(value, 0) + 1
        if number in lines:
            hashes[number] = f"{value:x}:{seen[value]}"
    return hashes
