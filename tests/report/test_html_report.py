"""The report for editors: what stands in the page, and that no text of an article becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.catalogue import builtin
from medlint.finding import (
    SEVERITIES,
    Edit,
    Excerpt,
    FileReport,
    Finding,
    Fix,
    Heading,
    Note,
    Wanted,
    place,
)
from medlint.plan import Step
from medlint.report import Options, render
from medlint.report.html import _asset
from medlint.report.html_parts import linked, worded
from medlint.source import Position, Source, Span

TEXT = """---
reading_time: 99 min
---
# Sore throats
Most get better.
## When to see a doctor
If it gets worse.
### At night
Call 111.
## Disclaimer
For information.
"""
SOURCE = Source("throat.md", TEXT)
VOID = frozenset(("meta", "link", "input", "br", "rect"))


def finding(marked: str, **changes: object) -> Finding:
    span = Span(TEXT.index(marked), TEXT.index(marked) + len(marked))
    start, end = SOURCE.position(span.start), SOURCE.position(span.end)
    line = SOURCE.line(start.line)
    made = Finding(
        rule="MED215",
        name="reading-time-inaccurate",
        severity="error",
        message="99 minutes cannot be right",
        hint="Write `4`.",
        why="Readers plan by it.",
        url="https://a.example/standard?a=1&b=2",
        span=span,
        start=start,
        end=end,
        excerpt=Excerpt(line, start.column - 1, start.column - 1 + len(marked)),
        related=(),
        fix=None,
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def heading(level: int, text: str, role: str = "") -> Heading:
    start = TEXT.index("#" * level + " " + text)
    return Heading(level, text, role, Span(start, start + level + 1 + len(text)), SOURCE.position(start).line)


HEADINGS = (
    heading(1, "Sore throats", "title"),
    heading(2, "When to see a doctor", "professional-help"),
    heading(3, "At night"),
    heading(2, "Disclaimer", "disclaimer"),
)


def report(*findings: Finding, **changes: object) -> FileReport:
    ordered = tuple(sorted(findings, key=place))
    made = FileReport("articles/throat.md", "markdown", "en", 320, ordered, headings=HEADINGS)
    return made._replace(**changes)  # type: ignore[arg-type]


def page(*reports: FileReport, **options: object) -> str:
    return "".join(render("html", reports, Options(**options)))  # type: ignore[arg-type]


def content(text: str) -> str:
    """Return the text that a reader sees, each element's text between line ends."""
    body = re.sub(r"(?s)<(script|style)>.*?</\1>", "", text)
    return re.sub(r"\n+", "\n", re.sub(r"<[^>]*>", "\n", body))


