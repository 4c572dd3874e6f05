"""The medical disclaimer: is there one, does it say what it must, can it be found?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from medlint.document import Disclaimer, Document
from medlint.finding import Hit, Related, listed
from medlint.metrics import block_words, is_counted
from medlint.parse.disclaimers import OTHER, component_names, lacks
from medlint.parse.prose import plain
from medlint.parse.wording import Wording, named, wording
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import blocks_in, title_span
from medlint.vocabulary import house_wording

# A statement without a subject has the article for one, and so has one under a label of its own.
_OPENING = 12
# What shows that a statement speaks of the article: it names it, or says what it is for.
_OF_THE_TEXT = ("about-this", "only-information", "outright")
_MARK = re.compile(r"(?<!\w)_+|_+(?!\w)|\*+")
"""Marks around words that plain text shows, which would keep a word from being seen to begin."""
_LEAD = 400
_FOOT = 4000
_FOOTER = re.compile(r"role=[\"']?contentinfo|(?:class|id)=[\"'][^\"'<>]{0,80}foot")
_ANNOUNCED = ("headings", "labels")
_LABEL = re.compile(r"[^\w\n]{0,8}\w[\w ]{3,40}(?:\([^()\n]{1,60}\))?:")


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED105: nothing in the article is a medical disclaimer."""
    if best(document, settings) is not None:
        return
    from medlint.checks import inserted

    footer = next((d for d in document.disclaimers if d.kind == "medical" and d.place == "footer"), None)
    empty = next((d for d in document.disclaimers if d.heading is not None and not d.components), None)
    if footer is not None:
        related = (Related(footer.span, "it is here"),)
        fix = inserted.disclaimer(document, settings.disclaimer)
        yield Hit(title_span(document), "footer-only", {}, related, fix=fix, whole=True)
    elif empty is not None and empty.heading is not None:
        fix = inserted.disclaimer_under(document, settings.disclaimer, empty.heading)
        yield Hit(empty.heading.span, "empty", fix=fix)
    elif not _wrong_kinds(document):
        fix = inserted.disclaimer(document, settings.disclaimer)
        yield Hit(title_span(document), "missing", house_wording(document.language), fix=fix, whole=True)


