"""Settings out of a configuration's data: what no schema can check is checked here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from medlint.config.files import Part, error_at, no_file, origin
from medlint.settings import (
    DisclaimerSettings,
    DoseSettings,
    ReadabilitySettings,
    ReadingTimeSettings,
    ReviewSettings,
    Settings,
    TagSettings,
)

if TYPE_CHECKING:
    from medlint.config.spans import Path


def settings_of(data: Mapping[str, Any], root: str, parts: Sequence[Part]) -> Settings:
    """Return the settings that merged data stand for; `parts` are what they were merged from.

    Raises:
        ConfigError: a value cannot be used.
    """
    speeds = _fields(data.get("reading-time", {}))
    if "words_per_minute" in speeds:
        speeds["house"] = speeds.pop("words_per_minute")
    tags = _fields(data.get("tags", {}))
    if "vocabulary" in tags:
        tags["vocabulary"] = _vocabulary(data["tags"]["vocabulary"], parts)
    settings = Settings(
        disclaimer=DisclaimerSettings(**_fields(data.get("disclaimer", {}))),
        reading_time=ReadingTimeSettings(**speeds),
        doses=DoseSettings(**_fields(data.get("doses", {}))),
        tags=TagSettings(**tags),
        readability=ReadabilitySettings(**_fields(data.get("readability", {}))),
        review=ReviewSettings(**_fields(data.get("review", {}))),
        section_order=tuple(data.get("section-order", ())),
        spellings={
            spelling: field for field, names in data.get("metadata", {}).items() for spelling in names
        },
        schemas=tuple(_schemas(data, parts)),
        root=root,
        language=data.get("language", ""),
        locale=data.get("locale", ""),
        today=data.get("today", ""),
        max_file_size=data.get("max-file-size", Settings().max_file_size),
        guesses_count=data.get("guesses-count", False),
        require_reason=tuple(data.get("require-reason", ())),
    )
    _check(settings, parts)
    return settings


def _check(settings: Settings, parts: Sequence[Part]) -> None:
    """Refuse what no schema can: ranges that end before they begin, a day that does not exist."""
    if settings.today:
        from datetime import date

        try:
            date.fromisoformat(settings.today)
        except ValueError:
            raise error_at(parts, f'"today": there is no day {settings.today}', ("today",)) from None
    if settings.language or settings.locale:
        from medlint.config.codes import wrong_language, wrong_locale

        for key, told in (
            ("language", settings.language and wrong_language(settings.language)),
            ("locale", settings.locale and wrong_locale(settings.locale)),
        ):
            if told:
                raise error_at(parts, f'"{key}": {told}', (key,))
    if settings.disclaimer.text:
        from medlint.parse.disclaimers import lacking

        left_out = lacking(settings.disclaimer.text, settings)
        if left_out:
            message = f'"text": this disclaimer does not say {left_out}; articles with it would not pass'
            raise error_at(parts, message, ("disclaimer", "text"))
    time, tags, review = settings.reading_time, settings.tags, settings.review
    for table, low, least, high, most in (
        ("reading-time", "slowest", time.slowest, "fastest", time.fastest),
        ("reading-time", "slowest-reader", time.slowest_reader, "fastest-reader", time.fastest_reader),
        ("readability", "grade", settings.readability.grade, "hard", settings.readability.hard),
        ("tags", "minimum", tags.minimum, "maximum", tags.maximum),
        ("review", "fine", review.fine, "warn", review.warn),
        ("review", "warn", review.warn, "withdraw", review.withdraw),
    ):
        if least > most:
            one: Path = (table, low)
            other: Path = (table, high)
            # Of two values in two files, the one that was said later made the contradiction.
            place = other if origin(parts, other) > origin(parts, one) else one
            raise error_at(parts, f'"{low}" is over "{high}" ({most})', place)


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }


def _schemas(data: Mapping[str, Any], parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    for index, entry in enumerate(data.get("schemas", ())):
        path = entry["schema"]
        if not os.path.isfile(path):
            raise error_at(parts, no_file(path), ("schemas", index, "schema"))
        for pattern in entry["files"]:
            yield pattern, path


def _vocabulary(given: object, parts: Sequence[Part]) -> Mapping[str, object]:
    """Return a vocabulary as a mapping from each tag to what is said of it.

    Raises:
        ConfigError: it cannot be read, or an entry is wrong.
    """
    from medlint.config.tags import VocabularyError, read_vocabulary
    from medlint.topics.site import TopicsError, from_config, of_site

    place: Path = ("tags", "vocabulary")
    try:
        tags = read_vocabulary(given) if isinstance(given, str) else given
        if isinstance(tags, Mapping):
            made: Mapping[str, object] = {str(key): value for key, value in tags.items()}
        else:
            assert isinstance(tags, (list, tuple))
            from_config(list(tags))  # a mapping does not show what is listed twice
            made = {str(tag): {} for tag in tags}
        of_site(made)
    except TopicsError as error:
        if isinstance(given, str):
            raise error_at(parts, f"{given}: {error}", place) from None
        raise error_at(parts, str(error), (*place, *_steps_to(error.entry, given))) from None
    except VocabularyError as error:
        raise error_at(parts, str(error), place) from None
    return made


def _steps_to(entry: object, vocabulary: object) -> Path:
    """Return where an entry stands in a vocabulary that the configuration itself holds."""
    if isinstance(vocabulary, Mapping):
        inner = vocabulary.get("topics")
        return (str(entry),) if entry in vocabulary else ("topics", *_steps_to(entry, inner)) if inner else ()
    if isinstance(vocabulary, (list, tuple)) and entry in vocabulary:
        return (len(vocabulary) - 1 - list(reversed(vocabulary)).index(entry),)
    return ()
