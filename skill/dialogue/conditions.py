"""What the listener's conditions (diabetes, blood thinners, …) add to a routine."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import Catalog, Passage
from .turn import Request


def to_mind(request: Request) -> tuple[Passage, ...]:
    """Return what to mind in a routine that begins now.

    The statement of a condition is said once; its caution, whenever a routine begins.
    """
    new = [named for named in request.conditions if named not in request.heard]
    known = request.catalog.conditions
    cautions = [caution for named in request.conditions if (caution := known[named].caution)]
    return (*(known[named].say for named in new), *cautions)


def all_to_mind(catalog: Catalog, stated: Sequence[str]) -> tuple[Passage, ...]:
    """Return the statements and the cautions of the conditions *stated*, as they are read."""
    found = [catalog.conditions[named] for named in stated]
    return tuple(one for condition in found for one in (condition.say, condition.caution) if one)


def aftercare(catalog: Catalog, stated: Sequence[str]) -> tuple[Passage, ...]:
    """Return what to do after a cramp because of the conditions *stated*."""
    return tuple(one for named in stated for one in catalog.conditions[named].aftercare)


def add_implied(request: Request, situations: tuple[str, ...]) -> tuple[str, ...]:
    """Return *situations* after those that the listener's conditions imply."""
    return (*(one for one in implied(request) if one not in situations), *situations)


def implied(request: Request) -> tuple[str, ...]:
    """Return the situations that the listener's conditions imply."""
    known = request.catalog.conditions
    found = (situation for named in request.conditions for situation in known[named].implies)
    return tuple(dict.fromkeys(found))
