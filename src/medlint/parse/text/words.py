"""The wording of plain-text pages, compiled when first used (`rules/_vocabulary/text.yaml`).

A dump does not say what language it is in, so the words of all languages apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from medlint._records import NamedTuple
from medlint.parse.wording import bare, fold
from medlint.vocabulary import load


class TextWords(NamedTuple):
    """Patterns match a whole folded line, except `label`; sets hold folded words.

    `label` matches a metadata label and the colon behind it if there is one: group `key` is the
    label, `colon` the rest. `fields` maps a folded label to its field.
    """

    fields: Mapping[str, str]
    label: re.Pattern[str]
    reading: re.Pattern[str]
    chrome: re.Pattern[str]
    phone_label: re.Pattern[str]
    sections: re.Pattern[str]
    top_level: re.Pattern[str]
    questions: frozenset[str]
    lead_starts: frozenset[str]
    lead_ends: frozenset[str]
    verbs: frozenset[str]
    sentence_starts: frozenset[str]
    captions: frozenset[str]
    home: frozenset[str]
    navigation: frozenset[str]
    mastheads: re.Pattern[str]


@cache
def text_words() -> TextWords:
    """Return the wording of plain-text pages."""
    languages: list[Mapping[str, Any]] = list(load("text").values())

    def words(name: str) -> frozenset[str]:
        return frozenset(word for data in languages for word in data[name])

    def lines(name: str) -> re.Pattern[str]:
        return _whole(pattern for data in languages for pattern in data[name])

    fields = {
        label: field for data in languages for field, labels in data["meta"].items() for label in labels
    }
    labels = "|".join(re.escape(label) for label in sorted(fields, key=len, reverse=True))
    return TextWords(
        fields=fields,
        # In a run-on line a label may touch the value before it: "4 min readBy: …".
        label=re.compile(
            rf"(?:(?<![^\W_])|(?<=[a-z0-9.)])(?=[A-Z]))(?P<key>(?i:{labels}))(?![^\W_])(?P<colon>\s{{0,3}}[:：])?"
        ),
        reading=_whole(data["reading-time"] for data in languages),
        chrome=lines("chrome"),
        phone_label=lines("phone-labels"),
        sections=lines("sections"),
        top_level=lines("top-level"),
        questions=words("questions"),
        lead_starts=words("lead-starts"),
        lead_ends=words("lead-ends"),
        verbs=words("verbs"),
        sentence_starts=words("sentence-starts"),
        captions=words("captions"),
        home=words("home"),
        navigation=words("navigation"),
        mastheads=re.compile("|".join(data["mastheads"] for data in languages if "mastheads" in data)),
    )


def is_section_name(heading: str) -> bool:
    """Tell whether a heading is what only a part of an article is called: "Conclusion"."""
    return text_words().sections.match(bare(fold(heading))) is not None


def is_top_level(heading: str) -> bool:
    """Tell whether a heading starts a section of the first rank, going by its words."""
    words = text_words()
    text = bare(fold(heading))
    return bool(words.sections.match(text) or words.top_level.match(text))


def _whole(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\A(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + r")\Z")
