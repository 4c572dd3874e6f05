import pickle
import re

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint import slugs
from medlint._places import folder
from medlint.resources.from_yaml import read_yaml
from medlint.topics import Resolution, Topics, builtin, near, slugify, split
from medlint.topics.misspelling import distance
from medlint.topics.run_together import LONGEST, fold
from medlint.topics.site import from_config


def pieces(text, *args, **options):
    """The words that `split` finds, None if it finds none."""
    spans = split(text, *args, **options)
    return None if spans is None else [text[start:end] for start, end in spans]


# --- the vocabulary


def test_the_vocabulary_is_large_enough():
    known = builtin()
    assert len(known.canonical) >= 400
    assert len(known.aliases) >= 900


def test_every_slug_is_a_tag():
    for slug in builtin().canonical:
        assert slugs.SLUG.fullmatch(slug), slug
        assert len(slug) <= 40, slug


def test_no_name_means_two_topics():
    """Neither as written (that is an error), nor in the other number."""
    known = builtin()
    for name in known.names:
        for other in slugs.numbers(name) if len(name) > 3 else ():
            found = known._named(other)
            assert found.slug in (None, known._named(name).slug), (name, other)


def test_no_synonym_is_needless():
    """A regular plural, or words written as one or apart, are found without being listed."""
    known = builtin()
    names = set(known.names)
    assert len({name.replace("-", "") for name in names}) == len(names)
    for alias in known.aliases:
        if alias.endswith("s"):
            assert not {other for other in slugs.numbers(alias) if len(other) > 3} & names, alias


def test_groups_are_sorted():
    for group in vocabulary_groups():
        assert group == sorted(group)


def vocabulary_groups():
    """The slugs of each group, in the order of the file."""
    with open(f"{folder('rules')}/_vocabulary/tags.yaml", encoding="utf-8") as stream:
        text = stream.read()
    text = text[text.index("  topics:\n") : text.index("  generic:\n")]
    return [re.findall(r"^    ([a-z0-9-]+): ", group, re.MULTILINE) for group in text.split("# ---")]


def test_kinds_and_labels():
    known = builtin()
    assert set(known.kinds.values()) == {
        "condition",
        "symptom",
        "body",
        "treatment",
        "medicine",
        "supplement",
        "nutrition",
        "exercise",
        "lifestyle",
        "life-stage",
        "audience",
        "specialty",
        "test",
        "safety",
    }
    assert known.label("copd") == "Chronic obstructive pulmonary disease (COPD)"
    assert known.label("back-pain") == "Back pain"
    assert all(label[0].isupper() or label[0] == "Ö" for label in known.labels.values())


TRIAGE_TOPICS = """
back-pain sciatica neck-pain headache migraine chest-pain heart-attack angina abdominal-pain
fever-in-children rash diabetes high-blood-pressure asthma allergy anaphylaxis depression self-harm
suicide-prevention anxiety panic-attack pregnancy infant-feeding baby-health stroke
transient-ischaemic-attack concussion head-injury deep-vein-thrombosis leg-swelling knee-injury
ankle-sprain joint-pain urinary-tract-infection kidney-infection cough common-cold covid-19
chest-infection dizziness vertigo eye-health eye-pain medicine supplement eating-disorder palpitation
period-pain menopause prostate testicle-pain breast-lump mole hip-pain insomnia vaccination heatstroke
sepsis poisoning dog-bite tick-bite
"""


@pytest.mark.parametrize("slug", TRIAGE_TOPICS.split())
def test_the_topics_of_the_red_flags_are_there(slug):
    assert builtin().resolve(slug) == (slug, "canonical")


