"""The version of the wheel: that of the package, and a digest of all files in it.

hatchling evaluates this file (pyproject.toml). pip installs a wheel only if its version differs
from the installed one, so a changed sentence must change the version.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What the wheel is made from; the compiled content follows from these.
SOURCES = (
    "content",
    "deploy/gunicorn.conf.py",
    "interaction_model",
    "pyproject.toml",
    "requirements/production.lock",
    "skill",
)


def digest() -> str:
    """Return a digest of the paths and bytes of all sources."""
    every = [path for name in SOURCES for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    files = {path.relative_to(ROOT).as_posix(): path for path in every if path.is_file()}
    whole = hashlib.sha256()
    for name, path in sorted(files.items()):
        if "__pycache__" not in name:
            whole.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:12]


def wheel_version() -> str:
    """Return the version, such as ``0.1.0+3f2a91c04d5e``."""
    package = (ROOT / "skill" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', package, re.MULTILINE)
    if found is None:
        raise ValueError("skill/__init__.py has no version")
    return f"{found[1]}+{digest()}"
