"""Title, empty sections and duplicates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from medlint.document import Block, Document, Section
from medlint.finding import Hit, Related
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.tree import title_span

_WORD = re.compile(r"\w")
_SHOWN = 60
_NEEDED = ("disclaimer", "professional-help")
# A component or shortcode that prints what stands under a heading.
_PRINTED = re.compile(r"^[ \t]*(?:<[A-Z]|\{\{|\{%)", re.MULTILINE)

# What a page shows that is no block, up to the end of the part that a heading stands in.
_ENDS = re.compile(r"</(?:article|main|body|section|aside|nav)\b|<(?:footer|nav)\b", re.IGNORECASE)
# How what nobody sees begins and ends.
_UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<(?:script|style|template)\b", re.I), re.compile(r"</(?:script|style|template)\s*>", re.I)),
)
_FILLED = re.compile(
    r"<(?:iframe|video|audio|svg|object|embed|canvas|form|input|button|select)\b"
    r"|<(div|ul|ol|table|tbody|section|span|p)\b[^<>]*>\s*</\1\s*>",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]*>|&\w{1,10};")


def title(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED101: the article has no title anywhere, or one that is cut where it is listed."""
    stated = any(value.text.strip() for value in document.field("title"))
    headed = next((s.heading for s in document.root.walk() if s.role == "title" or s.level == 1), None)
    if headed is None and not stated:
        yield Hit(title_span(document), "missing", whole=True)
    elif headed is not None and len(headed.text) > rule.params["longest"]:
        values = {"count": len(headed.text), "longest": rule.params["longest"]}
        yield Hit(headed.span, "long", values, guess=headed.inferred)


def empty_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED104: a heading with nothing under it, or with a placeholder."""
    yield from _unfinished(document, rule)
    placeholder = re.compile(rule.params["placeholders"], re.IGNORECASE)
    heads = sorted(
        section.heading.span.start for section in document.root.walk() if section.heading is not None
    )
    shown = _shown(document)
    links = _Links(document)
    for section in document.root.walk():
        # What only looks like a heading may lead in what follows, or be a line of a list.
        if section.heading is None or section.heading.inferred or section.role == "title" or section.sections:
            continue
        text = [block for block in section.blocks if _WORD.search(block.text)]
        if not text:
            # A picture is no block: it stands anywhere before the next heading.
            following = bisect_right(heads, section.heading.span.start)
            end = heads[following] if following < len(heads) else len(document.source.text)
            first = bisect_left(shown, section.heading.span.start)
            fills = first < len(shown) and shown[first] < end
            if document.format == "html":
                fills = fills or _is_filled(document.source.text[section.heading.span.end : end])
            if not fills and _WORD.search(section.heading.text) and not links.leads(section.heading):
                yield Hit(section.heading.span, "empty", {"heading": section.heading.text})
        elif len(text) == 1 and placeholder.fullmatch(text[0].text.strip()):
            yield Hit(text[0].span, "placeholder", {"text": text[0].text[:_SHOWN]})


def _shown(document: Document) -> list[int]:
    """Return where something stands that readers see although it has no words: sorted offsets."""
    comments = {comment.span.start for comment in document.comments}
    code = (
        block.span.start
        for block in document.blocks
        if block.kind == "code" or (block.kind == "html" and block.span.start not in comments)
    )
    printed: Iterator[int] = iter(())
    if document.format in ("markdown", "mdx"):
        inside = merged(comment.span for comment in document.comments)
        starts = (found.end() - 1 for found in _PRINTED.finditer(document.source.text))
        printed = (at for at in starts if not covers(inside, at))
    return sorted([*code, *(image.span.start for image in document.images), *printed])


def _is_filled(between: str) -> bool:
    """Tell whether a page has something between a heading and the next one that is no block of the article.

    That is a list of other pages, a form or a film, or an element without content, which a script fills.
    """
    end = _ENDS.search(between)
    rest = between[: end.start() if end else len(between)]
    for opening, closing in _UNSEEN:
        first, *hidden = opening.split(rest)
        ends = ((piece, closing.search(piece)) for piece in hidden)
        rest = " ".join((first, *(piece[found.end() :] for piece, found in ends if found)))
    return bool(_FILLED.search(rest) or _WORD.search(_TAGS.sub(" ", rest)))


class _Links:
    """The links of an article, by which a heading can lead to another page, where its section is."""

    def __init__(self, document: Document) -> None:
        self.spans = sorted(link.span for link in document.links)
        self.texts: dict[str, list[Span]] = {}
        for link in document.links:
            self.texts.setdefault(link.text, []).append(link.span)

    def leads(self, heading: Block) -> bool:
        """Tell whether a heading only leads to another page: it is a link, or stands in one."""
        return self.holds(heading) or any(
            heading.span.start <= span.start < heading.span.end for span in self.texts.get(heading.text, ())
        )

    def holds(self, heading: Block) -> bool:
        """Tell whether a heading stands in a link: on a card that leads to another page."""
        before = bisect_right(self.spans, (heading.span.start, len(heading.text) + heading.span.end))
        return before > 0 and heading.span.end <= self.spans[before - 1].end


def _unfinished(document: Document, rule: Rule) -> Iterator[Hit]:
    """Yield the comments and marks that ask for more in a section whose absence would be an error."""
    yield from _marked(document, rule)
    pattern = re.compile(rule.params["unfinished"], re.IGNORECASE)
    asking = [comment for comment in document.comments if pattern.match(comment.text)]
    for section in document.root.walk() if asking else ():
        if section.heading is None or section.role not in _NEEDED:
            continue
        for comment in asking:
            if section.span.start <= comment.span.start < section.span.end:
                yield Hit(comment.span, "unfinished", {"heading": section.heading.text})


def _marked(document: Document, rule: Rule) -> Iterator[Hit]:
    """Yield the marks that readers would see before the text of such a section, or of a disclaimer."""
    pattern = re.compile(rule.params["marks"])
    spans = [d.span for d in document.disclaimers if d.kind == "medical"]
    spans += [s.span for s in document.root.walk() if s.heading is not None and s.role in _NEEDED]
    for block in document.blocks if spans else ():
        found = pattern.match(block.text) if block.kind in ("paragraph", "item") else None
        if found and any(span.start <= block.span.start < span.end for span in spans):
            yield Hit(_first(block, found.end()), "marked", {"text": found[0].strip()})


def _first(block: Block, length: int) -> Span:
    """Return where the first characters of a block's text stand."""
    return block.prose.span(0, length) if block.prose.spans else block.span


def duplicate_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED116: two sections of one parent share their heading, or the article has two disclaimers."""
    told: set[Span] = set()
    links = _Links(document)
    for parent in document.root.walk():
        seen: dict[str, Section] = {}
        for section in parent.sections:
            # A line in bold is a label rather than a part, and a card is called what its page is called.
            if section.heading is None or section.heading.inferred or links.holds(section.heading):
                continue
            name = bare(fold(section.heading.text))
            first = seen.setdefault(name, section)
            if first is not section and name and first.heading is not None:
                related = (Related(first.heading.span, "it stands here already"),)
                told.add(section.heading.span)
                yield Hit(section.heading.span, "heading", {"heading": section.heading.text}, related)
    headed = [d for d in document.disclaimers if d.kind == "medical" and d.heading is not None]
    for disclaimer in headed[1:]:
        assert disclaimer.heading is not None
        if disclaimer.heading.span not in told:
            related = (Related(headed[0].span, "the first disclaimer"),)
            yield Hit(disclaimer.heading.span, "disclaimer", {}, related)
