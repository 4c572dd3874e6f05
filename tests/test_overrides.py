"""What a configuration extends, and what holds for some files only."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from medlint._places import folder as folder_of
from medlint.catalogue import builtin
from medlint.config import Config, ConfigError, Selection, finder, for_file, plan_of
from medlint.engine import lint_bytes


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of this machine reaches a test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "user"))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> Config:
    write(folder / "medlint.toml", text)
    return finder()(str(folder))


def refusal(folder: Path, text: str, files: tuple[str, ...] = ()) -> str:
    """Return what is said of a wrong configuration, its folder left out."""

    def use() -> None:
        config = read(folder, text)
        for name in files:
            for_file(config, str(folder / name))
        plan_of(config, builtin())

    with pytest.raises(ConfigError) as caught:
        use()
    return str(caught.value).replace(str(folder) + "/", "")


def severities(config: Config) -> Mapping[str, str | None]:
    return {step.rule.id: step.severity for step in plan_of(config, builtin()).steps}


class TestExtends:
    def test_the_own_file_lies_on_top_key_by_key(self, tmp_path: Path) -> None:
        write(
            tmp_path / "base.toml",
            "locale = 'en-GB'\nlanguage = 'en'\nextend-exclude = ['a/', 'b/']\n"
            "[tags]\nminimum = 2\nbrands = ['A', 'B']\n[metadata]\nauthor = ['by']\ntitle = ['name']",
        )
        config = read(
            tmp_path / "site",
            "extends = '../base.toml'\nlocale = 'en-US'\nextend-exclude = ['c/']\n"
            "[tags]\nbrands = ['C']\n[metadata]\nauthor = ['writtenBy']",
        )
        assert (config.settings.locale, config.settings.language) == ("en-US", "en")
        assert config.extend_exclude == ("c/",)
        assert (config.settings.tags.minimum, config.settings.tags.brands) == (2, ("C",))
        assert config.settings.spellings == {"writtenBy": "author", "name": "title"}
        assert config.root == str(tmp_path / "site")

    def test_what_it_says_of_rules_is_a_layer(self, tmp_path: Path) -> None:
        write(tmp_path / "base.toml", "ignore = ['MED105']\n[severity]\nMED104 = 'note'\nMED116 = 'note'")
        config = read(tmp_path / "site", "extends = '../base.toml'\n[severity]\nMED1 = 'error'")
        found = severities(config)
        assert "MED105" not in found
        assert (found["MED104"], found["MED116"]) == ("error", "error")
        again = read(tmp_path / "site", "extends = '../base.toml'\nextend-select = ['MED105']")
        assert (severities(again)["MED105"], severities(again)["MED104"]) == (None, "note")

    def test_a_profile_below_holds_unless_another_is_named(self, tmp_path: Path) -> None:
        write(tmp_path / "base.toml", "profile = 'strict'")
        assert read(tmp_path / "a", "extends = '../base.toml'").profile == "strict"
        assert read(tmp_path / "b", "extends = '../base.toml'\nprofile = 'core'").profile == "core"

    def test_of_several_the_later_lies_on_top(self, tmp_path: Path) -> None:
        write(tmp_path / "a.toml", "locale = 'au'\nlanguage = 'fr'\nfail-on = 'note'")
        write(tmp_path / "b.toml", "locale = 'nz'\nlanguage = 'de'")
        config = read(tmp_path, "extends = ['a.toml', 'b.toml']\nlanguage = 'es'")
        assert (config.settings.locale, config.settings.language, config.fail_on) == ("nz", "es", "note")

    def test_one_that_two_extend_stays_below_both(self, tmp_path: Path) -> None:
        write(tmp_path / "base.toml", "locale = 'ie'")
        write(tmp_path / "a.toml", "extends = 'base.toml'\nlocale = 'au'")
        write(tmp_path / "b.toml", "extends = 'base.toml'")
        assert read(tmp_path, "extends = ['a.toml', 'b.toml']").settings.locale == "au"

    def test_paths_in_it_count_from_its_folder_and_patterns_from_ours(self, tmp_path: Path) -> None:
        house = tmp_path / "house"
        write(house / "guide.json", "{}")
        write(house / "tags.txt", "back-pain\n")
        write(
            house / "base.toml",
            "baseline = 'accepted.json'\n[tags]\nvocabulary = 'tags.txt'\n"
            "[[schemas]]\nfiles = ['guides/**']\nschema = 'guide.json'\n"
            "[per-file-ignores]\n'news/**' = ['MED105']\n"
            "[[overrides]]\nfiles = ['old/**']\nschemas = [{ files = ['*'], schema = 'guide.json' }]",
        )
        site = tmp_path / "site"
        config = read(site, "extends = '../house/base.toml'")
        assert config.settings.schemas == (("guides/**", str(house / "guide.json")),)
        assert config.settings.root == str(site)
        assert config.settings.tags.vocabulary == {"back-pain": {}}
        assert config.baseline == str(house / "accepted.json")
        assert for_file(config, str(site / "news" / "a.md")).ignored == ("MED105",)
        assert for_file(config, str(house / "news" / "a.md")) is config
        old = for_file(config, str(site / "old" / "a.md"))
        assert old.settings.schemas == (("*", str(house / "guide.json")),)

    def test_a_project_can_be_extended(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", "[tool.medlint]\nlocale = 'ca'")
        assert read(tmp_path / "in", "extends = '../pyproject.toml'").settings.locale == "ca"
        write(tmp_path / "pyproject.toml", "[project]\nname = 'medlint'")
        said = refusal(tmp_path / "in", "\nextends = '../pyproject.toml'")
        assert said == f"medlint.toml:2:11: {tmp_path}/pyproject.toml has no table [tool.medlint]"

    def test_a_circle_is_told_with_its_way(self, tmp_path: Path) -> None:
        write(tmp_path / "a.toml", "locale = 'us'\nextends = ['b.toml']")
        write(tmp_path / "b.toml", "extends = 'a.toml'")
        assert refusal(tmp_path, "extends = 'a.toml'") == (
            'b.toml:1:11: "extends" goes round in a circle: a.toml → b.toml → a.toml'
        )
        assert refusal(tmp_path, "extends = './medlint.toml'") == (
            'medlint.toml:1:11: "extends" goes round in a circle: medlint.toml → medlint.toml'
        )

    def test_a_missing_file_is_told_with_the_nearest(self, tmp_path: Path) -> None:
        write(tmp_path / "house.toml", "")
        said = refusal(tmp_path, "extends = [\n  'house.toml',\n  'hose.toml',\n]")
        assert said == 'medlint.toml:3:3: there is no file hose.toml; did you mean "house.toml"?'
        assert refusal(tmp_path, "extends = 'no/where.toml'") == (
            "medlint.toml:1:11: there is no file no/where.toml"
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("locale = 1", 'base.toml:1:10: "locale" must be a text in quotes, not 1'),
            ("selct = []", 'base.toml:1:1: unknown key "selct"; did you mean "select"?'),
            ("profile = 'srict'", 'base.toml:1:11: no profile is called "srict"; did you mean "strict"?'),
            ("a = ", "base.toml:1:5: not valid TOML: invalid value"),
            ("\n[tags]\nminimum = 9", 'base.toml:3:11: "minimum" is over "maximum" (8)'),
            ("[tags]\nvocabulary = 'x.txt'", "base.toml:2:14: cannot read the tags in"),
            ("ignore = ['MED1', 'MED999']", "base.toml:1:19: no rule, category or beginning"),
            ("[per-file-ignores]\n'a' = ['MED999']", "base.toml:2:8: no rule, category or beginning"),
            ("require-reason = ['safty']", "base.toml:1:19: no rule, category or beginning"),
            ("extends = 3", 'base.toml:1:11: "extends" must be a text in quotes or a list, not 3'),
            ("extends = ['']", 'base.toml:1:12: "extends", item 1 must not be empty'),
        ],
        ids=range(11),
    )
    def test_a_mistake_in_it_is_told_there(self, tmp_path: Path, text: str, said: str) -> None:
        write(tmp_path / "base.toml", text)
        assert refusal(tmp_path, "extends = 'base.toml'").startswith(said)

    def test_a_contradiction_is_told_where_it_came_about(self, tmp_path: Path) -> None:
        write(tmp_path / "base.toml", "[tags]\nminimum = 5")
        said = refusal(tmp_path, "extends = 'base.toml'\ntags.maximum = 4")
        assert said == 'medlint.toml:2:16: "minimum" is over "maximum" (4)'

    def test_nothing_extended_imports_no_metadata(self, tmp_path: Path) -> None:
        write(tmp_path / "medlint.toml", "locale = 'us'\n[[overrides]]\nfiles = ['a']\nlocale = 'ie'")
        code = (
            "import sys; from medlint.config import finder, for_file; c = finder()('.'); for_file(c, 'a');"
            "print(sorted(m for m in ('importlib.metadata', 'medlint.config.extends') if m in sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
        assert done.stdout.strip() == b"[]"


class TestPackages:
    """`extends` can name an installed package."""

    @staticmethod
    def install(folder: Path, module: str, entry: str = "house-style = house:RULES") -> None:
        write(folder / "house" / "__init__.py", module)
        info = folder / "acme_medlint-1.0.dist-info"
        write(info / "METADATA", "Metadata-Version: 2.1\nName: acme-medlint\nVersion: 1.0\n")
        write(info / "entry_points.txt", f"[medlint.config]\n{entry}\n")

    @pytest.fixture
    def packages(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        folder = tmp_path / "packages"
        folder.mkdir()
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.delitem(sys.modules, "house", raising=False)
        importlib.invalidate_caches()
        yield folder
        sys.modules.pop("house", None)

    @pytest.mark.parametrize("name", ["house-style", "House_Style", "acme-medlint", "acme.medlint"])
    def test_a_mapping(self, tmp_path: Path, packages: Path, name: str) -> None:
        write(packages / "house" / "tags.txt", "sleep\n")
        self.install(packages, "RULES = {'locale': 'en-GB', 'tags': {'vocabulary': 'tags.txt'}}")
        config = read(tmp_path / "site", f"extends = '{name}'")
        assert config.settings.locale == "en-GB"
        assert config.settings.tags.vocabulary == {"sleep": {}}

    @pytest.mark.parametrize("value", ["str(HERE / 'rules.toml')", "HERE / 'rules.toml'"])
    def test_a_path(self, tmp_path: Path, packages: Path, value: str) -> None:
        self.install(packages, f"import pathlib\nHERE = pathlib.Path(__file__).parent\nRULES = {value}")
        write(packages / "house" / "rules.toml", "extends = 'more.toml'\nlocale = 'en-GB'")
        write(packages / "house" / "more.toml", "language = 'en'")
        settings = read(tmp_path / "site", "extends = 'house-style'").settings
        assert (settings.locale, settings.language) == ("en-GB", "en")

    @pytest.mark.parametrize(
        ("module", "said"),
        [
            (
                "RULES = {'locale': 3}",
                'package house-style: "locale" must be a text in quotes, not 3',
            ),
            (
                "raise ValueError('no\\nnews')",
                'medlint.toml:1:11: the configuration "house-style" could not be loaded: no news',
            ),
            (
                "RULES = 3",
                'medlint.toml:1:11: the configuration "house-style" could not be loaded: expected str',
            ),
            (
                "RULES = '/no/where.toml'",
                'medlint.toml:1:11: the configuration "house-style" is neither a file nor a table: \'/no',
            ),
            (
                "RULES = {'extends': 'house-style'}",
                'package house-style: "extends" goes round in a circle: package house-style → package',
            ),
            ("RULES = {'ignore': ['MED999']}", "package house-style: no rule, category or beginning"),
        ],
        ids=range(6),
    )
    def test_one_that_cannot_be_used(self, tmp_path: Path, packages: Path, module: str, said: str) -> None:
        self.install(packages, module)
        assert refusal(tmp_path / "site", "extends = 'house-style'").startswith(said)

    def test_one_that_is_not_installed(self, tmp_path: Path, packages: Path) -> None:
        self.install(packages, "RULES = {}")
        assert refusal(tmp_path / "site", "extends = 'hose-style'") == (
            'medlint.toml:1:11: no installed package offers a configuration "hose-style"; '
            'did you mean "house-style"?'
        )
        assert refusal(tmp_path / "site", "extends = 'zzz'").endswith(
            'configuration "zzz"; the name of a file ends in .toml'
        )


class TestOverrides:
    TEXT = """
        profile = "strict"
        locale = "en-GB"
        [severity]
        MED105 = "error"
        [tags]
        brands = ["Acme"]
        [per-file-ignores]
        "news/old/**" = ["MED104"]
        [[overrides]]
        files = ["news/**", "!news/guides/**"]
        locale = "en-US"
        fail-on = "never"
        severity = { MED105 = "note" }
        extend-select = ["MED108"]
        tags = { minimum = 1 }
        [[overrides]]
        files = ["*.txt"]
        profile = "core"
        language = "de"
        ignore = ["MED1"]
        [overrides.disclaimer]
        allow-linked = true
        [overrides.reading-time]
        slowest = 100
        [[overrides]]
        files = ["news/*.txt"]
        locale = "de-AT"
        """

    def test_what_holds_for_whom(self, tmp_path: Path) -> None:
        config = read(tmp_path, self.TEXT)
        assert for_file(config, str(tmp_path / "a.md")) is config
        assert for_file(config, str(tmp_path / "news" / "guides" / "a.md")) is config
        news = for_file(config, str(tmp_path / "news" / "a.md"))
        assert (news.settings.locale, news.fail_on, news.profile) == ("en-US", "never", "strict")
        assert (news.settings.tags.minimum, news.settings.tags.brands) == (1, ("Acme",))
        assert severities(news)["MED105"] == "note"
        assert severities(config)["MED105"] == "error"
        text = for_file(config, str(tmp_path / "a.txt"))
        assert (text.profile, text.settings.language, text.settings.locale) == ("core", "de", "en-GB")
        assert text.settings.disclaimer.allow_linked
        assert text.settings.reading_time.slowest == 100
        assert not text.settings.guesses_count
        assert not [code for code in severities(text) if code.startswith("MED1")]

    def test_a_later_one_lies_on_top(self, tmp_path: Path) -> None:
        config = read(tmp_path, self.TEXT)
        both = for_file(config, str(tmp_path / "news" / "a.txt"))
        assert (both.settings.locale, both.fail_on, both.settings.language) == ("de-AT", "never", "de")

    def test_files_for_which_the_same_holds_share_one_object(self, tmp_path: Path) -> None:
        config = read(tmp_path, self.TEXT)
        made = [for_file(config, str(tmp_path / "news" / name)) for name in ("a.md", "b.md", "c/d.md")]
        assert made[0] is made[1] is made[2]
        assert for_file(config, str(tmp_path / "news" / "a.txt")) is not made[0]
        old = for_file(config, str(tmp_path / "news" / "old" / "a.md"))
        assert (old.ignored, old.settings.locale) == (("MED104",), "en-US")
        assert "MED104" not in severities(old)

    def test_the_command_line_goes_before(self, tmp_path: Path) -> None:
        write(tmp_path / "medlint.toml", self.TEXT)
        config = finder(profile="strict")(str(tmp_path))
        text = for_file(config, str(tmp_path / "a.txt"))
        assert text.profile == "strict"
        given = Selection(select=("MED105",))
        assert plan_of(text, builtin(), given).rule_ids() == {"MED105"}

    def test_exclusions_of_the_command_line_stay(self, tmp_path: Path) -> None:
        config = read(tmp_path, self.TEXT)._replace(extend_exclude=("x/",))
        assert for_file(config, str(tmp_path / "a.txt")).extend_exclude == ("x/",)

    def test_those_of_an_extended_file_add_up(self, tmp_path: Path) -> None:
        write(
            tmp_path / "base.toml",
            "[[overrides]]\nfiles = ['*.md']\nlocale = 'ie'\nlanguage = 'fr'",
        )
        config = read(
            tmp_path / "site",
            "extends = '../base.toml'\nlanguage = 'de'\n[[overrides]]\nfiles = ['a.*']\nlocale = 'nz'",
        )
        found = for_file(config, str(tmp_path / "site" / "a.md"))
        assert (found.settings.locale, found.settings.language) == ("nz", "fr")

    def test_a_file_may_be_freed_of_all_rules_but_not_all_files(self, tmp_path: Path) -> None:
        config = read(tmp_path, "[[overrides]]\nfiles = ['a.md']\nignore = ['ALL']")
        assert not plan_of(for_file(config, str(tmp_path / "a.md")), builtin()).steps
        with pytest.raises(ConfigError, match="no rule is left"):
            plan_of(for_file(config, str(tmp_path / "a.md")), builtin(), Selection(ignore=("ALL",)))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("locale = 'x'", '1:1: "files" is missing here'),
            ("files = 'a'", '2:9: "overrides", item 1, "files" must be a list, not "a"'),
            ("files = ['a']\nselct = []", '3:1: unknown key "selct" in [[overrides]]'),
            ("files = ['a']\ninclude = ['b']", '3:1: unknown key "include" in [[overrides]]'),
            (
                "files = ['a']\nprofile = 'srict'",
                '3:11: no profile is called "srict"; did you mean "strict"?',
            ),
            ("files = ['a']\nfail-on = 'err'", '3:11: "overrides", item 1, "fail-on" must be one of "error"'),
            ("files = ['a']\nignore = ['MED1', 'MED999']", "3:19: no rule, category or beginning"),
            ("files = ['a']\n[overrides.severity]\nMED999 = 'note'", "4:1: no rule, category or beginning"),
            ("files = ['a']\ntags = { minimum = 9 }", '3:20: "minimum" is over "maximum" (8)'),
            ("files = ['a']\n[overrides.tags]\nvocabulary = 'x.txt'", "4:14: cannot read the tags"),
            (
                "files = ['a']\nschemas = [{ files = ['b'], schema = 'x.json' }]",
                "3:38: there is no file x.json",
            ),
        ],
        ids=range(11),
    )
    def test_a_mistake_is_told_even_if_no_file_matches(self, tmp_path: Path, text: str, said: str) -> None:
        told = refusal(tmp_path, f"[[overrides]]\n{text}")
        assert told.startswith(f"medlint.toml:{said}")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[[overrides]]\nfiles = ['b', '!']", "2:15"),
            ("[per-file-ignores]\n'!' = ['MED1']", "2:1"),
            ("include = [\n'!']", "2:1"),
            ("exclude = ['b', '!']", "1:17"),
            ("extend-exclude = ['!']", "1:19"),
            ("[[schemas]]\nfiles = ['files', '!']\nschema = 'medlint.toml'", "2:19"),
        ],
        ids=["overrides", "per-file-ignores", "include", "exclude", "extend-exclude", "schemas"],
    )
    def test_a_pattern_that_is_none(self, tmp_path: Path, text: str, said: str) -> None:
        for wrong in ("!", "[z-a]"):
            told = refusal(tmp_path, text.replace("'!'", f"'{wrong}'"))
            assert told == f'medlint.toml:{said}: "{wrong}" is not a pattern that .gitignore knows'


class TestSuppressions:
    """What a file is freed of is not held against its suppressions."""

    ARTICLE = b"# Colds\n\n<!-- medlint: ignore[MED104] until=2026-01-01 -->\n\nRest.\n"
    UNUSED = b"# Colds\n\n<!-- medlint: ignore[MED104] why -->\n\nRest.\n"

    @pytest.mark.parametrize(
        "text",
        [
            "[per-file-ignores]\n'news/**' = ['MED104']",
            "[[overrides]]\nfiles = ['news/**']\nignore = ['MED104']",
        ],
        ids=["per-file-ignores", "overrides"],
    )
    def test_a_rule_that_does_not_run_here_is_not_unused(self, tmp_path: Path, text: str) -> None:
        config = read(tmp_path, f"select = ['MED104', 'MED901']\ntoday = '2026-06-01'\n{text}")
        for article, where, expected in (
            (self.UNUSED, "news/a.md", []),
            (self.UNUSED, "a.md", ["MED901"]),
            (self.ARTICLE, "news/a.md", []),
            (self.ARTICLE, "a.md", ["MED901"]),
        ):
            plan = plan_of(for_file(config, str(tmp_path / where)), builtin())
            assert [f.rule for f in lint_bytes(where, article, plan).findings] == expected

    def test_reasons_can_be_required(self, tmp_path: Path) -> None:
        config = read(tmp_path, "select = ['MED104', 'MED901']\nrequire-reason = ['structure']")
        assert config.settings.require_reason == ("structure",)
        plan = plan_of(config, builtin())
        report = lint_bytes("a.md", b"# Colds\n\nRest.\n\n<!-- medlint: ignore[MED104] -->\n## T\n", plan)
        assert [f.rule for f in report.findings] == ["MED901", "MED104"]


def test_the_new_keys(tmp_path: Path) -> None:
    config = read(tmp_path, "max-warnings = 0\nbaseline = 'data/accepted.json'")
    assert (config.max_warnings, config.baseline) == (0, str(tmp_path / "data" / "accepted.json"))
    assert (
        refusal(tmp_path, "max-warnings = -1")
        == 'medlint.toml:1:16: "max-warnings" must be 0 or more, not -1'
    )
    assert refusal(tmp_path, "require-reason = ['MED1', 'MED77']").startswith("medlint.toml:1:27: no rule")


def test_examples_and_defaults_in_the_schema_are_valid() -> None:
    schema = json.loads((Path(folder_of("schemas")) / "config.schema.json").read_text("utf-8"))
    stack: list[Any] = [schema["properties"], schema["properties"]["overrides"]["items"]["properties"]]
    checked = 0
    while stack:
        for entry in stack.pop().values():
            assert entry.get("description")
            stack.append(entry.get("properties", {}))
            examples = [*entry.get("examples", ()), *([entry["default"]] if "default" in entry else ())]
            one = {"$defs": schema["$defs"], "properties": {**schema["properties"], "it": entry}}
            for example in examples:
                assert not list(jsonschema.Draft202012Validator(one).iter_errors({"it": example})), example
                checked += 1
    assert checked > 30
