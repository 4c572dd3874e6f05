"""What the folders of stored results and of compiled rules have in common."""

from __future__ import annotations

import os

_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n"
"""What marks a folder that back-up programs leave out (https://bford.info/cachedir/)."""


def mark(folder: str) -> None:
    """Tell back-up programs and git that a folder is a cache.

    Raises:
        OSError: it cannot be written.
    """
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)


def remove(path: str) -> None:
    """Remove a file, if that can be done."""
    try:
        os.remove(path)
    except OSError:
        pass
