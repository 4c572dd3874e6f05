"""A finding in one sentence or two, for formats that have a single field for it."""

from __future__ import annotations

from medlint.finding import Finding

_STOPS = (".", "?", "!", "…")


def stopped(text: str) -> str:
    """Return a phrase with a full stop, unless it ends with a stop of its own; "" stays empty."""
    return text if not text or text.endswith(_STOPS) else f"{text}."


def advice(finding: Finding) -> str:
    """Return what is wrong, or the rule's name where it does not say, and what to do, on one line."""
    message, hint = (" ".join(text.split()) for text in (finding.message, finding.hint))
    message = message or finding.name
    return f"{stopped(message)} {hint}" if hint else message
