"""README and docs: links lead somewhere, snippets are valid, and what is shown is what is printed."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import jsonschema
import pytest

from medlint.catalogue import builtin
from medlint.cli.group import cli
from medlint.config import finder, plan_of
from medlint.engine import lint_bytes
from medlint.plan import Plan, Step
from medlint.resources.from_yaml import read_yaml
from medlint.rule import from_data
from medlint.settings import Settings

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
RECORD = ROOT / "docs" / "accuracy-record.md"
"""All that was measured; docs/accuracy.md and docs/precision.md tell of it."""
WRITTEN = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "examples" / "README.md"))
PAGES = [*WRITTEN, *sorted(ROOT.glob("docs/rules/*.md"))]
FENCED = re.compile(r"^(`{3,})([\w-]+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<!`)`(medlint(?: [^`\n]+)?)`")


BARE_NAME = re.compile(
    r"pip\S* install (?:-\S+ )*['\"]?medlint\b|\bmedlint(?:==|\[)|MEDLINT_REQUIREMENT: medlint"
)
"""What would install whatever the package index has by the name of medlint, which is another project."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return [match[3] for match in FENCED.finditer(read(path)) if match[2] == language]


def test_nobody_is_told_to_install_the_bare_name() -> None:
    assert BARE_NAME.search("pip install -q 'medlint[lsp]'")
    assert BARE_NAME.search("pip install medlint")
    told = (*PAGES, *ROOT.glob("templates/*"), *ROOT.glob("action*/*.py"), *ROOT.glob("src/medlint/**/*.py"))
    found = [path.name for path in (*told, ROOT / "action.yml") if BARE_NAME.search(read(path))]
    assert found == []


def named(paths: list[Path]) -> list[Any]:
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def with_block(language: str) -> list[Any]:
    return [
        pytest.param(path, text, id=f"{path.relative_to(ROOT).as_posix()}-{number}")
        for path in PAGES
        for number, text in enumerate(blocks(path, language), 1)
    ]


