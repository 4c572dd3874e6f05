"""Makes docs/commands.md and the man pages from what click knows of the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from medlint import __version__
from medlint.cli.group import cli

NOTICE = "<!-- Made from the command line itself by docs/generate.py: change it in src/medlint/cli/. -->\n"
INTRODUCTION = """\
# Commands

`medlint COMMAND --help` prints what stands here. Options can also be given as variables of the environment:
`MEDLINT_FAIL_ON` is `--fail-on`. The command line takes precedence. A flag takes `1` or `0`, an option that
may be repeated takes its values separated by blanks. These have no variable: {unnamed}.

Exit codes: **0** nothing is wrong, **1** findings, **2** the job could not be done
([stability.md](stability.md) says more), **130** stopped by Ctrl-C.

`medlint completion` makes a shell complete all this: [completion.md](completion.md). The same pages exist for
`man`, under `share/man` of the environment that medlint is installed in.
"""
EXIT_STATUS = (
    ("0", "Nothing is wrong."),
    ("1", "Findings (`check`, `fix`)."),
    ("2", "The job could not be done: wrong usage or configuration, nothing to check, a crash."),
    ("130", "Stopped by Ctrl-C."),
)
FILES = (
    (
        "`.medlint.toml`, `medlint.toml`, `pyproject.toml` with a table `[tool.medlint]`",
        "The configuration: the nearest file holds, from the folder of the article upwards.",
    ),
    ("`medlint-baseline.json`", "The findings that are accepted, beside the configuration."),
)


class Value(NamedTuple):
    """An argument or an option: how it is written, what it does, and under which heading it stands."""

    names: tuple[str, ...]
    placeholder: str
    help: str
    group: str
    variable: str


class Page(NamedTuple):
    """A command: the group itself has no `arguments`."""

    name: str
    usage: str
    summary: str
    text: tuple[str, ...]
    arguments: tuple[Value, ...]
    options: tuple[Value, ...]


def pages() -> tuple[Page, ...]:
    """Return the group and then its commands, in the order of the help."""
    root = click.Context(cli, info_name="medlint", **cli.context_settings)
    commands = root.to_info_dict()["command"]["commands"]
    return (
        _page(cli, root, cli.to_info_dict(root)),
        *(_page_of_command(name, told, root) for name, told in commands.items() if not told["hidden"]),
    )


def _page_of_command(name: str, told: dict[str, Any], root: click.Context) -> Page:
    command = cli.get_command(root, name)
    assert command is not None
    return _page(
        command, click.Context(command, info_name=name, parent=root, **command.context_settings), told
    )


def _page(command: click.Command, context: click.Context, told: dict[str, Any]) -> Page:
    described = zip(command.get_params(context), told["params"], strict=True)
    values = [(entry["param_type_name"], _value(parameter, context, entry)) for parameter, entry in described]
    text = tuple(" ".join(part.split()) for part in (told["help"] or "").split("\n\n"))
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    return Page(
        context.command_path,
        usage,
        (told["short_help"] or text[0]).rstrip("."),
        text,
        tuple(value for kind, value in values if kind == "argument"),
        _grouped([value for kind, value in values if kind == "option"]),
    )


def _grouped(options: list[Value]) -> tuple[Value, ...]:
    """Sort options by the first appearance of their group, "Other" last, as the help does."""
    first = list(dict.fromkeys(value.group for value in options))
    return tuple(sorted(options, key=lambda value: (value.group == "Other", first.index(value.group))))


def _value(parameter: click.Parameter, context: click.Context, told: dict[str, Any]) -> Value:
    takes_nothing = told.get("is_flag") or told.get("count")
    placeholder = "" if takes_nothing else parameter.make_metavar(ctx=context)
    names = (*told["opts"], *told["secondary_opts"])
    if told["param_type_name"] == "argument":
        names = (placeholder,)
    by_variable = getattr(parameter, "allow_from_autoenv", False) and not told["envvar"]
    variable = f"MEDLINT_{told['name']}".upper() if by_variable else str(told["envvar"] or "")
    return Value(
        tuple(sorted(names, key=lambda name: not name.startswith("--"))),
        {"INTEGER RANGE": "NUMBER"}.get(placeholder, placeholder),
        _told(told["help"] or ""),
        getattr(parameter, "group", "Other"),
        "" if told["name"] in ("help", "version") else variable,
    )


def _told(text: str) -> str:
    """Return a help text with its default as a sentence."""
    said, bracket, default = " ".join(text.split()).partition(" [default: ")
    return f"{said} Default: `{default.rstrip(']')}`." if bracket else said


def commands_page() -> str:
    """Return docs/commands.md."""
    main, *commands = pages()
    parts = [NOTICE, INTRODUCTION.format(unnamed=_unnamed(main, commands))]
    parts += ["| Command | What it does |", "| --- | --- |"]
    parts += [f"| [`{page.name}`](#{page.name.replace(' ', '-')}) | {page.summary} |" for page in commands]
    parts.append(f"\n## medlint\n\n{_fenced(main.usage)}")
    parts += _tables(main)
    for page in commands:
        parts.append(f"## {page.name}\n\n{_fenced(page.usage)}")
        parts += [f"{paragraph}\n" for paragraph in page.text]
        parts += _alike(page, commands) or _tables(page)
    return "\n".join(parts).rstrip("\n") + "\n"


def _unnamed(main: Page, commands: list[Page]) -> str:
    """Return the options that no variable gives, and those that one gives for some commands only."""
    everywhere = {value.names[0] for value in main.options}
    without: dict[str, list[str]] = {}
    for page in commands:
        for value in page.options:
            if not value.variable and value.names[0] not in everywhere:
                without.setdefault(value.names[0], []).append(page.name)
    named = {value.names[0] for page in commands for value in page.options if value.variable}
    always = [f"`{name}`" for name in without if name not in named]
    sometimes = [
        f"`{name}` of {' and '.join(f'`{page}`' for page in pages)}"
        for name, pages in without.items()
        if name in named
    ]
    return ", ".join((*always, *sometimes))


def _alike(page: Page, commands: list[Page]) -> list[str]:
    """Return a line in place of tables that would say again what another command's say."""
    for other in commands[: commands.index(page)]:
        extra = [value.names[0] for value in other.options if value not in page.options]
        if page.arguments == other.arguments and set(page.options) < set(other.options):
            link = f"[`{other.name}`](#{other.name.replace(' ', '-')})"
            return [f"Arguments and options are those of {link}, without {_listed(extra)}.\n"]
    return []


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def _tables(page: Page) -> Iterator[str]:
    groups: dict[str, list[Value]] = {"Arguments": list(page.arguments)}
    for value in page.options:
        groups.setdefault(value.group, []).append(value)
    for name, values in groups.items():
        if not values:
            continue
        if len(groups) > 2:
            yield f"**{name}**\n"
        yield f"| {'Argument' if name == 'Arguments' else 'Option'} | What it does |"
        yield "| --- | --- |"
        for value in values:
            yield f"| {_written(value)} | {_cell(value.help)} |"
        yield ""


