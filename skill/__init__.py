"""Cramp Coach: an Alexa skill that coaches people through a leg cramp."""

from __future__ import annotations

#: The one place where the version stands; a release changes it and CHANGELOG.md.
__version__ = "0.1.0"