# --- slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Back Pain", "back-pain"),
        ("BackPain", "back-pain"),
        ("#back_pain", "back-pain"),
        ("  back -- pain ", "back-pain"),
        ("back-pain", "back-pain"),
        ("Health & Wellness", "health-and-wellness"),
        ("Crohn’s disease", "crohns-disease"),
        ("Ménière's Disease", "menieres-disease"),
        ("Guillain–Barré syndrome", "guillain-barre-syndrome"),
        ("œsophagus", "oesophagus"),
        ("C. diff", "c-diff"),
        ("HIV/AIDS", "hiv-aids"),
        ("SSRIs", "ssris"),
        ("mRNA", "mrna"),
        ("COVID-19", "covid-19"),
        ("LGBTQ+", "lgbtq"),
        ("Vitamin\u00a0D", "vitamin-d"),
        ("", ""),
        ("健康", ""),
        ("\ud800 \x00", ""),
    ],
)
def test_slugify(text, slug):
    assert slugify(text) == slug


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_a_slug_stays_as_it_is(text):
    slug = slugify(text)
    assert slugify(slug) == slug
    assert slug == "" or slugs._WORDS.fullmatch(slug)


# --- what a tag means


@pytest.mark.parametrize(
    ("tag", "slug", "how"),
    [
        ("back-pain", "back-pain", "canonical"),
        ("Back Pain", "back-pain", "canonical"),
        ("back-pains", "back-pain", "synonym"),
        ("backpain", "back-pain", "synonym"),
        ("backache", "back-pain", "synonym"),
        ("Head Ache", "headache", "synonym"),
        ("xray", "x-ray", "synonym"),
        ("A-Fib", "atrial-fibrillation", "synonym"),
        ("allergies", "allergy", "synonym"),
        ("rashes", "rash", "synonym"),
        ("htn", "high-blood-pressure", "synonym"),
        ("IBS", "irritable-bowel-syndrome", "synonym"),
        ("COPD", "copd", "canonical"),
        ("esophagus", "oesophagus", "synonym"),
        ("pediatrics", "child-health", "synonym"),
        ("anemia", "anaemia", "synonym"),
        ("diarrhea", "diarrhoea", "synonym"),
        ("CBT", "cognitive-behavioural-therapy", "synonym"),
        ("juvenile-diabetes", "type-1-diabetes", "deprecated"),
        ("handicap", "disability", "deprecated"),
        ("wellness", "wellness", "generic"),
        ("Well-being", "wellbeing", "generic"),
        ("Health Tips", "health-tips", "generic"),
        ("sciaticalm", None, "unknown"),
        ("aid", None, "unknown"),  # no singular of AIDS
        ("ed", None, "unknown"),  # eating disorder, erectile dysfunction or emergency department
        ("", None, "unknown"),
        ("---", None, "unknown"),
    ],
)
def test_resolve(tag, slug, how):
    assert builtin().resolve(tag) == Resolution(slug, how)


def test_every_name_resolves_to_its_topic():
    known = builtin()
    for alias, topic in known.aliases.items():
        assert known.resolve(alias) == (topic, "synonym")
        assert known.resolve(alias.replace("-", " ").title()).slug == topic
    for old, new in known.deprecated.items():
        assert known.resolve(old) == (new, "deprecated")
        assert new in known.canonical


def test_parents_and_relatives():
    known = builtin()
    assert known.parent_of("lower-back-pain") == "back-pain"
    assert known.parent_of("back-pain") is None
    assert known.related("back-pain", "lower-back-pain")
    assert known.related("lower-back-pain", "back-pain")
    assert known.related("melanoma", "cancer")  # by way of skin cancer
    assert not known.related("back-pain", "back-pain")
    assert not known.related("upper-back-pain", "lower-back-pain")
    assert not known.related("anxiety", "mental-health")  # both are worth a tag
    assert not known.related("nothing", "at-all")
    assert set(known.parents.values()) <= known.canonical


def test_spellings():
    assert builtin().spellings("copd")[0] == "copd"
    assert "emphysema" in builtin().spellings("copd")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("glioma", "glioma"),
        ("Gliomas", "glioma"),
        ("Kegel Exercises", "kegel-exercise"),
        ("fishoil", "fish-oil"),
        ("FishOils", "fish-oil"),
        ("food sensitivities", "food-sensitivity"),
        ("brain-tumour", None),
        ("brain tumors", None),  # a spelling
        ("hypertension", None),
        ("manic-depression", None),
        ("wellness", None),
        ("sciaticalm", None),
        ("", None),
    ],
)
def test_narrower_names(tag, name):
    assert builtin().narrower(tag) == name


