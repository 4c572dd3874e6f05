"""Topics of red flags: their files, what an article is about, and which signs a text names."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.document import Document
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.parse import parse
from medlint.reading import reading
from medlint.reading.red_flags import compiled, flags_of, has_emergency_topic, named, topics_of
from medlint.resources.from_yaml import from_yaml, read_yaml
from medlint.settings import Settings
from medlint.vocabulary import load

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "rules/red-flags").glob("*.yaml"))
TOPICS = [path.stem for path in FILES]
SCHEMA = json.loads((ROOT / "schemas/red-flags.schema.json").read_text(encoding="utf-8"))
SEED = ROOT.parent / "shared" / "seed" / "hamstring-tightness.txt"


def article(text: str, name: str = "a.md") -> Document:
    return parse(name, text.encode(), Settings())


def topics(title: str) -> list[str]:
    return [topic.id for topic in topics_of(article(f"# {title}\n\nThis article tells you more about it.\n"))]


def findings(text: str, *codes: str, name: str = "a.md") -> list[Finding]:
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=codes))
    return list(lint_bytes(name, text.encode(), plan).findings)


# --- the files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=TOPICS)
def test_topic_file(path: Path) -> None:
    data = read_yaml(str(path))
    assert [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)] == []
    assert data["id"] == path.stem
    ids = [flag["id"] for flag in data["flags"]]
    assert len(set(ids)) == len(ids)
    used = {flag.get("source", next(iter(data["sources"]))) for flag in data["flags"]}
    used |= {saying["source"] for saying in data.get("say", ())}
    assert used <= set(data["sources"])
    routes = {flag.get("route", flag["tier"]) for flag in data["flags"]}
    assert routes <= set(load("locales")["advice"][""])
    order = [["emergency", "urgent", "routine"].index(flag["tier"]) for flag in data["flags"]]
    assert order == sorted(order), "the most urgent first"


def test_schema_refuses_what_is_no_topic() -> None:
    data = read_yaml(str(FILES[0]))
    faults = jsonschema.Draft202012Validator(SCHEMA).iter_errors
    assert not list(faults(data))
    flag = data["flags"][0]
    for change in (
        {"tier": "soon"},
        {"name": "Numbness."},
        {"name": "a {sign}"},
        {"phrases": []},
        {"id": "Chest pain"},
        {"colour": "red"},
    ):
        assert list(faults({**data, "flags": [{**flag, **change}]})), change
    assert list(faults({**data, "sources": {}}))
    assert list(faults({**data, "sources": {"nhs": {"title": "NHS, a page", "url": "x"}}}))
    copied = {"title": "NHS, a page", "url": "https://example.org", "copy": True}
    assert list(faults({**data, "sources": {"nhs": copied}})), "a copy that nobody has read"


def test_there_is_a_file_for_each_topic_of_the_plan() -> None:
    assert set(TOPICS) == {
        *("abdominal-pain", "allergy", "anxiety", "asthma", "baby-illness", "back-pain", "chest-pain"),
        *("cough", "depression", "diabetes", "dizziness", "dvt", "eating-disorders", "eye"),
        *("fever-in-children", "head-injury", "headache", "high-blood-pressure", "joint-injury"),
        *("joint-pain", "medicines", "neck-pain", "palpitations", "panic-attacks", "pregnancy", "rash"),
        *("stroke", "uti"),
        # Beside the plan: what must not wait at all.
        *("bells-palsy", "heatstroke", "kidney-stones", "sepsis", "testicle-pain"),
    }
    without = {topic for topic in TOPICS if all(flag.tier != "emergency" for flag in flags_of(topic))}
    assert without == {"joint-pain"}


def test_a_sign_can_hold_in_some_places_only() -> None:
    for place in ("", "en-US", "en-AU"):
        ids = {flag.id for flag in flags_of("chest-pain", place)}
        assert "comes-back" in ids
        assert "comes-and-goes" not in ids
    assert "comes-and-goes" in {flag.id for flag in flags_of("chest-pain", "en-GB")}
    assert {flag.id for flag in flags_of("chest-pain")} >= {"comes-back", "comes-and-goes"}


ADVICE = (
    "# Chest pain\n\n## When to get help\n\nCall {number} if it spreads to your arm.\n\n"
    "See a doctor if:\n\n- {sign}\n"
)


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [("en-US", "911", ["MED305"]), ("en-GB", "999", []), ("en-AU", "000", ["MED305"])],
)
def test_it_is_judged_where_it_holds(language: str, number: str, told: list[str]) -> None:
    text = ADVICE.format(number=number, sign="you have chest pain that goes away and comes back")
    found = findings(f"---\nlang: {language}\n---\n\n{text}", "MED305")
    assert [finding.rule for finding in found] == told
    for finding in found:
        assert f"Move it under a line of its own: call {number}." in finding.hint


def test_a_hint_names_the_line_that_readers_with_a_sign_need() -> None:
    text = "---\nlang: en-GB\n---\n\n# Pregnancy\n\n## When to get help\n\nSee a doctor if you worry.\n"
    (missing, soon) = findings(text, "MED302")
    assert 'under "Call 999 or go to A&E if:" or "Call Samaritans on 116 123,' in missing.hint
    assert 'under "Call your midwife or maternity unit now (day or night) if:"' in soon.hint


@pytest.mark.parametrize("topic", TOPICS)
def test_who_copies_a_sign_as_the_message_names_it_has_named_it(topic: str) -> None:
    for flag in flags_of(topic):
        for name in flag.names:
            document = article(f"# Advice\n\nCall 999 for {name}.\n")
            assert flag.id in named(document, [flag], reading(document).passages), name


@pytest.mark.parametrize("topic", TOPICS)
def test_aliases_name_their_topic_and_no_other_file_takes_it(topic: str) -> None:
    name = from_yaml("red-flags")[topic]["name"]
    expected = {
        "allergy": "Severe allergic reaction",
        "baby-illness": "Unwell baby",
        "dvt": "Blood clots",
        "joint-injury": "Sprains",
        "medicines": "Taking painkillers",
        "rash": "Rash",
        "uti": "Kidney infection",
        "cough": "A chest infection",
        "eye": "Eye pain",
        "pregnancy": "Bleeding in pregnancy",
        "heatstroke": "Heat exhaustion",
    }
    assert topics(expected.get(topic, name.capitalize())) == [topic]


@pytest.mark.parametrize("topic", TOPICS)
def test_patterns_are_linear_on_hostile_text(topic: str) -> None:
    pieces = ("cannot ", "numbness in the ", "loss of of of ", "pain, ", "breath-", "(a ", "very ", "a1.")
    patterns = [re.compile(p) for flag in flags_of(topic) for p, _ in (*flag.phrases, *flag.partial)]

    def search(texts: list[str]) -> None:
        for text in texts:
            for pattern in patterns:
                pattern.search(text)

    cost = growth(search, lambda size: ["chest " + piece * size for piece in pieces], enough=0.04)
    assert cost < LINEAR


# --- what an article is about -----------------------------------------------------------------------

TITLES = {
    "Easing lower back pain at home": ["back-pain"],
    "Hamstring Tightness and Back Pain: The Connection": ["back-pain"],
    "Sciatica: what helps": ["back-pain"],
    "Why your lower back hurts in the morning": ["back-pain"],
    "A crick in the neck": ["neck-pain"],
    "Tightness in your chest": ["chest-pain"],
    "High temperature in under-fives": ["fever-in-children"],
    "Is your toddler unwell?": ["baby-illness"],
    "5 stretches for a bad back": ["back-pain"],
    "Exercise Back Pain Away": ["back-pain"],
    "Before your period: bloating, nausea, and back pain": [],
    "Herniated disc: do you need surgery?": ["back-pain"],
    "Headache and neck pain": ["headache", "neck-pain"],
    "Neck pain and headaches after a long day": ["neck-pain", "headache"],
    "Migraine diary": ["headache"],
    "Living with whiplash pain": ["neck-pain"],
    "Chest pain: what your body is telling you": ["chest-pain"],
    "Signs of a heart attack in women": ["chest-pain"],
    "Tummy aches in toddlers": ["abdominal-pain"],
    "Stomach ache after eating": ["abdominal-pain"],
    "Fever in babies": ["fever-in-children"],
    "Your child's high temperature": ["fever-in-children"],
    "Hives: causes and treatment": ["rash"],
    "Type 2 diabetes explained": ["diabetes"],
    "How to lower your blood pressure": ["high-blood-pressure"],
    "Asthma triggers at home": ["asthma"],
    "Living with a peanut allergy": ["allergy"],
    "Coping with depression in winter": ["depression"],
    "Five ways to calm anxiety": ["anxiety"],
    "Panic attacks: how to ride them out": ["panic-attacks"],
    "Exercise in pregnancy": ["pregnancy"],
    "Morning sickness remedies": [],
    "Is my baby ill? Caring for a sick baby": ["baby-illness"],
    "Spotting a stroke": ["stroke"],
    "TIA: the mini-stroke": ["stroke"],
    "Concussion in sport": ["head-injury"],
    "Deep vein thrombosis and long flights": ["dvt"],
    "Treating a sprained ankle": ["joint-injury"],
    "Knee pain on stairs": ["joint-pain"],
    "Cystitis: home remedies": ["uti"],
    "A cough that will not go away": ["cough"],
    "Vertigo exercises": ["dizziness"],
    "Sudden vision loss": ["eye"],
    "Pink eye in toddlers": ["eye"],
    "Heat rash": [],
    "Cellulitis": [],
    "The common cold": [],
    "Ibuprofen: how to take it": ["medicines"],
    "Anorexia: how families can help": ["eating-disorders"],
    "Palpitations after coffee": ["palpitations"],
    # Other meanings, and mentions that do not make a topic.
    "Exercise for desk workers": [],
    "Back pain in horses": [],
    "Is your dog's cough serious?": [],
    "Kennel cough": [],
    "Bringing sexy back": [],
    "Back to school checklist": [],
    "Feedback and background music": [],
    "Two-stroke engines": [],
    "Grip, footwork and strokes in tennis": [],
    "Rash decisions": [],
    "Sepsis: know the signs": ["sepsis"],
    "How to avoid sunstroke": ["heatstroke"],
    "Why do I have a painful testicle?": ["testicle-pain"],
    "Heatstroke in dogs": [],
    "Testicular cancer: how to check yourself": [],
    "Emptying a septic tank": [],
    "Life after sepsis": [],
    "Core stability without back strain": [],
    "Vertebral fracture: what to expect": [],
    "Suicide gene therapy in cancer": [],
    "A pregnant pause": [],
    "How statins were discovered": [],
    "Vaccines and fever in children": [],
    "Getting started with a cold call": [],
    "Pregnancy: your birth control options": [],
    "Should you have the shingles vaccine?": [],
    "Night-time hypos in type 1 diabetes": [],
    "Diabetic retinopathy explained": [],
    "Which antidepressants are hardest to stop?": [],
    "A nasal spray that may prevent COVID": [],
    "A stroke of genius": ["stroke"],
    "Butterfly stroke for beginners": [],
    "Stroke rehabilitation: exercises at home": [],
    "How to prevent a stroke": [],
    "Lower your risk of a heart attack": [],
    "The Great Depression": [],
    "Tropical depression nears the coast": [],
    "Chest freezers compared": [],
    "Chest day: six exercises": [],
    "The pain of losing a parent": [],
    "Turmeric: the golden spice": [],
    "Sports medicine careers": [],
    "Lifestyle medicine": [],
    "Pregnancy test accuracy": [],
    "How to get pregnant": [],
    "Eye makeup tips": [],
    "Diabetes-friendly recipes": [],
    "Software to track migraines": [],
    "Flu vaccine: who should have it": [],
    "Cold plunge benefits": [],
    "The benefits of cold showers": [],
    "Emotional whiplash": [],
    "Shingles for your roof": [],
    "Test anxiety at school": [],
    "Healthy fats": [],
    "Sleep and mindfulness": [],
    "Coming off antidepressants": [],
    "Alternatives to painkillers": [],
    "Red yeast rice instead of statins": [],
    "Gestational diabetes diet": [],
    "Nappy rash": [],
    "Hangover headache": [],
    "Hay fever in children": [],
    "Bird flu outbreak": [],
    "Blood clots in the kitchen: a crime novel": [],
}
WRONG = {"A stroke of genius"}
"""Where the title alone misleads; nothing but the rest of the article could tell."""


@pytest.mark.parametrize("title", [title for title in TITLES if title not in WRONG])
def test_a_title_shows_the_topic_or_none(title: str) -> None:
    assert topics(title) == TITLES[title]


def test_metadata_can_hold_the_title() -> None:
    text = "---\ntitle: Easing lower back pain\n---\n\nMove as much as you can. This helps most people.\n"
    assert [topic.id for topic in topics_of(article(text))] == ["back-pain"]


BACK = """{title}

