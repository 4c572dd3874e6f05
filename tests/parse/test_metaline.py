import csv
from pathlib import Path

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.document import Block
from medlint.parse.meta.line import find_values
from medlint.parse.prose import plain
from medlint.source import Span

SHARED = Path(__file__).parents[2] / ".." / "shared" / "corpus"
LONG = "The knee is the largest joint of the body, and it carries most of its weight with every step. " * 3


def article(*blocks):
    """Make blocks of texts: `# ` opens a heading, `> ` a quotation, `- ` an item, `@ ` page chrome."""
    text, made = "", []
    for entry in blocks:
        kind, place, lead = "paragraph", "body", 0
        for mark, a_kind, a_place in (
            ("# ", "heading", "body"),
            ("> ", "paragraph", "quote"),
            ("- ", "item", "body"),
            ("@ ", "paragraph", "chrome"),
        ):
            if entry.startswith(mark):
                kind, place, lead = a_kind, a_place, 2
        start = len(text) + lead
        text += entry + "\n\n"
        span = Span(start, start + len(entry) - lead)
        made.append(Block(kind, span, plain(text, *span), level=1 if kind == "heading" else 0, place=place))
    return tuple(made), text


def read(*entries):
    """Return (field, source text of the value, source text of the label), and the texts of meta blocks."""
    blocks, text = article(*entries)
    values, meta = find_values(blocks, text)
    rows = []
    for value in values:
        assert " ".join(text[slice(*value.span)].split()) == value.text
        rows.append((value.field, value.text, text[slice(*value.key_span)] if value.key_span else ""))
    return rows, [blocks[index].text for index in sorted(meta)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe, RN", [("author", "Jane Roe, RN", "By")]),
        ("BY JANE ROE", [("author", "JANE ROE", "BY")]),
        ("By: Knee Guide Medical Team", [("author", "Knee Guide Medical Team", "By")]),
        ("Words: Jane Roe", [("author", "Jane Roe", "Words")]),
        ("Guest post by Jane Roe", [("author", "Jane Roe", "Guest post by")]),
        ("Von Jane Roe", [("author", "Jane Roe", "Von")]),
        ("Author: TBD", [("author", "TBD", "Author")]),
        (
            "Written by The Knee Journal Editorial Team · Updated July 20, 2026",
            [
                ("author", "The Knee Journal Editorial Team", "Written by"),
                ("updated", "July 20, 2026", "Updated"),
            ],
        ),
        (
            "Knee Care · Mar 20, 2026 · 6 min read",
            [("published", "Mar 20, 2026", ""), ("reading-time", "6 min read", "")],
        ),
        (
            "16 min read • Published June 12, 2026 • Medically reviewed by Dr. Emma Roe, MD",
            [
                ("reading-time", "16 min read", ""),
                ("published", "June 12, 2026", "Published"),
                ("reviewer", "Dr. Emma Roe, MD", "Medically reviewed by"),
            ],
        ),
        (
            "Medically Reviewed by Jane Roe, MD on May 3, 2024 | Written by John Doe",
            [
                ("reviewer", "Jane Roe, MD", "Medically Reviewed by"),
                ("reviewed", "May 3, 2024", ""),
                ("author", "John Doe", "Written by"),
            ],
        ),
        (
            "Medically Reviewed by a doctor on 21 Dec 2018",
            [("reviewer", "a doctor", "Medically Reviewed by"), ("reviewed", "21 Dec 2018", "")],
        ),
        (
            "Written & medically reviewed by Dr. Jane Roe",
            [
                ("author", "Dr. Jane Roe", "Written & medically reviewed by"),
                ("reviewer", "Dr. Jane Roe", "Written & medically reviewed by"),
            ],
        ),
        (
            "Page published: 1 May 2020 Last updated: 2 May 2021",
            [("published", "1 May 2020", "Page published"), ("updated", "2 May 2021", "Last updated")],
        ),
        (
            "Page last reviewed: 4 October 2024. Next review due: 4 October 2027",
            [
                ("reviewed", "4 October 2024", "Page last reviewed"),
                ("next-review", "4 October 2027", "Next review due"),
            ],
        ),
        ("FACT CHECKED BY Emilia P.", [("fact-checker", "Emilia P.", "FACT CHECKED BY")]),
        ("ESTIMATED READING TIME: 3 MINUTES", [("reading-time", "3 MINUTES", "ESTIMATED READING TIME")]),
        ("Reading time: 4 min read", [("reading-time", "4 min read", "Reading time")]),
        ("4–6 min read", [("reading-time", "4–6 min read", "")]),
        ("Tags: knee, back pain", [("tags", "knee", "Tags"), ("tags", "back pain", "Tags")]),
        ("#knee #back-pain", [("tags", "knee", "#"), ("tags", "back-pain", "#")]),
        ("Jul 20, 2026", [("published", "Jul 20, 2026", "")]),
        ("Veröffentlicht am 1. Mai 2019", [("published", "1. Mai 2019", "Veröffentlicht am")]),
        ("✍ By Jane Roe, May 3, 2024", [("author", "Jane Roe", "By"), ("published", "May 3, 2024", "")]),
        ("Reviewed by: [LEAVE BLANK]", [("reviewer", "[LEAVE BLANK]", "Reviewed by")]),
        ("Reviewed by: [Jane Roe]", [("reviewer", "Jane Roe", "Reviewed by")]),
        (
            "6 May 2026 • Leeds Hospital Team",
            [("published", "6 May 2026", ""), ("author", "Leeds Hospital Team", "")],
        ),
        ("Published: TBC", [("published", "TBC", "Published")]),
        (
            "By: Jane Roe // Recipes // 3 May 2024",
            [("author", "Jane Roe", "By"), ("published", "3 May 2024", "")],
        ),
        (
            "Posted on 3 May 2024 by Jane Roe in Stories",
            [("published", "3 May 2024", "Posted on"), ("author", "Jane Roe", "by")],
        ),
        ("Prepared by Jane Roe, nurse", [("author", "Jane Roe, nurse", "Prepared by")]),
        ("as told by Jane Roe", [("author", "Jane Roe", "as told by")]),
    ],
)
def test_lines_near_the_title(line, expected):
    rows, meta = read("# Knees", line, LONG)
    assert rows == expected
    assert meta == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By the time you read this, it is late.",
        "Phone/Text: (973) 705-7800",
        "By Monday",
        "By The Numbers",
        "By improving sleep",
        "Written by hand",
        "Reviewed by 500 customers",
        "Reviewed by DRM bridge",
        "Published research shows 3 May 2024 that",
        "Study published June 12, 2019",
        "Created by nature to heal",
        "Updated 2 days ago",
        "Reviewed By: ______",
        "wait 10 minutes",
    ],
)
def test_what_only_looks_like_metadata(line):
    assert read("# Knees", line, LONG) == ([], [])


