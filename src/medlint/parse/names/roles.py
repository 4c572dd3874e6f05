"""What stands behind a name in a byline: credentials, a known role, or one in words of the writer's own."""

from __future__ import annotations

import re

from medlint.parse.credentials import credential_tokens, find_role
from medlint.parse.names.words import name_words

_MOST = 8


def qualification(part: str) -> tuple[str, ...] | None:
    """Return the credentials or the role in a part that follows a name; None if it is none."""
    tokens = credential_tokens(part, 0, len(part), exact=False)
    if tokens and tokens[0][1] == 0:
        first, _, stop = tokens[0]
        if len(tokens) > 1 or stop == len(part) or first[:2].isupper() or "." in first:
            return tuple(token for token, _, _ in tokens)
    words = part.split()
    role = find_role(part) if len(words) <= 8 else None
    if role is not None:
        cut = re.search(r"\s(?:at|in|for|from|with|and|of the)\s", part)
        return (part[: cut.start()] if cut is not None and cut.start() > role.start else part,)
    if len(tokens) == 1 and tokens[0][2] == len(part) and _is_described(part[: tokens[0][1]]):
        return (tokens[0][0],)  # "Pediatric Neurology NP"
    return None


def _is_described(text: str) -> bool:
    """Tell whether a text holds nothing but words that describe a profession."""
    found = text.lower().split()
    return bool(found) and all(word in name_words().describing for word in found)


def is_in_own_words(part: str) -> bool:
    """Tell whether a part behind a name can be what its bearer does, in words that no list knows.

    "stoma care lead" can, in small letters; a place, an employer and "mum of two" are none.
    """
    words, tokens = name_words(), part.lower().split()
    if not part[:1].islower() or not 1 <= len(tokens) <= _MOST:
        return False
    apart = words.clauses | words.relative | words.links | words.joints | words.particles
    return tokens[0] not in apart and words.lay.isdisjoint(tokens) and words.finite.isdisjoint(tokens)
