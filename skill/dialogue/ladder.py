"""Which routine serves a muscle in a situation, and which of its steps can be done there."""

from __future__ import annotations

from dataclasses import replace

from ..catalog import Catalog, Passage, Routine, Step
from .state import InStep

#: Taken for granted when nobody has named a muscle: most cramps are in the calf.
UNNAMED_MUSCLE = "leg"
BEDTIME = "bedtime"
#: Changing legs starts the same routine anew; it is not a situation that lasts.
OTHER_LEG = "other-leg"
#: How many times a ladder is climbed before somebody else should look at the leg.
MOST_ROUNDS = 3


def choose(catalog: Catalog, muscle: str, situations: tuple[str, ...]) -> str:
    """Return the id of the routine for *muscle*, the most special one that *situations* allow."""
    ordinary = catalog.muscles[muscle].routine
    wanted = catalog.routines[ordinary].muscles
    special = {
        key: routine
        for key, routine in catalog.routines.items()
        if routine.situations and routine.purpose != BEDTIME
    }
    for situation in reversed(situations):
        fitting = {k: r for k, r in special.items() if situation in r.situations}
        for key, routine in fitting.items():
            if set(routine.muscles) & set(wanted):
                return key
        for key, routine in fitting.items():
            if not routine.muscles:
                return key
    return ordinary


def bedtime(catalog: Catalog, situations: tuple[str, ...]) -> str:
    """Return the id of the bedtime routine that *situations* allow."""
    for key, routine in catalog.routines.items():
        if routine.purpose == BEDTIME and set(routine.situations) & set(situations):
            return key
    return BEDTIME


def rungs(catalog: Catalog, routine: str, situations: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps of *routine* that can be done in *situations*, in the order to try them."""
    steps = catalog.routines[routine].steps
    for situation in situations:
        steps = _possible(catalog, steps, situation) or steps
    starts = [catalog.situations[s].start for s in situations if catalog.situations[s].start]
    if starts:
        steps = tuple(sorted(steps, key=lambda step: step.posture != starts[-1]))
    return steps


def caution(catalog: Catalog, routine: Routine, situations: tuple[str, ...]) -> Passage | None:
    """Return what to stop for: what the latest of *situations* adds, or else the routine says."""
    own = (catalog.situations[named].caution for named in reversed(situations))
    return next((found for found in own if found), routine.caution)


def aftercare(
    catalog: Catalog, routine: Routine, situations: tuple[str, ...]
) -> tuple[Passage, ...]:
    """Return what the latest of *situations* needs afterwards, or else what the routine says."""
    own = (catalog.situations[named].aftercare for named in reversed(situations))
    return next((found for found in own if found), routine.aftercare)


def rung(catalog: Catalog, state: InStep) -> Step:
    """Return the step that *state* is at."""
    ladder = rungs(catalog, state.routine, state.situations)
    return ladder[state.step % len(ladder)]


def rounds(catalog: Catalog, state: InStep) -> int:
    """Return how many times the whole ladder has been climbed before this step."""
    return state.step // len(rungs(catalog, state.routine, state.situations))


def is_last(catalog: Catalog, state: InStep) -> bool:
    """Return whether no rung follows before the ladder begins again."""
    ladder = rungs(catalog, state.routine, state.situations)
    return state.step % len(ladder) == len(ladder) - 1


def stands_at(catalog: Catalog, state: InStep, step: int) -> InStep:
    """Return *state* at another step, in the wording that its round of the ladder uses."""
    moved = replace(state, step=step)
    return replace(moved, wording="second" if rounds(catalog, moved) % 2 else "first")


def other_words(state: InStep) -> InStep:
    """Return *state* with the wording that was not spoken last."""
    return replace(state, wording="first" if state.wording == "second" else "second")


def exists(catalog: Catalog, state: InStep) -> bool:
    """Return whether *state* names what this catalog has; one from an older release may not."""
    return (
        state.routine in catalog.routines
        and state.muscle in catalog.muscles
        and state.step >= 0
        and all(situation in catalog.situations for situation in state.situations)
    )


def _possible(catalog: Catalog, steps: tuple[Step, ...], situation: str) -> tuple[Step, ...]:
    postures = catalog.situations[situation].postures
    return tuple(
        step
        for step in steps
        if situation not in step.not_for and (not postures or step.posture in postures)
    )
