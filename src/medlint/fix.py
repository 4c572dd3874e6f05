"""Applies the fixes of findings to the bytes of a file, shows them as a diff, and writes them.

A fix is kept only if the article, read again, is without the finding; no fix may cost the article anything
that it had. Bytes outside the edits stay as they are: byte-order mark, encoding, every line end.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from medlint._files import remove
from medlint._records import NamedTuple
from medlint.engine import lint_bytes
from medlint.finding import FileReport, Finding, Wanted
from medlint.plan import Plan
from medlint.source import Span, overlap, path_bytes

ROUNDS = 10
_WANTED = Wanted(source=True, headings=True)
_Key = tuple[str, str, str]
_Wish = Callable[[Finding, FileReport], bool]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_QUOTED = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
"""What git quotes in the name of a file; a lone surrogate stands for a byte that is not UTF-8."""
_NO_END = "\\ No newline at end of file\n"


class Fixed(NamedTuple):
    """What fixing came to: `report` is what is left, `applied` what was mended, in the order of work.

    The places in `applied` are those of the text that the fix was applied to.
    """

    report: FileReport
    before: bytes
    after: bytes
    applied: tuple[Finding, ...]


class FixError(Exception):
    """A file could not be written; `str()` says why."""


class _Round(NamedTuple):
    report: FileReport
    data: bytes
    applied: tuple[Finding, ...]


def fix(report: FileReport, plan: Plan, *, unsafe: bool, wish: _Wish | None = None) -> Fixed:
    """Apply the safe fixes of a report, with `unsafe` the unsafe ones too, until nothing changes.

    Never writes. `wish` tells of each fix, once, whether it is wanted; without it all are. `report.source`
    is the text that the findings are about; without it nothing is changed.
    """
    if report.source is None:
        return Fixed(report, b"", b"", ())
    before = report.source.encode()
    current = _Round(report, before, ())
    seen = {before}
    unwanted: set[_Key] = set()
    failed: set[_Key] = set()
    applied: list[Finding] = []
    agreed: set[_Key] = set()
    for _ in range(ROUNDS):
        if wish is not None:
            _ask(current.report, wish, unsafe=unsafe, agreed=agreed, refused=unwanted)
        after = _next(current, plan, unsafe=unsafe, unwanted=unwanted, failed=failed)
        if after is None and failed and applied:
            # What did not work out before the others were mended may do so now.
            failed.clear()
            after = _next(current, plan, unsafe=unsafe, unwanted=unwanted, failed=failed)
        if after is None or after.data in seen:
            break
        seen.add(after.data)
        applied += after.applied
        current = after
    left = current.report if current.report is report else current.report._replace(seconds=report.seconds)
    return Fixed(left, before, current.data, tuple(applied))


def _ask(report: FileReport, wish: _Wish, *, unsafe: bool, agreed: set[_Key], refused: set[_Key]) -> None:
    """Sort the fixes of a report that nothing is known of yet into those that are wanted, and the others."""
    for finding in report.findings:
        if not _is_fixable(finding, unsafe=unsafe):
            continue
        key = _key(finding)
        if key not in agreed and key not in refused:
            (agreed if wish(finding, report) else refused).add(key)


def _is_fixable(finding: Finding, *, unsafe: bool) -> bool:
    wanted = ("safe", "unsafe") if unsafe else ("safe",)
    return finding.fix is not None and bool(finding.fix.edits) and finding.fix.safety in wanted


def _next(
    current: _Round, plan: Plan, *, unsafe: bool, unwanted: set[_Key], failed: set[_Key]
) -> _Round | None:
    """Return what comes after one round of fixes that do not meet; None if there are none."""
    while True:
        chosen = _chosen(current.report.findings, unsafe=unsafe, refused=unwanted | failed)
        if not chosen:
            return None
        after = _tried(current, chosen, plan)
        while after is None and len(chosen) > 1:
            # One of them is to blame: the others are applied, and it is found in a later round.
            chosen = chosen[: len(chosen) // 2]
            after = _tried(current, chosen, plan)
        if after is not None:
            return after
        failed.add(_key(chosen[0]))


def _chosen(findings: Iterable[Finding], *, unsafe: bool, refused: set[_Key]) -> list[Finding]:
    """Return the findings to mend now: of fixes that meet, the one whose finding stands first.

    What the article lacks is added when nothing else is left to mend: a section takes its level and its
    place from the headings around it, which a fix may move.
    """
    wanted = [f for f in findings if _is_fixable(f, unsafe=unsafe) and _key(f) not in refused]
    chosen: list[Finding] = []
    taken = _Taken()
    for finding in [f for f in wanted if not f.whole] or wanted:
        assert finding.fix is not None
        if taken.take(tuple((edit.span, edit.text) for edit in finding.fix.edits)):
            chosen.append(finding)
    return chosen


class _Taken:
    """The edits chosen so far, and whether more fit between them."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._edits: set[tuple[tuple[Span, str], ...]] = set()

    def take(self, edits: tuple[tuple[Span, str], ...]) -> bool:
        """Take the edits of a fix, all or none; the same ones twice are taken once."""
        if not edits:
            return False
        if edits in self._edits:
            return True
        spans = sorted(span for span, _ in edits)
        if any(_meet(one, other) for one, other in pairwise(spans)):
            return False
        if any(self._is_taken(span) for span in spans):
            return False
        from bisect import insort

        for span in spans:
            insort(self._spans, span)
        self._edits.add(edits)
        return True

    def _is_taken(self, span: Span) -> bool:
        from bisect import bisect_left

        # What is taken does not overlap, so only the neighbours can meet a new one.
        at = bisect_left(self._spans, span)
        return any(_meet(span, other) for other in self._spans[max(0, at - 1) : at + 1])


