"""Pictures: what a reader who cannot see them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document, Image
from medlint.finding import Hit
from medlint.parse.wording import bare, fold
from medlint.rule import Rule
from medlint.settings import Settings

_HIDDEN = re.compile(
    r"""\brole\s*=\s*["']?(?:presentation|none)\b|\baria-hidden\s*=\s*["']?true|\baria-label(?:ledby)?\s*="""
    r"""|\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]|\{\s*\.\.\.|\salt[\s/>]|\{\{|\{%|<\?|<%""",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:img|dsc[nf]?|image|photo|screen ?shot|picture|pxl|untitled)[-_ ]?\d[-_ \d]*", re.IGNORECASE
)
_CODED = re.compile(r"_|\d{3}")
_SHOWN = 40


def alt(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED515: a picture without a text that stands for it, or with one that does not."""
    longest = rule.params["longest"]
    empty = frozenset(rule.params["empty"])
    for image in document.images:
        if image.alt is None:
            if not _HIDDEN.search(document.source.text, *image.span):
                yield Hit(image.span, "missing")
            continue
        said = " ".join(image.alt.split())
        if _is_file_name(said, image) or bare(fold(said)) in empty:
            yield Hit(image.span, "file-name", {"alt": said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"})
        elif len(said) > longest and "{" not in said:
            yield Hit(image.span, "long", {"count": len(said), "longest": longest})


def _is_file_name(said: str, image: Image) -> bool:
    """Tell whether a text only repeats the name of the picture's file, or that of a camera."""
    if not said:
        return False
    if _FILE.fullmatch(said) or _NAME.fullmatch(said):
        return True
    from urllib.parse import unquote

    name = unquote(image.url.rpartition("/")[2]).partition("?")[0].rpartition(".")[0]
    # "Neck" for neck.jpg is a word, and so is "B12"; "neck_stretch" is a name.
    return said == name and " " not in said and _CODED.search(said) is not None
