"""What an article says elsewhere of its author: a degree behind the name, or a role in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from medlint.document import Block, Byline, Document
from medlint.parse.credentials import (
    credential_class,
    credential_table,
    credential_tokens,
    find_role,
    find_roles,
    is_credential,
)
from medlint.parse.meta.words import meta_words
from medlint.parse.names.words import name_words
from medlint.parse.wording import fold

_MOST = 60
_FAR = 600
"""Characters of the source behind a name, which can hold many tags for a few words."""
_REACH = 240
_SENTENCE = 120
_BEFORE = 60
_NEXT = 3
_FIELD = 8
_TAG = re.compile(r"<[^<>]{0,300}>|[*_]{1,3}")
_CUT = re.compile(r"[.,;:|()<>\n\r\"]|\s[–—-]\s|$")
# In a page the line below a name can be indented by any number of spaces.
_LINE_END = re.compile(r"\s{0,200}\n\s{0,200}")
_BLANKS = re.compile(r"[^\S\n]+")
_GAP = r"(?:\s|&\w{2,5}sp;|&#x?\w{2,4};)+"
_JOINT = re.compile(r"[\s,(|–—:-]{1,80}")
_POST = re.compile(r"(?:[A-Z][\w&'’.-]{0,30},? |(?:of|and|in|for) ){0,5}[A-Z][\w&'’.-]{0,30}\n+(?=[A-Z])")
"""A line between a name and the degrees below it that says which post its bearer has: "Medical Director"."""
_LETTERS = re.compile(r"[A-Z]{2,6}(?:[/-][A-Z]{2,6}){1,3}(?![\w/-])")
_SLUG = re.compile(r"[a-z]{1,20}(?:-[a-z]{1,20}){2,4}")
_ENDS = re.compile(r"[.!?\n]")
_OURS = re.compile(r"\b(?:our|my)(?: own)?(?: [A-Za-z-]{3,20}){0,2} \Z", re.IGNORECASE)
_TYPED = re.compile(
    r"""@type["']?[ \t]{0,8}:\s{0,8}["']?(\w{1,30})["']?,?\s{0,20}["']?name["']?[ \t]{0,8}:\s{0,8}["']?\Z"""
)
_QUOTES = ("'", '"', "“", "‘")


def is_qualified(byline: Byline, document: Document) -> bool:
    """Tell whether the article says anywhere what its author is: "Jane Roe is a nurse"."""
    text = document.source.text
    return any(_is_told(text, start, end, byline) for start, end in _places(byline, text))


def says_itself(document: Document) -> bool:
    """Tell whether the writer of an article says what they are: "as a nurse, I"."""
    return any(_says_itself(block.text) for block in document.blocks if block.place != "quote" and block.text)


def is_qualified_by_slug(byline: Byline) -> bool:
    """Tell whether what a site calls somebody in its own files ends in a degree: "dr-smith-rd"."""
    # "maria-do" has a surname.
    if byline.value.origin != "front-matter" or not _SLUG.fullmatch(byline.name):
        return False
    return is_credential(byline.name.rpartition("-")[2].upper())


def says_unqualified(document: Document) -> bool:
    """Tell whether the writer says to be no health professional: "I am not a doctor"."""
    said = meta_words().unqualified
    for block in document.blocks:
        if block.place == "quote" and not _is_disclaimed(block, document):
            continue
        folded = fold(block.text)
        for match in islice(said.finditer(folded), _MOST):
            if not folded[: match.start()].rstrip().endswith(_QUOTES):
                return True
    return False


def _is_disclaimed(block: Block, document: Document) -> bool:
    return any(d.span.start <= block.span.start < d.span.end for d in document.disclaimers)


def is_shown_elsewhere(byline: Byline, document: Document) -> bool:
    """Tell whether a degree or a clinical role stands beside a name somewhere, or in the lines below it."""
    text = document.source.text
    return any(_is_told(text, *place, byline, clinical=True) for place in _places(byline, text))


def _places(byline: Byline, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the person is named, in full or by the given name."""
    name = _GAP.join(map(re.escape, byline.name.split()))
    for match in islice(re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE), _MOST):
        yield match.span()
    first = byline.name.split(" ")[0]
    if first != byline.name and len(first) > 1:
        for match in islice(re.finditer(rf"(?<!\w){re.escape(first)}(?=,?\s\w)", text), _MOST):
            yield match.span()


