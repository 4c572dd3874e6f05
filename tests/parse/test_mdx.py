from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.markdown import parse_markdown
from medlint.parse.templates import prepare
from medlint.source import Source


def read(text, *, mdx=True):
    return parse_markdown(Source("article.mdx", text), mdx=mdx)


def words(text, *, mdx=True):
    return [(block.kind, block.text) for block in read(text, mdx=mdx).blocks if block.text]


def cut(text, span):
    return text[slice(*span)]


ESM = """import Callout from "../Callout.astro";
import {
  Chart,
  Table as Grid,
} from './charts'
import './style.css'

export const meta = {
  title: "Don't } count",
  text: `# Not a heading

  in a template`,
};

# Knee pain

We import
ice and export heat.

export default function Layout({ children }) {
  return <main>{children}</main>;
}

The end.
"""


@pytest.mark.parametrize("mdx", [True, False])
def test_imports_and_exports_vanish(mdx):
    assert words(ESM, mdx=mdx) == [
        ("heading", "Knee pain"),
        ("paragraph", "We import ice and export heat."),
        ("paragraph", "The end."),
    ]
    at = ESM.index("# Knee")
    assert cut(ESM, read(ESM, mdx=mdx).blocks[0].span) == "# Knee pain"
    assert read(ESM, mdx=mdx).blocks[0].span.start == at


def test_prose_that_opens_with_import_stays_in_markdown():
    text = "import duties on drugs rise\n\nexport of masks\n"
    assert [block for _, block in words(text, mdx=False)] == text.strip().split("\n\n")


@pytest.mark.parametrize("mdx", [True, False])
def test_the_text_inside_components_is_markdown(mdx):
    text = """<Callout
  type="info"
  onClick={() => { go("}") }}
>
    ## When to **call**

    - chest pain
      - now

      <Nested.Part>
          Deep *text*
      </Nested.Part>
</Callout>

<Chart data={[1, 2]} client:load />
After <Tip>one **two**</Tip> three<Icon/>.
"""
    assert words(text, mdx=mdx) == [
        ("heading", "When to call"),
        ("item", "chest pain"),
        ("item", "now"),
        ("paragraph", "Deep text"),
        ("paragraph", "After one two three."),
    ]
    blocks = [block for block in read(text, mdx=mdx).blocks if block.text]
    assert cut(text, blocks[0].span) == "## When to **call**"
    assert cut(text, blocks[3].prose.span(5, 9)) == "text"
    assert cut(blocks[4].text, blocks[4].strong[0]) == "two"


@pytest.mark.parametrize("mdx", [True, False])
@pytest.mark.parametrize("before", ["", "> ", "- ", "1. ", "  "])
def test_a_component_on_the_line_of_its_text_indents_nothing(mdx, before):
    text = before + '<Callout type="info">Text **bold**</Callout>\n'
    block = next(block for block in read(text, mdx=mdx).blocks if block.text)
    assert block.kind in ("paragraph", "item")
    assert block.text == "Text bold"
    assert cut(text, block.prose.span(5, 9)) == "bold"


def test_comments_are_kept():
    text = "{/* medlint: ignore */}\n\nText {/* two\n\tlong\nlines */} here.\n"
    for mdx in (True, False):
        page = read(text, mdx=mdx)
        assert [comment.text for comment in page.comments] == [" medlint: ignore ", " two\n\tlong\nlines "]
        assert cut(text, page.comments[0].span) == "{/* medlint: ignore */}"
        assert [block.text for block in page.blocks] == ["Text here."]
    page = read("Text{# one #} here{% comment %} two\n\nmore {% endcomment %}.\n", mdx=False)
    assert [comment.text for comment in page.comments] == [" one ", " two\n\nmore "]
    assert [block.text for block in page.blocks] == ["Text here", "."]


def test_expressions_vanish_in_mdx_only():
    text = "Dose {props.dose} mg {JSON.stringify({\n  a: '}',\n})} a day\n"
    assert words(text) == [("paragraph", "Dose mg a day")]
    assert words("Dose {props.dose} mg\n", mdx=False) == [("paragraph", "Dose {props.dose} mg")]
    assert words("Not { closed\n") == [("paragraph", "Not { closed")]


def test_mdx_has_no_indented_code():
    text = "    Call 999\n\n        now\n"
    assert words(text) == [("paragraph", "Call 999"), ("paragraph", "now")]
    assert [block.kind for block in read(text, mdx=False).blocks] == ["code"]


