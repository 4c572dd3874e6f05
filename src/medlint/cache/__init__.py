"""Results of earlier runs, so that an article that did not change is not read again.

One file holds what came of the articles under one plan. It is a row of segments with checksums that runs
append to, each in one write: runs at the same time do not disturb one another, and what a killed run left
behind is cut off. Where an article stands twice the later one holds; a file with much of that, or that grew
too large, is written anew beside itself and moved into place.

An article is unchanged if size, times and inode are what they were; where they are not, its content
decides. Nothing that goes wrong here fails a run: it costs time only. Columns are arrays of numbers, which
load faster than `marshal` or JSON and, unlike `marshal`, cannot harm whoever reads the file of a stranger.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from struct import Struct
from struct import error as StructError  # noqa: N812 - the module calls it so
from typing import BinaryIO
from zlib import crc32

from medlint._files import mark, remove, replace
from medlint._records import NamedTuple

FOLDER = ".medlint_cache"
MOST_BYTES = 256 * 2**20
"""What one file may grow to; beyond it the oldest entries go."""
MOST_FILES = 64
"""Files of other plans and other days that are kept, none of them older than a week."""
ROWS = 512
"""Entries a segment; a run writes as soon as it has as many."""
TICK = 2_000_000_000
"""Nanoseconds by which the clock of a file system may be off: a younger file is judged by its content."""
_SUFFIX = ".results"
_MAGIC = b"medlint1" if sys.byteorder == "little" else b"medlint2"
_HEAD = Struct("=8s16s16sIIQQQII")
_DIGEST = 16
_INODE = 2**63 - 1
_LOOSE = 48
"""Segments beyond which a file is written anew."""
_HOUR = 3600 * 10**9


class Stamp(NamedTuple):
    """What the system says of a file, times in nanoseconds; `changed` -1 is never trusted."""

    size: int
    modified: int
    changed: int
    inode: int


class Entry(NamedTuple):
    """What came of one article: `counts` sums `result` up, `text` is how it was printed, if it was."""

    path: str
    stamp: Stamp
    digest: bytes
    counts: str
    result: bytes
    text: bytes | None = None


class _Part(NamedTuple):
    """Where a segment keeps its results or its texts, and their checksum."""

    start: int
    size: int
    sum: int
    usable: bool


def digest(data: bytes) -> bytes:
    """Return 16 bytes that tell one content from another."""
    try:
        from _blake2 import blake2b  # hashlib loads OpenSSL besides, which takes longer than the rest here
    except ImportError:
        from hashlib import blake2b
    made: bytes = blake2b(data, digest_size=_DIGEST).digest()
    return made


def stamp_of(status: os.stat_result, now: int) -> Stamp:
    """Return the stamp of a file looked at `now`, before it was read.

    Who writes within a tick can leave size and times as they are, so a file that young, or one from the
    future, gets a stamp that is not trusted.
    """
    old = max(status.st_mtime_ns, status.st_ctime_ns) < now - TICK
    changed = status.st_ctime_ns if old else -1
    return Stamp(status.st_size, status.st_mtime_ns, changed, status.st_ino & _INODE)


class Store:
    """The results of one plan, which `key` stands for; `printing` names a way to print; 16 bytes each."""

    def __init__(self, folder: str, key: bytes, printing: bytes = bytes(16)) -> None:
        self.path = os.path.join(folder, key.hex() + _SUFFIX)
        self.key, self.printing = key, printing
        self._rows: dict[str, int] = {}
        self._sizes, self._modified, self._changed, self._inodes = (array("q") for _ in range(4))
        self._result_at, self._text_at = array("q"), array("q")
        self._digests = bytearray()
        self._counts: list[str] = []
        self._parts: list[tuple[_Part, _Part]] = []
        self._firsts: list[int] = []
        self._held: dict[tuple[int, int], bytes] = {}
        self._fresh: list[Entry] = []
        self._segments = self._valid = self._seen = 0
        self._closed = False
        self._file: BinaryIO | None = None
        try:
            self._file = open(self.path, "rb")  # noqa: SIM115 - read from during the run
            self._load(self._file)
        except (OSError, ValueError, OverflowError, StructError):
            pass

    def __len__(self) -> int:
        """Return how many articles are known."""
        return len(self._rows)

    def paths(self) -> Iterable[str]:
        """Return the articles that are known, in the order in which they were stored."""
        return self._rows.keys()

    def find(self, path: str) -> int:
        """Return the row of an article, or -1; whether it is still the same is another question."""
        return self._rows.get(path, -1)

    def is_same(self, row: int, status: os.stat_result) -> bool:
        """Tell whether an article is unchanged by what the system says of it."""
        return (
            status.st_mtime_ns == self._modified[row]
            and status.st_ctime_ns == self._changed[row]
            and status.st_size == self._sizes[row]
            and status.st_ino & _INODE == self._inodes[row]
        )

    def is_content(self, row: int, data: bytes) -> bool:
        """Tell whether an article is unchanged by its content."""
        return len(data) == self._sizes[row] and digest(data) == self._digest(row)

    def size(self, row: int) -> int:
        """Return how many bytes the article had."""
        return self._sizes[row]

    def counts(self, row: int) -> str:
        """Return the line that sums an article's result up."""
        return self._counts[row]

    def result(self, row: int) -> bytes | None:
        """Return what came of an article, or None if it cannot be read any more."""
        return self._blob(row, 0, self._result_at)

    def text(self, row: int) -> bytes | None:
        """Return how an article's result was printed; None if it was not, or not in this way."""
        return self._blob(row, 1, self._text_at)

    def entry(self, row: int, path: str, stamp: Stamp, text: bytes | None) -> Entry | None:
        """Return what is known of an article with another stamp and text, to be added again."""
        result = self.result(row)
        if result is None:
            return None
        return Entry(path, stamp, self._digest(row), self._counts[row], result, text)

    def add(self, entry: Entry) -> None:
        """Keep an entry; every now and then what was added is written."""
        self._fresh.append(entry)
        if len(self._fresh) >= ROWS:
            self._append()

    def close(self) -> None:
        """Write what was added, and tidy up where that is due."""
        self._append()
        self.leave()
        if not self._closed and self._segments and self._is_untidy():
            rewrite(self.path, self.key, self.printing)
        self._closed = True

    def _is_untidy(self) -> bool:
        many = self._segments > _LOOSE and self._segments * ROWS > 2 * len(self._sizes)
        return many or len(self._sizes) > 2 * len(self._rows) + ROWS or self._seen > MOST_BYTES

    def _digest(self, row: int) -> bytes:
        return bytes(self._digests[row * _DIGEST : (row + 1) * _DIGEST])

    def _load(self, stream: BinaryIO) -> None:
        """Read the index of each segment up to the first that is broken."""
        self._seen = os.fstat(stream.fileno()).st_size
        while self._valid + _HEAD.size <= self._seen:
            magic, key, printing, count, index_sum, index, results, texts, *sums = _HEAD.unpack(
                stream.read(_HEAD.size)
            )
            start = self._valid + _HEAD.size + index
            end = start + results + texts
            if magic != _MAGIC or key != self.key or end > self._seen:
                return
            data = stream.read(index)
            if crc32(data) != index_sum:
                return
            self._take(data, count, start, start + results)
            usable = printing == self.printing != bytes(16)
            both = _Part(start, results, sums[0], True), _Part(start + results, texts, sums[1], usable)
            self._parts.append(both)
            self._segments += 1
            self._valid = end
            stream.seek(end)

    def _take(self, data: bytes, count: int, results: int, texts: int) -> None:
        """Add the columns of a segment to those before it."""
        width = 8 * count
        lines = data[(6 * 8 + _DIGEST) * count :].decode("utf-8", "surrogateescape").split("\0")
        if len(lines) != 2 * count:
            raise ValueError("not a path and counts for each row")
        columns = [array("q", data[at : at + width]) for at in range(0, 6 * width, width)]
        base = len(self._sizes)
        for column, more in zip(
            (self._sizes, self._modified, self._changed, self._inodes), columns, strict=False
        ):
            column.extend(more)
        self._result_at.extend(accumulate(columns[4], initial=results))
        self._text_at.extend(accumulate(columns[5], initial=texts))
        at = 6 * width
        self._digests += data[at : at + _DIGEST * count]
        self._firsts.append(base)
        self._counts += lines[count:]
        self._rows.update(zip(lines[:count], range(base, base + count), strict=True))

    def _blob(self, row: int, kind: int, starts: array[int]) -> bytes | None:
        """Return the part of a segment's results (`kind` 0) or texts (1) that belongs to a row."""
        segment = self._segment(row)
        part = self._parts[segment][kind]
        if not part.usable:
            return None
        held = self._held.get((segment, kind))
        if held is None:
            held = self._read(part)
            if len(self._held) > 8:
                self._held.clear()
            self._held[segment, kind] = held
        if not held and part.size:
            return None
        # A segment has one start more than rows: the end of the last.
        at = row + segment
        return held[starts[at] - part.start : starts[at + 1] - part.start]

    def _read(self, part: _Part) -> bytes:
        """Return the bytes of a part, or none if they are not what was written."""
        try:
            assert self._file is not None
            self._file.seek(part.start)
            data = self._file.read(part.size)
        except (OSError, AssertionError):
            return b""
        return data if len(data) == part.size and crc32(data) == part.sum else b""

    def _append(self) -> None:
        """Write what was added as one segment; the first failure is the last try of a run."""
        entries, self._fresh = self._fresh, []
        if not entries or self._closed:
            return
        try:
            if not self._segments:
                prepare(os.path.dirname(self.path))
            if self._valid < self._seen:
                self._cut()
            # Texts come last: an article that is found again may be printed, and stored, a second time.
            silent = [entry for entry in entries if entry.text is None]
            printed = [entry for entry in entries if entry.text is not None]
            data = b"".join(encode(part, self.key, self.printing) for part in (silent, printed) if part)
            handle = os.open(
                self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666
            )
            try:
                complete = os.write(handle, data) == len(data)
            finally:
                os.close(handle)
        except OSError:
            complete = False
        self._closed = not complete
        self._segments += 1

    def _cut(self) -> None:
        """Take away what could not be read, unless another run has written since."""
        if os.path.getsize(self.path) == self._seen:
            os.truncate(self.path, self._valid)
        self._seen = self._valid

    def leave(self) -> None:
        """Read no more from the file: Windows replaces none that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def weight(self, row: int) -> int:
        """Return how many bytes of the file belong to a row's result and text."""
        at = row + self._segment(row)
        results, texts = self._result_at, self._text_at
        return results[at + 1] - results[at] + texts[at + 1] - texts[at]

    def _segment(self, row: int) -> int:
        return bisect_right(self._firsts, row) - 1

    def live(self) -> Iterator[tuple[int, str]]:
        """Yield rows and paths of what holds, the oldest first."""
        yield from sorted((row, path) for path, row in self._rows.items())

    def as_is(self, row: int, path: str) -> Entry | None:
        """Return an entry as it is stored, or None if it cannot be read any more."""
        stamp = Stamp(self._sizes[row], self._modified[row], self._changed[row], self._inodes[row])
        return self.entry(row, path, stamp, self.text(row))


