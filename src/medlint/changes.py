"""What git says has changed: whole files, and the lines in them.

Only facts about the working tree are asked for, because that is what is linted: what was changed there,
staged or not, and what git does not know yet. Settings that only change how a difference looks are
overruled; those that say how files are stored (line ends, filters) are the repository's, and stay.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.finding import FileReport, Finding
from medlint.patterns import is_below

if TYPE_CHECKING:
    from subprocess import CompletedProcess

Ranges = tuple[tuple[int, int], ...]

ALWAYS_KEPT = frozenset(("MED900",))
"""A file that cannot be read is not made readable by looking at some of its lines."""

_SETTINGS = ("-c", "diff.relative=false", "-c", "diff.autoRefreshIndex=true")
_DIFF = (
    "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all",
    "--find-renames", "-l1000", "--diff-filter=d", "-O/dev/null",
)  # fmt: skip
_LINES = (
    "--unified=0", "--inter-hunk-context=0", "--ignore-cr-at-eol", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_FOREIGN = (
    "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)  # fmt: skip
_FILE_MODES = (b"100644", b"100755", b"100664")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPES = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_READABLE = 20_000_000
"""Bytes up to which a file is read to learn whether git and medlint count its lines alike."""


class ChangesError(Exception):
    """What has changed cannot be told; `str()` says why and what to do."""


class Changes(NamedTuple):
    """The files that differ from `base`, by their real paths, with the lines that do.

    Lines are ranges from 1, both ends included, in order and apart; None stands for every line.
    `root` is the real path of the repository's top folder.
    """

    base: str
    files: Mapping[str, Ranges | None]
    root: str = ""


def read_changes(since: str, *, lines: bool) -> Changes:
    """Ask git what has changed in the repository of the working folder.

    With `since` it is what changed after the branch left that commit (its merge base with HEAD, as code
    hosts show it), else after the last commit; uncommitted and untracked files count both times, those
    that git ignores and those in submodules never. `lines` tells whether lines are wanted too.

    Raises:
        ChangesError: git is missing or refuses, this is no repository, or the commit is not there.
    """
    root = _root()
    head = _commit("HEAD")
    base = _merge_base(since, head) if since else head
    files: dict[str, Ranges | None] = {}
    if base:
        files.update(_differing(base, root, lines))
    new = ("--others",) if base else ("--others", "--cached")
    for name in _asked("ls-files", "-z", "--full-name", *new, "--exclude-standard", "--", ":/").split(b"\0"):
        # A folder here is a repository of its own.
        if name and not name.endswith(b"/"):
            files[_path(root, name)] = None
    return Changes(since or ("the last commit" if head else "nothing: there is no commit yet"), files, root)


def limit(changes: Changes, report: FileReport) -> FileReport:
    """Return the report with those findings only that touch a changed line or concern the whole article.

    The others are counted in `elsewhere`. A related place on a changed line does not count: the finding
    is about another line.
    """
    if report.error or not report.findings:
        return report
    ranges = changes.files.get(os.path.realpath(report.path))
    if ranges is None:
        return report
    kept = tuple(finding for finding in report.findings if _counts(finding, ranges))
    elsewhere = report.elsewhere + len(report.findings) - len(kept)
    return report._replace(findings=kept, elsewhere=elsewhere)


def is_outside(changes: Changes, path: str) -> bool:
    """Tell whether a file lies outside the repository, so that git knows nothing of it."""
    return not is_below(os.path.realpath(path), changes.root)


def _counts(finding: Finding, ranges: Ranges) -> bool:
    if finding.whole or finding.rule in ALWAYS_KEPT:
        return True
    first, last = finding.start.line, finding.end.line
    if last > first and finding.end.column == 1:
        last -= 1
    at = bisect_left(ranges, first, key=lambda changed: changed[1])
    return at < len(ranges) and ranges[at][0] <= last


def _root() -> str:
    done = _git("rev-parse", "--show-toplevel")
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 0:
        return os.path.realpath(os.fsdecode(_without_newline(done.stdout)))
    if "dubious ownership" in said:
        raise ChangesError(
            "git does not trust this repository, because it belongs to another user: "
            "`git config --global --add safe.directory FOLDER` with its top folder tells git to."
        )
    if "work tree" in said:
        raise ChangesError("this is the inside of a git repository: run medlint in its working tree.")
    if "not a git repository" in said:
        raise ChangesError(
            "this folder is in no git repository, so what changed is unknown: run medlint inside of one, "
            "or leave out the options about changes."
        )
    raise ChangesError(f"git cannot read the repository: {_reason(done)}")


def _commit(name: str) -> str:
    """Return the hash of the commit that a name stands for, or "" if there is none."""
    done = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else ""


def _merge_base(since: str, head: str) -> str:
    if since.startswith("-") or ".." in since or not since.isprintable():
        raise ChangesError(f'"{since}" is not the name of a commit: give one branch, tag or hash.')
    if not head:
        raise ChangesError(
            f'there is no commit yet, so nothing can have changed since "{since}": '
            "without a commit to compare with, every file is new."
        )
    commit = _commit(since)
    if not commit:
        raise ChangesError(f'git knows no commit "{since}"{_near(since)}{_shallow()}')
    done = _git("merge-base", commit, head)
    if done.returncode == 0:
        return done.stdout.decode("ascii").strip()
    if done.returncode == 1:
        hint = _shallow() or " They have no history in common: give another commit."
        raise ChangesError(f'git finds no commit that "{since}" and HEAD both come from.{hint}')
    raise ChangesError(f'git cannot compare with "{since}": {_reason(done)}')


def _near(since: str) -> str:
    """Return `: did you mean …?` with the names most like it, or nothing."""
    from difflib import get_close_matches

    done = _git("for-each-ref", "--count=2000", "--sort=-committerdate", "--format=%(refname:short)")
    names = done.stdout.decode("utf-8", "replace").split("\n")
    last = since.rpartition("/")[2]
    same = [name for name in names if name.rpartition("/")[2] == last]
    near = list(dict.fromkeys((*same, *get_close_matches(since, names, 3, 0.6))))[:3]
    return f": did you mean {' or '.join(near)}?" if near else "."


def _shallow() -> str:
    """Return what to do if the clone lacks history, or "" if it is whole."""
    done = _git("rev-parse", "--is-shallow-repository")
    if done.stdout.strip() != b"true":
        return ""
    return (
        " This clone is shallow, its history is cut off. Fetch more: `git fetch --unshallow`, "
        "or `fetch-depth: 0` in the checkout step (GitLab: `GIT_DEPTH: 0`)."
    )


def _differing(base: str, root: str, lines: bool) -> Iterator[tuple[str, Ranges | None]]:
    """Yield each file that git tracks and that differs from `base`, with its changed lines."""
    fields = iter(_asked(*_DIFF, "--raw", "-z", base, "--").split(b"\0"))
    names: dict[bytes, bool] = {}
    for about in fields:
        if not about:
            continue
        _, mode, _, _, status = about.split(b" ")
        name = next(fields)
        if status[:1] in b"RC":
            name = next(fields)
        # Left out are symbolic links, which are no text of their own, and submodules. An unmerged file
        # has no mode.
        if mode in _FILE_MODES or status == b"U":
            names[name] = status[:1] in b"MR"
    hunks = _hunks(_asked(*_DIFF, *_LINES, base, "--")) if lines and any(names.values()) else {}
    for name, partly in names.items():
        path = _path(root, name)
        changed = hunks.get(name, ()) if partly and lines else None
        yield path, None if changed is None or _counts_otherwise(path) else _joined(changed)


def _hunks(patch: bytes) -> dict[bytes, list[tuple[int, int]] | None]:
    """Return the changed lines of each file of a patch without context; None for a file without lines."""
    from io import BytesIO

    files: dict[bytes, list[tuple[int, int]] | None] = {}
    current: list[tuple[int, int]] = []
    renamed = b""
    left = 0
    for line in BytesIO(patch):
        if left:
            # The text of an article may look like a header: only counting tells. A line that begins
            # with a backslash is a remark of git's.
            left -= line[:1] in b"+-"
        elif line.startswith(b"+++ "):
            current = []
            files[_unquoted(_without_newline(line[4:])).removeprefix(b"b/")] = current
        elif line.startswith(b"diff --git "):
            renamed = b""
        elif line.startswith(b"rename to "):
            renamed = _unquoted(_without_newline(line[10:]))
        elif line.startswith(b"Binary files "):
            files[renamed or _binary(line)] = None
        elif match := _HUNK.match(line):
            removed, start, added = (1 if number is None else int(number) for number in match.groups())
            left = removed + added
            # What is gone changes what its neighbours say: without its warning, a promise stands alone.
            current.append((start, start + added - 1) if added else (max(start, 1), start + 1))
    return files


def _binary(line: bytes) -> bytes:
    """Return the name in `Binary files a/x and b/x differ`; a name may hold ` and `, so halves are taken."""
    both = _without_newline(line)[len(b"Binary files ") : -len(b" differ")]
    return _unquoted(both[: (len(both) - len(b" and ")) // 2]).removeprefix(b"a/")


def _unquoted(name: bytes) -> bytes:
    """Return a file name of a patch: one with odd characters is quoted, one with blanks ends in a tab."""
    if not name.startswith(b'"'):
        return name.removesuffix(b"\t")

    def plain(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes((int(code, 8) if len(code) == 3 else _ESCAPES.get(code[0], code[0]),))

    return _ESCAPED.sub(plain, name.removesuffix(b"\t")[1:-1])


def _joined(ranges: tuple[()] | list[tuple[int, int]]) -> Ranges:
    """Return ranges in order, those that overlap or follow on each other made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _counts_otherwise(path: str) -> bool:
    """Tell whether git's line numbers are not medlint's: it knows neither a lone CR nor UTF-16."""
    try:
        if os.path.getsize(path) > _READABLE:
            return True
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return True
    return b"\0" in data or _LONE_RETURN.search(data) is not None


def _path(root: str, name: bytes) -> str:
    return os.path.join(root, os.fsdecode(name).replace("/", os.sep))


def _without_newline(line: bytes) -> bytes:
    return line.removesuffix(b"\n")


def _asked(*arguments: str) -> bytes:
    done = _git(*arguments)
    if done.returncode:
        raise ChangesError(f"git cannot tell what changed: {_reason(done)}")
    return done.stdout


def _reason(done: CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().split("\n")
    return lines[-1].removeprefix("fatal: ") or f"it ended with {done.returncode}"


def _git(*arguments: str) -> CompletedProcess[bytes]:
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    # Messages are looked at, so they must be in one language; the index belongs to whoever works on it.
    environment |= {"LC_ALL": "C", "LANGUAGE": "", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", *_SETTINGS, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise ChangesError("git was not found: install it, or leave out the options about changes.") from None
    except OSError as error:
        raise ChangesError(f"git cannot be run: {(error.strerror or str(error)).lower()}.") from None
