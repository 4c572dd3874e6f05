# ruff: noqa: E501 - one text a line
"""Who wrote and reviewed an article, and when, where sites write it their own way."""

import pytest
from one_rule import marked, plan

from medlint.document import Document
from medlint.engine import lint_bytes
from medlint.parse import parse
from medlint.settings import Settings

TEXT = "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4


def read(front: str, line: str = "") -> Document:
    return parse("a.md", f"---\n{front}\n---\n# A stiff neck\n\n{line}\n\n{TEXT}\n".encode(), Settings())


def people(document: Document) -> list[tuple[str, str]]:
    return [(byline.role, byline.name) for byline in document.bylines]


def test_contributors_have_parts() -> None:
    document = read(
        "contributors:\n  - {name: Jane Roe, role: Author, credentials: RN}\n"
        "  - {name: Zoë Poole, role: medical reviewer, credentials: MD}\n  - {name: Ann Lee, role: physiotherapist}"
    )
    assert people(document) == [("author", "Jane Roe"), ("reviewer", "Zoë Poole"), ("author", "Ann Lee")]
    # What part somebody had is no qualification, and a profession is.
    assert [value.text for value in document.field("credentials")] == ["RN", "MD", "physiotherapist"]


def test_an_authors_role_is_a_qualification() -> None:
    document = read("author: {name: Jane Roe, role: Editor}")
    assert people(document) == [("author", "Jane Roe")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Written by Jane Roe, NP | Reviewed by Dr Zoë Poole | 5 March 2026", "published"),
        ("By Jane Roe · Reviewed by Dr Zoë Poole · 5 March 2026", "published"),
        ("Reviewed by Dr Zoë Poole | 5 March 2026", "reviewed"),
        ("By Jane Roe · Reviewed by Dr Zoë Poole, 5 March 2026", "reviewed"),
    ],
)
def test_a_date_behind_a_bar_is_of_the_line(line: str, field: str) -> None:
    document = read("title: A stiff neck", line)
    assert [
        (value.field, document.source.text[slice(*value.span)])
        for name in ("published", "reviewed")
        for value in document.field(name)
    ] == [(field, "5 March 2026")]


@pytest.mark.parametrize(
    ("front", "field"),
    [
        ("first-published: 2026-03-05", "published"),
        ("posted: 2026-03-05", "published"),
        ("dates: {published: 2026-03-05}", "published"),
        ("dates: {reviewed: 2026-03-05}", "reviewed"),
        ("job_title: Chartered physiotherapist", "credentials"),
    ],
)
def test_keys(front: str, field: str) -> None:
    (value,) = read(front).field(field)
    assert value.text == front.partition(": ")[2].strip("{}").rpartition(": ")[2]


@pytest.mark.parametrize("letters", ["MISCP", "MPSI", "MICGP", "FRCPSC", "CCFP", "APAM"])
def test_qualifications_of_ireland_canada_and_australia(letters: str) -> None:
    text = f"---\nauthor: Jane Roe, {letters}\nlang: en\n---\n# A stiff neck\n\n{TEXT}\n"
    assert marked("MED204", text) == []


def test_letters_that_nobody_gives_are_no_qualification() -> None:
    text = f"---\nauthor: Jane Roe, MXYZP\nlang: en\n---\n# A stiff neck\n\n{TEXT}\n"
    assert marked("MED204", text) == ["Jane Roe"]


def test_who_is_described_contradicts_nobody() -> None:
    head = "---\nauthor: The Harbour team\nlang: en\n---\n# A stiff neck\n\n"
    assert (
        marked("MED904", f"{head}This guide was put together by parents and nurses at our trust. {TEXT}\n")
        == []
    )
    assert marked("MED904", f"{head}By Zoë Poole, RN\n\n{TEXT}\n") == ["Zoë Poole, RN"]


def test_a_key_of_the_front_matter_is_not_printed() -> None:
    assert marked("MED216", f"---\nRead Time: 1 min read\nlang: en\n---\n# A stiff neck\n\n{TEXT}\n") == []
    assert marked("MED216", f"---\nlang: en\n---\n# A stiff neck\n\nRead time: 1 min read\n\n{TEXT}\n") == [
        "1 min read"
    ]


