"""The article's tags: present, well formed, known, and each one only once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from medlint.checks.tag_forms import are_alike, as_slug, is_foreign, is_slug, name_of
from medlint.document import Document, Value
from medlint.finding import Edit, Fix, Hit, Related
from medlint.parse.language import UNKNOWN
from medlint.parse.names.words import name_words
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.topics import Topics, builtin, near, slugify, split
from medlint.tree import title_text, where_missing

_LONGEST = 40
_RUN_SHORTEST = 12
_SEARCHED = re.compile("key(?:word|phrase)", re.IGNORECASE)
_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_TYPED = re.compile(r"[\d-]+|y|n|yes|no|true|false|on|off|null|[0-9]+e[0-9]+")


def topics_of(settings: Settings) -> Topics:
    """Return the vocabulary in use: the site's own, else the built-in one."""
    vocabulary = settings.tags.vocabulary
    if vocabulary is None:
        return builtin()
    from medlint.topics.site import of_site

    return of_site(vocabulary)


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED601: no tags; categories and keywords count as tags where there are no others."""
    tags = tags_of(document)
    if any(tag.field == "tags" or tag.origin == "front-matter" for tag in tags):
        return
    # What pages say of every post files none: "Blog", "Uncategorized", the site's name.
    brands = _brands(document, settings) if tags else frozenset()
    if any(_files(tag.text, rule, topics_of(settings)) and slugify(tag.text) not in brands for tag in tags):
        return
    empty = next(iter(document.field("tags")), None)
    if empty is not None:
        yield Hit(empty.key_span or empty.span, "empty")
    else:
        variant = "missing" if _has_metadata(document) else "no-place"
        yield from (Hit(span, variant, whole=True) for span in where_missing(document))


def _files(category: str, rule: Rule, topics: Topics) -> bool:
    """Tell whether a category says of an article what it does not say of every other."""
    return topics.resolve(category).how != "generic" and slugify(category) not in rule.params["unfiled"]


def _has_metadata(document: Document) -> bool:
    """Tell whether an article has a place for what programs read: front matter, a head, structured data."""
    plain = document.format in ("markdown", "text") and document.front is None
    return not plain or any(value.origin != "page" for value in document.values)


def count(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED602: fewer or more tags than readers and search can use."""
    tags = [tag for tag in tags_of(document) if tag.field == "tags"]
    if not tags:
        return
    values = {"count": len(tags), "minimum": settings.tags.minimum, "maximum": settings.tags.maximum}
    if len(tags) < settings.tags.minimum:
        yield Hit(tags[0].span, "few", values)
    elif len(tags) > settings.tags.maximum:
        yield Hit(tags[settings.tags.maximum].span, "many", values)


