"""What an editor can do about findings: mend one, mend all, ignore one in this article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from medlint.engine import NEVER_SUPPRESSED
from medlint.finding import Finding
from medlint.fix import fix
from medlint.lsp.checking import Checked
from medlint.lsp.converting import Ruler, diagnostic, edits
from medlint.parse import parse
from medlint.source import Span

FIX_ALL = "source.fixAll.medlint"
_REASON = "why it does not apply"


def actions(
    checked: Checked, ruler: Ruler, uri: str, asked: types.CodeActionParams
) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range of a document.

    To mend all is offered only where it is asked for by its kind, as editors do when they save a file: it
    takes as long as checking the article some times.
    """
    only = asked.context.only
    made: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, only):
        found = Span(ruler.offset(asked.range.start), ruler.offset(asked.range.end))
        for finding in checked.report.findings:
            if finding.span.start <= found.end and found.start <= finding.span.end:
                made += _about(finding, checked, ruler, uri)
    if only and _is_wanted(FIX_ALL, only):
        made += _all(checked, ruler, uri)
    return made


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Tell whether a kind of action, or a wider one, is asked for."""
    return only is None or any(f"{kind}.".startswith(f"{wanted}.") for wanted in map(_name, only))


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _about(finding: Finding, checked: Checked, ruler: Ruler, uri: str) -> Iterator[types.CodeAction]:
    said = [diagnostic(finding, ruler, uri)]
    if finding.fix is not None and finding.fix.edits and finding.fix.safety != "display":
        yield types.CodeAction(
            title=finding.fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=said,
            is_preferred=finding.fix.safety == "safe",
            edit=types.WorkspaceEdit(changes={uri: edits(finding.fix, ruler)}),
        )
    comment = _comment(finding, checked)
    if comment is not None:
        place, text = comment
        where = ruler.range(Span(place, place))
        yield types.CodeAction(
            title=f"Ignore {finding.rule} ({finding.name}) in this article",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=said,
            edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(where, text)]}),
        )


def _comment(finding: Finding, checked: Checked) -> tuple[int, str] | None:
    """Return where a comment goes with which a whole article ignores a rule, and the comment.

    None where the article's format has no comments, or the finding cannot be ignored.
    """
    report = checked.report
    source = report.source
    if finding.rule in NEVER_SUPPRESSED or report.format not in ("markdown", "mdx", "html") or source is None:
        return None
    words = f"medlint: file-ignore[{finding.rule}] {_REASON}"
    if report.format == "html":
        end = len(source.text.rstrip("\n"))
        return end, f"\n<!-- {words} -->"
    front = parse(report.path, source.encode(), checked.plan.settings).front
    comment = f"{{/* {words} */}}" if report.format == "mdx" else f"<!-- {words} -->"
    if front is None:
        return 0, f"{comment}\n\n"
    line = source.position(front.span.end).line
    return source.line_span(line).end, f"\n\n{comment}"


def _all(checked: Checked, ruler: Ruler, uri: str) -> Iterator[types.CodeAction]:
    fixed = fix(checked.report, checked.plan, unsafe=False)
    if not fixed.applied:
        return
    text = fixed.after.decode("utf-8", "replace")
    whole = ruler.range(Span(0, len(ruler.source.text)))
    yield types.CodeAction(
        title="Fix all that can be fixed without changing the meaning",
        kind=FIX_ALL,
        edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(whole, text)]}),
    )
