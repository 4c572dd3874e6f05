"""What an article asks to ignore: comments, and the front-matter key `medlint`.

    <!-- medlint: ignore[MED105] reason -->        the next block, or the block that the comment ends
    <!-- medlint: disable[MED105] reason -->       from here to the matching enable, or to the end
    <!-- medlint: enable[MED105] -->
    <!-- medlint: file-ignore[MED105] reason -->   the whole file

Front matter takes `medlint: [MED105]`, `medlint: MED105 reason`, `medlint: {MED105: reason}` and either of
them under `ignore`; it covers the file. Codes are required, and `ALL` is none: a blanket suppression would
hide what nobody has looked at.

`until=2027-01-31` directly after the codes names the last day on which it counts; front matter may also
say `medlint: {MED105: {reason: …, until: 2027-01-31}}`. From the next day on nothing is hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from medlint._records import NamedTuple
from medlint.catalogue import Catalogue, UnknownRuleError
from medlint.document import Comment, Document, FrontMatter
from medlint.finding import Edit, Fix, Hit
from medlint.settings import Settings
from medlint.source import Span, first_around

_DIRECTIVE = re.compile(r"\s*medlint\s*:\s*([\w-]+)\s*(?:\[([^\]]*)\])?(.*)", re.S)
_MISTYPED = re.compile(
    r"\s*med[-_ ]?lint\b[\W_]*((?:file-?)?(?:ignore|disable|enable)(?:-[a-z-]+)?)(?![\w'’-])(.*)", re.S | re.I
)
"""A comment that begins as a suppression does, whatever stands between the two words."""
_NAMED = re.compile(r"[\[\s,:;=(`]*(MED\w+(?:[\s,]+MED\w+)*)", re.I)
"""The codes that a comment names where they do not stand in brackets."""
_CODE = re.compile(r"[^\s,]+")
_UNTIL = re.compile(r"\s*(until\s*=)\s*([^\s,;]*)[,;]?(.*)", re.S)
_NO_SPACE = re.compile(r"\S")
_MOST_SUGGESTIONS = 20
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_CodesOf = Callable[[str, Hit], frozenset[str] | Hit]
Action = Literal["ignore", "disable", "enable", "file-ignore"]
_BLANK = " ,\n\t"
_ACTIONS: tuple[Action, ...] = ("ignore", "disable", "enable", "file-ignore")


class Term(NamedTuple):
    """The day on which a suppression ends, as written, and where; a span of None: it does not end."""

    text: str = ""
    span: Span | None = None


class Directive(NamedTuple):
    """One selector of one suppression: which rules it hides, in which part of the text, and why.

    A `disable` of which an `enable` ends only some rules gives several, with the same `span`. `paired`
    is set where an `enable` needs the comment.
    """

    selector: str
    codes: frozenset[str]
    reason: str
    reach: Span
    span: Span
    comment: Span
    paired: bool = False
    until: Term = Term()
    """The last day on which it counts."""
    ended: bool = False
    """That day is over, or cannot be read: nothing is hidden."""
    unreasoned: frozenset[str] = frozenset()
    """Rules that it may hide only with a reason, while it has none."""


class _Asked(NamedTuple):
    """A selector of the front matter, as written."""

    selector: str
    span: Span
    reason: str
    until: Term = Term()


def read_directives(
    document: Document, catalogue: Catalogue, settings: Settings
) -> tuple[list[Directive], list[Hit]]:
    """Return the directives of an article, and hits for those that cannot work (reported by MED901)."""
    directives: list[Directive] = []
    broken: list[Hit] = []
    end = len(document.source.text)
    judge = _judge(catalogue, settings, broken)
    codes_of = _lookup(catalogue)
    reach_of = _reaches(document)
    opened = _Opened()
    for comment in document.comments:
        match = _DIRECTIVE.match(comment.text)
        if match is None or match[1] not in _ACTIONS or not (match[2] or "").strip(_BLANK):
            if wrong := _mistyped(comment, match):
                broken.append(wrong)
            continue
        action = match[1]
        base = _inner(document, comment.span, comment.text)
        until, reason = _terms(match[3], base + match.start(3))
        for selector, span in _selectors(match[2], base + match.start(2)):
            codes = codes_of(selector, Hit(span, "all-rules", {"code": selector, "action": action}))
            if isinstance(codes, Hit):
                broken.append(codes)
                continue
            reach = Span(0, end) if action == "file-ignore" else reach_of(comment.span)
            made = Directive(selector, codes, reason, reach, span, comment.span, until=until)
            if action == "disable":
                opened.add(judge(made._replace(reach=Span(comment.span.end, end))))
            elif action != "enable":
                directives.append(judge(made))
            elif closed := opened.close(codes, comment.span.start):
                directives += closed
            else:
                broken.append(Hit(span, "nothing-disabled", {"code": selector}))
    directives += opened.left()
    for asked in _front_matter(document):
        read = _of_key(asked, codes_of, end)
        if isinstance(read, Hit):
            broken.append(read)
        else:
            directives.append(judge(read))
    return directives, broken


def _mistyped(comment: Comment, match: re.Match[str] | None) -> Hit | None:
    """Return what is wrong with a comment that suppresses nothing; None if it does not look as if it should.

    `match` is what there is of a suppression in it.
    """
    if match is not None and match[1] not in _ACTIONS:
        return Hit(comment.span, "unknown-action", {"action": match[1]})
    found = match or _MISTYPED.match(comment.text)
    if found is None:
        return None
    rest = found[2] if match is None else match[3]
    named = _NAMED.match(rest)
    if match is not None and match[2] is None and rest.lstrip().startswith("["):
        variant = "bracket-open"
    else:
        variant = "mistyped" if match is None or named else "no-codes"
    codes = ", ".join(_CODE.findall(named[1])) if named else "MED105"
    return Hit(comment.span, variant, {"action": _meant(found[1].lower()), "codes": codes})


def _meant(word: str) -> Action:
    """Return what a comment was to do: other linters say `disable-line`, or `ignore-file`."""
    if "file" in word:
        return "file-ignore"
    if "line" in word:
        return "ignore"
    return next(action for action in _ACTIONS if word.startswith(action))


def _judge(catalogue: Catalogue, settings: Settings, broken: list[Hit]) -> Callable[[Directive], Directive]:
    """Return what judges a directive's day and reason; a day that is none goes to `broken`, once."""
    required = frozenset[str]().union(*(catalogue.select(name) for name in settings.require_reason))
    bad: set[Span] = set()

    def judge(directive: Directive) -> Directive:
        text, span = directive.until
        if span is not None and not _is_date(text):
            if span not in bad:
                bad.add(span)
                broken.append(Hit(span, "bad-date", {"date": text or "until="}))
            return directive._replace(until=Term(), ended=True)
        ended = span is not None and text < settings.day()
        said = any(character.isalnum() for character in directive.reason)
        return directive._replace(ended=ended, unreasoned=frozenset() if said else directive.codes & required)

    return judge


