from pathlib import Path

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.metrics import is_counted, words_in
from medlint.parse import parse
from medlint.parse.html import parse_fragment, parse_html
from medlint.settings import Settings
from medlint.source import Source

SHARED = Path(__file__).parents[2] / ".." / "shared"


def page_of(text):
    return parse_html(Source("page.html", text))


def said(text, page, field):
    """The values of a field: what they say, who says so, and their spelling in the source."""
    return [(v.text, v.origin, text[slice(*v.span)]) for v in page.values if v.field == field]


def places(page):
    return [(block.text, block.place) for block in page.blocks]


def body(page):
    return [block.text for block in page.blocks if block.place == "body"]


class TestBlocks:
    def test_a_block_covers_its_own_markup(self):
        text = "<div>\n<h2 id=a>When to <i>call</i></h2>\n<p>Call&nbsp;<b>999</b> now.</p> tail </div>"
        blocks = page_of(text).blocks
        assert [(b.kind, b.level, b.text) for b in blocks] == [
            ("heading", 2, "When to call"),
            ("paragraph", 0, "Call 999 now."),
            ("paragraph", 0, "tail"),
        ]
        assert [text[slice(*b.span)] for b in blocks] == [
            "<h2 id=a>When to <i>call</i></h2>",
            "<p>Call&nbsp;<b>999</b> now.</p>",
            "tail",
        ]
        prose = blocks[1].prose
        at = prose.text.index("999")
        assert text[slice(*prose.span(at, at + 3))] == "999"
        assert text[slice(*prose.span(0, at))] == "Call&nbsp;"

    def test_unclosed_paragraphs_and_items_end_where_the_next_begins(self):
        text = "<p>One<p>Two<ul><li>Three<li>Four</ul>"
        blocks = page_of(text).blocks
        assert [(b.kind, text[slice(*b.span)]) for b in blocks] == [
            ("paragraph", "<p>One"),
            ("paragraph", "<p>Two"),
            ("item", "<li>Three"),
            ("item", "<li>Four"),
        ]

    def test_the_end_of_another_heading_ends_a_heading(self):
        text = "<h1>Colds</h2><p>Rest.</p><h3>Tea</h4>Drink it.<details><summary>All</h2></summary></details>"
        found = [(b.kind, b.level, b.text) for b in page_of(text).blocks[:4]]
        assert found == [
            ("heading", 1, "Colds"),
            ("paragraph", 0, "Rest."),
            ("heading", 3, "Tea"),
            ("paragraph", 0, "Drink it."),
        ]

    def test_lists_have_numbers_and_depth(self):
        text = "<ul><li>a<ul><li><p>b</p><p>more</p></li></ul>after</li></ul><ol><li>c</ol>"
        assert [(b.kind, b.text, b.level, b.group, b.ordered) for b in page_of(text).blocks] == [
            ("item", "a", 1, 1, False),
            ("item", "b", 2, 2, False),
            ("paragraph", "more", 0, 0, False),
            ("paragraph", "after", 0, 0, False),
            ("item", "c", 1, 3, True),
        ]

    def test_tables_and_definitions_are_cells(self):
        text = "<table><tr><th>Sign<td><p>What</table><dl><dt>Term<dd>Meaning</dl>"
        assert [(b.kind, b.text, b.group) for b in page_of(text).blocks] == [
            ("cell", "Sign", 1),
            ("cell", "What", 1),
            ("cell", "Term", 2),
            ("cell", "Meaning", 2),
        ]

    def test_quotations_code_and_rules(self):
        blocks = page_of("<blockquote><p>Said</p></blockquote><pre>x = 1</pre><hr>").blocks
        assert [(b.kind, b.place, b.text) for b in blocks] == [
            ("paragraph", "quote", "Said"),
            ("code", "body", "x = 1"),
            ("rule", "body", ""),
        ]

    def test_an_element_of_quotation_has_the_marks_that_browsers_draw(self):
        text = '<p>He noted <q cite="x">warm <b>and red</b></q>, <q>Both</q>.</p><p><q>open</p><p>next'
        said = [b.text for b in page_of(text).blocks]
        assert said == ["He noted “warm and red”, “Both”.", "“open”", "next"]

    def test_one_line_break_is_a_space_and_two_part_paragraphs(self):
        text = "<p>One<br/>two<br>&nbsp;<br>three</p>"
        assert [b.text for b in page_of(text).blocks] == ["One two", "three"]

    def test_bold_and_small_text(self):
        text = (
            "<p>A <strong> b </strong>c <b>d</b></p><p><small>All of it</small></p>"
            "<p>Not <small>all</small></p>"
        )
        blocks = page_of(text).blocks
        assert [blocks[0].text[slice(*span)] for span in blocks[0].strong] == ["b", "d"]
        assert [b.small for b in blocks] == [False, True, False]
        assert page_of("<small><p>One</p><p>Two</p></small>").blocks[1].small

    def test_a_bold_element_may_be_closed_inside_a_block_it_holds(self):
        (block,) = page_of("<b><div>x</b>y</div>").blocks
        assert (block.text, [block.text[slice(*span)] for span in block.strong]) == ("xy", ["x"])

    def test_a_bold_line_before_text_is_a_heading(self):
        text = "<h2>Pain</h2><p><b>When to call</b>:</p><p>Today.</p><p><b>One.</b></p><p><b>Last</b></p>"
        page = page_of(text)
        assert [(b.kind, b.level, b.inferred) for b in page.blocks[1:]] == [
            ("heading", 3, True),
            ("paragraph", 0, False),
            ("paragraph", 0, False),
            ("paragraph", 0, False),
        ]
        assert [(p.kind, p.values, text[slice(*p.span)]) for p in page.problems] == [
            ("bold-heading", {"text": "When to call:"}, "<p><b>When to call</b>:</p>")
        ]

    def test_a_question_in_a_list_of_descriptions_heads_its_answer(self):
        text = (
            "<h2>Questions</h2><dl><dt>Does it hurt?</dt><dd><p>No.</p><p>Never.</p></dd>"
            "<dt>Pillow</dt><dd>Soft.</dd></dl><dt>Is it safe?</dt>"
        )
        assert [(b.kind, b.level, b.inferred, b.text) for b in page_of(text).blocks] == [
            ("heading", 2, False, "Questions"),
            ("heading", 3, True, "Does it hurt?"),
            ("paragraph", 0, False, "No."),
            ("paragraph", 0, False, "Never."),
            ("cell", 0, False, "Pillow"),
            ("cell", 0, False, "Soft."),
            ("paragraph", 0, False, "Is it safe?"),
        ]

    def test_questions_that_open_answers_are_headings(self):
        text = (
            "<h2>Questions</h2><details><summary>Does it hurt?</summary>No.</details>"
            '<button aria-controls="a2">Is it safe?</button><div id="a2" hidden>Yes.</div>'
            "<h3><button>Declared?</button></h3><div hidden>Unseen</div>"
        )
        assert [(b.kind, b.level, b.inferred, b.text) for b in page_of(text).blocks] == [
            ("heading", 2, False, "Questions"),
            ("heading", 3, True, "Does it hurt?"),
            ("paragraph", 0, False, "No."),
            ("heading", 3, True, "Is it safe?"),
            ("paragraph", 0, False, "Yes."),
            ("heading", 3, False, "Declared?"),
        ]

    def test_an_unclosed_heading_ends_at_the_next_list(self):
        blocks = page_of("<h2>Title<ul><li>One</ul><p>Two</p>").blocks
        assert [(b.kind, b.text) for b in blocks] == [
            ("heading", "Title"),
            ("item", "One"),
            ("paragraph", "Two"),
        ]

    def test_a_heading_around_all_the_text_ends_at_two_line_breaks(self):
        said = "Most people sleep better after a walk at the same hour. " * 4
        text = f"<h2>Sleep<br><br>well: {said}<br><br><b>Naps</b><br><br>Keep them <y>short.</h2>"
        blocks = page_of(text).blocks
        assert [b.kind for b in blocks] == ["heading", "paragraph", "paragraph"]
        assert [b.text for b in blocks][1:] == ["Naps", "Keep them short."]

    def test_an_element_that_html_does_not_know_is_in_the_line_of_a_heading(self):
        text = "<h1>Sleep</h1><h2><b1>Skin<x-tip>care</x-tip></b1></h2><h3><l>2. Tea</h3><p>Two.</p>"
        found = [(b.level, b.text, text[slice(*b.span)]) for b in page_of(text).blocks if b.level]
        assert found[1:] == [
            (2, "Skincare", "<h2><b1>Skin<x-tip>care</x-tip></b1></h2>"),
            (3, "2. Tea", "<h3><l>2. Tea</h3>"),
        ]
        unclosed = [(b.kind, b.text) for b in page_of("<h2>Sleep<section>Rest.</section>").blocks]
        assert unclosed == [("heading", "Sleep"), ("paragraph", "Rest.")]

    def test_an_empty_heading_is_kept_unless_it_holds_a_picture(self):
        text = "<p>Text</p><h2> </h2><h3><img src=a.png></h3>"
        blocks = page_of(text).blocks
        assert [(b.kind, b.text, text[slice(*b.span)]) for b in blocks[1:]] == [("heading", "", "<h2> </h2>")]

    def test_boxes_side_by_side_are_words_apart_but_not_a_drop_cap(self):
        text = (
            "<p><span>5 May 2025</span><span>7 min read</span></p>"
            "<p><span>T</span><span>he</span> H<sub>2</sub>O</p>"
        )
        assert body(page_of(text)) == ["5 May 2025 7 min read", "The H2O"]

    def test_a_box_that_asks_ends_a_sentence(self):
        text = (
            "<p><span>Does it work for everybody?</span><span>Ann Roe</span></p>"
            "<p><span>Wow!</span><span>ann.roe</span></p><p>What<b>?</b><i>No</i></p>"
        )
        assert body(page_of(text)) == ["Does it work for everybody? Ann Roe", "Wow!ann.roe", "What?No"]

    def test_the_second_line_of_a_title_is_words_apart(self):
        text = "<h1>Sleep well<span>Every Night</span></h1><h2>Hip<span>s</span>, i<span>Phones</span></h2>"
        assert body(page_of(text)) == ["Sleep well Every Night", "Hips, iPhones"]


