import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.metrics import is_counted, words_in
from medlint.parse.text import parse_text
from medlint.source import Source

SHARED = Path(__file__).parents[2] / ".." / "shared"
SEED = SHARED / "seed" / "hamstring-tightness.txt"

DUMP = """\
Help line:
01632 960 001

Sore Calves and Ankle Pain: What Links Them

📅 Published: 10/16/2025⏱️ Reading time: 4 min read✍️ By: Example Movement Team
back-painpain-reliefhealthwellnessexamplify

Read how sore calves and ankle pain belong together.

Introduction

Many people wake with sore calves. This page says why.

The Build of the Calf and Its Work in Each Step

Knowing the Calf

Two muscles make the calf. They lift the heel.

How Tight Calves Pull on the Ankle

A tight calf holds the heel down.

Gentle Ways to Loosen a Tight Calf at Home

Stretching at the Wall

A few stretches that many people like include:

  • Wall Stretch: Lean on a wall with one leg behind you.
  • Step Stretch: Let one heel hang from a step.

Strength Work

Try these after a week:

  • Heel Raises: Rise on your toes.

Simple Tips and Advice for Daily Life With Tight Calves

Walk a little each day.

When to Seek Professional Help

See a doctor if you have:

  • A hot and swollen calf.
  • Pain in one calf after a long flight.

Conclusion

Most sore calves get better.

Medical Disclaimer

This page is general information. It does not replace medical advice.
"""


def read(text):
    source = Source("page.txt", text)
    page = parse_text(source)
    for block in page.blocks:
        assert block.text == " ".join(source.text[slice(*block.span)].split()) or block.kind == "rule"
    return source, page


def shape(text, *kinds):
    """Return kind, level and text of each block, those of the given kinds only if any."""
    blocks = read(text)[1].blocks
    return [(b.kind, b.level, b.text) for b in blocks if not kinds or b.kind in kinds]


def outline(text):
    return [(level, heading) for _, level, heading in shape(text, "heading")]


def stated(text):
    source, page = read(text)
    for value in page.values:
        assert source.text[slice(*value.span)] == value.text
        assert value.origin == "page"
        if value.key_span is not None:
            assert source.text[slice(*value.key_span)] == value.key
    return [(value.field, value.text) for value in page.values]


def places(text, place):
    return [block.text for block in read(text)[1].blocks if block.place == place]


def test_headings_of_a_dump_and_what_stands_under_what():
    assert outline(DUMP) == [
        (1, "Sore Calves and Ankle Pain: What Links Them"),
        (2, "Introduction"),
        (2, "The Build of the Calf and Its Work in Each Step"),
        (3, "Knowing the Calf"),
        (3, "How Tight Calves Pull on the Ankle"),
        (2, "Gentle Ways to Loosen a Tight Calf at Home"),
        (3, "Stretching at the Wall"),
        (3, "Strength Work"),
        (2, "Simple Tips and Advice for Daily Life With Tight Calves"),
        (2, "When to Seek Professional Help"),
        (2, "Conclusion"),
        (2, "Medical Disclaimer"),
    ]
    assert all(block.inferred for block in read(DUMP)[1].blocks if block.kind == "heading")


def test_one_problem_tells_of_all_inferred_headings():
    source, page = read(DUMP)
    (problem,) = [problem for problem in page.problems if problem.kind == "headings-inferred"]
    assert problem.values == {"count": 12}
    assert source.text[slice(*problem.span)] == "Sore Calves and Ankle Pain: What Links Them"


def test_a_run_on_line_of_metadata():
    assert stated(DUMP)[:3] == [
        ("published", "10/16/2025"),
        ("reading-time", "4 min read"),
        ("author", "Example Movement Team"),
    ]
    keys = [value.key for value in read(DUMP)[1].values[:3]]
    assert keys == ["Published", "Reading time", "By"]
    assert not any(value.inferred for value in read(DUMP)[1].values[:3])


