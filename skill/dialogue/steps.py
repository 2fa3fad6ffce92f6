"""Saying a step of a routine: the move first, then the hold with its cues, then the question."""

from __future__ import annotations

from dataclasses import replace

from ..catalog import AskedPrompt, Catalog, Passage, Step
from . import cards, conditions, routine_choice
from .ladder import Ladder
from .scenes import Hold, StepScene
from .speech import LONGEST_PAUSE, Pause, Speech, hold, passage, seconds
from .state import InStep, Paused, SharpPain
from .turn import Card, Request, Turn, ask

#: A hold that is nearly over is not worth resuming for less than this, in seconds.
SHORTEST_HOLD = 10


def say_step(request: Request, ladder: Ladder, *extra: Passage, left: int | None = None) -> Turn:
    """Say the step that *ladder* is at, in the wording its state names.

    Args:
        request: What is being answered.
        ladder: The step to say; when its hold will be over is worked out here.
        extra: What to add while the move is being made.
        left: Seconds of the hold that remain, if part of it is already done.
    """
    step = ladder.step
    words = (step.move, step.how) if ladder.state.wording == "first" else (step.again,)
    lead = (*(p for text in words for p in passage(text, step.claims)), *extra)
    return _with_hold(request, ladder, lead, step.hold_seconds if left is None else left)


def first_step(request: Request, ladder: Ladder, *extra: Passage) -> Turn:
    """Say the first step of a routine, and put the whole of it on a card.

    After the move come what a newly named situation adds, what to stop for, what to mind with
    the listener's conditions, and *extra*.
    """
    catalog, state = request.catalog, ladder.state
    heard = (*(request.step.situations if request.step else ()), *conditions.implied(request))
    new = (catalog.situations[named].say for named in state.situations[-1:] if named not in heard)
    routine = catalog.routines[state.routine]
    said = (
        *(note for note in new if note),
        *routine_choice.cautions(catalog, routine, state.situations),
        *conditions.to_mind(request),
        *extra,
    )
    return replace(say_step(request, ladder, *said), card=_card(request, state))


def go_on(request: Request, ladder: Ladder, lead: Passage, left: int) -> Turn:
    """Say *lead*, hold for *left* more seconds, and ask the step's question."""
    return _with_hold(request, ladder, (lead,), left)


def left_of(request: Request, ladder: Ladder) -> int:
    """Return how many seconds of the hold remain at the time of the request, or of the rest."""
    if isinstance(request.place, Paused):
        return request.place.left
    return max(0, min(ladder.step.hold_seconds, ladder.state.until - request.at))


def rest(request: Request, lead: Passage, place: Paused | SharpPain, question: AskedPrompt) -> Turn:
    """Say *lead*, leave a silence, and ask *question*; a screen shows the hold stopped."""
    turn = ask(request, question, place, lead, Pause(LONGEST_PAUSE))
    left = place.left if isinstance(place, Paused) else 0
    resting = Hold(ready=0, left=left, running=False)
    stopped = Ladder.at(request.catalog, place.place)
    return replace(turn, scene=scene(request.catalog, stopped, resting))


def question(request: Request, step: Step) -> tuple[Speech, Speech]:
    """Return what the step asks, and the reprompt that coaches on."""
    catalog = request.catalog
    if step.question:
        return (
            passage(step.question.say, step.claims),
            passage(step.question.reprompt, step.claims),
        )
    coach = passage(step.coach, step.claims)
    return (catalog.prompts.easing.ask,), (*coach, catalog.prompts.easing.reprompt)


def _with_hold(request: Request, ladder: Ladder, lead: Speech, left: int) -> Turn:
    catalog, step, pace = request.catalog, ladder.step, ladder.state.pace
    held = hold(step.cues, step.hold_seconds, left, step.claims, pace) if left else ()
    ease = passage(step.ease, step.claims) if left else ()
    asked, reprompt = question(request, step)
    ready = seconds(lead, pace)
    shown = scene(catalog, ladder, Hold(ready, left))
    if _is_end(catalog, ladder):
        routine = catalog.routines[ladder.state.routine]
        done = (*routine.aftercare, catalog.prompts.bedtime_done)
        return Turn((*lead, *held, *ease, *done), pace=pace, scene=replace(shown, ends=True))
    there = replace(ladder.state, until=request.at + round(ready) + left)
    said = (*lead, *held, *ease, *asked)
    return Turn(said, there, reprompt=reprompt, pace=pace, scene=shown)


def scene(catalog: Catalog, ladder: Ladder, hold: Hold) -> StepScene:
    """Return what a screen shows of the step that *ladder* is at, with its hold as it stands."""
    title = catalog.routines[ladder.state.routine].title
    return StepScene(title, ladder.step, ladder.number, ladder.count, hold)


def _is_end(catalog: Catalog, ladder: Ladder) -> bool:
    """Return whether the bedtime routine is finished with this step; relief goes round again."""
    purpose = catalog.routines[ladder.state.routine].purpose
    return purpose == routine_choice.BEDTIME and ladder.is_last


def _card(request: Request, state: InStep) -> Card | None:
    """Return the whole routine to read, unless it is the one under way: once is enough."""
    here = request.step
    same = here and (here.routine, here.situations) == (state.routine, state.situations)
    if same and request.conditions == request.heard:
        return None
    return cards.of_routine(request.catalog, state.routine, state.situations, request.conditions)
