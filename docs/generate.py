"""Writes the pages that are made from something else: of rules, the configuration, the commands; man pages.

Run `python docs/generate.py`; with `--check` it writes nothing and exits 1 if a page is out of date.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import generate_accuracy as accuracy
import generate_commands as commands
import generate_precision as precision
import generate_rules as rules

from medlint._places import folder
from medlint.catalogue import profile, profile_names
from medlint.rule_page import fenced, toml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OWNED = ("docs/rules", "share/man/man1")
"""Folders that hold nothing but what is made here."""
NOTICE = "<!-- Made from {made_from} by docs/generate.py: change it there, not here. -->\n"
CONFIGURED = """\
profile = "strict"
ignore = ["MED903"]
fail-on = "warning"
require-reason = ["MED1"]       # an article may ignore these only with a reason
extend-exclude = ["drafts/", "legal/*.html"]

[severity]
tag-count = "warning"           # by name
MED2 = "error"                  # all codes that begin with MED2

[per-file-ignores]
"news/**" = ["reading-time-missing"]

[disclaimer]
components = ["medical_disclaimer", "MedicalDisclaimer"]   # {{< medical_disclaimer >}}, <MedicalDisclaimer />

[reading-time]
words-per-minute = 200

[metadata]
author = ["writtenBy"]
reading-time = ["mins"]

# [[schemas]]                   # a JSON Schema of the site's own
# files = ["guides/**"]
# schema = "schemas/guide.schema.json"

[[overrides]]
files = ["news/**", "!news/guides/**"]
fail-on = "error"
severity = { MED2 = "warning" }
reading-time = { count-images = false }
"""
EDITING = """\
## In an editor

`medlint schema config` prints the JSON Schema of this page. With it an editor completes keys, shows what
they do and marks mistakes while you type. Editors that read TOML with Taplo or Tombi find it through a
comment on the first line of `medlint.toml`:

```sh
medlint schema config > .medlint.schema.json
```

