from __future__ import annotations

import re
from itertools import product
from math import isqrt
from pathlib import Path

import pytest
from growth import LINEAR, MOST, growth
from hypothesis import given, settings
from hypothesis import strategies as st
from mistune.block_parser import BlockParser

from medlint.parse.markdown import parse_markdown
from medlint.parse.markdown.blocks import SpanBlockParser
from medlint.source import Source, Span

SHARED = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "articles"


def read(text, start=0, *, mdx=False):
    return parse_markdown(Source("article.md", text), start, mdx=mdx)


def shape(text, **options):
    return [(block.kind, block.level, block.text) for block in read(text, **options).blocks]


def cut(text, span):
    return text[slice(*span)]


def check(text, page):
    """Each span lies in the text, and each run of visible text is the text there."""
    size = len(text)
    spans = [item.span for items in page[:6] for item in items]
    for block in page.blocks:
        spans += block.prose.spans
        starts = (*block.prose.starts, len(block.prose.text))
        for index, span in enumerate(block.prose.spans):
            run = block.prose.text[starts[index] : starts[index + 1]]
            assert run
            if len(run) == span.end - span.start > 1:
                # A blank may stand for the first character of code that is no text.
                there = text[span.start : span.end]
                assert all(a in (b, " ") for a, b in zip(run, there, strict=True))
        assert all(0 <= a < b <= len(block.prose.text) for a, b in block.strong)
    assert all(0 <= span.start <= span.end <= size for span in spans)


def test_a_heading_spans_its_line_and_its_text_has_its_place():
    text = "Intro.\n\n##  Back & *neck* pain ##\n"
    heading = read(text).blocks[1]
    assert (heading.kind, heading.level, heading.text) == ("heading", 2, "Back & neck pain")
    assert cut(text, heading.span) == "##  Back & *neck* pain ##"
    at = heading.text.index("neck")
    assert cut(text, heading.prose.span(at, at + 4)) == "neck"
    assert not heading.inferred


def test_the_start_offset_leaves_front_matter_alone():
    text = "---\ntitle: x\n---\n> - quoted *item*\n"
    block = read(text, text.index(">")).blocks[0]
    assert block.text == "quoted item"
    assert cut(text, block.span) == "quoted *item*"
    assert cut(text, block.prose.span(7, 11)) == "item"


def test_entities_and_escapes_map_as_a_whole():
    text = r"A&amp;E \* 5&nbsp;mg \&lt; &unknown; \q"
    block = read(text).blocks[0]
    assert block.text == r"A&E * 5 mg &lt; &unknown; \q"
    assert cut(text, block.prose.span(1, 2)) == "&amp;"
    assert cut(text, block.prose.span(4, 5)) == r"\*"
    assert cut(text, block.prose.span(7, 8)) == "&nbsp;"


def test_lists_number_themselves_and_items_know_their_depth():
    text = "- one\n- two\n\n  more of two\n  1. inner\n\ntext\n\n3) other\n"
    blocks = read(text).blocks
    assert [(b.kind, b.level, b.ordered, b.group, b.text) for b in blocks] == [
        ("item", 1, False, 1, "one"),
        ("item", 1, False, 1, "two"),
        ("paragraph", 0, False, 0, "more of two"),
        ("item", 2, True, 2, "inner"),
        ("paragraph", 0, False, 0, "text"),
        ("item", 1, True, 3, "other"),
    ]
    assert [cut(text, b.span) for b in blocks][:4] == ["one", "two", "more of two", "inner"]


def test_a_task_box_is_no_text():
    text = "- [x] Call your doctor\n- [ ] Rest\n"
    blocks = read(text).blocks
    assert [block.text for block in blocks] == ["Call your doctor", "Rest"]
    assert cut(text, blocks[0].prose.span(0, 4)) == "Call"


