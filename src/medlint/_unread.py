"""Stands in for `typing` where all that is asked of it are names for annotations, which nobody reads.

To load `typing`, and to let it work out each annotation of the Markdown parser, takes a thirtieth of a run
on one article. Neither medlint nor that parser looks at annotations while it runs. Whoever else asks `typing`
for anything gets the real one, and so do they for what is more than a name.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `typing` is what this does without
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any
else:
    ModuleType = type(sys)

_WRITERS = frozenset(("medlint", "mistune"))
"""Packages whose annotations nobody reads."""


class _Name:
    """A type in an annotation: it can be written as types are, and says nothing."""

    def __getitem__(self, _arguments: object) -> _Name:
        return self

    def __or__(self, _other: object) -> _Name:
        return self

    __ror__ = __or__

    def __call__(self, *_arguments: object, **_options: object) -> _Name:
        return self


class _Base:
    """What a class is derived from only for a type checker."""

    def __class_getitem__(cls, _arguments: object) -> type:
        return cls


def _cast(_kind: object, value: Any) -> Any:
    return value


_TYPES = (
    *("Any", "BinaryIO", "Callable", "ClassVar", "Dict", "IO", "Iterable", "List", "Literal", "Mapping"),
    *("Match", "MutableMapping", "Optional", "Pattern", "Self", "Set", "TextIO", "Tuple", "Type"),
    *("TypeVar", "Union"),
)
NAMES = {
    **dict.fromkeys(_TYPES, _Name()),
    **dict.fromkeys(("Generic", "Protocol"), _Base),
    "TYPE_CHECKING": False,
    "cast": _cast,
}
"""What is lent, by name."""


_OF_ANY_MODULE = frozenset(("__class__", "__dict__", "__name__", "__path__", "__spec__"))
"""What the import system asks of each module."""


class _Typing(ModuleType):
    """`typing` as far as annotations need it."""

    def __bool__(self) -> bool:
        # `dataclasses` looks for class variables, in the way that `typing` has them, where it is loaded.
        return False

    def __getattribute__(self, name: str) -> Any:
        # `__getattr__` is asked only when Python has worded a message that there is no such attribute.
        asking = sys._getframe(1).f_globals.get("__name__", "").partition(".")[0]
        if asking in _WRITERS and name in NAMES:
            return NAMES[name]
        if name in _OF_ANY_MODULE:
            return super().__getattribute__(name)
        if sys.modules.get("typing") is self:
            del sys.modules["typing"]
        import typing

        return getattr(typing, name)


def stand_in() -> None:
    """Let annotations do without `typing`, unless it has been loaded already."""
    sys.modules.setdefault("typing", _Typing("typing"))
