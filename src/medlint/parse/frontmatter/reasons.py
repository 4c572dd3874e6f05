"""Why YAML does not parse, in words for a writer instead of those of a parser."""

from __future__ import annotations

from typing import Any

_REASONS = (
    ("while scanning an alias", True, "a value that begins with * needs quotes around it"),
    ("while scanning an anchor", True, "a value that begins with & needs quotes around it"),
    ("could not find expected ':'", True, "this line has no `key:` followed by a space"),
    ("did not find expected '-'", False, "this line does not fit the indentation of the list above"),
    ("did not find expected <document start>", False, "this line is indented less than the first one"),
    ("did not find expected ',' or ']'", True, "this list is not closed, or a comma is missing in it"),
    ("did not find expected ',' or '}'", True, "this brace is not closed, or a comma is missing after it"),
    ("did not find expected node content", False, "a value is expected here"),
    ("found unknown escape", False, r"in double quotes a backslash is written \\"),
    ("block sequence entries are not allowed", False, "a list item needs a line of its own"),
    ("while scanning a block scalar", False, "the text after | or > begins on the next line"),
)


def explain(error: Any, text: str, last: Any, inside: bool) -> tuple[int, str]:
    """Return where to mend `text`, and the reason, for an error of PyYAML.

    `last` is the scalar event before the error (or None), `inside` tells that a collection is open.
    """
    problem = getattr(error, "problem", None) or str(error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = mark.index if mark is not None else 0
    opened = context.index if context is not None else at
    character = text[at : at + 1]
    if problem.startswith("mapping values are not allowed"):
        return _colon(at, text, last, inside)
    if problem.startswith("did not find expected key"):
        return _key(at, text, last)
    if problem.startswith("found unexpected end of stream"):
        return opened, "this quotation mark is never closed"
    if "tab character" in problem or character == "\t":
        return at, "a tab cannot indent; use spaces"
    if problem.startswith("found character that cannot start"):
        return at, f"a value that begins with {character} needs quotes around it"
    for start, place, reason in _REASONS:
        if problem.startswith(start) or (getattr(error, "context", None) or "").startswith(start):
            return opened if place else at, reason
    return at, str(problem)


def _colon(at: int, text: str, last: Any, inside: bool) -> tuple[int, str]:
    if last is not None and not last.style and "\n" in text[last.start_mark.index : at]:
        if inside:
            return at, "this line is indented as if it belonged to the line above"
        return last.start_mark.index, "this line has no `key:` followed by a space"
    return at, "a colon in a value needs quotes around it"


def _key(at: int, text: str, last: Any) -> tuple[int, str]:
    if last is not None and last.style in {"'", '"'}:
        start, end = last.start_mark.index, last.end_mark.index
        if not text[end:at].strip(" \t"):
            if "\n" in text[start:end]:
                return start, "this quotation mark is never closed"
            return at, "there is text after the closing quotation mark"
    return at, "this line does not fit the indentation of the lines above"
