"""Repeat the question of the current state after other passages."""

from __future__ import annotations

from ..catalog import Passage
from . import steps
from .state import Asked, InStep, Paused, SharpPain, SignAsked, SignSaid, Told, Warned, WhatElse
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
    if isinstance(place, Warned):
        return ask(request, request.catalog.prompts.which_sign, place, *before)
    if isinstance(place, SignAsked):
        settles = request.catalog.questions[place.sign]
        return Turn((*before, settles.ask), place, (settles.reprompt,), pace=request.pace)
    if isinstance(place, SignSaid):
        doubt = request.catalog.warnings[place.sign].doubt
        if doubt is None or place.settled:
            return ask(request, request.catalog.prompts.what_else, place, *before)
        return Turn((*before, doubt.ask), place, (doubt.reprompt,), pace=request.pace)
    if isinstance(place, WhatElse):
        return what_else(request, *before)
    return ask(request, request.catalog.prompts.cramping_now, Asked(), *before)


def what_else(request: Request, *before: Passage) -> Turn:
    """Return a turn with *before* and the question what else the listener would like to know."""
    return ask(request, request.catalog.prompts.what_else, WhatElse(), *before)
