"""Text that a fix adds to an article: the house's disclaimer, and the frame of a help section.

Such a fix is always unsafe: somebody has to read what is new. Where no place is found that is certainly
inside the article, there is no fix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Block, Disclaimer, Document, Section
from medlint.finding import Edit, Fix
from medlint.reading.locales import Locale, advice_of, locale_of
from medlint.reading.red_flags import Flag, flags_of, sayings_of, topics_of
from medlint.settings import DisclaimerSettings, Settings
from medlint.source import Span
from medlint.vocabulary import load

_AFTER_DISCLAIMER = frozenset(("references", "author", "related"))
_AFTER_HELP = _AFTER_DISCLAIMER | {"disclaimer", "conclusion"}
_CLOSING = re.compile(
    r"(?:\s*</(?:li|ul|ol|dl|dd|dt|td|th|tr|tbody|thead|tfoot|table|blockquote|figure|figcaption|details"
    r"|p|small|em|strong|a|span|i|b|pre|code)\s*>)*",
    re.I,
)
_OPENING = re.compile(r"<(?:section|div|header|hr)\b[^<>]*>\s*\Z", re.I)
_RULE = re.compile(r"\n\n((?:-{3,20}|(?:\* ?){3,20}|_{3,20})\n\n)\Z")
_CLOSES = re.compile(r"</|\{\{|\{%")
_TAIL = re.compile(
    r"(?:\s|[*_]|</(?:p|em|strong|i|b|small|span|div|section|aside|blockquote|font)\s*>)*", re.I
)
_NEAR = 400
"""Characters before a heading in which the tags stand that open its section."""
_ENDS = ".!?…"
_AT_ONCE = ("ambulance", "emergency")
_CARRIED = ("informational", "not-substitute", "consult")
_LAST_WORDS = 5
_Render = Callable[[Document, int], str]


def disclaimer(document: Document, settings: DisclaimerSettings) -> Fix | None:
    """Return the fix that adds the disclaimer at the end of the article, before references."""
    words = _words(document)
    if words is None:
        return None
    heading = words["disclaimer"]["heading"] if settings.heading is None else settings.heading
    text = settings.text or str(words["disclaimer"]["text"])

    def render(document: Document, level: int) -> str:
        parts = (_heading(document, heading, level) if heading else "", _paragraphs(document, text))
        return _joined(document, parts)

    return _added(document, "Add a disclaimer", render, _AFTER_DISCLAIMER)


def disclaimer_under(document: Document, settings: DisclaimerSettings, heading: Block) -> Fix | None:
    """Return the fix that writes the disclaimer under a heading with nothing below it."""
    words = _words(document)
    if words is None:
        return None
    text = _paragraphs(document, settings.text or str(words["disclaimer"]["text"]))
    return _under(document, "Write the disclaimer", text, heading)


def _under(document: Document, title: str, text: str, heading: Block) -> Fix | None:
    """Return the fix that puts text under a heading with nothing below it."""
    section = next((s for s in document.root.walk() if s.heading is heading), None)
    if section is None or section.sections or any(block.text for block in section.blocks):
        return None
    at = _line_end(document, heading.span.end) if document.format != "html" else heading.span.end
    gap = "\n" if document.format == "html" else "\n\n"
    return Fix(title, (Edit(Span(at, at), gap + text),), "unsafe")


def sentences(document: Document, incomplete: Disclaimer, names: Iterable[str]) -> Fix | None:
    """Return the fix that adds what a disclaimer lacks (`limit`, `consult`) to the paragraph that is it."""
    words = _words(document)
    held = [
        block
        for block in document.blocks
        if block.kind in ("paragraph", "item")
        and incomplete.span.start <= block.span.start
        and block.span.end <= incomplete.span.end
        and block.prose.spans
    ]
    if words is None or not held:
        return None
    last = _carrier(held, incomplete)
    end = last.prose.spans[-1].end
    ending = last.text[-1:]
    if not (ending.isalnum() or ending in _ENDS) or not _is_tail(document, end, last.span.end):
        return None
    more = " ".join(str(words["disclaimer"]["sentences"][name]) for name in names)
    joint = " " if ending in _ENDS else ". "
    title = f"Add “{more}”"
    position = document.source.position
    if position(end).line != position(incomplete.span.start).line:
        # Reports show the line that the disclaimer begins with.
        title += f" after “… {' '.join(last.text.split()[-_LAST_WORDS:])}”"
    return Fix(title, (Edit(Span(end, end), joint + more),), "unsafe")


def _carrier(held: Sequence[Block], incomplete: Disclaimer) -> Block:
    """Return the last of a disclaimer's blocks that says what it is for: sources and names may follow it."""
    said = incomplete.components
    stated = [said[name].start for name in _CARRIED if name in said] or [span.start for span in said.values()]
    carrying = [block for block in held if any(block.span.start <= at < block.span.end for at in stated)]
    return max(carrying or held, key=lambda block: block.span)


