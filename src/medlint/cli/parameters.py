"""What `medlint check` and `medlint fix` can be told, without the library that reads it.

Each option stands here once: `medlint.cli.options` makes a click option of it, and `medlint.cli.plain` reads
the plainest command lines by it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.cli.console import MisuseError
from medlint.report import ENDINGS, FORMATS


class Option(NamedTuple):
    """One option: the heading of the help that it stands under, its names, and what the help says."""

    group: str
    names: tuple[str, ...]
    help: str
    takes: Literal["text", "texts", "choice", "number", "flag", "switch", "count"] = "text"
    """`texts` may be repeated, a `number` is whole and not below 0, a `switch` is on unless turned off."""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    default: int | None = None
    read: Callable[[Any], Any] | None = None
    """What is made of a given value: raises ValueError if it is none, MisuseError if it cannot be meant."""
    completes: str = ""
    """What completes a value in a shell: a function of `medlint.cli.offers`."""

    @property
    def key(self) -> str:
        """The name that its value goes by."""
        return self.names[0].partition("/")[0].removeprefix("--").replace("-", "_")

    @property
    def unset(self) -> Any:
        """Its value where it is not given."""
        return {"texts": (), "flag": False, "switch": True, "count": 0}.get(self.takes, self.default)


class Output(NamedTuple):
    """A report to write: its format, and a path, or "" for stdout."""

    format: str
    path: str


def split(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors of an option that is repeated, separated by commas, or both."""
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


