"""Tells which elements of a page are not to be seen, and which bound a part of the page."""

from __future__ import annotations

from collections.abc import Mapping, Set

from medlint.parse.html import names
from medlint.parse.html.blocks import Open

_WHOLE = frozenset(("html", "body", "article", "main"))


def hides(element: Open, controlled: Set[str]) -> bool:
    """Tell whether an element's text is not to be seen.

    What a button shows and hides (its id is `controlled`) is text that a reader can open.
    """
    found, name = element.attributes, element.name
    if name in names.UNSEEN and not (name == "dialog" and "open" in found):
        return True
    if not found:
        return False
    if "hidden" in found or _says(element, "aria-hidden", "true") or _says(element, "style", "display:none"):
        return "id" not in found or found["id"].text not in controlled
    return "class" in found and any(
        names.class_kind(token) == "unseen" for token in found["class"].text.split()
    )


def _says(element: Open, attribute: str, said: str) -> bool:
    found = element.attributes.get(attribute)
    return found is not None and said in "".join(found.text.lower().split())


def region_kind(element: Open, inline: bool, counts: Mapping[str, int], *, told: bool = False) -> str:
    """Return what part of the page an element bounds, or nothing; `counts` are the open elements.

    A comment may have `told` of the box behind it that it is the foot of the page.
    """
    known, name, found = names.names(), element.name, element.attributes
    if name == "button":
        return "button"
    kind = ""
    if "role" in found:
        kind = known.roles.get(found["role"].text.strip().lower(), "")
    if not kind and found and name not in _WHOLE:
        kind = _named_kind(element)
    if not kind:
        kind = name if name in ("article", "main") else known.regions.get(name, "")
    if not kind and not inline and "id" in found and names.names_content(found["id"].text):
        kind = "content"
    if not kind and told and not inline and not counts.get("article"):
        return "footer"
    # The head of an article or a section holds its title, not the banner of the page …
    if kind == "header" and (counts.get("article") or counts.get("section") or counts.get("main")):
        return ""
    # … and its foot says who wrote it, when, and what it does not replace.
    return "foot" if kind == "footer" and name == "footer" and counts.get("article") else kind


def _named_kind(element: Open) -> str:
    for key in ("class", "id"):
        if key in element.attributes:
            for token in element.attributes[key].text.split():
                kind = names.class_kind(token)
                if kind in ("chrome", "footer", "aside"):
                    return kind
    return ""
