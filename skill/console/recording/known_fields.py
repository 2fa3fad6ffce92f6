"""Checks for all kinds of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import ConsoleError


def reject_unknown_fields(place: str, document: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise ConsoleError if *document* has fields that are not *known*."""
    known = list(known)
    unknown = [str(name) for name in document if name not in known]
    if unknown:
        raise ConsoleError(
            f"{place}: unknown {', '.join(sorted(unknown))}; known: {', '.join(known)}"
        )
