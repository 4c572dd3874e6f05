"""Parsing: any article format becomes one Document."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from typing import Literal

from medlint._records import NamedTuple
from medlint.document import (
    Block,
    Byline,
    Disclaimer,
    Document,
    FrontMatter,
    HelpBlock,
    Link,
    Page,
    Problem,
    Section,
    Value,
)
from medlint.parse.decode import UNREADABLE, decode
from medlint.parse.language import settle_language
from medlint.parse.prose import plain
from medlint.parse.sections import make_tree, with_roles
from medlint.parse.wording import Wording, unbroken, wording
from medlint.settings import Settings
from medlint.source import Source, Span, covers, merged

Format = Literal["markdown", "mdx", "html", "text"]
FORMATS: Mapping[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
"""What a file's ending says; in a folder only those of `medlint.discover.SUFFIXES` are looked for."""
_CARD = 6
_DATES = frozenset(("published", "updated", "reviewed"))
_DATED_NAME = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=-\w)")
_OF_PAPERS = ("Abstract", "ABSTRACT", "PMID:", "RESULTS:", "CONCLUSION:", "CONCLUSIONS:", "FINDINGS:")
"""Words without which no page has taken in the abstract of a paper."""
_LOOKS_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h[1-6])\b", re.I)
_LOOKS_MARKDOWN = re.compile(r"^(?:#{1,6} |---\s*$|[*-] |\d+\. |> |\|)|\*\*|\]\(", re.M)


def parse(path: str, data: bytes, settings: Settings, *, size: int | None = None) -> Document:
    """Return the article that a file's bytes hold. Never raises for any bytes.

    `path` names the file in reports and, by its ending, the format. `size` is the file's size in bytes
    where `data` was not read because there is too much of it.
    """
    if size is not None and size > settings.max_file_size:
        values = {"size": f"{size / 1e6:,.0f} MB", "limit": f"{settings.max_file_size / 1e6:,.0f} MB"}
        return _unreadable(Source(path, ""), (Problem("too-large", Span(0, 0), values),))
    source, problems = decode(path, data)
    if any(problem.kind in UNREADABLE for problem in problems):
        return _unreadable(source, problems)
    return parse_source(source, settings, problems)


def parse_source(source: Source, settings: Settings, problems: tuple[Problem, ...] = ()) -> Document:
    """Return the article in a text that has been decoded."""
    from medlint.parse.frontmatter import read_front_matter

    kind = format_of(source)
    front, start, more = read_front_matter(source)
    page = _read_page(source, start, kind)
    values, blocks = _values(_stated(front, source, start, kind, settings), page, source, kind)
    if any(sign in source.text for sign in _OF_PAPERS):
        from medlint.parse.abstracts import with_abstracts

        blocks = with_abstracts(blocks)
    root = make_tree(blocks)
    stated = next((value.text for value in values if value.field == "language"), page.language)
    language = settle_language(stated, settings.language, _visible_text(blocks))
    words = wording(language)
    meaning = _meaning(root, blocks, page.links, words)
    if words is not None:
        words.forget()
    elsewhere = _disclaimers_elsewhere(source, (front, values), page, settings, words)
    return Document(
        source=source,
        format=kind,
        language=language,
        front=front,
        root=meaning.root,
        blocks=blocks,
        values=values,
        bylines=_bylines(values, kind),
        disclaimers=(*meaning.disclaimers, *elsewhere),
        help=meaning.help,
        advice=meaning.advice,
        links=page.links,
        images=page.images,
        comments=page.comments,
        problems=(*problems, *more, *page.problems),
    )


def format_of(source: Source) -> Format:
    """Return the format of a source: by the ending of its path, else by what the text looks like."""
    ending = os.path.splitext(source.path)[1].lower()
    if ending in FORMATS:
        return FORMATS[ending]
    head = source.text[:2000]
    if _LOOKS_HTML.match(head):
        return "html"
    return "markdown" if _LOOKS_MARKDOWN.search(head) else "text"