def test_quotations_are_marked_and_exact_over_lines_and_tabs():
    text = ">\tFirst *line*\n> second\nlazy third\n> - an\titem\n>   goes on\n"
    blocks = read(text).blocks
    assert [(b.kind, b.place, b.text) for b in blocks] == [
        ("paragraph", "quote", "First line second lazy third"),
        ("item", "quote", "an item goes on"),
    ]
    for word in ("line", "second", "lazy", "third"):
        at = blocks[0].text.index(word)
        assert cut(text, blocks[0].prose.span(at, at + len(word))) == word
    assert cut(text, blocks[1].span) == "an\titem\n>   goes on"


def test_bold_ranges_are_in_the_visible_text():
    text = "Take **two &amp; rest** or __call__ *now* <b>999</b> <strong>today</strong>"
    block = read(text).blocks[0]
    assert [cut(block.text, span) for span in block.strong] == ["two & rest", "call", "999", "today"]


def test_links_keep_their_target_as_written():
    text = (
        'See [the **NHS**](https://a.example/ü "T") and [two][ref], [ref][], [ref], <https://b.example/x>,'
        " <x@y.example>, <a rel='nofollow' href='/c?a=1&amp;b=2'>three</a>, https://d.example/e_f_(g). End"
        " [four](<a b>)\n\n[ref]: /über 'x'\n"
    )
    page = read(text)
    assert [(link.url, link.text, link.rel) for link in page.links] == [
        ("https://a.example/ü", "the NHS", ""),
        ("/über", "two", ""),
        ("/über", "ref", ""),
        ("/über", "ref", ""),
        ("https://b.example/x", "https://b.example/x", ""),
        ("mailto:x@y.example", "x@y.example", ""),
        ("/c?a=1&b=2", "three", "nofollow"),
        ("https://d.example/e_f_(g)", "https://d.example/e_f_(g)", ""),
        ("a b", "four", ""),
    ]
    assert cut(text, page.links[0].span) == '[the **NHS**](https://a.example/ü "T")'
    assert cut(text, page.links[1].span) == "[two][ref]"
    assert cut(text, page.links[6].span).startswith("<a rel=")
    assert cut(text, page.links[7].span) == "https://d.example/e_f_(g)"
    assert len(page.blocks) == 1


def test_images_are_no_text():
    text = "Before ![a *red* flag](flag.png) [![in](in.png)](/x) <img src='b.png'> after"
    page = read(text)
    assert page.blocks[0].text == "Before after"
    assert [(image.url, image.alt) for image in page.images] == [
        ("flag.png", "a red flag"),
        ("in.png", "in"),
        ("b.png", None),
    ]
    assert cut(text, page.images[0].span) == "![a *red* flag](flag.png)"
    assert [(link.url, link.text) for link in page.links] == [("/x", "")]


def test_an_image_whose_target_has_blanks_is_an_image():
    text = "![A cup](/img/A cup of tea.jpg) ![x](a b) [y](c d.png)"
    page = read(text)
    assert [(image.url, image.alt) for image in page.images] == [("/img/A cup of tea.jpg", "A cup")]
    assert cut(text, page.images[0].span) == "![A cup](/img/A cup of tea.jpg)"
    assert page.blocks[0].text == "![x](a b) [y](c d.png)"


def test_code_is_a_block_without_text_and_a_code_span_is_text():
    text = "Use `a  &amp;b` now\n\n```sh\n# not a heading\n```\n\n    indented\n"
    blocks = read(text).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("paragraph", "Use a &amp;b now"),
        ("code", ""),
        ("code", ""),
    ]
    assert cut(text, blocks[1].span) == "```sh\n# not a heading\n```"
    assert cut(text, blocks[2].span) == "    indented"


def test_comments_are_kept_with_their_place():
    text = "<!-- medlint: one -->\n\nText <!-- two --> here <!--> x\n\n> <!-- three\n> four -->\n"
    page = read(text)
    assert [comment.text for comment in page.comments] == [
        " medlint: one ",
        " two ",
        "",
        " three\n> four ",
    ]
    assert cut(text, page.comments[1].span) == "<!-- two -->"
    assert [block.text for block in page.blocks if block.text] == ["Text here x"]


