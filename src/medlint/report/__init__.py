"""Reporters: pure generators from the reports of files to text, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint._records import NamedTuple
from medlint.finding import FileReport

FORMATS = ("full", "concise", "json")


class Options(NamedTuple):
    """How to print: `width` in columns; `links` where the terminal can follow them."""

    color: bool = False
    links: bool = False
    width: int = 80
    show_notes: bool = False
    ascii_only: bool = False
    fail_on: str = "error"


def render(output_format: str, reports: Iterable[FileReport], options: Options) -> Iterator[str]:
    """Yield the report as text; what is joined ends with a line end, or is empty."""
    if output_format == "json":
        from medlint.report import contract

        return contract.render(reports, options)
    if output_format == "concise":
        from medlint.report import concise

        return concise.render(reports, options)
    from medlint.report import full

    return full.render(reports, options)
