"""Whom readers can call in countries beyond those of the first lists: what counts, and what must not."""

from pathlib import Path

import pytest
from test_locales import WORLD, locale, said, tiers
from test_routes import FILLER, findings, found

from medlint.parse import parse
from medlint.reading.locales import advice_of, locale_of, place_name, route_phrase
from medlint.settings import Settings
from medlint.vocabulary import load

INDIAN = """---
title: Chest pain, when to worry
{}
---
# Chest pain: when to worry

Chest pain has many causes. Some are harmless, others are an emergency, and it is not easy to tell them apart.

## When to get help

Call 108 immediately if you have:

- crushing chest pain that spreads to the arm or jaw
- shortness of breath
- fainting

## Feeling low

If you are thinking of suicide, call Tele-MANAS on 14416, day or night.
"""


@pytest.mark.parametrize(
    ("text", "place", "number"),
    [
        ("Call 112.", "en-IN", "112"),
        ("Dial 108 for an ambulance.", "en-IN", "108"),
        ("Call 102 if labour begins.", "en-IN", "102"),
        ("Call 112 or 10177 now.", "en-ZA", "112"),
        ("Phone 10177.", "en-ZA", "10177"),
        ("Ring Netcare 911.", "en-ZA", "netcare 911"),
        ("Dial 995 now.", "en-SG", "995"),
        ("Go to A&E.", "en-SG", "a&e"),
        ("Call 911 right away.", "en-PH", "911"),
        ("Go to the ER.", "en-PH", "to the er"),
        ("Call 999 or 112.", "en-KE", "999"),
        ("Call the Kenya Red Cross, or call 1199.", "en-KE", "1199"),
        ("Call 112, or dial 767 in Lagos.", "en-NG", "112"),
        ("Dial 767.", "en-NG", "767"),
        ("Call 999 if:", "en-MY", "999"),
        ("Call 999 if:", "en-HK", "999"),
        ("Call Rescue 1122.", "en-PK", "rescue 1122"),
        ("Dial 1122 or 115.", "en-PK", "1122"),
        ("Go to the nearest government hospital.", "en-IN", "nearest government hospital"),
        ("Call 911.", "en-IN", None),
        ("Call 108.", "en-GB", None),
        ("Call 995.", "en-MY", None),
    ],
)
def test_emergency_routes(text: str, place: str, number: str | None) -> None:
    routes = said(text, place, ("emergency",))
    assert (routes[0] if routes else None) == (("emergency", number) if number else None)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Call 104 for medical advice.", "urgent"),
        ("Poisons helpline: 0861 555 777", "poison"),
        ("Tele-MANAS listens.", "crisis"),
        ("Call 14416.", "crisis"),
        ("1-800-891-4416", "crisis"),
        ("+91 98204 66726", "crisis"),
        ("Children can call 1098.", "crisis"),
        ("The women's helpline is 181: call 181.", "crisis"),
        ("0800 567 567", "crisis"),
        ("+27 800 428 428", "crisis"),
        ("Call 1-767 or 1771.", "crisis"),
        ("+65 6389 2222", "crisis"),
        ("1800-777-0000", "crisis"),
        ("Call 1553.", "crisis"),
        ("+63 917 899 8727", "crisis"),
        ("+254 722 178 177", "crisis"),
        ("Text or call 1195.", "crisis"),
        ("0800 078 7746", "crisis"),
        ("Dial 15555.", "crisis"),
        ("+60 3-7627 2929", "crisis"),
        ("Call 18111.", "crisis"),
        ("+852 2389 2222", "crisis"),
        ("+92 311 7786264", "crisis"),
        ("Call 1099.", "crisis"),
    ],
)
def test_other_routes(text: str, tier: str) -> None:
    assert tiers(text) == {tier}


@pytest.mark.parametrize(
    "text",
    [
        "We meant to call 108 patients.",
        "Her heart raced at 102 beats.",
        "They had to contact 1098 people.",
        "Dial up to 120 if you need to.",
        "Text 1926 words to us.",
        "A fever of 104 now, or of 102 if it lasts.",
        "A pulse of 108 immediately after, and 115 right away.",
        "His pressure was 181 if he sat and 163 now.",
        "Use 102 mg, or use 108 samples.",
        "Born in 1771, he wrote 1767 letters and died in 1553.",
        "It weighs 995 g and costs Rs 1,122.",
        "Call 116 000 in Europe.",
    ],
)
def test_what_only_looks_like_a_route(text: str) -> None:
    assert [route for route in said(text) if route[1] != "000"] == []


