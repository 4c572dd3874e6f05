"""Finds the article in a page that was saved as Markdown with its menus and its footer.

Such a dump opens with the site's navigation, line after line of nothing but links to other pages of
the site, and ends the same way. Each line weighs what speaks for or against it; the article is the
run of lines that weighs most (Pasternack and Roth, "Extracting article text from the web with
maximum subsequence segmentation", 2009). A file without such a menu at its head is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from medlint._records import NamedTuple
from medlint.document import Block, Page, Problem, Prose
from medlint.metrics import words_in
from medlint.parse.wording import fold
from medlint.source import Source, Span

_MENU = 6
"""So many lines of links to other pages of the site are a menu."""
_WORDS = 2
"""With so many words outside its links, a line is none of a menu."""
_LINKED = -3
_FURNITURE = -40
_PROSE = 8
_SHORT = 60
_LONG = 10
"""A link of more words is a sentence, not the name of a page."""
_MOST_LINES = 200
_HEADING = re.compile(r"#{1,6}\s")
_TARGET = r"\(\s?([^()\s]{0,800}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?)(?:\s\"[^\"\n]{0,400}\")?\s?\)"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]\n]{0,400})\]" + _TARGET)


class _Line(NamedTuple):
    """A line of the file: where it stands, its words outside and inside of links, and to where."""

    start: int
    end: int
    outside: int
    inside: int
    internal: bool
    text: str


def find_article(source: Source, start: int) -> Span | None:
    """Return the range of a dump's article, title first; None where the text from `start` on is no dump."""
    text = source.text
    if text.count("](", start) < _MENU or not _may_hold_menu(text, start):
        return None
    lines = list(_read_lines(source, start, _own_host(text, start)))
    first, last = _heaviest(lines)
    menu = [number for number in range(first) if _is_menu(lines[number])]
    if len(menu) < _MENU:
        return None
    # The title stands between the menu and the text; a list of links that a sentence leads into has none.
    title = next((n for n in range(menu[-1] + 1, first + 1) if _HEADING.match(lines[n].text)), None)
    if title is None:
        return None
    return Span(lines[_above(lines, menu, title)].start, lines[last].end)


def _may_hold_menu(text: str, start: int) -> bool:
    """Tell whether as many lines as a menu has hold links, and a word besides at most; few articles do."""
    found = 0
    at = text.find("](", start)
    while at != -1 and found < _MENU:
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        line = text[max(start, text.rfind("\n", start, at) + 1) : end]
        found += words_in(_LINK.sub(" ", _without_images(line))) < _WORDS
        at = text.find("](", end)
    return found >= _MENU


def _without_images(line: str) -> str:
    return _IMAGE.sub(" ", line) if "![" in line else line


def _above(lines: Sequence[_Line], menu: Sequence[int], title: int) -> int:
    """Return the line of the title that stands above what looks like a menu, such as a list of contents.

    It is the only heading of the first level so far, and no menu comes before it.
    """
    tops = [number for number in range(title + 1) if lines[number].text.startswith("# ")]
    if len(tops) != 1 or sum(number < tops[0] for number in menu) >= _MENU:
        return title
    return tops[0]


def _read_lines(source: Source, start: int, own: str) -> Iterator[_Line]:
    """Yield the lines that show any words."""
    text = source.text
    ends = [*source.line_starts[1:], len(text)]
    for begin, end in zip(source.line_starts, ends, strict=True):
        if end <= start:
            continue
        line = text[max(begin, start) : end].strip()
        outside = _without_images(line)
        inside, internal = 0, False
        if "](" in outside:
            targets = _LINK.findall(outside)
            inside = sum(words_in(said) for said, _ in targets)
            # A link that is a sentence is the writer's; menus name pages.
            internal = all(_is_own(url, own) and not said.rstrip().endswith(".") for said, url in targets)
            outside = _LINK.sub(" ", outside)
        words = words_in(outside)
        if inside or words:
            yield _Line(max(begin, start), end, words, inside, internal, line)


def _own_host(text: str, start: int) -> str:
    """Return the host that most links name; that of the site, if any do."""
    hosts = Counter(host for _, url in _LINK.findall(text, start) if (host := _host(url)))
    return hosts.most_common(1)[0][0] if hosts else ""


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _is_own(url: str, own: str) -> bool:
    """Tell whether a link leads to another page of the site: not into this one, and not away."""
    host = _host(url)
    return (host == own if host else True) and not url.startswith(("#", "mailto:", "tel:", "javascript:"))


def _is_menu(line: _Line) -> bool:
    return 0 < line.inside <= _LONG and line.outside < _WORDS and line.internal


