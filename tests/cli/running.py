"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

BAD = "# Easing a stiff neck\n\nGentle movement helps most people within a week.\n"
"""An article without a disclaimer (MED105 at 1:1)."""
CLEAN = """\
# Easing a stiff neck

> This is general information and no substitute for medical advice. Ask your doctor.
"""
"""One with it."""
OFFER = "1 can be fixed with `medlint fix --unsafe-fixes`.\n"
"""What the summary says of the first one besides."""


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ended]
