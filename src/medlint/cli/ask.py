"""`--interactive`: each fix is shown, and applied only if whoever sits at the terminal says so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from medlint.cli.console import say

if TYPE_CHECKING:
    from medlint.finding import FileReport, Finding

_QUESTION = "Apply it? [y/n/a/s/q] "
_HELP = "y: yes, n: no, a: all of this article, s: skip this article, q: quit"
_ANSWERS = "ynasq"


class Asking:
    """The answers given so far; an answer for an article holds until the next one."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        self._path = ""
        self._rest = ""
        self._explained = False
        self.declined = 0

    def __call__(self, finding: Finding, report: FileReport) -> bool:
        """Tell whether the fix of a finding is wanted.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed; the article stays as it is.
        """
        if self._path != report.path:
            self._path = report.path
            self._rest = self._rest if self._rest == "q" else ""
        answer = self._rest or self._asked(finding, report)
        if answer in "asq":
            self._rest = answer
        wanted = answer in "ya"
        self.declined += not wanted
        return wanted

    def _asked(self, finding: Finding, report: FileReport) -> str:
        from medlint.fix import shown

        place = f"{report.path}:{finding.start.line}:{finding.start.column}"
        said = finding.fix.title if finding.fix is not None else ""
        unsafe = " (adds or guesses words: read it)" if finding.fix and finding.fix.safety == "unsafe" else ""
        say(f"\n{place}: {finding.severity}[{finding.rule}] {finding.message}\n{said}{unsafe}")
        for line in shown(finding, report, color=self._color):
            sys.stderr.write(line)
        if not self._explained:
            self._explained = True
            say(_HELP)
        while True:
            sys.stderr.write(_QUESTION)
            sys.stderr.flush()
            line = sys.stdin.readline()
            answer = line.strip().lower()[:1]
            if not line:
                # The end of the input, Ctrl-D.
                return "q"
            if answer and answer in _ANSWERS:
                return answer
            say(_HELP)


def is_possible() -> bool:
    """Tell whether there is somebody to ask."""
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False
