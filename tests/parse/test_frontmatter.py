import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.frontmatter import read_front_matter
from medlint.source import Source


def read(text):
    return read_front_matter(Source("a.md", text))


def places(text, front):
    """Return the value of each pointer as it stands in the source."""
    return {pointer: text[slice(*place.value)] for pointer, place in front.spans.items()}


def the_problem(text):
    _, _, (problem,) = read(text)
    return problem


def test_values_and_keys_keep_their_places():
    text = "---\n😀: x\ntitle: \"Knee pain\"\ntags: [knee, 'pain']\nauthor:\n  name: Ann Lee\n---\nBody"
    front, start, problems = read(text)
    assert problems == ()
    assert text[start:] == "Body"
    assert text[slice(*front.span)] == text[: text.index("\nBody")]
    assert front.data["title"] == "Knee pain"
    assert front.data["author"] == {"name": "Ann Lee"}
    found = places(text, front)
    assert found["/title"] == "Knee pain"
    assert found["/tags"] == "[knee, 'pain']"
    assert found["/tags/1"] == "pain"
    assert found["/author/name"] == "Ann Lee"
    assert text[slice(*front.spans["/author/name"].key)] == "name"


def test_only_the_core_scalars_of_yaml_1_2_convert():
    text = "---\na: no\nb: 12:30\nc: 2025-02-29\nd: 007\ne: 1.50\nf: 4\n"
    text += "g: true\nh: ~\ni:\nj: 1e400\nk: .inf\n---\n"
    front, _, problems = read(text)
    assert problems == ()
    assert front.data == {
        "a": "no",
        "b": "12:30",
        "c": "2025-02-29",
        "d": "007",
        "e": "1.50",
        "f": 4,
        "g": True,
        "h": None,
        "i": None,
        "j": "1e400",
        "k": ".inf",
    }
    assert front.spans["/i"].value == (text.index("i:") + 2,) * 2


def test_block_scalars_anchors_and_tags():
    text = "---\na: |\n  one\n  two\nb: &x !!str 4\nc: *x\nd: &m {k: v}\ne: *m\n---\n"
    front, _, problems = read(text)
    assert problems == ()
    assert front.data == {"a": "one\ntwo\n", "b": "4", "c": "4", "d": {"k": "v"}, "e": {"k": "v"}}
    found = places(text, front)
    assert found["/a"] == "one\n  two"
    assert found["/b"] == "4"
    assert found["/c"] == "*x"
    assert found["/d"] == "{k: v}"
    assert found["/e/k"] == "v"


def test_a_template_is_a_text():
    text = "---\nauthor: {{ page.author }}\n---\n"
    front, _, _ = read(text)
    assert front.data == {"author": "{{ page.author }}"}
    assert places(text, front)["/author"] == "{{ page.author }}"


def test_duplicate_keys():
    text = "---\ntitle: A\nauthor: B\ntitle: C\n---\n"
    problem = the_problem(text)
    assert problem.kind == "front-matter-duplicate-key"
    assert problem.values == {"key": "title", "line": 2}
    assert problem.span.start == text.rindex("title")


@pytest.mark.parametrize(
    ("block", "reason", "at"),
    [
        ("title: Knees: a guide\n", "a colon in a value needs quotes around it", ": a guide"),
        ('title: "Knees\nauthor: B\n', "this quotation mark is never closed", '"Knees'),
        ('title: "\'\ndate: 1\nx: "z"\n', "this quotation mark is never closed", "\"'"),
        ('title: "Knees" and more\n', "there is text after the closing quotation mark", "and"),
        ("a: 1\n\tb: 2\n", "a tab cannot indent; use spaces", "\tb"),
        ("title: @home\n", "a value that begins with @ needs quotes around it", "@"),
        ("title: **Knees**\n", "a value that begins with * needs quotes around it", "**"),
        ("title: *knees\n", "a value that begins with * needs quotes around it", "*knees"),
        ("a: 1\n  b: 2\n", "this line is indented as if it belonged to the line above", ": 2"),
        ("tags: [a, b\nx: 1\n", "this list is not closed, or a comma is missing in it", "[a"),
        ("a: 1\nknees\nb: 2\n", "this line has no `key:` followed by a space", "knees"),
        ("a: x\u0000y\n", "the character U+0000 is not allowed here", "\u0000"),
        ("a: \ud800\n", "the character U+D800 is not allowed here", "\ud800"),
        ('a: "\\d"\n', r"in double quotes a backslash is written \\", "\\d"),
    ],
)
def test_errors_in_a_writers_words_at_the_place(block, reason, at):
    text = f"---\n{block}---\nBody"
    front, start, (problem,) = read(text)
    assert problem.kind == "front-matter-syntax"
    assert problem.values["reason"] == reason
    assert text.startswith(at, problem.span.start)
    assert problem.values["line"] == text.count("\n", 0, problem.span.start) + 1
    assert text[start:] == "Body"
    assert front is not None