```toml
#:schema ./.medlint.schema.json
profile = "core"
```
"""
EXTENDING = """\
Rules about advice and claims rest on a judgement of words, and `nhs`, `us` and `strict` make errors of them:
[precision.md](precision.md#rules-to-read-with-care) says which were often wrong on pages that they had not
seen. `[severity]` makes a warning of one that fails builds wrongly.

## Building on another configuration

`extends = "../medlint.toml"` builds on another file, and `extends = ["house-style", "more.toml"]` on
several; where they differ, the later one takes precedence. A path is relative to the folder of the file
that names it and ends in `.toml`. Any other name is that of an installed Python package, or of its entry
point in the group `medlint.config`, which gives the path of a file or a mapping; the code of that package
is run. Nothing is extended unless it is named.

- Tables are merged key by key; a value or list replaces the one below it.
- What `select`, `extend-select`, `ignore` and `severity` say is judged file by file: a rule that the file
  below ignores stays ignored until this file selects it, and `MED1 = "error"` here takes precedence over
  `MED105 = "note"` below.
- Overrides add up. Those of the file below come first, and take precedence even over this file's settings
  for all files.
- Paths (`schemas`, `vocabulary`, `baseline`) are relative to the folder of the file that contains them;
  patterns of files are always relative to the folder of the topmost file.

## For some files only

`[[overrides]]` says what differs for the files that match its patterns. Where two match, the later one
takes precedence; tables are merged, so `[overrides.tags]` changes only the keys that it names.
`per-file-ignores` is the short form for switching rules off, and no override switches them back on.
Command-line options apply to all files.

`medlint check --show-settings FILE` prints the settings that apply to a file, with where each comes from:
another file, a profile, an override, an option. The output is itself a configuration and can be pasted.
"""


def main(arguments: list[str]) -> int:
    """Write all pages, or check that they are up to date; returns the exit code."""
    pages = dict(all_pages())
    stale = [name for name, text in pages.items() if read(os.path.join(ROOT, name)) != text]
    surplus = [name for folder in OWNED for name in files(folder) if name not in pages]
    if "--check" in arguments:
        for name in (*stale, *surplus):
            print(f"{name} is out of date; run `python docs/generate.py`")
        return 1 if stale or surplus else 0
    for name in stale:
        path = os.path.join(ROOT, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(pages[name])
        print(f"wrote {name}")
    for name in surplus:
        os.remove(os.path.join(ROOT, name))
        print(f"removed {name}")
    return 0


def all_pages() -> Iterator[tuple[str, str]]:
    """Yield the path of each page from the root of the project, and its text."""
    for name, text in rules.pages():
        yield f"docs/rules/{name}", text
    yield "docs/precision.md", precision.page()
    record = read(os.path.join(ROOT, "docs", "accuracy-record.md")) or ""
    for name in ("docs/accuracy.md", "docs/accuracy-record.md"):
        yield name, accuracy.filled(read(os.path.join(ROOT, name)) or "", record)
    with open(os.path.join(folder("schemas"), "config.schema.json"), encoding="utf-8") as stream:
        yield "docs/configuration.md", configuration_page(json.load(stream))
    yield "docs/commands.md", commands.commands_page()
    for name, text in commands.man_pages():
        yield f"share/man/man1/{name}", text


def files(folder: str) -> list[str]:
    """Return the paths of the files of a folder, from the root of the project."""
    path = os.path.join(ROOT, folder)
    return [f"{folder}/{name}" for name in sorted(os.listdir(path))] if os.path.isdir(path) else []


def read(path: str) -> str | None:
    """Return a page as it is, or None if there is none."""
    try:
        with open(path, encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def configuration_page(schema: Mapping[str, Any]) -> str:
    """Return the page of all keys of the configuration."""
    parts = [
        NOTICE.format(made_from="schemas/config.schema.json"),
        "# Configuration\n",
        f"{schema['description']}\n",
        "The nearest file applies: `.medlint.toml`, `medlint.toml`, or a `pyproject.toml` with a table",
        "`[tool.medlint]`, in the folder of the article or the nearest folder above it. Nothing is merged",
        "from files farther up. If there is none, `medlint/medlint.toml` in the user's settings folder",
        "applies. `medlint init` writes a commented file to start from. A mistake in a file ends the run",
        "with exit code 2 and is reported with its line and the nearest valid name.\n",
        "Command-line options take precedence: `--select`, `--extend-select`, `--ignore`, `--profile`,",
        "`--fail-on`, `--output-format`. `--isolated` uses no file; `--config FILE` names one, whose",
        "patterns and paths are then relative to the working folder. Each option also has an environment",
        "variable: `MEDLINT_FAIL_ON=warning`.\n",
        "## Example\n",
        fenced(CONFIGURED, "toml"),
        "[suppressing.md](suppressing.md) explains how an article ignores a finding, for how long and with",
        "which reason.\n",
        "## Profiles\n",
        "A profile is the set of rules to start from, with their severities. `medlint rules --profile nhs`",
        "lists the result.\n",
        *profile_table(),
        EXTENDING,
        EDITING,
        "## Keys\n",
    ]
    tables = {key: value for key, value in schema["properties"].items() if "properties" in value}
    plain = {key: value for key, value in schema["properties"].items() if key not in tables}
    parts += key_table(plain, schema)
    for name, table in tables.items():
        parts.append(f"## `[{name}]`\n\n{table['description']}\n")
        parts += key_table(table["properties"], schema)
    for name, table in schema["properties"].items():
        if "properties" in table.get("items", {}):
            parts.append(f"## `[[{name}]]`\n\n{table['description']}\n")
            parts += key_table(table["items"]["properties"], schema)
    return "\n".join(parts)


def profile_table() -> Iterator[str]:
    """Yield the lines of a table of the profiles, the one that holds by default first."""
    yield "| Profile | What it is | More rules | Readers |"
    yield "| --- | --- | --- | --- |"
    for name in sorted(profile_names(), key=lambda name: (name != "core", name)):
        data = profile(name)
        more = len(data.get("extend-select", ())) or ""
        yield f"| `{name}` | {rules.cell(data['description'])} | {more} | {data.get('locale', '')} |"
    yield ""


def key_table(properties: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a table of keys."""
    yield "| Key | Value | Default | What it decides |"
    yield "| --- | --- | --- | --- |"
    for key, entry in properties.items():
        default = rules.cell(f"`{toml(entry['default'])}`") if "default" in entry else ""
        described = rules.cell(entry.get("description", ""))
        yield f"| `{key}` | {kind_of(entry, schema)} | {default} | {described} |"
    yield ""


def kind_of(entry: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return what a key takes, in words."""
    while "$ref" in entry:
        found: Any = schema
        for step in entry["$ref"].split("/")[1:]:
            found = found[step]
        entry = found
    if "enum" in entry:
        return rules.cell(", ".join(f"`{value}`" if value else "empty" for value in entry["enum"]))
    names = {
        "string": "text",
        "array": "list",
        "object": "table",
        "integer": "number",
        "boolean": "true or false",
    }
    kinds = entry.get("type", "")
    listed: list[str] = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(names.get(kind, kind) for kind in listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
