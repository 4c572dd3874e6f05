"""`medlint check --show-settings`: what holds, who says so, and that it can be pasted."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from running import Run

from medlint.catalogue import builtin
from medlint.cli.settings_lines import toml
from medlint.config import finder, for_file, plan_of

BASE = """\
ignore = ["MED903"]
fail-on = "warning"
[severity]
MED1 = "error"
"""
OWN = """\
extends = "../base.toml"
profile = "strict"
max-warnings = 3
require-reason = ["MED1"]
extend-exclude = ["drafts/", "legal/*.html", "a-folder-with-a-long-name/**", "another/*.html"]

[per-file-ignores]
"news/**" = ["reading-time-missing"]

[disclaimer]
components = ["{{< note >}}", "a \\"b\\""]

[metadata]
author = ["writtenBy"]

[[schemas]]
files = ["guides/**"]
schema = "guide.json"

[[overrides]]
files = ["news/*.md"]
locale = "en-GB"
ignore = ["tags"]
extend-select = ["tag-count"]
[overrides.severity]
MED105 = "note"
"""


@pytest.fixture
def files(site: Path) -> Path:
    (site / ".medlint.toml").unlink()
    (site.parent / "base.toml").write_text(BASE)
    (site / "medlint.toml").write_text(OWN)
    (site / "guide.json").write_text("{}")
    (site / "news").mkdir()
    for name in ("a.md", "b.md", "news/c.md"):
        (site / name).write_text("# A\n\nText.\n")
    return site


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def test_every_setting_with_its_origin(run: Run, files: Path) -> None:
    ended = run("check", "--show-settings", "a.md", "--fail-on", "note", "--ignore", "MED104")
    assert (ended.code, ended.err) == (0, "")
    shown = lines(ended.out)
    assert shown[:4] == ["# a.md", "# configuration: medlint.toml", "# below it: ../base.toml", ""]
    for expected in (
        'profile = "strict" # medlint.toml:2',
        "max-warnings = 3 # medlint.toml:3",
        'require-reason = ["MED1"] # medlint.toml:4',
        'fail-on = "note" # --fail-on',
        'output-format = "full" # default',
        "# baseline is not set",
        "guesses-count = true # profile strict",
        '"news/**" = ["reading-time-missing"] # medlint.toml:8',
        'components = ["{{< note >}}", "a \\"b\\""] # medlint.toml:11',
        "allow-footer = true # default",
        'author = ["writtenBy"] # medlint.toml:14',
        "[[schemas]]",
        'schema = "guide.json"',
        '# MED202 = "error" # author-missing',
        'MED105 = "error" # disclaimer-missing; ../base.toml:4',
        'MED203 = "error" # author-not-a-person; profile strict',
        "# MED104 section-empty: off, --ignore",
        "# MED903 parse-warning: off, ../base.toml:1",
    ):
        assert expected in shown


def test_what_an_override_says(run: Run, files: Path) -> None:
    shown = lines(run("check", "--show-settings", "news/c.md").out)
    assert "# override 1, medlint.toml:20 (news/*.md) applies" in shown
    for expected in (
        'locale = "en-GB" # override 1, medlint.toml:22',
        'MED105 = "note" # disclaimer-missing; override 1, medlint.toml:26',
        'fail-on = "warning" # extended ../base.toml:2',
        "# MED604 tag-unknown: off, override 1, medlint.toml:23",
        "# MED214 reading-time-missing: off, medlint.toml:8",
    ):
        assert expected in shown
    assert any(line.startswith('# MED602 = "note" # tag-count') for line in shown)


def test_it_fits_in_80_columns(run: Run, files: Path) -> None:
    shown = run("check", "--show-settings", "a.md", "news/c.md").out
    assert [line for line in shown.split("\n") if len(line) > 80] == []
    assert "# medlint.toml:5:\nextend-exclude = [\n  " in shown


@pytest.mark.parametrize("name", ["a.md", "news/c.md"])
def test_what_is_shown_can_be_pasted(run: Run, files: Path, name: str) -> None:
    shown = run("check", "--show-settings", name, "--select", "MED1,MED6,MED9", "--ignore", "MED104").out
    data = tomllib.loads(shown)
    assert data["disclaimer"]["components"] == ["{{< note >}}", 'a "b"']
    before = finder()(str(files))
    resolved = for_file(before, str(files / name))
    (files / "medlint.toml").write_text(shown)
    pasted = finder()(str(files))
    assert pasted.settings == resolved.settings._replace(schemas=pasted.settings.schemas)
    assert [os.path.basename(path) for _, path in pasted.settings.schemas] == ["guide.json"]
    assert (pasted.profile, pasted.max_warnings, pasted.fail_on, pasted.per_file_ignores) == (
        resolved.profile,
        resolved.max_warnings,
        resolved.fail_on,
        resolved.per_file_ignores,
    )
    again = run("check", "--show-settings", name).out
    assert tomllib.loads(again)["select"] == data["select"]
    assert tomllib.loads(again)["severity"].items() >= data["severity"].items()
    assert "MED104" not in plan_of(for_file(pasted, str(files / name)), builtin()).rule_ids()


def test_alike_files_are_shown_together(run: Run, files: Path) -> None:
    shown = run("check", "--show-settings", ".").out
    assert shown.count("[severity]") == 2
    assert shown.startswith("# a.md\n# b.md\n# configuration: medlint.toml\n")
    assert "\n\n# news/c.md\n# configuration: " in shown


def test_many_alike_files_are_counted(run: Run, files: Path) -> None:
    for number in range(20):
        (files / f"n{number:02}.md").write_text("# A\n")
    assert "# n07.md\n# and 12 more files\n" in run("check", "--show-settings", ".").out


def test_the_environment_is_named(run: Run, files: Path) -> None:
    shown = lines(
        run(
            "check", "--show-settings", "a.md", "--exclude", "x/",
            MEDLINT_FAIL_ON="never", MEDLINT_SELECT="MED105", MEDLINT_PROFILE="core",
        ).out
    )  # fmt: skip
    assert 'fail-on = "never" # MEDLINT_FAIL_ON' in shown
    assert 'profile = "core" # MEDLINT_PROFILE' in shown
    assert "# --exclude:" in shown
    assert 'select = ["MED105"] # the rules that run; the end says why' in shown
    assert 'MED105 = "error" # disclaimer-missing; on by MEDLINT_SELECT; ../base.toml:4' in shown


def test_without_a_configuration(run: Run, files: Path) -> None:
    shown = run("check", "--show-settings", "--isolated", "a.md").out
    assert shown.startswith("# a.md\n# configuration: none\n\nprofile = ")
    assert "medlint.toml" not in shown


def test_stdin_has_the_settings_of_its_name(run: Run, files: Path) -> None:
    shown = run("check", "--show-settings", "-", "--stdin-filename", "news/x.md").out
    assert shown.startswith("# news/x.md\n")
    assert "override 1" in shown


def test_what_cannot_be_shown(run: Run, files: Path) -> None:
    ended = run("check", "--show-settings", "gone.md", "a.md")
    assert ended.code == 2
    assert ended.out.startswith("# a.md\n")
    assert "gone.md: no such file or folder; check the path" in ended.err
    (files / "medlint.toml").write_text('ignore = ["MED999"]')
    ended = run("check", "--show-settings", "a.md")
    assert ended.code == 2
    assert 'medlint.toml:1:11: no rule, category or beginning of a code is called "MED999"' in ended.err


def test_a_run_obeys_overrides(run: Run, files: Path) -> None:
    (files / "medlint.toml").write_text(
        "select = ['MED105']\n[[overrides]]\nfiles = ['news/**']\nfail-on = 'never'\n"
        "[[overrides]]\nfiles = ['b.md']\nignore = ['MED105']"
    )
    assert run("check", "news").code == 0
    assert run("check", "b.md").code == 0
    ended = run("check", "--output-format", "concise")
    assert ended.code == 1
    assert [line.partition(":")[0] for line in ended.out.splitlines()] == ["a.md", "news/c.md"]
    assert (
        run("check", "--output-format", "concise", "-", "--stdin-filename", "b.md", stdin="# A\n").out == ""
    )


@pytest.mark.parametrize(
    "value", ['é \x7f \x00 " \\', ["a", {"b c": 1, "d": [True]}], {}, 3, "\u2028"], ids=range(5)
)
def test_values_as_toml(value: object) -> None:
    assert tomllib.loads(f"key = {toml(value)}") == {"key": value}


def test_the_options_that_choose_files_count(run: Run, site: Path) -> None:
    (site / ".gitignore").write_text("b.md\n")
    for name in ("a.md", "b.md", "c.md"):
        (site / name).write_text("# A\n")
    assert "# b.md" not in run("check", "--show-settings", ".").out
    assert "# b.md" in run("check", "--show-settings", "--no-respect-gitignore", ".").out
    forced = run("check", "--show-settings", "--exclude", "c.md", "--force-exclude", "a.md", "c.md").out
    assert "# a.md" in forced
    assert "# c.md" not in forced


def test_no_option_is_made_up_for_files_of_a_folder(run: Run, site: Path) -> None:
    (site / "a.md").write_text("# A\n")
    shown = run("check", "--show-settings", ".").out
    assert "not-about-health; on by being found in a folder" in shown
    assert "--extend-select" not in shown
