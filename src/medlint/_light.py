"""Loads `dataclasses` without `inspect`, which it wants for one thing that nobody here reads.

The Markdown parser has data classes, and `dataclasses` asks `inspect` for the signature that it writes into
the docstring of a class that has none. `inspect` brings the syntax tree, the disassembler and the tokenizer
with it: a twentieth of a run on one article. The command line lends `dataclasses` a stand-in that leaves such
docstrings out; all else that is asked of it comes from the real module, and whoever else imports `inspect`
gets that.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Inspect(ModuleType):
    """`inspect` as far as `dataclasses` needs it."""

    def signature(self, *_arguments: object, **_options: object) -> str:
        """Return no signature: it would only stand in a docstring."""
        return ""

    def get_annotations(self, owner: type) -> dict[str, Any]:
        """Return what a class annotates itself, as it is written (asked for since Python 3.12)."""
        return dict(vars(owner).get("__annotations__") or {})

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("inspect"), name)


def lighten() -> None:
    """Load `dataclasses` with the stand-in, unless it or `inspect` has been loaded already."""
    if "inspect" in sys.modules or "dataclasses" in sys.modules:
        return
    sys.modules["inspect"] = _Inspect("inspect")
    try:
        import_module("dataclasses")
    finally:
        del sys.modules["inspect"]
