"""Read untrusted JSON values: what is not of the expected type is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def json_object(value: object) -> Mapping[str, Any]:
    """Return *value* if it is a JSON object, or else an empty one."""
    return value if isinstance(value, dict) else {}


def json_list(value: object) -> list[Any]:
    """Return *value* if it is a JSON array, or else an empty one."""
    return value if isinstance(value, list) else []
