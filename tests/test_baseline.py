"""The baseline: what it accepts, what is stale, what of it cannot be read."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint._places import folder
from medlint.baseline import (
    Acceptance,
    BaselineError,
    Entry,
    entries_of,
    home_of,
    read_baseline,
    relative,
    text_of,
    written,
)
from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Excerpt, FileReport, Finding, fingerprint
from medlint.plan import Plan, Step
from medlint.settings import Settings
from medlint.source import Position, Source, Span

PLAN = Plan(tuple(Step(rule, None) for rule in builtin()), Settings(language="en"))
SCHEMA = json.loads((Path(folder("schemas")) / "baseline.schema.json").read_text("utf-8"))


def finding(text: str, rule: str = "MED603", line: int = 1, *, whole: bool = False) -> Finding:
    span = Span(line * 100, line * 100 + len(text))
    place = Position(line, 1)
    excerpt = Excerpt(text, 0, len(text))
    return Finding(rule, "x", "error", "m", "h", "w", "", span, place, place, excerpt, (), None, whole=whole)


def report(path: Path, *findings: Finding, title: str = "") -> FileReport:
    return FileReport(str(path), "markdown", findings=findings, title=title)


def accept(home: Path, *reports: FileReport, walked: bool = True) -> Acceptance:
    """Return what a baseline written for some reports accepts, through a real file."""
    path = home / "medlint-baseline.json"
    path.write_bytes(written(entry for each in reports for entry in entries_of(each, home_of(str(path)))))
    jsonschema.validate(json.loads(path.read_text("utf-8")), SCHEMA)
    return read_baseline(str(path), [str(home)] if walked else [])


def lines(text: str) -> list[Finding]:
    return [finding(line, line=number) for number, line in enumerate(text.split("\n"), 1)]


def told(report: FileReport) -> list[str]:
    return [finding.excerpt.text for finding in report.findings]


def stale(acceptance: Acceptance) -> list[tuple[str, str]]:
    """Return what MED905 marks, as the text of the entry, with its message."""
    found = acceptance.stale(PLAN)
    if found is None:
        return []
    assert found.format == "baseline"
    assert found.source is not None
    text = found.source.text
    for each in found.findings:
        assert each.rule == "MED905"
        assert each.severity == "warning"
        assert text.split("\n")[each.start.line - 1][each.start.column - 1 :].startswith("{")
    return [(json.loads(text[slice(*each.span)])["text"], each.message) for each in found.findings]


def test_what_is_accepted_is_not_told_wherever_its_line_goes(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    acceptance = accept(tmp_path, report(tmp_path / "a.md", *lines("one\ntwo")))
    moved = report(tmp_path / "a.md", *lines("two\nnew\n one "))
    taken = acceptance.take(moved, PLAN)
    assert told(taken) == ["new"]
    assert [each.excerpt.text for each in taken.accepted] == ["two", " one "]
    assert acceptance.stale(PLAN) is None


@pytest.mark.parametrize(("now", "new", "left"), [(0, 0, 2), (1, 0, 1), (2, 0, 0), (3, 1, 0)])
def test_of_equal_lines_as_many_are_accepted_as_there_were(
    tmp_path: Path, now: int, new: int, left: int
) -> None:
    (tmp_path / "a.md").touch()
    acceptance = accept(tmp_path, report(tmp_path / "a.md", *lines("same\nsame")))
    taken = acceptance.take(
        report(tmp_path / "a.md", *[finding("same", line=n + 1) for n in range(now)]), PLAN
    )
    assert (len(taken.findings), len(stale(acceptance))) == (new, left)


def test_a_note_takes_no_entry_that_a_warning_needs(tmp_path: Path) -> None:
    note = finding("Crazy back pain drives crazy people mad")._replace(severity="note")
    warning = note._replace(severity="warning", span=Span(note.span.start + 24, note.span.end))
    error = warning._replace(severity="error", span=Span(note.span.start + 36, note.span.end))
    acceptance = accept(tmp_path, report(tmp_path / "a.md", warning, error))
    taken = acceptance.take(report(tmp_path / "a.md", note, warning, error), PLAN)
    assert (taken.findings, taken.accepted) == ((note,), (warning, error))
    assert stale(acceptance) == []


def test_a_suppressed_equal_does_not_shift_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    both = report(tmp_path / "a.md", finding("same", line=5))._replace(suppressed=(finding("same"),))
    acceptance = accept(tmp_path, both)
    assert len(acceptance.entries) == 1
    assert told(acceptance.take(report(tmp_path / "a.md", finding("same", line=3)), PLAN)) == []


def test_the_text_does_not_count_for_the_whole_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    acceptance = accept(
        tmp_path, report(tmp_path / "a.md", finding("# Old", "MED105", whole=True), title="Old")
    )
    assert acceptance.entries[0].text == "Old"
    new = report(tmp_path / "a.md", finding("# New", "MED105", whole=True), title="New")
    assert told(acceptance.take(new, PLAN)) == []
    (tmp_path / "b.md").touch()
    assert told(acceptance.take(new._replace(path=str(tmp_path / "b.md")), PLAN)) == ["# New"]


@pytest.mark.parametrize("rule", ["MED900", "MED901", "MED905"])
def test_never_accepted(tmp_path: Path, rule: str) -> None:
    (tmp_path / "a.md").touch()
    faulty = report(tmp_path / "a.md", finding("x y", rule))
    assert list(entries_of(faulty, str(tmp_path))) == []
    by_hand = Entry("a.md", rule, fingerprint(faulty.findings[0]), "x y")
    path = tmp_path / "b.json"
    path.write_bytes(written([by_hand]))
    assert told(read_baseline(str(path)).take(faulty, PLAN)) == ["x y"]


class TestStale:
    def test_each_message(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        acceptance = accept(
            tmp_path,
            report(tmp_path / "a.md", finding("mended"), finding("odd", "MED999", 2)),
            report(tmp_path / "gone.md", finding("went away")),
        )
        acceptance.take(report(tmp_path / "a.md"), PLAN)
        assert stale(acceptance) == [
            ("mended", "MED603 is accepted in a.md but no longer found there"),
            ("odd", "no rule is called 'MED999', which is accepted in a.md"),
            ("went away", "MED603 is accepted in gone.md, which no longer exists"),
        ]
        assert acceptance.lasting(PLAN) == []

    def test_a_file_that_was_not_looked_at(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        (tmp_path / "b.md").touch()
        acceptance = accept(
            tmp_path,
            *(report(tmp_path / name, finding(name)) for name in ("a.md", "b.md", "gone.md")),
            walked=False,
        )
        acceptance.take(report(tmp_path / "a.md"), PLAN)
        assert [text for text, _ in stale(acceptance)] == ["a.md"]
        assert [entry.path for entry in acceptance.lasting(PLAN)] == ["b.md", "gone.md"]

    def test_a_file_gone_from_a_folder_that_was_not_walked(self, tmp_path: Path) -> None:
        reports = (
            report(tmp_path / name, finding("words here")) for name in ("in/a.md", "inside/a.md", "a.md")
        )
        entries = [entry for each in reports for entry in entries_of(each, str(tmp_path))]
        source = Source(str(tmp_path / "b.json"), written(entries).decode())
        acceptance = Acceptance(source, sorted(entries), [str(tmp_path / "in")])
        found = acceptance.stale(PLAN)
        assert found is not None
        assert [each.message.split()[4] for each in found.findings] == ["in/a.md,"]

    @pytest.mark.parametrize("given", [True, False])
    def test_a_rule_that_did_not_run(self, tmp_path: Path, given: bool) -> None:
        (tmp_path / "a.md").touch()
        acceptance = accept(tmp_path, report(tmp_path / "a.md", finding("x")))
        without = PLAN._replace(steps=tuple(step for step in PLAN.steps if step.rule.id != "MED603"))
        acceptance.take(report(tmp_path / "a.md"), without if given else None)
        assert acceptance.stale(PLAN if given else without) is None

    def test_a_file_that_could_not_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        acceptance = accept(
            tmp_path, report(tmp_path / "a.md", finding("x")), report(tmp_path / "gone.md", finding("y"))
        )
        acceptance.take(FileReport(str(tmp_path / "a.md"), error="permission denied"), PLAN)
        assert acceptance.stale(PLAN) is None

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        acceptance = accept(tmp_path, report(tmp_path / "a.md", finding("x")))
        acceptance.take(report(tmp_path / "a.md")._replace(format="unreadable"), PLAN)
        assert acceptance.stale(PLAN) is None

    def test_without_the_rule_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        acceptance = accept(tmp_path, report(tmp_path / "a.md", finding("x")))
        acceptance.take(report(tmp_path / "a.md"), PLAN)
        quiet = PLAN._replace(steps=tuple(step for step in PLAN.steps if step.rule.id != "MED905"))
        assert acceptance.stale(quiet) is None
        assert acceptance.stale(PLAN) is not None

    def test_in_a_file_that_somebody_formatted(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").touch()
        accept(tmp_path, report(tmp_path / "a.md", *lines('né[]{}\\"\ntwo')))
        path = tmp_path / "medlint-baseline.json"
        text = json.dumps(json.loads(path.read_text("utf-8")), indent=4, sort_keys=True)
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        acceptance = read_baseline(str(path))
        acceptance.take(report(tmp_path / "a.md"), PLAN)
        assert {text for text, _ in stale(acceptance)} == {'né[]{}\\"', "two"}


class TestMoves:
    TITLE = "Easing a stiff neck"

    def moved(self, home: Path, now: FileReport, title: str = TITLE, old: str = "old/a.md") -> Acceptance:
        before = report(
            home / old, finding("---", "MED105", whole=True), finding("tags: []", line=2), title=title
        )
        acceptance = accept(home, before)
        (home / now.path).parent.mkdir(parents=True, exist_ok=True)
        (home / now.path).touch()
        return acceptance

    def now(self, home: Path, path: str, title: str = TITLE) -> FileReport:
        whole = finding("---", "MED105", whole=True)
        return report(home / path, whole, finding("tags: []", line=9), title=title)

    @pytest.mark.parametrize("path", ["new/a.md", "b.md"])
    def test_the_title_tells(self, tmp_path: Path, path: str) -> None:
        now = self.now(tmp_path, path)
        acceptance = self.moved(tmp_path, now)
        assert told(acceptance.take(now, PLAN)) == []
        assert stale(acceptance) == []
        assert [entry.path for entry in acceptance.lasting(PLAN)] == [path, path]

    @pytest.mark.parametrize(
        ("old", "path", "known"),
        [
            ("a/migraine.md", "b/migraine.md", True),
            ("migraine.md", "migraine/index.md", True),
            ("migraine/index.md", "head/migraine/index.mdx", True),
            ("migraine/index.md", "asthma/index.md", False),
            ("a/migraine.md", "a/asthma.md", False),
        ],
    )
    def test_a_title_of_one_word_tells_with_the_name(
        self, tmp_path: Path, old: str, path: str, known: bool
    ) -> None:
        now = self.now(tmp_path, path, "Overview")
        acceptance = self.moved(tmp_path, now, "Overview", old)
        assert (told(acceptance.take(now, PLAN)) == []) is known
        assert (stale(acceptance) == []) is known

    def test_another_article_is_new(self, tmp_path: Path) -> None:
        now = self.now(tmp_path, "new/b.md", "Living with asthma")
        acceptance = self.moved(tmp_path, now)
        assert told(acceptance.take(now, PLAN)) == ["---", "tags: []"]
        assert len(stale(acceptance)) == 2

    def test_a_copy_is_new(self, tmp_path: Path) -> None:
        now = self.now(tmp_path, "b.md")
        acceptance = self.moved(tmp_path, now)
        (tmp_path / "old").mkdir()
        (tmp_path / "old" / "a.md").touch()
        assert told(acceptance.take(now, PLAN)) == ["---", "tags: []"]

    def test_only_one_file_is_the_one_that_moved(self, tmp_path: Path) -> None:
        now = self.now(tmp_path, "b.md")
        acceptance = self.moved(tmp_path, now)
        assert told(acceptance.take(now, PLAN)) == []
        assert told(acceptance.take(now._replace(path=str(tmp_path / "c.md")), PLAN)) == ["---", "tags: []"]
        assert told(acceptance.take(now, PLAN)) == [], "asked again, it says the same"

    def test_a_line_leads_to_the_rest_but_not_to_another_title(self, tmp_path: Path) -> None:
        line = finding("This line is unique", line=4)
        whole = finding("---", "MED105", whole=True)
        acceptance = accept(tmp_path, report(tmp_path / "old.md", whole, line, title="Sore throats"))
        now = report(tmp_path / "new.md", whole, line, title="Living with asthma")
        assert told(acceptance.take(now, PLAN)) == ["---"]
        assert len(stale(acceptance)) == 1

    def test_what_several_articles_have_tells_nothing(self, tmp_path: Path) -> None:
        line = finding("By the editors of this site", "MED203")
        acceptance = accept(tmp_path, *(report(tmp_path / name, line) for name in ("a.md", "b.md")))
        assert told(acceptance.take(report(tmp_path / "c.md", line), PLAN)) == [line.excerpt.text]


class TestFile:
    def test_bytes_do_not_depend_on_the_order(self) -> None:
        entries = [Entry(path, "MED105", f"{n:016x}", "x") for path in ("b", "a") for n in (2, 1, 1)]
        assert written(entries) == written(reversed(entries))
        text = written(entries).decode()
        assert text.endswith('"text": "x"}\n  ]\n}\n')
        assert text.count("\n") == len(entries) + 5
        assert json.loads(written([])) == {"version": 1, "accepted": []}

    def test_odd_names_and_texts_come_back(self, tmp_path: Path) -> None:
        entries = [
            Entry('a "b"\\\n.md', "MED105", "0" * 16, "\udc80\u2028\t\x00é🙂"),
            Entry("\udcff.md", "MED105", "1" * 16, ""),
        ]
        path = tmp_path / "b.json"
        path.write_bytes(written(entries))
        assert list(read_baseline(str(path)).entries) == entries

    def test_text_is_what_a_person_recognizes(self) -> None:
        line = "word " * 100
        long = finding("x")._replace(excerpt=Excerpt(line + "wrong here " + line, len(line), len(line) + 5))
        text = text_of(long, FileReport("a.md"))
        assert text.startswith("wrong here word")
        assert len(text) <= 60
        assert text_of(finding(" a \t b "), FileReport("a.md")) == "a b"

    def test_paths_count_from_the_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "site").mkdir()
        home = home_of(str(tmp_path / "site" / "b.json"))
        monkeypatch.chdir(tmp_path)
        assert relative("site/x/a.md", home) == "x/a.md"
        assert relative(str(tmp_path / "site" / "a.md"), home) == "a.md"
        assert relative("a.md", home) == "../a.md"

    @pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
    def test_a_link_to_a_folder_changes_no_path(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        home = home_of(str(tmp_path / "link" / "b.json"))
        assert relative(str(tmp_path / "real" / "a.md"), home) == "a.md"
        assert relative(str(tmp_path / "link" / "a.md"), home) == "a.md"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", ":1:1: not valid JSON: expecting value"),
            ('{\n  "version" 1}', ":2:13: not valid JSON: expecting ':' delimiter"),
            (
                '{\n  "accepted": [\n<<<<<<< HEAD\n{}\n=======\n>>>>>>> x\n]}',
                ":3:1: there is a merge conflict",
            ),
            ("[]", ":1:1: not a baseline: it holds no object"),
            ("{}", ':1:1: not a baseline: "version" must be 1'),
            ('{"version":\n true}', ':2:2: not a baseline: "version" must be 1'),
            ('{"accepted": [], "version":\n  2}', ":2:3: written by a later medlint"),
            ('{"version": 1}', ':1:1: not a baseline: "accepted" must be a list'),
            ('{"version": 1,\n"accepted": {}}', ':2:13: not a baseline: "accepted" must be a list'),
            ('{"version": 1,\n"accepted": [\n [1, {}],\n  7]}', ':3:2: an entry needs "path"'),
            (
                '{"accepted": [{"path": "a", "rule": "", "fingerprint": ""},\n {"rule": ""}], "version": 1}',
                ':2:2: an entry needs "path"',
            ),
            ("[" * 100_000, ": not a baseline: it is nested too deeply"),
            ("1" * 5000, ": not a baseline: it is nested too deeply"),
        ],
        ids=range(13),
    )
    def test_what_cannot_be_read_is_named(self, tmp_path: Path, text: str, said: str) -> None:
        path = tmp_path / "b.json"
        path.write_text(text, "utf-8")
        with pytest.raises(BaselineError) as error:
            read_baseline(str(path))
        assert str(error.value).startswith(f"{path}{said}")
        assert re.search(r"`medlint baseline -o \S*b\.json --(?:force|update)`", str(error.value))

    def test_the_usual_name_need_not_be_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for name, command in (
            ("medlint-baseline.json", "medlint baseline --force"),
            ("old ones.json", "medlint baseline -o 'old ones.json' --force"),
        ):
            (tmp_path / name).write_text("{")
            with pytest.raises(BaselineError) as error:
                read_baseline(name)
            assert str(error.value).endswith(f"; fix it, or write it afresh with `{command}`")

    def test_a_file_that_is_not_there_or_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "b.json"
        with pytest.raises(BaselineError, match=r"`medlint baseline -o .*b\.json` writes it"):
            read_baseline(str(path))
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(BaselineError, match="not UTF-8"):
            read_baseline(str(path))
        with pytest.raises(BaselineError, match="cannot be read"):
            read_baseline(str(tmp_path))


LINE = st.sampled_from(["one", "two words", "tags: [A B]", "", "# Title"])
FOUND = st.lists(st.tuples(LINE, st.sampled_from(["MED603", "MED104"]), st.booleans()), max_size=8)


def made(path: Path, found: list[tuple[str, str, bool]], title: str) -> FileReport:
    return report(
        path,
        *(finding(text, rule, number, whole=whole) for number, (text, rule, whole) in enumerate(found, 1)),
        title=title,
    )


def kinds(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    """Return how many there are of each rule and text; for the whole article the text is none."""
    return Counter((f.rule, "" if f.whole else "".join(f.excerpt.text.split())) for f in findings)


@settings(max_examples=300, deadline=None)
@given(FOUND, FOUND, st.booleans(), st.sampled_from(["Sore throats", "Colds"]))
def test_nothing_is_accepted_that_was_not_there(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, str, bool]],
    after: list[tuple[str, str, bool]],
    moves: bool,
    title: str,
) -> None:
    home = tmp_path_factory.mktemp("site")
    old = made(home / "a.md", before, "Sore throats")
    (home / ("b.md" if moves else "a.md")).touch()
    acceptance = accept(home, old)
    new = made(home / ("b.md" if moves else "a.md"), after, title)
    taken = acceptance.take(new, PLAN)
    assert Counter(taken.findings) + Counter(taken.accepted) == Counter(new.findings)
    common = kinds(old.findings) & kinds(new.findings)
    accepted = kinds(taken.accepted)
    assert accepted <= common
    if not moves:
        assert accepted == common
    if moves and title == "Colds":
        assert not any(found.whole for found in taken.accepted)
    assert len(stale(acceptance)) == len(before) - accepted.total()
    assert len(acceptance.lasting(PLAN)) == accepted.total()


ARTICLE = """\
# Colds

