"""Title, empty sections and duplicates."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice

from medlint.checks.parts import Parts, is_named, is_passage, low_title, parts_of
from medlint.document import Block, Document, Section
from medlint.finding import Hit, Related
from medlint.metrics import is_counted
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, merged
from medlint.tree import title_span, title_text

_WORD = re.compile(r"\w")
_LONG_WORD = re.compile(r"\w{4,}")
_WORDS = re.compile(r"\w+")
_AT_SITE = re.compile(r"\s[|·•–—-]\s")
_TOLD = 2
_NUMBER = re.compile(r"\d+|\+")
# What only a whole page has, not a piece of one.
_PAGE = re.compile(r"<(?:!doctype|html|head|body|title|main|article)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"<(?:iframe|video|audio|svg|object|embed|canvas)\b", re.IGNORECASE)
# Jekyll makes the title of such a post of its file's name: https://jekyllrb.com/docs/posts/.
_POST = re.compile(r"(?:^|/)_posts/(?:[^/]{1,200}/){0,8}\d{4}-\d{1,2}-\d{1,2}-[^/]{1,300}\Z")
_BANNER = 15
_SHOWN = 60
_FEW, _MANY = 3, 60
_PRICE = re.compile(
    r"\W{0,3}(?:[$€£₹]|(?:usd|eur|gbp|inr|rs\.?) ?)\W{0,2}\d|\d[\d.,]*\s?[$€£₹]", re.IGNORECASE
)
_NEEDED = ("disclaimer", "professional-help")
_MASTHEAD = ("author", "published", "updated", "reviewed")


def title(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED101: the article has no title anywhere, or one that is cut where it is listed."""
    stated = any(value.text.strip() for value in document.field("title"))
    headed = next((s.heading for s in document.root.walk() if s.role == "title" or s.level == 1), None)
    if headed is None and not stated:
        low = low_title(document)
        if low is not None:
            yield Hit(low.span, "level", {"level": low.level})
        elif not _is_titled_by_name(document) and not _is_fragment(document):
            yield Hit(title_span(document), "missing", whole=True)
    elif headed is not None and len(headed.text) > (longest := rule.params["longest"]):
        if _is_titled_before(headed, document) or _is_listed_short(headed, document, rule):
            return
        values = {"count": len(headed.text), "longest": longest}
        yield Hit(headed.span, "long", values, guess=headed.inferred)


def _is_titled_by_name(document: Document) -> bool:
    """Tell whether the site makes the title of the file's name: a dated post with no key for it."""
    path = document.source.path.replace("\\", "/")
    return document.front is not None and not document.field("title") and bool(_POST.search(path))


def _is_fragment(document: Document) -> bool:
    """Tell whether HTML is a piece of a page, whose title stands where it is put in: nothing opens a page."""
    if document.format != "html" or document.front is not None:
        return False
    return _PAGE.search(document.source.text) is None


def _is_titled_before(heading: Block, document: Document) -> bool:
    """Tell whether the front matter has the title, and a heading of level 1 is a part's or a sentence."""
    titles = [v.text for v in document.field("title") if v.origin == "front-matter" and v.text.strip()]
    # What an HTML page has before its title is no text of the article.
    if not titles or document.format == "html" or bare(fold(heading.text)) in map(bare, map(fold, titles)):
        return False
    first = next((block for block in document.blocks if block.place == "body" and block.text), heading)
    return first.span != heading.span or is_passage(heading)


def _is_listed_short(heading: Block, document: Document, rule: Rule) -> bool:
    """Tell whether lists of results show a title that is short enough: the front matter's, or `<title>`.

    Of a `<title>` the site's name at its end does not count. One without any word of the heading, or that
    names no part but the site, may be the site's name, or left by the template.
    """
    longest = rule.params["longest"]
    stated = [value for value in document.field("title") if value.text.strip()]
    # A `seoTitle` is there to be listed.
    if any(value.origin == "front-matter" and len(value.text.strip()) <= longest for value in stated):
        return True
    sites = {bare(fold(value.text)) for value in document.field("publisher")}
    words = set(_WORDS.findall(fold(heading.text)))
    for value in stated:
        if value.origin != "meta" or value.key != "title":
            continue
        page, _, site = _AT_SITE.sub("\0", value.text.strip()).rpartition("\0")
        shown = page if bare(fold(site)) in sites else value.text
        if len(shown.strip()) <= longest and (
            not words.isdisjoint(_telling(shown)) or _names_a_page(value.text, sites, rule)
        ):
            return True
    return False


