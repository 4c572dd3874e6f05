"""A client of the language server: just as much of the protocol as the tests need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any


class Client:
    """Starts `medlint lsp` in a folder and speaks with it over its pipes."""

    def __init__(self, folder: Path, **capabilities: Any) -> None:
        self._number = 0
        self.notes: list[dict[str, Any]] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "medlint", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
        )
        answer = self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=capabilities)
        self.capabilities: dict[str, Any] = answer["capabilities"]
        self.tell("initialized")

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.ask("shutdown")
            self.tell("exit")
            _, said = self._process.communicate(timeout=30)
            assert (self._process.returncode, said) == (0, b"")
        else:
            self._process.kill()
            self._process.communicate()

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return the result; notifications before it are kept in `notes`."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params or None})
        while (message := self._read()).get("id") != self._number or "method" in message:
            self.notes.append(message)
        assert "error" not in message, message["error"]
        return message["result"]

    def wait(self, method: str) -> dict[str, Any]:
        """Return the parameters of the next notification of a kind."""
        while True:
            for at, message in enumerate(self.notes):
                if message.get("method") == method:
                    params: dict[str, Any] = self.notes.pop(at)["params"]
                    return params
            self.notes.append(self._read())

    def open(self, uri: str, text: str, language: str = "markdown") -> list[dict[str, Any]]:
        """Open a document and return its diagnostics."""
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)
        return self.diagnostics(uri)

    def change(self, uri: str, text: str, version: int) -> None:
        """Tell that a document has another text."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Return the next diagnostics, which must be those of a document."""
        params = self.wait("textDocument/publishDiagnostics")
        assert params["uri"] == uri
        found: list[dict[str, Any]] = params["diagnostics"]
        return found

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        return message
