"""Which files are articles: from the paths of a command line to the files that are to be linted.

A folder is walked without following symbolic links. Left out are what git ignores and what is on the
list below; a file that is named outright is always taken, unless exclusion is forced.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from stat import S_ISDIR, S_ISREG

from medlint._files import refusal
from medlint._records import NamedTuple
from medlint.config import Config, Selection, all_parts, for_file
from medlint.config.files import vocabularies
from medlint.finding import NOT_ABOUT_HEALTH, NOT_AN_ARTICLE
from medlint.gitignore import git_above, ignore_file, is_ignored
from medlint.patterns import is_below, matches, translate

SUFFIXES = (".md", ".markdown", ".mdx", ".html", ".htm", ".txt")

EXCLUDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("hidden", (".*",)),
    (
        "other people's files, or made by a tool",
        (
            "node_modules/", "bower_components/", "vendor/", "third_party/", "venv/", "virtualenv/",
            "site-packages/", "__pycache__/", "__pypackages__/", "*.egg-info/", "dist/", "build/", "_build/",
            "target/", "htmlcov/",
        ),
    ),
    (
        "styles, scripts, pictures and fonts, with what came with them",
        (
            "css/", "js/", "fonts/", "img/", "images/", "icons/", "favicon/", "wp-admin/", "wp-content/",
            "wp-includes/", "*_files/", "*.LICENSE.txt",
        ),
    ),
    (
        "about the project, not about health",
        (
            "README*", "readme*", "Readme*", "CHANGELOG*", "changelog*", "LICENSE*", "LICENCE*", "license.*",
            "CONTRIBUTING*", "contributing.md", "CODE_OF_CONDUCT*", "code_of_conduct.md", "CHANGES.*",
            "HISTORY.*", "RELEASE_NOTES.*", "COPYING.*", "NOTICE.*", "CONTRIBUTORS.*", "AUTHORS.*",
            "SECURITY.*", "SUPPORT.*", "GOVERNANCE.*",
            "MAINTAINERS.*", "PULL_REQUEST_TEMPLATE*", "ISSUE_TEMPLATE*",
            "AGENTS.md", "CLAUDE.md", "GEMINI.md", "SKILL.md", "CMakeLists.txt", "requirements*.txt",
            "constraints*.txt",
        ),
    ),
    (
        "templates of a site generator",
        ("_layouts/", "_includes/", "_partials/", "layouts/", "partials/", "archetypes/", "themes/"),
    ),
    (
        "pages for machines, and pages of the site that are no articles",
        (
            "robots.txt", "humans.txt", "ads.txt", "app-ads.txt", "llms*.txt", "404.*", "search.html",
            "sitemap.*", "privacy.*", "privacy-policy.*", "cookie-policy.*", "terms.*", "terms-of-use.*",
            "terms-of-service.*",
            "imprint.*", "impressum.*", "datenschutz.*", "mentions-legales.*", "aviso-legal.*",
        ),
    ),
)  # fmt: skip
"""Names that are left out of a folder by default, with the reason; `/` at the end: folders only.

Capitals count: `SUPPORT.md` tells where to get help with a project, `support.md` may be an article.
"""

NO_ARTICLE = "is not a file or folder; pass the text with `-` to read it from a pipe"
"""What is said of a pipe or a device."""
NO_NAME = '""'
"""How a path is shown that is empty, as that of a variable which is not set."""
_OF_FOLDERS = (NOT_ABOUT_HEALTH, NOT_AN_ARTICLE)
"""Rules on what a file is about, and whether it is an article."""


class Article(NamedTuple):
    """A file to lint: the path to open and show (POSIX separators), and its folder's configuration."""

    path: str
    config: Config
    in_folder: bool = False
    """It was found in a folder, or a tool named it (`--force-exclude`): nobody says that it is an article."""


class Obstacle(NamedTuple):
    """A path that gave no article, and why, as a phrase for people."""

    path: str
    message: str


