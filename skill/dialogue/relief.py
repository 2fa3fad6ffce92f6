"""Leading somebody through a cramp, step by step, and out of it.

Each function answers one thing people say, or returns None where it makes no sense.
"""

from __future__ import annotations

from dataclasses import replace

from ..catalog import Passage
from . import conditions, ladder, scenes, warnings
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
    if "muscle" in request.unknown:
        return ask(request, "unknown-muscle", request.place)
    under_way = _relief_under_way(request)
    kept = request.step.situations if request.step else ()
    named = request.slots.get("muscle", ladder.UNNAMED_MUSCLE)
    muscle = under_way.muscle if under_way and named == ladder.UNNAMED_MUSCLE else named
    return _begin(request, muscle, _with(kept, request.slots.get("situation")))


def situation(request: Request) -> Turn | None:
    """Change what is said to fit who is cramping, or where."""
    named = request.slots.get("situation")
    if named is None:
        return ask(request, "unknown-situation", request.place) if request.unknown else None
    place = request.step
    if place and not _relief_under_way(request):
        return _bedtime(request, _with(place.situations, named))
    return start(request)


def bedtime(request: Request) -> Turn:
    """Guide the stretches that may help before sleep."""
    return _bedtime(request, ())


def still_hurts(request: Request) -> Turn:
    """Go to the next rung, or begin where nothing has begun; after ten minutes, call somebody."""
    under_way = _relief_under_way(request)
    return _climb(request, under_way) if under_way else start(request)


def advance(request: Request) -> Turn | None:
    """Go to the next step."""
    return _climb(request, request.step) if request.step else None


def back(request: Request) -> Turn | None:
    """Go to the step before; at the first one, say it in other words."""
    place = request.step
    if place is None:
        return None
    if place.step == 0:
        return say_step(request, ladder.other_words(place))
    return say_step(request, ladder.stands_at(request.catalog, place, place.step - 1))


def yes(request: Request) -> Turn | None:
    """Take "yes" to a step's question: mostly, that it is easing."""
    place = request.step
    if place is None:
        return None
    question = ladder.rung(request.catalog, place).question
    if question and question.if_yes == "next":
        return say_step(request, ladder.stands_at(request.catalog, place, place.step + 1))
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
        return _too_late(request, place) or say_step(request, ladder.other_words(place))
    return warnings.say_sign(request, leads_to)


def helped(request: Request) -> Turn:
    """Close after a cramp has let go: what to do now, one tip, goodbye."""
    catalog, place = request.catalog, request.step
    ordinary = catalog.muscles[ladder.UNNAMED_MUSCLE].routine
    routine = catalog.routines[place.routine if place else ordinary]
    situations = place.situations if place else ()
    eased = catalog.prompt("eased")
    own = conditions.aftercare(catalog, request.conditions)
    after = [*ladder.aftercare(catalog, routine, situations), *own]
    if routine.tip:
        after.append(catalog.tips[routine.tip])
    closing = (catalog.prompt("disclaimer"), catalog.prompt("rest-well"))
    scene = scenes.answer(catalog, eased.say, after)
    return Turn((eased, *after, *closing), pace=request.pace, scene=scene)


def _begin(
    request: Request, muscle: str, situations: tuple[str, ...], note: Passage | None = None
) -> Turn:
    """Say the first step for *muscle*; the clock of a cramp that is still the same one runs on."""
    catalog, place = request.catalog, _relief_under_way(request)
    situations = conditions.add_implied(request, situations)
    routine = ladder.choose(catalog, muscle, situations)
    # A leg and its calf are one cramp.
    same = place and catalog.muscles[place.muscle].routine == catalog.muscles[muscle].routine
    began = place.began if place and same and ladder.OTHER_LEG not in situations else request.at
    state = InStep(routine, 0, began, request.at, situations, request.pace, muscle)
    if place and ladder.rung(catalog, place) == ladder.rung(catalog, state):
        state = replace(state, wording=ladder.other_words(place).wording)
    own = catalog.muscles[muscle].say if routine == catalog.muscles[muscle].routine else None
    notes = tuple(found for found in (note or own,) if found)
    return _too_late(request, state) or first_step(request, state, *notes)


def _bedtime(request: Request, situations: tuple[str, ...]) -> Turn:
    situations = conditions.add_implied(request, situations)
    routine = ladder.bedtime(request.catalog, situations)
    now = request.at
    return first_step(
        request, InStep(routine, 0, now, now, situations=situations, pace=request.pace)
    )


def _climb(request: Request, place: InStep) -> Turn:
    """Take the next step, unless this cramp has lasted too long for another."""
    following = ladder.stands_at(request.catalog, place, place.step + 1)
    return _too_late(request, following) or say_step(request, following)


def _too_late(request: Request, place: InStep) -> Turn | None:
    """Return the same-day advice, if this cramp has lasted too long for one more step."""
    catalog = request.catalog
    if catalog.routines[place.routine].purpose == ladder.BEDTIME:
        return None
    rounds = ladder.rounds(catalog, place)
    if request.at - place.began < TOO_LONG and rounds < ladder.MOST_ROUNDS:
        return None
    return warnings.say_sign(request, "ten-minutes")


def _relief_under_way(request: Request) -> InStep | None:
    """Return the step being done, if it is one against a cramp."""
    step = request.step
    if step is None or request.catalog.routines[step.routine].purpose == ladder.BEDTIME:
        return None
    return step


def _with(situations: tuple[str, ...], named: str | None) -> tuple[str, ...]:
    """Add a situation, the latest last; the other leg is not one that stays."""
    kept = tuple(s for s in situations if s not in (named, ladder.OTHER_LEG))
    return (*kept, named) if named else kept