def encode(entries: Iterable[Entry], key: bytes, printing: bytes) -> bytes:
    """Return a segment."""
    rows = list(entries)
    printing = printing if all(entry.text is not None for entry in rows) else bytes(16)
    results = b"".join(entry.result for entry in rows)
    pieces = [entry.text or b"" for entry in rows]
    texts = b"".join(pieces)
    columns = (
        *([entry.stamp[index] for entry in rows] for index in range(4)),
        [len(entry.result) for entry in rows],
        [len(piece) for piece in pieces],
    )
    index = b"".join(array("q", column).tobytes() for column in columns)
    index += b"".join(entry.digest for entry in rows)
    lines = "\0".join((*(entry.path for entry in rows), *(entry.counts for entry in rows)))
    index += lines.encode("utf-8", "surrogateescape")
    sizes = (len(index), len(results), len(texts))
    head = _HEAD.pack(_MAGIC, key, printing, len(rows), crc32(index), *sizes, crc32(results), crc32(texts))
    return b"".join((head, index, results, texts))


def prepare(folder: str) -> None:
    """Make the folder, tell back-up programs and git that it is a cache, and take away what is old in it.

    Raises:
        OSError: it cannot be made.
    """
    top = os.path.dirname(folder)
    # A folder that was there before may hold more than a cache, and that is not to be ignored.
    own = not os.path.exists(top) or os.path.basename(top) == FOLDER
    os.makedirs(folder, exist_ok=True)
    if own:
        mark(top)
    with os.scandir(folder) as listing:
        status = [(entry.stat(), entry.path) for entry in listing if entry.is_file()]
    files = sorted(((of.st_mtime_ns, of.st_size, path) for of, path in status), reverse=True)
    kept = total = 0
    for modified, size, path in files:
        is_draft = not path.endswith(_SUFFIX)
        kept += not is_draft
        total += size
        # A draft that is an hour older than the newest file belongs to a run that was killed.
        old = files[0][0] - modified > (_HOUR if is_draft else 7 * 24 * _HOUR)
        if old or kept > MOST_FILES or total > 2 * MOST_BYTES:
            remove(path)


def rewrite(path: str, key: bytes, printing: bytes) -> bool:
    """Write a file anew without what no longer holds, and without the oldest if it is too large."""
    store = Store(os.path.dirname(path), key, printing)
    room = MOST_BYTES * 3 // 4
    try:
        rows = [(row, name) for row, name in store.live() if os.path.lexists(name)]
        weights = [store.weight(row) for row, _ in rows]
        sums = list(accumulate(reversed(weights)))
        kept = next((number for number, total in enumerate(sums) if total > room), len(rows))
        replace(path, _segments(store, rows[len(rows) - kept :]))
    except OSError:
        return False
    finally:
        store.leave()
    return True


def _segments(store: Store, rows: Iterable[tuple[int, str]]) -> Iterator[bytes]:
    yield from (encode(group, store.key, store.printing) for group in _groups(store, rows))
    store.leave()


def _groups(store: Store, rows: Iterable[tuple[int, str]]) -> Iterator[list[Entry]]:
    """Yield entries in segments: those whose text is known apart from those where it is not."""
    group: list[Entry] = []
    for row, name in rows:
        entry = store.as_is(row, name)
        if entry is None:
            continue
        if group and (len(group) == ROWS or (entry.text is None) != (group[-1].text is None)):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group
