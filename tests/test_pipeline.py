"""What holds for any text that goes through the whole of medlint."""

import json
import random
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from medlint.catalogue import builtin
from medlint.cli.work import Work
from medlint.cli.work import lint as lint_all
from medlint.engine import lint_bytes, lint_document
from medlint.finding import FileReport, Wanted
from medlint.kinds.schema import outline_schema
from medlint.parse import parse
from medlint.plan import Plan, make_plan
from medlint.schema import builtin as schema
from medlint.schema import proves
from medlint.settings import Settings
from medlint.tree import article, outline_of, places

SETTINGS = Settings(today="2026-06-01")
PLAN = make_plan(builtin(), SETTINGS, select=("ALL",))
PROFILE = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FRONT = (
    "title: Colds",
    'title: ""',
    "author: Jane Roe, RN",
    "author: admin",
    "author:",
    "author: {name: Zoë, role: nurse}",
    "date: 2026-02-30",
    "date: 10/16/2025",
    "updated: 2025-01-01",
    "readTime: 9 min read",
    "reading_time: 1 hour",
    "tags: [Back Pain, back-pian, health]",
    "tags: back-painstretchingsciatica",
    "tags: [头痛, 咳嗽]",
    "medlint: [MED105]",
    "medlint: {MED109: why}",
    "x: [",
    "lang: de",
)
LINES = (
    "# Colds",
    "## Treatment",
    "##Rest",
    "###",
    "## Disclaimer",
    "## When to see a doctor",
    "See a doctor if you have a fever, or call 999 if you cannot breathe.",
    "This is general information, not medical advice. Ask your doctor.",
    "For informational purposes only.",
    "By Jane Roe, RN | 3 March 2026 | 4 min read",
    "Medically reviewed by a doctor",
    "Reading time: 2 min read",
    "TBC",
    "Tags: cough, cough, Sore Throat",
    "back-painstretchingsciatica",
    "> quoted **bold** [link](https://example.org)",
    "- item\n- item",
    "| a | b |\n|---|---|\n| c | d |",
    "![](a.png)",
    "<!-- medlint: ignore[MED104] why -->",
    "<!-- medlint: disable[MED1] -->",
    "<!-- medlint: enable[MED104] -->",
    "<!-- medlint: ignore[nothing] -->",
    "<p>See your GP.</p>",
    "<h2>Warts</h2>",
    '<script type="application/ld+json">{"@type": "Article", "timeRequired": "5 minutes"}</script>',
    "<footer>Not a substitute for medical advice; always ask a doctor.</footer>",
    "{/* medlint: ignore[MED105] */}",
    "<Note kind={1}>",
    "```",
    "\u00e9\u0301 \U0001f9b5 \u202e \u4f60\u597d",
    "",
)
LINE = st.sampled_from(LINES) | st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)
FENCES = st.sampled_from([("---\n", "---\n"), ("---\n", ""), ("", ""), ("+++\n", "+++\n")])


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """A path and a text of known pieces and noise."""
    text = ""
    if draw(st.booleans()):
        opening, closing = draw(FENCES)
        keys = draw(st.lists(st.sampled_from(FRONT), max_size=6))
        text = opening + "".join(f"{key}\n" for key in keys) + closing
    text += draw(st.sampled_from(["\n", "\n\n"])).join(draw(st.lists(LINE, max_size=12)))
    return "a" + draw(st.sampled_from([".md", ".mdx", ".html", ".txt", ""])), text


def lint(path: str, text: str, plan: Plan = PLAN) -> FileReport:
    return lint_bytes(path, text.encode("utf-8"), plan)


def told(report: FileReport) -> list[tuple[object, ...]]:
    return [(f.rule, f.start, f.end, f.message, f.hint, f.severity, f.related) for f in report.findings]


@PROFILE
@given(articles())
def test_every_place_lies_in_the_text_and_messages_are_whole(given_article: tuple[str, str]) -> None:
    path, text = given_article
    document = parse(path, text.encode("utf-8"), SETTINGS)
    report = lint_document(document, PLAN)
    source = document.source
    for finding in (*report.findings, *report.suppressed):
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert source.position(finding.span.start) == finding.start
        assert source.position(finding.span.end) == finding.end
        assert 0 <= finding.excerpt.start <= finding.excerpt.end <= len(finding.excerpt.text)
        assert finding.message.strip()
        if finding.fix is not None:
            for edit in finding.fix.edits:
                assert 0 <= edit.span.start <= edit.span.end <= len(source.text)
                assert source.text[slice(*edit.span)] != edit.text
    spans = [(finding.span, finding.rule) for finding in report.findings]
    assert spans == sorted(spans)
    assert len(set(told(report))) == len(report.findings), "the same is said twice in one place"


