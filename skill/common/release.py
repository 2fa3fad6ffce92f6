"""The version with a digest of code and content, so that two builds of a version differ."""

from __future__ import annotations

import functools
from importlib.metadata import version

from .. import __version__
from .paths import IS_INSTALLED


@functools.cache
def release_version() -> str:
    """Return the version of the wheel (deploy/wheel_version.py), or of a checkout."""
    return version("cramp-coach") if IS_INSTALLED else f"{__version__}+checkout"
