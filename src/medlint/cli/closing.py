"""What a run of `check` or `fix` says on stderr when all reports are out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from medlint.cli.console import say

if TYPE_CHECKING:
    from medlint.changes import Changes
    from medlint.cli.choices import Choices, Outcome
    from medlint.discover import Found
    from medlint.report.summary import Tally


def summarize(  # noqa: PLR0913, PLR0917 - the whole of a run is told here
    tally: Tally,
    found: Found,
    changes: Changes | None,
    outcome: Outcome,
    choices: Choices,
    most: int | None,
) -> None:
    """Count what was found and what fixes did; `most`: how many warnings may be."""
    from medlint.report.summary import sentences

    for line in sentences(tally, show_notes=choices.show_notes, most=most, forgiven=choices.exit_zero):
        say(line)
    for line in _fixes(tally, outcome, choices):
        say(line)
    if found.left_out and not tally.articles:
        left = len(found.left_out)
        say(f"Nothing to check: {left} {'file is' if left == 1 else 'files are'} excluded.")
    elif changes is not None and not found.articles and not found.obstacles:
        say(f"Nothing to check: no article differs from {changes.base}.")
    elif not tally.articles and not tally.unreadable:
        say("Nothing was checked.")


def _fixes(tally: Tally, outcome: Outcome, choices: Choices) -> Iterator[str]:
    """Yield what fixes did or could do; nothing where no article was there to be fixed."""
    from medlint.report.screen import count
    from medlint.report.summary import mended, offered

    if not (choices.fix or choices.diff):
        yield from offered(tally)
    elif tally.articles:
        number = outcome.mendings.shown if choices.diff else outcome.mendings.done
        declined = outcome.asking.declined if outcome.asking else 0
        failed = outcome.mendings.failed
        if number or declined or not failed:
            yield mended(tally, number, would=choices.diff, unsafe=choices.unsafe_fixes, declined=declined)
        if failed:
            yield f"{count(failed, 'file')} could not be written."
