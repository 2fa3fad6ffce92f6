"""Whether an envelope is for this skill, however it came here."""

from __future__ import annotations

from typing import Any

from .refusal import Refused


def check_recipient(envelope: object, skill_id: str) -> None:
    """Raise Refused unless *envelope* names this skill, in its context and in its session."""
    holders = [member(envelope, "context", "System")]
    if (session := member(envelope, "session")) is not None:
        holders.append(session)
    for holder in holders:
        if member(holder, "application", "applicationId") != skill_id:
            raise Refused("the request is for another skill")


def member(value: object, *path: str) -> Any:
    """Return what is at this path of nested objects, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