def chosen(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors of the rules to run.

    Raises:
        ValueError: something was given, but no selector.
    """
    names = split(given)
    if given and not names:
        raise ValueError("it names no rule; leave it out to run those of the profile.")
    return names


def patterns(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the patterns of an option.

    Raises:
        ValueError: one is none.
    """
    from medlint.patterns import is_pattern, no_pattern

    for line in given:
        if not is_pattern(line):
            raise ValueError(f"{no_pattern(line)}.")
    return given


def day(given: str | None) -> str | None:
    """Return the day that `--today` names.

    Raises:
        ValueError: it is none.
    """
    if given is None:
        return None
    from datetime import date

    try:
        # A week or a day without hyphens is ISO too, but no configuration takes it.
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise ValueError(f'"{given}" is not a date in the form YYYY-MM-DD.')


def outputs(given: tuple[str, ...]) -> tuple[Output, ...]:
    """Return what `--output-file` asks for: `FORMAT:PATH`, or a path whose ending says the format.

    Raises:
        MisuseError: no format is named, or a file is named twice.
    """
    read = tuple(_output(text) for text in given)
    for index, output in enumerate(read):
        if any(os.path.realpath(output.path) == os.path.realpath(other.path) for other in read[:index]):
            raise MisuseError(f"`--output-file` names {output.path} twice.")
    return read


def _output(text: str) -> Output:
    named, colon, path = text.partition(":")
    if colon and named in FORMATS:
        if not path:
            raise MisuseError(f"`--output-file {text}` names no file; say {named}:PATH.")
        if path == "-":
            raise MisuseError(f"`--output-file` writes files; for stdout say `--output-format {named}`.")
        return Output(named, path)
    ending = next((ending for ending in ENDINGS if text.lower().endswith(ending)), "")
    if not text or not ending:
        formats = ", ".join(FORMATS)
        raise MisuseError(f"`--output-file {text}` names no format; say FORMAT:PATH, with one of {formats}.")
    return Output(ENDINGS[ending], text)


def find_config(
    config: str | None, isolated: bool, profile: str | None, today: str | None = None
) -> Callable[[str], Any]:
    """Return the function from a folder to its configuration, as the options say.

    Raises:
        MisuseError: they contradict each other.
    """
    from medlint.config import Config, finder

    if config and isolated:
        raise MisuseError("`--config` and `--isolated` contradict each other.")
    find = finder(config=config or "", isolated=isolated, profile=profile or "")
    if not today:
        return find
    made: dict[int, tuple[Config, Config]] = {}

    def dated(folder: str) -> Config:
        found = find(folder)
        # Files for which the same holds share one object, and so they must with another day.
        if id(found) not in made:
            made[id(found)] = (found, found._replace(settings=found.settings._replace(today=today)))
        return made[id(found)][1]

    return dated


def selectors(name: str, told: str) -> Option:
    """Return an option that takes selectors."""
    read = chosen if name == "--select" else split
    return Option("Rules", (name,), told, "texts", "RULES", read=read, completes="selectors")


CONFIGURATION = (
    Option(
        "Configuration",
        ("--config",),
        "Use this configuration file and no other.",
        metavar="FILE",
        completes="files",
    ),
    Option("Configuration", ("--isolated",), "Ignore all configuration files.", "flag"),
    Option(
        "Configuration",
        ("--profile",),
        "The rules to start from: core, strict, nhs or us.",
        metavar="NAME",
        completes="profiles",
    ),
)
"""Which configuration holds."""
TODAY = Option(
    "Configuration",
    ("--today",),
    "The date to take as today, for repeatable runs.",
    metavar="YYYY-MM-DD",
    read=day,
)
STDIN_FILENAME = Option(
    "Files",
    ("--stdin-filename",),
    "The name of the text read from `-`: it decides the format and the configuration.",
    metavar="PATH",
    completes="files",
)
WALK = (
    Option("Files", ("--exclude",), "Leave these out of folders.", "texts", "PATTERN", read=patterns),
    Option(
        "Files",
        ("--force-exclude",),
        "Leave out excluded files even if they are named, and treat the others as found in a folder.",
        "flag",
    ),
    Option(
        "Files",
        ("--respect-gitignore/--no-respect-gitignore",),
        "Leave out of folders what git ignores, or not.",
        "switch",
    ),
)
"""Which files of a folder are articles."""
JOBS = Option("Other", ("--jobs", "-j"), "Processes for many files; 0: one per core.", "number", default=0)
FILES = (
    selectors("--select", "Run these rules: codes, names, beginnings of codes, categories, ALL."),
    selectors("--extend-select", "Also run these rules."),
    selectors("--ignore", "Do not run these rules."),
    *CONFIGURATION,
    TODAY,
    STDIN_FILENAME,
    *WALK,
    Option("Files", ("--show-files",), "List the files that would be checked, and stop.", "flag"),
    Option("Changes", ("--changed",), "Only files that differ from the last commit.", "flag"),
    Option("Changes", ("--since",), "Only files changed since leaving REF (main, …).", metavar="REF"),
    Option(
        "Changes",
        ("--changed-lines",),
        "Of those files, only findings on changed lines or about the whole article.",
        "flag",
    ),
    Option("Baseline", ("--baseline",), "The file of accepted findings.", metavar="FILE", completes="files"),
    Option("Baseline", ("--no-baseline",), "Report accepted findings too.", "flag"),
    Option(
        "Output",
        ("--show-notes",),
        "Print notes even if they fail no run; machine formats always do.",
        "flag",
    ),
    Option(
        "Output",
        ("--quiet", "-q"),
        "No summary; twice: no findings either, only why a run ended with 2.",
        "count",
    ),
    Option("Output", ("--verbose", "-v"), "Name the files and times on stderr.", "count"),
    JOBS,
    Option("Other", ("--no-cache",), "Neither use nor store results.", "flag"),
    Option(
        "Other",
        ("--cache-dir",),
        "Store results here instead of beside the configuration.  [default: .medlint_cache]",
        metavar="FOLDER",
        completes="files",
    ),
)
"""What is checked, by which rules, and what is said meanwhile. `--color` is every command's."""
GATE = (
    Option(
        "Output",
        ("--output-format",),
        f"How to print: {', '.join(FORMATS)}.  [default: full]",
        "choice",
        "FORMAT",
        FORMATS,
    ),
    Option(
        "Output",
        ("--output-file",),
        "Also write a report to a file; may be repeated.",
        "texts",
        "FORMAT:PATH",
        read=outputs,
        completes="files",
    ),
    Option(
        "Output",
        ("--statistics",),
        "Count each rule's errors, warnings and notes instead of printing them.",
        "flag",
    ),
    Option(
        "Gate",
        ("--fail-on",),
        "The lowest severity that exits with 1.  [default: error]",
        "choice",
        choices=("error", "warning", "note", "never"),
    ),
    Option("Gate", ("--max-warnings",), "Exit with 1 if there are more warnings than this.", "number"),
    Option("Gate", ("--exit-zero",), "Exit with 0 even if there are findings.", "flag"),
)
"""How findings are printed, and which of them fail a run."""
FIXES = (
    Option(
        "Fixes", ("--unsafe-fixes",), "Also apply fixes that add medlint's own text to the article.", "flag"
    ),
    Option("Fixes", ("--interactive",), "Show each fix and ask before it is applied.", "flag"),
    Option("Fixes", ("--diff",), "Print what fixes would change, and change nothing.", "flag"),
    Option(
        "Fixes",
        ("--exit-non-zero-on-fix",),
        "Exit with 1 if a file was changed, even if nothing is left.",
        "flag",
    ),
)
CHECK = (
    Option("Fixes", ("--fix",), "Fix what can be fixed without changing the meaning.", "flag"),
    Option("Other", ("--show-settings",), "Print a file's settings and their origins.", "flag"),
)
"""What `check` can be told and `fix` cannot."""
