"""What the article is about."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.parse.subject import is_about_something_else
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import where_missing


def other(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED906: nothing in the file is about health."""
    if is_about_something_else(document.source.text, document.language):
        yield from (Hit(span, whole=True) for span in where_missing(document))
