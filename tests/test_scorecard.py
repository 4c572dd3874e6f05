"""The scorecard: each item by an article that has it and one that lacks it, with the line that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from growth import LINEAR, growth

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
    assert items(text, "quest")["conflict of interest"][1:] == (
        0,
        6,
        'a product or service is promoted: "this mat"',
        5,
    )


def test_an_instruction_shows_a_tier_better_than_a_heading() -> None:
    help_section = "## When to seek professional help\n\nTalk to a doctor if you sleep badly or snore.\n"
    item = items(f"# Sleep\n\nRest.\n\n{help_section}", "care")["routine"]
    assert (item.said, item.line) == ('"Talk to a doctor"', 7)


def test_sources_without_a_name_are_vague() -> None:
    text = "# Sleep\n\nStudies show that sleep helps the body. Go to bed when you are tired.\n"
    assert points(text, "quest")["attribution"] == 3
    assert points(BARE, "quest")["attribution"] == 0


def quest(body: str, item: str) -> float:
    return points(f"# Sleep\n\n{body}\n", "quest")[item]


OPENING = "# Sleep\n\nRest at night, read a book, and ask for help when you are worried about it.\n\n"
CAREFUL = "It may help, and it often does. The evidence is limited."


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        ("It can cause side effects.", 6),
        ("Like all tablets it has risks, though serious harms are rare.", 6),
        ("It is not without risks, though.", 6),
        ("There is no good evidence that it works.", 6),
        ("There are zero side effects.", 0),
        ("It has no known side effects.", 0),
        ("You get the benefit without any risks.", 0),
        ("It is free from side effects.", 0),
        ("It does not have any harmful side effects.", 0),
    ],
)
def test_that_there_are_no_harms_names_none(sentence: str, reached: float) -> None:
    found = quest(f"It may ease pain, and it often does. {sentence}", "tone")
    assert (found == 6) is (reached == 6)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("A small trial at Oslo found no benefit.", True),
        ("A test cannot rule out every germ.", True),
        ("It can badly hurt small children.", True),
        ("The rest is the risk of each glass.", True),
        ("We found no parking.", False),
        ("It cannot hurt to ask.", False),
        ("The insurer takes all risk.", False),
    ],
)
def test_harms_and_limits_in_plain_words(sentence: str, named: bool) -> None:
    assert (quest(f"It may ease pain, and it often does. {sentence}", "tone") == 6) is named


@pytest.mark.parametrize(
    ("claims", "reached"),
    [
        ("", 6),
        ("It is guaranteed to work.", 3),
        ("It is guaranteed to work. Big Pharma does not want you to know this.", 0),
        ("This miracle cure is 100% safe. It is natural, so it is safe.", 0),
        ("No cream is guaranteed to work.", 6),
    ],
)
def test_promises_count_against_the_tone(claims: str, reached: float) -> None:
    assert quest(f"{CAREFUL} It might, perhaps, possibly do more. {claims}", "tone") == reached


@pytest.mark.parametrize(
    "text",
    [
        "New patients get a free cushion this month.",
        "Enjoy 15% off your first session.",
        "Only 9 jars are left.",
        "Only a handful of places left!",
        "Use my code REST10 at checkout.",
        "Order today and feel the difference.",
        "Our partner clinic does scans from £250.",
        "This post contains affiliate links.",
        "Buy it in [our shop](/shop).",
        "Book your free consultation now.",
        "Book a free 20-minute call.",
        "It comes with a money-back guarantee.",
        "We accept all major insurance.",
        "Get £10 off when you order two.",
        "Grab yours before they sell out: 6 left in stock.",
        "Hurry, this offer ends on Sunday.",
        "Book your massage online with our team.",
        "Click [here](https://example.com/pillows) for our miracle pillow.",
        "Many readers sleep better on [our new memory foam mattress](/mattress).",
        "[Read more](https://example.com/oil) about my own herbal sleep blend.",
    ],
)
def test_what_sells(text: str) -> None:
    assert quest(f"Rest at night.\n\n{text}", "conflict of interest") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Statins take 20% off the risk of a stroke.",
        "Only 2 of them are left in the blood after a day.",
        "Be wary of sites with a special offer or a money-back guarantee.",
        "This page contains no affiliate links.",
        "Only two people are left on the ward at night.",
        "Book your vaccine online with the NHS.",
        "Order a test from your GP if you are over 40.",
        "Enter the four-digit code on the pump.",
        "Our pillow is a bag of rice. See [the guideline](https://www.nice.org.uk/guidance/ng1) on sleep.",
        "We wash our pillows [once a week](#washing).",
        "Read [our page](/supplements) on supplements.",
        "We do not sell [our own supplements](https://example.com/why).",
        "## When to get help\n\nCall us the same day, day or night, if:\n\n- you have a fever\n- you faint",
        "## When to get help\n\nRing us on the day on 01632 960001 if the wound is hot or you feel faint.",
        "## When to get help\n\nContact our nurses straight away if you have chest pain, or call 999.",
    ],
)
def test_what_does_not_sell(text: str) -> None:
    assert quest(f"Rest at night.\n\n{text}", "conflict of interest") == 6


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("I was not paid by any brand for this.", 1),
        ("The author has never been paid by a maker of mattresses.", 1),
        ("He has no financial ties to the makers of these drugs.", 1),
        ("She has no commercial links with any company.", 1),
        ("We accept no money from the food industry.", 1),
        ("The charity has never taken funding from tobacco firms.", 1),
        ("Our pharmacists earn no commission on what they sell.", 1),
        ("No company paid us to write this.", 1),
        ("The authors have nothing to declare.", 1),
        ("We don't take adverts.", 1),
        ("No fees were received from any manufacturer.", 1),
        ("Talk to someone who has no financial worries.", 0),
        ("There is no fee for the test.", 0),
        ("You do not need to be paid by the hour to feel tired.", 0),
        ("Sleep makes no difference to your shares.", 0),
        ("If you take no medicine from the list, you can drive.", 0),
    ],
)
def test_a_word_on_interests(text: str, reached: float) -> None:
    assert points(f"# Sleep\n\nRest at night.\n\n{text}\n", "jama")["disclosure"] == reached


DISCLAIMER = "## Disclaimer\n\nThis is general information and does not replace medical advice."


def test_sources_beside_the_disclaimer_count() -> None:
    linked = "We follow the [guideline on jet lag](https://www.gov.uk/guidance/jet-lag)."
    assert quest(f"Rest at night.\n\n{DISCLAIMER}\n\n{linked}", "attribution") == 6
    assert quest(f"Rest at night.\n\n{DISCLAIMER}", "attribution") == 0
    whole = "See [the service](https://www.nhs.uk/)."
    assert quest(f"Rest at night.\n\n{DISCLAIMER}\n\n{whole}", "attribution") == 0


@pytest.mark.parametrize(
    ("references", "reached", "jama"),
    [
        ("1. Roe J. Naps. BMJ 2021;372:n1.\n2. Lee B. Rest. Lancet 2020;395:1.", 9, 1),
        ("1. Roe J. Naps. BMJ 2021;372:n1.", 6, 0.5),
        ("1. <https://en.wikipedia.org/wiki/Nap>\n2. Daily Mail, 3 May 2020", 3, 0.5),
        ("1. Roe J. Naps. BMJ 2091;372:n1.\n2. My own notes", 3, 0.5),
        ("1. Sleep Society. <https://sleep-example.org/>\n2. Roe A. Naps. Sleep. 2098;3:1.", 3, 0.5),
        ("1. Wikipedia, Nap\n2. Lee B. Rest. Lancet 2020;395:1.", 9, 1),
    ],
)
def test_references_that_show_nothing(references: str, reached: float, jama: float) -> None:
    text = "Studies show that naps help.[1] Research shows that rest helps.[2]"
    whole = f"# Sleep\n\n{text}\n\n## References\n\n{references}\n"
    assert points(whole, "quest")["attribution"] == reached
    assert points(whole, "jama")["attribution"] == jama


def test_numbers_without_a_list() -> None:
    text = "# Sleep\n\nNaps help you to rest.[1] So does a walk outside.[2] A dark room does, too.[3]\n"
    assert items(text, "quest")["attribution"][1:3] == (3, 9)
    assert items(text, "jama")["attribution"].said.endswith("the numbers in the text stand for no reference")


@pytest.mark.parametrize(
    "text",
    [
        "Naps help you to rest (Roe and Lee, 2019), and so does a walk.",
        "Naps help you to rest.[1]\n\n[1] Roe J. Naps and how long they last. BMJ 2021;372:n1.",
    ],
)
def test_sources_without_a_list(text: str) -> None:
    assert quest(text, "attribution") == 6


def test_raised_signs_of_chemistry_are_no_source() -> None:
    assert quest("Your cells need Mg²⁺ and Ca²⁺ to work while you are asleep.", "attribution") == 0


def test_who_made_the_page_is_no_source() -> None:
    made = "© 2020 Rest Clinic. Site by [Pixel Ltd](https://www.pixel-example.com/work)."
    assert quest(f"Rest at night.\n\n{made}", "attribution") == 0


@pytest.mark.parametrize(
    ("text", "tier", "reached"),
    [
        ("Call us the same day, day or night, if you have a fever.", "urgent", 1),
        ("Ring our nurse on the same day if the wound is hot.", "urgent", 1),
        ("Contact your midwife straight away if the baby moves less.", "urgent", 1),
        ("Call us at any time, day or night, if you have a fever.", "urgent", 1),
        ("Come and see us if you still cough after three weeks.", "urgent", 0),
        ("Book an appointment within two weeks if you have:\n\n- a mole\n- a lump", "routine", 1),
        ("Make an appointment with us if the pain keeps coming back.", "routine", 1),
        ("Talk to our nurses if you still cough after three weeks.", "routine", 1),
        ("Call us the same day, day or night, if you have a fever.", "routine", 0),
        ("We are open all day. Call us and book your place.", "routine", 0),
    ],
)
def test_tiers_without_a_number(text: str, tier: str, reached: float) -> None:
    whole = f"# Sleep\n\nRest.\n\n## When to get help\n\n{text}\n"
    assert points(whole, "care")[tier] == reached


def test_an_empty_help_section_sends_nobody() -> None:
    empty = "# Sleep\n\nRest.\n\n## When to seek medical help\n\n## More\n\nSleep well.\n"
    assert set(points(empty, "care").values()) == {0}
    assert points(empty, "quest")["complementarity"] == 0


@pytest.mark.parametrize(
    ("said", "supported", "consult"),
    [
        ("Ask your doctor about your own case.", "the disclaimer sends readers to a professional", 1),
        ("", "nothing found that sends readers to a professional", 0),
    ],
)
def test_complementarity_and_the_disclaimer_agree(said: str, supported: str, consult: float) -> None:
    text = f"# Sleep\n\nRest at night.\n\n{DISCLAIMER} {said}\n"
    assert items(text, "quest")["complementarity"].said == supported
    assert points(text, "disclaimer")["consult"] == consult


def test_what_is_missing_from_a_disclaimer_reads_as_missing() -> None:
    found = items(f"# Sleep\n\nRest at night.\n\n{DISCLAIMER}\n", "disclaimer")
    assert (found["informational"].said, found["informational"].line) == (
        "says that it is general information",
        7,
    )
    assert found["consult"].said == "not found: to ask a health professional"
    assert found["no-relationship"].said == "not found: that reading it makes nobody your doctor"


def test_what_was_not_found_is_not_said_to_be_absent() -> None:
    said = [item.said for score in card(BARE).scores for item in score.items if not item.line]
    assert [text for text in said if "found" not in text and "recognised" not in text] == []


def test_a_language_that_is_not_judged_is_not_scored() -> None:
    text = "# Koorts\n\nDrink veel water en rust goed uit. Vraag het uw huisarts als de koorts blijft.\n"
    assert scorecard(parse("a.md", text.encode(), Settings()), Settings()) is None


@pytest.mark.parametrize(
    "piece",
    [
        "The tablets that you take at night have no side effects. ",
        "It is guaranteed to work.\n\n",
        "This page has no affiliate links. ",
        "## When to get help\n\n## Rest\n\nSleep well.\n\n",
        "Naps help [the body](https://en.wikipedia.org/wiki/Nap).\n\n",
    ],
)
def test_long_texts_cost_in_proportion(piece: str) -> None:
    assert growth(card, lambda size: f"{OPENING}{piece * size}\n") < LINEAR


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
            "said": "no author or reviewer found",
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

    def test_the_others_are_scored_all_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(FULL, encoding="utf-8")
        ended = CliRunner().invoke(cli, ["score", "--isolated", str(path), "nowhere.md", str(path)])
        assert ended.exit_code == 2
        assert ended.stdout.count("JAMA benchmarks: 4 of 4") == 2
        assert ended.stderr == "error: nowhere.md: no such file or folder; check the path\n"

    def test_stdin_may_be_named_twice(self) -> None:
        ended = CliRunner().invoke(cli, ["score", "--isolated", "-", "-"], input=FULL)
        assert (ended.exit_code, ended.stderr) == (0, "")
        assert ended.stdout.count("JAMA benchmarks: 4 of 4") == 2
