"""`medlint baseline`: accepts today's findings, so that `medlint check` reports only new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from medlint._records import NamedTuple
from medlint.cli.console import Failure, say
from medlint.cli.options import SETTINGS, GroupedCommand, color_option, declared, offer, option
from medlint.cli.parameters import CONFIGURATION, JOBS, TODAY, WALK, find_config, selectors

if TYPE_CHECKING:
    from medlint.baseline import Acceptance, Entry
    from medlint.cli.work import Work
    from medlint.config import Config
    from medlint.discover import Found
    from medlint.finding import FileReport


class _Taken(NamedTuple):
    """What the articles came to: entries for what is not accepted yet, and what no baseline accepts."""

    articles: int
    new: list[Entry]
    refused: int
    failed: int


@click.command(cls=GroupedCommand, context_settings=SETTINGS, short_help="Accept today's findings.")
@click.argument(
    "paths", nargs=-1, type=click.UNPROCESSED, shell_complete=offer("files"), help="Files and folders."
)
@option(
    "Baseline",
    "--baseline",
    "-o",
    metavar="FILE",
    shell_complete=offer("files"),
    help="The file to write, not medlint-baseline.json.",
)
@option(
    "Baseline",
    "--update",
    is_flag=True,
    allow_from_autoenv=False,
    help="Remove entries whose finding is gone.",
)
@option(
    "Baseline",
    "--add",
    is_flag=True,
    allow_from_autoenv=False,
    help="With --update: also accept new findings.",
)
@option(
    "Baseline",
    "--force",
    is_flag=True,
    allow_from_autoenv=False,
    help="Write the file afresh, whatever is in it.",
)
@declared(
    (
        selectors(
            "--select", "Accept findings of these rules: codes, names, beginnings of codes, categories, ALL."
        ),
        selectors("--extend-select", "Also accept findings of these rules."),
        selectors("--ignore", "Do not accept findings of these rules."),
        *CONFIGURATION,
        TODAY,
        *WALK,
        JOBS,
    )
)
@color_option
@click.pass_context
def baseline(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Write today's findings to medlint-baseline.json; `medlint check` then reports only new ones.

    Errors and warnings are accepted; notes only if the configuration lets them fail a check. A file that
    is there stays as it is, unless --update or --force is given.
    """
    from medlint.baseline import home_of, written
    from medlint.config import Selection
    from medlint.discover import shown_path

    if "-" in paths:
        raise click.UsageError("a baseline accepts findings of files: leave out `-`.")
    if given["add"] and not given["update"]:
        raise click.UsageError("`--add` needs `--update`.")
    if given["update"] and given["force"]:
        raise click.UsageError("`--update` and `--force` contradict each other.")
    paths = paths or (".",)
    find = find_config(given["config"], given["isolated"], given["profile"], given["today"])
    selection = Selection(given["select"], given["extend_select"], given["ignore"])
    home = find(".")
    path = shown_path(_path(home, given["baseline"]))
    found = _found(paths, find, given)
    from medlint.cli.spared import read_by, refuse
    from medlint.cli.work import work_of

    refuse("baseline", (path,), read_by(found, home))
    accepted = _accepted(path, paths, update=given["update"], force=given["force"])
    work = work_of(found, selection)
    taken = _lint(work, accepted, home_of(path), given["jobs"])
    if found.obstacles or taken.failed or not taken.articles:
        say("Nothing was written." if taken.articles else "Nothing was checked, and nothing was written.")
        ctx.exit(2)
    lasting = accepted.lasting(work.plans[0]) if accepted else []
    added = taken.new if accepted is None or given["add"] else []
    changed = _write(path, written((*lasting, *added)))
    if accepted is None:
        option = f" --baseline {path}" if given["baseline"] else ""
        say(_wrote(path, added, f"medlint check{option}"))
    elif changed:
        say(_updated(path, accepted, lasting, added))
    else:
        say(f"{path} is up to date: {_accepts(len(lasting))}.")
    for line in _left(taken, added):
        say(line)


def _left(taken: _Taken, added: list[Entry]) -> Iterator[str]:
    """Yield what is to be said of findings that are not accepted."""
    from medlint.baseline import NEVER_ACCEPTED
    from medlint.report.screen import count

    if taken.new and not added:
        number, them = count(len(taken.new), "new finding"), "it" if len(taken.new) == 1 else "them"
        yield f"{number} not accepted: fix {them}, or accept {them} with `--update --add`."
    if taken.refused:
        number, them = count(taken.refused, "finding"), "it" if taken.refused == 1 else "them"
        yield f"{number} that no baseline accepts ({', '.join(sorted(NEVER_ACCEPTED))}): fix {them}."


