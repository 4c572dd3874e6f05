"""Headings: one title, no level left out, sections where readers look for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from medlint.checks.help_routes import is_way_out
from medlint.checks.parts import is_passage, low_title, parts_of
from medlint.document import Block, Document, HelpBlock, Section
from medlint.finding import Edit, Fix, Hit, Related
from medlint.metrics import is_counted
from medlint.parse.help.headings import heading_strength
from medlint.parse.wording import fold, wording
from medlint.reading import reading, sentences
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.tree import headings, promising, title_span, title_text

_ATX = re.compile(r"#{1,6}")
_SWALLOWED = re.compile(r"^ {0,3}</\w{1,20}>[ \t]{0,8}\r?\n#{1,6} \S", re.MULTILINE)
_TAG = re.compile(r"<(?:/\s*)?h([1-6])\b", re.IGNORECASE)
_PIECE = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\w")
# Also an element that a script fills, which has an id and nothing in it.
_SHOWN = re.compile(
    r"<(?:iframe|video|audio|svg|object|embed|canvas|form|input|button|select)\b"
    r"|<(p|div|span|ul|ol|output)\b[^<>]{0,200}\bid=[^<>]{0,200}>\s*</\1\s*>",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\"'”’»]?$")
_LEADS = re.compile(r"^\W*\d|:$")
# A mark for a program, which readers do not see: "::summary::".
_MARK = re.compile(r"(?::{2,4}|\{\{|\[\[|%%|@@)[\w-]{1,40}(?::{2,4}|\}\}|\]\]|%%|@@)")
_STEM = 5
_LEAST_STEM = 3
_LEAST_WORDS = 8


def several_titles(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED102: more than one heading of the first level."""
    # An empty one is told by MED118.
    titles = [block for block in headings(document) if block.level == 1 and block.text and not block.inferred]
    if len(titles) > 1:
        first = Related(titles[0].span, "the title")
        related = (first, *(Related(block.span, "one more") for block in titles[2:]))
        yield Hit(titles[1].span, "", {"count": len(titles), "heading": titles[1].text}, related)