def test_a_run_on_line_that_lost_its_pictures():
    text = "Sore Calves\n\nPublished: 3 May 2024Reading time: 4 minutesBy: Jane Roe\n\nRest helps.\n"
    assert stated(text) == [
        ("published", "3 May 2024"),
        ("reading-time", "4 minutes"),
        ("author", "Jane Roe"),
    ]


def test_run_together_tags_are_split_and_reported():
    source, page = read(DUMP)
    tags = [value for value in page.values if value.field == "tags"]
    assert [tag.text for tag in tags] == ["back-pain", "pain-relief", "health", "wellness", "examplify"]
    assert all(tag.inferred for tag in tags)
    (problem,) = [problem for problem in page.problems if problem.kind == "tags-split"]
    assert source.text[slice(*problem.span)] == "back-painpain-reliefhealthwellnessexamplify"
    assert problem.values == {"tags": "back-pain, pain-relief, health, wellness, examplify"}


def test_a_word_in_small_letters_is_no_line_of_tags():
    text = "Sore Calves\n\nphysiotherapist\n\nRest helps.\n"
    assert stated(text) == []
    assert ("paragraph", 0, "physiotherapist") in shape(text)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("By Jane Roe, MSc", [("author", "Jane Roe, MSc")]),
        ("Author: Dr. Jane Roe", [("author", "Dr. Jane Roe")]),
        ("Written by: Jane Roe · 6 min read", [("author", "Jane Roe"), ("reading-time", "6 min read")]),
        (
            "Medically reviewed by Dr Sam Poe on 3 May 2024",
            [("reviewer", "Dr Sam Poe"), ("reviewed", "3 May 2024")],
        ),
        ("Page last reviewed: 5 January 2024", [("reviewed", "5 January 2024")]),
        ("Next review due: 5 January 2027", [("next-review", "5 January 2027")]),
        ("Last updated 2024-06-02", [("updated", "2024-06-02")]),
        ("3–4 minute read", [("reading-time", "3–4 minute read")]),
        ("Tags: ankle pain, rest; calves", [("tags", "ankle pain"), ("tags", "rest"), ("tags", "calves")]),
        ("#ankle-pain #rest", [("tags", "ankle-pain"), ("tags", "rest")]),
        ("Published:\n3 May 2024", [("published", "3 May 2024")]),
        ("12 March 2023 | 5 min read", [("published", "12 March 2023"), ("reading-time", "5 min read")]),
    ],
)
def test_lines_of_metadata(line, values):
    text = f"Sore Calves\n{line}\n\nRest helps most people.\n"
    assert stated(text) == values
    assert places(text, "meta") == line.split("\n")
    assert outline(text) == [(1, "Sore Calves")]


@pytest.mark.parametrize(
    "line",
    [
        "By your side there should be a chair.",
        "By resting, most people get better within two weeks.",
        "Published studies disagree.",
        "Reviewed by few.",
        "Tags: see below for all that we know about this, because it is a long sentence.",
        "The scan takes 4 min.",
        "Date: whenever",
        "#1 rule",
    ],
)
def test_sentences_that_are_no_metadata(line):
    text = f"Sore Calves\n\nRest helps most people.\n\n{line}\n\nMore text stands here.\n"
    assert stated(text) == []
    assert places(text, "meta") == []


def test_metadata_at_the_end_needs_a_label_with_a_colon():
    text = "Rest helps.\n\nIt really does.\n\nSo rest.\n\nBy Jane Roe\n\nAuthor: Jane Roe\n"
    assert stated(text) == [("author", "Jane Roe")]
    assert places(text, "meta") == ["Author: Jane Roe"]


def test_page_chrome_is_kept_but_set_apart():
    source, page = read(DUMP)
    assert places(DUMP, "chrome") == ["Help line:", "01632 960 001"]
    (problem,) = [problem for problem in page.problems if problem.kind == "chrome-stripped"]
    assert source.text[slice(*problem.span)] == "Help line:\n01632 960 001"
    assert problem.values == {"text": "Help line: 01632 960 001"}


