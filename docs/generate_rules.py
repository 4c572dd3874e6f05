"""Makes docs/rules/: the table of all rules, and a page for each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from itertools import groupby
from tempfile import TemporaryDirectory

import generate_precision as precision
import readings
from readings import Pool, Reading
from weights import FIRST, profiles, weight

from medlint.catalogue import builtin, profile
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.report.summary import spoken
from medlint.rule import Example, Message, Rule
from medlint.rule_page import code, examples, leave_out, says, sources, toml

NOTICE = "<!-- Made from {made_from} by docs/generate.py: change it there, not here. -->\n"


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name of each page and its text."""
    rules = builtin().rules
    known, pools = tuple(readings.readings()), readings.pools()
    yield "README.md", index_page(rules)
    for rule in rules:
        yield f"{rule.name}.md", rule_page(rule, tuple(row for row in known if row.rule == rule.id), pools)


def index_page(rules: tuple[Rule, ...]) -> str:
    """Return the table of all rules, by category."""
    columns = " | ".join(f"`{name}`" for name in profiles())
    parts = [
        NOTICE.format(made_from="rules/"),
        "# Rules\n",
        f"What each rule weighs in each profile; `{FIRST}` holds unless another is named. Notes are shown",
        "with `--show-notes`. A rule that is *off* runs only if it is selected; one with *in folders* runs",
        "on files that were found in a folder, and not named. `medlint explain CODE` prints a rule's page.\n",
        "| Profile | What it is |",
        "| --- | --- |",
        *(f"| `{name}` | {cell(str(profile(name).get('description', '')))} |" for name in profiles()),
        "",
    ]
    first = {rule.category: rule.id for rule in reversed(rules)}
    ordered = sorted(rules, key=lambda rule: (first[rule.category], rule.id))
    for category, members in groupby(ordered, key=lambda rule: rule.category):
        parts.append(f"## {category.replace('-', ' ').capitalize()}\n")
        parts.append(f"| Code | Name | What it finds | {columns} |")
        parts.append("| --- | --- | --- |" + " --- |" * len(profiles()))
        for rule in members:
            name = f"[{rule.name}]({rule.name}.md)"
            weights = " | ".join(weight(rule, profile) for profile in profiles())
            parts.append(f"| {rule.id} | {name} | {cell(rule.summary.rstrip('.'))} | {weights} |")
        parts.append("")
    return "\n".join(parts)


def rule_page(rule: Rule, read: tuple[Reading, ...], pools: Mapping[str, Pool]) -> str:
    """Return the page of a rule; `read` is what reading its findings came to."""
    parts = [
        NOTICE.format(made_from=f"rules/{rule.category}/{rule.name}.yaml"),
        f"# {rule.id} {rule.name}\n",
        f"{rule.summary.rstrip('.')}.\n",
        *facts(rule, read),
        f"## Why\n\n{rule.why}\n",
        "## What it says\n",
        *what_it_says(tuple(rule.messages.values())),
        "",
    ]
    parts += examples(rule)
    parts += sources(rule)
    if read:
        parts += ["## How often it was right", "", *precision.of_rule(read, pools), ""]
    parts.append(f"## To leave it out\n\n{leave_out(rule)}")
    parts += [
        "An article can also say until when ([suppressing.md](../suppressing.md)), and the configuration",
        "for which files, or that the rule weighs less ([configuration.md](../configuration.md)).",
        "",
    ]
    return "\n".join(parts)


def what_it_says(messages: tuple[Message, ...]) -> Iterator[str]:
    """Yield messages with what to do; what several of them ask for is told once, above them."""
    alike: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        alike.setdefault((message.hint, repr(message.hints)), []).append(message)
    for (hint, _), some in alike.items():
        told = code(hint.replace("{hint}", "").strip())
        if len(some) == 1 or not told or some[0].hints:
            yield from map(says, some)
            continue
        yield f"- {told}"
        yield from (f"  {says(message._replace(hint=''))}" for message in some)


def facts(rule: Rule, read: tuple[Reading, ...]) -> Iterator[str]:
    """Yield the table of what can be told of a rule in a few words."""
    yield "| " + " | ".join(("Profile", *(f"`{name}`" for name in profiles()))) + " |"
    yield "| --- |" + " --- |" * len(profiles())
    yield "| " + " | ".join(("Severity", *(weight(rule, name) for name in profiles()))) + " |"
    yield ""
    yield f"- **Category:** {rule.category}; since {rule.since}"
    if rule.languages:
        judged = _and([spoken(name) for name in rule.languages])
        yield f"- **Reads wording**, so it judges articles in {judged} only"
    yield f"- **Fix:** {fix_of(rule)}"
    if read:
        yield f"- **Measured** on real pages: {told(read)}"
    yield ""


def told(read: tuple[Reading, ...]) -> str:
    """Return in a sentence how often a rule was right at first sight."""
    partly = {key for key, pool in readings.pools().items() if pool.counted}
    left_out = {*readings.MET_EARLY, *partly}
    new = readings.total(row for row in read if row.pages not in left_out and not row.how)
    if not new.read:
        return "no finding there was read at first sight ([how](../precision.md))"
    arguable = f", {new.arguable} arguable" if new.arguable else ""
    counts = f"of {new.read} findings {new.right} were right{arguable} and {new.wrong} wrong"
    return f"{counts} when met for the first time ([below](#how-often-it-was-right), [how](../precision.md))"


def fix_of(rule: Rule) -> str:
    """Return what `medlint fix` does about a rule, as its own examples show."""
    wrong = [example for example in rule.examples if example.at is not None]
    found = {safety for example in wrong for safety in safeties(rule, example)}
    if not found:
        return "by hand"
    more = " ([fixing.md](../fixing.md))"
    if "safe" not in found:
        return ("`medlint fix --unsafe-fixes` can help" if "unsafe" in found else "shown, not applied") + more
    return "`medlint fix` can mend it" + (", `--unsafe-fixes` more of it" if "unsafe" in found else "") + more


def safeties(rule: Rule, example: Example) -> set[str]:
    """Return how safe the fixes are that an example is offered, with the settings that it needs."""
    with TemporaryDirectory() as folder:
        config = os.path.join(folder, "medlint.toml")
        with open(config, "w", encoding="utf-8") as stream:
            stream.writelines(
                f"{json.dumps(key)} = {toml(value)}\n" for key, value in example.settings.items()
            )
        plan = plan_of(finder(config=config)(folder), builtin(), Selection(extend_select=(rule.id,)))
    report = lint_bytes(f"article.{example.format}", example.text.encode(), plan)
    return {finding.fix.safety for finding in report.findings if finding.fix and finding.rule == rule.id}


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def cell(text: str) -> str:
    """Return a text that can stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")
