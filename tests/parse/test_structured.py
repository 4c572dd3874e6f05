# ruff: noqa: E501 - one page a line
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse import parse
from medlint.parse.html import parse_html
from medlint.parse.html.structured import JsonError, Text, read_json, read_json_ld
from medlint.settings import Settings
from medlint.source import Source

OPEN, CLOSE = '<script type="application/ld+json">', "</script>"


def values_of(text):
    page = parse_html(Source("page.html", text))
    return [(v.field, v.text, v.origin, text[slice(*v.span)]) for v in page.values], page


def linked(data):
    text = OPEN + data + CLOSE
    values, page = values_of(text)
    return [(field, said, spelled) for field, said, _, spelled in values], page, text


class TestJsonLd:
    def test_an_article(self):
        values, page, text = linked(
            """
            {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Back \\u0026 neck pain",
             "author": [{"@type": "Person", "name": "Jane Roe", "honorificSuffix": "MD"}, "John Doe"],
             "reviewedBy": {"name": "Ann Poe"}, "publisher": {"@type": "Organization", "name": "Site"},
             "datePublished": "2025-01-02", "dateModified": "2025-02-03", "lastReviewed": "2025-03-04",
             "keywords": "back pain,  sciatica ,", "timeRequired": "PT6M", "inLanguage": "en-GB",
             "image": {"@type": "ImageObject", "author": "Nobody"}, "wordCount": 900, "description": null}
            """
        )
        assert values == [
            ("title", "Back & neck pain", "Back \\u0026 neck pain"),
            ("author", "Jane Roe", "Jane Roe"),
            ("credentials", "MD", "MD"),
            ("author", "John Doe", "John Doe"),
            ("reviewer", "Ann Poe", "Ann Poe"),
            ("publisher", "Site", "Site"),
            ("published", "2025-01-02", "2025-01-02"),
            ("updated", "2025-02-03", "2025-02-03"),
            ("reviewed", "2025-03-04", "2025-03-04"),
            ("tags", "back pain", "back pain"),
            ("tags", "sciatica", "sciatica"),
            ("reading-time", "PT6M", "PT6M"),
            ("language", "en-GB", "en-GB"),
        ]
        assert [text[slice(*value.key_span)] for value in page.values[:2]] == ["headline", "author"]

    def test_a_graph_gives_the_article_before_the_page_and_finds_people(self):
        values, _, _ = linked(
            '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": ["Article"], '
            '"author": {"@id": "#jane"}, "datePublished": "2025-01-01"}, '
            '{"@type": "Product", "description": "no"}, '
            '{"@type": "Person", "@id": "#jane", "name": "Jane Roe"}]}'
        )
        assert values == [
            ("author", "Jane Roe", "Jane Roe"),
            ("published", "2025-01-01", "2025-01-01"),
            ("published", "2020-01-01", "2020-01-01"),
        ]

    def test_keywords_may_be_a_list(self):
        values, _, _ = linked('[{"@type": "https://schema.org/Article", "keywords": ["a b", "c&amp;d"]}]')
        assert values == [("tags", "a b", "a b"), ("tags", "c&d", "c&amp;d")]

    @pytest.mark.parametrize("data", ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "\n {}\n"])
    def test_marks_around_the_data(self, data):
        values, page, _ = linked(data.format('{"@type": "Article", "author": "Jane Roe"}'))
        assert values == [("author", "Jane Roe", "Jane Roe")]
        assert not page.problems

    @pytest.mark.parametrize(
        ("data", "at", "reason"),
        [
            ('{"a": "b" "c": 1}', '"c', "a `,` is missing here"),
            ('{"a": }', "}", "a value is missing here"),
            ('{"a": "b",}', "}", "a name in quotation marks is missing here"),
            ('{"a": "b"', "", "a `,` is missing here"),
            ('{"a": 1} x', "x", "something follows the end of the data"),
            ("[" * 99, "[", "the data nest too deeply"),
        ],
    )
    def test_broken_data_are_a_problem_and_no_more(self, data, at, reason):
        values, page, text = linked(data)
        ((kind, span, told),) = page.problems
        assert (kind, told) == ("structured-data-broken", {"reason": reason})
        assert text[span.start :].startswith(at)
        assert len(OPEN) <= span.start <= span.end <= len(text) - len(CLOSE)
        assert values == []

    def test_a_line_break_in_a_string_is_where_the_data_break(self):
        _, page, text = linked('{"a": "b\nc"}')
        (problem,) = page.problems
        assert text[slice(*problem.span)] == "\n"

    def test_data_that_a_template_fills_in_are_no_problem(self):
        values, page, _ = linked('{"@type": "Article", "author": {{ author | json }}, "headline": "{{ t }}"}')
        assert (values, page.problems) == ([], ())
        values, page, _ = linked('{"@type": "Article", "author": "{{ author }}", "headline": "T"}')
        assert (values, page.problems) == ([("title", "T", "T")], ())


