"""Whom an article is for: professionals know what patients have to be told."""

from __future__ import annotations

from itertools import islice

from medlint.document import Document
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Reading
from medlint.said import all_said, says, says_anywhere

_SEVERAL = 3
"""Pieces of professionals' shorthand from which on an article is written for them."""

_HEADER = 100
"""Characters of a site's name and what it calls itself; a longer text in its header is none."""


def is_for_professionals(document: Document, text: Reading, groups: Groups) -> bool:
    """Tell whether an article or its site says that it is for professionals, or it is in their shorthand."""
    if says_anywhere(text, groups, "-professional") or is_site_for_professionals(document, groups):
        return True
    return len(list(islice(all_said(text, groups, "-shorthand"), _SEVERAL))) == _SEVERAL


def is_site_for_professionals(document: Document, groups: Groups) -> bool:
    """Tell whether what stands above the article or its title says that the site is for professionals."""
    for block in document.blocks:
        if block.place == "body" and block.text and (block.kind == "heading" or len(block.text) > _HEADER):
            return False
        if block.place not in ("chrome", "body") or block.kind == "item" or len(block.text) > _HEADER:
            continue
        if says(groups, "-header", fold(block.text)):
            return True
    return False
