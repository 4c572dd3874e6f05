"""Whole articles with the default rules: all that is found, where, and what the fixes make of it."""

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_document
from medlint.finding import FileReport, Finding
from medlint.fix import fix
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import Settings
from medlint.source import Source

FOLDER = Path(__file__).parent / "articles"
PLAN = make_plan(builtin(), Settings(today="2026-06-01"))
Row = tuple[int, str, str]


def expectations() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    name = ""
    for line in (FOLDER / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            number, code, text = line.split(" ", 2)
            found[name].append((int(number), code, text))
        elif line and not line.startswith("#"):
            name = line
            found[name] = []
    return found


EXPECTED = expectations()
VARIANTS = {
    "lf": lambda data: data,
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "cr": lambda data: data.replace(b"\n", b"\r"),
    "bom": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16": lambda data: data.decode().encode("utf-16"),
}


def read(name: str) -> bytes:
    # Git may have checked the file out with other line ends.
    return (FOLDER / name).read_bytes().replace(b"\r\n", b"\n")


def lint(name: str, data: bytes) -> tuple[FileReport, Source]:
    document = parse(name, data, PLAN.settings)
    report = lint_document(document, PLAN)
    assert not report.error
    return report, document.source


def rows(report: FileReport, source: Source) -> list[Row]:
    return [
        (finding.start.line, finding.rule, source.text[slice(*finding.span)].partition("\n")[0])
        for finding in report.findings
    ]


def fixed(report: FileReport, source: Source) -> tuple[bytes, list[Finding]]:
    """Apply every safe fix, in one round as in the next."""
    done = fix(report._replace(source=source), PLAN, unsafe=False)
    return done.after, list(done.applied)


def test_every_article_has_its_expectations() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"expected.txt"} == set(EXPECTED)
    assert len(EXPECTED) >= 12


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", EXPECTED)
def test_findings_are_these_and_no_others(name: str, variant: str) -> None:
    found = rows(*lint(name, VARIANTS[variant](read(name))))
    assert sorted(found) == sorted(EXPECTED[name])


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", EXPECTED)
def test_safe_fixes_mend_what_they_say_and_nothing_else(name: str, variant: str) -> None:
    data = VARIANTS[variant](read(name))
    report, source = lint(name, data)
    after, applied = fixed(report, source)
    if not applied:
        assert after == data, "nothing was fixed, so no byte may change"
        return
    again, mended = lint(name, after)
    left = {(finding.rule, finding.message) for finding in again.findings}
    before = {(finding.rule, finding.message) for finding in report.findings}
    assert not {(finding.rule, finding.message) for finding in applied} & left
    # Some quote what a fix of another rule has changed: a tag, a dose.
    assert {rule for rule, _ in left - before} <= {"MED605", "MED310", "MED330"}
    assert len(again.findings) == len(report.findings) - len(applied)
    assert fixed(again, mended) == (after, [])


def test_some_articles_have_something_to_fix() -> None:
    titles = {
        finding.fix.title
        for name in EXPECTED
        for finding in lint(name, read(name))[0].findings
        if finding.fix is not None and finding.fix.safety == "safe"
    }
    assert titles == {
        "Remove the comment",
        "Remove the second hay-fever",
        "Say 1 minute",
        "Write '0.5 mg'",
        "Write '1 mg'",
        "Write PT1M",
        "Write hay-fever",
    }


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("blisters.md", [("MED203", "the team signs together")]),
        ("sore-throat.md", [("MED104", "the speech therapist sends this part in May")]),
        ("tennis-elbow.mdx", [("MED104", "the videos are still being cut")] * 2),
        ("jet-lag.md", [("MED105", "")]),
    ],
)
def test_what_articles_ask_to_ignore(name: str, hidden: list[tuple[str, str]]) -> None:
    report, _ = lint(name, read(name))
    assert [(finding.rule, finding.suppressed) for finding in report.suppressed] == hidden


def test_wording_of_an_unjudged_language_is_left_alone() -> None:
    report, _ = lint("verkoudheid.md", read("verkoudheid.md"))
    assert report.language == "nl"
    assert {"MED105", "MED109"}.isdisjoint(finding.rule for finding in report.findings)