def help_section(document: Document, settings: Settings, under: Block | None = None) -> Fix | None:
    """Return the fix that adds a help section, and a comment that asks somebody to look at its signs.

    It goes `under` a heading where there is one with nothing below it.

    They are those of the article's topic where it has one, else general ones. Plain text has no comments,
    and without one the signs would pass for a finished section.
    """
    words = _words(document)
    if words is None or document.format == "text":
        return None
    frame = _frame(document, settings, words["help"])

    def render(document: Document, level: int) -> str:
        parts = [_heading(document, words["help"]["heading"], level)]
        parts.append(_comment(document, frame.unfinished))
        for part in frame.parts:
            lead = _lead(document, part.lead) if part.lead else ""
            parts += (lead, _list(document, part.items), _paragraphs(document, part.text))
        return _joined(document, parts)

    if under is not None:
        return _under(document, "Write the help section, to be completed", render(document, 0), under)
    return _added(document, "Add a help section to be completed", render, _AFTER_HELP)


class _Part(NamedTuple):
    """What to do and the signs below it; or what to do alone; and sentences that stand behind them."""

    lead: str
    items: list[str]
    text: str = ""


class _Frame(NamedTuple):
    """What stands in a new help section: the comment, and what to do in turn, the most urgent first."""

    unfinished: str
    parts: list[_Part]


def _frame(document: Document, settings: Settings, words: Mapping[str, Any]) -> _Frame:
    locale = locale_of(document, settings)
    # A number that is only a guess could be the wrong one.
    code = locale.known
    advice = advice_of(locale.told)
    general = [
        _Part(_said(part["lead"], advice), [str(item) for item in part.get("items", ())])
        for part in words["parts"]
    ]
    topics = topics_of(document) if "topic" in words else ()
    flags = [flag for topic in topics for flag in flags_of(topic.id, code)]
    if not flags:
        return _Frame(words["unfinished"], general)
    besides = [_said(saying, advice) for topic in topics for saying in sayings_of(topic.id, code)]
    parts = _topical(flags, besides, words["topic"], locale)
    if all(flag.tier != "emergency" for flag in flags):
        parts.insert(0, general[0])
    parts.append(_Part("", [], _closing(flags, words["topic"], advice)))
    told = words["topic"]["unfinished"].format(
        topic=" and ".join(topic.name for topic in topics),
        source="; ".join(dict.fromkeys(flag.source for flag in flags)),
    )
    return _Frame(told, parts)


def _topical(
    flags: Sequence[Flag], besides: Sequence[str], words: Mapping[str, Any], where: Locale
) -> list[_Part]:
    """Return the signs of topics below what to do about them, those together that need the same.

    What to do besides stands behind the last of those for which help is to be called at once.
    """
    advice, code = advice_of(where.told), where.known
    groups: dict[str, list[Flag]] = {}
    for name in advice:
        for flag in flags:
            if flag.route == name:
                groups.setdefault(advice[name], []).append(flag)
    parts: list[_Part] = []
    at_once = [advice[name] for name in _AT_ONCE if advice[name] in groups][-1:]
    for route, together in groups.items():
        names = list(dict.fromkeys(flag.named(code) for flag in together))
        sentence = words["sentences"].get(together[0].route)
        if sentence:
            parts.append(_Part(_said(sentence, {"route": route, "signs": " or ".join(names)}), []))
            continue
        signs = list(dict.fromkeys(flag.listed(code) for flag in together))
        signs += words["usual"] if together[0].tier == "routine" else ()
        lead = words["lead"] if len(signs) > 1 else words["lead-of-one"]
        # Where the place to go is named, somebody could drive there.
        said = [words["drive"]] if route == advice["emergency"] != advice["ambulance"] else []
        said += besides if route in at_once else ()
        parts.append(_Part(_said(lead, {"route": route}), signs, " ".join(said)))
    return parts


def _closing(flags: Sequence[Flag], words: Mapping[str, Any], advice: Mapping[str, str]) -> str:
    """Return what to do if it gets worse, or in doubt: nobody who needs an ambulance is sent elsewhere."""
    routes = {flag.route for flag in flags}
    most = next(name for name in advice if name in routes or name == "emergency")
    urgent = [flag.route for flag in flags if flag.tier == "urgent"]
    gaps = {"most": advice[most], "urgent": advice[max(urgent, key=urgent.count, default="urgent")]}
    if routes <= {"ambulance", "routine"} and "ambulance" in routes:
        return _said(words["closing"]["ambulance"], gaps)
    waits = any(flag.tier != "emergency" for flag in flags)
    return _said(words["closing"]["tiers" if waits else "emergency"], gaps)


def _said(text: str, gaps: Mapping[str, str]) -> str:
    """Return a text with its gaps filled, its first letter in upper case."""
    text = text.format_map(gaps)
    return text[:1].upper() + text[1:]


def _words(document: Document) -> Mapping[str, Any] | None:
    words: Mapping[str, Any] | None = load("house").get(document.language.partition("-")[0])
    return words


def _is_tail(document: Document, start: int, end: int) -> bool:
    """Tell whether nothing but the ends of emphasis and paragraph stands in a range."""
    return _TAIL.fullmatch(document.source.text, start, max(start, end)) is not None


