from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.source import Position, Source, Span


def test_only_three_line_ends_count():
    source = Source("a.md", "one\r\ntwo\rthree\nfour\x0bfive\x85six\u2028seven")
    assert source.text == "one\ntwo\nthree\nfour\x0bfive\x85six\u2028seven"
    assert source.line_starts == [0, 4, 8, 14]
    assert source.position(8) == Position(3, 1)
    assert source.line(2) == "two"
    assert source.line(4).startswith("four")


def test_columns_are_code_points():
    source = Source("a.md", "Ünïcødé 💊 dose")
    assert source.position(source.text.index("dose")) == Position(1, 11)


def test_an_edit_leaves_every_other_byte_alone():
    raw = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    source = Source("a.md", raw[3:].decode(), bom=raw[:3])
    assert source.encode() == raw
    start = source.text.index("two")
    edited = source.encode(((Span(start, start + 3), "2\nzwei"),))
    assert edited == b"\xef\xbb\xbfone\r\n2\r\nzwei\rthree\n"


@settings(max_examples=200)
@given(st.text(alphabet="a\r\n é", max_size=60))
def test_writing_back_restores_every_line_end(raw):
    source = Source("a.md", raw)
    assert "\r" not in source.text
    assert source.encode() == raw.encode()


@settings(max_examples=200)
@given(st.text(alphabet="ab\r\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_an_edit_changes_only_its_span(raw, one, other):
    source = Source("a.md", raw)
    size = len(source.text)
    start, end = sorted((min(one, size), min(other, size)))
    edited = Source("a.md", source.encode(((Span(start, end), "X"),)).decode())
    assert edited.text == source.text[:start] + "X" + source.text[end:]


@settings(max_examples=200)
@given(st.text(alphabet="ab\n", max_size=40))
def test_positions_and_lines_agree(raw):
    source = Source("a.md", raw)
    for offset in range(len(source.text) + 1):
        line, column = source.position(offset)
        assert source.line_starts[line - 1] + column - 1 == offset
        assert len(source.line(line)) >= column - 1
