"""A rule as SARIF describes it: what a viewer shows beside a result."""

from __future__ import annotations

from medlint.plan import Step
from medlint.report.one_line import stopped
from medlint.rule import Rule
from medlint.rule_page import help_page, leave_out, what_to_do

_LONGEST = 1024
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}


def rule_object(step: Step) -> dict[str, object]:
    """Return the `reportingDescriptor` of an enabled rule.

    It has no `security-severity`: that would file an article's faults under the security of the repository.
    """
    rule = step.rule
    level = step.severity or rule.severity
    described: dict[str, object] = {
        "id": rule.id,
        # Viewers expect it in Pascal case (SARIF2012 of the official validator).
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": _short(rule.summary) or rule.id},
        "fullDescription": {"text": _short(rule.why) or _short(rule.summary) or rule.id},
        "help": {
            "text": _plain(rule),
            "markdown": f"{help_page(rule)}\n## To leave it out\n\n{leave_out(rule)}",
        },
    }
    if rule.url:
        described["helpUri"] = rule.url
    described["defaultConfiguration"] = {"level": level}
    described["properties"] = {
        "tags": ["health-content", rule.category],
        # Only a rule that is seldom wrong is on by default; a finer scale has not been measured.
        "precision": "high" if rule.enabled else "medium",
        "problem.severity": _PROBLEM[level],
    }
    return described


def sentence(text: str) -> str:
    """Return a phrase of a message as a sentence on one line; "" for nothing."""
    text = " ".join(text.split())
    if not text:
        return ""
    first = text.partition(" ")[0]
    if first.isascii() and first.isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    return stopped(text)


def _plain(rule: Rule) -> str:
    parts = [rule.summary, " ".join(rule.why.split()), *what_to_do(rule)]
    return "\n\n".join(filter(None, map(sentence, parts))) or rule.id


def _short(text: str) -> str:
    """Return a text as sentences on one line, as many as fit."""
    text = sentence(text)
    if len(text) <= _LONGEST:
        return text
    end = text.rfind(". ", 0, _LONGEST)
    return text[: end + 1] if end > 0 else f"{text[: _LONGEST - 1]}…"
