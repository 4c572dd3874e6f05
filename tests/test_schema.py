import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.schema import BrokenSchemaError, builtin, errors, proves, read_schema

ARTICLE = {
    "schema_version": 1,
    "path": "a.md",
    "format": "markdown",
    "language": "en",
    "words": 3,
    "metadata": {"title": "Colds", "published": "2026-03-02", "reading_minutes": 4, "tags": ["a"]},
    "outline": [{"heading": "Colds", "level": 1, "role": "title", "line": 1, "words": 2, "after": []}],
    "introduction": [],
    "sections": [{"heading": "Colds", "level": 1, "line": 1, "words": 2, "blocks": [], "sections": []}],
    "disclaimers": [],
    "help": [],
}


def test_an_article_in_order_is_proven_without_jsonschema():
    assert proves(ARTICLE, builtin("article"))
    assert errors(ARTICLE, builtin("article")) == []


def test_a_failing_keyword_keeps_its_place_and_subschema():
    broken = {**ARTICLE, "metadata": {"published": "soon"}}
    (error,) = errors(broken, builtin("article"))
    assert error.pointer == "/metadata/published"
    assert error.keyword == "pattern"
    assert error.subschema["x-medlint"]["pattern"]["rule"] == "MED201"


@pytest.mark.parametrize("name", ["article", "rule", "config", "report"])
def test_built_in_schemas_are_valid(name):
    jsonschema.Draft202012Validator.check_schema(builtin(name))


def test_a_broken_schema_is_named(tmp_path):
    path = tmp_path / "guide.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BrokenSchemaError, match=r"guide\.json"):
        read_schema(str(path))
    with pytest.raises(BrokenSchemaError):
        errors({"a": 1}, {"type": "no such type"})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.text("ab", max_size=3) | st.floats(-1, 4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
SCHEMAS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["string", "integer", "number", "object", "array", "boolean", "null"]),
            "enum": st.lists(st.integers(0, 2) | st.booleans() | st.text("ab", max_size=1), min_size=1),
            "const": st.integers(0, 1) | st.booleans(),
            "minimum": st.integers(0, 3),
            "maximum": st.integers(0, 3),
            "minLength": st.integers(0, 3),
            "pattern": st.sampled_from(["^a", "b$", "ab"]),
            "required": st.lists(st.sampled_from("abc"), max_size=2, unique=True),
            "maxItems": st.integers(0, 2),
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
            "items": inner,
            "type": st.sampled_from(["object", "array", "string"]),
        },
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(VALUES, SCHEMAS)
def test_what_is_proven_is_valid(value, schema):
    valid = jsonschema.Draft202012Validator(schema).is_valid(value)
    if proves(value, schema):
        assert valid
    if valid and "maxItems" not in str(schema):
        assert proves(value, schema)
