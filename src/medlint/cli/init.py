"""`medlint init`: writes a configuration that explains itself."""

from __future__ import annotations

import os

import click

from medlint.cli.console import Failure, say
from medlint.cli.options import SETTINGS, color_option, offer

TEMPLATE = """\
# medlint: how the articles of this folder are checked.
# Everything here is optional; a line that starts with # shows a default or an example.
# `medlint rules` lists the rules, `medlint explain MED105` explains one.

# A configuration to build on: a path, the name of an installed package, or a list of both.
# extends = "../medlint.toml"

# The rules to start from: "core" (what every health article owes its readers), "strict",
# "nhs" (for readers in the UK) or "us".
profile = "core"

# Which rules run: codes, names, beginnings of codes ("MED3"), categories, or "ALL".
# select = ["MED1", "MED2"]
# extend-select = ["MED1"]
# ignore = ["MED9"]

# The lowest severity that fails the check: "error", "warning", "note" or "never".
fail-on = "error"
# max-warnings = 50

# Rules that an article may ignore only with a reason, and the file of accepted findings.
# require-reason = ["MED1"]
# baseline = "medlint-baseline.json"

# How findings are printed: "full", "concise", "json", "sarif" ("medlint check --help" names all).
# output-format = "full"

# Which files are articles, and what to leave out besides what git ignores.
# include = ["*.md", "*.markdown", "*.mdx", "*.html", "*.htm", "*.txt"]
# extend-exclude = ["drafts/", "legal/*.html"]
# respect-gitignore = true
# max-file-size = 10000000

# Where the readers are, and the language of articles that do not say it.
# locale = "en-GB"
# language = "en"

# The date that counts as today, for checks that can be repeated.
# today = "2026-11-23"

# Roles of sections in the order that the rule section-order wants, if it is switched on.
# section-order = ["disclaimer", "professional-help", "conclusion", "references"]

# Findings that rest on a guess are warnings at most.
# guesses-count = false

# How much a rule weighs: "error", "warning" or "note".
[severity]
# disclaimer-missing = "error"
# MED2 = "warning"

# Rules that do not count in some files.
[per-file-ignores]
# "news/**" = ["MED1"]

[disclaimer]
# A disclaimer in the site's footer counts; a link to a disclaimer page does not.
# allow-footer = true
# allow-linked = false
# Shortcodes, includes, components or front-matter keys that print the disclaimer.
# components = ["medical_disclaimer"]
# What it must say besides "this is no medical advice" and "ask a professional".
# require = ["emergency"]
# What `medlint fix --unsafe-fixes` adds where there is no disclaimer.
# text = "This article is general information and does not replace medical advice. Ask your doctor."
# heading = "Medical disclaimer"

[reading-time]
# The site's own reading speed; without it every speed that mainstream tools use is right.
# words-per-minute = 200
# slowest = 189
# fastest = 265
# slowest-reader = 175
# fastest-reader = 300
# count-headings = true
# count-disclaimer = true
# count-images = true

[doses]
# Authorities disagree: "space" is 10 mg, "none" 10mg; "mcg", or "microgram" in full.
# spacing = "space"
# microgram = "mcg"

[readability]
# School grades: above grade there is a note, above hard a warning; what the help section may have.
# grade = 9
# hard = 13
# help-section = 8
# exempt-topic = false
# Words in a sentence and sentences in a paragraph (NHS: 20 and 3).
# sentence-words = 25
# paragraph-sentences = 5
# Terms that your readers know, which are not counted as hard words.
# allow-terms = ["lumbar"]

[tags]
# The tags that are allowed: a list, a table, or the path of a .yaml, .json, .toml or .txt file.
# vocabulary = ["back-pain", "exercise", "sleep"]
# brands = ["Our Clinic"]
# minimum = 3
# maximum = 8

[review]
# Months after which a review is old: up to fine nothing, beyond warn a warning, beyond withdraw take it down.
# fine = 24
# warn = 36
# withdraw = 60

# How the site spells its front matter.
[metadata]
# author = ["writtenBy"]
# reading-time = ["mins"]

# JSON Schemas of the site's own.
# [[schemas]]
# files = ["guides/**"]
# schema = "schemas/guide.schema.json"

# What holds only for some files; a later one lies on top.
# [[overrides]]
# files = ["news/**"]
# ignore = ["reading-time-missing"]
# fail-on = "warning"
"""


@click.command(context_settings=SETTINGS, short_help="Write a commented configuration.")
@click.argument(
    "folder", default=".", shell_complete=offer("folders"), help="Where to write medlint.toml.  [default: .]"
)
@color_option
def init(folder: str) -> None:
    """Write medlint.toml, in which every setting is explained. One that is there stays as it is."""
    for name in (".medlint.toml", "medlint.toml"):
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            raise Failure(f"{path} already exists; it has not been changed")
    path = os.path.join(folder, "medlint.toml")
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as stream:
            stream.write(TEMPLATE)
    except OSError as error:
        raise Failure(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None
    say(f"Wrote {path}.")
