"""Doses: how they are written, and whether an article that gives one says whom to ask.

The words around doses are in the rule files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from medlint._records import NamedTuple
from medlint.checks.advice import lead_in, part
from medlint.checks.audience import is_written_for_professionals
from medlint.checks.dose_figures import Dose, Units, doses, units_of
from medlint.checks.dose_sentences import LONGEST, frame_of, is_own, is_spooned, tells_dose
from medlint.checks.dose_vitamins import is_on_packets, parent
from medlint.document import Document, of_latest
from medlint.finding import Edit, Fix, Hit, Related, Safety
from medlint.kinds.existence import Match, begun, covered, matches, shown
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading, sentence
from medlint.reading.polarity import stance
from medlint.reading.said import says, says_anywhere, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.tree import link_around, title_text

_TRAILING = re.compile(r"\.00?\Z")  # Three zeros behind a point are thousands in many countries.
_LONG = re.compile(r"\d{5,}\Z")
_THOUSANDS = re.compile(r"\d{4,}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NAME = re.compile(r"(?<![\w'])[^\W\d_]{4,}\Z")
_BEFORE = 40
_TITLE = 5  # words of a title at least
_LIMITS = ("<", ">")
"""Signs before a figure that is no dose but where a range ends."""


class _Change(NamedTuple):
    """What is wrong with a dose, and what to put in the place of `[start, end)`."""

    variant: str
    start: int
    end: int
    new: str
    safety: Safety = "safe"


def formats(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each dose that can be misread tenfold, and for each space against the setting."""
    text = reading(document)
    units = units_of(text.language)
    groups: Groups = rule.params["compiled"]
    spacing = settings.doses.spacing
    telling = {sign for sign, words in rule.params["unit-words"].items() if not text.words.isdisjoint(words)}
    medicine = units.medicine | telling
    for dose in doses(text):
        if dose.sign() in medicine and not _says(dose, text, groups, "-explained"):
            change = _misread(dose, units, text, groups)
            if change is not None:
                yield _hit(document, dose, change)
        between = dose.passage.text[dose.middle : dose.unit]
        if dose.sign() in units.signs:
            if spacing == "space" and not between:
                yield _hit(document, dose, _Change("space", dose.middle, dose.unit, " "))
            elif spacing == "none" and between.isspace():
                yield _hit(document, dose, _Change("no-space", dose.middle, dose.unit, ""))


