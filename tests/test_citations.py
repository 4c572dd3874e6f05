"""What counts as a citation, and which citations lead nowhere."""

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.checks.identifiers_works import is_isbn
from medlint.config import Selection, finder, plan_of
from medlint.document import Document
from medlint.engine import lint_bytes
from medlint.parse import parse
from medlint.reading import reading
from medlint.reading.cited import cited_near
from medlint.reading.hosts import host_of, is_errand, is_strong, is_weak, leads_to_source
from medlint.reading.references import citations
from medlint.settings import Settings


def read(text: str, name: str = "article.md") -> Document:
    return parse(name, text.encode(), Settings())


def said(text: str, name: str = "article.md") -> list[tuple[str, str]]:
    """Return what MED420 and MED429 mark, with the first word or two of what it says."""
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=("MED420", "MED429")))
    report = lint_bytes(name, text.encode(), plan)
    assert not report.error
    return [(text[slice(*finding.span)], finding.message) for finding in report.findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "Walking helps ([NHS](https://www.nhs.uk/)).",
        "Walking helps: https://www.nhs.uk/live-well/",
        "Walking helps [3].",
        "Walking helps [1, 4-6].",
        "Walking helps.[12]",
        "Walking helps[^a].\n\n[^a]: Smith 2020.",
        "Walking helps<sup>2</sup>.",
        'Walking helps<sup><a href="#r2">[2]</a></sup>.',
        "Walking helps.³",
        "Walking helps (Smith 2020).",
        "Walking helps (Smith et al., 2020; Jones, 2021).",
        "Smith and Jones (2020) found that walking helps.",
        "Walking helps (NICE, 2021a).",
        "Walking helps, doi:10.1000/182.",
        "Walking helps (PMID 30705047).",
        "Walking helps [[2]](#ref-2).",
        "Walking helps [@smith2020].",
        "Walking helps <Cite id='smith' />.",
        "Walking helps (Source: Journal of Walks, 2020).",
        "Walking helps [Sources: NHS, WHO].",
    ],
)
def test_what_counts_as_a_citation(sentence: str) -> None:
    document = read(f"# Walking\n\n{sentence}\n")
    passage = reading(document).passages[1]
    assert cited_near(document, passage, 0, 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "Walking helps.",
        "Walking helps ([share](https://www.facebook.com/sharer)).",
        "Walking helps ([shoes](https://www.amazon.co.uk/dp/1)).",
        "Walking helps ([more](/guides/walking), [below](#below)).",
        "Walking helps (in May 2021).",
        "Walking helps (March 2020).",
        "Walking helps for 10<sup>3</sup> steps.",
        "Walking helps on 5 m² and at 20°.",
        "Walking helps [citation needed].",
        "Walking helps (see 2 below).",
        "Walking helps (Source: Google).",
        "Walking helps (source: my own legs).",
        "Walking helps [Source: src2].",
        "Who walks? The people who walk.",
    ],
)
def test_what_does_not_count_as_a_citation(sentence: str) -> None:
    document = read(f"# Walking\n\n{sentence}\n")
    passage = reading(document).passages[1]
    assert not cited_near(document, passage, 0, 5)
    assert not citations(document)


@pytest.mark.parametrize(
    "text",
    [
        "---\nreferences: [https://www.nhs.uk/]\n---\n\n# T\n\nText.\n",
        "# T\n\nText.\n\n## References\n\n- Smith J. Walking. 2020.\n",
        "# T\n\nText.\n\nSources: NHS, Mayo Clinic.\n",
        "# T\n\nText.\n\n## Sources\n\n- World Health Organization, fact sheet\n",
        "# T\n\nText.\n\n<References />\n",
    ],
)
def test_lists_of_references(text: str) -> None:
    assert citations(read(text))


