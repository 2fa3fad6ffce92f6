"""Which routine serves a muscle in some situations, with which steps, cautions and aftercare."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog, MuscleId, Passage, Routine, RoutineId, SituationId, Step
from .state import InStep

#: Taken for granted when no muscle is named: most cramps are in the calf.
UNNAMED_MUSCLE = MuscleId.LEG
#: The purpose of the routines that are no relief.
BEDTIME = "bedtime"
#: Changing legs starts the same routine anew; it is not a situation that lasts.
OTHER_LEG = SituationId.OTHER_LEG
#: How many sentences of caution are said before the first hold. A person in pain takes in no more.
MOST_CAUTIONS = 2


def choose(catalog: Catalog, muscle: str, situations: tuple[str, ...]) -> str:
    """Return the id of the routine for *muscle*, the most special one that *situations* allow.

    The latest situation that has a routine decides. A place that must be made safe first goes
    before it: a wheelchair or a child changes nothing about deep water.
    """
    ordinary = catalog.muscles[muscle].routine
    wanted = set(catalog.routines[ordinary].muscles)
    latest_first = reversed(situations)
    for situation in sorted(latest_first, key=lambda s: not catalog.situations[s].outranks):
        fitting = {
            key: routine
            for key, routine in catalog.routines.items()
            if situation in routine.situations and routine.purpose != BEDTIME
        }
        for key, routine in fitting.items():
            if wanted & set(routine.muscles):
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
    return RoutineId.BEDTIME


def steps_of(catalog: Catalog, state: InStep) -> tuple[Step, ...]:
    """Return the steps of the routine of *state* that can be done, in the order to try them."""
    steps = steps_in(catalog, state.routine, state.situations)
    if state.effort == "gentle" and any(step.gentle and not step.once for step in steps):
        return tuple(step for step in steps if step.gentle)
    return steps


def steps_in(catalog: Catalog, routine: str, situations: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps of *routine* that can be done in *situations*, once-steps first.

    A once-step makes the place safe, so no situation leaves it out or puts another before it.
    """
    steps = catalog.routines[routine].steps
    once = tuple(step for step in steps if step.once)
    rest = tuple(step for step in steps if not step.once)
    for situation in situations:
        rest = _possible(catalog, rest, situation) or rest
    starts = [catalog.situations[s].start for s in situations if catalog.situations[s].start]
    if starts:
        rest = tuple(sorted(rest, key=lambda step: step.posture != starts[-1]))
    return once + rest


def cautions(
    catalog: Catalog, routine: Routine, situations: tuple[str, ...]
) -> tuple[Passage, ...]:
    """Return what to stop for, both spoken and written: each situation's own, or the routine's.

    At most two sentences: those that name the emergency number first, then the latest. One that
    does not fit is left out as a whole.
    """
    own = [catalog.situations[named].caution for named in reversed(situations)]
    found = [caution for caution in own if caution]
    if not found:
        return (routine.caution,) if routine.caution else ()
    number, _ = catalog.emergency
    found.sort(key=lambda caution: not (number and number in caution.say))
    return tuple(_fitting(found))


def aftercare(
    catalog: Catalog, routine: Routine, situations: tuple[str, ...]
) -> tuple[Passage, ...]:
    """Return what the latest of *situations* needs afterwards, or else what the routine says."""
    own = (catalog.situations[named].aftercare for named in reversed(situations))
    return next((found for found in own if found), routine.aftercare)


def _fitting(found: list[Passage]) -> Iterator[Passage]:
    """Yield the first of *found*, and each further one for which there is room."""
    left = MOST_CAUTIONS
    for number, caution in enumerate(found):
        sentences = sum(caution.say.count(mark) for mark in ".?!")
        if number and sentences > left:
            continue
        left -= sentences
        yield caution


def _possible(catalog: Catalog, steps: tuple[Step, ...], situation: str) -> tuple[Step, ...]:
    postures = catalog.situations[situation].postures
    return tuple(
        step
        for step in steps
        if situation not in step.not_for and (not postures or step.posture in postures)
    )
