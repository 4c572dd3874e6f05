"""Numbers under which registers list people: their form and, where they have one, their check digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from medlint.document import Document
from medlint.finding import Hit
from medlint.phrases import regex
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span

_ORCID_URL = re.compile(r"\borcid\.org/+(?P<value>\d[\dXx-]{3,30})")
# "GMC reg. no: 1234567", "gmcNumber: '1234567'", "ORCID iD 0000-0002-1825-0097"
_LABEL = (
    r"(?<![^\W_])(?P<name>{names})(?P<said>(?:[\s_-]{{0,2}}(?i:{words})\b\.?){{0,3}})"
    r"[\s:#*\"'(=.-]{{0,6}}(?P<value>[A-Za-z]{{0,3}}\d[\dA-Za-z-]{{2,30}})(?![\w-]|\s\d)"
)
_Found = tuple[str, str, bool, Span]


def invalid(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED217: a register's number that cannot be one."""
    registers: Mapping[str, Mapping[str, Any]] = rule.params["registers"]
    told: set[int] = set()
    for name, value, said, span in _numbers(document, registers, "|".join(rule.params["words"])):
        register = registers[name]
        # A year or a code that happens to follow the name of a body is no number of a register.
        if span.start in told or not (said or regex(register["near"]).fullmatch(value)):
            continue
        told.add(span.start)
        values = {"number": value, "register": register["called"], "form": register["form"]}
        bare = value.upper().replace("-", "")
        if not regex(register["pattern"]).fullmatch(bare):
            yield Hit(span, "form", values)
        elif "check" in register and not CHECKS[register["check"]](bare):
            yield Hit(span, "check-digit", values)


def _numbers(document: Document, registers: Mapping[str, object], words: str) -> Iterator[_Found]:
    """Yield each number with its register, whether a word calls it a number, and its place."""
    text = document.source.text
    if "orcid.org/" in text:
        for match in _ORCID_URL.finditer(text):
            yield "ORCID", match["value"].rstrip("-"), True, Span(match.start("value"), match.end("value"))
    names = "|".join(registers)
    if document.front is not None:
        # Keys are written in any way.
        pattern = _label(f"(?i:{names})", words)
        for match in pattern.finditer(text, *document.front.span):
            span = Span(match.start("value"), match.end("value"))
            yield _register(match["name"], registers), match["value"], bool(match["said"]), span
    # Most articles name no register.
    in_body = not reading(document).words.isdisjoint(name.lower() for name in registers)
    pattern = _label(names, words)
    for block in document.blocks:
        if (in_body or block.place in ("meta", "chrome")) and any(name in block.text for name in registers):
            for match in pattern.finditer(block.text):
                span = block.prose.span(match.start("value"), match.end("value"))
                yield match["name"], match["value"], bool(match["said"]), span


def _register(name: str, registers: Mapping[str, object]) -> str:
    return next(known for known in registers if known.lower() == name.lower())


def luhn_npi(number: str) -> bool:
    """Tell whether the last digit of an NPI fits: Luhn's formula over the prefix 80840 and the number."""
    total = 0
    for index, character in enumerate(reversed("80840" + number)):
        digit = int(character) * (1 + index % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def mod_11_2(number: str) -> bool:
    """Tell whether the last character fits by ISO/IEC 7064, MOD 11-2; X stands for ten."""
    total = 0
    for character in number[:-1]:
        total = (total + int(character)) * 2
    return (12 - total % 11) % 11 == (10 if number[-1] == "X" else int(number[-1]))


CHECKS: Mapping[str, Callable[[str], bool]] = {"luhn-80840": luhn_npi, "mod-11-2": mod_11_2}
"""What `check` of a register in the rule may name."""


@cache
def _label(names: str, words: str) -> re.Pattern[str]:
    return re.compile(_LABEL.format(names=names, words=words))
