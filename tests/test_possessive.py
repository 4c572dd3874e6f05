"""No pattern rests on what Python up to 3.11.4 gets wrong.

There a possessive group whose content fails half-way keeps what it has taken (gh-106052 of CPython): the
full stop of "weeks. Next" was taken for a part of the word. Run with such a Python, this fails without care.
"""

from __future__ import annotations

import re

from medlint.checks.dose_figures import units_of
from medlint.parse.html.tokens import _TAG
from medlint.phrases.notation import _WORD


def test_a_word_does_not_take_the_stop_behind_it() -> None:
    assert re.fullmatch(_WORD, "weeks")
    assert re.fullmatch(_WORD, "2.5")
    assert not re.match(rf"{_WORD} next", "weeks. next")


def test_a_number_does_not_take_the_comma_behind_it() -> None:
    (found,) = units_of("en").pattern.finditer("5, mg")
    assert found.group() == "5"


def test_a_tag_does_not_end_in_an_open_quotation() -> None:
    assert _TAG.match("<a b=\"c>\" d='e>'>")
    assert not _TAG.match('<a b=">')