def _is_date(text: str) -> bool:
    if not _DATE.match(text):
        return False
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class _Opened:
    """What `disable` has opened, by number and by rule."""

    def __init__(self) -> None:
        self._entries: list[Directive] = []
        self._of_rule: dict[str, list[int]] = {}

    def add(self, directive: Directive) -> None:
        for code in directive.codes:
            self._of_rule.setdefault(code, []).append(len(self._entries))
        self._entries.append(directive)

    def close(self, codes: frozenset[str], at: int) -> list[Directive]:
        """End the rules `codes` of what is open, and return what that makes; the rest stays open."""
        closed: list[Directive] = []
        for number in sorted({number for code in codes for number in self._of_rule.pop(code, ())}):
            entry = self._entries[number]
            reach = Span(entry.reach.start, at)
            closed.append(entry._replace(codes=entry.codes & codes, reach=reach, paired=True))
            self._entries[number] = entry._replace(codes=entry.codes - codes, paired=True)
        return closed

    def left(self) -> list[Directive]:
        return [entry for entry in self._entries if entry.codes]


def _inner(document: Document, span: Span, text: str) -> int:
    """Return where a comment's inner text starts."""
    at = document.source.text.find(text, span.start, span.end) if text else -1
    return span.start if at == -1 else at


def _selectors(listed: str, base: int) -> Iterator[tuple[str, Span]]:
    for match in _CODE.finditer(listed):
        yield match.group(), Span(base + match.start(), base + match.end())


def _lookup(catalogue: Catalogue) -> _CodesOf:
    """Return what gives the rules of a selector, or what is wrong with it.

    Its second argument is the hit for a selector that is every rule. Only the first unknown selectors of an
    article get the nearest known one: to find it takes long.
    """
    known: dict[str, frozenset[str] | UnknownRuleError] = {}
    told = 0

    def codes_of(selector: str, all_of_them: Hit) -> frozenset[str] | Hit:
        nonlocal told
        if selector not in known:
            try:
                known[selector] = catalogue.select(selector)
            except UnknownRuleError as error:
                known[selector] = error
        codes = known[selector]
        if not isinstance(codes, UnknownRuleError):
            return all_of_them if len(codes) == len(catalogue.rules) else codes
        told += 1
        return _unknown(codes, all_of_them.span, told <= _MOST_SUGGESTIONS)

    return codes_of


