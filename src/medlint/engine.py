"""Runs a Plan on sources and files. Pure but for reading files: it prints nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache

from medlint._files import refusal, time_and_size
from medlint.catalogue import builtin
from medlint.document import Document, of_latest
from medlint.finding import (
    NOT_ABOUT_HEALTH,
    NOT_AN_ARTICLE,
    SEVERITIES,
    Excerpt,
    FileReport,
    Finding,
    Heading,
    Hit,
    Note,
    Score,
    Severity,
    Wanted,
    place,
)
from medlint.metrics import count_words
from medlint.parse import parse
from medlint.plan import Plan, Step, check_of
from medlint.rule import Message, Rule
from medlint.settings import Settings
from medlint.source import Source, Span
from medlint.tree import title_text

NEVER_SUPPRESSED = frozenset(("MED900", "MED901"))
_FRONT_MATTER = "MED201"
_TO_READERS = ("claims", "safety")
"""Categories of rules on what a page says to its readers, article or not."""
_NOT_IN_ARTICLES = ("suppression", "baseline")
"""Kinds of rules that judge what is said of findings, not what an article says."""
_WINDOW = 120
_NOTHING = Wanted()


def lint_file(path: str, plan: Plan, wanted: Wanted = _NOTHING) -> FileReport:
    """Return what comes of one file; an unreadable one gives a report with `error` set."""
    started = time.perf_counter()
    try:
        size = os.path.getsize(path)
        if size > plan.settings.max_file_size:
            data = b""
        else:
            with open(path, "rb") as stream:
                data = stream.read()
    except OSError as error:
        return FileReport(path, error=refusal(error))
    report = lint_bytes(path, data, plan, wanted, size=size)
    return report._replace(seconds=time.perf_counter() - started)


def lint_bytes(
    path: str, data: bytes, plan: Plan, wanted: Wanted = _NOTHING, *, size: int | None = None
) -> FileReport:
    """Return what comes of a file's bytes; `size` is given where they were too many to be read.

    With a site's schema that cannot be used nothing is judged: the report has an `error` that names it.
    """
    schemas = dict.fromkeys(schema for _, schema in plan.settings.schemas)
    broken = _broken_schema(tuple((schema, time_and_size(schema)) for schema in schemas))
    if broken:
        return FileReport(path, error=broken)
    document = parse(path, data, plan.settings, size=size)
    return lint_document(document, plan, wanted)


@lru_cache(maxsize=8)
def _broken_schema(schemas: tuple[tuple[str, tuple[int, int]], ...]) -> str:
    """Return what is wrong with the first of a site's schemas that cannot be used, or ""."""
    if not schemas:
        return ""
    from medlint.schema import BrokenSchemaError
    from medlint.schema.check import check_schema

    catalogue = builtin()
    try:
        for path, _ in schemas:
            check_schema(path, lambda key: catalogue.find(key) is not None)
    except BrokenSchemaError as error:
        return f"the schema cannot be used: {error}"
    return ""


def lint_document(document: Document, plan: Plan, wanted: Wanted = _NOTHING) -> FileReport:
    """Return the findings of one article in the order of the text."""
    found: list[Finding] = []
    steps = _by_code(plan.steps)
    judging, ran = _judging(_steps(document, plan), document)
    for step in judging:
        rule = step.rule
        if not _may_speak(document, rule):
            continue
        check = check_of(rule.kind, rule.params.get("check", ""))
        for hit in check(document, plan.settings, rule):
            owner = step if not hit.rule or hit.rule == rule.id else steps.get(hit.rule)
            if owner is not None:
                found.append(finish(hit, document.source, owner, plan.settings, document.format))
    found = _for_readers(found, document, steps)
    found, hidden = _suppress(found, document, plan, ran)
    found = _mendable(found, document)
    found.sort(key=place)
    hidden.sort(key=place)
    return FileReport(
        path=document.source.path,
        format=document.format,
        language=document.language,
        words=count_words(document),
        findings=tuple(found),
        suppressed=tuple(hidden),
        source=document.source if wanted.source else None,
        headings=tuple(_headings(document)) if wanted.headings else (),
        scores=_scores(document, plan.settings) if wanted.scores else (),
        title=title_text(document),
    )