def test_a_label_and_its_value_on_two_lines():
    rows, meta = read(
        "# Knees",
        *[LONG] * 20,
        "Page last reviewed:\n31 January 2021\nNext review due:\n31 January 2024",
        *["- x"] * 20,
    )
    assert rows == [
        ("reviewed", "31 January 2021", "Page last reviewed"),
        ("next-review", "31 January 2024", "Next review due"),
    ]
    assert len(meta) == 1


def test_a_label_and_its_value_in_two_blocks():
    rows, meta = read("# Knees", "Written by", "Jane Roe, MD", LONG)
    assert rows == [("author", "Jane Roe, MD", "Written by")]
    assert meta == ["Written by", "Jane Roe, MD"]


def test_a_line_among_others_is_read_but_the_block_stays_text():
    rows, meta = read("# Knees", "Was this page helpful to you at all?\nPage last reviewed: 4 May 2024", LONG)
    assert rows == [("reviewed", "4 May 2024", "Page last reviewed")]
    assert meta == []


def test_text_beside_metadata_stays_text_anywhere():
    far = [LONG] * 30
    rows, meta = read("# Knees", *far, f"{LONG}\nPage last reviewed:\n4 May 2024", *far)
    assert rows == [("reviewed", "4 May 2024", "Page last reviewed")]
    assert meta == []


