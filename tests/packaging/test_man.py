"""The man pages: one a command, up to date, readable by man, and in the wheel."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from outside import run

from medlint import __version__
from medlint.cli.group import cli

FOLDER = Path(__file__).parents[2] / "share" / "man" / "man1"
COMMANDS = cli.list_commands(click.Context(cli))
PAGES = ["medlint.1", *(f"medlint-{name}.1" for name in COMMANDS)]


def plain(page: str) -> str:
    """Return a page without the marks of roff."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    return re.sub(r"\\f[BR]|\\&", "", text).replace("\\-", "-")


def test_one_a_command() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_options_and_version(page: str) -> None:
    text = plain(page)
    assert f'"medlint {__version__}"' in text
    name = page.removeprefix("medlint").removesuffix(".1").removeprefix("-")
    command = cli.get_command(click.Context(cli), name) if name else cli
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"(^|, ){option}\b", text, re.MULTILINE), option


def test_they_are_made_from_the_command_line() -> None:
    code = (
        "import generate_commands as made, pathlib\n"
        "for name, text in made.man_pages():\n"
        "    assert pathlib.Path('../share/man/man1', name).read_text(encoding='utf-8') == text, name\n"
        "assert pathlib.Path('commands.md').read_text(encoding='utf-8') == made.commands_page()\n"
    )
    done = run(sys.executable, "-c", code, cwd=FOLDER.parents[2] / "docs")
    assert done.returncode == 0, f"run python docs/generate.py\n{done.stderr}"


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc() -> None:
    done = run("mandoc", "-T", "lint", "-W", "warning", *PAGES, cwd=FOLDER)
    told = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert told == []


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
@pytest.mark.parametrize("page", PAGES)
def test_groff(page: str) -> None:
    done = run("groff", "-man", "-ww", "-z", "-T", "utf8", page, cwd=FOLDER)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("lexgrog"), reason="man-db is not installed")
def test_apropos_can_read_the_names() -> None:
    done = run("lexgrog", *PAGES, cwd=FOLDER)
    assert (done.returncode, done.stdout.count(" - ")) == (0, len(PAGES))


def test_no_line_is_taken_for_a_request() -> None:
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", '.\\"'}
    for page in PAGES:
        lines = (FOLDER / page).read_text(encoding="utf-8").splitlines()
        assert {line.split(" ")[0] for line in lines if line.startswith((".", "'"))} <= known


def test_the_wheel_brings_them(built: dict[str, Path]) -> None:
    with ZipFile(built["wheel"]) as archive:
        names = [name.partition(".data/data/")[2] for name in archive.namelist() if ".data/" in name]
    assert sorted(names) == sorted(f"share/man/man1/{page}" for page in PAGES)


def test_an_install_puts_them_where_man_looks(installed: Path) -> None:
    assert (installed.parent / "share" / "man" / "man1" / "medlint-check.1").is_file()
