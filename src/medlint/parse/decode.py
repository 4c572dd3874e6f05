"""Bytes become a Source, or a problem that names what they are."""

from __future__ import annotations

import codecs
import re

from medlint.document import Problem
from medlint.source import Source, Span

UNREADABLE = frozenset(
    ("too-large", "too-many-lines", "empty", "binary", "nul-bytes", "utf16-without-bom", "not-text")
)
"""Problems after which there is no text to check."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich-text (RTF) document"),
)
_SAMPLE = 4096
_MOST_LINES = 200_000
"""Far more than any article has; a line costs up to 20 microseconds."""
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    """Return the text of a file's bytes and what was wrong with them.

    UTF-8 and UTF-16/32 with a byte-order mark are read as such. Bytes that are mostly UTF-8 keep their
    few wrong ones as lone surrogates, so that nothing is lost in writing back; other bytes are read
    as Windows-1252, the encoding that old editors leave behind. Where a problem is one of
    `UNREADABLE`, the text is empty.
    """
    source, problems = _decode(path, data)
    lines = source.text.count("\n")
    if lines > _MOST_LINES:
        values = {"lines": f"{lines:,}", "limit": f"{_MOST_LINES:,}"}
        return _nothing(path, Problem("too-many-lines", Span(0, 0), values))
    return source, problems


def _decode(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(path, data[len(bom) :], bom, encoding)
    kind = _binary_kind(data)
    if kind:
        return _nothing(path, kind)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _decode_unmarked(path, data, error.start)
    if not text.strip():
        return _nothing(path, Problem("empty", Span(0, 0)))
    return Source(path, text), ()


def _decode_marked(path: str, data: bytes, bom: bytes, encoding: str) -> tuple[Source, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding, "strict" if encoding == "utf-8" else "surrogatepass")
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            values = {"encoding": encoding.upper(), "byte": error.start + len(bom)}
            return _nothing(path, Problem("not-text", Span(0, 0), values))
        text = data.decode(encoding, "surrogateescape")
        source = Source(path, text, bom=bom)
        return source, (_invalid(source, data, error.start),)
    if "\0" in text:
        return _nothing(path, Problem("nul-bytes", Span(0, 0), {"byte": text.index("\0")}))
    if not text.strip():
        return _nothing(path, Problem("empty", Span(0, 0)))
    return Source(path, text, encoding=encoding, bom=bom), ()


def _decode_unmarked(path: str, data: bytes, at: int) -> tuple[Source, tuple[Problem, ...]]:
    multibyte = sum(len(match) for match in _MULTIBYTE.findall(data))
    high = len(_HIGH.findall(data))
    if 2 * multibyte > high:
        source = Source(path, data.decode("utf-8", "surrogateescape"))
        return source, (_invalid(source, data, at),)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return _nothing(path, Problem("not-text", Span(0, 0), {"encoding": "UTF-8", "byte": at}))
    source = Source(path, text, encoding="cp1252")
    first = next(i for i, character in enumerate(source.text) if character > "\x7f")
    values = {"encoding": "Windows-1252", "character": source.text[first]}
    return source, (Problem("encoding-guessed", Span(first, first + 1), values),)


def _invalid(source: Source, data: bytes, at: int) -> Problem:
    first = next(i for i, character in enumerate(source.text) if "\udc80" <= character <= "\udcff")
    return Problem("invalid-bytes", Span(first, first + 1), {"byte": f"0x{data[at]:02X}", "offset": at})


def _binary_kind(data: bytes) -> Problem | None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return Problem("binary", Span(0, 0), {"what": name})
    sample = data[:_SAMPLE]
    at = data.find(b"\0")
    if at >= 0:
        if _looks_utf16(sample):
            return Problem("utf16-without-bom", Span(0, 0))
        return Problem("nul-bytes", Span(0, 0), {"byte": at})
    if len(_CONTROL.findall(sample)) > len(sample) // 10:
        return Problem("binary", Span(0, 0), {"what": "binary data"})
    return None


def _looks_utf16(sample: bytes) -> bool:
    """Tell whether every other byte is mostly NUL, as in Latin text written as UTF-16."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) > 3 and max(even, odd) > len(sample) // 4 and min(even, odd) < len(sample) // 16 + 1


def _nothing(path: str, problem: Problem) -> tuple[Source, tuple[Problem, ...]]:
    return Source(path, ""), (problem,)