class TestText:
    def test_entities_map_to_their_spelling(self):
        text = "<p>A&amp;E &mdash; &#57;99 &bogus; AT&T</p>"
        prose = page_of(text).blocks[0].prose
        assert prose.text == "A&E — 999 &bogus; AT&T"
        assert text[slice(*prose.span(1, 2))] == "&amp;"
        assert text[slice(*prose.span(6, 7))] == "&#57;"

    def test_signs_that_are_not_tags_are_text(self):
        assert body(page_of("<p>BMI < 25 and <5 mg {x} a</p>")) == ["BMI < 25 and <5 mg {x} a"]
        assert body(page_of("<p>never closed <a")) == ["never closed <a"]

    def test_quotation_marks_in_tags(self):
        assert body(page_of("<p title='a>b'>One</p><p title=it's>Two</p>")) == ["One", "Two"]
        assert body(page_of('<p class="a>One</p> and two')) == ["One", "and two"]

    def test_template_tags_vanish(self):
        text = (
            "---\n---\n{% extends 'a' %}<title>{{ t }}</title>{# old <p>x</p> #}"
            "<p>{{ name }} hello</p>{% if a > b %}"
        )
        page = parse_html(Source("page.njk.html", text), 8)
        assert body(page) == ["hello"]
        assert [(c.text, text[slice(*c.span)]) for c in page.comments] == [
            (" old <p>x</p> ", "{# old <p>x</p> #}")
        ]
        assert page.values == ()

    def test_comments_have_exact_places(self):
        text = "<p>a<!-- medlint-disable --></p><!-- never closed"
        page = page_of(text)
        assert [(c.text, text[slice(*c.span)]) for c in page.comments] == [
            (" medlint-disable ", "<!-- medlint-disable -->"),
            (" never closed", "<!-- never closed"),
        ]

    def test_what_is_not_to_be_seen_is_not_text(self):
        text = (
            "<p>Seen</p><script>var a = '<p>no</p>'</script><style>p{}</style><template><p>no</p></template>"
            "<noscript>no</noscript><svg><title>no</title></svg><select><option>no</select>"
            "<p hidden>no</p><p aria-hidden='true'>no</p><p style='Display: none'>no</p>"
            "<span class='sr-only'>no</span><p>Too</p>"
        )
        page = page_of(text)
        assert body(page) == ["Seen", "Too"]
        assert not said(text, page, "title")