def test_menus_trails_cookies_and_footers():
    text = (
        "Skip to content\nHome\nTreatments\nAbout us\nContact\nHome > Legs > Calves\n\n"
        "We use cookies to make this site work.\n\nSore Calves\n\nShare this page\n\nRest helps.\n\n"
        "© 2024 Example Clinic\nPrivacy policy\n"
    )
    assert places(text, "chrome") == [
        "Skip to content",
        "Home",
        "Treatments",
        "About us",
        "Contact",
        "Home > Legs > Calves",
        "We use cookies to make this site work.",
        "Share this page",
        "© 2024 Example Clinic",
        "Privacy policy",
    ]
    assert outline(text) == [(1, "Sore Calves")]
    runs = [problem.values["text"] for problem in read(text)[1].problems if problem.kind == "chrome-stripped"]
    assert runs == [
        "Skip to content Home Treatments About",
        "Share this page",
        "© 2024 Example Clinic Privacy policy",
    ]


def test_helplines_in_the_text_are_not_chrome():
    text = "Feeling Low\n\nTalk to someone.\n\nHelp line:\n01632 960 001\n"
    assert places(text, "chrome") == []


@pytest.mark.parametrize(
    "line",
    [
        "A few stretches that many people like include:",
        "See your doctor:",
        "If your calf:",
        "In Wales, you can call:",
        "For some people, it starts at night:",
        "Rest for a day. Then try this:",
        "He smiled, and I knew that all would be well",
        "You should rest your leg",
        "Figure 2 The calf from behind",
        "12 High Street, 01632 960001",
        "jane@example.org",
        "“Rest is best”",
        "so they rest",
        "Rest is best.",
    ],
)
def test_lines_that_are_no_headings(line):
    text = f"Sore Calves\n\nRest helps most people.\n\n{line}\n\nMost of them sleep better after that.\n"
    assert outline(text) == [(1, "Sore Calves")]
    assert ("paragraph", 0, line) in shape(text)


@pytest.mark.parametrize(
    "line",
    [
        "Why calves hurt",
        "What is a calf strain?",
        "Causes",
        "COMMON CAUSES",
        "🧠 When to Seek Help:",
        "💬 What Sore Calves Can Feel Like:",
        "Common signs of a strain:",
        "Rest, Ice and Time",
        "2. Resting the leg",
    ],
)
def test_lines_that_are_headings(line):
    text = f"Sore Calves\n\nRest helps most people.\n\n{line}\n\nMost of them sleep better after that.\n"
    assert outline(text) == [(1, "Sore Calves"), (2, line)]


def test_headings_without_empty_lines_around():
    text = (
        "Overview\nSore calves are common, and most of them get better with rest and a little time.\n"
        "Causes\nNobody knows all of them.\nWhen to see a doctor\n\nSee one if the calf is hot.\n"
    )
    assert outline(text) == [(2, "Overview"), (2, "Causes"), (2, "When to see a doctor")]


def test_a_heading_set_like_the_first_ends_its_group():
    text = (
        "Ways to rest:\n\nSleeping:\nLie down at ten each night.\nSitting:\nSit on a soft chair.\n"
        "Foods to try:\n\nApples\nPears\n"
    )
    assert outline(text) == [(2, "Ways to rest:"), (3, "Sleeping:"), (3, "Sitting:"), (2, "Foods to try:")]


def test_numbered_headings_stand_under_the_one_before():
    text = (
        "🛠️ Ways to Rest:\n1. Sleep Well:\nGo to bed early.\n\n2. Sit Down:\nTake breaks at work.\n\n"
        "🧠 When to Seek Help:\nAsk if it lasts.\n"
    )
    assert [level for level, _ in outline(text)] == [2, 3, 3, 2]


