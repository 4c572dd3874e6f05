from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from inspect import ismodule
from pathlib import Path

import pytest

from medlint import _records, _shelf
from medlint._files import time_and_size
from medlint._shelf import Shelf, modules, patterns, together
from medlint._shelf import shelf as file

PATTERNS = (
    ("a+b", 0),
    ("a+b", re.I),
    (r"(?P<year>\d{4})-(?:(?P<month>\d\d)|x)(?(month)y|z)", 0),
    (rb"\x00[\x80-\xff]{2,3}?", 0),
    ("(?im)^[äöü\U0001f600-\U0001f64f]+(?<!b)$", 0),
    (r"(?x) a  # comment", re.A),
)


@pytest.fixture
def re_itself(monkeypatch: pytest.MonkeyPatch):
    """Put `re` back as it was at the end of the test, and forget what it knows."""
    compiler = import_module("re._compiler")
    monkeypatch.setattr(compiler, "compile", compiler.compile)
    monkeypatch.setattr(re, "_compile", vars(re)["_compile"])
    monkeypatch.setattr(_shelf, "_lent", None)
    re.purge()
    yield
    re.purge()
    vars(_records).pop("exec", None)
    vars(_records).pop("eval", None)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "made" / "shelf.bin"
    monkeypatch.setattr(_shelf, "path_of", lambda: str(path))
    return path


def facts(pattern: str | bytes, flags: int) -> tuple[object, ...]:
    re.purge()
    made = re.compile(pattern, flags)
    text = "aab AAB 2026-05y 😀ü a" if isinstance(pattern, str) else b"\x00\x80\x81\x82"
    found = [(match.span(), match.groupdict()) for match in made.finditer(text)]  # type: ignore[arg-type]
    return made.pattern, made.flags, made.groups, dict(made.groupindex), found


def contents(shelf: Shelf) -> dict[object, object]:
    return {key: (bytes(shelf.code(made[0])), *made[1:]) for key, made in shelf.patterns.items()}


@pytest.mark.usefixtures("re_itself")
def test_a_pattern_from_the_shelf_is_the_pattern(path: Path):
    expected = [facts(*pattern) for pattern in PATTERNS]
    first = _shelf.lend()
    assert first is not None
    assert [facts(*pattern) for pattern in PATTERNS] == expected
    assert {patterns.number_of(p, int(flags))[1] for p, flags in PATTERNS} <= set(first.patterns)
    assert first.keep()
    second = Shelf(str(path))
    assert contents(second) == contents(first)
    first.patterns.clear()
    compiler = import_module("re._compiler")
    never = compiler._code
    compiler._code = None  # nothing is left to be compiled
    try:
        taken = patterns.taker(second, import_module("_sre"))
        compiler.compile = patterns.compile_with(taken, second, compiler, None)
        assert [facts(*pattern) for pattern in PATTERNS] == expected
    finally:
        compiler._code = never


@pytest.mark.usefixtures("re_itself")
def test_what_is_on_the_shelf_is_compiled_once(path: Path):
    first = _shelf.lend()
    assert first is not None
    re.compile("a+c", re.I)
    assert first.keep()
    _shelf.lend()
    made = re.compile("a+c", re.I)
    re.purge()
    assert re.compile("a+c", re.I) is made
    assert re.compile("a+c") is not made
    assert re.compile(made) is made
    with pytest.raises(TypeError):
        re.compile("a+c", "i")  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        re.compile(None)  # type: ignore[call-overload]


@pytest.mark.usefixtures("re_itself", "path")
def test_a_wrong_pattern_fails_as_ever():
    shelf = _shelf.lend()
    assert shelf is not None
    with pytest.raises(re.error, match="unterminated subpattern"):
        re.compile("(a")
    assert patterns.number_of("(a", 0)[1] not in shelf.patterns


@pytest.mark.usefixtures("re_itself", "path")
def test_what_depends_on_the_machine_is_not_kept():
    shelf = _shelf.lend()
    assert shelf is not None
    assert re.compile(b"[a-z]", re.L).match(b"a")
    assert shelf.patterns == {}