def test_strikethrough_text_counts():
    text = "Take ~~one~~ two ~~*three*~~"
    block = read(text).blocks[0]
    assert block.text == "Take one two three"
    assert cut(text, block.prose.span(5, 8)) == "one"


def test_footnotes_are_paragraphs_and_their_marks_vanish():
    text = (
        "Rest helps.[^1] So does[^b c] ice.[^n]\n[^1]: Smith 2020.\n[^n]: Two\n  lines.\n\n"
        "    And more.\n\nEnd\n"
    )
    blocks = read(text).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("paragraph", "Rest helps. So does[^b c] ice."),
        ("paragraph", "Smith 2020."),
        ("paragraph", "Two lines."),
        ("paragraph", "And more."),
        ("paragraph", "End"),
    ]
    assert cut(text, blocks[1].span) == "Smith 2020."
    assert cut(text, blocks[3].prose.span(0, 3)) == "And"


def test_table_cells_are_blocks_with_a_group():
    text = (
        "- x\n\nName | Dose\n:-- | --:\nA \\| B | **5 mg** |\nshort\n| a | b | extra |\n\nEnd\n\n"
        "> | q |\n> |---|\n> | r |\n"
    )
    blocks = read(text).blocks
    assert [(b.text, b.group) for b in blocks if b.kind == "cell"] == [
        ("Name", 2), ("Dose", 2), ("A | B", 2), ("5 mg", 2), ("short", 2), ("a", 2), ("b", 2),
        ("q", 3), ("r", 3),
    ]  # fmt: skip
    dose = blocks[4]
    assert (dose.text, dose.strong, cut(text, dose.span)) == ("5 mg", (Span(0, 4),), "**5 mg**")
    assert blocks[-1].place == "quote"
    assert blocks[8].text == "End"


@pytest.mark.parametrize("text", ["a | b\n--- | --- | ---\n", "a | b\nc | d\n", "| a |\n| x |\n"])
def test_what_lacks_a_delimiter_row_is_no_table(text):
    assert [block.kind for block in read(text).blocks] == ["paragraph"]


def test_raw_html_is_article_text():
    text = (
        "Before\n\n<div class='note'>\n<p>See a <b>doctor</b> &amp; rest.</p>\n"
        "<script>x()</script>\n</div>\n\nAfter\n"
    )
    page = read(text)
    assert [(b.kind, b.text) for b in page.blocks] == [
        ("paragraph", "Before"),
        ("paragraph", "See a doctor & rest."),
        ("paragraph", "After"),
    ]
    doctor = page.blocks[1]
    at = doctor.text.index("doctor")
    assert cut(text, doctor.prose.span(at, at + 6)) == "doctor"
    assert [cut(doctor.text, span) for span in doctor.strong] == ["doctor"]


@pytest.mark.parametrize("start", ["<main>\n\n", "", "<!-- a card -->\n\n"])
def test_indented_html_goes_on_behind_an_empty_line(start):
    text = (
        f"{start}    <section>\n        <h2>Colds</h2>\n    \n        <!-- all\n\n of it -->\n"
        "        <p>Rest,\n  and <b>drink</b>.</p>\n\n        <script>\n\n x() </script>\n"
        "\n        <p>Then sleep.</p>\n    </section>\n\nAfter\n"
    )
    page = read(text)
    worded = [block for block in page.blocks if block.text]
    assert [(b.kind, b.text) for b in worded] == [
        ("heading", "Colds"),
        ("paragraph", "Rest, and drink."),
        ("paragraph", "Then sleep."),
        ("paragraph", "After"),
    ]
    assert [comment.text for comment in page.comments if "all" in comment.text] == [" all\n\n of it "]
    at = worded[1].text.index("drink")
    assert cut(text, worded[1].prose.span(at, at + 5)) == "drink"
    assert cut(text, worded[2].prose.span(0, 11)) == "Then sleep."