def test_a_narrower_name_is_found_as_a_synonym_is():
    assert builtin().resolve("glioma") == ("brain-tumour", "synonym")
    assert "glioma" in builtin().spellings("brain-tumour")
    assert near(builtin(), "gliobastoma") == "brain-tumour"
    assert pieces("gliomaback-painhealth") == ["glioma", "back-pain", "health"]


def test_names_of_a_topic_are_told_apart_in_the_list_of_all():
    known = builtin()
    for topic in known.canonical:
        own, *others = known.spellings(topic)
        assert own == topic
        assert others == sorted(alias for alias, meant in known.aliases.items() if meant == topic)
        for name in others:
            assert known.narrower(name) in (None, name)
    assert 900 < sum(known.narrower(name) is None for name in known.aliases) < len(known.aliases) - 900


# --- near misses

INNOCENT = """
mindset parenting budgeting running cooking travel productivity python journal reading walking hiking
football java society ai opinion analysis career careers finance money minimalism gardening photography
painting teaching coaching leadership marketing business education school poetry music film fashion style
home house garden dogs horses cycling baking recipes dinner breakfast snacks smoothies shopping summer
winter spring autumn weekend camping fishing biking climbing dancing gaming sports soccer tennis
spirituality prayer gratitude happiness success motivation inspiration writing blogging podcast video
events community volunteering politics economy climate sustainability software science history design
interview team london chennai ireland new-york water-systems getting-started time-management home-gym
body-art wind-farm goal-setting personal-growth life-hacks morning-routine food-photography remote-work
marriage wedding divorce romance society heath stoke message college content space store stroll
creatinine melanin dysphasia hyperthermia dysplasia perinatal arteritis neurosis
"""


@pytest.mark.parametrize("tag", sorted(set(INNOCENT.split())))
def test_a_good_tag_is_no_misspelt_topic(tag):
    found = builtin().resolve(tag)
    assert near(builtin(), tag) == found.slug  # None where unknown


TYPOS = """
hypertention:high-blood-pressure diabeties:diabetes diabetis:diabetes diabtes:diabetes asthama:asthma
astma:asthma arthritus:arthritis osteoperosis:osteoporosis scatica:sciatica siatica:sciatica
migrane:migraine headach:headache headahce:headache back-pian:back-pain back-pan:back-pain
backpian:back-pain bakc-pain:back-pain lower-bak-pain:lower-back-pain knee-pian:knee-pain
neck-pan:neck-pain physiotheraphy:physiotherapy phisiotherapy:physiotherapy anxeity:anxiety
depresion:depression insomina:insomnia insomia:insomnia stess-management:stress-management
mental-helth:mental-health mindfullness:mindfulness menopuase:menopause pregancy:pregnancy
breastfeding:breastfeeding vacination:vaccination imunisation:vaccination dimentia:dementia
alzeimers:alzheimers-disease alergy:allergy anaphalaxis:anaphylaxis ezcema:eczema eczma:eczema
psoriasus:psoriasis nutriton:nutrition excercise:exercise exersize:exercise streching:stretching
suplements:supplement vitmin-d:vitamin-d magnesuim:magnesium melatonon:melatonin tumeric:turmeric
ashwaganda:ashwagandha colesterol:cholesterol high-blood-presure:high-blood-pressure
heart-attck:heart-attack strokee:stroke diarhoea:diarrhoea diarreah:diarrhoea pnuemonia:pneumonia
hemorhoids:haemorrhoid tonsilitis:tonsillitis meningitus:meningitis schizophenia:schizophrenia
bulemia:bulimia planter-fasciitis:plantar-fasciitis rheumatiod-arthritis:rheumatoid-arthritis
wieght-loss:weight-loss obesty:obesity welness:wellness helth:health paracetemol:paracetamol
ibuprophen:ibuprofen antibotics:antibiotic
"""


@pytest.mark.parametrize("pair", TYPOS.split())
def test_a_misspelt_topic_is_recognised(pair):
    typo, topic = pair.split(":")
    assert builtin().resolve(typo) == (None, "unknown")
    assert near(builtin(), typo) == topic


