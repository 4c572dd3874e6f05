"""Tells what a line of plain text looks like: a heading, a title, a lead-in, page chrome."""

from __future__ import annotations

import re

from medlint.parse.text.lines import EMOJI, Unit, ends_sentence, ends_with_colon
from medlint.parse.text.words import is_section_name, text_words
from medlint.parse.wording import fold

_PICTURE = re.compile(rf"[{EMOJI}]")
_FRONT = re.compile(rf"[\s\ufe0f\u200d{EMOJI}]*")
_WORD = re.compile(r"[^\W_][^\s]{0,60}")
_ADDRESS = re.compile(r"@|://|\bwww\.|(?:\d[\s()./-]{0,2}){6}")
_PHONE = re.compile(r"[+(]?\d[\d\s()./-]{5,22}\d")
_CRUMBS = re.compile(r" ?[>»›/→] ?")
_SENTENCES = re.compile(r"[^\W\d][.!?] ")
_LONGEST_HEADING = 90
_MOST_WORDS = 14


def is_texty(text: str, unit: Unit) -> bool:
    """Tell whether a unit is running text: long, of several lines, or ended like a sentence."""
    if unit.lines > 1 or not unit.text or len(unit.text) > _LONGEST_HEADING:
        return True
    return ends_sentence(text, unit.end) or ends_with_colon(text, unit.end)


def has_picture(unit: Unit) -> bool:
    """Tell whether a unit begins with an emoji."""
    return _PICTURE.match(unit.text or "") is not None


def is_title(unit: Unit) -> bool:
    """Tell whether a line could be the title of the article."""
    line = unit.text
    if unit.lines > 1 or unit.mark or not 3 <= len(line) <= 120 or len(line.split()) > 20:
        return False
    if line[-1] in ".,;:：。…" or _FRONT.sub("", line, count=1)[:1].islower() or _ADDRESS.search(line):
        return False
    return any(map(str.isalpha, line)) and not is_section_name(line)


def is_bare_heading(unit: Unit) -> bool:
    """Tell whether a line without a colon behind it could be a heading."""
    line = unit.text
    if not _is_short_line(unit) or line[-1] in ".,;:：!…。！-–—" or line[0] in "\"“«'‘([#<|{@":
        return False
    words = _words(line)
    if not words or len(words) > _MOST_WORDS or _ADDRESS.search(line):
        return False
    known = text_words()
    if words[0] in known.captions and len(words) > 1:
        return False
    if line[-1] in "?？" or words[0] in known.questions or is_title_case(line):
        return words[0] not in known.sentence_starts or is_title_case(line)
    return words[0] not in known.sentence_starts and not known.verbs.intersection(words)


def is_colon_heading(unit: Unit) -> bool:
    """Tell whether a line with a colon behind it is a heading; the others lead into what follows."""
    if not _is_short_line(unit) or _ADDRESS.search(unit.text):
        return False
    line = unit.text.rstrip(":： \ufe0f*")
    words = _words(line)
    known = text_words()
    if not words or len(words) > 12 or words[0] in known.captions or _SENTENCES.search(line):
        return False
    if is_section_name(line):
        return True
    if words[0] in known.questions:
        return len(words) > 1 and (words[1] not in known.sentence_starts or is_title_case(line))
    if words[-1] in known.lead_ends:
        return False
    if len(words) > 1 and is_title_case(line):
        return True
    if words[0] in known.lead_starts:
        return False
    return has_picture(unit) or ("," not in line and not known.verbs.intersection(words))


def is_title_case(line: str) -> bool:
    """Tell whether the long words of a line begin with a capital, and more than the first one."""
    words = [word for word in re.findall(r"[^\W\d_][^\s]{0,60}", line) if len(word) > 3]
    capitals = sum(not word[0].islower() for word in words)
    return len(words) > 1 and capitals == len(words)


def is_chrome(unit: Unit) -> bool:
    """Tell whether a line belongs to the site: navigation, sharing, cookies, copyright."""
    if unit.mark and len(unit.text) > 40:
        return False
    line = unit.text
    if not line:
        return False
    return text_words().chrome.match(_folded(_FRONT.sub("", line, count=1))) is not None or _is_crumbs(line)


def is_phone(unit: Unit) -> bool:
    """Tell whether a line is a telephone number, with or without a label of it in front."""
    line = unit.text
    if len(line) > 80 or unit.mark:
        return False
    number = _PHONE.search(line)
    if number is None or number.end() < len(line) - 2:
        return False
    label = _folded(line[: number.start()]).strip()
    return not label or text_words().phone_label.match(label) is not None


def is_phone_label(unit: Unit) -> bool:
    """Tell whether a line announces a telephone number."""
    return 0 < len(unit.text) <= 60 and text_words().phone_label.match(_folded(unit.text)) is not None


def menu_length(units: list[Unit]) -> int:
    """Return how many units at the head of a page are its menu: short lines, many of them known."""
    known = text_words().navigation
    hits = end = 0
    for index, unit in enumerate(units[:80]):
        line = unit.text
        if not line or len(line) > 30 or len(line.split()) > 4 or line[-1] in ".:?!":
            break
        if _folded(line) in known:
            hits += 1
            end = index + 1
    return end if end >= 3 and hits >= 2 else 0


def _is_short_line(unit: Unit) -> bool:
    if unit.lines > 1 or not 2 <= len(unit.text) <= _LONGEST_HEADING:
        return False
    first = _FRONT.sub("", unit.text, count=1)[:1]
    return bool(first) and not first.islower()


def _is_crumbs(line: str) -> bool:
    """Tell whether a line is a trail from the home page: "Home > Conditions > Back pain"."""
    if len(line) > 200:
        return False
    parts = _CRUMBS.split(line)
    return len(parts) > 1 and all(parts) and _folded(parts[0]) in text_words().home


def _words(line: str) -> list[str]:
    return [word.rstrip("?!.,:;'\"”’)") for word in _WORD.findall(fold(line))]


def _folded(line: str) -> str:
    return " ".join(fold(line).split())
