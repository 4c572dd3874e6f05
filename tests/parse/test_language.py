import pytest

from medlint.parse.language import UNKNOWN, detect_language, language_name, settle_language

ENGLISH = (
    "Most people with a stiff neck feel better within a week. You can move it gently and take a "
    "warm shower, and it is safe to go to work if the pain allows it."
)
GERMAN = (
    "Die meisten Menschen mit einem steifen Nacken fühlen sich nach einer Woche besser. Sie können "
    "ihn vorsichtig bewegen und warm duschen, und es ist nicht schlimm, wenn es noch etwas weh tut."
)
FRENCH = (
    "La plupart des personnes qui ont mal au cou vont mieux en une semaine. Vous pouvez bouger le cou "
    "avec douceur et prendre une douche chaude, ce qui est sans danger pour les muscles."
)
SPANISH = (
    "La mayoría de las personas con dolor de cuello se siente mejor en una semana. Puede mover el "
    "cuello con cuidado y tomar una ducha caliente, que es lo más seguro para los músculos."
)
# Nouns and what joins them, as pages that offer something are written.
FRENCH_NOUNS = (
    "Préparation de la valise et de la chambre, choix de la poussette, organisation de l'espace de jeu : un "
    "accompagnement adapté à vos besoins, sans achats inutiles. Une aide pour la gestion de la fatigue, des "
    "émotions, avec des conseils pour toute la famille, afin de vivre ces nuits comme vous le souhaitez, en "
    "douceur et à votre rythme."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (FRENCH_NOUNS, "fr"), (SPANISH, "es")],
    ids=["en", "de", "fr", "fr-nouns", "es"],
)
def test_plain_evidence_of_words(text, language):
    assert detect_language(text) == (language, True)


def test_words_outweigh_what_a_template_states():
    assert settle_language("en", "", GERMAN) == "de"


def test_what_is_stated_decides_where_words_do_not():
    assert settle_language("fr-CA", "", "Paracétamol") == "fr"
    assert settle_language("", "en-GB", "Paracetamol") == "en"
    assert settle_language("", "", "12 34") == UNKNOWN
    assert settle_language("{{ site.lang }}", "", "") == UNKNOWN


def test_what_is_cited_at_the_end_may_be_in_another_language():
    cited = "The effect of the exercise on the pain of the neck: a review of the trials for the clinic. " * 3
    assert settle_language("", "", SPANISH * 2 + cited) == "es"
    assert settle_language("", "", cited + SPANISH * 2) == "en"


def test_names():
    assert language_name("de") == "German"
    assert not language_name("xx")
