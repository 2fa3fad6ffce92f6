"""Handlers for commands during a step: how long, slower, repeat, pause, resume, start over."""

from __future__ import annotations

from dataclasses import replace

from ...catalog import AnswerId
from ..state import InStep, Paused, SharpPain
from ..steps import SHORTEST_HOLD, first_step, go_on, left_of, rest, say_step
from ..turn import Request, Turn
from . import answers, relief


def hold_time(request: Request) -> Turn:
    """Return the rest of the current hold, or the topic about the length of a hold."""
    return _hold_left(request) or answers.tell(request, "answer", AnswerId.HOLD_TIME)


def _hold_left(request: Request) -> Turn | None:
    """Return the remaining seconds of the hold and continue it; None without a hold."""
    ladder = request.ladder
    if ladder is None or not ladder.step.hold_seconds:
        return None
    left = left_of(request, ladder)
    if left < SHORTEST_HOLD:
        return go_on(request, ladder, 0, request.catalog.prompts.hold_over)
    spoken = max(SHORTEST_HOLD, round(left / 5) * 5)
    lead = request.catalog.prompts.hold_left.fill(seconds=str(spoken))
    return go_on(request, ladder, left, lead)


def slower(request: Request) -> Turn | None:
    """Return the step again, and set the slow pace for the following steps; None without one."""
    if request.ladder is None:
        return None
    again = request.ladder.in_other_words()
    return say_step(request, replace(again, state=replace(again.state, pace="slow")))


def repeat(request: Request) -> Turn | None:
    """Return the step again in the same words; None without a step."""
    return say_step(request, request.ladder) if request.ladder else None


def pause(request: Request) -> Turn | None:
    """Return a rest and ask whether to go on; None without a step."""
    place, prompts, ladder = request.place, request.catalog.prompts, request.ladder
    if isinstance(place, SharpPain):
        return rest(request, prompts.paused_still, place, prompts.easing)
    if isinstance(place, Paused):
        return rest(request, prompts.paused_still, place, prompts.go_on)
    if not isinstance(place, InStep) or ladder is None:
        return None
    paused = Paused(place, left_of(request, ladder))
    return rest(request, prompts.paused, paused, prompts.go_on)


def resume(request: Request) -> Turn | None:
    """Return the step again for the remaining seconds of its hold; None without a step."""
    if isinstance(request.place, SharpPain):
        return relief.gently(request)
    if request.ladder is None:
        return None
    remains = request.place.left if isinstance(request.place, Paused) else 0
    left = remains if remains >= SHORTEST_HOLD else None
    return say_step(request, request.ladder.in_other_words(), left=left)


def start_over(request: Request) -> Turn:
    """Return the first step of the routine that is not a once-step, or start a routine."""
    if request.ladder is None:
        return relief.start(request)
    return first_step(request, request.ladder.begun_again())
