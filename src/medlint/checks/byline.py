"""Who wrote and who checked the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from medlint.checks.credentials import MOST_PEOPLE
from medlint.document import Byline, Document
from medlint.finding import Hit
from medlint.parse.credentials import credential_table
from medlint.parse.names.kinds import is_key, is_personal
from medlint.parse.names.words import name_words, said_as_we
from medlint.parse.wording import fold
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import covers, merged
from medlint.tree import where_missing

_NEAR = 120
_POSTS = 3
_MOST = 40
_AUTHOR = re.compile(r"author[\"']?\s{0,4}:\s{0,4}[\[{\s]{0,6}[\"']?\Z", re.IGNORECASE)
# A given name, a surname, a nickname or a brand: "Rusha", "yang"; but `WebMD` is a brand by its look.
_ONE_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]{1,20}")
# https://schema.org/Organization and its kinds, in JSON or YAML.
_ORGANISATION = re.compile(
    r"""["']?@type["']?[ \t]{0,8}:\s{0,8}["']?\w{0,20}Organization["']?,?"""
    r"""\s{0,20}["']?name["']?[ \t]{0,8}:\s{0,8}["']?\Z"""
)


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED202: nobody is named as author; empty and placeholder values name nobody."""
    authors = _by_role(document, "author")
    if any(author.kind != "placeholder" for author in authors):
        return
    if not authors:
        yield from (Hit(span, "missing", whole=True) for span in where_missing(document))
        return
    empty = authors[0]
    if empty.name.strip():
        yield Hit(empty.span, "identifier" if is_key(empty.name) else "placeholder", {"name": empty.name})
    else:
        yield Hit(empty.value.key_span or empty.value.span, "empty", {"key": empty.value.key or "author"})


def not_a_person(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED203: authors are named, but none of them is a person."""
    authors = [author for author in _by_role(document, "author") if author.kind != "placeholder"]
    if authors and all(author.kind != "person" for author in authors):
        name = authors[0].name
        single = authors[0].kind == "organisation" and _ONE_WORD.fullmatch(name) and is_personal(name)
        yield Hit(authors[0].span, "single" if single else authors[0].kind, {"name": name})


def no_credentials(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED204: a person wrote it, but neither they nor a reviewer has a stated qualification."""
    people = [author for author in _by_role(document, "author") if author.kind == "person"]
    titles = frozenset(rule.params["titles"])
    checkers = _by_role(document, "reviewer")
    named = (*people, *(reviewer for reviewer in checkers if reviewer.kind == "person"))
    # What somebody is called in a site's own files is told there: "jane_roe".
    people = [p for p in people[:MOST_PEOPLE] if not ("_" in p.name or _is_no_name(p, document, rule))]
    if not people or any(person.credentials or fold(person.honorific) in titles for person in named):
        return
    from medlint.checks.qualified import is_qualified, is_qualified_by_slug, says_itself, says_unqualified

    if any(is_qualified_by_slug(byline) for byline in (*named, *checkers)) or says_unqualified(document):
        return
    told = any(is_qualified(person, document) for person in named[:MOST_PEOPLE])
    if not told and not says_itself(document) and not _are_of_posts(people, document):
        title = people[0].honorific.rstrip(".")
        # Who has written "Dr" has said something: the message must not sound as if it had not been seen.
        variant = "titled" if fold(title) in credential_table().doctors else "named"
        yield Hit(people[0].span, variant, {"name": people[0].name, "title": title})


def _are_of_posts(people: list[Byline], document: Document) -> bool:
    """Tell whether names stand one to each of several headings, as in a list of posts."""
    spans = sorted(p.span for p in people if p.value.origin == "page" and p.value.inferred)
    if len(spans) < max(_POSTS, len(people)):
        return False
    heads = [block.span for block in document.blocks if block.kind == "heading"]
    between = (
        sum(before.end <= head.start and head.end <= after.start for head in heads)
        for before, after in pairwise(spans)
    )
    return all(count == 1 for count in between)


def _is_no_name(byline: Byline, document: Document, rule: Rule) -> bool:
    """Tell whether a byline only looks like the author's name: a slug, a template's maker, the publisher."""
    slug = byline.value.origin == "front-matter" and byline.value.inferred
    return slug or _is_designer(byline, document, rule) or _is_publisher(byline, document)


def _is_designer(byline: Byline, document: Document, rule: Rule) -> bool:
    """Tell whether a page's head names who made it: in small letters and nowhere else, or as "… Designs"."""
    if byline.value.origin != "meta":
        return False
    if byline.name.lower().rpartition(" ")[2] in rule.params["makers"]:
        return True
    return byline.name.islower() and document.source.text.lower().count(byline.name) == 1


def anonymous_reviewer(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED208: a medical review is claimed, but nobody is named."""
    # A heading over a text of its own names a step of a service: "Reviewed by a provider".
    steps = merged(s.heading.span for s in document.root.walk() if s.heading and s.level > 1 and s.blocks)
    for reviewer in _by_role(document, "reviewer"):
        if covers(steps, reviewer.span.start):
            continue
        if reviewer.kind in ("anonymous", "placeholder") and reviewer.name.strip():
            yield Hit(reviewer.span, values={"name": reviewer.name})


def _by_role(document: Document, role: str) -> list[Byline]:
    named = [byline for byline in document.bylines if byline.role == role]
    return [*(_as_declared(byline, document) for byline in named[:MOST_PEOPLE]), *named[MOST_PEOPLE:]]


def _as_declared(byline: Byline, document: Document) -> Byline:
    """Return an organisation where structured data says, just before the name, that it is one."""
    before = document.source.text[max(0, byline.span.start - _NEAR) : byline.span.start]
    if byline.kind == "person" and (
        _ORGANISATION.search(before) or _is_declared(byline, document) or _is_we(byline, document)
    ):
        return byline._replace(kind="organisation")
    return byline


def _may_be_a_brand(byline: Byline) -> bool:
    """Tell whether nothing shows that a name of several words is a person's: no title, no given name."""
    first, _, rest = byline.name.partition(" ")
    known = byline.honorific or byline.credentials or fold(first).partition("-")[0] in name_words().given
    return bool(rest) and not known


def _is_we(byline: Byline, document: Document) -> bool:
    """Tell whether the text says "we" of whoever is named: "At Quiet Harbour, we"."""
    if not _may_be_a_brand(byline):
        return False
    name = fold(byline.name)
    said = re.compile("|".join(said_as_we()).replace("{name}", re.escape(name)))
    return any(
        byline.name in block.text and said.search(fold(block.text))
        for block in document.blocks
        if block.place != "chrome"
    )


def _is_publisher(byline: Byline, document: Document) -> bool:
    """Tell whether structured data name the publisher as author, and nothing shows that it is a person."""
    if byline.value.origin != "json-ld" or not _may_be_a_brand(byline):
        return False
    from medlint.parse.mastheads import is_called_as, site_names

    return is_called_as(byline, site_names(document.values))


def _is_declared(byline: Byline, document: Document) -> bool:
    """Tell whether structured data elsewhere in the file call the author of that name an organisation."""
    text = document.source.text
    if byline.honorific or byline.credentials or "Organization" not in text:
        return False
    places = islice(re.finditer(rf"{re.escape(byline.name)}(?=\W)", text), _MOST)
    heads = (text[max(0, place.start() - _NEAR) : place.start()] for place in places)
    kinds = ((head, _ORGANISATION.search(head)) for head in heads)
    return any(kind is not None and _AUTHOR.search(head, 0, kind.start()) for head, kind in kinds)
