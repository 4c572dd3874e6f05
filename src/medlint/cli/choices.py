"""What a run of `check` or `fix` is told on the command line, and what it has come to so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint._records import NamedTuple

if TYPE_CHECKING:
    from medlint.cli.ask import Asking
    from medlint.cli.parameters import Output


class Choices(NamedTuple):
    """What the command line says, but for the rules and the configuration."""

    output_format: str | None
    output_file: tuple[Output, ...]
    statistics: bool
    show_notes: bool
    quiet: int
    verbose: int
    color: bool
    fail_on: str | None
    max_warnings: int | None
    exit_zero: bool
    exclude: tuple[str, ...]
    force_exclude: bool
    respect_gitignore: bool
    show_files: bool
    show_settings: bool
    stdin_filename: str | None
    changed: bool
    since: str | None
    changed_lines: bool
    baseline: str | None
    no_baseline: bool
    fix: bool
    unsafe_fixes: bool
    interactive: bool
    diff: bool
    exit_non_zero_on_fix: bool
    jobs: int
    no_cache: bool
    cache_dir: str | None


class Mendings:
    """How many fixes were done, or would be with `--diff`, and how many files could not be written."""

    def __init__(self) -> None:
        self.done = 0
        self.shown = 0
        self.failed = 0


class Outcome:
    """What decides the exit code, gathered while the reports pass by."""

    def __init__(self, asking: Asking | None = None) -> None:
        self.incomplete = False
        self.mendings = Mendings()
        self.asking = asking