def _heaviest(lines: Sequence[_Line]) -> tuple[int, int]:
    """Return the first and the last line of the run that weighs most, with the links that close it."""
    from medlint.parse.text.words import text_words

    chrome = text_words().chrome
    best, most, total, begin = (0, 0), 0, 0, 0
    for number, line in enumerate(lines):
        if total <= 0:
            total, begin = 0, number
        total += _weight(line, chrome)
        if total > most:
            best, most = (begin, number), total
    first, last = best
    # Links to pages elsewhere close an article as often as they open its footer: they stay.
    while last + 1 < len(lines) and lines[last + 1].inside and _weight(lines[last + 1], chrome) == 0:
        last += 1
    return first, last


def _weight(line: _Line, chrome: re.Pattern[str]) -> int:
    if _is_menu(line):
        return _LINKED * line.inside
    if line.outside < _SHORT and chrome.match(" ".join(fold(line.text.strip("#* ")).split())):
        return _FURNITURE
    if line.outside >= _PROSE and line.outside >= line.inside:
        return line.outside + line.inside
    return 0 if line.inside else line.outside


def without_chrome(page: Page, article: Span, text: str) -> Page:
    """Return a page of which only `article` is article text; what stands before and after is chrome.

    A paragraph that goes on behind the article's end is parted there.
    """
    blocks: list[Block] = []
    for block in page.blocks:
        if block.span.end <= article.start or block.span.start >= article.end:
            blocks.append(block._replace(place="chrome"))
        elif block.span.end > article.end and block.prose.text:
            blocks += _parted(block, article.end, text)
        else:
            blocks.append(block)
    return page._replace(
        blocks=tuple(blocks),
        links=tuple(link for link in page.links if link.span.start >= article.start),
        images=tuple(image for image in page.images if article.start <= image.span.start < article.end),
        problems=(
            *(problem for problem in page.problems if article.start <= problem.span.start < article.end),
            *_stripped(text, Span(0, article.start)),
            *_stripped(text, Span(article.end, len(text))),
        ),
    )


def _parted(block: Block, at: int, text: str) -> Iterator[Block]:
    """Yield the blocks that one makes when it is parted at an offset of the source.

    Lines of page chrome belong together no more than those of a menu do: each is a block.
    """
    prose, begin = block.prose, 0
    ends = [at]
    while len(ends) < _MOST_LINES and (newline := text.find("\n", ends[-1], block.span.end)) != -1:
        ends.append(newline + 1)
    cuts = [_shown_by(prose, end) for end in ends]
    for number, cut in enumerate((*cuts, len(prose.text))):
        piece = prose.text[begin:cut]
        if piece.strip():
            first = begin + len(piece) - len(piece.lstrip())
            part = _slice(prose, first, begin + len(piece.rstrip()))
            start = part.spans[0].start if number else block.span.start
            parted = block._replace(span=Span(start, part.spans[-1].end), prose=part, strong=())
            yield parted._replace(place="chrome") if number else parted
        begin = max(begin, cut)


def _shown_by(prose: Prose, at: int) -> int:
    """Return how much of a prose stands before an offset of the source."""
    for run, span in enumerate(prose.spans):
        if span.end > at:
            return prose.starts[run] + (max(0, at - span.start) if _is_exact(prose, run) else 0)
    return len(prose.text)


def _slice(prose: Prose, start: int, end: int) -> Prose:
    """Return a part of a prose; a run that does not map character by character stays whole."""
    starts: list[int] = []
    spans: list[Span] = []
    for run, span in enumerate(prose.spans):
        begin = prose.starts[run]
        stop = prose.starts[run + 1] if run + 1 < len(prose.starts) else len(prose.text)
        first, last = max(begin, start), min(stop, end)
        if first >= last:
            continue
        starts.append(first - start)
        exact = Span(span.start + first - begin, span.end - (stop - last))
        spans.append(exact if _is_exact(prose, run) else span)
    return Prose(prose.text[start:end], tuple(starts), tuple(spans))


def _is_exact(prose: Prose, run: int) -> bool:
    stop = prose.starts[run + 1] if run + 1 < len(prose.starts) else len(prose.text)
    span = prose.spans[run]
    return stop - prose.starts[run] == span.end - span.start


def _stripped(text: str, span: Span) -> Iterator[Problem]:
    """Yield a notice of what was left out, at its first line."""
    words = text[slice(*span)].split()
    if words:
        start = text.index(words[0], span.start)
        end = text.find("\n", start, span.end)
        shown = Span(start, end if end > 0 else span.end)
        yield Problem("chrome-stripped", shown, {"text": " ".join(words[:6])})
