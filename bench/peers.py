"""How fast medlint is beside its peers, on this machine, in one run.

`python bench/peers.py` installs peers from the package indexes into a folder of its own, writes articles
(`bench/corpus.py`) and runs everybody in turn: A B C A B C, so that what else the machine does hits all
alike. It prints medians, ratios and the largest process's memory. `--write` puts the table into
docs/performance.md. Vale joins in if `vale` is on PATH. A tool that would take longer than `--patience`
for the next size, by what it took for the one before, is left out there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import NamedTuple

import corpus

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "performance.md")
START, END = "<!-- table: bench/peers.py -->\n", "<!-- end of the table -->"
PYTHON_PEERS = ("rumdl==0.3.0", "llm-medical-guard==0.3.0", "proselint==0.16.0", "pymarkdownlnt==0.9.41")
NODE_PEERS = (
    "markdownlint-cli2@0.22.1", "textlint@15.8.0", "textlint-rule-write-good@2.0.0",
    "textlint-rule-alex@5.0.0", "textlint-rule-common-misspellings@1.0.1",
    "@jackchuka/mdschema-linux-x64@0.15.4",
)  # fmt: skip
GUARD = """
import pathlib, sys
from llm_medical_guard import MedicalGuard
guard = MedicalGuard()
for path in pathlib.Path(sys.argv[1]).rglob("*.md"):
    print(path, guard.check(path.read_text("utf-8")).passed)
"""
SCHEMA = """\
structure:
  - heading:
      pattern: "# .+"
    allow_additional: true
    children:
      - heading:
          pattern: "## Medical disclaimer"
        word_count:
          min: 20
"""
VALE = "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Health\n"
VALE_RULES = {
    "Disclaimer": "occurrence\nscope: raw\nmin: 1\ntoken: not a substitute for (?:professional )?medical",
    "Help": "occurrence\nscope: raw\nmin: 1\ntoken: (?:when to|seek|get) (?:see|medical|help|urgent)",
    "Author": "occurrence\nscope: raw\nmin: 1\ntoken: '(?m)^author: \\S'",
    "Claims": "existence\ntokens: ['cures?', miracle, guaranteed, no side effects, clinically proven]",
    "Words": "substitution\nswap: {suffers from: has, diabetics: people with diabetes, crazy: upset}",
}
"""Five rules about health as people write them for Vale."""


SEVERAL = 10
"""So many articles are taken in turn where one is given at a time."""


class Tool(NamedTuple):
    """One way to run one tool; `prepare` gets the folder of articles before each run and does not count."""

    name: str
    command: Callable[[str], list[str]]
    """From the folder of articles, or one article, to a command."""
    prepare: Callable[[str], None] | None = None
    one: bool = True
    most: int = 10**9
    """The largest number of articles that it can be given."""
    warm: bool = False
    """It finds what an earlier run has stored, so that its first run never counts."""


class Run(NamedTuple):
    """What one run took: seconds on the clock, seconds of processors, bytes of the largest process."""

    wall: float
    processors: float
    memory: int


def main() -> None:
    """Install, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", default=os.path.join(ROOT, ".cache", "bench"))
    parser.add_argument("--sizes", default="1,1000,10000", help="numbers of articles")
    parser.add_argument("--runs", type=int, default=5, help="how often each tool runs")
    parser.add_argument("--patience", type=float, default=60, help="seconds that one run may take")
    parser.add_argument("--only", default="", help="tools whose name holds one of these, with commas between")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    given = parser.parse_args()
    folder = os.path.abspath(given.folder)
    os.makedirs(folder, exist_ok=True)
    install(folder)
    names = given.only.split(",")
    tools = [tool for tool in tools_in(folder) if any(name in tool.name for name in names)]
    results: dict[int, dict[str, list[Run]]] = {}
    for size in map(int, given.sizes.split(",")):
        articles = articles_in(folder, SEVERAL if size == 1 else size)
        results[size] = measure(fit(tools, size, results, given.patience), articles, size, given.runs)
        print("\n".join(table(size, results[size])), flush=True)
    if given.write:
        write_page("\n\n".join("\n".join(table(size, found)) for size, found in results.items()))