def _read_page(source: Source, start: int, kind: Format) -> Page:
    if kind == "html":
        from medlint.parse.html import parse_html

        return parse_html(source, start)
    if kind == "text":
        from medlint.parse.text import parse_text

        return parse_text(source, start)
    from medlint.parse.markdown import parse_markdown

    return parse_markdown(source, start, mdx=kind == "mdx")


def _stated(
    front: FrontMatter | None, source: Source, start: int, kind: Format, settings: Settings
) -> tuple[Value, ...]:
    """Return what the writer states for machines: in front matter, and in the exports of MDX."""
    from medlint.parse.metadata import front_values

    post = _DATED_NAME.match(os.path.basename(source.path)) is not None
    stated = front_values(front, settings.spellings, post=post) if front is not None else ()
    if front is not None and '"@context"' in source.text[:start]:
        from medlint.parse.html.structured import front_json_ld

        stated += tuple(front_json_ld(source, front))
    if kind != "mdx":
        return stated
    from medlint.parse.exports import export_values

    told = {value.field for value in stated}
    return (*stated, *(value for value in export_values(source.text, start) if value.field not in told))


def _values(
    stated: tuple[Value, ...], page: Page, source: Source, kind: Format
) -> tuple[tuple[Value, ...], tuple[Block, ...]]:
    """Return all metadata, the writer's own first, and the blocks with metadata lines marked."""
    from medlint.parse.mastheads import site_names
    from medlint.parse.meta.line import find_values

    visible, lines = find_values(page.blocks, source.text, site_names((*stated, *page.values)), kind)
    blocks = page.blocks
    if lines:
        blocks = tuple(
            block._replace(place="meta") if index in lines else block for index, block in enumerate(blocks)
        )
    if kind in ("markdown", "mdx") and "<" in source.text:
        from medlint.parse.components import component_values

        visible = (*component_values(source.text, blocks), *visible)
    seen = {(value.field, value.span) for value in page.values}
    cards = _cards(page, {value.text for value in visible}) if kind == "html" else ()
    own = tuple(v for v in page.values if v.origin != "page" or not covers(cards, v.span.start))
    # A date without a label says less than one that the writer gave a name.
    dated = {v.field for v in stated if v.field in _DATES and v.text and v.origin == "front-matter"}
    linked = {
        field: sorted(v.span.start for v in page.values if v.field == field and not v.inferred)
        for field in ("tags", "categories")
    }
    visible = tuple(
        v
        for v in visible
        if (v.field, v.span) not in seen
        and not (v.inferred and v.field in dated)
        and not (cards and covers(cards, v.span.start))
        and not _holds(v.span, linked.get(v.field, ()))
    )
    on_page = tuple(value for value in own if value.origin == "page" and not value.inferred)
    suggested = tuple(value for value in own if value.origin == "page" and value.inferred)
    in_head = tuple(value for value in page.values if value.origin != "page")
    said = _without_slugs((*stated, *on_page, *visible, *suggested, *in_head))
    return (*said, *_dated_name(source.path, said)), blocks