def test_a_broken_file_is_not_read(path: Path):
    shelf = Shelf(str(path))
    shelf.patterns[patterns.number_of("a", 0)[1]] = (b"a\x01\x00\x00\x00", 0, 0, ())
    assert shelf.keep()
    data = path.read_bytes()
    assert contents(Shelf(str(path))) == contents(shelf) != {}
    index = len(file._stamp()) + 12
    flipped = data[:index] + bytes((data[index] ^ 1,)) + data[index + 1 :]
    for broken in (b"", data[:index], data[:-1], data + b"\0", b"x" + data, flipped):
        path.write_bytes(broken)
        assert contents(Shelf(str(path))) == {}


@pytest.mark.parametrize("stored", [b"ab" + b"\xff\xff\x00\x00" * 3, b"ac", b"ab\x01", b""])
def test_code_that_is_none_is_compiled_anew(path: Path, re_itself: None, stored: bytes):
    shelf = Shelf(str(path))
    shelf.patterns[patterns.number_of("ab", 0)[1]] = (stored, 0, 0, ())
    compiler = import_module("re._compiler")
    taken = patterns.taker(shelf, import_module("_sre"))
    compiler.compile = patterns.compile_with(taken, shelf, compiler, None)
    assert re.compile("ab").findall("xab") == ["ab"]


def test_a_full_shelf_begins_anew(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file, "_MOST", 3)
    monkeypatch.setattr(file, "_MOST_PHRASES", 3)
    shelf = Shelf(str(path))
    for number in range(3):
        shelf.phrases["phrase", str(number)] = ("", (), ())
    shelf.keep()
    shelf = Shelf(str(path))
    assert len(shelf.phrases) == 3
    shelf.phrases["phrase", "new"] = ("", (), ())
    shelf.keep()
    assert list(Shelf(str(path)).phrases) == [("phrase", "new")]


def test_no_more_is_kept_where_nothing_can_be_written(tmp_path: Path):
    (tmp_path / "file").touch()
    shelf = Shelf(str(tmp_path / "file" / "shelf.bin"))
    shelf.phrases["phrase", "a"] = ("", (), ())
    assert not shelf.keep()


def test_no_byte_code_no_shelf(tmp_path: Path):
    """Who wants Python to write no byte code gets no shelf written; the findings are the same."""
    article = tmp_path / "a.md"
    article.write_text("# Back pain\n\nThis cures back pain.\n", encoding="utf-8")
    outputs = []
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for switch in (["-B"], [], []):
        options = ("-X", f"pycache_prefix={tmp_path / 'cache'}")
        command = (sys.executable, *switch, *options, "-m", "medlint", "check", "--isolated", str(article))
        run = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=env)
        outputs.append((run.returncode, run.stdout, run.stderr))
        written = any((tmp_path / "cache").rglob("shelf.*.bin"))
        assert written is not bool(switch)
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0][0] == 1


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module, loaded once, as a run would."""
    home = tmp_path / "library" / "shelved"
    home.mkdir(parents=True)
    (home / "__init__.py").touch()
    (home / "part.py").write_text("VALUE = 1\n", encoding="utf-8")
    (home / "other.py").write_text("VALUE = 2\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(home.parent))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    import_module("shelved.part")
    yield home
    forget()


def forget() -> None:
    for name in ("shelved", "shelved.part", "shelved.other"):
        sys.modules.pop(name, None)


def known_to(path: Path) -> Shelf:
    """Return a new run's shelf, which finds modules."""
    shelf = Shelf(str(path))
    sys.meta_path.insert(0, modules.Finder(shelf))
    forget()
    return shelf


def test_a_module_is_found_where_it_was(path: Path, package: Path):
    assert Shelf(str(path)).keep()
    shelf = known_to(path)
    assert "shelved.part" in shelf.modules
    part = import_module("shelved.part")
    spec = part.__spec__
    assert part.VALUE == 1
    assert type(spec.loader) is modules._Loader
    assert spec.loader.get_source("shelved.part") == "VALUE = 1\n"
    assert (part.__file__, part.__cached__, spec.parent) == (str(package / "part.py"), spec.cached, "shelved")
    before = path.read_bytes()
    assert shelf.keep()
    assert path.read_bytes() == before


