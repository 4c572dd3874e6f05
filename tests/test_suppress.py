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
    assert text[slice(*edit.span)] == "<!-- medlint: ignore[MED104] why -->\n\n"


def test_a_suppression_of_a_rule_that_does_not_run_is_not_unused():
    text = "# Colds\n\n<!-- medlint: ignore[MED104] why -->\n\nRest.\n"
    assert lint(text, "MED101", "MED901").findings == ()


def test_an_unreadable_file_cannot_be_hidden():
    report = lint("", "MED900")
    assert [f.rule for f in report.findings] == ["MED900"]


SHAPES = [
    ("medlint: MED104", ""),
    ("medlint: MED104 written later", "written later"),
    ("medlint: [MED104]", ""),
    ("medlint: [section-empty, MED105]", ""),
    ('medlint: "MED105, MED104"', ""),
    ("medlint:\n  - MED104 written later", "written later"),
    ("medlint:\n  - MED104: written later", "written later"),
    ("medlint:\n  ignore: [MED104]", ""),
    ("medlint:\n  ignore: MED104", ""),
    ("medlint:\n  ignore:\n    MED104: written later", "written later"),
    ("medlint:\n  MED104: written later", "written later"),
    ('medlint: {"MED104": "written later"}', "written later"),
]


@pytest.mark.parametrize(("front", "reason"), SHAPES)
def test_every_shape_of_the_key_covers_the_file(front, reason):
    report = lint(f"---\n{front}\n---\n# Colds\n\nRest.\n\n## Treatment\n", "MED104", "MED901")
    assert report.findings == ()
    assert [finding.suppressed for finding in report.suppressed] == [reason]


@pytest.mark.parametrize(("front", "reason"), SHAPES)
def test_an_unused_code_of_the_key_is_told_at_the_code(front, reason):
    text = f"---\n{front}\n---\n# Colds\n\nRest.\n"
    found = lint(text, "MED104", "MED901").findings
    assert [f.rule for f in found] == ["MED901"]
    assert text[slice(*found[0].span)] in ("MED104", "section-empty")
    assert found[0].fix is None


@pytest.mark.parametrize("syntax", ['+++\nmedlint = ["MED104"]\n+++\n', '{\n"medlint": ["MED104"]\n}\n'])
def test_other_front_matter_has_the_key_too(syntax):
    assert lint(f"{syntax}\n# Colds\n\nRest.\n\n## Treatment\n", "MED104").findings == ()


@pytest.mark.parametrize(
    ("front", "at", "message"),
    [
        ("medlint:", "medlint", "the key `medlint` must name the rules that it hides"),
        ("medlint: []", "[]", "the key `medlint` must name the rules that it hides"),
        ("medlint: ALL", "ALL", "the key `medlint` must name the rules that it hides"),
        ("medlint: [MED1O4]", "MED1O4", "no rule is called 'MED1O4'"),
        ("medlint: {MED1O4: why}", "MED1O4", "no rule is called 'MED1O4'"),
        ("medlint: true", "true", "no rule is called 'true'"),
    ],
)
def test_a_key_that_cannot_work(front, at, message):
    text = f"---\ntitle: Colds\n{front}\n---\nRest.\n"
    (finding,) = lint(text, "MED901").findings
    assert (text[slice(*finding.span)], finding.message) == (at, message)


def test_everything_at_once_is_no_suppression():
    text = "# Colds\n\n<!-- medlint: file-ignore[ALL] -->\n\nRest.\n\n## Treatment\n"
    report = lint(text, "MED104", "MED901")
    assert [(f.rule, text[slice(*f.span)]) for f in report.findings] == [
        ("MED901", "ALL"),
        ("MED104", "## Treatment"),
    ]


def test_the_nearest_code_keeps_the_characters_that_are_right():
    (finding,) = lint("# Colds\n\n<!-- medlint: ignore[MED1O4] -->\nRest.\n", "MED901").findings
    assert finding.hint == "Did you mean MED104?"


def test_enabling_one_rule_leaves_the_others_disabled():
    text = (
        "<!-- medlint: disable[MED1] drafts -->\n\n# Colds\n\nRest.\n\n## One\n\n"
        "<!-- medlint: enable[MED104] -->\n\n## Two\n\n## One\n\nText.\n"
    )
    report = lint(text, "MED104", "MED116", "MED901")
    assert [(f.rule, f.start.line) for f in report.findings] == [("MED104", 11)]
    assert [(f.rule, f.start.line) for f in report.suppressed] == [("MED104", 7), ("MED116", 13)]


def test_an_unused_range_is_told_once_and_not_torn_apart_by_a_fix():
    text = "<!-- medlint: disable[MED104] -->\n\n# Colds\n\nRest.\n\n<!-- medlint: enable[MED104] -->\n"
    (finding,) = lint(text, "MED104", "MED901").findings
    assert finding.start.line == 1
    assert finding.fix is None


def test_one_of_two_codes_is_told_and_the_comment_stays():
    text = "# Colds\n\nRest.\n\n<!-- medlint: ignore[MED104, MED116] why -->\n## Treatment\n"
    (finding,) = lint(text, "MED104", "MED116", "MED901").findings
    assert text[slice(*finding.span)] == "MED116"
    assert finding.fix is None


def test_a_rule_that_does_not_judge_the_language_is_not_unused():
    text = "---\nlang: de\n---\n# Erkältung\n\n<!-- medlint: file-ignore[MED105] -->\n\nSchlafen Sie genug.\n"
    assert lint(text, "MED105", "MED901").findings == ()


def test_words_about_medlint_are_no_directive():
    assert lint("# Colds\n\n<!-- we use medlint here -->\nRest.\n", "MED901").findings == ()
