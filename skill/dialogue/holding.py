"""Staying with a step: how long, slower, once more, a rest. None where no step is being done."""

from __future__ import annotations

from dataclasses import replace

from ..catalog import Passage
from . import ladder, relief
from .scenes import Hold
from .speech import LONGEST_PAUSE, Pause
from .state import InStep, Paused
from .steps import SHORTEST_HOLD, first_step, go_on, left_of, say_step, scene
from .turn import Request, Turn, ask


def hold_time(request: Request) -> Turn | None:
    """Say how much longer to hold, and hold that long; None where nothing is being held."""
    place = request.step
    if place is None or not ladder.rung(request.catalog, place).hold_seconds:
        return None
    left = left_of(request, place)
    if left < SHORTEST_HOLD:
        return go_on(request, place, request.catalog.prompt("hold-over"), 0)
    spoken = max(SHORTEST_HOLD, round(left / 5) * 5)
    lead = request.catalog.prompt("hold-left", seconds=str(spoken))
    return go_on(request, place, lead, left)


def slower(request: Request) -> Turn | None:
    """Say the step again, and everything after it, at a slow pace."""
    place = request.step
    if place is None:
        return None
    return say_step(request, replace(ladder.other_words(place), pace="slow"))


def repeat(request: Request) -> Turn | None:
    """Say the step again as it was."""
    place = request.step
    return say_step(request, place) if place else None


def pause(request: Request) -> Turn | None:
    """Let the listener rest, and ask when to go on."""
    place, catalog = request.place, request.catalog
    if isinstance(place, Paused):
        return _rest(request, catalog.prompt("paused-still"), place)
    if not isinstance(place, InStep):
        return None
    return _rest(request, catalog.prompt("paused"), Paused(place, left_of(request, place)))


def resume(request: Request) -> Turn | None:
    """Go back into the stretch for what remained of it."""
    place = request.step
    if place is None:
        return None
    remains = request.place.left if isinstance(request.place, Paused) else 0
    left = remains if remains >= SHORTEST_HOLD else None
    return say_step(request, ladder.other_words(place), left=left)


def start_over(request: Request) -> Turn:
    """Begin the routine again at its first step, or begin one."""
    place = request.step
    if place is None:
        return relief.start(request)
    if place.step == 0:
        return first_step(request, ladder.other_words(place))
    return first_step(request, ladder.stands_at(request.catalog, place, 0))


def _rest(request: Request, lead: Passage, place: Paused) -> Turn:
    """Say *lead*, leave the listener in peace for a while, and ask whether to go on."""
    turn = ask(request, "go-on", place, lead, Pause(LONGEST_PAUSE))
    resting = Hold(ready=0, left=place.left, running=False)
    return replace(turn, scene=scene(request.catalog, place.place, resting))