class TestMeta:
    def test_names_and_properties(self):
        text = (
            "<title>\n Back pain | Site </title>"
            '<meta name="Author" content=" Jane Roe "><meta property="og:title" content="Back &amp; neck">'
            '<meta content="2025-01-02T10:00:00Z" property="article:published_time">'
            '<meta property="article:author" content="https://www.facebook.com/site">'
            '<meta name="keywords" content="back pain,\n sciatica,, R&amp;D">'
            '<meta name="DC.language" content="en"><meta name="viewport" content="width=1">'
            '<link rel="canonical" href="https://example.org/a">'
        )
        values, page = values_of(text)
        assert values == [
            ("author", "Jane Roe", "meta", "Jane Roe"),
            ("title", "Back & neck", "meta", "Back &amp; neck"),
            ("published", "2025-01-02T10:00:00Z", "meta", "2025-01-02T10:00:00Z"),
            ("tags", "back pain", "meta", "back pain"),
            ("tags", "sciatica", "meta", "sciatica"),
            ("tags", "R&D", "meta", "R&amp;D"),
            ("language", "en", "meta", "en"),
            ("canonical-url", "https://example.org/a", "meta", "https://example.org/a"),
            ("title", "Back pain | Site", "meta", "Back pain | Site"),
        ]
        assert (page.values[0].key, text[slice(*page.values[0].key_span)]) == ("Author", "Author")

    def test_cards_say_who_wrote_and_how_long(self):
        text = (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Roe">'
            '<meta name="twitter:label2" content="Est. reading time">'
            '<meta name="twitter:data2" content="7 minutes">'
            '<meta name="twitter:data3" content="blue">'
        )
        assert [value[:2] for value in values_of(text)[0]] == [
            ("author", "Jane Roe"),
            ("reading-time", "7 minutes"),
        ]

    def test_json_ld_comes_before_meta(self):
        text = '<meta name=author content="A">' + OPEN + '{"@type":"Article","author":"B"}' + CLOSE
        assert [value[1] for value in values_of(text)[0]] == ["B", "A"]


def plain(node):
    if isinstance(node, Text):
        return node.text
    if isinstance(node, list):
        return [plain(element) for element in node]
    return {name: plain(member.value) for name, member in node.items()}


JSON = st.recursive(
    st.text(max_size=8) | st.sampled_from(["\\", '"', "\u2028", "é"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_json_reads_as_the_standard_library_reads_it(data, escape, indent):
    text = json.dumps(data, ensure_ascii=escape, indent=indent)
    assert plain(read_json("xx" + text + "yy", 2, 2 + len(text))) == data


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='{}[]":,\\a1 \n\ud800', max_size=40))
def test_any_text_is_json_or_has_a_place_where_it_is_not(data):
    text = "##" + data + "##"
    try:
        json.loads(data)
        sound = True
    except ValueError:
        sound = False
    try:
        read_json(text, 2, 2 + len(data))
        error = None
    except JsonError as caught:
        error = caught
    assert 2 <= error.at <= 2 + len(data) if error else sound or "1" in data
    values, problems = read_json_ld(Source("a.html", text), 2, 2 + len(data))
    assert all(2 <= x.span.start <= x.span.end <= len(text) - 2 for x in (*values, *problems))


def test_a_class_names_the_author_in_the_lines_above_the_article() -> None:
    text = "<p>Gentle movement helps a stiff neck, and so does patience.</p>" * 12
    head = (
        "<header><h1>A stiff neck</h1><div class=post-byline><span class=post-byline-name>Zofia Vaneeva</span> "
        "<span>6 July 2021</span></div></header>"
    )
    side = "<div class=team><h2>Our team</h2><p class=author-name>Milo Trask</p></div>"
    html = f"<html lang=en><body>{side}{head}<main><article>{text}</article></main>{side}</body></html>"
    document = parse("a.html", html.encode(), Settings())
    assert [(v.text, html[slice(*v.span)]) for v in document.field("author")] == [("Zofia Vaneeva",) * 2]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<span class="post-cat">Necks</span><h1>A stiff neck</h1>', ["Necks"]),
        (
            '<h1>A stiff neck</h1><p class="byline">May 2026 <span class="category_tag x">Necks &amp; backs</span></p>',
            ["Necks & backs"],
        ),
        ('<h1>A stiff neck</h1><a class="ArticleCategory" href="/n">Necks</a>', ["Necks"]),
        (
            '<h1>A stiff neck</h1><span class="tag">Necks</span><span class="tag">Rest</span>',
            ["Necks", "Rest"],
        ),
        ('<h1>A stiff neck</h1><span class="post-cat">A label of five words</span>', []),
        (
            '<h1>A stiff neck</h1><span class="post-cat">4 min</span><span class="tag">Medically reviewed</span>',
            [],
        ),
        ('<h1>A stiff neck</h1><span class="location doctor-tag topicality">Leeds</span>', []),
        ('<h1>A stiff neck</h1><h2>Rest</h2><span class="post-cat">Necks</span>', []),
        ('<div class="breadcrumb"><span class="category">Necks</span></div><h1>A stiff neck</h1>', []),
    ],
)
def test_a_label_beside_the_title_files_the_article(body: str, expected: list[str]) -> None:
    text = "<p>Gentle movement helps a stiff neck, and so do patience and a walk each day.</p>" * 12
    html = f"<html lang=en><body><main>{body}{text}<h2>More</h2><span class=post-cat>Knees</span></main></body></html>"
    document = parse("a.html", html.encode(), Settings())
    found = document.field("categories")
    assert [value.text for value in found] == expected
    assert all(html[slice(*value.span)].replace("&amp;", "&") == value.text for value in found)


