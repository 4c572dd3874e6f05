"""The files that a run reads: nothing that it writes may take their place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from medlint.cli.console import Failure
from medlint.config import all_parts
from medlint.config.files import files_of

if TYPE_CHECKING:
    from medlint.config import Config
    from medlint.discover import Found

_GITIGNORE = ".gitignore"


def refuse(what: str, written: Iterable[str], read: Iterable[str]) -> None:
    """Refuse to write a report or a baseline (`what`) over a file that the run reads.

    Raises:
        Failure: one of the paths `written` is one of those `read`, or says what git ignores.
    """
    places = {os.path.realpath(path): path for path in written}
    ignoring = (place for place in places if os.path.basename(place) == _GITIGNORE and os.path.exists(place))
    for path in (*ignoring, *read):
        taken = places.get(os.path.realpath(path))
        if taken is not None:
            raise Failure(f"{taken}: the {what} would replace a file that this run reads; name another one")


def read_by(found: Found, *homes: Config) -> Iterator[str]:
    """Yield the articles, and the files that their configurations and those of `homes` are made of."""
    yield from (article.path for article in found.articles)
    texts = (*found.articles, *([found.stdin] if found.stdin else ()))
    configs = (*homes, *(text.config for text in texts))
    for config in {id(config): config for config in configs}.values():
        yield from files_of(all_parts(config))
