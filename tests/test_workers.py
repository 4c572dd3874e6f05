from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from multiprocessing import active_children
from pathlib import Path

import pytest

from medlint import beside, workers
from medlint.catalogue import builtin
from medlint.cli.work import DIED, Work, lint
from medlint.finding import Wanted
from medlint.plan import make_plan
from medlint.settings import Settings
from medlint.workers import share

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")
ARTICLE = "# Stiff neck\n\nMove it gently.\n"


def double(number: int) -> int:
    return 2 * number


def double_or_die(fatal: frozenset[int], number: int) -> int:
    if number in fatal:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return 2 * number


def double_or_raise(number: int) -> int:
    if number == 70:
        raise OSError("odd")
    return 2 * number


def where(_: int) -> int:
    return os.getpid()


def minus(number: int) -> int:
    return -number


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process forks if it has one thread and two cores; a worker of the tests has threads of its own."""
    monkeypatch.setattr("threading.active_count", lambda: 1)
    if sys.platform.startswith("linux"):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def test_the_order_stays() -> None:
    assert list(share(double, range(500), minus, jobs=2)) == [2 * number for number in range(500)]


def test_few_items_need_no_process(forks: None) -> None:
    assert set(share(where, range(2 * workers.PART - 1), minus, jobs=2)) == {os.getpid()}


def test_one_job_needs_no_process(forks: None) -> None:
    assert set(share(where, range(200), minus, jobs=1)) == {os.getpid()}
    assert set(share(where, range(20), minus, jobs=1)) == {os.getpid()}


@LINUX
@pytest.mark.parametrize(("jobs", "number"), [(1, 1), (2, 2), (3, 3), (16, 7)])
def test_some_items_go_in_parts(forks: None, jobs: int, number: int) -> None:
    made = list(share(where, range(30), minus, jobs=jobs))
    assert made[0] == os.getpid()
    assert len(set(made)) == len([*groupby(made)]) == number
    assert list(share(double, range(30), minus, jobs=jobs)) == [2 * number for number in range(30)]


@LINUX
@pytest.mark.parametrize("fatal", [{10}, {29}, {10, 20, 21}], ids=["first", "last", "three"])
def test_an_item_that_ends_the_process_of_its_part_is_named(forks: None, fatal: set[int]) -> None:
    made = list(share(partial(double_or_die, frozenset(fatal)), range(30), minus, jobs=3))
    assert made == [-number if number in fatal else 2 * number for number in range(30)]
    assert not active_children()


def raise_from_20(number: int) -> int:
    if number >= 20:
        raise OSError("odd")
    return number


@LINUX
def test_an_error_in_a_part_comes_through_in_its_place(forks: None) -> None:
    made: list[int] = []
    with pytest.raises(OSError, match="odd"):
        made.extend(share(raise_from_20, range(30), minus, jobs=2))
    assert made == [*range(20)]


@LINUX
def test_without_a_fork_all_parts_are_done_here(forks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medlint.beside.begin", lambda *_: None)
    assert set(share(where, range(30), minus, jobs=2)) == {os.getpid()}


@LINUX
def test_whoever_stops_listening_leaves_no_part_behind(forks: None) -> None:
    reports = share(where_slowly, range(60), minus, jobs=3)
    assert next(reports) == os.getpid()
    reports.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # no child is left, not even a dead one


def where_slowly(_: int) -> int:
    """Give the other process the time to start."""
    time.sleep(0.005)
    return os.getpid()


def test_many_items_get_several() -> None:
    found = set(share(where_slowly, range(400), minus, jobs=2))
    assert len(found) == 2
    assert os.getpid() not in found


@POSIX
@pytest.mark.parametrize(
    "fatal", [{0}, {399}, {37}, {100, 101}, {5, 200, 390}], ids=["first", "last", "one", "two", "three"]
)
def test_an_item_that_ends_its_process_is_named(fatal: set[int]) -> None:
    made = list(share(partial(double_or_die, frozenset(fatal)), range(400), minus, jobs=2))
    assert made == [-number if number in fatal else 2 * number for number in range(400)]
    assert not active_children()


def test_an_error_comes_through_in_its_place() -> None:
    made: list[int] = []
    with pytest.raises(OSError, match="odd"):
        made.extend(share(double_or_raise, range(200), minus, jobs=2))
    assert made == [2 * number for number in range(70)]
    assert not active_children()


def test_without_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert set(share(where, range(200), minus, jobs=2)) == {os.getpid()}


def test_whoever_stops_listening_leaves_no_process() -> None:
    reports = share(double, range(5000), minus, jobs=2)
    assert next(reports) == 0
    assert len(active_children()) == 2
    reports.close()  # type: ignore[attr-defined]
    assert not active_children()


def when(_: int) -> float:
    return time.monotonic()


def test_no_more_is_done_ahead_than_can_wait() -> None:
    reports = share(when, range(5000), minus, jobs=2)
    next(reports)
    time.sleep(0.5)
    taken = time.monotonic()
    done_before = sum(1 for made in reports if made < taken)
    assert done_before < 5000 / 10


def test_an_end_amid_large_results_is_an_end(tmp_path: Path) -> None:
    """Who is ended while it hands over a result has left half of it in the pipe."""
    code = (
        "from medlint.workers import share\n"
        "def large(item): return bytes(3_000_000)\n"
        "if __name__ == '__main__':\n"
        "    for _ in range(3):\n"
        "        made = share(large, range(200), repr, jobs=2)\n"
        "        next(made)\n"
        "        made.close()\n"
    )
    (tmp_path / "run.py").write_text(code)
    subprocess.run([sys.executable, str(tmp_path / "run.py")], timeout=60, check=True)


@POSIX
def test_an_article_that_ends_its_process_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from medlint import engine

    real = engine.lint_bytes

    def lint_bytes(path: str, *more: object, **named: object) -> object:
        if path.endswith("050.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(path, *more, **named)  # type: ignore[arg-type]

    paths = [str(tmp_path / f"{number:03}.md") for number in range(100)]
    for path in paths:
        Path(path).write_text(ARTICLE)
    monkeypatch.setattr(engine, "lint_bytes", lint_bytes)
    plan = make_plan(builtin(), Settings(), select=("MED105",))
    reports = list(lint(Work(tuple((path, 0) for path in paths), (plan,), ("error",)), Wanted(), jobs=2))
    assert [report.path for report in reports] == paths
    assert [report.error for report in reports] == [""] * 50 + [DIED] + [""] * 49


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """A job in the background is started deaf to Ctrl-C, and would start others so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".medlint.toml").touch()
    for number in range(1200):
        (tmp_path / f"{number:04}.md").write_text(ARTICLE * 40)
    return tmp_path


