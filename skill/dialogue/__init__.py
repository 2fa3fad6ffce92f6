"""What to say next: pure functions from a Request to a Turn."""

from __future__ import annotations