def run(*arguments: str, folder: Path, home: Path) -> str:
    """Return what medlint prints on stdout, 80 columns wide, without settings of the machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MEDLINT", "FORCE_"))}
    done = subprocess.run(
        [sys.executable, "-m", "medlint", *arguments],
        cwd=folder,
        env={**kept, "COLUMNS": "80", "PYTHONUTF8": "1", "XDG_CONFIG_HOME": str(home), "APPDATA": str(home)},
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize("page", named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    # A link within code is an example of one.
    text = re.sub("`[^`\n]*`", "", FENCED.sub("", read(page)))
    targets = [target.partition("#")[0] for target in LINK.findall(text) if "://" not in target]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_pages_are_text_to_all_programs() -> None:
    pages = [*PAGES, *ROOT.glob("share/man/man1/*")]
    assert [page.name for page in pages if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", read(page))] == []


def test_every_guide_is_linked_from_the_readme_or_a_guide() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in WRITTEN
        for target in LINK.findall(read(page))
        if "://" not in target
    }
    assert [path.name for path in ROOT.glob("docs/*.md") if path.resolve() not in linked] == []


@pytest.mark.parametrize(("page", "text"), with_block("toml"))
def test_toml_is_a_configuration(page: Path, text: str, tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").write_text("[back-pain]")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "guide.schema.json").write_text("{}")
    file = tmp_path / "medlint.toml"
    file.write_text(text, encoding="utf-8")
    config = finder()(str(tmp_path))
    assert plan_of(config, builtin()).steps


@pytest.mark.parametrize(("page", "text"), with_block("json"))
def test_json_is_json(page: Path, text: str) -> None:
    assert json.loads(text)


def commands() -> list[Any]:
    """Return the arguments of each command line in a block or between back-ticks."""
    found = []
    for page in PAGES:
        lines = [line for text in blocks(page, "sh") for line in text.split("\n")]
        lines += [
            line.removeprefix("$ ") for text in blocks(page, "console") for line in text.split("\n")[:1]
        ]
        lines += COMMAND.findall(FENCED.sub("", read(page)))
        for line in dict.fromkeys(lines):
            if line.startswith("medlint"):
                name = page.relative_to(ROOT).as_posix()
                arguments = line.partition(" > ")[0].split()[1:]
                found.append(pytest.param(page, arguments, id=f"{name}-{line}"))
    return found


@pytest.mark.parametrize(("page", "arguments"), commands())
def test_commands_exist_with_their_options(page: Path, arguments: list[str]) -> None:
    """Each command line is read as click reads it, and not carried out."""
    if not arguments or arguments[0].startswith("--") or arguments[0] == "COMMAND":
        assert set(arguments) <= {"--version", "COMMAND", "--help"}
        return
    context = click.Context(cli, info_name="medlint")
    command = cli.get_command(context, arguments[0])
    assert command is not None, f"there is no command {arguments[0]}"
    try:
        command.make_context(arguments[0], arguments[1:], parent=context)
    except click.MissingParameter:
        assert page.name != "README.md" or len(arguments) == 1, "an example leaves out what the command needs"


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    (shown,) = blocks(ROOT / "README.md", "console")
    first, _, output = shown.partition("\n")
    assert run(*first.split()[2:], "--isolated", folder=ROOT, home=tmp_path) == output


def test_the_comment_in_the_readme_works() -> None:
    (comment,) = blocks(ROOT / "README.md", "html")
    assert suppressed(f"# Sleep\n\nRest.\n\n{comment}") == ["MED105"]


@pytest.mark.parametrize("number", [0, 1])
def test_the_front_matter_in_the_guide_for_writers_works(number: int) -> None:
    front = blocks(ROOT / "docs" / "writing.md", "yaml")[number]
    assert suppressed(f"---\n{front}---\n\n# Sleep\n\nRest.\n") == ["MED105"]


def suppressed(article: str) -> list[str]:
    """Return the codes that an article hides; nothing else of the two rules may be left."""
    rules = [rule for rule in builtin() if rule.id in ("MED105", "MED901")]
    plan = Plan(tuple(Step(rule, None) for rule in rules), Settings(language="en"))
    report = lint_bytes("a.md", article.encode(), plan)
    assert report.findings == ()
    return [finding.rule for finding in report.suppressed]


def test_the_schema_in_the_guide_works(tmp_path: Path) -> None:
    page = ROOT / "docs" / "schemas.md"
    site = tmp_path / "site"
    (site / "guides").mkdir(parents=True)
    (site / "schemas").mkdir()
    (site / "medlint.toml").write_text(blocks(page, "toml")[0])
    schema = next(text for text in blocks(page, "json") if "$schema" in text)
    (site / "schemas" / "guide.schema.json").write_text(schema)
    article = blocks(page, "markdown")[0]
    (site / "guides" / "neck.md").write_text(article)
    first, _, output = blocks(page, "console")[0].partition("\n")
    assert run(*first.split()[2:], folder=site, home=tmp_path) == output
    help_section, steps = article.index("## When"), article.index("## Step")
    mended = article[:help_section] + article[steps:] + "\n" + article[help_section:steps]
    (site / "guides" / "neck.md").write_text(mended)
    assert run(*first.split()[2:], folder=site, home=tmp_path) == ""


def test_the_site_schema_with_words_of_its_own(tmp_path: Path) -> None:
    schema = json.loads(blocks(ROOT / "docs" / "schemas.md", "json")[-1])
    schema["properties"]["words"]["maximum"] = 2
    path = tmp_path / "own.json"
    path.write_text(json.dumps(schema))
    (rule,) = [rule for rule in builtin() if rule.id == "MED118"]
    settings = Settings(schemas=(("*", str(path)),), root=str(tmp_path))
    report = lint_bytes(
        str(tmp_path / "a.md"), b"# A title\n\nThree words more.\n", Plan((Step(rule, None),), settings)
    )
    assert [finding.message for finding in report.findings] == [
        "a guide of 5 words is too long to exercise with"
    ]


def test_the_json_report_in_the_guide(tmp_path: Path) -> None:
    page = ROOT / "docs" / "json.md"
    shown = json.loads(blocks(page, "json")[0])
    schema = json.loads(read(ROOT / "schemas" / "report.schema.json"))
    jsonschema.Draft202012Validator(schema).validate(shown)
    (tmp_path / "stretch.md").write_text(blocks(page, "markdown")[0])
    arguments = ("check", "--isolated", "--select", "MED604", "--output-format", "json", "stretch.md")
    assert json.loads(run(*arguments, folder=tmp_path, home=tmp_path)) == shown
    for name in ("file", "finding"):
        missing = [key for key in schema["$defs"][name]["properties"] if f"`{key}`" not in read(page)]
        assert missing == []


def test_the_rule_in_the_contributing_guide_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = ROOT / "CONTRIBUTING.md"
    file = tmp_path / "rule.yaml"
    file.write_text(blocks(page, "yaml")[0], encoding="utf-8")
    data = read_yaml(str(file))
    schema = json.loads(read(ROOT / "schemas" / "rule.schema.json"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert builtin().find(data["id"]) is None
    module = ModuleType("medlint.checks.capitals")
    exec(blocks(page, "python")[0], module.__dict__)
    monkeypatch.setitem(sys.modules, "medlint.checks.capitals", module)
    rule = from_data(data, "structure")
    assert f"{rule.name}.yaml`:" in read(page)
    plan = Plan((Step(rule, None),), Settings())
    for example in rule.examples:
        report = lint_bytes("a.md", example.text.encode(), plan)
        marked = [example.text[slice(*finding.span)] for finding in report.findings]
        assert marked == ([example.at] if example.at else [])


def test_the_labels_in_the_guide_to_measuring_work(tmp_path: Path) -> None:
    (labels,) = blocks(ROOT / "docs" / "measuring.md", "csv")
    (tmp_path / "labels.csv").write_text(labels)
    for row in csv.DictReader(labels.splitlines()):
        (tmp_path / row["file"]).write_text(read(ROOT / "examples" / row["file"]), encoding="utf-8")
    table = accuracy(tmp_path, "--markdown")
    assert table.count("| 2 | ") >= 9
    assert table.count("100.0%") == table.count("\n| ") - 1
    assert "Body words: median error 0.0%, within 5% in 2 of 2 articles, worst +0%." in table
    header = table.split("\n")[0]
    assert header in read(RECORD)


def test_the_table_of_blind_texts_is_what_is_found() -> None:
    told = "the table is out of date; make it with `python bench/recall.py --markdown`"
    command = [sys.executable, str(ROOT / "bench" / "recall.py"), "--markdown"]
    table = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert table in read(RECORD), told


def test_what_is_told_of_the_pools_is_what_was_read() -> None:
    """Counted with Python alone, as the pages that are made of the same files count in their own way."""
    told = tomllib.loads(read(ROOT / "docs" / "pools.toml"))
    rows = list(csv.DictReader(read(ROOT / "docs" / "readings.csv").splitlines()))
    page = read(ROOT / "docs" / "accuracy.md")

    def counted(*pools: str) -> tuple[int, int, int, int]:
        chosen = [row for row in rows if row["pages"] in pools and not row["how"]]
        some = sum(int(row["read"] or 0) > 0 for row in chosen)
        findings = sum(int(row["read"] or 0) for row in chosen)
        return findings, some, *(sum(told[pool][key] for pool in pools) for key in ("pages", "publishers"))

    findings, _, pages, publishers = counted("pool-10", "pool-11", "pool-12")
    assert f"{findings:,} findings on {pages:,} pages of {publishers} publishers" in page
    findings, _, pages, _ = counted("pool-13")
    assert f"{findings:,} findings on {pages:,} pages" in page
    findings, some, pages, _ = counted("pool-14")
    assert f"{findings:,} findings of {some} rules on {pages:,} pages" in page


def test_each_rule_that_is_to_be_read_with_care_has_a_reason() -> None:
    page = read(ROOT / "docs" / "precision.md")
    table = page.partition("## Rules to read with care")[2].partition("## By rule")[0]
    listed = sorted(re.findall(r"^\| \[(MED\d+)\]", table, re.MULTILINE))
    assert listed == sorted(tomllib.loads(read(ROOT / "docs" / "read-with-care.toml")))
    assert all(f"[{code}](rules/" in read(ROOT / "docs" / "accuracy.md") for code in listed)


def test_the_accuracy_table_is_what_is_measured() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the labelled articles are not part of the project")
    told = "the table is out of date; make it with `python bench/accuracy.py FOLDER --markdown`"
    assert accuracy(CORPUS, "--markdown") in read(RECORD), told


def accuracy(folder: Path, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "accuracy.py"), str(folder), *options],
        capture_output=True,
        check=True,
        timeout=120,
        encoding="utf-8",
    )
    return done.stdout


def test_the_rules_with_safe_fixes_are_listed() -> None:
    listed = (ROOT / "docs" / "fixing.md").read_text("utf-8")
    pages = {page.name: page.read_text("utf-8") for page in (ROOT / "docs" / "rules").glob("*.md")}
    mended = {name for name, page in pages.items() if "`medlint fix` can mend it" in page}
    assert mended
    assert {name for name in mended if f"(rules/{name})" not in listed} == set()