class Tags(HTMLParser):
    """Gathers the elements of a page with their attributes, and the text outside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._raw = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._raw = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._raw = False

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.text += data

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]


class TestVerdict:
    @pytest.mark.parametrize(
        ("severity", "fail_on", "state", "words"),
        [
            ("error", "error", "failed", "Needs work: errors have to be fixed"),
            ("warning", "error", "passed", "Passes: there are no errors"),
            ("warning", "warning", "failed", "Needs work: warnings have to be fixed"),
            ("note", "note", "failed", "Needs work: notes have to be fixed"),
            ("error", "never", "passed", "Passes: findings are only reported"),
        ],
    )
    def test_by_the_level_that_fails(self, severity: str, fail_on: str, state: str, words: str) -> None:
        text = page(report(finding("99", severity=severity)), fail_on=fail_on)
        assert f'<p class="verdict {state}">{words}</p>' in text

    def test_notes_are_hidden_unless_they_fail_the_run(self) -> None:
        note = report(finding("99", severity="note"))
        hidden = [' data-hide="note"' in page(note, fail_on=level) for level in ("warning", "note")]
        assert hidden == [True, False]

    def test_by_the_number_of_warnings(self) -> None:
        warnings = [finding("99", severity="warning", message=str(number)) for number in range(2)]
        assert "Needs work: more than 1 warning" in page(report(*warnings), max_warnings=1)
        assert "Passes: there are no errors" in page(report(*warnings), max_warnings=2)

    def test_headline_is_the_summary(self) -> None:
        text = page(report(finding("99")), report())
        assert "<h1>1 error in 1 of 2 articles</h1>" in text
        assert "<title>1 error in 1 of 2 articles – medlint</title>" in text

    def test_nothing_found_and_nothing_checked(self) -> None:
        assert "Passes: nothing was found" in page(report())
        assert "<h1>No article was checked</h1>" in page()
        assert "Passes" not in page()

    def test_unreadable_files_are_named(self) -> None:
        text = page(report(), FileReport("gone.md", error="permission denied"))
        assert "Not everything could be checked" in text
        assert "<strong>gone.md</strong>: permission denied" in text
        assert "Passes" not in text


class TestArticle:
    def test_findings_stand_under_the_heading_that_their_text_has(self) -> None:
        text = page(
            report(
                finding("Disclaimer\n"[:-1], message="in the disclaimer"),
                finding("Call 111", message="in the night"),
                finding("99", message="above all"),
                finding("# Sore throats", message="about all", whole=True),
            )
        )
        seen = content(text[text.index('<div id="articles">') :])
        order = [
            "The article as a whole",
            "about all",
            "Before the first heading",
            "above all",
            "When to see a doctor",
            "At night",
            "in the night",
            "\nDisclaimer\n",
            "in the disclaimer",
        ]
        at = [seen.index(part) for part in order]
        assert at == sorted(at)

    def test_the_tree_is_nested_by_level_with_roles(self) -> None:
        text = page(report())
        tree = text[text.index('<ul class="tree">') : text.index("</details>")]
        assert re.sub(r"<li><p class=\"h\"><bdi>([^<]*)</bdi>", r"\1", tree) == (
            '<ul class="tree">Sore throats <span class="role">title</span> <small>line 4</small>'
            '<ul class="tree">When to see a doctor <span class="role">help section</span> '
            "<small>line 6</small>"
            '<ul class="tree">At night <small>line 8</small></ul>'
            'Disclaimer <span class="role">disclaimer</span> <small>line 10</small></ul></ul>'
        )

    def test_a_finding_says_all(self) -> None:
        note = Note("compare this", Position(6, 1), Position(6, 3), Excerpt("## When", 0, 2))
        made = finding("99", related=(note,), fix=Fix("Say 4", (Edit(Span(18, 20), "4"),), "safe"))
        rule = builtin().find("MED215")
        assert rule is not None
        text = page(report(made), steps=(Step(rule, None),))
        assert "<pre dir=\"auto\">reading_time: <mark>99</mark> min</pre>" in text  # fmt: skip
        assert (
            '<p class="see">compare this <small>line 6</small><pre dir="auto"><mark>##</mark> When</pre>'
            in text
        )
        assert (
            "<span>before </span>reading_time: <del>99</del> min\n"
            "<span>after  </span>reading_time: <ins>4</ins> min</pre>"
        ) in text
        title = next(source.title for source in rule.sources if source.url)
        assert f'<a href="https://a.example/standard?a=1&amp;b=2" rel="noreferrer">{title}</a>' in text
        seen = content(text)
        for part in ("error:", "MED215", "reading-time-inaccurate", "line 2", "Readers plan by it.", "Say 4"):
            assert f"\n{part}" in seen or f" {part}" in seen, part
        assert "Write <code>4</code>." in text

    def test_a_fix_elsewhere_shows_what_it_adds(self) -> None:
        fix = Fix("Add a line", (Edit(Span(3, 3), "\nauthor: <you>"),), "unsafe")
        text = page(report(finding("For information", fix=fix)))
        assert '<pre dir="auto"><ins>\nauthor: &lt;you&gt;</ins></pre>' in text

    def test_a_long_line_is_cut_around_the_mark(self) -> None:
        line = "x" * 300 + "HERE" + "y" * 300
        text = page(report(finding("99", excerpt=Excerpt(line, 300, 304))))
        assert f"<pre dir=\"auto\">…{'x' * 60}<mark>HERE</mark>{'y' * 106}…</pre>" in text  # fmt: skip

    def test_suppressed_and_accepted_are_listed_apart(self) -> None:
        text = page(
            report(
                suppressed=(finding("99", suppressed="checked by hand", message="hidden one"),),
                accepted=(finding("99", message="old one"),),
                elsewhere=3,
            )
        )
        muted = re.findall(r'(?s)<details class="muted">.*?</details>', text)
        assert len(muted) == 2
        assert "1 finding ignored in the article itself" in muted[0]
        assert "Reason: checked by hand" in muted[0]
        assert "1 finding accepted by the baseline" in muted[1]
        assert "old one" in muted[1]
        assert "3 more findings on lines that were not changed" in text
        assert "data-rule" not in muted[0] + muted[1]

    def test_another_language_is_marked_for_screen_readers(self) -> None:
        text = page(report(finding("99"), language="de"))
        assert '<bdi lang="de">Sore throats</bdi>' in text
        assert '<pre dir="auto" lang="de">' in text

    def test_few_are_open_and_many_are_closed(self) -> None:
        assert page(report(finding("99")), report()).count("<details open") == 1
        assert page(*[report(finding("99"))] * 4).count("<details open") == 0


class TestTables:
    def test_the_gravest_rules_come_first(self) -> None:
        few = finding("99", rule="MED105", name="disclaimer-missing")
        many = [
            finding("99", rule="MED903", name="parse-warning", severity="note", message=str(n))
            for n in range(5)
        ]
        text = page(report(few, *many), report(many[0]))
        rules = text[text.index('<table id="rules">') :].partition("</table>")[0]
        assert re.findall(r'<tr data-rule="(\w+)">', rules) == ["MED105", "MED903"]
        assert re.findall(r"([\w ,]+)</td><td class=\"n\">(\d)</td></tr>", rules) == [
            ("1 error", "1"),
            ("6 notes", "2"),
        ]
        assert re.findall(r'<rect class="(\w+)" x="(\d+)" width="(\d+)"', rules) == [
            ("error", "0", "166"),
            ("note", "0", "1000"),
        ]

    def test_an_article_a_row(self) -> None:
        text = page(report(finding("99")), report(words=1234))
        files = text[text.index('<table id="files">') :]
        rows = re.findall(r'<tr data-a="(\d+)">(.*?)</tr>', files)
        assert [number for number, _ in rows] == ["1", "2"]
        assert re.findall(r'<td class="([\w ]+)">([\d,]+)</td>', rows[0][1]) == [
            ("n error", "1"),
            ("n zero", "0"),
            ("n zero", "0"),
            ("n", "320"),
        ]
        assert '<td class="n">1,234</td>' in rows[1][1]

    def test_articles_come_first_and_the_worst_of_them(self) -> None:
        bad, worse = finding("99"), finding("Call 111")
        text = page(
            report(path="b.md"),
            report(bad, path="c.md"),
            report(bad, worse, path="d.md"),
            report(path="a.md"),
        )
        assert re.findall(r'<tr data-a="(\d)">', text) == ["3", "2", "4", "1"]
        assert re.findall(r'class="article[^"]*" id="a(\d)"', text) == ["3", "2", "4", "1"]
        assert text.index('id="files"') < text.index('id="rules"') < text.index('id="articles"')

    def test_a_long_title_ends_in_an_ellipsis(self) -> None:
        text = page(report(title="word " * 40), report(title="x" * 80))
        assert f"<bdi>{('word ' * 16).rstrip()[:79]}…</bdi>" in text
        assert f"<bdi>{'x' * 80}</bdi>" in text

    def test_rules_that_found_nothing_are_told(self) -> None:
        steps = tuple(Step(rule, None) for rule in builtin())
        text = page(report(finding("99")), steps=steps)
        assert f"{len(steps) - 1} other rules found nothing" in text


class TestSafety:
    def test_only_its_own_style_and_scripts_may_run(self) -> None:
        text = page(report(finding("99")))
        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        for tag, directive in (("script", "script-src"), ("style", "style-src")):
            bodies = re.findall(rf"(?s)<{tag}>(.*?)</{tag}>", text)
            digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
            assert re.findall(rf"{directive} ([^;]*)", policy) == [" ".join(f"'sha256-{d}'" for d in digests)]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy

    def test_no_address_but_links_and_nothing_inline(self) -> None:
        tags = Tags(page(report(finding("99")), report()))
        for tag, attributes in tags.elements:
            assert not any(name.startswith("on") or name in ("style", "src") for name in attributes), (
                attributes
            )
            if tag == "a":
                assert re.match(r"#|https://a\.example/", attributes["href"] or "")
            assert tag not in ("link", "img", "iframe", "form", "base")

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "https://a b",
            "https://a\nb",
            "ftp://a",
            "",
        ],
    )
    def test_other_addresses_are_text(self, url: str) -> None:
        assert linked(url, "the standard") == "the standard"

    def test_an_address_cannot_leave_its_attribute(self) -> None:
        made = linked('https://a.example/"onclick="x', "<b>")
        assert made == '<a href="https://a.example/&quot;onclick=&quot;x" rel="noreferrer">&lt;b&gt;</a>'

    def test_what_cannot_be_seen_is_shown(self) -> None:
        text = page(report(finding("99", message="a\u202eb\x00c\ud800")))
        assert "<strong>a\\u202eb\\x00c\\ud800</strong>" in text
        text.encode("utf-8")

    @given(st.text(st.sampled_from("<>&'\"`/=- \n\u202eaé</script>"), max_size=30))
    @settings(max_examples=60, deadline=None)
    def test_no_text_changes_the_page(self, hostile: str) -> None:
        def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
            note = Note(text, Position(1, 1), Position(1, 1), Excerpt(text, 0, 1))
            fix = Fix(text, (Edit(Span(18, 20), text),), "unsafe")
            where = Heading(2, text, text, Span(0, 1), 1)
            made = finding("99", message=text, hint=text, why=text, name=text, rule=text, fix=fix, url=text)
            made = made._replace(related=(note,))
            told = report(made, path=text, format=text, language=text, headings=(where,))
            return Tags(page(told, FileReport(text, error="no" + text))).shape()

        def plain(text: str) -> list[tuple[str, tuple[str, ...]]]:
            # Code spans and the language are the only markup that a text may bring.
            kept = [tag for tag in shape(text) if tag[0] != "code"]
            return [(tag, tuple(a for a in attributes if a != "lang")) for tag, attributes in kept]

        # Blank lines are not shown: each text starts with something to see.
        assert plain("x" + hostile) == plain("harmless")


def test_code_in_sentences() -> None:
    assert worded("add `a` or `<b>`") == "add <code>a</code> or <code>&lt;b&gt;</code>"
    assert worded("one ` only") == "one ` only"
    assert worded("`a` and ` left") == "<code>a</code> and ` left"


def test_one_piece_a_report_and_the_same_bytes_twice() -> None:
    reports = [report(finding("99"), path=f"{number}.md") for number in range(3)]
    pieces = list(render("html", iter(reports), Options()))
    assert pieces[:3] == ["", "", ""]
    assert "".join(pieces) == page(*reports)
    assert pieces[-1].endswith("</html>\n")


def test_the_engine_gives_the_headings() -> None:
    from medlint.report import wanted_by

    assert wanted_by(["html"]) == Wanted(headings=True, scores=True)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_contrast(mode: int) -> None:
    """Text has at least 4.5 : 1, edges of controls and bars 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\);", _asset("html_page.css"))
    colors = {name: pair[mode] for name, *pair in found}
    assert len(colors) == 15
    inks = ("text", "soft", "link", *SEVERITIES, "ok")
    for ink, ground in product(inks, ("page", "card", "code")):
        assert _contrast(colors[ink], colors[ground]) >= 4.5, (ink, ground)
    for ground in ("mark", "gone", "new"):
        assert _contrast(colors["text"], colors[ground]) >= 4.5, ground
    for part, ground in product(("edge", *SEVERITIES, "ok"), ("card", "code")):
        assert _contrast(colors[part], colors[ground]) >= 3, (part, ground)
