"""Title, empty sections and duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document, Section
from medlint.finding import Hit, Related
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_span

_WORD = re.compile(r"\w")


def title(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED101: the article has no title anywhere."""
    stated = any(value.text.strip() for value in document.field("title"))
    heading = any(section.role == "title" or section.level == 1 for section in document.root.walk())
    if not stated and not heading:
        yield Hit(title_span(document))


def empty_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED104: a heading with nothing under it, or with a placeholder."""
    placeholder = re.compile(rule.params["placeholders"], re.IGNORECASE)
    images = [image.span.start for image in document.images]
    comments = {comment.span.start for comment in document.comments}
    for section in document.root.walk():
        if section.heading is None or section.role == "title" or section.sections:
            continue
        text = [block for block in section.blocks if _WORD.search(block.text)]
        if not text:
            shown = any(
                block.kind == "code" or (block.kind == "html" and block.span.start not in comments)
                for block in section.blocks
            )
            pictured = any(section.span.start <= at < _end(document, section) for at in images)
            if not shown and not pictured and _WORD.search(section.heading.text):
                yield Hit(section.heading.span, "empty", {"heading": section.heading.text})
        elif len(text) == 1 and placeholder.fullmatch(text[0].text.strip()):
            yield Hit(text[0].span, "placeholder", {"text": text[0].text})


def duplicate_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED116: two sections of one parent share their heading, or the article has two disclaimers."""
    for parent in document.root.walk():
        seen: dict[str, Section] = {}
        for section in parent.sections:
            if section.heading is None:
                continue
            name = bare(fold(section.heading.text))
            first = seen.setdefault(name, section)
            if first is not section and name and first.heading is not None:
                related = (Related(first.heading.span, "it stands here already"),)
                yield Hit(section.heading.span, "heading", {"heading": section.heading.text}, related)
    headed = [d for d in document.disclaimers if d.kind == "medical" and d.heading is not None]
    for disclaimer in headed[1:]:
        assert disclaimer.heading is not None
        related = (Related(headed[0].span, "the first disclaimer"),)
        yield Hit(disclaimer.heading.span, "disclaimer", {}, related)


def _end(document: Document, section: Section) -> int:
    """Return where the next heading after a section starts."""
    following = [
        other.heading.span.start
        for other in document.root.walk()
        if other.heading is not None and other.heading.span.start > section.span.start
    ]
    return min(following, default=len(document.source.text))
