"""Files of a folder that are about something else: one warning, unless they are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import finder, plan_of
from medlint.discover import config_of, discover
from medlint.engine import lint_bytes
from medlint.finding import FileReport
from medlint.parse.subject import is_about_something_else, is_report
from medlint.report import Options, render

CHAIN = next(rule for rule in builtin() if rule.id == "MED906").examples[0].text
NECK = (
    "# Easing a stiff neck\n\n"
    + "Gentle stretching eases the muscles, and a doctor can help with pain. " * 40
)
SHORT = "# Chains\n\nOil the chain once a month.\n"


def found(paths: list[Path], **options: bool) -> dict[str, set[str]]:
    """Return the rules that speak on each file."""
    articles = discover(map(str, paths), finder(isolated=True), **options).articles
    return {
        Path(article.path).name: {
            finding.rule
            for finding in lint_bytes(
                article.path,
                Path(article.path).read_bytes(),
                plan_of(config_of(article), builtin()),
            ).findings
        }
        for article in articles
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "chain.md").write_text(CHAIN)
    (tmp_path / "neck.md").write_text(NECK)
    (tmp_path / "short.md").write_text(SHORT)
    return tmp_path


def test_a_folder_holds_pages_on_other_subjects(site: Path) -> None:
    rules = found([site])
    assert rules["chain.md"] == {"MED906"}
    assert "MED105" in rules["neck.md"]
    assert "MED906" not in rules["neck.md"]
    assert "MED105" in rules["short.md"], "so short a text does not show its subject"


def test_a_file_that_is_named_is_judged_in_full(site: Path) -> None:
    rules = found([site / "chain.md"])["chain.md"]
    assert "MED105" in rules
    assert "MED906" not in rules
    assert "MED105" in found([site / "chain.md", site])["chain.md"]


@pytest.mark.parametrize(
    "said", ['include = ["*.md"]', 'ignore = ["MED906"]'], ids=["chosen by include", "rule not wanted"]
)
def test_who_says_which_files_are_articles_has_them_judged_in_full(site: Path, said: str) -> None:
    (site / "medlint.toml").write_text(said)
    (article,) = (a for a in discover([str(site)], finder()).articles if a.path.endswith("chain.md"))
    rules = plan_of(config_of(article), builtin())
    report = lint_bytes("chain.md", CHAIN.encode(), rules)
    assert "MED105" in {finding.rule for finding in report.findings}


def test_files_of_one_configuration_share_it(site: Path) -> None:
    articles = discover([str(site)], finder(isolated=True)).articles
    assert len({id(config_of(article)) for article in articles}) == 1


def test_an_override_does_not_make_a_file_one_that_was_named(site: Path) -> None:
    (site / "medlint.toml").write_text("[[overrides]]\nfiles = ['ch*']\nfail-on = 'warning'\nlocale = 'gb'")
    (article,) = (a for a in discover([str(site)], finder()).articles if a.path.endswith("chain.md"))
    config = config_of(article)
    assert (config.fail_on, config.settings.locale) == ("warning", "gb")
    report = lint_bytes("chain.md", CHAIN.encode(), plan_of(config, builtin()))
    assert [finding.rule for finding in report.findings] == ["MED906"]


@pytest.mark.parametrize(("name", "ending"), [("html", "html"), ("summary", "md")])
def test_what_medlint_wrote_is_no_article(site: Path, name: str, ending: str) -> None:
    article = lint_bytes("a.md", NECK.encode(), plan_of(finder(isolated=True)("."), builtin()))
    for reports in ((article,), (), (FileReport("a.md", error="no"),)):
        text = "".join(render(name, reports, Options()))
        assert is_report(text)
        (site / f"report.{ending}").write_text(text)
        assert found([site])[f"report.{ending}"] == set()
        assert found([site])["neck.md"]


def test_an_article_about_medlint_is_none_of_its_reports() -> None:
    assert not is_report("## medlint\n\nIt finds faults.\n")
    assert not is_report('<!doctype html>\n<meta name="generator" content="Hugo 0.1">\n')


@pytest.mark.parametrize("language", ["", "und", "cy", "pl"])
def test_without_words_of_a_language_nothing_is_told(language: str) -> None:
    assert not is_about_something_else(CHAIN, language)
    assert is_about_something_else(CHAIN, "en")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "El autismo se evalúa con pruebas de neuropsicología y con apoyo emocional. "),
        ("fr", "Perdre du poids en mangeant moins de sucre et davantage de protéines. "),
        ("de", "Bei Übergewicht zählen Kalorien, bei Autismus zählt Ruhe. "),
    ],
)
def test_food_and_psychology_are_about_health(language: str, said: str) -> None:
    assert not is_about_something_else(said * 60, language)
    assert is_about_something_else("Lorem amet velit quam. " * 200, language)


@pytest.mark.parametrize(
    "said",
    [
        "My weight loss has stopped on a plateau, and it was the beer and the wine. ",
        "I fell on my knee, was overweight at the time and have lost weight since. ",
    ],
)
def test_weight_and_knees_are_about_health(said: str) -> None:
    told = said + "We walked up and down the hill and came home late. " * 4
    assert not is_about_something_else(told * 8, "en")
    # A word in passing is not the subject, and a plateau and a weight are none.
    passing = (
        said.replace("weight loss", "weight").replace("lost weight", "slept").replace("overweight", "out")
    )
    assert is_about_something_else(passing + "We walked up and down the hill. " * 60, "en")


def test_addresses_and_tags_are_no_words_of_the_text() -> None:
    markup = '<a class="pain doctor blood">x</a> [y](https://a.example/pain-doctor-blood) '
    assert is_about_something_else(CHAIN + markup, "en")


@pytest.mark.parametrize("piece", ["<", "](", "pai", "a "])
def test_hostile_text_costs_what_its_length_does(piece: str) -> None:
    assert growth(lambda text: is_about_something_else(text, "en"), lambda size: piece * size) < LINEAR


def test_templates_and_legal_pages_are_no_articles(site: Path) -> None:
    for name in (
        "_includes/card.html",
        "layouts/page.html",
        "archetypes/default.md",
        "privacy-policy.md",
        "404.md",
    ):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(NECK)
    assert sorted(found([site])) == ["chain.md", "neck.md", "short.md"]
    assert sorted(found([site / "privacy-policy.md"])) == ["privacy-policy.md"]


def about(text: str) -> bool:
    return not is_about_something_else(text, "en")


FILLER = "It is made of parts that fit, and who looks closely sees how they go together. " * 30


def test_one_word_of_health_again_and_again_is_the_subject() -> None:
    assert about(FILLER + "Dental bonding fills a gap. " * 8)
    assert not about(FILLER + "Dental bonding fills a gap. " * 7)
    assert not about(FILLER * 3 + "Dental bonding fills a gap. " * 8), "not often enough for so long a text"


def test_words_of_other_subjects_are_none_alone() -> None:
    assert not about(FILLER + "The thread sleeps. " * 20)
    assert not about(FILLER + "The app has a health check. " * 20)


def test_small_children_and_teeth_are_words_of_health() -> None:
    assert about(FILLER + "A toddler has screen time, says a paediatrician.")
    assert not about(FILLER + "The infantry has screen time.")


def test_a_sheet_of_an_exercise_is_about_health() -> None:
    assert about(FILLER + "Drop the shoulders. Stop if the arms tingle. It takes muscular effort.")
    assert not about(FILLER + "Drop the arms. Hold for a minute.")
