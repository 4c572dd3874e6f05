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
COLUMNS = 88
WIDTH, HEIGHT, MARGIN, BAR = 8.4, 20, 22, 38
"""Pixels: of a character, of a line, around the text, of the window's title bar."""
COLOURS = {
    "page": ("#0d1117", "#ffffff"),
    "bar": ("#161b22", "#f6f8fa"),
    "edge": ("#30363d", "#d0d7de"),
    "text": ("#d7dde4", "#1f2328"),
    "strong": ("#f0f6fc", "#0d1117"),
    "faint": ("#8b949e", "#59636e"),
    "c31": ("#ff7b72", "#cf222e"),
    "c33": ("#e3b341", "#7d4e00"),
    "c34": ("#6cb6ff", "#0550ae"),
    "c36": ("#76e3ea", "#1b6f78"),
}
"""What is drawn, for a dark and for a light page; `c` stands for a colour of the terminal."""
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
    """Return what a terminal shows, with colours: findings, an empty line, the summary."""
    command = (sys.executable, "-m", "medlint", "--color", "always", *COMMAND, "--isolated")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 1:
        raise SystemExit(f"medlint exited with {done.returncode}:\n{done.stderr}")
    return f"\x1b[90m$\x1b[0m medlint {' '.join(COMMAND)}\n{done.stdout}\n{done.stderr.rstrip()}\n"


def draw(text: str) -> str:
    """Return a picture of a terminal's text as SVG."""
    lines = text.rstrip("\n").split("\n")
    plain = [SEQUENCE.sub("", line) for line in lines]
    width = round(max(len(line) for line in plain) * WIDTH) + 2 * MARGIN
    height = len(lines) * HEIGHT + 2 * MARGIN + BAR
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="title">',
        f'<title id="title">What medlint {escape(" ".join(COMMAND))} prints in a terminal</title>',
        stylesheet(),
        *window(width, height),
        "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
        ' font-size="14" class="text" xml:space="preserve">',
    ]
    style: frozenset[int] = frozenset()
    for number, line in enumerate(lines):
        spans, style = styled(line, style)
        y = BAR + MARGIN + number * HEIGHT + 12
        parts += (
            f'<text x="{MARGIN + at * WIDTH:.1f}" y="{y}" textLength="{len(piece) * WIDTH:.1f}"{look}>'
            f"{escape(piece, quote=False)}</text>"
            for at, piece, look in spans
        )
    return "\n".join((*parts, "</g>", "</svg>", ""))


def stylesheet() -> str:
    """Return the colours as a style sheet; a page that says nothing of itself is dark."""
    dark, light = (
        "".join(f".{name}{{fill:{pair[shade]}}}" for name, pair in COLOURS.items() if name != "edge")
        + f".edge{{fill:none;stroke:{COLOURS['edge'][shade]}}}.dot{{fill:{COLOURS['edge'][shade]}}}"
        for shade in (0, 1)
    )
    return f"<style>{dark}\n@media (prefers-color-scheme: light) {{{light}}}</style>"


def window(width: int, height: int) -> list[str]:
    """Return the frame: a page with a title bar, three dots and a thin edge."""
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{BAR / 2:g}" r="6"/>' for x in (24, 44, 64))
    return [
        f'<rect class="page" width="{width}" height="{height}" rx="10"/>',
        f'<path class="bar" d="M0 {BAR}V10A10 10 0 0 1 10 0H{width - 10}A10 10 0 0 1 {width} 10V{BAR}Z"/>',
        dots,
        f'<rect class="edge" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="9.5"/>',
    ]


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
    names = [f"c{code}" for code in sorted(style) if f"c{code}" in COLOURS]
    if 90 in style or 2 in style:
        names = ["faint"]
    if not names and 1 in style:
        names = ["strong"]
    colour = f' class="{names[0]}"' if names else ""
    bold = ' font-weight="bold"' if 1 in style else ""
    line = ' text-decoration="underline"' if 4 in style else ""
    return colour + bold + line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
