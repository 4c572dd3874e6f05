"""Who wrote it, where a component prints that: `<Author name="Jane Roe" role="GP" />` in Markdown and MDX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from medlint.document import Block, Value
from medlint.parse.metadata import field_of, is_credentials_key
from medlint.source import Span, covers, merged

_TAG = re.compile(
    r"<([A-Z][A-Za-z]{1,40})((?:\s{1,20}[A-Za-z][\w-]{0,40}=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'))+)"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]{0,40})=([\"'])(.*?)\2", re.DOTALL)
# What a component is besides the field that it is called after.
_FRAME = re.compile(r"(?:Bio|Box|Card|Info|Block|Line|Section|Details|Profile)$")
_PEOPLE = ("author", "reviewer", "editor")


def component_values(text: str, blocks: Iterable[Block]) -> Iterator[Value]:
    """Yield the people, and what they are, that components of an article are given, outside code."""
    code: tuple[Span, ...] | None = None
    for tag in _TAG.finditer(text):
        field = field_of(_FRAME.sub("", tag[1]))
        if field not in _PEOPLE:
            continue
        if code is None:
            code = merged(block.span for block in blocks if block.kind == "code")
        if covers(code, tag.start()):
            continue
        for attribute in _ATTRIBUTE.finditer(text, *tag.span(2)):
            key, span = attribute[1], Span(*attribute.span(3))
            told = field if key == "name" or field_of(key) == field else ""
            told = told or ("credentials" if is_credentials_key(key) else "")
            if told and attribute[3].strip():
                yield Value(told, attribute[3], span, "page", f"{tag[1]}.{key}", Span(*attribute.span(1)))
