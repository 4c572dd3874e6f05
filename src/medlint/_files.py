"""Files that medlint writes: in one step, marked as a cache, seen to have changed."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the shelf, from which `typing` is loaded, is read with this
if TYPE_CHECKING:
    from collections.abc import Iterable
    from mmap import mmap

    Contents = bytes | mmap
    """What a file holds: as it is, or mapped."""

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


def draft_of(path: str) -> str:
    """Return a new path beside a file, to write what is to take its place."""
    return os.path.join(os.path.dirname(path), f".medlint-{os.urandom(8).hex()}")


def replace(path: str, data: Iterable[bytes | bytearray]) -> None:
    """Put data in the place of a file in one step, so that others see all of it or none.

    It is not written through to the disk: for that, and to keep mode and owner, see `medlint.fix`.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    draft = draft_of(path)
    try:
        with open(draft, "xb") as stream:
            stream.writelines(data)
        os.replace(draft, path)
    except BaseException:
        remove(draft)
        raise


def remove(path: str) -> None:
    """Remove a file, if that can be done."""
    try:
        os.remove(path)
    except OSError:
        pass


def contents(path: str) -> Contents:
    """Return what a file holds; of a large one a run needs a part, so it is mapped where that is safe.

    Raises:
        OSError: it cannot be read.
        ValueError: it is empty.
    """
    with open(path, "rb") as stream:
        if os.name != "posix":  # elsewhere a file that is mapped cannot be replaced
            return stream.read()
        from mmap import ACCESS_READ, mmap

        return mmap(stream.fileno(), 0, access=ACCESS_READ)


def refusal(error: OSError) -> str:
    """Return why the system does not let a file or folder be read, as a phrase for people."""
    reason = (error.strerror or str(error)).lower()
    if isinstance(error, PermissionError):
        return f"{reason}; give yourself the right to read it, or exclude it"
    return reason


def time_and_size(file: str | os.DirEntry[str]) -> tuple[int, int]:
    """Return time (ns) and size of a file, by which a change is seen; of one that is gone 0 and -1."""
    try:
        status = os.stat(file) if isinstance(file, str) else file.stat()
    except OSError:
        return 0, -1
    return status.st_mtime_ns, status.st_size
