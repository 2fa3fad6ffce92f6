"""What the known facts about the listener (situations and conditions) change in answers."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import Catalog, Condition, Passage, Situation
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


def facts(request: Request) -> tuple[Situation | Condition, ...]:
    """Return the known situations, then the known conditions, each in the order of its file.

    That order is the order of risk: where only one fact can decide, the first one does.
    """
    catalog, listener = request.catalog, request.listener
    situations = {*request.situations, *listener.situations}
    return (
        *(one for key, one in catalog.situations.items() if key in situations),
        *(one for key, one in catalog.conditions.items() if key in listener.conditions),
    )


def _asked_about(request: Request) -> tuple[Situation | Condition, ...]:
    """Return the situations and conditions of the context of the last question."""
    catalog, last = request.catalog, request.listener.context
    every: list[Situation | Condition] = [*catalog.situations.values()]
    every += catalog.conditions.values()
    return tuple(one for one in every if last and one.context == last)


def context(request: Request) -> str:
    """Return the context that answers why this listener cramps, or an empty text."""
    return next((fact.context for fact in facts(request) if fact.context), "")


def doctor(request: Request) -> tuple[Passage, ...]:
    """Return when this listener needs a doctor sooner than others."""
    return tuple(fact.doctor for fact in facts(request) if fact.doctor)


def all_aftercare(request: Request) -> tuple[Passage, ...]:
    """Return the aftercare of all facts that change it."""
    found = (passage for fact in facts(request) for passage in fact.aftercare)
    return tuple(dict.fromkeys(found))


def sign_of(request: Request, named: str) -> str:
    """Return the sign that *named* means for this listener, or in the context last asked about."""
    known = (*facts(request), *_asked_about(request))
    changed = (one for fact in known for one in fact.signs if one.sign == named)
    return next((one.becomes for one in changed), named)
