"""`fix --interactive`: what is shown at a terminal, and what the answers do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run
from terminal import at_terminal

ARTICLE = """\
---
title: "Tension headaches"
reading_time: 99 min
tags: [tension-headache, migrane]
---

# Tension headaches

Rest in a dark room helps most people.
"""
RULES = ("--select", "MED215,MED604", "--unsafe-fixes", "--isolated", "--no-cache", "--color", "never")
QUESTION = b"Apply it? [y/n/a/s/q] "
Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(site: Path) -> Ask:
    """Return a function that runs medlint at a terminal and gives one answer a question."""

    def ask(answers: str, *arguments: str) -> tuple[int, str]:
        left = list(answers)

        def typed(said: bytes) -> bytes:
            if not said.endswith(QUESTION):
                return b""
            answer = left.pop(0)
            return answer.encode() + (b"" if answer < " " else b"\n")

        ended = at_terminal("fix", "--interactive", *arguments, answer=typed)
        assert left == []
        return ended

    return ask


@pytest.fixture(autouse=True)
def articles(site: Path) -> None:
    for name in ("a.md", "b.md"):
        (site / name).write_text(ARTICLE)


def states(site: Path) -> list[tuple[bool, bool]]:
    """Return of each article whether its reading time and whether its tag was mended."""
    texts = [(site / name).read_text() for name in ("a.md", "b.md")]
    return [("reading_time: 1 min" in text, "migraine" in text) for text in texts]


@pytest.mark.parametrize(
    ("answers", "expected", "told"),
    [
        ("yyyy", [(True, True), (True, True)], "4 fixes applied."),
        ("nyyn", [(False, True), (True, False)], "2 fixes applied, 2 declined."),
        ("ann", [(True, True), (False, False)], "2 fixes applied, 2 declined."),
        ("syy", [(False, False), (True, True)], "2 fixes applied, 2 declined."),
        ("yq", [(True, False), (False, False)], "1 fix applied, 3 declined."),
        ("x?q", [(False, False), (False, False)], "0 fixes applied, 4 declined."),
        ("\x04", [(False, False), (False, False)], "0 fixes applied, 4 declined."),
    ],
)
def test_answers(ask: Ask, site: Path, answers: str, expected: list[tuple[bool, bool]], told: str) -> None:
    code, said = ask(answers, *RULES)
    assert states(site) == expected
    assert code == (0 if all(map(all, expected)) else 1)
    assert said.endswith(f"{told}\n")


def test_what_is_shown(ask: Ask) -> None:
    _, said = ask("nn", *RULES, "a.md")
    assert "\n".join(map(str.rstrip, said.split("\n"))).startswith("""
a.md:3:15: error[MED215] 99 minutes cannot be right for 10 words
Say 1 minute
@@ -1,6 +1,6 @@
 ---
 title: "Tension headaches"
-reading_time: 99 min
+reading_time: 1 min
 tags: [tension-headache, migrane]
 ---

y: yes, n: no, a: all of this article, s: skip this article, q: quit
Apply it? [y/n/a/s/q] n

a.md:4:26: error[MED604] 'migrane' is not a known tag
Write migraine (adds or guesses words: read it)
""")
    assert said.count("y: yes") == 1


def test_stopped_leaves_the_article_alone(ask: Ask, site: Path) -> None:
    code, _ = ask("y\x03", *RULES)
    assert code == 130
    assert states(site) == [(False, False), (False, False)]


def test_reports_hold_what_is_left(ask: Ask, site: Path) -> None:
    ask("ynyy", *RULES, "--output-file", "concise:left")
    assert (site / "left").read_text() == "a.md:4:26: error[MED604] 'migrane' is not a known tag\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fix", "--interactive", "a.md"), "so it needs a terminal to ask at"),
        (("fix", "--interactive", "-"), "so it needs a terminal to ask at"),
        (("fix", "--interactive", "--diff", "a.md"), "not with `--diff`"),
        (("check", "--interactive", "a.md"), "goes with `fix` or `--fix`"),
    ],
)
def test_where_nobody_can_be_asked(run: Run, site: Path, arguments: tuple[str, ...], said: str) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert states(site) == [(False, False), (False, False)]
