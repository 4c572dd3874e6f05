"""A checkout reads its rules as they are now, through a compiled form that never matters."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from outside import run

LIST = "from medlint.catalogue import builtin\nfor rule in builtin(): print(rule.id, rule.summary)"
LOAD = "from medlint.vocabulary import load; print(sorted(load('sections-en')))"


def rules(checkout: Path, code: str = LIST) -> list[str]:
    done = run(sys.executable, "-c", code, cwd=checkout.parent, env={"PYTHONPATH": str(checkout / "src")})
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def compiled(checkout: Path) -> list[Path]:
    return sorted((checkout / ".medlint_cache/compiled").glob("*"))


def first_rule(checkout: Path) -> Path:
    return min((checkout / "rules").glob("attribution/*.yaml"))


def test_a_changed_rule_is_read_at_once(checkout: Path) -> None:
    before = rules(checkout)
    (stamp,) = compiled(checkout)
    assert rules(checkout) == before
    assert compiled(checkout) == [stamp], "nothing changed, so nothing is compiled again"
    path = first_rule(checkout)
    text = path.read_text(encoding="utf-8")
    summary = next(line for line in text.splitlines() if line.startswith("summary:"))
    path.write_text(text.replace(summary, "summary: Changed a moment ago"), encoding="utf-8")
    assert len([line for line in rules(checkout) if line.endswith(" Changed a moment ago")]) == 1
    assert len(compiled(checkout)) == 1
    assert compiled(checkout) != [stamp]


def test_an_added_and_a_removed_rule_count_at_once(checkout: Path) -> None:
    before = rules(checkout)
    path = first_rule(checkout)
    text = path.read_text(encoding="utf-8")
    code = next(line for line in text.splitlines() if line.startswith("id:"))
    path.with_name("one-more.yaml").write_text(text.replace(code, "id: MED999"), encoding="utf-8")
    assert len(rules(checkout)) == len(before) + 1
    path.with_name("one-more.yaml").unlink()
    assert rules(checkout) == before


def test_word_lists_are_read_as_they_are(checkout: Path) -> None:
    before = rules(checkout, LOAD)
    path = checkout / "rules/_vocabulary/sections-en.yaml"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\nxx: {name: Example}\n")
    assert rules(checkout, LOAD) == [str(sorted([*json.loads(before[0].replace("'", '"')), "xx"]))]


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe\x00", b'{"rules": [}'])
@pytest.mark.parametrize("code", [LIST, LOAD])
def test_a_broken_compiled_file_is_made_again(checkout: Path, content: bytes, code: str) -> None:
    before = rules(checkout, code)
    (path,) = compiled(checkout)
    good = path.read_bytes()
    path.write_bytes(content)
    assert rules(checkout, code) == before
    assert path.read_bytes() == good


def test_where_nothing_can_be_written_the_yaml_is_read(checkout: Path) -> None:
    (checkout / ".medlint_cache").write_text("in the way", encoding="utf-8")
    assert rules(checkout)
    assert rules(checkout, LOAD)
    assert (checkout / ".medlint_cache").read_text(encoding="utf-8") == "in the way"


def test_many_at_once(checkout: Path) -> None:
    env = {"PYTHONPATH": str(checkout / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    code = f"{LIST}\n{LOAD}"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    outputs = [process.communicate(timeout=60) for process in started]
    assert {error for _, error in outputs} == {""}
    assert len({output for output, _ in outputs}) == 1
    assert [path.suffix for path in compiled(checkout)] == [".json", ".json"], "no drafts are left"


def test_the_cache_says_that_it_is_one(checkout: Path) -> None:
    rules(checkout)
    cache = checkout / ".medlint_cache"
    assert (cache / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (cache / "CACHEDIR.TAG").read_bytes()[:43] == b"Signature: 8a477f597d28d172789f06886806bc55"
