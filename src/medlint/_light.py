"""Keeps modules from being loaded that the Markdown parser's imports bring along and nobody here needs.

Each of them is a twentieth of a run on one article, or half of that. The Markdown parser has data classes,
and `dataclasses` asks `inspect` for the signature that it writes into the docstring of a class that has none.
`inspect` brings the syntax tree, the disassembler and the tokenizer with it. The command line lends
`dataclasses` a stand-in that leaves such docstrings out; all else that is asked of it comes from the real
module, and whoever else imports `inspect` gets that.

The names of all HTML entities are for articles that have an ampersand, the arithmetic of internet
addresses for links to an address in brackets, `urllib.parse` for links, and `copy` for data classes that are
turned into mappings: what stands in for them loads them when somebody asks for anything in them.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"
"""What `urllib.parse.quote` never quotes (RFC 3986, section 2.3)."""


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


class _Later(ModuleType):
    """Stands in for a module until something of it is asked for."""

    _is_package = False

    def __getattr__(self, name: str) -> Any:
        if name == "__path__" and not self._is_package:
            raise AttributeError(name)  # each `from … import` asks for it
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


class _Html(_Later):
    """`html`, of which the Markdown parser takes one function before it knows whether it needs it."""

    _is_package = True

    def _replace_charref(self, match: re.Match[str]) -> Any:
        return self.__getattr__("_replace_charref")(match)


class _Addresses(_Later):
    """`urllib.parse`, of which the Markdown parser takes two functions in the same way."""

    def quote(self, string: Any, safe: Any = "/", *arguments: Any, **options: Any) -> Any:
        # As `urllib.parse` does: most addresses of links have nothing to be quoted.
        if isinstance(string, str) and isinstance(safe, str) and not string.strip(_UNRESERVED + safe):
            return string
        return self.__getattr__("quote")(string, safe, *arguments, **options)

    def unquote(self, *arguments: Any, **options: Any) -> Any:
        return self.__getattr__("unquote")(*arguments, **options)


def lighten() -> None:
    """Load `dataclasses` with the stand-in, unless it or `inspect` has been loaded already.

    Let the others stand in for modules that have not been loaded.
    """
    sys.modules.setdefault("html", _Html("html"))
    sys.modules.setdefault("ipaddress", _Later("ipaddress"))
    sys.modules.setdefault("copy", _Later("copy"))
    addresses = sys.modules.setdefault("urllib.parse", _Addresses("urllib.parse"))
    vars(import_module("urllib")).setdefault("parse", addresses)
    if "inspect" in sys.modules or "dataclasses" in sys.modules:
        return
    sys.modules["inspect"] = _Inspect("inspect")
    try:
        import_module("dataclasses")
    finally:
        del sys.modules["inspect"]
