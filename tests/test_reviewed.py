"""Small things that went wrong between modules: settings as they are written, units, comments, processors."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_rule import HEAD, findings

from medlint import beside, workers
from medlint.catalogue import builtin
from medlint.config import finder, plan_of
from medlint.engine import lint_bytes
from medlint.rule_page import NEVER_IGNORED, leave_out


@pytest.mark.parametrize("place", ["usa", "en-us", "United States"])
def test_a_country_may_be_written_in_any_way(tmp_path: Path, place: str) -> None:
    (tmp_path / "medlint.toml").write_text(f'locale = "{place}"\nselect = ["MED210"]\n')
    plan = plan_of(finder()(str(tmp_path)), builtin())
    text = "# Vaccines\n\nLast updated: 12/25/2025\n\nMost people need one.\n"
    messages = [f.message for f in lint_bytes("article.md", text.encode(), plan).findings]
    assert not any("do not expect" in message for message in messages)


@pytest.mark.parametrize(("share", "told"), [("99.5", "995 in 1,000"), ("95.3", "953 in 1,000")])
def test_a_share_of_nearly_all_is_told_as_such(share: str, told: str) -> None:
    text = f"{HEAD}{share}% of people who had the vaccine were protected.\n"
    (finding,) = findings("MED516", text)
    assert told in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("text", ["A 2-3-day course helps.", "It is for 10-20-year-old people."])
def test_a_range_within_a_compound_is_not_rewritten(text: str) -> None:
    assert all(finding.fix is None for finding in findings("MED518", f"{HEAD}{text}\n"))


@pytest.mark.parametrize("code", sorted(NEVER_IGNORED))
def test_no_comment_is_offered_where_none_helps(code: str) -> None:
    rule = next(rule for rule in builtin() if rule.id == code)
    assert "ignore[" not in leave_out(rule)
    text = f"<!-- medlint: file-ignore[{code}] because -->\n<!-- medlint: ignore[MED415] no -->\n\n# A\n"
    plan = plan_of(finder(isolated=True)("."), builtin())
    data = text.encode() if code == "MED901" else b""
    assert code in {finding.rule for finding in lint_bytes("article.md", data, plan).findings}


def test_processes_are_as_many_as_this_one_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(beside, "cores", lambda: 1)
    monkeypatch.setattr(workers, "_together", lambda *given: asked.append(given))
    assert list(workers.share(str, range(200), str)) == [str(number) for number in range(200)]
    assert not asked, "one processor makes no pool"