def test_indented_html_behind_text_is_code():
    text = "So it is written:\n\n    <p>Hello.</p>\n\n- this\n\n      <b>too</b>\n\nAfter\n"
    assert [block.kind for block in read(text).blocks] == ["paragraph", "code", "item", "code", "paragraph"]


def test_html_without_text_is_an_html_block():
    text = "<div id='ad'>\n</div>\n\nText\n"
    blocks = read(text).blocks
    assert [(b.kind, cut(text, b.span)) for b in blocks] == [
        ("html", "<div id='ad'>\n</div>"),
        ("paragraph", "Text"),
    ]


def test_html_in_a_quotation_does_not_see_the_quotation_marks():
    text = "> <div>\n> one\n> two\n> </div>\n"
    blocks = read(text).blocks
    assert [(b.kind, b.place, b.text) for b in blocks] == [("paragraph", "quote", "one two")]
    assert cut(text, blocks[0].prose.span(4, 7)) == "two"


def test_lists_and_tables_of_html_are_counted_on():
    text = "- a\n\n<ul><li>b</li></ul>\n\n1. c\n"
    assert sorted({block.group for block in read(text).blocks}) == [1, 2, 3]


def test_a_summary_is_a_heading_below_the_one_before_it():
    text = "## Questions\n\n<details>\n<summary>Is it safe?</summary>\n<p>Yes.</p>\n</details>\n"
    blocks = read(text).blocks
    assert [(b.kind, b.level, b.text, b.inferred) for b in blocks] == [
        ("heading", 2, "Questions", False),
        ("heading", 3, "Is it safe?", True),
        ("paragraph", 0, "Yes.", False),
    ]


def test_small_print_and_line_breaks():
    text = (
        "<small>Not medical advice.</small>\n\nOne<br>two<br/>\nthree <small>x</small>\n\n"
        "<small>\n\nInside\n\n</small>\n\nOut\n"
    )
    blocks = [block for block in read(text).blocks if block.text]
    assert [(b.text, b.small) for b in blocks] == [
        ("Not medical advice.", True),
        ("One two three x", False),
        ("Inside", True),
        ("Out", False),
    ]


def test_a_heading_without_its_blank_is_inferred():
    text = "##Red flags\n\nText #one\n###When to call##\nmore\n\n#back #pain\n\n#Rest and ice\n"
    page = read(text)
    assert [(b.kind, b.level, b.text, b.inferred) for b in page.blocks] == [
        ("heading", 2, "Red flags", True),
        ("paragraph", 0, "Text #one", False),
        ("heading", 3, "When to call##", True),
        ("paragraph", 0, "more", False),
        ("paragraph", 0, "#back #pain", False),
        ("heading", 1, "Rest and ice", True),
    ]
    assert [cut(text, b.span) for b in page.blocks][2] == "###When to call##"
    problem = page.problems[0]
    assert (problem.kind, problem.values) == ("heading-inferred", {"text": "Red flags"})
    assert cut(text, problem.span) == "##Red flags"


def test_an_empty_heading_takes_the_next_line():
    text = "## \n When to *see* your GP\nCall them.\n\n##\n\nApart\n"
    page = read(text)
    assert [(b.kind, b.level, b.text, b.inferred) for b in page.blocks] == [
        ("heading", 2, "When to see your GP", True),
        ("paragraph", 0, "Call them.", False),
        ("heading", 2, "", False),
        ("paragraph", 0, "Apart", False),
    ]
    assert cut(text, page.blocks[0].span) == "## \n When to *see* your GP"
    assert cut(text, page.blocks[0].prose.span(8, 11)) == "*see*"[1:4]


