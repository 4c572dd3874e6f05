"""How hard a text is to read: the school grade by two published formulas, and the numbers behind it.

Flesch-Kincaid grade = 0.39 W/S + 11.8 Sy/W - 15.59 (Kincaid et al. 1975); SMOG grade =
1.0430 sqrt(30 P/S) + 3.1291, P words of three syllables or more (McLaughlin 1969). Counted are
paragraphs, list items and table cells of the article's own text: no headings, references, disclaimer,
metadata or code. Each list item is at least one sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.parse.wording import fold
from medlint.reading import ELSEWHERE, Passage, count_sentences, reading
from medlint.reading.syllables import count_syllables

# Only Latin letters, as both formulas are for English; the plain range is twice as fast as `\w`.
_WORD = re.compile("[a-z\u00df-\u024f]+(?:'[a-z]+)*")
_LEFT_OUT = frozenset((*ELSEWHERE, "disclaimer"))
LEAST_WORDS = 100
"""Below this a grade says little: both formulas were made for samples of 100 words or 30 sentences."""


class Readability(NamedTuple):
    """What a text's grades are made of: words, sentences, syllables, and words of three syllables or more."""

    words: int
    sentences: int
    syllables: int
    long_words: int

    @property
    def flesch_kincaid(self) -> float:
        """The Flesch-Kincaid grade: US school years."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The SMOG grade: US school years, for full comprehension."""
        return float(1.0430 * (self.long_words * 30 / self.sentences) ** 0.5 + 3.1291)

    @property
    def grade(self) -> float:
        """The median of the two grades, which is their mean."""
        return (self.flesch_kincaid + self.smog) / 2


@of_latest
def readability(document: Document) -> Readability | None:
    """Return the numbers of an article's text; None if it is too short to be graded."""
    text = reading(document)
    measured = measure([passage for passage in text.passages if counts(passage)], text.language)
    return measured if measured is not None and measured.words >= LEAST_WORDS else None


def without(measured: Readability, document: Document) -> Readability:
    """Return the numbers of an article without the long words of its own title: a reader chose those."""
    title = next((b.text for b in document.blocks if b.kind == "heading" and b.level == 1), "")
    long_words = {word for word in _WORD.findall(fold(title)) if count_syllables(word) > 2}
    found = Counter(
        _WORD.findall("\n".join(passage.text for passage in reading(document).passages if counts(passage)))
    )
    return measured._replace(long_words=measured.long_words - sum(found[word] for word in long_words))


def counts(passage: Passage) -> bool:
    """Tell whether a passage belongs to the text that is graded."""
    return passage.block.kind != "heading" and passage.role not in _LEFT_OUT


def measure(passages: Iterable[Passage], language: str) -> Readability | None:
    """Return the numbers of some passages; None if they hold no word."""
    texts = [passage.text for passage in passages]
    words = Counter(_WORD.findall("\n".join(texts)))
    if not words:
        return None
    syllables = long_words = 0
    for word, times in words.items():
        number = count_syllables(word)
        syllables += number * times
        long_words += times if number > 2 else 0
    return Readability(words.total(), count_sentences(texts, language), syllables, long_words)
