"""The pre-commit hook, installed from this project as a user would."""

import sys
from pathlib import Path

import pytest
from outside import Done, copy_of_project, run

pytest.importorskip("pre_commit")
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
BAD = "# Easing a stiff neck\n\nGentle movement helps most people.\n"


def git(*command: str, cwd: Path) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    done = run("git", *identity, *command, cwd=cwd)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository of the project as it is now."""
    target = copy_of_project(tmp_path_factory.mktemp("hooks") / "medlint")
    git("init", "-q", cwd=target)
    git("add", "-A", cwd=target)
    git("commit", "-qm", "Now", cwd=target)
    return target


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A git repository with three articles, two of them bad."""
    target = tmp_path / "site"
    (target / "archive").mkdir(parents=True)
    for name in ("article.md", "archive/old.md", "component.mdx"):
        (target / name).write_text(BAD, encoding="utf-8")
    (target / "notes.txt").write_text(BAD, encoding="utf-8")
    (target / "medlint.toml").write_text('extend-exclude = ["archive/"]\n', encoding="utf-8")
    git("init", "-q", cwd=target)
    git("add", "-A", cwd=target)
    return target


def run_hook(hooks: Path, site: Path, *files: str, home: Path, name: str = "medlint") -> Done:
    done = run(
        *PRE_COMMIT, "try-repo", hooks, name, "--verbose", "--files", *files,
        cwd=site,
        env={"PRE_COMMIT_HOME": str(home)},
    )  # fmt: skip
    said = done.stdout + done.stderr
    if "CalledProcessError" in said and any(
        sign in said for sign in ("No matching distribution", "onnection")
    ):
        pytest.skip("the package index cannot be reached")
    return done


def test_manifest_is_valid() -> None:
    manifest = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
    done = run(*PRE_COMMIT, "validate-manifest", manifest, cwd=manifest.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def test_hook_checks_the_articles_given(
    hooks: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    files = ("article.md", "archive/old.md", "component.mdx", "notes.txt", "medlint.toml")
    done = run_hook(hooks, site, *files, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "exit code: 1" in done.stdout
    assert "article.md:1:1" in done.stdout
    assert "component.mdx:1:1" in done.stdout
    assert "old.md" not in done.stdout, "what the site excludes stays out, although it is named"
    assert "notes.txt" not in done.stdout, "a text file need not be an article"
    left_out = run_hook(hooks, site, "archive/old.md", home=home)
    assert left_out.returncode == 0, "a commit of files that the site excludes is not held up"
    good = run_hook(hooks, site, "medlint.toml", home=home)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "no files to check" in good.stdout


def test_hook_with_fixes_mends_and_checks_what_is_left(
    hooks: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    config = 'extend-exclude = ["archive/"]\nselect = ["MED603"]\n'
    (site / "medlint.toml").write_text(config, encoding="utf-8")
    article = "---\ntags: [Back Pain]\n---\n" + BAD
    for name in ("article.md", "archive/old.md"):
        (site / name).write_text(article, encoding="utf-8")
    git("add", "-A", cwd=site)
    done = run_hook(hooks, site, "article.md", "archive/old.md", home=home, name="medlint-fix")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert "exit code" not in done.stdout, "nothing is left, so only the change stops the commit"
    assert (site / "article.md").read_text(encoding="utf-8") == article.replace("Back Pain", "back-pain")
    assert (site / "archive/old.md").read_text(encoding="utf-8") == article
    git("add", "-A", cwd=site)
    done = run_hook(hooks, site, "article.md", home=home, name="medlint-fix")
    assert done.returncode == 0, "the second time there is nothing to mend"
    (site / "medlint.toml").write_text('select = ["MED105"]\n', encoding="utf-8")
    done = run_hook(hooks, site, "article.md", home=home, name="medlint-fix")
    assert "exit code: 1" in done.stdout
    assert "article.md:4:1" in done.stdout, "what cannot be mended is reported"