class Found(NamedTuple):
    """What the paths of a command line come to.

    `left_out` are files named outright that forced exclusion kept out. Any obstacle means that something was
    not checked that should have been.
    """

    articles: tuple[Article, ...]
    obstacles: tuple[Obstacle, ...]
    left_out: tuple[str, ...] = ()
    stdin: Article | None = None
    """The text on stdin, where that is to be read; `path` is what it is called, or ""."""


def discover(
    paths: Iterable[str],
    find: Callable[[str], Config],
    *,
    force_exclude: bool = False,
    respect_gitignore: bool = True,
) -> Found:
    """Return the articles among `paths`, sorted by path, each real file once.

    `find` gives the configuration of a folder and may raise `ConfigError`. `force_exclude` is for names that
    a tool has put together, such as what was committed: they are treated as found in a folder.
    """
    articles: dict[str, Article] = {}
    obstacles: list[Obstacle] = []
    left_out: list[str] = []
    for path in dict.fromkeys(paths):
        shown = shown_path(path) if path else NO_NAME
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            obstacles.append(Obstacle(shown, missing(path, error)))
            continue
        if S_ISDIR(mode):
            before = len(obstacles)
            found = list(_walk(path, find, obstacles, respect_gitignore))
            if not found and before == len(obstacles):
                obstacles.append(Obstacle(shown, _empty(find(path))))
        elif not S_ISREG(mode):
            obstacles.append(Obstacle(shown, NO_ARTICLE))
            continue
        else:
            config = find(os.path.dirname(path) or ".")
            if force_exclude and is_excluded(path, config):
                left_out.append(shown)
                continue
            found = [(shown, os.path.realpath(path), config)]
        for file, real, config in found:
            in_folder = force_exclude or S_ISDIR(mode)
            # Whoever names a file says that it is an article, whatever folder it is found in besides.
            if not in_folder or real not in articles:
                articles[real] = Article(file, config, in_folder)
    ordered = sorted(articles.values(), key=lambda article: article.path.split("/"))
    return Found(tuple(ordered), tuple(obstacles), tuple(left_out))


def config_of(article: Article) -> Config:
    """Return the configuration that holds for an article; alike articles share one object."""
    config = for_file(article.config, article.path or "stdin")
    return gathered(config) if article.in_folder else config


def gathered(config: Config) -> Config:
    """Return the configuration for files that a folder holds; the same one for the same configuration.

    They may be about anything, or be no articles, and are asked that first. Who says by `include` which
    files are articles has them all checked in full.
    """
    if config.include:
        return config
    if id(config) not in _made:
        layers = (Selection(extend_select=_OF_FOLDERS, said_by="being found in a folder"), *config.layers)
        made = config._replace(layers=layers, settings=config.settings._replace(gathered=True))
        # The configuration itself is kept, so that its identity is not given to another.
        _made[id(config)] = (config, made)
    return _made[id(config)][1]


_made: dict[int, tuple[Config, Config]] = {}


def shown_path(path: str) -> str:
    """Return a path relative to the working folder where it lies below it, with POSIX separators."""
    here = os.getcwd()
    absolute = os.path.normpath(os.path.join(here, path))
    if absolute == here:
        return "."
    base = os.path.join(here, "")
    shown = absolute[len(base) :] if is_below(absolute, here) else os.path.normpath(path)
    return shown.replace(os.sep, "/")


