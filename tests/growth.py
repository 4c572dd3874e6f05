"""How the cost of a task grows with its input, told in a unit that does not depend on the machine.

The unit is the ratio of two costs: what a piece of input costs in a text that is `TIMES` as large, divided
by what it costs in the smaller text. 1.0 is linear, `TIMES` is quadratic. A limit in seconds would fail on a
busy machine and say nothing on a quick one; the ratio of two costs, taken side by side, is the same on both.

A cost is the time that the processor spends on this process. It does not count what the machine does
meanwhile for others; yet they slow the processor down, so that the least of some runs counts, and a ratio
that is too high is measured again. The smaller input is made just large enough to be told from the ticks of
the clock and from what the task costs on the smallest input; so a task that is quadratic fails soon, and one
that is exponential is stopped before its larger input.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

TIMES = 4
LINEAR = 2.5
"""A ratio below this is linear, with room for what noise is left."""

ENOUGH = 0.1 if sys.platform == "win32" else 0.01
"""Seconds of the processor that the smaller input takes at least; the clock of Windows ticks every 16 ms."""

MOST = 400_000
ATTEMPTS = 6


def growth(
    task: Callable[[Input], object],
    make: Callable[[int], Input],
    *,
    enough: float = ENOUGH,
    most: int = MOST,
) -> float:
    """Return by what factor a unit costs more in an input of `TIMES` as many units (1.0: cost is linear).

    `make(size)` makes an input of so many units (above 0), of which the largest has about `most`. A task
    that never takes `enough`, as it refuses what is large, has the ratio of what it takes at most.
    """
    seconds(task, make(1))  # what is loaded or compiled at first is no cost of the input
    needed = max(enough, 3 * seconds(task, make(1)))
    size = 8
    while size * TIMES < most and one_of_two_is_below(needed, task, make, size):
        size = size * 3 // 2
    ratio = float("inf")
    for attempt in range(ATTEMPTS):
        ratio = min(ratio, ratio_at(size + 3 * attempt, task, make, enough))
        if ratio < LINEAR or (attempt and ratio > 2 * TIMES):  # no machine is as busy as that twice
            break
    return ratio


def one_of_two_is_below(
    needed: float, task: Callable[[Input], object], make: Callable[[int], Input], size: int
) -> bool:
    """Tell whether one of two runs takes less: what is slow only the first time is not slow."""
    return any(seconds(task, make(size + more)) < needed for more in range(2))


def ratio_at(
    size: int, task: Callable[[Input], object], make: Callable[[int], Input], enough: float
) -> float:
    """Return the ratio at a size; an input a quarter larger tells what must not be given a larger one."""
    # No input is measured twice: a task may remember what it has read.
    small = min(seconds(task, make(size + more)) / (size + more) for more in range(3))
    small = max(small, enough / 10 / size)
    ratio = 0.0
    for larger in (size * 5 // 4, size * TIMES):
        ratio = seconds(task, make(larger)) / larger / small
        if ratio > TIMES:
            break
    return ratio


def seconds(task: Callable[[Input], object], made: Input) -> float:
    """Return what a task costs on an input, without the collection of what others have left behind."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        started = time.process_time()
        task(made)
        return time.process_time() - started
    finally:
        if was_on:
            gc.enable()
