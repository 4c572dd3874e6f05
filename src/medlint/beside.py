"""One thing that another process makes while this one goes on, where that costs next to nothing to start.

A pool of processes (`workers`) takes longer to load than one article does to lint. This is a bare fork, which
starts where this process stands, so with all that it has loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

_PIECE = 2**16


class Beside:
    """Bytes that another process makes; `begin` starts it."""

    def __init__(self, process: int, reader: int) -> None:
        self._process = process
        self._reader = reader
        self._pieces: list[bytes] = []
        self._is_read = False

    def is_done(self) -> bool:
        """Tell whether `result` would come at once."""
        if not self._is_read:
            os.set_blocking(self._reader, False)
            try:
                self._read()
            except BlockingIOError:
                pass
        return self._is_read

    def result(self) -> bytes:
        """Return what was made, as soon as it is.

        Raises:
            ChildProcessError: the process died, or could not make it.
        """
        os.set_blocking(self._reader, True)
        self._read()
        if self._wait() != 0:
            raise ChildProcessError
        return b"".join(self._pieces)

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._process:
            from signal import SIGKILL

            os.kill(self._process, SIGKILL)
            self._wait()

    def _read(self) -> None:
        while not self._is_read:
            piece = os.read(self._reader, _PIECE)
            self._pieces.append(piece)
            self._is_read = not piece

    def _wait(self) -> int:
        process, self._process = self._process, 0
        os.close(self._reader)
        return os.waitpid(process, 0)[1]


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else os.cpu_count() or 1


def begin(make: Callable[[], bytes], after: Callable[[], object]) -> Beside | None:
    """Have another process make something, and then do what comes `after`; None where that cannot be had.

    Only Linux is asked: elsewhere a process that forks may hold what its child cannot use, or cannot fork.
    What another thread holds is of no use to a child either, and one core would do one after the other.
    """
    if not sys.platform.startswith("linux") or cores() < 2:
        return None
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return None
    try:
        reader, writer = os.pipe()
    except OSError:
        return None
    try:
        process = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if process:
        os.close(writer)
        return Beside(process, reader)
    code = 1
    try:
        os.close(reader)
        _send(make(), writer)
        os.close(writer)
        after()
        code = 0
    finally:
        # Nothing of what this process has begun, as buffers with text for the screen, is to be ended twice.
        os._exit(code)


def _send(data: bytes, writer: int) -> None:
    while data:
        data = data[os.write(writer, data) :]