def test_a_label_is_no_name_and_a_gap_no_date():
    rows, _ = read("# Knees", "- Written by:", "- Reviewed By:", LONG)
    assert rows == []
    assert read("# Knees", "Date: [Current Date]", LONG)[0] == []
    assert read("# Knees", "6 May 2026 • 2pm • Join Community →", LONG)[0] == []


def test_who_signs_a_story_under_testimonials_did_not_write_the_page():
    story = "They helped me to eat again, and I am well."
    assert read("# Services", LONG, "# Testimonials", story, "--Isabella Roe")[0] == []
    assert read("# Eating", LONG, "# My way", story, "--Isabella Roe")[0] == [("author", "Isabella Roe", "")]


def test_a_label_alone_may_do_without_its_colon():
    rows, _ = read("# Knees", "By", "Jane Roe", "Writer", "Ann Lee", LONG)
    assert rows == [("author", "Jane Roe", "By"), ("author", "Ann Lee", "Writer")]


def test_far_from_the_ends_only_labels_count():
    far = [LONG] * 30
    assert read("# Knees", *far, "By Jane Roe", "Jul 20, 2026", *far) == ([], [])
    rows, _ = read("# Knees", *far, "Last updated: Jul 20, 2026", *far)
    assert rows == [("updated", "Jul 20, 2026", "Last updated")]


def test_quotations_and_chrome_name_no_author():
    assert read("# Knees", "> By Jane Roe", LONG, "@ By John Doe")[0] == []


def test_a_heading_is_read_but_stays_a_heading():
    assert read("# Knees", "# By Jane Roe", LONG) == ([("author", "Jane Roe", "By")], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "This guidance is written by healthcare professionals from across Kent. It is free.",
            ("author", "healthcare professionals from across Kent"),
        ),
        ("It is for information. Content reviewed by Dr. Jane N., MD.", ("reviewer", "Dr. Jane N., MD")),
        ("— Dr Jane Roe, GP", ("author", "Dr Jane Roe, GP")),
        ("Leeds, 2 May 2026 – Researchers have found a knee.", ("published", "2 May 2026")),
    ],
)
def test_names_and_dates_in_sentences_are_guesses(text, expected):
    blocks, source = article("# Knees", LONG, text)
    values, meta = find_values(blocks, source)
    assert [(value.field, value.text) for value in values] == [expected]
    assert values[0].inferred
    assert source[slice(*values[0].span)] == expected[1]
    assert not meta


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe, stoma care lead", ["author Jane Roe, stoma care lead"]),
        ("By Kwame Addo, who lives with asthma", ["author Kwame Addo, who lives with asthma"]),
        ("By Kwame Addo (foot health lead)", ["author Kwame Addo (foot health lead)"]),
        ("By Kwame Addo, CAT(C)", ["author Kwame Addo, CAT(C)"]),
        ("By Kwame Addo © 2019", ["author Kwame Addo"]),
        ("By Kwame Addo, copyright 2019", ["author Kwame Addo"]),
        (
            "By Jane Roe, ward lead, RN | 4 May 2026",
            ["author Jane Roe, ward lead, RN", "published 4 May 2026"],
        ),
        (
            "Written by Jane Roe. Looked over by Tom Poe, GP, in May 2026. We will read it again in May 2028",
            ["author Jane Roe", "reviewer Tom Poe, GP", "reviewed May 2026", "next-review May 2028"],
        ),
        (
            "By Dr. Jane Roe. Verified by Ann Lee, RPh, on 2 May 2026. It takes about six minutes to read.",
            [
                "author Dr. Jane Roe",
                "reviewer Ann Lee, RPh",
                "reviewed 2 May 2026",
                "reading-time six minutes to read",
            ],
        ),
        (
            "Last checked in May 2026. To be updated again by May 2028.",
            ["reviewed May 2026", "next-review May 2028"],
        ),
        ("This guide was checked in May 2026.", ["reviewed May 2026"]),
        ("Checked by our nurses in May 2026", ["reviewer our nurses", "reviewed May 2026"]),
        ("An eight-minute read", ["reading-time eight-minute read"]),
        ("You can read this page in four minutes", ["reading-time four minutes"]),
    ],
)
def test_metadata_in_the_words_of_a_writer(line, expected):
    rows, meta = read("# Knees", line, LONG)
    assert [f"{field} {text}" for field, text, _ in rows] == expected
    assert meta == [line]