class TestArticle:
    def test_the_largest_article_is_the_article(self):
        text = (
            "<body><header>Site</header><nav>Menu</nav><main><article><h1>Title</h1><header>By Jane</header>"
            "<p>Text of some length, and then some.</p><footer>Posted 3 May 2026</footer></article>"
            "<article>Card</article></main><footer>Not medical advice</footer>"
        )
        assert places(page_of(text)) == [
            ("Site", "chrome"),
            ("Menu", "chrome"),
            ("Title", "body"),
            ("By Jane", "body"),
            ("Text of some length, and then some.", "body"),
            ("Posted 3 May 2026", "body"),
            ("Card", "chrome"),
            ("Not medical advice", "chrome"),
        ]

    def test_a_foot_of_links_is_furniture(self):
        foot = "<footer>More: <a href=/a>Colds in winter</a> <a href=/b>Coughs that stay</a></footer>"
        page = page_of(f"<article><h1>Colds</h1><p>{'word ' * 50}</p>{foot}</article>")
        assert places(page)[-1][1] == "chrome"

    def test_the_foot_of_an_article_says_who_and_when(self):
        foot = "<footer><p>By Jane Roe, RN. Last updated: 3 May 2026. Reading time: 2 minutes.</p></footer>"
        text = f"<html lang=en><article><h1>Colds</h1><p>{'word ' * 50}</p>{foot}</article></html>"
        document = parse("a.html", text.encode(), Settings())
        told = (("author", "Jane Roe"), ("updated", "3 May 2026"), ("reading-time", "2 minutes"))
        for field, wanted in told:
            (value,) = document.field(field)
            assert value.text.startswith(wanted)
            assert text[slice(*value.span)] == value.text

    QUESTION = "<h3>How long does a cold last?</h3><p>" + "word " * 30 + "</p>"

    def test_questions_below_the_article_are_its_text(self):
        text = (
            "<body><div>Home · Shop</div><p>Colds · 4 min read</p><h1>Colds</h1><p>By Jane Roe</p>"
            f"<article><h2>Rest</h2><p>{'word ' * 300}</p></article>"
            f"<section><h2>Questions</h2>{self.QUESTION * 5}</section><footer>Us</footer></body>"
        )
        found = places(page_of(text))
        assert found[:3] == [("Home · Shop", "meta"), ("Colds · 4 min read", "meta"), ("Colds", "body")]
        assert [place for text, place in found if text.startswith("How long")] == ["body"] * 5
        assert found[-1] == ("Us", "chrome")

    def test_two_columns_are_one_article(self):
        first = f"<article><h2>One</h2><p>{'x ' * 120}</p></article>"
        columns = f"{first}<article><h2>Two</h2><p>{'y ' * 150}</p></article>"
        assert len(body(page_of(f"<div>Menu</div><div class=columns>{columns}</div>"))) == 4

    @pytest.mark.parametrize(
        "beside",
        [
            "<h2>More</h2><ul>" + "<li><a href=1>" + "word " * 30 + "</a></ul>" * 6,
            "<article><h2>Other</h2><p>" + "word " * 30 + "</p></article>" * 6,
            "<aside><h2>About us</h2><p>" + "word " * 200 + "</p></aside>",
            "<h2>Short</h2>" + "<p>A line of a few words</p>" * 30,
            "<p>" + "word " * 200 + "</p>",
        ],
        ids=["links", "cards", "aside", "short lines", "no heading"],
    )
    def test_what_is_no_text_beside_an_article_stays_outside(self, beside):
        text = f"<main><article><h1>T</h1><p>{'word ' * 300}</p></article>{beside}</main>"
        assert body(page_of(text))[0] == "T"
        assert len(body(page_of(text))) == 2

    def test_a_card_is_not_the_article(self):
        text = "<main><p>" + "word " * 40 + "</p></main><article>A card</article>"
        assert body(page_of(text)) == ["word " * 39 + "word"]

    @pytest.mark.parametrize(
        "tag", ["<main>", "<div role=main>", '<div id="mainContent">', "<div id=content>"]
    )
    def test_main_content_without_an_article(self, tag):
        assert body(page_of(f"<div>Around</div>{tag}<p>One two three.</p></div></main>")) == [
            "One two three."
        ]

    def test_a_main_of_a_line_is_not_the_article_of_a_long_page(self):
        text = f"<div role=main>Call us today</div><p>{'word ' * 200}</p>"
        assert body(page_of(text)) == ["Call us today", "word " * 199 + "word"]

    def test_a_main_that_ends_too_early_is_not_the_article(self):
        said = f"<p>{'Most people who cannot sleep are helped by a walk at the same hour each day. ' * 9}</p>"
        tail = f"<section><h2>When to call</h2>{said}</section><footer><p>Call us.</p></footer>"
        early = f"<main><h1>Sleep</h1>{said[:160]}</p></main>{tail}"
        assert "When to call" in body(page_of(early))
        assert "Call us." not in body(page_of(early))
        assert "When to call" not in body(page_of(early.replace("<section>", "<section><h1>Feet</h1>")))
        whole = f"<main><h1>Sleep</h1>{said}</main>{tail}"
        assert "When to call" not in body(page_of(whole))

    def test_a_comment_tells_of_the_foot_of_the_page(self):
        foot = '<div class="dark"><h3>Get in touch</h3><p>12 Elm Road, from nine to five.</p></div>'
        text = f"<h1>Sleep</h1><p>Rest at night.</p><!-- Footer Start -->\n{foot}"
        assert body(page_of(text)) == ["Sleep", "Rest at night."]
        assert "Get in touch" in body(page_of(text.replace("Footer Start", "Card footer")))
        assert "Get in touch" in body(page_of(f"<article>{text}</article>"))

    def test_a_section_is_not_the_article(self):
        text = (
            f"<h1>T</h1><div id=main-causes>{'word ' * 200}</div><div id=content>Box</div><p>{'x ' * 20}</p>"
        )
        assert len(body(page_of(text))) == 4

    def test_of_nested_ids_the_innermost_that_holds_most_is_the_article(self):
        text = f"<div id=main><div id=main-content>{'word ' * 30}</div><div id=left>{'x ' * 20}</div></div>"
        assert body(page_of(text)) == ["word " * 29 + "word"]

    def test_the_body_without_its_furniture(self):
        text = (
            "<body><header><h1>Site</h1></header><div class='breadcrumbs'>Home</div><h1>Title</h1>"
            "<p>Text here</p><aside>Ad</aside><form>Sign up</form><div class='cookie-banner'>Cookies</div>"
            "<div class=related-posts>More</div><div id=comments>Nice</div><button>Top</button>"
            "<p>and some more text</p></body>"
        )
        assert body(page_of(text)) == ["Title", "Text here", "and some more text"]

    @pytest.mark.parametrize("part", ["footer-title", "footer_top", "footer-column", "footer-links"])
    def test_parts_of_a_footer_are_furniture(self, part):
        text = f"<body><h1>Title</h1><p>Some text.</p><div class='x {part}'><h3>Our places</h3></div></body>"
        assert body(page_of(text)) == ["Title", "Some text."]

    def test_a_header_with_the_only_title_belongs_to_the_page(self):
        text = "<body><header><nav>Menu</nav><h1>Title</h1><p>By Jane Roe</p></header><p>Text.</p></body>"
        assert body(page_of(text)) == ["Title", "By Jane Roe", "Text."]

    def test_a_title_above_the_article_is_its_title(self):
        text = (
            "<div class=hero><h1>Back pain</h1><p>By Jane Roe</p></div><p>Elsewhere</p>"
            "<article><p>Text of the article.</p></article>"
        )
        assert body(page_of(text)) == ["Back pain", "By Jane Roe", "Text of the article."]
        two = "<title>Back pain | Site</title><h1>Site name</h1>" + text
        assert body(page_of(two)) == ["Back pain", "By Jane Roe", "Text of the article."]

    def test_call_outs_are_text_and_link_lists_are_not(self):
        text = (
            "<article><p>Text.</p><aside>Call 999 at once if you cannot feel your legs.</aside>"
            "<aside><ul><li><a href=1>Five other things to read</a><li><a href=2>And four more besides</a>"
            "</ul></aside></article>"
        )
        assert body(page_of(text)) == ["Text.", "Call 999 at once if you cannot feel your legs."]

    def test_the_name_of_the_site_is_furniture(self):
        name = '<h1 class="wp-block-site-title"><a rel="home">Calm</a></h1>'
        text = f"<main>{name}<h1>Sleep</h1><p>Rest at night.</p></main>"
        assert body(page_of(text)) == ["Sleep", "Rest at night."]

    def test_what_opens_from_a_menu_is_furniture_unless_it_is_text(self):
        opened = '<div class="dropdown-content">{}</div>'
        links = opened.format('<a href="/a">About us here</a> <a href="/b">All our other many pages</a>')
        answer = opened.format('<p>Eight hours are enough for most, as <a href="/n">a leaflet</a> says.</p>')
        text = f"<main><h1>Sleep</h1>{links}<p>Rest at night.</p>{answer}</main>"
        assert body(page_of(text))[1:] == [
            "Rest at night.",
            "Eight hours are enough for most, as a leaflet says.",
        ]

    def test_a_form_around_the_whole_page_is_no_furniture(self):
        assert body(page_of("<form><h1>Title</h1><p>Text.</p><input></form>")) == ["Title", "Text."]

    def test_a_class_that_names_most_of_the_page_is_no_furniture(self):
        text = "<div class='page-sidebar'><p>" + "word " * 50 + "</p></div><p>x</p>"
        assert len(body(page_of(text))) == 2

    def test_links_and_images(self):
        text = (
            "<nav><a href=/>Home</a></nav><article><a href='/a?b=1&amp;c' rel=nofollow>See <b>this</b></a>"
            "<img src=a.png><img src=b.png alt=''></article>"
            "<footer><a href=/disclaimer>Disclaimer</a></footer>"
        )
        page = page_of(text)
        assert [(link.url, link.text, link.rel, text[slice(*link.span)][:3]) for link in page.links] == [
            ("/a?b=1&c", "See this", "nofollow", "<a "),
            ("/disclaimer", "Disclaimer", "", "<a "),
        ]
        assert text[slice(*page.links[0].span)].endswith("<b>this</b></a>")
        assert [(image.url, image.alt, text[slice(*image.span)]) for image in page.images] == [
            ("a.png", None, "<img src=a.png>"),
            ("b.png", "", "<img src=b.png alt=''>"),
        ]

    def test_language(self):
        assert page_of("<html lang='en-GB'><p>x").language == "en-GB"


