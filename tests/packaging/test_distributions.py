"""What is published: a wheel with rules, schemas and their compiled form, and an sdist that builds it."""

import re
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from outside import copy_of_project, run

from medlint import __version__
from medlint.resources import names

ARTICLE = "# Easing a stiff neck\n\nGentle movement helps most people.\n"


def wheel_names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not re.search(r"\.(dist-info|data)/", name)}


def test_wheel_holds_the_package_and_nothing_else(built: dict[str, Path], project: Path) -> None:
    expected = {
        f"medlint/{path.relative_to(project / 'src/medlint').as_posix()}"
        for path in (project / "src/medlint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for folder, pattern in (("rules", "*.yaml"), ("schemas", "*.json")):
        expected |= {
            f"medlint/{path.relative_to(project).as_posix()}" for path in (project / folder).rglob(pattern)
        }
    expected |= {f"medlint/_compiled/{name}.json" for name in names()}
    assert wheel_names(built["wheel"]) == expected
    assert "medlint/py.typed" in expected


def test_wheel_states_what_it_is(built: dict[str, Path]) -> None:
    with ZipFile(built["wheel"]) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(name).decode()
        assert name.replace("METADATA", "licenses/LICENSE") in archive.namelist()
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "Classifier: License" not in metadata
    required = re.findall(r"Requires-Dist: ([\w-]+)([^\n]*)", metadata)
    needed = {name.lower() for name, more in required if "extra ==" not in more}
    assert needed == {"click", "jsonschema", "mistune", "pathspec", "pyyaml"}
    assert [(name, more) for name, more in required if "extra ==" in more] == [
        ("pygls", "<3,>=2.1; extra == 'lsp'")
    ]


def test_compiled_rules_are_those_of_the_yaml(built: dict[str, Path]) -> None:
    from medlint.resources import from_bytes
    from medlint.resources.from_yaml import from_yaml

    with ZipFile(built["wheel"]) as archive:
        for name in wheel_names(built["wheel"]):
            if name.startswith("medlint/_compiled/"):
                assert from_bytes(archive.read(name)) == from_yaml(Path(name).stem), name


def test_sdist_holds_the_project_and_no_debris(built: dict[str, Path], project: Path) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    own = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert names <= own | {"PKG-INFO"}
    assert {"pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "tests/test_rules.py"} <= names
    assert {name for name in own if name.startswith(("src/", "rules/", "schemas/"))} <= names
    debris = re.compile(r"(^|/)(\.git|\.venv.*|\..*_cache|\.cache|__pycache__|dist|_compiled)(/|$)")
    assert [name for name in names if debris.search(name)] == []


def test_wheel_from_the_sdist_is_the_wheel_of_the_tree(built: dict[str, Path], tmp_path: Path) -> None:
    tree = copy_of_project(tmp_path / "tree")
    before = {path for path in tree.rglob("*") if "__pycache__" not in path.parts}
    done = run(sys.executable, "-m", "hatchling", "build", "-d", tmp_path / "dist", "-t", "wheel", cwd=tree)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert wheel_names(wheel) == wheel_names(built["wheel"])
    assert {path for path in tree.rglob("*") if "__pycache__" not in path.parts} == before


def test_editable_wheel_copies_no_rules(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    code = f"from hatchling.build import build_editable; print(build_editable({str(tmp_path)!r}))"
    done = run(sys.executable, "-c", code, cwd=project)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert [Path(name).suffix for name in wheel_names(wheel)] == [".pth"]


def test_installed_medlint_runs(installed: Path, tmp_path: Path) -> None:
    medlint = installed / "medlint"
    done = run(medlint, "--version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout
    empty = run(medlint, "check", cwd=tmp_path)
    assert empty.returncode == 2, "a gate that linted nothing is not green"
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    done = run(medlint, "check", cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "MED105" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != ".medlint_cache") == ["article.md"]


def test_installed_medlint_reads_no_yaml_for_a_page_without_front_matter(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    code = (
        "import sys; from medlint.__main__ import run\n"
        "run(['check', '--isolated', 'article.md'])\n"
        "print(sorted({'yaml', 'importlib.metadata', 'asyncio', 'logging'} & set(sys.modules)))"
    )
    done = run(installed / Path(sys.executable).name, "-c", code, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