## Rest

Text.

## Rest

## Signs

##Signs

By The Team

## Signs
""".splitlines()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["cut", "add", "swap"]), st.integers(0, 40), st.sampled_from(ARTICLE)),
        max_size=6,
    )
)
def test_edits_of_an_article(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("site") / "a.md"
    path.touch()
    before = lint_bytes(str(path), "\n".join(ARTICLE).encode(), PLAN)
    acceptance = accept(path.parent, before)
    text = list(ARTICLE)
    for action, at, line in edits:
        where = at % (len(text) or 1)
        if action == "add":
            text.insert(where, line)
        elif text and action == "cut":
            text.pop(where)
        elif text:
            text[0], text[where] = text[where], text[0]
    after = lint_bytes(str(path), "\n".join(text).encode(), PLAN)
    taken = acceptance.take(after, PLAN)
    assert len(taken.findings) + len(taken.accepted) == len(after.findings)
    if after.format == "unreadable":
        assert taken == after
        return
    assert kinds(taken.accepted) <= kinds(before.findings)
    new = kinds(after.findings) - kinds(before.findings)
    assert kinds(tuple(f for f in taken.findings if f.rule not in ("MED900", "MED901"))) == new


def test_the_example_in_the_guide(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "baseline.md").read_text("utf-8")
    (article,) = re.findall(r"```markdown\n(.*?)```", page, re.S)
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.S)
    steps = tuple(step for step in PLAN.steps if step.rule.id in ("MED105", "MED603"))
    found = lint_bytes(str(tmp_path / "neck.md"), article.encode(), PLAN._replace(steps=steps))
    assert written(entries_of(found, home_of(str(tmp_path / "b.json")))).decode() == shown
