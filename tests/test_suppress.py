import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.plan import make_plan
from medlint.settings import Settings

SETTINGS = Settings(today="2026-06-01")


def lint(text, *select, path="a.md"):
    plan = make_plan(builtin(), SETTINGS, select=select)
    return lint_bytes(path, text.encode(), plan)


def test_ignore_covers_the_next_block_only():
    report = lint(
        "# Colds\n\nRest.\n\n<!-- medlint: ignore[MED104] next week -->\n## Treatment\n\n## Prevention\n",
        "MED104",
        "MED901",
    )
    assert [(f.rule, f.start.line) for f in report.findings] == [("MED104", 8)]
    (hidden,) = report.suppressed
    assert (hidden.rule, hidden.start.line, hidden.suppressed) == ("MED104", 6, "next week")


@pytest.mark.parametrize(
    "selector", ["MED104", "section-empty", "MED1", "structure", "MED109, MED104"], ids=str
)
def test_codes_names_prefixes_and_categories_are_understood(selector):
    text = f"# Colds\n\nRest.\n\n<!-- medlint: ignore[{selector}] why -->\n## Treatment\n"
    report = lint(text, "MED104")
    assert report.findings == ()
    assert len(report.suppressed) == 1


def test_ignore_at_the_end_of_a_line_covers_its_own_block():
    report = lint("# Colds\n\nRest.\n\n## Treatment <!-- medlint: ignore[MED104] later -->\n", "MED104")
    assert report.findings == ()


def test_a_range_ends_where_it_is_enabled_again():
    text = (
        "# Colds\n\nRest.\n\n<!-- medlint: disable[MED104] drafts -->\n\n## One\n\n## Two\n\n"
        "<!-- medlint: enable[MED104] -->\n\n## Three\n"
    )
    report = lint(text, "MED104", "MED901")
    assert [f.excerpt.text for f in report.findings] == ["## Three"]
    assert len(report.suppressed) == 2


def test_file_ignore_and_front_matter_cover_the_file():
    body = "# Colds\n\nRest.\n\n## Treatment\n"
    assert lint(body + "\n<!-- medlint: file-ignore[MED104] x -->\n", "MED104").findings == ()
    for front in ("medlint: [MED104]", "medlint: MED104 written later", "medlint:\n  - section-empty"):
        report = lint(f"---\n{front}\n---\n{body}", "MED104", "MED901")
        assert report.findings == (), front
        assert len(report.suppressed) == 1


def test_mdx_comments_work():
    text = "# Colds\n\nRest.\n\n{/* medlint: ignore[MED104] later */}\n\n## Treatment\n"
    assert lint(text, "MED104", path="a.mdx").findings == ()


def test_an_unused_suppression_is_reported_at_its_code_and_can_be_removed():
    text = "# Colds\n\n<!-- medlint: ignore[MED104] why -->\n\nRest.\n"
    (finding,) = lint(text, "MED104", "MED901").findings
    assert finding.rule == "MED901"
    assert text[slice(*finding.span)] == "MED104"
    (edit,) = finding.fix.edits
    assert text[slice(*edit.span)] == "<!-- medlint: ignore[MED104] why -->"


def test_a_suppression_of_a_rule_that_does_not_run_is_not_unused():
    text = "# Colds\n\n<!-- medlint: ignore[MED104] why -->\n\nRest.\n"
    assert lint(text, "MED101", "MED901").findings == ()


def test_an_unreadable_file_cannot_be_hidden():
    report = lint("", "MED900")
    assert [f.rule for f in report.findings] == ["MED900"]
