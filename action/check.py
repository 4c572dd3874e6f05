"""Runs medlint for the GitHub Action: from its inputs (WITH_…) to a command, and from the report to outputs.

Inputs come through the environment only, so that nothing that others can name (a branch, a path) is
ever read as a command.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

TEMPORARY = Path(os.environ["RUNNER_TEMP"])
COUNTS = ("errors", "warnings", "notes", "articles")


def main() -> int:
    """Return medlint's exit code; 2 where an input cannot be read."""
    report = TEMPORARY / "medlint.json"
    sarif = given("SARIF")
    if not sarif and wanted("UPLOAD_SARIF"):
        sarif = str(TEMPORARY / "medlint.sarif")
    command = ["check", "--output-format", given("FORMAT") or "github", "--output-file", f"json:{report}"]
    if sarif:
        command += ["--output-file", f"sarif:{sarif}"]
    if wanted("SUMMARY") and os.environ.get("GITHUB_STEP_SUMMARY"):
        command += ["--output-file", f"summary:{os.environ['GITHUB_STEP_SUMMARY']}"]
    for name in ("CONFIG", "PROFILE", "FAIL_ON", "BASELINE"):
        if given(name):
            command += [f"--{name.lower().replace('_', '-')}", given(name)]
    command += changed()
    report.unlink(missing_ok=True)
    code = run([*command, "--", *paths()])
    counts = read(report).get("summary", {})
    put("exit-code", str(code))
    for name in COUNTS:
        put(name, str(counts.get(name, "")))
    if code not in (0, 1):
        print("::error::medlint could not do its job; the log of this step says why.", flush=True)
    put("sarif", str(Path(sarif).resolve()) if sarif and Path(sarif).is_file() else "")
    if wanted("UPLOAD_SARIF"):
        put("upload", for_code_scanning(Path(sarif)))
    return code


def for_code_scanning(sarif: Path) -> str:
    """Write what code scanning is to see of a report, and return its path; "" if there is no report.

    Code scanning knows no suppressions: what is ignored with a reason, or accepted by the baseline, would
    become an open alert.
    """
    log = read(sarif)
    for each in log.get("runs", ()):
        each["results"] = [result for result in each["results"] if "suppressions" not in result]
    if not log:
        return ""
    target = TEMPORARY / "medlint-upload.sarif"
    target.write_text(json.dumps(log), encoding="utf-8")
    return str(target)


def run(arguments: list[str]) -> int:
    """Run medlint from the environment that `install.py` made; no module of the checkout is in its way."""
    home = TEMPORARY / "medlint"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    print(f"$ medlint {one_line(shlex.join(arguments))}", flush=True)
    return subprocess.run([str(python), "-I", "-m", "medlint", *arguments], check=False).returncode


def given(name: str) -> str:
    """Return an input of the action without blanks around it."""
    return os.environ.get(f"WITH_{name}", "").strip()


def wanted(name: str) -> bool:
    """Tell whether an input is switched on.

    Raises:
        SystemExit: it says neither true nor false.
    """
    if given(name).lower() not in ("", "true", "false"):
        stop(f"`{name.lower().replace('_', '-')}` is true or false, not {given(name)[:40]}.")
    return given(name).lower() == "true"


def paths() -> list[str]:
    """Return the paths to check; a backslash is one of a Windows path.

    Raises:
        SystemExit: a quotation mark is left open.
    """
    words = shlex.shlex(given("PATHS"), posix=True, punctuation_chars=False)
    words.whitespace_split, words.escape, words.commenters = True, "", ""
    try:
        return list(words) or ["."]
    except ValueError:
        stop("`paths`: a quotation mark is not closed.")


def changed() -> list[str]:
    """Return the options about changes: what to compare with follows from the event."""
    if not (wanted("ONLY_CHANGED") or wanted("CHANGED_LINES") or given("SINCE")):
        return []
    since = given("SINCE") or base(event())
    if not since:
        name = os.environ.get("GITHUB_EVENT_NAME", "this event")
        print(f"::notice::{name} compares with nothing, so all articles are checked.", flush=True)
        return []
    return ["--since", since, *(["--changed-lines"] if wanted("CHANGED_LINES") else [])]


def base(event: dict[str, Any]) -> str:
    """Return the commit that a pull request or a push is compared with, or ""."""
    if event.get("pull_request"):
        return base_of_request(event["pull_request"])
    if event.get("merge_group"):
        return str(event["merge_group"]["base_sha"])
    before = str(event.get("before") or "")
    if before.strip("0") and not (event.get("forced") and not commit(before)):
        return before
    # Before the first push of a branch there is nothing, and after a forced one it is gone.
    main = f"origin/{event.get('repository', {}).get('default_branch', '')}"
    return main if before and commit(main) and commit(main) != commit("HEAD") else ""


def base_of_request(request: dict[str, Any]) -> str:
    """Return the commit that a pull request is compared with.

    Raises:
        SystemExit: what was checked out is not the request; compared with itself, nothing would differ.
    """
    head, target = request["head"]["sha"], request["base"]
    if commit("HEAD") and not git("merge-base", "--is-ancestor", head, "HEAD"):
        stop(
            f"`only-changed`: the checkout does not hold the commit {head} of the pull request. "
            "Give the checkout step `fetch-depth: 2`, and let it check out the request."
        )
    # The checkout step takes a merge of the request into its base unless told otherwise. The base as the
    # event knows it may be older than that merge, and would count what others did as changed.
    if commit("HEAD^2") == head:
        return "HEAD^1"
    return f"origin/{target['ref']}" if commit(f"origin/{target['ref']}") else str(target["sha"])


def event() -> dict[str, Any]:
    """Return what the event file tells."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    return read(Path(path)) if path else {}


def commit(name: str) -> str:
    """Return the hash of a commit, or "" if it is not there."""
    done = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return done.strip() if done else ""


def git(*command: str) -> str | None:
    """Return what git prints, ended by a line end, or None if it fails."""
    done = subprocess.run(["git", *command], capture_output=True, encoding="utf-8", check=False)
    return f"{done.stdout.strip()}\n" if done.returncode == 0 else None


def read(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; {} if there is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def put(name: str, value: str) -> None:
    """Set an output of the step; a value is one line, so that it cannot set another."""
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as stream:
        stream.write(f"{name}={one_line(value)}\n")


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.splitlines())


def stop(message: str) -> NoReturn:
    """End the step with an annotation."""
    print(f"::error::{one_line(message)}", flush=True)
    put("exit-code", "2")
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(main())