@pytest.mark.parametrize(
    ("byline", "told"),
    [
        (
            "By Jane Roe · Medically reviewed by Dr Zoë Poole, consultant neurologist",
            [
                ("author", "Jane Roe", "Jane Roe"),
                ("reviewer", "Zoë Poole", "Dr Zoë Poole, consultant neurologist"),
            ],
        ),
        (
            "Jane Roe, checked by Ann Lee (pharmacist)",
            [("author", "Jane Roe", "Jane Roe"), ("reviewer", "Ann Lee", "Ann Lee (pharmacist)")],
        ),
        (
            "Jane Roe (yoga teacher, 500 hours), Ann Lee",
            [("author", "Jane Roe", "Jane Roe (yoga teacher, 500 hours)"), ("author", "Ann Lee", "Ann Lee")],
        ),
        (
            "Neck Nook (yoga studio, Leeds)",
            [("author", "Neck Nook (yoga studio", "Neck Nook (yoga studio, Leeds)")],
        ),
    ],
)
def test_a_byline_with_several_parts(byline: str, told: list[tuple[str, str, str]]) -> None:
    document = read(f"byline: {byline}")
    source = document.source.text
    assert [(line.role, line.name, source[slice(*line.span)]) for line in document.bylines] == told


def test_each_keeps_what_qualifies_them() -> None:
    document = read("author: Jane Roe (yoga teacher) · Reviewed by Ann Lee, MD")
    assert [line.credentials for line in document.bylines] == [("yoga teacher",), ("MD",)]
    document = read("author: {name: Jane Roe, credentials: 'RD, BSc (Nutrition), (APD)'}")
    assert document.bylines[0].credentials == ("RD", "BSc (Nutrition)", "APD")


def test_where_it_comes_from_can_be_of_anything() -> None:
    text = f"# A stiff neck\n\n{TEXT}\n\n## Where the idea comes from\n\nA book.\n\n## Where our figures come from\n\n1. Roe J. Necks. Neck 2020;1:2.\n"
    document = parse("a.md", text.encode(), Settings())
    assert [section.role for section in document.root.walk() if section.level == 2] == [None, "references"]


def test_asking_before_a_first_class_is_no_help_section() -> None:
    text = f"# Yoga\n\n{TEXT}\n\n## Is it safe?\n\nTalk to your doctor before your first class if you\n\n- have weak bones\n- have pain below the knee\n"
    document = parse("a.md", text.encode(), Settings())
    assert not document.help


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Medically reviewed on 3 March 2026 by Ann Lee, MD",
            [("reviewed", "3 March 2026"), ("reviewer", "Ann Lee, MD")],
        ),
        ("Updated 3 March 2026 by Ann Lee", [("updated", "3 March 2026"), ("editor", "Ann Lee")]),
        ("Published 3 March 2026 by Ann Lee, RN", [("published", "3 March 2026"), ("author", "Ann Lee, RN")]),
        ("Fact-checked 3 March 2026", [("reviewed", "3 March 2026")]),
        ("Date of issue: March 2026", [("published", "March 2026")]),
        (
            "Issued March 2026. For review March 2028.",
            [("published", "March 2026"), ("next-review", "March 2028")],
        ),
        ("Text and photos by Ann Lee, RN", [("author", "Ann Lee, RN")]),
        ("Read in 3 min", [("reading-time", "3 min")]),
        ("Issued to all staff in March 2026, for review of the rota.", []),
        ("Read in bed for 3 min a day.", []),
    ],
)
def test_lines(line: str, told: list[tuple[str, str]]) -> None:
    document = parse("a.md", f"# A stiff neck\n\n{line}\n\n{TEXT}\n".encode(), Settings())
    source = document.source.text
    assert [(v.field, source[slice(*v.span)]) for v in document.values if v.field != "title"] == told


def reviewers(line: str) -> list[str]:
    document = read("author: Jane Roe", line)
    return [document.source.text[slice(*value.span)] for value in document.field("reviewer")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Our thanks to Dr Zoë Poole, GP in Leeds, who read this through.", "Dr Zoë Poole, GP in Leeds"),
        ("Ann Lee, stoma nurse, kindly checked this page and mended two doses.", "Ann Lee, stoma nurse"),
        ("I am grateful to Professor Tom Poe, who went over this for us.", "Professor Tom Poe"),
        ('"It can wait," said Dr. Ann Lee, a cardiologist at Kent who also read this article for accuracy.', "Dr. Ann Lee, a cardiologist at Kent"),
        ("Clinical approval: Mr Tom Poe, consultant surgeon", "Mr Tom Poe, consultant surgeon"),
        ("Expert check: Dr Zoë Poole, dentist", "Dr Zoë Poole, dentist"),
        ("Medical check: Dr Zoë Poole", "Dr Zoë Poole"),
    ],
)  # fmt: skip
def test_who_read_it(line: str, name: str) -> None:
    assert reviewers(line) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "My sister Ann, who read this in bed, fell asleep.",
        "Tom Poe, my neighbour, read this and laughed.",
        "Dr Zoë Poole, GP in Leeds, who checked the knee, found nothing.",
        "Dr Zoë Poole, a GP, read the scan over the phone.",
        "Ask your GP, who checked this last time.",
        "Dr Poole, who read this, is no relation.",
        "A medical check: nothing to be afraid of.",
        "An expert check of the brakes is due.",
    ],
)
def test_who_did_not_read_it(line: str) -> None:
    assert reviewers(line) == []


