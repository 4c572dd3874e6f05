"""Runs medlint at a terminal, as a person does."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable

import pytest

_LONGEST = 60
"""Seconds without a word after which a run is given up."""


def at_terminal(*arguments: str, answer: Callable[[bytes], bytes] | None = None) -> tuple[int, str]:
    """Return the exit code of medlint and all that its terminal shows.

    `answer` is given what has been shown so far, and returns what is typed then.
    """
    pty = pytest.importorskip("pty", reason="there are no terminals to be had here")
    child, terminal = pty.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background is deaf to Ctrl-C
        os.execv(sys.executable, [sys.executable, "-m", "medlint", *arguments])
    said = b""
    while select.select([terminal], [], [], _LONGEST)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        said += piece
        if answer is not None and (typed := answer(said)):
            os.write(terminal, typed)
    else:
        os.kill(child, 9)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    return code, said.decode().replace("\r\n", "\n")
