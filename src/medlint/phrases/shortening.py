"""Shortens the patterns of a rule's phrases: the long lists of words that they share stand apart, once."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2s

_LONG = 80
"""Characters of a group that is worth a mark."""
_BRACKETS = re.compile(r"\\.|\[[^\]]*\]|[()]")


def shortened(patterns: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return patterns with marks for the long groups that they share, and the groups by their marks.

    Long lists of words stand in hundreds of phrases; spelled out they are two thirds of all that a run
    would have to read. `know_parts` has to be told of the groups before a shortened pattern is used.
    """
    counts = Counter(group for pattern in patterns for group in _long_groups(pattern))
    # Groups of one length by the alphabet: a set has another order in each run.
    shared = sorted((group for group, count in counts.items() if count > 1), key=lambda g: (-len(g), g))
    parts: dict[str, str] = {}
    made = patterns
    for group in shared:
        if sum(group in pattern for pattern in made) > 1:
            mark = blake2s(group.encode(), digest_size=6).hexdigest()
            parts[mark] = group
            made = [pattern.replace(group, f"‹{mark}›") for pattern in made]
    return made, parts


def _long_groups(pattern: str) -> set[str]:
    """Return the long groups in a pattern."""
    opened: list[int] = []
    found: set[str] = set()
    for match in _BRACKETS.finditer(pattern):
        if match.group() == "(":
            opened.append(match.start())
        elif match.group() == ")":
            start = opened.pop()
            if match.end() - start >= _LONG and pattern.startswith("(?:", start):
                found.add(pattern[start : match.end()])
    return found
