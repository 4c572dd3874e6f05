"""Installs medlint for the GitHub Action into an environment of its own, and nothing anywhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Return the exit code of the first step that fails, or 0."""
    version = os.environ.get("WITH_VERSION", "").removeprefix("v")
    if version and not re.fullmatch(r"[0-9][0-9A-Za-z.+!]*", version):
        # Anything else could be an option or an address to pip.
        print(f"::error::`version: {version[:40]}` is no version: write it like 0.1.0, or leave it out.")
        return 2
    what = f"medlint=={version}" if version else os.environ["GITHUB_ACTION_PATH"]
    home = Path(os.environ["RUNNER_TEMP"], "medlint")
    subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(home)], check=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (str(python), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    return subprocess.run([*pip, what], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