def test_a_byline_before_other_sentences_leaves_them_in_the_text():
    line = "Written by Jane Roe, midwife. You can have this page in large print, as a film or in Welsh."
    assert read("# Knees", line, LONG) == ([("author", "Jane Roe, midwife", "Written by")], [])


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe, we mean nobody in particular.",
        "By Monday, call your nurse",
        "By Lake Geneva, walkers get ticks.",
        "By Walking Daily, people help their hearts",
        "Checked by your nurse every day, the wound heals well.",
        "Verified by tests",
        "We will look at your wound again in May 2028.",
        "Rest it for three minutes. Read the label.",
        "It takes about three minutes to warm up.",
    ],
)
def test_what_only_looks_like_such_words(line):
    assert read("# Knees", line, LONG) == ([], [])


def test_sentences_that_name_nobody():
    for text in (
        "This guide was created by combining several sources.",
        "This article has not been reviewed by a doctor.",
        "Physical Therapy is a clinical field.",
    ):
        assert read("# Knees", LONG, text) == ([], [])


def test_the_line_about_the_author():
    rows, _ = read("# Knees", LONG, "Jane Roe is a GP in Leeds who writes about knees.")
    assert [row[:2] for row in rows] == [("author", "Jane Roe"), ("credentials", "GP")]
    rows, _ = read("# Knees", LONG, "# About the author", "Zyxa Roe writes about knees.")
    assert [row[:2] for row in rows] == [("author", "Zyxa Roe")]


def test_the_holder_of_the_copyright():
    rows, meta = read("# Knees", LONG, "@ © 2021-2026 Knee Trust. All rights reserved.")
    assert rows == [("publisher", "Knee Trust", "© 2021-2026")]
    assert meta == []
    rows, _ = read("# Knees", "By Jane Roe © 2019\nRevised 2023", LONG)
    assert [row[:2] for row in rows] == [("author", "Jane Roe")]


@pytest.mark.parametrize(
    "piece", ["by ", "published ", "1 ", "· ", "© ", "a\n", "By A, ", "Content reviewed by "]
)
def test_hostile_lines_cost_what_their_length_does(piece):
    cost = growth(lambda made: find_values(*made), lambda size: article("# Knees", piece * size), most=40_000)
    assert cost < LINEAR


def test_very_many_blocks_cost_what_their_number_does():
    line = "Published: 1 May 2024"
    assert growth(lambda made: find_values(*made), lambda size: article(*[line] * size)) < LINEAR


WORDS = st.sampled_from(
    [
        "By ",
        "by ",
        "Jane ",
        "Roe, ",
        "MD ",
        "· ",
        "Published: ",
        "Updated ",
        "3 May 2024 ",
        "4 min read ",
        "Tags: ",
        "Author: ",
        "[] ",
        "{",
        "}",
        "<>",
        "#a ",
        "\n",
        "| ",
        "— ",
        "the ",
        "©2020 ",
        "📅",
        ":",
        ".",
        "(",
        "\ud800",
        "\u00a0",
        "Written by ",
        "is a GP ",
    ]
)


REFERENCES = [f"- Roe, J. (201{n}). Walking and the knee. Journal of Knees, 1{n}(2), 3-9." for n in range(8)]
TIPS = [f"- Walk for {n} minutes, and then rest." for n in range(2, 10)]


