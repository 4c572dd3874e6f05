"""The hash of a line, which has to be the one that GitHub's upload action computes."""

from __future__ import annotations

import pytest

from medlint.report.line_hash import line_hashes, newline_of, raw_text
from medlint.source import Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "c129715d7a2bc9a3:1"),
        (
            " a\nb\n  \t\tc\n d",
            "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1",
        ),
    ],
)
def test_values_that_the_upload_action_is_tested_with(text: str, expected: str) -> None:
    wanted = expected.split()
    assert list(line_hashes(text, set(range(1, 99))).values()) == wanted


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_line_ends_are_alike(newline: str) -> None:
    text = " one; \t\ntwo\n\n\n  \t\tthree\n four\n"
    numbers = set(range(1, 8))
    assert line_hashes(text.replace("\n", newline), numbers) == line_hashes(text, numbers)


def test_equal_lines_are_numbered() -> None:
    hashes = line_hashes("the same line again\n" * 20, {1, 2, 3, 20})
    assert [hashes[number].rpartition(":")[2] for number in (1, 2, 3)] == ["1", "2", "3"]
    assert hashes[1].partition(":")[0] == hashes[3].partition(":")[0] != hashes[20].partition(":")[0]


def test_lines_above_do_not_count() -> None:
    text = "first\nsecond\n"
    assert line_hashes("new\n" + text, {3})[3] == line_hashes(text, {2})[2]


def test_a_file_is_read_as_utf_8() -> None:
    # The upload knows no other encoding, and takes a byte-order mark for a letter.
    assert raw_text(Source("a", "é", encoding="cp1252")) == "\ufffd"
    assert raw_text(Source("a", "é\r\nb", bom=b"\xef\xbb\xbf")) == "\ufeffé\r\nb"


def test_line_end_of_an_edit() -> None:
    assert [newline_of(raw) for raw in ("a", "a\nb", "a\r\nb", "a\rb\r\n")] == ["\n", "\n", "\r\n", "\r"]