def test_many_short_lines_in_a_row_are_a_list():
    text = "Types of pillow\n\nFeather\n\nFoam\n\nLatex\n\nTreatment\n\nMost people need none.\n"
    assert shape(text) == [
        ("heading", 1, "Types of pillow"),
        ("paragraph", 0, "Feather"),
        ("paragraph", 0, "Foam"),
        ("paragraph", 0, "Latex"),
        ("heading", 2, "Treatment"),
        ("paragraph", 0, "Most people need none."),
    ]
    text = "Sore Necks\n\nRest helps.\n\n" + text
    assert outline(text) == [(1, "Sore Necks"), (2, "Types of pillow"), (2, "Treatment")]
    assert [name for _, _, name in shape(text, "item")] == ["Feather", "Foam", "Latex"]


def test_an_address_is_no_heading():
    text = "Sore Calves\n\nRest helps.\n\nJane Roe\n12 High Street\nNewtown\n"
    assert outline(text) == [(1, "Sore Calves")]


def test_a_page_that_starts_with_text_has_no_title():
    assert outline("Rest helps most people.\n\nCauses\n\nNobody knows.\n") == [(2, "Causes")]


def test_what_only_a_part_is_called_is_no_title():
    assert outline("Overview\n\nRest helps most people.\n") == [(2, "Overview")]


def test_an_empty_section_at_the_end_keeps_its_heading():
    assert outline("Sore Calves\n\nRest helps.\n\nMedical Disclaimer\n") == [
        (1, "Sore Calves"),
        (2, "Medical Disclaimer"),
    ]


def test_a_line_drawn_under_a_heading():
    text = "Sore Calves\n===========\n\nRest helps.\n\nCauses\n------\n\nNobody knows.\n"
    assert outline(text) == [(1, "Sore Calves"), (2, "Causes")]
    assert len(shape(text, "rule")) == 2


def test_lists_their_depth_order_and_groups():
    text = (
        "Rest in this way:\n\n  - Use a low pillow.\n    One is enough.\n  - Try warmth\n"
        "      o a wheat bag\n  - Keep moving\n\n1. Turn your head and hold it there for five\n"
        "   seconds.\n2) Turn it back.\n\nDone.\n\n\u2022\tLast one\n"
    )
    items = [block for block in read(text)[1].blocks if block.kind == "item"]
    assert [(item.text, item.level, item.ordered, item.group) for item in items] == [
        ("Use a low pillow. One is enough.", 1, False, 1),
        ("Try warmth", 1, False, 1),
        ("a wheat bag", 2, False, 1),
        ("Keep moving", 1, False, 1),
        ("Turn your head and hold it there for five seconds.", 1, True, 2),
        ("Turn it back.", 1, True, 2),
        ("Last one", 1, False, 3),
    ]
    source = Source("page.txt", text)
    assert source.text[slice(*items[2].span)] == "a wheat bag"


def test_a_list_without_marks_behind_a_colon():
    text = (
        "Rest helps.\n\nSee a GP if:\nyou cannot put weight on the leg after two days of rest\n"
        "painkillers do not help\nThey will look at the leg.\n\nSigns of a strain are:\n\n"
        "Pain in the calf.\nA bruise.\n\nThat is all.\n"
    )
    assert shape(text, "item") == [
        ("item", 1, "you cannot put weight on the leg after two days of rest"),
        ("item", 1, "painkillers do not help"),
        ("item", 1, "Pain in the calf."),
        ("item", 1, "A bruise."),
    ]


def test_a_sentence_ends_a_list_without_marks():
    text = "Common signs:\n\nA bruise\nA limp (mild)\nthen ask for help. It is there.\n"
    assert [kind for kind, _, _ in shape(text)] == ["heading", "item", "item", "paragraph"]


def test_hard_wrapped_text_is_joined():
    text = (
        "Rest helps most people with sore calves, and so does a warm bath, says\n"
        "NHS advice. Those who run a lot need more of it, and those who sit all\n"
        "day need less.\n\nAsk for help where the leg is hot, or where it swells within a day of a\n"
        "long flight.\n"
    )
    assert [kind for kind, _, _ in shape(text)] == ["paragraph", "paragraph"]
    first = shape(text)[0][2]
    assert first.endswith(
        "says NHS advice. Those who run a lot need more of it, and those who sit all day need less."
    )