def skipped_level(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED103: a heading stands two levels below the one over it, or is of a level too deep for readers."""
    # What is quoted has headings of its own.
    declared = [block for block in headings(document) if not block.inferred and block.place != "quote"]
    # Without a title, it is taken to stand on the page by other means. What stands before it is the page's.
    title = next((index for index, block in enumerate(declared) if block.level == 1), -1)
    # Without any, also in the metadata, it is a part of a page, and begins at the level that it has there.
    untitled = title < 0 and not any(value.text.strip() for value in document.field("title"))
    top = declared[0].level - 1 if untitled and declared else 1
    # Each entry: the level, the level that it would be with none left out, and which heading it is.
    stack: list[tuple[int, int, int]] = [(0, 0, -1)]
    told: set[int] = set()
    deep: list[Block] = []
    for index, block in enumerate(declared):
        while stack[-1][0] >= block.level and len(stack) > 1:
            stack.pop()
        above, parent = max(stack[-1][0], top), stack[-1][2]
        meant = min(block.level, max(stack[-1][1], 1 if block.level > 1 else 0) + 1)
        # Of headings side by side the first one is told; the fix moves them all. MED118 tells empty ones.
        skips = block.level > above + 1 and parent not in told and index > title and bool(block.text)
        if skips and _follows_swallowed(document, block):
            told.add(parent)
        elif skips and not parts_of(document).is_beside(block):
            told.add(parent)
            values = {"level": block.level, "above": above, "wanted": above + 1}
            fix = _raising(document, declared, index, above)
            yield Hit(block.span, "skipped", values, fix=fix)
        if meant > rule.params["deepest"]:
            deep.append(block)
        stack.append((block.level, meant, index))
    if deep:
        related = tuple(Related(block.span, "here too") for block in deep[1:])
        yield Hit(deep[0].span, "deep", {"level": deep[0].level, "deepest": rule.params["deepest"]}, related)


def _follows_swallowed(document: Document, block: Block) -> bool:
    """Tell whether a line that other readers of Markdown take for a heading stands between the two.

    It is right below a line of HTML, which CommonMark takes it for a part of.
    """
    if document.format == "html":
        return False
    above = [other for other in headings(document) if other.span.end <= block.span.start]
    start = above[-1].span.end if above else 0
    return _SWALLOWED.search(document.source.text, start, block.span.start) is not None


def _raising(document: Document, declared: list[Block], index: int, above: int) -> Fix | None:
    """Return the edit that raises a heading, those beside it and all below them by the levels left out."""
    by = declared[index].level - above - 1
    edits: list[Edit] = []
    least = declared[index].level
    for block in declared[index:]:
        # A heading of a level between was left out before this one, but not before those that follow it.
        if block.level < least:
            break
        edit = _levelled(document.source.text, block, block.level - by)
        if not edit:
            return None
        edits += edit
    # A page's style sheet may go by the level; in Markdown the level is all there is.
    safety = "unsafe" if document.format == "html" else "safe"
    return Fix(f"Make it level {above + 1}", tuple(edits), safety)  # type: ignore[arg-type]


def _levelled(text: str, block: Block, level: int) -> list[Edit]:
    """Return the edits that give a heading another level; none where its marks cannot be told."""
    start, end = block.span
    marks = _ATX.match(text, start, end)
    if marks is not None:
        return [Edit(Span(marks.start(), marks.end()), "#" * level)] if len(marks[0]) == block.level else []
    tags = [match.span(1) for match in _TAG.finditer(text, start, end) if match[1] == str(block.level)]
    return [Edit(Span(*place), str(level)) for place in tags] if len(tags) == 2 else []


def late_help(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED112: the first help section, if it is called so, stands near the end or behind the references."""
    asked = [block for block in promising(document) if not block.promotions or is_way_out(block)]
    block = min(asked, key=lambda block: block.span, default=None)
    if block is None or not block.named or block.heading is None:
        return
    if _words_in(block, document) < _LEAST_WORDS:
        return
    if _is_told_before(block, document):
        return
    place = block.heading.span
    for section in document.root.walk():
        if section.role == "references" and section.heading and section.span.end <= place.start:
            related = (Related(section.heading.span, "readers take the article to end here"),)
            yield Hit(place, "after-references", {}, related)
            return
    before = total = 0
    left_out = merged(s.span for s in document.root.walk() if s.role in rule.params["not-counted"])
    for part in document.blocks:
        if not is_counted(part) or covers(left_out, part.span.start):
            continue
        words = part.text.count(" ") + 1
        total += words
        before += words if part.span.start < place.start else 0
    if total >= rule.params["least"] and before * 100 > total * rule.params["percent"]:
        yield Hit(place, "late", {"percent": before * 100 // total})


def _is_told_before(late: HelpBlock, document: Document) -> bool:
    """Tell whether a part of a help section before this one is called so: "When to call 911"."""
    words = wording(document.language)
    spans = [other.span for other in document.help if other.triggers and other.actions]
    spans = [span for span in spans if span < late.span]
    if words is None or not spans:
        return False
    return any(
        part.heading is not None
        and any(span.start < part.heading.span.start < span.end for span in spans)
        and heading_strength(part.heading, words) == "strong"
        for part in document.root.walk()
    )


def _words_in(block: HelpBlock, document: Document) -> int:
    """Return how many words stand under the heading of a help section: a button or a link has few."""
    inside = (part for part in document.blocks if block.span.start <= part.span.start < block.span.end)
    return sum(part.text.count(" ") + 1 for part in inside if part.kind != "heading" and part.text)


def stacked(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED113: a heading stands right over another one, and nothing leads into the section."""
    shown = sorted(image.span.start for image in document.images)
    stated = any(value.text.strip() for value in document.field("title"))
    title = None if stated else low_title(document)
    for section in document.root.walk():
        if section.heading is None or section.role in rule.params["not"] or section.level < 2:
            continue
        below = section.sections[0].heading if section.sections else None
        if section.blocks or below is None or not _WORD.search(section.heading.text):
            continue
        if _is_no_heading(section.heading, document) or _is_no_heading(below, document) or not below.text:
            continue
        if section.heading is title or _announces_help(section, below, document):
            continue
        if all(part.heading is not None and _ASKS.search(part.heading.text) for part in section.sections):
            continue
        # A line in bold that ends in a colon, or has a number, leads in what follows: no part of its own.
        if below.inferred and (document.format != "text" or _LEADS.search(below.text)):
            continue
        # A picture, component or embedded film is no block of text, but it is something.
        picture = bisect_left(shown, section.heading.span.end)
        between = document.source.text[section.heading.span.end : below.span.start]
        pictured = picture < len(shown) and shown[picture] < below.span.start
        if pictured or (_SHOWN.search(between) if document.format == "html" else between.strip()):
            continue
        values = {"heading": section.heading.text, "below": below.text}
        guess = section.heading.inferred or below.inferred
        yield Hit(section.heading.span, "", values, (Related(below.span, "the next heading"),), guess=guess)


def _announces_help(section: Section, below: Block, document: Document) -> bool:
    """Tell whether a help section goes straight to another call to get help: "See a doctor if:"."""
    words = wording(document.language)
    if words is None or section.role != "professional-help":
        return False
    return bool(heading_strength(below, words))


def _is_no_heading(block: Block, document: Document) -> bool:
    """Tell whether a declared heading is text, or an item of a list, that only looks like one."""
    if block.inferred:
        return False
    return bool(_MARK.fullmatch(block.text)) or is_passage(block) or parts_of(document).is_item(block)


def late_message(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED115: the first words of the article say nothing about what its title names."""
    asked = {
        word
        for word in _PIECE.findall(fold(title_text(document)))
        if word not in rule.params["common"] and len(word) >= _LEAST_STEM and not word.isdigit()
    }
    stems = tuple(word[:_STEM] for word in asked)
    text = reading(document)
    words = 0
    for passage in text.passages if stems else ():
        if passage.block.kind == "heading":
            continue
        for start, end in sentences(passage.text, text.language):
            said = _PIECE.findall(passage.text, start, end)
            words += len(said)
            if not passage.text.startswith("?", end - 1) and any(word.startswith(stems) for word in said):
                return
            if words >= rule.params["within"]:
                values = {"within": rule.params["within"], "words": ", ".join(sorted(asked))}
                yield Hit(title_span(document), "", values, whole=True)
                return


def order(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED117: a section stands behind one that the configured order puts after it."""
    wanted = settings.section_order or tuple(rule.params["order"])
    ranks = {role: rank for rank, role in enumerate(wanted)}
    latest: Section | None = None
    for section in document.root.walk():
        if section.role not in ranks or section.heading is None or section.heading.inferred:
            continue
        if latest is None or ranks[section.role] >= ranks[latest.role or ""]:
            latest = section
            continue
        assert latest.heading is not None
        values = {"heading": section.heading.text, "other": latest.heading.text}
        yield Hit(section.heading.span, "", values, (Related(latest.heading.span, "it comes before this"),))
