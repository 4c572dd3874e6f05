import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse import parse
from medlint.parse.frontmatter import read_front_matter
from medlint.parse.metadata import front_values
from medlint.settings import Settings
from medlint.source import Source


def values(block, spellings=None):
    """Return (field, text, source text, key) of each value."""
    text = f"---\n{block}---\n"
    front, _, _ = read_front_matter(Source("a.md", text))
    found = front_values(front, spellings or {})
    return [(value.field, value.text, text[slice(*value.span)], value.key) for value in found]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("publishDate", "published"),
        ("Published_At", "published"),
        ("last-modified", "updated"),
        ("lastReviewedAt", "reviewed"),
        ("lastReviewedBy", "reviewer"),
        ("medically reviewed by", "reviewer"),
        ("readingTimeMinutes", "reading-time"),
        ("Title", "title"),
        ("excerpt", "description"),
        ("canonical_url", "canonical-url"),
        ("fact_checked_by", "fact-checker"),
        ("primary_author", "author"),
        ("username", "author"),
        ("medically-checked-by", "reviewer"),
        ("autor", "author"),
        ("Autorin", "author"),
        ("auteur", "author"),
        ("autora", "author"),
        ("geprueft_von", "reviewer"),
        ("relu par", "reviewer"),
        ("revisado-por", "reviewer"),
        ("datum", "published"),
        ("date_publication", "published"),
        ("fecha", "published"),
        ("aktualisiert_am", "updated"),
        ("fecha_actualización", "updated"),
        ("titel", "title"),
        ("título", "title"),
        ("lesezeit", "reading-time"),
        ("tiempo_de_lectura", "reading-time"),
        ("temps_de_lecture", "reading-time"),
        ("étiquettes", "tags"),
    ],
)
def test_spellings(key, field):
    assert values(f"{key}: X\n") == [(field, "X", "X", key)]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("readTimeMinutes", "reading-time"),
        ("estimatedReadingMinutes", "reading-time"),
        ("estReading", "reading-time"),
        ("read_mins", "reading-time"),
        ("approx-reading-time-in-minutes", "reading-time"),
        ("article read time", "reading-time"),
        ("targetKeywords", "tags"),
        ("SEOKeyword", "tags"),
        ("focus_keyphrase", "tags"),
    ],
)
def test_keys_made_of_known_words(key, field):
    assert values(f"{key}: X\n") == [(field, "X", "X", key)]


@pytest.mark.parametrize(
    "key",
    [
        *("readers", "readBy", "readNext", "reading_level", "readable_minutes", "showReadingTime"),
        *("readTimeSeconds", "minutes", "timeIn", "key", "estimate", "keywordDensity", "negativeKeywords"),
        *("keywords_to_avoid", "keyTakeaways", "keynoteMinutes"),
    ],
)
def test_keys_that_only_look_alike(key):
    assert values(f"{key}: 6\n") == []


def test_keys_made_of_known_words_come_last_and_need_a_value():
    assert values("targetKeywords: [a]\nkeywords: b\n") == [("tags", "b", "b", "keywords")]
    assert values("targetKeywords: []\nuseKeyword: true\nreadTimeMinutes: ''\nestReading: true\n") == []
    assert [row[1] for row in values("readMins: 5\nreadTime: 6\n")] == ["6", "5"]


def test_the_better_spelling_comes_first():
    assert [row[1] for row in values("date: '2020'\npublishDate: '2021'\n")] == ["2021", "2020"]


def test_a_sites_own_spelling_comes_before_all():
    assert [row[1] for row in values("author: A\nmy_writer: B\n", {"myWriter": "author"})] == ["B", "A"]


def test_people_in_mappings_keep_their_qualifications():
    block = (
        "author: {name: Ann Lee, jobTitle: GP}\nreviewers:\n"
        "  - name: Bo Ray\n    credentials: [MD, PhD]\n  - Cy Fox\n"
    )
    assert values(block) == [
        ("author", "Ann Lee", "Ann Lee", "author.name"),
        ("credentials", "GP", "GP", "author.jobTitle"),
        ("reviewer", "Bo Ray", "Bo Ray", "reviewers.0.name"),
        ("credentials", "MD", "MD", "reviewers.0.credentials"),
        ("credentials", "PhD", "PhD", "reviewers.0.credentials"),
        ("reviewer", "Cy Fox", "Cy Fox", "reviewers"),
    ]


def test_a_comma_list_of_tags_gives_each_its_place():
    assert values('tags: "knee, back pain ,x"\n') == [
        ("tags", "knee", "knee", "tags"),
        ("tags", "back pain", "back pain", "tags"),
        ("tags", "x", "x", "tags"),
    ]


def test_keywords_count_only_where_there_are_no_tags():
    assert values("keywords: a\ntags: b\n") == [("tags", "b", "b", "tags")]
    assert values("keywords: a\n") == [("tags", "a", "a", "keywords")]
    assert values("tags: []\nkeywords: a\n") == [("tags", "", "[]", "tags")]


