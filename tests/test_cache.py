from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint import cache
from medlint.cache import Entry, Stamp, Store, digest, encode, prepare, stamp_of
from medlint.cache import key as cache_key
from medlint.cache.entries import Counts, counts_of, pack, read_counts, unpack
from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Edit, Excerpt, FileReport, Finding, Fix, Note
from medlint.plan import Plan, make_plan
from medlint.settings import Days, Settings
from medlint.source import Position, Span

KEY, OTHER = b"k" * 16, b"o" * 16
STYLE = b"s" * 16
LONG_AGO = 10**18
RULES = {rule.id: rule for rule in builtin()}
BAD = b"---\ntitle: Stiff neck\nauthor: admin\n---\n\n# Stiff neck\n\nMove it gently.\n"


def entry(
    path: str, content: bytes = b"one", *, text: bytes | None = b"shown\n", stamp: Stamp | None = None
) -> Entry:
    stamp = stamp or Stamp(len(content), LONG_AGO, LONG_AGO, 7)
    return Entry(
        path, stamp, digest(content), "md\ten\t0\t1\t0\t0\t0\t0", b"result of " + path.encode(), text
    )


def store(folder: Path, key: bytes = KEY, style: bytes = STYLE) -> Store:
    return Store(str(folder / "results"), key, style)


def fill(folder: Path, *entries: Entry, key: bytes = KEY) -> Path:
    made = store(folder, key)
    for one in entries:
        made.add(one)
    made.close()
    return Path(made.path)


def held(folder: Path, key: bytes = KEY) -> dict[str, tuple[bytes | None, bytes | None]]:
    made = store(folder, key)
    return {path: (made.result(row), made.text(row)) for row, path in made.live()}


NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=()), min_size=1, max_size=12
).filter(
    lambda name: all(not 0xD800 <= ord(sign) <= 0xDFFF or 0xDC80 <= ord(sign) <= 0xDCFF for sign in name)
)
TEXTS = st.binary(max_size=30)


