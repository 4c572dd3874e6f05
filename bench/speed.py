"""How fast medlint starts, loads its rules and reads each format, on this machine.

Run `python bench/speed.py [--runs N]`. Starts are given as multiples of `python -c pass`, measured in
turn with it, because milliseconds say more of the machine than of the program. All values are medians.
"""

from __future__ import annotations

import argparse
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

import corpus

FEW = (4, 8, 16, 32, 63)
"""Numbers of articles for which no pool of processes pays."""
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ARTICLE = os.path.join(ROOT, "examples", "neck-stiffness.md")
PEERS = (
    ("proselint", "check", ARTICLE),
    ("pymarkdown", "scan", ARTICLE),
    ("mdformat", "--check", ARTICLE),
    ("yamllint", os.path.join(ROOT, "rules", "structure", "disclaimer-missing.yaml")),
)
LOAD = """
import sys, time
from medlint import catalogue
from medlint.resources import from_yaml
started = time.perf_counter()
if sys.argv[1] == "yaml": from_yaml.from_yaml("rules")
else: catalogue.builtin()
print(time.perf_counter() - started)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="how often each command is started")
    runs = parser.parse_args().runs
    print(f"Python {sys.version.split()[0]} on {os.cpu_count()} cores, {runs} runs each\n")
    starts(runs)
    few(runs)
    rules(runs)
    formats()


def starts(runs: int) -> None:
    """Print how long commands take from a cold interpreter."""
    python = sys.executable
    medlint = (python, "-m", "medlint")
    commands: dict[str, tuple[str, ...]] = {
        "python -c pass": (python, "-c", "pass"),
        "medlint --version": (*medlint, "--version"),
        "medlint check, one article": (*medlint, "check", "--isolated", "-qq", ARTICLE),
        "medlint check, from stdin": (*medlint, "check", "--isolated", "-qq", "-"),
    }
    for name, *rest in PEERS:
        found = shutil.which(name, path=os.path.dirname(python)) or shutil.which(name)
        if found:
            commands[f"peer: {name}"] = (found, *rest)
    times: dict[str, list[float]] = {name: [] for name in commands}
    # An installed program has its byte code beside it; the first round makes sure of that.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for turn in range(runs + 1):
        for name in random.sample(list(commands), len(commands)):
            with open(ARTICLE, "rb") as article:
                started = time.perf_counter()
                subprocess.run(
                    commands[name], stdin=article, capture_output=True, check=False, cwd=ROOT, env=env
                )
                if turn:
                    times[name].append(time.perf_counter() - started)
    base = median(times["python -c pass"])
    print("Start to end")
    for name, taken in times.items():
        print(f"  {name:<28} {median(taken) * 1000:7.1f} ms   {median(taken) / base:5.1f} × python -c pass")


def few(runs: int) -> None:
    """Print how long a few articles take in one process, and shared out between the cores."""
    print("\nA few articles")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(folder, max(FEW))
        paths = sorted(glob.glob(os.path.join(folder, "*", "*.md")))
        for number in FEW:
            taken: dict[str, list[float]] = {"1": [], "0": []}
            for turn in range(runs + 1):
                for jobs in sorted(taken, reverse=bool(turn % 2)):
                    command = (sys.executable, "-m", "medlint", "check", "--isolated", "--no-cache", "-qq")
                    started = time.perf_counter()
                    subprocess.run(
                        (*command, "--jobs", jobs, *paths[:number]), capture_output=True, check=False, env=env
                    )
                    if turn:
                        taken[jobs].append(time.perf_counter() - started)
            one, shared = median(taken["1"]), median(taken["0"])
            print(f"  {number:>2} {'':<25} {one * 1000:7.1f} ms   shared out {shared / one:5.2f} × that")


def rules(runs: int) -> None:
    """Print how long the rules take to load, compiled and from YAML."""
    print("\nRules")
    for name, mode in (("compiled", "json"), ("from YAML", "yaml")):
        command = (sys.executable, "-c", LOAD, mode)
        taken = [
            float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            for _ in range(runs)
        ]
        print(f"  {name:<28} {median(taken) * 1000:7.1f} ms")


def formats() -> None:
    """Print how fast each format is read, and checked with the default rules."""
    from medlint.catalogue import builtin
    from medlint.engine import lint_bytes
    from medlint.parse import parse
    from medlint.plan import make_plan
    from medlint.settings import Settings

    settings = Settings()
    plan = make_plan(builtin(), settings)
    print("\nArticles of the usual length, warm")
    for name, data in articles().items():
        path = f"article.{name}"
        read = rate(lambda data=data, path=path: parse(path, data, settings), len(data))  # type: ignore[misc]
        checked = rate(lambda data=data, path=path: lint_bytes(path, data, plan), len(data))  # type: ignore[misc]
        print(
            f"  {name:<5} {len(data):>6} bytes   parse {read:6.2f} MB/s   parse and check {checked:6.2f} MB/s"
        )


def articles() -> dict[str, bytes]:
    """Return one article in the three formats."""
    import mistune

    from medlint.parse import parse
    from medlint.settings import Settings

    with open(ARTICLE, "rb") as stream:
        markdown = stream.read()
    body = markdown.decode().split("\n---\n", 1)[1]
    head = '<html lang="en"><head><title>Stiff neck</title></head>'
    page = f"{head}<body><main>{mistune.html(body)}</main></body></html>"
    blocks = parse("article.md", markdown, Settings()).blocks
    text = "\n\n".join(f"• {block.text}" if block.kind == "item" else block.text for block in blocks)
    return {"md": markdown, "html": page.encode(), "txt": text.encode()}


def rate(task: Callable[[], object], size: int, seconds: float = 0.6) -> float:
    """Return how many megabytes a second a task gets through; its first run does not count."""
    task()
    taken = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        task()
        taken.append(time.perf_counter() - started)
    return size / median(taken) / 1e6


if __name__ == "__main__":
    main()
