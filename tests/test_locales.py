"""Where readers are, and what a text tells them to call."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import LINEAR, growth

from medlint._places import folder
from medlint.catalogue import builtin
from medlint.config import finder, plan_of
from medlint.engine import lint_bytes
from medlint.parse import parse
from medlint.parse.wording import fold
from medlint.reading.locales import locale_of, place_name, route_phrase
from medlint.reading.routes import TIERS, article_routes, numbers, routes
from medlint.settings import Settings
from medlint.vocabulary import load

WORLD = ("en-IN", "en-ZA", "en-SG", "en-PH", "en-KE", "en-NG", "en-MY", "en-HK", "en-PK")
PLACES = ("en-GB", "en-IE", "en-US", "en-CA", "en-AU", "en-NZ", *WORLD, "EU")
FILLER = "This page is for people who want to know what helps them and when they should get more help.\n\n"


def said(text: str, locale: str = "", tiers: tuple[str, ...] = TIERS) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(route.tier, folded[route.start : route.end]) for route in routes(folded, locale, tiers)]


def tiers(text: str, locale: str = "") -> set[str]:
    return {tier for tier, _ in said(text, locale)}


def locale(text: str, name: str = "a.md", configured: str = "") -> tuple[str, bool]:
    settings = Settings(locale=configured)
    found = locale_of(parse(name, text.encode(), settings), settings)
    assert found.why
    return found.code, found.certain


@pytest.mark.parametrize(
    ("text", "place", "number"),
    [
        ("Call 999 now if:", "en-GB", "999"),
        ("Call 112 or 999.", "en-IE", "112"),
        ("Dial 112.", "EU", "112"),
        ("Call 911.", "en-US", "911"),
        ("Phone 911 immediately.", "en-CA", "911"),
        ("Ring 000.", "en-AU", "000"),
        ("Triple zero (000)", "en-AU", "triple zero"),
        ("call triple nine", "en-GB", "triple nine"),
        ("Call 111 for help.", "en-NZ", "111"),
        ("Go to A&E.", "en-GB", "a&e"),
        ("Go to the nearest accident and emergency.", "en-GB", "accident and emergency"),
        ("Take them straight to casualty.", "en-GB", "straight to casualty"),
        ("Go to the ER.", "en-US", "to the er"),
        ("Go to the emergency room.", "en-US", "emergency room"),
        ("Go to an emergency department.", "en-AU", "emergency department"),
        ("999: chest pain", "", None),
        ("Call your local emergency number.", "EU", "call your local emergency number"),
        ("Get an ambulance.", "en-CA", "get an ambulance"),
    ],
)
def test_emergency_routes(text: str, place: str, number: str | None) -> None:
    found = said(text, place, ("emergency",))
    assert (found[0] if found else None) == (("emergency", number) if number else None)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Ask for an urgent GP appointment.", "urgent"),
        ("Get help from NHS 111.", "urgent"),
        ("Go to an urgent treatment centre.", "urgent"),
        ("Call your doctor right away.", "urgent"),
        ("See a GP if:", "routine"),
        ("Consult a healthcare professional if you experience:", "routine"),
        ("Call Poison Control at 1-800-222-1222.", "poison"),
        ("Poisons line: 13 11 26, 24 hours a day", "poison"),
        ("Ring 01 809 2166.", "poison"),
        ("0800 764 766", "poison"),
        ("Samaritans are there on 116 123.", "crisis"),
        ("Text SHOUT to 85258.", "crisis"),
        ("Call or text 988.", "crisis"),
        ("Text HOME to 741741.", "crisis"),
        ("+44 800 068 4141", "crisis"),
        ("Childline 0800 1111", "crisis"),
        ("Childline 1800 66 66 66", "crisis"),
        ("Breathing Space: 0800 83 85 87", "crisis"),
        ("13YARN (13 92 76)", "crisis"),
        ("In Spain, call 024.", "crisis"),
        ("Call 1-844-764-7669.", "poison"),
        ("Call 1-844-POISON-X.", "poison"),
        ("(1-800) 656-4673", "crisis"),
        ("Lifeline 13 11 14", "crisis"),
        ("Free call or text 1737 any time", "crisis"),
    ],
)
def test_other_routes(text: str, tier: str) -> None:
    assert tiers(text) == {tier}


def test_111_is_advice_in_one_country_and_the_emergency_number_in_another() -> None:
    assert tiers("Call 111 if:", "en-GB") == {"urgent"}
    assert tiers("Call 111 if:", "en-NZ") == {"emergency"}
    assert tiers("Call 111 if:", "en-US") == set()
    assert tiers("Call 111 if:", "") == {"urgent", "emergency"}
    assert tiers("Get help from NHS 111.", "") == {"urgent"}


@pytest.mark.parametrize(
    "text",
    [
        "Do not call 999 for a cold.",
        "You do not need to call 999 or go to A&E.",
        "It is not a 999 emergency.",
        "Don't go to A&E.",
        "You should not go to the emergency room.",
    ],
)
def test_a_route_that_is_denied_is_none(text: str) -> None:
    assert said(text, "", ("emergency",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Don't hesitate to call 999.",
        "Do not drive yourself. Call 999.",
        "Don't wait: call 999.",
        "If the pain does not stop, call 999.",
        "Do not call 999 unless your life is at risk.",
        "Do not take more tablets and call 999.",
    ],
)
def test_a_denial_of_something_else_leaves_the_route(text: str) -> None:
    assert said(text, "en-GB", ("emergency",)) == [("emergency", "999")]


@pytest.mark.parametrize(
    "text",
    [
        "Each set holds 999 silver cups.",
        "Take 112 mg of it.",
        "About 911 people took part, and 000 dropped out.",
        "A study of 1737 men",
        "Born in 1999, aged 111.",
        "It costs $1,116,123.",
        "ER-positive tumours",
        "ER visits rose, and emergency department attendances fell.",
        "He went to the emergency room and was taken to A&E.",
        "Emergency contraception works best early.",
        "Keep the casualty still.",
        "Her error is over there.",
        "Call the ward on 024 7696 4000.",
        "Your number is 000-12-3456.",
        "We were going to call 999 patients and text 1737 people.",
        "Use 112 mg, or use 112 degrees and 911% of it.",
    ],
)
def test_what_only_looks_like_a_route(text: str) -> None:
    assert said(text, "", ("emergency", "crisis", "poison", "urgent")) == []


def test_who_is_helped_by_a_number_is_not_counted() -> None:
    assert said("Call 999 children's services.", "en-GB", ("emergency",)) == [("emergency", "999")]
    assert said("Call 1737 women helpline.", "en-NZ", ("crisis",)) == [("crisis", "1737")]


def test_of_two_routes_in_the_same_words_the_higher_counts() -> None:
    assert said("Ask for an urgent GP appointment if") == [("urgent", "urgent gp appointment")]


def test_a_route_without_number_or_place_is_vague() -> None:
    (route,) = routes("seek immediate medical attention if:", "en-GB")
    assert (route.tier, route.vague) == ("emergency", True)
    (route,) = routes("call 999 if:", "en-GB")
    assert not route.vague


def test_the_routes_of_an_article_are_those_of_its_passages() -> None:
    text = (
        "# Chest pain\n\nCall 999.\n\n- Go to A&E.\n- Text SHOUT to 85258.\n\nDo not call 999 for a cold.\n"
    )
    document = parse("a.md", text.encode(), Settings())
    found = [
        (p.text[r.start : r.end], text[slice(*p.span(r.start, r.end))])
        for p, r in article_routes(document, TIERS)
    ]
    assert found == [("999", "999"), ("a&e", "A&E"), ("85258", "85258")]


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [
        ("---\nlang: en-AU\n---\n# Colds\n\nRest.\n", "en-AU", True),
        ("---\nlocale: en_GB\n---\n# Colds\n\nRest.\n", "en-GB", True),
        ("---\nregion: New Zealand\n---\n# Colds\n\nRest.\n", "en-NZ", True),
        ("---\nlang: en\n---\n# Colds\n\nRest.\n", "", False),
        ("---\nlang: de-AT\n---\n# Colds\n\nRest at home and drink when you are thirsty.\n", "EU", True),
        ("# Colds\n\nRest.\n", "", False),
        ("# Colds\n\nCall NHS 111 or see your GP. Paracetamol helps.\n", "en-GB", True),
        ("# Colds\n\nMedicaid pays. Ask your physician about acetaminophen.\n", "en-US", True),
        ("# Colds\n\nThe NHS and a GP in Sydney agree on the colour. In an emergency call 000.\n", "", False),
        ("# Colds\n\nCall NHS 111 or see your GP. In an emergency call 911.\n", "en-GB", False),
        ("# Colds\n\nIn an emergency, call 999.\n", "en-GB", False),
        ("# Colds\n\nThe color of the fiber.\n", "en-US", False),
        ("# Colds\n\nThe colour of the fibre.\n", "", False),
        ("# Colds\n\nSee the NHS and the MHRA.\n", "en-GB", False),
        ("# Colds\n\nRing the clinic on (020) 7946 0000.\n", "en-GB", False),
        ("# Colds\n\nOur number is 07700 900123.\n", "en-GB", False),
        ("# Colds\n\nRing +61 2 9876 5432. See your GP.\n", "en-AU", False),
        ("# Colds\n\nRing (02) 9876 5432, or write to 10.1234/01234567890.\n", "", False),
        ("# Colds\n\nOrder 01-234567-89012 costs 0123456789012.\n", "", False),
    ],
)
def test_where_readers_are(text: str, code: str, certain: bool) -> None:
    assert locale(text) == (code, certain)


def test_the_configuration_comes_first() -> None:
    assert locale("---\nlang: en-AU\n---\n# Colds\n", configured="en-GB") == ("en-GB", True)
    assert locale("# Colds\n\nCall NHS 111.\n", configured="en-BD") == ("", True)


def test_the_language_of_a_page_holds_unless_its_words_speak_against_it() -> None:
    page = '<!doctype html><html class="x" lang="en-US"><body><h1>Colds</h1><p>{}</p></body></html>'
    assert locale(page.format("Rest."), "a.html") == ("en-US", True)
    assert locale(page.format("Call NHS 111 or see your GP."), "a.html") == ("en-GB", False)


@pytest.mark.parametrize("place", ["", *PLACES])
def test_advice_for_a_place_is_a_route_there(place: str) -> None:
    assert "emergency" in tiers(route_phrase(place, "emergency"), place)
    assert "emergency" in tiers(route_phrase(place, "ambulance"), place)
    assert "go to" not in route_phrase(place, "ambulance")
    assert "routine" in tiers(route_phrase(place, "routine"), place)
    if place not in ("", "EU", *WORLD):
        assert "urgent" in tiers(route_phrase(place, "urgent"), place)
        assert "crisis" in tiers(route_phrase(place, "crisis"), place)
        assert "crisis" in tiers(route_phrase(place, "crisis-call"), place)
        assert tiers(route_phrase(place, "maternity"), place) & {"urgent", "emergency"}
        assert tiers(route_phrase(place, "young-baby"), place) & {"urgent", "emergency"}
        assert tiers(route_phrase(place, "poison"), place) & {"poison", "urgent"}


def test_a_place_has_a_name() -> None:
    assert [place_name(place) for place in PLACES] == list(load("locales")["names"].values())
    assert place_name("") == "this country"
    assert route_phrase("xx", "emergency") == route_phrase("", "emergency")


@pytest.mark.parametrize("part", ["numbers", "retired"])
def test_each_number_can_be_found_and_names_its_source(part: str) -> None:
    for entry in written("routes")[part]:
        assert re.fullmatch(r"\d{3,12}", entry["number"]), entry
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", str(entry["checked"])), entry
        assert entry["source"].startswith("http"), entry
        spaced = " ".join(re.findall("..?.?.?", entry["number"]))
        for called in (f"call {entry['number']} now", f"call {spaced} now"):
            assert entry["number"] in {found["number"] for _, _, found in numbers(called, part)}, called


def test_every_place_of_the_word_lists_is_known() -> None:
    data = load("locales")
    assert set(data["names"]) == set(PLACES)
    assert set(data["advice"]) == {"", *PLACES}
    for place in PLACES:
        assert list(data["advice"][place]) == list(data["advice"][""])
    routed = [entry for part in ("numbers", "places") for entry in load("routes")[part]]
    entries = [*data["cues"], *data["number-shapes"], *routed]
    named = {place for entry in entries for place in (*entry["locales"], *entry.get("understood", ()))}
    assert named <= set(PLACES)
    assert {entry["tier"] for entry in routed} == set(TIERS)


def written(name: str) -> dict[str, Any]:
    """Return what a word list says, which both loaders must read alike."""
    with open(f"{folder('rules')}/_vocabulary/{name}.yaml", encoding="utf-8") as stream:
        text = stream.read()
    loaders = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
    plain, quick = (yaml.load(text, Loader=loader) for loader in loaders)
    assert plain == quick
    return dict(plain)


def test_the_word_lists_read_alike_with_both_loaders() -> None:
    routed = written("routes")
    words = [word for cue in written("locales")["cues"] for word in cue["words"]]
    words += [word for part in routed["short-numbers"].values() for word in part]
    words += [phrase for place in routed["places"] for phrase in place["phrases"]]
    assert all(isinstance(word, str) for word in words)


@pytest.mark.parametrize(
    "piece", ["1 ", "call ", "(999) ", "do not call ", "999 or ", "11-", "emergency ", "+4"]
)
def test_hostile_text_costs_what_its_length_does(piece: str) -> None:
    assert growth(lambda text: list(routes(text, "")), lambda size: piece * size) < LINEAR


@pytest.mark.parametrize("place", ["usa", "en-us", "United States"])
def test_a_country_may_be_written_in_any_way(tmp_path: Path, place: str) -> None:
    (tmp_path / "medlint.toml").write_text(f'locale = "{place}"\nselect = ["MED210"]\n')
    plan = plan_of(finder()(str(tmp_path)), builtin())
    text = "# Vaccines\n\nLast updated: 12/25/2025\n\nMost people need one.\n"
    messages = [f.message for f in lint_bytes("article.md", text.encode(), plan).findings]
    assert not any("do not expect" in message for message in messages)
