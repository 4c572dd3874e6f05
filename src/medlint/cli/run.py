"""A run of `check` or `fix`: from the paths to the reports, and from the reports to the exit code.

Reports pass one by one through filters (fixes, baseline, changed lines) to the outputs; none is held.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from medlint.cli.choices import Choices, Outcome
from medlint.cli.closing import summarize
from medlint.cli.console import Failure, put, say
from medlint.cli.contradictions import refuse_contradictions
from medlint.cli.parameters import find_config
from medlint.cli.showing import baseline_for, ends_in_a_block, most_of, options_of, shown_by
from medlint.cli.work import Work, lint, work_of

if TYPE_CHECKING:
    from medlint.baseline import Acceptance
    from medlint.changes import Changes
    from medlint.cli.ahead import Ahead
    from medlint.cli.ask import Asking
    from medlint.cli.kept import Kept
    from medlint.cli.showing import Shown
    from medlint.config import Config, Selection
    from medlint.discover import Found
    from medlint.finding import FileReport
    from medlint.report.summary import Tally


def run_given(paths: tuple[str, ...], given: dict[str, Any], *, color: bool) -> int:
    """Check as the command line says, and return the exit code; `given` is what its options say, by name.

    Raises:
        MisuseError: options cannot be meant together; nothing has been printed.
        ConfigError, Failure: the job cannot be done.
    """
    from medlint.config import Selection

    rest = dict(given)
    find = find_config(*map(rest.pop, ("config", "isolated", "profile", "today")))
    selection = Selection(*map(rest.pop, ("select", "extend_select", "ignore")))
    return run(paths or (".",), find, selection, Choices(**rest, color=color))


def run(paths: tuple[str, ...], find: Callable[[str], Config], given: Selection, choices: Choices) -> int:
    """Check and print; return the exit code."""
    refuse_contradictions(paths, choices)
    if choices.exclude:
        find = excluding(find, choices.exclude)
    ahead = _ahead(paths, find, given, choices)
    try:
        return _run(paths, find, given, choices, ahead)
    finally:
        if ahead is not None:
            ahead.end()


def _ahead(
    paths: tuple[str, ...], find: Callable[[str], Config], given: Selection, choices: Choices
) -> Ahead | None:
    """Look at what is stored, if the run is about one folder; None where that gains nothing."""
    if len(paths) != 1 or not os.path.isdir(paths[0]) or choices.no_cache or choices.show_settings:
        return None
    from medlint.cli.ahead import look_ahead

    return look_ahead(paths[0], find, given, choices)


def _run(
    paths: tuple[str, ...],
    find: Callable[[str], Config],
    given: Selection,
    choices: Choices,
    ahead: Ahead | None,
) -> int:
    outcome = Outcome(_asking(choices))
    changes = _changes(choices)
    found = _found(paths, find, choices, changes)
    if choices.show_settings:
        from medlint.cli import settings

        put(settings.shown(found, given))
        return 0
    for obstacle in found.obstacles:
        outcome.incomplete = True
        _complain(f"{obstacle.path}: {obstacle.message}")
    if choices.verbose:
        from medlint.cli.unmatched import unmatched

        for path in found.left_out:
            say(f"{path}: left out (--force-exclude)")
        for line in unmatched(found):
            say(line)
    if choices.show_files:
        put(_shown(found))
        return 2 if outcome.incomplete else 0
    if "-" in found.left_out and choices.fix and not choices.diff:
        from medlint.cli.mend import put_through

        put_through()
    home = find(os.path.dirname(choices.stdin_filename or "") or ".") if paths == ("-",) else find(".")
    if choices.output_file:
        _spare(found, home, choices)
    work = work_of(found, given, fail_on=choices.fail_on, verbose=choices.verbose > 0)
    acceptance = _acceptance(home, choices, paths if changes is None else ())
    shown = shown_by(home, choices, accepting=acceptance is not None)
    tally = _print(work, home, shown, changes, acceptance, choices, outcome, ahead)
    if not choices.quiet:
        if ends_in_a_block(shown, tally, choices):
            say("")
        summarize(tally, found, changes, outcome, choices, most_of(home, choices))
    return _exit_code(tally, home, choices, outcome)


def _found(
    paths: tuple[str, ...], find: Callable[[str], Config], choices: Choices, changes: Changes | None
) -> Found:
    """Return what is to be checked; stdin is left out as the file would be whose name it has."""
    from medlint.discover import Article, discover, is_excluded

    found = discover(
        (path for path in paths if path != "-"),
        find,
        force_exclude=choices.force_exclude,
        respect_gitignore=choices.respect_gitignore,
    )
    if "-" in paths:
        name = choices.stdin_filename or ""
        # Without a name nobody can tell where it would lie.
        text = Article(name, find(os.path.dirname(name) or "."), choices.force_exclude and name != "")
        if text.in_folder and is_excluded(name, text.config):
            found = found._replace(left_out=(*found.left_out, "-"))
        else:
            found = found._replace(stdin=text)
    return found if changes is None else _only_changed(found, changes)


def _spare(found: Found, home: Config, choices: Choices) -> None:
    """Refuse reports that would replace what the run reads."""
    from medlint.cli.spared import read_by, refuse

    accepted = baseline_for(home, choices)
    read = (*read_by(found, home), *((accepted,) if accepted else ()))
    refuse("report", (output.path for output in choices.output_file), read)


def _asking(choices: Choices) -> Asking | None:
    if not choices.interactive:
        return None
    from medlint.cli.ask import Asking

    return Asking(color=choices.color)


def _exit_code(tally: Tally, home: Config, choices: Choices, outcome: Outcome) -> int:
    if outcome.incomplete or outcome.mendings.failed:
        return 2
    most = most_of(home, choices)
    failing = any(tally.failing.values()) or (most is not None and tally.by_severity["warning"] > most)
    failing = failing or (choices.diff and outcome.mendings.shown > 0)
    failing = failing or (choices.exit_non_zero_on_fix and outcome.mendings.done > 0)
    return int(failing and not choices.exit_zero)


def excluding(find: Callable[[str], Config], patterns: tuple[str, ...]) -> Callable[[str], Config]:
    """Return `find` with what the command line excludes besides; one object a configuration, as before."""
    made: dict[str, Config] = {}

    def excluding(folder: str) -> Config:
        config = find(folder)
        if config.path not in made:
            made[config.path] = config._replace(extend_exclude=(*config.extend_exclude, *patterns))
        return made[config.path]

    return excluding


def _changes(choices: Choices) -> Changes | None:
    if not (choices.changed or choices.since):
        return None
    from medlint.changes import ChangesError, read_changes

    try:
        return read_changes(choices.since or "", lines=choices.changed_lines)
    except ChangesError as error:
        raise Failure(str(error)) from None


def _only_changed(found: Found, changes: Changes) -> Found:
    """Keep what changed; a folder in which nothing did is no obstacle, a file of another repository is."""
    from medlint.changes import is_outside
    from medlint.discover import Obstacle

    kept = tuple(article for article in found.articles if os.path.realpath(article.path) in changes.files)
    strange = next((article for article in found.articles if is_outside(changes, article.path)), None)
    if strange is not None:
        told = f"this is not in {changes.root}, which git was asked about; run medlint in its repository"
        found = found._replace(obstacles=(*found.obstacles, Obstacle(strange.path, told)))
    return found._replace(articles=kept)


def _acceptance(home: Config, choices: Choices, paths: tuple[str, ...]) -> Acceptance | None:
    """Return what the baseline accepts; `paths` are those that are checked in full."""
    path = baseline_for(home, choices)
    if not path:
        return None
    from medlint.baseline import BaselineError, read_baseline
    from medlint.discover import shown_path

    try:
        return read_baseline(shown_path(path), [path for path in paths if os.path.isdir(path)])
    except BaselineError as error:
        raise Failure(str(error)) from None


def _print(  # noqa: PLR0913, PLR0917 - the whole of a run meets here
    work: Work,
    home: Config,
    shown: Shown,
    changes: Changes | None,
    acceptance: Acceptance | None,
    choices: Choices,
    outcome: Outcome,
    ahead: Ahead | None,
) -> Tally:
    """Send the reports to the outputs while they come; return their numbers."""
    from medlint.cli.outputs import write
    from medlint.cli.progress import Progress
    from medlint.report.summary import Tally, statistics

    tally = Tally()
    progress = Progress(len(work.tasks), quiet=choices.quiet > 0 or choices.interactive)
    kept = _kept(work, home, shown, choices, ahead)
    if kept is not None and shown.alone:
        from medlint.cli.kept import put_kept

        for report in put_kept(kept, work, tally, progress, jobs=choices.jobs):
            outcome.incomplete = True
            _complain(f"{report.path}: {report.error}")
        return tally
    if kept is not None:
        made = kept.reports(jobs=choices.jobs)
    else:
        made = lint(work, shown.needs, jobs=choices.jobs, trace=choices.verbose > 0)
    reports = _mended(progress.over(made), work, choices, outcome)
    passing = _passing(_left(reports, work, changes, acceptance, choices), work, tally, choices, outcome)
    if acceptance is not None:
        passing = _with_stale(passing, acceptance, work, tally)
    # `fix -` prints the article; what is left to be said of it goes to stderr.
    on_stderr = choices.fix and not choices.diff and any(path == "-" for path, _ in work.tasks)
    if shown.outputs:
        options = options_of(home, work.plans, choices)
        write(passing, shown.outputs, options, stderr=on_stderr)
    else:
        for _ in passing:
            pass
    if shown.counts_only and choices.quiet < 2:
        put(statistics(tally))
    return tally


def _kept(work: Work, home: Config, shown: Shown, choices: Choices, ahead: Ahead | None) -> Kept | None:
    if choices.no_cache:
        return None
    from medlint.cli.kept import kept_of

    return kept_of(work, home, shown, choices, ahead)


def _mended(
    reports: Iterable[FileReport], work: Work, choices: Choices, outcome: Outcome
) -> Iterable[FileReport]:
    """Apply fixes, or print what they would change, where that is asked for."""
    if not (choices.diff or choices.fix):
        return reports
    from medlint.cli.mend import mend, show

    unsafe = choices.unsafe_fixes
    if choices.diff:
        return show(reports, work, outcome.mendings, unsafe=unsafe, color=choices.color)
    return mend(reports, work, outcome.mendings, unsafe=unsafe, asking=outcome.asking)


def _left(
    reports: Iterable[FileReport],
    work: Work,
    changes: Changes | None,
    acceptance: Acceptance | None,
    choices: Choices,
) -> Iterable[FileReport]:
    """Leave out what the baseline accepts, and what does not stand on changed lines if only they count."""
    if acceptance is not None:
        plans = (work.plans[index] for _, index in work.tasks)
        reports = map(acceptance.take, reports, plans)
    if choices.changed_lines and changes is not None:
        from medlint.changes import limit

        reports = map(partial(limit, changes), reports)
    return reports


def _passing(
    reports: Iterable[FileReport], work: Work, tally: Tally, choices: Choices, outcome: Outcome
) -> Iterator[FileReport]:
    """Count reports on their way to the outputs, and tell stderr of files that gave none."""
    for made, (_, index) in zip(reports, work.tasks, strict=True):
        report = made._replace(fail_on=work.fail_on[index])
        tally.add(report)
        if report.error:
            outcome.incomplete = True
            _complain(f"{report.path}: {report.error}")
        elif choices.verbose:
            say(f"{report.path}: {report.seconds * 1000:.1f} ms, {report.words:,} words, {report.format}")
        yield report


def _with_stale(
    reports: Iterable[FileReport], acceptance: Acceptance, work: Work, tally: Tally
) -> Iterator[FileReport]:
    """Add a report of the baseline itself at the end, if it accepts what is not there any more."""
    yield from reports
    report = acceptance.stale(work.plans[0]) if work.plans else None
    if report is not None:
        report = report._replace(fail_on=work.fail_on[0])
        tally.add(report)
        yield report


def _shown(found: Found) -> Iterator[str]:
    from medlint.report.screen import printable

    for article in found.articles:
        yield printable(article.path) + "\n"


def _complain(line: str) -> None:
    """Say what ends the run with 2, however quiet it is: nobody can mend a failure without a reason."""
    say(f"error: {line}")
