"""Identifiers of published works: DOI, PMID, PMCID, numbers of trials, ISBN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Edit, Fix, Hit
from medlint.reading import reading
from medlint.source import Span

_DOI = re.compile(
    r"(?P<address>\bhttps?:/{1,3}(?:dx\.)?doi\.org/?|\bhttps?:/doi[./]|(?<![./])\bdoi\.org/)(?P<found>[^\s\"'<>)\]]{0,300})"
    r"|(?<![?&])\bdoi ?[:=] ?(?P<labelled>[^\s\"'<>)\]]{0,300})",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?)?doi\.org/?", re.I)
_RESOLVER = re.compile(r"^(?:https?:/{1,3}(?:dx\.)?doi\.org/|doi:)", re.I)
_GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_BEGUN = re.compile(r"(?:10|10\.\d*|10\.\d{4,9}/)")
_REST = re.compile(r"\s{1,3}\S{0,30}\d")
_PMID = re.compile(
    r"\bPMID ?[:=]? ?(?P<id>[A-Za-z]{0,3}\d\w{0,20})|\bpubmed\.ncbi\.nlm\.nih\.gov/(?P<path>[\w-]{1,30})",
    re.I,
)
# A copied page has lost the space behind it: "PMCID: PMC2540000Free PMC Article".
_GOOD_PMID = re.compile(r"[1-9]\d{0,7}(?:(?<=\d{5})[A-Za-z]{3,})?")
_PMCID = re.compile(r"\bPMCID ?[:=] ?(\w{1,20})", re.I)
_GOOD_PMCID = re.compile(r"PMC\d{3,8}(?:(?<=\d{5})[A-Za-z]{3,})?", re.I)
_TRIAL = re.compile(r"\b(?P<kind>NCT|ISRCTN)[ -]?(?P<id>\d[\dOoIl]{2,14})\b")
_GOOD_TRIAL = re.compile(r"\d{8}")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:? ?(?P<id>\d[\d -]{8,20}[\dXx])(?![\d-])", re.I)
_SIGNS = (
    "doi:",
    "doi.",
    "doi=",
    "doi 1",
    "DOI",
    "PMID",
    "pmid",
    "PMCID",
    "pmcid",
    "NCT",
    "ISRCTN",
    "ISBN",
    "isbn",
    "pubmed.",
)
_TRAILING = ".,;:"


def wrong_identifiers(document: Document) -> Iterator[Hit]:
    """Yield a hit for each identifier that cannot be one; its variant is the kind."""
    if not _may_hold_identifiers(document):
        return
    text = document.source.text
    told = 0
    seen: set[str] = set()
    for block in document.blocks:
        if block.place not in ("body", "quote") or block.kind == "code" or block.span.start < told:
            continue
        told = block.span.end
        piece = text[block.span.start : block.span.end]
        for variant, at, end in _wrong(piece):
            span = Span(block.span.start + at, block.span.start + end)
            # A link often shows its own address.
            if piece[at:end] in seen:
                continue
            seen.add(piece[at:end])
            yield Hit(span, variant, {"text": text[span.start : span.end]}, fix=_mended(variant, text, span))


def _wrong(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield which identifiers of a text are none, and where."""
    folded = text.lower()
    for match in _DOI.finditer(text) if "doi" in folded else ():
        if not _is_doi(match) and not _is_cut(match, text):
            yield "doi", match.start(), match.end() - _trailing(match.group())
    for match in _PMID.finditer(text) if "pmid" in folded or "pubmed" in folded else ():
        # A path of the site that is no number is one of its other pages.
        number = match["id"] or (match["path"] if match["path"].isdigit() else "1")
        if not _GOOD_PMID.fullmatch(number):
            yield "pmid", *match.span()
    for match in _PMCID.finditer(text) if "pmcid" in folded else ():
        if not _GOOD_PMCID.fullmatch(match[1]):
            yield "pmcid", *match.span()
    for match in _TRIAL.finditer(text) if "NCT" in text or "ISRCTN" in text else ():
        if not _GOOD_TRIAL.fullmatch(match["id"]):
            yield match["kind"].lower(), *match.span()
    for match in _ISBN.finditer(text) if "isbn" in folded else ():
        if not is_isbn(match["id"]):
            yield "isbn", *match.span()


def _may_hold_identifiers(document: Document) -> bool:
    """Tell at a glance whether an article may hold an identifier: few do, and the rest is work."""
    text = visible_text(document)
    return any(sign in text for sign in _SIGNS) or any(
        "doi" in link.url or "pubmed" in link.url for link in document.links
    )


def visible_text(document: Document) -> str:
    """Return what readers see of an article, a block a line."""
    return "\n".join(passage.block.text for passage in reading(document).passages)


def _is_doi(match: re.Match[str]) -> bool:
    address, value = match["address"], match["found"] or match["labelled"] or ""
    if address is None:
        # "DOI: see the journal" is prose; what begins like a number was meant as one.
        bare = _unescaped(_RESOLVER.sub("", value))
        return not bare[:2].isdigit() or bool(_GOOD_DOI.match(bare))
    if not _ADDRESS.fullmatch(address):
        return False
    if not value.strip(_TRAILING):
        return True
    return address.endswith("/") and (not value[0].isdigit() or bool(_GOOD_DOI.match(_unescaped(value))))


def _is_cut(match: re.Match[str], text: str) -> bool:
    """Tell whether the rest of an identifier stands behind a space, where a printed line ended."""
    value = match["found"] or match["labelled"] or ""
    return bool(_BEGUN.fullmatch(value) and _REST.match(text, match.end()))


def _unescaped(value: str) -> str:
    return value.replace("%2F", "/").replace("%2f", "/")


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip(_TRAILING))


def is_isbn(text: str) -> bool:
    """Tell whether the check digit of an ISBN of 10 or 13 digits fits."""
    digits = re.sub(r"[ -]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
    return False


def _mended(variant: str, text: str, span: Span) -> Fix | None:
    """Return what to show for a slash too few in an address of doi.org; other slips have no sure remedy."""
    match = re.match(
        r"(?i)https?:/+(?:dx\.)?(?:doi\.org/|doi/)(10\.\d{4,9}/\S+)", text[span.start : span.end]
    )
    if variant != "doi" or match is None:
        return None
    return Fix("Write the address in full", (Edit(span, f"https://doi.org/{match[1]}"),), "display")
