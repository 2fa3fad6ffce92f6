"""Cramp Coach: an Alexa skill for people with leg cramps."""

from __future__ import annotations

#: The only place of the version; a release changes it and CHANGELOG.md.
__version__ = "0.1.0"
