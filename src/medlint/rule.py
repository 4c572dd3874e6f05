"""One rule: a file under `rules/` with its meaning, messages, sources and examples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from medlint._records import NamedTuple
from medlint.finding import Severity
from medlint.phrases.book import Book, Groups
from medlint.resources import read_compiled

_TO_PROFESSIONALS = {
    "silent": "An article that says it is for professionals is left alone.",
    "note": "In an article that says it is for professionals this is a note.",
}
"""What becomes of findings there, by the parameter `for-professionals`."""


class Message(NamedTuple):
    """What is said of one way to break a rule; `{name}` stands for a value of the hit.

    `severity` is set where this way weighs differently from the rule as a whole, `hints` has what to do in
    formats in which something else is to be done.
    """

    text: str
    hint: str
    severity: Severity | None = None
    hints: Mapping[str, str] = {}


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


class Page(NamedTuple):
    """What only people read of a rule: it is loaded when somebody asks."""

    why: str
    sources: tuple[Reference, ...]
    examples: tuple[Example, ...]


class Params(dict[str, Any]):
    """A rule's parameters. Its phrases, `compiled`, are `Groups` that are read when they are asked for."""

    def __missing__(self, key: str) -> Any:
        if key != "compiled":
            raise KeyError(key)
        self[key] = made = Groups(self["packed"])
        return made


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
    reason: str
    """Why it matters, in the one sentence that opens `why`."""
    url: str = ""
    """The address of the published source that stands first; "" if none has one."""
    languages: tuple[str, ...] = ()
    """Languages whose wording the rule can judge; empty: any."""
    page: Page | None = None
    """Set where the rule was made from its whole file; the built-in ones load it when asked."""

    @property
    def why(self) -> str:
        """Why it matters, in full, and what the rule says to professionals if that is something else."""
        told = _TO_PROFESSIONALS.get(self.params.get("for-professionals", ""))
        return f"{self._page.why.rstrip()}\n\n{told}\n" if told else self._page.why

    @property
    def sources(self) -> tuple[Reference, ...]:
        """What the rule goes back to."""
        return self._page.sources

    @property
    def examples(self) -> tuple[Example, ...]:
        """Articles that break the rule, and articles that keep it."""
        return self._page.examples

    @property
    def _page(self) -> Page:
        return self.page or _pages()[self.id]


@cache
def _pages() -> Mapping[str, Page]:
    return {code: _page_of(data) for code, data in read_compiled("pages").items()}


@cache
def compiled_rules() -> Mapping[str, Any]:
    """Return `{"rules": […], "profiles": {…}, "book": …}`, all of the built-in rules but their pages."""
    data: Mapping[str, Any] = read_compiled("rules")
    return data


@cache
def book() -> Book:
    """Return the phrases of all built-in rules by their words."""
    return Book(compiled_rules()["book"])


def from_data(data: Mapping[str, Any], category: str) -> Rule:
    """Return the rule that plain data describe: a whole rule file, or the part of it that a run needs.

    The file is valid by `rule.schema.json`.
    """
    if "message" in data:
        messages = {"": _message({**data, "text": data["message"]}, {}, None)}
    else:
        messages = {
            name: _message(entry, data, entry.get("severity")) for name, entry in data["messages"].items()
        }
    if "reason" not in data:
        from medlint.resources.from_yaml import first_sentence, first_url

        data = {**data, "reason": first_sentence(str(data["why"])), "url": first_url(data)}
    return Rule(
        id=data["id"],
        name=data["name"],
        summary=data["summary"],
        category=category,
        severity=data["severity"],
        enabled=data.get("enabled", True),
        since=str(data["since"]),
        kind=data["kind"],
        params=Params(data.get("params", {})),
        messages=messages,
        reason=data["reason"],
        url=data["url"],
        languages=tuple(data.get("languages", ())),
        page=_page_of(data) if "why" in data else None,
    )


def _message(entry: Mapping[str, Any], rule: Mapping[str, Any], severity: Severity | None) -> Message:
    """Return a message; without a hint of its own it has the rule's."""
    told = entry if "hint" in entry else rule
    return Message(str(entry["text"]), str(told.get("hint", "")), severity, told.get("hints", {}))


def _page_of(data: Mapping[str, Any]) -> Page:
    return Page(
        why=str(data["why"]).strip(),
        sources=tuple(Reference(entry["title"], entry.get("url", "")) for entry in data.get("sources", ())),
        examples=tuple(_example(entry) for entry in data.get("examples", ())),
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
