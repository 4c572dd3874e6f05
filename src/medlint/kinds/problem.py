"""Reports what the parser could not read or had to guess: each message names a problem kind."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.rule import Rule
from medlint.settings import Settings


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each problem that the rule has a message for."""
    for problem in document.problems:
        if problem.kind in rule.messages:
            # Front matter that cannot be read is no matter of one line.
            whole = problem.kind == "front-matter-syntax"
            yield Hit(problem.span, problem.kind, problem.values, whole=whole)
