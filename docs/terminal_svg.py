"""Draws docs/images/check.svg: what a terminal shows of `medlint check` on an example.

Run `python docs/terminal_svg.py`; with `--check` it writes nothing and exits 1 if the picture is old.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import escape

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PICTURE = os.path.join(ROOT, "docs", "images", "check.svg")
COMMAND = ("check", "examples/tension-headache.md")
COLUMNS = 96
WIDTH, HEIGHT, MARGIN = 8.4, 19, 18
"""Pixels: of a character, of a line, around the text."""
COLOURS = {
    30: "#6e7781", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff",
    35: "#d2a8ff", 36: "#76e3ea", 37: "#c9d1d9", 90: "#8b949e", 91: "#ffa198",
    92: "#56d364", 93: "#e3b341", 94: "#a5d6ff", 95: "#d2a8ff", 96: "#b3f0ff", 97: "#f0f6fc",
}  # fmt: skip
SEQUENCE = re.compile(r"\x1b\[([0-9;]*)m|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")


def main(arguments: list[str]) -> int:
    """Write the picture, or check that it is up to date; returns the exit code."""
    drawn = draw(output())
    try:
        with open(PICTURE, encoding="utf-8") as stream:
            old = stream.read()
    except FileNotFoundError:
        old = ""
    if drawn == old:
        return 0
    if "--check" in arguments:
        print("docs/images/check.svg is out of date; run `python docs/terminal_svg.py`")
        return 1
    os.makedirs(os.path.dirname(PICTURE), exist_ok=True)
    with open(PICTURE, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(drawn)
    print("wrote docs/images/check.svg")
    return 0


def output() -> str:
    """Return what medlint prints, with colours; findings first, then the summary."""
    command = (sys.executable, "-m", "medlint", "--color", "always", *COMMAND, "--isolated")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 1:
        raise SystemExit(f"medlint exited with {done.returncode}:\n{done.stdout}")
    return f"\x1b[90m$\x1b[0m medlint {' '.join(COMMAND)}\n{done.stdout.rstrip()}\n"


def draw(text: str) -> str:
    """Return a picture of a terminal's text as SVG."""
    lines = text.rstrip("\n").split("\n")
    plain = [SEQUENCE.sub("", line) for line in lines]
    width = round(max(len(line) for line in plain) * WIDTH) + 2 * MARGIN
    height = len(lines) * HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="Output of medlint check in a terminal">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14"'
        ' fill="#c9d1d9" xml:space="preserve">',
    ]
    style: frozenset[int] = frozenset()
    for number, line in enumerate(lines):
        spans, style = styled(line, style)
        y = MARGIN + number * HEIGHT + 14
        parts += (
            f'<text x="{MARGIN + at * WIDTH:.1f}" y="{y}" textLength="{len(piece) * WIDTH:.1f}"{look}>'
            f"{escape(piece, quote=False)}</text>"
            for at, piece, look in spans
        )
    return "\n".join((*parts, "</g>", "</svg>", ""))


def styled(line: str, style: frozenset[int]) -> tuple[list[tuple[int, str, str]], frozenset[int]]:
    """Return a line's pieces (column, text, attributes), and the style that the next line starts with."""
    pieces = []
    at = column = 0
    for match in (*SEQUENCE.finditer(line), None):
        piece = line[at : match.start() if match else len(line)]
        if piece.strip():
            start = column + len(piece) - len(piece.lstrip())
            pieces.append((start, piece.strip(), attributes(style)))
        column += len(piece)
        if match is None:
            break
        at = match.end()
        if match[1] is not None:
            for code in (int(code or 0) for code in match[1].split(";")):
                style = frozenset() if code == 0 else style | {code}
    return pieces, style


def attributes(style: frozenset[int]) -> str:
    """Return what a set of terminal codes means in SVG."""
    colour = next((f' fill="{COLOURS[code]}"' for code in style if code in COLOURS), "")
    bold = ' font-weight="bold"' if 1 in style else ""
    dim = ' opacity="0.7"' if 2 in style else ""
    line = ' text-decoration="underline"' if 4 in style else ""
    return colour + bold + dim + line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
