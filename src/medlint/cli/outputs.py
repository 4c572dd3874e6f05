"""Where reports go: stdout, and the files of `--output-file`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from medlint._files import draft_of, remove
from medlint.cli.console import Failure, for_programs, put
from medlint.cli.parameters import Output
from medlint.finding import FileReport
from medlint.report import FOR_PEOPLE, Options, render, together


def write(
    reports: Iterable[FileReport],
    wanted: Sequence[Output],
    options: Options,
    *,
    stderr: bool = False,
) -> None:
    """Write every output in one pass over the reports.

    Files are written beside themselves and moved into place at the end, so that a run that breaks off
    leaves no half report behind. `stderr` sends there what would go to stdout.

    Raises:
        Failure: a file cannot be written.
    """
    if any(output.format not in FOR_PEOPLE for output in wanted if not output.path):
        for_programs(sys.stderr if stderr else sys.stdout)
    plain = options._replace(color=False, links=False, width=100, ascii_only=False)
    targets: list[_File | None] = []
    makers: list[Callable[[Iterator[FileReport]], Iterator[str]]] = [
        _maker(output, plain if output.path else options) for output in wanted
    ]
    undo = _before_the_end(lambda: _drop(targets)) if any(output.path for output in wanted) else None
    try:
        for output in wanted:
            targets.append(target := _File(output.path) if output.path else None)
            if target is not None:
                target.open()  # known by now, so that it is dropped whatever happens
        for index, text in together(reports, makers):
            target = targets[index]
            if target is None and stderr:
                sys.stderr.write(text)
            elif target is None:
                put((text,))
            else:
                target.write(text)
        for target in targets:
            if target is not None:
                target.keep()
    except _WriteError as error:
        raise Failure(str(error)) from None
    finally:
        _drop(targets)
        if undo is not None:
            undo()


def _drop(targets: Iterable[_File | None]) -> None:
    for target in targets:
        if target is not None:
            target.drop()


def _before_the_end(drop: Callable[[], None]) -> Callable[[], None]:
    """Call `drop` before a signal ends the process, as cancelled jobs are; return what undoes that."""
    import signal

    own = os.getpid()

    def end(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        if os.getpid() == own:  # and no process that inherited this
            drop()
        os.kill(os.getpid(), number)

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    changed = [number for number in known if signal.getsignal(number) == signal.SIG_DFL]

    def undo() -> None:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)

    try:
        for number in changed:
            signal.signal(number, end)
    except ValueError:  # only the main thread may do this
        changed.clear()
    return undo


def _maker(output: Output, options: Options) -> Callable[[Iterator[FileReport]], Iterator[str]]:
    return lambda reports: render(output.format, reports, options)


class _WriteError(Exception):
    """A report cannot be written; `str()` says which and why."""


class _File:
    """A report on its way into a file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = os.path.realpath(path)
        self._temporary = ""
        self._stream: IO[str] | None = None

    def open(self) -> None:
        path = self._path
        # The summary of a step is one file for all its commands: they add to it.
        step = os.environ.get("GITHUB_STEP_SUMMARY", "")
        with self._telling():
            if os.path.exists(path) and (not os.path.isfile(path) or (step and os.path.samefile(path, step))):
                self._stream = open(path, "a", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed by keep or drop
                return
            os.makedirs(os.path.dirname(self._target), exist_ok=True)
            # Its name is known before it is there, so that a signal in between leaves nothing behind.
            self._temporary = draft_of(self._target)
            self._stream = open(  # noqa: SIM115 - closed by keep or drop
                self._temporary, "x", encoding="utf-8", errors="backslashreplace", newline="\n"
            )

    def write(self, text: str) -> None:
        with self._telling():
            assert self._stream is not None
            self._stream.write(text)

    def keep(self) -> None:
        with self._telling():
            assert self._stream is not None
            self._stream.close()
            if self._temporary:
                os.replace(self._temporary, self._target)
                self._temporary = ""

    def drop(self) -> None:
        if self._stream is not None:
            try:
                self._stream.close()
            except OSError:
                pass
        if self._temporary:
            remove(self._temporary)

    def _telling(self) -> _Telling:
        return _Telling(self._path)


class _Telling:
    """Turns an error of the system into one that names the file."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            reason = (error.strerror or str(error)).lower()
            raise _WriteError(f"{self._path}: the report cannot be written: {reason}") from None
