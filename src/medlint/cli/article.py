"""One article for the commands that show how medlint reads it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from medlint.cli.console import Failure
from medlint.cli.work import read_stdin

if TYPE_CHECKING:
    from medlint.config import Config
    from medlint.document import Document
    from medlint.settings import Settings


def read_article(
    file: str, find: Callable[[str], Config], stdin_filename: str | None
) -> tuple[Document, Settings]:
    """Return an article, and the settings that hold for it; `-` reads stdin.

    Raises:
        ConfigError: its configuration cannot be used.
        Failure: it cannot be read, or is no text.
    """
    from medlint.config import for_file
    from medlint.discover import shown_path
    from medlint.parse import parse

    name = (stdin_filename or "<stdin>") if file == "-" else file
    settings = for_file(find(os.path.dirname(name) or "."), name).settings
    data, size = _read(file, settings)
    document = parse(name if name == "<stdin>" else shown_path(name), data, settings, size=size)
    if document.format == "unreadable":
        raise Failure(f"{name}: this is not a text that can be read; `medlint check` says why")
    return document, settings


def _read(file: str, settings: Settings) -> tuple[bytes, int]:
    """Return a file's bytes and their number; none of the bytes if there are too many."""
    if file == "-":
        data = read_stdin()
        return data, len(data)
    from medlint.discover import NO_ARTICLE, NO_NAME, missing

    try:
        if os.path.isdir(file):
            raise Failure(f"{file}: is a folder; name an article (`medlint check` takes folders)")
        if os.path.exists(file) and not os.path.isfile(file):
            raise Failure(f"{file}: {NO_ARTICLE}")
        size = os.path.getsize(file)
        if size > settings.max_file_size:
            return b"", size
        with open(file, "rb") as stream:
            return stream.read(), size
    except (OSError, ValueError) as error:
        raise Failure(f"{file or NO_NAME}: {missing(file, error)}") from None
