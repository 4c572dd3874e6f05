"""Texts of which at least one stands in whatever a regular expression matches.

To look whether one of them is in an article takes far less than to try a long pattern at each of its words.
They are found when the rules are compiled (`medlint.resources.from_yaml`), with the parser of `re`, which is
private to it; a run needs the texts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any


def literals(patterns: Iterable[str]) -> list[str]:
    """Return texts of which one stands in whatever one of some patterns matches.

    Raises:
        ValueError: a pattern has none, as each of its characters may be another or absent.
        re.error: a pattern is none.
    """
    found: set[str] = set()
    for pattern in patterns:
        texts = _best(_certain(import_module("re._parser").parse(pattern)))
        if not texts:
            raise ValueError(f"nothing in {pattern!r} is sure to be there")
        found.update(texts)
    kept: list[str] = []
    for text in sorted(found, key=lambda text: (len(text), text)):
        if not any(short in text for short in kept):
            kept.append(text)
    return kept


def _certain(parsed: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, ...]]:
    """Yield sets of texts of which one is there, for each part of a pattern that cannot be absent."""
    run = ""
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if name in ("AT", "ASSERT", "ASSERT_NOT"):  # they take up no text
            continue
        if run:
            yield (run,)
        run = ""
        if name == "SUBPATTERN":
            yield from _certain(argument[3])
        elif name == "BRANCH":
            sets = [_best(_certain(branch)) for branch in argument[1]]
            if all(sets):
                yield tuple(dict.fromkeys(text for texts in sets for text in texts))
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
            yield from _certain(argument[2])
    if run:
        yield (run,)


def _best(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the set that says most: its shortest text is the longest, and they are few."""
    return max(sets, key=lambda texts: (min(len(text.strip()) for text in texts), -len(texts)), default=())
