"""What is wrong in a configuration is said once, with its line, before any article is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import BAD, Run

TAGGED = f"---\ntags: [sleep, yoga, back-pain]\n---\n\n{BAD}"


def refusal(run: Run, site: Path, text: str, *arguments: str) -> str:
    """Return the one line that a run says of a wrong configuration, its place in the machine left out."""
    (site / ".medlint.toml").unlink(missing_ok=True)
    (site / "medlint.toml").write_text(text)
    for name in ("a.md", "b.md"):
        (site / name).write_text(TAGGED)
    ended = run("check", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "internal error" not in ended.err
    assert ended.err.count("\n") == 1
    return ended.err.rstrip().replace(f"{site}/", "")


class TestVocabulary:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("tags.txt", "sleep\nBack pain\n"),
            ("tags.yaml", "- sleep\n- Back pain\n"),
            ("tags.yaml", "sleep:\nBack pain:\n"),
            ("tags.yaml", "tags:\n- sleep\n- Back pain\n"),
            ("tags.toml", "tags = ['sleep', 'Back pain']"),
            ("tags.toml", "[tags.sleep]\n[tags.'Back pain']"),
            ("tags.json", '["sleep", "Back pain"]'),
            ("tags.json", '{"tags": {"sleep": null, "Back pain": {}}}'),
        ],
        ids=range(8),
    )
    def test_a_file(self, run: Run, site: Path, name: str, text: str) -> None:
        (site / name).write_text(text)
        assert refusal(run, site, f'[tags]\nvocabulary = "{name}"') == (
            f"error: medlint.toml:2:14: {name}: tag 'Back pain' is no slug: "
            'up to five words of a-z and 0-9 with hyphens between; write "back-pain"'
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[tags]\nvocabulary = ['sleep', 'rücken']", "2:24: tag 'rücken' is no slug"),
            ("[tags]\nvocabulary = ['yoga', 'yoga']", "2:23: tag 'yoga' is listed twice"),
            ("[tags.vocabulary]\nsleep = {}\nyoga = 3", "3:8: tag 'yoga' takes a mapping of fields, not 3"),
            ("[tags.vocabulary]\nyoga = {labl = 'x'}", "2:8: tag 'yoga' has no field 'labl', only"),
            ("[tags.vocabulary]\nyoga.synonyms = 5", "2:1: 'yoga' takes a list of words, not 5"),
            ("[tags.vocabulary]\ntopics = ['sleep', 'A']", "2:20: tag 'A' is no slug"),
            (
                "[tags.vocabulary]\ntopics = ['a']\ngeneric = 3",
                "3:11: 'generic' takes a list of words, not 3",
            ),
            (
                "[[overrides]]\nfiles = ['x']\ntags.vocabulary = ['A']",
                "3:20: tag 'A' is no slug",
            ),
        ],
        ids=range(8),
    )
    @pytest.mark.parametrize("rules", ["MED604", "MED105"])
    def test_in_the_configuration(self, run: Run, site: Path, text: str, said: str, rules: str) -> None:
        told = refusal(run, site, text, "--select", rules)
        assert told.startswith(f"error: medlint.toml:{said}")

    def test_every_form_is_read(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(TAGGED.replace("sleep", "gadgets"))
        for name, text in (
            ("tags.yaml", "tags:\n  yoga:\n  back-pain:\n"),
            ("tags.json", '{"tags": ["yoga", "back-pain"]}'),
            ("tags.toml", "[tags]\nyoga = {}\nback-pain = {}\n"),
            ("tags.txt", "yoga\nback-pain\n"),
        ):
            (site / name).write_text(text)
            (site / ".medlint.toml").write_text(f'[tags]\nvocabulary = "{name}"')
            ended = run("check", "--select", "MED604", "--output-format", "concise", "-q", "a.md")
            assert [ended.out.count("\n"), "gadgets" in ended.out, ended.err] == [1, True, ""], name


class TestPatterns:
    @pytest.mark.parametrize("pattern", ["!", "[z-a]", "a\\"])
    def test_an_option_is_to_blame_for_its_own(self, run: Run, site: Path, pattern: str) -> None:
        (site / "a.md").write_text(BAD)
        for command in ("check", "fix", "baseline"):
            ended = run(command, "--exclude", "b.md", "--exclude", pattern)
            assert ended.code == 2
            assert "Invalid value for '--exclude'" in ended.err
            assert f'"{pattern}" is not a pattern that .gitignore knows' in ended.err
            assert "medlint.toml" not in ended.err

    def test_git_may_have_what_is_none(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        (site / ".gitignore").write_text("[z-a]\n!\n")
        assert run("check", "--select", "MED105", "-q", ".").code == 1

    def test_no_selector_is_no_choice(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        ended = run("check", "--select", ",", "a.md")
        assert ended.code == 2
        assert "Invalid value for '--select': it names no rule; leave it out" in ended.err
        assert run("check", "--select=", "a.md").code == 2
        assert run("check", "a.md", MEDLINT_SELECT="").code == 1
