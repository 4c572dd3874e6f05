"""The entry point: runs the command line and turns what happens into an exit code.

0 nothing wrong, 1 findings, 2 the job could not be done, 130 stopped by Ctrl-C. Python and click
would both leave 1 behind after a crash, and a crash must not look like findings.
"""

from __future__ import annotations

import errno
import gc
import os
import sys

TYPE_CHECKING = False  # `typing` is loaded once the collector is set
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

_PATIENCE = 150_000
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What the system says where stdout is a file that cannot grow, or is closed."""


def main() -> None:
    """Run `medlint` with the arguments of the process, and end the process."""
    # Modules, patterns and rules stay until the end: to look through them again and again for rubbish, as
    # the collector does after 700 new objects, takes a tenth of a short run.
    gc.set_threshold(_PATIENCE, 20, 20)
    try:
        code = _run_whole()
    except KeyboardInterrupt:  # before the run began, or after it
        code = 130
    if sys.gettrace() is None and sys.getprofile() is None:
        # Taking apart all that it has loaded, which ends with the process anyhow, takes Python 4 ms. All that
        # is to be done at the end was done above; only who watches the run has more to do.
        os._exit(code)
    sys.exit(code)


def _run_whole() -> int:
    """Get ready, run with the arguments of the process, and see out what was printed."""
    from medlint._shelf import keep, lend
    from medlint._unread import stand_in

    stand_in()
    lend()
    from medlint.cli.console import set_up

    if getattr(sys, "stdout", None) is None:
        sys.stdout = _closed()
    if getattr(sys, "stderr", None) is None:
        sys.stderr = _unheard()
    for stream in (sys.stdout, sys.stderr):
        set_up(stream, os.environ)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        code = max(code, 2)
        _tell_full(error)
        _hang_up()
    keep()
    return code


def run(arguments: Sequence[str]) -> int:
    """Run `medlint` with arguments and return its exit code; prints, but never raises."""
    try:
        code = _plainly(arguments)
        return _by_click(arguments) if code is None else code
    except SystemExit as stop:
        # Shell completion ends this way with 0; click also, with 1, when a pipe closes.
        return 0 if stop.code in (0, None) else 2
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno in _FULL:
            _tell_full(error)
            _hang_up()
        elif _is_homeless():
            from medlint.cli.console import say

            say("error: the folder that medlint was started in is gone; change to another one")
        else:
            _tell_bug(error, arguments)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        _tell_bug(error, arguments)
        return 2


def _plainly(arguments: Sequence[str]) -> int | None:
    """Run a command line that is plain; return None if click is to read it, before anything is done."""
    if not arguments or arguments[0] != "check":
        return None
    from medlint.cli.plain import read

    line = read(arguments[1:], os.environ)
    if line is None:
        return None
    from importlib import import_module

    from medlint._light import lighten
    from medlint._shelf import serve

    lighten()
    serve(import_module("dataclasses"))
    from medlint.cli.console import Failure, MisuseError, say, say_error
    from medlint.cli.run import run_given
    from medlint.config import ConfigError

    try:
        return run_given(line.paths, line.options, color=line.color)
    except MisuseError:
        return None
    except (ConfigError, Failure) as error:
        say_error(error)
        return 2
    except KeyboardInterrupt:
        say("")  # what is drawn on the terminal stays above
        return 130


def _by_click(arguments: Sequence[str]) -> int:
    import click

    from medlint.cli.group import cli, refused

    try:
        code = cli.main(list(arguments), prog_name="medlint", standalone_mode=False)
    except click.Abort:
        return 130
    except click.UsageError as error:
        from medlint.cli.console import say

        say(refused(error))
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    return code if isinstance(code, int) else 0


def _is_homeless() -> bool:
    """Tell whether the working folder was deleted: no path can be told apart from another then."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _tell_bug(error: BaseException, arguments: Sequence[str]) -> None:
    from medlint.cli.console import bug, say

    short = (argument for argument in arguments if argument.startswith("-") and not argument.startswith("--"))
    trace = "--verbose" in arguments or any("v" in argument for argument in short)
    say(f"error: {bug(error, trace=trace)}")


def _tell_full(error: OSError) -> None:
    """Say that what was printed is not complete, unless nobody reads it any more."""
    if error.errno in _FULL:
        try:
            sys.stderr.write(f"error: the output is not complete: {os.strerror(error.errno).lower()}\n")
        except OSError:
            pass


def _closed() -> TextIO:
    """Return what stands in for a stdout that was closed at the start (`>&-`): to print on it is an error."""
    return _nowhere(1, os.O_RDONLY)


def _unheard() -> TextIO:
    """Return what stands in for a stderr that was closed (`2>&-`): who closes it wants to hear nothing."""
    return _nowhere(2, os.O_WRONLY)


def _nowhere(number: int, mode: int) -> TextIO:
    nowhere = os.open(os.devnull, mode)
    if nowhere != number:  # else the next file that is opened would be taken for the stream
        os.dup2(nowhere, number)
    return open(number, "w", encoding="utf-8", closefd=False)


def _hang_up() -> None:
    """Send what is still to be printed nowhere: nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main()