def _without_slugs(said: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return values without the author whom only a slug tells, if somebody else is named."""
    slugs = [v for v in said if v.field == "author" and v.inferred and v.origin == "front-matter"]
    if not slugs or all(v in slugs for v in said if v.field == "author" and v.text):
        return said
    return tuple(v for v in said if v not in slugs)


def _holds(line: Span, linked: Sequence[int]) -> bool:
    """Tell whether a line of tags, taken for one, holds links that were read one by one, by their starts."""
    at = bisect_left(linked, line.start)
    return at < len(linked) and linked[at] < line.end


def _cards(page: Page, stated: Set[str]) -> tuple[Span, ...]:
    """Return where links hold so much text that they are cards: what these state is of other pages.

    A link that is nothing but what a line states, as the names of the authors, is none.
    """
    return merged(
        link.span for link in page.links if link.text.count(" ") >= _CARD and link.text.strip() not in stated
    )


def _dated_name(path: str, said: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the date that a post's file name begins with, if nothing else says when it was published.

    Jekyll, and Hugo and Eleventy on demand, date posts so: https://jekyllrb.com/docs/posts/.
    """
    match = _DATED_NAME.match(os.path.basename(path))
    if match is None or any(value.field == "published" and value.text for value in said):
        return ()
    return (Value("published", match[0], Span(0, 0), "file-name", inferred=True),)


def _bylines(values: tuple[Value, ...], kind: Format) -> tuple[Byline, ...]:
    """Return who wrote and checked the article.

    Who is called as the site is called is no person, unless the name is known to be one. A page that was
    copied as text has lost its masthead: there the holder of the copyright, or the source that the text
    itself names, is the author if nobody else is.
    """
    from medlint.parse.bylines import read_bylines
    from medlint.parse.mastheads import is_site, site_names

    bylines = read_bylines(values)
    sites = site_names(values) if bylines else frozenset()
    bylines = tuple(b._replace(kind="organisation") if is_site(b, sites) else b for b in bylines)
    if kind == "html" or any(byline.role == "author" for byline in bylines):
        return bylines
    holders = [v for v in values if v.field == "publisher" and v.origin == "page" and v.text]
    found = (Byline("author", "organisation", value.text, "", (), value, value.span) for value in holders[:1])
    return (*bylines, *found)


_Facts = tuple[FrontMatter | None, tuple[Value, ...]]


class _Meaning(NamedTuple):
    disclaimers: tuple[Disclaimer, ...]
    help: tuple[HelpBlock, ...]
    advice: tuple[Span, ...]
    root: Section


def _meaning(
    root: Section, blocks: tuple[Block, ...], links: tuple[Link, ...], words: Wording | None
) -> _Meaning:
    """Find disclaimers and help, and name the roles of the sections."""
    if words is None:
        return _Meaning((), (), (), with_roles(root, {}, {}, None))
    from medlint.parse.disclaimers import find_disclaimers
    from medlint.parse.help import find_help

    words.take_up(unbroken(block, words).text for block in blocks)
    chrome = tuple(block for block in blocks if block.place == "chrome")
    disclaimers = find_disclaimers(root, chrome, words)
    if not any(found.kind == "medical" for found in disclaimers):
        from medlint.parse.own_words import in_own_words

        disclaimers = (*disclaimers, *in_own_words(root, chrome, words))
    helps, advice = find_help(root, disclaimers, words, links)
    shown = {found.heading.span: "disclaimer" for found in disclaimers if found.heading is not None}
    held: dict[Span, str] = {}
    for block in helps:
        if block.heading is not None:
            (shown if block.named else held)[block.heading.span] = "professional-help"
    return _Meaning(disclaimers, helps, advice, with_roles(root, shown, held, words))


def _disclaimers_elsewhere(
    source: Source, facts: _Facts, page: Page, settings: Settings, words: Wording | None
) -> tuple[Disclaimer, ...]:
    """Return the disclaimers that a key, a component or a link stands for."""
    front, values = facts
    found: list[Disclaimer] = []
    for value in values:
        if value.field == "disclaimer" and words is not None:
            from medlint.parse.disclaimers import components_of

            prose = plain(source.text, *value.span)
            components = components_of(Block("paragraph", value.span, prose), words)
            if components:
                found.append(Disclaimer(value.span, "medical", "component", components))
    for name in settings.disclaimer.components:
        if front is not None and front.data.get(name):
            place = front.spans[f"/{name.replace('~', '~0').replace('/', '~1')}"].value
            found.append(Disclaimer(place, "medical", "component", {}))
        printed = re.compile(rf"(?:\{{[{{%][^}}\n]{{0,80}}?|<){re.escape(name)}\b")
        found += (
            Disclaimer(Span(*match.span()), "medical", "component", {})
            for match in printed.finditer(source.text)
        )
    if settings.disclaimer.allow_linked:
        found += (
            Disclaimer(link.span, "medical", "linked", {})
            for link in page.links
            if "disclaimer" in link.url.lower() or "disclaimer" in link.text.lower()
        )
    return tuple(found)


def _visible_text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.prose.text for block in blocks if block.place == "body")


def _unreadable(source: Source, problems: tuple[Problem, ...]) -> Document:
    empty = Section(None, 0, None, Span(0, 0), ())
    return Document(source, "unreadable", "", None, empty, problems=problems)
