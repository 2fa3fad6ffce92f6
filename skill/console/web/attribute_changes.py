"""Compare the session attributes before and after a turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Attributes = Mapping[str, Any]


def attribute_changes(before: Attributes, after: Attributes) -> list[dict[str, Any]]:
    """Return each attribute with its value before and after, and what happened to it.

    A member of an object is named by both: ``place.step``.
    """
    old, new = _flat(before), _flat(after)
    names = dict.fromkeys([*old, *new])
    return [
        {
            "name": name,
            "before": old.get(name),
            "after": new.get(name),
            "change": _change(name, old, new),
        }
        for name in names
    ]


def _flat(attributes: Attributes, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in attributes.items():
        inside = isinstance(value, dict) and value
        found |= _flat(value, f"{prefix}{name}.") if inside else {prefix + name: value}
    return found


def _change(name: str, old: Attributes, new: Attributes) -> str:
    if name not in old:
        return "added"
    if name not in new:
        return "removed"
    return "same" if old[name] == new[name] else "changed"
