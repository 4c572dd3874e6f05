"""What the qualifications of those who wrote and checked an article are worth."""

from __future__ import annotations

from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.document import Byline, Document
from medlint.finding import Hit
from medlint.parse.credentials import Qualification, qualifications
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings

_UNPROTECTED = "unprotected"
_ALONE = "doctor-alone"
"""Only a title stands before the name, as far as the byline tells."""
MOST_PEOPLE = 60
"""Names that are looked for in the whole text; a page of lists has one for each of its items."""


class Person(NamedTuple):
    """A person of the bylines, with all that the article says of their qualification anywhere."""

    byline: Byline
    stated: tuple[str, ...]
    known: tuple[Qualification, ...]

    @property
    def is_clinical(self) -> bool:
        """Tell whether something clinical stands behind the name."""
        return any(found.level == "clinical" for found in self.known)


def people(document: Document) -> tuple[Person, ...]:
    """Return the authors and reviewers that are persons, in the order of the bylines."""
    stated: dict[str, tuple[str, ...]] = {}
    for byline in document.bylines:
        name = name_of(byline)
        known = stated.get(name, ())
        stated[name] = (*known, *(text for text in byline.credentials if text not in known))
    return tuple(
        Person(byline, texts, tuple(found for text in texts for found in qualifications(text)))
        for byline in document.bylines
        if byline.kind == "person" and byline.role in ("author", "reviewer")
        for texts in (stated[name_of(byline)],)
    )


def name_of(byline: Byline) -> str:
    """Return a name for comparison."""
    return bare(fold(byline.name))


def questionable(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED205: what stands behind a name does not carry what it is made to carry."""
    found = people(document)
    checked = any(person.is_clinical for person in found)
    told: set[str] = set()
    asked = 0
    for person in sorted(found, key=lambda person: person.byline.role != "reviewer"):
        # What an author is not, a clinician beside them is.
        if name_of(person.byline) in told or (person.byline.role == "author" and checked):
            continue
        hit = doubt(person, rule)
        if hit is not None and hit.variant == _ALONE:
            asked += 1
            hit = None if asked > MOST_PEOPLE or is_shown(person, document) else hit
        if hit is not None:
            told.add(name_of(person.byline))
            yield hit


def is_shown(person: Person, document: Document) -> bool:
    """Tell whether the article says outside the byline what qualifies somebody, as in the lines below it."""
    from medlint.checks.qualified import is_shown_elsewhere

    return is_shown_elsewhere(person.byline, document)


def doubt(person: Person, rule: Rule) -> Hit | None:
    """Return what is doubtful about a person's qualification, or None."""
    byline = person.byline
    if person.is_clinical:
        return None
    reviews = byline.role == "reviewer"
    medical = reviews and _says_medical(byline, rule)
    titled = fold(byline.honorific).strip(" .") in rule.params["doctor"]
    values = {"name": byline.name}
    if not person.stated:
        return Hit(byline.span, _ALONE, values) if reviews and titled else None
    for found in person.known:
        if found.level != "questionable" or not found.profession:
            continue
        values |= {"credential": found.text, "field": found.profession}
        if found.profession == _UNPROTECTED:
            return Hit(byline.span, "unprotected", values)
        # Where law registers a profession, only what makes it look like medicine is to blame.
        if found.profession not in rule.params["regulated"] or medical or titled:
            return Hit(byline.span, "not-medicine", values)
        return None
    known = all(any(qualifications(text)) for text in person.stated)
    if medical and known and all(found.level in ("academic", "other") for found in person.known):
        return Hit(byline.span, "academic-review", values | {"credential": ", ".join(person.stated)})
    return None


def _says_medical(byline: Byline, rule: Rule) -> bool:
    """Tell whether the words or the key before a name claim a medical review."""
    key = fold(byline.value.key)
    return any(word in key for word in rule.params["medical"])
