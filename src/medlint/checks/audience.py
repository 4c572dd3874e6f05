"""Whom an article is for: professionals know what patients have to be told."""

from __future__ import annotations

from itertools import islice

from medlint.document import Document
from medlint.parse.wording import fold
from medlint.phrasebook import Groups
from medlint.reading import Reading
from medlint.said import all_said, says, says_anywhere

_SEVERAL = 3
"""Pieces of professionals' shorthand from which on an article is written for them."""

_HEADER = 100
"""Characters of a site's name and what it calls itself; a longer text in its header is none."""


def is_for_professionals(document: Document, text: Reading, groups: Groups) -> bool:
    """Tell whether an article or its site says that it is for professionals, or it is in their shorthand."""
    if says_anywhere(text, groups, "-professional") or _says_header(document, groups):
        return True
    return len(list(islice(all_said(text, groups, "-shorthand"), _SEVERAL))) == _SEVERAL


def _says_header(document: Document, groups: Groups) -> bool:
    """Tell whether what stands above the article says that the site is for professionals."""
    for block in document.blocks:
        if block.place != "chrome":
            if block.text and block.place == "body":
                return False
        elif (
            block.kind != "item" and len(block.text) <= _HEADER and says(groups, "-header", fold(block.text))
        ):
            return True
    return False
