"""Byte code that is kept together: that of packages of which a run that needs a part needs nearly all.

What modules have in common, names above all, is then kept and read once: a fiftieth of a short run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from marshal import dumps
from types import CodeType

PACKAGES = frozenset(
    (
        *("medlint.checks", "medlint.kinds", "medlint.parse", "medlint.parse.help", "medlint.parse.meta"),
        *("medlint.parse.names", "mistune"),
    )
)


def gathered(
    names: Iterable[str], before: Iterable[str], code_of: Callable[[str], CodeType | None]
) -> tuple[bytes, dict[str, int]]:
    """Return the codes of modules as `marshal` writes them together, and the number of each.

    They are those that were kept so `before`, and those of `names` that this run has loaded.
    """
    wanted = {name for name in names if name in sys.modules and PACKAGES & {name, name.rpartition(".")[0]}}
    codes = {name: code for name in sorted(wanted.union(before)) if (code := code_of(name)) is not None}
    return dumps(tuple(codes.values())), {name: number for number, name in enumerate(codes)}