class TestBylines:
    def test_microdata(self):
        text = (
            '<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Title</h1>'
            '<span itemprop="author" itemscope><b itemprop="name">Jane Roe</b>, '
            '<i itemprop="honorificSuffix">RN</i></span>'
            '<time itemprop="datePublished" datetime="2025-01-02">2 Jan</time>'
            '<meta itemprop="keywords" content="back pain, sciatica">'
            '<div itemscope itemtype="https://schema.org/Comment"><i itemprop="author">Bob</i></div>'
            "</article>"
        )
        page = page_of(text)
        assert said(text, page, "title") == [("Title", "microdata", "Title")]
        assert said(text, page, "author") == [("Jane Roe", "microdata", "Jane Roe")]
        assert said(text, page, "credentials") == [("RN", "microdata", "RN")]
        assert said(text, page, "published") == [("2025-01-02", "microdata", "2025-01-02")]
        assert [v[0] for v in said(text, page, "tags")] == ["back pain", "sciatica"]
        assert [(v.key, text[slice(*v.key_span)]) for v in page.values if v.field == "author"] == [
            ("author", "author")
        ]

    @pytest.mark.parametrize(
        ("markup", "names"),
        [
            ("<p>By <a rel=author href=/j>Jane Roe, MD</a></p>", ["Jane Roe, MD"]),
            ("<p>Reviewed by <a rel=author href=/j>Jane Roe, MD</a></p>", []),
            ("<div class='post-byline'>By Jane Roe</div>", ["Jane Roe"]),
            ("<div class='byline'>By Jane Roe &middot; 5 May 2025</div>", []),
            ("<div class='author-bio'>Jane Roe runs.</div>", []),
            ("<i class=byline>Staff writer</i> <i itemprop=author>Jane Roe</i>", ["Jane Roe"]),
        ],
    )
    def test_names_that_elements_mark(self, markup, names):
        text = f"<article>{markup}<p>Text.</p></article>"
        page = page_of(text)
        assert [value[0] for value in said(text, page, "author")] == names
        assert [value[2] for value in said(text, page, "author")] == names

    def test_marked_times(self):
        text = (
            "<p><time class='entry-date published' datetime='2025-01-02'>x</time>"
            "<time class=updated datetime='2025-02-03'>y</time></p>"
        )
        page = page_of(text)
        assert said(text, page, "published") == [("2025-01-02", "page", "2025-01-02")]
        assert said(text, page, "updated") == [("2025-02-03", "page", "2025-02-03")]
        unchanged = page_of("<time class='published updated' datetime='2025-01-02'>x</time>")
        assert [(v.field, v.text) for v in unchanged.values] == [("published", "2025-01-02")]


