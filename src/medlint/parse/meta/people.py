"""Names that stand in sentences: who wrote this guidance, signatures, and lines about the author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from medlint.document import Block
from medlint.parse.credentials import credential_class, find_role, is_credential
from medlint.parse.mastheads import is_person
from medlint.parse.meta.words import Item, meta_words
from medlint.parse.names import keeps_dot, read_names
from medlint.parse.names.roles import qualification
from medlint.parse.names.shapes import is_called, is_name
from medlint.parse.names.words import name_words
from medlint.parse.wording import fold
from medlint.source import Span

_FAR = 4000
_BY, _STATEMENT = " by ", 160
_REVIEWED_BY = "reviewed by"
_OPENING, _REACH = 60, 140
_SENTENCE = re.compile(r"\.\s(?=[A-Z][a-z]* [a-z])")
_LISTED = re.compile(r"\s[–—-]\s(?=(?:Dr|Prof)\b)")
_CITED = re.compile(r"\b(?:19|20)\d\d\b|doi\.org/")
_LAST = 4
_PARTED = 24
_PARTING = re.compile(r"\s[–—|·-]\s|,\s|\n")
_COMMA = re.compile(r", ([^\s,.]{2,12})")
_TITLES = frozenset(("dr", "prof", "professor"))
_NAMED = re.compile(
    r"(?<![\w'’-])(?:(?:Associate Professor|Professor|Prof|Dr|Mr|Mrs|Ms|Miss|Sister|Nurse)\.? )?"
    r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+|de|van|von|bin|al)){0,4}"
    r"(?=[ ,]|\Z)"
)
_DASH = re.compile(r"[—–]{1,2}\s?|--\s?|―\s?")


class Sentences:
    """What an article says in sentences of who wrote and read it; most articles lack the words for that."""

    def __init__(self, texts: Iterable[str]) -> None:
        article = fold("\n".join(texts))
        self._by = _BY in article
        self._read_it = tuple(filter(article.__contains__, meta_words().in_read_it))
        self._lists = _REVIEWED_BY in article

    def written_by(self, text: str) -> Iterator[Item]:
        """Yield who one of the article's texts says wrote or reviewed it."""
        return statements(text) if self._by else iter(())

    def named_in(self, text: str) -> Iterator[Item]:
        """Yield whom one of the article's texts names at all."""
        yield from self.written_by(text)
        if self._read_it:
            yield from readers(text, self._read_it)
        if self._lists:
            yield from listed(text)


def statements(text: str) -> Iterator[Item]:
    """Yield who a text says wrote or reviewed it ("This guidance is written by …")."""
    folded = fold(text[:_FAR])
    if _BY not in folded:
        return
    for field, match in _stated(folded):
        before = folded[: match.start()].rstrip()
        if before and before[-1] not in ".!?:;)":
            continue
        start = match.end()
        end = _sentence_end(text, start, min(len(folded), start + 160))
        end = _credentials_end(text, start, end)
        if is_name(text[start:end].strip(" ,"), strict=True):
            end = start + len(text[start:end].rstrip(" ,"))
            yield Item(field, Span(start, end), Span(match.start(), start - 1), inferred=True)