def test_a_paragraph_a_line_stays_a_paragraph_a_line():
    text = (
        "Rest helps most people with sore calves, and so does a warm bath in the evening, or a slow walk.\n"
        "Those who run a lot need more of it.\nThose who sit all day need less.\n"
    )
    assert len(shape(text)) == 3


def test_white_space_of_all_kinds():
    text = (
        "\ufeffSore\u00a0Calves\u200b\r\n\r\n\tRest\u00a0 helps\fmost\r\npeople.\r\n"
        "\u200b\r\n\x0cCauses\r\n\r\nNobody knows.\r\n"
    )
    blocks = parse_text(Source("page.txt", text)).blocks
    assert blocks[0].text == "Sore Calves"
    assert "Causes" in [block.text for block in blocks if block.kind == "heading"]


def test_links():
    text = "Rest (see https://example.org/a_(b)), or www.example.org/rest.\n"
    source, page = read(text)
    assert [link.url for link in page.links] == ["https://example.org/a_(b)", "www.example.org/rest"]
    assert all(source.text[slice(*link.span)] == link.url for link in page.links)


def test_it_starts_where_it_is_told():
    text = "---\ntitle: x\n---\nSore Calves\n\nRest helps.\n"
    page = parse_text(Source("page.txt", text), text.index("Sore"))
    assert page.blocks[0].span.start == text.index("Sore")
    assert page.blocks[0].level == 1


def test_an_empty_page():
    assert parse_text(Source("page.txt", "")).blocks == ()
    assert parse_text(Source("page.txt", "\n \n\u200b")).blocks == ()


HOSTILE = {
    "words": "a " * 200_000,
    "marks": "<" * 100_000,
    "nul": "\x00" * 50_000,
    "empty": "\n" * 50_000,
    "pictures": "📅" * 50_000,
    "labels": "Tags:\n" * 5_000,
    "headings": "Rest Well\n\n" * 3_000,
    "run-on": "By: A | " * 10_000,
    "nested": "".join(" " * n + "- a\n" for n in range(500)),
    "surrogates": "\ud800:\n" * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text(text):
    check(text)


def check(text):
    source = Source("page.txt", text)
    page = parse_text(source)
    size = len(source.text)
    spans = [block.span for block in page.blocks]
    for before, after in pairwise(spans):
        assert before.end <= after.start
    spans += [value.span for value in page.values] + [problem.span for problem in page.problems]
    spans += [link.span for link in page.links]
    spans += [span for block in page.blocks for span in block.prose.spans]
    spans += [value.key_span for value in page.values if value.key_span is not None]
    assert all(0 <= start <= end <= size for start, end in spans)
    assert all(source.text[slice(*value.span)] == value.text for value in page.values)
    for block in page.blocks:
        assert block.kind != "heading" or 1 <= block.level <= 3
        assert block.kind != "item" or (block.level >= 1 and block.group >= 1)


LINES = st.sampled_from(
    [*DUMP.split("\n"), "", "", " ", "Home", "Contact", "About us", "- a", "  - b", "1. Rest", "2. Sit Down:",
     "Published:", "By", "By: ", "#a #b", "-----", "rest and", "4 min read", "© 2024", "Home > A",
     "a-bc-de-fgh-i"]
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(LINES, max_size=25))
def test_any_lines_give_spans_in_the_text(lines):
    check("\n".join(lines))


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_any_text_gives_spans_in_the_text(text):
    check(text)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=25))
def test_no_text_is_lost(lines):
    source = Source("page.txt", "\n".join(lines))
    blocks = parse_text(source).blocks
    kept = sum(block.span.end - block.span.start for block in blocks)
    assert kept <= len(source.text)
    shown = "".join(source.text[slice(*block.span)] for block in blocks)
    for word in ("Wall", "Published", "swollen", "Contact", "Disclaimer"):
        assert shown.count(word) == source.text.count(word)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not in a bare clone")