def _walk(
    top: str, find: Callable[[str], Config], obstacles: list[Obstacle], respect_gitignore: bool
) -> Iterator[tuple[str, str, Config]]:
    """Yield shown path, real path and configuration of each article below a folder."""
    git = git_above(os.path.abspath(top)) if respect_gitignore else ()
    stack = [(top, os.path.realpath(top), git)]
    while stack:
        folder, real, specs = stack.pop()
        config = find(folder)
        named = _named_by(config)
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            obstacles.append(Obstacle(shown_path(folder), refusal(error)))
            continue
        ignoring = respect_gitignore and config.respect_gitignore
        if ignoring and any(entry.name == ".gitignore" for entry in entries):
            specs = (*specs, *ignore_file(os.path.join(folder, ".gitignore"), os.path.abspath(folder)))
        # Ten thousand files are walked in half the time if only folders are looked up in full.
        base = os.path.abspath(folder).rstrip(os.sep) + os.sep
        real_base = real.rstrip(os.sep) + os.sep
        shown = shown_path(folder)
        shown_base = "" if shown == "." else shown.rstrip("/") + "/"
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            absolute = base + entry.name
            if not is_folder and (absolute in named or not _is_included(entry.name, absolute, config)):
                continue
            if _is_excluded(entry.name, absolute, is_folder, config):
                continue
            if ignoring and is_ignored(absolute, is_folder, specs):
                continue
            if is_folder:
                stack.append((entry.path, real_base + entry.name, specs))
                continue
            reason = _unreadable(entry)
            if reason:
                obstacles.append(Obstacle(shown_path(entry.path), reason))
            elif entry.is_file():
                is_link = entry.is_symlink()
                yield (
                    shown_base + entry.name,
                    os.path.realpath(entry.path) if is_link else real_base + entry.name,
                    config,
                )


def _named_by(config: Config) -> frozenset[str]:
    """Return the files that a configuration reads tags from: they are no articles."""
    return frozenset(map(os.path.abspath, vocabularies(all_parts(config))))


def _unreadable(entry: os.DirEntry[str]) -> str:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return missing(entry.path, error)
    if S_ISREG(mode) or S_ISDIR(mode):
        return ""
    return "is not a file (a pipe or a device); move it away or exclude it"


def _is_included(name: str, absolute: str, config: Config) -> bool:
    if not config.include:
        return name.lower().endswith(SUFFIXES)
    return matches(config.include, absolute, config.root)


def _is_excluded(name: str, absolute: str, is_folder: bool, config: Config) -> bool:
    if name == ".git":
        return True
    if config.exclude is None:
        match = _default_names().match(name)
        if match and (is_folder or match.lastgroup == "any"):
            return True
    patterns = (*(config.exclude or ()), *config.extend_exclude)
    if not patterns:
        return False
    return matches(patterns, absolute + (os.sep if is_folder else ""), config.root)


def is_excluded(path: str, config: Config) -> bool:
    """Tell whether a file named outright, or a folder it lies in, is excluded."""
    absolute = os.path.abspath(path)
    if _is_excluded(os.path.basename(absolute), absolute, False, config):
        return True
    folder = os.path.dirname(absolute)
    root = os.path.abspath(config.root or ".")
    while folder != root and is_below(folder, root):
        if _is_excluded(os.path.basename(folder), folder, True, config):
            return True
        folder = os.path.dirname(folder)
    return False


@cache
def _default_names() -> re.Pattern[str]:
    """Return one pattern for the default names; group `any` matched: files too."""
    patterns = [pattern for _, group in EXCLUDED for pattern in group]
    any_kind = "|".join(translate(pattern) for pattern in patterns if not pattern.endswith("/"))
    folders = "|".join(translate(pattern[:-1]) for pattern in patterns if pattern.endswith("/"))
    return re.compile(rf"(?P<any>(?:{any_kind})\Z)|(?P<folder>(?:{folders})\Z)", re.S)


def _empty(config: Config) -> str:
    tried = " ".join(config.include or tuple(f"*{suffix}" for suffix in SUFFIXES))
    return (
        f"no article found: looked for {tried}, without hidden, ignored and excluded files. "
        "Name a file outright, or set `include` or `exclude` in medlint.toml"
    )


def missing(path: str, error: OSError | ValueError) -> str:
    """Return what to say of a path that the system refuses, as a phrase for people."""
    if isinstance(error, FileNotFoundError) or not isinstance(error, OSError):
        if os.path.lexists(path) if isinstance(error, OSError) else False:
            return "is a symbolic link to nothing; fix or remove the link"
        return f"no such file or folder{_near(path) or '; check the path'}"
    return refusal(error)


def _near(path: str) -> str:
    """Return `; did you mean "…"?` with the nearest name in the path's folder, or nothing."""
    from medlint.config.check import suggestion

    folder, name = os.path.split(path)
    try:
        return suggestion(name, os.listdir(folder or "."))
    except (OSError, ValueError):
        return ""
