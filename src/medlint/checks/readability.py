"""How hard an article is to read, and whether the part that must be easiest is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from medlint.document import Document, HelpBlock
from medlint.finding import Hit
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.reading import Passage, reading
from medlint.reading.readability import Readability, counts, measure, readability, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import covers, merged
from medlint.tree import promising, title_span

_LEAST_WORDS_OF_HELP = 40
_LONGEST_MEAN = 28
_CLEARLY = 1.0  # The grades of one text differ by half of this from one way of counting to another.


def grade(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED501: the text reads at a higher school grade than the site wants."""
    measured = readability(document)
    if measured is None:
        return
    if settings.readability.exempt_topic:
        measured = without(measured, document)
    wanted = settings.readability
    # What is printed decides: "reads at grade 9.0; many readers need 9 or less" would contradict itself.
    reads_at = round(measured.grade, 1)
    if reads_at > wanted.hard:
        yield Hit(title_span(document), "hard", _values(measured, wanted.hard), whole=True)
    elif reads_at > wanted.grade:
        yield Hit(title_span(document), "above", _values(measured, wanted.grade), whole=True)


def help_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED521: the help section is harder to read than the article around it."""
    whole = readability(document)
    other = regex(rule.params["other"])
    sections = [s for s in promising(document) if s.heading is None or not other.search(fold(s.heading.text))]
    if whole is None or not sections:
        return
    spans = merged(block.span for block in sections)
    text = reading(document)
    inside = [p for p in text.passages if counts(p) and covers(spans, p.block.span.start)]
    limit = max(settings.readability.help_section, whole.grade) + _CLEARLY
    if _hard(inside, text.language, limit) is None:
        return
    measured = (_hard(answer, text.language, limit) for answer in _answers(inside))
    hard = next((part for part in measured if part is not None), None)
    if hard is not None:
        section, hard = _hardest(sections, inside, text.language, limit) or (sections[0], hard)
        place = section.heading.span if section.heading is not None else section.span
        values = {**_values(hard, settings.readability.help_section), "article": f"{whole.grade:.1f}"}
        yield Hit(place, "", values)


def _hardest(
    sections: Sequence[HelpBlock], passages: list[Passage], language: str, limit: float
) -> tuple[HelpBlock, Readability] | None:
    """Return the section that is hardest to read by itself, with its measure, if one is too hard."""
    own = ([p for p in passages if s.span.start <= p.block.span.start < s.span.end] for s in sections)
    measured = (
        (section, _hard(inside, language, limit)) for section, inside in zip(sections, own, strict=True)
    )
    hard = [(section, part) for section, part in measured if part is not None]
    return max(hard, key=lambda found: found[1].grade, default=None)


def _hard(passages: list[Passage], language: str, limit: float) -> Readability | None:
    """Return the measure of passages that can be graded and reach a grade, else None."""
    part = measure(passages, language)
    return part if part is not None and _is_graded(part) and part.grade >= limit else None


def _is_graded(part: Readability) -> bool:
    """Tell whether a part is long enough, and of sentences: lines without stops in one paragraph are none."""
    return part.words >= _LEAST_WORDS_OF_HELP and part.words <= _LONGEST_MEAN * part.sentences


def _answers(passages: list[Passage]) -> list[list[Passage]]:
    """Return passages as one text, or as one for each heading where all of these are questions."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.block.kind != "heading":
            found.setdefault(passage.heading, []).append(passage)
    asked = len(found) > 1 and all(heading.endswith("?") for heading in found)
    return list(found.values()) if asked else [passages]


def _values(measured: Readability, wanted: int) -> dict[str, object]:
    """Return the grade and all that it is made of: a writer must be able to check it."""
    return {
        "grade": f"{measured.grade:.1f}",
        "wanted": wanted,
        "kincaid": f"{measured.flesch_kincaid:.1f}",
        "smog": f"{measured.smog:.1f}",
        "words": f"{measured.words:,}",
        "sentences": f"{measured.sentences:,}",
        "syllables": f"{measured.syllables:,}",
        "long": f"{measured.long_words:,}",
    }