def test_a_module_tells_what_it_has_and_what_it_has_not(path: Path, package: Path):
    answering = (
        "def __getattr__(name):\n    if name == 'late':\n        return 3\n    raise AttributeError(name)\n"
    )
    (package / "other.py").write_text(answering, encoding="utf-8")
    import_module("shelved.other")
    assert Shelf(str(path)).keep()
    known_to(path)
    part, other = import_module("shelved.part"), import_module("shelved.other")
    assert all(type(module.__spec__.loader) is modules._Loader for module in (part, other))
    assert ismodule(part)
    assert repr(part) == f"<module 'shelved.part' from {str(package / 'part.py')!r}>"
    with pytest.raises(AttributeError, match="late"):
        _ = part.late
    with pytest.raises(ImportError, match=r"cannot import name 'late' from 'shelved\.part'"):
        exec("from shelved.part import late")
    assert other.late == 3
    exec("from shelved.other import late")


def test_an_edited_module_is_read_anew(path: Path, package: Path):
    assert Shelf(str(path)).keep()
    (package / "part.py").write_text("VALUE = 22\n", encoding="utf-8")
    shelf = known_to(path)
    assert import_module("shelved.part").VALUE == 22
    assert shelf.keep()
    known_to(path)
    part = import_module("shelved.part")
    assert part.VALUE == 22
    assert type(part.__spec__.loader) is modules._Loader


