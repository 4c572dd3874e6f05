"""The Markdown page: what it says, how long it gets, and that no article can steer it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_reports import finding, report

from medlint.cli.repository import web_address
from medlint.finding import FileReport, Finding
from medlint.report import Options, render
from medlint.report.markdown import LIMIT, _Page
from medlint.report.markdown_text import _cut, code, escaped, html, linked

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
NASTY = st.text(st.sampled_from("`|\\*_[]()<>&@#!~$ a1\n-+:/."), max_size=40)
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
WEB = "https://git.example/a/b/blob/abc/"


def page(*reports: FileReport, **options: object) -> str:
    return "".join(render("summary", reports, Options(**options)))  # type: ignore[arg-type]


def leaves(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield from token.children or [token]


def shown(text: str) -> str:
    """Return what a reader sees of one line of Markdown."""
    [opening, inline, closing] = MARKDOWN.parse(f"x{text}x")
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or ()} <= {"text", "code_inline", "text_special"}
    return "".join(child.content for child in inline.children or ())[1:-1]


def many(number: int, **changes: object) -> list[Finding]:
    return [finding("a", "a", **changes) for _ in range(number)]


def test_layout() -> None:
    error = finding("one\ntwo", "two")
    warning = finding(
        "one\ntwo", "one", severity="warning", rule="MED401", name="cure-claim", url="", hint=""
    )
    hidden = warning._replace(suppressed="a quotation")
    given = [
        report(error, warning, suppressed=(hidden,)),
        report(path="fine.md", accepted=(error, error)),
    ]
    assert page(*given, web=WEB) == (
        "## medlint fails: 1 error\n"
        "\n"
        "1 error, 1 warning in 1 of 2 articles (1 finding suppressed).  \n"
        "2 findings accepted by the baseline.\n"
        "\n"
        "### Articles\n"
        "\n"
        "| Article | Errors | Warnings |\n"
        "| :-- | --: | --: |\n"
        f"| [`articles/back-pain.md`]({WEB}articles/back-pain.md) | 1 | 1 |\n"
        "\n"
        "### Findings\n"
        "\n"
        "<details>\n"
        "<summary><code>articles/back-pain.md</code>: 1 error, 1 warning</summary>\n"
        "\n"
        f"- [line 2]({WEB}articles/back-pain.md?plain=1#L2): **error** MED105 "
        "no medical disclaimer found. *Add a short section.*\n"
        f"- [line 1]({WEB}articles/back-pain.md?plain=1#L1): **warning** MED401 "
        "no medical disclaimer found.\n"
        "\n"
        "</details>\n"
        "\n"
        "### Rules\n"
        "\n"
        "| Rule | What it finds | Findings |\n"
        "| :-- | :-- | --: |\n"
        "| [MED105](https://a.example/standard) | disclaimer-missing | 1 |\n"
        "| MED401 | cure-claim | 1 |\n"
        "\n"
        "### Ignored in the articles\n"
        "\n"
        f"- `articles/back-pain.md`, [line 1]({WEB}articles/back-pain.md?plain=1#L1), MED401: a quotation\n"
        "\n"
        "### Accepted by the baseline\n"
        "\n"
        "- MED105: 2\n"
    )


def test_a_clean_run() -> None:
    assert page(report()) == "## medlint passes: no errors\n\nNo errors or warnings in 1 article.\n"


@pytest.mark.parametrize(
    ("numbers", "options", "verdict"),
    [
        ((2, 1, 1), {}, "medlint fails: 2 errors"),
        ((0, 1, 1), {}, "medlint passes: no errors"),
        ((1, 2, 1), {"fail_on": "warning"}, "medlint fails: 1 error and 2 warnings"),
        ((1, 2, 1), {"fail_on": "note"}, "medlint fails: 1 error, 2 warnings and 1 note"),
        ((0, 0, 1), {"fail_on": "warning"}, "medlint passes: no errors or warnings"),
        ((0, 0, 0), {"fail_on": "note"}, "medlint passes: no errors, warnings or notes"),
        ((2, 1, 1), {"fail_on": "never"}, "medlint passes: findings never fail this run"),
        ((0, 3, 0), {"max_warnings": 3}, "medlint passes: no errors"),
        ((0, 3, 0), {"max_warnings": 2}, "medlint fails: 3 warnings, more than the 2 allowed"),
        (
            (1, 3, 0),
            {"fail_on": "never", "max_warnings": 0},
            "medlint fails: 3 warnings, more than the 0 allowed",
        ),
    ],
)
def test_verdict(numbers: tuple[int, int, int], options: dict[str, object], verdict: str) -> None:
    errors, warnings, notes = numbers
    findings = many(errors) + many(warnings, severity="warning") + many(notes, severity="note")
    assert page(report(*findings), **options).split("\n")[0] == f"## {verdict}"


def test_a_run_that_could_not_do_its_job() -> None:
    text = page(FileReport("gone.md", error="no such file"), report())
    assert text.startswith("## medlint could not finish: 1 file could not be checked\n")
    assert "### Could not be checked\n\n- `gone.md`: no such file\n" in text
    assert page() == "## medlint: nothing was checked\n"


def test_the_gravest_articles_come_first() -> None:
    given = [
        report(*many(1), path="c.md"),
        report(*many(3, severity="warning"), path="d.md"),
        report(*many(1), *many(1, severity="warning"), path="b.md"),
        report(*many(2), path="z.md"),
        report(*many(1), path="a.md"),
        report(path="fine.md"),
    ]
    text = page(*given)
    order = ["z.md", "b.md", "a.md", "c.md", "d.md"]
    assert re.findall(r"^\| `(\S+)` \|", text, re.MULTILINE) == order
    assert re.findall(r"^<summary><code>(\S+)</code>", text, re.MULTILINE) == order


def test_notes_on_request() -> None:
    given = report(*many(1, severity="note"))
    assert "MED105" not in page(given)
    assert "(show with --show-notes)" in page(given)
    text = page(given, show_notes=True)
    assert "</code>: 1 note</summary>" in text
    assert "| 0 | 0 |" in text
    assert "</code>: 1 note</summary>" in page(given, fail_on="note")


def test_places_without_an_address() -> None:
    made = finding("a", "a")
    for path in ("/abroad/a.md", "../a.md", "C:/a.md", "<stdin>"):
        assert WEB not in page(report(made, path=path), web=WEB)
    assert "- line 1: **error**" in page(report(made))
    address = f"{WEB}site/100%25%20%28of%29%20a%23b.md?plain=1#L1"
    assert address in page(report(made, path="100% (of) a#b.md"), web=WEB, prefix="site/")
    assert "/bad%FF%FE%C3%BC.md" in page(report(made, path="bad\udcff\udcfeü.md"), web=WEB)


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ({}, ""),
        ({"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b"}, ""),
        (
            {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "abc"},
            "https://git.example/a/b/blob/abc/",
        ),
        (
            {"CI_PROJECT_URL": "https://lab.example/a/b", "CI_COMMIT_SHA": "abc"},
            "https://lab.example/a/b/-/blob/abc/",
        ),
    ],
)
def test_the_address_comes_from_the_job(
    told: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert web_address() == address


def test_rules_by_number() -> None:
    others = many(2, rule="MED202", name="author-missing", url="")
    text = page(report(*many(1), *others, *many(5, rule="MED903", severity="note")), report(*others))
    text = text[text.index("### Rules") :]
    rows = re.findall(r"^\| (\S+) \| [\w-]+ \| (\d+) \|$", text, re.MULTILINE)
    assert rows == [("MED202", "4"), ("[MED105](https://a.example/standard)", "1")]


def test_never_too_long_for_a_comment() -> None:
    findings = many(60, message="wörter " * 50, hint="more to say " * 40)
    reports = [report(*findings, path=f"{'päth/' * 50}{number}.md") for number in range(300)]
    text = page(*reports, *[FileReport("x" * 900, error="no " * 300)] * 100, web=WEB)
    assert 50_000 < len(text.encode()) <= LIMIT
    details = text.count("<details>")
    assert 1 <= details < 300
    assert text.count("</details>") == details
    left = 300 - details
    assert f"This page has no room for the findings of {left} more articles." in text
    table = text[text.index("### Articles") : text.index("### Findings")]
    rows = table.count(".md` |") + table.count(".md`](") + table.count("… |") + table.count("…`](")
    assert f"and {300 - rows:,} more." in table


def test_an_article_with_very_many_findings() -> None:
    text = page(report(*many(5000)))
    [kept] = re.findall(r"and ([\d,]+) more\.", text)
    assert text.count("**error**") + int(kept.replace(",", "")) == 5000
    assert len(text.encode()) <= LIMIT


def test_holds_no_more_than_it_prints() -> None:
    made = _Page(Options())
    for number in range(3000):
        made.add(report(*many(3), path=f"{number}.md"))
        assert sum(len(article.block) for article in made.articles) <= 4 * LIMIT + 1000
    made.add(report(*many(9), path="worst.md"))
    text = page(
        *(report(*many(3), path=f"{number}.md") for number in range(3000)), report(*many(9), path="worst.md")
    )
    assert len(made.articles) + made.forgotten == 3001
    assert "| `worst.md` | 9 | 0 |\n| `0.md` | 3 | 0 |\n| `1.md`" in text
    assert "and 2,971 more." in text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("'migrane' is not a known tag", "'migrane' is not a known tag"),
        ("ask @team or a@b.example", "ask @\u200bteam or a@\u200bb.example"),
        ("see #12, GH-3 and !4", "see #\u200b12, GH-\u200b3 and !\u200b4"),
        (
            "see https://a.example and www.b.example",
            r"see https:" + "\u200b//a.example and www\u200b.b.example",
        ),
        ("a | b", r"a \| b"),
        ("<b> & </b>", "&lt;b&gt; &amp; &lt;/b&gt;"),
        ("`author` is `empty`", "`author` is `empty`"),
        ("one ` alone", r"one \` alone"),
        ("``two``", r"\`\`two\`\`"),
        ("`one``", r"\`one\`\`"),
        ("__0__", r"\_\_0\_\_"),
        ("`a | b`", r"\`a \| b\`"),
        ("[x](y) *z* snake_case _s_ ~~t~~ $m$", r"\[x\](y) \*z\* snake_case \_s\_ \~\~t\~\~ \$m\$"),
        ("one\ntwo\t three", "one two three"),
        ("\x1b[2J", r"\\x1b\[2J"),
    ],
)
def test_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize("path", ["- `", "1. a`b", "+ `", "# `", "", " "])
def test_a_name_that_looks_like_a_list_or_a_heading(path: str) -> None:
    tokens = MARKDOWN.parse(f"- {code(path)}: no such file")
    assert [token.type for token in tokens if token.nesting == 1] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
    ]


def test_a_name_that_code_cannot_show() -> None:
    assert [code(name) for name in ("", "a`b", "a|b")] == ["\u200b", "\u200ba\\`b", "`a|b`"]
    assert code("a|b", cell=True) == "\u200ba\\|b"


def test_long_texts_are_cut() -> None:
    assert escaped("word " * 500).endswith(" word…")
    assert len(escaped("word " * 500)) == 400
    assert len(code("x" * 5000)) == 402
    assert len(html("x" * 5000)) == 400


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | NASTY)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    line = escaped(text)
    line.encode()
    seen = shown(line).replace("\u200b", "")
    plain = _cut(text, 400)
    assert seen.replace("`", "") == plain.replace("`", "")
    # What stands before and behind a piece of code does not become one word.
    prose = re.sub(r"`[^`]*`", " ", line)
    assert not re.search(r"(?:[@#!](?=\w)|\bGH-\d|://)", prose, re.IGNORECASE)
    assert unescape(html(text)) == plain


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | NASTY)
def test_code_in_a_cell(text: str) -> None:
    table = f"| a | b |\n| - | - |\n| {linked(code(text, cell=True), 'https://a.example/(x) y|z')} | 1 |\n"
    tokens = MARKDOWN.parse(table)
    assert [token.type for token in tokens].count("td_open") == 2
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.content for token in inline][3] == "1"
    kinds = {child.type for child in inline[2].children or ()}
    assert kinds <= {"text", "code_inline", "text_special", "link_open", "link_close"}
    [address] = [child.attrs["href"] for child in inline[2].children or () if child.type == "link_open"]
    assert address == "https://a.example/%28x%29%20y%7Cz"


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | NASTY, ANY_TEXT | NASTY, ANY_TEXT | NASTY)
def test_no_text_adds_html_links_or_headings(path: str, message: str, hint: str) -> None:
    made = finding("a", "a", message=message, hint=hint, url=message, name=hint)
    hidden = made._replace(suppressed=message)
    text = page(
        report(made, path=path, suppressed=(hidden,)), FileReport(path, error=message or "x"), web=WEB
    )
    text.encode()
    tokens = list(leaves(text))
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == 6
    assert kinds.count("html_inline") == 0
    blocks = [token.content for token in tokens if token.type == "html_block"]
    assert len(blocks) == 2
    assert re.findall(r"</?(\w+)>", blocks[0]) == ["details", "summary", "code", "code", "summary"]
    assert blocks[1] == "</details>\n"
    assert all(str(token.attrs["href"]).startswith(WEB) for token in tokens if token.type == "link_open")
    assert kinds.count("td_open") == 3 + 3
    assert kinds.count("list_item_open") == 3


@pytest.mark.parametrize(
    "url", ["", "javascript:x", "ftp://a.example", "//a.example", "https://a.example/" + "x" * 2000]
)
def test_only_pages_of_the_web_are_linked(url: str) -> None:
    assert linked("text", url) == "text"
