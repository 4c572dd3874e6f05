"""How the cost of a check grows with the size of an article, ordinary or hostile, on this machine.

Run `python bench/linear.py [--most BYTES] [--parse] [FAMILY …]`. Each row is one kind of text, each
column a size; a cell gives nanoseconds per byte, the last column the cell of the largest text divided
by the smallest cell. What grows linearly stays near 1. Texts that medlint refuses to read (more than
200,000 lines) have a cell with a hyphen. The garbage collector is set as the command line sets it.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ARTICLE = os.path.join(ROOT, "examples", "neck-stiffness.md")
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
HOSTILE_MOST = 1_000_000
MOST_LINES = 200_000
PATIENCE = 60.0
"""Seconds after which a family gets no larger text: it is not linear, or not worth the wait."""

DOSE = "Take 500 mg of paracetamol every 4 to 6 hours. "
PIECES = {
    "letters.md": "a",
    "words.md": "if you have pain see a doctor or ",
    "blanks.md": " ",
    "hashes.md": "#",
    "backticks.md": "`",
    "backtick-runs.md": "` `` ``` ```` ",
    "asterisks.md": "*",
    "emphasis.md": "*a **b _c ",
    "brackets.md": "[",
    "links-open.md": "[a](",
    "images-open.md": "![a](<b ",
    "backslashes.md": "\\",
    "angles.md": "<",
    "tags-open.md": "<a b=",
    "comments-open.md": "<!-- ",
    "entities.md": "&#",
    "quotes-nested.md": "> ",
    "quotes-lines.md": "> a\n",
    "breaks.md": "- ",
    "lists-nested.md": "1. ",
    "items.md": "- a\n",
    "items-loose.md": "1. a\n\n",
    "items-indented.md": "- a\n  b\n\n    - c\n",
    "table-rows.md": "| a | b |\n|---|---|\n" + "| a | b |\n" * 20,
    "table-columns.md": "|",
    "headings.md": "# a\n",
    "headings-deep.md": "# a\n## b\n### c\n#### d\n##### e\n###### f\n\nText.\n\n",
    "setext.md": "a\n===\n",
    "definitions.md": "[a]: b\n",
    "footnotes.md": "[^1]: a\n",
    "lead-ins.md": "See a doctor if\n\n",
    "signs.md": "- Call 999 if you have chest pain and\n",
    "disclaimers.md": "This is not a substitute for medical advice.\n\n",
    "statements.md": "This is no substitute for medical advice.\n\nMore text.\n\n",
    "labels.md": "Author: Jane Roe\n\n",
    "dates.md": "2 May 2026 ",
    "quotation.md": '"',
    "expressions.mdx": "{",
    "components.mdx": "<A>\n",
    "exports.mdx": "export const a = {\n",
    "liquid.md": "{% if a %}",
    "divs.html": "<div>",
    "ends.html": "</b>",
    "formatting.html": "<b><i><p>",
    "attributes.html": "<p " + 'a="b" ' * 200 + ">",
    "lists.html": "<ul><li>a",
    "headings.html": "<h2>a",
    "tables.html": "<table><tr><td>a",
    "lines.txt": "A line of text\n",
    "labels.txt": "Tags: a\n",
    "joined.txt": "NeckPain",
    "doses.md": DOSE,
    "dose-items.md": f"- {DOSE}\n",
}
"""What hostile texts are made of, by the names of their families."""
STARTS = {"doses.md": "- a\n- "}
"""What stands before the pieces of some families: all their sentences are in one item of a list."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("families", nargs="*", help="names of families; all if there are none")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="largest size of ordinary text in bytes")
    parser.add_argument("--parse", action="store_true", help="parse only, without the checks")
    given = parser.parse_args()
    gc.set_threshold(100_000, 20, 20)
    job = parsing() if given.parse else checking()
    print(f"Python {sys.version.split()[0]}, {'parse' if given.parse else 'parse and check'}, ns per byte\n")
    sizes = [size for size in SIZES if size <= given.most]
    print(f"{'':<24}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>9}")
    everything = {**ordinary(), **hostile()}
    for name in given.families or everything:
        most = given.most if name in ordinary() else min(given.most, HOSTILE_MOST)
        row = grow(everything[name], name, [size for size in sizes if size <= most], job)
        print(
            f"{name:<24}" + "".join(f"{rate:>12,.0f}" for rate in row) + growth(row, len(sizes)), flush=True
        )


def parsing() -> Callable[[str, bytes], object]:
    """Return what parses an article."""
    from medlint.parse import parse
    from medlint.settings import Settings

    settings = Settings()._replace(max_file_size=10**9)
    return lambda path, data: parse(path, data, settings)


def checking() -> Callable[[str, bytes], object]:
    """Return what parses an article and checks it with the default rules."""
    from medlint.catalogue import builtin
    from medlint.engine import lint_bytes
    from medlint.plan import make_plan
    from medlint.settings import Settings

    plan = make_plan(builtin(), Settings()._replace(max_file_size=10**9))
    return lambda path, data: lint_bytes(path, data, plan)


def ordinary() -> Mapping[str, Callable[[int], str]]:
    """Return texts of a size as writers write them: the example, again and again."""
    with open(ARTICLE, encoding="utf-8") as stream:
        front, body = stream.read().split("\n---\n", 1)
    body = re.sub(r"(?<=[\w,])\n(?=\w)", " ", body)  # ten megabytes with fewer lines than are too many
    plain = "\n\n".join(line.strip("#*- ") for line in body.splitlines() if line.strip())
    return {
        "article.md": lambda size: f"{front}\n---\n{fill(body, size)}",
        "long-lines.md": lambda size: f"{front}\n---\n{fill(' '.join(body.split()) + ' ', size)}",
        "article.txt": lambda size: fill(plain + "\n\n", size),
        "article.html": lambda size: page(size, body),
    }


def page(size: int, body: str) -> str:
    """Return an HTML page of a size."""
    import mistune

    inner = fill(str(mistune.html(body)), size)
    return f'<html lang="en"><head><title>Neck</title></head><body><main>{inner}</main></body></html>'


def hostile() -> Mapping[str, Callable[[int], str]]:
    """Return texts of a size that are made to be slow."""
    return {name: partial(fill, piece, start=STARTS.get(name, "")) for name, piece in PIECES.items()}


def fill(piece: str, size: int, start: str = "") -> str:
    """Return a text of at least `size` characters that repeats a piece."""
    return start + piece * (size // len(piece) + 1)


def grow(
    make: Callable[[int], str], path: str, sizes: list[int], job: Callable[[str, bytes], object]
) -> list[float]:
    """Return the nanoseconds per byte for each size, until the patience is at its end."""
    rates: list[float] = []
    for size in sizes:
        data = make(size).encode()
        taken = []
        if data.count(b"\n") > MOST_LINES:
            break
        for _ in range(3 if size < 500_000 else 1):
            started = time.process_time()
            job(path, data)
            taken.append(time.process_time() - started)
        rates.append(min(taken) / len(data) * 1e9)
        if min(taken) > PATIENCE / 10:
            break
    return rates


def growth(rates: list[float], columns: int) -> str:
    """Return how many times as much a byte of the largest text costs as one of the cheapest size."""
    return f"{'-':>12}" * (columns - len(rates)) + f"{rates[-1] / min(rates):>8.1f} ×"


if __name__ == "__main__":
    main()
