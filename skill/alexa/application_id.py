"""Check which skill an envelope is for."""

from __future__ import annotations

from typing import Any

#: The reason to refuse a request for another skill, or without a skill ID.
ANOTHER_SKILL = "the request is for another skill"


def is_for(skill_id: str, envelope: object) -> bool:
    """Return whether *envelope* has this skill's ID in its context and in its session, if any."""
    holders = [member(envelope, "context", "System")]
    if (session := member(envelope, "session")) is not None:
        holders.append(session)
    return all(member(holder, "application", "applicationId") == skill_id for holder in holders)


def member(value: object, *path: str) -> Any:
    """Return the value at *path* in nested JSON objects, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