def slug(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED603: a tag of the writer's own is not a slug, or is empty."""
    written = _written(document)
    blank = (tag for tag in document.field("tags") if not tag.text.strip() and tag.origin == "front-matter")
    empty = next(blank, None) if written else None
    if empty is not None:
        yield Hit(empty.key_span or empty.span, "empty", {"key": empty.key or "tags"})
    for tag in written:
        wanted = as_slug(tag.text, document.language)
        if (is_slug(tag.text, document.language) and len(tag.text) <= _LONGEST) or is_foreign(tag.text):
            continue
        if not wanted:
            yield Hit(tag.span, "no-words", {"tag": _short(tag.text)})
        elif is_slug(wanted, document.language) and len(wanted) <= _LONGEST:
            fix = _rewriting(document, tag, wanted, "safe")
            yield Hit(tag.span, "form", {"tag": tag.text, "slug": wanted}, fix=fix)
        else:
            yield Hit(tag.span, "long", {"tag": _short(tag.text)})


def unknown(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED604: with a site's vocabulary any tag outside it, else only a near miss of a known one."""
    topics = topics_of(settings)
    controlled = settings.tags.vocabulary is not None
    # "exercice" is no slip of "exercise" in a French article; medlint's own topics are English.
    comparable = controlled or document.language in ("en", UNKNOWN)
    brands = _brands(document, settings)
    for tag in tags_of(document):
        if tag.field == "categories" or slugify(tag.text) in brands:
            continue
        found = topics.resolve(tag.text)
        if found.how in ("canonical", "generic"):
            continue
        if found.how == "unknown":
            nearest = _near(topics, tag.text) if comparable else None
            if nearest is None and controlled:
                yield Hit(tag.span, "unknown", {"tag": tag.text}, guess=tag.inferred)
            elif nearest and not (
                _runs_together(tag.text, topics)
                or (not controlled and _is_plural_of(tag.text, nearest))
                or _is_said(document, tag.text)
                or any(topics.resolve(other.text).slug == nearest for other in tags_of(document))
            ):
                yield _replace(document, tag, nearest, "near", "unsafe")
        elif controlled and found.slug is not None:
            yield _replace(document, tag, found.slug, found.how, "safe")
        elif found.how == "deprecated" and found.slug is not None:
            yield _replace(document, tag, found.slug, "deprecated", "unsafe")


def _is_said(document: Document, tag: str) -> bool:
    """Tell whether the text itself has each of the words, and so means them: 'core' is no slip of 'care'."""
    text = " ".join(passage.text for passage in reading(document).passages)
    return all(re.search(rf"\b{re.escape(word)}\b", text) for word in slugify(tag).split("-"))


def _is_plural_of(tag: str, nearest: str) -> bool:
    """Tell whether two tags differ in nothing but a plural: "medicines-safety" is no slip of the pen."""
    one, other = ([word.removesuffix("s") for word in slugify(text).split("-")] for text in (tag, nearest))
    return one == other


def duplicate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED605: two tags mean the same topic, or one is the wider topic of another."""
    for tags in _by_post(document):
        yield from _duplicates_among(tags, document, settings, rule)


def _by_post(document: Document) -> list[list[Value]]:
    """Return the tags that readers see as one list, or as one of each post: of a line, or of an `<article>`.

    No reader sees the keywords of a page's head.
    """
    tags = [tag for tag in tags_of(document) if tag.origin != "meta"]
    articles: list[int] = []
    if tags and tags[0].origin == "page":
        articles = [match.start() for match in _ARTICLE.finditer(document.source.text)]
    posts: dict[tuple[int, int], list[Value]] = {}
    for tag in tags:
        hashed = tag.origin == "page" and (tag.key == "#" or "hashtag" in tag.key.lower())
        line = document.source.position(tag.span.start).line if hashed else 0
        posts.setdefault((line, bisect_left(articles, tag.span.start)), []).append(tag)
    return list(posts.values())


def _duplicates_among(tags: list[Value], document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    topics = topics_of(settings)
    seen: dict[str, Value] = {}
    named: dict[str, None] = {}  # topics, in the order of the tags
    # Keywords for search engines are to hold wider words, and other ones for the same.
    typed = {*_written(document), *(tag for tag in tags_of(document) if tag.origin == "page")}
    title: str | None = None  # asked for once, and seldom at all
    for tag in tags:
        if tag.field == "categories":
            continue
        name = topics.resolve(tag.text).slug or name_of(tag.text)
        named.setdefault(name)
        first = seen.setdefault(topics.narrower(tag.text) or name, tag)
        if first is not tag and title is None:
            title = _comparing_title(document, rule)
        if first is not tag and not (title and _joined(tag) in title and _joined(first) in title):
            related = (Related(first.span, "the first one"),)
            values = {"tag": tag.text, "first": first.text}
            # Of two synonyms readers may use one more than the other; a site's own list means what it says.
            same = settings.tags.vocabulary is not None or are_alike(tag.text, first.text)
            fix = _removal(document, tag, first) if same else None
            if same or tag in typed:
                variant = "twice" if tag.text == first.text else "same" if same else "synonym"
                yield Hit(tag.span, variant, values, related, fix=fix, guess=tag.inferred)
    narrower: dict[str, list[str]] = {}
    for name in named:
        parent = topics.parent_of(name)
        if parent in named:
            narrower.setdefault(parent, []).append(name)
    for parent, names in narrower.items():
        # A topic that is there by a narrower name only is not there as a whole.
        wide, narrow = seen.get(parent), seen.get(names[0])
        if wide is None or narrow is None or narrow not in typed:
            continue
        # A page with two kinds of a thing among its tags, or with the thing in its title, is about all of it.
        if len(names) == 1 and not _is_titled(document, parent, names[0], topics):
            related = (Related(narrow.span, "the narrower tag"),)
            yield Hit(wide.span, "parent", {"tag": wide.text, "child": narrow.text}, related)


def _is_titled(document: Document, wider: str, narrower: str, topics: Topics) -> bool:
    """Tell whether the title names the wider one of two topics, and not the narrower one."""
    title = f"-{slugify(title_text(document))}-"
    named = (any(f"-{name}-" in title for name in topics.spellings(slug)) for slug in (wider, narrower))
    return list(named) == [True, False]


def _comparing_title(document: Document, rule: Rule) -> str:
    """Return the title as one word if it sets things against each other, else "".

    "Folate vs folic acid" is about the difference of its tags.
    """
    title = slugify(title_text(document))
    return title.replace("-", "") if set(rule.params["compared"]) & set(title.split("-")) else ""


def _joined(tag: Value) -> str:
    return slugify(tag.text).replace("-", "")


def generic(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED606: a tag that would fit any article of the site."""
    topics = topics_of(settings)
    for tag in tags_of(document):
        if tag.field == "tags" and topics.resolve(tag.text).how == "generic":
            yield Hit(tag.span, values={"tag": tag.text})


def brand(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED607: a tag that names the publisher."""
    brands = _brands(document, settings)
    topics = topics_of(settings)
    for tag in tags_of(document):
        name = slugify(tag.text)
        if name in brands and topics.resolve(tag.text).how == "unknown":
            yield Hit(tag.span, values={"tag": tag.text}, guess=tag.inferred)


def run_together(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED608: several tags have lost what separates them."""
    topics = topics_of(settings)
    tags = tags_of(document)
    index = 0
    while index < len(tags):
        run = [tags[index]]
        while (
            index + 1 < len(tags) and tags[index].inferred and tags[index + 1].span.start == run[-1].span.end
        ):
            index += 1
            run.append(tags[index])
        index += 1
        if len(run) > 1:
            span = Span(run[0].span.start, run[-1].span.end)
            yield _split_hit(document, span, [tag.text for tag in run], guess=True)
        elif not run[0].inferred and run[0].field == "tags":
            pieces = _pieces(run[0].text, topics)
            if pieces:
                yield _split_hit(document, run[0].span, pieces, guess=False)


def _split_hit(document: Document, span: Span, pieces: list[str], *, guess: bool) -> Hit:
    listed = ", ".join(pieces)
    edit = Edit(span, _joint(document, span).join(pieces))
    exact = document.source.text[slice(*span)] == "".join(pieces)
    # Where one tag ends and the next begins is inferred, so somebody has to look; and a line without any
    # mark may not be read as tags any more once it looks like prose.
    fix = Fix(f"Write {listed}", (edit,), "display" if guess else "unsafe") if exact else None
    return Hit(span, values={"tags": listed, "count": len(pieces)}, fix=fix, guess=guess)


def _joint(document: Document, span: Span) -> str:
    """Return what parts two tags where one tag stands now: an item of a list needs its own marks."""
    text = document.source.text
    line_start = text.rfind("\n", 0, span.start) + 1
    before = text[line_start : span.start]
    quote = before[-1:] if before[-1:] in ("'", '"') and text[span.end : span.end + 1] == before[-1:] else ""
    opening = before.removesuffix(quote)
    if opening.strip() == "-" and document.front is not None and span.end <= document.front.span.end:
        return f"{quote}\n{opening}{quote}"
    if opening.rstrip().endswith(("[", ",")) or not opening.strip():
        return f"{quote}, {quote}"
    return ", "


def _pieces(text: str, topics: Topics) -> list[str]:
    if len(text) < _RUN_SHORTEST or topics.resolve(text).how != "unknown":
        return []
    found = split(text, topics)
    return [text[start:end] for start, end in found] if found else []


def _runs_together(text: str, topics: Topics) -> bool:
    return bool(_pieces(text, topics))


@lru_cache(maxsize=4096)
def _near(topics: Topics, text: str) -> str | None:
    """Return what `near` does: sites repeat their tags."""
    return near(topics, text)


def _replace(
    document: Document, tag: Value, wanted: str, variant: str, safety: Literal["safe", "unsafe"]
) -> Hit:
    values = {"tag": tag.text, "slug": wanted}
    fix = _rewriting(document, tag, wanted, safety)
    return Hit(tag.span, variant, values, fix=fix, guess=tag.inferred)


def _rewriting(document: Document, tag: Value, wanted: str, safety: Literal["safe", "unsafe"]) -> Fix | None:
    """Return the edit that replaces a tag, if its span holds it alone and as it reads."""
    text, (start, end) = document.source.text, tag.span
    if text[start:end] != tag.text:
        return None
    quoted = text[start - 1 : start] in ("'", '"') and text[end : end + 1] == text[start - 1 : start]
    if _TYPED.fullmatch(wanted) and not quoted and tag.origin == "front-matter":
        return None  # Without quotes YAML reads a number, a day or a truth value.
    return Fix(f"Write {wanted}", (Edit(tag.span, wanted),), safety)


def _removal(document: Document, tag: Value, first: Value) -> Fix | None:
    """Return the edit that takes a repeated tag out of a list in the front matter.

    It is safe where both make the same slug: sites make the page of a tag from that.
    """
    text, (start, end) = document.source.text, tag.span
    if document.front is None or tag.origin != "front-matter" or text[start:end] != tag.text:
        return None
    if text[start - 1 : start] in ("'", '"') and text[end : end + 1] == text[start - 1 : start]:
        start, end = start - 1, end + 1
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = text[:start].rstrip()
    if text[line_start:start].strip() == "-" and not text[end:line_end].strip():
        edit = Edit(Span(line_start, line_end + 1), "")
    elif before.endswith(",") and first.span.end < len(before):
        edit = Edit(Span(len(before) - 1, end), "")
    else:
        return None
    safety: Literal["safe", "unsafe"] = "safe" if name_of(tag.text) == name_of(first.text) else "unsafe"
    return Fix(f"Remove the second {_short(tag.text)}", (edit,), safety)


def tags_of(document: Document) -> list[Value]:
    """Return the article's tags from the place that counts first; without any, its categories."""
    for field in ("tags", "categories"):
        tags = [value for value in document.field(field) if value.text.strip()]
        if tags:
            return [tag for tag in tags if tag.origin == tags[0].origin]
    return []


def _written(document: Document) -> list[Value]:
    """Return the tags that the writer typed as tags: keywords for search engines have no form."""
    return [
        tag
        for tag in tags_of(document)
        if tag.field == "tags" and tag.origin == "front-matter" and not _SEARCHED.search(tag.key)
    ]


def _brands(document: Document, settings: Settings) -> frozenset[str]:
    """Return the publisher's names as slugs, whole and by their first word, unless many are called so."""
    names = [
        *settings.tags.brands,
        *(value.text for value in document.field("publisher")),
        *(byline.name for byline in document.bylines if byline.kind == "organisation"),
    ]
    slugs = {slugify(name) for name in names}
    slugs.discard("")
    first = {name.split("-")[0] for name in slugs} - name_words().organisations
    return frozenset(slugs | {word for word in first if len(word) > 4})


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