def test_a_heading_may_ask_who_checked_it() -> None:
    document = read("author: Jane Roe", f"{TEXT}\n\n## Who checked this\n\nDr Zoë Poole is a GP in Leeds.")
    assert people(document) == [("author", "Jane Roe"), ("reviewer", "Zoë Poole")]


@pytest.mark.parametrize("verb", ["Submitted", "Posted"])
def test_a_day_of_the_week_stands_between_a_name_and_its_date(verb: str) -> None:
    document = read("title: A stiff neck", f"{verb} by Zoë Poole on Tue, 12 May 2026 - 10:15")
    assert people(document) == [("author", "Zoë Poole")]
    assert [value.text for value in document.field("published")] == ["12 May 2026"]


def test_a_question_that_was_sent_in_has_no_author() -> None:
    document = read("title: A stiff neck", "The plans submitted by the clinic on Tuesday were approved.")
    assert people(document) == []


def test_a_date_of_the_next_look_is_none_of_publication() -> None:
    document = read(
        "author: Jane Roe", f"{TEXT}\n\nReviewed by Dr Zoë Poole, 5 March 2026. Next look: May 2028."
    )
    assert [value.text for value in document.field("next-review")] == ["May 2028"]
    assert not document.field("published")


STUDY = "**Published:** June 13, 2024  \n**Authors:** Xu Gao, Yu Lan  \n**Journal:** Tea Today"


def test_a_study_has_authors_and_a_date_of_its_own() -> None:
    document = read("title: A stiff neck", f"{TEXT}\n\n## The trial\n\n{STUDY}")
    assert not people(document)
    assert not document.field("published")
    listed = "\n".join(f"- {line.strip()}" for line in STUDY.split("\n"))
    assert not people(read("title: A stiff neck", f"{TEXT}\n\n## The trial\n\n{listed}"))


def test_a_paper_names_its_authors_under_its_title() -> None:
    assert people(read("title: A stiff neck", STUDY)) == [("author", "Xu Gao"), ("author", "Yu Lan")]
    # Without a label that only studies have, the labels are the page's.
    own = STUDY.replace("Journal", "Tags")
    assert people(read("title: A stiff neck", f"{TEXT}\n\n## About this page\n\n{own}"))


def test_an_entry_of_a_list_names_who_wrote_a_book() -> None:
    entry = "* [A book on necks](https://shop.example/b) says it all. Written by Ann Lee, MSPT."
    assert not people(read("title: A stiff neck", f"{TEXT}\n\n{entry}"))
    assert people(read("title: A stiff neck", f"{TEXT}\n\n* Written by Ann Lee, MSPT.")) == [
        ("author", "Ann Lee")
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "A guide for all. Last updated: 2026-01-29.",
        "A guide for all. FAQ last updated: 2026-01-29.",
        "Last updated: 2026-01-29",
    ],
)
def test_a_footer_states_a_date_behind_other_words(foot: str) -> None:
    html = f"<html><body><main><h1>A stiff neck</h1><p>{TEXT}</p></main><footer><p>{foot}</p></footer></body></html>"
    document = parse("a.html", html.encode(), Settings())
    assert [value.text for value in document.field("updated")] == ["2026-01-29"]


def test_a_footer_dates_other_things_too() -> None:
    foot = "Come and see us. We have updated our rooms in May 2025."
    html = f"<html><body><main><h1>A stiff neck</h1><p>{TEXT}</p></main><footer><p>{foot}</p></footer></body></html>"
    assert not parse("a.html", html.encode(), Settings()).field("updated")


def test_the_day_a_text_was_written_on() -> None:
    assert [
        value.text for value in read("title: A stiff neck", "_Written on 2026-01-07_").field("published")
    ] == ["2026-01-07"]
    assert not read("title: A stiff neck", "Written on paper, it looks like this.").field("published")


