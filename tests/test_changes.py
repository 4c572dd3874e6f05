"""What changed, asked of real git repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from medlint.changes import Changes, ChangesError, Ranges, is_outside, limit, read_changes
from medlint.finding import Excerpt, FileReport, Finding, Note
from medlint.source import Position, Span

if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

TEN = "".join(f"line {number}\n" for number in range(1, 11))


@pytest.fixture(autouse=True)
def quiet_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the machine's settings out, and say who commits."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    config = tmp_path / "gitconfig"
    config.write_text('[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.org")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit of two articles of ten lines; the working folder."""
    root = tmp_path / "repo"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "-q")
    write("a.md", TEN)
    write("sub/b.md", TEN)
    commit()
    return root


def git(*command: str) -> str:
    done = subprocess.run(["git", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(path: str, text: str | bytes) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "x")


def changed(root: Path, since: str = "") -> dict[str, Ranges | None]:
    """Return the changed lines by paths below `root`; without lines the same files have to be told."""
    found = read_changes(since, lines=True)
    assert found.root == os.path.realpath(root)
    whole = read_changes(since, lines=False)
    assert whole.files == dict.fromkeys(found.files)
    prefix = os.path.realpath(root) + os.sep
    assert all(path.startswith(prefix) for path in found.files)
    return {path.removeprefix(prefix).replace(os.sep, "/"): lines for path, lines in found.files.items()}


def with_line(number: int, text: str, of: str = TEN) -> str:
    lines = of.splitlines(keepends=True)
    lines[number - 1] = text
    return "".join(lines)


class TestAgainstTheLastCommit:
    def test_nothing(self, repo: Path) -> None:
        assert changed(repo) == {}
        assert read_changes("", lines=True).base == "the last commit"

    def test_unstaged_staged_and_both(self, repo: Path) -> None:
        write("a.md", with_line(3, "new\n"))
        write("sub/b.md", with_line(2, "new\n"))
        git("add", "sub/b.md")
        assert changed(repo) == {"a.md": ((3, 3),), "sub/b.md": ((2, 2),)}
        git("add", "a.md")
        write("a.md", with_line(7, "new\n", with_line(3, "new\n")))
        assert changed(repo)["a.md"] == ((3, 3), (7, 7))

    def test_staged_and_then_taken_back_is_no_change(self, repo: Path) -> None:
        write("a.md", with_line(3, "new\n"))
        git("add", "a.md")
        write("a.md", TEN)
        assert changed(repo) == {}

    def test_untracked_ignored_and_new(self, repo: Path) -> None:
        write(".gitignore", "draft.md\n")
        commit()
        write("draft.md", TEN)
        write("sub/new.md", TEN)
        write("added.md", TEN)
        write("meant.md", TEN)
        git("add", "added.md")
        git("add", "-N", "meant.md")
        assert changed(repo) == {"sub/new.md": None, "added.md": None, "meant.md": None}

    def test_deleted(self, repo: Path) -> None:
        Path("a.md").unlink()
        git("rm", "-q", "sub/b.md")
        assert changed(repo) == {}

    def test_renamed(self, repo: Path) -> None:
        git("mv", "a.md", "moved.md")
        assert changed(repo) == {"moved.md": ()}
        write("moved.md", with_line(5, "new\n"))
        assert changed(repo) == {"moved.md": ((5, 5),)}

    def test_several_renamed_and_changed(self, repo: Path) -> None:
        git("config", "diff.renameLimit", "1")
        write("sub/b.md", TEN.replace("line", "item"))
        commit()
        git("mv", "a.md", "c.md")
        git("mv", "sub/b.md", "d.md")
        write("c.md", with_line(5, "new\n"))
        write("d.md", with_line(6, "new\n", TEN.replace("line", "item")))
        assert changed(repo) == {"c.md": ((5, 5),), "d.md": ((6, 6),)}

    def test_copied_is_new(self, repo: Path) -> None:
        git("config", "diff.renames", "copies")
        write("a.md", with_line(5, "new\n"))
        write("copy.md", TEN)
        git("add", "-A")
        assert changed(repo) == {"a.md": ((5, 5),), "copy.md": None}

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("".join(TEN.splitlines(keepends=True)[3:]), ((1, 1),)),
            (TEN.replace("line 5\n", ""), ((4, 5),)),
            (TEN.replace("line 10\n", ""), ((9, 10),)),
            (TEN.replace("line 5\nline 6\n", "new\n"), ((5, 5),)),
            (TEN.replace("line 5\n", "line 5\nnew\nnew\n"), ((6, 7),)),
            (TEN.replace("line 2\n", "").replace("line 4\n", ""), ((1, 3),)),
            (TEN.replace("line 2\n", "2\n").replace("line 9\n", "9\n"), ((2, 2), (9, 9))),
            (TEN.removesuffix("\n"), ()),
            (TEN + "more", ((11, 11),)),
            ("", ((1, 1),)),
        ],
    )
    def test_lines(self, repo: Path, text: str, lines: Ranges) -> None:
        """A deletion touches the lines before and after it."""
        write("a.md", text)
        assert changed(repo) == {"a.md": lines}

    def test_text_that_looks_like_a_patch(self, repo: Path) -> None:
        odd = "++ b/sub/b.md\n@@ -1 +1,9 @@\n-- a/x\ndiff --git a/x b/x\nBinary files a/x and b/x differ\n"
        write("a.md", with_line(4, odd))
        assert changed(repo) == {"a.md": ((4, 8),)}
        commit()
        write("a.md", with_line(8, "new\n"))
        assert changed(repo) == {"a.md": ((4, 4), (8, 8))}

    @pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
    @pytest.mark.parametrize(
        "name",
        [
            "a b.md", " a.md ", "ü/Rückenschmerzen.md", "a\nb.md", 'a"b.md', "a\tb.md", "a\\b.md", "-a.md",
            "b/a.md", "a\x07\x7f.md", "x and b/x.md", ":a.md", "*.md", "💊.md", os.fsdecode(b"caf\xe9.md"),
        ],
    )  # fmt: skip
    def test_odd_names(self, repo: Path, name: str) -> None:
        write(name, TEN)
        assert changed(repo) == {name: None}
        commit()
        write(name, with_line(5, "new\n"))
        assert changed(repo) == {name: ((5, 5),)}
        git("mv", "--", name, f"{name} moved")
        assert changed(repo) == {f"{name} moved": ((5, 5),)}

    def test_crlf(self, repo: Path) -> None:
        text = TEN.replace("\n", "\r\n")
        write("a.md", text)
        assert changed(repo) == {"a.md": ()}, "other line ends are no other words"
        commit()
        write("a.md", text.replace("line 5\r", "new\r"))
        assert changed(repo) == {"a.md": ((5, 5),)}

    def test_crlf_that_git_makes(self, repo: Path) -> None:
        git("config", "core.autocrlf", "true")
        write("a.md", with_line(5, "new\n").replace("\n", "\r\n"))
        assert changed(repo) == {"a.md": ((5, 5),)}

    @pytest.mark.parametrize(
        "text",
        [TEN.replace("\n", "\r", 3), TEN.encode("utf-16"), b"a\0b\n"],
        ids=["lone returns", "UTF-16", "binary"],
    )
    def test_lines_that_git_counts_otherwise_all_count(self, repo: Path, text: str | bytes) -> None:
        write("a.md", text)
        commit()
        git("mv", "a.md", "x and b.md")
        data = Path("x and b.md").read_bytes()
        write("x and b.md", data + data[-2:])
        assert changed(repo) == {"x and b.md": None}

    def test_lines_of_utf_16_that_attributes_call_text(self, repo: Path) -> None:
        write(".gitattributes", "*.md diff\n")
        write("a.md", TEN.encode("utf-16"))
        commit()
        write("a.md", with_line(5, "new\n").encode("utf-16"))
        assert changed(repo) == {"a.md": None}

    def test_what_attributes_call_binary_counts_as_a_whole(self, repo: Path) -> None:
        write(".gitattributes", "*.md -diff\n")
        write("x and y.md", TEN)
        commit()
        git("config", "diff.noprefix", "true")
        write("x and y.md", with_line(5, "new\n"))
        git("mv", "sub/b.md", "c and d.md")
        write("c and d.md", with_line(5, "new\n"))
        assert changed(repo) == {"x and y.md": None, "c and d.md": None}

    def test_a_touched_file_is_no_change(self, repo: Path) -> None:
        os.utime("a.md", (1, 1))
        assert changed(repo) == {}

    @pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
    def test_links_are_no_text(self, repo: Path) -> None:
        Path("link.md").symlink_to("a.md")
        git("add", "link.md")
        assert changed(repo) == {}

    def test_submodules_and_repositories_inside(self, repo: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        shutil.copytree(repo, other)
        git("submodule", "--quiet", "add", str(other), "module")
        shutil.copytree(other, repo / "inside")
        assert changed(repo) == {".gitmodules": None}
        commit()
        write("module/a.md", "new\n")
        assert changed(repo) == {}

    def test_a_conflict(self, repo: Path) -> None:
        git("checkout", "-qb", "branch")
        write("a.md", with_line(5, "theirs\n"))
        commit()
        git("checkout", "-q", "main")
        write("a.md", with_line(5, "ours\n"))
        commit()
        subprocess.run(["git", "merge", "-q", "branch"], capture_output=True, check=False)
        assert changed(repo) == {"a.md": ((5, 5), (7, 9))}


class TestPlaces:
    def test_from_a_subfolder(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a.md", with_line(5, "new\n"))
        write("new.md", TEN)
        write("sub/b.md", with_line(6, "new\n"))
        monkeypatch.chdir(repo / "sub")
        git("config", "diff.relative", "true")
        assert changed(repo) == {"a.md": ((5, 5),), "new.md": None, "sub/b.md": ((6, 6),)}

    def test_through_a_link(self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        try:
            (tmp_path / "link").symlink_to(repo, target_is_directory=True)
        except OSError:
            pytest.skip("no links can be made here")
        write("a.md", with_line(5, "new\n"))
        monkeypatch.chdir(tmp_path / "link")
        assert changed(repo) == {"a.md": ((5, 5),)}

    def test_in_a_worktree(self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "branch")
        monkeypatch.chdir(tmp_path / "tree")
        write("a.md", with_line(5, "new\n"))
        assert changed(tmp_path / "tree") == {"a.md": ((5, 5),)}

    def test_without_commits(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        root = tmp_path / "fresh"
        root.mkdir()
        monkeypatch.chdir(root)
        git("init", "-q")
        assert changed(root) == {}
        write("staged.md", TEN)
        git("add", "staged.md")
        write("untracked.md", TEN)
        assert changed(root) == {"staged.md": None, "untracked.md": None}
        with pytest.raises(ChangesError, match='no commit yet, so nothing can have changed since "main"'):
            read_changes("main", lines=False)

    def test_as_a_hook_of_git_with_an_index_of_its_own(
        self, repo: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("a.md", with_line(5, "new\n"))
        monkeypatch.setenv("GIT_DIR", ".git")
        shutil.copy(".git/index", ".git/other")
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
        git("add", "a.md")
        assert changed(repo) == {"a.md": ((5, 5),)}

    @pytest.mark.parametrize(
        "setting",
        [
            "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.renames=false", "color.ui=always",
            "color.diff=always", "core.quotePath=true", "diff.interHunkContext=9", "diff.context=5",
            "diff.external=false", "core.pager=false", "diff.algorithm=patience", "diff.orderFile=/nowhere",
            "diff.wsErrorHighlight=all", "diff.colorMoved=zebra", "diff.submodule=log",
            "diff.ignoreSubmodules=none", "diff.autoRefreshIndex=false", "diff.suppressBlankEmpty=true",
            "core.safecrlf=true",
            "diff.article.command=false", "diff.article.textconv=false", "diff.statGraphWidth=1",
            "diff.srcPrefix=x/", "diff.dstPrefix=y/", "diff.relative=true", "core.whitespace=cr-at-eol",
        ],
    )  # fmt: skip
    def test_settings_that_change_how_a_difference_looks(self, repo: Path, setting: str) -> None:
        write(".gitattributes", "*.md diff=article\n")
        write("same.md", TEN)
        commit()
        os.utime("same.md", (1, 1))
        git("config", *setting.split("=", 1))
        git("mv", "sub/b.md", "ü.md")
        write("ü.md", with_line(2, "new\n"))
        write("a.md", with_line(3, "new\n", with_line(7, "new\n")))
        assert changed(repo) == {"a.md": ((3, 3), (7, 7)), "ü.md": ((2, 2),)}

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("GIT_EXTERNAL_DIFF", "false"), ("GIT_DIFF_OPTS", "--unified=9"), ("GIT_PAGER", "false"),
            ("GIT_LITERAL_PATHSPECS", "1"), ("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de"),
        ],
    )  # fmt: skip
    def test_environment(self, repo: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        write("a.md", with_line(3, "new\n"))
        write("new.md", TEN)
        monkeypatch.setenv(name, value)
        assert {**read_changes("", lines=True).files} == {
            os.path.realpath("a.md"): ((3, 3),),
            os.path.realpath("new.md"): None,
        }


class TestSince:
    @pytest.fixture
    def branch(self, repo: Path) -> Path:
        """A branch with a change, and a main that has gone on since."""
        git("checkout", "-qb", "branch")
        write("a.md", with_line(3, "new\n"))
        commit()
        git("checkout", "-q", "main")
        write("sub/b.md", with_line(8, "main\n"))
        write("main.md", TEN)
        commit()
        git("checkout", "-q", "branch")
        return repo

    def test_what_main_did_since_does_not_count(self, branch: Path) -> None:
        assert changed(branch, "main") == {"a.md": ((3, 3),)}
        assert read_changes("main", lines=False).base == "main"

    def test_nor_does_it_after_a_merge_of_main(self, branch: Path) -> None:
        git("merge", "-q", "--no-edit", "main")
        assert Path("main.md").exists()
        assert changed(branch, "main") == {"a.md": ((3, 3),)}

    def test_what_is_not_committed_counts(self, branch: Path) -> None:
        write("a.md", with_line(9, "new\n", with_line(3, "new\n")))
        write("new.md", TEN)
        write("sub/b.md", with_line(1, "new\n"))
        git("add", "sub/b.md")
        assert changed(branch, "main") == {"a.md": ((3, 3), (9, 9)), "new.md": None, "sub/b.md": ((1, 1),)}

    @pytest.mark.parametrize("name", ["main", "HEAD~1", "v1", "refs/heads/main", "main^{commit}", "main@{0}"])
    def test_names(self, branch: Path, name: str) -> None:
        git("tag", "-a", "v1", "main", "-m", "x")
        assert changed(branch, name) == {"a.md": ((3, 3),)}
        assert changed(branch, git("rev-parse", name)) == {"a.md": ((3, 3),)}

    def test_with_a_detached_head(self, branch: Path) -> None:
        git("checkout", "-q", "--detach")
        assert changed(branch, "main") == {"a.md": ((3, 3),)}

    def test_a_file_called_like_the_commit(self, branch: Path) -> None:
        write("main", "a file\n")
        assert changed(branch, "main") == {"a.md": ((3, 3),), "main": None}

    def test_a_merge_commit_that_a_code_host_made(self, branch: Path) -> None:
        git("checkout", "-q", "--detach", "main")
        git("merge", "-q", "--no-ff", "--no-edit", "branch")
        assert changed(branch, "HEAD^1") == {"a.md": ((3, 3),)}


class TestErrors:
    def test_unknown_names_the_nearest(self, repo: Path) -> None:
        with pytest.raises(ChangesError) as error:
            read_changes("mian", lines=False)
        assert str(error.value) == 'git knows no commit "mian": did you mean main?'

    def test_a_branch_that_only_the_remote_has(
        self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git("checkout", "-qb", "work")
        git("clone", "-q", str(repo), str(tmp_path / "clone"))
        monkeypatch.chdir(tmp_path / "clone")
        with pytest.raises(ChangesError, match="did you mean origin/main"):
            read_changes("main", lines=False)

    @pytest.mark.parametrize("name", ["nowhere", "0" * 40, "main:a.md", "a b", "💊"])
    def test_unknown(self, repo: Path, name: str) -> None:
        with pytest.raises(ChangesError) as error:
            read_changes(name, lines=False)
        assert str(error.value).startswith(f'git knows no commit "{name}"')

    @pytest.mark.parametrize("name", ["main..HEAD", "main...", "--all", "-h", "a\nb", "\udce9"])
    def test_no_name_of_a_commit(self, repo: Path, name: str) -> None:
        with pytest.raises(ChangesError, match="is not the name of a commit: give one branch, tag or hash"):
            read_changes(name, lines=False)

    @pytest.fixture
    def shallow(self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A clone that lacks the commit from which main and branch come."""
        git("checkout", "-qb", "branch")
        write("a.md", with_line(3, "new\n"))
        commit()
        git("checkout", "-q", "main")
        write("sub/b.md", with_line(8, "main\n"))
        commit()
        clone = tmp_path / "shallow"
        git("clone", "-q", "--depth=1", "--no-single-branch", "-b", "branch", repo.as_uri(), str(clone))
        monkeypatch.chdir(clone)
        return clone

    def test_shallow_clone(self, shallow: Path) -> None:
        with pytest.raises(ChangesError) as error:
            read_changes("origin/main", lines=False)
        said = str(error.value)
        assert said.startswith(
            'git finds no commit that "origin/main" and HEAD both come from. This clone is'
        )
        assert "`git fetch --unshallow`" in said
        assert "`fetch-depth: 0`" in said
        with pytest.raises(ChangesError, match=r'no commit "HEAD~1"\. This clone is shallow'):
            read_changes("HEAD~1", lines=False)
        assert changed(shallow) == {}, "against the last commit no history is needed"
        git("fetch", "-q", "--unshallow")
        assert changed(shallow, "origin/main") == {"a.md": ((3, 3),)}

    def test_histories_that_do_not_meet(self, repo: Path) -> None:
        git("checkout", "-q", "--orphan", "other")
        git("commit", "-qm", "other")
        with pytest.raises(ChangesError, match="no history in common: give another commit"):
            read_changes("main", lines=False)

    def test_no_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ChangesError, match="this folder is in no git repository"):
            read_changes("", lines=False)

    def test_inside_of_git(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repo / ".git")
        with pytest.raises(ChangesError, match="run medlint in its working tree"):
            read_changes("", lines=False)

    def test_no_git(self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(ChangesError, match="git was not found: install it"):
            read_changes("", lines=False)

    def test_a_repository_of_somebody_else(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        with pytest.raises(ChangesError, match=r"safe\.directory"):
            read_changes("", lines=False)

    def test_a_broken_repository(self, repo: Path) -> None:
        Path(".git/index").write_bytes(b"nonsense")
        with pytest.raises(ChangesError, match=r"git cannot tell what changed: .*index"):
            read_changes("", lines=False)


def finding(
    first: int, last: int = 0, *, column: int = 5, whole: bool = False, rule: str = "MED301"
) -> Finding:
    related = (Note("see", Position(5, 1), Position(5, 2), Excerpt("x", 0, 1)),)
    return Finding(
        rule, "name", "error", "message", "", "", "", Span(first, first + 1),
        Position(first, 1), Position(last or first, column), Excerpt("text", 0, 4), related, None,
        whole=whole,
    )  # fmt: skip


class TestLimit:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            (finding(5), True),
            (finding(4), False),
            (finding(6), False),
            (finding(3, 5), True),
            (finding(3, 9), True),
            (finding(3, 4), False),
            (finding(3, 5, column=1), False),
            (finding(9, 9), True),
            (finding(11, 12), True),
            (finding(13, 40), False),
            (finding(1, whole=True), True),
            (finding(1, rule="MED900"), True),
            (finding(1, rule="MED201"), False),
        ],
    )
    def test_a_finding_that_touches_a_changed_line(self, tmp_path: Path, given: Finding, kept: bool) -> None:
        path = tmp_path / "a.md"
        changes = Changes("main", {os.path.realpath(path): ((5, 5), (8, 9), (12, 12))})
        report = limit(changes, FileReport(str(path), findings=(given,), elsewhere=2))
        assert report.findings == ((given,) if kept else ())
        assert report.elsewhere == (2 if kept else 3)

    def test_a_file_without_a_changed_line_keeps_what_concerns_the_whole(self, tmp_path: Path) -> None:
        path = os.path.realpath(tmp_path / "a.md")
        both = (finding(1, whole=True), finding(1))
        report = limit(Changes("main", {path: ()}), FileReport(path, findings=both))
        assert (report.findings, report.elsewhere) == (both[:1], 1)

    def test_a_new_file_and_an_unknown_one_keep_all(self, tmp_path: Path) -> None:
        path = os.path.realpath(tmp_path / "a.md")
        report = FileReport(path, findings=(finding(1), finding(9)))
        assert limit(Changes("main", {path: None}), report) is report
        assert limit(Changes("main", {}), report) is report

    def test_outside(self, tmp_path: Path) -> None:
        changes = Changes("main", {}, os.path.realpath(tmp_path / "repo"))
        assert is_outside(changes, str(tmp_path / "repository" / "a.md"))
        assert is_outside(changes, str(tmp_path / "repo" / ".." / "a.md"))
        assert not is_outside(changes, str(tmp_path / "repo" / "a.md"))
