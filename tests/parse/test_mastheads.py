# ruff: noqa: E501 - one text a line
"""Who wrote a text, where no word such as "By" says so: names beside dates, boxes, signatures, sources."""

import re

import pytest

from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

BODY = (
    "<p>"
    + "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4
    + "</p>"
)


def read(text: str, path: str = "page.html") -> Document:
    return parse(path, text.encode(), Settings())


def people(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return role, the text at the span, and credentials of everyone that the document names."""
    text = document.source.text
    return [(b.role, re.sub("<[^>]*>", "", text[slice(*b.span)]), b.credentials) for b in document.bylines]


def page(masthead: str, *, title: str = "Neck pain", rest: str = "") -> str:
    return (
        f"<html lang=en><head><title>{title}</title></head><body><article><h1>Neck pain</h1>"
        f"{masthead}{BODY}{BODY}{rest}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("masthead", "expected"),
    [
        ("<p>Jane Roe, DPT</p>", [("author", "Jane Roe, DPT", ("DPT",))]),
        ("<p>✍️ Dr Jane Roe</p>", [("author", "Dr Jane Roe", ())]),
        ("<p>Jane Roe · 4 May 2026 · 5 min read</p>", [("author", "Jane Roe", ())]),
        ("<p>4 May 2026 | Dr. Jane Roe, MD | 5 min read</p>", [("author", "Dr. Jane Roe, MD", ("MD",))]),
        ("<div>Jane Roe</div><div>4 May 2026 · 5 min read</div>", [("author", "Jane Roe", ())]),
        ("<div><div>J</div><div><b>Jane Roe, RN</b></div><div>5 min read</div></div>",
         [("author", "Jane Roe, RN", ("RN",))]),
        ("<div><span><i class=user></i> Jane Roe</span> <span><i class=clock></i> 4 May 2026</span></div>",
         [("author", "Jane Roe", ())]),
        ("<ul class=post-meta><li>Jane Roe</li><li>4-May-2026</li><li>5 min</li></ul>", [("author", "Jane Roe", ())]),
        ("<p>Neck Nook Team · 4 May 2026</p>", [("author", "Neck Nook Team", ())]),
        ("<div class=author><p>Jane Roe</p><p>Physiotherapist</p></div>", [("author", "Jane Roe", ())]),
        ("<div class=article-author><div>JR</div><div><div>Jane Roe</div><div>Physio</div></div></div>",
         [("author", "Jane Roe", ())]),
        ("<div><span>📅 4 May 2026</span>\n<span>⏱ 5 min read</span>\n<span>✍ Neck Nook Team</span></div>",
         [("author", "Neck Nook Team", ())]),
        ("<div><span>4 May 2026</span>\n<span>5 min read</span>\n<span>👤 Rose Hip Oil</span></div>", []),
        ("<p>Rose Hip Oil · 4 May 2026</p>", []),
        ("<p>Victoria Park Leeds · 4 May 2026</p>", []),
        ("<p>Posture · 4 May 2026 · 5 min read</p>", []),
        ("<p>Back Pain · 4 May 2026</p>", []),
        ("<p>Spring Warm Up</p><p>4 May 2026</p>", []),
        ("<p>Jane Roe</p>", []),
        ("<h2>Dr Jane Roe</h2>", []),
        ("<p>DISCLOSURE: I AM NOT A MEDICAL DOCTOR.</p>", []),
    ],
)  # fmt: skip
def test_names_under_the_title(masthead: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert people(read(page(masthead))) == expected


@pytest.mark.parametrize("title", ["Neck pain | Neck Nook", "Neck pain - Neck Nook", "Neck pain: Neck Nook"])
def test_the_site_beside_a_date_is_the_author(title: str) -> None:
    document = read(page("<p>Posture • Neck Nook • 5 min read</p>", title=title))
    assert people(document) == [("author", "Neck Nook", ())]
    assert document.bylines[0].kind == "organisation"
    assert not read(page("<p>Posture • Neck Nook</p>", title=title)).bylines


def test_who_holds_the_copyright_of_a_site_with_another_name_is_a_person() -> None:
    meta = "<meta name=author content='Osanko Pareda Milu'>"
    foot = "<footer><p>© 2026 Osanko Pareda Milu. All rights reserved.</p></footer>"
    for title, kind in (("Neck pain | Neck Nook", "person"), ("Neck pain: a guide", "organisation")):
        text = page("", title=title).replace("</head>", f"{meta}</head>").replace("</body>", f"{foot}</body>")
        assert [byline.kind for byline in read(text).bylines] == [kind]


def test_a_site_that_is_called_as_she_who_runs_it() -> None:
    head = '<meta name="author" content="Hannelore Muster"><meta property="og:site_name" content="Hannelore Muster">'
    text = f"<html lang=de><head>{head}</head><body><main><h1>Nacken</h1>{BODY}</main></body></html>"
    assert [byline.kind for byline in read(text).bylines] == ["person"]


@pytest.mark.parametrize("name", ["Anne-Laure Dubois", "Sylvie Dubois"])
def test_a_site_called_as_its_owner_is_written_by_a_person(name: str) -> None:
    text = page(f"<p>Par {name} · 3 mars 2026</p>", title=f"La nuque raide | {name}")
    (byline,) = read(text).bylines
    assert (byline.kind, byline.name) == ("person", name)


def test_a_masthead_above_the_article_is_read_and_not_counted() -> None:
    text = (
        "<html lang=en><body><section><h1>Neck pain</h1><p>What helps.</p><div class=line><span>J</span>"
        "<div><div>Jane Roe, DPT</div></div><div><div>5 min read</div></div></div></section>"
        f"<article>{BODY}{BODY}</article></body></html>"
    )
    document = read(text)
    assert people(document) == [("author", "Jane Roe, DPT", ("DPT",))]
    (minutes,) = document.field("reading-time")
    assert text[slice(*minutes.span)] == minutes.text == "5 min read"
    assert [block.text for block in document.blocks if block.place == "body"][:2] == [
        "Neck pain",
        "What helps.",
    ]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("<div class=author-info><strong>Jane Roe</strong>: Registered Psychologist<br>Neck Nook</div>",
         [("author", "Jane Roe: Registered Psychologist", ("Registered Psychologist",))]),
        ("<div class=post-author-box><img src=a.png><div><h4>Jane Roe, DPT</h4><p>Runs a clinic.</p></div></div>",
         [("author", "Jane Roe, DPT", ("DPT",))]),
        ("<div class=authorbox><p>About the author</p><h3>Dr Jane Roe</h3></div>", [("author", "Dr Jane Roe", ())]),
        ("<div class=testimonial-author-box><h4>Jane Roe</h4></div>", []),
        ("<span class=testimonial-author>Jane Roe</span>", []),
        ("<div class=author-box><p>We are a small team that writes about necks.</p></div>", []),
    ],
)  # fmt: skip
def test_boxes_about_the_author(box: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert people(read(page("", rest=box))) == expected


def test_a_box_about_the_reviewer_names_no_author() -> None:
    box = "<div class=author-box><p>Medically reviewed by</p><h3>Dr Jane Roe, MD</h3></div>"
    assert people(read(page("", rest=box))) == [("reviewer", "Dr Jane Roe, MD", ("MD",))]


def test_a_byline_under_the_title_comes_before_the_box() -> None:
    text = page("<p>By Jane Roe, DPT</p>", rest="<div class=author-box><h4>Jane Roe, DPT</h4></div>")
    (byline,) = read(text).bylines
    assert byline.span.start == text.index("Jane Roe")


def test_a_signature_with_what_one_is_below() -> None:
    text = f"# Neck pain\n\n{'Keep moving. ' * 30}\n\n***Jane Roe***<br />\n*Registered Osteopath*\n"
    assert people(read(text, "a.md")) == [("author", "Jane Roe", ("Registered Osteopath",))]
    text = f"# Neck pain\n\n{'Keep moving. ' * 30}\n\n*Neck Pain*<br />\n*A guide*\n"
    assert not people(read(text, "a.md"))


@pytest.mark.parametrize(
    "said",
    [
        "See your\ndoctor if your arm goes numb.",
        "Ask a\npharmacist before use.",
        "Talk with\nYour nurse first.",
        "Our Walk-in\nclinic nurse can look at your neck.",
        "Ask Jane Roe of\nNurse Direct.",
    ],
)
def test_a_sentence_that_goes_on_below_is_no_signature(said: str) -> None:
    assert not people(read(f"# Neck pain\n\n{'Keep moving. ' * 30}\n\n{said}\n", "a.md"))


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("Jane Roe", "nurse and mother of two."),
        ("Jane Roe", "Nurse"),
        ("Tran Thi My", "GP, Leeds"),
        ("Anna De", "RN"),
    ],
)
def test_a_signature_above_a_line_in_small_letters_or_not(name: str, below: str) -> None:
    text = f"# Neck pain\n\n{'Keep moving. ' * 30}\n\n{name}\n{below}\n"
    (byline,) = read(text, "a.md").bylines
    assert (byline.role, byline.name) == ("author", name)
    assert text[slice(*byline.span)] == name


def test_a_clinical_job_in_structured_data_is_a_qualification() -> None:
    data = '<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Jane Roe","jobTitle":"%s"}}</script>'
    for job, credentials in (("Licensed Physiotherapist", ("Licensed Physiotherapist",)), ("Founder", ())):
        document = read(page("", rest=data % job))
        assert people(document) == [("author", "Jane Roe", credentials)]


PARAGRAPHS = f"Neck pain\n\n{'Keep moving. ' * 20}\n\n{'Rest does not help. ' * 20}\n"


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        (f"Source: World Health Organization (WHO)\n\n{PARAGRAPHS}", "a.txt", "World Health Organization (WHO)"),
        (f"{PARAGRAPHS}\nSource:\nWorld Health Organization\nhttps://who.example/neck\n", "a.txt",
         "World Health Organization"),
        (f"# Neck pain\n\nSource: MedlinePlus\n\n{PARAGRAPHS}", "a.md", "MedlinePlus"),
        (f"# Neck pain\n\n{PARAGRAPHS}\nContent source: National Neck Institute\n", "a.md", "National Neck Institute"),
        (f"# Neck pain\n\n{PARAGRAPHS}\nSource: National Neck Institute\n", "a.md", ""),
        (f"# Neck pain\n\n{PARAGRAPHS}\nSource: Roe J. Neck pain. 2024.\n", "a.md", ""),
        (f"**Source URL**: https://www.neck.example/pain\n\n# Neck pain\n\n{PARAGRAPHS}", "a.md", "neck.example"),
        (f"# Neck pain\n\nSource: the muscles of the neck.\n\n{PARAGRAPHS}", "a.md", ""),
    ],
)  # fmt: skip
def test_the_source_of_a_copied_page_is_its_author(text: str, path: str, name: str) -> None:
    assert people(read(text, path)) == ([("author", name, ())] if name else [])


def test_a_list_of_dates_and_minutes_under_the_title_is_read() -> None:
    text = page("<ul class=post-meta><li>Jane Roe</li><li>4-May-2026</li><li>5 min read</li></ul>")
    document = read(text)
    for field, said in (("published", "4-May-2026"), ("reading-time", "5 min read")):
        (value,) = document.field(field)
        assert text[slice(*value.span)] == value.text == said


def test_minutes_beside_a_date_are_a_reading_time_and_alone_are_none() -> None:
    text = page("<p>4 May 2026 · 5 min</p>")
    (minutes,) = read(text).field("reading-time")
    assert text[slice(*minutes.span)] == "5 min"
    assert not read(page("<p>5 min</p>")).field("reading-time")


def test_a_name_as_a_heading_is_the_author_only_beside_a_date() -> None:
    text = page("<h5>Dr. Jane Roe</h5><p><i class=calendar></i> 16/05/2023</p>")
    assert people(read(text)) == [("author", "Dr. Jane Roe", ())]
    assert not read(page("<h5>Dr. Jane Roe</h5><p>She explains what helps.</p>")).bylines


def test_a_line_end_in_html_is_a_space() -> None:
    text = page(
        "<div><span><b>Jane Roe</b></span> <span> April\n  04, 2026</span> <span>6 min\n  read</span></div>"
    )
    document = read(text)
    assert people(document) == [("author", "Jane Roe", ())]
    (published,), (minutes,) = document.field("published"), document.field("reading-time")
    assert text[slice(*published.span)] == "April\n  04, 2026"
    assert text[slice(*minutes.span)] == "6 min\n  read"


def test_the_address_that_a_page_was_copied_from_names_its_publisher() -> None:
    text = f"# Neck pain\n\nSource: https://www.neck.example/pain/\n\n{PARAGRAPHS}"
    assert people(read(text, "a.md")) == [("author", "neck.example", ())]
    assert not read(f"# Neck pain\n\nhttps://www.neck.example/pain/\n\n{PARAGRAPHS}", "a.md").bylines


def test_who_founded_a_site_is_not_qualified_by_that() -> None:
    box = "<h2>About the author</h2><p>Jane Roe is the founder of Neck Nook.</p>"
    assert people(read(page("", rest=box))) == [("author", "Jane Roe", ())]


def test_a_name_and_a_role_under_a_heading_about_the_author() -> None:
    text = f"# Neck pain\n\n{'Keep moving. ' * 30}\n\n### Author\n\nJane Roe - Physiotherapist [Book a visit](/book)\n"
    assert people(read(text, "a.md")) == [("author", "Jane Roe", ("Physiotherapist",))]


def test_a_source_with_its_domain() -> None:
    text = f"Title: neck pain\nSource: NeckPlus (neckplus.example)\n\n{PARAGRAPHS}"
    assert people(read(text, "a.txt")) == [("author", "NeckPlus", ())]


FRENCH = (
    "La plupart des personnes qui ont mal au cou vont mieux en une semaine, et vous pouvez le bouger. " * 4
)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("## À propos de l'auteure\n\nAnne Dubois est naturopathe à Lyon.",
         [("author", "Anne Dubois", ("naturopathe",))]),
        ("Anne Dubois est sage-femme à Lyon et écrit sur la grossesse.",
         [("author", "Anne Dubois", ("sage-femme",))]),
        ("Prenez soin de vous,\nAnne", [("author", "Anne", ())]),
        ("Le Pilates est une pratique douce.", []),
        ("Cordialement,\nla rédaction", []),
    ],
)  # fmt: skip
def test_who_closes_a_french_text(end: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert people(read(f"# La nuque raide\n\n{FRENCH}\n\n{end}\n", "a.md")) == expected


def test_all_rights_reserved_is_no_part_of_a_french_name() -> None:
    document = read(
        f"# La nuque raide\n\n{FRENCH}\n\n© 2026 Cabinet du Parc — Tous droits réservés\n", "a.md"
    )
    assert [value.text for value in document.field("publisher")] == ["Cabinet du Parc"]