def start(site: Path) -> subprocess.Popen[str]:
    """Start a long run and wait until it has printed something."""
    running = subprocess.Popen(
        [sys.executable, "-u", "-m", "medlint", "check", "--jobs", "2", "--output-format", "concise", "."],
        cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline()
    return running


def living(group: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.split() if not line.startswith("Z")]


@POSIX
def test_ctrl_c_ends_at_once_and_quietly(site: Path) -> None:
    running = start(site)
    os.killpg(running.pid, signal.SIGINT)
    out, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "1199.md" not in out, "it went on to the end"
    assert "Traceback" not in told
    assert living(running.pid) == []


@LINUX
def test_ctrl_c_while_processes_start_is_heard() -> None:
    program = (
        "import os, signal\n"
        "from medlint.workers import share\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try: print(list(share(abs, range(-100, 0), abs, jobs=2)))\n"
        "except KeyboardInterrupt: print('stopped')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.stdout, ended.stderr) == ("stopped\n", "")


@POSIX
def test_what_was_done_before_ctrl_c_is_stored(site: Path) -> None:
    running = start(site)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    (stored,) = (site / ".medlint_cache" / "results").iterdir()
    assert stored.stat().st_size > 1000


@POSIX
def test_workers_end_with_the_run_that_is_killed(site: Path) -> None:
    running = start(site)
    running.kill()
    running.communicate(timeout=20)
    end = time.monotonic() + 5
    while living(running.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert living(running.pid) == []


@POSIX
def test_a_worker_that_is_killed_from_outside(site: Path) -> None:
    running = start(site)
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(running.pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    os.kill(int(children[0]), signal.SIGKILL)
    out, _ = running.communicate(timeout=120)
    # Whatever it was at is done again: nothing is lost, and no file is to blame.
    assert running.returncode == 1
    assert len({line.split(":")[0] for line in out.splitlines()}) >= 1199


def test_processes_are_as_many_as_this_one_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(beside, "cores", lambda: 1)
    monkeypatch.setattr(workers, "_together", lambda *given: asked.append(given))
    assert list(workers.share(str, range(200), str)) == [str(number) for number in range(200)]
    assert not asked, "one processor makes no pool"
