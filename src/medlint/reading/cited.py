"""Whether what an article says is cited: there, or so close by that the source is plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from medlint.document import Document
from medlint.reading import Passage, reading, sentence
from medlint.reading.references import Citations, citations, credited, named_studies, pattern_of

_SUMMARIES = ("conclusion", "key-points")
_MANY = 3
"""Citations in the text, from which on an article cites even if it lists nothing."""
_FAR = 600
_STEPS = 40
"""Passages that a list of findings may have, between what it found and the study."""
_BACK = 16
"""Passages up from what happened in a group, within which the study is cited that made the groups."""
_LED = 3
"""Paragraphs up from a list of notes, of which one links to what they are of."""
_ADDRESS = re.compile(r"https?://\S+")
_LEVELS = 2
"""Headings up from a claim, of which one may stand over a link to what the section is of."""
_EACH = 2
"""Items that name a source, from which on those of a list are told with their sources."""


def cited_near(document: Document, passage: Passage, start: int, end: int, *, figure: bool = False) -> bool:
    """Tell whether what stands at `[start, end)` of a passage is cited: there, or close by.

    Close by is the same paragraph and the next, the line that leads a list in or the one after it, and the
    rest of a table; for a heading, the text right under it. A source may be named in the same sentence, the
    one that follows, anywhere in a lead-in, or at the start of what else is close by; that of a `figure` also
    in the sentence before. What a study found that was just cited need not cite it again, and a summary not
    what the article cites above.
    """
    known = citations(document)
    if known.within(passage.block):
        return True
    if passage.role in _SUMMARIES and known.inline and (known.listed or len(known.inline) >= _MANY):
        return True
    language = reading(document).language
    first, last = sentence(passage.text, start, language)
    following = sentence(passage.text, last, language)[1] if last < len(passage.text) else last
    if figure and first > 1:
        first = 0 if _tells_of_asked(passage, first, last) else sentence(passage.text, first - 2, language)[0]
    if known.names_source(passage, first, following):
        return True
    for near in _near(known, passage):
        is_lead = near.text == passage.lead
        opening = len(near.text) if is_lead else sentence(near.text, 0, language)[1]
        if known.within(near.block) or known.names_source(near, 0, opening):
            return True
    if passage.lead and pattern_of("notes-of").search(passage.lead) and _is_led_by_link(known, passage):
        return True
    if not figure and _is_under_link(known, passage):
        return True
    opens = passage.text.endswith(":") or (first == 0 and _is_under_heading(known, passage))
    if opens and _cites_each_below(known, passage, language):
        return True
    # A sentence without end would be read again for each of its figures.
    said = passage.text[max(0, first - _FAR, start - 2 * _FAR) : min(following, end + 2 * _FAR)]
    return _is_of_study_before(known, passage, said)


def _near(known: Citations, passage: Passage) -> Iterator[Passage]:
    """Yield the passages around one in which its citation may stand: the heading too, if it names a study."""
    index = bisect_left(known.starts, passage.block.span.start)
    group = passage.block.group
    first, last = index, index
    while group and first > 0 and known.passages[first - 1].block.group == group:
        first -= 1
    while group and last + 1 < len(known.passages) and known.passages[last + 1].block.group == group:
        last += 1
    if passage.block.kind == "cell":
        yield from known.passages[first : last + 1]
    if passage.block.kind == "item":
        # An item that is an address, and nothing else, closes what the list says before it.
        listed = known.passages[index + 1 : min(last + 1, index + _STEPS)]
        yield from (near for near in listed if _ADDRESS.fullmatch(near.block.text))
    lead = known.passages[first - 1] if first > 0 else None
    if lead and (group or (lead.block.kind == "heading" and named_studies().search(lead.block.text))):
        yield lead
    following = known.passages[last + 1 : last + 2]
    if passage.block.kind == "heading":
        yield from known.passages[last + 1 : last + 3]
    elif following and following[0].block.kind != "heading":
        yield following[0]
    elif following and passage.text.endswith(":"):
        # "Here are four ways that work:" leads in headings, under which they are cited.
        yield from (near for near in known.passages[last + 2 : last + 3] if known.within(near.block))


def _tells_of_asked(passage: Passage, first: int, last: int) -> bool:
    """Tell whether a sentence goes on from a survey that its paragraph tells of: "of those questioned"."""
    is_said = pattern_of("those-asked").search(passage.text, first, last) is not None
    return is_said and pattern_of("survey").search(passage.text, max(0, first - 2 * _FAR), first) is not None


def _is_led_by_link(known: Citations, passage: Passage) -> bool:
    """Tell whether the paragraphs above a list cite, back to the heading and not far."""
    index = bisect_left(known.starts, passage.block.span.start)
    near_by = reversed(known.passages[max(0, index - _STEPS) : index])
    above = takewhile(lambda near: near.block.kind != "heading", near_by)
    led = (near for near in above if near.block.kind == "paragraph")
    return any(known.within(near.block) for near in islice(led, _LED))


def _is_under_heading(known: Citations, passage: Passage) -> bool:
    """Tell whether a passage opens its section."""
    index = bisect_left(known.starts, passage.block.span.start)
    return index > 0 and known.passages[index - 1].block.kind == "heading"


def _is_under_link(known: Citations, passage: Passage) -> bool:
    """Tell whether a section, or the one around its part, opens with a link to a source and nothing else."""
    index = bisect_left(known.starts, passage.block.span.start)
    first = max(0, index - _STEPS)
    above = [at for at in range(first, index) if known.passages[at].block.kind == "heading"][-_LEVELS:]
    return any(
        _is_link_alone(known, known.passages[at + 1])
        for at in above
        if at + 1 < index and known.passages[at].text in passage.above.split("\n")
    )


def _is_link_alone(known: Citations, passage: Passage) -> bool:
    shown = passage.block.text.strip()
    return passage.block.kind == "paragraph" and any(
        link.text.strip() == shown and passage.block.span.start <= link.span.start < passage.block.span.end
        for link in known.links
    )


def _cites_each_below(known: Citations, passage: Passage, language: str) -> bool:
    """Tell whether the items of the list right under a paragraph cite, several at least, or its end does."""
    index = bisect_left(known.starts, passage.block.span.start) + 1
    below = known.passages[index : index + _STEPS]
    items = list(takewhile(lambda below: below.block.kind == "item", below))
    last = below[len(items) : len(items) + 1] if items else ()
    if last and credited().fullmatch(last[0].block.text.strip(" .")):
        return True
    citing = (
        True
        for item in items
        if known.within(item.block) or known.names_source(item, 0, sentence(item.text, 0, language)[1])
    )
    return passage.block.kind == "paragraph" and len(list(islice(citing, _EACH))) == _EACH


def _is_of_study_before(known: Citations, passage: Passage, said: str) -> bool:
    """Tell whether a passage goes on from a study that the paragraph above cites, or lists what it found.

    `said` is the text up to the end of the sentence: "the study", "Table 2". A label such as "Key findings:"
    holds for all lists below it, up to the next heading; under "Among the findings:" they are of a study that
    any paragraph above it names, up to the last heading.
    """
    goes_on = pattern_of("the-study").search(said) is not None
    index = bisect_left(known.starts, passage.block.span.start)
    labelled = False
    grouped = _BACK if pattern_of("in-a-group").search(said) else 0
    goes_on = goes_on or grouped > 0
    for steps, near in enumerate(reversed(known.passages[max(0, index - _STEPS) : index])):
        if near.block.kind == "item":
            continue
        is_heading = near.block.kind == "heading"
        is_found = pattern_of("found").fullmatch(near.text if near.text.endswith(":") else f"{near.text}:")
        goes_on = goes_on or is_found is not None
        if goes_on and not is_heading and _cites_study(known, near):
            return True
        labelled = labelled or (is_found is not None and not is_heading)
        if not is_heading and steps < grouped:
            continue
        if (is_heading or not labelled) and not near.text.endswith(":") and not (is_heading and is_found):
            return False
    return False


def _cites_study(known: Citations, passage: Passage) -> bool:
    return known.within(passage.block) or named_studies().search(passage.block.text) is not None
