"""The GitHub Action and the GitLab job: their own steps, run as a runner would run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from outside import ROOT, Done, copy_of_project, run

BAD = "# Easing a stiff neck\n\nGentle movement helps most people.\n"
GOOD = (ROOT / "examples" / "neck-stiffness.md").read_text(encoding="utf-8")
EMPTY = "\n## Rest\n\n## More movement\n\nMove gently.\n"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
JOB = yaml.safe_load((ROOT / "templates" / "medlint.gitlab-ci.yml").read_text(encoding="utf-8"))["medlint"]

runs_steps = pytest.mark.skipif(
    not shutil.which("bash") or not shutil.which("git"), reason="bash or git is not installed"
)


class Ended(NamedTuple):
    code: int
    log: str
    outputs: dict[str, str]
    summary: str


Act = Callable[..., Ended]


def git(*command: str, cwd: Path) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = run("git", *identity, "-c", "protocol.file.allow=always", *command, cwd=cwd, env=plain)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, **files: str) -> str:
    """Write articles (`name` becomes `name.md`), commit, and return the hash."""
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    git("add", "-A", cwd=folder)
    git("commit", "-qm", "x", cwd=folder)
    return git("rev-parse", "HEAD", cwd=folder)


def step(number: int, inputs: dict[str, str], context: dict[str, str], *, cwd: Path) -> Done:
    """Run a step of the action with bash, its expressions replaced as GitHub would."""
    assert set(inputs) <= set(ACTION["inputs"])
    values = {f"inputs.{name}": about["default"] for name, about in ACTION["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in inputs.items()}
    values["steps.python.outputs.python-path"] = sys.executable

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text)

    env = {name: filled(text) for name, text in STEPS[number]["env"].items()}
    folder = cwd / filled(STEPS[number].get("working-directory", "."))
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[number]["run"])
    return run(*command, cwd=folder, env=env | context)


@pytest.fixture(scope="module")
def project_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_project(tmp_path_factory.mktemp("action") / "medlint")


@pytest.fixture(scope="module")
def runner(project_here: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the runner sets, with medlint installed by the action's own step."""
    temporary = tmp_path_factory.mktemp("runner temp")
    context = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(project_here),
        "RUNNER_TEMP": str(temporary),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    before = {path.relative_to(project_here) for path in project_here.rglob("*")}
    done = step(1, {}, context, cwd=temporary)
    if done.returncode:
        probe = run(
            sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", temporary / "probe", "click",
            cwd=temporary,
        )  # fmt: skip
        if probe.returncode:
            pytest.skip("the package index cannot be reached")
        pytest.fail(done.stdout + done.stderr)
    after = {path.relative_to(project_here) for path in project_here.rglob("*")}
    assert after == before, "the action leaves its own files alone"
    return context


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The checkout of a site with one article in order."""
    target = tmp_path / "site"
    target.mkdir()
    git("init", "-q", "-b", "main", cwd=target)
    (target / "medlint.toml").write_text('today = "2026-06-01"\n', encoding="utf-8")
    commit(target, good=GOOD)
    return target


@pytest.fixture
def act(runner: dict[str, str], site: Path, tmp_path: Path) -> Act:
    """Return a function that runs the checking step with some inputs, for an event."""

    def act(event: dict[str, Any] | None = None, cwd: Path = site, **inputs: str) -> Ended:
        files = {
            name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")
        }
        files["GITHUB_OUTPUT"].write_text("")
        files["GITHUB_STEP_SUMMARY"].write_text("Of an earlier command.\n")
        files["GITHUB_EVENT_PATH"].write_text(json.dumps(event or {}))
        context = runner | {name: str(path) for name, path in files.items()} | {"GITHUB_EVENT_NAME": "test"}
        done = step(2, {k.replace("_", "-"): v for k, v in inputs.items()}, context, cwd=cwd)
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        assert len(outputs) == len(lines)
        summary = files["GITHUB_STEP_SUMMARY"].read_text().removeprefix("Of an earlier command.\n")
        return Ended(done.returncode, done.stdout + done.stderr, outputs, summary)

    return act


class TestManifest:
    def test_steps(self) -> None:
        assert ACTION["runs"]["using"] == "composite"
        for each in STEPS:
            if "run" in each:
                assert each["shell"] == "bash"
                assert "${{" not in each["run"], "what others can name must not become a command"
            else:
                assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", each["uses"])

    @pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
    def test_what_is_used_is_pinned_and_says_its_release(self, path: Path) -> None:
        used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
        assert used
        own = [
            line for line in used if not re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
        ]
        assert own in ([], ["./ # zizmor: ignore[self-repository]"])

    def test_inputs_arrive_and_outputs_leave(self) -> None:
        text = (ROOT / "action.yml").read_text(encoding="utf-8")
        for name, about in ACTION["inputs"].items():
            assert about.keys() == {"description", "default"}
            assert f"inputs.{name} " in text
        passed = {name.removeprefix("WITH_") for each in STEPS for name in each.get("env", {})}
        scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "action").glob("*.py"))
        assert [
            name for name in passed - {"PYTHON"} if f'"{name}"' not in scripts and name not in scripts
        ] == []
        assert len(ACTION["outputs"]) == 6

    def test_the_guide_uses_what_there_is(self) -> None:
        page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
        blocks = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)]
        jobs = [job for block in blocks for job in block.get("jobs", {}).values()]
        steps = [step for block in (*blocks, *jobs) for step in block.get("steps", [])]
        ours = [step for step in steps if step.get("uses", "").startswith("OWNER/medlint@")]
        assert len(ours) == 2
        assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in ours)
        pinned = {step["uses"] for step in steps if "uses" in step} - {step["uses"] for step in ours}
        known = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "action.yml", *WORKFLOWS))
        assert [name for name in pinned if name not in known] == []
        rows = dict(re.findall(r"^\| `([\w-]+)` \| (?:`(.+?)`)? ?\|", page, re.M))
        told = {name: about["default"] for name, about in ACTION["inputs"].items()}
        assert {name: rows.get(name) for name in told} == told
        variables = [name for name in JOB["variables"] if name.startswith("MEDLINT")]
        assert {name: rows.get(name) for name in variables} == {n: JOB["variables"][n] for n in variables}
        hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
        assert hooks == set(re.findall(r"id: ([\w-]+)", page))

    def test_workflows_may_only_read(self) -> None:
        for path in WORKFLOWS:
            workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert workflow["permissions"] == {}
            assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())

    def test_zizmor(self, tmp_path: Path) -> None:
        tool = shutil.which("zizmor")
        if tool is None:
            pytest.skip("zizmor is not installed")
        done = run(tool, "--offline", "--no-progress", ROOT / "action.yml", *WORKFLOWS, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_actionlint(self) -> None:
        tool = shutil.which("actionlint")
        if tool is None:
            pytest.skip("actionlint is not installed")
        done = run(tool, *WORKFLOWS, cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr


@runs_steps
class TestCheck:
    def test_findings(self, act: Act, site: Path) -> None:
        (site / "bad.md").write_text(BAD, encoding="utf-8")
        ended = act()
        assert ended.code == 1, ended.log
        assert "::error file=bad.md,line=1," in ended.log
        assert ended.outputs["exit-code"] == "1"
        assert int(ended.outputs["errors"]) >= 1
        assert (ended.outputs["articles"], ended.outputs["sarif"]) == ("2", "")
        assert set(ended.outputs) == set(ACTION["outputs"])
        assert "bad.md" in ended.summary

    def test_in_order(self, act: Act) -> None:
        ended = act()
        assert ended.code == 0, ended.log
        assert ended.outputs["exit-code"] == "0"
        assert (ended.outputs["errors"], ended.outputs["warnings"]) == ("0", "0")
        assert "::error" not in ended.log
        assert ended.summary

    def test_nothing_to_check_is_not_green(self, act: Act, site: Path) -> None:
        (site / "empty").mkdir()
        ended = act(working_directory="empty")
        assert (ended.code, ended.outputs["exit-code"]) == (2, "2")
        assert "::error::medlint could not do its job" in ended.log

    def test_counts_are_not_those_of_an_earlier_run(self, act: Act) -> None:
        act()
        ended = act(profile="nonsense")
        assert (ended.code, ended.outputs["errors"]) == (2, "")

    def test_paths(self, act: Act, site: Path) -> None:
        (site / "with blank").mkdir()
        (site / "with blank" / "a.md").write_text(BAD, encoding="utf-8")
        ended = act(paths="'with blank'\n  good.md\n")
        assert ended.outputs["articles"] == "2"
        assert act(paths=" ").outputs["articles"] == "2"
        assert act(paths="'open").code == 2

    @pytest.mark.parametrize(
        "hostile",
        [
            "$(touch pwned)",
            "`touch pwned`",
            "; touch pwned",
            "good.md\n$(touch pwned)",
            "--help",
            "--fix good.md",
        ],
    )
    def test_inputs_are_never_commands_or_options(self, act: Act, site: Path, hostile: str) -> None:
        for name in ("paths", "config", "since", "fail_on", "baseline"):
            ended = act(**{name: hostile})
            assert ended.code == 2, (name, ended.log)
        assert not (site / "pwned").exists()
        assert (site / "good.md").read_text(encoding="utf-8") == GOOD

    def test_modules_of_the_checkout_are_not_imported(self, act: Act, site: Path) -> None:
        for name in ("click.py", "yaml.py", "json.py", "sitecustomize.py", "medlint.py"):
            (site / name).write_text("raise SystemExit('taken over')\n", encoding="utf-8")
        assert act().code == 0

    def test_options(self, act: Act, site: Path) -> None:
        (site / "bad.md").write_text(BAD, encoding="utf-8")
        (site / "own.toml").write_text('select = ["MED104"]\n', encoding="utf-8")
        assert act(config="own.toml").code == 0
        assert act(fail_on="never").code == 0
        ended = act(format="concise", summary="false")
        assert "bad.md:1:1: error[" in ended.log
        assert ended.summary == ""
        assert act(only_changed="yes").code == 2

    def test_working_directory_and_sarif(self, act: Act, site: Path) -> None:
        (site / "docs").mkdir()
        (site / "docs" / "bad.md").write_text(BAD, encoding="utf-8")
        ended = act(working_directory="docs", sarif="out/medlint.sarif")
        assert ended.code == 1
        assert "::error file=docs/bad.md,line=1," in ended.log
        path = site / "docs" / "out" / "medlint.sarif"
        assert ended.outputs["sarif"] == str(path)
        assert json.loads(path.read_text(encoding="utf-8"))["version"] == "2.1.0"
        assert "upload" not in ended.outputs

    def test_code_scanning_gets_no_suppressed_results(self, act: Act, site: Path) -> None:
        hidden = f"{GOOD}\n<!-- medlint: ignore[MED404] a quotation -->\nThis miracle cure works.\n"
        (site / "hidden.md").write_text(hidden, encoding="utf-8")
        (site / "bad.md").write_text(BAD, encoding="utf-8")
        ended = act(upload_sarif="true")
        reports = [json.loads(Path(ended.outputs[name]).read_text("utf-8")) for name in ("sarif", "upload")]
        whole, handed = (report["runs"][0]["results"] for report in reports)
        assert [result for result in whole if "suppressions" not in result] == handed != []
        assert [result["ruleId"] for result in whole if "suppressions" in result] == ["MED404"]
        upload = STEPS[3]
        assert upload["with"]["sarif_file"] == "${{ steps.check.outputs.upload }}"
        assert "steps.check.outputs.upload != ''" in upload["if"]


@runs_steps
class TestOnlyChanged:
    @pytest.fixture
    def request_(self, site: Path) -> dict[str, Any]:
        """A pull request, checked out as a merge into a main that has gone on since."""
        first = git("rev-parse", "HEAD", cwd=site)
        git("checkout", "-qb", "work", cwd=site)
        head = commit(site, mine=BAD, good=GOOD + EMPTY)
        git("checkout", "-q", "main", cwd=site)
        commit(site, theirs=BAD)
        git("checkout", "-q", "--detach", cwd=site)
        git("merge", "-q", "--no-ff", "--no-edit", "work", cwd=site)
        return {"pull_request": {"head": {"sha": head}, "base": {"sha": first, "ref": "main"}}}

    def test_pull_request(self, act: Act, request_: dict[str, Any]) -> None:
        ended = act(request_, only_changed="true")
        assert ended.code == 1
        assert "file=mine.md" in ended.log
        assert "theirs.md" not in ended.log
        assert ended.outputs["articles"] == "2"

    def test_pull_request_with_a_little_history(
        self, act: Act, site: Path, tmp_path: Path, request_: dict[str, Any]
    ) -> None:
        git("branch", "merged", cwd=site)
        for depth, code in ((1, 2), (2, 1)):
            clone = tmp_path / f"depth{depth}"
            git("clone", "-q", f"--depth={depth}", "-b", "merged", site.as_uri(), str(clone), cwd=tmp_path)
            ended = act(request_, cwd=clone, only_changed="true")
            assert ended.code == code, ended.log
            assert ("::error::`only-changed`: the checkout does not hold" in ended.log) == (depth == 1)
            assert "theirs.md" not in ended.log

    def test_a_checkout_of_the_base_is_not_green(
        self, act: Act, site: Path, request_: dict[str, Any]
    ) -> None:
        git("checkout", "-q", "main", cwd=site)
        ended = act(request_, only_changed="true")
        assert ended.code == 2
        assert "let it check out the request" in ended.log
        assert ended.outputs == {"exit-code": "2"}

    def test_a_checkout_of_the_branch_itself(self, act: Act, site: Path, request_: dict[str, Any]) -> None:
        git("checkout", "-q", "work", cwd=site)
        ended = act(request_, only_changed="true")
        assert ended.code == 1
        assert ended.outputs["articles"] == "2"

    def test_changed_lines(self, act: Act, site: Path) -> None:
        (site / "medlint.toml").write_text('[severity]\nMED104 = "warning"\n', encoding="utf-8")
        before = commit(site, old=GOOD + EMPTY)
        commit(site, old=(GOOD + EMPTY).replace("Move gently.", "Move slowly."))
        event = {"before": before}
        assert "section-empty" in act(event, only_changed="true").log
        assert "section-empty" not in act(event, only_changed="true", changed_lines="true").log

    def test_push(self, act: Act, site: Path) -> None:
        before = commit(site, old=BAD)
        commit(site, new=BAD)
        ended = act({"before": before}, only_changed="true")
        assert ended.outputs["articles"] == "1"
        assert "file=new.md" in ended.log

    def test_first_push_and_forced_push_of_a_branch(self, act: Act, site: Path) -> None:
        git("update-ref", "refs/remotes/origin/main", "HEAD", cwd=site)
        git("checkout", "-qb", "work", cwd=site)
        commit(site, new=BAD)
        about = {"repository": {"default_branch": "main"}}
        for event in ({"before": "0" * 40, "created": True}, {"before": "1" * 40, "forced": True}):
            assert act(event | about, only_changed="true").outputs["articles"] == "1"
        assert act({"before": "1" * 40} | about, only_changed="true").code == 2

    def test_without_anything_to_compare_with_all_are_checked(self, act: Act, site: Path) -> None:
        ended = act({"schedule": "0 0 * * *"}, only_changed="true")
        assert "::notice::test compares with nothing, so all articles are checked." in ended.log
        assert ended.outputs["articles"] == "1"

    def test_since_wins(self, act: Act, site: Path) -> None:
        commit(site, new=BAD)
        assert act(since="HEAD~1").outputs["articles"] == "1"


@pytest.fixture(scope="module")
def gitlab_home(project_here: Path, runner: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the job's own lines install medlint.

    `runner` is asked for only to skip where the package index is out of reach.
    """
    folder = tmp_path_factory.mktemp("gitlab")
    lines = "\n".join((*JOB["before_script"], 'echo "home: $medlint_home"'))
    env = {"MEDLINT_REQUIREMENT": str(project_here), "TMPDIR": str(folder)}
    done = run("bash", "-c", f"set -eo pipefail\n{lines}", cwd=folder, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.rpartition("home: ")[2].strip()


@runs_steps
@pytest.mark.skipif(os.name == "nt", reason="the job runs in a Linux image")
class TestGitLab:
    @pytest.fixture
    def job(self, gitlab_home: str, site: Path) -> Callable[..., Done]:
        """Return a function that runs the job's lines as the runner does: stopping at errors."""

        def job(**variables: str) -> Done:
            lines = "\n".join(JOB["script"])
            env = JOB["variables"] | variables | {"medlint_home": gitlab_home}
            return run("bash", "-c", f"set -eo pipefail\n{lines}", cwd=site, env=env)

        return job

    def test_reports(self, job: Callable[..., Done], site: Path) -> None:
        (site / "bad.md").write_text(BAD, encoding="utf-8")
        done = job()
        assert done.returncode == 1, done.stdout + done.stderr
        reports = JOB["artifacts"]["reports"]
        assert JOB["artifacts"]["when"] == "always"
        quality = json.loads((site / reports["codequality"]).read_text(encoding="utf-8"))
        assert {issue["location"]["path"] for issue in quality} == {"bad.md"}
        assert "<testsuites" in (site / reports["junit"]).read_text(encoding="utf-8")
        assert "bad.md" in done.stdout

    def test_nothing_is_installed_by_the_bare_name(self, tmp_path: Path) -> None:
        lines = "\n".join(JOB["before_script"])
        env = {"MEDLINT_REQUIREMENT": JOB["variables"]["MEDLINT_REQUIREMENT"]}
        done = run("bash", "-c", f"set -eo pipefail\n{lines}", cwd=tmp_path, env=env)
        assert done.returncode == 2
        assert "Set MEDLINT_REQUIREMENT" in done.stderr

    def test_merge_request(self, job: Callable[..., Done], site: Path) -> None:
        (site / "medlint.toml").write_text('[severity]\nMED104 = "warning"\n', encoding="utf-8")
        before = commit(site, old=BAD, other=GOOD + EMPTY)
        commit(site, other=(GOOD + EMPTY).replace("Move gently.", "Move slowly."))
        since = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": before, "MEDLINT_FAIL_ON": "warning"}
        assert "old.md" in job(**since).stdout
        done = job(**since, MEDLINT_MERGE_REQUESTS="files")
        assert done.returncode == 1
        assert "old.md" not in done.stdout
        done = job(**since, MEDLINT_MERGE_REQUESTS="lines")
        assert done.returncode == 0, done.stdout + done.stderr
        assert job(**since, MEDLINT_MERGE_REQUESTS="line").returncode == 2

    def test_merged_results(self, job: Callable[..., Done], site: Path) -> None:
        left = git("rev-parse", "HEAD", cwd=site)
        target = commit(site, theirs=BAD)
        commit(site, mine=GOOD)
        done = job(
            CI_MERGE_REQUEST_DIFF_BASE_SHA=left,
            CI_MERGE_REQUEST_TARGET_BRANCH_SHA=target,
            MEDLINT_MERGE_REQUESTS="files",
        )
        assert done.returncode == 0, done.stdout + done.stderr
