"""Whether an article is written for professionals, as it says or as its shorthand shows."""

from __future__ import annotations

from itertools import islice

from medlint.document import Document
from medlint.phrases.book import Groups
from medlint.reading import Reading, audience
from medlint.reading.said import all_said, says_anywhere

_SEVERAL = 3
"""Pieces of professionals' shorthand from which on an article is written for them."""


def is_written_for_professionals(document: Document, text: Reading, groups: Groups) -> bool:
    """Tell whether an article or its site says that it is for professionals, or it is in their shorthand."""
    if says_anywhere(text, groups, "-professional") or audience.is_for_professionals(document):
        return True
    return len(list(islice(all_said(text, groups, "-shorthand"), _SEVERAL))) == _SEVERAL