def _for_readers(found: list[Finding], document: Document, steps: Mapping[str, Step]) -> list[Finding]:
    """Return what is left, in an article for professionals, of what rules say that speak to patients."""
    told = {finding.rule: steps[finding.rule].rule.params.get("for-professionals") for finding in found}
    if not any(told.values()):
        return found
    from medlint.reading.audience import is_for_professionals

    if not is_for_professionals(document):
        return found
    return [
        finding._replace(severity="note") if told[finding.rule] else finding
        for finding in found
        if told[finding.rule] != "silent"
    ]


def _steps(document: Document, plan: Plan) -> tuple[Step, ...]:
    """Return what runs on an article; of a file of a folder that is none, only what is said of such a file.

    Nothing runs on the reports that medlint itself wrote into the folder.
    """
    if not plan.settings.gathered:
        return plan.steps
    from medlint.checks.site_pages import site_page
    from medlint.parse.subject import is_about_something_else, is_report

    if is_report(document.source.text):
        return ()
    wanted = _by_code(plan.steps)
    page = site_page(document) if NOT_AN_ARTICLE in wanted else None
    if page is not None:
        return tuple(
            step
            for step in plan.steps
            if step.rule.id == NOT_AN_ARTICLE or (page.read and _holds_for_any_page(step.rule))
        )
    if NOT_ABOUT_HEALTH in wanted and is_about_something_else(document.source.text, document.language):
        return (wanted[NOT_ABOUT_HEALTH],)
    return plan.steps


def _holds_for_any_page(rule: Rule) -> bool:
    """Tell whether a rule is about what a page says to its readers, or whether it can be read at all."""
    return rule.category in _TO_READERS or rule.kind == "problem" or rule.id == _FRONT_MATTER


@of_latest
def _by_code(steps: tuple[Step, ...]) -> Mapping[str, Step]:
    return {step.rule.id: step for step in steps}


def _judging(steps: tuple[Step, ...], document: Document) -> tuple[list[Step], frozenset[str]]:
    """Return the steps that judge such an article, and the codes of their rules."""
    known = _known(steps)
    kind = (document.format == "unreadable", document.language)
    if kind not in known:
        unreadable, language = kind
        judging = [
            step
            for step in steps
            if (step.rule.kind == "problem" or not unreadable)
            and step.rule.kind not in _NOT_IN_ARTICLES
            and _judges(step.rule, language)
        ]
        known[kind] = judging, frozenset(step.rule.id for step in judging)
    return known[kind]


@of_latest
def _known(_: tuple[Step, ...]) -> dict[tuple[bool, str], tuple[list[Step], frozenset[str]]]:
    """Return what is known of which steps judge which articles: nothing yet."""
    return {}


def _may_speak(document: Document, rule: Rule) -> bool:
    """Tell whether an article may hold one of the phrases without which a rule never speaks, if it has such.

    The code and the lists of rules about rare things are then not even loaded.
    """
    phrases = rule.params.get("only-where")
    if phrases is None:
        return True
    from medlint.reading.headline import may_hold

    return may_hold(document, phrases)


def _scores(document: Document, settings: Settings) -> tuple[Score, ...]:
    from medlint.scorecard import scorecard

    card = scorecard(document, settings)
    return card.scores if card is not None else ()


def _headings(document: Document) -> Iterator[Heading]:
    for section in document.root.walk():
        if section.heading is not None:
            span = section.heading.span
            line = document.source.position(span.start).line
            yield Heading(section.level, section.heading.text, section.role or "", span, line)