def _stated(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each statement with its field. All of them end in "by", before which they are looked for."""
    for field, pattern in meta_words().statement:
        end = folded.find(_BY)
        while end >= 0:
            end += len(_BY)
            for match in pattern.finditer(folded, max(0, end - _STATEMENT), end):
                if match.end() == end:
                    yield field, match
            end = folded.find(_BY, end)


def _credentials_end(text: str, start: int, end: int) -> int:
    """Return where the credentials behind a name end in a line that goes on without a stop; else `end`."""
    behind = start
    for comma in _COMMA.finditer(text, start, end):
        if not is_credential(comma[1]):
            return end
        behind = comma.end()
    # What begins with a capital right behind them is no further name: those are parted by a comma or a word.
    goes_on = (
        behind > start and text[behind : behind + 1].isspace() and text[behind + 1 : behind + 2].isupper()
    )
    return behind if goes_on else end


def readers(text: str, words: Iterable[str]) -> Iterator[Item]:
    """Yield the professionals who, says a text, read it: "Dr Jane Roe, a GP, read this through".

    `words` are those without one of which no text says so, as far as the article holds them.
    """
    shown = text[:_FAR]
    folded = fold(shown)
    if not any(map(folded.__contains__, words)):
        return
    for match in meta_words().read_it.finditer(folded):
        first = max(0, match.start() - _REACH)
        found = reversed(list(_NAMED.finditer(shown, first, match.start())))
        places = (_professional(shown, name.start(), match.start()) for name in found)
        place = next((place for place in places if place is not None), None)
        if place is not None:
            yield Item("reviewer", place, Span(*match.span()), inferred=True)


def _professional(text: str, start: int, end: int) -> Span | None:
    """Return the place of a name and what its bearer is, if that is all there is and makes a professional."""
    name, _, rest = text[start:end].partition(",")
    if not is_called(name) or "." in rest.strip(" ."):
        return None
    people = read_names(name.strip())
    if len(people) != 1 or people[0].kind != "person":
        return None
    known = qualification(rest.strip()) is not None or find_role(rest) is not None
    titled = people[0].honorific.rstrip(".").lower() in _TITLES and " " in people[0].name
    if not known and (rest.strip() or not titled):
        return None
    return Span(start, start + len(text[start:end].rstrip(" ,")))


def oneself(text: str) -> Iterator[Item]:
    """Yield the writer who says in the text who they are: "I'm Jane Roe, RN, and I see you each time"."""
    if not any(map(text.__contains__, meta_words().in_i_am_called)):
        return
    for match in meta_words().i_am_called.finditer(fold(text[:_FAR])):
        before, end = text[: match.start()], match.end()
        quoted = before.count('"') % 2 or before.count("“") > before.count("”")
        if quoted or (before.rstrip() and before.rstrip()[-1] not in ".!?,)"):
            continue
        for comma in _COMMA.finditer(text, end, end + _REACH):
            if not is_credential(comma[1]):
                break
            end = comma.end()
        # "I am going by what Ann Lee, MD, says"
        named = end > match.end() and is_called(text[match.end() : end].partition(",")[0])
        people = read_names(text[match.end() : end]) if named else ()
        if len(people) == 1 and people[0].kind == "person" and " " in people[0].name:
            yield Item("author", Span(match.end(), end), inferred=True)
            return


def above_references(blocks: Sequence[Block], end: int) -> range:
    """Return the places of the last blocks of a text above the list of references that it ends with."""
    at, cited = end, 0
    while at and blocks[at - 1].kind in ("item", "rule"):
        at -= 1
        cited += 1 if blocks[at].kind == "rule" or _CITED.search(blocks[at].prose.text) else -1
    if at == end or cited < 0 or not at:
        return range(end - _LAST, end)
    label = blocks[at - 1]
    at -= label.kind == "heading" or label.prose.text.rstrip().endswith(":")
    while at and blocks[at - 1].kind == "rule":
        at -= 1
    return range(at - _LAST, at)


def listed(text: str) -> Iterator[Item]:
    """Yield the reviewers that a paragraph lists behind a dash: "Reviewed by our team – Dr Roe, Dr Poole"."""
    if _REVIEWED_BY not in text[:_OPENING].lower():
        return
    label = meta_words().label.match(fold(text[:_OPENING]))
    dash = _LISTED.search(text, label.end(), label.end() + _REACH) if label is not None else None
    if label is None or dash is None or meta_words().fields[(label.lastindex or 1) - 1] != "reviewer":
        return
    stop = _SENTENCE.search(text, dash.end(), dash.end() + _FAR)
    end = stop.start() if stop is not None else _sentence_end(text, dash.end(), len(text[:_FAR]))
    if read_names(text[dash.end() : end])[0].kind == "person":
        yield Item("reviewer", Span(dash.end(), end), Span(0, label.end() - 1))


def about_heading(text: str) -> str:
    """Return the role that a heading such as "About the author" announces, or ""."""
    folded = fold(text[:80])
    if not meta_words().about.match(folded):
        return ""
    return "reviewer" if meta_words().about_checking.search(folded) else "author"


def bio(text: str, about: str) -> Iterator[Item]:
    """Yield the person that a text is about, and the role that it gives them.

    `about` is the role that the heading announces; without one the text must open with a person's
    name, known as such, and call them something clinical ("Jane Roe is a GP in Leeds").
    """
    head = text[:200]
    match = meta_words().bio.search(head)
    if match is None:
        if about and len(text) <= 100 and is_called(text):
            yield Item(about, Span(0, len(text)), inferred=True)
        elif about:
            yield from _name_and_role(text, about)
        return
    name = head[: match.start()].rstrip(" ,")
    if len(name) > 90 or not is_called(name):
        return
    names = read_names(name)
    # "Dr Roe is an advocate of …" speaks of somebody; who wrote a text is introduced by the full name.
    if names[0].kind != "person" or not (about or " " in names[0].name):
        return
    words = name_words()
    first = names[0].name.split(" ")[0].lower()
    sure = bool(names[0].honorific or names[0].credentials or first in words.given)
    role = find_role(text, match.end(), match.end() + 80)
    article = meta_words().calls.match(head, match.start())
    if not about and not (sure and role is not None and article is not None):
        return
    yield Item(about or "author", Span(0, len(name)), inferred=True)
    if role is not None and article is not None and credential_class(text[slice(*role)]) != "other":
        yield Item("credentials", role, inferred=True)


def _name_and_role(text: str, about: str) -> Iterator[Item]:
    """Yield the name that opens a text, and what its bearer is: "Jane Roe - Physiotherapist. Book …"."""
    cut = _PARTING.search(text, 0, 60)
    if cut is None or not is_called(text[: cut.start()]):
        return
    names = read_names(text[: cut.start()])
    role = find_role(text, cut.end(), cut.end() + 60)
    if len(names) == 1 and names[0].kind == "person" and role is not None and " " in names[0].name:
        yield Item(about, Span(0, cut.start()), inferred=True)
        yield Item("credentials", role, inferred=True)


def signature(text: str) -> Iterator[Item]:
    """Yield the person who signs: "— Dr Jane Roe, GP", or a name with what they are in the line below."""
    dash = _DASH.match(text)
    if len(text) > 100:
        return
    signed = meta_words().signs_off.fullmatch(fold(text).rstrip())
    if signed is not None and signed.lastindex is not None:
        place = Span(*signed.span(signed.lastindex))
        if is_called(text[slice(*place)]):
            yield Item("author", place, inferred=True)
            return
    if dash is None:
        name, _, below = text.partition("\n")
        start, end = len(name) + 1, len(name) + 1 + len(below.partition("\n")[0])
        if is_called(name) and _is_below_a_name(text[start:end].strip()):
            names = read_names(name)
            if len(names) == 1 and names[0].kind == "person" and len(name.split()) > 1:
                yield Item("author", Span(0, len(name)), inferred=True)
                yield Item("credentials", Span(start, end), inferred=True)
        return
    name = text[dash.end() :].rstrip()
    if is_called(name) and any(person.kind == "person" for person in read_names(name)):
        yield Item("author", Span(dash.end(), dash.end() + len(name)), inferred=True)


def _is_below_a_name(line: str) -> bool:
    """Tell whether a line says what somebody is, and goes on with no sentence: "nurse can help you."."""
    sentence = line[:1].islower() and not name_words().finite.isdisjoint(line.split())
    return not sentence and qualification(line) is not None


def signed(text: str, before: str) -> Iterator[Item]:
    """Yield the person whose name is all there is below a line that ends a letter: "Thanks."."""
    if len(before) <= _PARTED and meta_words().parts.match(fold(before)) and is_person(text):
        yield Item("author", Span(0, len(text)), inferred=True)


def _sentence_end(text: str, start: int, end: int) -> int:
    """Return where a name in a sentence ends; the point of "Dr." or an initial ends nothing."""
    for match in meta_words().statement_ends.finditer(text, start, end):
        if match.group() != ".":
            return match.start()
        if match.end() >= len(text) and not keeps_dot(text[start : match.start()]):
            return match.start()
        last = text[start : match.start()].rpartition(" ")[2]
        if len(last) > 1 and last.lower() not in name_words().honorifics and not is_credential(last):
            return match.start()
    return end
