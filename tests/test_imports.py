"""Which module a run loads first depends on its first article: no order may fail."""

from __future__ import annotations

import subprocess
import sys

_EACH_FIRST = """
import pkgutil, sys
from importlib import import_module
import medlint

def loaded():
    return [name for name in sys.modules if name.partition(".")[0] == "medlint"]

names = [module.name for module in pkgutil.walk_packages(medlint.__path__, "medlint.")]
assert len(names) > 200
for name in names:
    if name.startswith("medlint.lsp"):
        continue  # needs the extra `lsp`
    for known in loaded():
        del sys.modules[known]
    try:
        import_module(name)
    except ImportError as error:
        print(f"{name}: {error}")
"""

_DATA_IN_FRONT_MATTER = """\
---
title: Colds
schema: '{"@context": "https://schema.org", "@type": "Article", "author": {"name": "Ann Poe"}}'
---

# Colds

Rest and drink.
"""


def test_each_module_can_be_the_first() -> None:
    ended = subprocess.run([sys.executable, "-c", _EACH_FIRST], capture_output=True, text=True, check=True)
    assert ended.stdout == ""


def test_structured_data_in_the_front_matter_of_the_first_article() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "medlint", "check", "--isolated", "--no-cache", "--select", "MED201", "-"],
        input=_DATA_IN_FRONT_MATTER, capture_output=True, text=True, check=False,
    )  # fmt: skip
    # It is read, for the author stands nowhere else.
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