def test_structured_data_as_text_in_front_matter() -> None:
    data = '[{"@context": "https://schema.org", "@type": "Article", "lastReviewed": "2026-02-03", "author": {"@type": "Person", "name": "Ann Lee"}}]'
    document = read(f"title: A stiff neck\ncustom_schema: |\n  {data}")
    assert people(document) == [("author", "Ann Lee")]
    (value,) = document.field("reviewed")
    assert (value.text, document.source.text[slice(*value.span)], value.origin) == (
        "2026-02-03",
        "2026-02-03",
        "json-ld",
    )
    assert not people(read(f"title: A stiff neck\nnote: |\n  {data.replace('@context', 'context')}"))


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("authorSlug: dr-ann-lee-DNP", [("author", "Ann Lee")]),
        ("author_slug: tea-team", [("author", "Tea Team")]),
        ("author-id: ann-lee", [("author", "Ann Lee")]),
        ("authorId: 12", []),
        ("authorId: 5f2b8c9d1e4a6b7c8d9e0f1a", []),
        ("authorSlug: ann-lee\nauthor: Bo Hay", [("author", "Bo Hay")]),
    ],
)
def test_a_slug_is_the_last_resort(front: str, found: list[tuple[str, str]]) -> None:
    assert people(read(front)) == found


def test_a_slug_gives_way_to_a_byline() -> None:
    assert people(read("authorSlug: tea-team", "By Jo Ray, RN")) == [("author", "Jo Ray")]


def test_what_a_slug_names_has_its_qualification_elsewhere() -> None:
    assert not marked("MED204", f"---\nauthorSlug: ann-lee\n---\n# A stiff neck\n\n{TEXT}")
    assert marked("MED204", f"---\nauthor: Ann Lee\n---\n# A stiff neck\n\n{TEXT}")


def test_the_role_of_an_author_behind_ours() -> None:
    told = "Call our orthodontist, Dr. Ann Lee, at the house."
    assert not marked("MED204", f"---\nauthor: Ann Lee\n---\n# A stiff neck\n\n{TEXT}\n\n{told}")
    asked = "Call your orthodontist, says Ann Lee."
    assert marked("MED204", f"---\nauthor: Ann Lee\n---\n# A stiff neck\n\n{TEXT}\n\n{asked}")


def marked_in_a_page(author: str, text: str) -> list[str]:
    head = f'<head><title>A stiff neck</title><meta name="author" content="{author}"></head>'
    html = f'<!doctype html><html lang="en">{head}<body><main><h1>A stiff neck</h1><p>{text}</p></main></body></html>'
    return [finding.rule for finding in lint_bytes("a.html", html.encode(), plan("MED204")).findings]


def test_small_letters_in_a_head_name_who_made_the_template() -> None:
    assert not marked_in_a_page("jane roe", TEXT)
    assert marked_in_a_page("jane roe", f"{TEXT} Ask Jane Roe.") == ["MED204"]
    assert marked_in_a_page("Jane Roe", TEXT) == ["MED204"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Author: []", "[]"),
        ("Author: [ ]", "[ ]"),
        ("Author: {}", "{}"),
        ("by:<>", "<>"),
        ("Author: [-]", "[-]"),
        ("**Author:** []", "[]"),
        ("Author: [ Name ]", "[ Name ]"),
        ("Author: [Name] | Published: 2 May 2026", "[Name]"),
        ("Author: [] | Published: 2 May 2026", "[]"),
    ],
)
def test_brackets_behind_a_label_are_a_blank_with_nobody_in_it(line: str, name: str) -> None:
    (byline,) = read("title: A stiff neck", line).bylines
    assert (byline.role, byline.kind, byline.name) == ("author", "placeholder", name)
    assert byline.span.start == len("---\ntitle: A stiff neck\n---\n# A stiff neck\n\n") + line.index(name)
    assert byline.span.end - byline.span.start == len(name)


@pytest.mark.parametrize("blank", ["<>", "<name>", "{}", "{name}"])
def test_a_blank_may_end_the_file(blank: str) -> None:
    (byline,) = parse("a.txt", f"A stiff neck\n\nWritten by {blank}".encode(), Settings()).bylines
    assert (byline.kind, byline.name) == ("placeholder", blank)


def test_a_name_in_brackets_is_a_name() -> None:
    (byline,) = read("title: A stiff neck", "Author: [ Jane Roe ]").bylines
    assert (byline.kind, byline.name) == ("person", "Jane Roe")
