"""Build the turn of a step: the move, then the hold with its cues, then the question."""

from __future__ import annotations

from dataclasses import replace

from ..catalog import AskedPrompt, Catalog, Passage, Step
from . import cards, conditions, routine_choice
from .ladder import Ladder
from .scenes import Hold, StepScene
from .speech import (
    LONGEST_PAUSE,
    SENTENCE_PAUSE,
    HoldMarks,
    Pause,
    Speech,
    hold,
    passage,
    seconds,
)
from .state import InStep, Paused, SharpPain
from .turn import Card, Request, Turn, ask

#: The shortest remaining hold that is resumed, in seconds.
SHORTEST_HOLD = 10


def say_step(
    request: Request,
    ladder: Ladder,
    *extra: Passage,
    left: int | None = None,
    after: Speech = (),
) -> Turn:
    """Return the turn of the current step of *ladder*, in the wording of its state.

    Args:
        request: The request to answer.
        ladder: The ladder at the step; the end of the hold in its state is computed here.
        extra: Passages between the move and the hold.
        left: Remaining seconds of the hold; None for the whole hold.
        after: Speech between the hold and the question.
    """
    step = ladder.step
    words = (step.move, step.how) if ladder.state.wording == "first" else (step.again,)
    move = tuple(p for text in words for p in passage(text, step.claims))
    lead = (*move, SENTENCE_PAUSE, *extra) if extra else move
    return _with_hold(request, ladder, lead, step.hold_seconds if left is None else left, after)


def first_step(request: Request, ladder: Ladder, *extra: Passage) -> Turn:
    """Return the turn of the first step of a routine, with the whole routine on its card.

    After the move follow the note of a newly named situation, the most urgent cautions, and
    *extra*; after the hold, the other cautions. Without a hold those are only on the card.
    """
    catalog, state = request.catalog, ladder.state
    said = request.step.situations if request.step else ()
    heard = (*said, *conditions.implied(request))
    new = (catalog.situations[named].say for named in state.situations[-2:] if named not in heard)
    routine = catalog.routines[state.routine]
    mind = routine_choice.cautions(
        catalog, routine, state.situations, request.conditions, request.known.conditions
    )
    notes = (*(note for note in new if note), *mind.first, *extra)
    after = mind.later if ladder.step.hold_seconds else ()
    return replace(say_step(request, ladder, *notes, after=after), card=_card(request, state))


def go_on(request: Request, ladder: Ladder, left: int, *lead: Passage) -> Turn:
    """Return a turn with *lead*, *left* more seconds of the hold, and the step's question."""
    return _with_hold(request, ladder, lead, left)


def left_of(request: Request, ladder: Ladder) -> int:
    """Return the seconds of the hold that remain at the request, or at the start of a pause."""
    if isinstance(request.place, Paused):
        return request.place.left
    return max(0, min(ladder.step.hold_seconds, ladder.state.until - request.at))


def rest(request: Request, lead: Passage, place: Paused | SharpPain, question: AskedPrompt) -> Turn:
    """Return a turn with *lead*, a pause and *question*; the screen shows the hold stopped."""
    turn = ask(request, question, place, lead, Pause(LONGEST_PAUSE))
    left = place.left if isinstance(place, Paused) else 0
    resting = Hold(ready=0, left=left, running=False)
    stopped = Ladder.at(request.catalog, place.place)
    return replace(turn, scene=scene(request.catalog, stopped, resting))


def question(request: Request, step: Step) -> tuple[Speech, Speech]:
    """Return the question of *step*, and the reprompt, which continues the coaching."""
    catalog = request.catalog
    if step.question:
        return (
            passage(step.question.say, step.claims),
            passage(step.question.reprompt, step.claims),
        )
    coach = passage(step.coach, step.claims)
    return (catalog.prompts.easing.ask,), (*coach, catalog.prompts.easing.reprompt)


def _with_hold(
    request: Request, ladder: Ladder, lead: Speech, left: int, after: Speech = ()
) -> Turn:
    catalog, step, pace = request.catalog, ladder.step, ladder.state.pace
    marks = HoldMarks(catalog.prompts.halfway, catalog.prompts.countdown)
    held = hold(step, left, marks, pace) if left else ()
    later = (SENTENCE_PAUSE, *after, SENTENCE_PAUSE) if after else ()
    ease = (*(passage(step.ease, step.claims) if left else ()), *later)
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
    """Return the scene of the current step of *ladder* with the countdown *hold*."""
    title = catalog.routines[ladder.state.routine].title
    return StepScene(title, ladder.step, ladder.number, ladder.count, hold)


def _is_end(catalog: Catalog, ladder: Ladder) -> bool:
    """Return whether this step ends a bedtime routine; a relief routine starts a new round."""
    purpose = catalog.routines[ladder.state.routine].purpose
    return purpose == routine_choice.BEDTIME and ladder.is_last


def _card(request: Request, state: InStep) -> Card | None:
    """Return the card of the routine, or None if the listener has already got the same card."""
    here = request.step
    same = here and (here.routine, here.situations) == (state.routine, state.situations)
    if same and request.conditions == request.known.conditions:
        return None
    return cards.of_routine(request.catalog, state.routine, state.situations, request.conditions)
