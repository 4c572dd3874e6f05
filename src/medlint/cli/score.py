"""`medlint score`: published quality scores of an article, with what each point rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from medlint.cli.console import Failure, put, refuse_useless_name, say, width
from medlint.cli.options import SETTINGS, Command, color_option, declared, format_option, offer
from medlint.cli.parameters import CONFIGURATION, STDIN_FILENAME, TODAY, find_config

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.finding import Item
    from medlint.scorecard import Scorecard

SCHEMA_VERSION = 1
_MOST = 100
_NAMES = 20


@click.command(cls=Command, context_settings=SETTINGS, short_help="Score articles by published criteria.")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.UNPROCESSED,
    shell_complete=offer("files"),
    help="Articles; `-` reads stdin.",
)
@format_option("text: for people; json: for programs.")
@declared((*CONFIGURATION, TODAY, STDIN_FILENAME))
@color_option
@click.pass_context
def score(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    ctx: click.Context,
    files: tuple[str, ...],
    output_format: str,
    config: str | None,
    isolated: bool,
    profile: str | None,
    today: str | None,
    stdin_filename: str | None,
) -> None:
    """Score articles: JAMA benchmarks, an estimate of QUEST, the disclaimer, tiers of care, reading grade.

    Scores compare and show where to begin. They are no verdict, and never change the exit code.
    """
    from medlint.cli.article import read_article
    from medlint.scorecard import scorecard

    refuse_useless_name(files, stdin_filename)
    find = find_config(config, isolated, profile, today)
    cards: list[tuple[Document, Scorecard | None]] = []
    failed = False
    for file in files:
        try:
            document, settings = read_article(file, find, stdin_filename)
        except Failure as error:
            failed = True
            say(f"error: {error}")
            continue
        cards.append((document, scorecard(document, settings)))
    if output_format == "json":
        import json

        from medlint.report.contract import carried

        data = {"schema_version": SCHEMA_VERSION, "articles": [data_of(*card) for card in cards]}
        put((json.dumps(carried(data), indent=2), "\n"))
    else:
        columns = min(max(width(), 40), _MOST)
        put(line + "\n" for line in _lines(cards, columns, color=bool(ctx.color)))
    if failed:
        ctx.exit(2)


def data_of(document: Document, card: Scorecard | None) -> dict[str, Any]:
    """Return a scorecard as plain data, as docs/scorecard.md describes it."""
    data: dict[str, Any] = {"path": document.source.path, "language": document.language}
    if card is None:
        return {**data, "scores": None, "reading_grade": None}
    return {
        **data,
        "scores": {
            score.name: {
                "points": _plain(score.points),
                "of": score.of,
                "items": [
                    {**item._asdict(), "points": _plain(item.points), "line": item.line or None}
                    for item in score.items
                ],
            }
            for score in card.scores
        },
        "reading_grade": card.grade
        and {
            "grade": round(card.grade.grade, 1),
            "flesch_kincaid": round(card.grade.flesch_kincaid, 1),
            "smog": round(card.grade.smog, 1),
            **card.grade._asdict(),
        },
    }


def _plain(points: float) -> float:
    return int(points) if points == int(points) else points


def _lines(cards: list[tuple[Document, Scorecard | None]], columns: int, *, color: bool) -> Iterator[str]:
    from medlint.report.screen import paint, printable
    from medlint.report.summary import spoken

    for index, (document, card) in enumerate(cards):
        if index:
            yield ""
        yield paint(printable(document.source.path), "bold", color)
        if card is None:
            yield f"  Not scored: the wording of {spoken(document.language)} is not judged."
            continue
        for score in card.scores:
            yield ""
            yield f"  {paint(f'{score.title}: {_number(score.points)} of {score.of}', 'bold', color)}"
            for item in score.items:
                yield from _item(item, columns)
        yield ""
        if card.grade is None:
            yield "  Reading grade: the text is too short to be graded"
        else:
            grades = f"Flesch-Kincaid {card.grade.flesch_kincaid:.1f}, SMOG {card.grade.smog:.1f}"
            yield f"  {paint(f'Reading grade: {card.grade.grade:.1f}', 'bold', color)} ({grades})"


def _item(item: Item, columns: int) -> Iterator[str]:
    from medlint.report.screen import printable, wrap

    place = f"line {item.line}: " if item.line else ""
    head = f"    {item.name:<{_NAMES}}{_number(item.points):>3} of {item.of}  "
    first, *more = wrap(printable(place + item.said), max(columns - len(head), 20)) or [""]
    yield (head + first).rstrip()
    for line in more:
        yield " " * len(head) + line


def _number(points: float) -> str:
    return f"{points:g}"
