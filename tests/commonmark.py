"""Fetches the CommonMark spec's examples, which are not ours to publish, into `.cache/`.

`python tests/commonmark.py` downloads the source package of markdown-it-py with pip, checks it, and
prints where the examples lie. tests/parse/test_commonmark.py skips where they are absent.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

CACHE = Path(__file__).parents[1] / ".cache"
EXAMPLES = CACHE / "commonmark-0.31.2.json"
_PACKAGE = "markdown-it-py==4.3.0"
_ARCHIVE = "markdown_it_py-4.3.0.tar.gz"
_SHA256 = "91a58fa5b72c71a40cf7177250fd767480d7a2bb3ac426ccfb76fb90305fdaaa"
_MEMBER = "tests/test_cmark_spec/commonmark.json"


def fetch() -> Path:
    """Return the path of the examples, downloaded if need be.

    Raises:
        SystemExit: if the package that came is not the one expected.
        subprocess.CalledProcessError: if pip cannot download it.
    """
    if EXAMPLES.exists():
        return EXAMPLES
    CACHE.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, "--dest", str(CACHE), _PACKAGE], check=True)
    archive = CACHE / _ARCHIVE
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != _SHA256:
        raise SystemExit(f"{archive} has the SHA-256 {found}, not {_SHA256}")
    with tarfile.open(archive) as package:
        name = next(name for name in package.getnames() if name.endswith(_MEMBER))
        member = package.extractfile(name)
        assert member is not None
        EXAMPLES.write_bytes(member.read())
    archive.unlink()
    return EXAMPLES


if __name__ == "__main__":
    print(fetch())
