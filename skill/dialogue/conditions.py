"""Aftercare and situations that follow from conditions (diabetes, blood thinners, …)."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import Catalog, Passage
from .turn import Request


def aftercare(catalog: Catalog, stated: Sequence[str]) -> tuple[Passage, ...]:
    """Return the aftercare passages of the conditions *stated*."""
    return tuple(one for named in stated for one in catalog.conditions[named].aftercare)


def add_implied(request: Request, situations: tuple[str, ...]) -> tuple[str, ...]:
    """Return the situations that the listener's conditions imply, then the other *situations*."""
    return (*(one for one in implied(request) if one not in situations), *situations)


def implied(request: Request) -> tuple[str, ...]:
    """Return the situations that the listener's conditions imply."""
    known = request.catalog.conditions
    found = (situation for named in request.conditions for situation in known[named].implies)
    return tuple(dict.fromkeys(found))
