import pytest

from medlint.catalogue import builtin
from medlint.engine import NEVER_SUPPRESSED, lint_bytes
from medlint.plan import make_plan
from medlint.rule_page import NEVER_IGNORED, leave_out
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
    assert report.findings[0].message == "'ALL' would hide every rule, and hides none"


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
    (edit,) = finding.fix.edits
    assert (text[slice(*edit.span)], edit.text) == (", MED116", "")


def test_a_rule_that_does_not_judge_the_language_is_not_unused():
    text = "---\nlang: de\n---\n# Erkältung\n\n<!-- medlint: file-ignore[MED105] -->\n\nSchlafen Sie genug.\n"
    assert lint(text, "MED105", "MED901").findings == ()


def test_words_about_medlint_are_no_directive():
    assert lint("# Colds\n\n<!-- we use medlint here -->\nRest.\n", "MED901").findings == ()


@pytest.mark.parametrize(
    ("comment", "written"),
    [
        ("medlint ignore MED104", "ignore[MED104]"),
        ("medlint-disable MED104, MED105 why", "disable[MED104, MED105]"),
        ("medlint-disable-next-line MED104", "ignore[MED104]"),
        ("medlint ignore-file[MED104] why", "file-ignore[MED104]"),
        ("Medlint: ignore[MED104] why", "ignore[MED104]"),
        ("med-lint: ignore[MED104]", "ignore[MED104]"),
        ("medlint: ignore MED104 why", "ignore[MED104]"),
        ("medlint: ignore(MED104)", "ignore[MED104]"),
        ("medlint: ignore[] MED104", "ignore[MED104]"),
        ("medlint disable", "disable[MED105]"),
    ],
)
def test_a_mistyped_suppression_is_told_how_it_is_written(comment, written):
    (finding,) = lint(f"# Colds\n\n<!-- {comment} -->\nRest.\n", "MED901").findings
    assert finding.message == "this comment hides nothing as it is written"
    assert finding.hint == f"Write it as `medlint: {written} reason`."


def test_a_bracket_that_is_not_closed_is_called_so():
    text = "# Colds\n\n<!-- medlint: file-ignore[MED104, MED105 -->\nRest.\n"
    (finding,) = lint(text, "MED901").findings
    assert finding.message == "the bracket after `file-ignore` is not closed"
    assert "`medlint: file-ignore[MED104, MED105] reason`" in finding.hint


@pytest.mark.parametrize(
    "comment", ["medlint ignores code", "medlint, disabled last week", "medlint-action: v1", "MED104 ignore"]
)
def test_a_comment_that_only_speaks_of_medlint_is_not_mistyped(comment):
    assert lint(f"# Colds\n\n<!-- {comment} -->\nRest.\n", "MED901").findings == ()


EMPTY = "# Colds\n\nRest.\n\n{}\n## Treatment\n"
"""An article whose second section is empty (MED104), with a place for a comment above it."""


def told(text, settings=SETTINGS, select=("MED104", "MED901")):
    """Return the rule, the marked text and the line of each finding, and the reasons of what is hidden."""
    report = lint_bytes("a.md", text.encode(), make_plan(builtin(), settings, select=select))
    found = [(f.rule, text[slice(*f.span)], f.start.line) for f in report.findings]
    return found, [finding.suppressed for finding in report.suppressed]