def test_the_seed():
    source = Source("seed.txt", SEED.read_text(encoding="utf-8"))
    page = parse_text(source)
    levels = [block.level for block in page.blocks if block.kind == "heading"]
    assert levels == [1, 2, 2, 3, 3, 2, 3, 3, 2, 2, 2, 2]
    assert [value.field for value in page.values] == ["published", "reading-time", "author", *["tags"] * 5]
    assert sum(block.kind == "item" for block in page.blocks) == 14
    body = [block for block in page.blocks if is_counted(block)]
    assert sum(words_in(block.text) for block in body[2:]) == pytest.approx(724, rel=0.01)


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not in a bare clone")
def test_word_counts_of_real_pages():
    with open(SHARED / "corpus" / "labels.csv", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["format"] == "txt"]
    assert len(rows) >= 11
    for row in rows:
        raw = (SHARED / "corpus" / "articles" / row["file"]).read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252")
        page = parse_text(Source(row["file"], text))
        words = sum(words_in(block.text) for block in page.blocks if is_counted(block))
        assert words == pytest.approx(int(row["body_words"]), rel=0.05), row["file"]
        if row["help_heading"]:
            assert row["help_heading"] in [b.text for b in page.blocks if b.kind == "heading"], row["file"]


BODY = "Many people wake with sore calves, and most of them need not worry. This page says why that is.\n"


@pytest.mark.parametrize(
    "head",
    [
        "The Elm Valley Herald\nYOUR HEALTH",
        "Friends of the Clinic\nWinter issue",
        "Our newsletter\nThe Elms, Kent\nNo. 12",
    ],
)
def test_the_name_of_a_paper_is_no_title(head: str) -> None:
    found = parse_text(Source("a.txt", f"{head}\n\nSore calves in the morning\n\n{BODY}"))
    assert [(b.level, b.text) for b in found.blocks if b.kind == "heading"] == [
        (1, "Sore calves in the morning")
    ]
    assert [b.text for b in found.blocks if b.place == "chrome"] == head.split("\n")


@pytest.mark.parametrize("head", ["Sore calves\nA guide for runners", "The herald of summer: sore calves"])
def test_a_title_of_two_lines_is_no_masthead(head: str) -> None:
    found = parse_text(Source("a.txt", f"{head}\n\nWhy they ache\n\n{BODY}"))
    assert not [b.text for b in found.blocks if b.place == "chrome"]


def test_a_byline_in_small_letters_may_follow_a_title() -> None:
    found = parse_text(
        Source("a.txt", f"Sore calves in the morning\n\nby Jane Roe, physiotherapist\n\n{BODY}")
    )
    assert [b.text for b in found.blocks if b.kind == "heading"] == ["Sore calves in the morning"]


def test_a_sentence_that_goes_on_in_small_letters_has_no_title() -> None:
    found = parse_text(Source("a.txt", f"Sore calves in the morning\n\nare no reason to worry.\n\n{BODY}"))
    assert not [b for b in found.blocks if b.kind == "heading"]


@pytest.mark.parametrize("start", ["", "\n\n", "  "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_sign_before_the_first_line_makes_it_the_title(start: str, gap: str) -> None:
    text = f"{start}# Colds{gap}rest and drink.\n\n# Not a title\n\n{BODY}"
    title, *others = parse_text(Source("a.txt", text)).blocks
    assert (title.kind, title.level, title.text, text[slice(*title.span)]) == ("heading", 1, "Colds", "Colds")
    assert others[0].text == "rest and drink."
    assert all(block.level != 1 for block in others if block.kind == "heading")


@pytest.mark.parametrize("line", ["#colds", "## Colds", "#", "# " + "so long a line, " * 40])
def test_what_only_begins_with_the_sign_is_no_marked_title(line: str) -> None:
    first = parse_text(Source("a.txt", f"{line}\n\nrest and drink.\n\n{BODY}")).blocks[0]
    assert first.text.startswith("#")
