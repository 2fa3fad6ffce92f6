"""Saying a step of a routine: the move first, then the hold with its cues, then the question."""

from __future__ import annotations

from dataclasses import replace

from ..catalog import Catalog, Passage, Step
from . import cards, conditions, ladder
from .scenes import Hold, StepScene
from .speech import Speech, hold, passage, seconds
from .state import InStep, Paused
from .turn import Card, Request, Turn

#: A hold that is nearly over is not worth resuming for less than this, in seconds.
SHORTEST_HOLD = 10


def say_step(request: Request, state: InStep, *extra: Passage, left: int | None = None) -> Turn:
    """Say the step that *state* is at, in the wording it names.

    Args:
        request: What is being answered.
        state: The step to say; when its hold will be over is worked out here.
        extra: What to add while the move is being made.
        left: Seconds of the hold that remain, if part of it is already done.
    """
    step = ladder.rung(request.catalog, state)
    words = (step.move, step.how) if state.wording == "first" else (step.again,)
    lead = (*(p for text in words for p in passage(text, step.claims)), *extra)
    return _with_hold(request, state, step, lead, step.hold_seconds if left is None else left)


def first_step(request: Request, state: InStep, *extra: Passage) -> Turn:
    """Say the first step of a routine, and put the whole of it on a card.

    After the move come what a newly named situation adds, what to stop for, what to mind with
    the listener's conditions, and *extra*.
    """
    catalog = request.catalog
    routine = catalog.routines[state.routine]
    heard = (*(request.step.situations if request.step else ()), *conditions.implied(request))
    new = [catalog.situations[named] for named in state.situations[-1:] if named not in heard]
    notes = [situation.say for situation in new]
    caution = next((s.caution for s in new if s.caution), routine.caution)
    mind = conditions.to_mind(request)
    said = (passage for passage in (*notes, caution, *mind, *extra) if passage)
    return replace(say_step(request, state, *said), card=_card(request, state))


def go_on(request: Request, state: InStep, lead: Passage, left: int) -> Turn:
    """Say *lead*, hold for *left* more seconds, and ask the step's question."""
    step = ladder.rung(request.catalog, state)
    return _with_hold(request, state, step, (lead,), left)


def left_of(request: Request, state: InStep) -> int:
    """Return how many seconds of the hold remain at the time of the request, or of the rest."""
    if isinstance(request.place, Paused):
        return request.place.left
    step = ladder.rung(request.catalog, state)
    return max(0, min(step.hold_seconds, state.until - request.at))


def question(request: Request, step: Step) -> tuple[Speech, Speech]:
    """Return what the step asks, and the reprompt that coaches on."""
    catalog = request.catalog
    if step.question:
        return (
            passage(step.question.say, step.claims),
            passage(step.question.reprompt, step.claims),
        )
    coach = passage(step.coach, step.claims)
    return (catalog.prompt("easing"),), (*coach, catalog.prompt("easing-reprompt"))


def _with_hold(request: Request, state: InStep, step: Step, lead: Speech, left: int) -> Turn:
    catalog, pace = request.catalog, state.pace
    held = hold(step.cues, step.hold_seconds, left, step.claims, pace) if left else ()
    ease = passage(step.ease, step.claims) if left else ()
    asked, reprompt = question(request, step)
    ready = seconds(lead, pace)
    shown = scene(catalog, state, Hold(ready, left))
    if _is_end(catalog, state):
        routine = catalog.routines[state.routine]
        done = (*routine.aftercare, catalog.prompt("bedtime-done"))
        return Turn((*lead, *held, *ease, *done), pace=pace, scene=replace(shown, ends=True))
    there = replace(state, until=request.at + round(ready) + left)
    said = (*lead, *held, *ease, *asked)
    return Turn(said, there, reprompt=reprompt, pace=pace, scene=shown)


def scene(catalog: Catalog, state: InStep, hold: Hold) -> StepScene:
    """Return what a screen shows of the step that *state* is at, with its hold as it stands."""
    count = len(ladder.rungs(catalog, state.routine, state.situations))
    title, step = catalog.routines[state.routine].title, ladder.rung(catalog, state)
    return StepScene(title, step, state.step % count + 1, count, hold)


def _is_end(catalog: Catalog, state: InStep) -> bool:
    """Return whether the bedtime routine is finished with this step; relief goes round again."""
    purpose = catalog.routines[state.routine].purpose
    return purpose == ladder.BEDTIME and ladder.is_last(catalog, state)


def _card(request: Request, state: InStep) -> Card | None:
    """Return the whole routine to read, unless it is the one under way: once is enough."""
    here = request.step
    same = here and (here.routine, here.situations) == (state.routine, state.situations)
    if same and request.conditions == request.heard:
        return None
    return cards.of_routine(request.catalog, state.routine, state.situations, request.conditions)