@pytest.mark.parametrize(
    ("after", "signed"),
    [
        (["# References", *REFERENCES], True),
        (["To read further:", *REFERENCES], True),
        (["# What to do", *TIPS], False),
        (["# References", *REFERENCES, "Walk on.", LONG, LONG, LONG], False),
    ],
)
def test_a_signature_stands_above_the_references(after, signed):
    rows, _ = read("# Knees", LONG, LONG, "Marla xx", *after)
    assert rows == ([("author", "Marla", "")] if signed else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We are in Leeds. I'm Nilufar Vaneeva, APRN, FNP-BC, and see you.", "Nilufar Vaneeva, APRN, FNP-BC"),
        ("Hello, my name is Nilufar Vaneeva, RN. I wrote this for you.", "Nilufar Vaneeva, RN"),
        ("I’m Nilufar Vaneeva, and I have bad knees.", ""),
        ("I'm sorry, RN is short for nurse.", ""),
        ("I am going by what Nilufar Vaneeva, MD, says of it.", ""),
        ('"I am Nilufar Vaneeva, RN, and I walk," says a nurse.', ""),
        ("Tell them: I am Nilufar Vaneeva, RN.", ""),
        ("> I'm Nilufar Vaneeva, RN, and I walk.", ""),
    ],
)
def test_writers_who_say_who_they_are(text, name):
    rows, _ = read("# Knees", LONG, *[LONG] * 20, text, *[LONG] * 20)
    assert [row[1] for row in rows] == ([name] if name else [])


def test_what_patients_say_of_themselves_names_no_author():
    rows, _ = read(
        "# Knees", LONG, "# Success stories", "I'm Nilufar Vaneeva, RN, and my knees are well.", LONG
    )
    assert rows == []


@pytest.mark.parametrize(
    "line",
    [
        "Prepared for the Harbour Clinic • Updated July 16, 2026 • 12 min read • How we edit and publish",
        "Sleeping well after an operation on the hip | a short guide for carers | 12 min read",
    ],
)
def test_a_reading_time_between_bars_needs_no_known_neighbours(line):
    rows, _ = read("# Going home", line, LONG)
    assert ("reading-time", "12 min read", "") in rows


@pytest.mark.parametrize(
    "line",
    [
        "Prepared for the Harbour Clinic • what to bring along • 12 min • How we edit and publish",
        "Sleeping well after an operation on the hip | it is a 12 min read for most carers | a short guide",
    ],
)
def test_bare_minutes_and_minutes_in_a_sentence_need_them(line):
    rows, _ = read("# Going home", line, LONG)
    assert "reading-time" not in [row[0] for row in rows]


@settings(max_examples=100)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8).map("".join), max_size=6))
def test_never_raises_and_spans_lie_in_the_text(entries):
    blocks, text = article(*entries)
    values, meta = find_values(blocks, text)
    assert all(0 <= index < len(blocks) for index in meta)
    for value in values:
        assert value.text
        assert 0 <= value.span.start < value.span.end <= len(text)
        assert " ".join(text[slice(*value.span)].split()) == value.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled articles are not beside the checkout")
def test_labelled_articles():
    """Bylines, dates and reading times agree with the labels but where the label rests on something else."""
    from medlint import parse
    from medlint.parse.bylines import read_bylines
    from medlint.parse.dates import read_date
    from medlint.parse.minutes import read_minutes
    from medlint.settings import Settings

    wrong = {"author": 0, "reviewer": 0, "updated": 0, "minutes": 0}
    with open(SHARED / "labels.csv", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if (SHARED / "articles" / row["file"]).is_file()]
    for row in rows:
        path = SHARED / "articles" / row["file"]
        document = parse.parse(str(path), path.read_bytes(), Settings())
        people = read_bylines(document.values)
        named = any(person.role == "author" and person.kind != "placeholder" for person in people)
        wrong["author"] += named and row["author_kind"] == "none"
        checked = any(person.role == "reviewer" and person.kind == "person" for person in people)
        wrong["reviewer"] += checked != (row["has_reviewer"] == "y")
        dates = [read_date(value.text) for name in ("updated", "reviewed") for value in document.field(name)]
        stated = next((f"{date.year}-{date.month:02}-{date.day:02}" for date in dates if date), "")
        wrong["updated"] += stated != row["updated"]
        minutes = [read_minutes(value.text) for value in document.field("reading-time")]
        lost = [block.text for block in document.blocks if block.place == "meta" and len(block.text) > 160]
        assert not lost
        stated = str(minutes[0].high) if minutes and minutes[0] else "none"
        wrong["minutes"] += stated != row["stated_reading_min"]
    # A byline in the foot of an article, and one that only the head of the page has, are no authors there.
    assert wrong["author"] <= 2
    assert wrong["reviewer"] == wrong["updated"] == wrong["minutes"] == 0
