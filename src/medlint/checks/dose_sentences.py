"""Whether a sentence with an amount tells readers what to take, and how often."""

from __future__ import annotations

from medlint._records import NamedTuple
from medlint.kinds.existence import Match
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, sentence
from medlint.reading.said import says, without

LONGEST = 300
"""Characters of a sentence that tells a dose."""


class Frame(NamedTuple):
    """What stands around a sentence with a dose."""

    heading: str
    column: str
    """What stands over the cell of a table."""
    before: str
    """The words before, in the passage."""


def frame_of(passage: Passage, first: int) -> Frame:
    """Return what stands around the sentence of a passage that begins at `first`."""
    heading = passage.heading[-LONGEST:]
    column = passage.lead[:LONGEST] if passage.block.kind == "cell" else ""
    return Frame(heading, column, passage.text[max(0, first - 2 * LONGEST) : first])


def tells_dose(said: str, frame: Frame, groups: Groups) -> bool:
    """Tell whether a sentence with a dose says what to take of what, and how often."""
    dosed = any(says(groups, "-dosing", part) for part in (frame.heading, frame.column))
    taken = says(groups, "-remedy", said) or (
        says(groups, "-nutrient", said) and (dosed or says(groups, "-taken", said))
    )
    taken = taken or (says(groups, "-tonic", said) and says(groups, "-repeated", said))
    # "Lutein" is the heading, and below: "Opt for 10 mg daily".
    if not taken and says(groups, "-ordered", said):
        taken = any(says(groups, "-remedy", part) for part in (frame.heading, frame.before))
    often = says(groups, "-often", said) or says(groups, "-dosing", frame.column)
    if not taken or not often or says(groups, "-untold", f"{said}. {frame.column}"):
        return False
    return not says(groups, "-except", said) and not says(groups, "-unless", said)


def is_own(match: Match, text: Reading, groups: Groups, leads: str) -> bool:
    """Tell whether somebody tells of a dose of their own, and tells no reader to do the same.

    `leads` is what leads in the list of an item.
    """
    words = match.passage.text
    first, last = sentence(words, match.start, text.language)
    told = f"{leads} {words[max(first, match.start - LONGEST) : match.end]}"
    behind = words[match.end : min(last, match.end + LONGEST)]
    own = says(groups, "-own", without(groups, "-numbered", told))
    return own and not says(groups, "-to-readers", f"{told}{behind}")


def is_spooned(match: Match, text: Reading, groups: Groups) -> bool:
    """Tell whether a spoon measures a remedy that is taken again and again."""
    words = match.passage.text
    first, last = sentence(words, match.start, text.language)
    said = words[max(first, match.start - LONGEST) : min(last, match.end + LONGEST)]
    before = words[max(0, first - LONGEST) : first]
    named = any(says(groups, "-tonic", part) for part in (said, before))
    told = named and says(groups, "-repeated", said)
    return told and not any(says(groups, "-eaten", part) for part in (said, match.passage.above))
