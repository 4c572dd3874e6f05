"""A site's own list of tags, from the file that its configuration names."""

from __future__ import annotations

import os


class VocabularyError(Exception):
    """The file cannot be read, or holds neither a list nor a table of tags."""


def read_vocabulary(path: str) -> list[str] | dict[str, object]:
    """Return the tags of a `.yaml`, `.json`, `.toml` or `.txt` file (a line a tag, `#` for comments).

    The tags are what stands under `tags`, or else the whole file.

    Raises:
        VocabularyError: the file is not there, not readable or not a list or table of tags.
    """
    try:
        with open(path, "rb") as stream:
            text = stream.read().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = str(error.strerror).lower() if isinstance(error, OSError) else "it is not UTF-8 text"
        raise VocabularyError(f"cannot read the tags in {path}: {reason}") from None
    suffix = os.path.splitext(path)[1].lower()
    try:
        data = _parse(text, suffix)
    except VocabularyError:
        raise
    except RecursionError:
        raise VocabularyError(f"cannot read the tags in {path}: it is nested too deeply") from None
    except Exception as error:
        raise VocabularyError(f"cannot read the tags in {path}: {' '.join(str(error).split())}") from None
    if isinstance(data, dict) and isinstance(data.get("tags"), (list, dict)):
        data = data["tags"]
    if isinstance(data, dict):
        # An entry that says nothing is a text without letters in YAML.
        return {str(key): None if value == "" else value for key, value in data.items()}
    if isinstance(data, list) and all(isinstance(tag, (str, int, float)) for tag in data):
        return [str(tag) for tag in data]
    raise VocabularyError(f"{path} holds neither a list nor a table of tags")


def _parse(text: str, suffix: str) -> object:
    if suffix in (".yaml", ".yml"):
        import yaml

        # The base loader makes no dates, numbers or booleans of tags such as `no` or `2020`.
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if suffix == ".json":
        import json

        return json.loads(text)
    if suffix == ".toml":
        import tomllib

        return tomllib.loads(text)
    if suffix == ".txt":
        lines = (line.strip() for line in text.replace("\r", "\n").split("\n"))
        return [line for line in lines if line and not line.startswith("#")]
    raise VocabularyError(
        f"the tags must be in a .yaml, .json, .toml or .txt file, not {suffix or 'a bare name'}"
    )
