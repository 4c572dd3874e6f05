"""Makes the parts of docs/accuracy.md and docs/accuracy-record.md that follow from what was measured.

A part stands between `<!-- made: NAME -->` and `<!-- end -->`; the rest of both pages is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import generate_precision as precision

_PART = re.compile(r"(<!-- made: ([\w-]+)[^>]* -->\n).*?(\n<!-- end -->)", re.DOTALL)
_SET = re.compile(r"<!-- table: set \d, before corrections, [^>]* -->\n(.*?)\n\n", re.DOTALL)
SHOWN = {
    "Disclaimer present": "A disclaimer",
    "Disclaimer adequate": "… that says all it must",
    "Help section": "A help section",
    "Author present": "An author",
    "Author kind": "… and what kind of author it is",
    "Reviewer named": "A reviewer",
    "Published": "The date of publication",
    "Updated": "The date of the last update",
    "Reading time": "A reading time",
}
"""The rows of the tables that are added up, and what the sum calls them."""


class Found(NamedTuple):
    """How many labelled pages there are, have an item, are found to have it, and are said to have it."""

    pages: int = 0
    there: int = 0
    found: int = 0
    said: int = 0
    publishers: int = 0


def filled(text: str, record: str) -> str:
    """Return a page with its parts made anew; `record` is the page that has the measured tables."""
    makers = {
        "found": lambda: "\n".join(found(record)),
        "with-care": precision.care_in_short,
        "taught": precision.taught,
    }
    return _PART.sub(lambda match: f"{match[1]}\n{makers[match[2]]()}\n{match[3]}", text)


def found(record: str) -> Iterator[str]:
    """Yield the lines of the table that adds up the sets of labelled pages."""
    sums = added_up(record)
    pages, judged = sums["Language"], sums["Disclaimer present"]
    size = f"{pages.pages} health articles of {pages.publishers} publishers"
    yield f"{size}, {judged.pages} of them in languages in which wording is judged:"
    yield ""
    yield "| What | There | Found | Reported | Of these right |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, shown in SHOWN.items():
        each = sums[name]
        right = _of(each.found, each.said)
        yield f"| {shown} | {each.there} | {_of(each.found, each.there)} | {each.said} | {right} |"


def _of(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})".replace("%", " %")


def added_up(record: str) -> dict[str, Found]:
    """Return each row of the tables of the sets, added up; the counts follow from the shares."""
    sums: dict[str, Found] = {}
    for match in _SET.finditer(record):
        for line in match[1].splitlines()[2:]:
            name, pages, there, _, share_right, share_found, _, _, publishers = map(
                str.strip, line.strip("| ").split("|")
            )
            hits = _whole(float(share_found) * int(there))
            said = _whole(hits / float(share_right)) if hits else 0
            row = Found(int(pages), int(there), hits, said, int(publishers))
            sums[name] = Found(*map(sum, zip(sums.get(name, Found()), row, strict=True)))
    return sums


def _whole(number: float) -> int:
    if abs(number - round(number)) > 0.1:
        raise ValueError(f"{number} is no count: a share in a table does not fit the number beside it")
    return round(number)