def _telling(title: str) -> list[str]:
    """Return the words of a title by which it is known: the longer ones, if it has any."""
    folded = fold(title)
    return _LONG_WORD.findall(folded) or _WORDS.findall(folded)


def _names_a_page(title: str, sites: Container[str], rule: Rule) -> bool:
    """Tell whether a `<title>` names a page in its own words, then its site: "Mary's story | Our clinic"."""
    folded = fold(title)
    at_site = _AT_SITE.search(folded)
    page = folded[: at_site.start()] if at_site is not None else ""
    if not page or bare(page) in sites or re.search(rule.params["leftover"], folded):
        return False
    return len(_LONG_WORD.findall(page)) >= _TOLD


def empty_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED104: a heading with nothing under it, or with a placeholder; an article without any text."""
    if _is_blank(document):
        yield Hit(title_span(document), "article", whole=True)
        return
    yield from _unfinished(document, rule)
    placeholder = re.compile(rule.params["placeholders"], re.IGNORECASE)
    parts = parts_of(document)
    told: set[Span] = set()
    for section in document.root.walk():
        # A site lists related pages by itself. What only looks like a heading may lead in what follows.
        if section.role in ("title", "related"):
            continue
        if section.heading is None or section.heading.inferred or section.sections:
            continue
        text = [block for block in section.blocks if _WORD.search(block.text)]
        if not text:
            if section.role == "references" and parts.is_cited():
                continue
            if not _is_masthead(section.heading, document) and parts.is_empty(section.heading):
                yield Hit(section.heading.span, "empty", {"heading": section.heading.text})
        elif len(text) == 1 and placeholder.fullmatch(text[0].text.strip()):
            told.add(text[0].span)
            yield Hit(text[0].span, "placeholder", {"text": text[0].text[:_SHOWN]})
    # Whole templates are full of it.
    yield from islice(_filled(document, rule, told), rule.params["most"])


def _filled(document: Document, rule: Rule, told: set[Span]) -> Iterator[Hit]:
    """Yield the dummy text that stands among other text, but for blocks that are `told` already."""
    filler = re.compile(rule.params["filler"], re.IGNORECASE)
    if filler.search(document.source.text) is None:
        return
    for block in document.blocks:
        found = filler.search(block.text) if is_counted(block) and block.span not in told else None
        if found is not None:
            yield Hit(block.prose.span(*found.span()), "left", {"text": found[0]})


def _is_blank(document: Document) -> bool:
    """Tell whether an article has only metadata and a title: no text, picture, component or shortcode."""
    said = [block for block in document.blocks if block.text.strip()]
    if len(said) > 1 or any(block.kind != "heading" for block in said) or document.images:
        return False
    text = document.source.text
    if document.format == "html":
        return _EMBEDDED.search(text) is None
    start = document.front.span.end if document.front is not None else 0
    spans = [block.span for block in said] + [comment.span for comment in document.comments]
    known = merged(span for span in spans if span.start >= start)
    edges = [start, *(edge for span in known for edge in span), len(text)]
    return not any(text[begin:end].strip() for begin, end in zip(edges[::2], edges[1::2], strict=True))


def _is_masthead(heading: Block, document: Document) -> bool:
    """Tell whether a heading says who wrote the article, or when: a line of its masthead in large letters."""
    start, end = heading.span
    return any(
        value.origin == "page" and value.field in _MASTHEAD and start <= value.span.start < end
        for value in document.values
    )


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
    """Yield the marks that readers would see: an error in such a section or a disclaimer, else a warning."""
    if not any(mark in document.source.text for mark in rule.params["marked-by"]):
        return
    opening, within = re.compile(rule.params["marks"]), re.compile(rule.params["marks-within"])
    spans = [d.span for d in document.disclaimers if d.kind == "medical"]
    spans += [s.span for s in document.root.walk() if s.heading is not None and s.role in _NEEDED]
    for block in document.blocks:
        if block.kind in ("code", "html", "rule") or block.place in ("meta", "chrome"):
            continue
        found = opening.match(block.text)
        if found is None and document.language == "en":
            found = within.search(block.text)
        if found is None or not found[0].strip():
            continue
        needed = any(span.start <= block.span.start < span.end for span in spans)
        span = block.prose.span(*found.span()) if block.prose.spans else block.span
        yield Hit(span, "marked" if needed else "left", {"text": found[0].strip()})


def _is_own(heading: Block, parts: Parts) -> bool:
    """Tell whether a heading names a part of the article.

    A line in bold is a label, a card is called what its page is called, and a picture has a caption. What
    is not seen side by side can be called the same.
    """
    if heading.inferred or parts.holds(heading) or parts.is_by_turns(heading):
        return False
    return is_named(heading) and not parts.is_caption(heading)


def _told_apart(first: Section, second: Section, document: Document) -> bool:
    """Tell whether numbers or prices tell two headings apart, or a page has one twice for two screens."""
    assert first.heading is not None
    assert second.heading is not None
    if _NUMBER.findall(first.heading.text) != _NUMBER.findall(second.heading.text):
        return True
    if any(section.blocks and _PRICE.match(section.blocks[0].text) for section in (first, second)):
        return True
    if document.format != "html":
        return False
    parts = parts_of(document)
    labels = [parts.label(section.heading) for section in (first, second) if section.heading]
    if any(len(label.split()) <= _FEW for label in labels) and labels[0] != labels[1]:
        return True
    if any(parts.is_for_screen(section.heading) for section in (first, second) if section.heading):
        return True
    if first.heading.level > 1 or first.sections:
        return False
    return sum(len(block.text.split()) for block in first.blocks) < _BANNER


def _takes_turns(parent: Section) -> bool:
    """Tell whether the same few headings follow each other again and again, as "Myth" and "Fact" do."""
    names = [bare(fold(section.heading.text)) for section in parent.sections if section.heading]
    many = {name: names.count(name) for name in dict.fromkeys(names[:_MANY])}
    turns = [name for name in names[:_MANY] if many[name] > 1]
    few = len(set(turns))
    if not 2 <= few <= _FEW or turns != turns[:few] * (len(turns) // few):
        return False
    said = [_said(section) for section in parent.sections if section.heading]
    return len(set(said)) == len(said)


def _said(section: Section) -> str:
    """Return what stands in a section, to be compared."""
    return " ".join(block.text for block in section.blocks) or str(section.span)


def duplicate_section(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED116: two sections of one parent share their heading, or the article has two disclaimers."""
    told: set[Span] = set()
    parts = parts_of(document)
    for parent in document.root.walk():
        seen: dict[str, Section] = {}
        if len(parent.sections) > _FEW and _takes_turns(parent):
            continue
        for section in parent.sections:
            if section.heading is None or not _is_own(section.heading, parts):
                continue
            name = bare(fold(section.heading.text))
            first = seen.setdefault(name, section)
            if first is section or not name or first.heading is None:
                continue
            if not _told_apart(first, section, document):
                related = (Related(first.heading.span, "it is here already"),)
                told.add(section.heading.span)
                yield Hit(section.heading.span, "heading", {"heading": section.heading.text}, related)
    headed = [d for d in document.disclaimers if d.kind == "medical" and d.heading is not None]
    if headed[1:] and re.search(rule.params["legal"], title_text(document), re.IGNORECASE):
        return  # The page itself is the disclaimer, in several sections.
    for disclaimer in headed[1:]:
        assert disclaimer.heading is not None
        if disclaimer.heading.span not in told:
            related = (Related(headed[0].span, "the first disclaimer"),)
            yield Hit(disclaimer.heading.span, "disclaimer", {}, related)
