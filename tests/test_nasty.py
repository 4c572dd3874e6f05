"""Hostile input: a clear message and the right exit code, no traceback, no hang."""

import os
import subprocess
import sys

import pytest

LIMIT = 10  # seconds that a file may take before it counts as a hang; not a benchmark


def medlint(*arguments, cwd, data=None):
    return subprocess.run(
        [sys.executable, "-m", "medlint", "check", "--isolated", "--output-format", "concise", *arguments],
        cwd=cwd,
        input=data,
        capture_output=True,
        timeout=3 * LIMIT,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def output(result):
    text = (result.stdout + result.stderr).decode()
    assert "Traceback" not in text
    assert "internal error" not in text
    return text


BOMB = (
    "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "title: Colds\n---\n# Colds\n"
)
FILES = {
    "empty": (b"", "MED900"),
    "one-byte": (b"a", "MED101"),
    "nul": (b"# Colds\0\n", "MED900"),
    "all-nul": (b"\0" * 10_000, "MED900"),
    "open-brackets": (b"[" * 200_000, "MED"),
    "nested-quotes": (b">" * 10_000 + b" deep\n", "MED"),
    "nested-lists": (b"".join(b" " * (2 * i) + b"- a\n" for i in range(1000)), "MED"),
    "one-line": (b"word and more " * 360_000, "MED"),
    "one-line-of-marks": (b"*a _b `c [d](e " * 20_000, "MED"),
    "backticks": (b"`" * 99_999 + b"a" + b"`" * 99_998, "MED"),
    "alias-bomb": (BOMB.encode(), "MED201"),
    "lone-surrogates": ("# Colds \ud800 \udc00\n".encode("utf-8", "surrogatepass"), "MED900"),
    "utf-16-surrogates": (b"\xff\xfe" + "# Colds \ud800\n".encode("utf-16-le", "surrogatepass"), "MED"),
    "angle-brackets": (b"<" * 200_000, "MED"),
    "open-comments": (b"<!--" * 50_000, "MED"),
    "open-components": (b"<Note a={{" * 20_000, "MED"),
    "table": (b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 10_000, "MED"),
    "headings": (b"# a\n\n" * 20_000, "MED"),
    "newlines": (b"\n" * 199_000 + b"a", "MED"),
    "too-many-lines": (b"a\n" * 5_000_000, "MED900"),
    "carriage-returns": (b"a\r" * 200_000, "MED"),
    "front-matter-only": (b"---\n" * 50_000, "MED"),
    "colons": (b"---\n" + b"a: " * 100_000 + b"\n---\nx\n", "MED201"),
    "deep-yaml": (b"---\na: " + b"[" * 50_000 + b"\n---\nx\n", "MED201"),
}


@pytest.mark.parametrize("ending", ["md", "mdx", "html", "txt"])
@pytest.mark.parametrize("name", FILES)
def test_hostile_files_give_findings(tmp_path, name, ending):
    data, rule = FILES[name]
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(data)
    result = medlint(path.name, cwd=tmp_path)
    text = output(result)
    assert result.returncode == 1, text[:500]
    if ending == "md":
        assert rule in text
    assert "MED" in text


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path):
    (tmp_path / "noise.md").write_bytes(b"[" * 50_000_000)
    result = medlint("noise.md", cwd=tmp_path)
    assert "MED900" in output(result)
    assert "50 MB" in output(result)
    assert result.returncode == 1


def test_stdin_of_any_bytes(tmp_path):
    result = medlint("-", cwd=tmp_path, data=b"\xff\xfe\x00")
    assert "MED900" in output(result)
    assert result.returncode == 1


def test_paths_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "folder.md" / "inside.md").write_text("# Colds\n", encoding="utf-8")
    (tmp_path / "broken.md").symlink_to("nowhere.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name in ("broken.md", "loop.md", "missing.md"):
        result = medlint(name, cwd=tmp_path)
        assert name in output(result)
        assert result.returncode == 2
    result = medlint("folder.md", cwd=tmp_path)
    assert "inside.md" in output(result)
    assert result.returncode == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path):
    path = tmp_path / "secret.md"
    path.write_text("# Colds\n", encoding="utf-8")
    path.chmod(0)
    result = medlint("secret.md", cwd=tmp_path)
    assert "secret.md" in output(result)
    assert result.returncode == 2


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "bad.md").symlink_to("nowhere.md")
    (tmp_path / "good.md").write_text("# Colds\n", encoding="utf-8")
    result = medlint("bad.md", "good.md", cwd=tmp_path)
    text = output(result)
    assert "bad.md" in text
    assert "good.md:1:1" in text
    assert result.returncode == 2
