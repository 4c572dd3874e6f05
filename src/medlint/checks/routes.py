"""Emergency routes, and telephone numbers that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from medlint.document import Block, Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.parse.wording import fold
from medlint.reading import Passage, Reading, reading, sentence
from medlint.reading.locales import locale_of, place_name, route_phrase
from medlint.reading.red_flags import has_emergency_topic
from medlint.reading.routes import Route, article_routes, numbers
from medlint.reading.said import says, triggers
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import headings, link_around, promising
from medlint.vocabulary import load

_EMERGENCY = ("emergency",)
_SAID = ("asserted", "supposed")
_PHONE = re.compile(r"(?<![\w.,])(?<!\d-)\(?0(?:[ ()-]{0,2}\d){6,14}(?![\w%]|[ ()-]{0,2}\d)")
_NUMBER = re.compile(r"\d[\d ()./-]{4,}\d")
_RUN = re.compile(r"\d+")
_NUMBER_ONLY = re.compile(r"[+(]*\d[\d ()./-]*")
_UK_LENGTHS = (10, 11)
_TELLING = 30
"""Letters from which a line below a heading says something of what that names."""
_FAR, _NEAR = 100, 20
"""How far before and behind a place it is looked for what sends readers there."""


def group_matches(document: Document, rule: Rule, name: str, **more: object) -> Iterator[Match]:
    """Yield what one group of a rule's phrases matches; `more` are further parameters of `existence`."""
    return matches(document, rule, only=(name,), **more)


# --- MED303 -----------------------------------------------------------------------------------------


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED303: the article names an emergency, but no number or place for it."""
    if not document.help or not wants_route(document, rule):
        return
    # A route of another country is a route: MED304 speaks of those.
    if any(not route.vague for _, route in article_routes(document, ("emergency", "crisis"))):
        return
    hit = next(_unrouted(document, settings, rule), None)
    if hit is not None and not is_own_number(document, rule):
        yield hit


def _unrouted(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield where an article without a route names an emergency, or else its help section."""
    locale = locale_of(document, settings)
    values = {"route": route_phrase(locale.told, "emergency")}
    for named in _named(document, rule):
        if _in_help(document, named.passage):
            values["text"] = shown(named.passage, named.start, named.end)
            yield Hit(named.passage.span(named.start, named.end), "named", values)
    # "Go to urgent care" is somewhere to go, where the article names no emergency.
    if any(not route.vague for _, route in article_routes(document, ("urgent",))):
        return
    for block in promising(document)[:1]:
        yield Hit(block.heading.span if block.heading is not None else block.span, "section", values)


def is_own_number(document: Document, rule: Rule) -> bool:
    """Tell whether an article gives a number of its publisher for emergencies: "Call … immediately if"."""
    text = reading(document)
    # Of "call us" the number may stand anywhere; other calls need it beside them.
    if any(_told_at_once(text, rule, "-own")) and any(_NUMBER.search(near.text) for near in text.passages):
        return True
    told = map(text.place, _told_at_once(text, rule, "-call"))
    return any(_NUMBER.search(near.text) for at in told for near in text.passages[at : at + 2])


def _told_at_once(text: Reading, rule: Rule, key: str) -> Iterator[Passage]:
    """Yield the passages that say, in the words of a group, to call somebody at once."""
    for passage in text.holding(triggers(rule.params["compiled"], key)):
        if _says(rule, key, passage.text) and _says(rule, "-soon", passage.text):
            yield passage


def wants_route(document: Document, rule: Rule) -> bool:
    """Tell whether an article is about what can be an emergency: it says so, or its topic has such signs.

    For a topic a line to talk to is a way to help as well.
    """
    if next(_named(document, rule), None) is not None:
        return True
    return has_emergency_topic(document) and not any(article_routes(document, ("crisis",)))


