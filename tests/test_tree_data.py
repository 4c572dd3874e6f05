"""The article as JSON data, and the place of each of its parts."""

import json

import pytest

from medlint.parse import parse
from medlint.schema import builtin, errors
from medlint.settings import Settings
from medlint.tree import article, places

TEXT = """\
---
title: Stiff neck
author:
  name: Zoë Ray
tags: [neck-pain, "self-care"]
readTime: 2
"a/b": c
---
# Stiff neck

Hello there.

## Symptoms

It hurts.

### At night

- It hurts more.

## Symptoms

## When to see a doctor

See a doctor if your arm is numb.
"""


def read(text, path="a.md"):
    return parse(path, text.encode(), Settings())


PLACES = [
    ("", "# Stiff neck", "# Stiff neck"),
    ("/outline/1", "## Symptoms", "## Symptoms"),
    ("/outline/2", "### At night", "### At night"),
    ("/sections/0", "# Stiff neck", "# Stiff neck"),
    ("/sections/0/sections/0/sections/0", "### At night", "### At night"),
    ("/sections/0/blocks/0", "Hello there.", "Hello there."),
    ("/metadata", "---", "---"),
    ("/metadata/title", "Stiff neck", "Stiff neck"),
    ("/metadata/tags", "tags", "tags"),
    ("/metadata/tags/1", "self-care", "self-care"),
    ("/metadata/authors/0", "Zoë Ray", "Zoë Ray"),
    ("/front_matter", "---", "---"),
    ("/front_matter/readTime", "readTime", "2"),
    ("/front_matter/author/name", "name", "Zoë Ray"),
    ("/front_matter/tags/0", "neck-pain", "neck-pain"),
    ("/front_matter/a~1b", "a/b", "c"),
]


@pytest.mark.parametrize(("pointer", "key", "value"), PLACES)
def test_each_part_has_its_place(pointer, key, value):
    place = places(read(TEXT))[pointer]
    assert (TEXT[slice(*place.key)], TEXT[slice(*place.value)]) == (key, value)


def test_every_pointer_leads_into_the_data():
    document = read(TEXT)
    data = article(document)
    for pointer in places(document):
        part = data
        for step in pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            assert name.isdigit() and int(name) < len(part) if isinstance(part, list) else name in part, (
                pointer
            )
            part = part[int(name)] if isinstance(part, list) else part[name]


def test_the_outline_names_the_roles_before_each_section_once():
    rows = article(read(TEXT))["outline"]
    assert [(row["heading"], row["after"]) for row in rows] == [
        ("Stiff neck", []),
        ("Symptoms", ["title"]),
        ("At night", ["title", "symptoms"]),
        ("Symptoms", ["title", "symptoms"]),
        ("When to see a doctor", ["title", "symptoms"]),
    ]


def test_words_of_a_section_are_those_below_it_without_headings():
    data = article(read(TEXT))
    assert data["words"] == 2 + 2 + 1 + 2 + 2 + 3 + 1 + 5 + 8
    assert [row["words"] for row in data["outline"]] == [2 + 2 + 3 + 8, 2 + 3, 3, 0, 8]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Stiff neck\n\nRest.\n", "Stiff neck"),
        ("---\ntitle: Neck\n---\n# Stiff neck\n", "Neck"),
        ("## Stiff neck\n", None),
    ],
)
def test_a_heading_of_level_one_is_the_title_if_nothing_else_is(text, title):
    assert article(read(text))["metadata"].get("title") == title


@pytest.mark.parametrize("path", ["a.md", "a.mdx", "a.html", "a.txt"])
@pytest.mark.parametrize("text", [TEXT, "", "\n", "<h1>Stiff neck</h1><p>Rest.</p>", "Stiff neck\n\nRest."])
def test_it_is_json_and_fits_its_schema(path, text):
    data = article(read(text, path))
    assert json.loads(json.dumps(data)) == data
    assert errors(data, builtin("article")) == []
