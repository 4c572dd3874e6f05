"""How far a long run has come, on stderr, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from medlint.cli import console

_Thing = TypeVar("_Thing")

_AFTER = 1.0
"""Seconds before a run counts as long."""
_EVERY = 0.1
_CELLS = 24


class Progress:
    """A line that is drawn over and over, and wiped away before anything else is printed.

    Where stderr is no terminal, or `quiet`, nothing is ever drawn.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._total = total
        self._done = 0
        self._shown = 0
        self._wiped = False
        self._wanted = not quiet and total > 1 and console.is_terminal(sys.stderr)
        self._next = time.monotonic() + _AFTER

    def over(self, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """Yield what comes, and draw how far that is."""
        if not self._wanted:
            yield from things
            return
        console.before_printing = self.wipe
        try:
            for thing in things:
                yield thing
                self._count()
        finally:
            self.wipe()
            console.before_printing = None

    def _count(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now >= self._next or self._wiped:
            self._next = now + _EVERY
            self._draw()

    def wipe(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0
            self._wiped = True

    def _draw(self) -> None:
        done = _CELLS * self._done // self._total
        line = f"[{'#' * done}{'-' * (_CELLS - done)}] {self._done:,} of {self._total:,} files"
        # What was printed before must not end up in the middle of the line.
        sys.stdout.flush()
        sys.stderr.write("\r" + line)
        sys.stderr.flush()
        self._shown = len(line)
        self._wiped = False