def _heading(document: Document, text: str, level: int) -> str:
    """Return a heading; there is none of level 0."""
    if not level:
        return ""
    if document.format == "html":
        return f"<h{level}>{_escaped(text)}</h{level}>"
    return text if document.format == "text" else f"{'#' * level} {text}"


def _paragraphs(document: Document, text: str) -> str:
    text = text.strip()
    if document.format != "html" or text.startswith(("<", "{")):
        return text
    parts = (part.strip() for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{_escaped(part)}</p>" for part in parts if part)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _comment(document: Document, text: str) -> str:
    return f"{{/* {text} */}}" if document.format == "mdx" else f"<!-- {text} -->"


def _lead(document: Document, text: str) -> str:
    return f"<p><strong>{_escaped(text)}</strong></p>" if document.format == "html" else f"**{text}**"


def _list(document: Document, items: Sequence[str]) -> str:
    if items and document.format == "html":
        return "\n".join(("<ul>", *(f"<li>{_escaped(item)}</li>" for item in items), "</ul>"))
    return "\n".join(f"- {item}" for item in items)


def _joined(document: Document, parts: Iterable[str]) -> str:
    return ("\n" if document.format == "html" else "\n\n").join(filter(None, parts))


def _added(document: Document, title: str, render: _Render, trailing: frozenset[str]) -> Fix | None:
    sections = _sections(document)
    level = min((section.level for section in sections), default=2)
    text = render(document, level)
    start: int | None = None
    for section in reversed([section for section in sections if section.level == level]):
        if section.role not in trailing and not _is_footer(section, document):
            break
        start = section.span.start
    if start is None and "disclaimer" in trailing:
        start = _closing_disclaimer(document)
    edit = _after(document, text) if start is None else _before(document, start, text)
    return None if edit is None else Fix(title, (edit,), "unsafe")


def _is_footer(section: Section, document: Document) -> bool:
    """Tell whether a section of a copied page holds the notice of the copyright."""
    return any(
        value.origin == "page" and section.span.start <= value.span.start < section.span.end
        for value in document.field("publisher")
    )


def _closing_disclaimer(document: Document) -> int | None:
    """Return where the disclaimer without a heading starts with which the article ends."""
    last = max((block.span for block in _reading(document)), default=None)
    found = (d for d in document.disclaimers if d.heading is None and d.place == "article")
    return next((d.span.start for d in found if last and d.span.start <= last.start < d.span.end), None)


def _sections(document: Document) -> list[Section]:
    """Return the headed sections of the article, without the one that its title opens."""
    headed = [s for s in document.root.walk() if s.heading is not None and s.heading.place != "chrome"]
    first = [section for section in headed if section.level == 1]
    if len(first) == 1:
        headed.remove(first[0])
    return [section for section in headed if section.role != "title"]


def _before(document: Document, start: int, text: str) -> Edit:
    """Return the edit that puts text before the section that starts there."""
    source = document.source.text
    if document.format == "html":
        while opening := _OPENING.search(source, max(0, start - _NEAR), start):
            start = opening.start()
        return Edit(Span(start, start), _indented(document, start, text) + "\n" + _indent(document, start))
    at = source.rfind("\n", 0, start) + 1
    rule = _RULE.search(source, max(0, at - _NEAR), at) if document.format != "text" else None
    if rule is not None and (document.front is None or rule.start() >= document.front.span.end):
        at = rule.start(1)
    before = source[:at]
    gap = "" if not before or before.endswith("\n\n") else "\n"
    return Edit(Span(at, at), f"{gap}{text}\n\n")


def _after(document: Document, text: str) -> Edit | None:
    """Return the edit that puts text at the end of the article."""
    blocks = _reading(document)
    if not blocks:
        return None
    source = document.source.text
    start, last = max((block.span for block in blocks), key=lambda span: span.end)
    if document.format == "html":
        closing = _CLOSING.match(source, last)
        at = closing.end() if closing else last
        return Edit(Span(at, at), "\n" + _indent(document, start) + _indented(document, start, text))
    at = _line_end(document, last)
    swallowed = source.rfind("<!--", at) > source.rfind("-->", at)  # a comment that is never closed
    if document.format != "text" and not swallowed and not _CLOSES.search(source, at):
        at = max(at, len(source.rstrip()))
    return Edit(Span(at, at), f"\n\n{text}")


def _reading(document: Document) -> list[Block]:
    """Return the blocks to read; on a page, what is no sentence at its end may be a button or a teaser."""
    blocks = [block for block in document.blocks if block.place in ("body", "quote") and block.kind != "html"]
    if document.format != "html":
        return blocks
    return [block for block in blocks if block.text[-1:] in _ENDS and block.kind != "heading"] or blocks


def _line_end(document: Document, offset: int) -> int:
    end = document.source.text.find("\n", max(0, offset - 1))
    return len(document.source.text) if end == -1 else max(end, offset)


def _indent(document: Document, offset: int) -> str:
    """Return the white space that a line begins with."""
    source = document.source.text
    line = source[source.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _indented(document: Document, offset: int, text: str) -> str:
    return text.replace("\n", "\n" + _indent(document, offset))
