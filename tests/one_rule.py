"""What one rule alone finds in a text, and what it marks there."""

from functools import cache

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.plan import Plan

HEAD = "---\nlang: en\n---\n\n# Title\n\n"
"""Short texts alone do not tell their language."""


@cache
def plan(rule: str) -> Plan:
    return plan_of(finder(isolated=True)("."), builtin(), Selection(select=(rule,)))


def findings(rule: str, text: str) -> list[Finding]:
    report = lint_bytes("article.md", text.encode(), plan(rule))
    assert not report.error
    return [finding for finding in report.findings if finding.rule == rule]


def marked(rule: str, text: str) -> list[str]:
    return [text[slice(*finding.span)] for finding in findings(rule, text)]
