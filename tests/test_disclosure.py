"""Paid links, sponsors, machines and marks: hard cases."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes

CODES = ("MED221", "MED222", "MED223", "MED224", "MED227", "MED228")
PLANS = {code: plan_of(finder(isolated=True)("."), builtin(), Selection(select=(code,))) for code in CODES}
LINK = "Try [this roller](https://amzn.to/3xYzAbC)."


def found(code: str, text: str, name: str = "a.md") -> list[str]:
    """Return what is marked."""
    report = lint_bytes(name, text.encode(), PLANS[code])
    return [text[slice(*finding.span)] for finding in report.findings]


@pytest.mark.parametrize(
    "url",
    [
        "https://amzn.to/3xYzAbC",
        "https://www.amazon.com/dp/B0?tag=example-20",
        "https://www.amazon.co.uk/dp/B0/ref=x?th=1&tag=example-21#reviews",
        "https://click.linksynergy.com/deeplink?id=1",
        "https://www.awin1.com/cread.php?awinmid=1",
        "https://shop.example/roller?AFFID=7",
        "https://iherb.com/pr/x?rcode=ABC123",
    ],
)
def test_paid(url: str) -> None:
    assert found("MED222", f"# Rollers\n\nTry [this]({url}).\n") == [f"[this]({url})"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/dp/B0",
        "https://www.amazon.com/dp/B0?tag=",
        "https://example.org/search?tag=back-pain",
        "https://example.org/x?ref=newsletter&utm_source=mail",
        "https://www.nhs.uk/conditions/back-pain/",
        "https://example.org/affiliate-programmes",
        "https://notamzn.to/1",
        "/shop?aff=1",
        "mailto:a@example.org?aff=1",
        "#aff",
        "https://github.com/a/b?tab=readme",
    ],
)
def test_not_paid(url: str) -> None:
    assert found("MED222", f"# Rollers\n\nTry [this]({url}).\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "This post contains affiliate links.",
        "As an Amazon Associate I earn from qualifying purchases.",
        "We may earn a small commission if you buy.",
        "We earn commissions from partner links on this page.",
        "We may receive a commission when you click.",
        "*Advertisement*",
        "Links marked with a star are paid links.",
        "If you buy through our links we get a small commission, at no cost to you.",
        "We participate in the Amazon Services LLC Associates Program.",
        "We may be compensated if you buy.",
        "<AffiliateDisclosure />",
        "{% include affiliate.html %}",
    ],
)
def test_disclosed(line: str) -> None:
    name = "a.mdx" if line.startswith("<") else "a.md"
    assert found("MED222", f"# Rollers\n\n{line}\n\n{LINK}\n", name) == []
    if line[0] not in "<{":
        assert found("MED222", f"# Rollers\n\n{LINK}\n\n{line}\n", name) == [LINK[4:-1]]


@pytest.mark.parametrize(
    "line",
    [
        "The commission on drug safety met in May.",
        "The Care Quality Commission inspects clinics.",
        "Our associate editor likes rollers.",
        "We earn our readers' trust.",
        "A partner can press on the sore spot.",
        "Disclosure of abuse needs a safe place.",
    ],
)
def test_not_disclosed(line: str) -> None:
    assert found("MED222", f"# Rollers\n\n{line}\n\n{LINK}\n") == [LINK[4:-1]]


def test_one_link_with_a_tag_among_many_was_copied() -> None:
    bare = [f"[Book {n}](https://www.amazon.com/dp/B{n})" for n in range(6)]
    tagged = "[Book](https://www.amazon.com/dp/B9?tag=example-20)"
    assert not found("MED222", f"# Books\n\n{', '.join(bare)} and {tagged}.\n")
    assert found("MED222", f"# Books\n\n{', '.join(bare[:4])} and {tagged}.\n") == [tagged]
    two = tagged.replace("B9", "B8")
    assert found("MED222", f"# Books\n\n{', '.join(bare)}, {tagged} and {two}.\n") == [tagged]
    marked = '<a rel="sponsored" href="https://www.amazon.com/dp/B9?tag=example-20">Book</a>'
    assert found("MED222", f"# Books\n\n{', '.join(bare)} and {marked}.\n") == [marked]


def test_a_tag_of_the_publisher_of_a_book_pays_nobody_here() -> None:
    assert not found("MED222", "# Books\n\nA [book](https://www.amazon.com/dp/B9?tag=harpercollinsus-20).\n")


def test_one_finding_an_article() -> None:
    assert len(found("MED222", f"# Rollers\n\n{LINK}\n\n{LINK}\n")) == 1


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("As an AI language model, I cannot diagnose.", ["As an AI language model, I"]),
        ("As an AI assistant, I do not have a body.", ["As an AI assistant, I"]),
        ("I'm just an AI assistant, so ask a doctor.", ["I'm just an AI assistant"]),
        ("As of my last knowledge update in 2023, nothing had changed.", ["As of my last knowledge update"]),
        ("As a large language model, it cannot diagnose.", []),
        ("As an AI language model, ChatGPT cannot diagnose.", []),
        ("Is an AI language model a doctor?", []),
        ("My last update on knitting was in May.", []),
        ("The program says “As an AI language model, I cannot diagnose.”", []),
        ("> As an AI language model, I cannot diagnose.", []),
        ("As an aid, I use a cane.", []),
    ],
)
def test_words_of_a_machine(line: str, marked: list[str]) -> None:
    assert found("MED224", f"---\nlang: en\n---\n# Colds\n\n{line}\n") == marked


@pytest.mark.parametrize(
    ("front", "line", "marked"),
    [
        ("sponsored: yes", "Sleep well.", ["sponsored"]),
        ("is_sponsored: true", "Sleep well.", ["is_sponsored"]),
        ("sponsor: Soft Beds", "Sponsored by Soft Beds.", []),
        ("sponsored: true", "*In partnership with Soft Beds*", []),
        ("sponsored: 'no'", "Sleep well.", []),
        ("sponsored:", "Sleep well.", []),
        ("title: Sponsored walks", "Sleep well.", []),
    ],
)
def test_sponsored(front: str, line: str, marked: list[str]) -> None:
    assert found("MED223", f"---\n{front}\n---\n{line}\n") == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("![HONcode](a.png)", ["![HONcode](a.png)"]),
        ("[Seal](https://www.hon.ch/HONcode/Conduct.html?HONConduct1)", 1),
        ("The [HONcode](https://en.wikipedia.org/wiki/Health_On_the_Net_Foundation) ended.", []),
        ("![A PIF TICK](a.png)", []),
        (f"![A PIF TICK](a.png)\n\n{LINK}", ["![A PIF TICK](a.png)"]),
        ("We honour the code of conduct.", []),
    ],
)
def test_marks(text: str, marked: list[str] | int) -> None:
    result = found("MED227", f"# Colds\n\n{text}\n")
    assert (len(result) if isinstance(marked, int) else result) == marked


def test_hostile_links_cost_what_their_length_does() -> None:
    def article(size: int) -> str:
        return "# A\n\n" + "[a](https://a.example/?" + "a&=" * size + ") " + "{% " * size

    assert growth(lambda text: found("MED222", text), article) < LINEAR
