"""What a run prints on stdout, and how: by the configuration, the command line and the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.cli.console import has_links, is_ascii_only, is_terminal, width
from medlint.cli.parameters import Output

if TYPE_CHECKING:
    from medlint.cli.choices import Choices
    from medlint.config import Config
    from medlint.finding import Wanted
    from medlint.plan import Plan
    from medlint.report import Options
    from medlint.report.summary import Tally


class Shown(NamedTuple):
    """What a run prints on stdout: in which format, if anything, and whether that is all it does."""

    screen: str
    silent: bool
    counts_only: bool
    alone: bool
    outputs: tuple[Output, ...]
    """All reports that it writes."""
    needs: Wanted
    """What those want of each article besides its findings."""

    @property
    def stored(self) -> str:
        """The format in which the text of each article can be stored, or "" for none."""
        return self.screen if self.alone and not self.silent else ""


def shown_by(home: Config, choices: Choices, *, accepting: bool) -> Shown:
    """Return what a run prints; `accepting` tells whether it leaves out what a baseline accepts."""
    from medlint.report import FOR_PEOPLE, wanted_by

    screen = choices.output_format or home.output_format or "full"
    counts_only = choices.statistics
    # Whoever is asked sees what is wrong; what is left would come between the questions.
    silent = choices.quiet > 1 or counts_only or choices.diff or choices.interactive
    alone = not (choices.output_file or choices.fix or choices.diff or choices.changed_lines or counts_only)
    alone = alone and not accepting and (silent or screen in FOR_PEOPLE)
    outputs = (*choices.output_file, *(() if silent else (Output(screen, ""),)))
    needs = wanted_by(output.format for output in outputs)
    if choices.fix or choices.diff:
        needs = needs._replace(source=True)
    return Shown(screen, silent, counts_only, alone, outputs, needs)


def ends_in_a_block(shown: Shown, tally: Tally, choices: Choices) -> bool:
    """Tell whether people see a finding of several lines last: what follows should stand apart from it."""
    told = tally.by_severity["error"] + tally.by_severity["warning"]
    told += tally.by_severity["note"] if choices.show_notes else 0
    alike = shown.screen == "full" and not shown.silent and told > 0
    return alike and is_terminal() and is_terminal(sys.stderr)


def baseline_for(home: Config, choices: Choices) -> str:
    """Return where the findings lie that are accepted, "" if none are."""
    from medlint.config import baseline_of

    if choices.no_baseline or choices.diff:
        return ""
    path = choices.baseline or baseline_of(home)
    return path if choices.baseline or home.baseline or os.path.isfile(path) else ""


def options_of(home: Config, plans: Iterable[Plan], choices: Choices) -> Options:
    """Return how reports are rendered; the steps of `plans` are for those that list the rules."""
    from medlint.cli.repository import prefix, web_address
    from medlint.report import Options

    steps = {step.rule.id: step for plan in plans for step in plan.steps}
    return Options(
        color=choices.color,
        links=has_links(choices.color),
        width=min(width(), 120),
        show_notes=choices.show_notes,
        ascii_only=is_ascii_only(),
        fail_on=choices.fail_on or home.fail_on,
        prefix=prefix(),
        web=web_address(),
        max_warnings=most_of(home, choices),
        steps=tuple(steps[code] for code in sorted(steps)),
    )


def most_of(home: Config, choices: Choices) -> int | None:
    """Return how many warnings may be; None for any number."""
    return home.max_warnings if choices.max_warnings is None else choices.max_warnings
