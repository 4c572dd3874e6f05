"""Work shared out to processes: in order, in bounded memory, and none of it can hang a run.

Many items go in chunks to a pool of processes. A few go in parts to processes that are forked from this one
(`beside`), where that can be had: a pool takes longer to load than a few articles do to lint.

A process that dies takes down the pool of `concurrent.futures` and does not say what it was at, and a fork
takes all of its part with it. What was under way is then done again one by one, in a process of its own, so
that the item to blame is known.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from medlint.beside import Beside

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
PAYS_FROM = 64
"""Items from which a pool pays for its start."""
PART = 4
"""Items that pay for a fork: each process loads anew what the first article needs."""
CHUNK = 16
_AHEAD = 4
"""Chunks a process that are under way at once: more would only wait in memory."""
_MOST = 61  # Windows cannot wait for more processes at once.


def share(
    make: Callable[[_Item], _Made],
    items: Sequence[_Item],
    died: Callable[[_Item], _Made],
    *,
    jobs: int = 0,
) -> Iterator[_Made]:
    """Yield `make(item)` an item, in order; many items go to `jobs` processes (0: one a core).

    `make` can be pickled, and so can what it makes. For an item that ends another process `died(item)` is
    yielded. Where no process can be started all is done in this one.
    """
    from medlint.beside import cores

    jobs = min(jobs or cores(), _MOST)
    pooled = min(jobs, -(-len(items) // CHUNK))
    done = 0
    while pooled > 1 and len(items) - done >= PAYS_FROM:
        before = done
        for made in _together(make, items[done:], died, pooled):
            yield made
            done += 1
        if done == before:
            break
    left = items[done:]
    yield from _in_parts(make, left, died, jobs) if len(left) < PAYS_FROM else map(make, left)


def _in_parts(
    make: Callable[[_Item], _Made], items: Sequence[_Item], died: Callable[[_Item], _Made], jobs: int
) -> Iterator[_Made]:
    """Yield what is made of a few items, the first part of them here and the others beside it."""
    parts = min(jobs, len(items) // PART)
    if parts < 2:
        yield from map(make, items)
        return
    from medlint._shelf import keep
    from medlint.beside import begin

    ends = [len(items) * part // parts for part in range(1, parts + 1)]
    others = []
    try:
        for start, end in pairwise(ends):
            part = items[start:end]
            others.append((part, begin(partial(_pickled, make, part), keep)))
        yield from map(make, items[: ends[0]])
        for part, other in others:
            yield from map(make, part) if other is None else _made(make, part, died, other)
    finally:
        for _, other in others:
            if other is not None:
                other.end()


def _pickled(make: Callable[[_Item], _Made], items: Sequence[_Item]) -> bytes:
    from pickle import dumps

    return dumps([make(item) for item in items])


def _made(
    make: Callable[[_Item], _Made], items: Sequence[_Item], died: Callable[[_Item], _Made], other: Beside
) -> Iterator[_Made]:
    """Yield what another process makes of a part; if it dies, what comes of each item by itself."""
    from pickle import loads

    try:
        made: list[_Made] = loads(other.result())
    except ChildProcessError:
        yield from _one_by_one(make, items, died)
    else:
        yield from made


def _together(
    make: Callable[[_Item], _Made], items: Sequence[_Item], died: Callable[[_Item], _Made], jobs: int
) -> Iterator[_Made]:
    """Yield what processes make, up to the first that dies and what was under way then."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _Pool(make, jobs)
    under_way: deque[tuple[Sequence[_Item], Future[list[_Made]]]] = deque()
    chunks = (items[at : at + CHUNK] for at in range(0, len(items), CHUNK))
    try:
        for chunk in islice(chunks, jobs * _AHEAD):
            under_way.append((chunk, pool.submit(chunk)))
        while under_way:
            yield from under_way[0][1].result()
            under_way.popleft()
            for chunk in islice(chunks, 1):
                under_way.append((chunk, pool.submit(chunk)))
    except BrokenProcessPool:
        pool.end()
        for chunk, future in under_way:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from future.result()
            else:
                yield from _one_by_one(make, chunk, died)
    except (OSError, ImportError, NotImplementedError):
        # No process to be had: the caller goes on alone from here.
        return
    finally:
        pool.end()


def _one_by_one(
    make: Callable[[_Item], _Made], items: Sequence[_Item], died: Callable[[_Item], _Made]
) -> Iterator[_Made]:
    from concurrent.futures.process import BrokenProcessPool

    pool = _Pool(make, 1)
    try:
        for item in items:
            try:
                yield pool.submit([item]).result()[0]
            except BrokenProcessPool:
                pool.end()
                pool = _Pool(make, 1)
                yield died(item)
    finally:
        pool.end()


class _Pool:
    """Processes that make something of items, and that can be ended at once."""

    def __init__(self, make: Callable[[Any], Any], jobs: int) -> None:
        self._make = make
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[Any] = set()

    def submit(self, items: Sequence[Any]) -> Future[list[Any]]:
        """Have a process make something of each item.

        Raises:
            BrokenProcessPool: one of the processes died.
            OSError: no process can be started.
        """
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import active_children

            self._others = set(active_children())
            self._pool = ProcessPoolExecutor(self._jobs, initializer=_start, initargs=(self._make,))
        with _Undisturbed():
            return self._pool.submit(_make_all, items)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        if self._pool is None:
            return
        from multiprocessing import active_children

        for process in set(active_children()) - self._others:
            process.terminate()
        # A process that is ended while it hands over a result leaves half of it in the pipe. The pool would
        # wait for the rest for as long as any process can write to the pipe, and this one can.
        writer = getattr(getattr(self._pool, "_result_queue", None), "_writer", None)
        if writer is not None:
            writer.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None


class _Undisturbed:
    """Puts Ctrl-C off for the time that processes take to start.

    What runs at a fork, as `logging` has it, is called where Python drops all exceptions, that of Ctrl-C too.
    """

    def __enter__(self) -> None:
        import signal

        if hasattr(signal, "pthread_sigmask"):
            self._before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))

    def __exit__(self, *_: object) -> None:
        import signal

        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self._before)


_making: Callable[[Any], Any] | None = None


def _start(make: Callable[[Any], Any]) -> None:
    """Make a process ready: Ctrl-C is its parent's business, and it ends when its parent does."""
    global _making  # noqa: PLW0603 - what is to be made crosses to a process once, not with every item
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _making = make
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(2)


def _make_all(items: Sequence[Any]) -> list[Any]:
    assert _making is not None
    return [_making(item) for item in items]