@pytest.mark.parametrize(
    ("marker", "marked"),
    [
        ("[Source: src2]", True),
        ("[Sources: src1, src2]", True),
        ("(Ref. 1)", True),
        ("[Source: src3]", False),
        ("[Source: day 2]", False),
        ("[Step 2]", False),
    ],
)
def test_keys_of_a_list(marker: str, *, marked: bool) -> None:
    listed = "## Sources\n\n1. Roe A. Walks. 2020.\n2. Poe B. Talks. 2021.\n"
    known = citations(read(f"# T\n\nWalking helps. {marker}\n\n{listed}"))
    assert bool(known.inline) is marked
    assert known.is_unmarked is not marked


NETWORK = (
    '<html lang="en"><body><main><h1>T</h1><p>Text of some length, so that it is read.</p>'
    '<p>See <a href="{url}">Example</a>.</p></main>'
    '<footer><a href="https://clinic.example.org/">Our clinic</a><a href="https://www.nhs.uk/">NHS</a></footer>'
    "</body></html>"
)


@pytest.mark.parametrize(
    ("url", "cites"),
    [
        ("https://clinic.example.org", False),
        ("https://clinic.example.org/survey-2024", True),
        ("https://walks.example.net/", True),
        ("https://www.nhs.uk/", True),
    ],
)
def test_the_home_page_of_a_site_of_the_same_publisher_bears_nothing_out(url: str, *, cites: bool) -> None:
    assert bool(citations(read(NETWORK.format(url=url), "a.html"))) is cites


def test_a_list_of_the_sites_own_pages_is_none() -> None:
    assert not citations(read("# T\n\nText.\n\n## Further reading\n\n- [Walking](/guides/walking)\n"))


def test_links_of_page_chrome_are_no_citations() -> None:
    page = (
        '<html lang="en"><body><nav><a href="https://www.who.int/">WHO</a></nav><main><h1>T</h1><p>Text.</p></main>'
        '<footer><a href="https://www.nhs.uk/">NHS</a></footer></body></html>'
    )
    assert not citations(read(page, "a.html"))
    assert citations(
        read(page.replace("Text.", 'Text, see <a href="https://www.who.int/">WHO</a>.'), "a.html")
    )


def test_hosts() -> None:
    assert host_of("https://www.NHS.uk/a?b") == "nhs.uk"
    assert host_of("/guides") == host_of("#top") == host_of("mailto:a@nhs.uk") == ""
    assert (
        host_of("https://www.google.com/url?sa=t&q=&url=https%3A%2F%2Fwww.cancer.gov%2Fa&usg=x")
        == "cancer.gov"
    )
    assert host_of("http://l.facebook.com/l.php?u=http%3A%2F%2Fteas.example%2F&h=A") == "teas.example"
    assert host_of("https://www.google.com/url?q=tea") == host_of(
        "https://google.com/search?q=https://nhs.uk"
    )
    assert is_strong("https://cks.nice.org.uk/topics/")
    assert not is_strong("https://notnice.org.uk/")
    assert is_weak("https://en.wikipedia.org/wiki/Tea")
    assert not leads_to_source("https://m.facebook.com/x")
    assert not leads_to_source("https://own.org/x", {"own.org"})


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://tea.example.net/products/green", "green tea"),
        ("https://shop.example.net/green", "green tea"),
        ("https://example.net/collections/teas", "teas"),
        ("https://example.net/booking?id=1", "here"),
        ("/contact", "us"),
        ("https://example.net/", "Order tea online"),
        ("https://example.net/", "Book your appointment"),
        ("https://example.net/", "Shop Good Tea"),
        ("https://example.net/tea", "Green tea (INR 3727)"),
        ("https://example.net/tea", "Call us"),
    ],
)
def test_an_errand_is_no_source(url: str, text: str) -> None:
    assert is_errand(url, text)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://www.ncbi.nlm.nih.gov/books/NBK1", "Contact dermatitis"),
        ("https://store.samhsa.gov/product/tips", "a guide"),
        ("https://www.medicines.org.uk/emc/product/1", "leaflet"),
        ("https://example.net/blog/tea", "a review of tea"),
        ("https://example.net/blog/order-effects", "Order effects in surveys"),
        ("https://example.net/news", "A bill for $100 billion for tests"),
        ("https://example.net/", "click here"),
    ],
)
def test_what_can_be_a_source_is_no_errand(url: str, text: str) -> None:
    assert not is_errand(url, text)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("0-306-40615-2", True),
        ("978-0-306-40615-7", True),
        ("080442957X", True),
        ("0-306-40615-3", False),
        ("978-0-306-40615-8", False),
        ("977-0-306-40615-7", False),
        ("12345", False),
    ],
)
def test_isbn(text: str, valid: bool) -> None:
    assert is_isbn(text) is valid


