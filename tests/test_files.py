from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from medlint._files import replace, time_and_size


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    replace(str(path), (b"new", bytearray(b"er")))
    assert path.read_bytes() == b"newer"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_what_cannot_be_written_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise OSError("the disk is full")

    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="full"):
        replace(str(path), pieces())
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_a_change_is_seen_by_time_and_size(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    assert time_and_size(str(path)) == (0, -1)
    path.write_bytes(b"abc")
    os.utime(path, ns=(5, 7))
    (entry,) = os.scandir(tmp_path)
    assert time_and_size(str(path)) == time_and_size(entry) == (7, 3)