class TestFragment:
    def test_all_its_text_is_the_articles(self):
        text = (
            "# Title\n\n<aside><p>Note</p></aside>\n<footer><small>Fine print</small></footer>"
            "<nav>Menu</nav>\n\nMore <b>"
        )
        end = text.index("\n\nMore")
        page = parse_fragment(Source("a.md", text), 9, end)
        assert [(b.text, b.place, b.small) for b in page.blocks] == [
            ("Note", "body", False),
            ("Fine print", "body", True),
            ("Menu", "chrome", False),
        ]
        assert text[slice(*page.blocks[0].span)] == "<p>Note</p>"

    def test_it_ends_where_it_is_told(self):
        text = "<p>One</p><!-- open\n\ntwo -->"
        page = parse_fragment(Source("a.md", text), 0, 19)
        assert [c.text for c in page.comments] == [" open"]

    def test_only_json_ld_is_metadata(self):
        text = (
            '<meta name=author content=X><script type="application/ld+json">'
            '{"@type": "Article", "author": "Jane Roe"}</script>'
        )
        page = parse_fragment(Source("a.md", text), 0, len(text))
        assert [(v.field, v.text, text[slice(*v.span)]) for v in page.values] == [
            ("author", "Jane Roe", "Jane Roe")
        ]


PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<ul><li>",
        "<li>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
    ),
    *("<br>", "<table><tr><td>", "</table>", "<article>", "</article>", "<aside hidden>", "<summary>"),
    *("<button>", "<small>", "<script>", "</script>", "<title>", "<!--", "-->", "{{", "}}", "{#", "#}"),
    *("<![CDATA[", "]]>", "<", ">", "&amp;", "&#0;", "&shy;", "\0", "\ud800", "\u00a0", "text ", "\n", "?"),
    *("<i itemprop=author itemscope>", "<p class='byline'>", "<time itemprop=datePublished datetime='1'>"),
    *("<svg>", "<p title='", '"', "/>", "<blockquote>", "</x>", "<header>", "<form>", "<dl><dt>"),
    *("<meta name=keywords content='a,b'>", '<script type="application/ld+json">{'),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60), st.integers(0, 20))
