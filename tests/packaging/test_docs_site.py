"""The site of the documentation: it builds without a warning, and each page can be reached in it."""

from __future__ import annotations

import re
import shutil
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from outside import run

from medlint._places import folder
from medlint.catalogue import builtin
from medlint.parse.wording import fold
from medlint.phrases import compile_phrase
from medlint.resources.from_yaml import from_yaml, read_yaml
from medlint.rule_page import fenced

MISSING = [name for name in ("sphinx", "myst_parser", "furo") if find_spec(name) is None]
needs_sphinx = pytest.mark.skipif(bool(MISSING), reason=f"not installed (group `dev`): {', '.join(MISSING)}")


class Page(HTMLParser):
    """What a page links to, what can be linked to in it, and its navigation."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.sources: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded:
            self.sources.append(loaded)


@pytest.fixture(scope="module")
def docs(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, with those that are generated made anew."""
    home = tmp_path_factory.mktemp("site")
    for name in ("docs", "schemas"):
        shutil.copytree(project / name, home / name)
    done = run(sys.executable, home / "docs" / "generate.py", cwd=home)
    assert (done.returncode, done.stderr) == (0, "")
    return home / "docs"


@pytest.fixture(scope="module")
def site(docs: Path) -> Path:
    html = docs.parent / "html"
    options = ("-q", "-W", "--keep-going", "-b", "html", "-d", docs.parent / "doctrees")
    done = run(sys.executable, "-m", "sphinx", *options, docs, html, cwd=docs.parent)
    assert (done.returncode, done.stderr) == (0, "")
    return html


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


@needs_sphinx
def test_links_lead_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in (*page.links, *page.sources):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = target.exists()
            if there and parts.fragment and target in pages:
                there = parts.fragment in pages[target].ids
            if not there:
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


@needs_sphinx
def test_each_page_is_in_the_navigation(site: Path, pages: dict[Path, Page], docs: Path) -> None:
    written = {path.relative_to(docs) for path in docs.rglob("*.md")}
    expected = {site / path.with_suffix(".html") for path in written}
    assert expected <= set(pages)
    linked = {
        (path.parent / urlsplit(link).path).resolve()
        for path in (site / "index.html", site / "rules" / "README.html")
        for link in pages[path].links
        if not urlsplit(link).netloc
    }
    assert expected - linked - {site / "index.html"} == set()


@needs_sphinx
def test_the_site_loads_nothing_from_elsewhere(pages: dict[Path, Page]) -> None:
    assert [link for page in pages.values() for link in page.sources if urlsplit(link).netloc] == []


@needs_sphinx
def test_pages_are_called_by_their_titles(site: Path) -> None:
    text = (site / "configuration.html").read_text(encoding="utf-8")
    assert "Ignoring a finding" in text
    assert ">suppressing.md<" not in text


def test_each_rule_has_a_page_that_tells_all(docs: Path) -> None:
    for rule in builtin():
        path = docs / "rules" / f"{rule.name}.md"
        text = path.read_text(encoding="utf-8")
        for part in (rule.id, rule.why.split("\n")[0], "| Severity |", "**Fix:**", "## To leave it out"):
            assert part in text, f"{path.name} lacks {part!r}"
        assert all(source.url in text for source in rule.sources)


def test_measurements_are_shown(project: Path) -> None:
    code = """
import generate_precision, generate_rules as made, readings
from readings import Counts, Reading
rows = [
    Reading("MED104", "corpus", "", Counts(30, 30), "a list"),
    Reading("MED104", "pool-8", "", Counts(30, 24, 2, 9, 8), "wrong: cards|boxes"),
    Reading("MED104", "pool-9", "search", Counts(900, 890), ""),
]
print(made.told(tuple(rows)))
print(made.told(tuple(rows[:1])))
for line in generate_precision.of_rule(rows, readings.pools()): print(line)
"""
    done = run(sys.executable, "-c", code, cwd=project / "docs", env={"PYTHONPATH": "."})
    assert done.returncode == 0, done.stderr
    told, none, *_, corpus, pool, searched = done.stdout.splitlines()
    assert told.startswith("of 30 findings 24 were right, 2 arguable and 4 wrong when met for the first time")
    assert none.startswith("no finding there was read at first sight (")
    assert corpus == "| The labelled articles | 30 | 30 | 0 | 0 | – | a list |"
    assert pool == "| Eighth pool | 30 | 24 | 2 | 4 | 8 of 9 | cards\\|boxes |"
    assert searched == "| *Ninth pool* | 900 | 890 | 0 | 10 | – | searched for words, not read |"


GUIDE = Path(__file__).parents[2] / "docs" / "rules-guide.md"
ROW = re.compile(
    r"^\| `[^|]*(?:\\\|[^|]*)*` \| [^|]+ \| `((?:[^|`]|\\\|)+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE
)


def test_the_notation_of_phrases_in_the_guide() -> None:
    lists = from_yaml("phrases")["en"]
    rows = ROW.findall(GUIDE.read_text(encoding="utf-8").replace("| words |", "| `words` |"))
    assert len(rows) == 10
    for phrase, found, left in rows:
        pattern = compile_phrase(phrase.replace("\\|", "|"), lists).pattern
        assert re.fullmatch(pattern, fold(found.strip())), phrase
        # What a brand is like shows only as it is written.
        assert "@" in phrase or re.search(pattern, fold(left.strip())) is None, phrase


def test_the_rule_in_the_guide(tmp_path: Path, checkout: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    rule, *_ = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    file = checkout / "rules" / "claims" / "house-praise.yaml"
    assert fenced(rule, "yaml") in text + "\n"
    assert f"`rules/claims/{file.name}`" in text
    file.write_text(rule, encoding="utf-8")
    data = read_yaml(str(file))
    schema = read_yaml(str(Path(folder("schemas")) / "rule.schema.json"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert builtin().find(data["id"]) is None, "the example's code has been given to a rule"
    for number, example in enumerate(data["examples"]):
        (tmp_path / f"{number}.md").write_text(example.get("bad") or example["good"], encoding="utf-8")
    command = (sys.executable, "-m", "medlint", "check", "--isolated", "--select", data["id"], "--show-notes")
    done = run(
        *command,
        "--output-format",
        "concise",
        "-q",
        ".",
        cwd=tmp_path,
        env={"PYTHONPATH": str(checkout / "src")},
    )
    assert done.stdout == "0.md:3:1: note[MED499] 'Our world-class team' praises the publisher\n", done.stderr


@pytest.mark.parametrize("name", ["id", "name", "severity", "enabled", "languages", "message", "hint", "why"])
def test_fields_that_the_guide_explains_exist(name: str) -> None:
    schema = read_yaml(str(Path(folder("schemas")) / "rule.schema.json"))
    assert name in schema["properties"]
    assert f"| `{name}` |" in GUIDE.read_text(encoding="utf-8")
