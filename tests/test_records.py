from __future__ import annotations

import pickle
import typing

import pytest

from medlint._records import NamedTuple


class Ours(NamedTuple):
    """Two fields."""

    first: int
    second: tuple[str, ...] = ()
    """The second one."""

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"

    @classmethod
    def of(cls, first: int) -> Ours:
        return cls(first)


class Theirs(typing.NamedTuple):
    """Two fields."""

    first: int
    second: tuple[str, ...] = ()
    """The second one."""


def test_is_what_typing_makes():
    ours, theirs = Ours(1, ("a",)), Theirs(1, ("a",))
    assert ours == theirs == (1, ("a",))
    assert repr(ours).replace("Ours", "Theirs") == repr(theirs)
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__match_args__", "__annotations__"):
        expected = getattr(Theirs, name)
        if name == "__annotations__":
            expected = {field: getattr(kind, "__forward_arg__", kind) for field, kind in expected.items()}
        assert getattr(Ours, name) == expected
    assert Ours.__qualname__ == Ours.__name__ == "Ours"
    assert Ours.__bases__ == Theirs.__bases__ == (tuple,)
    assert Ours(2)._replace(second=("b",)) == Ours(first=2, second=("b",))


def test_has_its_methods_and_can_be_pickled():
    assert Ours(1).both == "1 ()"
    assert pickle.loads(pickle.dumps(Ours.of(3))) == Ours(3)
    assert type(pickle.loads(pickle.dumps(Ours.of(3)))) is Ours
    with pytest.raises(TypeError):
        Ours()
    with pytest.raises(AttributeError):
        Ours(1).first = 2
