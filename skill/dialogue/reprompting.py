"""Repeat the question of the current state after other passages."""

from __future__ import annotations

from ..catalog import Passage
from . import steps
from .state import Asked, InStep, OpenQuestion, Paused, SharpPain, SignAsked, Told, Warned
from .turn import Request, Turn, ask


def ask_again(request: Request, *before: Passage) -> Turn:
    """Return a turn with *before* and the question of the current state, which does not change."""
    place = request.place
    if isinstance(place, InStep) and request.ladder:
        question, reprompt = steps.question(request, request.ladder.step)
        return Turn((*before, *question), place, reprompt, pace=place.pace)
    if isinstance(place, Paused):
        return ask(request, request.catalog.prompts.go_on, place, *before)
    if isinstance(place, SharpPain):
        return ask(request, request.catalog.prompts.easing, place, *before)
    if isinstance(place, Told):
        return ask(request, request.catalog.prompts.offer[place.offer], place, *before)
    if isinstance(place, OpenQuestion):
        return ask(request, request.catalog.prompts.your_question, place, *before)
    if isinstance(place, Warned):
        return ask(request, request.catalog.prompts.which_sign, place, *before)
    if isinstance(place, SignAsked):
        settles = request.catalog.questions[place.sign]
        return Turn((*before, settles.ask), place, (settles.reprompt,), pace=request.pace)
    return ask(request, request.catalog.prompts.cramping_now, Asked(), *before)
