"""Configuration: which file holds, what it may say, and where it is wrong."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from medlint._places import folder
from medlint.catalogue import Catalogue
from medlint.config import Config, ConfigError, Selection, finder, plan_of
from medlint.plan import Plan
from medlint.rule import Rule
from medlint.settings import (
    Days,
    DisclaimerSettings,
    DoseSettings,
    ReadingTimeSettings,
    ReviewSettings,
    Settings,
    TagSettings,
    days,
)

SCHEMA = json.loads((Path(folder("schemas")) / "config.schema.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of this machine, or of the folder that the tests run in, reaches a test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "user"))
    monkeypatch.setattr("medlint.catalogue.compiled_rules", lambda: {"rules": [], "profiles": PROFILES})


PROFILES = {
    "core": {"description": "The default."},
    "strict": {
        "severity": {"MED1": "error"},
        "disclaimer": {"require": ["emergency"]},
        "guesses-count": True,
    },
}


def write(folder: Path, text: str, name: str = "medlint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str, name: str = "medlint.toml") -> Config:
    write(folder, text, name)
    return finder()(str(folder))


def refusal(folder: Path, text: str, name: str = "medlint.toml") -> str:
    """Return what is said of a wrong configuration, from the line number on."""
    with pytest.raises(ConfigError) as caught:
        read(folder, text, name)
    path = str(folder / name)
    assert str(caught.value).startswith(path + ":")
    return str(caught.value)[len(path) + 1 :]


class TestWhichFile:
    def test_nearest_wins_and_nothing_is_merged(self, tmp_path: Path) -> None:
        write(tmp_path, 'fail-on = "note"\nlocale = "en-GB"')
        write(tmp_path / "a", 'fail-on = "warning"')
        (tmp_path / "a" / "b").mkdir()
        config = finder()(str(tmp_path / "a" / "b"))
        assert (config.fail_on, config.settings.locale) == ("warning", "")
        assert config.root == str(tmp_path / "a")

    def test_order_in_one_folder(self, tmp_path: Path) -> None:
        write(tmp_path, '[tool.medlint]\nlocale = "en-CA"', "pyproject.toml")
        assert finder()(str(tmp_path)).settings.locale == "en-CA"
        write(tmp_path, 'locale = "de"')
        assert finder()(str(tmp_path)).settings.locale == "de"
        write(tmp_path, 'locale = "en-AU"', ".medlint.toml")
        assert finder()(str(tmp_path)).settings.locale == "en-AU"

    @pytest.mark.parametrize(
        "text", ["", "[tool.ruff]\nx = 1", "# medlint\n[tool]\n", "this is no TOML ["], ids=range(4)
    )
    def test_a_project_without_our_table_is_skipped(self, tmp_path: Path, text: str) -> None:
        write(tmp_path, 'locale = "en-US"')
        write(tmp_path / "in", text, "pyproject.toml")
        assert finder()(str(tmp_path / "in")).settings.locale == "en-US"

    def test_the_users_own_file_comes_last(self, tmp_path: Path) -> None:
        write(tmp_path / "user" / "medlint", 'locale = "en-IE"')
        (tmp_path / "in").mkdir()
        assert finder()(str(tmp_path / "in")).settings.locale == "en-IE"
        assert finder(isolated=True)(str(tmp_path / "in")).settings.locale == ""

    def test_a_named_file_counts_from_the_working_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write(tmp_path / "etc", 'locale = "en-IE"', "anything.toml")
        write(tmp_path / "in", 'locale = "en-NZ"')
        monkeypatch.chdir(tmp_path)
        config = finder(config=str(path))(str(tmp_path / "in"))
        assert (config.settings.locale, config.root) == ("en-IE", str(tmp_path))

    def test_a_named_file_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="no such file"):
            finder(config=str(tmp_path / "x.toml"))(".")

    def test_a_named_project_must_have_our_table(self, tmp_path: Path) -> None:
        path = write(tmp_path, "[project]", "pyproject.toml")
        with pytest.raises(ConfigError, match=r"\[tool.medlint\]"):
            finder(config=str(path))(".")

    def test_byte_order_mark_and_windows_line_ends(self, tmp_path: Path) -> None:
        (tmp_path / "medlint.toml").write_bytes(b'\xef\xbb\xbflocale = "en-AU"\r\nlanguage = "de"\r\n')
        config = finder()(str(tmp_path))
        assert (config.settings.locale, config.settings.language) == ("en-AU", "de")

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "medlint.toml").write_bytes(b"locale = '\xff'")
        with pytest.raises(ConfigError, match="not UTF-8"):
            finder()(str(tmp_path))


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('\nextend_select = ["MED1"]', '2:1: unknown key "extend_select"; did you mean "extend-select"?'),
            ("selct = []", '1:1: unknown key "selct"; did you mean "select"?'),
            ("zzz = 1", '1:1: unknown key "zzz"'),
            (
                "[disclaimer]\nallow-foter = true",
                '2:1: unknown key "allow-foter" in [disclaimer]; did you mean "allow-footer"?',
            ),
            (
                "tags = { minimum = 2, maxi = 3 }",
                '1:23: unknown key "maxi" in [tags]; did you mean "maximum"?',
            ),
            ("disclaimer.allow-footer = 1", '1:27: "disclaimer.allow-footer" must be true or false, not 1'),
            ("ignore = 'MED1'", '1:10: "ignore" must be a list, not "MED1"'),
            ('ignore = [\n  "MED1",\n  2]', '3:3: "ignore", item 2 must be a text in quotes, not 2'),
            (
                'fail-on = "warnings"',
                '1:11: "fail-on" must be one of "error", "warning", "note", "never", not "warnings"; '
                'did you mean "warning"?',
            ),
            ("select = []", '1:10: "select" must not be empty'),
            ("include = []", '1:11: "include" must not be empty'),
            ("[[overrides]]\nfiles = []", '2:9: "overrides", item 1, "files" must not be empty'),
            (
                "[[schemas]]\nfiles = []\nschema = 'medlint.toml'",
                '2:9: "schemas", item 1, "files" must not be empty',
            ),
            (
                "[metadata]\ntitle = ['t']\nautor = ['x']",
                '3:1: unknown key "autor" in [metadata]; did you mean "author"?',
            ),
            (
                "[metadata]\nreading_time = ['x']",
                '2:1: unknown key "reading_time" in [metadata]; did you mean "reading-time"?',
            ),
            ('language = "eng"', '1:12: "language": "eng" is not a known language; did you mean "en"?'),
            (
                'language = "xx"',
                '1:12: "language": "xx" is not a known language; it is a code of ISO 639, such as "en"',
            ),
            (
                'locale = "en-GBR"',
                '1:10: "locale": "en-GBR" is not a known place; did you mean "en-GB"?',
            ),
            ('locale = "Indai"', '1:10: "locale": "Indai" is not a known place; did you mean "India"?'),
            (
                'locale = "xx-YY"',
                '1:10: "locale": "xx-YY" is not a known place; '
                'it is a language and a country, or a country, such as "en-GB"',
            ),
            ("max-file-size = 0", '1:17: "max-file-size" must be 1 or more, not 0'),
            ("max-warnings = -1.0", '1:16: "max-warnings" must be 0 or more, not -1.0'),
            ("max-file-size = true", '1:17: "max-file-size" must be a whole number, not true'),
            ("today = 'soon'", '1:9: "today" must look like 2026-11-23, not "soon"'),
            ("today = '2025-02-29'", '1:9: "today": there is no day 2025-02-29'),
            (
                "[[schemas]]\nfiles = ['a']\nschema = 'medlint.toml'\n[[schemas]]\nfiles = ['b']",
                '4:1: "schema" is missing here',
            ),
            ("[reading-time]\nslowest = 300", '2:11: "slowest" is over "fastest" (265)'),
            ("[tags]\nminimum = 9", '2:11: "minimum" is over "maximum" (8)'),
            (
                "[readability]\nhelp-section = 101",
                '2:16: "readability.help-section" must be 100 or less, not 101',
            ),
            ("[review]\nwarn = 12", '2:8: "fine" is over "warn" (12)'),
            (
                "profile = 'srict'",
                '1:11: no profile is called "srict"; did you mean "strict"? There are: core, strict.',
            ),
        ],
        ids=range(31),
    )
    def test_says_where(self, tmp_path: Path, text: str, said: str) -> None:
        assert refusal(tmp_path, text) == said

    @pytest.mark.parametrize(
        ("text", "line"),
        [("a = [1,\n", 2), ("locale = 'en-US'\nlocale = 'y'\n\n", 2), ("\n\na b", 3)],
        ids="abc",
    )
    def test_says_where_the_syntax_is_wrong(self, tmp_path: Path, text: str, line: int) -> None:
        said = refusal(tmp_path, text)
        assert said.startswith(f"{line}:")
        assert "not valid TOML: " in said

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "profile = strict",
                '1:11: not valid TOML: invalid value; a text needs quotation marks: "strict"',
            ),
            (
                "\nignore = [MED1]",
                '2:11: not valid TOML: invalid value; a text needs quotation marks: "MED1"',
            ),
            ("guesses-count = yes", "1:17: not valid TOML: invalid value; write true"),
            ("guesses-count = False", "1:17: not valid TOML: invalid value; write false"),
            ("profile =", "1:10: not valid TOML: invalid value"),
            ("profile = 'nhs'\nlocale = 'gb'\nprofile = 'us'\n", "3:1: not valid TOML: profile is set twice"),
            ("select = ['MED1']\n select = [\n'MED1',\n]", "2:2: not valid TOML: select is set twice"),
            ("tags = {minimum = 1, minimum = 2}", "1:33: not valid TOML: minimum is set twice"),
            (
                "[tags]\n[review]\n[tags]",
                "3:6: not valid TOML: [tags] stands here a second time: put all its keys under the first",
            ),
            ("tags = 1\ntags.a = 2", "2:11: not valid TOML: cannot overwrite a value"),
        ],
        ids=range(10),
    )
    def test_says_what_was_meant(self, tmp_path: Path, text: str, said: str) -> None:
        assert refusal(tmp_path, text) == said

    @pytest.mark.parametrize("value", ["'off'", "false", "'ignore'"])
    def test_off_is_no_severity(self, tmp_path: Path, value: str) -> None:
        told = refusal(tmp_path, f"severity.MED105 = {value}")
        assert told.endswith('; to switch it off, put "MED105" into `ignore`')

    def test_says_all_at_once(self, tmp_path: Path) -> None:
        told = refusal(tmp_path, "selct = []\nfail-on = 'x'\n[tags]\nminimum = -1").split("\n")
        assert [line.removeprefix(f"{tmp_path}/medlint.toml:")[:4] for line in told] == [
            "1:1:",
            "2:11",
            "4:11",
        ]
        config = read(tmp_path, "select = ['MED999', 'MED1']\nignore = ['wether']\nseverity.x = 'note'")
        with pytest.raises(ConfigError) as caught:
            plan_of(config, RULES)
        assert [line.split(".toml:")[1][:4] for line in str(caught.value).split("\n")] == [
            *("3:1:", "1:11", "2:11"),
        ]

    def test_says_where_in_a_project(self, tmp_path: Path) -> None:
        text = '[project]\nname = "x"\n\n[tool.medlint]\nselec = []\n'
        assert refusal(tmp_path, text, "pyproject.toml").startswith("5:1: unknown key")

    def test_a_schema_that_is_not_there(self, tmp_path: Path) -> None:
        said = refusal(tmp_path, "[[schemas]]\nfiles = ['a']\nschema = 'no.json'")
        assert said.startswith("3:10: there is no file")

    def test_a_profile_on_the_command_line(self) -> None:
        with pytest.raises(ConfigError, match=r'--profile: no profile is called "x"\. There are: core, '):
            finder(isolated=True, profile="x")(".")

    def test_nested_too_deeply(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError):
            read(tmp_path, "a = " + "[" * 20_000)


class TestValues:
    def test_everything(self, tmp_path: Path) -> None:
        (tmp_path / "guide.json").write_text("{}")
        (tmp_path / "tags.yaml").write_text("- back-pain\n- 2020\n- no\n")
        config = read(
            tmp_path,
            """
            fail-on = "never"
            output-format = "json"
            include = ["*.md"]
            exclude = []
            extend-exclude = ["x/"]
            respect-gitignore = false
            max-file-size = 5
            language = "de"
            locale = "de-AT"
            today = 2026-01-02
            guesses-count = true
            [disclaimer]
            allow-footer = false
            allow-linked = true
            components = ["Note"]
            require = ["emergency"]
            [reading-time]
            words-per-minute = 200
            slowest = 1
            fastest = 2
            slowest-reader = 3
            fastest-reader = 4
            count-headings = false
            count-disclaimer = false
            count-images = false
            [tags]
            vocabulary = "tags.yaml"
            brands = ["Acme"]
            minimum = 1
            maximum = 2
            [review]
            fine = 1
            warn = 2
            withdraw = 3
            [metadata]
            author = ["writtenBy", "by"]
            [[schemas]]
            files = ["guides/**", "more/**"]
            schema = "guide.json"
            [per-file-ignores]
            "news/**" = ["MED1"]
            """,
        )
        assert config.settings == Settings(
            disclaimer=DisclaimerSettings(False, True, ("Note",), ("emergency",)),
            reading_time=ReadingTimeSettings(1, 2, 3, 4, 200, False, False, False),
            tags=TagSettings({"back-pain": {}, "2020": {}, "no": {}}, ("Acme",), 1, 2),
            review=ReviewSettings(1, 2, 3),
            spellings={"writtenBy": "author", "by": "author"},
            schemas=tuple((p, str(tmp_path / "guide.json")) for p in ("guides/**", "more/**")),
            root=str(tmp_path),
            language="de",
            locale="de-AT",
            today="2026-01-02",
            max_file_size=5,
            guesses_count=True,
        )
        assert config[4:11] == ("never", "json", ("*.md",), (), ("x/",), False, (("news/**", ("MED1",)),))

    def test_every_setting_has_a_key(self) -> None:
        keys = SCHEMA["properties"]
        tables = {
            "disclaimer": DisclaimerSettings,
            "reading_time": ReadingTimeSettings,
            "doses": DoseSettings,
            "tags": TagSettings,
            "review": ReviewSettings,
        }
        renamed = {"spellings": "metadata", "house": "words-per-minute"}
        for name in Settings._fields:
            if name in ("root", "real", "gathered"):
                continue
            key = renamed.get(name, name.replace("_", "-"))
            assert key in keys
            for field in getattr(tables.get(name), "_fields", ()):
                assert renamed.get(field, field.replace("_", "-")) in keys[key]["properties"]

    def test_the_schema_states_the_real_defaults(self) -> None:
        for table, made in (
            ("disclaimer", DisclaimerSettings()),
            ("reading-time", ReadingTimeSettings()),
            ("doses", DoseSettings()),
            ("tags", TagSettings()),
            ("review", ReviewSettings()),
        ):
            for key, entry in SCHEMA["properties"][table]["properties"].items():
                default = getattr(made, key.replace("-", "_"), None)
                if "default" in entry:
                    assert entry["default"] == (list(default) if isinstance(default, tuple) else default)
        assert SCHEMA["properties"]["max-file-size"]["default"] == Settings().max_file_size

    @pytest.mark.parametrize("name", ["en", "EN", "en-GB", "de_AT", "zh-Hans", "haw", ""])
    def test_languages(self, tmp_path: Path, name: str) -> None:
        assert read(tmp_path, f'language = "{name}"').settings.language == name

    @pytest.mark.parametrize(
        "name",
        ["en-GB", "en_US", "gb", "UK", "en-UK", "United Kingdom", "de-CH", "es-419", "zh-Hans-CN", "eu", ""],
    )
    def test_places(self, tmp_path: Path, name: str) -> None:
        assert read(tmp_path, f'locale = "{name}"').settings.locale == name

    def test_a_profile_lies_beneath(self, tmp_path: Path) -> None:
        config = read(tmp_path, 'profile = "strict"\n[disclaimer]\nallow-footer = false')
        assert config.settings.disclaimer == DisclaimerSettings(allow_footer=False, require=("emergency",))
        assert config.settings.guesses_count
        assert not finder(profile="core")(str(tmp_path)).settings.guesses_count

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("t.yaml", "a: {}\nb:\n"),
            ("t.yml", "[a, b]"),
            ("t.json", '["a", "b"]'),
            ("t.toml", 'tags = ["a", "b"]'),
            ("t.toml", "[a]\n[b]"),
            ("t.txt", "# all\na\r\n\r\nb\n"),
        ],
        ids=range(6),
    )
    def test_a_vocabulary_from_a_file(self, tmp_path: Path, name: str, text: str) -> None:
        (tmp_path / name).write_text(text, newline="")
        vocabulary = read(tmp_path, f'[tags]\nvocabulary = "{name}"').settings.tags.vocabulary
        assert list(vocabulary or ()) == ["a", "b"]

    @pytest.mark.parametrize(
        ("name", "text"),
        [("t.yaml", "3"), ("t.json", "{"), ("t.csv", "a,b"), ("gone.txt", None), ("t.yaml", "[" * 9999)],
        ids=range(5),
    )
    def test_a_vocabulary_that_cannot_be_read(self, tmp_path: Path, name: str, text: str | None) -> None:
        if text is not None:
            (tmp_path / name).write_text(text)
        assert refusal(tmp_path, f'[tags]\nvocabulary = "{name}"').startswith("2:14: ")


def rule(code: str, name: str, enabled: bool = True) -> Rule:
    return Rule(code, name, "", "claims", "error", enabled, "0", "check", {}, {}, "", (), ())


RULES = Catalogue((rule("MED101", "one"), rule("MED102", "two"), rule("MED201", "far", enabled=False)))


class TestPlan:
    @staticmethod
    def codes(*layers: Selection) -> list[str]:
        return sorted(plan_of(Config(layers=layers), RULES).rule_ids())

    def test_defaults(self) -> None:
        assert self.codes() == ["MED101", "MED102"]

    def test_blanks_around_a_selector_say_nothing(self) -> None:
        assert self.codes(Selection(select=("MED1",), ignore=(" MED101 ",))) == ["MED102"]
        assert self.codes(Selection(select=(" MED101",), ignore=("MED1",))) == ["MED101"]
        layer = Selection(severities={" MED101": "note", "MED1": "warning"})
        assert [step.severity for step in plan_of(Config(layers=(layer,)), RULES).steps] == [
            "note",
            "warning",
        ]

    def test_a_later_layer_wins_however_exact_the_earlier(self) -> None:
        exact = Selection(extend_select=("MED101", "MED201"))
        assert self.codes(exact, Selection(ignore=("MED1",))) == ["MED201"]
        assert self.codes(Selection(ignore=("MED101",)), Selection(extend_select=("MED1",))) == [
            "MED101",
            "MED102",
        ]

    def test_select_starts_afresh(self) -> None:
        assert self.codes(Selection(ignore=("MED201",)), Selection(select=("MED2",))) == ["MED201"]

    def test_severity_of_a_later_layer_wins(self) -> None:
        layers = (Selection(severities={"MED101": "note"}), Selection(severities={"MED1": "warning"}))
        plan = plan_of(Config(layers=layers), RULES)
        assert [step.severity for step in plan.steps] == ["warning", "warning"]

    def test_an_unknown_rule_in_a_file(self, tmp_path: Path) -> None:
        path = write(tmp_path, 'select = ["MED1"]\nignore = [\n  "MED1",\n  "thre",\n  "MED999"]')
        config = finder()(str(tmp_path))
        with pytest.raises(
            ConfigError, match='no rule, category or beginning of a code is called "thre"'
        ) as e:
            plan_of(config, RULES)
        assert str(e.value).startswith(f"{path}:4:3: ")

    def test_an_unknown_rule_in_other_places(self, tmp_path: Path) -> None:
        write(tmp_path, "\n[severity]\noen = 'note'")
        with pytest.raises(ConfigError, match=r':3:1: .*did you mean "one"\?'):
            plan_of(finder()(str(tmp_path)), RULES)
        write(tmp_path, "[per-file-ignores]\n'a.md' = ['MED101', 'MED7']")
        with pytest.raises(ConfigError, match=r':2:21: .*"MED7"'):
            plan_of(finder()(str(tmp_path)), RULES)

    def test_an_unknown_rule_on_the_command_line(self) -> None:
        with pytest.raises(ConfigError, match=r'^--extend-select: .*"MED9"'):
            plan_of(Config(), RULES, Selection(extend_select=("MED9",)))

    def test_no_rule_left_is_not_a_clean_run(self) -> None:
        with pytest.raises(ConfigError, match="no rule is left"):
            plan_of(Config(), RULES, Selection(ignore=("ALL",)))

    def test_no_rule_left_is_told_of_what_left_none(self, tmp_path: Path) -> None:
        write(tmp_path, "")
        config = finder()(str(tmp_path))
        with pytest.raises(ConfigError) as caught:
            plan_of(config, RULES, Selection(("MED102",), ignore=("MED102",)))
        assert str(caught.value) == "no rule is left to check; see `--select` and `--ignore`"
        write(tmp_path, "ignore = ['ALL']")
        config = finder()(str(tmp_path))
        for given in (None, Selection(ignore=("MED102",))):
            with pytest.raises(ConfigError) as caught:
                plan_of(config, RULES, given)
            assert str(caught.value).endswith(
                "medlint.toml: no rule is left to check; see `select` and `ignore`"
            )

    def test_a_name_with_a_line_end_makes_no_second_error(self, tmp_path: Path) -> None:
        write(tmp_path, 'select = ["MED\\n105", "MED999"]')
        with pytest.raises(ConfigError) as caught:
            plan_of(finder()(str(tmp_path)), RULES)
        first, second = str(caught.value).split("\n")
        assert 'is called "MED\\n105"' in first
        assert 'is called "MED999"' in second


class TestToday:
    def plan(self, today: str = "") -> Plan:
        return plan_of(Config(settings=Settings(today=today)), RULES)

    def test_a_plan_keeps_the_day_that_it_was_made_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("medlint.settings.days", lambda: Days("2026-05-01", "2026-05-02"))
        settings = self.plan().settings
        monkeypatch.setattr("medlint.settings.days", lambda: Days("2026-05-02", "2026-05-03"))
        assert (settings.day(), settings.latest_day()) == ("2026-05-01", "2026-05-02")
        assert (Settings().day(), Settings().latest_day()) == ("2026-05-02", "2026-05-03")

    def test_one_that_is_given_is_kept_alone(self) -> None:
        settings = self.plan("2026-05-01").settings
        assert (settings.day(), settings.latest_day(), settings.real) == ("2026-05-01", "2026-05-01", Days())

    def test_the_real_one_is_the_clock_s(self) -> None:
        assert days().here <= days().first
        assert days().here in {date.today().isoformat(), (date.today() - timedelta(1)).isoformat()}


def test_config_is_picklable(tmp_path: Path) -> None:
    import pickle

    config = read(tmp_path, "locale = 'en-US'")
    assert pickle.loads(pickle.dumps(config)) == config
    assert os.path.isabs(config.root)
