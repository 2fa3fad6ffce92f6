"""Choose the next turn of a conversation: pure functions from a Request to a Turn."""

from __future__ import annotations
