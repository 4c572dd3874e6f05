"""How Sphinx makes a site of these pages: `python -m sphinx -W docs site`.

The pages are plain Markdown that reads well where the repository is browsed. What only a site needs, the
navigation and the addresses of files outside docs/, is added here while they are read.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

REPOSITORY = os.environ.get("MEDLINT_REPOSITORY", "https://github.com/OWNER/medlint")
"""Where the files of the project can be seen; OWNER stands for whoever publishes it."""
NAVIGATION = {
    "Articles": ("writing", "editors", "suppressing", "fixing"),
    "A site": ("ci", "baseline", "configuration", "schemas", "scorecard", "measuring"),
    "Rules": ("rules-guide", "red-flags", "accuracy", "precision", "accuracy-record"),
    "Reference": ("rules/README", "commands", "completion", "output-formats", "json", "stability"),
    "About": ("known-gaps", "performance", "peers"),
}
_LINK = re.compile(r"(\]\()([^)\s:]+)(\))")
_NAMED = re.compile(r"\[(?:\w+/)*[\w-]+\.md\](?=\()")
"""A link that is called by the name of a file; on the site it gets the title of the page."""
_LISTED = re.compile(r"^\| MED\d{3} \| \[[^\]]*\]\(([\w-]+)\.md\)", re.MULTILINE)

project = "medlint"
html_title = "medlint"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 4
html_theme = "furo"
smartquotes = False
"""Quotes of settings and code stay as they are written."""
html_show_copyright = False
html_copy_source = False
html_static_path = ["site"]
html_css_files = ["site.css"]
templates_path: list[str] = []


def setup(app: Sphinx) -> None:
    """Called by Sphinx: adds what the pages need to become a site."""
    app.connect("source-read", _complete)
    lexer: Any = import_module("pygments.lexers").find_lexer_class_by_name
    for name, like in (("csv", "text"), ("txt", "text"), ("mdx", "markdown")):
        app.add_lexer(name, lexer(like))


def _complete(app: Sphinx, name: str, text: list[str]) -> None:
    """Add the navigation to the page that it belongs to, and lead links into the repository."""
    folder = posixpath.dirname(posixpath.join("docs", name))
    text[0] = _LINK.sub(lambda match: match[1] + _address(folder, match[2]) + match[3], text[0])
    text[0] = _NAMED.sub("[]", text[0])
    if name == "index":
        for caption, pages in navigation(app.srcdir).items():
            text[0] += _toctree(pages, caption)
    if name == "rules/README":
        text[0] += _toctree(_LISTED.findall(text[0]), "")


def navigation(folder: str | os.PathLike[str]) -> dict[str, list[str]]:
    """Return the pages that exist, by caption; a guide that no caption names comes last."""
    names = sorted(entry.name[:-3] for entry in os.scandir(folder) if entry.name.endswith(".md"))
    there = {*names, "rules/README"}
    found = {caption: [page for page in pages if page in there] for caption, pages in NAVIGATION.items()}
    known = {"index", *(page for pages in NAVIGATION.values() for page in pages)}
    found[list(NAVIGATION)[-1]] += [name for name in names if name not in known]
    return found


def _address(folder: str, target: str) -> str:
    """Return where a link leads: files outside docs/ can be seen in the repository only."""
    path, mark, part = target.partition("#")
    full = posixpath.normpath(posixpath.join(folder, path))
    if not path or full.startswith("docs/"):
        return target
    return f"{REPOSITORY}/blob/main/{full}{mark}{part}"


def _toctree(pages: Iterable[str], caption: str) -> str:
    head = f":caption: {caption}\n" if caption else ""
    return "\n\n```{toctree}\n:hidden:\n" + head + "\n" + "\n".join(pages) + "\n```\n"