def test_a_bold_line_over_text_is_a_heading():
    text = "## Care\n\n**When to seek help**\n\n- fever\n\n**Call us**:\n\nNow.\n"
    page = read(text)
    assert [(b.kind, b.level, b.inferred) for b in page.blocks] == [
        ("heading", 2, False),
        ("heading", 3, True),
        ("item", 1, False),
        ("heading", 3, True),
        ("paragraph", 0, False),
    ]
    assert page.blocks[1].strong == (Span(0, 17),)
    assert [problem.values["text"] for problem in page.problems] == ["When to seek help", "Call us:"]


@pytest.mark.parametrize(
    "text",
    [
        "**This is a sentence.**\n\ntext\n",
        "**" + "long " * 25 + "line**\n\ntext\n",
        "**One**\n\n**Two**\n\n---\n",
        "**Last line**\n",
        "**Weight × repetitions × sets**\n\ntext\n",
        "**Over a heading**\n\n## Heading\n",
        "**Bold** and not\n\ntext\n",
        "> **Quoted**\n>\n> text\n",
        "- **Item**\n\n  text\n",
        "**First line**\nsecond line\n\ntext\n",
    ],
)
def test_other_bold_text_is_no_heading(text):
    assert not [block for block in read(text).blocks if block.inferred]


def test_a_rule_close_under_a_paragraph_is_a_rule():
    text = "Title\n---\n\nTwo lines\nof text\n---\n\n" + "word " * 30 + "\n---\n\nTwo\nlines\n===\n"
    page = read(text)
    assert [(b.kind, b.level) for b in page.blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("rule", 0),
        ("paragraph", 0),
        ("rule", 0),
        ("heading", 1),
    ]
    assert cut(text, page.blocks[0].span) == "Title\n---"
    assert cut(text, page.blocks[1].span) == "Two lines\nof text"
    assert cut(text, page.blocks[2].span) == "---"


def test_reference_definitions_give_no_text():
    assert shape('[a]: /b "c"\n[d]: <e>\n\nText\n') == [("paragraph", 0, "Text")]


def test_white_space_collapses():
    assert shape("A\u00a0 b \t c  \nd\\\ne\u200bf\n") == [("paragraph", 0, "A b c d ef")]


SIGNS = [
    *"abAB \n\t\r\0#*_`[]()<>!&;|-=+~:\\1.{}/%^'\"",
    *(
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "```\n",
        "**",
        "~~",
        "&amp;",
        "](/x)",
        "[^1]",
        "[^1]: ",
        "![",
        "##",
    ),
    *("<div>", "</div>", "<b>", "</b>", "<!--", "-->", "<br>", "<script>", "</script>", "<Foo>", "</Foo>"),
    *("[a]: /b\n", "|-|\n", "---\n", "http://a.b/c", "\ud800", "\u00a0", "\u200b", ":::n\n", "<Foo x={1}>"),
    *("{{ x }}", "{% y %}", "{/* z */}", "import a from 'b'\n", "export const c = {\n"),
]
MARKUP = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@settings(max_examples=100, deadline=None)
@given(MARKUP, st.booleans())
def test_anything_is_read_and_stays_in_its_place(text, mdx):
    source = Source("article.md", text)
    page = parse_markdown(source, mdx=mdx)
    check(source.text, page)
    assert not [problem for problem in page.problems if problem.kind == "too-complex"]


@settings(max_examples=60, deadline=None)
@given(MARKUP, st.integers(1, 3))
def test_in_a_quotation_the_same_text_is_seen(text, depth):
    text = Source("", text).text.replace("\t", " ")
    alone = [block.text for block in read(text).blocks if block.text]
    quoted = "".join("> " * depth + line + "\n" for line in text.split("\n"))
    page = read(quoted)
    check(quoted, page)
    # Headings are mended, and code in braces is looked for, only outside quotations and lists.
    if not any(sign in text for sign in "#{:<`-=") and "import" not in text and "export" not in text:
        assert [block.text for block in page.blocks if block.text] == alone