def test_an_error_hides_no_other_key():
    text = '---\ntitle: Knees: a guide\nauthor: "Ann Lee"\ntags: [knee, pain\ndate: 2024-05-01\n---\n'
    front, _, problems = read(text)
    assert len(problems) == 1
    assert front.data == {
        "title": "Knees: a guide",
        "author": "Ann Lee",
        "tags": ["knee", "pain"],
        "date": "2024-05-01",
    }
    assert places(text, front)["/tags/1"] == "pain"
    assert places(text, front)["/title"] == "Knees: a guide"


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [*a]\n",
        "a0: &a0 [x,x]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)),
    ],
)
def test_alias_bombs_are_refused(block):
    text = f"---\n{block}author: Ann Lee\n---\n"
    front, _, (problem,) = read(text)
    assert problem.kind == "front-matter-alias-bomb"
    assert text[slice(*problem.span)].startswith("*a")
    assert front.data["author"] == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule, then text.\n\n---\n",
        "--- text\na: b\n---\n",
        "---\nNote: this is prose\n\nand more of it\n\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n\nNo end",
        "# Title\n\n---\n\nAuthor: Ann\n\n---\n",
        "{% include x %}\n",
        "{{ x }}\n",
        "",
    ],
)
def test_what_is_no_front_matter(text):
    assert read(text) == (None, 0, ())


@pytest.mark.parametrize(
    "text",
    [
        "\n\n---\na: b\n---\n",
        "---\n# note\n\na: b\n---\n",
        "---\na: b\n...\n",
        "<!-- x -->\n---\na: b\nc: d\n---\n",
    ],
)
def test_blank_lines_comments_and_the_other_closing_fence(text):
    front, start, problems = read(text)
    assert front.data["a"] == "b"
    assert (start, problems) == (len(text), ())


def test_a_fence_that_is_never_closed():
    text = "---\ntitle: Knees\ntags:\n  - knee\n\nBody"
    front, start, (problem,) = read(text)
    assert problem.kind == "front-matter-unclosed"
    assert text[slice(*problem.span)] == "---"
    assert front.data == {"title": "Knees", "tags": ["knee"]}
    assert text[start:] == "\nBody"


def test_toml():
    text = (
        '+++\ntitle = "Knees"\ndate = 2024-05-01\ntags = ["a", \'b\']\n'
        '[params]\nauthor.name = "Ann"\n[[x]]\nn = 1\n[[x]]\nn = 1.50\n+++\nBody'
    )
    front, start, problems = read(text)
    assert problems == ()
    assert text[start:] == "Body"
    assert front.syntax == "toml"
    assert front.data["date"] == "2024-05-01"
    found = places(text, front)
    assert found["/title"] == "Knees"
    assert found["/tags/1"] == "b"
    assert found["/params/author/name"] == "Ann"
    assert (found["/x/0/n"], found["/x/1/n"]) == ("1", "1.50")


def test_broken_toml_keeps_the_simple_lines():
    text = '+++\ntitle = Knees\nauthor = "Ann Lee"\n+++\n'
    front, _, (problem,) = read(text)
    assert problem.values == {"reason": "a text value needs quotes around it", "line": 2}
    assert text.startswith("Knees", problem.span.start)
    assert front.data == {"title": "Knees", "author": "Ann Lee"}
    assert places(text, front)["/author"] == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        '{\n "title": "Kn\\u00e9es", "tags": ["a", "b"], "n": 4\n}\nBody',
        '---json\n{"title": "Kn\\u00e9es", "tags": ["a", "b"], "n": 4}\n---\nBody',
        ';;;\n"title": "Kn\\u00e9es", "tags": ["a", "b"], "n": 4\n;;;\nBody',
    ],
)
def test_json(text):
    front, start, problems = read(text)
    assert problems == ()
    assert text[start:] == "Body"
    assert front.data == {"title": "Knées", "tags": ["a", "b"], "n": 4}
    assert places(text, front)["/title"] == "Kn\\u00e9es"
    assert places(text, front)["/tags/1"] == "b"


def test_broken_json():
    text = '---json\n{"title": "Knees",\n "n": 4,}\n---\n'
    front, start, (problem,) = read(text)
    assert problem.values == {"reason": "there is a comma after the last value", "line": 3}
    assert front.data == {"title": "Knees"}
    assert start == len(text)


