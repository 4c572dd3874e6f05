"""Metadata: what the front matter's parser met, and what the schemas ask for."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds import problem, schema
from medlint.rule import Rule
from medlint.settings import Settings


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield the problems that the rule has messages for, then the failures of the schemas."""
    yield from problem.check(document, settings, rule)
    yield from schema.check(document, settings, rule)
