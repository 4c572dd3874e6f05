# ruff: noqa: E501 - one text a line
"""What the tests of disclaimers and help sections in other languages share."""

from test_traps import COMPONENTS, in_order, seen

from medlint.catalogue import builtin
from medlint.document import Document
from medlint.engine import lint_document
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import Settings

__all__ = ("COMPONENTS", "article", "check_disclaimer", "check_help", "check_near", "check_no_help", "rules")

# Articles around the texts: a title, what makes the language plain, and a section that follows.
AROUND = {
    "de": (
        "# Ein steifer Nacken\n\nDie meisten Menschen mit einem steifen Nacken fühlen sich nach einer Woche besser. "
        "Sie können ihn vorsichtig bewegen und warm duschen, und es ist nicht schlimm, wenn es noch weh tut.\n\n",
        "\n\n## Im Alltag\n\nHalten Sie den Nacken warm.\n",
    ),
    "es": (
        "# El cuello rígido\n\nLa mayoría de las personas con dolor de cuello se siente mejor en una semana. Puede "
        "mover el cuello con cuidado y tomar una ducha caliente, que es lo más seguro para los músculos.\n\n",
        "\n\n## En el día a día\n\nMantenga el cuello abrigado.\n",
    ),
    "fr": (
        "# La nuque raide\n\nLa plupart des personnes qui ont mal au cou vont mieux en une semaine. Vous pouvez "
        "bouger le cou avec douceur et prendre une douche chaude, ce qui est sans danger pour les muscles.\n\n",
        "\n\n## Au quotidien\n\nGardez la nuque au chaud.\n",
    ),
}


def article(language: str, text: str, *, more: bool = False) -> tuple[Document, str]:
    """Return the article that holds a text, and its source; `more` puts another section behind it."""
    before, after = AROUND[language]
    source = before + text + (after if more else "\n")
    document = parse("article.md", source.encode(), Settings())
    assert document.language == language
    return document, source


def check_disclaimer(language: str, names: str, text: str) -> None:
    """Assert that a text is one medical disclaimer, as a whole, with just these components."""
    document, source = article(language, text)
    assert seen(document, source) == [("medical", in_order(names), text)]


def check_near(language: str, text: str) -> None:
    """Assert that a text is no medical disclaimer."""
    document, source = article(language, text)
    assert [found for found in seen(document, source) if found[0] == "medical" and found[1]] == []


def rules(document: Document) -> list[str]:
    """Return the codes of what the rules about help find."""
    plan = make_plan(builtin(), Settings(), select=("MED109", "MED110", "MED111"))
    return [finding.rule for finding in lint_document(document, plan).findings]


def check_help(language: str, heading: str, body: str) -> None:
    """Assert that heading and body are a help section that lacks nothing."""
    document, source = article(language, f"## {heading}\n\n{body}", more=True)
    (block,) = document.help
    assert block.heading is not None
    assert source[slice(*block.span)] == f"## {heading}\n\n{body}"
    assert len(block.triggers) >= 2
    assert block.actions or block.named
    assert rules(document) == []


def check_no_help(language: str, heading: str, body: str) -> None:
    """Assert that heading and body are no help section, or one that lacks signs or an action."""
    document, _ = article(language, f"## {heading}\n\n{body}", more=True)
    assert rules(document) in (["MED109"], ["MED110"], ["MED111"])
