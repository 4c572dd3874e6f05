"""The report for editors in a real browser: filter, sort, keyboard, themes, a phone, no script, paper."""

from __future__ import annotations

import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, executable

from medlint.finding import Excerpt, FileReport, Finding, Heading, Severity
from medlint.report import Options, render
from medlint.source import Position, Span

pytestmark = pytest.mark.skipif(executable() is None, reason="this machine has no Chromium")

VISIBLE = "[...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"
FILTERED = "[...document.querySelectorAll('{}')].filter(e => !e.hidden).length"
RULES = (("MED105", "disclaimer-missing"), ("MED202", "author-missing"), ("MED903", "parse-warning"))


def finding(rule: int, severity: Severity, text: str, at: int = 30) -> Finding:
    code, name = RULES[rule]
    message = f"a message about {text}"
    place = Position(3, 1)
    excerpt = Excerpt(f"The {text} stands here, in a line of the article", 4, 4 + len(text))
    return Finding(
        rule=code, name=name, severity=severity, message=message, hint="Mend it.", why="It matters.",
        url="https://a.example/standard", span=Span(at, at + 3), start=place, end=place, excerpt=excerpt,
        related=(), fix=None,
    )  # fmt: skip


def reports(number: int) -> Iterator[FileReport]:
    headings = (
        Heading(1, "", "title", Span(0, 10), 1),
        Heading(2, "Symptoms", "symptoms", Span(20, 28), 3),
        Heading(3, "A" * 90, "", Span(40, 130), 5),
    )
    for index in range(number):
        found = [finding(0, "error", "knee" if index % 10 == 0 else "neck", 2)]
        found += [finding(1, "error", "elbow")] * (index % 5)
        found += [finding(1, "warning", "hip", 50)._replace(whole=True)] * (index % 3)
        found += [finding(2, "note", "guess", 60)] * 2
        title = headings[0]._replace(text=f"Article {index:04} about a joint")
        yield FileReport(
            f"content/articles/{index:04}.md", "markdown", "en", 700 - index,
            () if index % 7 == 6 else tuple(found), headings=(title, *headings[1:]),
            accepted=(finding(0, "error", "old"),) if index == 1 else (),
        )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home: Path = tmp_path_factory.mktemp("pages")
    for number in (2, 19, 20, 1000):
        text = "".join(render("html", reports(number), Options()))
        (home / f"{number}.html").write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def one_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture
def browser(one_browser: Browser) -> Iterator[Browser]:
    one_browser.size(1200, 900)
    one_browser.media(prefers_color_scheme="light")
    yield one_browser
    assert one_browser.problems == []
    one_browser.scripts(True)
    one_browser.value("localStorage.clear()")


def show(browser: Browser, folder: Path, name: str = "20.html") -> None:
    browser.open(f"{folder.as_uri()}/{name}")


def status(browser: Browser) -> str:
    return str(browser.value("document.getElementById('status').textContent"))


