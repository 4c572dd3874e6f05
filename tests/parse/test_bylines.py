import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.document import Value
from medlint.parse.bylines import read_bylines
from medlint.parse.credentials import credential_class
from medlint.parse.names import read_names
from medlint.source import Span


def people(text):
    return [(name.kind, name.honorific, name.name, name.credentials) for name in read_names(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nilufar-vaneeva", "person"),
        ("nilufar_vaneeva", "person"),
        ("Nilufar-Vaneeva", "organisation"),
        ("harbour-team", "organisation"),
        ("guest-author", "organisation"),
        ("example-author", "organisation"),
        ("harbouradmin", "placeholder"),
        ("harbour-admin", "placeholder"),
        ("Jane Badmin", "person"),
        ("admiral", "organisation"),
    ],
)
def test_what_a_site_calls_somebody_in_its_own_files(text, kind):
    assert [name.kind for name in read_names(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "honorific", "name", "credentials"),
    [
        ("Jane Roe", "", "Jane Roe", ()),
        ("DrJaneRoe", "Dr", "JaneRoe", ()),
        ("Jane Roe, RN, BSN", "", "Jane Roe", ("RN", "BSN")),
        ("Jane Roe RN BSN", "", "Jane Roe", ("RN", "BSN")),
        ("Jane Roe (GP)", "", "Jane Roe", ("GP",)),
        ("Jane Roe (she/her), RD", "", "Jane Roe", ("RD",)),
        ("Jane Roe, M.D., Ph.D.", "", "Jane Roe", ("M.D.", "Ph.D.")),
        ("Jane Roe, MB BCh", "", "Jane Roe", ("MB BCh",)),
        ("Jane Roe, FNP-C", "", "Jane Roe", ("FNP-C",)),
        ("Jane Roe, OTR/L", "", "Jane Roe", ("OTR/L",)),
        ("Dr. M.T. Roe", "Dr.", "M.T. Roe", ()),
        ("Dr K. P., NHS GP", "Dr", "K. P.", ("NHS GP",)),
        ("Prof. Dr. Hans Müller", "Prof. Dr.", "Hans Müller", ()),
        (
            "Jane N., MD, MPH — Senior Medical Reviewer",
            "",
            "Jane N.",
            ("MD", "MPH", "Senior Medical Reviewer"),
        ),
        ("Jane Roe, MBBS · MS (Obstetrics & Gynaecology)", "", "Jane Roe", ("MBBS", "MS")),
        ("Jane Roe, Physiotherapist at Leeds Clinic", "", "Jane Roe", ("Physiotherapist",)),
        ("Registered dietitian Jane Roe", "", "Jane Roe", ("Registered dietitian",)),
        ("Jane Roe, University of Leeds", "", "Jane Roe", ()),
        ("Roe, Jane", "", "Roe, Jane", ()),
        ("Anna von der Roe", "", "Anna von der Roe", ()),
        ("PT Barnum", "", "PT Barnum", ()),
        ("Yo-Yo Ma", "", "Yo-Yo Ma", ()),
        ("Dr. May", "Dr.", "May", ()),
        ("by Jane Roe", "", "Jane Roe", ()),
        ("Jane", "", "Jane", ()),
        ("李明", "", "李明", ()),
    ],
)
def test_a_person(text, honorific, name, credentials):
    assert people(text) == [("person", honorific, name, credentials)]


@pytest.mark.parametrize(
    "text",
    [
        "Vizor",
        "Knee Guide Editorial Team",
        "Mayo Clinic Staff",
        "NHS Leeds",
        "Asthma + Lung UK",
        "PatientGuide.io",
        "Physio Cure",
        "HealthInfo clinical advisers",
        "healthcare professionals from across Kent",
        "Medical Team",
        "Health and Wellness Team",
        "Ministry of Health and Family Welfare",
        "@jane",
        "jane@example.org",
        "jroe",
        "WebMD",
        "Leeds Foot & Ankle Institute",
        "Northfield Bone & Joint Clinic",
    ],
)
def test_an_organisation(text):
    assert people(text) == [("organisation", "", text, ())]