def _unknown(error: UnknownRuleError, span: Span, suggests: bool) -> Hit:
    nearest = next(iter(error.suggestions), None) if suggests else None
    if nearest is None:
        return Hit(span, "unknown-code", {"code": error.selector})
    fix = Fix(f"Replace it by {nearest}", (Edit(span, nearest),), "unsafe")
    return Hit(span, "unknown-code-near", {"code": error.selector, "nearest": nearest}, fix=fix)


def _reaches(document: Document) -> Callable[[Span], Span]:
    """Return what gives the block that an `ignore` covers: its own if it stands inside one, else the next."""
    all_blocks = document.blocks if document.comments else ()
    blocks = [block.span for block in all_blocks if block.kind != "html"]
    own = first_around(blocks, [comment.span.start for comment in document.comments])
    ordered = sorted((block.span for block in all_blocks), key=_start)
    indents: dict[int, int] = {}

    def reach(comment: Span) -> Span:
        if comment.start in own:
            return blocks[own[comment.start]]
        source = document.source
        line = comment.start - source.position(comment.start).column + 1
        if line not in indents:
            indents[line] = next(_NO_SPACE.finditer(source.text, line)).start()
        if indents[line] < comment.start:
            return Span(line, comment.start)
        following = bisect_left(ordered, comment.end, key=_start)
        return ordered[following] if following < len(ordered) else Span(comment.end, comment.end)

    return reach


def _start(span: Span) -> int:
    return span.start


def _front_matter(document: Document) -> Iterator[_Asked]:
    """Yield what the key `medlint` lists: each selector with what is said of it."""
    front = document.front
    for value in document.field("medlint"):
        selector, _, rest = value.text.partition(" ")
        span = value.span
        if selector:
            span = Span(span.start, min(span.end, span.start + len(selector)))
        # The path of the key: what stands there may be a mapping of terms.
        pointer = "/" + value.key.replace(".", "/")
        terms = _at(front, pointer)
        if front is not None and isinstance(terms, dict):
            yield _with_terms(selector, span, terms, front, pointer)
            continue
        base = document.source.text.find(rest, span.end, value.span.end) if rest else -1
        until, reason = _terms(rest, base)
        if base < 0 and until.span is not None:  # the text is not there as it reads: escapes, folded lines
            until = Term(until.text, span)
        yield _Asked(selector, span, reason, until)
    listed = front.data.get("medlint") if front is not None else None
    if front is None or not isinstance(listed, list):
        return
    for index, entry in enumerate(listed):
        # `- MED105: reason` is a mapping in a list.
        for code, said in entry.items() if isinstance(entry, dict) else ():
            pointer = f"/medlint/{index}/{code}"
            place = front.spans.get(pointer)
            if place is None:
                continue
            if isinstance(said, dict):
                yield _with_terms(code, place.key, said, front, pointer)
                continue
            text = str(said or "")
            base = document.source.text.find(text, *place.value)
            until, reason = _terms(text, base)
            yield _Asked(
                code, place.key, reason, Term(until.text, place.value) if base < 0 and until.span else until
            )


def _at(front: FrontMatter | None, pointer: str) -> object:
    found: object = front.data if front is not None else None
    for step in pointer.split("/")[1:]:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _with_terms(
    selector: str, span: Span, terms: Mapping[str, object], front: FrontMatter, pointer: str
) -> _Asked:
    """Read `{reason: …, until: …}`."""
    reason, day = terms.get("reason"), terms.get("until")
    place = front.spans.get(f"{pointer}/until")
    until = Term()
    if "until" in terms:
        empty = place is None or place.value.start >= place.value.end
        written = span if place is None else place.key if empty else place.value
        until = Term("" if day is None else str(day).strip(), written)
    return _Asked(selector, span, _reason("" if reason is None else str(reason)), until)


def _of_key(asked: _Asked, codes_of: _CodesOf, end: int) -> Directive | Hit:
    if not asked.selector:
        return Hit(asked.span, "empty-key")
    codes = codes_of(asked.selector, Hit(asked.span, "empty-key"))
    if isinstance(codes, Hit):
        return codes
    reach = Span(0, end)
    return Directive(asked.selector, codes, asked.reason, reach, asked.span, asked.span, until=asked.until)


def _terms(text: str, base: int) -> tuple[Term, str]:
    """Return the day and the reason that follow the codes; `text` starts at `base`."""
    match = _UNTIL.match(text)
    if match is None:
        return Term(), _reason(text)
    start, end = match.span(2) if match[2] else match.span(1)
    return Term(match[2], Span(base + start, base + end)), _reason(match[3])


def _reason(text: str) -> str:
    return text.strip().removeprefix("--").strip()