@pytest.mark.parametrize(
    ("start", "piece", "end"),
    [
        ("---\na: ", "[", "\n---\n"),
        ("---\n", "a: 1\n", "---\n"),
        ("---\nx: ", "{a: ", "\n---\n"),
        ("---\n", 'x: "', "\n---\n"),
        ("---\n", "a", ""),
        ("+++\nx = ", "[", "\n+++\n"),
        ("+++\n", "a.", "a = 1\n+++\n"),
        ("", '{"a": ', ""),
        ("", "---\n", ""),
        ("", "\n", ""),
    ],
)
def test_hostile_blocks_cost_what_their_length_does(start, piece, end):
    assert growth(read, lambda size: start + piece * size + end, enough=0.03) < LINEAR


@pytest.mark.parametrize(
    ("start", "middle", "end"),
    [
        ('---json\n{"', '": [', "1]}\n---\n"),
        ("---\ntitle: a\n? ", "\n: [", "1]\n---\n"),
        ("+++\n", " = [", "1]\n+++\n"),
    ],
    ids=["json", "yaml", "toml"],
)
def test_a_long_key_over_a_long_list_costs_what_its_length_does(start, middle, end):
    def make(size):
        return start + "k" * 6 * size + middle + "1," * 3 * size + end

    assert growth(read, make, enough=0.03) < LINEAR
    assert the_problem(make(20_000)).values["reason"] == "its keys are too long for what is nested in them"


@pytest.mark.parametrize("part", ["a  .  ", "'a b'.", '"a b" . ', "k" * 50 + "."])
@pytest.mark.parametrize(("before", "after"), [("", "a = 1"), ("[", "a]"), ('x = """a""""\n', "a = 1")])
def test_a_toml_key_of_many_parts_costs_what_its_length_does(part, before, after):
    def make(size):
        return f"+++\n{before}{part * size}{after}\n+++\n"

    assert growth(read, make, enough=0.03) < LINEAR
    assert the_problem(make(50)).values["reason"] == "it is nested more than 50 levels deep"
    assert not read(make(40))[2]
    text = f"+++\nx = '{part.replace(chr(39), '') * 60}'\nnumbers = [{'1.5, ' * 60}]\n+++\n"
    assert not read(text)[2]


@pytest.mark.parametrize("piece", ['\\"', '\\"""', "'", '"""', "'" * 3, '"a" '])
def test_quotation_marks_in_toml_cost_what_their_length_does(piece):
    assert growth(read, lambda size: f'+++\nx = "{piece * size}{"." * 50}\n+++\n', enough=0.03) < LINEAR


FENCES = st.sampled_from(["---\n", "+++\n", "{", ";;;\n", "---json\n", "", "\n"])
BITS = st.lists(
    st.sampled_from(
        [
            "a: ",
            "b = ",
            '"',
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\n",
            " ",
            "\t",
            "- ",
            "*a",
            "&a ",
            "|\n",
            "#",
            "x",
            "1",
            "\\",
            "\0",
            "\ud800",
            "---\n",
            "+++\n",
            "😀",
            '"k": ',
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=100)
@given(FENCES, BITS, FENCES)
def test_never_raises_and_every_span_lies_in_the_text(opening, inner, closing):
    text = f"{opening}{inner}\n{closing}Body"
    front, start, problems = read(text)
    assert 0 <= start <= len(text)
    spans = [problem.span for problem in problems]
    if front is not None:
        spans += [front.span, *(span for place in front.spans.values() for span in place)]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text)


def test_a_head_without_fences_ends_with_a_blank_line():
    text = "Title: Sore knees \nDate: 2026-03-01 10:30\nSummary: Rest\n    and cold\nTags:\n\nText."
    front, start, problems = read(text)
    assert front is not None
    assert front.data == {"title": "Sore knees", "date": "2026-03-01 10:30", "summary": "Rest", "tags": ""}
    assert text[slice(*front.spans["/title"].value)] == "Sore knees"
    assert text[slice(*front.spans["/date"].key)] == "Date"
    assert (text[start:], problems) == ("Text.", ())


@pytest.mark.parametrize(
    "text",
    [
        "Title: Sore knees\n\nText.",
        "Title: Sore knees\nand more of it\n\nText.",
        "Date: 2026-03-01\nTitle: Sore knees\n\nText.",
        "Title: Sore knees\nDate: 2026-03-01\nText.",
        "title",
        "Title:",
    ],
)
def test_a_text_that_opens_with_a_label_has_no_head(text):
    assert read(text) == (None, 0, ())