def _written(value: Value) -> str:
    names = [f"`{name}`" for name in value.names]
    if value.placeholder and value.names[0].startswith("-"):
        names[0] = f"`{value.names[0]} {value.placeholder}`"
    return _cell(", ".join(names))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def man_pages() -> Iterator[tuple[str, str]]:
    """Yield the name of each man page and its text, in the macros of man(7)."""
    main, *commands = pages()
    yield "medlint.1", "\n".join(_man(main, commands, commands))
    for page in commands:
        yield f"{page.name.replace(' ', '-')}.1", "\n".join(_man(page, [], [main, *commands]))


def _man(page: Page, commands: list[Page], related: list[Page]) -> Iterator[str]:
    name = page.name.replace(" ", "-")
    yield '.\\" Made from the command line itself by docs/generate.py: change it in src/medlint/cli/.'
    yield f'.TH "{_roff(name.upper())}" "1" "" "medlint {__version__}" "medlint"'
    yield f".SH NAME\n{_roff(name)} \\- {_roff(page.summary)}"
    first, _, rest = page.usage.removeprefix(page.name).strip().partition("\n")
    yield f".SH SYNOPSIS\n.B {_roff(page.name)}\n{_roff(first + rest)}"
    yield ".SH DESCRIPTION"
    yield "\n.PP\n".join(_roff(paragraph) for paragraph in page.text)
    if commands:
        yield ".SH COMMANDS"
        yield from _entries((f"`{other.name}`", other.summary + ".") for other in commands)
    if page.arguments:
        yield ".SH ARGUMENTS"
        yield from _entries((f"`{value.names[0]}`", value.help) for value in page.arguments)
    yield from _man_options(page)
    yield ".SH EXIT STATUS"
    yield from _entries((f"`{code}`", said) for code, said in EXIT_STATUS)
    variables = [(f"`{value.variable}`", value) for value in page.options if value.variable]
    if variables:
        yield ".SH ENVIRONMENT"
        yield from _entries((name, f"Stands for `{value.names[0]}`.") for name, value in variables)
    yield ".SH FILES"
    yield from _entries(FILES)
    yield ".SH SEE ALSO"
    others = [other.name.replace(" ", "-") for other in related if other is not page]
    yield ",\n".join(f".BR {_roff(other)} (1)" for other in others).replace(" (1),", " (1),") + "\n"


def _man_options(page: Page) -> Iterator[str]:
    yield ".SH OPTIONS"
    group = ""
    for value in page.options:
        if value.group != group and any(other.group != value.group for other in page.options):
            group = value.group
            yield f".SS {_roff(group)}"
        names = ", ".join(f"`{name}`" for name in value.names)
        yield from _entries([(f"{names} {value.placeholder}".rstrip(), value.help)])


def _entries(entries: Any) -> Iterator[str]:
    for term, said in entries:
        yield f".TP\n{_roff(term)}\n{_roff(said)}"


def _roff(text: str) -> str:
    """Return a text for roff: what is between back-ticks in bold, and nothing taken for a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    bold = re.sub(r"`([^`]*)`", r"\\fB\1\\fR", escaped)
    plain = "".join(letter if ord(letter) < 128 else f"\\[u{ord(letter):04X}]" for letter in bold)
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def folder() -> str:
    """Return where the man pages stand, from the root of the project."""
    return os.path.join("share", "man", "man1")
