"""The wording of metadata lines, compiled when first used (`rules/_vocabulary/metadata.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from medlint._records import NamedTuple
from medlint.parse.wording import fold
from medlint.source import Span
from medlint.vocabulary import load

CHECKER = "checker"
"""A reviewer whose label means that only before a name or a date."""
PEOPLE = frozenset(("author", "author+reviewer", "reviewer", CHECKER, "editor", "fact-checker", "publisher"))
DATES = frozenset(("published", "updated", "reviewed", "next-review"))
LISTS = frozenset(("tags", "categories"))


_Lists = Mapping[str, list[str]]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLOCK = re.compile(r"^(?:\d{1,2}|[ap]m|utc|gmt|est|edt|pst|pdt|bst|cet|cest|at|uhr|h)$")
_LEAD = re.compile(r"\W{0,6}")
_HASHTAG = re.compile(r"#([^\W_][\w-]{0,60})")
_HASHTAGS = re.compile(r"(?:#[^\W_][\w-]{0,60}[,\s]{0,3}){2,40}")


class Item(NamedTuple):
    """One statement in a line: the places of its value and of its label (empty: none)."""

    field: str
    value: Span
    key: Span = Span(0, 0)
    colon: bool = False
    inferred: bool = False
    spelling: str = ""
    key_span: Span | None = None


def hashtags(text: str) -> list[Item]:
    """Return the tags of a line that holds nothing but `#tags`."""
    if not text.startswith("#") or not _HASHTAGS.fullmatch(text):
        return []
    return [
        Item("tags", Span(*match.span(1)), Span(match.start(), match.start() + 1), colon=True)
        for match in _HASHTAG.finditer(text)
        if not match[1].isdigit()
    ]


class MetaWords:
    """Word lists and patterns over folded text; a pattern is compiled when it is first used."""

    def __init__(self, labels: _Lists, openings: str, statements: _Lists, lists: _Lists) -> None:
        self.fields = tuple(labels)
        self.fillers = frozenset(word for filler in lists["fillers"] for word in filler.split())
        self.days = frozenset(lists["days"])
        self.joints = frozenset(lists["date-joints"])
        self.months = frozenset(lists["months"])
        self.in_read_it = tuple(lists["in-read-it"])
        """Texts of which whatever `read_it` matches holds one."""
        self.in_i_am_called = tuple(lists["in-i-am-called"])
        """Texts of which whatever `i_am_called` matches holds one, as they are written."""
        self._labels = labels
        self._openings = openings
        self._statements = statements
        self._lists = lists

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label; its groups are the fields, in the order of `fields`."""
        groups = "|".join(f"({_any(patterns)})" for patterns in self._labels.values())
        # A label ends at its colon, or before a space; the colon may stand behind a space. Most words do not
        # even begin as one.
        return re.compile(rf"(?<![\w-])(?={self._openings})(?:{groups})(?:(?<=:)| ?:|(?= |$)) ?")

    @cached_property
    def by(self) -> re.Pattern[str]:
        """The word between a text and its author."""
        # `re` looks for their first letters by itself, if nothing stands before those.
        word = _any(rf"{word[0]}(?<![\w-].){word[1:]}" for word in self._lists["by"])
        return re.compile(rf"(?:{word}) (?=\S)(?!(?:{_any(self._lists['no-author'])})\b)")

    @cached_property
    def statement(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Fields, and the sentences that state them up to the name."""
        entries = self._statements.items()
        return tuple((field, re.compile(rf"(?<!\w)(?:{_any(patterns)}) ")) for field, patterns in entries)

    @cached_property
    def statement_ends(self) -> re.Pattern[str]:
        """What ends a name in a sentence."""
        return self._compile(r"[.;!?](?=\s|\Z)|\s(?:{})\s|\s-\s|\son\s(?=\d|[A-Z])", "statement-ends")

    @cached_property
    def about(self) -> re.Pattern[str]:
        """A heading above what tells of a person."""
        return self._compile(r"\W{{0,6}}(?:{})\W{{0,6}}\Z", "about")

    @cached_property
    def about_checking(self) -> re.Pattern[str]:
        """What in such a heading says that the person checked the text, and did not write it."""
        return self._compile("{}", "about-checking")

    @cached_property
    def stories(self) -> re.Pattern[str]:
        """A heading above what those say who were treated, and sign it."""
        return self._compile(r"\b(?:{})\b", "stories")

    @cached_property
    def bio(self) -> re.Pattern[str]:
        """What goes on behind the name in a text about a person."""
        return self._compile(r",?\s(?:{})\s", "goes-on")

    @cached_property
    def study(self) -> re.Pattern[str]:
        """A label that only what describes a study has: "Journal:", "Participants:"."""
        return self._compile(r"(?<![\w-])(?:{}) ?:", "study")

    @cached_property
    def calls(self) -> re.Pattern[str]:
        """What says that a role follows."""
        return self._compile(r",?\s(?:{})\s", "calls")

    @cached_property
    def reviewing(self) -> re.Pattern[str]:
        """A part of a line that says of the name behind it that its bearer checked the text."""
        return self._compile("(?:{})", "reviewing")

    @cached_property
    def read_it(self) -> re.Pattern[str]:
        """What says of the person named right before it that they read or checked the text."""
        return self._compile("{}", "read-it")

    @cached_property
    def signs_off(self) -> re.Pattern[str]:
        """A name under a text as letters have it, with a greeting before it or kisses behind it."""
        name = r"([^\W\d_][\w'.-]{1,20}(?: [^\W\d_][\w'.-]{0,20}){0,2})"
        parting, kisses = _any(self._lists["parting"]), _any(self._lists["kisses"])
        return re.compile(rf"(?:{parting})(?:[,!]\s{{1,3}}|\s?\n){name}|{name}\s(?:{kisses})")

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """A line that ends a letter, and leaves the name to the next."""
        return re.compile(rf"(?:{_any((*self._lists['parting'], *self._lists['parting-alone']))})\W{{0,3}}\Z")

    @cached_property
    def oneself(self) -> tuple[tuple[re.Pattern[str], bool], ...]:
        """How writers say what they are, and whether the sentence has to speak of them besides."""
        around = r"(?<!\w)(?:{})\s"
        return (self._compile(around, "i-am"), False), (self._compile(around, "as-a"), True)

    @cached_property
    def certified(self) -> re.Pattern[str]:
        """What says that whoever is spoken of is qualified, whatever follows."""
        return self._compile(r"(?:{})\s(?=\w)", "certified")

    @cached_property
    def i_am_called(self) -> re.Pattern[str]:
        """How writers say who they are, up to the name."""
        return self._compile(r"(?<!\w)(?:{})\s(?=\S)", "i-am-called")

    @cached_property
    def unqualified(self) -> re.Pattern[str]:
        """How writers say that they are no health professionals."""
        return self._compile(r"(?<!\w)(?:{})(?!\w)", "unqualified")

    @cached_property
    def first_person(self) -> re.Pattern[str]:
        """A word by which a writer speaks of themselves."""
        return self._compile(r"(?<!\w)(?:{})(?!\w)", "i")

    @cached_property
    def before_date(self) -> re.Pattern[str]:
        """What stands between a name and a date."""
        days = _any(self._lists["days"])
        joint = rf"[\s,(]{{{{1,3}}}}(?:(?:{{}})[\s:]{{{{1,2}}}})?(?:(?:{days})[,.]?\s)?[\s,(]{{{{0,2}}}}$"
        return self._compile(joint, "before-date")

    @cached_property
    def after_name(self) -> re.Pattern[str]:
        """What leads from a name to where the text is filed: "Jane Roe in Stories"."""
        return self._compile(r"\s(?:{})\s(?=[A-Z])", "after-name")

    @cached_property
    def provenance(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What leads in whose text a copied page is: anywhere near an end, and near the head."""
        around = r"\W{{0,6}}(?:{}) ?: ?"
        return self._compile(around, "anywhere"), self._compile(around, "head")

    @cached_property
    def copyright(self) -> re.Pattern[str]:
        """A notice of copyright up to its holder."""
        return self._compile("{}", "copyright")

    @cached_property
    def copyright_of(self) -> re.Pattern[str]:
        """What a notice is about, right before it, if it is not the page."""
        return self._compile(r"\b(?:{})\Z", "copyright-of")

    @cached_property
    def copyright_ends(self) -> re.Pattern[str]:
        """What ends the name of the holder."""
        return self._compile("{}", "copyright-ends")

    def _compile(self, around: str, name: str) -> re.Pattern[str]:
        return re.compile(around.format(_any(self._lists[name])))

    def is_filler(self, word: str) -> bool:
        """Tell whether a word may stand beside metadata without meaning: a weekday, "at", "on"."""
        return word in self.days or word in self.joints or word in self.fillers or bool(_CLOCK.match(word))

    def counted(self, text: str) -> list[str]:
        """Return the words of a text that are no fillers."""
        return [word for word in WORD.findall(text.lower()) if not self.is_filler(word)]

    def is_time(self, folded: str) -> bool:
        """Tell whether "by …" says when and not who: "By Monday", "By June"."""
        first = folded.split(" ", 1)[0].strip(".,")
        return (first in self.days or first in self.months) and len(folded.split()) <= 2

    def opens(self, text: str) -> bool:
        """Tell whether a text opens with a label, perhaps behind a picture."""
        folded = fold(text)
        start = _LEAD.match(folded)
        return self.label.match(folded, start.end() if start is not None else 0) is not None


@cache
def meta_words() -> MetaWords:
    """Return the wording of all languages together: a line of metadata comes before its language is known."""
    labels: dict[str, list[str]] = {}
    statements: dict[str, list[str]] = {}
    lists: dict[str, list[str]] = {}
    for language in load("metadata").values():
        if not isinstance(language, dict):
            continue
        for field, patterns in language.get("labels", {}).items():
            labels.setdefault(field, []).extend(patterns)
        for field, patterns in language.get("statements", {}).items():
            statements.setdefault(field, []).extend(patterns)
        for group in ("bio", "oneself", "provenance"):
            for part, patterns in language.get(group, {}).items():
                lists.setdefault(part, []).extend(patterns)
        for name in (
            "in-read-it",
            "by",
            "no-author",
            "reviewing",
            "parting",
            "parting-alone",
            "kisses",
            "about",
            "about-checking",
            "stories",
            "study",
            "fillers",
            "days",
            "date-joints",
            "before-date",
            "after-name",
            "statement-ends",
        ):
            lists.setdefault(name, []).extend(language.get(name, ()))
        lists.setdefault("months", []).extend(name for names in language.get("months", ()) for name in names)
        for name in ("read-it", "copyright", "copyright-of", "copyright-ends"):
            if name in language:
                lists.setdefault(name, []).append(language[name])
    return MetaWords(labels, load("metadata")["label-openings"], statements, lists)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns)
