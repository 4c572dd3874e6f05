"""`dataclasses` without `inspect`; `typing`, `html` and others when something of them is asked for."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import medlint
from medlint import _unread

CODE = """
import json, sys
from medlint import _light
{before}
_light.lighten()
known = "inspect" in sys.modules
import mistune
from dataclasses import asdict, dataclass, field, fields, replace

@dataclass(frozen=True, slots=True)
class Dose:
    amount: int
    unit: str = "mg"
    notes: list = field(default_factory=list)

dose = replace(Dose(5), unit="g")
lent = "inspect" in sys.modules
import inspect
signature = str(inspect.signature(Dose))
print(json.dumps([known, lent, repr(dose), asdict(dose), [f.name for f in fields(Dose)], signature]))
"""
TOLD = [
    "Dose(amount=5, unit='g', notes=[])",
    {"amount": 5, "unit": "g", "notes": []},
    ["amount", "unit", "notes"],
]


def answers(before: str = "") -> list[object]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", CODE.format(before=before)], capture_output=True, text=True, check=True
    )
    read: list[object] = json.loads(done.stdout)
    return read


def test_data_classes_work_and_inspect_is_not_loaded() -> None:
    known, lent, *told, signature = answers()
    assert (known, lent) == (False, False)
    assert told == TOLD
    assert str(signature).startswith("(amount: ")


def test_what_is_loaded_already_stays() -> None:
    known, _, *told, signature = answers("import inspect")
    assert known
    assert told == TOLD
    assert str(signature).startswith("(amount: ")


def test_the_rest_of_inspect_is_the_real_one() -> None:
    code = (
        "from medlint._light import lighten; lighten(); import dataclasses, inspect;"
        "print(dataclasses.inspect is inspect, dataclasses.inspect.cleandoc is inspect.cleandoc)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


def test_other_modules_are_loaded_when_they_are_asked_for() -> None:
    code = (
        "from medlint._light import lighten; lighten();"
        "import sys, mistune, urllib.parse, html;"
        "assert urllib.parse.quote('/b-c') == '/b-c' == urllib.parse.quote('/b-c', safe='/');"
        "early = 'html.entities' in sys.modules or '__file__' in vars(urllib.parse);"
        "told = mistune.html('a&nbsp;&copy; [b](<c d>)'), html.unescape('&lt;');"
        "host = urllib.parse.urlsplit('//[::1]/').hostname;"
        "import html.entities, ipaddress; from html import escape;"
        "import copy; from copy import deepcopy; from urllib.parse import quote as q, urljoin;"
        "assert deepcopy([1]) == copy.copy([1]) == [1] and q('a b') == 'a%20b' and urllib.parse.quote is q;"
        "print(early, told, host, html.entities.html5['lt;'], escape('<'), ipaddress.ip_address('::1'))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    link = '<a href="c%20d">b</a>'
    assert done.stdout == f"False ('<p>a\\xa0© {link}</p>\\n', '<') ::1 < &lt; ::1\n"


def test_a_check_works_where_something_else_has_loaded_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    code = (
        "import inspect, sys; from medlint.__main__ import run;"
        f"sys.exit(run(['check', '-qq', '--isolated', {str(tmp_path / 'a.md')!r}]))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_check_does_without(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("# A\n\nText.\n")
    # The process ends at once, so that what it has loaded is told on the way.
    code = (
        "import atexit, os, sys; from medlint import __main__ as command;"
        "told = lambda: print('inspect' in sys.modules, bool(sys.modules['typing']), flush=True);"
        "end = os._exit; os._exit = lambda code: (told(), end(code));"
        f"sys.argv = ['medlint', 'check', '-qq', '--isolated', {str(article)!r}]; command.main()"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "False False\n")


def of_typing(code: str) -> str:
    """Return what is printed by code that runs where `typing` has a stand-in."""
    code = f"from medlint._unread import stand_in; stand_in(); import sys; {code}"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_parser_and_its_data_classes_do_without_typing() -> None:
    made = "import mistune, medlint.engine; print(mistune.html('a *b*'), bool(sys.modules['typing']))"
    assert of_typing(made) == "<p>a <em>b</em></p>\n False"


def test_others_get_the_real_typing() -> None:
    asked = "from typing import Any, get_type_hints; import typing; print(typing.Any is Any, get_type_hints)"
    assert of_typing(f"import medlint.engine; {asked}").startswith("True <function get_type_hints")
    made = "dataclass(type('A', (), {'__annotations__': {'a': int, 'b': ClassVar[int]}}))(1)"
    loaded = "from dataclasses import dataclass; from typing import ClassVar"
    assert of_typing(f"import medlint.engine; {loaded}; print({made})") == "A(a=1)"


def test_what_medlint_takes_from_typing_are_names() -> None:
    """A stand-in cannot be asked what it stands for: `get_args` of one would find nothing."""
    taken = {
        name.name
        for path in Path(medlint.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        for name in node.names
    }
    assert taken - {"NamedTuple"} <= _unread.NAMES.keys()  # that one is for the type checker
