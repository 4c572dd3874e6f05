"""One rule: a file under `rules/` with its meaning, messages, sources and examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.finding import Severity


class Message(NamedTuple):
    """What is said of one way to break a rule; `{name}` stands for a value of the hit.

    `severity` is set where this way weighs differently from the rule as a whole.
    """

    text: str
    hint: str
    severity: Severity | None = None


class Reference(NamedTuple):
    """The published standard, paper or clause behind a rule."""

    title: str
    url: str = ""


class Example(NamedTuple):
    """An article, or a piece of one, that breaks the rule (`at` is the exact text found) or keeps it."""

    text: str
    format: str = "md"
    at: str | None = None
    nth: int = 1
    """Which occurrence of `at` in the text, from 1."""
    variant: str = ""
    fixed: str | None = None
    note: str = ""
    shown: bool = True
    """Edge cases are tested but stay out of the documentation."""
    settings: Mapping[str, Any] = {}
    """Configuration that the example needs, as in `medlint.toml`."""


class Rule(NamedTuple):
    """Everything medlint knows of a rule; code names it by `id`, people by `name`.

    `kind` names the machinery, `params` its parameters; `kind: check` runs `params["check"]`, a function
    `module.name` of `medlint.checks`.
    """

    id: str
    name: str
    summary: str
    category: str
    severity: Severity
    enabled: bool
    since: str
    kind: str
    params: Mapping[str, Any]
    messages: Mapping[str, Message]
    why: str
    sources: tuple[Reference, ...]
    examples: tuple[Example, ...]
    languages: tuple[str, ...] = ()
    """Languages whose wording the rule can judge; empty: any."""

    @property
    def reason(self) -> str:
        """Why it matters, in the one sentence that opens `why`."""
        end = self.why.find(". ")
        line_end = self.why.find("\n\n")
        cuts = [cut for cut in (end + 1 if end >= 0 else -1, line_end) if cut > 0]
        return " ".join(self.why[: min(cuts)].split() if cuts else self.why.split())

    @property
    def url(self) -> str:
        """The address of the published source that stands first; "" if none has one."""
        return next((source.url for source in self.sources if source.url), "")


def from_data(data: Mapping[str, Any], category: str) -> Rule:
    """Return the rule that a rule file's plain data describes (the file is valid by `rule.schema.json`)."""
    hint = str(data.get("hint", ""))
    if "message" in data:
        messages = {"": Message(str(data["message"]), hint)}
    else:
        messages = {
            name: Message(str(entry["text"]), str(entry.get("hint", hint)), entry.get("severity"))
            for name, entry in data["messages"].items()
        }
    return Rule(
        id=data["id"],
        name=data["name"],
        summary=data["summary"],
        category=category,
        severity=data["severity"],
        enabled=data.get("enabled", True),
        since=str(data["since"]),
        kind=data["kind"],
        params=data.get("params", {}),
        messages=messages,
        why=str(data["why"]).strip(),
        sources=tuple(Reference(entry["title"], entry.get("url", "")) for entry in data.get("sources", ())),
        examples=tuple(_example(entry) for entry in data.get("examples", ())),
        languages=tuple(data.get("languages", ())),
    )


def _example(entry: Mapping[str, Any]) -> Example:
    return Example(
        text=entry["bad"] if "bad" in entry else entry["good"],
        format=entry.get("format", "md"),
        at=entry.get("at", "") if "bad" in entry else None,
        nth=entry.get("nth", 1),
        variant=entry.get("variant", ""),
        fixed=entry.get("fixed"),
        note=entry.get("note", ""),
        shown=entry.get("shown", True),
        settings=entry.get("settings", {}),
    )