def _path(home: Config, given: str | None) -> str:
    from medlint.config import baseline_of

    return given or baseline_of(home)


def _accepted(path: str, paths: tuple[str, ...], *, update: bool, force: bool) -> Acceptance | None:
    """Return what the file accepts that is to be updated, None if it is to be written anew."""
    from medlint.baseline import BaselineError, read_baseline

    there = os.path.lexists(path) and not _is_device(path)
    if update and not there:
        raise Failure(
            f"{path}: there is no baseline to update; `medlint baseline` without `--update` writes one"
        )
    if there and not (update or force):
        raise Failure(
            f"{path} already exists; `--update` removes what is fixed, `--update --add` accepts what is "
            "new too, `--force` writes it afresh"
        )
    if not update:
        return None
    try:
        return read_baseline(path, [path for path in paths if os.path.isdir(path)])
    except BaselineError as error:
        raise Failure(str(error)) from None


def _found(paths: tuple[str, ...], find: Any, given: dict[str, Any]) -> Found:
    from medlint.cli.run import excluding
    from medlint.discover import discover

    found = discover(
        paths,
        excluding(find, given["exclude"]) if given["exclude"] else find,
        force_exclude=given["force_exclude"],
        respect_gitignore=given["respect_gitignore"],
    )
    for obstacle in found.obstacles:
        say(f"error: {obstacle.path}: {obstacle.message}")
    return found


def _lint(work: Work, accepted: Acceptance | None, folder: str, jobs: int) -> _Taken:
    from medlint.baseline import entries_of
    from medlint.cli.work import lint
    from medlint.finding import Wanted

    articles = refused = failed = 0
    new: list[Entry] = []
    for report, (_, index) in zip(lint(work, Wanted(), jobs=jobs), work.tasks, strict=True):
        articles += 1
        if report.error:
            failed += 1
            say(f"error: {report.path}: {report.error}")
            continue
        left = accepted.take(report, work.plans[index]) if accepted else report
        left = _weighty(left, notes=work.fail_on[index] == "note")
        entries = list(entries_of(left, folder))
        refused += len(left.findings) - len(entries)
        new += entries
    return _Taken(articles, new, refused, failed)


def _weighty(report: FileReport, *, notes: bool) -> FileReport:
    """Leave out notes, which are not told unless asked for, where they fail no check."""
    if notes:
        return report
    return report._replace(findings=tuple(f for f in report.findings if f.severity != "note"))


def _accepts(number: int) -> str:
    from medlint.report.screen import count

    return f"{count(number, 'finding')} accepted" if number else "it accepts nothing"


def _wrote(path: str, entries: list[Entry], command: str) -> str:
    from medlint.report.screen import count

    if not entries:
        return f"Wrote {path}: there was nothing to accept."
    articles = count(len({entry.path for entry in entries}), "article")
    told = f"Wrote {path}: {_accepts(len(entries))} in {articles}."
    return f"{told} Commit it; `{command}` now reports only new findings."


def _updated(path: str, before: Acceptance, lasting: list[Entry], added: list[Entry]) -> str:
    from medlint.report.screen import count

    gone = len(before.entries) - len(lasting)
    known = {entry.path for entry in before.entries}
    moved = sum(entry.path not in known for entry in lasting)
    did = [f"{count(gone, 'entry', 'entries')} removed"] if gone else []
    did += [f"{count(moved, 'entry', 'entries')} moved with the file"] if moved else []
    did += [f"{count(len(added), 'finding')} added"] if added else []
    number = len(lasting) + len(added)
    last = f"{_accepts(number)}." if number else "it no longer accepts anything and can be deleted."
    return f"Updated {path}: {', '.join(did) or 'put in order'}; {last}"


def _is_device(path: str) -> bool:
    """Tell whether a path is a device or a pipe: it keeps nothing that could be lost, or updated."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _write(path: str, data: bytes) -> bool:
    """Put a file in the place of what is there, in one step; tell whether that changed it.

    A device is written to: to replace `/dev/null` with a file is what root could do.
    """
    from medlint._files import replace

    target = os.path.realpath(path)
    try:
        if _is_device(path):
            with open(path, "wb") as device:
                device.write(data)
            return True
        if os.path.isfile(target):
            with open(target, "rb") as stream:
                if stream.read() == data:
                    return False
        os.makedirs(os.path.dirname(target), exist_ok=True)
        replace(target, (data,))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(f"{path}: the baseline cannot be written: {reason}") from None
    return True
