"""APL documents, for screens and for audio, built from a Turn."""

from __future__ import annotations