HOSTILE = {
    "quotations": lambda size: ">" * size + " a",
    "lists on one line": lambda size: "- " * size + "a",
    "nested lists": lambda size: "\n".join("  " * depth + "- a" for depth in range(isqrt(size))),
    "opening brackets": lambda size: "[" * size,
    "brackets with a definition": lambda size: "[a]: /x\n\n" + "[a " * size,
    "links": lambda size: "[a](b) " * size,
    "backticks": lambda size: "`" * size,
    "backtick runs": lambda size: " ".join("`" * run for run in range(1, isqrt(size) + 1)),
    "one long line": lambda size: "ordinary text here " * size,
    "open emphasis": lambda size: "*a " * size,
    "dense paragraph": lambda size: "*a [b_ " * size,
    "dense paragraphs": lambda size: ("*a [b_ " * 300 + "\n\n") * (1 + size // 300),
    "less-than signs": lambda size: "<" * size,
    "open tags": lambda size: "<a " * size,
    "open components": lambda size: "<Ab x={" * size,
    "open comments": lambda size: "x <!-- " * size,
    "braces": lambda size: "{" * size,
    "open liquid": lambda size: "{% comment %} {{ {# " * size,
    "open exports": lambda size: "export const a = {\n" * size,
    "long table": lambda size: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * size,
    "wide table": lambda size: "|" + " a |" * size + "\n|" + "-|" * size + "\n",
    "blanks in a heading": lambda size: "# a" + " " * size + "b\n",
    "quoted html": lambda size: "> <div>a\n> b</div>\n\n" * size,
    "nul": lambda size: "\0" * size,
}


@pytest.mark.parametrize("mdx", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_what_its_length_does(name, mdx):
    make = HOSTILE[name]
    assert read(make(10), mdx=mdx).blocks
    # Beyond some 50,000 items on a line the stack of `re` outgrows what the processor keeps at hand.
    most = 30_000 if name == "lists on one line" else MOST
    assert growth(lambda text: read(text, mdx=mdx), make, enough=0.04, most=most) < LINEAR


def test_a_paragraph_with_too_many_marks_is_left_as_it_stands():
    text = "*a " * 12_000
    page = read(text)
    assert [problem.kind for problem in page.problems] == ["too-complex"]
    assert page.blocks[0].text == text.strip()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development corpus is not beside this checkout")
def test_real_articles_keep_their_place():
    for path in sorted(SHARED.glob("*.md*")):
        text = path.read_bytes().decode("utf-8", "replace")
        source = Source(path.name, text)
        page = parse_markdown(source, mdx=path.suffix == ".mdx")
        check(source.text, page)
        assert not [problem for problem in page.problems if problem.kind == "too-complex"]


@pytest.mark.parametrize("blanks", ["", "  ", "    ", "\t\t", "  \t "])
def test_a_line_of_blanks_ends_a_paragraph(blanks):
    text = f"Rest, see [the leaflet][1].\n{blanks}\nDrink.\n{blanks}\n[1]: https://example.org/rest\n"
    page = read(text)
    assert [block.text for block in page.blocks] == ["Rest, see the leaflet.", "Drink."]
    assert [link.url for link in page.links] == ["https://example.org/rest"]


def test_a_short_quotation_has_the_marks_that_browsers_draw():
    page = read("She said <q cite='x'>go *now*</q>.\n")
    assert page.blocks[0].text == "She said “go now”."
    assert page.blocks[0].prose.span(9, 10) == (9, 21)


def test_a_rule_is_what_mistune_takes_for_one():
    own, plain = (
        re.compile(parser().specification["thematic_break"]) for parser in (SpanBlockParser, BlockParser)
    )
    for size in range(8):
        for line in map("".join, product("-*_ \t"[: 5 if size < 7 else 4], repeat=size)):
            assert (own.match(line) is None) == (plain.match(line) is None), line
            assert (own.match(line + "a") is None) == (plain.match(line + "a") is None), line
