"""Reports what the parser could not read or had to guess: each message names a problem kind."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.rule import Rule
from medlint.settings import Settings

_MANY = {"bold-heading": "bold-headings"}
"""What a page can be full of, and the message for all at once: a note a line would hide the rest."""


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each problem that the rule has a message for, or one for all that are alike."""
    alike = {kind: [each for each in document.problems if each.kind == kind] for kind in _MANY}
    for problem in document.problems:
        if problem.kind not in rule.messages:
            continue
        same = alike.get(problem.kind, ())
        if len(same) < 2:
            # Front matter that cannot be read is no matter of one line.
            whole = problem.kind == "front-matter-syntax"
            yield Hit(problem.span, problem.kind, problem.values, whole=whole)
        elif problem is same[0]:
            values = {**problem.values, "count": len(same)}
            related = tuple(Related(each.span, "here too") for each in same[1:])
            yield Hit(problem.span, _MANY[problem.kind], values, related)
