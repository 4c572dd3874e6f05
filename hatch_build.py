"""Compiles the rules and word lists into the wheel: an installed medlint starts without a YAML parser."""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `medlint/_compiled/` to a wheel; an editable install compiles what it reads when it reads it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write JSON files: the rules, their pages, the topics of red flags, and each file of word lists."""
        if self.target_name != "wheel" or version != "standard":
            return
        self._folder = TemporaryDirectory()
        source = os.path.join(self.root, "src")
        sys.path.insert(0, source)
        try:
            from medlint.resources import names, to_bytes
            from medlint.resources.from_yaml import from_yaml
        finally:
            sys.path.remove(source)
        for name in names():
            path = os.path.join(self._folder.name, f"{name}.json")
            with open(path, "wb") as stream:
                stream.write(to_bytes(from_yaml(name)))
            build_data["force_include"][path] = f"medlint/_compiled/{name}.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the files that are in the wheel by now."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()