class TestUntil:
    """A suppression can name its last day; today is 1 June 2026."""

    @pytest.mark.parametrize("day", ["2026-06-01", "2026-06-02", "2027-01-31", "9999-12-31"])
    def test_it_counts_until_the_day_is_over(self, day):
        text = EMPTY.format(f"<!-- medlint: ignore[MED104] until={day} agreed with Dr X -->")
        assert told(text) == ([], ["agreed with Dr X"])

    @pytest.mark.parametrize("day", ["2026-05-31", "2025-12-31", "0001-01-01"])
    def test_from_the_day_after_it_hides_nothing_and_is_reported_at_the_day(self, day):
        text = EMPTY.format(f"<!-- medlint: ignore[MED104] until={day} agreed with Dr X -->")
        assert told(text) == ([("MED901", day, 5), ("MED104", "## Treatment", 6)], [])

    def test_the_message_names_the_rule_and_the_day(self):
        text = EMPTY.format("<!-- medlint: ignore[section-empty] until=2026-05-31 -->")
        finding = lint(text, "MED104", "MED901").findings[0]
        assert finding.message == "the suppression of section-empty ended on 2026-05-31"
        assert finding.fix is None

    @pytest.mark.parametrize(
        ("written", "at"),
        [
            ("until=2026-13-01 x", "2026-13-01"),
            ("until=2027-02-29", "2027-02-29"),
            ("until=20270131", "20270131"),
            ("until=2027-W04-1", "2027-W04-1"),
            ("until = soon, as agreed", "soon"),
            ("until=２０２７-01-31", "２０２７-01-31"),
            ("until=", "until="),
            ("until= , x", "until="),
        ],
    )
    def test_a_day_that_is_none_is_marked_and_nothing_is_hidden(self, written, at):
        text = EMPTY.format(f"<!-- medlint: ignore[MED104] {written} -->")
        assert told(text) == ([("MED901", at, 5), ("MED104", "## Treatment", 6)], [])

    @pytest.mark.parametrize(
        ("comment", "reason"),
        [
            ("ignore[MED104]   until = 2027-01-31 -- why", "why"),
            ("ignore[MED104]until=2027-01-31", ""),
            ("ignore[MED104] until=2027-01-31; why", "why"),
            ("ignore[MED104] kept until=2020-01-01 is over", "kept until=2020-01-01 is over"),
            ("ignore[MED104] untilled=2020-01-01", "untilled=2020-01-01"),
            ("ignore[MED104]\n  until=2027-01-31\n  why", "why"),
        ],
    )
    def test_only_what_stands_directly_after_the_codes_is_a_day(self, comment, reason):
        assert told(EMPTY.format(f"<!-- medlint: {comment} -->")) == ([], [reason])

    def test_two_codes_share_a_day_that_is_reported_once(self):
        text = EMPTY.format("<!-- medlint: ignore[MED104, MED116] until=2026-01-01 -->")
        found, _ = told(text, select=("MED104", "MED116", "MED901"))
        assert found == [("MED901", "2026-01-01", 5), ("MED104", "## Treatment", 6)]
        text = text.replace("2026-01-01", "never")
        found, _ = told(text, select=("MED104", "MED116", "MED901"))
        assert found == [("MED901", "never", 5), ("MED104", "## Treatment", 6)]

    def test_an_ended_range_still_has_its_end(self):
        text = (
            "# Colds\n\n<!-- medlint: disable[MED104] until=2026-01-01 -->\n\n## One\n\n"
            "<!-- medlint: enable[MED104] -->\n\n## Two\n\nRest.\n"
        )
        found, _ = told(text)
        assert [(rule, at) for rule, at, _ in found] == [("MED901", "2026-01-01"), ("MED104", "## One")]

    def test_an_ended_suppression_leaves_another_one_in_force(self):
        ended = "<!-- medlint: file-ignore[MED104] until=2026-01-01 old -->"
        text = EMPTY.format(f"{ended}\n\n<!-- medlint: ignore[MED104] new -->")
        assert told(text) == ([("MED901", "2026-01-01", 5)], ["new"])

    def test_of_a_rule_that_does_not_run_nothing_is_said(self):
        text = EMPTY.format("<!-- medlint: ignore[MED104] until=2026-01-01 -->")
        assert told(text, select=("MED105", "MED901"))[0][:1] != [("MED901", "2026-01-01", 5)]
        assert told(text, select=("MED901",)) == ([], [])

    FRONTS = (
        "medlint: MED104 until={} later",
        "medlint: [MED104 until={} later]",
        'medlint: "MED104 until={} later"',
        "medlint:\n  MED104: until={} later",
        "medlint:\n  - MED104 until={} later",
        "medlint:\n  - MED104: until={} later",
        "medlint: {{MED104: {{reason: later, until: {}}}}}",
        "medlint:\n  MED104:\n    until: {}\n    reason: later",
        'medlint:\n  MED104:\n    until: "{}"\n    reason: later',
        "medlint:\n  - MED104:\n      until: {}\n      reason: later",
        "medlint:\n  ignore:\n    MED104: {{until: {}, reason: later}}",
        "params:\n  medlint:\n    MED104: {{until: {}, reason: later}}",
    )

    @pytest.mark.parametrize("front", FRONTS)
    def test_front_matter_has_days_in_every_shape(self, front):
        body = "\n---\n# Colds\n\nRest.\n\n## Treatment\n"
        assert told("---\n" + front.format("2026-06-01") + body) == ([], ["later"])
        for day in ("2026-05-31", "2026-02-30"):
            found, hidden = told("---\n" + front.format(day) + body)
            assert [(rule, at) for rule, at, _ in found] == [("MED901", day), ("MED104", "## Treatment")]
            assert hidden == []

    @pytest.mark.parametrize(
        ("front", "at"),
        [
            ("+++\nmedlint.MED104 = {until = 2026-05-31, reason = 'x'}\n+++\n", "2026-05-31"),
            ('{"medlint": {"MED104": {"until": "2026-05-31"}}}\n', "2026-05-31"),
            ("---\nmedlint: {MED104: {until: }}\n---\n", "until"),
            ("---\nmedlint: {MED104: {until: 31 May 2027}}\n---\n", "31 May 2027"),
            ("---\nmedlint: {MED104: {until: [2027-01-01]}}\n---\n", "[2027-01-01]"),
        ],
    )
    def test_other_syntaxes_and_slips(self, front, at):
        found, hidden = told(front + "\n# Colds\n\nRest.\n\n## Treatment\n")
        assert [(rule, marked.strip('"')) for rule, marked, _ in found] == [
            ("MED901", at),
            ("MED104", "## Treatment"),
        ]
        assert hidden == []

    def test_the_real_day_counts_where_the_configuration_gives_none(self):
        ended = EMPTY.format("<!-- medlint: ignore[MED104] until=2020-01-01 -->")
        coming = EMPTY.format("<!-- medlint: ignore[MED104] until=2999-01-01 -->")
        assert [rule for rule, _, _ in told(ended, Settings())[0]] == ["MED901", "MED104"]
        assert told(coming, Settings()) == ([], [""])


