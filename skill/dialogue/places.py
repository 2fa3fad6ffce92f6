"""Asking again what was asked last, after something else has been said."""

from __future__ import annotations

from ..catalog import Passage
from . import ladder, steps
from .state import Asked, InStep, Paused, SignAsked, Told, Warned
from .turn import Request, Turn, ask


def ask_again(request: Request, *before: Passage) -> Turn:
    """Say *before*, then ask what this place in the conversation asks."""
    place = request.place
    if isinstance(place, InStep):
        question, reprompt = steps.question(request, ladder.rung(request.catalog, place))
        return Turn((*before, *question), place, reprompt, pace=place.pace)
    if isinstance(place, Paused):
        return ask(request, "go-on", place, *before)
    if isinstance(place, Told):
        return ask(request, f"offer-{place.offer}", place, *before)
    if isinstance(place, Warned):
        return ask(request, "which-sign", place, *before)
    if isinstance(place, SignAsked):
        settles = request.catalog.questions[place.sign]
        return Turn((*before, settles.ask), place, (settles.reprompt,), pace=request.pace)
    return ask(request, "cramping-now", Asked(), *before)