{opening} Most people feel better in a few weeks, and few need treatment.

## {first}

Back pain comes and goes. Sitting makes back pain worse.

## {second}

Walking helps with lower back pain.
"""


@pytest.mark.parametrize(
    ("title", "opening", "first", "second", "expected"),
    [
        ("", "Back pain is common.", "Causes of back pain", "Treating back pain", ["back-pain"]),
        ("# Overview", "Back pain is common.", "Causes of back pain", "Treating back pain", ["back-pain"]),
        ("# Overview", "Aches are common.", "Causes of back pain", "Treating back pain", []),
        ("# Overview", "Back pain is common.", "Causes", "Treating back pain", []),
        ("# Desk work", "Back pain is common.", "Causes of back pain", "Treating back pain", []),
        ("# Dogs", "Back pain is common.", "Causes of back pain", "Treating back pain", []),
    ],
)
def test_without_a_telling_title_two_of_three_agree(
    title: str, opening: str, first: str, second: str, expected: list[str]
) -> None:
    text = BACK.format(title=title, opening=opening, first=first, second=second)
    assert [topic.id for topic in topics_of(article(text))] == expected


def test_another_title_has_the_last_word() -> None:
    tags = "---\ntitle: Why you wake up sore\ntags: [back-pain]\n---\n\n"
    body = BACK.format(
        title="", opening="Back pain is common.", first="Causes of back pain", second="Treating back pain"
    )
    assert topics_of(article(tags + body)) == ()
    assert [
        topic.id for topic in topics_of(article(tags.replace("title: Why you wake up sore\n", "") + body))
    ] == ["back-pain"]


def test_other_languages_have_no_topic() -> None:
    text = "# Migraine\n\nBeaucoup de gens souffrent de maux de tête. Le repos et le calme aident souvent.\n"
    assert topics_of(article(text)) == ()


def test_emergency_topics() -> None:
    assert has_emergency_topic(article("# Headaches\n\nDrink some water, and rest in a dark room.\n"))
    assert not has_emergency_topic(article("# Knee pain\n\nMove as much as you can, and rest a little.\n"))
    assert not has_emergency_topic(article("# Gardening\n\nDig in the spring, and sow in the summer.\n"))


# --- which signs a text names -----------------------------------------------------------------------

NAMES = [
    ("back-pain", "numbness in the saddle area", "saddle"),
    ("back-pain", "pins and needles around your back passage or inner thighs", "saddle"),
    ("back-pain", "loss of feeling between your legs", "saddle"),
    ("back-pain", "you can't pee", "bladder"),
    ("back-pain", "you lose control of your bladder or bowels", "bowel"),
    ("back-pain", "new bladder/bowel problems", "bowel"),
    ("back-pain", "difficulty passing urine", "bladder"),
    ("back-pain", "signs of cauda equina syndrome", "saddle"),
    ("back-pain", "tingling, weakness or numbness in both legs", "both-legs"),
    ("back-pain", "sciatica in both of your legs", "both-legs"),
    ("back-pain", "it started after a car accident", "accident"),
    ("back-pain", "a new problem with erections", "sexual"),
    ("headache", "the worst headache of your life", "sudden"),
    ("headache", "it came on suddenly and is extremely painful", "sudden"),
    ("chest-pain", "pain that spreads to your left arm or jaw", "spreading"),
    ("fever-in-children", "a rash that doesn't fade when you press a glass against it", "rash"),
    ("fever-in-children", "their skin or lips turn blue", "blue"),
    ("fever-in-children", "your baby is hard to wake", "floppy"),
    ("asthma", "you are too short of breath to finish sentences", "breathless"),
    ("asthma", "your reliever isn't helping", "inhaler"),
    ("allergy", "your tongue swells", "swelling"),
    ("allergy", "their lips, face or throat are swollen", "swelling"),
    ("depression", "you feel you can't keep yourself safe", "suicidal"),
    ("depression", "thoughts of killing yourself", "suicidal"),
    ("stroke", "one side of the face has dropped", "face"),
    ("stroke", "they can't lift both arms and keep them there", "arms"),
    ("head-injury", "clear fluid comes from the ears", "fluid"),
    ("dvt", "you cough up blood", "blood-cough"),
    ("abdominal-pain", "your vomit looks like coffee grounds", "blood-vomit"),
    ("abdominal-pain", "black, tarry stools", "black-poo"),
    ("pregnancy", "your baby is moving less than usual", "movements"),
    ("palpitations", "you pass out", "faint"),
]


@pytest.mark.parametrize(("topic", "text", "flag"), NAMES)
def test_lay_words_name_a_sign(topic: str, text: str, flag: str) -> None:
    document = article(f"# Advice\n\nGet help if {text}.\n")
    assert flag in named(document, flags_of(topic), reading(document).passages)


NOT_NAMES = [
    ("back-pain", "sit on your bottom and lean forward"),
    ("back-pain", "lie on your back and lift both legs"),
    ("back-pain", "a tight chest muscle can pull your shoulders forward"),
    ("back-pain", "numbness or tingling in the leg"),
    ("back-pain", "empty the dishwasher with a straight back"),
    ("stroke", "brush your teeth with gentle movements"),
    ("headache", "put your phone away an hour before bed"),
    ("depression", "talk to somebody you trust about how you feel"),
    ("cough", "take a deep breath and hold it"),
    ("palpitations", "your heart beats about 100,000 times a day"),
    ("pregnancy", "in the first weeks your baby is still very small"),
    ("asthma", "breathe out slowly and count to four"),
    ("eye", "rest your eyes every twenty minutes"),
    ("dizziness", "stand up slowly and hold on to something"),
    ("diabetes", "check your feet each evening and dry them well"),
    ("head-injury", "rest for two days and stay off screens"),
    ("medicines", "take two tablets with food every six hours"),
    ("chest-pain", "sit on a chair and roll your shoulders"),
]


@pytest.mark.parametrize(("topic", "text"), NOT_NAMES)
def test_other_words_name_no_emergency_sign(topic: str, text: str) -> None:
    document = article(f"# Advice\n\n{text.capitalize()}.\n")
    flags = [flag for flag in flags_of(topic) if flag.tier == "emergency"]
    assert named(document, flags, reading(document).passages) == frozenset()


def test_each_pattern_has_a_trigger_in_all_that_it_matches() -> None:
    for topic in TOPICS:
        for flag in flags_of(topic):
            for pattern, triggers in flag.phrases:
                for name in flag.names:
                    for match in compiled(pattern).finditer(name):
                        assert set(re.findall(r"[^\W_]+", match.group())) & set(triggers), match.group()


# --- the rules --------------------------------------------------------------------------------------

US = """---
title: Lower back pain
lang: en-US
---

