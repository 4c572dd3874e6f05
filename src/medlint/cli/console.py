"""The two streams: findings on one, all else on the other; colour, width, failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

COLORS = ("auto", "always", "never")
"""What `--color` takes."""


class MisuseError(Exception):
    """Options are used in a way that cannot be meant; the text says how to use them."""


def refuse_useless_name(paths: Collection[str], stdin_filename: str | None) -> None:
    """Refuse a name for stdin where stdin is not read.

    Raises:
        MisuseError: `-` is not among the paths.
    """
    if stdin_filename is not None and "-" not in paths:
        raise MisuseError("`--stdin-filename` names the text of stdin: give `-` as the path too.")


class Failure(Exception):  # noqa: N818 - it is the job that failed, and no error of the program
    """The job could not be done; its text is one line. Ends the run with 2."""


def wants_color(choice: str, environment: Any, terminal: bool) -> bool:
    """Tell whether to colour. An empty NO_COLOR or FORCE_COLOR says nothing (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    if environment.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


def is_terminal(stream: Any = None) -> bool:
    """Tell whether people see what goes to a stream, or else to stdout."""
    try:
        return bool((stream or sys.stdout).isatty())
    except (AttributeError, ValueError):
        return False


def has_links(color: bool) -> bool:
    """Tell whether the terminal can be given links."""
    return color and is_terminal()


def width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and 0 < len(given) < 6 and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, OSError, ValueError):
        return 80


def is_ascii_only() -> bool:
    """Tell whether stdout cannot carry the characters that a tree is drawn with."""
    try:
        "…├└│─·".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeError, LookupError):
        return True
    return False


def set_up(stream: Any, environment: Mapping[str, str], *, windows: bool = os.name == "nt") -> None:
    """Make a standard stream carry any text; `environment` are the variables of the process.

    What its encoding lacks is written as an escape. On Windows, what is no terminal would get the code page
    of the machine and two characters at each line end, which hardly anything that reads it expects: it gets
    UTF-8 and line feeds, as elsewhere, unless PYTHONIOENCODING asks for something else.
    """
    if not hasattr(stream, "reconfigure"):
        return
    if windows and not stream.isatty() and not environment.get("PYTHONIOENCODING"):
        stream.reconfigure(encoding="utf-8", newline="\n")
    stream.reconfigure(errors="backslashreplace")


def for_programs(stream: Any) -> None:
    """Make a standard stream carry UTF-8: in that JSON, XML and HTML are read elsewhere (RFC 8259, 8.1)."""
    if (getattr(stream, "encoding", None) or "utf-8").lower() != "utf-8":
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


before_printing: Callable[[], None] | None = None
"""Takes away what is drawn on the terminal for the time being."""


def put(texts: Iterable[str]) -> None:
    """Print on stdout, as it comes."""
    for text in texts:
        if before_printing is not None and text:
            before_printing()
        if os.name == "nt" and "\x1b" in text:
            import click  # translates colours where the terminal does not know them

            click.echo(text, nl=False)
        else:
            sys.stdout.write(text)


def put_bytes(text: bytes) -> None:
    """Print UTF-8 on stdout. Where stdout writes that, it need not be read first, which takes longest."""
    stream = sys.stdout
    raw = getattr(stream, "buffer", None)
    if raw is None or os.name == "nt" or stream.encoding.lower() != "utf-8":
        put((text.decode("utf-8"),))
        return
    if before_printing is not None and text:
        before_printing()
    stream.flush()
    raw.write(text)


def say(line: str) -> None:
    """Print a line on stderr, after what stdout has."""
    from medlint.report.screen import printable

    if before_printing is not None:
        before_printing()
    sys.stdout.flush()
    sys.stderr.write("\n".join(printable(part) for part in line.split("\n")) + "\n")


def say_error(error: object) -> None:
    """Print what keeps medlint from its job on stderr, line by line."""
    for line in str(error).split("\n"):
        say(f"error: {line}")


def bug(error: BaseException, *, trace: bool = False) -> str:
    """Return what to say of an error of medlint's own; `trace` or MEDLINT_DEBUG add the traceback."""
    said = " ".join(str(error).split())[:200]
    line = f"internal error: {type(error).__name__}{': ' if said else ''}{said}"
    line += " (this is a bug in medlint, please report it)"
    if trace or os.environ.get("MEDLINT_DEBUG"):
        from traceback import format_exception

        line += "\n" + "".join(format_exception(error)).rstrip()
    return line
