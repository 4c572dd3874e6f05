"""Patterns of the configuration that match none of the files that are checked; `--verbose` tells of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medlint.config import Config
    from medlint.discover import Found


def unmatched(found: Found) -> Iterator[str]:
    """Yield a line for each such pattern, where a folder is checked: one file need not match them all."""
    from medlint.patterns import matches

    folders = {id(article.config): article.config for article in found.articles if article.in_folder}
    paths = [os.path.abspath(article.path) for article in found.articles]
    for config in folders.values():
        for table, pattern in _patterns(config):
            if not any(matches((pattern,), path, config.root) for path in paths):
                yield f'{config.path}: {table} "{pattern}" matches none of the files that are checked'


def _patterns(config: Config) -> Iterator[tuple[str, str]]:
    yield from (("[per-file-ignores]", pattern) for pattern, _ in config.per_file_ignores)
    yield from (("[[overrides]]", pattern) for override in config.overrides for pattern in override.files)