def incomplete(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED106: the best disclaimer lacks what it must say, or what the site asks for besides."""
    disclaimer = best(document, settings)
    if disclaimer is None or not disclaimer.components:
        return
    has = disclaimer.components.keys()
    lacks_limit, lacks_consult = lacks(has)
    lacks_consult = lacks_consult and not _for_professionals(disclaimer, document)
    if lacks_limit or lacks_consult:
        yield _lacking(disclaimer, document, limit=lacks_limit, consult=lacks_consult)
        return
    names = component_names(document.language)
    wanted = [name for name in settings.disclaimer.require if name not in has]
    if wanted:
        yield Hit(disclaimer.span, "lacks-required", {"missing": listed([names[n] for n in wanted])})


def _lacking(disclaimer: Disclaimer, document: Document, *, limit: bool, consult: bool) -> Hit:
    """Return the hit at a disclaimer that lacks its limit, whom to consult, or both."""
    from medlint.checks import inserted

    values = house_wording(document.language)
    if consult and not limit and _says(disclaimer, document, "named"):
        return Hit(disclaimer.span, "names-only", values)
    variant = "lacks-both" if limit and consult else "lacks-limit" if limit else "lacks-consult"
    if variant == "lacks-consult" and _names_emergency(disclaimer, document):
        variant = "emergency-only"
    names = (*(("limit",) if limit else ()), *(("consult",) if consult else ()))
    # What contradicts itself is not mended by a sentence more, and who is sent somewhere is not sent twice.
    done = _says(disclaimer, document, "contradicts") or (consult and _says(disclaimer, document, "sends"))
    fix = None if done else inserted.sentences(document, disclaimer, names)
    words = wording(document.language)
    announced = words is None or _is_headed(disclaimer, words) or _is_labelled(disclaimer, document, words)
    # Who names a professional, with no word that a disclaimer is to come, may have sent readers there.
    guess = consult and not announced and _says(disclaimer, document, "mentioned")
    return Hit(disclaimer.span, variant, values, fix=fix, guess=guess)


def _names_emergency(disclaimer: Disclaimer, document: Document) -> bool:
    """Tell whether a disclaimer, or the paragraph right below it, says whom to call in an emergency."""
    if "emergency" in disclaimer.components:
        return True
    words = wording(document.language)
    below = next((block for block in document.blocks if block.span.start >= disclaimer.span.end), None)
    if words is None or below is None or below.kind != "paragraph":
        return False
    return words.component("emergency").search(words.fold(below.text)) is not None


def _for_professionals(disclaimer: Disclaimer, document: Document) -> bool:
    """Tell whether a disclaimer says that the article is for those who treat others."""
    return _says(disclaimer, document, "for-professionals")


def _says(disclaimer: Disclaimer, document: Document, name: str) -> bool:
    """Tell whether a disclaimer says what the list `name` of its language has."""
    words = wording(document.language)
    if words is None:
        return False
    text = "\n".join(_paragraphs(disclaimer, document))
    return words.pattern("disclaimer", name).search(words.fold(text)) is not None


def wrong_kind(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED107: the only disclaimers are about money, cookies, liability or a product."""
    if best(document, settings) is not None:
        return
    for disclaimer in _wrong_kinds(document):
        from medlint.checks import inserted

        names = component_names(document.language)
        about = listed([names[name] for name in disclaimer.components if name in OTHER])
        says = listed([names[name] for name in disclaimer.components if name not in OTHER])
        variant = "about" if not says else "about-and-says" if about else "says"
        called = settings.disclaimer.heading or house_wording(document.language)["disclaimer_heading"]
        # A second section of that name would be one too many.
        if disclaimer.heading is not None and named(disclaimer.heading.text) == called:
            fix = inserted.sentences(document, disclaimer, ("limit", "consult"))
        else:
            fix = inserted.disclaimer(document, settings.disclaimer)
        yield Hit(disclaimer.span, variant, {"about": about, "says": says}, fix=fix)
        return


def buried(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED108: the medical disclaimers are all in the footer, or in small print at the very end."""
    counting = _counting(document, settings)
    if not all(d.place == "footer" or _is_small_print(d, document) for d in counting):
        return
    disclaimer = _fullest(counting, document)
    if disclaimer is None:
        return
    if disclaimer.place != "footer":
        yield Hit(disclaimer.span, "small-print")
        return
    before = document.source.text[: disclaimer.span.start].lower()
    if not (_ends_the_article(before) or _is_open("<aside", before)):
        yield Hit(disclaimer.span, "footer" if _is_in_footer(before) else "below")


def _is_small_print(disclaimer: Disclaimer, document: Document) -> bool:
    """Tell whether a disclaimer is set small, at the very end."""
    if disclaimer.place != "article":
        return False
    small = any(
        block.small and disclaimer.span.start <= block.span.start < disclaimer.span.end
        for block in document.blocks
    )
    return small and _words_before(document, disclaimer) >= 0.95


def _ends_the_article(before: str) -> bool:
    """Tell whether the footer is the article's own, not the page's: its element stands in the article's.

    `before` is the page up to the disclaimer, in small letters.
    """
    at = before.rfind("<footer")
    return at >= 0 and before.rfind("<article", 0, at) > before.rfind("</article", 0, at)


def _is_open(tag: str, before: str) -> bool:
    """Tell whether an element that opens with a tag is not closed again."""
    return before.rfind(tag) > before.rfind(tag.replace("<", "</"))


def _is_in_footer(before: str) -> bool:
    """Tell whether the footer is declared as such; a box at the end of a page is none."""
    return _is_open("<footer", before) or _FOOTER.search(before[-_FOOT:]) is not None


def best(document: Document, settings: Settings) -> Disclaimer | None:
    """Return the medical disclaimer that says most of what counts; partial ones are not summed."""
    return _fullest(_counting(document, settings), document)


def _fullest(counting: Sequence[Disclaimer], document: Document) -> Disclaimer | None:
    """Return the disclaimer that says most; of those that say as much, the one that names somebody."""
    if len(counting) < 2:
        return counting[0] if counting else None
    return max(counting, key=lambda d: (*_weight(d), _says(d, document, "named")))


def _counting(document: Document, settings: Settings) -> list[Disclaimer]:
    """Return the disclaimers that count as the article's."""
    words = wording(document.language)
    announced = words is not None and any(
        _is_headed(d, words) and not d.components.keys() & OTHER for d in document.disclaimers
    )
    return [
        disclaimer
        for disclaimer in document.disclaimers
        if disclaimer.kind == "medical"
        and (disclaimer.components or disclaimer.place in ("component", "linked"))
        and (disclaimer.place != "footer" or settings.disclaimer.allow_footer)
        and not _in_passing(disclaimer, document, announced=announced)
    ]


def _in_passing(disclaimer: Disclaimer, document: Document, *, announced: bool) -> bool:
    """Tell whether it is not the article that is no substitute, but something that it speaks of.

    Where a disclaimer is `announced` by its heading, a sentence elsewhere has to name the text to be one.
    """
    words = wording(document.language)
    if words is None or disclaimer.place != "article":
        return False
    if _is_headed(disclaimer, words) or _is_headed_by_the_text(disclaimer, words):
        return False
    names = disclaimer.components.keys()
    if "not-substitute" not in names or names - {"not-substitute", "informational"}:
        return False
    pattern = words.component("not-substitute")
    first, *others = _paragraphs(disclaimer, document)
    # It can go on for some paragraphs, and name the text in the first of them only.
    for paragraph in map(words.fold, (_lead(disclaimer, document) + first, *others)):
        if any(words.pattern("disclaimer", name).search(paragraph) for name in _OF_THE_TEXT):
            return False
        said = pattern.search(paragraph)
        if not said or announced:
            continue
        label = _LABEL.match(paragraph)
        if label and _announces(label[0], words):
            return False
        start = label.end() if label else 0
        of_something = words.pattern("disclaimer", "of-something")
        if said.start() - start <= _OPENING and not (
            of_something.search(paragraph) or of_something.search(paragraph[start:])
        ):
            return False
    return True


def _announces(label: str, words: Wording) -> bool:
    """Tell whether a folded label leads a disclaimer in."""
    return any(words.pattern("disclaimer", name, True).match(named(label)) for name in _ANNOUNCED)


def _is_labelled(disclaimer: Disclaimer, document: Document, words: Wording) -> bool:
    """Tell whether a disclaimer opens with a label that leads one in."""
    label = _LABEL.match(words.fold(_paragraphs(disclaimer, document)[0]))
    return label is not None and _announces(label[0], words)


def _paragraphs(disclaimer: Disclaimer, document: Document) -> list[str]:
    """Return what a disclaimer says, block by block; what front matter says is no block."""
    texts = [block.text for block in blocks_in(document, disclaimer.span)]
    return [_MARK.sub("", text) for text in texts or [plain(document.source.text, *disclaimer.span).text]]


def _lead(disclaimer: Disclaimer, document: Document) -> str:
    """Return the beginning of the sentence that an item of a list goes on with: "CBD should be: …"."""
    start = disclaimer.span.start
    if not any(block.kind == "item" for block in blocks_in(document, Span(start, start + 1))):
        return ""
    before = reversed(blocks_in(document, Span(start - _LEAD, start)))
    above = next((block.text for block in before if block.kind != "item"), "")
    return f"{above.strip(' :')} " if above.endswith(":") else ""


def _is_headed(disclaimer: Disclaimer, words: Wording) -> bool:
    """Tell whether a disclaimer stands under a heading that announces one; "Reminder" can be of anything."""
    if disclaimer.heading is None:
        return False
    heading = named(words.fold(disclaimer.heading.text))
    return not words.pattern("disclaimer", "weak-labels", True).match(heading)


def _is_headed_by_the_text(disclaimer: Disclaimer, words: Wording) -> bool:
    """Tell whether the heading names the text, "About this leaflet": its sentences need not do so, too."""
    if disclaimer.heading is None:
        return False
    heading = named(words.fold(disclaimer.heading.text))
    return words.pattern("disclaimer", "about-this").search(heading) is not None


def _weight(disclaimer: Disclaimer) -> tuple[bool, bool, int]:
    has = disclaimer.components.keys()
    return not any(lacks(has)), disclaimer.place == "article", len(has)


def _wrong_kinds(document: Document) -> list[Disclaimer]:
    return [
        d
        for d in document.disclaimers
        if d.kind == "other"
        and d.components
        and d.place == "article"
        and not _of_another_product(d, document)
    ]


def _of_another_product(disclaimer: Disclaimer, document: Document) -> bool:
    """Tell whether a text says in passing of something that it speaks of that it is no medicine."""
    words = wording(document.language)
    if words is None or disclaimer.heading is not None or disclaimer.components.keys() != {"product"}:
        return False
    text = "\n".join(_paragraphs(disclaimer, document))
    return not words.pattern("disclaimer", "about-product").search(words.fold(text))


def _words_before(document: Document, disclaimer: Disclaimer) -> float:
    """Return which part of the article's words stands before a disclaimer."""
    before = total = 0
    known = block_words(document)
    for block in document.blocks:
        if is_counted(block):
            words = known[id(block)]
            total += words
            before += words if block.span.end <= disclaimer.span.start else 0
    return before / max(1, total)