def micrograms(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each sign of a microgram that can be misread, or that the site does not use."""
    text = reading(document)
    units = units_of(text.language)
    groups: Groups = rule.params["compiled"]
    wanted = settings.doses.microgram
    for dose in doses(text):
        sign = dose.sign()
        symbol = sign in units.micrograms
        if not symbol and not (wanted == "microgram" and sign == "mcg"):
            continue
        known = _is_measured(dose, text, groups) or _says(dose, text, groups, "-explained")
        if known or _is_titled(document, dose):
            continue
        full = "microgram" if dose.number() == "1" else "micrograms"
        better = "mcg" if wanted == "mcg" else full
        gap = "" if dose.middle < dose.unit or better == "mcg" else " "
        # Which of the two to write is the site's choice; without one the better is only shown.
        safety: Safety = "safe" if wanted else "display"
        variant = "symbol" if symbol else "short"
        yield _hit(document, dose, _Change(variant, dose.unit, dose.end, gap + better, safety))


def _is_titled(document: Document, dose: Dose) -> bool:
    """Tell whether a dose stands in the title of another page, or of a paper: in a long link."""
    link = link_around(document, dose.passage.span(dose.start, dose.end))
    return link is not None and "//" in link.url and len(link.text.split()) >= _TITLE


def abbreviations(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for the first of each abbreviation around doses that is misread; more places are related.

    `units` holds units by the message that they lead to, `meanings` what to say in place of each text.
    Those of `only-near-doses` count only in a sentence with a phrase of `-dose`, or in an article with one of
    their `unit-words` if no space stands before them; none in a sentence with `-explained`, nor those in one
    with `-unlike`. What the groups in `capitals` find counts only if it is written so, what those in
    `for-patients` find not in an article for professionals, except those of `for-nobody`.
    """
    text = reading(document)
    meanings: Mapping[str, str] = rule.params["meanings"]
    variants = {sign: name for name, signs in rule.params["units"].items() for sign in signs}
    found: list[tuple[str, str, Passage, int, int]] = []
    for dose in doses(text):
        variant = variants.get(dose.sign(), "")
        if variant and not _follows_letter(dose) and _is_unit(document, dose, variant, rule):
            found.append((variant, dose.sign(), dose.passage, dose.unit, dose.end))
    for_others = is_written_for_professionals(document, text, rule.params["compiled"])
    known = rule.params["for-patients"] if for_others else ()
    for match in matches(document, rule, stances=("any",)):
        start, end, words = match.start, match.end, match.passage.text[match.start : match.end]
        short = next((word for word in re.findall(r"[\w.]+", words)[::-1] if word in meanings), "")
        if match.group in known and short not in rule.params["for-nobody"]:
            continue
        if short:
            start += words.rindex(short)
            end = start + len(short)
        written = match.passage.block.prose.text[start:end]
        if match.group in rule.params["capitals"] and not written.isupper():
            continue
        variant = rule.params["same-message"].get(match.group, match.group)
        found.append((variant, short or words, match.passage, start, end))
    hits: dict[str, Hit] = {}
    for variant, key, passage, start, end in found:
        span = passage.span(start, end)
        if key in hits:
            hits[key] = hits[key]._replace(related=(*hits[key].related, Related(span, "here too")))
        else:
            better = meanings.get(f"{variant} {key}", meanings.get(key, "the words in full"))
            values = {"text": shown(passage, start, end), "prefer": better}
            hits[key] = Hit(span, "unknown" if key in rule.params["not-misread"] else variant, values)
    yield from hits.values()


def _is_unit(document: Document, dose: Dose, variant: str, rule: Rule) -> bool:
    """Tell whether a letter behind a figure is a unit that a text uses and does not speak about."""
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    if _says(dose, text, groups, "-explained") or _is_measured(dose, text, groups):
        return False
    if says_anywhere(text, groups, f"-defined-{dose.sign()}") or is_on_packets(document, dose, groups):
        return False
    if variant not in rule.params["only-near-doses"]:
        return True
    if _says(dose, text, groups, "-unlike"):
        return False
    if _says(dose, text, groups, "-dose"):
        return True
    telling = rule.params["unit-words"].get(dose.sign(), ())
    return dose.middle == dose.unit and not text.words.isdisjoint(telling)


def without_net(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for the first dose in each part of an article that names nobody to ask and no label."""
    hits: dict[Span, Hit] = {}
    for match, place in unprotected(document, rule):
        start = begun(match.passage, match.start)
        span = match.passage.span(start, match.end)
        if place in hits:
            hits[place] = hits[place]._replace(related=(*hits[place].related, Related(span, "here too")))
        else:
            hits[place] = Hit(span, "", {"text": shown(match.passage, start, match.end)})
    yield from hits.values()


def unprotected(document: Document, rule: Rule) -> tuple[tuple[Match, Span], ...]:
    """Return each dose that a reader is told to take, with its part of the article, if that names nobody."""
    known = _known(document)
    if rule.id not in known:
        known[rule.id] = tuple(_without_net(document, rule))
    return known[rule.id]


@of_latest
def _known(_: Document) -> dict[str, tuple[tuple[Match, Span], ...]]:
    """Return what is known of doses without a net, by the rule: nothing yet."""
    return {}


def _without_net(document: Document, rule: Rule) -> Iterator[tuple[Match, Span]]:
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    ordered = [
        match
        for match in matches(document, rule)
        if (match.group != "spooned" or is_spooned(match, text, groups))
        and not covered(groups, "-public", match.passage.text, match.start, match.end)
    ]
    found = sorted((*ordered, *_stated(text, rule, ordered)), key=lambda match: match.passage.block.span)
    if not found or _is_warned(document, text, groups) or _is_warned_before(found[0], text, groups):
        return
    known: dict[Span, bool] = {}
    for match in found:
        place = part(document, match.passage.block.span.start)
        leads = ""
        if match.passage.block.kind == "item":
            leads = lead_in(text, text.place(match.passage))
            if says(groups, "-of-research", leads):
                continue
            leads = f"{leads} {parent(match.passage, text)[-LONGEST:]}"
        if is_own(match, text, groups, leads):
            continue
        if place not in known:
            known[place] = any(
                says(groups, "-net", without(groups, "-not-asked", passage.text))
                for passage in text.passages
                if place.start <= passage.block.span.start < place.end
            )
        if not known[place]:
            yield match, place


def _is_warned(document: Document, text: Reading, groups: Groups) -> bool:
    """Tell whether an article, or a disclaimer at its foot, warns before all it gives, or is for others."""
    if says_anywhere(text, groups, "-before") or is_written_for_professionals(document, text, groups):
        return True
    if says(groups, "-animals", fold(title_text(document))):
        return True
    if any(
        passage.block.kind == "item"
        and says(groups, "-at-risk", passage.text)
        and (says(groups, "-asked-if", passage.lead) or says(groups, "-asked-if", passage.heading))
        for passage in text.passages
    ):
        return True
    spans = merged(each.span for each in document.disclaimers)
    foot = (block for block in document.blocks if block.place == "chrome" and block.text)
    return any(
        covers(spans, block.span.start) and says(groups, "-before", fold(block.text)) for block in foot
    )


def _is_warned_before(first: Match, text: Reading, groups: Groups) -> bool:
    """Tell whether what stands above the first dose says who is at risk, and whom they are to ask."""
    above = text.passages[: text.place(first.passage)]
    return any(says(groups, "-opening", passage.text) for passage in above)


def _stated(text: Reading, rule: Rule, ordered: list[Match]) -> Iterator[Match]:
    """Yield doses of a remedy that are stated with how often, where no order was found in their sentence."""
    language = text.language
    groups: Groups = rule.params["compiled"]
    known = {
        (match.passage.block.span, sentence(match.passage.text, match.start, language)) for match in ordered
    }
    cells = {
        passage.block.span: before.text
        for before, passage in pairwise(text.passages)
        if passage.block.kind == "cell" and passage.block.group == before.block.group
    }
    for dose in doses(text):
        words = dose.passage.text
        first, last = sentence(words, dose.start, language)
        place = (dose.passage.block.span, (first, last))
        limit = words[: dose.start].rstrip()[-1:] in _LIMITS
        if limit or dose.sign() not in rule.params["units"] or place in known:
            continue
        if covered(groups, "-public", words, dose.start, dose.end):
            continue
        known.add(place)
        if last - first > LONGEST:
            continue
        # "Loratadine: 10 mg daily", or so in two cells of a table.
        if words[:first].endswith(": "):
            first = sentence(words, first - 2, language)[0]
        above = cells.get(dose.passage.block.span, "")[-LONGEST:]
        said = f"{above} {words[max(first, last - 2 * LONGEST) : last]}"
        told = tells_dose(said, frame_of(dose.passage, first), groups)
        if told and stance(dose.passage, dose.start, dose.end, language) == "asserted":
            yield Match("dose", dose.passage, dose.start, dose.end)


def _misread(dose: Dose, units: Units, text: Reading, groups: Groups) -> _Change | None:
    """Return how a dose can be misread, and what mends it."""
    number = dose.number()
    if number.startswith("."):
        return _Change("naked-decimal", dose.start, dose.start, "0")
    exact = _is_measured(dose, text, groups)
    if _TRAILING.search(number) and not exact and not _is_shown_both_ways(dose):
        return _Change("trailing-zero", dose.start + number.index("."), dose.middle, "")
    long = _THOUSANDS if dose.sign() in units.units else _LONG
    if long.match(number) and number[0] != "0" and not exact and not _is_year(number, dose):
        return _Change("thousands", dose.start, dose.middle, f"{int(number):,}")
    brand = dose.middle - dose.start == 1 and dose.middle == dose.unit  # "Tata1mg"
    if _name(dose) < dose.start and not brand:
        # Where the name ends is a guess: it may end in a letter or a digit of its own.
        return _Change("joined", dose.start, dose.start, " ", "unsafe")
    # "MLS" is the name of something else.
    written = dose.passage.block.prose.text[dose.unit : dose.end]
    if dose.sign() in units.plurals and not written.isupper():
        return _Change("plural", dose.end - 1, dose.end, "")
    return None


def _is_shown_both_ways(dose: Dose) -> bool:
    """Tell whether the same amount stands behind a dose without its zero: "75.0 mg, 75 mg"."""
    text, number = dose.passage.text, dose.number()
    other = number[: number.index(".")] + text[dose.middle : dose.end]
    return text[dose.end : dose.end + _BEFORE].lstrip(" ,;=/(").removeprefix("or ").startswith(other)


def _is_year(number: str, dose: Dose) -> bool:
    """Tell whether a number may be a year: "in 2020 units of the hospital …"."""
    return _YEAR.match(number) is not None and dose.passage.text[: dose.start].endswith(("in ", "since "))


def _name(dose: Dose) -> int:
    """Return where the name begins that runs into a dose; the start of the dose if there is none."""
    found = _NAME.search(dose.passage.text, max(0, dose.start - _BEFORE), dose.start)
    return found.start() if found else dose.start


def _hit(document: Document, dose: Dose, change: _Change) -> Hit:
    """Return a hit on a dose, with the fix that makes the change."""
    text = dose.passage.block.text
    first = _name(dose) if change.variant == "joined" else dose.start
    whole = dose.passage.span(first, dose.end)
    better = text[first : change.start] + change.new + text[change.end : dose.end]
    values = {"text": text[first : dose.end], "better": better}
    # An entity or a line break among the characters has no place of its own to be mended at.
    if document.source.text[whole.start : whole.end] != text[first : dose.end]:
        return Hit(whole, change.variant, values)
    at = whole.start - first
    edit = Edit(Span(at + change.start, at + change.end), change.new)
    return Hit(whole, change.variant, values, fix=Fix(f"Write '{better}'", (edit,), change.safety))


def _is_measured(dose: Dose, text: Reading, groups: Groups) -> bool:
    """Tell whether a figure is a result, exact to its last zero, or an amount in blood, air or food."""
    # A raised three is a sign of its own, and no part of a word.
    after = dose.passage.text[dose.end : dose.end + 20].replace("³", "3")
    limit = dose.passage.text[: dose.start].rstrip()[-1:] in _LIMITS
    if limit or says(groups, "-per", after) or _says(dose, text, groups, "-measured"):
        return True
    above = dose.passage.heading
    head = dose.passage.lead if dose.passage.block.kind == "cell" else ""
    return says(groups, "-of-food", above[-LONGEST:]) or says(groups, "-column", head[:LONGEST])


def _follows_letter(dose: Dose) -> bool:
    return dose.passage.text[: dose.start][-1:].isalpha()


def _says(dose: Dose, text: Reading, groups: Groups, name: str) -> bool:
    first, last = sentence(dose.passage.text, dose.start, text.language)
    return says(groups, name, dose.passage.text, first, last)