def test_short_words_and_long_ones_are_left_alone():
    assert near(builtin(), "astm") is None
    assert near(builtin(), "sciatica-" * 20) is None
    assert near(from_config(["flue-gas"]), "flue-gaz") is None  # in a short word nothing is sure


def test_an_everyday_word_is_left_alone_in_any_number():
    known = from_config({"topics": ["massage"], "everyday": ["message"]})
    assert near(known, "messages") is None
    assert near(known, "masage") == "massage"


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("", "", 0),
        ("pain", "pain", 0),
        ("pian", "pain", 1),
        ("pan", "pain", 1),
        ("paiin", "pain", 1),
        ("pein", "pain", 1),  # a vowel for a vowel
        ("pawn", "pain", 2),  # another sound
        ("abc", "wxyz", 3),
        ("tumeric", "turmeric", 1),
    ],
)
def test_distance(word, other, slips):
    assert distance(word, other, 2) == slips
    assert distance(other, word, 2) == slips


# --- lists that lost their separators


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (
            "back-painpain-reliefhealthwellnesssciaticalm",
            ["back-pain", "pain-relief", "health", "wellness", "sciaticalm"],
        ),
        (
            "Back PainPain ReliefHealthWellnessSciatiCalm",
            ["Back Pain", "Pain Relief", "Health", "Wellness", "SciatiCalm"],
        ),
        ("  knee_painphysiotherapy ", ["knee_pain", "physiotherapy"]),
        ("mental-healthself-care", ["mental-health", "self-care"]),
        ("sleepinsomniastress", ["sleep", "insomnia", "stress"]),
        ("headachesmigrainestress", ["headaches", "migraine", "stress"]),
        ("back-painallergieshealth", ["back-pain", "allergies", "health"]),
        ("backpainsciaticaneckpain", ["backpain", "sciatica", "neckpain"]),
        ("asthmadiabetes", ["asthma", "diabetes"]),
        ("back-painflupregnancy", ["back-pain", "flu", "pregnancy"]),
        ("chronic-back-painhealthwellness", ["chronic-back-pain", "health", "wellness"]),
        ("zestify24back-painhealth", ["zestify24", "back-pain", "health"]),
        ("back-painzestifyhealth", ["back-pain", "zestify", "health"]),
    ],
)
def test_a_list_without_separators_is_split(text, tags):
    assert pieces(text) == tags


@pytest.mark.parametrize(
    "text",
    [
        "",
        "back-pain",
        "back-pains",
        "backpain",
        "Back Pain",
        "physiotherapy",
        "hyperthyroidism",
        "healthcare",
        "painkillers",
        "chemoradiotherapy",
        "heartbeat",
        "stressful",
        "sunflower",
        "mentalhealthawareness",
        "kidneyhealth",  # a compound, as English writes them
        "healthandwellness",
        "healthwellnessbetterhealth",  # one of them twice, so something is wrong
        "back-pain-relief-for-office-workers",
        "back-pain, health, wellness",
        "back-pain health wellness",
        "The best way to ease back pain is to keep moving",
        "Living with back pain and sciatica",
        "Read about back painpain relief today",
        "http://example.org/back-painhealth",
        "back-painsciaticalmhealth",  # sciaticalm|health or sciatica|lmhealth
        "back-painhealthmyphysio",  # health|myphysio or healthmy|physio
        "back-painhealthflu" + "x" * 40,
        "painpainpainpain",
    ],
)
def test_other_text_is_not_split(text):
    assert split(text) is None


def test_extra_names_make_a_split_sure():
    assert pieces("back-painsciaticalmhealth", extra=frozenset({"SciatiCalm"})) == [
        "back-pain",
        "sciaticalm",
        "health",
    ]
    assert pieces("good-hopeback-pain", extra=frozenset({"Good Hope"})) == ["good-hope", "back-pain"]
    assert pieces("goodhopeback-pain", extra=frozenset({"Good Hope"})) == ["goodhope", "back-pain"]


def test_two_best_splits_are_none():
    known = from_config(["alpha-beta", "gamma", "alpha-be", "tagamma", "omega"])
    assert split("alpha-betagamma", known) is None
    assert pieces("alpha-betagammaomega", from_config(["alpha-beta", "gamma", "omega"])) == [
        "alpha-beta",
        "gamma",
        "omega",
    ]


