"""Results as JSON, with the machine they were measured on."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.places import BUILD

PACKAGES = (
    "flask",
    "werkzeug",
    "ask-sdk-core",
    "ask-sdk-model",
    "cryptography",
    "gunicorn",
    "granian",
)


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processors": psutil.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def write(name: str, result: Mapping[str, Any], path: Path | None) -> None:
    """Write *result* to *path*, or to ``build/benchmarks/<name>.json``, and say where."""
    path = path or BUILD / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": machine(), **result}, indent=1) + "\n", "utf-8")
    print(f"\nWritten to {path}", file=sys.stderr)