def _named(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield where an article names an emergency, or tells the reader to get help at once."""
    for passage, route in article_routes(document, _EMERGENCY, vague=True):
        if passage.role in rule.params["not-in"] or is_link(document, passage):
            continue
        first, last = sentence(passage.text, route.start, "en")
        said = passage.text[first:last].rstrip()
        if said.endswith("?") or _says(rule, "-of-others", said) or _is_slow(passage, route, rule):
            continue
        yield Match("named", passage, route.start, route.end)
    for match in group_matches(document, rule, "named", stances=_SAID):
        if not is_link(document, match.passage):
            yield match
    for match in group_matches(document, rule, "grave", stances=_SAID):
        if _in_help(document, match.passage):
            yield match


def _is_slow(passage: Passage, route: Route, rule: Rule) -> bool:
    """Tell whether signs that call for help "immediately" are told in days, and none is an emergency."""
    groups, words = rule.params["compiled"], passage.text
    if says(groups, "-medical", words, route.start, route.end):
        return False
    grave = any(says(groups, name, words) for name in ("-sign", "-danger"))
    return not grave and says(groups, "-slow", words)


def _in_help(document: Document, passage: Passage) -> bool:
    """Tell whether a passage belongs to the help section."""
    at = passage.block.span.start
    return any(block.span.start <= at < block.span.end for block in document.help)


# --- MED304 -----------------------------------------------------------------------------------------


def foreign(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED304: the emergency route is that of another country."""
    locale = locale_of(document, settings)
    if not locale.known:
        return
    values = {
        "code": locale.code,
        "place": place_name(locale.code),
        "route": route_phrase(locale.told, "emergency"),
    }
    everywhere = frozenset(load("locales")["names"])
    # "Call an ambulance" is good anywhere.
    found = [
        (passage, route)
        for passage, route in article_routes(document, _EMERGENCY)
        if not route.locales >= everywhere
    ]
    local = [
        passage
        for passage, route in found
        if locale.code in route.locales and _is_offered(rule, passage, route)
    ]
    strange = [place for place in found if locale.code not in place[1].locales]
    yield from _foreign(document, rule, strange, values, local=bool(local))
    double = _double(locale.code)
    if not reading(document).words.isdisjoint(double):
        yield from _mistaken(document, rule, local, values)
        yield from _online_only(document, rule, values)


def _is_offered(rule: Rule, passage: Passage, route: Route) -> bool:
    """Tell whether a route is a number, or a place that readers are sent to rather than told of."""
    if any(map(str.isdigit, passage.text[route.start : route.end])):
        return True
    first, last = sentence(passage.text, route.start, "en")
    return _says(rule, "going", passage.text[max(first, route.start - _FAR) : min(last, route.end + _NEAR)])


def _foreign(
    document: Document,
    rule: Rule,
    found: list[tuple[Passage, Route]],
    values: Mapping[str, object],
    *,
    local: bool,
) -> Iterator[Hit]:
    places: dict[str, list[tuple[Passage, int, int]]] = {"number": [], "word": []}
    double = _double(str(values["code"]))
    for passage, route in found:
        text = passage.text[route.start : route.end]
        here = passage.role not in rule.params["not-in"] and not is_link(document, passage)
        # Where hospitals are told of, nobody is sent there.
        sent = _is_offered(rule, passage, route) or passage.block.kind != "paragraph"
        if here and sent and text not in double and not _is_abroad(document, rule, passage):
            variant = "number" if any(map(str.isdigit, text)) else "word"
            places[variant].append((passage, route.start, route.end))
    for variant, those in places.items():
        # Beside the right number, another one is there for readers elsewhere.
        if those and not (local and variant == "number"):
            said = {**values, "text": shown(*those[0])}
            spans = [passage.span(start, end) for passage, start, end in those]
            yield Hit(spans[0], variant, said, tuple(Related(span, "here too") for span in spans[1:]))


def is_link(document: Document, passage: Passage) -> bool:
    """Tell whether a passage is nothing but a link: the title of another article."""
    return link_around(document, passage.span(0, len(passage.text))) is not None


def _is_abroad(document: Document, rule: Rule, passage: Passage) -> bool:
    """Tell whether a passage, or the heading above it, speaks of another country."""
    above = ""
    for block in headings(document):
        if block.span.start >= passage.block.span.start:
            break
        above = fold(block.text)
    return _says(rule, "abroad", f"{above}. {passage.text}")


def _double(code: str) -> frozenset[str]:
    """Return the numbers that mean emergency elsewhere, and something less here."""
    entries = load("routes")["numbers"]
    elsewhere = {entry["number"] for entry in entries if entry["tier"] == "emergency"}
    return frozenset(
        entry["number"]
        for entry in entries
        if entry["number"] in elsewhere and entry["tier"] != "emergency" and code in entry["locales"]
    )


def _mistaken(
    document: Document, rule: Rule, local: list[Passage], values: Mapping[str, object]
) -> Iterator[Hit]:
    """Yield the advice number where it is given for an emergency, as if it were the emergency number."""
    double = _double(str(values["code"]))
    for match in group_matches(document, rule, "as-emergency", stances=_SAID):
        passage = match.passage
        if any(passage is other for other in local):
            continue
        first, last = sentence(passage.text, match.start, "en")
        for start, end, entry in numbers(passage.text):
            if entry["number"] in double and first <= start < last:
                said = {**values, "text": shown(passage, start, end)}
                yield Hit(passage.span(start, end), "advice", said)
                return


def _online_only(document: Document, rule: Rule, values: Mapping[str, object]) -> Iterator[Hit]:
    """Yield the advice service's website where an article about a small child names no other way."""
    online = list(group_matches(document, rule, "online", stances=("any",)))
    if not online or next(group_matches(document, rule, "phone", stances=("any",)), None) is not None:
        return
    child = {id(match.passage) for match in group_matches(document, rule, "child", stances=("any",))}
    title = next((passage for passage in reading(document).passages if passage.block.kind == "heading"), None)
    for match in online:
        if id(match.passage) in child or (title is not None and id(title) in child):
            said = {**values, "text": shown(match.passage, match.start, match.end)}
            yield Hit(match.passage.span(match.start, match.end), "online", said)
            return


# --- MED308 -----------------------------------------------------------------------------------------


def phones(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED308: a telephone number that is out of use, cannot be one, or does not say who answers."""
    if not _NUMBER.search("\n".join([block.prose.text for block in document.blocks])):
        return
    previous: Block | None = None
    named = False
    for block in document.blocks:
        shown_text = block.prose.text
        if block.kind in ("code", "html") or not shown_text:
            continue
        if _NUMBER.search(shown_text):
            text = fold(shown_text)
            locale = locale_of(document, settings)
            yield from _retired(block, text, rule)
            yield from _shapes(block, text, rule, locale.known)
            if not named:
                yield from _unlabelled(previous, block, text, rule)
        # What a part of a list of services says below its heading tells who answers there.
        if block.kind == "heading":
            named = False
        elif previous is not None and previous.kind == "heading" and previous.level > 1:
            named = len(shown_text) >= _TELLING
        previous = block


def _retired(block: Block, text: str, rule: Rule) -> Iterator[Hit]:
    for start, end, entry in numbers(text, "retired"):
        first, last = sentence(text, start, "en")
        if _says(rule, "told", text[first:last]):
            continue
        said: Mapping[str, str] | None = entry.get("if-said")
        line = said if said is not None and said["words"] in text[end : end + _NEAR] else entry
        values = {"text": block.text[start:end], "who": line["who"], "instead": line["instead"]}
        yield Hit(block.prose.span(start, end), "old" if entry.get("answered") else "retired", values)


def _shapes(block: Block, text: str, rule: Rule, code: str) -> Iterator[Hit]:
    """Yield numbers of the United Kingdom of a length that none has, or with the area code cut wrongly."""
    for match in _PHONE.finditer(text):
        digits = "".join(_RUN.findall(match.group()))
        span, values = block.prose.span(*match.span()), {"text": block.text[match.start() : match.end()]}
        areas = load("routes")["short-area-codes"]
        if len(digits) == 11 and digits[:3] in areas and code in ("", "en-GB"):
            first = _RUN.search(match.group())
            if first is not None and 3 < len(first.group()) < 11:
                better = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
                yield Hit(span, "grouping", {**values, "better": better, "code": digits[:3]})
        elif code == "en-GB" and len(digits) not in _UK_LENGTHS and not _is_known(match.group()):
            first_of, last_of = sentence(text, match.start(), "en")
            if _says(rule, "calling", text[first_of:last_of]):
                yield Hit(span, "malformed", {**values, "count": len(digits)})


def _says(rule: Rule, name: str, text: str) -> bool:
    """Tell whether a folded text holds one of a group of the rule's phrases."""
    return says(rule.params["compiled"], name, text)


def _is_known(number: str) -> bool:
    return any(next(numbers(number, part), None) is not None for part in ("numbers", "retired"))


def _unlabelled(previous: Block | None, block: Block, text: str, rule: Rule) -> Iterator[Hit]:
    """Yield a bare label such as "Help line:" with a number and no word about who answers."""
    label = re.compile(rule.params["label"])
    if label.fullmatch(text):
        at = block
    elif previous is not None and label.fullmatch(fold(previous.text)) and _NUMBER_ONLY.fullmatch(text):
        at = previous
    else:
        return
    if not _is_known(text):
        yield Hit(at.span, "unlabelled", {"text": at.text[:60]})
