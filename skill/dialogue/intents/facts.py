"""Answer stated facts (a condition, a medicine, a remedy) without losing the current step."""

from __future__ import annotations

from dataclasses import replace

from ...catalog import Passage
from .. import conditions
from ..ladder import Ladder
from ..reprompting import ask_again
from ..state import InStep, Paused, Place, SharpPain, SignAsked, Told, Warned
from ..steps import go_on, left_of, say_step
from ..turn import Request, Turn
from . import answers, medicines


def condition(request: Request) -> Turn | None:
    """Acknowledge a condition; return None if none was named.

    During a step the turn has one sentence and the rest of the hold. In any other state it also
    explains the condition and repeats the question of the state.
    """
    if request.stated is None:
        return _unknown(request) if request.unknown else None
    stated = request.catalog.conditions[request.stated]
    if isinstance(request.place, InStep):
        return _go_on(request, request.place, stated.say)
    adapted = replace(request, state=_adapted(request))
    if request.step or isinstance(request.place, SignAsked):
        return ask_again(adapted, stated.say)
    caution = (stated.caution,) if stated.caution else ()
    return ask_again(adapted, stated.acknowledge, stated.say, *caution)


def medicine(request: Request) -> Turn | None:
    """Return the topic of a medicine; during a step, acknowledge one that is also a condition."""
    told = condition(request) if request.stated and isinstance(request.place, InStep) else None
    return told or medicines.medicine(request)


def remedy(request: Request) -> Turn | None:
    """Return the topic of a remedy, after the caution of a condition in the same sentence."""
    turn = answers.remedy(request)
    if turn is None or request.stated is None:
        return turn
    mind = request.catalog.conditions[request.stated].say
    return replace(turn, speech=(mind, *turn.speech))


def _unknown(request: Request) -> Turn:
    """Acknowledge a condition that is not in the catalog, and continue."""
    said = request.catalog.prompts.unknown_condition
    if isinstance(request.place, InStep):
        return _go_on(request, request.place, said)
    return ask_again(request, said)


def _go_on(request: Request, place: InStep, said: Passage) -> Turn:
    """Return *said* and the rest of the hold, or the first step if this one is now impossible."""
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, _step(request, place))
    if there.step.id != here.step.id:
        return say_step(request, there, said)
    return go_on(request, there, said, left_of(request, here))


def _adapted(request: Request) -> Place:
    """Return the state with the step that it returns to adapted to the new condition."""
    place = request.place
    if isinstance(place, Paused | SharpPain):
        return replace(place, place=_step(request, place.place))
    if isinstance(place, Told | Warned | SignAsked) and place.place:
        return replace(place, place=_step(request, place.place))
    return place


def _step(request: Request, place: InStep) -> InStep:
    """Return *place* with the situations that the conditions imply, at the same step or the first.

    A situation may remove steps before this one, which changes the step number.
    """
    situations = conditions.add_implied(request, place.situations)
    if situations == place.situations:
        return place
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, replace(place, situations=situations, step=0))
    return there.at_step(here.step.id, here.round).state
