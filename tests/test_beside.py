from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from medlint.beside import Beside, begin

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def nothing() -> None:
    pass


def begun(make: Callable[[], bytes], after: Callable[[], object] = nothing) -> Beside:
    made = begin(make, after)
    assert made is not None
    return made


def until_done(made: Beside) -> None:
    end = time.monotonic() + 20
    while not made.is_done():
        assert time.monotonic() < end
        time.sleep(0.01)


def wait_for(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("data", [b"", b"made", b"x" * 1_000_000], ids=len)
def test_what_it_makes_comes_whole(data: bytes) -> None:
    made = begun(lambda: data)
    assert made.result() == data
    made.end()  # which has no more to do


def test_it_can_be_asked_whether_it_is_done(tmp_path: Path) -> None:
    def make() -> bytes:
        wait_for(tmp_path / "go")
        return b"x" * 200_000

    made = begun(make)
    assert not made.is_done()
    (tmp_path / "go").touch()
    until_done(made)
    assert made.result() == b"x" * 200_000


def test_what_comes_after_is_done_when_the_result_is_there(tmp_path: Path) -> None:
    made = begun(lambda: b"made", (tmp_path / "after").touch)
    assert made.result() == b"made"
    assert (tmp_path / "after").exists()


def test_buffers_are_not_written_twice(tmp_path: Path) -> None:
    with open(tmp_path / "printed", "w", encoding="utf-8") as stream:
        stream.write("once")
        assert begun(lambda: b"made").result() == b"made"
    assert (tmp_path / "printed").read_text(encoding="utf-8") == "once"


def broken() -> bytes:
    raise ValueError


def killed() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


@pytest.mark.parametrize("make", [broken, killed])
def test_a_process_that_dies_is_told_of(make: Callable[[], bytes]) -> None:
    with pytest.raises(ChildProcessError):
        begun(make).result()


def test_it_can_be_ended(tmp_path: Path) -> None:
    def make() -> bytes:
        (tmp_path / "begun").write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(60)
        return b""

    made = begun(make)
    wait_for(tmp_path / "begun")
    made.end()
    made.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # no child is left, not even a dead one


def test_none_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert begin(lambda: b"", nothing) is None


def test_none_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert begin(lambda: b"", nothing) is None


def refuse() -> int:
    raise BlockingIOError


def test_none_where_no_process_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", refuse)
    before = len(os.listdir("/proc/self/fd"))
    assert begin(lambda: b"", nothing) is None
    assert len(os.listdir("/proc/self/fd")) == before
