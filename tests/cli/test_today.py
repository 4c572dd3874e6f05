"""`--today`: the day that dates are judged by, whatever a configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

ARTICLE = "---\ntitle: Colds\ndate: 2030-05-01\n---\nRest.\n"


@pytest.fixture
def article(site: Path) -> Path:
    (site / "dated.md").write_text(ARTICLE)
    return site / "dated.md"


def future(run: Run, *arguments: str) -> bool:
    """Tell whether the date of the article is called one of the future."""
    shown = run("check", "--select", "MED211", "--output-format", "concise", "dated.md", *arguments)
    return "is in the future" in shown.out


def test_the_day_decides(run: Run, article: Path) -> None:
    assert future(run, "--today", "2030-04-01")
    assert not future(run, "--today", "2030-06-01")


def test_it_goes_before_the_configuration(run: Run, article: Path) -> None:
    (article.parent / ".medlint.toml").write_text('today = "2030-04-01"\n')
    assert future(run)
    assert not future(run, "--today", "2030-06-01")


def test_it_holds_where_an_override_applies(run: Run, article: Path) -> None:
    override = '[[overrides]]\nfiles = ["*.md"]\nlocale = "en-GB"\n'
    (article.parent / ".medlint.toml").write_text(f'today = "2030-04-01"\n{override}')
    assert not future(run, "--today", "2030-06-01")


def test_it_is_shown_among_the_settings(run: Run, article: Path) -> None:
    shown = run("check", "--show-settings", "--today", "2030-06-01", "dated.md").out
    (line,) = [line for line in shown.splitlines() if line.startswith("today = ")]
    assert line.split("#")[0].strip() == 'today = "2030-06-01"'
    assert line.endswith("# --today")


@pytest.mark.parametrize("day", ["2030-02-30", "20300601", "tomorrow", "2030-W10-1", ""])
def test_what_is_no_day_is_refused(run: Run, article: Path, day: str) -> None:
    shown = run("check", "--today", day, "dated.md")
    assert shown.code == 2
    assert f'"{day}" is not a date' in shown.err