def finish(hit: Hit, source: Source, step: Step, settings: Settings, made: str = "") -> Finding:
    """Return the finding that a hit stands for: identity, severity, message and place are the engine's.

    `made` is the format of the article, which some hints depend on.
    """
    rule = step.rule
    message = rule.messages.get(hit.variant) or Message("{message}", "{hint}")
    span = _inside(hit.span, source)
    severity = _severity(step, message)
    if hit.guess and severity == "error" and not settings.guesses_count:
        severity = "warning"
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity,
        message=_fill(message.text, hit),
        hint=_fill(message.hints.get(made, message.hint), hit),
        why=rule.reason,
        url=rule.url,
        span=span,
        start=source.position(span.start),
        end=source.position(span.end),
        excerpt=_excerpt(source, span),
        related=tuple(
            Note(
                related.message,
                source.position(related.span.start),
                source.position(related.span.end),
                _excerpt(source, related.span),
            )
            for related in hit.related
        ),
        fix=hit.fix,
        whole=hit.whole,
    )


def _severity(step: Step, message: Message) -> Severity:
    """Return what a message weighs.

    What the configuration says of a rule holds for the rule as it is: a message that weighs less than its
    rule does not come to weigh more by it.
    """
    own = message.severity or step.rule.severity
    if step.severity is None:
        return own
    if SEVERITIES.index(own) > SEVERITIES.index(step.rule.severity):
        return max(own, step.severity, key=SEVERITIES.index)
    return step.severity


def _suppress(
    found: list[Finding], document: Document, plan: Plan, ran: frozenset[str]
) -> tuple[list[Finding], list[Finding]]:
    if not _asks(document):
        return found, []
    from medlint.directives import read_directives
    from medlint.suppress import apply, hits, unexplained_hits

    directives, broken = read_directives(document, builtin(), plan.settings)
    about = [step for step in plan.steps if step.rule.kind == "suppression"]
    of_reasons = [step for step in about if step.rule.params.get("reports") == "unexplained"]
    for step in of_reasons:
        found += (finish(hit, document.source, step, plan.settings) for hit in unexplained_hits(directives))
    applied = apply(found, directives, NEVER_SUPPRESSED)
    kept = applied.kept
    ran |= {step.rule.id for step in of_reasons}
    for step in (step for step in about if step not in of_reasons):
        told = (*broken, *hits(applied, directives, ran, document))
        kept += (finish(hit, document.source, step, plan.settings) for hit in told)
    return kept, applied.hidden


def _mendable(found: list[Finding], document: Document) -> list[Finding]:
    """Return findings without the fixes in front matter that is not valid: it may mean something else."""
    front = document.front
    if front is None or not any(problem.kind.startswith("front-matter") for problem in document.problems):
        return found
    inside = range(front.span.start, front.span.end)
    return [
        finding._replace(fix=None)
        if finding.fix and any(edit.span.start in inside for edit in finding.fix.edits)
        else finding
        for finding in found
    ]


def _asks(document: Document) -> bool:
    """Tell whether an article may ask to ignore anything: most have neither comments nor the key."""
    of_front = document.front is not None and "medlint" in document.front.data
    return bool(document.comments or of_front or document.field("medlint"))


def _judges(rule: Rule, language: str) -> bool:
    return not rule.languages or language in rule.languages


def _fill(text: str, hit: Hit) -> str:
    return text.format_map(hit.values) if "{" in text else text


def _inside(span: Span, source: Source) -> Span:
    size = len(source.text)
    start = min(max(span.start, 0), size)
    return Span(start, min(max(span.end, start), size))


def _excerpt(source: Source, span: Span) -> Excerpt:
    """Return the first line of the span, or a window of it if the line is long (a minified page)."""
    line = source.line_span(source.position(span.start).line)
    end = min(max(span.end, span.start), line.end)
    first, last = line
    if last - first > 2 * _WINDOW:
        first = max(first, span.start - _WINDOW // 2)
        last = min(last, max(span.start + _WINDOW, end + 20), first + 4 * _WINDOW)
    return Excerpt(source.text[first:last], span.start - first, min(end, last) - first)
