"""What a fix adds to a disclaimer that lacks something: where, and where not."""

from __future__ import annotations

import pytest

from medlint.catalogue import builtin
from medlint.checks.disclaimer import incomplete
from medlint.finding import Hit
from medlint.parse import parse
from medlint.settings import Settings

START = "# Ear wax\n\nDrops soften it.\n\n"
LIMIT = "This page is general information, not medical advice."
ASK = "Ask a doctor or pharmacist about your own situation."


def hit(text: str, path: str = "a.md") -> Hit:
    rule = builtin().find("MED106")
    assert rule is not None
    (found,) = incomplete(parse(path, text.encode(), Settings()), Settings(), rule)
    return found


def mended(text: str, path: str = "a.md") -> str:
    found = hit(text, path)
    assert found.fix is not None
    (edit,) = found.fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    "last",
    [
        "Sources: NICE guideline NG98; the Royal College of Audiologists.",
        "© 2026 Ear Centre Ltd. Registered in Wales, no. 7654321.",
        "Photo: Anna Roe.",
        "Last changed in May 2026.",
    ],
)
def test_the_paragraph_that_carries_it_is_completed(last: str) -> None:
    text = f"{START}## Disclaimer\n\n{LIMIT}\n\n{last}\n"
    assert mended(text) == text.replace(LIMIT, f"{LIMIT} {ASK}")
    page = (
        '<!doctype html><html lang="en"><body><main><h1>Ear wax</h1><p>Drops soften it, and it comes out.</p>'
        f"<h2>Disclaimer</h2><p>{LIMIT}</p><p>{last}</p></main></body></html>"
    )
    assert mended(page, "a.html") == page.replace(LIMIT, f"{LIMIT} {ASK}")


def test_where_it_goes_is_said() -> None:
    fix = hit(f"{START}## Disclaimer\n\n{LIMIT}\n\nPhoto: Anna Roe.\n").fix
    assert fix is not None
    assert fix.title == f"Add “{ASK}” after “… general information, not medical advice.”"
    fix = hit(f"{START}*{LIMIT}*\n").fix
    assert fix is not None
    assert fix.title == f"Add “{ASK}”"


@pytest.mark.parametrize(
    "more",
    [
        "There is no need to see a doctor.",
        "With our plan you won't need your GP any more.",
        "Skip the pharmacist.",
        "It is all you need.",
        "It replaces a visit to the surgery.",
        "Questions? Email me.",
        "Please get in touch with our team.",
    ],
)
def test_what_contradicts_itself_or_sends_readers_somewhere_is_left_alone(more: str) -> None:
    found = hit(f"{START}## Disclaimer\n\n{LIMIT} {more}\n")
    assert (found.variant, found.fix) == ("lacks-consult", None)


@pytest.mark.parametrize(
    "more",
    ["It never replaces treatment.", "Call an ambulance if an ear bleeds.", "We take no money from firms."],
)
def test_what_only_looks_like_it_is_completed(more: str) -> None:
    assert mended(f"{START}## Disclaimer\n\n{LIMIT} {more}\n").endswith(f"{ASK}\n")


@pytest.mark.parametrize(
    ("more", "guess"),
    [("Anna Roe is a nurse.", True), ("I am not a doctor.", False), ("It is no professional advice.", False)],
)
def test_without_a_label_a_professional_in_the_text_leaves_doubt(more: str, guess: bool) -> None:
    assert hit(f"{START}{LIMIT} {more}\n").guess is guess
    assert hit(f"{START}## Disclaimer\n\n{LIMIT} {more}\n").guess is False
    assert hit(f"{START}**Disclaimer:** {LIMIT} {more}\n").guess is False


@pytest.mark.parametrize(
    ("language", "heading", "text", "variant"),
    [
        ("de", "Haftungsausschluss", "Dieser Artikel ersetzt nicht den Rat Ihres Arztes.", "names-only"),
        ("de", "Haftungsausschluss", "Dieser Artikel ersetzt keine ärztliche Beratung.", "lacks-consult"),
        ("es", "Aviso médico", "Este artículo no sustituye la consulta con su médico.", "names-only"),
        ("es", "Aviso médico", "Este artículo no sustituye el consejo médico.", "lacks-consult"),
        ("fr", "Avertissement", "Cet article ne remplace pas l'avis de votre médecin.", "names-only"),
        ("fr", "Avertissement", "Cet article ne remplace pas un avis médical.", "lacks-consult"),
    ],
)
def test_other_languages(language: str, heading: str, text: str, variant: str) -> None:
    assert hit(f"---\nlang: {language}\n---\n# X\n\nX.\n\n## {heading}\n\n{text}\n").variant == variant
