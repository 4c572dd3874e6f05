"""`medlint explain` and `medlint rules`: what medlint checks, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import click

from medlint.cli.console import Failure, put, width
from medlint.cli.options import SETTINGS, Command, color_option, declared, format_option, offer
from medlint.cli.parameters import CONFIGURATION, find_config, split

if TYPE_CHECKING:
    from medlint.config import Config
    from medlint.rule import Example, Message, Rule


@click.command(cls=Command, context_settings=SETTINGS, short_help="Explain a rule.")
@click.argument("rule", shell_complete=offer("rules"), help="A code or a name.")
@color_option
@click.pass_context
def explain(ctx: click.Context, rule: str) -> None:
    """Explain a rule: what it finds, why, whose standard it is, examples, and how to configure it."""
    from medlint.catalogue import builtin

    found = builtin().find(rule.strip())
    if found is None:
        raise Failure(_unknown(rule.strip()))
    put(line + "\n" for line in explanation(found, min(width(), 80), color=bool(ctx.color)))


def _unknown(name: str) -> str:
    from medlint.catalogue import UnknownRuleError, builtin

    try:
        codes = sorted(builtin().select(name))
    except UnknownRuleError as error:
        alike = [rule.name for rule in builtin() if name.lower() in rule.name.split("-")]
        if alike:
            return f'no rule is called "{name}"; it is a part of these names: {", ".join(alike)}'
        return f'no rule is called "{name}"{error.instead}'
    return f'"{name}" stands for {len(codes)} rules; name one of {", ".join(codes)}'


def explanation(rule: Rule, columns: int, *, color: bool) -> Iterator[str]:
    """Yield the lines of the page about a rule, at most `columns` wide but for examples and addresses."""
    from medlint.finding import listed
    from medlint.report.screen import paint, wrap
    from medlint.report.summary import spoken

    def paragraphs(text: str, indent: str = "") -> Iterator[str]:
        for paragraph in text.split("\n\n"):
            for line in wrap(paragraph, columns - len(indent)):
                yield indent + line
            yield ""

    yield paint(f"{rule.id} {rule.name}", "bold", color)
    yield from wrap(rule.summary, columns)
    yield ""
    yield from wrap(f"Severity: {_severity(rule)}. Category: {rule.category}. Since {rule.since}.", columns)
    if rule.languages:
        judged = listed([*map(spoken, rule.languages)])
        yield from wrap(f"Reads wording, so it judges articles in {judged} only.", columns)
    yield ""
    yield paint("Why", "bold", color)
    yield from paragraphs(rule.why, "  ")
    yield paint("What it says", "bold", color)
    for told, messages in groupby(rule.messages.values(), _what_to_do):
        for message in messages:
            text = _spelt(message.text) + (f" ({message.severity})" if message.severity else "")
            yield from (f"  {line}" for line in wrap(text, columns - 2))
        yield from (f"    {line}" for what in told for line in wrap(what, columns - 4))
    yield ""
    shown = [example for example in rule.examples if example.shown]
    for title, wanted in (("Wrong", True), ("Right", False)):
        for example in shown:
            if (example.at is not None) is wanted:
                yield paint(title, "bold", color)
                yield from _example(example, columns)
                yield ""
    if rule.sources:
        yield paint("Sources", "bold", color)
    for source in rule.sources:
        yield from (f"  {line}" for line in wrap(source.title, columns - 2))
        if source.url:
            yield f"  {source.url}"
    if rule.sources:
        yield ""
    yield from _how_to_change(rule, columns, color=color)


def _what_to_do(message: Message) -> list[str]:
    """Return what a message asks for, and what it does instead in articles of some formats."""
    from medlint.rule_page import FORMATS

    hint = _spelt(message.hint)
    told = (f"In {FORMATS[name]}: {_spelt(other)}" for name, other in message.hints.items())
    return [*([f"Do: {hint}"] if hint else ()), *told]


def _how_to_change(rule: Rule, columns: int, *, color: bool) -> Iterator[str]:
    """Yield what to write to configure the rule, or to ignore it in one article."""
    from medlint.config import finder
    from medlint.finding import listed
    from medlint.report.screen import paint, wrap
    from medlint.rule_page import NEVER_IGNORED

    on = rule.id in _weights(finder(isolated=True)("."), in_folder=True)
    yield paint("Configure, in medlint.toml", "bold", color)
    yield f'  ignore = ["{rule.id}"]' if on else f'  extend-select = ["{rule.id}"]'
    yield f'  severity = {{ {rule.id} = "{"warning" if rule.severity == "error" else "error"}" }}'
    if keys := _keys(rule):
        yield from (
            f"  # {line}" for line in wrap(f"Other settings that change it: {listed(keys)}.", columns - 4)
        )
    if rule.kind == "baseline":
        return
    yield ""
    if rule.id in NEVER_IGNORED:
        yield from wrap(NEVER_IGNORED[rule.id], columns)
        return
    yield paint("Ignore in an article: the next block, or the whole file", "bold", color)
    yield f"  <!-- medlint: ignore[{rule.id}] why it may stay -->"
    yield f"  <!-- medlint: file-ignore[{rule.id}] why it may stay -->"


def _keys(rule: Rule) -> list[str]:
    """Return the keys of the configuration that change what the rule finds, as its examples set them."""
    found: set[str] = set()
    for example in rule.examples:
        for key, value in example.settings.items():
            found.update((f"{key}.{member}" for member in value) if isinstance(value, Mapping) else (key,))
    # The day is set for tests, and anybody can ask for reasons.
    return sorted(found - {"today", "require-reason"})


def _example(example: Example, columns: int) -> Iterator[str]:
    from medlint.report.screen import printable, wrap

    if example.note:
        yield from (f"  {line}" for line in wrap(example.note, columns - 2))
    for line in example.text.rstrip("\n").split("\n"):
        yield f"    | {printable(line)}".rstrip()
    if example.at:
        first = example.at.split("\n")[0]
        yield from (f"  {line}" for line in wrap(f"found: {first}", columns - 2))


def _spelt(text: str) -> str:
    """Return a message in which `<value>` is seen to stand for a value."""
    from medlint.rule_page import code

    return code(text.replace("{hint}", ""), "<{}>")


def _severity(rule: Rule) -> str:
    """Return the severity, by profile where they differ: `warning (core, nhs), error (strict)`."""
    from medlint.catalogue import profile_names
    from medlint.config import finder

    told: dict[str, list[str]] = {}
    for name in profile_names():
        config = finder(isolated=True, profile=name)(".")
        weight = _weights(config).get(rule.id)
        in_folders = None if weight else _weights(config, in_folder=True).get(rule.id)
        said = f"{in_folders} (only for files found in folders)" if in_folders else "off"
        told.setdefault(weight or said, []).append(name)
    if len(told) == 1:
        return f"{next(iter(told))} in all profiles"
    return ", ".join(f"{severity} ({', '.join(names)})" for severity, names in told.items())


def _weights(config: Config, *, in_folder: bool = False) -> dict[str, str]:
    """Return the severity of each rule that a configuration turns on, or turns on for files of folders."""
    from medlint.catalogue import builtin
    from medlint.config import plan_of
    from medlint.discover import gathered

    plan = plan_of(gathered(config) if in_folder else config, builtin())
    return {step.rule.id: step.severity or step.rule.severity for step in plan.steps}


@click.command(cls=Command, context_settings=SETTINGS, short_help="List the rules.")
@click.argument(
    "selectors",
    nargs=-1,
    metavar="[RULES]...",
    shell_complete=offer("selectors"),
    help="Codes, names, beginnings of codes or categories; without any, all rules.",
)
@format_option("text: a table; json: for programs.")
@declared(CONFIGURATION)
@color_option
@click.pass_context
def rules(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    ctx: click.Context,
    selectors: tuple[str, ...],
    output_format: str,
    config: str | None,
    isolated: bool,
    profile: str | None,
) -> None:
    """List rules: code, name, severity, whether the configuration here turns it on, and what it finds.

    A rule marked "folders" is on for files that were found in a folder, and not named.
    """
    found = find_config(config, isolated, profile)(".")
    listed = _selected(split(selectors))
    running, in_folders = _weights(found), _weights(found, in_folder=True)
    if output_format == "json":
        import json

        rows = [_row(rule, running, in_folders) for rule in listed]
        put((json.dumps({"schema_version": 1, "rules": rows}, indent=2), "\n"))
        return
    columns = min(width(), 120)
    put(line + "\n" for line in table(listed, running, in_folders, columns, color=bool(ctx.color)))


def _selected(selectors: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that selectors name together, in the order of their codes; all without any."""
    from medlint.catalogue import UnknownRuleError, builtin

    codes: set[str] = set()
    for selector in selectors:
        try:
            codes |= builtin().select(selector)
        except UnknownRuleError as error:
            raise Failure(error.said) from None
    return tuple(rule for rule in builtin() if not selectors or rule.id in codes)


