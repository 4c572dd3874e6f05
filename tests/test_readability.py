"""School grades: syllables, sentences, and the two formulas on texts counted by hand."""

from __future__ import annotations

import pytest

from medlint.catalogue import builtin
from medlint.checks import readability as check
from medlint.checks.readability import help_section
from medlint.parse import parse
from medlint.reading import count_sentences, reading, sentences
from medlint.reading.readability import Readability, counts, measure, readability, without
from medlint.reading.syllables import by_vowels, count_syllables
from medlint.settings import ReadabilitySettings, Settings


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("back", 1), ("ache", 1), ("aches", 1), ("walked", 1), ("rested", 2), ("little", 2), ("table", 2)),
        *(("doctor", 2), ("medicine", 3), ("diabetes", 4), ("something", 2), ("isn't", 2), ("aren't", 1)),
        *(("insulin", 3), ("metformin", 3), ("paracetamol", 5), ("ibuprofen", 4), ("warfarin", 3)),
        *(("sciatica", 4), ("asthma", 2), ("eczema", 3), ("psoriasis", 4), ("osteoporosis", 6), ("area", 3)),
        *(("careful", 2), ("lately", 2), ("movement", 2), ("homeless", 2), ("science", 2), ("reaction", 3)),
    ],
)
def test_syllables(word: str, number: int) -> None:
    assert count_syllables(word) == number


def test_a_word_without_vowels_has_one() -> None:
    assert by_vowels("tsk") == 1
    assert by_vowels("") == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one. two. three.", 3),
        ("see dr. smith. he knows.", 2),
        ("take 1.5 mg, e.g. at night. then rest.", 2),
        ("does it hurt? yes! a lot", 3),
        ("see a gp if:", 1),
        ("take care: it is hot.", 2),
        ('"it hurts." he said so.', 2),
        ("no stop at all", 1),
        ("wait... then go.", 2),
        ("at 10 a.m. and 5 p.m. daily.", 1),
    ],
)
def test_sentences(text: str, number: int) -> None:
    assert count_sentences([text], "en") == number
    found = [text[start:end].strip() for start, end in sentences(text, "en")]
    assert len(found) == number
    assert " ".join(found) == text


def test_texts_are_sentences_of_their_own() -> None:
    assert count_sentences(["fever", "a rash.", "pain"], "en") == 3


def test_the_formulas() -> None:
    # 100 words in 5 sentences with 150 syllables and 10 long words.
    found = Readability(100, 5, 150, 10)
    assert found.flesch_kincaid == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert found.smog == pytest.approx(1.0430 * 60**0.5 + 3.1291)
    assert found.grade == pytest.approx((found.flesch_kincaid + found.smog) / 2)


def test_smog_as_published() -> None:
    # McLaughlin's rule of thumb for 30 sentences, 3 + the root of the long words, agrees where that is whole.
    for long_words, grade in ((9, 6), (36, 9), (64, 11)):
        assert round(Readability(600, 30, 900, long_words).smog) == grade


ARTICLE = """\
# Stiff neck and physiotherapy

Rest a little. Physiotherapy can help you move.

- heat
- gentle exercise

```
code that nobody reads aloud
```

## References

1. International encyclopaedia of musculoskeletal rehabilitation.

## Disclaimer

This information does not replace medical advice. Ask a doctor.
"""


def test_what_counts() -> None:
    document = parse("a.md", ARTICLE.encode(), Settings())
    text = reading(document)
    kept = [passage.text for passage in text.passages if counts(passage)]
    assert kept == ["rest a little. physiotherapy can help you move.", "heat", "gentle exercise"]
    assert measure([p for p in text.passages if counts(p)], "en") == Readability(11, 4, 20, 2)
    assert readability(document) is None, "too short to be graded"
    assert measure([], "en") is None


def test_words_of_the_title_can_be_exempt() -> None:
    document = parse("a.md", ARTICLE.encode(), Settings())
    found = measure([p for p in reading(document).passages if counts(p)], "en")
    assert found is not None
    assert without(found, document).long_words == 1


PLAIN = "Walk a bit more each day. Rest if it hurts. Sleep as much as you need. Eat well and drink tea. " * 8
HELP = "See a doctor if you have significant neurological impairment or progressive muscular weakness. " * 5


def test_a_help_section_is_reported_if_it_is_clearly_above_the_grade() -> None:
    text = f"# Back pain\n\n{PLAIN}\n\n## When to see a doctor\n\n{HELP}\n"
    document = parse("a.md", text.encode(), Settings())
    rule = next(rule for rule in builtin() if rule.id == "MED521")
    passages = [p for p in reading(document).passages if p.text.startswith("see a doctor")]
    measured = measure(passages, "en")
    assert measured is not None
    below, near = int(measured.grade - 0.5), int(measured.grade + 0.5)
    assert near == below + 1
    reported = {}
    for grade in (below, near):
        settings = Settings(readability=ReadabilitySettings(help_section=grade))
        reported[grade] = list(help_section(document, settings, rule))
    assert len(reported[below]) == 1
    assert reported[near] == []


@pytest.mark.parametrize(("syllables", "number"), [(927, 0), (937, 1)])
def test_a_grade_is_compared_as_it_is_printed(
    syllables: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = Readability(600, 40, syllables, 50)
    assert measured.grade > 9
    monkeypatch.setattr(check, "readability", lambda document: measured)
    document = parse("a.md", b"# Back pain\n\nText.\n", Settings())
    rule = next(rule for rule in builtin() if rule.id == "MED501")
    settings = Settings(readability=ReadabilitySettings(grade=9))
    assert len(list(check.grade(document, settings, rule))) == number


def test_answers_to_questions_are_graded_one_by_one() -> None:
    part = (
        "See a doctor if you have significant neurological impairment or progressive muscular weakness. " * 2
    )
    asked = f"## When should I see a doctor?\n\n{part}\n\n## When should I call a doctor?\n\n{part}\n"
    rule = next(rule for rule in builtin() if rule.id == "MED521")
    found = [
        list(
            help_section(parse("a.md", f"# Pain\n\n{PLAIN}\n\n{text}".encode(), Settings()), Settings(), rule)
        )
        for text in (asked, asked.replace("?", ""))
    ]
    assert [len(hits) for hits in found] == [0, 1]