def _is_told(text: str, start: int, end: int, byline: Byline, *, clinical: bool = False) -> bool:
    """Tell whether what stands around a name says what its bearer is; `clinical` leaves other roles aside."""
    head = text[max(0, start - _REACH) : start]
    typed = _TYPED.search(head.rstrip().removesuffix(byline.honorific))
    if typed is not None and credential_class(typed[1]) == "clinical":
        return True
    tail = _LINE_END.sub("\n", _spaced(_TAG.sub("\n", text[end : end + _FAR])))[:_REACH]
    whole = end - start >= len(byline.name)
    if whole and (_is_titled(tail, clinical) or _is_announced(_spaced(head[-_BEFORE:]), clinical)):
        return True
    if whole and fold(byline.honorific).strip(" .") in credential_table().doctors and _is_of_a_field(tail):
        return True
    tail = " " + tail.lstrip() if tail[:1].isspace() else tail
    said = meta_words().calls.match(fold(tail))
    if said is None:
        return False
    stop = _ENDS.search(tail, said.end())
    rest = tail[said.end() : stop.start() if stop else _SENTENCE]
    # "Jane Roe is the founder of …" states a role, as "Jane Roe, founder" does.
    told = find_role(rest)
    if told is not None and _counts(rest[slice(*told)], clinical):
        return True
    return whole and not clinical and find_role(rest[:_BEFORE]) is not None


def _spaced(text: str) -> str:
    """Return a piece of source with one space for blanks of any kind and number, however they are spelt."""
    if "&" in text:
        from medlint.parse.html.tokens import unescaped

        text = unescaped(text)
    return _BLANKS.sub(" ", text)


def _counts(role: str, clinical: bool) -> bool:
    """Tell whether a role qualifies its bearer; `clinical`: for medicine."""
    level = credential_class(role)
    return level == "clinical" if clinical else level not in (None, "other")


def _is_titled(tail: str, clinical: bool) -> bool:
    """Tell whether a degree or a role stands right behind a name, or in the line below.

    Degrees may stand one line further down, below a post: "Jane Roe / Medical Director / MBBS, MRCP".
    """
    joint = _JOINT.match(tail)
    if joint is None:
        return False
    at = joint.end()
    post = _POST.match(tail, at)
    for begin in (at, at if post is None else post.end()):
        tokens = credential_tokens(tail, begin, len(tail), exact=True)
        if tokens and tokens[0][1] - begin < _NEXT and len(tokens[0][0]) > 1:
            return True
    if not clinical and "," in joint[0] and _is_letters(tail, at):
        return True
    cut = _CUT.search(tail, at)
    part = tail[at : cut.start() if cut else len(tail)].strip()
    role = find_role(part)
    if role is None:
        return False
    words = part[: role.start].split()
    counts = _counts(part[slice(*role)], clinical)
    # "Jane Roe, the founder of …" states a role, whatever it is worth.
    if words and words[0].lower() in name_words().determiners:
        return len(words) <= _NEXT * 2 and (counts or not clinical)
    if not counts:
        return False
    return all(word[:1].isupper() or "-" in word for word in (*words, part[role.start :]))


def _is_letters(tail: str, at: int) -> bool:
    """Tell whether a known certificate stands behind a name with whoever gives it: "Jane Roe, NSCA-CPT"."""
    letters = _LETTERS.match(tail, at)
    return letters is not None and any(map(is_credential, letters[0].replace("/", "-").split("-")))


def _is_of_a_field(tail: str) -> bool:
    """Tell whether a field of medicine stands right behind a doctor's name: "Dr Roe, Leeds Dental Care"."""
    joint = _JOINT.match(tail)
    if joint is None or "\n" in joint[0]:
        return False
    cut = _CUT.search(tail, joint.end())
    words = tail[joint.end() : cut.start() if cut else len(tail)].replace(",", " ").split()
    small = name_words().links | name_words().joints
    if len(words) > _FIELD or not all(word[:1].isupper() or word in small for word in words):
        return False
    return any(word.lower() in credential_table().fields for word in words)


def _is_announced(head: str, clinical: bool) -> bool:
    """Tell whether a role stands right before a name and its title: "our pharmacist Jane Roe".

    Behind a comma it is the bearer's if it is one of ours: "our orthodontist, Dr Jane Roe".
    """
    words = head.rstrip().split(" ")
    while words and words[-1].lower().strip(".,") in name_words().honorifics:
        words.pop()
    before = " ".join(words)
    bare = before.removesuffix(",")
    return any(
        role.end == len(bare)
        and _counts(bare[slice(*role)], clinical)
        and (bare == before or _OURS.search(before, 0, role.start) is not None)
        for role in find_roles(bare)
    )


def _says_itself(text: str) -> bool:
    """Tell whether the writer says what they are: "As a nurse, I see this every day"."""
    folded = fold(text)
    for pattern, needs in meta_words().oneself:
        for match in islice(pattern.finditer(folded), _MOST):
            if text[: match.start()].rstrip().endswith(_QUOTES):
                continue
            stop = _ENDS.search(folded, match.end())
            rest = folded[match.end() : stop.start() if stop else match.end() + _REACH]
            # "As a certified coach, I" states it; "I am a certified coffee lover" does not.
            stated = needs and meta_words().certified.match(rest) is not None
            told = stated or _role_in(rest[:_BEFORE])
            if told and (not needs or meta_words().first_person.search(rest)):
                return True
    return False


def _role_in(text: str) -> bool:
    """Tell whether the first role in a text is one that qualifies its bearer."""
    role = find_role(text)
    return role is not None and credential_class(text[slice(*role)]) not in (None, "other")