Keep moving as much as you can.

## When to see a doctor

See your doctor if:

- the pain lasts for weeks
- {sign}
"""


def test_messages_are_in_the_words_of_the_locale() -> None:
    (found,) = findings(US.format(sign="you cannot work"), "MED302")[:1]
    assert "trouble urinating, or loss of bladder control" in found.message
    assert "Call 911" in found.hint
    assert found.message.endswith("and 3 more")
    british = US.replace("en-US", "en-GB").format(sign="you cannot work")
    (found,) = findings(british, "MED302")[:1]
    assert "trouble peeing, or loss of bladder control" in found.message
    assert "Call 999" in found.hint


def test_the_route_of_a_country_is_named_only_where_it_is_certain() -> None:
    guessed = US.replace("lang: en-US\n", "").format(sign="the color of your stool changes")
    for found in findings(guessed, "MED301", "MED302", "MED305"):
        assert "911" not in found.hint


def test_a_named_sign_is_not_missing() -> None:
    text = US.format(sign="you feel numb around your genitals or buttocks")
    assert findings(text, "MED301") == []
    (found,) = (f for f in findings(text, "MED302") if f.severity == "warning")
    assert "genitals" not in found.message


def test_what_is_known_of_a_sign_elsewhere_is_shown() -> None:
    text = US.format(sign="you cannot work").replace("Keep moving", "It can cause chest pain. Keep moving")
    (found,) = findings(text, "MED301")
    assert [note.start.line for note in found.related] == [6]


def test_a_help_section_can_point_to_the_signs_in_the_article() -> None:
    text = (
        "# Signs of a stroke\n\nThe face droops, an arm is weak, or speech is slurred.\n\n"
        "## When to call 999\n\nCall 999 if you notice the signs of a stroke, even if they pass.\n"
    )
    assert findings(text, "MED301") == []
    other = text.replace(
        "Call 999 if you notice the signs of a stroke", "See a doctor if the pain gets worse"
    )
    assert len(findings(other, "MED301")) == 1


def test_a_topic_is_certain_where_the_title_is_about_it_alone_or_opening_and_tags_are() -> None:
    def certain(title: str, text: str = "This article tells you more.") -> list[tuple[str, bool]]:
        found = topics_of(article(f"---\ntitle: {title}\ntags: [asthma]\n---\n\n{text}\n"))
        return [(topic.id, topic.certain) for topic in found]

    alone = (
        "Asthma",
        "How to live with asthma: a guide",
        "Severe asthma in children",
        "Asthma, bronchial asthma",
    )
    assert {row for title in alone for row in certain(title)} == {("asthma", True)}
    beside = ("Swimming and asthma", "Pollen, mould & asthma", "Asthma and your teeth", "A pillow for asthma")
    assert {row for title in beside for row in certain(title)} == {("asthma", False)}
    assert certain("Swimming and asthma", "Asthma need not keep you out of the water.") == [("asthma", True)]


@pytest.mark.skipif(not SEED.exists(), reason="the first article is not ours to publish")
def test_the_first_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    document = article(text, "a.txt")
    assert [topic.id for topic in topics_of(document)] == ["back-pain"]
    found = {
        (f.rule, f.severity) for f in findings(text, "MED301", "MED302", "MED305", "MED306", name="a.txt")
    }
    assert found == {
        ("MED301", "warning"),
        ("MED302", "warning"),
        ("MED302", "note"),
        ("MED305", "warning"),
        ("MED306", "warning"),
    }
