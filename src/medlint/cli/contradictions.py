"""Options that cannot be meant together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.cli.console import MisuseError, refuse_useless_name
from medlint.report import FOR_PEOPLE

if TYPE_CHECKING:
    from medlint.cli.choices import Choices


def refuse_contradictions(paths: tuple[str, ...], choices: Choices) -> None:
    """Refuse options that cannot be meant together.

    Raises:
        MisuseError: they contradict each other.
    """
    refuse_useless_name(paths, choices.stdin_filename)
    _refuse_two_on_stdout(choices)
    if choices.changed and choices.since:
        raise MisuseError("`--changed` and `--since` both say what changed; use one.")
    if choices.since is not None and not choices.since.strip():
        raise MisuseError("`--since` needs the name of a branch, tag or commit; it was given nothing.")
    if choices.changed_lines and not (choices.changed or choices.since):
        raise MisuseError("`--changed-lines` needs `--changed` or `--since REF`.")
    if choices.changed_lines and (choices.fix or choices.diff):
        raise MisuseError("Fixes move lines: `--changed-lines` and fixes cannot be combined.")
    if (choices.changed or choices.since) and "-" in paths:
        raise MisuseError("git knows nothing of stdin: leave out `-`, or the options about changes.")
    if choices.interactive:
        _refuse_without_a_person(paths, choices)
    if choices.baseline and choices.no_baseline:
        raise MisuseError("`--baseline` and `--no-baseline` contradict each other.")
    if "-" in paths and len(paths) > 1 and (choices.fix and not choices.diff):
        raise MisuseError("stdin (`-`) is fixed alone: leave out the other paths.")


def _refuse_two_on_stdout(choices: Choices) -> None:
    """Refuse a format for programs where something else than the report goes to stdout, or nothing does."""
    named = choices.output_format
    if not named or named in FOR_PEOPLE:
        return
    others = {
        "--diff": choices.diff,
        "--interactive": choices.interactive,
        "--statistics": choices.statistics,
    }
    for name, given in others.items():
        if given:
            instead = f"write it with `--output-file {named}:PATH`"
            raise MisuseError(f"With `{name}` no {named} report goes to stdout: {instead}.")


def _refuse_without_a_person(paths: tuple[str, ...], choices: Choices) -> None:
    from medlint.cli.ask import is_possible

    if not choices.fix or choices.diff:
        raise MisuseError("`--interactive` goes with `fix` or `--fix`, and not with `--diff`.")
    if "-" in paths or not is_possible():
        raise MisuseError("`--interactive` asks before each fix, so it needs a terminal to ask at.")
