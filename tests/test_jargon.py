"""When an article counts as dense with hard words, and which of them count."""

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.vocabulary import load

OPENING = "This page is about what helps, and about where people can turn to for help with it.\n\n"
DENSE = (
    "Hepatic tests come first. Then renal tests are done. Tell us about dyspnoea. "
    "Commence the regimen. Alleviate the pain with analgesics.\n\n"
)


def findings(text: str, title: str = "Help") -> list[Finding]:
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=("MED504",)))
    report = lint_bytes("article.md", f"# {title}\n\n{OPENING}{text}".encode(), plan)
    assert not report.error
    return list(report.findings)


def test_a_dense_article_gives_one_finding_with_the_worst_words() -> None:
    (finding,) = findings(DENSE)
    assert finding.severity == "note"
    assert "7 hard words" in finding.message
    assert "hepatic, renal, dyspnoea, analgesics" in finding.message
    assert "'liver' for 'hepatic'" in finding.hint
    assert len(finding.related) == 4


def test_the_rate_is_what_counts() -> None:
    assert not findings(DENSE + "The cat sat on the mat and looked at the moon for a while. " * 80)


def test_the_topic_does_not_count() -> None:
    (plain,) = findings(DENSE)
    (with_topic,) = findings(
        DENSE + "Cease it and obtain a sufficient amount. " * 2, "Renal and hepatic care"
    )
    assert "renal" in plain.message
    assert "renal" not in with_topic.message


@pytest.mark.parametrize(
    "explained",
    [
        "Hepatic (liver) tests come first.",
        "Liver (hepatic) tests come first.",
        "Tests of the liver, also called hepatic tests, come first.",
        "Hepatic means of the liver.",
    ],
)
def test_what_is_explained_at_first_does_not_count(explained: str) -> None:
    (finding,) = findings(explained + " " + DENSE + "Take a sufficient amount of it. Cease it. " * 2)
    assert "hepatic" not in finding.message


def test_names_and_quotations_do_not_count() -> None:
    quoted = DENSE.strip()
    assert not findings(f'The letter said: "{quoted}"')
    assert not findings("Ask the Royal Hepatic and Renal Trust, the Pulmonary Unit and the Cardiac Society.")


def test_formal_words_alone_are_no_jargon() -> None:
    text = (
        "Commence it. Cease it. Utilise it. Facilitate it. Obtain it. Modify it. Implement it. Initiate it."
    )
    assert not findings(text)


def test_a_longer_term_is_not_counted_twice() -> None:
    text = "An adverse effect is rare, but adverse effects occur. "
    (finding,) = findings(DENSE + text)
    assert "9 hard words" in finding.message


def test_the_list_says_each_word_once_and_in_lower_case() -> None:
    groups = load("jargon")["en"]
    words = [word for name in ("medical", "formal") for entry in groups[name] for word in entry["words"]]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
    assert all(entry["plain"] and entry["source"] for name in ("medical", "formal") for entry in groups[name])


class TestAllowTerms:
    """Terms that a site names as known to its readers are not hard words."""

    MORE = DENSE + "Cease it and obtain a sufficient amount. " * 2

    @staticmethod
    def message(folder: Path, text: str, terms: list[str]) -> str:
        (folder / "medlint.toml").write_text(f"[readability]\nallow-terms = {terms}\n", "utf-8")
        config = finder(config=str(folder / "medlint.toml"))(str(folder))
        plan = plan_of(config, builtin(), Selection(select=("MED504",)))
        report = lint_bytes("article.md", f"# Help\n\n{OPENING}{text}".encode(), plan)
        return " ".join(finding.message for finding in report.findings)

    @pytest.mark.parametrize("term", ["hepatic", "Hepatic", " hepatic "])
    def test_a_term(self, tmp_path: Path, term: str) -> None:
        assert "hepatic, renal" in self.message(tmp_path, self.MORE, [])
        with_term = self.message(tmp_path, self.MORE, [term])
        assert "hepatic" not in with_term
        assert "renal" in with_term

    def test_every_form_of_a_listed_term(self, tmp_path: Path) -> None:
        assert "analgesics" not in self.message(tmp_path, self.MORE, ["analgesia"])

    def test_a_longer_term_covers_only_itself(self, tmp_path: Path) -> None:
        text = self.MORE + "A renal biopsy is next. "
        plain = self.message(tmp_path, text, [])
        allowed = self.message(tmp_path, text, ["renal biopsy"])
        assert "renal" in plain
        assert "biopsy" in plain
        assert "renal" in allowed, "it also stands alone"
        assert "biopsy" not in allowed
        assert int(plain.split()[0]) - int(allowed.split()[0]) == 2

    def test_an_article_without_other_hard_words_is_not_dense(self, tmp_path: Path) -> None:
        assert not self.message(tmp_path, DENSE, ["renal", "hepatic", "dyspnoea"])