def test_a_number_of_several_countries_is_one_route() -> None:
    assert said("Call 999 now.", "", ("emergency",)) == [("emergency", "999")]
    (entry,) = (each for each in load("routes")["numbers"] if each["number"] == "999")
    assert set(entry["locales"]) == {"en-GB", "en-IE", "en-KE", "en-MY", "en-HK"}


@pytest.mark.parametrize(
    ("text", "code", "certain"),
    [
        ("---\nlang: en-IN\n---\n# Colds\n\nRest.\n", "en-IN", True),
        ("---\ncountry: Hong Kong\n---\n# Colds\n\nRest.\n", "en-HK", True),
        ("---\nregion: South Africa\n---\n# Colds\n\nRest.\n", "en-ZA", True),
        ("# Colds\n\nShow your Ayushman card. Call 108.\n", "en-IN", True),
        ("# Colds\n\nShow your Ayushman card. In an emergency, call 112.\n", "en-IN", False),
        ("# Colds\n\nMediSave pays, and a CHAS clinic helps. Call 995.\n", "en-SG", True),
        ("# Colds\n\nPhilHealth pays. Ask at the barangay health center. Call 911.\n", "en-PH", True),
        ("# Colds\n\nBefrienders Kenya listen. Ring +254 722 178 177, or call 999.\n", "en-KE", True),
        ("# Colds\n\nRing +91 98765 43210 about diarrhoea and anaemia.\n", "en-IN", False),
        ("# Colds\n\nRing 011-2345-6789 or +91 98765 43210.\n", "en-IN", False),
        # British and American pages that speak of elsewhere.
        ("# Colds\n\nASHA workers in India save children. The colour of the tumour.\n", "en-IN", False),
        ("# Colds\n\nOn the NHS. Your NHS GP knows how ASHA workers in India do it.\n", "en-GB", True),
        ("# Colds\n\nICMR and AIIMS agree. Call NHS 111 or see your GP. Paracetamol helps.\n", "en-GB", True),
        ("# Colds\n\nICMR agrees. Medicaid pays. Ask your physician about acetaminophen.\n", "en-US", True),
        ("# Colds\n\nPeople of +65 years, or +91% of them. The color of the fiber.\n", "en-US", False),
        ("# Colds\n\nRing 0703 654 5614.\n", "", False),
        ("# Colds\n\nIn an emergency, call 999.\n", "en-GB", False),
        ("# Colds\n\nIn an emergency, call 112.\n", "", False),
        ("# Colds\n\nSee a physician about diarrhoea in a polyclinic.\n", "", False),
    ],
)
def test_where_readers_are(text: str, code: str, certain: bool) -> None:
    assert locale(text) == (code, certain)


@pytest.mark.parametrize("place", WORLD)
def test_advice_is_a_route_there(place: str) -> None:
    assert {"routine", "urgent", "crisis"} <= {
        tier for name in advice_of(place) for tier in tiers(route_phrase(place, name), place)
    }
    assert "crisis" in tiers(route_phrase(place, "crisis"), place)
    assert "crisis" in tiers(route_phrase(place, "crisis-call"), place)
    assert tiers(route_phrase(place, "urgent"), place) == {"urgent"}
    for name in ("young-baby", "maternity", "poison"):
        assert tiers(route_phrase(place, name), place) & {"urgent", "emergency", "poison"}
    assert place_name(place) != place_name("")


@pytest.mark.parametrize("line", ["lang: en-IN", "lang: en"])
def test_an_article_for_india_is_left_alone(line: str, tmp_path: Path) -> None:
    for code in ("MED110", "MED303", "MED304", "MED307"):
        assert found(code, INDIAN.format(line), tmp_path) == []


@pytest.mark.parametrize(
    ("call", "line", "code", "marked"),
    [
        ("911", "Tele-MANAS on 14416", "MED304", "911"),
        ("108 patients", "friends", "MED303", "## When to get help"),
        ("108 patients", "friends", "MED307", "thinking of suicide"),
        ("108 patients", "the lifeline 988", "MED307", "988"),
    ],
)
def test_the_same_article_with_a_fault(call: str, line: str, code: str, marked: str, tmp_path: Path) -> None:
    text = INDIAN.format("lang: en-IN").replace("Call 108", f"Call {call}")
    assert found(code, text.replace("Tele-MANAS on 14416", line), tmp_path) == [marked]