def install(folder: str) -> None:
    """Install the peers that are not there yet, and medlint as it is now, each as people get it."""
    home = os.path.join(folder, "python")
    pip = [_in(home, "python"), "-m", "pip", "install", "-q"]
    if not os.path.isdir(home):
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([*pip, *PYTHON_PEERS], check=True)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", ROOT], check=True)
    subprocess.run([*pip, ROOT], check=True)
    home = os.path.join(folder, "node")
    if not os.path.isdir(home) and shutil.which("npm"):
        os.makedirs(home)
        subprocess.run(["npm", "init", "-y"], cwd=home, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["npm", "install", "--silent", "--no-audit", *NODE_PEERS], cwd=home, check=False)
    rules = {"rules": {"write-good": True, "alex": True, "common-misspellings": True}}
    for name, text in (
        (".mdschema.yml", SCHEMA),
        (".textlintrc.json", json.dumps(rules)),
        ("guard.py", GUARD),
    ):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    with open(os.path.join(folder, ".vale.ini"), "w", encoding="utf-8") as stream:
        stream.write(VALE)
    os.makedirs(os.path.join(folder, "styles", "Health"), exist_ok=True)
    for name, rule in VALE_RULES.items():
        text = f"message: {name}\nlevel: warning\nignorecase: true\nextends: {rule}\n"
        with open(os.path.join(folder, "styles", "Health", f"{name}.yml"), "w", encoding="utf-8") as stream:
            stream.write(text)


def _in(home: str, name: str) -> str:
    return os.path.join(home, "Scripts" if os.name == "nt" else "bin", name)


def articles_in(folder: str, size: int) -> str:
    """Return the folder of that many articles, as they were made."""
    path = os.path.join(folder, f"articles-{size}")
    shutil.rmtree(path, ignore_errors=True)
    corpus.write(path, size)
    # A file as young as this would be judged by its content.
    time.sleep(3)
    return path


def tools_in(folder: str) -> Iterator[Tool]:
    """Yield the tools that are there, medlint first."""
    python = _in(os.path.join(folder, "python"), "python")
    medlint = [_in(os.path.join(folder, "python"), "medlint"), "check", "--isolated"]
    node = os.path.join(folder, "node", "node_modules", ".bin")
    guard = _in(os.path.join(folder, "python"), "llm-medical-guard")
    rumdl = _in(os.path.join(folder, "python"), "rumdl")
    yield Tool("python -c pass", lambda _: [python, "-c", "pass"], most=1)
    yield Tool("medlint --no-cache", lambda path: [*medlint, "--no-cache", path])
    yield Tool("medlint, first run", lambda path: [*medlint, path], _forget)
    yield Tool("medlint, nothing changed", lambda path: [*medlint, path], warm=True)
    yield Tool("medlint, one changed", lambda path: [*medlint, path], _change, one=False, warm=True)
    yield Tool("rumdl --no-cache", lambda path: [rumdl, "check", "--no-cache", path])
    yield Tool("rumdl, nothing changed", lambda path: [rumdl, "check", path], warm=True)
    yield Tool("llm-medical-guard", lambda path: [guard, "check", "-f", path], most=1)
    batch = [python, os.path.join(folder, "guard.py")]
    yield Tool("llm-medical-guard, one process", lambda path: [*batch, path], one=False)
    proselint = _in(os.path.join(folder, "python"), "proselint")
    yield Tool("proselint", lambda path: [proselint, "check", path])
    pymarkdown = _in(os.path.join(folder, "python"), "pymarkdown")
    front = ["--set", "extensions.front-matter.enabled=$!True"]
    yield Tool("pymarkdown", lambda path: [pymarkdown, *front, "scan", "-r", path])
    if os.path.isdir(node):
        yield from _node_tools(folder, node)
    vale = shutil.which("vale")
    if vale:
        yield Tool(
            "vale, five rules", lambda path: [vale, "--config", os.path.join(folder, ".vale.ini"), path]
        )


