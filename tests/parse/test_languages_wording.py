# ruff: noqa: E501 - one text a line
"""What German, Spanish and French articles say of themselves, and how their wording is read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.document import Document
from medlint.engine import lint_document
from medlint.parse import parse
from medlint.parse.minutes import read_minutes
from medlint.parse.wording import Wording, judged_languages, wording, wording_read
from medlint.plan import make_plan
from medlint.settings import Settings
from medlint.vocabulary import load

RULES = Path(__file__).parents[2] / "rules"
OTHERS = ("de", "es", "fr")
BODY = {
    "de": "Die meisten Menschen mit einem steifen Nacken fühlen sich nach einer Woche besser. Sie können ihn bewegen, "
    "und es ist nicht schlimm, wenn es noch etwas weh tut.",
    "es": "La mayoría de las personas con dolor de cuello se siente mejor en una semana. Puede mover el cuello con "
    "cuidado y tomar una ducha caliente, que es lo más seguro para los músculos.",
    "fr": "La plupart des personnes qui ont mal au cou vont mieux en une semaine. Vous pouvez bouger le cou avec "
    "douceur et prendre une douche chaude, ce qui est sans danger pour les muscles.",
}


def words_of(language: str) -> Wording:
    words = wording(language)
    assert words is not None
    return words


def article(language: str, line: str) -> tuple[Document, str]:
    source = f"# Nacken\n\n{line}\n\n{BODY[language]}\n"
    document = parse("article.md", source.encode(), Settings())
    assert document.language == language
    return document, source


# fmt: off
LINES = [
    ("de", "Autorin: Maria Muster", "author", "Maria Muster"),
    ("de", "Von Maria Muster, Medizinredakteurin", "author", "Maria Muster, Medizinredakteurin"),
    ("de", "Ein Artikel von Maria Muster", "author", "Maria Muster"),
    ("de", "Medizinisch geprüft von Dr. med. Anna Beispiel, Fachärztin für Innere Medizin", "reviewer", "Dr. med. Anna Beispiel, Fachärztin für Innere Medizin"),
    ("de", "Fachlich geprüft: Dr. Anna Beispiel", "reviewer", "Dr. Anna Beispiel"),
    ("de", "Medizinische Prüfung durch Dr. Anna Beispiel", "reviewer", "Dr. Anna Beispiel"),
    ("de", "Redaktion: Maria Muster", "editor", "Maria Muster"),
    ("de", "Stand: März 2026", "updated", "März 2026"),
    ("de", "Letzte Änderung: 3.3.2026", "updated", "3.3.2026"),
    ("de", "Veröffentlicht am 1. Mai 2026", "published", "1. Mai 2026"),
    ("de", "Nächste Überprüfung: 03.03.2028", "next-review", "03.03.2028"),
    ("de", "Medizinisch überprüft am 3. März 2026", "reviewed", "3. März 2026"),
    ("de", "Lesezeit: ca. 4 Minuten", "reading-time", "4 Minuten"),
    ("de", "4 Min. Lesezeit", "reading-time", "4 Min. Lesezeit"),
    ("de", "Lesezeit: unter 1 Minute", "reading-time", "unter 1 Minute"),
    ("de", "Schlagwörter: Nacken", "tags", "Nacken"),
    ("de", "Kategorie: Rücken", "categories", "Rücken"),
    ("de", "Autorin - Maria Muster", "author", "Maria Muster"),
    ("de", "Autor:in: Maria Muster", "author", "Maria Muster"),
    ("de", "Gastautor - Prof. Dr. Max Muster", "author", "Prof. Dr. Max Muster"),
    ("de", "Geschrieben von Maria Muster, veröffentlicht vor 2 Tagen", "author", "Maria Muster"),
    ("de", "Qualitätsgesichert von Dr. Anna Beispiel", "reviewer", "Dr. Anna Beispiel"),
    ("de", "Stand 3. März 2026", "updated", "3. März 2026"),
    ("de", "Online seit 1. Mai 2026", "published", "1. Mai 2026"),
    ("es", "Escrito por María López", "author", "María López"),
    ("es", "Por la Dra. Ana Pérez", "author", "Dra. Ana Pérez"),
    ("es", "Artículo redactado por María López, periodista", "author", "María López, periodista"),
    ("es", "Revisado por la Dra. Ana Pérez, médica de familia", "reviewer", "Dra. Ana Pérez, médica de familia"),
    ("es", "Revisado por Ana Pérez, especialista en dermatología", "reviewer", "Ana Pérez, especialista en dermatología"),
    ("es", "Revisión médica: Dr. Juan Gómez", "reviewer", "Dr. Juan Gómez"),
    ("es", "Medicamente revisado por Juan Gómez", "reviewer", "Juan Gómez"),
    ("es", "Actualizado el 3 de marzo de 2026", "updated", "3 de marzo de 2026"),
    ("es", "Fecha de publicación: 13/03/2026", "published", "13/03/2026"),
    ("es", "Última revisión: 3 de marzo de 2026", "reviewed", "3 de marzo de 2026"),
    ("es", "Próxima revisión: 3 de marzo de 2028", "next-review", "3 de marzo de 2028"),
    ("es", "Tiempo de lectura: 4 a 6 minutos", "reading-time", "4 a 6 minutos"),
    ("es", "Lectura de 4 minutos", "reading-time", "4 minutos"),
    ("es", "Por: Ana Pérez Soto", "author", "Ana Pérez Soto"),
    ("es", "por: Raquel", "author", "Raquel"),
    ("es", "Por Ana Pérez Soto, psicóloga sanitaria", "author", "Ana Pérez Soto, psicóloga sanitaria"),
    ("es", "Redacción: Ana Pérez Soto", "author", "Ana Pérez Soto"),
    ("es", "Redactado por la Dra. Ana Pérez", "author", "Dra. Ana Pérez"),
    ("es", "Contenido elaborado por Ana Pérez Soto", "author", "Ana Pérez Soto"),
    ("es", "Autor/a: Ana Pérez Soto", "author", "Ana Pérez Soto"),
    ("es", "Psic. Ana Pérez Soto", "author", "Psic. Ana Pérez Soto"),
    ("es", "Ana Pérez Soto, psicologa", "author", "Ana Pérez Soto, psicologa"),
    ("es", "Revisión: Dra. Ana Pérez", "reviewer", "Dra. Ana Pérez"),
    ("es", "Revisado y actualizado por Ana Pérez", "reviewer", "Ana Pérez"),
    ("es", "Última modificación: 3 de marzo de 2026", "updated", "3 de marzo de 2026"),
    ("es", "Modificada por última vez el 3 de marzo de 2026", "updated", "3 de marzo de 2026"),
    ("es", "Actualizada en marzo de 2026", "updated", "marzo de 2026"),
    ("es", "Revisado: marzo de 2026", "reviewed", "marzo de 2026"),
    ("es", "Revisión: 3 de marzo de 2026", "reviewed", "3 de marzo de 2026"),
    ("es", "Fecha de revisión: 13/03/2026", "reviewed", "13/03/2026"),
    ("es", "Publicación: 3 de marzo de 2026", "published", "3 de marzo de 2026"),
    ("es", "Publicado en mayo de 2024", "published", "mayo de 2024"),
    ("es", "Se lee en 5 minutos", "reading-time", "5 minutos"),
    ("es", "Palabras clave: cuello", "tags", "cuello"),
    ("es", "Archivado en: Cuello", "categories", "Cuello"),
    ("es", "Etiquetas: cuello", "tags", "cuello"),
    ("fr", "Par le Dr Jean Martin", "author", "Dr Jean Martin"),
    ("fr", "Article rédigé par Anne Dubois", "author", "Anne Dubois"),
    ("fr", "Auteure : Anne Dubois", "author", "Anne Dubois"),
    ("fr", "Relu et validé par le Dr Jean Martin", "reviewer", "Dr Jean Martin"),
    ("fr", "Relu par Marie Blanc, pédiatre à Lyon", "reviewer", "Marie Blanc, pédiatre à Lyon"),
    ("fr", "Relecture médicale : Dr Jean Martin", "reviewer", "Dr Jean Martin"),
    ("fr", "Publié le 1er mars 2026", "published", "1er mars 2026"),
    ("fr", "Mis à jour le 3 mars 2026", "updated", "3 mars 2026"),
    ("fr", "Dernière révision : 3 mars 2026", "reviewed", "3 mars 2026"),
    ("fr", "Temps de lecture estimé : 4 minutes", "reading-time", "4 minutes"),
    ("fr", "4 min de lecture", "reading-time", "4 min de lecture"),
    ("fr", "Mots-clés : nuque", "tags", "nuque"),
    ("fr", "Rédaction : Anne Dubois", "author", "Anne Dubois"),
    ("fr", "Un article de Anne Dubois", "author", "Anne Dubois"),
    ("fr", "Par Anne Dubois, naturopathe certifiée", "author", "Anne Dubois, naturopathe certifiée"),
    ("fr", "Validé scientifiquement par Anne Dubois, pharmacienne", "reviewer", "Anne Dubois, pharmacienne"),
    ("fr", "Validation médicale : Dr Jean Martin", "reviewer", "Dr Jean Martin"),
    ("fr", "Mis en ligne le 3 mars 2026", "published", "3 mars 2026"),
    ("fr", "Rédigé le 3 mars 2026", "published", "3 mars 2026"),
    ("fr", "Actualisée le 3 mars 2026", "updated", "3 mars 2026"),
    ("fr", "Dernière modification : 3 mars 2026", "updated", "3 mars 2026"),
    ("fr", "5 mn de lecture", "reading-time", "5 mn de lecture"),
    ("fr", "À lire en 5 minutes", "reading-time", "5 minutes"),
]
# fmt: on


@pytest.mark.parametrize(("language", "line", "field", "value"), LINES)
def test_a_line_of_metadata(language: str, line: str, field: str, value: str) -> None:
    document, source = article(language, line)
    (found,) = document.values
    assert (found.field, found.text) == (field, value)
    assert source[slice(*found.span)] == value


@pytest.mark.parametrize(
    "line", ["Publicado por Ana Pérez Soto el 3 de mayo de 2024", "Ana María Pérez Soto · 3 de mayo de 2024"]
)
def test_a_spanish_name_of_two_surnames_beside_a_date(line: str) -> None:
    document, _ = article("es", line)
    assert [byline.kind for byline in document.bylines] == ["person"]
    assert document.bylines[0].name.endswith("Pérez Soto")
    assert [value.text for value in document.field("published")] == ["3 de mayo de 2024"]


def test_the_first_letter_of_a_spanish_name_is_no_title() -> None:
    document, _ = article("es", "Por M. Carmen Soto, psicóloga general sanitaria")
    (byline,) = document.bylines
    assert (byline.name, byline.honorific) == ("M. Carmen Soto", "")
    document, _ = article("fr", "Par M. Jean Martin")
    assert (document.bylines[0].name, document.bylines[0].honorific) == ("Jean Martin", "M.")


def test_a_sentence_that_goes_on_in_the_next_line_of_the_source_names_no_author() -> None:
    page = (
        "<h1>El cuello</h1>\n<p>Hay dos manuales para el dolor: uno, el que publica\n"
        "por la Sociedad Española del Cuello, el Manual Práctico\n<b>MP</b>, es el más usado por todos.</p>\n"
        f"<p>{BODY['es']}</p>"
    )
    assert parse("article.html", page.encode(), Settings()).bylines == ()


@pytest.mark.parametrize(
    ("language", "line", "kind", "name", "credentials"),
    [
        ("de", "Geprüft von Dr. med. Anna Beispiel, Hautärztin", "person", "Anna Beispiel", ("Hautärztin",)),
        ("de", "Medizinisch geprüft von einem Arzt", "anonymous", "einem Arzt", ()),
        ("de", "Medizinisch geprüft von unserem Ärzteteam", "anonymous", "unserem Ärzteteam", ()),
        ("de", "Geprüft von Anna von der Heide", "person", "Anna von der Heide", ()),
        ("de", "Geprüft von unserem medizinischen Beirat", "anonymous", "unserem medizinischen Beirat", ()),
        ("de", "Geprüft von Hausarztpraxis Dr. Muster", "organisation", "Hausarztpraxis Dr. Muster", ()),
        ("es", "Revisado por la Dra. Ana Pérez", "person", "Ana Pérez", ()),
        ("es", "Revisado por un médico", "anonymous", "un médico", ()),
        ("fr", "Relu par le Dr Jean Martin, généraliste", "person", "Jean Martin", ("généraliste",)),
        ("fr", "Relu par un médecin", "anonymous", "un médecin", ()),
    ],
)
def test_who_checked_it(language: str, line: str, kind: str, name: str, credentials: tuple[str, ...]) -> None:
    document, _ = article(language, line)
    (byline,) = document.bylines
    assert (byline.role, byline.kind, byline.name) == ("reviewer", kind, name)
    assert byline.credentials == credentials


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Von Montag an wird es besser"),
        ("de", "Geprüft von Hand"),
        ("de", "Stand 3. Platz und Preise"),
        ("es", "Por la mañana duele más"),
        ("es", "Revisado por nadie"),
        ("es", "Causado por: Estrés"),
        ("es", "Revisado en urgencias"),
        ("es", "Publicado en Salud y Bienestar"),
        ("es", "Redacción de un diario de síntomas"),
        ("fr", "Par la suite, la douleur passe"),
        ("fr", "Lecture conseillée aux parents"),
        ("fr", "Par Téléphone"),
        ("fr", "Par Email Par SMS"),
    ],
)
def test_no_line_of_metadata(language: str, line: str) -> None:
    document, _ = article(language, line)
    assert document.values == ()


def test_a_line_tells_who_and_when_in_one_sentence() -> None:
    document, _ = article("de", "Geschrieben von Maria Muster, aktualisiert am 3. März 2026")
    assert [(value.field, value.text) for value in document.values] == [
        ("author", "Maria Muster"),
        ("updated", "3. März 2026"),
    ]


def test_parts_between_bars_state_what_they_state() -> None:
    lines = (
        "Von Maria Muster | Seit über zwölf Jahren unterwegs in der Welt der Nacken und Schultern\n"
        "Studien zu Wärme, Kälte, Schlaf und Schmerz ausgewertet | Letzte Aktualisierung: März 2026"
    )
    document, _ = article("de", lines)
    assert [(value.field, value.text) for value in document.values] == [
        ("author", "Maria Muster"),
        ("updated", "März 2026"),
    ]
    document, _ = article(
        "de", "Von Maria Muster wissen wir, dass sie seit über zwölf Jahren mit Nacken arbeitet"
    )
    assert document.values == ()


def test_keys_without_umlauts() -> None:
    source = f"---\nschlagwoerter: [Nacken, Schmerz]\n---\n# Nacken\n\n{BODY['de']}\n"
    document = parse("article.md", source.encode(), Settings())
    assert [value.text for value in document.field("tags")] == ["Nacken", "Schmerz"]


@pytest.mark.parametrize(
    ("text", "low", "high", "odd"),
    [
        ("4 bis 6 Minuten", 4, 6, ""),
        ("4 a 6 minutos", 4, 6, ""),
        ("4 à 6 minutes", 4, 6, ""),
        ("menos de 1 minuto", 0, 1, "below"),
        ("moins de 1 minute", 0, 1, "below"),
        ("1 Stunde und 5 Minuten", 65, 65, ""),
        ("1 hora y 5 minutos", 65, 65, ""),
        ("1 heure et 5 minutes", 65, 65, ""),
    ],
)
def test_a_reading_time(text: str, low: int, high: int, odd: str) -> None:
    minutes = read_minutes(text)
    assert minutes is not None
    assert (minutes.low, minutes.high, minutes.odd) == (low, high, odd)


def test_each_judged_language_has_its_file_and_each_file_its_language() -> None:
    files = (RULES / "_vocabulary").glob("sections-*.yaml")
    assert {file.stem.removeprefix("sections-") for file in files} == judged_languages()
    assert judged_languages() == {"en", *OTHERS}


def test_what_is_said_to_be_read_of_a_language_is_what_the_rules_read() -> None:
    read = {rule.languages for rule in builtin().rules if rule.languages}
    assert read == {("en",), ("en", "de", "es", "fr")}
    assert {language for language in judged_languages() if wording_read(language) == "all"} == {"en"}
    assert {language for language in judged_languages() if wording_read(language) == "requirements"} == {
        *OTHERS
    }
    assert wording_read("it") == wording_read("und") == "none"


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_parts_that_english_has(language: str) -> None:
    english, other = load("sections-en"), load(f"sections-{language}")
    # Lists that no code reads any more, or that English alone has no need of.
    assert english["help"].keys() - other["help"].keys() == {"urgent", "urgent-care"}
    assert other["help"].keys() <= english["help"].keys()
    # In Spanish one asks for "help" as well as for a doctor, in English readers not to do something.
    # How a paragraph limits a text in words of its own is known in English only.
    own = {"own-words", "own-words-ask", "no-own-words"}
    optional = {"vague", "asked-of-this"}
    assert other["disclaimer"].keys() - optional == english["disclaimer"].keys() - {*optional, *own}
    for name, entry in english["disclaimer"]["components"].items():
        assert other["disclaimer"]["components"][name]["name"] == entry["name"]
    assert other["disclaimer"]["components"].keys() == english["disclaimer"]["components"].keys()
    assert other["roles"].keys() | {"title"} == english["roles"].keys()
    needed = {"verb", "own", "care", "service", "professional", "gap", "reach"}
    assert needed <= other["words"].keys()


def patterns(words: Wording) -> list[re.Pattern[str]]:
    """Return all patterns of a language, compiled."""
    found = [words.turn, *(pattern for _, pattern in words.roles)]
    for name, _ in words.components:
        found += (pattern for pattern in (words.component(name), words.before(name)) if pattern is not None)
    plain = {"components", "anchors", "someone", "lead-ends", "offers", "passives"}
    for part in ("disclaimer", "help"):
        found += (words.pattern(part, name) for name in words.data[part].keys() - plain)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_no_insertion_is_left_open(language: str) -> None:
    assert [
        pattern.pattern for pattern in patterns(words_of(language)) if re.search("{[a-z]+}", pattern.pattern)
    ] == []


HOSTILE = {
    "de": [
        "nicht ersetzen ",
        "ärztliche ",
        "wenden sie sich ",
        "sollten sie an ",
        "wenn die ",
        "arzt oder ",
        "keine medizinische, ",
        "a" * 50 + " ",
    ],
    "es": [
        "no sustituye ",
        "médico o ",
        "consulte con ",
        "si el ",
        "información general ",
        "no es un consejo, ",
        "debe ir ",
        "a" * 50 + " ",
    ],
    "fr": [
        "ne remplace pas ",
        "la pratique n'est pas ",
        "complément non ",
        "médecin ou ",
        "consultez votre ",
        "si la ",
        "d'information ",
        "n'est pas un avis, ",
        "il faut voir ",
        "a" * 50 + " ",
    ],
}


@pytest.mark.parametrize(
    ("language", "piece"), [(language, piece) for language in OTHERS for piece in HOSTILE[language]]
)
def test_hostile_text_costs_what_its_length_does(language: str, piece: str) -> None:
    words = words_of(language)
    text = words.fold(piece)

    def search(text: str) -> None:
        for pattern in patterns(words):
            sum(1 for _ in pattern.finditer(text))

    assert growth(search, lambda size: text * size, enough=0.03) < LINEAR


@pytest.mark.parametrize(
    ("language", "text", "folded"),
    [
        ("de", "Ärzte müssen größer", "arzte mussen groser"),
        ("es", "¿Cuándo? ¡Mañana, médico!", "¿cuando? ¡manana, medico!"),
        ("fr", "L’œil d’un élève à Noël", "l'oil d'un eleve a noel"),
        ("en", "Café", "café"),
    ],
)
def test_accents_are_folded_letter_by_letter(language: str, text: str, folded: str) -> None:
    assert words_of(language).fold(text) == folded
    assert len(text) == len(folded)


@pytest.mark.parametrize(
    "text",
    ["ärztlichen Rat", "aerztlichen Rat", "arztlichen Rat", "ÄRZTLICHEN RAT"],
)
def test_umlauts_may_be_written_with_e_or_without_dots(text: str) -> None:
    words = words_of("de")
    assert [match.group() for match in words.instructions(words.fold(f"Bitte holen Sie {text} ein."))] != []


def test_an_article_loads_its_own_language_only(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom medlint import vocabulary\nfrom medlint.parse import parse\n"
        "from medlint.settings import Settings\nloaded = []\nload = vocabulary.read_compiled\n"
        "vocabulary.read_compiled = lambda name: (loaded.append(name), load(name))[1]\n"
        "parse('a.md', sys.argv[1].encode(), Settings())\n"
        "print(*sorted(name for name in loaded if name.startswith('sections')))"
    )
    english = "# Neck\n\nMost people with a stiff neck feel better within a week, and you can move it as you like.\n"
    for text, wanted in ((english, "sections-en"), (f"# Nacken\n\n{BODY['de']}\n", "sections-de")):
        run = subprocess.run(
            [sys.executable, "-c", program, text], capture_output=True, text=True, check=True, env=os.environ
        )
        assert run.stdout.split() == [wanted]


def test_other_languages_are_not_judged() -> None:
    text = "# De nek\n\nDe meeste mensen met een stijve nek voelen zich na een week beter, en het is niet erg als je hem beweegt.\n"
    document = parse("article.md", text.encode(), Settings())
    assert document.language == "nl"
    assert wording("nl") is None
    assert document.disclaimers == ()


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        (
            "## Über die Autorin\n\nMaria Muster arbeitet als Physiotherapeutin in Köln.",
            ("Physiotherapeutin",),
        ),
        ("Maria Muster ist Hebamme und hat zwei Kinder.", ("Hebamme",)),
        ("Maria Muster hat Nackenschmerzen.", None),
    ],
)
def test_a_line_about_a_german_author(text: str, credentials: tuple[str, ...] | None) -> None:
    document = parse("article.md", f"# Nacken\n\n{BODY['de']}\n\n{text}\n".encode(), Settings())
    assert [byline.credentials for byline in document.bylines] == (
        [] if credentials is None else [credentials]
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Als Hebamme sehe ich das oft.", True),
        ("Ich bin seit zehn Jahren Physiotherapeutin.", True),
        ("Als meine Hebamme kam, war ich froh.", False),
        ("Das weiß keiner besser als ein Arzt, finde ich.", False),
        ("Ich bin keine Ärztin.", False),
        ("Ich bin zu einer Ärztin gegangen.", False),
    ],
)
def test_german_authors_say_what_they_are(text: str, told: bool) -> None:
    source = f"---\nauthor: Maria Muster\n---\n# Nacken\n\n{BODY['de']}\n\n{text}\n"
    document = parse("article.md", source.encode(), Settings())
    plan = make_plan(builtin(), Settings(), select=("MED204",))
    assert [finding.rule for finding in lint_document(document, plan).findings] == (
        [] if told else ["MED204"]
    )
