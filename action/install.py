"""Installs medlint for the GitHub Action into an environment of its own, and nothing anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Install the medlint that the action belongs to; return the exit code of pip."""
    home = Path(os.environ["RUNNER_TEMP"], "medlint")
    subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(home)], check=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (str(python), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    return subprocess.run([*pip, os.environ["GITHUB_ACTION_PATH"]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
