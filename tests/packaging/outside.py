"""Commands run from outside, and a copy of the project as git would publish it."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
IGNORED = shutil.ignore_patterns(
    ".*_cache", ".venv*", ".git", ".cache", ".hypothesis", "__pycache__", "build", "dist", "*.egg-info"
)
Done = subprocess.CompletedProcess[str]
OURS = ("PYTHON", "GIT_", "MEDLINT")


def run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without this process's view of what is installed where."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GIT_", "MEDLINT"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"} | (env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def copy_of_project(target: Path) -> Path:
    """Copy what git knows or would add; a tree without git is copied but for caches."""
    listed = (
        run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT) if shutil.which("git") else None
    )
    if listed is None or listed.returncode:
        shutil.copytree(ROOT, target, ignore=IGNORED)
        return target
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target
