"""Which skill an envelope is for, however it came here."""

from __future__ import annotations

from typing import Any

#: Why a request is refused that is for none, or for a stranger's.
ANOTHER_SKILL = "the request is for another skill"


def is_for(skill_id: str, envelope: object) -> bool:
    """Tell whether *envelope* names this skill, in its context and, if it has one, its session."""
    holders = [member(envelope, "context", "System")]
    if (session := member(envelope, "session")) is not None:
        holders.append(session)
    return all(member(holder, "application", "applicationId") == skill_id for holder in holders)


def member(value: object, *path: str) -> Any:
    """Return what is at this path of nested objects, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
