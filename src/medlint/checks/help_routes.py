"""Whether a help section names somebody to turn to besides its publisher."""

from __future__ import annotations

import re

from medlint.document import HelpBlock
from medlint.vocabulary import load


def is_way_out(block: HelpBlock) -> bool:
    """Tell whether a help section names a way out; a heading "When to seek professional help" names none."""
    heading = block.heading
    if heading is None:
        return bool(block.actions)
    if any(not heading.span.start <= action.start < heading.span.end for action in block.actions):
        return True
    return bool(block.actions) and not re.search(load("help")["nobody"], heading.text.rstrip(" .:?"), re.I)
