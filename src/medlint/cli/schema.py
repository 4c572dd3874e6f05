"""`medlint schema`: the JSON Schemas of what medlint reads and writes."""

from __future__ import annotations

import os

import click

from medlint.cli.console import put
from medlint.cli.options import SETTINGS, color_option

NAMES = ("config", "report", "article", "baseline")


@click.command(context_settings=SETTINGS, short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(NAMES), help="What the schema describes.")
@color_option
def schema(name: str) -> None:
    """Print the JSON Schema of the configuration, a JSON report, an article, or the baseline.

    An editor that is given the one of the configuration completes and checks medlint.toml.
    """
    from medlint._places import folder

    with open(os.path.join(folder("schemas"), f"{name}.schema.json"), encoding="utf-8") as stream:
        put(stream)
