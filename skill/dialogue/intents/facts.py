"""A fact stated about the listener: acknowledged, and whatever was under way goes on."""

from __future__ import annotations

from dataclasses import replace

from ...catalog import Passage
from .. import conditions
from ..ladder import Ladder
from ..reprompting import ask_again
from ..state import InStep, Paused, Place, SharpPain, SignAsked, Told, Warned
from ..steps import go_on, left_of, say_step
from ..turn import Request, Turn
from . import answers


def condition(request: Request) -> Turn | None:
    """Acknowledge a condition; None where none was named.

    In a step one sentence is said, and the rest of the hold is held. At any other place what the
    condition means is said as well, and the question of the place is asked again.
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
    """Tell about a medicine; in a step, acknowledge one that is a condition as well."""
    told = condition(request) if request.stated and isinstance(request.place, InStep) else None
    return told or answers.medicine(request)


def remedy(request: Request) -> Turn | None:
    """Tell about a remedy; first what to mind with a condition stated in the same sentence."""
    turn = answers.remedy(request)
    if turn is None or request.stated is None:
        return turn
    mind = request.catalog.conditions[request.stated].say
    return replace(turn, speech=(mind, *turn.speech))


def _unknown(request: Request) -> Turn:
    """Acknowledge a condition that the catalog has not, and go on."""
    said = request.catalog.prompts.unknown_condition
    if isinstance(request.place, InStep):
        return _go_on(request, request.place, said)
    return ask_again(request, said)


def _go_on(request: Request, place: InStep, said: Passage) -> Turn:
    """Say *said* and hold on; begin again where the step can no longer be done."""
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, _step(request, place))
    if there.step.id != here.step.id:
        return say_step(request, there, said)
    return go_on(request, there, said, left_of(request, here))


def _adapted(request: Request) -> Place:
    """Return the place with the step it goes back to changed to fit the new condition."""
    place = request.place
    if isinstance(place, Paused | SharpPain):
        return replace(place, place=_step(request, place.place))
    if isinstance(place, Told | Warned | SignAsked) and place.place:
        return replace(place, place=_step(request, place.place))
    return place


def _step(request: Request, place: InStep) -> InStep:
    """Return *place* with the situations that the conditions imply, at the same step or the first.

    A situation may leave out steps before this one, so that its number changes.
    """
    situations = conditions.add_implied(request, place.situations)
    if situations == place.situations:
        return place
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, replace(place, situations=situations, step=0))
    return there.at_step(here.step.id, here.round).state