def focused(browser: Browser) -> str:
    return str(browser.value("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_it_loads_nothing_else(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    assert browser.requests == [f"{folder.as_uri()}/20.html"]


def test_the_policy_holds(one_browser: Browser, folder: Path) -> None:
    show(one_browser, folder)
    one_browser.value(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')"
    )
    one_browser.until("true")
    assert one_browser.value("window.hit") is None
    assert any("Content Security Policy" in problem for problem in one_browser.problems)
    one_browser.problems.clear()


def test_severities_switch(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    expected = [
        sum(f.severity == severity for r in reports(20) for f in r.findings)
        for severity in ("error", "warning", "note")
    ]
    assert browser.value("document.querySelector('[data-show=note]').ariaPressed") == "false"
    assert browser.value(FILTERED.format(".f")) == expected[0] + expected[1]
    browser.click("[data-show=note]")
    assert browser.value(FILTERED.format(".f")) == sum(expected)
    browser.click("[data-show=error]")
    assert browser.value(FILTERED.format(".f")) == expected[1] + expected[2]
    assert browser.value(FILTERED.format("#rules tbody tr")) == 2
    browser.click("#clear")
    assert browser.value(FILTERED.format(".f")) == expected[0] + expected[1]


def test_articles_without_findings_switch(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    clean = sum(not report.findings for report in reports(20))
    assert browser.value(FILTERED.format(".article")) == 20
    browser.click("[data-show=clean]")
    assert browser.value(FILTERED.format(".article")) == 20 - clean
    assert browser.value(FILTERED.format("#files tbody tr")) == 20 - clean


def test_text_filter_opens_what_is_left_and_is_in_the_address(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    assert browser.value(VISIBLE.format(".f")) == 0
    browser.click("#q")
    for letter in "KNEE":
        browser.press(letter)
    browser.until("document.querySelectorAll('#files tbody tr:not([hidden])').length === 2")
    assert status(browser) == "2 findings in 2 articles shown."
    assert browser.value(VISIBLE.format(".f")) == 2
    assert browser.value(VISIBLE.format("#a11 .where")) == 0, "no label over nothing"
    assert browser.value("location.hash") == "#q=KNEE"
    browser.open(browser.value("location.href"))
    assert status(browser) == "2 findings in 2 articles shown."
    assert browser.value("document.getElementById('q').value") == "KNEE"
    browser.click("#clear")
    assert browser.value(VISIBLE.format(".f")) == 0
    assert browser.value("location.hash") == ""


def test_text_that_nothing_has(browser: Browser, folder: Path) -> None:
    browser.open(f"{folder.as_uri()}/20.html#q=xyzzy&rule=MED999")
    assert status(browser) == "0 findings in 0 articles shown."
    assert browser.value("document.getElementById('none').checkVisibility()")


def test_a_rule_of_the_table_filters(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    browser.click("tr[data-rule=MED105] button")
    assert browser.value("document.getElementById('rule').value") == "MED105"
    assert browser.value("document.querySelector('tr[data-rule=MED105] button').ariaPressed") == "true"
    assert browser.value(FILTERED.format(".f")) == sum(bool(report.findings) for report in reports(20))
    assert browser.value(FILTERED.format("#rules tbody tr")) == 3 - 1  # notes are off, so their rule is too
    browser.click("tr[data-rule=MED105] button")
    assert browser.value("document.getElementById('rule').value") == ""


def test_the_chart_counts_what_a_search_leaves(browser: Browser, folder: Path) -> None:
    cells = "[...document.querySelectorAll('tr[data-rule=MED105] td')].map(c => c.textContent)"
    bar = "document.querySelector('tr[data-rule=MED105] rect').getBoundingClientRect().width"
    whole = "document.querySelector('tr[data-rule=MED105] svg').getBoundingClientRect().width"
    show(browser, folder)
    before, wide = browser.value(cells), browser.value(bar)
    browser.click("#q")
    for key in "0004":
        browser.press(key)
    browser.until("location.hash === '#q=0004'")
    (found,) = [report.findings for report in reports(20) if "0004" in report.path]
    most = max(Counter(finding.rule for finding in found).values())
    errors = sum(finding.rule == "MED105" for finding in found)
    assert browser.value(cells) == [f"{errors} error{'s' if errors > 1 else ''}", "1"] != before
    assert browser.value(bar) == pytest.approx(browser.value(whole) * errors / most, abs=1)
    browser.click("#clear")
    assert (browser.value(cells), browser.value(bar)) == (before, wide)


def test_tables_sort(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    column = "[...document.querySelectorAll('#files tbody tr')].map(r => Number(r.cells[1].textContent))"
    before = browser.value(column)
    sorts = "[...document.querySelectorAll('#files th')].map(h => h.ariaSort)"
    assert before == sorted(before, reverse=True), "the worst first"
    assert browser.value(sorts)[:3] == [None, "descending", None]
    browser.click("#files th:nth-child(2) button")
    assert browser.value(column) == sorted(before) != before
    assert browser.value(sorts)[:3] == [None, "ascending", None]
    browser.click("#files th:nth-child(3) button")
    assert browser.value(sorts)[:3] == [None, None, "descending"]
    browser.click("#files th:nth-child(1) button")
    names = browser.value("[...document.querySelectorAll('#files tbody th')].map(h => h.textContent)")
    assert names == sorted(names)
    assert browser.value("document.querySelectorAll('#files [aria-sort]').length") == 1


def test_few_articles_need_no_scrolling_within_the_page(browser: Browser, folder: Path) -> None:
    scrolls = "(t => t.scrollHeight > t.clientHeight)(document.querySelector('.table:has(#files)'))"
    rules = "document.getElementById('rules').checkVisibility()"
    show(browser, folder, "19.html")
    assert (browser.value(scrolls), browser.value(rules)) == (False, False)
    browser.click("#h-rules")
    assert browser.value(rules)
    show(browser, folder)
    assert (browser.value(scrolls), browser.value(rules)) == (True, True)


def test_colours_follow_the_system_and_the_button(browser: Browser, folder: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    show(browser, folder)
    light = browser.value(ground)
    browser.media(prefers_color_scheme="dark")
    dark = browser.value(ground)
    assert light != dark
    browser.until("document.getElementById('theme').textContent === 'Light colours'")
    browser.click("#theme")
    assert browser.value(ground) == light
    for _ in range(20):  # a browser that is still opening its storage may lose a choice: choose again
        browser.reload()
        if browser.value(ground) == light:
            break
        browser.until("document.getElementById('theme').textContent === 'Light colours'")
        browser.click("#theme")
        time.sleep(0.5)
    assert browser.value(ground) == light, "the choice is kept"
    browser.click("#theme")
    assert browser.value(ground) == dark


def test_the_keyboard_reaches_and_works_everything(browser: Browser, folder: Path) -> None:
    show(browser, folder, "2.html")
    browser.press("Tab")
    assert focused(browser) == "Skip to the findings"
    assert browser.value("document.activeElement.getBoundingClientRect().left") >= 0, "it shows when focused"
    browser.press("Enter")
    browser.until("document.activeElement.id === 'findings'")
    browser.press("Tab")
    assert focused(browser) == "q"
    browser.press("Tab")
    assert focused(browser) == "rule"
    browser.press("Tab")
    assert focused(browser).startswith("Errors")
    assert browser.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press(" ")
    assert browser.value("document.activeElement.ariaPressed") == "false"
    browser.press(" ")
    reached = set()
    for _ in range(40):
        browser.press("Tab")
        reached.add(browser.value("document.activeElement.localName"))
        if browser.value("document.activeElement.matches('#a1 > summary')"):
            break
    browser.press("Enter")
    assert browser.value("document.getElementById('a1').open") is False
    browser.press("Enter")
    assert browser.value("document.getElementById('a1').open") is True
    assert {"button", "summary", "a"} <= reached


def test_a_link_opens_its_article(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    browser.click("#files tr[data-a='13'] a")
    assert browser.value("document.getElementById('a13').open")
    place = browser.value("document.querySelector('#a13 summary').getBoundingClientRect().top")
    bottom = browser.value("document.getElementById('controls').getBoundingClientRect().bottom")
    assert bottom <= place < 900, "not under the filter, which stays in sight"
    browser.open(f"{folder.as_uri()}/20.html#a12-1")
    assert browser.value("document.getElementById('a12-1').checkVisibility()")


def test_open_and_close_all(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    opened = "document.querySelectorAll('.article[open]').length"
    browser.click("#unfold")
    assert browser.value(opened) == 20
    assert browser.value(VISIBLE.format("#a11 .where")) == 1
    browser.click("#unfold")
    assert browser.value(opened) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_nothing_to_scroll_sideways(browser: Browser, folder: Path, scheme: str) -> None:
    browser.size(320, 640)
    browser.media(prefers_color_scheme=scheme)
    show(browser, folder, "2.html")
    browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.value("document.documentElement.scrollWidth") == 320
    wide = browser.value(
        "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && "
        "e.getBoundingClientRect().right > 320.5).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []
    assert browser.value(
        "[...document.querySelectorAll('.table')].every(t => t.scrollWidth <= t.clientWidth)"
    )


def test_a_phone_shows_the_chart(browser: Browser, folder: Path) -> None:
    browser.size(320, 640)
    show(browser, folder)
    bars = "[...document.querySelectorAll('#rules rect')].map(r => r.getBoundingClientRect().width)"
    assert max(browser.value(bars)) > 50


def test_nothing_moves_while_it_loads(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    moved = browser.value(
        "new Promise(done => { let sum = 0;"
        "new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value }))"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300) })"
    )
    # Below 0.1 a page counts as stable (Core Web Vitals); a busy machine may show a long page in two pieces.
    assert moved < 0.1


def test_without_script_all_can_be_read(browser: Browser, folder: Path) -> None:
    browser.scripts(False)
    show(browser, folder, "2.html")
    assert browser.value("document.documentElement.className") == ""
    total = sum(len(report.findings) for report in reports(2))
    assert browser.value(VISIBLE.format(".f")) == total > 0
    assert browser.value(VISIBLE.format("#controls, #theme")) == 0
    assert browser.value("[...document.querySelectorAll('table button')].every(b => b.disabled)")
    browser.click("#a2 > summary")
    assert browser.value("document.getElementById('a2').open") is False, "articles fold without script"


def test_paper_shows_what_is_folded(browser: Browser, folder: Path) -> None:
    show(browser, folder)
    folded = len(pages(browser.pdf()))
    browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert folded == len(pages(browser.pdf())) > 5
    browser.media(media="print", prefers_color_scheme="dark")
    assert browser.value("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 33, 41)"
    browser.media(media="")


def pages(pdf: bytes) -> list[bytes]:
    """Return the page objects of a PDF; some stand in compressed streams."""
    parts = [pdf]
    for piece in pdf.split(b"stream\n")[1:]:
        try:
            parts.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return [page for part in parts for page in part.split(b"/Type /Page\n")[1:]]


def test_a_thousand_articles_open_and_filter(browser: Browser, folder: Path) -> None:
    size = (folder / "1000.html").stat().st_size
    total = sum(len(report.findings) for report in reports(1000))
    assert total > 4000
    assert size / total < 1500
    show(browser, folder, "1000.html")
    browser.value(
        "(() => { document.getElementById('q').value = 'knee';"
        "document.getElementById('rule').dispatchEvent(new Event('change')); return true })()"
    )
    assert browser.value(FILTERED.format(".f")) == sum(bool(r.findings) for r in list(reports(1000))[::10])