def test_html_around_markdown_is_transparent_in_mdx():
    text = '<div className="note" style={{ color: "red" }}>\n  ## Red *flags*\n  Call 999.\n</div>\n'
    assert words(text) == [("heading", "Red flags"), ("paragraph", "Call 999.")]
    assert words("<>\n  Text\n</>\n") == [("paragraph", "Text")]


def test_expressions_in_html_attributes_do_not_break_it():
    text = '<p style={{ a: "b>c" }} id="x">Rest &amp; ice</p>\n\n<img src={pic} alt="Knee" />\n'
    page = read(text)
    assert words(text) == [("paragraph", "Rest & ice")]
    assert [image.alt for image in page.images] == ["Knee"]


def test_json_in_a_script_of_mdx_is_read():
    text = (
        "Text\n\n<script type=\"application/ld+json\">\n{JSON.stringify({\n"
        '  "@type": "Article",\n  "author": "Ann Lee"\n}, null, 2)}\n</script>\n'
    )  # fmt: skip
    page = read(text)
    assert not page.problems
    author = next(value for value in page.values if value.field == "author")
    assert cut(text, author.span) == "Ann Lee"
    other = '<script type="application/ld+json" dangerouslySetInnerHTML={{ __html: x }} />\n\nText\n'
    assert words(other) == [("paragraph", "Text")]
    code = '<script type="application/ld+json">\n  {JSON.stringify(schema)}\n</script>\n\nText\n'
    assert words(code) == [("paragraph", "Text")]
    assert not read(code).problems


@pytest.mark.parametrize("mdx", [True, False])
def test_code_is_left_alone(mdx):
    text = (
        "Use `<Foo>{{ x }}</Foo>` so:\n\n- a\n\n  ```jsx\n  <Bar>\n  {/* no */}\n  ```\n\n"
        "~~~\n{% if %}\n:::\n~~~\n\nEnd\n"
    )
    page = read(text, mdx=mdx)
    assert page.blocks[0].text == "Use <Foo>{{ x }}</Foo> so:"
    assert page.comments == ()
    codes = [cut(text, block.span) for block in page.blocks if block.kind == "code"]
    assert codes == ["```jsx\n  <Bar>\n  {/* no */}\n  ```", "~~~\n{% if %}\n:::\n~~~"]
    assert page.blocks[-1].text == "End"


def test_backticks_in_one_paragraph_do_not_hide_the_next():
    text = "It`s here\n\n<Callout>Text</Callout>\n\nIt`s there\n"
    assert [text for _, text in words(text)] == ["It`s here", "Text", "It`s there"]


def test_template_tags_vanish_and_the_text_between_them_stays():
    text = """{% if x %}
Dear {{ page.name | capitalize }},
{% endif %}

{{< figure src="a.png" alt="b" >}}

{{% notice tip %}}
Take **rest**.
{{% /notice %}}

{%- include box.html -%}Call us.

{% highlight js %}
var a = 1;
{% endhighlight %}

## Heading {#custom-id}

A paragraph.
{: .lead}
"""
    assert words(text, mdx=False) == [
        ("paragraph", "Dear ,"),
        ("paragraph", "Take rest."),
        ("paragraph", "Call us."),
        ("heading", "Heading"),
        ("paragraph", "A paragraph."),
    ]


def test_a_link_keeps_its_template_target():
    text = "See [our page]({{ site.url }}/about/{{ x }}) and [this]({% link a.md %}). ![{{ a }}](b.png)\n"
    page = read(text, mdx=False)
    assert page.blocks[0].text == "See our page and this."
    assert [link.url for link in page.links] == ["{{ site.url }}/about/{{ x }}", "{% link a.md %}"]
    assert [image.alt for image in page.images] == ["{{ a }}"]
    assert words("a](b {{ c }} d\n", mdx=False) == [("paragraph", "a](b d")]


def test_code_inside_emphasis_leaves_it_emphasis():
    text = "By **{{ site.name }}**, _<Name/>_ and **a <Tip>b</Tip>**{' '}x\n"
    block = read(text).blocks[0]
    assert block.text == "By , and a b x"
    assert [cut(block.text, span) for span in block.strong] == ["a b"]
    assert [text for _, text in words("{{ x }}\n{% y %} {{ z }}\n---\n", mdx=False)] == []


@pytest.mark.parametrize("mdx", [True, False])
def test_directives_vanish_and_their_title_is_a_heading(mdx):
    text = (
        "## Care\n\n:::warning[When to call]\nIf it hurts.\n:::\n\n::: tip\n- Rest\n:::\n\n"
        ":::danger Call 999\nNow\n:::\n"
    )
    blocks = [block for block in read(text, mdx=mdx).blocks if block.text]
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("heading", 2, "Care"),
        ("heading", 3, "When to call"),
        ("paragraph", 0, "If it hurts."),
        ("item", 1, "Rest"),
        ("heading", 3, "Call 999"),
        ("paragraph", 0, "Now"),
    ]
    assert cut(text, blocks[1].prose.span(0, 4)) == "When"
    assert blocks[1].inferred