class TestStore:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.dictionaries(NAMES, st.tuples(st.binary(max_size=40), TEXTS), max_size=6), max_size=4))
    def test_what_was_stored_last_is_found(
        self, tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, tuple[bytes, str]]]
    ) -> None:
        folder = tmp_path_factory.mktemp("cache")
        expected: dict[str, tuple[bytes, str]] = {}
        for run in runs:
            made = store(folder)
            for name, (content, text) in run.items():
                made.add(Entry(name, Stamp(len(content), 1, 2, 3), digest(content), "c", content, text))
            made.close()
            expected |= run
        assert held(folder) == expected
        found = store(folder)
        assert all(found.is_content(row, expected[path][0]) for row, path in found.live())

    def test_text_belongs_to_a_way_to_print(self, tmp_path: Path) -> None:
        fill(tmp_path, entry("a.md", text=b"wide\n"))
        other = store(tmp_path, style=b"t" * 16)
        assert other.text(other.find("a.md")) is None
        none = store(tmp_path, style=bytes(16))
        assert none.text(none.find("a.md")) is None
        same = store(tmp_path)
        assert same.text(same.find("a.md")) == b"wide\n"

    def test_with_and_without_text_in_one_run(self, tmp_path: Path) -> None:
        fill(tmp_path, entry("a.md"), entry("b.md", text=None), entry("c.md", text=b""))
        assert {path: text for path, (_, text) in held(tmp_path).items()} == {
            "a.md": b"shown\n",
            "b.md": None,
            "c.md": b"",
        }

    def test_ten_thousand_entries(self, tmp_path: Path) -> None:
        fill(tmp_path, *(entry(f"{number:05}.md", b"%d" % number) for number in range(10_000)))
        made = store(tmp_path)
        assert len(made) == 10_000
        for number in random.Random(3).sample(range(10_000), 50):
            name = f"{number:05}.md"
            row = made.find(name)
            assert made.is_content(row, b"%d" % number)
            assert made.result(row) == b"result of " + name.encode()
            assert made.text(row) == b"shown\n"

    def test_a_file_with_much_that_is_out_of_date_shrinks(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        names = [f"{number}.md" for number in range(600)]
        for name in names:
            Path(name).touch()
        for _ in range(3):
            path = fill(tmp_path, *(entry(name) for name in names))
        before = path.stat().st_size
        Path(names[0]).unlink()
        store(tmp_path).close()
        assert path.stat().st_size < before / 2
        assert set(held(tmp_path)) == set(names[1:])

    def test_the_oldest_go_from_a_file_that_is_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(cache, "MOST_BYTES", 4000)
        for number in range(10):
            Path(f"{number}.md").touch()
            path = fill(tmp_path, entry(f"{number}.md", text=b"x" * 500))
        store(tmp_path).close()
        assert path.stat().st_size < 4500
        kept = held(tmp_path)
        assert "9.md" in kept
        assert "0.md" not in kept

    def test_files_of_other_plans_are_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache, "MOST_FILES", 12)
        for number in range(cache.MOST_FILES + 5):
            path = fill(tmp_path, entry("a.md"), key=b"%016d" % number)
            os.utime(path, (number, number))
        # A new file is made beside those that are kept.
        assert len(list((tmp_path / "results").iterdir())) == cache.MOST_FILES + 1
        assert path.exists()

    def test_files_of_last_week_and_too_many_bytes_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = [fill(tmp_path, entry("a.md"), key=b"%016d" % number) for number in range(4)]
        os.utime(paths[0], (time.time() - 8 * 24 * 3600,) * 2)
        os.utime(paths[1], (time.time() - 3600,) * 2)
        fill(tmp_path, entry("a.md"))
        assert [path.exists() for path in paths] == [False, True, True, True]
        monkeypatch.setattr(cache, "MOST_BYTES", paths[1].stat().st_size)
        fill(tmp_path, entry("a.md"), key=OTHER)
        assert [path.exists() for path in paths].count(True) == 1

    def test_a_draft_of_a_killed_run_goes(self, tmp_path: Path) -> None:
        path = fill(tmp_path, entry("a.md"))
        draft = path.with_suffix(".results.0123.tmp")
        draft.write_bytes(b"half")
        os.utime(draft, (1, 1))
        fill(tmp_path, entry("a.md"), key=OTHER)
        assert not draft.exists()

    def test_the_folder_says_that_it_is_a_cache(self, tmp_path: Path) -> None:
        fill(tmp_path / ".medlint_cache", entry("a.md"))
        tag = (tmp_path / ".medlint_cache" / "CACHEDIR.TAG").read_text()
        assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")
        assert (tmp_path / ".medlint_cache" / ".gitignore").read_text() == "*\n"

    def test_a_folder_that_was_there_is_not_ignored(self, tmp_path: Path) -> None:
        fill(tmp_path, entry("a.md"))
        assert {path.name for path in tmp_path.iterdir()} == {"results"}


