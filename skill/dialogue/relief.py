"""Leading somebody through a cramp, step by step, and out of it.

Each function answers one thing people say, or returns None where it makes no sense.
"""

from __future__ import annotations

from dataclasses import replace

from ..catalog import Passage, Routine
from . import ladder, warnings
from .state import InStep
from .steps import first_step, say_step
from .turn import Request, Turn, ask

#: After this many seconds a cramp is not ours to coach any more (claim triage.ten_minutes).
TOO_LONG = 600


def launch(request: Request) -> Turn:
    """Open with the first move; add what else can be asked for those who have no cramp now."""
    return _begin(request, ladder.UNNAMED_MUSCLE, (), request.catalog.prompt("launch"))


def start(request: Request) -> Turn:
    """Answer a cramp with the first move for its muscle and situation."""
    place = request.step
    situations = _with(place.situations if place else (), request.slots.get("situation"))
    if "muscle" in request.unknown:
        return ask(request, "unknown-muscle", request.place)
    muscle = request.slots.get("muscle")
    if muscle is None:
        return _unnamed(request)
    return _begin(request, muscle, situations)


def situation(request: Request) -> Turn | None:
    """Change what is said to fit who is cramping, or where."""
    named = request.slots.get("situation")
    if named is None:
        return ask(request, "unknown-situation", request.place) if request.unknown else None
    place = request.step
    if place is None:
        return _begin(request, ladder.UNNAMED_MUSCLE, _with((), named))
    routine = request.catalog.routines[place.routine]
    if routine.purpose == ladder.BEDTIME:
        return _bedtime(request, _with(place.situations, named))
    return _begin(
        request, ladder.muscle(routine), _with(place.situations, named), began=_began(place, named)
    )


def bedtime(request: Request) -> Turn:
    """Guide the stretches that may help before sleep."""
    return _bedtime(request, ())


def still_hurts(request: Request) -> Turn:
    """Go to the next rung, or begin where nothing has begun; after ten minutes, call somebody."""
    place = request.step
    return _climb(request, place) if place else _unnamed(request)


def advance(request: Request) -> Turn | None:
    """Go to the next step."""
    place = request.step
    return _climb(request, place) if place else None


def back(request: Request) -> Turn | None:
    """Go to the step before; at the first one, say it in other words."""
    place = request.step
    if place is None:
        return None
    return say_step(request, replace(place, step=max(0, place.step - 1)), again=place.step == 0)


def yes(request: Request) -> Turn | None:
    """Take "yes" to a step's question: mostly, that it is easing."""
    place = request.step
    if place is None:
        return None
    question = ladder.rung(request.catalog, place).question
    if question and question.if_yes == "next":
        return say_step(request, replace(place, step=place.step + 1))
    return helped(request)


def no(request: Request) -> Turn | None:
    """Take "no" to a step's question: the next rung, the same again, or a warning sign."""
    place = request.step
    if place is None:
        return None
    question = ladder.rung(request.catalog, place).question
    leads_to = question.if_no if question else "next"
    if leads_to == "next":
        return _climb(request, place)
    if leads_to == "again":
        return say_step(request, place, again=True)
    return warnings.say_sign(request, leads_to)


def helped(request: Request) -> Turn:
    """Close after a cramp has let go: what to do now, one tip, goodbye."""
    catalog, place = request.catalog, request.step
    routine = catalog.routines[place.routine if place else _ordinary(request)]
    after: list[Passage] = [catalog.prompt("eased"), *_aftercare(request, routine, place)]
    if routine.tip:
        after.append(catalog.tips[routine.tip])
    return Turn((*after, catalog.prompt("disclaimer"), catalog.prompt("rest-well")))


def _unnamed(request: Request) -> Turn:
    return _begin(request, ladder.UNNAMED_MUSCLE, _with((), request.slots.get("situation")))


def _begin(
    request: Request,
    muscle: str,
    situations: tuple[str, ...],
    *extra: Passage,
    began: int | None = None,
) -> Turn:
    catalog, place = request.catalog, request.step
    routine = ladder.choose(catalog, muscle, situations)
    state = InStep(
        routine=routine,
        step=0,
        began=request.at if began is None else began,
        until=request.at,
        situations=situations,
        pace=place.pace if place else "normal",
    )
    guess = catalog.muscles[muscle].say if routine == _ordinary(request, muscle) else None
    again = place is not None and (place.routine, place.step) == (routine, 0)
    return first_step(request, state, *((guess,) if guess else ()), *extra, again=again)


def _bedtime(request: Request, situations: tuple[str, ...]) -> Turn:
    routine = ladder.bedtime(request.catalog, situations)
    return first_step(request, InStep(routine, 0, request.at, request.at, situations))


def _climb(request: Request, place: InStep) -> Turn:
    """Take the next step, unless this cramp has lasted too long for another."""
    following = replace(place, step=place.step + 1)
    relief = request.catalog.routines[place.routine].purpose != ladder.BEDTIME
    lasted = request.at - place.began >= TOO_LONG
    if relief and (lasted or ladder.rounds(request.catalog, following) >= ladder.MOST_ROUNDS):
        return warnings.say_sign(request, "ten-minutes")
    return say_step(request, following)


def _aftercare(request: Request, routine: Routine, place: InStep | None) -> tuple[Passage, ...]:
    """Return what the latest situation needs afterwards, or else what the routine says."""
    for named in reversed(place.situations if place else ()):
        if own := request.catalog.situations[named].aftercare:
            return own
    return routine.aftercare


def _with(situations: tuple[str, ...], named: str | None) -> tuple[str, ...]:
    """Add a situation, the latest last; the other leg is not one that stays."""
    kept = tuple(s for s in situations if s not in (named, ladder.OTHER_LEG))
    return (*kept, named) if named else kept


def _began(place: InStep, named: str) -> int | None:
    return None if named == ladder.OTHER_LEG else place.began


def _ordinary(request: Request, muscle: str = ladder.UNNAMED_MUSCLE) -> str:
    return request.catalog.muscles[muscle].routine