class TestRequireReason:
    """What the configuration lists is hidden only with a reason."""

    NEEDED = SETTINGS._replace(require_reason=("MED104",))

    @pytest.mark.parametrize("reason", ["", "--", " — ", "…", "until=2027-01-01", "until=2027-01-01 --"])
    def test_without_a_reason_the_finding_stays(self, reason):
        text = EMPTY.format(f"<!-- medlint: ignore[MED104] {reason}-->")
        assert told(text, self.NEEDED) == ([("MED901", "MED104", 5), ("MED104", "## Treatment", 6)], [])
        assert len(told(text)[1]) == 1

    def test_the_message_says_what_to_add(self):
        text = EMPTY.format("<!-- medlint: ignore[MED104] -->")
        finding = lint_bytes(
            "a.md", text.encode(), make_plan(builtin(), self.NEEDED, select=("MED104", "MED901"))
        ).findings[0]
        assert finding.message == "MED104 may be ignored only with a reason"
        assert finding.hint == "Add the reason after the code; until then the finding stays."

    @pytest.mark.parametrize("reason", ["later", "-- später", "v2", "until=2027-01-01 x"])
    def test_with_a_reason_it_is_hidden(self, reason):
        text = EMPTY.format(f"<!-- medlint: ignore[MED104] {reason} -->")
        assert told(text, self.NEEDED)[0] == []

    @pytest.mark.parametrize("selector", ["section-empty", "MED1", "structure", "ALL"])
    def test_selectors_are_understood(self, selector):
        needed = SETTINGS._replace(require_reason=(selector,))
        text = EMPTY.format("<!-- medlint: ignore[MED104] -->")
        assert [rule for rule, _, _ in told(text, needed)[0]] == ["MED901", "MED104"]

    def test_other_rules_need_none(self):
        text = EMPTY.format("<!-- medlint: ignore[MED1] -->") + "\n## Treatment\n\nRest.\n"
        select = ("MED104", "MED116", "MED901")
        needed = SETTINGS._replace(require_reason=("MED116",))
        assert told(text, needed, select) == ([("MED116", "## Treatment", 8)], [""])

    def test_one_that_would_hide_nothing_is_unused(self):
        text = "# Colds\n\n<!-- medlint: ignore[MED104] -->\n\nRest.\n"
        report = lint_bytes(
            "a.md", text.encode(), make_plan(builtin(), self.NEEDED, select=("MED104", "MED901"))
        )
        assert [f.message for f in report.findings] == ["this suppression of MED104 hides nothing"]

    @pytest.mark.parametrize("front", ["MED104", "[MED104]", "{MED104: }", "{MED104: {until: 2027-01-01}}"])
    def test_front_matter_needs_one_too(self, front):
        text = f"---\nmedlint: {front}\n---\n# Colds\n\nRest.\n\n## Treatment\n"
        found, hidden = told(text, self.NEEDED)
        assert [(rule, at) for rule, at, _ in found] == [("MED901", "MED104"), ("MED104", "## Treatment")]
        assert hidden == []

    def test_an_explained_one_hides_what_an_unexplained_one_may_not(self):
        text = EMPTY.format("<!-- medlint: file-ignore[MED104] -->\n\n<!-- medlint: ignore[MED104] why -->")
        assert told(text, self.NEEDED) == ([], ["why"])


def test_a_missing_reason_can_be_accepted_too():
    text = (
        "# Colds\n\n<!-- medlint: file-ignore[MED902] drafts need no reasons -->\n\n"
        "<!-- medlint: ignore[MED104] -->\n\n## Treatment\n"
    )
    report = lint(text, "MED104", "MED901", "MED902")
    assert report.findings == ()
    assert [(f.rule, text[slice(*f.span)]) for f in report.suppressed] == [
        ("MED902", "MED104"),
        ("MED104", "## Treatment"),
    ]


@pytest.mark.parametrize("code", sorted(NEVER_IGNORED))
def test_no_comment_is_offered_where_none_helps(code):
    rule = next(rule for rule in builtin() if rule.id == code)
    assert "ignore[" not in leave_out(rule)
    text = f"<!-- medlint: file-ignore[{code}] because -->\n<!-- medlint: ignore[MED415] no -->\n\n# A\n"
    report = lint(text if code == "MED901" else "", "MED415", "MED900", "MED901")
    assert code in {finding.rule for finding in report.findings}
    assert set(NEVER_IGNORED) == NEVER_SUPPRESSED
