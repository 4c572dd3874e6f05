"""The quick check of a configuration, the places it reports, and the template that `init` writes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint._places import folder
from medlint.cli.init import TEMPLATE
from medlint.config.check import check
from medlint.config.spans import locate
from medlint.vocabulary import load

SCHEMA = json.loads((Path(folder("schemas")) / "config.schema.json").read_text("utf-8"))


class TestSchema:
    """The quick check of a configuration says what jsonschema says."""

    def test_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_names_all_fields_and_all_parts_of_a_disclaimer(self) -> None:
        known = SCHEMA["properties"]
        fields = known["metadata"]["propertyNames"]["enum"]
        assert fields == list(load("metadata")["fields"])
        assert all(field in known["metadata"]["description"] for field in fields)
        parts = load("sections-en")["disclaimer"]["components"]
        assert known["disclaimer"]["properties"]["require"]["items"]["enum"] == list(parts)

    def test_every_key_is_described(self) -> None:
        tables = [SCHEMA["properties"]]
        while tables:
            for key, entry in tables.pop().items():
                assert entry.get("description"), key
                tables.append(entry.get("properties", {}))

    values = st.recursive(
        st.one_of(
            st.booleans(),
            st.integers(-2, 400),
            st.floats(allow_nan=False),
            st.sampled_from(["", "error", "MED1", "full", "core", "2026-11-23", "x"]),
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["minimum", "vocabulary", "files", "schema", "allow-footer", "slowest", "x"]),
                inner,
                max_size=3,
            ),
        ),
        max_leaves=6,
    )

    @settings(max_examples=100, deadline=None)
    @given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "other"]), values, max_size=3))
    def test_agrees_with_jsonschema(self, data: dict[str, object]) -> None:
        validator = jsonschema.Draft202012Validator(SCHEMA)
        expected = {tuple(error.absolute_path) for error in validator.iter_errors(data)}
        wrong = list(check(data, SCHEMA))
        assert bool(wrong) == bool(expected)
        assert {entry.path[:-1] if entry.at_key else entry.path for entry in wrong} == expected

    @pytest.mark.parametrize(
        ("values", "twice"),
        [
            (["related", "faq"], False),
            (["related", "related"], True),
            ([1, 1.0], True),
            ([1, True], False),
            ([[1, {"a": True}], [1, {"a": True}]], True),
            ([[1, {"a": True}], [1, {"a": 1}]], False),
        ],
    )
    def test_what_is_named_twice_is_reported_once_at_the_list(
        self, values: list[object], twice: bool
    ) -> None:
        schema = {"properties": {"order": {"type": "array", "uniqueItems": True}}}
        wrong = list(check({"order": values}, schema))
        assert [entry.path for entry in wrong] == [("order",)] * twice
        assert twice == (not jsonschema.Draft202012Validator(schema).is_valid({"order": values}))

    def test_names_what_is_there_twice(self) -> None:
        (wrong,) = check({"section-order": ["related", "faq", "related"]}, SCHEMA)
        assert wrong.message == '"section-order" must name nothing twice, but has "related" again'


class TestLocate:
    TEXT = (
        "a = 1 # x = 2\n"
        'b.c = ["é", """x\n""y""", \'\'\'z\'\'\', {d = 1, "e f" = [2, 3]}]\n'
        "[t.'q.r']\n"
        "g = 2026-01-01 08:00:00\n"
        "[[u]]\n"
        "h = 1\n"
        "[[u]]\n"
        "h = 2\n"
        "[u.v]\n"
        "w = 'end'"
    )

    @pytest.mark.parametrize(
        ("path", "key", "at"),
        [
            (("a",), True, "a = 1"),
            (("a",), False, "1 #"),
            (("b", "c"), True, "b.c"),
            (("b", "c", 0), False, '"é"'),
            (("b", "c", 1), False, '"""x'),
            (("b", "c", 2), False, "'''z"),
            (("b", "c", 3, "d"), True, "d = 1"),
            (("b", "c", 3, "e f"), True, '"e f"'),
            (("b", "c", 3, "e f", 1), False, "3]"),
            (("t", "q.r"), True, "[t."),
            (("t", "q.r", "g"), False, "2026"),
            (("u", 0, "h"), True, "h = 1"),
            (("u", 1, "h"), False, "2\n[u.v]"),
            (("u", 1, "v", "w"), False, "'end'"),
            (("u", 1, "missing"), True, "[[u]]\nh = 2"),
        ],
        ids=range(15),
    )
    def test_finds(self, path: tuple[str | int, ...], key: bool, at: str) -> None:
        tomllib.loads(self.TEXT)
        position = locate(self.TEXT, path, key=key)
        lines = self.TEXT.split("\n")
        offset = sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1
        assert self.TEXT[offset:].startswith(at)

    @settings(max_examples=100, deadline=None)
    @given(st.text("ab=[]{}\"'#,.\n\\ 1é", max_size=40))
    def test_never_raises(self, text: str) -> None:
        position = locate(text, ("a", 0, "b"))
        assert 1 <= position.line <= text.count("\n") + 1


class TestTemplate:
    def test_is_valid_and_changes_nothing(self) -> None:
        assert not list(check(tomllib.loads(TEMPLATE), SCHEMA))

    def test_is_valid_with_every_line_on(self) -> None:
        lines = [
            line[2:] if line.startswith("# ") and ("= " in line or line.startswith("# [[")) else line
            for line in TEMPLATE.split("\n")
        ]
        data = tomllib.loads("\n".join(lines))
        data["today"] = str(data["today"])
        assert not list(check(data, SCHEMA))
        assert len(data) >= len(SCHEMA["properties"]) - 2
