"""Tells which lines in bold head nothing: sentences, names of people, and what leads to another page."""

from __future__ import annotations

import re

from medlint.parse.mastheads import name_alone

_LEADS_ON = ("→", "»", "›", "➔", "➜")
_SENTENCES = re.compile(r"[^\W\d_]{4}[.!][\"'”’)]?\s+(?=[^\W\d_])(\w)")
# "Was this page any help? Please tell others!"
_ASKED = re.compile(r"[^\W\d_]{4}\?[\"'”’)]?\s+(?=[^\W\d_])(\w)[^?]{0,200}[.!]\s*\Z")


def is_no_heading(text: str) -> bool:
    """Tell whether a text in bold is two sentences, a person's name with what they are, or "Read on →"."""
    if text.rstrip().endswith(_LEADS_ON):
        return True
    stop = _SENTENCES.search(text) or _ASKED.search(text)
    return (stop is not None and stop[1].isupper()) or bool(name_alone(text))