def _meet(one: Span, other: Span) -> bool:
    """Tell whether two edits touch the same text; an insertion meets what it touches."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return overlap(one, other)


def _tried(current: _Round, chosen: Sequence[Finding], plan: Plan) -> _Round | None:
    """Return the round in which these are mended, or None if that does not work out."""
    source = current.report.source
    assert source is not None
    edits = {(edit.span, edit.text) for finding in chosen if finding.fix for edit in finding.fix.edits}
    try:
        data = source.encode(tuple(edits))
    except UnicodeEncodeError:
        return None
    report = lint_bytes(current.report.path, data, plan, _WANTED, size=len(data))
    return _Round(report, data, tuple(chosen)) if _is_better(current.report, report, chosen) else None


def _is_better(before: FileReport, after: FileReport, chosen: Sequence[Finding]) -> bool:
    """Tell whether what was chosen is mended, and the article is still whole and read as before."""
    one, other = before.source, after.source
    if after.error or one is None or other is None or before.format != after.format:
        return False
    if (one.encoding, one.bom) != (other.encoding, other.bom) or before.language != after.language:
        return False
    if _lost(after) - _lost(before) or _unwanted_errors(before, after, chosen):
        return False
    were, are = _counts(before), _counts(after)
    mended = Counter((finding.rule, finding.message) for finding in chosen)
    if any(are[said] > were[said] - number for said, number in mended.items()):
        return False
    # What was missing is there only if its rule has nothing else to say of it now.
    added = {finding.rule for finding in chosen if finding.whole}
    return added.isdisjoint(finding.rule for finding in after.findings)


def _lost(report: FileReport) -> set[str]:
    """Return the rules that miss something in the article as a whole."""
    return {finding.rule for finding in (*report.findings, *report.suppressed) if finding.whole}


def _unwanted_errors(before: FileReport, after: FileReport, chosen: Sequence[Finding]) -> set[str]:
    """Return the rules that tell more errors than before, of which a comment hid some or all fixes are safe.

    What a fix that is not safe adds may be an error until somebody has seen to it.
    """
    more = _errors(after.findings) - _errors(before.findings)
    safe = all(finding.fix is not None and finding.fix.safety == "safe" for finding in chosen)
    return set(more) if safe else more.keys() & _errors(before.suppressed).keys()


def _errors(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings if finding.severity == "error")


def _counts(report: FileReport) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.message) for finding in report.findings)


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.message, finding.excerpt.text


def write_file(path: str, data: bytes, *, expected: bytes) -> None:
    """Put new bytes into a file in one step, so that it is never half written.

    The file keeps its mode and, where the system allows it, its owner. Of a symbolic link the file that it
    leads to is written.

    Raises:
        FixError: the file is write-protected, has changed since it was read (`expected`), or its folder
            cannot be written to.
    """
    target = os.path.realpath(path)
    temporary = ""
    try:
        status = os.stat(target)
        # Root may write to any file, but one without a single such bit is not meant to be written to.
        if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise FixError("the fixes cannot be written: the file is write-protected")
        temporary = _beside(target, data, status)
        with open(target, "rb") as stream:
            if stream.read() != expected:
                raise FixError("it has changed since it was checked, and is left as it is; run again")
        os.replace(temporary, target)
        temporary = ""
    except OSError as error:
        where = "" if target == os.path.abspath(path) else f" to {target}"
        reason = (error.strerror or str(error)).lower()
        raise FixError(f"the fixes cannot be written{where}: {reason}") from None
    finally:
        if temporary:
            remove(temporary)


def _beside(target: str, data: bytes, status: os.stat_result) -> str:
    """Write a file beside another, with its mode and owner, and return its path."""
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=".medlint-", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if hasattr(os, "chown"):
            try:
                os.chown(temporary, status.st_uid, status.st_gid)
            except OSError:
                pass
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def diff(path: str, before: bytes, after: bytes, *, color: bool) -> Iterator[str]:
    r"""Yield a unified diff that `git apply` and `patch -p1` take; nothing where nothing changed.

    Bytes that are not UTF-8 are shown as `\xNN`, and UTF-16 and UTF-32 as the text that they hold: such a
    diff is to be read, not applied.
    """
    if before == after:
        return
    name = path.replace(os.sep, "/")
    name = name.removeprefix("./").lstrip("/")
    old, new = (_name(f"{side}/{name}") for side in "ab")
    from difflib import unified_diff

    lines = unified_diff(_lines(before), _lines(after), "\0old", "\0new", lineterm="\n")
    for line in lines:
        if line.startswith(("--- \0", "+++ \0")):
            text = f"{line[:4]}{old if line[0] == '-' else new}\n"
            yield _painted(text, "1") if color else text
            continue
        ended = line.endswith("\n")
        text = line if ended else line + "\n"
        if color:
            text = _painted(_CONTROL.sub(_escaped, text), {"-": "31", "+": "32", "@": "36"}.get(line[0], ""))
        yield text
        if not ended:
            yield _NO_END


def shown(finding: Finding, report: FileReport, *, color: bool) -> Iterator[str]:
    """Yield the lines that the fix of a finding changes, as a diff without its head."""
    source = report.source
    if source is None or finding.fix is None:
        return
    try:
        after = source.encode(tuple((edit.span, edit.text) for edit in finding.fix.edits))
    except UnicodeEncodeError:
        return
    lines = diff(report.path, source.encode(), after, color=color)
    yield from islice(lines, 2, None)


def _lines(data: bytes) -> list[str]:
    """Return the lines as git counts them: only a line feed ends one."""
    encoding = next((name for bom, name in _WIDE if data.startswith(bom)), "utf-8")
    text = data.decode(encoding, "backslashreplace")
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _name(name: str) -> str:
    """Return a file name as git writes it into a diff."""
    if _QUOTED.search(name):
        name = name.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + re.sub("[^ -~]", _octal, name) + '"'
    return name + "\t" if " " in name else name


def _octal(match: re.Match[str]) -> str:
    return "".join(f"\\{byte:03o}" for byte in path_bytes(match[0]))


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text[:-1]}\x1b[0m\n" if code else text


def _escaped(match: re.Match[str]) -> str:
    return f"\\x{ord(match.group()):02x}"