def test_a_hint_names_the_numbers_of_the_country(tmp_path: Path) -> None:
    text = f"# Pain\n\n{FILLER}## When to see a doctor\n\nSee a doctor if it lasts. Seek emergency care.\n"
    (finding,) = findings("MED303", text, tmp_path, "Singapore")
    assert "call 995 or go to A&E" in finding.hint


@pytest.mark.parametrize(
    ("sentence", "locale", "marked"),
    [
        ("Call 999 now.", "en-IN", ["999"]),
        ("Call 112 now.", "en-IN", []),
        ("Call 108 now.", "en-US", ["108"]),
        ("Call 108 people now.", "en-US", []),
        ("Fever of 102 now.", "en-US", []),
        ("Call 999 now.", "en-HK", []),
        ("Go to A&E now.", "en-HK", []),
        ("Go to the emergency room now.", "en-IN", []),
        ("Call 911 now.", "en-SG", ["911"]),
        ("Call 911 now.", "en-PK", []),
        ("Call 112 now.", "en-NG", []),
    ],
)
def test_the_route_is_that_of_the_readers(
    sentence: str, locale: str, marked: list[str], tmp_path: Path
) -> None:
    assert found("MED304", f"# Pain\n\n{FILLER}{sentence}\n", tmp_path, locale) == marked


@pytest.mark.parametrize(
    ("code", "sentence", "locale", "marked"),
    [
        ("MED511", "The colour of her eyes.", "en-PH", ["colour"]),
        ("MED511", "The color of her eyes.", "en-IN", ["color"]),
        ("MED511", "See a healthcare provider about physical therapy.", "en-IN", []),
        ("MED320", "A fever of 102F in the body is high.", "en-SG", ["102F"]),
        ("MED320", "A fever of 102F in the body is high.", "en-IN", []),
    ],
)
def test_spelling_and_units(code: str, sentence: str, locale: str, marked: list[str], tmp_path: Path) -> None:
    assert found(code, f"# Fever\n\n{FILLER}{sentence}\n", tmp_path, locale) == marked


@pytest.mark.parametrize(
    ("text", "configured", "told"),
    [
        ("# Colds\n\nRest.\n", "Northern Ireland", "en-GB-NIR"),
        ("# Colds\n\nRest.\n", "en-GB-NIR", "en-GB-NIR"),
        ("---\nlang: en-GB-NIR\n---\n# Colds\n\nRest.\n", "", "en-GB-NIR"),
        ("---\nlang: en-GB\nregion: Northern Ireland\n---\n# Colds\n\nRest.\n", "", "en-GB-NIR"),
        ("---\nlang: en-GB\n---\n# Colds\n\nAsk your HSC Trust.\n", "", "en-GB-NIR"),
        ("---\nlang: en-GB\n---\n# Colds\n\nAsk your HSC Trust, or in England NHS 111.\n", "", "en-GB"),
        ("---\nlang: en-GB\n---\n# Colds\n\nAsk your GP.\n", "", "en-GB"),
        ("# Colds\n\nAsk your HSC Trust.\n", "en-GB", "en-GB"),
        ("# Colds\n\nAsk your HSC Trust.\n", "", ""),
        ("# Colds\n\nAsk your HSC Trust, your GP or ring 028 9615 9444.\n", "", "en-GB-NIR"),
        ("# Colds\n\nAsk your HSC Trust or the NHS.\n", "", "en-GB-NIR"),
    ],
)
def test_a_part_of_a_country_is_told_its_own(text: str, configured: str, told: str) -> None:
    settings = Settings(locale=configured)
    where = locale_of(parse("a.md", text.encode(), settings), settings)
    assert where.told == told
    assert where.code in ("en-GB", "")


def test_what_northern_ireland_is_told_is_a_route_in_the_uk() -> None:
    advice = advice_of("en-GB-NIR")
    assert list(advice) == list(advice_of("en-GB"))
    assert not any("111" in line for line in advice.values())
    assert advice["routine"] == "see a GP"
    for name, tier in (("emergency", "emergency"), ("urgent", "urgent"), ("crisis", "crisis")):
        assert tier in tiers(advice[name], "en-GB")


def test_a_hint_for_northern_ireland_names_its_crisis_line(tmp_path: Path) -> None:
    text = f"# Suicidal thoughts after birth\n\n{FILLER}Treatment works.\n"
    (there,) = findings("MED307", text, tmp_path, "Northern Ireland")
    (elsewhere,) = findings("MED307", text, tmp_path, "en-GB")
    assert "Lifeline on 0808 808 8000" in there.hint
    assert "Samaritans on 116 123" in elsewhere.hint