class TestFaults:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return fill(tmp_path, *(entry(f"{number}.md", text=b"x" * 20) for number in range(5)))

    def test_any_byte_may_be_wrong(self, tmp_path: Path, path: Path) -> None:
        good = path.read_bytes()
        expected = held(tmp_path)
        dice = random.Random(5)
        for at in (*range(90), *(dice.randrange(len(good)) for _ in range(200))):
            path.write_bytes(good[:at] + bytes([good[at] ^ (1 << dice.randrange(8))]) + good[at + 1 :])
            for name, (result, text) in held(tmp_path).items():
                assert result in (None, expected[name][0])
                assert text in (None, expected[name][1])

    def test_any_end_may_be_missing(self, tmp_path: Path, path: Path) -> None:
        fill(tmp_path, entry("later.md"))
        good = path.read_bytes()
        for size in range(len(good)):
            path.write_bytes(good[:size])
            assert set(held(tmp_path)) in ({f"{number}.md" for number in range(5)}, set())
            assert (size >= len(good) // 2) or not held(tmp_path)

    def test_what_a_killed_run_left_is_cut_off(self, tmp_path: Path, path: Path) -> None:
        with path.open("ab") as stream:
            stream.write(encode([entry("half.md")], KEY, STYLE)[:-3])
        fill(tmp_path, entry("new.md"))
        assert set(held(tmp_path)) == {*(f"{number}.md" for number in range(5)), "new.md"}

    def test_what_another_run_wrote_since_is_not_cut_off(self, tmp_path: Path, path: Path) -> None:
        with path.open("ab") as stream:
            stream.write(b"half")
        mine = store(tmp_path)
        fill(tmp_path, entry("theirs.md"))
        mine.add(entry("mine.md"))
        mine.close()
        assert {"theirs.md", "mine.md"} < set(held(tmp_path))

    @pytest.mark.parametrize("junk", [b"", b"\0" * 500, b"medlint1" * 100, os.urandom(3000)])
    def test_a_file_that_is_something_else(self, tmp_path: Path, path: Path, junk: bytes) -> None:
        path.write_bytes(junk)
        assert held(tmp_path) == {}
        fill(tmp_path, entry("new.md"))
        assert set(held(tmp_path)) == {"new.md"}

    @pytest.mark.parametrize(
        ("count", "size"), [(0, 3), (1, 3), (4, 3), (6, 3), (2**32 - 1, 3), (5, 2**62), (5, 2**63 - 1)]
    )
    def test_right_checksums_of_wrong_columns(
        self, tmp_path: Path, path: Path, count: int, size: int
    ) -> None:
        rows = [entry(f"{number}.md") for number in range(5)]
        index = b"".join(array("q", column).tobytes() for column in (*([[1] * 5] * 4), [size] * 5, [0] * 5))
        index += b"".join(row.digest for row in rows)
        index += "\0".join((*(row.path for row in rows), *(row.counts for row in rows))).encode()
        head = cache._HEAD.pack(
            cache._MAGIC, KEY, STYLE, count, crc32(index), len(index), 15, 0, crc32(b"x" * 15), crc32(b"")
        )
        path.write_bytes(head + index + b"x" * 15)
        assert held(tmp_path) == {}
        fill(tmp_path, entry("new.md"))
        assert set(held(tmp_path)) == {"new.md"}

    def test_a_file_of_another_plan_under_this_name(self, tmp_path: Path, path: Path) -> None:
        other = fill(tmp_path, entry("other.md"), key=OTHER)
        path.write_bytes(other.read_bytes())
        assert held(tmp_path) == {}

    def test_a_folder_in_its_place(self, tmp_path: Path, path: Path) -> None:
        path.unlink()
        path.mkdir()
        assert held(tmp_path) == {}
        fill(tmp_path, entry("new.md"))

    def test_a_file_where_the_folder_should_be(self, tmp_path: Path) -> None:
        (tmp_path / "results").write_text("mine")
        fill(tmp_path, entry("new.md"))
        assert (tmp_path / "results").read_text() == "mine"

    @pytest.mark.parametrize("call", ["open", "write"])
    def test_a_full_disk(
        self, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        expected = held(tmp_path)

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, call, full)
            fill(tmp_path, entry("new.md"))
        assert held(tmp_path) == expected

    def test_a_disk_that_is_full_halfway(
        self, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = held(tmp_path)
        write = os.write
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lambda handle, data: write(handle, data[: len(data) // 2]))
            fill(tmp_path, entry("new.md"))
        assert held(tmp_path) == expected
        fill(tmp_path, entry("newer.md"))
        assert set(held(tmp_path)) == {*expected, "newer.md"}

    def test_runs_at_the_same_time(self, tmp_path: Path) -> None:
        one, other = store(tmp_path), store(tmp_path)
        for number in range(1500):
            one.add(entry(f"one-{number}.md"))
            other.add(entry(f"other-{number}.md"))
        one.close()
        other.close()
        assert len(held(tmp_path)) == 3000

    def test_the_file_goes_while_it_is_read(self, tmp_path: Path, path: Path) -> None:
        made = store(tmp_path)
        path.unlink()
        (tmp_path / "results").rmdir()
        row = made.find("1.md")
        assert made.result(row) in (None, b"result of 1.md")
        made.add(entry("new.md"))
        made.close()

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does")
    def test_kill_while_writing(self, tmp_path: Path) -> None:
        code = (
            "import sys; sys.path.insert(0, sys.argv[2])\n"
            "from test_cache import *\n"
            "made = Store(sys.argv[1], KEY, STYLE)\n"
            "print('ready', flush=True)\n"
            "number = 0\n"
            "while True:\n"
            "    made.add(entry(f'{number}.md', text=b'x' * 3000)); number += 1\n"
        )
        here = os.path.dirname(__file__)
        for delay in (0.0, 0.02, 0.05, 0.09):
            writer = subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path / "results"), here], stdout=subprocess.PIPE
            )
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(delay)
            writer.kill()
            writer.wait()
            writer.stdout.close()
            assert all(
                result == b"result of " + name.encode() and text == b"x" * 3000
                for name, (result, text) in held(tmp_path).items()
            )
        # What is no file any more goes where the writers wrote so much of the same that it is tidied up.
        new = tmp_path / "new.md"
        new.touch()
        fill(tmp_path, entry(str(new)))
        assert str(new) in held(tmp_path)


class TestStamp:
    def test_a_file_that_was_left_alone_is_trusted(self, tmp_path: Path) -> None:
        article = tmp_path / "a.md"
        article.write_bytes(b"one")
        status = article.stat()
        later = max(status.st_mtime_ns, status.st_ctime_ns) + cache.TICK + 1
        fill(tmp_path, entry("a.md", stamp=stamp_of(status, later)))
        made = store(tmp_path)
        assert made.is_same(made.find("a.md"), status)

    @pytest.mark.parametrize("offset", [0, cache.TICK, -(10**12)], ids=["now", "a tick ago", "the future"])
    def test_a_young_file_and_one_from_the_future_are_read(self, tmp_path: Path, offset: int) -> None:
        article = tmp_path / "a.md"
        article.write_bytes(b"one")
        status = article.stat()
        now = max(status.st_mtime_ns, status.st_ctime_ns) + offset
        fill(tmp_path, entry("a.md", stamp=stamp_of(status, now)))
        made = store(tmp_path)
        row = made.find("a.md")
        assert not made.is_same(row, status)
        assert made.is_content(row, b"one")

    def test_same_size_and_time_in_another_file(self, tmp_path: Path) -> None:
        article, other = tmp_path / "a.md", tmp_path / "b.md"
        article.write_bytes(b"one")
        other.write_bytes(b"two")
        for path in (article, other):
            os.utime(path, (1000, 1000))
        status = article.stat()
        fill(tmp_path, entry("a.md", stamp=stamp_of(status, status.st_ctime_ns + cache.TICK + 1)))
        other.replace(article)
        made = store(tmp_path)
        row = made.find("a.md")
        assert article.stat().st_mtime_ns == status.st_mtime_ns
        assert not made.is_same(row, article.stat())
        assert not made.is_content(row, article.read_bytes())

    @pytest.mark.skipif(os.name == "nt", reason="the time of a change is the time of birth there")
    def test_same_size_and_time_in_the_same_file(self, tmp_path: Path) -> None:
        article = tmp_path / "a.md"
        article.write_bytes(b"one")
        os.utime(article, (1000, 1000))
        status = article.stat()
        fill(tmp_path, entry("a.md", stamp=stamp_of(status, status.st_ctime_ns + cache.TICK + 1)))
        time.sleep(0.02)
        article.write_bytes(b"two")
        os.utime(article, (1000, 1000))
        made = store(tmp_path)
        assert not made.is_same(made.find("a.md"), article.stat())


class TestReports:
    def test_a_report_survives(self) -> None:
        plan = make_plan(builtin(), Settings())
        report = lint_bytes("a.md", BAD, plan)
        assert len(report.findings) > 3
        assert unpack("a.md", pack(report), RULES) == report

    def test_every_field_survives(self) -> None:
        rule = RULES["MED105"]
        fix = Fix("Add it", (Edit(Span(3, 4), "a\ud800"), Edit(Span(9, 9), "")), "unsafe")
        note = Note("see", Position(1, 2), Position(1, 3), Excerpt("odd \udcff", 0, 2))
        finding = Finding(
            rule.id, rule.name, "note", "message", "hint", rule.reason, rule.url, Span(1, 2), Position(1, 2),
            Position(2, 1), Excerpt("line", 1, 2), (note, note), fix, "reason", True,
        )  # fmt: skip
        report = FileReport("x.md", "md", "en", 12, (finding,), (finding,), seconds=0.25, title="T ’")
        assert unpack("x.md", pack(report), RULES) == report
        assert read_counts(counts_of(report)) == Counts("md", "en", 1, 0, 1, 0, 0, 1, 0, 1)

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            (1, "fatal"), (1, ["error"]), (2, 5), (3, None), (4, [0, "a"]), (4, [1]), (5, [-1, 1]),
            (6, [1, 2, 3]), (7, ["x", 0, 10**9]), (7, [1, 0, 0]),
            (8, [[1, [1, 1], [1, 1], ["x", 0, 1]]]), (8, 5), (9, ["t", [[[0, "q"], "x"]], "safe"]),
            (9, ["t", [], "zz"]), (10, 7),
        ],
    )  # fmt: skip
    def test_values_of_other_types_are_no_report(self, place: int, value: object) -> None:
        row = ["MED105", "error", "m", "h", [0, 1], [1, 1], [1, 2], ["x", 0, 1], [], None, None, False]
        report = ["md", "en", 1, "t", 0, [row], []]
        assert len(unpack("x.md", json.dumps(report).encode(), RULES).findings) == 1
        row[place] = value  # type: ignore[call-overload]
        with pytest.raises(ValueError, match=r".*"):
            unpack("x.md", json.dumps(report).encode(), RULES)

    @pytest.mark.parametrize(
        "data",
        [
            b"", b"[]", b"{}", b'["md","en",1,"",0,[["MED000"]],[]]', b"\xff", b"[" * 100_000,
            b'["md","en","x","t",0,[],[]]', b'["md","en",1,5,0,[],[]]', b'["md",1,1,"t","y",[],[]]',
        ],
    )  # fmt: skip
    def test_what_is_no_report(self, data: bytes) -> None:
        with pytest.raises(ValueError, match=r".*"):
            unpack("x.md", data, RULES)


