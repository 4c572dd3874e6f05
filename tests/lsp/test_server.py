"""The language server as an editor meets it: over pipes, with the protocol's own messages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsp.client import Client

from medlint.lsp.checking import Checker

# Two units of UTF-16 and one character stand before the claim.
CLAIM = "# Tea\n\n🫖 This tea cures asthma.\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / "medlint.toml").write_text('select = ["MED415", "MED103"]\n', encoding="utf-8")
    with Client(tmp_path) as client:
        yield client


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return (tmp_path / "tea.md").as_uri()


def test_findings_show_where_the_words_stand(client: Client, uri: str) -> None:
    (found,) = client.open(uri, CLAIM)
    assert found["range"] == {"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 24}}
    assert (found["code"], found["source"], found["severity"]) == ("MED415", "medlint", 2)
    assert found["message"].startswith("'tea cures asthma'")
    assert found["codeDescription"]["href"].startswith("https://")


@pytest.mark.parametrize(("units", "column"), [("utf-8", 10), ("utf-16", 8), ("utf-32", 7)])
def test_columns_are_in_the_units_of_the_editor(tmp_path: Path, uri: str, units: str, column: int) -> None:
    with Client(tmp_path, general={"positionEncodings": [units]}) as client:
        assert client.capabilities["positionEncoding"] == units
        found = [one for one in client.open(uri, CLAIM) if one["code"] == "MED415"]
        assert [one["range"]["start"] for one in found] == [{"line": 2, "character": column}]


def test_a_change_is_checked_and_a_closed_file_is_clear(client: Client, uri: str) -> None:
    assert len(client.open(uri, CLAIM)) == 1
    client.change(uri, "# Tea\n\nThis tea cu", 2)  # nobody waits for what is overtaken
    client.change(uri, "# Tea\n\nThis tea is hot.\n", 3)
    params = client.wait("textDocument/publishDiagnostics")
    assert (params["version"], params["diagnostics"]) == (3, [])
    client.change(uri, CLAIM, 4)
    assert len(client.diagnostics(uri)) == 1
    client.tell("textDocument/didClose", textDocument={"uri": uri})
    assert client.diagnostics(uri) == []


def act(client: Client, uri: str, line: int, only: list[str] | None = None) -> list[dict[str, Any]]:
    place = {"line": line, "character": 4}
    context = {"diagnostics": [], **({"only": only} if only else {})}
    asked = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": context}
    made: list[dict[str, Any]] = client.ask("textDocument/codeAction", **asked)
    return made


def test_a_fix_is_offered_and_so_is_to_ignore_it(client: Client, uri: str) -> None:
    client.open(uri, "---\ntitle: Tea\n---\n\n# Tea\n\n### Green\n\nGreen tea is hot.\n")
    fix, ignore = act(client, uri, 6)
    assert (fix["title"], fix["isPreferred"]) == ("Make it level 2", True)
    (edit,) = fix["edit"]["changes"][uri]
    assert (edit["range"]["start"], edit["newText"]) == ({"line": 6, "character": 0}, "##")
    assert ignore["title"] == "Ignore MED103 (heading-level-skipped) in this article"
    (edit,) = ignore["edit"]["changes"][uri]
    assert edit["range"]["start"] == edit["range"]["end"] == {"line": 2, "character": 3}
    assert edit["newText"] == "\n\n<!-- medlint: file-ignore[MED103] why it does not apply -->"
    assert act(client, uri, 8) == []


def test_all_is_mended_where_an_editor_asks_for_that(client: Client, uri: str) -> None:
    client.open(uri, "# Tea\r\n\r\n### Green\r\n\r\nGreen tea is hot.\r\n")
    assert act(client, uri, 4, ["refactor"]) == []
    for only in ("source", "source.fixAll", "source.fixAll.medlint"):
        (mend,) = act(client, uri, 4, [only])
        (edit,) = mend["edit"]["changes"][uri]
        assert edit["newText"] == "# Tea\r\n\r\n## Green\r\n\r\nGreen tea is hot.\r\n"
        assert edit["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}}


def test_a_finding_says_what_it_is_about(client: Client, uri: str) -> None:
    client.open(uri, CLAIM)
    document = {"uri": uri}
    told = client.ask("textDocument/hover", textDocument=document, position={"line": 2, "character": 9})
    assert told["contents"]["kind"] == "markdown"
    assert told["contents"]["value"].startswith("**MED415 disease-claim-for-food**: ")
    assert "[The standard behind it](https://" in told["contents"]["value"]
    assert told["range"]["start"] == {"line": 2, "character": 8}
    far = {"line": 0, "character": 1}
    assert client.ask("textDocument/hover", textDocument=document, position=far) is None


def test_a_file_that_has_not_been_saved_is_checked(client: Client) -> None:
    assert [one["code"] for one in client.open("untitled:Untitled-1", CLAIM)] == ["MED415"]
    page = "<!doctype html><html lang='en'><body><h1>Tea</h1><p>This tea cures asthma.</p></body></html>"
    assert [one["code"] for one in client.open("untitled:Untitled-2", page, "html")] == ["MED415"]
    assert client.open("untitled:Untitled-3", CLAIM, "python") == []


def test_what_check_leaves_out_is_left_out(tmp_path: Path, client: Client) -> None:
    (tmp_path / "README.md").write_text(CLAIM, encoding="utf-8")
    assert client.open((tmp_path / "README.md").as_uri(), CLAIM) == []


def test_a_page_that_is_no_article_is_told_so(tmp_path: Path, client: Client) -> None:
    (tmp_path / "medlint.toml").write_text("", encoding="utf-8")
    text = "# Contact us\n\nRing us before noon.\n"
    found = client.open((tmp_path / "contact.md").as_uri(), text)
    assert [one["code"] for one in found] == ["MED907"]
    assert "MED105" in [one["code"] for one in client.open("untitled:contact.md", text)]


def test_the_configuration_holds_as_it_is_now(tmp_path: Path, client: Client, uri: str) -> None:
    assert len(client.open(uri, CLAIM)) == 1
    (tmp_path / "medlint.toml").write_text('ignore = ["ALL"]\nselect = ["MED103"]\n', encoding="utf-8")
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    assert client.diagnostics(uri) == []
    (tmp_path / ".medlint.toml").write_text('select = ["MED415"]\n', encoding="utf-8")  # it comes first
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    assert len(client.diagnostics(uri)) == 1
    (tmp_path / ".medlint.toml").unlink()
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    assert client.diagnostics(uri) == []
    (tmp_path / "medlint.toml").write_text("select = 3\n", encoding="utf-8")
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    told = client.wait("window/showMessage")
    assert told["type"] == 1
    assert "medlint.toml:1:10: " in told["message"]


def test_what_a_configuration_is_made_of_holds_as_it_is_now(tmp_path: Path) -> None:
    article = tmp_path / "tea.md"
    text = "---\ntags: [tea, herbs]\n---\n# Tea\n\nTea is a drink.\n"
    files = {
        "medlint.toml": 'extends = "base.toml"\n[[schemas]]\nfiles = ["*.md"]\nschema = "s.json"\n',
        "base.toml": 'select = ["MED604"]\n[tags]\nvocabulary = "tags.txt"\n',
        "tags.txt": "tea\n",
        "s.json": "{}",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    checker = Checker()

    def found() -> list[str]:
        checked = checker.check(str(article), "markdown", text)
        assert checked is not None
        return [finding.rule for finding in checked.report.findings]

    assert found() == ["MED604"]
    (tmp_path / "tags.txt").write_text("tea\nherbs\n", encoding="utf-8")
    assert found() == []
    (tmp_path / "base.toml").write_text('select = ["MED118"]\n', encoding="utf-8")
    assert found() == []
    (tmp_path / "s.json").write_text('{"required": ["steps"]}', encoding="utf-8")
    assert found() == ["MED118"]


def test_what_the_baseline_accepts_is_not_shown(tmp_path: Path, client: Client, uri: str) -> None:
    (tmp_path / "tea.md").write_text(CLAIM, encoding="utf-8")
    command = [sys.executable, "-m", "medlint", "baseline", "tea.md"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert client.open(uri, CLAIM) == []
    client.change(uri, f"{CLAIM}\nThis tea cures gout.\n", 2)
    assert [one["range"]["start"]["line"] for one in client.diagnostics(uri)] == [4]


def test_the_baseline_is_that_of_the_folder_that_the_editor_works_in(tmp_path: Path, client: Client) -> None:
    (tmp_path / "medlint.toml").write_text("", encoding="utf-8")
    inner = tmp_path / "blog"
    inner.mkdir()
    (inner / "medlint.toml").write_text("extend-select = []\n", encoding="utf-8")
    article = inner / "tea.md"
    article.write_text(CLAIM, encoding="utf-8")
    command = [sys.executable, "-m", "medlint", "baseline", "blog/tea.md"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert client.open(article.as_uri(), CLAIM) == []


def test_a_byte_order_mark_that_the_editor_keeps_is_counted(client: Client, uri: str) -> None:
    text = CLAIM.splitlines()[-1]
    plain = client.open(uri, text)[-1]["range"]
    client.change(uri, f"\ufeff{text}", 2)
    marked = client.diagnostics(uri)[-1]["range"]
    assert marked["start"] == {"line": 0, "character": plain["start"]["character"] + 1}


def test_without_pygls_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['medlint', 'lsp'];"
        "from medlint.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: the language server needs pygls: pip install 'pygls>=2.1,<3'\n"