def test_any_text_is_read_and_every_span_lies_in_it(text, start):
    start = min(start, len(text))
    source = Source("page.html", text)
    for page in (parse_html(source, start), parse_fragment(source, start, len(text))):
        spans = [x.span for x in (*page.blocks, *page.values, *page.links, *page.images, *page.comments)]
        spans += [problem.span for problem in page.problems]
        spans += [value.key_span for value in page.values if value.key_span]
        assert all(start <= span.start <= span.end <= len(text) for span in spans)
        for block in page.blocks:
            assert all(block.text[slice(*span)].strip() for span in block.strong)
            for at in range(len(block.text)):
                place = block.prose.span(at, at + 1)
                assert block.span.start <= place.start <= place.end <= block.span.end
        places = [block.span.start for block in page.blocks]
        assert places == sorted(places)


HOSTILE = {
    "signs": lambda size: "<" * size,
    "comments": lambda size: "<!--" * size,
    "open tags": lambda size: "<a " * size,
    "open quotes": lambda size: '<a "' * size,
    "open names": lambda size: "<a<" * size,
    "script": lambda size: "<script>" + "x" * size,
    "titles": lambda size: "<title>" * size,
    "nested": lambda size: "<div>x" * size,
    "nested and closed": lambda size: "<div>x" * size + "</div>" * size,
    "nested links": lambda size: "<a href=x><div>t" * size,
    "bold": lambda size: "<b><div>" * size + "</b>" * size,
    "stray ends": lambda size: "<div><table><td>" + "<section>" * size + "</div>" * size,
    "headings": lambda size: "<h1><ul>x" * size,
    "items": lambda size: "<ul><li>x" * size,
    "articles": lambda size: "<article>x" * size,
    "authors": lambda size: "<span class=author>x" * size,
    "one line": lambda size: "word &amp; " * size,
    "templates": lambda size: "{{" * size,
    "attributes": lambda size: "<p " + "a=b " * size + ">x",
    "class": lambda size: '<p class="' + "a-" * size + '">x',
    "white space": lambda size: "<p>x" + " " * size + "y",
    "json": lambda size: '<script type="application/ld+json">' + "[" * size,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_what_their_length_does(name):
    cost = growth(lambda text: parse_html(Source("page.html", text)), HOSTILE[name], enough=0.04)
    assert cost < LINEAR


def test_real_pages_have_the_words_that_a_reader_counted():
    import csv

    labels = SHARED / "corpus" / "labels.csv"
    if not labels.exists():
        pytest.skip("the articles that this is measured on are not part of the project")
    with labels.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["format"] == "html"]
    rows = [row for row in rows if (labels.parent / "articles" / row["file"]).exists()]
    close = 0
    for row in rows:
        path = labels.parent / "articles" / row["file"]
        page = page_of(path.read_text(encoding="utf-8", errors="surrogateescape"))
        words = sum(words_in(block.text) for block in page.blocks if is_counted(block))
        close += abs(words - int(row["body_words"])) <= 0.05 * int(row["body_words"])
    assert close >= 0.85 * len(rows)


def test_a_short_quotation_has_the_marks_that_browsers_draw():
    page = page_of("<p><q cite='x'>Go <b>now</b></q>, she said. <q>Stop</q></p><p>After</p>")
    assert [block.prose.text for block in page.blocks] == ["“Go now”, she said. “Stop”", "After"]
    prose = page.blocks[0].prose
    assert prose.span(0, 1).start == 3
    assert prose.span(1, 3) == (15, 17)


def test_a_short_quotation_that_is_never_closed_ends_with_its_block():
    page = page_of("<p>He said <q>go</p><p>now")
    assert [block.prose.text.rstrip("”") for block in page.blocks] == ["He said “go", "now"]


def test_short_lines_over_a_title_above_the_article_may_say_how_long_it_takes():
    hero = "<section><div><span>Stress</span> <span>16 min read</span></div><h1>Cortisol</h1></section>"
    article = "<article>" + "<p>It goes up and down with the day.</p>" * 30 + "</article>"
    blocks = places(page_of(f"<body><header><a href=/>Nook</a></header>{hero}{article}</body>"))
    assert blocks[1:3] == [("Stress 16 min read", "meta"), ("Cortisol", "body")]
