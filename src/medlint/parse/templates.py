"""Blanks out what is not text in a Markdown file: MDX, Liquid, Nunjucks, Hugo and directives."""

from __future__ import annotations

import re

from medlint._records import NamedTuple
from medlint.document import Comment

_SIGNS = ("{", ":::", "\nimport", "\nexport")
_COMPONENT = re.compile("</?[A-Z]")


class Prepared(NamedTuple):
    """A text without its template code.

    `page` is the whole text with blanks for code, `visible` the same with characters for it that are
    no text; both are as long as the text. `markdown` is what there is to parse from `start` on: line
    by line a tail of `page`, with other characters in front where code stood there.
    `same` tells that it is just the rest of `page`. `titles` are the offsets of directives whose
    title is marked up as a heading.
    """

    page: str
    visible: str
    markdown: str
    same: bool = True
    comments: tuple[Comment, ...] = ()
    titles: frozenset[int] = frozenset()


def prepare(text: str, start: int, *, mdx: bool) -> Prepared:
    """Return the text from `start` on without template code; `mdx` adds `{expressions}`.

    Most Markdown holds none: then nothing is compiled and nothing copied.
    """
    if not (
        any(text.find(sign, start) != -1 for sign in _SIGNS)
        or text.startswith(("import", "export"), start)
        or (mdx and "<" in text)
        or _COMPONENT.search(text, start)
    ):
        return Prepared(text, text, text[start:])
    from medlint.parse.template_code import Blanker

    blanker = Blanker(text, start, mdx=mdx)
    blanker.run()
    return blanker.done()