@PROFILE
@given(articles())
def test_what_a_message_quotes_stands_at_its_place(given_article: tuple[str, str]) -> None:
    path, text = given_article
    document = parse(path, text.encode("utf-8"), SETTINGS)
    for finding in lint_document(document, PLAN).findings:
        if finding.rule in ("MED210", "MED603", "MED604", "MED605", "MED606", "MED607"):
            # In HTML the end of a line is a space.
            at = " ".join(document.source.text[slice(*finding.span)].split())
            assert finding.message.startswith(f"'{at[:40].rstrip()}"), (at, finding.message)


@PROFILE
@given(articles())
def test_the_tree_is_what_its_schema_says(given_article: tuple[str, str]) -> None:
    path, text = given_article
    document = parse(path, text.encode("utf-8"), SETTINGS)
    data = json.loads(json.dumps(article(document)))
    allowed = {"/metadata/reading_minutes", "/metadata/published", "/metadata/updated"}
    failing = list(jsonschema.Draft202012Validator(schema("article")).iter_errors(data))
    assert proves(outline_of(document), outline_schema()) == (not failing)
    for error in failing:
        # What a writer gets wrong: a reading time or date that cannot be read, a heading without text.
        pointer = "".join(f"/{part}" for part in error.absolute_path)
        assert pointer in allowed or pointer.endswith("/heading"), error.message
    size = len(document.source.text)
    for place in places(document).values():
        assert 0 <= place.value.start <= place.value.end <= size
        assert 0 <= place.key.start <= place.key.end <= size


@PROFILE
@given(articles(), st.data())
def test_suppressing_a_finding_hides_its_rule_and_no_other(
    given_article: tuple[str, str], data: st.DataObject
) -> None:
    _, text = given_article
    comment = "<!-- an ordinary comment -->"
    text = f"{text}\n\n{comment}\n"
    assume(
        any(
            found.text.strip() == "an ordinary comment"
            for found in parse("a.html", text.encode(), SETTINGS).comments[-1:]
        )
    )
    before = lint("a.html", text)
    rules = sorted({f.rule for f in before.findings} - {"MED900", "MED901", "MED903"})
    if not rules:
        return
    rule = data.draw(st.sampled_from(rules))
    after = lint("a.html", text.replace(comment, f"<!-- medlint: file-ignore[{rule}] a draft -->"))
    assert rule not in {finding.rule for finding in after.findings}
    left = [f for f in told(before) if f[0] not in (rule, "MED901")]
    assert [f for f in told(after) if f[0] != "MED901"] == left


@PROFILE
@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_the_rules_does_not_matter(
    given_article: tuple[str, str], chance: random.Random
) -> None:
    steps = list(PLAN.steps)
    chance.shuffle(steps)
    assert lint(*given_article, plan=PLAN._replace(steps=tuple(steps))) == lint(*given_article)


@PROFILE
@given(articles())
def test_line_ends_and_byte_order_marks_change_nothing(given_article: tuple[str, str]) -> None:
    path, text = given_article
    data = text.encode("utf-8")
    expected = told(lint_bytes(path, data, PLAN))
    # A byte-order mark says that a file is text; without one, control characters say that it is not.
    assume("MED900" not in {row[0] for row in expected})
    for variant in (
        data.replace(b"\n", b"\r\n"),
        data.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + data,
    ):
        assert told(lint_bytes(path, variant, PLAN)) == expected


@PROFILE
@given(st.binary(max_size=300), st.sampled_from([".md", ".mdx", ".html", ".txt"]))
def test_any_bytes_give_a_report(data: bytes, ending: str) -> None:
    report = lint_bytes("a" + ending, data, PLAN)
    assert not report.error
    assert report.findings, "no bytes at random are a sound article"


def test_workers_find_what_one_process_finds(tmp_path: Path) -> None:
    chance = random.Random(7)
    paths = []
    for number in range(70):
        lines = chance.sample(LINES, 6)
        path = tmp_path / f"{number}{chance.choice(['.md', '.html', '.txt', '.mdx'])}"
        path.write_text("---\n" + chance.choice(FRONT) + "\n---\n" + "\n\n".join(lines), encoding="utf-8")
        paths.append(str(path))
    paths.insert(30, str(tmp_path / "missing.md"))
    work = Work(tuple((path, 0) for path in paths), (PLAN,), ("error",))
    alone = [report._replace(seconds=0) for report in lint_all(work, Wanted(), jobs=1)]
    shared = [report._replace(seconds=0) for report in lint_all(work, Wanted(), jobs=2)]
    assert shared == alone
    assert [report.path for report in alone] == paths
    assert alone[30].error
    assert sum(len(report.findings) for report in alone) > 300