@pytest.mark.parametrize(
    "text",
    [
        "doi:10.1000/182",
        "doi: 10.1016/S0140-6736(05)67889-6.",
        "DOI 10.1000/182, and the DOI: see the journal",
        "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15",
        "https://doi.org",
        "https://doi.org/",
        "https://www.doi.org/the-identifier/what-is-a-doi/",
        "https://dx.doi.org/10.1136/bmj.39489.470347.AD",
        "https://www.jacc.org/doi/10.1016/j.jacc.2025.11.016",
        "PMID: 1; PMID 30705047; PMID:30705047.",
        "https://pubmed.ncbi.nlm.nih.gov/30705047/ and https://pubmed.ncbi.nlm.nih.gov/advanced/",
        "PMCID: PMC6712138",
        "PMCID: PMC6712138Free PMC Article",
        "NCT00000419 and NCT 00000419",
        "ISRCTN12345678",
        "ISBN-13: 978-0-306-40615-7; ISBN 0-306-40615-2",
        "The NCT team of the PMC wrote a doing-well guide",
    ],
)
def test_identifiers_that_are_right(text: str) -> None:
    assert said(f"# T\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("doi:10.", "doi:10"),
        ("doi:10.1000", "doi:10.1000"),
        ("https://doi.org/10.123/abc", "https://doi.org/10.123/abc"),
        ("https:/doi.org/10.1000/182", "https:/doi.org/10.1000/182"),
        ("https:///doi.org/10.1000/182", "https:///doi.org/10.1000/182"),
        ("PMID: 123456789", "PMID: 123456789"),
        ("PMID: PMC123456", "PMID: PMC123456"),
        ("https://pubmed.ncbi.nlm.nih.gov/123456789/", "pubmed.ncbi.nlm.nih.gov/123456789"),
        ("PMCID: 123456", "PMCID: 123456"),
        ("PMCID: PMC12x45678Free", "PMCID: PMC12x45678Free"),
        ("NCT0000419", "NCT0000419"),
        ("NCTO0000419 or NCT0000O419", "NCT0000O419"),
        ("ISRCTN1234567", "ISRCTN1234567"),
        ("ISBN 0-306-40615-3", "ISBN 0-306-40615-3"),
    ],
)
def test_identifiers_that_are_wrong(text: str, marked: str) -> None:
    assert [place for place, _ in said(f"# T\n\n{text}\n")] == [marked]


def test_an_address_is_told_once_though_a_link_shows_it() -> None:
    page = (
        '<html lang="en"><h1>T</h1><p><a href="https://doi.org/10.1/a">https://doi.org/10.1/a</a></p></html>'
    )
    assert len(said(page, "a.html")) == 1


LIST = "\n\n## References\n\n1. Smith 2020.\n2. Jones 2021.\n3. Lee 2022.\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("One [1], two [2] and three [3].", []),
        ("All at once [1-3].", []),
        ("Side by side [1][2][3].", []),
        ("Side by side [1][2], and too many [3][8].", ["[8]"]),
        ("All at once<sup>1,2,3</sup>.", []),
        ("Nothing is marked.", []),
        ("Two of them [1,2].", ["Lee 2022."]),
        ("Too many [1-3], as in [7].", ["[7]"]),
        ("As links [1](#r1) and [2](#r2).", ["Lee 2022."]),
        ("A year [2020] and `[9]` in code, [1-3].", []),
    ],
)
def test_markers_and_a_numbered_list(text: str, marked: list[str]) -> None:
    assert [place for place, _ in said(f"# T\n\n{text}{LIST}")] == marked


