"""How an article is announced: its description, and the capitals of its title and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.checks.spelling import says_word
from medlint.document import Document, Value
from medlint.finding import Hit
from medlint.parse.metadata import fold_key
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import headings, title_text

_WORD = re.compile(r"[^\W\d_][\w'’]{2,}")


def description(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED218: a description is too short or too long to be shown whole, or only repeats the title."""
    told = document.field("description")
    stated = [value for value in told if value.text.strip()]
    # Where the description itself was left empty, a subtitle does not take its place.
    if any(_rank(value, rule) < len(rule.params["shown"]) for value in told if not value.text.strip()):
        stated = [value for value in stated if _rank(value, rule) < len(rule.params["shown"])]
    if not stated:
        return
    value = min(stated, key=lambda value: _rank(value, rule))
    text, title = " ".join(value.text.split()), fold(title_text(document))
    values = {"length": len(text), "least": rule.params["least"], "most": rule.params["most"]}
    if title and bare(fold(text)) == bare(title):
        yield Hit(value.span, "title", values)
    elif fold_key(value.key) in rule.params["beside"]:
        return
    elif len(text) > rule.params["most"] + rule.params["spare"]:
        yield Hit(value.span, "long", values)
    elif len(text) < rule.params["least"]:
        yield Hit(value.span, "short", values)


def _rank(value: Value, rule: Rule) -> int:
    """Return how likely a description is the one that is shown: what was written for that comes first."""
    shown: list[str] = rule.params["shown"]
    key = fold_key(value.key.rpartition(".")[2])
    if value.origin == "json-ld" or key not in shown:
        return len(shown)
    return shown.index(key)


def title_case(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED220: the words of a heading have capitals, though the text writes them without."""
    told = " ".join(block.text for block in document.blocks if block.kind in ("paragraph", "item"))
    small = frozenset(rule.params["small"])
    for block in headings(document):
        if block.text.isupper():
            continue
        words = [word for word in _WORD.findall(block.text)[1:] if word.lower() not in small]
        # A word that the text never writes small may be a name, so it says nothing.
        telling = [word for word in words if says_word(word.lower(), told)]
        if len(telling) >= rule.params["least"] and all(word[0].isupper() for word in telling):
            yield Hit(block.span, "", {"text": block.text})
