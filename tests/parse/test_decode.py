import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.decode import UNREADABLE, decode
from medlint.source import Span

TEXT = "# Rücken\n\nGut.\n"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32-le"],
)
def test_marked_encodings_are_read_and_written_back(bom, encoding):
    data = bom + TEXT.encode(encoding)
    source, problems = decode("a.md", data)
    assert source.text == TEXT
    assert problems == ()
    assert source.encode() == data


def test_windows_1252_is_the_last_resort_and_is_told():
    data = "Don\u2019t stop — caf\xe9".encode("cp1252")
    source, problems = decode("a.md", data)
    assert source.text == "Don\u2019t stop — caf\xe9"
    (problem,) = problems
    assert problem.kind == "encoding-guessed"
    assert problem.span == Span(3, 4)
    assert source.text[slice(*problem.span)] == "\u2019"
    assert source.encode() == data


def test_one_wrong_byte_among_utf8_is_named_and_kept():
    data = "café and naïve ".encode() + b"\xff now"
    source, problems = decode("a.md", data)
    (problem,) = problems
    assert problem.kind == "invalid-bytes"
    assert problem.values == {"byte": "0xFF", "offset": 17}
    assert problem.span == Span(15, 16)
    assert source.encode() == data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b" \r\n\t", "empty"),
        (b"a\0b", "nul-bytes"),
        ("# A title".encode("utf-16-le"), "utf16-without-bom"),
        (b"\xff\xfea", "not-text"),
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04....", "binary"),
        (b"\x81\x8d\x8f\x90", "not-text"),
        (bytes(range(1, 32)) * 8, "binary"),
    ],
    ids=str,
)
def test_what_is_no_text_is_named(data, kind):
    source, problems = decode("a.md", data)
    assert [problem.kind for problem in problems] == [kind]
    assert kind in UNREADABLE
    assert source.text == ""


def test_a_text_without_end_is_named():
    source, problems = decode("a.md", b"a\r" * 200_001)
    assert [(problem.kind, problem.values["lines"]) for problem in problems] == [
        ("too-many-lines", "200,001")
    ]
    assert source.text == ""
    assert decode("a.md", b"a\r" * 200_000)[1] == ()


def test_lone_surrogates_of_utf16_survive():
    data = codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00"
    source, problems = decode("a.md", data)
    assert source.text == "a\ud800b"
    assert problems == ()


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_named(data):
    source, problems = decode("a.md", data)
    if not source.text:
        assert problems[0].kind in UNREADABLE
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)


@settings(max_examples=300)
@given(st.text(alphabet="aé💊\n\r", min_size=1, max_size=40).map(str.encode) | st.binary(max_size=40))
def test_no_byte_is_lost(data):
    source, _ = decode("a.md", data)
    if source.text:
        assert source.encode() == data
