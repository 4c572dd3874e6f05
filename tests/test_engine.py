"""The engine, and what the checks of metadata, tags and structure give through it."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.checks.reading_time import band_of
from medlint.cli.work import Work
from medlint.cli.work import lint as lint_all
from medlint.document import Document
from medlint.engine import lint_bytes, lint_file
from medlint.finding import FileReport, Finding, Severity, Wanted
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import ReadingTimeSettings, Settings, TagSettings
from medlint.source import Source

SETTINGS = Settings(today="2026-06-01")


def lint(
    text: str, *select: str, path: str = "a.md", settings: Settings = SETTINGS, fails: bool = False
) -> FileReport:
    report = lint_bytes(path, text.encode(), make_plan(builtin(), settings, select=select))
    assert bool(report.error) is fails
    return report


def only(text: str, rule: str, path: str = "a.md", settings: Settings = SETTINGS) -> Finding:
    (finding,) = lint(text, rule, path=path, settings=settings).findings
    return finding


def fixed(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    edits = tuple((edit.span, edit.text) for edit in finding.fix.edits)
    return Source("", text).encode(edits).decode()


def article_of(words: int) -> Document:
    return parse("a.md", ("# " + "word " * words).encode(), SETTINGS)


# --- reading time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "tools", "adults"),
    [
        (140, (1, 1), (0, 1)),
        (250, (1, 2), (1, 2)),
        (500, (2, 3), (2, 3)),
        (720, (3, 4), (2, 5)),
        (1000, (4, 6), (3, 6)),
        (2000, (8, 11), (7, 12)),
        (2540, (10, 14), (8, 15)),
        (2687, (10, 15), (9, 16)),
    ],
)
def test_which_reading_times_are_right(words: int, tools: tuple[int, int], adults: tuple[int, int]) -> None:
    band = band_of(article_of(words), SETTINGS)
    assert (band.words, band.low, band.high, band.lowest, band.highest) == (words, *tools, *adults)
    for minutes in range(15):
        text = f"---\nreading_time: {minutes}\n---\n# " + "word " * words
        found = [finding.severity for finding in lint(text, "MED215").findings]
        if tools[0] <= minutes <= tools[1]:
            assert found == []
        elif adults[0] <= minutes <= adults[1]:
            assert found == ["warning"]
        else:
            assert found == ["error"]


@pytest.mark.parametrize("words", [0, 1, 5, 60, 400, 5000])
@pytest.mark.parametrize("speeds", [(189, 265), (10, 20), (500, 900), (200, 200)])
def test_the_figure_to_write_is_one_that_is_right(words: int, speeds: tuple[int, int]) -> None:
    settings = SETTINGS._replace(reading_time=ReadingTimeSettings(slowest=speeds[0], fastest=speeds[1]))
    band = band_of(article_of(words), settings)
    assert 1 <= band.low <= band.usual <= band.high


@pytest.mark.parametrize(
    ("stated", "mended"),
    [
        ("9 min read", "1 min read"),
        ("8–9 min", "1 min"),
        ("9", "1"),
        ("PT9M", "PT1M"),
        ("4.5 minutes", "1 minute"),
        ("2 hours", None),
        ("PT2H", None),
        ("540 seconds", None),
        ("9½ min read", None),
        ("9 1/2 minutes", None),
        ("9 min 30 sec", None),
    ],
)
def test_a_figure_is_replaced_only_where_it_counts_minutes(stated: str, mended: str | None) -> None:
    text = f"---\nreading_time: {stated}\n---\nRest and drink.\n"
    finding = only(text, "MED215")
    if mended is None:
        assert finding.fix is None
        return
    again = fixed(text, finding)
    assert again == text.replace(stated, mended)
    assert lint(again, "MED215").findings == ()


@pytest.mark.parametrize(
    ("front", "mended"),
    [
        ("---\ntitle: Colds\n---\n", "---\ntitle: Colds\nreading_time: 1\n---\n"),
        ("---\ntags:\n  - a\n  - b\n---\n", "---\ntags:\n  - a\n  - b\nreading_time: 1\n---\n"),
        ("---\n  title: Colds\n---\n", "---\n  title: Colds\n  reading_time: 1\n---\n"),
        ('---\n"title": Colds\n...\n', '---\n"title": Colds\nreading_time: 1\n...\n'),
        ("---\r\ntitle: Colds\r\n---\r\n", "---\r\ntitle: Colds\r\nreading_time: 1\r\n---\r\n"),
        ("---\n{title: Colds}\n---\n", None),
        ("---\ntitle: Colds\nauthor: Jane\n", None),
        ('{\n"title": "Colds"\n}\n', None),
        ("+++\ntitle = 'Colds'\n+++\n", None),
        ("", None),
    ],
)
def test_a_missing_reading_time_is_added_to_plain_yaml_only(front: str, mended: str | None) -> None:
    text = f"{front}\nRest and drink.\n"
    finding = only(text, "MED214")
    if mended is None:
        assert finding.fix is None
        return
    source = Source("", text)
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"
    (edit,) = finding.fix.edits
    again = source.encode(((edit.span, edit.text),)).decode()
    assert again == f"{mended}\nRest and drink.\n"
    assert lint(again, "MED214", "MED201").findings == ()


def test_an_empty_reading_time_is_told_at_its_key_and_gets_no_second_one() -> None:
    text = "---\ntitle: Colds\nreading_time:\n---\nRest.\n"
    finding = only(text, "MED214")
    assert text[slice(*finding.span)] == "reading_time"
    assert finding.fix is None


@pytest.mark.parametrize(
    ("markup", "mended"),
    [
        (
            '<script type="application/ld+json">{"@type": "Article", "timeRequired": "1 minute"}</script>',
            "PT1M",
        ),
        ('<script type="application/ld+json">{"@type": "Article", "timeRequired": 1}</script>', None),
    ],
)
def test_a_duration_is_written_only_between_quotes(markup: str, mended: str | None) -> None:
    text = f'<html lang="en"><head>{markup}</head><body><main><h1>Colds</h1><p>Rest.</p></main></body></html>'
    finding = only(text, "MED216", "a.html")
    if mended is None:
        assert finding.fix is None
    else:
        assert fixed(text, finding) == text.replace("1 minute", mended)


def test_reference_lists_and_nested_disclaimers_are_not_counted() -> None:
    text = (
        "# Colds\n\nRest and drink.\n\n## References\n\n1. A long title.\n\n### Older\n\n2. Another one.\n\n"
        "## Outlook\n\nA week.\n"
    )
    assert band_of(parse("a.md", text.encode(), SETTINGS), SETTINGS).words == 1 + 3 + 1 + 2


# --- dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("date: 2026-03-03\nreviewed: 2026-03-01", []),
        ("date: 2026-03-03\nupdated: 2026-03-01", ["2026-03-01"]),
        ("reviewed: 2026-03-03\nnextReview: 2026-03-01", ["2026-03-01"]),
        ("date: 2026-06-01", []),
        ("date: 2026-06-02", ["2026-06-02"]),
        ("date: 05/08/2026", []),
        ("date: 05/11/2026", []),
        ("date: 10/11/2026", ["10/11/2026"]),
    ],
)
def test_dates_that_cannot_be(front: str, found: list[str]) -> None:
    text = f"---\ntitle: Colds\n{front}\n---\nRest.\n"
    assert [text[slice(*f.span)] for f in lint(text, "MED211").findings] == found


def test_only_the_date_is_rewritten() -> None:
    text = '---\ntitle: Colds\ndate: "10/16/2025 (first edition)"\n---\nRest.\n'
    assert fixed(text, only(text, "MED210")) == text.replace("10/16/2025", "2025-10-16")


@pytest.mark.parametrize(
    ("stated", "shown", "message"),
    [
        ("date: 2026-03-01", "Published: 2 March 2026", "the front matter gives 2026-03-01 as date"),
        ("date: 2026-03-01T23:30:00Z", "Published: 2 March 2026", ""),
        ("date: 2026-03-01T23:30:00Z", "Published: 5 March 2026", "the front matter gives 2026-03-01T23:30"),
        ("reading_time: 1", "4 min read", "the front matter says 1 minute, the page says 4 minutes"),
        ("reading_time: 4-6 min", "5 min read", ""),
    ],
)
def test_front_matter_and_page_are_compared_as_readers_do(stated: str, shown: str, message: str) -> None:
    text = f"---\ntitle: Colds\n{stated}\n---\n# Colds\n\n{shown}\n\nRest.\n"
    found = [finding.message for finding in lint(text, "MED904").findings]
    assert len(found) == (1 if message else 0)
    assert all(said.startswith(message) for said in found)


def test_structured_data_are_not_called_front_matter() -> None:
    data = '<script type="application/ld+json">{"@type": "Article", "timeRequired": "PT9M"}</script>'
    text = (
        f'<html lang="en"><head>{data}</head><body><main><h1>Colds</h1><p>4 min read</p></main></body></html>'
    )
    finding = only(text, "MED904", "a.html")
    assert finding.message == "the structured data says 9 minutes, the page says 4 minutes"


# --- tags -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "mended"),
    [
        ("---\ntags: [back-painstretching]\n---\n", "---\ntags: [back-pain, stretching]\n---\n"),
        ("---\ntags: ['back-painstretching']\n---\n", "---\ntags: ['back-pain', 'stretching']\n---\n"),
        (
            "---\ntags:\n  - cough\n  - back-painstretching\n---\n",
            "---\ntags:\n  - cough\n  - back-pain\n  - stretching\n---\n",
        ),
        (
            '---\ntags:\n- "back-painstretching"\n---\n',
            '---\ntags:\n- "back-pain"\n- "stretching"\n---\n',
        ),
        ("---\ntags: back-painstretching\n---\n", "---\ntags: back-pain, stretching\n---\n"),
        ('---\ntags: "back-painstretching"\n---\n', '---\ntags: "back-pain, stretching"\n---\n'),
        ('+++\ntags = ["back-painstretching"]\n+++\n', '+++\ntags = ["back-pain", "stretching"]\n+++\n'),
        ('{\n"tags": [\n"back-painstretching"\n]\n}\n', '{\n"tags": [\n"back-pain", "stretching"\n]\n}\n'),
    ],
)
def test_tags_are_parted_as_their_list_writes_them(front: str, mended: str) -> None:
    text = f"{front}\nRest.\n"
    again = fixed(text, only(text, "MED608"))
    assert again == f"{mended}\nRest.\n"
    tags = [value.text for value in parse("a.md", again.encode(), SETTINGS).field("tags")]
    assert tags[-2:] == ["back-pain", "stretching"]
    assert lint(again, "MED608", "MED201").findings == ()


def test_a_tag_that_is_not_written_as_it_reads_gets_no_fix() -> None:
    text = '---\ntags: ["Back\\u0020Pain", cough]\n---\nRest.\n'
    finding = only(text, "MED603")
    assert finding.message == "'Back Pain' should be lower case, with hyphens, as in a web address"
    assert finding.fix is None


def test_tags_of_other_scripts_are_different_tags() -> None:
    text = "---\npublisher: 健康\ntags: [头痛, 咳嗽, Кашель, кашель]\n---\nRest.\n"
    found = [(f.rule, text[slice(*f.span)]) for f in lint(text, "MED603", "MED605", "MED607").findings]
    assert found == [("MED605", "кашель")]


def test_a_site_vocabulary_of_its_own_keeps_its_safe_fixes() -> None:
    settings = SETTINGS._replace(tags=TagSettings(vocabulary={"common-cold": {"synonyms": ["snuffles"]}}))
    text = "---\ntags: [snuffles]\n---\nRest.\n"
    finding = only(text, "MED604", settings=settings)
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    assert fixed(text, finding) == text.replace("snuffles", "common-cold")


# --- structure --------------------------------------------------------------------------------------


def test_a_picture_fills_its_own_section_only() -> None:
    text = "# Hips\n\nText.\n\n## One\n\n![a](a.png)\n\n## Two\n\n## Three\n\nText.\n"
    assert text[slice(*only(text, "MED104").span)] == "## Two"


def test_a_second_disclaimer_of_the_same_name_is_told_once() -> None:
    part = "## Disclaimer\n\nGeneral information only, not medical advice. Ask your doctor.\n\n"
    text = f"# Colds\n\n{part}## Rest\n\nSleep.\n\n{part}"
    finding = only(text, "MED116")
    assert finding.message == "a second section is called 'Disclaimer'"
    assert finding.span.start == text.rindex("## Disclaimer")


@pytest.mark.parametrize(
    ("start", "section"),
    [
        ("# a\n\n", "## b\n\n![](a.png)\n\n"),
        ("", "## References\n\n- one\n\n"),
        ("", "## Symptoms\n\nText.\n\n"),
    ],
    ids=["pictures", "references", "roles"],
)
def test_many_sections_cost_in_proportion(start: str, section: str) -> None:
    plan = make_plan(builtin(), SETTINGS, select=("MED104", "MED116", "MED118", "MED201", "MED214"))

    def check(data: bytes) -> None:
        lint_bytes("a.md", data, plan)

    assert growth(check, lambda size: (start + section * size).encode(), enough=0.05) < LINEAR


# --- the engine -------------------------------------------------------------------------------------


def test_a_rule_that_is_off_is_not_reported_for_another() -> None:
    text = "---\ntitle: Colds\nreading_time: soon\n---\nRest.\n"
    assert [f.rule for f in lint(text, "MED118", "MED201").findings] == ["MED201"]
    assert lint(text, "MED118").findings == ()


def test_a_file_that_cannot_be_opened_is_an_error_not_a_finding(tmp_path: Path) -> None:
    plan = make_plan(builtin(), SETTINGS)
    report = lint_file(str(tmp_path / "none.md"), plan)
    assert report.error == "no such file or directory"
    assert report.findings == ()


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Colds\n" * 50, encoding="utf-8")
    plan = make_plan(builtin(), SETTINGS._replace(max_file_size=100))
    assert [finding.rule for finding in lint_file(str(path), plan).findings] == ["MED900"]


def test_more_processes_than_files_or_than_windows_allows(tmp_path: Path) -> None:
    paths = []
    for number in range(64):
        paths.append(str(tmp_path / f"{number}.md"))
        Path(paths[-1]).write_text("# Colds\n", encoding="utf-8")
    plan = make_plan(builtin(), SETTINGS, select=("MED209",))
    work = Work(tuple((path, 0) for path in paths), (plan,), ("error",))
    reports = list(lint_all(work, Wanted(), jobs=500))
    assert [report.path for report in reports] == paths
    assert {len(report.findings) for report in reports} == {1}


def test_the_excerpt_of_a_long_line_is_a_window_around_the_place() -> None:
    text = f"<main><h1>{'word ' * 400}</h1><h2>Empty</h2><h2>Next</h2><p>{'word ' * 400}</p></main>"
    finding = only(text, "MED104", "a.html")
    assert finding.excerpt.text[finding.excerpt.start : finding.excerpt.end] == "<h2>Empty</h2>"
    assert len(finding.excerpt.text) < 500
    assert finding.start.column == text.index("<h2>Empty") + 1


def test_a_schema_that_cannot_be_used_stops_every_article(tmp_path: Path) -> None:
    settings = SETTINGS._replace(schemas=(("*.md", str(tmp_path / "none.json")),), root=str(tmp_path))
    report = lint("# Colds\n", "MED101", settings=settings, fails=True)
    assert "none.json: no such file or directory" in report.error
    assert report.findings == ()


BROKEN = {
    "not-json": ("{", "not valid JSON"),
    "not-an-object": ("[]", "a schema is a JSON object"),
    "not-a-schema": ('{"properties": {"words": {"type": "numbr"}}}', "/properties/words/type"),
    "bad-pattern": ('{"properties": {"path": {"pattern": "("}}}', "/properties/path/pattern"),
    "lost-reference": ('{"$ref": "#/$defs/none"}', "$ref '#/$defs/none'"),
    "lost-anchor": ('{"$ref": "#none"}', "nothing is found at $ref '#none'"),
    "lost-dynamic-reference": ('{"$dynamicRef": "#none"}', "nothing is found at $dynamicRef '#none'"),
    "remote-reference": ('{"$ref": "https://example.invalid/a.json"}', "https://example.invalid/a.json"),
    "unknown-rule": ('{"x-medlint": {"*": {"rule": "MED999"}}}', 'no rule is called "MED999"'),
    "note-without-keyword": ('{"x-medlint": {"message": "no"}}', "/x-medlint: maps each keyword"),
    "note-with-typo": ('{"x-medlint": {"type": {"mesage": "no"}}}', '"mesage"'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_schema_ends_the_run_before_anything_is_judged(name: str, tmp_path: Path) -> None:
    text, reason = BROKEN[name]
    (tmp_path / "site.json").write_text(text, encoding="utf-8")
    (tmp_path / "medlint.toml").write_text(
        '[[schemas]]\nfiles = ["*.md"]\nschema = "site.json"\n', encoding="utf-8"
    )
    (tmp_path / "article.md").write_text("# Colds\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "medlint", "check", "article.md", "--output-format", "concise"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert result.returncode == 2
    assert "site.json" in result.stderr
    assert reason in result.stderr
    assert "internal error" not in result.stderr
    assert "MED" not in result.stdout


@pytest.mark.parametrize(
    ("front", "fixes"),
    [
        ("tags: [Back Pain, rest, colds]\n---\n", 1),
        ("tags: a: b\n---\n", 0),
        ("tags: [Back Pain, rest, colds]\ntitle: Colds: a guide\n---\n", 0),
        ("tags: [rest]\ntags: [Back Pain, rest, colds]\n---\n", 0),
        ("title: Colds\ntags: [Back Pain, rest, colds]\n", 0),
    ],
)
def test_front_matter_that_is_not_valid_gets_no_fixes(front: str, fixes: int) -> None:
    text = f"---\n{front}\n# Colds\n\nRest.\n"
    report = lint_bytes("a.md", text.encode(), make_plan(builtin(), Settings(), select=("MED201", "MED603")))
    assert {finding.rule for finding in report.findings} >= {"MED603"}
    assert sum(finding.fix is not None for finding in report.findings) == fixes


def test_broken_front_matter_is_one_finding_not_five() -> None:
    text = b'---\ntitle: "x\ntags: [a\n---\n# Colds\n\nText about colds.\n'
    report = lint_bytes("a.md", text, make_plan(builtin(), SETTINGS))
    said = {finding.rule for finding in report.findings}
    assert "MED201" in said
    assert said.isdisjoint({"MED202", "MED209", "MED213", "MED214", "MED601"})


@pytest.mark.parametrize(("given", "severity"), [("error", "note"), ("warning", "note"), ("note", "note")])
def test_a_message_that_is_only_a_note_stays_one(given: Severity, severity: Severity) -> None:
    text = "---\ntags: [neck-pain, cervicalgia]\n---\n# Neck pain\n\nIt hurts.\n"
    plan = make_plan(builtin(), SETTINGS, select=("MED605",), severities={"MED605": given})
    [finding] = lint_bytes("a.md", text.encode(), plan).findings
    assert finding.severity == severity


# --- memory -----------------------------------------------------------------------------------------

_EXAMPLES = Path(__file__).parent.parent / "examples"
_PAGE = b"""<!doctype html><html lang="en"><head><title>Colds</title></head><body><main><h1>Colds</h1>
<p>Rest and drink. See <a href="https://www.nhs.uk/">the NHS</a>.</p>
<ul><li>Fever</li></ul></main></body></html>
"""


def test_an_article_leaves_nothing_for_the_collector() -> None:
    """Python's collector of circles comes late by design, so a run over many articles would grow."""
    plan = make_plan(builtin(), SETTINGS)
    articles = [(path.name, path.read_bytes()) for path in sorted(_EXAMPLES.glob("*.md"))]
    articles += [("page.html", _PAGE), ("page.txt", b"Colds\n\nRest and drink.\n")]
    for path, data in articles:
        lint_bytes(path, data, plan)  # loads what stays
    gc.collect()
    gc.disable()
    try:
        for path, data in articles:
            lint_bytes(path, data, plan)
        assert gc.collect() < 20  # one article in Markdown used to leave two hundred objects
    finally:
        gc.enable()
