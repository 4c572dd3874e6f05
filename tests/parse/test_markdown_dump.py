"""Pages that were saved as Markdown with their menus: what is the article, and where it ends."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from medlint.document import Document
from medlint.metrics import count_words
from medlint.parse import parse
from medlint.parse.markdown.dump import find_article
from medlint.settings import Settings
from medlint.source import Source

MENU = "".join(f"* [{name}](/{name.lower()})\n" for name in ("Home", "Knees", "Hips", "Feet", "Shop", "Help"))
HEAD = f'Knee pain | Joint Trust\n[![](/logo.png)](/ "Home")\n{MENU}Search\n'
ARTICLE = (
    "# Knee pain\n"
    "Most knee pain settles within a few weeks if you keep moving and rest it now and then.\n"
    "## When to see a doctor\n"
    "See a doctor if you cannot put weight on the knee, or if it is hot and you feel unwell.\n"
)
FEEDBACK = (
    "Was this page helpful?\nYes\nNo\nWe read every comment, and use what you tell us to make pages better.\n"
)
FOOT = (
    "Page last reviewed:\n1 May 2026\n"
    "* [Who we are](/about)\n* [Our work](/work)\n* [Jobs with us](/jobs)\n"
    "The Joint Trust is a charity in England and Wales with the number 1234567.\n"
    "* [Privacy](/privacy)\n* [Cookies](/cookies)\n"
)
DUMP = HEAD + ARTICLE + FEEDBACK + FOOT


def read(text: str, name: str = "a.md") -> Document:
    return parse(name, text.encode(), Settings(today="2026-11-23"))


def shown(document: Document, place: str) -> list[str]:
    return [block.text for block in document.blocks if block.place == place and block.text]


def test_menu_feedback_and_footer_are_no_article():
    document = read(DUMP)
    assert [row.heading.text for row in document.root.walk() if row.heading] == [
        "Knee pain",
        "When to see a doctor",
    ]
    assert shown(document, "body") == [line.strip("# ") for line in ARTICLE.splitlines()]
    assert count_words(document) == count_words(read(ARTICLE))
    assert "Knees" in shown(document, "chrome")


def test_a_paragraph_that_runs_into_the_footer_is_parted_at_the_line():
    document = read(DUMP)
    text = document.source.text
    block = next(block for block in document.blocks if block.text.startswith("See a doctor"))
    assert text[slice(*block.span)] == ARTICLE.splitlines()[3]
    rest = document.blocks[document.blocks.index(block) + 1]
    assert rest.place == "chrome"
    assert (rest.text, text[slice(*rest.span)]) == ("Was this page helpful?", "Was this page helpful?")
    for part in (block, rest):
        assert text[slice(*part.prose.span(0, len(part.text)))] == part.text


def test_what_is_left_out_is_said_where_it_begins():
    document = read(DUMP)
    told = [problem for problem in document.problems if problem.kind == "chrome-stripped"]
    lines = [document.source.position(problem.span.start).line for problem in told]
    assert lines == [1, (HEAD + ARTICLE).count("\n") + 1]
    assert document.source.text[slice(*told[1].span)] == "Was this page helpful?"


def test_the_footer_still_tells_when_the_page_was_reviewed():
    (value,) = read(DUMP).field("reviewed")
    assert value.text == "1 May 2026"


def test_links_of_the_menu_are_not_the_article_s():
    source = "It [can swell](https://example.org/swelling) after a fall, and then a cold pack may ease it.\n"
    links = [link.url for link in read(HEAD + ARTICLE + source + FEEDBACK + FOOT).links]
    assert links[0] == "https://example.org/swelling"
    assert "/knees" not in links


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        # A table of contents leads into the page itself.
        "".join(f"* [Part {n}](#part-{n})\n" for n in range(9)) + ARTICLE,
        # Sources lead elsewhere; related pages stand behind the article, not before it.
        ARTICLE + "## Sources\n" + "".join(f"- [Study {n}](https://s{n}.example/a)\n" for n in range(9)),
        ARTICLE + "## Related\n" + MENU,
        # A sentence leads into the list.
        "Knee pain\n=========\n\nSee also:\n\n" + MENU + "\n" + ARTICLE.partition("\n")[2].partition("\n")[0],
        # So few links are a trail of crumbs.
        "[Home](/) > [Knees](/knees)\n" + ARTICLE,
    ],
    ids=["plain", "contents", "sources", "related", "list", "crumbs"],
)
def test_a_page_without_a_menu_is_left_as_it_is(text: str):
    assert find_article(Source("a.md", text), 0) is None
    assert shown(read(text), "chrome") == []


def test_sentences_that_are_links_close_the_article_rather_than_cut_it():
    last = "[Read how others live with a painful knee and what helped them.](/stories)\n"
    text = HEAD + ARTICLE + last + FEEDBACK + FOOT
    assert "painful knee" in shown(read(text), "body")[-1]


def test_in_mdx_links_are_what_the_writer_wrote():
    assert shown(read(DUMP, "a.mdx"), "chrome") == []


LINES = st.sampled_from(
    [
        "* [Home](/)",
        "[a](/b)",
        "![x](y)",
        "[é 🦵](/c 'd')",
        "# T",
        "Yes",
        "&amp; x",
        "> q",
        "\tcode",
        "",
        "**b**",
        "\ud800",
        "Most pain settles within some weeks if you go on moving, they say.",
    ]
)


@given(st.lists(LINES, max_size=40))
def test_spans_quote_the_text_whatever_the_dump(lines: list[str]):
    document = read(HEAD + "\n".join(lines).encode("utf-8", "replace").decode() + "\n" + FOOT)
    text = document.source.text
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        assert block.text == block.text.strip()
        for word in block.text.split()[:1]:
            if word.isalpha():
                assert text[slice(*block.prose.span(0, len(word)))] == word


@pytest.mark.parametrize("piece", ["[", "[a](b) ", "![](", "[a](/b)\n", '[x]( "', "[a](("])
def test_hostile_text_costs_what_its_length_does(piece: str):
    assert growth(lambda text: find_article(Source("a.md", text), 0), lambda size: piece * size) < LINEAR


CONTENTS = "".join(
    f"- [{name} of a sore knee](/guide/sore-knee#{name.lower()})\n"
    for name in ("Causes", "Signs", "Tests", "Care", "Outlook", "Risks")
)
GUIDE = (
    "[Guides](/guides)\n\n# Sore knees: what helps\n\nAuthor\n\n[Jane Roe](/people/jane-roe)\n\n"
    "Reviewed by\n\n[DrMaryPoole](/people/mary-poole)\n\nJun 04, 2026\\| 3 min read\n\n"
    "[Knees](/tags/knees)\n\n"
)


def test_a_list_of_contents_below_the_title_is_no_menu_before_the_article():
    document = read(GUIDE + CONTENTS + "\n" + ARTICLE.replace("# Knee pain\n", "## Causes\n\n") + FOOT)
    people = [(byline.role, byline.kind) for byline in document.bylines]
    assert people == [("author", "person"), ("reviewer", "person")]
    assert [value.text for value in document.field("published")] == ["Jun 04, 2026"]
    assert [value.text for value in document.field("reading-time")] == ["3 min read"]


def test_the_name_of_a_site_above_its_menu_is_no_title():
    document = read(f"# Joint Trust\n\n{MENU}\n" + ARTICLE + FOOT)
    assert "Shop" not in " ".join(block.text for block in document.blocks if block.place == "body")
