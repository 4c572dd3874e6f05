"""Discovery: which files are articles, and what is said of those that give none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from medlint.config import Config, finder
from medlint.discover import EXCLUDED, Found, discover, shown_path

Find = Callable[..., Found]
posix = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and rights of POSIX")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-such"))
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A\n", "utf-8")


def found(*paths: str, config: Config | None = None, **options: bool) -> Found:
    given = config or Config(root=os.getcwd())
    return discover(paths or (".",), lambda _: given, **options)


def names(result: Found) -> list[str]:
    return [article.path for article in result.articles]


class TestFolders:
    def test_articles_sorted_by_path(self, tree: Path) -> None:
        make(tree, "b.md", "a/z.HTML", "a.md", "a/b.mdx", "c.txt", "d.markdown", "e.htm", "x.docx", "y.json")
        assert names(found()) == ["a/b.mdx", "a/z.HTML", "a.md", "b.md", "c.txt", "d.markdown", "e.htm"]

    def test_left_out_by_default(self, tree: Path) -> None:
        kept = ["README-first-aid/a.md", "support.md", "security-blankets.md", "history.md", "docs/index.md"]
        make(
            tree,
            *kept[1:],
            *("README.md", "readme.html", "README_de.md", "CHANGELOG.md", "LICENSE.txt", "SUPPORT.md"),
            *(
                "node_modules/a/b.md",
                "x/vendor/c.md",
                ".github/d.md",
                ".hidden.md",
                "dist/e.html",
                "404.html",
            ),
            *("requirements.txt", "requirements-dev.txt", "robots.txt", "llms-full.txt", "CLAUDE.md"),
        )
        assert names(found()) == ["docs/index.md", "history.md", "security-blankets.md", "support.md"]

    def test_a_dist_file_is_not_a_dist_folder(self, tree: Path) -> None:
        make(tree, "build.md", "target.txt")
        assert names(found()) == ["build.md", "target.txt"]

    def test_every_exclusion_gives_its_reason(self) -> None:
        assert all(reason and patterns for reason, patterns in EXCLUDED)

    def test_a_folder_called_like_an_article(self, tree: Path) -> None:
        make(tree, "a.md/b.md")
        assert names(found()) == ["a.md/b.md"]

    def test_empty_folder(self, tree: Path) -> None:
        make(tree, "x.docx", "README.md")
        result = found()
        assert not result.articles
        assert "looked for *.md *.markdown *.mdx *.html *.htm *.txt" in result.obstacles[0].message
        assert "include" in result.obstacles[0].message

    def test_one_empty_folder_of_two(self, tree: Path) -> None:
        make(tree, "a/b.md", "b/x.png")
        result = found("a", "b")
        assert names(result) == ["a/b.md"]
        assert [obstacle.path for obstacle in result.obstacles] == ["b"]

    def test_hidden_folder_named_outright(self, tree: Path) -> None:
        make(tree, ".drafts/a.md")
        assert names(found(".drafts")) == [".drafts/a.md"]

    def test_nested_configuration_holds_below_it(self, tree: Path) -> None:
        make(tree, "a/x.md", "a/skip.md", "b/skip.md")
        plain, special = (
            Config(root=str(tree)),
            Config(path="c", root=str(tree / "a"), extend_exclude=("skip.md",)),
        )
        result = discover((".",), lambda folder: special if folder.endswith("a") else plain)
        assert names(result) == ["a/x.md", "b/skip.md"]
        assert [article.config.path for article in result.articles] == ["c", ""]


class TestPatterns:
    def test_exclude_replaces_the_list(self, tree: Path) -> None:
        make(tree, "README.md", "a.md", ".git/x.md")
        config = Config(root=str(tree), exclude=("a.*",))
        assert names(found(config=config)) == ["README.md"]

    def test_extend_exclude_adds(self, tree: Path) -> None:
        make(tree, "README.md", "a.md", "sub/a.md", "drafts/b.md", "keep/drafts.md")
        config = Config(root=str(tree), extend_exclude=("/a.md", "drafts/"))
        assert names(found(config=config)) == ["keep/drafts.md", "sub/a.md"]

    def test_include(self, tree: Path) -> None:
        make(tree, "a.md", "b.njk", "docs/c.njk")
        assert names(found(config=Config(root=str(tree), include=("docs/**/*.njk",)))) == ["docs/c.njk"]


class TestGit:
    def test_ignored_nested_and_negated(self, tree: Path) -> None:
        make(tree, "a.md", "old/b.md", "in/keep.md", "in/c.md", "in/deep/d.md")
        (tree / ".gitignore").write_text("old/\n# no\n*.md\n!/a.md\n")
        (tree / "in" / ".gitignore").write_text("!keep.md\r\n!deep\r\n")
        assert names(found()) == ["a.md", "in/keep.md"]
        assert len(found(respect_gitignore=False).articles) == 5
        assert len(found(config=Config(root=str(tree), respect_gitignore=False)).articles) == 5

    def test_files_above_the_folder_up_to_the_repository(self, tree: Path) -> None:
        make(tree, "docs/a.md", "docs/b.md", "docs/c.md", "docs/d.md")
        (tree / ".git" / "info").mkdir(parents=True)
        (tree / ".git" / "info" / "exclude").write_text("c.md\n")
        (tree / ".gitignore").write_text("/docs/b.md\n")
        (tree.parent / ".gitignore").write_text("*.md\n")
        assert names(found("docs")) == ["docs/a.md", "docs/d.md"]

    def test_what_git_ignores_everywhere(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make(tree, "a.md", "b.md")
        (tree / ".git").mkdir()
        make(tree.parent, "home/git/ignore")
        (tree.parent / "home/git/ignore").write_text("b.md")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tree.parent / "home"))
        assert names(found()) == ["a.md"]

    def test_a_broken_pattern_leaves_the_others(self, tree: Path) -> None:
        make(tree, "a.md", "b.md")
        (tree / ".gitignore").write_text("!\nb.md\n\x00\n")
        assert names(found()) == ["a.md"]

    def test_a_gitignore_that_is_no_text(self, tree: Path) -> None:
        make(tree, "a.md")
        (tree / ".gitignore").write_bytes(b"\xff\xfe\x00*\n")
        assert names(found()) == ["a.md"]


class TestNamedFiles:
    @pytest.mark.parametrize("paths", [("site", "site/a.md"), ("site/a.md", "site")])
    def test_who_names_a_file_says_that_it_is_an_article(self, tree: Path, paths: tuple[str, str]) -> None:
        make(tree, "site/a.md", "site/b.md")
        found_in = {article.path: article.in_folder for article in found(*paths).articles}
        assert found_in == {"site/a.md": False, "site/b.md": True}

    def test_taken_whatever_the_ending_and_exclusions(self, tree: Path) -> None:
        make(tree, "README.md", "node_modules/a.md", "x.rst")
        (tree / ".gitignore").write_text("*")
        assert len(found("README.md", "node_modules/a.md", "x.rst").articles) == 3

    def test_forced_exclusion(self, tree: Path) -> None:
        make(tree, "README.md", "node_modules/p/a.md", "drafts/b.md", "c.md")
        config = Config(root=str(tree), extend_exclude=("drafts/",))
        result = found(
            *("README.md", "node_modules/p/a.md", "drafts/b.md", "c.md"), config=config, force_exclude=True
        )
        assert names(result) == ["c.md"]
        assert result.left_out == ("README.md", "node_modules/p/a.md", "drafts/b.md")
        assert [article.in_folder for article in result.articles] == [True], "a tool named it"
        assert not result.obstacles

    def test_a_folder_whose_name_begins_like_the_root_lies_outside(self, tree: Path) -> None:
        make(tree, "site/a.md", "site-old/build/b.md", "other/build/c.md")
        config = Config(root=str(tree / "site"))
        result = found("site-old/build/b.md", "other/build/c.md", config=config, force_exclude=True)
        assert names(result) == ["other/build/c.md", "site-old/build/b.md"]

    def test_what_the_configuration_reads_is_no_article(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tree))
        make(tree, "a.md", "tags.txt", "sub/tags.txt", "news.txt")
        (tree / "tags.txt").write_text("sleep\n")
        (tree / "news.txt").write_text("sleep\n")
        (tree / "medlint.toml").write_text(
            "tags.vocabulary = 'tags.txt'\n[[overrides]]\nfiles = ['x']\ntags.vocabulary = 'news.txt'"
        )
        articles = discover((".",), finder()).articles
        assert [article.path for article in articles] == ["a.md", "sub/tags.txt"]
        assert discover(("tags.txt",), finder()).articles, "it is named"

    def test_needs_no_pattern_library(self, tree: Path) -> None:
        make(tree, "a.md")
        code = (
            "import sys; from medlint.config import Config; from medlint.discover import discover;"
            "assert discover(['a.md'], lambda _: Config(root='/'), force_exclude=True).articles;"
            "sys.exit('pathspec' in sys.modules or 'pathlib' in sys.modules)"
        )
        assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0

    def test_names_in_a_gitignore_need_it_neither(self, tree: Path) -> None:
        make(tree, "a.md", "old/b.md", ".git/HEAD")
        (tree / ".gitignore").write_text("old/\n*.log\n/site/\n")
        code = (
            "import sys; from medlint.config import Config; from medlint.discover import discover;"
            "found = discover(['.'], lambda _: Config(root='/'));"
            "assert [article.path for article in found.articles] == ['a.md'];"
            "sys.exit('pathspec' in sys.modules)"
        )
        assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0

    def test_each_file_once(self, tree: Path) -> None:
        make(tree, "a/b.md")
        assert names(found("a/b.md", "a", "./a/b.md", ".", "a/../a/b.md")) == ["a/b.md"]

    def test_missing(self, tree: Path) -> None:
        make(tree, "a.md")
        result = found("gone.md", "a.md", "nul\0byte.md")
        assert names(result) == ["a.md"]
        assert [obstacle.message for obstacle in result.obstacles] == [
            "no such file or folder; check the path"
        ] * 2

    @pytest.mark.parametrize("name", ["with\nnewline.md", "ünï.md", "a b.md", "-x.md"], ids="abcd")
    def test_strange_names(self, tree: Path, name: str) -> None:
        make(tree, name)
        assert names(found()) == [name]
        assert names(found(name)) == [name]


@posix
class TestObstacles:
    def test_symbolic_links(self, tree: Path) -> None:
        make(tree, "real/a.md")
        os.symlink("real", tree / "linked")
        os.symlink("real/a.md", tree / "again.md")
        os.symlink("gone", tree / "broken.md")
        os.symlink("loop.md", tree / "loop.md")
        os.symlink("gone", tree / "broken.png")
        result = found()
        assert names(result) == ["again.md"] or names(result) == ["real/a.md"]
        told = {obstacle.path: obstacle.message for obstacle in result.obstacles}
        assert set(told) == {"broken.md", "loop.md"}
        assert "link to nothing" in told["broken.md"]
        assert "symbolic links" in told["loop.md"]
        assert names(found("linked")) == ["linked/a.md"]

    def test_links_in_a_circle_end(self, tree: Path) -> None:
        make(tree, "a/b.md")
        os.symlink("..", tree / "a" / "up")
        assert names(found()) == ["a/b.md"]

    def test_pipe(self, tree: Path) -> None:
        os.mkfifo(tree / "pipe.md")
        assert "pipe or a device" in found().obstacles[0].message
        assert "`-`" in found("pipe.md").obstacles[0].message

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_folder_without_the_right_to_read(self, tree: Path) -> None:
        make(tree, "a.md", "shut/b.md")
        (tree / "shut").chmod(0)
        result = found()
        (tree / "shut").chmod(0o700)
        assert names(result) == ["a.md"]
        assert "right to read" in result.obstacles[0].message

    def test_name_that_is_no_utf8(self, tree: Path) -> None:
        try:
            with open(os.path.join(os.fsencode(tree), b"\xff.md"), "wb"):
                pass
        except OSError:
            pytest.skip("this file system wants UTF-8")
        assert names(found()) == ["\udcff.md"]


def test_shown_path(tree: Path) -> None:
    make(tree, "a/b.md")
    assert shown_path("a/../a/b.md") == "a/b.md"
    assert shown_path(str(tree / "a")) == "a"
    assert shown_path(".") == "."
    assert shown_path("../x.md") == "../x.md"
    assert shown_path("/elsewhere/x.md") == "/elsewhere/x.md"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git to compare with")
@pytest.mark.parametrize(
    "lines",
    [
        (
            "*.md",
            "!a.md",
            "/b/",
            "!/b",
            "c",
            "!c/",
            "**/d.md",
            "b/*",
            "b/**",
            "!b/a.md",
            "*",
            "!*/",
            "a/b/c.md",
        ),
        ("/b/", "c", "c/", "d.md", "/a.md", "b*", "*c", "/c", "a*.md", "*", "x", "/d.md", "b/", "*.*d"),
    ],
    ids=["patterns", "names"],
)
def test_agrees_with_git(lines: tuple[str, ...], tree: Path) -> None:
    random = Random(7)
    for folder in ("a", "b", "c", "a/b", "a/c", "b/c"):
        make(tree, *(f"{folder}/{name}.md" for name in "abcd"))
    make(tree, "a.md", "b.md")
    git = ["git", "-c", "core.excludesFile=/dev/null"]
    subprocess.run([*git, "init", "-q"], check=True)
    for _ in range(60):
        for folder in (".", "a", "b", "a/b"):
            chosen = random.sample(lines, random.randrange(3)) if folder != "." else random.sample(lines, 3)
            (tree / folder / ".gitignore").write_text("\n".join(chosen) + "\n")
        listed = subprocess.run(
            [*git, "ls-files", "-co", "--exclude-standard", "-z", "*.md"], check=True, capture_output=True
        )
        assert set(names(found())) == set(listed.stdout.decode().split("\0")) - {""}