def test_a_package_that_is_elsewhere_is_another(
    path: Path, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert Shelf(str(path)).keep()
    other = tmp_path / "other" / "shelved"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    (other / "part.py").write_text("VALUE = 3\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(other.parent))
    assert known_to(path).modules["shelved.part"][1] == str(package / "part.py")
    shelf = known_to(path)
    assert import_module("shelved.part").VALUE == 3
    assert shelf.keep()
    assert Shelf(str(path)).modules["shelved.part"][1] == str(other / "part.py")


def test_byte_code_that_is_cut_off_is_not_kept(path: Path, package: Path):
    Path(sys.modules["shelved.part"].__cached__).write_bytes(b"cut off")
    assert Shelf(str(path)).keep()
    assert "shelved.part" not in Shelf(str(path)).modules


def test_code_that_cannot_be_read_is_not_run(path: Path, package: Path):
    assert Shelf(str(path)).keep()
    start, _ = Shelf(str(path)).modules["shelved.part"][-1]
    data = bytearray(path.read_bytes())
    shelf = Shelf(str(path))
    at = len(data) - len(shelf._codes) + start
    data[at] = ord("?")  # no kind of data
    path.write_bytes(bytes(data))
    known_to(path)
    part = import_module("shelved.part")
    assert part.VALUE == 1
    assert type(part.__spec__.loader) is modules._Loader


@pytest.fixture
def kept_together(path: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package, whose modules' codes are kept together."""
    monkeypatch.setattr(together, "PACKAGES", frozenset(("shelved",)))
    import_module("shelved.other")
    assert Shelf(str(path)).keep()
    assert Shelf(str(path)).modules["shelved.part"][-1] == 1
    return package


def test_codes_that_are_kept_together_are_found(path: Path, kept_together: Path):
    shelf = known_to(path)
    part = import_module("shelved.part")
    assert part.VALUE == 1
    assert type(part.__spec__.loader) is modules._Loader
    before = path.read_bytes()
    assert shelf.keep()
    assert path.read_bytes() == before


def test_one_of_several_modules_that_are_kept_together_is_edited(path: Path, kept_together: Path):
    (kept_together / "part.py").write_text("VALUE = 22\n", encoding="utf-8")
    shelf = known_to(path)
    assert import_module("shelved.part").VALUE == 22
    assert import_module("shelved.other").VALUE == 2
    assert shelf.keep()
    assert {Shelf(str(path)).modules[name][-1] for name in ("shelved.other", "shelved.part")} == {0, 1}
    known_to(path)
    part = import_module("shelved.part")
    assert part.VALUE == 22
    assert type(part.__spec__.loader) is modules._Loader


def test_what_is_loaded_later_is_kept_by_itself(path: Path, kept_together: Path):
    (kept_together / "late.py").write_text("VALUE = 3\n", encoding="utf-8")
    shelf = known_to(path)
    assert import_module("shelved.late").VALUE == 3
    assert shelf.keep()
    sys.modules.pop("shelved.late")
    shelf = known_to(path)
    assert isinstance(shelf.modules["shelved.late"][-1], tuple)
    late = import_module("shelved.late")
    assert (late.VALUE, type(late.__spec__.loader)) == (3, modules._Loader)
    assert import_module("shelved.part").VALUE == 1
    sys.modules.pop("shelved.late")


def test_codes_together_that_cannot_be_read_are_not_run(path: Path, kept_together: Path):
    shelf = Shelf(str(path))
    (start, _), count = shelf._together
    assert count == 2
    data = bytearray(path.read_bytes())
    data[len(data) - len(shelf._codes) + start] = ord("?")  # no kind of data
    path.write_bytes(bytes(data))
    known_to(path)
    part = import_module("shelved.part")
    assert part.VALUE == 1
    assert type(part.__spec__.loader) is modules._Loader


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.json"
    path.write_text('{"of": ["a", "list"]}', encoding="utf-8")
    return path


@pytest.mark.usefixtures("re_itself", "path")
def test_what_a_file_holds_is_read_once(words: Path):
    read = lambda: json.loads(words.read_text(encoding="utf-8"))  # noqa: E731
    assert _shelf.data(str(words), read) == {"of": ["a", "list"]}  # no shelf is lent
    first = _shelf.lend()
    assert first is not None
    _shelf.data(str(words), read)["of"].append("changed")  # what a run does with it stays in that run
    assert first.keep()
    _shelf.lend()
    assert _shelf.data(str(words), lambda: None) == {"of": ["a", "list"]}
    words.write_text('["another list"]', encoding="utf-8")
    assert _shelf.data(str(words), read) == ["another list"]


@pytest.mark.usefixtures("re_itself")
def test_data_that_cannot_be_read_are_made_anew(path: Path, words: Path):
    shelf = _shelf.lend()
    assert shelf is not None
    shelf.texts[str(words)] = (*time_and_size(str(words)), b"?")
    assert _shelf.data(str(words), lambda: "anew") == "anew"
    assert shelf.keep()
    assert Shelf(str(path)).data(str(words), lambda: "never") == "anew"


@pytest.mark.usefixtures("re_itself", "path")
def test_what_cannot_be_kept_is_handed_on(words: Path):
    shelf = _shelf.lend()
    assert shelf is not None
    odd = object()
    assert _shelf.data(str(words), lambda: odd) is odd
    assert shelf.texts == {}


@pytest.mark.usefixtures("re_itself")
def test_the_source_of_a_record_is_compiled_once(path: Path, monkeypatch: pytest.MonkeyPatch):
    first = _shelf.lend()
    assert first is not None
    monkeypatch.setattr(_records, "_constructors", {})
    made = type(_records.NamedTuple)("Pair", (), {"__annotations__": {"a": "int", "b": "int"}, "b": 2})
    assert made(1) == (1, 2)
    assert repr(made(3, b=4)) == "Pair(a=3, b=4)"
    ((source, mode),) = first.sources
    assert (source.partition(":")[0], mode) == ("lambda _cls, f0, f1, ", "eval")
    assert first.keep()
    second = Shelf(str(path))
    monkeypatch.setattr(file, "compile", None, raising=False)
    assert eval(second.compiled(source, mode), {"_new": tuple.__new__})(tuple, 1, 2) == (1, 2)


@pytest.mark.usefixtures("re_itself", "path")
def test_source_that_is_wrong_fails_as_ever():
    shelf = _shelf.lend()
    assert shelf is not None
    with pytest.raises(SyntaxError):
        shelf.compiled("lambda", "eval")
    assert shelf.sources == {}