@pytest.mark.parametrize(
    "text",
    [
        "a doctor",
        "Expert",
        "our team",
        "Our medical team",
        "a medical professional",
        "the registered nurse and the registered dietitian",
        "Anonymous",
        "Guest author",
        "Dr",
        "Hypnothérapeute",
        "un médecin diplômé",
    ],
)
def test_nobody_in_particular(text):
    assert [kind for kind, *_ in people(text)] == ["anonymous"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "TBD",
        "admin",
        "[name]",
        "{{ author }}",
        "xxx",
        "Author Name",
        "N/A",
        "test",
        "Lorem ipsum",
        "___",
        "<author>",
        "Dr X",
        "17",
        "0b9d2c1e-7a44-4f1b-9c3d-5e6f70818293",
        "Nom de l'auteur",
        "Test Auteur",
        "à compléter",
        "Me",
        "myself",
    ],
)
def test_a_placeholder(text):
    assert [kind for kind, *_ in people(text)] == ["placeholder"]


@pytest.mark.parametrize("text", ["ChatGPT", "AI", "Generated with AI", "GPT-4"])
def test_a_machine(text):
    assert [kind for kind, *_ in people(text)] == ["ai"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Roe, MD and John Doe", ["Jane Roe", "John Doe"]),
        ("Jane Roe, PharmD, John Doe, MD", ["Jane Roe", "John Doe"]),
        ("Jane Roe & the Editorial Team", ["Jane Roe", "the Editorial Team"]),
        ("Michael Chen, PhD; Sarah Roe, LCSW", ["Michael Chen", "Sarah Roe"]),
        ("Consultant Physiotherapists Dr S. G., C. M. and L. F.", ["S. G.", "C. M.", "L. F."]),
    ],
)
def test_several_people(text, names):
    assert [name for _, _, name, _ in people(text)] == names


def test_a_person_beside_a_clinic_is_none_of_its_name():
    assert [kind for kind, *_ in people("Jane Roe & Leeds Clinic")] == ["person", "organisation"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("MD", "clinical"),
        ("m.d.", "clinical"),
        ("Licensed Clinical Psychologist", "clinical"),
        ("physiotherapists", "clinical"),
        ("PhD", "academic"),
        ("CSCS", "other"),
        ("BAMS", "questionable"),
        ("Nutritionist", "questionable"),
        ("Senior Medical Reviewer", "other"),
        ("Leeds", None),
    ],
)
def test_what_a_credential_is_worth(text, level):
    assert credential_class(text) == level


def value(field, text, at=100, key="", origin="front-matter"):
    return Value(field, text, Span(at, at + len(text)), origin, key)


def test_spans_cover_title_name_and_credentials():
    text = "Dr Jane Roe, MD and John Doe"
    first, second = read_bylines((value("author", text),))
    assert first.span == Span(100, 100 + len("Dr Jane Roe, MD"))
    assert text[second.span.start - 100 : second.span.end - 100] == "John Doe"


def test_credentials_attach_to_their_person():
    bylines = read_bylines(
        (
            value("author", "Jane Roe", key="author"),
            value("reviewer", "John Doe", key="reviewer.name"),
            value("credentials", "PsyD, Licensed Clinical Psychologist", key="authorCredentials"),
            value("credentials", "MD", key="reviewer.credentials"),
        )
    )
    assert [byline.credentials for byline in bylines] == [("PsyD", "Licensed Clinical Psychologist"), ("MD",)]


def test_a_name_stated_twice_counts_once():
    (byline,) = read_bylines((value("author", "Jane Roe"), value("author", "Dr Jane Roe, MD", origin="page")))
    assert (byline.honorific, byline.credentials, byline.value.origin) == ("Dr", ("MD",), "front-matter")


@pytest.mark.parametrize("piece", ["a", "and ", ", ", "MD ", "("])
def test_hostile_names_cost_what_their_length_does(piece):
    assert growth(read_names, lambda size: piece * size) < LINEAR


@settings(max_examples=100)
@given(st.text(alphabet="JaneRo DrMD.,()&-–'·|/;İß\n\0\ud800", max_size=60))
def test_never_raises_and_spans_lie_in_the_text(text):
    for name in read_names(text):
        assert 0 <= name.start <= name.end <= len(text)
        assert name.name in text
