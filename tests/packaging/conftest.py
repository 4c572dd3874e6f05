"""The project as it would be published, and what is built from it."""

import shutil
import sys
from pathlib import Path

import pytest
from outside import copy_of_project, run


def install(python: Path, *what: str | Path) -> None:
    """Install into another environment; skips the test if the package index is out of reach."""
    folder = python.parent
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    done = run(*pip, "install", "-q", *what, cwd=folder)
    if done.returncode:
        probe = run(*pip, "download", "-q", "--no-deps", "-d", folder / "probe", "click", cwd=folder)
        if probe.returncode:
            pytest.skip("the package index cannot be reached")
        pytest.fail(done.stderr)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project; shared, so not to be changed."""
    return copy_of_project(tmp_path_factory.mktemp("project") / "medlint")


@pytest.fixture
def checkout(project: Path, tmp_path: Path) -> Path:
    """The parts of a checkout that medlint runs from; may be changed."""
    for name in ("src", "rules", "schemas"):
        shutil.copytree(project / name, tmp_path / "checkout" / name)
    return tmp_path / "checkout"


@pytest.fixture(scope="session")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built distributions: `sdist`, and `wheel` as built from the unpacked sdist."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("built")
    done = run(sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "sdist", cwd=project)
    assert done.returncode == 0, done.stderr
    (sdist,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(sdist, folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    done = run(sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "wheel", cwd=unpacked)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return {"sdist": sdist, "wheel": wheel}


@pytest.fixture(scope="session")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a clean environment with only the wheel and what it requires."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    done = run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    assert done.returncode == 0, done.stderr
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    install(scripts / Path(sys.executable).name, built["wheel"])
    return scripts
