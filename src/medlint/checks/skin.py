"""Signs on the skin that are described by a colour which they have on white skin only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown, whole
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import reading, sentence
from medlint.reading.said import says, says_anywhere, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text

_SEVERAL = 2
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z]+ \Z")


def one_tone(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first sign told by its colour, if an article speaks of no other tones of skin."""
    found = [match for match in matches(document, rule) if _is_on_skin(match, document, rule)]
    if not found or says_anywhere(reading(document), rule.params["compiled"], "-tones"):
        return
    # In an article about the mouth or the eye a patch is there, also where its sentence does not say so.
    if _names_elsewhere(rule.params["compiled"], fold(title_text(document))):
        return
    # What stands alone weighs more than redness that other signs stand beside.
    alone = [match for match in found if not _is_beside_others(match, document, rule)]
    first = next(iter(alone), found[0])
    rest = [match for match in found if match is not first]
    related = tuple(Related(match.passage.span(match.start, match.end), "here too") for match in rest)
    # "Blue-grey" is one colour.
    end = whole(first.passage, first.end)
    yield Hit(
        first.passage.span(first.start, end),
        "sign" if alone else "among",
        {"text": shown(first.passage, first.start, end)},
        related,
    )


def _is_beside_others(match: Match, document: Document, rule: Rule) -> bool:
    """Tell whether a sentence about redness names signs that every skin shows, or how to soothe it.

    In an article about the skin the colour is what readers look for.
    """
    groups: Groups = rule.params["compiled"]
    text = match.passage.text
    # What a treatment leaves on purpose is no sign that anybody has to recognise.
    if any(says(groups, "-marked", said) for said in (text, match.passage.above)):
        return True
    redness = says(groups, "-redness", text, match.start, match.end)
    if not redness or says(groups, "-skin-page", fold(title_text(document))):
        return False
    words = text[slice(*sentence(text, match.start, reading(document).language))]
    signs = sum(says(groups, name, words) for name in rule.params["on-every-skin"])
    return signs >= _SEVERAL or says(groups, "-soothed", words)


def _is_in_a_name(match: Match) -> bool:
    """Tell whether capitals make a name of the words and one beside them: "Red Nose Grief and Loss"."""
    block = match.passage.block
    words = block.text[match.start : match.end].split()
    if block.kind == "heading" or len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    return bool(
        _CAPITAL_AFTER.match(block.text, match.end) or _CAPITAL_BEFORE.search(block.text, 0, match.start)
    )


def _is_elsewhere(match: Match, document: Document, rule: Rule) -> bool:
    """Tell whether the heading of a sign, or what follows a sign in a heading, names the mouth or the eye."""
    passage, passages = match.passage, reading(document).passages
    after = reading(document).place(passage) + 1
    follows = passages[after : after + 1] if passage.block.kind == "heading" and after else ()
    above = passage.heading if passage.block.kind != "heading" else passage.text
    return any(
        _names_elsewhere(rule.params["compiled"], said) for said in (above, *(near.text for near in follows))
    )


def _names_elsewhere(groups: Groups, said: str) -> bool:
    return says(groups, "-elsewhere", without(groups, "-not-elsewhere", said))


def _is_on_skin(match: Match, document: Document, rule: Rule) -> bool:
    """Tell whether the sentence of a sign names a place on the skin, if its group needs one."""
    if _is_in_a_name(match):
        return False
    if _is_elsewhere(match, document, rule):
        return False
    needed = rule.params["needs"].get(match.group)
    text = match.passage.text
    first, last = sentence(text, match.start, reading(document).language)
    return needed is None or says(rule.params["compiled"], needed, text, first, last)
