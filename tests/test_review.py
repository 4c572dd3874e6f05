"""How old a review is, to the day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding


def findings(
    folder: Path, front: str, today: str, code: str = "MED212", settings: str = ""
) -> tuple[Finding, ...]:
    config = folder / "medlint.toml"
    config.write_text(f'today = "{today}"\n{settings}')
    plan = plan_of(finder(config=str(config))(str(folder)), builtin(), Selection(select=(code,)))
    return lint_bytes("a.md", f"---\n{front}\n---\nRest.\n".encode(), plan).findings


def lint(*given: Any, **named: Any) -> list[tuple[str, str]]:
    """Return severity and message of each finding."""
    return [(finding.severity, finding.message) for finding in findings(*given, **named)]


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        ("2024-03-15", ""),
        ("2026-03-15", ""),
        ("2026-03-16", "note"),
        ("2027-03-15", "note"),
        ("2027-03-16", "warning"),
        ("2029-03-16", "warning"),
    ],
)
def test_the_day_on_which_it_turns(tmp_path: Path, today: str, severity: str) -> None:
    found = lint(tmp_path, "title: Colds\nreviewed: 2024-03-15", today)
    assert [level for level, _ in found] == ([severity] if severity else [])


def test_from_when_on_it_should_be_taken_down(tmp_path: Path) -> None:
    front = "title: Colds\nreviewed: 2024-03-15"
    (old,), (too_old,) = (findings(tmp_path, front, day) for day in ("2029-03-15", "2029-03-16"))
    assert "take it down" not in old.hint
    assert "take it down" in too_old.hint


@pytest.mark.parametrize(
    "front",
    [
        "title: Flu vaccines\nreviewed: 2024-03-15",
        "title: Getting your COVID-19 jab\nreviewed: 2024-03-15",
        "title: Ozempic and you\nreviewed: 2024-03-15",
        "title: Antidepressants and pregnancy\nreviewed: 2024-03-15",
        "title: Taking medicines while pregnant\nreviewed: 2024-03-15",
        "title: Weight-loss injections\nreviewed: 2024-03-15",
        "title: Staying well in winter\ntags: [flu-vaccination]\nreviewed: 2024-03-15",
    ],
)
def test_half_the_months_where_advice_changes_fast(tmp_path: Path, front: str) -> None:
    assert lint(tmp_path, front, "2025-03-15") == []
    assert lint(tmp_path, front, "2025-03-16") == [
        ("note", "the last review, 15 March 2024, is 12 months old")
    ]
    assert lint(tmp_path, front, "2026-09-16")[0][0] == "warning"


@pytest.mark.parametrize(
    "title", ["Back pain in pregnancy", "Medicines for gout", "The booster seat law", "Jabbing pain"]
)
def test_other_topics_keep_all_months(tmp_path: Path, title: str) -> None:
    assert lint(tmp_path, f"title: {title}\nreviewed: 2024-03-15", "2026-03-15") == []


def test_the_latest_of_two_dates_counts(tmp_path: Path) -> None:
    front = "title: Colds\nreviewed: 2020-03-15\nlastReviewed: 2024-03-15"
    assert lint(tmp_path, front, "2026-03-15") == []


@pytest.mark.parametrize(
    ("date", "today", "old"),
    [
        ("March 2024", "2026-03-31", False),
        ("March 2024", "2026-04-01", True),
        ("2/3/2024", "2026-03-02", False),
        ("15 March 2024", "2026-03-16", True),
        ("2024-02-31", "2030-01-01", False),
        ("soon", "2030-01-01", False),
        ("2031-01-01", "2030-01-01", False),
    ],
)
def test_dates_of_all_kinds(tmp_path: Path, date: str, today: str, old: bool) -> None:
    assert bool(lint(tmp_path, f"title: Colds\nreviewed: {date}", today)) is old


def test_an_update_is_no_review(tmp_path: Path) -> None:
    front = "title: Colds\nreviewed: 2019-03-15\nupdated: 2026-03-15"
    assert lint(tmp_path, front, "2026-03-16")[0][0] == "warning"


def test_a_review_that_is_overdue(tmp_path: Path) -> None:
    front = "title: Colds\nreviewed: 2024-01-15\nnextReview: 2026-01-15"
    assert lint(tmp_path, front, "2026-01-15") == []
    assert lint(tmp_path, front, "2026-01-16") == [("warning", "the next review was due on 15 January 2026")]
    assert lint(tmp_path, front, "2029-01-16") == [
        ("warning", "the last review, 15 January 2024, is 5 years old")
    ]


@pytest.mark.parametrize(
    ("today", "age"),
    [
        ("2023-02-28", "23 months"),
        ("2023-03-01", "2 years"),
        ("2023-04-15", "2 years and 1 month"),
        ("2026-11-30", "5 years and 8 months"),
        ("2027-03-15", "6 years"),
    ],
)
def test_an_age_of_two_years_or_more_is_told_in_years(tmp_path: Path, today: str, age: str) -> None:
    own = "[review]\nfine = 6\nwarn = 12\nwithdraw = 18\n"
    [(_, said)] = lint(tmp_path, "title: Colds\nreviewed: 2021-03-01", today, settings=own)
    assert said == f"the last review, 1 March 2021, is {age} old"


def test_a_site_sets_its_own_months(tmp_path: Path) -> None:
    front = "title: Colds\nreviewed: 2025-03-15"
    own = "[review]\nfine = 6\nwarn = 12\nwithdraw = 18\n"
    assert lint(tmp_path, front, "2026-03-16") == []
    assert lint(tmp_path, front, "2026-03-16", settings=own)[0][0] == "warning"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("date: 2024-03-15", "published 15 March 2024, but nothing says"),
        ("date: 2024-03-15T05:35:07.322Z", "published 15 March 2024, but nothing says"),
        ("date: March 15, 2024", "published March 15, 2024, but nothing says"),
        ("date: 2024-03", "published March 2024, but nothing says"),
        ("date: 1710461107322", "published 15 March 2024, but nothing says"),
        ("date: 2020-03-15\nrevised: 2024-03-15", "updated 15 March 2024, but nothing says"),
        ("date: 2025-06-15", ""),
        ("date: 2020-03-15\nupdated: 2026-03-15", ""),
        ("date: 2020-03-15\nupdated: 2024-03-15", "updated 15 March 2024, but nothing says"),
        ("date: 2020-03-15\nreviewed: 2025-03-15", "reviewed 15 March 2025, but nothing says when the next"),
        ("date: 2020-03-15\nreviewed: 2025-03-15\nnextReview: 2027-03-15", ""),
        ("date: 2020-03-15\nreviewer: Ann Lee, RN", "reviewed by Ann Lee, but nothing says when"),
        ("author: Ann Lee", ""),
    ],
)
def test_missing_dates(tmp_path: Path, front: str, said: str) -> None:
    found = lint(tmp_path, f"title: Colds\n{front}", "2026-06-01", "MED213")
    assert [message.startswith(said) for _, message in found] == ([True] if said else [])
