"""Write the software bill of materials of the server: ``python deploy/sbom.py build/sbom.json``.

It is in CycloneDX format, with every package of requirements/production.lock: version, hashes,
and the licence that the installed package declares. hatchling puts it into the wheel.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "production.lock"
_PIN = re.compile(r"^([\w.-]+)==([^\s\\;]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
#: Licence classifiers of packages that declare no licence expression.
_CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def bill_of_materials(lock: str) -> dict[str, Any]:
    """Return the bill of materials of a lock file."""
    components = [_component(*pin.groups()) for pin in _PIN.finditer(lock)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same lock file gives the same bytes.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "cramp-coach"}},
        "components": components,
    }


def _component(name: str, version: str, rest: str) -> dict[str, Any]:
    hashes = sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest))
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [{"expression": licence(name)}],
        # One for each file of this version: for each platform, and the source.
        "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
    }


def licence(name: str) -> str:
    """Return the licence of an installed package.

    Raises:
        ValueError: If it declares none.
    """
    declared = metadata(name).json
    if expression := declared.get("license_expression"):
        return str(expression)
    found = sorted(set(_classified(list(declared.get("classifier", ())))))
    named = str(declared.get("license", ""))
    if not found and named not in _CLASSIFIERS.values():
        raise ValueError(f"{name} declares no licence: {named[:40]!r}")
    return " OR ".join(found) or named


def _classified(classifiers: list[str]) -> Iterator[str]:
    for classifier in classifiers:
        if classifier in _CLASSIFIERS:
            yield _CLASSIFIERS[classifier]


def main() -> int:
    """Write the file; return the exit status."""
    try:
        bill = bill_of_materials(LOCK.read_text(encoding="utf-8"))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    Path(sys.argv[1]).write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
