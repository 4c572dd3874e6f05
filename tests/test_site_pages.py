"""Files of a folder that are no articles: pages of the site, and texts for those who build it."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.checks.site_pages import site_page
from medlint.config import finder, plan_of
from medlint.discover import config_of, discover
from medlint.engine import lint_bytes
from medlint.finding import FileReport
from medlint.parse import parse
from medlint.settings import Settings

TEXT = "The practice is behind the station, and the bus stops at the door. Ring us before noon if you can."
LINKS = "\n".join(f"- [Post {n}](post-{n}.md)" for n in range(8))
BUILD = (
    "# Notes\n\nRun npm in the repository, then build the HTML and CSS from the template. The config is "
    "JSON; deploy to the server, and check the sitemap, the schema and the SEO metadata.\n"
)
CONTACT, ABOUT, LIST = "a contact page", "a page about who runs the site", "a list of other pages"
HOME, BUILDERS, SENDING = (
    "a home page",
    "a text for those who build the site",
    "a page that only sends readers on",
)


def called(path: str, text: str) -> str:
    page = site_page(parse(path, text.encode(), Settings()))
    return page.called if page is not None else ""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("contact.md", f"# Where we are\n\n{TEXT}", CONTACT),
        ("en/Contact_Us.html", f"<h1>Where we are</h1><p>{TEXT}</p>", CONTACT),
        ("kontakt/index.md", f"# Hier sind wir\n\n{TEXT}", CONTACT),
        ("page-7.md", f"# Get in touch\n\n{TEXT}", CONTACT),
        ("page-7.md", f"---\ntitle: Where we are\nlayout: layouts/contact.njk\n---\n\n{TEXT}", CONTACT),
        ("our-team.html", f"<h1>Physiotherapy in Leeds</h1><p>{TEXT}</p>", ABOUT),
        ("team/jane-roe.md", f"# Jane Roe\n\n{TEXT}", ABOUT),
        ("blog.html", f"<h1>What we write</h1><p>{TEXT}</p>", LIST),
        ("tag/sleep/index.html", f"<h1>Sleep</h1><p>{TEXT}</p>", LIST),
        ("content/sleep/_index.de.md", f"---\ntitle: Sleep\n---\n\n{TEXT}", LIST),
        ("all.md", f"# What there is to read\n\n{LINKS}", LIST),
        ("index.md", f"# Leeds Road\n\n{TEXT}\n\n{LINKS}", HOME),
        ("docs/index.md", f"# Leeds Road\n\n{TEXT}\n\n[Backs](backs.md), [necks](necks.md)", HOME),
        ("404.md", "# Nothing here\n\nTry again.", "an error page"),
        (
            "faq.html",
            '<meta http-equiv="refresh" content="0; url=/faq/"><h1>Moved</h1><p>Go on.</p>',
            SENDING,
        ),
        ("google1234.html", "google-site-verification: google1234.html", "a file of 2 words"),
        ("SEO_FIXES_SUMMARY.md", f"# What was done\n\n{TEXT}", BUILDERS),
        ("notes.md", BUILD, BUILDERS),
    ],
)
def test_no_article(path: str, text: str, expected: str) -> None:
    assert called(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("contact.md", f"# Contact dermatitis\n\n{TEXT}"),
        ("migraine/about.md", f"# About migraine\n\n{TEXT}"),
        ("back-pain.md", f"# Back pain\n\n{TEXT}"),
        ("back-pain/index.md", f"# Back pain\n\n{TEXT}\n\n[Necks](necks.md), [knees](knees.md)"),
        ("tags/asthma.md", f"# Asthma\n\n{TEXT}"),
        ("services.md", "# Services\n\n" + f"{TEXT}\n\n" * 50),
        ("index.md", f"# Back pain\n\n{TEXT}"),
        ("begun.md", "# Back pain\n\nIt goes away."),
        ("begun.html", "<h1>Back pain</h1><p>It goes away.</p>"),
        ("begun.md", "---\ntitle: Back pain\n---\n"),
        ("begun.md", "# Back pain\n"),
        ("fenced.md", f"```markdown\n# Back pain\n\n{TEXT}\n```\n"),
        ("index.html-p-12.html", f"<h1>Backs</h1><p>{TEXT}</p><a href='b.html'>b</a><a href='c.html'>c</a>"),
        ("sources.md", f"# Sources\n\n{TEXT * 8}\n\n{LINKS}"),
        ("notes.md", BUILD.replace("\n\n", f"\n\n{TEXT * 30} ")),
        ("notes.md", f"---\ntitle: Notes\n---\n\n{BUILD}"),
        ("COVID-19.md", f"# Covid\n\n{TEXT}"),
        ("empty.md", ""),
    ],
)
def test_an_article_in_doubt(path: str, text: str) -> None:
    assert not called(path, text)


def reports(folder: Path, named: str = "") -> dict[str, FileReport]:
    articles = discover([str(folder / named)], finder()).articles
    return {
        Path(article.path).name: lint_bytes(
            article.path, Path(article.path).read_bytes(), plan_of(config_of(article), builtin())
        )
        for article in articles
    }


def rules(report: FileReport) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_what_readers_see_is_checked_for_what_it_claims(tmp_path: Path) -> None:
    text = f"# Our services\n\n{TEXT} Our reiki cures diabetes without any side effects."
    (tmp_path / "services.md").write_text(text)
    found = rules(reports(tmp_path)["services.md"])
    assert "MED907" in found
    assert {"MED401", "MED403"} & set(found), found
    assert not {"MED105", "MED109", "MED202", "MED214", "MED601"} & set(found)
    finding = next(f for f in reports(tmp_path)["services.md"].findings if f.rule == "MED907")
    assert text[slice(*finding.span)] == "# Our services"
    assert finding.message == "a list of services is no article: only what it claims and advises was checked"


def test_notes_for_builders_are_not_checked(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"{BUILD}\nThe page says: reiki cures diabetes.\n")
    assert rules(reports(tmp_path)["notes.md"]) == ["MED907"]


def test_front_matter_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "contact.md").write_text(f"---\ntitle: [Contact\n---\n\n{TEXT}\n")
    assert rules(reports(tmp_path)["contact.md"]) == ["MED201"]


@pytest.mark.parametrize("said", ['include = ["*.md"]', 'ignore = ["MED907"]'])
def test_who_says_which_files_are_articles_has_them_judged_in_full(tmp_path: Path, said: str) -> None:
    (tmp_path / "contact.md").write_text(f"# Contact\n\n{TEXT}\n")
    (tmp_path / "medlint.toml").write_text(said)
    assert "MED105" in rules(reports(tmp_path)["contact.md"])


def test_a_file_that_is_named_is_judged_in_full(tmp_path: Path) -> None:
    (tmp_path / "contact.md").write_text(f"# Contact\n\n{TEXT}\n")
    assert "MED105" in rules(reports(tmp_path, "contact.md")["contact.md"])
