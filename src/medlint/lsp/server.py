"""The server itself: which messages of the protocol it answers, and how."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from medlint import __version__
from medlint._records import NamedTuple
from medlint.baseline import BaselineError
from medlint.config import ConfigError
from medlint.lsp.acting import FIX_ALL, actions
from medlint.lsp.checking import Checked, Checker
from medlint.lsp.converting import Ruler, diagnostic, hover

_T = TypeVar("_T")
_USUAL_UNITS = types.PositionEncodingKind.Utf16
"""What a client counts in that has not said so."""
_PAUSE = 0.2
"""Seconds that must pass without another change before a text is checked."""


class _Known(NamedTuple):
    """What is known of an open document: its version, and what came of that."""

    version: int | None
    checked: Checked


class Server(LanguageServer):
    """A language server that checks health articles while they are open."""

    def __init__(self) -> None:
        # Whole texts: pygls ends a line where neither the protocol nor medlint does, as at a form feed.
        super().__init__("medlint", __version__, types.TextDocumentSyncKind.Full)
        self._checker = Checker()
        # One thread: see medlint.document.of_latest.
        self._worker = ThreadPoolExecutor(1, "medlint")
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._known: dict[str, _Known] = {}
        self._complained = ""

    def check_soon(self, uri: str, pause: float = _PAUSE) -> None:
        """Check a document after a pause, unless it changes before."""
        self.leave(uri)
        self._tasks[uri] = asyncio.create_task(self._check(uri, pause))

    def leave(self, uri: str) -> None:
        """Check a document no more."""
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    def close(self, uri: str) -> None:
        """Forget a document, and clear what is shown of it."""
        self.leave(uri)
        self._known.pop(uri, None)
        self._publish(uri, None, [])

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        path = (uris.to_fs_path(uri) or "") if uri.startswith("file:") else ""
        language, version = document.language_id or "", document.version
        try:
            root = self._root(path)
            checked = await self._work(self._checker.check, path, language, document.source, root)
        except (ConfigError, BaselineError) as error:
            self._complain(str(error))
            return
        except Exception as error:  # the server lives on, and the next change is checked
            self._complain(f"internal error: {error!r} (this is a bug in medlint, please report it)")
            return
        found = []
        if checked is None:
            self._known.pop(uri, None)
        elif checked.report.error:
            self._complain(f"{checked.report.path}: {checked.report.error}")
        else:
            self._complained = ""
            self._known[uri] = _Known(version, checked)
            ruler = self._ruler(checked)
            found = [diagnostic(finding, ruler, uri) for finding in checked.report.findings]
        self._publish(uri, version, found)

    def _root(self, path: str) -> str:
        """Return the innermost folder of the workspace that a file is in, "" if it is in none."""
        folders = (uris.to_fs_path(uri) or "" for uri in self.workspace.folders)
        roots = (*folders, self.workspace.root_path or "")
        around = (root for root in roots if root and path.startswith(os.path.join(root, "")))
        return max(around, key=len, default="")

    async def _work(self, do: Callable[..., _T], *arguments: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, do, *arguments)

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _complain(self, message: str) -> None:
        """Tell what keeps articles from being checked, once."""
        if message != self._complained:
            self._complained = message
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"medlint: {message}"))

    def _ruler(self, checked: Checked) -> Ruler:
        assert checked.report.source is not None, "a checker asks for the source"
        return Ruler(checked.report.source, self.workspace.position_encoding or _USUAL_UNITS)

    def _latest(self, uri: str) -> Checked | None:
        """Return what came of a document as it is now; None if that is not known yet."""
        known = self._known.get(uri)
        if known is None or self.workspace.get_text_document(uri).version != known.version:
            return None
        return known.checked

    async def act(self, asked: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about the findings in a range."""
        uri = asked.text_document.uri
        checked = self._latest(uri)
        if checked is None:
            return []
        return await self._work(actions, checked, self._ruler(checked), uri, asked)

    def tell(self, asked: types.HoverParams) -> types.Hover | None:
        """Return what the findings at a position mean."""
        checked = self._latest(asked.text_document.uri)
        if checked is None:
            return None
        ruler = self._ruler(checked)
        at = ruler.offset(asked.position)
        found = [f for f in checked.report.findings if f.span.start <= at <= f.span.end]
        if not found:
            return None
        text = "\n\n---\n\n".join(map(hover, found))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), ruler.range(found[0].span))


def make() -> Server:
    """Return a server that answers, and has not been started."""
    server = Server()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(asked: types.DidOpenTextDocumentParams) -> None:
        server.check_soon(asked.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(asked: types.DidChangeTextDocumentParams) -> None:
        server.check_soon(asked.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(asked: types.DidSaveTextDocumentParams) -> None:
        server.check_soon(asked.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(asked: types.DidCloseTextDocumentParams) -> None:
        server.close(asked.text_document.uri)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def act(asked: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.act(asked)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def tell(asked: types.HoverParams) -> types.Hover | None:
        return server.tell(asked)

    return server
