"""Articles about suicide, self-harm, eating disorders and abuse: whom a reader can call, and what harms."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.checks.routes import group_matches
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, shown
from medlint.locales import article_routes, locale_of, numbers, place_name, route_phrase, routes
from medlint.parse.wording import fold
from medlint.reading import reading, sentence
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text


def line_missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED307: the article is about something that people call a crisis line for, and names none there."""
    found = subject(document, rule)
    if found is None or _is_linked(document, rule):
        return
    locale = locale_of(document, settings)
    code = locale.code if locale.certain else ""
    values = {"subject": rule.params["subjects"][found.group], "route": route_phrase(code, "crisis")}
    named = list(article_routes(document, "", ("crisis",)))
    if not named and _is_out_of_use(document):
        return
    if not named:
        yield Hit(found.passage.span(found.start, found.end), "missing", values, whole=True)
    elif code and not any(code in route.locales for _, route in named):
        passage, route = named[0]
        values |= {"text": shown(passage, route.start, route.end), "place": place_name(code)}
        yield Hit(passage.span(route.start, route.end), "elsewhere", values)


def subject(document: Document, rule: Rule) -> Match | None:
    """Return the place that shows an article to be about one of a rule's subjects, or None.

    It is if its title says so, or a heading or sentences in several paragraphs do, and they are not few for
    the length of the article. A mention in a list, as of side effects, does not make a subject.
    """
    title = fold(title_text(document))
    length = sum(block.kind == "paragraph" for block in document.blocks)
    least = max(rule.params["sentences"], length * rule.params["share"] // 100)
    for name in rule.params["subjects"]:
        said: set[tuple[int, int]] = set()
        first = None
        headings = 0
        for match in group_matches(document, rule, name, stances=("any",)):
            block = match.passage.block
            first = first or match
            if match.passage.text[match.start : match.end] in title:
                return match
            headings += block.kind == "heading"
            if block.kind == "paragraph":
                said.add((block.span.start, sentence(match.passage.text, match.start, "en")[0]))
        paragraphs = {start for start, _ in said}
        spread = headings or len(paragraphs) >= rule.params["paragraphs"]
        weight = len(said) + rule.params["sentences"] * headings
        if spread and weight >= least and weight * rule.params["letters"] >= _letters(document):
            return first
    return None


def _letters(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks if block.place == "body")


def _is_linked(document: Document, rule: Rule) -> bool:
    """Tell whether an article links to a crisis line, or the page around it names one."""
    if any(host in link.url for link in document.links for host in rule.params["hosts"]):
        return True
    around = (block for block in document.blocks if block.place in ("chrome", "meta"))
    return any(next(routes(fold(block.text), "", ("crisis",)), None) is not None for block in around)


def _is_out_of_use(document: Document) -> bool:
    """Tell whether an article names a line whose number is out of use: that is what MED308 says of it."""
    return any(
        next(numbers(passage.text, "retired"), None) is not None for passage in reading(document).passages
    )


def unsafe(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED319: words about suicide that guidelines for the media advise against."""
    for name in rule.params["whoever-says-it"]:
        yield from map(_hit, group_matches(document, rule, name, stances=("any",)))
    for name in rule.params["own-words"]:
        for match in group_matches(document, rule, name, stances=("asserted", "quoted")):
            if not _is_felt(document, rule, match):
                yield _hit(match)


def _hit(match: Match) -> Hit:
    values = {"text": shown(match.passage, match.start, match.end)}
    return Hit(match.passage.span(match.start, match.end), match.group, values)


def _is_felt(document: Document, rule: Rule, match: Match) -> bool:
    """Tell whether the sentence says what people feel or believe, not what is so."""
    first, last = sentence(match.passage.text, match.start, "en")
    return any(
        other.passage is match.passage and first <= other.start < last
        for other in group_matches(document, rule, "felt", stances=("any",))
    )