class TestKey:
    @pytest.fixture
    def plan(self) -> Plan:
        return make_plan(builtin(), Settings(today="2026-05-01"))

    def others(self, plan: Plan, tmp_path: Path) -> Iterator[Plan]:
        yield plan._replace(steps=plan.steps[1:])
        yield plan._replace(steps=(plan.steps[0]._replace(severity="note"), *plan.steps[1:]))
        yield plan._replace(settings=plan.settings._replace(today="2026-05-02"))
        yield plan._replace(settings=plan.settings._replace(today=""))
        yield plan._replace(settings=plan.settings._replace(spellings={"by": "author"}))
        yield plan._replace(settings=plan.settings._replace(schemas=(("*", str(tmp_path / "none.json")),)))

    def test_it_is_the_same_for_the_same(self, plan: Plan) -> None:
        assert cache_key.key_of(plan) == cache_key.key_of(make_plan(builtin(), Settings(today="2026-05-01")))

    def test_whatever_changes_results_changes_it(self, plan: Plan, tmp_path: Path) -> None:
        keys = {cache_key.key_of(other) for other in self.others(plan, tmp_path)}
        assert len(keys) == 6
        assert cache_key.key_of(plan) not in keys

    def test_the_real_day_counts_where_none_is_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plan = make_plan(builtin(), Settings())
        monkeypatch.setattr("medlint.settings.days", lambda: Days("2026-05-01", "2026-05-02"))
        today = cache_key.key_of(plan)
        monkeypatch.setattr("medlint.settings.days", lambda: Days("2026-05-01", "2026-05-03"))
        later = cache_key.key_of(plan)
        monkeypatch.setattr("medlint.settings.days", lambda: Days("2026-05-02", "2026-05-03"))
        assert len({today, later, cache_key.key_of(plan)}) == 3

    def test_a_schema_that_was_edited(self, plan: Plan, tmp_path: Path) -> None:
        schema = tmp_path / "s.json"
        schema.write_text("{}")
        plan = plan._replace(settings=plan.settings._replace(schemas=(("*", str(schema)),)))
        before = cache_key.key_of(plan)
        schema.write_text('{"type": "object"}')
        assert cache_key.key_of(plan) != before

    @pytest.mark.parametrize("name", ["__version__", "sys.version"])
    def test_another_version(self, plan: Plan, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        before = cache_key.key_of(plan)
        cache_key._program.cache_clear()
        monkeypatch.setattr(f"medlint.cache.key.{name}", "9.9.9")
        assert cache_key.key_of(plan) != before
        cache_key._program.cache_clear()

    def test_another_folder(self, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = cache_key.key_of(plan)
        monkeypatch.chdir(tmp_path)
        assert cache_key.key_of(plan) != before


def test_prepare_refuses_what_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        prepare(str(tmp_path / "file" / "results"))
