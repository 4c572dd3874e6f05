"""Signs on the skin that are described by a colour which they have on white skin only."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.checks.advice import says, says_anywhere
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import matches, shown
from medlint.parse.wording import fold
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text


def one_tone(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first sign told by its colour, if an article speaks of no other tones of skin."""
    found = list(matches(document, rule.id, rule.params))
    if not found or says_anywhere(reading(document), rule.params["compiled"], "-tones"):
        return
    # In an article about the mouth or the eye a patch is there, also where its sentence does not say so.
    if says(rule.params["compiled"], "-elsewhere", fold(title_text(document))):
        return
    first, *rest = found
    related = tuple(Related(match.passage.span(match.start, match.end), "here too") for match in rest)
    span = first.passage.span(first.start, first.end)
    yield Hit(span, first.group, {"text": shown(first.passage, first.start, first.end)}, related)
