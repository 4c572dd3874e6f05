"""Who wrote and reviewed an article, and when, where sites write it their own way."""

import pytest
from one_rule import marked

from medlint.document import Document
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
    assert marked("MED904", f"{head}This guide was put together by parents and nurses at our trust. {TEXT}\n") == []
    assert marked("MED904", f"{head}By Zoë Poole, RN\n\n{TEXT}\n") == ["Zoë Poole, RN"]


def test_a_key_of_the_front_matter_is_not_printed() -> None:
    assert marked("MED216", f"---\nRead Time: 1 min read\nlang: en\n---\n# A stiff neck\n\n{TEXT}\n") == []
    assert marked("MED216", f"---\nlang: en\n---\n# A stiff neck\n\nRead time: 1 min read\n\n{TEXT}\n") == ["1 min read"]
