"""`explain`, `rules`, `init`, `--version`, and how little they import."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from running import BAD, Run

from medlint import __version__
from medlint.catalogue import builtin


class TestExplain:
    @pytest.mark.parametrize("name", ["MED105", "med105", "disclaimer-missing", "Disclaimer-Missing"])
    def test_by_any_name(self, run: Run, name: str) -> None:
        ended = run("explain", name)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith("MED105 disclaimer-missing\n")
        for part in (
            "Why\n",
            "Wrong\n",
            "Right\n",
            "Sources\n",
            "Severity: error in all profiles.",
            "judges articles in English, German, Spanish and French",
            "<!-- medlint: ignore[MED105]",
            "<!-- medlint: file-ignore[MED105]",
        ):
            assert part in ended.out

    def test_severity_by_profile(self, run: Run) -> None:
        assert "Severity: note (core, nhs, us), error (strict)." in run("explain", "MED204").out

    def test_what_messages_in_a_row_ask_for_is_said_once(self, run: Run) -> None:
        told = " ".join(run("explain", "MED403").out.split())
        assert told.count("Do: Name the known side effects") == 1
        assert "that there can be side effects '<text>' promises that nothing can go wrong Do: Name" in told

    def test_a_message_that_weighs_otherwise_says_so(self, run: Run) -> None:
        told = " ".join(run("explain", "MED406").out.split())
        assert "praises the care on offer, but no source is given (note) Do:" in told
        assert told.count("(note)") == 1

    def test_values_are_seen_to_be_values(self, run: Run) -> None:
        assert "<stated> cannot be right for <words> words" in run("explain", "MED215").out
        assert "what the schema asks for" in run("explain", "MED118").out

    def test_the_keys_that_change_it(self, run: Run) -> None:
        told = " ".join(run("explain", "MED105").out.replace("# ", "").split())
        keys = "disclaimer.allow-footer, disclaimer.allow-linked and disclaimer.components."
        assert f"Other settings that change it: {keys}" in told
        assert "Other settings" not in run("explain", "MED401").out

    def test_what_cannot_be_ignored(self, run: Run) -> None:
        assert "<!--" not in run("explain", "MED900").out

    def test_unknown(self, run: Run) -> None:
        assert 'did you mean "MED105"' in run("explain", "MED1055").err
        told = run("explain", "disclaimer").err
        assert 'no rule is called "disclaimer"; it is a part of these names: disclaimer-missing, ' in told
        assert "disclaimer-incomplete" in told
        assert run("explain", "nothing").code == 2
        assert "stands for" in run("explain", "MED10").err

    def test_every_rule_fits_the_screen(self) -> None:
        from medlint.cli.explain import explanation

        for rule in builtin():
            for line in explanation(rule, 80, color=False):
                assert "\n" not in line
                free = line.startswith(("    |", "  http")) or " " not in line.strip()
                assert free or len(line) <= 80, (rule.id, line)


class TestRules:
    def test_table(self, run: Run) -> None:
        ended = run("rules")
        assert (ended.code, ended.err) == (0, "")
        for rule in builtin():
            assert f"{rule.id}  {rule.name}" in ended.out

    def test_a_rule_that_is_on_for_files_found_in_folders_says_so(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").write_text("")
        [line] = [line for line in run("rules").out.splitlines() if line.startswith("MED906")]
        assert line.split()[1:4] == ["not-about-health", "warning", "folders"]
        assert " on, 2 in folders only." in run("rules").out
        assert (
            "Severity: warning (only for files found in folders) in all profiles."
            in run("explain", "MED906").out
        )
        assert '  ignore = ["MED906"]' in run("explain", "MED906").out
        (site / ".medlint.toml").write_text("ignore = ['MED906', 'MED907']")
        assert "folders only." not in run("rules").out
        rows = json.loads(run("rules", "--output-format", "json").out)["rules"]
        assert {row["code"] for row in rows if row["enabled_in_folders"] != row["enabled"]} == set()

    def test_some(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").write_text("select = ['MED105']")
        lines = run("rules", "MED105", "tags").out.splitlines()
        assert lines[0].startswith("MED105  disclaimer-missing")
        assert {line[:4] for line in lines[1:-1]} <= {"MED6", "    "}
        number = 1 + sum(rule.category == "tags" for rule in builtin())
        assert lines[-1] == f"{number} rules, 1 on. `medlint explain CODE` says more."
        rows = json.loads(run("rules", "--output-format", "json", "MED10,MED11").out)["rules"]
        assert {row["code"][:5] for row in rows} == {"MED10", "MED11"}
        ended = run("rules", "tagz")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith('error: no rule, category or beginning of a code is called "tagz"; did')

    def test_json_tells_what_the_configuration_does(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").write_text("ignore = ['MED105']\nseverity.MED109 = 'note'")
        data = json.loads(run("rules", "--output-format", "json").out)
        rows = {row["code"]: row for row in data["rules"]}
        assert list(rows) == [rule.id for rule in builtin()]
        assert rows["MED105"]["enabled"] is False
        assert rows["MED109"]["severity"] == "note"


class TestInit:
    def test_writes_what_check_can_read(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").unlink()
        assert run("init").code == 0
        (site / "a.md").write_text(BAD)
        assert run("check", "--select", "MED105").code == 1

    def test_each_line_of_it_is_valid(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").unlink()
        run("init")
        (site / "schemas").mkdir()
        (site / "schemas" / "guide.schema.json").write_text("{}")
        text = (site / "medlint.toml").read_text()
        shown = re.sub(r"^# (?=[\w\"-]+ = |\[\[)", "", text, flags=re.MULTILINE)
        assert shown.count("\n# ") < text.count("\n# ") - 15
        (site / "medlint.toml").write_text(shown)
        (site.parent / "medlint.toml").write_text("")
        assert run("rules").err == ""

    @pytest.mark.parametrize("name", ["medlint.toml", ".medlint.toml"])
    def test_never_overwrites(self, run: Run, site: Path, name: str) -> None:
        (site / ".medlint.toml").unlink()
        (site / name).write_text("# mine")
        ended = run("init")
        assert ended.code == 2
        assert "has not been changed" in ended.err
        assert (site / name).read_text() == "# mine"

    def test_a_folder_that_is_not_there(self, run: Run) -> None:
        assert run("init", "gone").code == 2


class TestGroup:
    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"medlint, version {__version__}\n", "")

    def test_help(self, run: Run) -> None:
        ended = run("--help")
        assert ended.code == 0
        for name in ("check", "tree", "explain", "rules", "init", "Exit codes"):
            assert name in ended.out
        told = run("check", "--help").out
        assert 0 < told.index("  --fix ") < told.index("  --unsafe-fixes ")
        for name in ("check", "tree", "explain", "rules", "init"):
            assert run(name, "--help").code == 0

    def test_unknown_command(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        assert run("chek").code == 2
        assert "error: no such command 'chek'; did you mean \"check\"?" in run("chek").err
        assert 'did you mean "medlint check a.md"?' in run("a.md").err

    @staticmethod
    def imported(*arguments: str) -> set[str]:
        code = (
            "import sys; from medlint.__main__ import run;"
            f"run({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
        return set(done.stderr.split())

    def test_version_needs_click_alone(self) -> None:
        bare = subprocess.run(
            [sys.executable, "-I", "-c", "import sys, click; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
        )
        more = self.imported("--version") - set(bare.stdout.split()) - {"locale", "_locale"}
        assert {name for name in more if not name.startswith("medlint")} <= {"click._compat", "gc"}
        assert {"medlint.engine", "medlint.report", "medlint.config"}.isdisjoint(more)

    def test_check_of_one_file_stays_light(self, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        heavy = {"jsonschema", "pathspec", "tomllib", "importlib.metadata", "logging", "asyncio"}
        heavy |= {"concurrent.futures", "shutil", "tempfile"}
        assert not heavy & self.imported("check", "--isolated", "-q", str(site / "a.md"))


class TestSchema:
    @pytest.mark.parametrize("name", ["config", "report", "article", "baseline"])
    def test_it_is_the_schema(self, run: Run, name: str) -> None:
        ended = run("schema", name)
        assert (ended.code, ended.err) == (0, "")
        jsonschema.Draft202012Validator.check_schema(json.loads(ended.out))
        assert json.loads(ended.out)["$id"].endswith(f"{name}.schema.json")

    def test_another(self, run: Run) -> None:
        ended = run("schema", "confg")
        assert ended.code == 2
        assert "'confg' is not one of 'config', 'report', 'article', 'baseline'" in ended.err