BOX = (
    "<h2>{heading}</h2><p>Written by Nilufar Vaneeva, stoma care lead. Reviewed by Dr Ann Lee, surgeon.</p>"
    "<ul><li>Last reviewed 4 May 2026</li></ul>"
)


@pytest.mark.parametrize("tag", ["aside", "section", "div"])
@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    ("heading", "known"), [("About this information", True), ("About this page:", True), ("About us", False)]
)
def test_a_box_below_the_article_says_who_wrote_it(tag: str, inside: bool, heading: str, known: bool) -> None:
    text = "<p>Gentle movement helps a stiff neck, and so does patience.</p>" * 20
    box = f"<{tag}>{BOX.format(heading=heading)}</{tag}>"
    main = f"<article><h1>A stiff neck</h1>{text}</article>"
    body = f"<main>{main}{box}</main>" if inside else f"<main>{main}</main>{box}"
    html = f"<html lang=en><body>{body}<footer><p>Quiet Harbour</p></footer></body></html>"
    document = parse("a.html", html.encode(), Settings())
    found = {(v.field, html[slice(*v.span)]) for v in document.values if v.field in ("author", "reviewed")}
    said = {("author", "Nilufar Vaneeva, stoma care lead"), ("reviewed", "4 May 2026")}
    assert said <= found if known else "author" not in dict(found)
    assert not any(block.place == "body" and "Nilufar" in block.text for block in document.blocks)


def _tags(body: str) -> list[tuple[str, str]]:
    text = (
        f"<article><h1>A stiff neck</h1><p>{'Gentle movement helps a stiff neck. ' * 20}</p>{body}</article>"
    )
    document = parse("a.html", f"<html lang=en><body>{text}</body></html>".encode(), Settings())
    assert all(document.source.text[slice(*v.span)] == v.text for v in document.field("tags"))
    return [(value.field, value.text) for f in ("tags", "categories") for value in document.field(f)]


@pytest.mark.parametrize(
    "body",
    [
        '<footer class="entry-footer">Tagged <a href="/t/neck" rel="tag">neck</a>, <a href="/t/rest" rel="tag">rest</a></footer>',
        '<div class="post-tags">Tags: <a rel="tag" href="/t/neck">neck</a> <a rel="tag" href="/t/rest">rest</a></div>',
        '<div class="field field--name-field-tags"><div>Tags</div><div><a href="/1">neck</a></div><div><a href="/2">rest</a></div></div>',
        '<ul class="article-tags"><li><a href="/t/neck">neck</a></li><li><a href="/t/rest">rest</a></li></ul>',
        '<div class="blog-item-tags"><a href="/t/neck">neck</a><a href="/t/rest">rest</a></div>',
    ],
)
def test_links_to_tags(body: str) -> None:
    assert _tags(body) == [("tags", "neck"), ("tags", "rest")]


def test_a_link_to_a_category_is_no_tag() -> None:
    assert _tags('<p>Posted in <a href="/c/neck" rel="category tag">neck</a></p>') == [("categories", "neck")]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="tag-cloud"><a href="/t/neck">neck</a></div>',
        '<div class="price-tags"><a href="/shop">neck rest</a></div>',
        '<p>See <a href="/t/neck" rel="nofollow">neck</a>.</p>',
        '<nav><a href="/t/neck" rel="tag">neck</a></nav>',
    ],
)
def test_links_that_are_no_tags(body: str) -> None:
    assert _tags(body) == []


def test_an_article_may_be_the_first_to_state_anything_so():
    """Nothing has loaded the HTML parser before: in the order of the imports there is no circle."""
    data = '{"@context": "https://schema.org", "@type": "Article", "author": {"name": "Ann Lee"}}'
    article = f"---\nschema: |\n  {data}\n---\n".encode()
    code = (
        "from medlint.parse import parse; from medlint.settings import Settings; "
        f"print(parse('a.md', {article!r}, Settings()).bylines[0].name)"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "Ann Lee\n"
