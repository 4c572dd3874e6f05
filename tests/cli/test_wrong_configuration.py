"""What is wrong in a configuration is said once, with its line, before any article is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from running import BAD, Run

from medlint.__main__ import run as main_run
from medlint.schema import builtin

TAGGED = f"---\ntags: [sleep, yoga, back-pain]\n---\n\n{BAD}"


def refusal(run: Run, site: Path, text: str, *arguments: str) -> str:
    """Return the one line that a run says of a wrong configuration, its place in the machine left out."""
    (site / ".medlint.toml").unlink(missing_ok=True)
    (site / "medlint.toml").write_text(text)
    for name in ("a.md", "b.md"):
        (site / name).write_text(TAGGED)
    ended = run("check", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "internal error" not in ended.err
    assert ended.err.count("\n") == 1
    return ended.err.rstrip().replace(f"{site}/", "")


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
class TestNoFile:
    """What has the name of a configuration and is none: the run must not pass it over and be green."""

    def strange(self, site: Path, path: str) -> Iterator[str]:
        """Put what is no file at a path, one thing after the other; yield what is to be said of it."""
        at = site / path
        at.mkdir()
        yield "is a folder"
        at.rmdir()
        at.symlink_to("gone.toml")
        yield "is a symbolic link to nothing"
        at.unlink()
        os.mkfifo(at)
        yield "is not a file"
        at.unlink()

    @pytest.mark.parametrize("name", [".medlint.toml", "medlint.toml", "pyproject.toml"])
    def test_it_is_not_passed_over(self, run: Run, site: Path, name: str) -> None:
        (site / "a.md").write_text(BAD)
        (site / ".medlint.toml").unlink()
        for told in self.strange(site, name):
            ended = run("check", "a.md")
            assert ended == (2, "", f"error: {site / name}: {told}; put a file there, or remove it\n")
            assert run("check", "a.md", "--isolated").code == 1

    def test_nor_is_that_of_the_user(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        (site / ".medlint.toml").unlink()
        (site / "home" / "medlint").mkdir(parents=True)
        for told in self.strange(site, "home/medlint/medlint.toml"):
            ended = run("check", "a.md", XDG_CONFIG_HOME=str(site / "home"))
            assert (ended.code, f"medlint.toml: {told}; " in ended.err) == (2, sys.platform == "linux")

    def test_a_link_to_a_file_is_one(self, run: Run, site: Path, tmp_path: Path) -> None:
        (site / "a.md").write_text(BAD)
        (tmp_path / "shared.toml").write_text("ignore = ['ALL']\nextend-select = ['MED105']\n")
        (site / ".medlint.toml").unlink()
        (site / "medlint.toml").symlink_to("../shared.toml")
        assert run("check", "a.md").err.startswith("1 error in 1 article.\n")

    def test_what_another_file_names(self, run: Run, site: Path) -> None:
        schema = "[[schemas]]\nfiles = ['*']\nschema = 'd.toml'"
        for told in self.strange(site, "d.toml"):
            said = refusal(run, site, "extends = 'd.toml'")
            assert said == f"error: medlint.toml:1:11: d.toml {told}"
            assert refusal(run, site, schema) == f"error: medlint.toml:3:10: d.toml {told}"
        said = refusal(run, site, "extends = 'd.toml'")
        assert said.startswith("error: medlint.toml:1:11: there is no file d.toml")


class TestVocabulary:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("tags.txt", "sleep\nBack pain\n"),
            ("tags.yaml", "- sleep\n- Back pain\n"),
            ("tags.yaml", "sleep:\nBack pain:\n"),
            ("tags.yaml", "tags:\n- sleep\n- Back pain\n"),
            ("tags.toml", "tags = ['sleep', 'Back pain']"),
            ("tags.toml", "[tags.sleep]\n[tags.'Back pain']"),
            ("tags.json", '["sleep", "Back pain"]'),
            ("tags.json", '{"tags": {"sleep": null, "Back pain": {}}}'),
        ],
        ids=range(8),
    )
    def test_a_file(self, run: Run, site: Path, name: str, text: str) -> None:
        (site / name).write_text(text)
        assert refusal(run, site, f'[tags]\nvocabulary = "{name}"') == (
            f"error: medlint.toml:2:14: {name}: tag 'Back pain' is not a slug: "
            'up to five words of a-z and 0-9 with hyphens between; write "back-pain"'
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[tags]\nvocabulary = ['sleep', 'rücken']", "2:24: tag 'rücken' is not a slug"),
            ("[tags]\nvocabulary = ['yoga', 'yoga']", "2:23: tag 'yoga' is listed twice"),
            ("[tags.vocabulary]\nsleep = {}\nyoga = 3", "3:8: tag 'yoga' takes a mapping of fields, not 3"),
            ("[tags.vocabulary]\nyoga = {labl = 'x'}", "2:8: tag 'yoga' has no field 'labl', only"),
            ("[tags.vocabulary]\nyoga.synonyms = 5", "2:1: 'yoga' takes a list of words, not 5"),
            ("[tags.vocabulary]\ntopics = ['sleep', 'A']", "2:20: tag 'A' is not a slug"),
            (
                "[tags.vocabulary]\ntopics = ['a']\ngeneric = 3",
                "3:11: 'generic' takes a list of words, not 3",
            ),
            (
                "[[overrides]]\nfiles = ['x']\ntags.vocabulary = ['A']",
                "3:20: tag 'A' is not a slug",
            ),
        ],
        ids=range(8),
    )
    @pytest.mark.parametrize("rules", ["MED604", "MED105"])
    def test_in_the_configuration(self, run: Run, site: Path, text: str, said: str, rules: str) -> None:
        told = refusal(run, site, text, "--select", rules)
        assert told.startswith(f"error: medlint.toml:{said}")

    def test_every_form_is_read(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(TAGGED.replace("sleep", "gadgets"))
        for name, text in (
            ("tags.yaml", "tags:\n  yoga:\n  back-pain:\n"),
            ("tags.json", '{"tags": ["yoga", "back-pain"]}'),
            ("tags.toml", "[tags]\nyoga = {}\nback-pain = {}\n"),
            ("tags.txt", "yoga\nback-pain\n"),
        ):
            (site / name).write_text(text)
            (site / ".medlint.toml").write_text(f'[tags]\nvocabulary = "{name}"')
            ended = run("check", "--select", "MED604", "--output-format", "concise", "-q", "a.md")
            assert [ended.out.count("\n"), "gadgets" in ended.out, ended.err] == [1, True, ""], name


class TestPatterns:
    @pytest.mark.parametrize("pattern", ["!", "[z-a]", "a\\"])
    def test_an_option_is_to_blame_for_its_own(self, run: Run, site: Path, pattern: str) -> None:
        (site / "a.md").write_text(BAD)
        for command in ("check", "fix", "baseline"):
            ended = run(command, "--exclude", "b.md", "--exclude", pattern)
            assert ended.code == 2
            assert "invalid value for '--exclude'" in ended.err
            assert f'"{pattern}" is not a pattern that .gitignore knows' in ended.err
            assert "medlint.toml" not in ended.err

    def test_git_may_have_what_is_none(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        (site / ".gitignore").write_text("[z-a]\n!\n")
        assert run("check", "--select", "MED105", "-q", ".").code == 1

    def test_no_selector_is_no_choice(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        ended = run("check", "--select", ",", "a.md")
        assert ended.code == 2
        assert "invalid value for '--select': it names no rule; leave it out" in ended.err
        assert run("check", "--select=", "a.md").code == 2
        assert run("check", "a.md", MEDLINT_SELECT="").code == 1


class TestSchemas:
    SELF = "it refers to itself without end"
    DEEP = "it is nested too deeply, more than 100 levels"

    @pytest.mark.parametrize(
        ("schema", "said"),
        [
            ('{"$ref": "#"}', SELF),
            ('{"$anchor": "a", "$ref": "#a"}', SELF),
            ('{"$dynamicAnchor": "a", "$dynamicRef": "#a"}', SELF),
            ('{"allOf": [{"$ref": "#"}]}', SELF),
            ('{"not": {"$ref": "#"}}', SELF),
            ('{"if": {"oneOf": [{"$ref": "#"}]}}', SELF),
            ('{"dependentSchemas": {"words": {"$ref": "#"}}}', SELF),
            ('{"properties": {"x": {"$ref": "#/y"}}, "y": {"$ref": "#/y"}}', SELF),
            ("{" + '"not": {' * 300 + "}" * 301, DEEP),
            ('{"$id": "http://[::1", "$ref": "a"}', "an address in it cannot be read: Invalid IPv6 URL"),
            ('{"multipleOf": NaN}', "not valid JSON: NaN is not a number"),
            ('{"maximum": 1e999}', "not valid JSON: 1e999 is not a number"),
            ('{"maximum": ' + "9" * 5000 + "}", "not valid JSON: Exceeds the limit"),
            ('{"pattern": "' + "(" * 2000 + '"}', f"/pattern: '{'(' * 60}' is not a regular expression"),
            (
                '{"properties": {"x": {"pattern": "("}}}',
                "/properties/x/pattern: '(' is not a regular",
            ),
            ('{"patternProperties": {"(": {}}}', "/patternProperties: '(' is not a regular expression"),
            (
                '{"properties": {"x": {"pattern": "^(a+)+$"}}}',
                "/properties/x/pattern: '^(a+)+$' repeats what is a repetition itself",
            ),
        ],
        ids=range(17),
    )
    def test_is_refused_once(self, run: Run, site: Path, schema: str, said: str) -> None:
        (site / "s.json").write_text(schema)
        told = refusal(run, site, "[[schemas]]\nfiles = ['*.md']\nschema = 's.json'")
        assert told.startswith(f"error: medlint.toml:3:10: the schema cannot be used: s.json: {said}")

    def test_what_comes_back_with_another_value_is_no_circle(self, run: Run, site: Path) -> None:
        nested = '{"properties": {"c": {"items": {"$ref": "#/$defs/t"}, "pattern": "x"}}}'
        deep = '{"not": ' * 44 + "{}" + "}" * 44
        chain = ", ".join(f'"d{index}": {{"$ref": "#/$defs/d{index + 1}"}}' for index in range(50))
        (site / "s.json").write_text(
            f'{{"$ref": "#/$defs/d0", "$defs": {{"t": {nested}, {chain}, "d50": {deep}}}, '
            '"properties": {"outline": {"items": {"$ref": "#"}}, "pattern": {"type": "object"}}}'
        )
        (site / "medlint.toml").write_text("[[schemas]]\nfiles = ['*.md']\nschema = 's.json'")
        (site / ".medlint.toml").unlink()
        (site / "a.md").write_text(BAD)
        ended = run("check", "--select", "MED118", "-q", "a.md")
        assert (ended.code, ended.err) == (0, "")


class TestFile:
    def test_every_mistake_has_a_line(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").write_text("selct = []\nfail-on = 'x'\n")
        for arguments in (("check",), ("check", "-j2"), ("baseline",)):
            told = run(*arguments).err.replace(f"{site}/", "").splitlines()
            places = [line.split(": ")[1] for line in told]
            assert places == [".medlint.toml:1:1", ".medlint.toml:2:11"]

    def test_patterns_that_match_nothing_are_told_on_request(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        (site / ".medlint.toml").write_text(
            "[per-file-ignores]\n'nomatch/**' = ['MED1']\n'a.md' = ['MED2']\n"
            "[[overrides]]\nfiles = ['drafs/**', '*.md']\nfail-on = 'never'\n"
        )
        told = run("check", "-v", ".").err.replace(f"{site}/", "")
        for table, pattern in (("[per-file-ignores]", "nomatch"), ("[[overrides]]", "drafs")):
            said = f'{table} "{pattern}/**" matches none of the files that are checked\n'
            assert f".medlint.toml: {said}" in told
        assert told.count("matches none") == 2
        assert "matches none" not in run("check", "-v", "a.md").err + run("check").err

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("locale = 'gb'\nmax-file-size = " + "9" * 5000, "2:17: this number has too many digits"),
            ("locale = 'gb'\n" + "a." * 20_000 + "a = 1", "2:1: is nested too deeply"),
            ("locale = 'gb'\nextends = " + "[" * 20_000 + "]" * 20_000, "2:1: is nested too deeply"),
            ('baseline = "a\\u0000b"', '1:12: "baseline" holds a NUL character'),
            ('extends = ["a\\u0000b.toml"]', '1:12: "extends", item 1 holds a NUL character'),
            ('[per-file-ignores]\n"a\\u0000b" = ["MED1"]', "2:1: this key holds a NUL character"),
            ('[tags]\nvocabulary = "a\\u0000b.txt"', '2:14: "tags.vocabulary" holds a NUL character'),
        ],
        ids=range(7),
    )
    def test_is_told_where(self, run: Run, site: Path, text: str, said: str) -> None:
        assert refusal(run, site, text) == f"error: medlint.toml:{said}"


def keys(properties: Mapping[str, Any], *above: str) -> Iterator[tuple[str, ...]]:
    """Yield the path of every key of the schema, those of tables and of lists of tables included."""
    for key, entry in properties.items():
        yield (*above, key)
        if "properties" in entry:
            yield from keys(entry["properties"], *above, key)
        if "properties" in entry.get("items", {}):
            yield from keys(entry["items"]["properties"], *above, key, "*")


KEYS = list(keys(builtin("config")["properties"]))
LISTED = {"overrides": "files = ['x']", "schemas": "files = ['*.md']\nschema = 's.json'"}
NONSENSE = {
    "a number": "-1",
    "a fraction": "0.5",
    "a huge number": "9" * 5000,
    "no number": "nan",
    "a day": "2026-02-03T04:05:06",
    "truth": "true",
    "a text": "'no such thing'",
    "NUL": '"a\\u0000b"',
    "nothing": "''",
    "list of texts": "['no such thing', '!']",
    "list of NULs": '["a\\u0000b"]',
    "list of lists": "[[1], [[]]]",
    "table": "{nowhere = ['no such thing'], b = 3}",
    "list of tables": "[{nowhere = 1}, {files = 3}]",
    "depth": "[" * 400 + "]" * 400,
}
MEANT: Mapping[str, tuple[str, ...]] = {
    "components": ("list of texts",),
    "allow-terms": ("list of texts",),
    "brands": ("list of texts",),
    "spacing": ("nothing",),
    "microgram": ("nothing",),
    "language": ("nothing",),
    "locale": ("nothing",),
    "baseline": ("a text", "a day"),
    "respect-gitignore": ("truth",),
    "guesses-count": ("truth",),
    "allow-footer": ("truth",),
    "allow-linked": ("truth",),
    "count-headings": ("truth",),
    "count-disclaimer": ("truth",),
    "count-images": ("truth",),
    "exempt-topic": ("truth",),
    "heading": ("a text", "a day", "nothing"),
}
"""What looks like nonsense, and may be meant."""


def written(path: tuple[str, ...], value: str) -> str:
    """Return a configuration that gives a key a value; `*` stands for the table of a list."""
    listed = path[0] if "*" in path else ""
    rest = path[path.index("*") + 1 :] if listed else path
    rows = [] if listed not in LISTED else [f"[[{listed}]]", LISTED[listed]]
    kept = [row for row in "\n".join(rows).split("\n") if row and not row.startswith(f"{rest[0]} =")]
    return "\n".join([*kept, f"{'.'.join(rest)} = {value}"])


@pytest.mark.parametrize("path", KEYS, ids=".".join)
def test_nonsense_is_refused_with_its_line(
    path: tuple[str, ...], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / ".medlint.toml").unlink()
    (site / "s.json").write_text("{}")
    (site / "a.md").write_text(TAGGED)
    for kind, value in NONSENSE.items():
        if kind in MEANT.get(path[-1], ()):
            continue
        text = written(path, value)
        (site / "medlint.toml").write_text(text)
        code = main_run(["check", "--no-cache", "a.md"])
        told = capsys.readouterr()
        assert (code, told.out) == (2, ""), (kind, told)
        assert "internal error" not in told.err, (kind, told.err)
        for line in told.err.splitlines():
            place = line.removeprefix(f"error: {site}/medlint.toml:").split(":")[0]
            assert 1 <= int(place) <= text.count("\n") + 1, (kind, told.err)
