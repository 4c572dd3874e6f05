"""What a site can decide: plain frozen values with the defaults of the `core` profile."""

from __future__ import annotations

from collections.abc import Mapping

from medlint._records import NamedTuple


class DisclaimerSettings(NamedTuple):
    """Where a disclaimer may stand, and what stands for one."""

    allow_footer: bool = True
    """A disclaimer in the site's footer counts."""
    allow_linked: bool = False
    """A link to a disclaimer page counts."""
    components: tuple[str, ...] = ()
    """Names of shortcodes, includes, components or front-matter keys that print the disclaimer."""
    require: tuple[str, ...] = ()
    """Components that the disclaimer must have besides its two essentials, such as `emergency`."""
    text: str = ""
    """What a fix adds where there is no disclaimer; empty: the built-in wording."""
    heading: str | None = None
    """The heading over that text; "" for none, None for the built-in one."""


class ReadingTimeSettings(NamedTuple):
    """Which reading speeds are right; words per minute."""

    slowest: int = 189
    fastest: int = 265
    slowest_reader: int = 175
    fastest_reader: int = 300
    house: int = 0
    """If set, only this speed, rounded up, is right."""
    count_headings: bool = True
    count_disclaimer: bool = True
    count_images: bool = True


class DoseSettings(NamedTuple):
    """How doses are written where authorities disagree; "" accepts either way."""

    spacing: str = ""
    """`space` (10 mg) or `none` (10mg)."""
    microgram: str = ""
    """`mcg`, or `microgram` in full."""


class TagSettings(NamedTuple):
    """The site's tags."""

    vocabulary: Mapping[str, object] | None = None
    """A controlled vocabulary; None: the built-in one, which reports only near misses."""
    brands: tuple[str, ...] = ()
    minimum: int = 3
    maximum: int = 8


class ReviewSettings(NamedTuple):
    """How old a review may be, in months; half of that for topics in which advice changes fast."""

    fine: int = 24
    """Up to this age nothing is said."""
    warn: int = 36
    """Beyond this age it is a warning; below it a note."""
    withdraw: int = 60
    """Beyond this age the advice is to take it down until it is reviewed."""


class ReadabilitySettings(NamedTuple):
    """What makes a text hard to read: school grades, lengths, and words that readers know all the same."""

    grade: int = 9
    """Above it there is a note."""
    hard: int = 13
    """Above it there is a warning."""
    help_section: int = 8
    exempt_topic: bool = False
    """The words of the title do not count as long words."""
    sentence_words: int = 25
    """A sentence of more words is long."""
    paragraph_sentences: int = 5
    """A paragraph of more sentences is long."""
    allow_terms: tuple[str, ...] = ()
    """Terms that the site's readers know: they are not hard words, in any of their forms."""


class Days(NamedTuple):
    """The day that it is here, and where on earth it begins first (ISO)."""

    here: str = ""
    first: str = ""


def days() -> Days:
    """Return the days that it is now."""
    import time

    now = time.time()
    here, first = time.localtime(now), time.gmtime(now + 14 * 3600)
    return Days(time.strftime("%Y-%m-%d", here), time.strftime("%Y-%m-%d", first))


class Settings(NamedTuple):
    """All settings that change how an article is read or judged."""

    disclaimer: DisclaimerSettings = DisclaimerSettings()
    reading_time: ReadingTimeSettings = ReadingTimeSettings()
    doses: DoseSettings = DoseSettings()
    tags: TagSettings = TagSettings()
    readability: ReadabilitySettings = ReadabilitySettings()
    review: ReviewSettings = ReviewSettings()
    section_order: tuple[str, ...] = ()
    """Roles of sections in the order that they should have; empty: that of the rule."""
    spellings: Mapping[str, str] = {}
    """Front-matter keys of the site: spelling to canonical field."""
    schemas: tuple[tuple[str, str], ...] = ()
    """Pairs of a path pattern (gitignore syntax, relative to `root`) and a schema file (absolute)."""
    root: str = ""
    language: str = ""
    """The language of articles that do not state one."""
    locale: str = ""
    today: str = ""
    """ISO date that counts as today; empty: the real one."""
    real: Days = Days()
    """Today as a run begins, so that one over midnight judges by one day; empty: as it is now."""
    max_file_size: int = 10_000_000
    """Bytes beyond which a file is reported and not read."""
    guesses_count: bool = False
    """Findings that rest on a parser's guess keep the severity of their rule."""
    require_reason: tuple[str, ...] = ()
    """Selectors of rules that a suppression hides only if it says why."""
    gathered: bool = False
    """The file was found in a folder and not named, so that it may be about something else."""

    def dated(self) -> Settings:
        """Return the settings with the day that it is now, if they name none."""
        return self if self.today else self._replace(real=days())

    def day(self) -> str:
        """Return today (ISO)."""
        return self.today or (self.real.here or days().here)

    def latest_day(self) -> str:
        """Return the day (ISO) after which a date is in the future wherever the article was written."""
        return self.today or (self.real.first or days().first)
