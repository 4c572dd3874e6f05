import os
import random

import pytest

from medlint.parse.frontmatter.plain import read_plain
from medlint.parse.frontmatter.yaml import read_yaml
from medlint.source import Source

KEYS = ("title", "a", "reading_time", "null", "true", "Is-New", "x1", "_y", "1st", "a b", "a.b", "é")
VALUES = (
    *(
        "Back pain",
        "4",
        "4.0",
        "04",
        "1e3",
        "12:30",
        "2026-02-10",
        "null",
        "yes",
        "true",
        "False",
        ".5",
        "1_0",
    ),
    *(
        "a:b",
        "a: b",
        "a :b",
        "ends:",
        "a #b",
        "a#b",
        "# c",
        "'it'",
        '"it"',
        "'it''s'",
        '"a\\n"',
        '"a" b',
        "'a",
    ),
    *(
        "[a, b]",
        "[a]",
        "[]",
        "[a, ]",
        "[a,b ,  c]",
        "['a', \"b\"]",
        "[a b, 'c, d']",
        "[a, [b]]",
        "[a: b]",
        "[4, x]",
    ),
    *(
        "[a:b]",
        "[a b",
        "[a] b",
        "[a #b]",
        "[a, -b]",
        "[''a'']",
        "['', a]",
        "{a: b}",
        "- a",
        "-a",
        "? a",
        "?a",
        "~",
    ),
    *(
        "|",
        ">",
        "&a",
        "*a",
        "!a b",
        "%a",
        "@a",
        "`a`",
        "(a)",
        "/a/b",
        "…",
        "é à",
        "“q”",
        "日本",
        "\U0001f600",
        "a\u00a0b",
    ),
    *(
        "a\tb",
        "a\u2028b",
        "a\ufeff",
        "http://x.org/a?b=c#d",
        "a, b",
        "a ]",
        "a }",
        "don't",
        'say "x"',
        "--- a",
        "a - b",
    ),
    *(
        "",
        " ",
        "'x' ",
        '"x" # c',
        "''",
        '""',
        "'  a  '",
        "{{ x }}",
        "a\\b",
        "'a\\b'",
        "<b>",
        "=",
        "<<",
        "+1",
        "-1",
        "a?",
    ),
)
PLAIN = (*VALUES[:12], "[a, b]", "['a', 4]", "'it, it: it'", '"it # it"', "é à", "a:b", "(a) b", "a, b]", "~")
LINES = (
    "",
    "  ",
    "# note",
    "#note",
    " # note",
    "- a",
    "  - a",
    "  -  b c",
    "    - d",
    "  -",
    "  - 'q'",
    "  - a: b",
    " x",
)


def block(rng):
    odd = rng.random() < 0.5  # else of what this reader takes, which chance alone would seldom give
    keys = rng.choices(KEYS, k=rng.randint(1, 6)) if odd else rng.sample(KEYS[:8], rng.randint(1, 6))
    lines = []
    for key in keys:
        if rng.random() < 0.75:
            space = rng.choice((" ", " ", " ", "  ", "")) if odd else " "
            lines.append(f"{key}:{space}{rng.choice(VALUES if odd else PLAIN)}")
        else:
            lines.append(f"{key}:{rng.choice(('', '', ' '))}")
            lines += [rng.choice(LINES if odd else LINES[5:8])] * rng.randint(1, 3)
        if rng.random() < 0.15:
            lines.append(rng.choice(LINES))
    return "\n".join(lines) + rng.choice(("\n", "\n", "\n\n", ""))


def everything(parsed):
    return repr(parsed.data), list(parsed.spans.items()), parsed.problems


def agree(inner):
    """Tell whether the plain reader took a block; if so, it read what PyYAML reads."""
    text = f"---\n{inner}---\n"
    plain = read_plain(text, 4, 4 + len(inner))
    if plain is None:
        return False
    assert everything(plain) == everything(read_yaml(Source("a.md", text), 4, 4 + len(inner))), inner
    return True


def test_reads_what_pyyaml_reads():
    rng = random.Random(7)
    taken = sum(agree(block(rng)) for _ in range(8000))
    assert taken > 2000


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "shape", ["a: {}\nb: c\n", "a:\n  - {}\n  - x\n", "a: [{}, x]\n", "a:\n- {}\n", "a: {}"]
)
def test_each_value_in_each_place(shape, value):
    agree(shape.format(value))


@pytest.mark.parametrize(
    "inner",
    [
        "title: Back pain\n",
        'title: "Stiff neck: what helps"\ntags: [neck-pain, "self care"]\n',
        "tags:\n  - a\n  - b\ndraft: false\n",
        "tags:\n- a\n\n# note\nread: 4\n",
    ],
)
def test_takes_the_usual(inner):
    assert agree(inner)


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "\n",
        "a: b: c\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: 1\na: 2\n",
        "a:\n",
        "a: &x b\n",
        "a:\n  b: c\n",
        "text\n",
    ],
)
def test_leaves_the_rest_to_the_parser(inner):
    assert not agree(inner)


def test_agrees_on_real_articles():
    home = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "corpus", "articles")
    if not os.path.isdir(home):
        pytest.skip("the articles are not ours to publish")
    taken = 0
    for name in sorted(os.listdir(home)):
        with open(os.path.join(home, name), encoding="utf-8", errors="replace") as stream:
            text = stream.read()
        if text.startswith("---\n") and "\n---\n" in text:
            taken += agree(text[4 : text.index("\n---\n") + 1])
    assert taken