def test_capital_html_and_comparisons_are_no_components():
    assert words("A<BR>b and <B>c</B> if x < Y and Z > 2\n", mdx=False) == [
        ("paragraph", "A b and c if x < Y and Z > 2")
    ]


def test_html_comments_keep_what_they_hold():
    text = "<!-- {{ x }} <Foo> -->\n\nText\n"
    assert [comment.text for comment in read(text).comments] == [" {{ x }} <Foo> "]


SIGNS = [
    *("a", "b c", "\n", "\n\n", " ", "    ", "'", '"', "\\", "> ", "- ", "](", ")", "`", "```\n", "~~~\n"),
    *("{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "{/*", "*/}", "{a}", "{{ a }}", "{% a %}", "{: .a}"),
    *("<Foo", "<Foo>", "</Foo>", "<div>", "</div>", ">", "/>", ' x="y"', " x={1}", "<script>", "</script>"),
    *("import ", "from 'x'", "export const a = ", "\n:::note[T]\n", "\n:::\n", "<!--", "-->"),
]
PARTS = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@settings(max_examples=100, deadline=None)
@given(PARTS, st.booleans(), st.integers(0, 5))
def test_what_is_left_stands_where_it_stood(text, mdx, start):
    start = min(start, len(text))
    prepared = prepare(text, start, mdx=mdx)
    assert all(left in (was, " ") for left, was in zip(prepared.page, text, strict=True))
    assert all(left in (was, "\u200b") for left, was in zip(prepared.visible, text, strict=True))
    assert prepared.page.count("\n") == text.count("\n")
    lines = prepared.markdown.split("\n")
    pages = prepared.page[start:].split("\n")
    assert len(lines) == len(pages)
    for line, page in zip(lines, pages, strict=True):
        tail = page[len(page) - len(line) :]
        assert [a for a, b in zip(line, tail, strict=True) if a != b and a not in " x#\u200b"] == []
    for comment in prepared.comments:
        assert comment.text in text[slice(*comment.span)]


def test_a_tag_that_ends_on_a_line_of_its_own_begins_no_quotation():
    text = '# Neck pain\n\n<a\n  href="https://x.example"\n>\n  <b>Read more</b>\n</a>\n\nThe end.\n'
    assert words(text) == [("heading", "Neck pain"), ("paragraph", "Read more"), ("paragraph", "The end.")]
    block = next(block for block in read(text).blocks if block.text == "Read more")
    assert cut(text, block.prose.span(0, len("Read more"))) == "Read more"


@pytest.mark.parametrize("key", ["title", "heading", "label"])
@pytest.mark.parametrize("mdx", [True, False])
def test_the_title_of_a_component_heads_the_text_inside_it(mdx, key):
    text = (
        f'## Care\n\n<Callout kind="warning" {key}="When to call…">\n  If it hurts.\n</Callout>\n\n'
        f"<Box\n  {key}='Good to know'\n>\n  - Rest\n</Box>\n"
    )
    blocks = [block for block in read(text, mdx=mdx).blocks if block.text]
    assert [(block.kind, block.level, cut(text, block.span)) for block in blocks] == [
        ("heading", 2, "## Care"),
        ("heading", 3, "When to call…"),
        ("paragraph", 0, "If it hurts."),
        ("heading", 3, "Good to know"),
        ("item", 1, "Rest"),
    ]
    assert [block.inferred for block in blocks] == [False, True, False, True, False]
    assert not read(text, mdx=mdx).problems


@pytest.mark.parametrize(
    "text",
    [
        '<Callout title="When to call" />\n\nIf it hurts.\n',
        '<Callout title="When to call">\n</Callout>\n\nIf it hurts.\n',
        'Text <Callout title="When to call"> If it hurts. </Callout>\n',
        "<Callout title={when}>\nIf it hurts.\n</Callout>\n",
        '<div title="When to call">\n\nIf it hurts.\n\n</div>\n',
        '<Callout id="When to call">\nIf it hurts.\n</Callout>\n',
    ],
)
def test_other_attributes_and_components_without_text_head_nothing(text):
    page = read(f"## Care\n\n{text}")
    assert [block.text for block in page.blocks if block.kind == "heading"] == ["Care"]
    assert not any("When to call" in block.text for block in page.blocks)