def test_splitting_keeps_its_place():
    text = "\t back-painpain-reliefhealth \n"
    assert split(text) == ((2, 11), (11, 22), (22, 28))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["back-pain", "sleep", "acne", "x", "-", " ", "S", "İ", "é", "\x00", "\ud800"]))
)
def test_split_never_raises_and_uses_up_the_text(parts):
    text = "".join(parts)
    assert len(fold(text)) == len(text)
    spans = split(text)
    if spans is not None:
        assert "".join(text[start:end] for start, end in spans) == text.strip()
        assert len(spans) >= 2


@pytest.mark.parametrize(
    "text",
    ["pain" * 50, "painhealth" * 20, "xpainy" * 33, "a" * LONGEST, "-" * LONGEST, "a" * 5_000_000, "p " * 99],
)
def test_hostile_text_is_no_list(text):
    known = builtin()
    assert split(text, known) is None
    assert near(known, text) is None


@pytest.mark.parametrize("most", [LONGEST, 100_000])
@pytest.mark.parametrize("piece", ["pain", "painhealth", "xpainy", "a", "-", "p "])
def test_hostile_text_costs_what_its_length_does(piece, most):
    known = builtin()

    def look_up(text):
        for _ in range(10 if most == LONGEST else 1):
            split(text, known)
            near(known, text)

    assert growth(look_up, lambda size: (piece * size)[: size - 1] + "x", most=most) < LINEAR


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text):
    known = builtin()
    found = known.resolve(text)
    assert (found.slug is None) == (found.how == "unknown")
    guess = near(known, text)
    assert guess is None or guess in known.canonical or guess in known.generic


# --- a site's own vocabulary


def test_a_list_of_slugs():
    known = from_config(["back-pain", "yoga"])
    assert known.canonical == {"back-pain", "yoga"}
    assert known.resolve("Back Pain") == ("back-pain", "canonical")
    assert known.resolve("asthma") == (None, "unknown")


def test_a_mapping_of_slugs():
    known = from_config(
        {
            "back-pain": {"synonyms": ["Backache", "bad back"], "kind": "symptom"},
            "lower-back-pain": {"parent": "back-pain", "label": "Low back pain"},
            "lumbago": {"deprecated": "lower-back-pain"},
            "yoga": None,
        }
    )
    assert known.resolve("bad back") == ("back-pain", "synonym")
    assert known.resolve("lumbago") == ("lower-back-pain", "deprecated")
    assert known.related("back-pain", "lower-back-pain")
    assert known.label("lower-back-pain") == "Low back pain"
    assert known.canonical == {"back-pain", "lower-back-pain", "yoga"}


def test_a_site_tells_narrower_names_from_synonyms():
    known = from_config({"yoga": {"synonyms": ["yogic arts"], "narrower": ["Hatha Yoga", "chair yoga"]}})
    assert known.resolve("hatha yoga") == ("yoga", "synonym")
    assert known.narrower("hatha yoga") == "hatha-yoga"
    assert known.narrower("yogic arts") is known.narrower("yoga") is None
    assert known.spellings("yoga") == ("yoga", "chair-yoga", "hatha-yoga", "yogic-arts")
    assert near(known, "hatha yogga") == "yoga"