def test_an_empty_value_stands_at_its_key_and_comes_last():
    block = 'author: ""\ntitle:\ndate: ~\nwriter: Ann\n'
    assert values(block) == [
        ("author", "Ann", "Ann", "writer"),
        ("author", "", "author", "author"),
        ("title", "", "title", "title"),
        ("published", "", "~", "date"),
    ]


def test_numbers_and_flags_are_as_typed():
    assert values("readTime: 6\ndraft: true\nweight: 1\n") == [
        ("reading-time", "6", "6", "readTime"),
        ("draft", "true", "true", "draft"),
    ]


def test_containers_and_embedded_structured_data():
    text = "---\nparams: {lastmod: X}\njsonLd:\n  - author: {name: Knee Guide}\n    headline: H\n---\n"
    front, _, _ = read_front_matter(Source("a.md", text))
    found = front_values(front, {})
    assert [(v.field, v.text, v.origin) for v in found] == [
        ("updated", "X", "front-matter"),
        ("author", "Knee Guide", "json-ld"),
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("medlint: [MED105, MED106]\n", ["MED105", "MED106"]),
        ("medlint: MED105,MED106\n", ["MED105", "MED106"]),
        ("medlint: {ignore: [MED105]}\n", ["MED105"]),
        ("medlint:\n  ignore:\n    MED105: the site prints it\n", ["MED105 the site prints it"]),
        ("medlint: MED105 the site, too\n", ["MED105 the site, too"]),
    ],
)
def test_suppressions(block, expected):
    rows = values(block)
    assert [row[1] for row in rows] == expected
    assert all(row[2].startswith("MED105") or row[2] == "MED106" for row in rows)


KEYS = st.sampled_from(
    ["author", "tags", "date", "params", "jsonLd", "medlint", "reviewers", "readTime", "x"]
)
LEAVES = st.sampled_from(
    [
        "",
        '""',
        "x",
        "[a, b]",
        "{name: y, role: z}",
        "[{name: q}, r]",
        "a, b",
        "~",
        "4",
        "{ignore: {A: b}}",
        "[[a]]",
    ]
)


@settings(max_examples=100)
@given(st.dictionaries(KEYS, LEAVES, max_size=6))
def test_every_value_has_a_place(entries):
    text = "---\n" + "".join(f"{key}: {leaf}\n" for key, leaf in entries.items()) + "---\n"
    front, _, _ = read_front_matter(Source("a.md", text))
    for value in front_values(front, {}) if front else ():
        assert 0 <= value.span.start <= value.span.end <= len(text)
        assert value.key_span is not None
        if value.text and len(value.text) == value.span.end - value.span.start:
            assert text[slice(*value.span)] == value.text


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("_posts/2020-10-02-knee-pain.md", ["2020-10-02"]),
        ("2020-10-02-knee-pain.html", ["2020-10-02"]),
        ("2020-13-02-knee-pain.md", []),
        ("2020-10-02.md", []),
        ("knee-pain-2020-10-02.md", []),
    ],
)
def test_a_post_may_be_dated_by_its_file_name(name, dates):
    document = parse(name, b"# Knee pain\n\nMost knee pain settles within weeks.\n", Settings())
    assert [value.text for value in document.field("published")] == dates


def test_what_the_article_says_outweighs_its_file_name():
    text = b"---\ndate: 2021-03-04\n---\n\n# Knee pain\n\nMost knee pain settles within weeks.\n"
    document = parse("2020-10-02-knee-pain.md", text, Settings())
    assert [value.text for value in document.field("published")] == ["2021-03-04"]


def tags(name, front):
    document = parse(name, f"---\n{front}\n---\n# Naps\n\nRest.\n".encode(), Settings())
    return [value.text for value in document.field("tags")]


SPACED = "tags: breathing anxiety stress sleep"


@pytest.mark.parametrize(
    ("name", "front"), [("2026-01-31-naps.md", SPACED), ("a.md", f"layout: post\n{SPACED}")]
)
def test_spaces_part_the_tags_of_a_jekyll_post(name, front):
    assert tags(name, front) == ["breathing", "anxiety", "stress", "sleep"]


@pytest.mark.parametrize(
    ("name", "front"),
    [
        ("a.md", SPACED),
        ("a.md", f"layout: ../layouts/Post.astro\n{SPACED}"),
        ("2026-01-31-naps.md", "tags: chronic back pain"),
        ("2026-01-31-naps.md", "tags: how to sleep well at night"),
        ("2026-01-31-naps.md", "tags: Better Sleep For Parents"),
        ("2026-01-31-naps.md", "keywords: breathing anxiety stress sleep"),
    ],
)
def test_other_tags_with_spaces_are_one(name, front):
    assert len(tags(name, front)) == 1


def test_tags_in_groups():
    assert values("tags:\n  symptom: [cramp, Sore Calf]\n  helps:\n    - rest\n  others: []\n") == [
        ("tags", "cramp", "cramp", "tags.symptom"),
        ("tags", "Sore Calf", "Sore Calf", "tags.symptom"),
        ("tags", "rest", "rest", "tags.helps"),
    ]


def test_the_lists_of_a_mapping_that_has_a_name_are_no_groups():
    assert values("tags: {name: cramp, aliases: [spasm]}\n") == [("tags", "cramp", "cramp", "tags.name")]