def _node_tools(folder: str, node: str) -> Iterator[Tool]:
    def below(path: str) -> str:
        return os.path.join(path, "**", "*.md") if os.path.isdir(path) else path

    schema = os.path.join(folder, ".mdschema.yml")
    mdschema = [os.path.join(node, "mdschema"), "check", "--schema", schema]
    textlint = [os.path.join(node, "textlint"), "--config", os.path.join(folder, ".textlintrc.json")]
    yield Tool("mdschema", lambda path: [*mdschema, below(path)], most=1000)
    yield Tool("markdownlint-cli2", lambda path: [os.path.join(node, "markdownlint-cli2"), below(path)])
    yield Tool("textlint", lambda path: [*textlint, below(path)])


def _forget(articles: str) -> None:
    shutil.rmtree(os.path.join(articles, ".medlint_cache"), ignore_errors=True)


def _change(articles: str) -> None:
    with open(os.path.join(articles, "part-000", "article-00007.md"), "a", encoding="utf-8") as stream:
        stream.write("One more line.\n")


def fit(tools: list[Tool], size: int, before: dict[int, dict[str, list[Run]]], patience: float) -> list[Tool]:
    """Return the tools that can do this many articles in the time that there is."""
    fitting = []
    for tool in tools:
        if size > tool.most or (size == 1 and not tool.one):
            continue
        known = [(old, runs[tool.name]) for old, runs in before.items() if old > 1 and tool.name in runs]
        if known:
            old, runs = known[-1]
            if median(run.wall for run in runs) * size / old > patience:
                continue
        elif size > 1 and before.get(1) and tool.name not in before[1] and tool.one:
            continue
        fitting.append(tool)
    return fitting


def measure(tools: list[Tool], articles: str, size: int, runs: int) -> dict[str, list[Run]]:
    """Return what each tool took, each run in turn with the others.

    One article is each of several in turn, as they differ in what there is to do. The first round of each
    does not count.
    """
    names = (f"article-{number:05}.md" for number in range(SEVERAL))
    targets = [os.path.join(articles, "part-000", name) for name in names] if size == 1 else [articles]
    found: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    for turn in range(-len(targets), runs):
        target = targets[turn % len(targets)]
        for tool in tools:
            # What takes so long is measured once: the noise is small beside it.
            if found[tool.name] and found[tool.name][0].wall > 10:
                continue
            if tool.prepare is not None:
                tool.prepare(articles)
            run = timed(tool.command(target), articles)
            if turn >= 0 or (run.wall > 10 and not tool.warm):
                found[tool.name].append(run)
    return found


def timed(command: list[str], folder: str) -> Run:
    """Return what a command takes; what it prints goes to a file, as it would in a job."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=env
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            out.seek(0)
            told = out.read()[-300:].decode("utf-8", "replace")
            print(f"{command[0]} ended with {process.returncode}: {told}", file=sys.stderr)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def table(size: int, found: dict[str, list[Run]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    base_name = "python -c pass" if size == 1 else "rumdl, nothing changed"
    base = median(run.wall for run in found[base_name]) if base_name in found else None
    yield f"{size:,} articles:\n" if size > 1 else f"1 article, of {SEVERAL} in turn:\n"
    yield f"| Tool | Seconds | × {base_name} | Processor seconds | Memory, MiB | Runs |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, runs in sorted(found.items(), key=lambda item: median(run.wall for run in item[1])):
        wall = median(run.wall for run in runs)
        ratio = f"{wall / base:.2f}" if base else ""
        processors = median(run.processors for run in runs)
        memory = max(run.memory for run in runs) / 2**20
        yield f"| {name} | {wall:.3f} | {ratio} | {processors:.2f} | {memory:.0f} | {len(runs)} |"


def write_page(text: str) -> None:
    """Put the tables into the page."""
    with open(PAGE, encoding="utf-8") as stream:
        page = stream.read()
    before, rest = page.split(START, 1)
    _, after = rest.split(END, 1)
    version = sys.version.split()[0]
    told = f"Python {version}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}."
    with open(PAGE, "w", encoding="utf-8") as stream:
        stream.write(f"{before}{START}\n{told} {text}\n\n{END}{after}")


if __name__ == "__main__":
    main()