def test_paragraphs_that_begin_with_a_number_are_a_list() -> None:
    text = "# T\n\nOne [1] and nine [9].\n\n## Sources\n\n[1] Smith 2020.\n\n[2] Jones 2021.\n"
    assert [place for place, _ in said(text)] == ["[9]", "[2] Jones 2021."]


def test_markers_without_any_list() -> None:
    assert [place for place, _ in said("# T\n\nOne [1] and two [2].\n")] == ["[1]"]
    assert said("# T\n\nHe [1] said so.\n") == []
    assert said("# T\n\nOne [1](https://www.nhs.uk/) and two [2](https://www.who.int/).\n") == []


def test_footnotes() -> None:
    assert said("# T\n\nOne[^1].\n\n[^1]: Smith 2020.\n") == []
    assert [place for place, _ in said("# T\n\nOne[^1] and two[^2].\n\n[^1]: Smith 2020.\n")] == ["[^2]"]
    assert [p for p, _ in said("# T\n\nOne[^1].\n\n[^1]: Smith 2020.\n[^2]: Jones 2021.\n")] == ["[^2]"]
    assert said("# T\n\n```\nOne[^1]\n```\n\nWrite `[^1]` for a note.\n") == []


@pytest.mark.parametrize(
    ("piece", "end"),
    [
        ("[1] ", LIST),
        ("[^1]", ""),
        ("doi:10. ", ""),
        ("<sup>1</sup>", ""),
        ("PMID: 0 ", ""),
        ("ISBN 0 0 0 0 0 ", ""),
        ("(A", ""),
        ("[1-999", "]"),
    ],
    ids=["markers", "footnotes", "dois", "raised", "pmids", "isbns", "brackets", "ranges"],
)
def test_hostile_citations_cost_what_their_length_does(piece: str, end: str) -> None:
    assert growth(said, lambda size: f"# T\n\n{piece * size}{end}\n") < LINEAR


@pytest.mark.parametrize(
    "text",
    [
        "Roe J. Sleep. 2020;3:1-9. doi:10.1177/ 0363546597",
        "Roe J. Sleep. 2020;3:1-9. doi:10.2147%2FNDT.S43097",
        "Roe J. Sleep. 2020;3:1-9. PMID: 29936431Free",
    ],
)
def test_identifiers_that_copying_has_cut_or_run_together(text: str) -> None:
    article = f"# Sleep\n\nSleep well.\n\n## References\n\n- {text}\n"
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=("MED420", "MED429")))
    assert lint_bytes("a.md", article.encode(), plan).findings == ()


def test_counts_of_breaths_are_no_references() -> None:
    text = (
        "Breathe out (4-3-2-1). It helps (1), and calms (2).\n\n## References\n\n1. Roe 2019.\n2. Lee 2020."
    )
    assert len(citations(read(f"# T\n\n{text}\n")).entries) == 2


@pytest.mark.parametrize(
    ("cited", "listed"),
    [
        ('{"@type": "CreativeWork", "about": {"url": "own.html", "sameAs": ""}}', False),
        ('""', False),
        ("[]", False),
        ('"Roe J. Sleep and walks. 2020."', True),
        ('[{"@type": "ScholarlyArticle", "author": {"name": "J. Roe"}, "name": "Sleep and walks"}]', True),
        ('{"@id": "https://doi.org/10.1000/1"}', True),
    ],
)
def test_structured_data_cite_what_has_a_name_or_an_address(cited: str, listed: bool) -> None:
    data = f'<script type="application/ld+json">{{"@type": "Article", "citation": {cited}}}</script>'
    document = read(f"{data}<h1>Sleep</h1><p>Walk.</p>", "a.html")
    assert citations(document).listed == listed