def test_the_full_form():
    known = from_config(
        {"topics": {"yoga": {}}, "generic": ["Our News"], "deprecated": {"yogic arts": "yoga"}}
    )
    assert known.resolve("our-news") == ("our-news", "generic")
    assert known.resolve("Yogic Arts") == ("yoga", "deprecated")
    assert from_config({"topics": ["yoga"]}).canonical == {"yoga"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("yoga", "a tag vocabulary is a list of slugs or a mapping, not 'yoga'"),
        (["Back Pain"], "tag 'Back Pain' is not a slug"),
        (["a-b-c-d-e-f"], "tag 'a-b-c-d-e-f' is not a slug"),
        ([5], "tag 5 is not a slug"),
        (["yoga", "yoga"], "tag 'yoga' is listed twice"),
        ({"yoga": "hatha"}, "tag 'yoga' takes a mapping of fields, not 'hatha'"),
        ({"yoga": {"synonim": []}}, "tag 'yoga' has no field 'synonim', only deprecated, kind"),
        ({"yoga": {"synonyms": "hatha"}}, "'yoga' takes a list of words, not 'hatha'"),
        ({"yoga": {"synonyms": [7]}}, "'yoga' takes words, not 7"),
        ({"yoga": {"synonyms": ["!"]}}, "'yoga' takes words, not '!'"),
        ({"yoga": {"label": 3}}, "tag 'yoga': its label is text, not 3"),
        ({"yoga": {"kind": None}}, "tag 'yoga': its kind is text, not None"),
        ({"yoga": {"parent": "exercise"}}, "tag 'yoga': its parent 'exercise' is not in the vocabulary"),
        ({"a": {"parent": "b"}, "b": {"parent": "a"}}, "tag 'a' is its own parent: a > b > a"),
        ({"a": {"synonyms": ["c"]}, "b": {"synonyms": ["c"]}}, "synonym 'c' of 'b' already means 'a'"),
        ({"yoga": {"narrower": "hatha"}}, "'yoga' takes a list of words, not 'hatha'"),
        ({"a": {"narrower": ["b"]}, "b": None}, "synonym 'b' of 'a' already means 'b'"),
        (
            {"a": {"narrower": ["c"]}, "b": {"synonyms": ["c"]}},
            "'c' is narrower than 'a' and a synonym of 'b'",
        ),
        ({"a": {"narrower": ["c"], "synonyms": ["C"]}}, "'c' is narrower than 'a' and a synonym of 'a'"),
        ({"a": {"synonyms": ["b"]}, "b": None}, "synonym 'b' of 'a' already means 'b'"),
        ({"a": {"deprecated": "b"}}, "deprecated tag 'a': 'b' is not in the vocabulary"),
        ({"topics": ["a"], "deprecated": ["b"]}, "deprecated tags are a mapping"),
        ({"topics": ["a"], "deprecated": {"a": "a"}}, "tag 'a' is both in use and generic or deprecated"),
        ({"topics": ["a"], "generic": ["a"]}, "tag 'a' is both in use and generic or deprecated"),
        ({"topics": ["a"], "generic": "b"}, "'generic' takes a list of words, not 'b'"),
        ({"topics": {"a": {"synonyms": ["b"]}}, "generic": ["b"]}, "synonym 'b' of 'a' already means 'b'"),
        (
            {"a": {"deprecated": "b", "synonyms": ["c"]}, "b": {"synonyms": ["c"]}},
            None,  # what is outdated may have other spellings, that mean its replacement
        ),
    ],
)
def test_what_is_wrong_is_named(data, message):
    if message is None:
        assert from_config(data).resolve("c") == ("b", "synonym")
        return
    with pytest.raises(ValueError, match=re.escape(message)):
        from_config(data)


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.sampled_from(["a", "b", "a b", "!", "topics"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["a", "b", "topics", "generic", "deprecated", "synonyms", "narrower", "parent"]
                ),
                inner,
            )
        ),
        max_leaves=8,
    )
)
def test_any_configuration_is_read_or_named(data):
    try:
        known = from_config(data)
    except ValueError:
        return
    assert isinstance(known, Topics)


def test_a_vocabulary_goes_to_other_processes():
    known = from_config({"back-pain": {"synonyms": ["backache"]}})
    assert split("back-painbackache", known) is None  # its index is built, and one topic twice is none
    assert pickle.loads(pickle.dumps(known)).resolve("backache") == ("back-pain", "synonym")


def test_the_built_in_vocabulary_is_read_as_a_site_s_is():
    checked, known = from_config(read_yaml(f"{folder('rules')}/_vocabulary/tags.yaml")["en"]), builtin()
    for name in ("canonical", "kinds", "aliases", "labels", "parents", "deprecated", "generic", "everyday"):
        assert getattr(known, name) == getattr(checked, name)
    assert all(known.narrower(name) == checked.narrower(name) for name in known.aliases)
