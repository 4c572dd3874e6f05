"""The scorecard: each item by an article that has it and one that lacks it, with the line that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from medlint.cli.group import cli
from medlint.parse import parse
from medlint.scorecard import Item, Scorecard, scorecard
from medlint.settings import Settings

FULL = """\
---
title: Exercise for a stiff back
author: Jane Roe, MCSP
published: 2024-05-01
reviewed: 2026-02-01
---
# Exercise for a stiff back

Gentle exercise may help many people. A randomised controlled trial found less pain after six weeks.[1]
Studies show that people sleep better, too.[1] The evidence is limited.

## When to get help

Call 999 if you lose feeling between your legs. Ask for an urgent GP appointment if you have a fever. See a
pharmacist if painkillers do nothing.

## References

1. Roe J. Exercise for back pain. BMJ 2021;372:n1. doi:10.1136/bmj.n1

Nobody paid for this article: there is no funding.

## Disclaimer

This is general information and does not replace medical advice. Ask your doctor. Never ignore advice
because of what you read here. In an emergency call 999. Reading it creates no doctor-patient relationship,
and everyone is different.
"""
BARE = """\
# Exercise for a stiff back

This is the best exercise and it always works. Do it every day.
"""
SETTINGS = Settings(today="2026-06-01", locale="en-GB")


def card(text: str, path: str = "a.md") -> Scorecard:
    made = scorecard(parse(path, text.encode(), SETTINGS), SETTINGS)
    assert made is not None
    return made


def items(text: str, score: str) -> dict[str, Item]:
    found = next(each for each in card(text).scores if each.name == score)
    return {item.name: item for item in found.items}


def points(text: str, score: str) -> dict[str, float]:
    return {name: item.points for name, item in items(text, score).items()}


def test_all_that_there_is_to_reach() -> None:
    assert [(score.name, score.points, score.of) for score in card(FULL).scores] == [
        ("jama", 4, 4),
        ("quest", 28, 28),
        ("disclaimer", 7, 7),
        ("care", 3, 3),
    ]


def test_nothing_at_all() -> None:
    assert {score.name: score.points for score in card(BARE).scores} == {
        "jama": 0,
        "quest": 6,
        "disclaimer": 0,
        "care": 0,
    }
    assert points(BARE, "quest")["conflict of interest"] == 6
    assert all(item.line == 0 for item in items(BARE, "jama").values())


def test_lines_show_the_evidence() -> None:
    quest, lines = items(FULL, "quest"), FULL.split("\n")
    assert lines[quest["authorship"].line - 1] == "author: Jane Roe, MCSP"
    assert lines[quest["currency"].line - 1] == "reviewed: 2026-02-01"
    assert lines[quest["attribution"].line - 1].startswith("1. Roe J.")
    assert "randomised controlled trial" in lines[quest["type of study"].line - 1]
    care = items(FULL, "care")
    assert (care["emergency"].said, care["urgent"].said) == ('"999"', '"urgent GP appointment"')
    assert "999" in lines[care["emergency"].line - 1]


@pytest.mark.parametrize(
    ("old", "new", "score", "item", "reached"),
    [
        ("author: Jane Roe, MCSP\n", "author: Jane Roe\n", "jama", "authorship", 0),
        ("author: Jane Roe, MCSP\n", "author: Jane Roe\n", "quest", "authorship", 1),
        ("author: Jane Roe, MCSP\n", "author: The Back Team\n", "quest", "authorship", 1),
        ("author: Jane Roe, MCSP\n", "", "quest", "authorship", 0),
        ("reviewed: 2026-02-01\n", "", "jama", "currency", 0.5),
        ("published: 2024-05-01\nreviewed: 2026-02-01\n", "published: 2019-05-01\n", "quest", "currency", 1),
        ("Nobody paid for this article: there is no funding.\n", "", "jama", "disclosure", 0),
        (" The evidence is limited.", "", "quest", "tone", 3),
        ("A randomised controlled trial found", "A study found", "quest", "type of study", 1),
        ("See a\npharmacist if painkillers do nothing.", "", "care", "routine", 0),
        ("Gentle exercise", "Download our free ebook. Gentle exercise", "quest", "conflict of interest", 3),
        ("In an emergency call 999. ", "", "disclaimer", "emergency", 0),
    ],
)
def test_each_item_by_itself(old: str, new: str, score: str, item: str, reached: float) -> None:
    assert old in FULL
    changed = FULL.replace(old, new)
    before, after = points(FULL, score), points(changed, score)
    assert after[item] == reached
    assert before[item] > reached


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        ("funding: Heart Charity", 1),
        ("coi: none", 1),
        ("competing_interests: None declared", 1),
        ("funding:", 0),
        ("disclosure: false", 0),
        ("fun: runs", 0),
    ],
)
def test_front_matter_can_disclose(line: str, reached: float) -> None:
    text = f"---\ntitle: Sleep\n{line}\n---\n{BARE}"
    item = items(text, "jama")["disclosure"]
    assert (item.points, item.line) == (reached, 3 if reached else 0)


def test_a_link_that_pays_is_a_conflict_of_interest() -> None:
    text = f"{BARE}\nHave [this mat](https://www.amazon.co.uk/dp/B0?tag=back-21).\n"
    assert items(text, "quest")["conflict of interest"][1:] == (0, 6, "a product or service is promoted", 5)


def test_an_instruction_shows_a_tier_better_than_a_heading() -> None:
    help_section = "## When to seek professional help\n\nTalk to a doctor if you sleep badly or snore.\n"
    item = items(f"# Sleep\n\nRest.\n\n{help_section}", "care")["routine"]
    assert (item.said, item.line) == ('"Talk to a doctor"', 7)


def test_sources_without_a_name_are_vague() -> None:
    text = "# Sleep\n\nStudies show that sleep helps the body. Go to bed when you are tired.\n"
    assert points(text, "quest")["attribution"] == 3
    assert points(BARE, "quest")["attribution"] == 0


def test_a_language_that_is_not_judged_is_not_scored() -> None:
    text = "# Koorts\n\nDrink veel water en rust goed uit. Vraag het uw huisarts als de koorts blijft.\n"
    assert scorecard(parse("a.md", text.encode(), Settings()), Settings()) is None


class TestCommand:
    def test_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(FULL, encoding="utf-8")
        ended = CliRunner().invoke(cli, ["score", "--isolated", str(path)], env={"COLUMNS": "80"})
        assert ended.exit_code == 0
        assert "JAMA benchmarks: 4 of 4" in ended.stdout
        assert "    authorship            1 of 1  line 3: Jane Roe, MCSP" in ended.stdout
        assert max(map(len, ended.stdout.split("\n")[1:])) <= 80

    def test_json(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(BARE, encoding="utf-8")
        ended = CliRunner().invoke(cli, ["score", "--isolated", "--output-format", "json", str(path)])
        [entry] = json.loads(ended.stdout)["articles"]
        assert entry["scores"]["jama"]["points"] == 0
        assert entry["scores"]["jama"]["items"][0] == {
            "name": "authorship",
            "points": 0,
            "of": 1,
            "said": "nobody is named",
            "line": None,
        }
        assert entry["reading_grade"] is None

    @pytest.mark.parametrize(("today", "reached"), [("2026-06-01", 2), ("2031-06-01", 1)])
    def test_the_day_that_counts_as_today(self, today: str, reached: int, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(FULL, encoding="utf-8")
        ended = CliRunner().invoke(
            cli, ["score", "--isolated", "--today", today, "--output-format", "json", str(path)]
        )
        quest = json.loads(ended.stdout)["articles"][0]["scores"]["quest"]["items"]
        assert [item["points"] for item in quest if item["name"] == "currency"] == [reached]

    def test_a_file_that_is_not_there(self) -> None:
        ended = CliRunner().invoke(cli, ["score", "nowhere.md"])
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert "nowhere.md: no such file" in ended.stderr