def _row(rule: Rule, running: Mapping[str, str], in_folders: Mapping[str, str]) -> dict[str, object]:
    return {
        "code": rule.id,
        "name": rule.name,
        "category": rule.category,
        "severity": in_folders.get(rule.id, rule.severity),
        "enabled": rule.id in running,
        "enabled_in_folders": rule.id in in_folders,
        "summary": rule.summary,
        "languages": list(rule.languages),
        "since": rule.since,
        "url": rule.url or None,
    }


def table(
    rules: tuple[Rule, ...],
    running: Mapping[str, str],
    in_folders: Mapping[str, str],
    columns: int,
    *,
    color: bool,
) -> Iterator[str]:
    """Yield a line a rule, with its summary wrapped, and a last line that counts."""
    from medlint.report.screen import count, paint, wrap

    wide = max((len(rule.name) for rule in rules), default=0)
    indent = 6 + 2 + wide + 2 + 7 + 2 + 7 + 2
    for rule in rules:
        severity = in_folders.get(rule.id, rule.severity)
        on = "on" if rule.id in running else "folders" if rule.id in in_folders else "off"
        lines = wrap(rule.summary, max(columns - indent, 24))
        kind = paint(severity, severity, color and on != "off")
        yield f"{rule.id}  {rule.name:<{wide}}  {kind}{' ' * (7 - len(severity))}  {on:<7}  {lines[0]}"
        for line in lines[1:]:
            yield " " * indent + line
    on_here = sum(rule.id in running for rule in rules)
    more = sum(rule.id in in_folders for rule in rules) - on_here
    only = f", {more} in folders only" if more else ""
    yield f"{count(len(rules), 'rule')}, {on_here} on{only}. `medlint explain CODE` says more."
