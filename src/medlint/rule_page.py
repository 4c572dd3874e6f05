"""What people read of a rule, as Markdown: for the pages of the documentation and the help in reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from medlint.rule import Example, Message, Rule
from medlint.vocabulary import house_wording

FORMATS = {"markdown": "Markdown", "mdx": "MDX", "html": "HTML", "text": "plain text"}
"""What the formats of articles are called, in which a hint can differ."""

# One of these in a page, and programs take it for no text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def help_page(rule: Rule) -> str:
    """Return a rule as a reader of a report needs it: why, what to do, examples, sources."""
    parts = [f"**{rule.id} {rule.name}**: {rule.summary.rstrip('.')}.\n", f"## Why\n\n{rule.why}\n"]
    asked = what_to_do(rule)
    if asked:
        parts.append("## What to do\n")
        parts += [*(f"- {hint}" for hint in asked), ""]
    parts += examples(rule)
    parts += sources(rule)
    return "\n".join(parts)


def what_to_do(rule: Rule) -> tuple[str, ...]:
    """Return what the messages of a rule ask for, each once; values that differ stand in angle brackets."""
    told = (hint for message in rule.messages.values() for hint in (message.hint, *message.hints.values()))
    hints = (hint.replace("{hint}", "").strip() for hint in told)
    return tuple(dict.fromkeys(code(hint) for hint in hints if hint))


def examples(rule: Rule) -> Iterator[str]:
    """Yield the parts that show what breaks a rule and what keeps it."""
    shown = [example for example in rule.examples if example.shown]
    for title, wanted in (("Breaks the rule", True), ("Keeps the rule", False)):
        chosen = [example for example in shown if (example.at is not None) is wanted]
        if chosen:
            yield f"## {title}\n"
            yield from (example_text(example) for example in chosen)


def sources(rule: Rule) -> Iterator[str]:
    """Yield the parts that name what a rule rests on."""
    yield "## Sources\n"
    if not rule.sources:
        yield "No published standard asks for this.\n"
    else:
        yield from (f"- [{s.title}]({s.url})" if s.url else f"- {s.title}" for s in rule.sources)
        yield ""


NEVER_IGNORED = {
    "MED900": "A file that cannot be read cannot be suppressed; leave it out with `exclude`.",
    "MED901": "A comment that hides nothing cannot be hidden by another; take it out.",
}
"""What to do about rules whose findings no comment in an article hides."""


def leave_out(rule: Rule) -> str:
    """Return how a finding or the rule is switched off."""
    comments = "\n".join(
        f"<!-- medlint: {action}[{rule.id}] why it does not apply -->" for action in ("ignore", "file-ignore")
    )
    if rule.id in NEVER_IGNORED:
        return f"{NEVER_IGNORED[rule.id]}\n"
    setting = f'ignore = ["{rule.id}"]'
    if rule.kind == "baseline":
        return f"For a whole site, in `medlint.toml`:\n\n{fenced(setting, 'toml')}"
    return (
        f"In an article, for the next block or for the whole file:\n\n{fenced(comments, 'html')}\n"
        f"For a whole site, in `medlint.toml`:\n\n{fenced(setting, 'toml')}"
    )


def says(message: Message) -> str:
    """Return a message with its hint as a list item; values that differ stand in angle brackets."""
    hint = message.hint.replace("{hint}", "").strip()
    stop = "" if message.text.endswith("?") else "."
    text = f"- **{code(message.text)}{stop}** {code(hint)}".rstrip()
    for name, other in message.hints.items():
        text += f" In {FORMATS[name]}: {code(other)}"
    return f"{text} ({message.severity})" if message.severity else text


def code(text: str, value: str = "‹{}›") -> str:
    """Return a message in which `{name}` is seen to stand for a value; the house's wording is in English."""
    if text == "{message}":
        return "what the schema asks for"
    house = house_wording("en")
    return re.sub(r"\{([a-z_]+)\}", lambda match: house.get(match[1], value.format(match[1])), text)


def example_text(example: Example) -> str:
    """Return an example as a fenced block, with what is marked in it and how it is fixed."""
    parts = []
    if example.note:
        parts.append(f"{example.note}\n")
    parts.append(fenced(example.text, example.format))
    if example.at:
        first = example.at.strip().split("\n", 1)
        more = " …" if len(first) > 1 else ""
        parts.append(f"Marked: {inline(first[0])}{more}\n")
    if example.settings:
        settings = "\n".join(f"{key} = {toml(value)}" for key, value in example.settings.items())
        parts.append(f"with the configuration\n\n{fenced(settings, 'toml')}")
    if example.fixed is not None:
        parts.append(f"After the fix:\n\n{fenced(example.fixed, example.format)}")
    return "\n".join(parts)


def fenced(text: str, language: str) -> str:
    """Return a code block whose fence is longer than any in the text."""
    text = harmless(text)
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}\n"


def inline(text: str) -> str:
    """Return a text as inline code."""
    text = harmless(text)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def harmless(text: str) -> str:
    r"""Return a text with its control characters written as `medlint explain` does: `\x00`."""
    return _CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def toml(value: Any) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
