"""Signs on the skin that are described by a colour which they have on white skin only."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.parse.wording import fold
from medlint.reading import reading, sentence
from medlint.rule import Rule
from medlint.said import says, says_anywhere
from medlint.settings import Settings
from medlint.tree import title_text


def one_tone(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first sign told by its colour, if an article speaks of no other tones of skin."""
    found = [match for match in matches(document, rule) if _is_on_skin(match, document, rule)]
    if not found or says_anywhere(reading(document), rule.params["compiled"], "-tones"):
        return
    # In an article about the mouth or the eye a patch is there, also where its sentence does not say so.
    if says(rule.params["compiled"], "-elsewhere", fold(title_text(document))):
        return
    first, *rest = found
    related = tuple(Related(match.passage.span(match.start, match.end), "here too") for match in rest)
    span = first.passage.span(first.start, first.end)
    yield Hit(span, "sign", {"text": shown(first.passage, first.start, first.end)}, related)


def _is_on_skin(match: Match, document: Document, rule: Rule) -> bool:
    """Tell whether the sentence of a sign names a place on the skin, if its group needs one."""
    needed = rule.params["needs"].get(match.group)
    text = match.passage.text
    first, last = sentence(text, match.start, reading(document).language)
    return needed is None or says(rule.params["compiled"], needed, text, first, last)
