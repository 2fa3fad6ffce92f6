"""Choose the routine for a muscle and situations, its steps, its cautions and its aftercare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog import Catalog, MuscleId, Passage, Routine, RoutineId, SituationId, Step
from .state import InStep

#: The muscle when none is named. Its routine is the one for the calf, where most cramps are.
UNNAMED_MUSCLE = MuscleId.LEG
#: The purpose of the routines that are no relief.
BEDTIME = "bedtime"
#: This situation restarts the same routine; it is dropped with the next situation.
OTHER_LEG = SituationId.OTHER_LEG
#: The most cautions that are spoken before the first hold, so that the hold begins soon.
MOST_CAUTIONS = 2


@dataclass(frozen=True)
class Cautions:
    """The cautions of a routine (when to stop, what to avoid), the most urgent first."""

    #: Spoken after the first move, before the hold.
    first: tuple[Passage, ...]
    #: Spoken after the first hold. The card has them as well.
    later: tuple[Passage, ...]

    @property
    def all(self) -> tuple[Passage, ...]:
        """All cautions, in the order of the card."""
        return (*self.first, *self.later)


def choose(catalog: Catalog, muscle: str, situations: tuple[str, ...]) -> str:
    """Return the id of the most specific routine for *muscle* in *situations*.

    Situations that outrank the others (an unsafe place, for example deep water) decide first, then
    the latest situation that has a routine. A helper gets the routine for helpers in that place, if
    there is one; whether the listener helps decides last.
    """
    ordinary = catalog.muscles[muscle].routine
    wanted = set(catalog.routines[ordinary].muscles)
    named = [(one, catalog.situations[one]) for one in reversed(situations)]
    is_helping = any(about.helping for _, about in named)
    for situation, _ in sorted(named, key=lambda one: (not one[1].outranks, one[1].helping)):
        fitting = _routines_in(catalog, situation, helping=is_helping)
        for key, routine in fitting.items():
            if wanted & set(routine.muscles):
                return key
        for key, routine in fitting.items():
            if not routine.muscles:
                return key
    return ordinary


def _routines_in(catalog: Catalog, situation: str, *, helping: bool) -> dict[str, Routine]:
    """Return the relief routines for *situation*; for a helper those for helpers, if any."""
    fitting = {
        key: routine
        for key, routine in catalog.routines.items()
        if situation in routine.situations and routine.purpose != BEDTIME
    }
    theirs = {key: routine for key, routine in fitting.items() if routine.helping}
    if helping and theirs:
        return theirs
    return {key: routine for key, routine in fitting.items() if not routine.helping}


def bedtime(catalog: Catalog, situations: tuple[str, ...]) -> str:
    """Return the id of the bedtime routine for *situations*, or else of the general one."""
    for key, routine in catalog.routines.items():
        if routine.purpose == BEDTIME and set(routine.situations) & set(situations):
            return key
    return RoutineId.BEDTIME


def steps_of(catalog: Catalog, state: InStep) -> tuple[Step, ...]:
    """Return the steps of the routine in *state* that its situations and effort allow, in order."""
    steps = steps_in(catalog, state.routine, state.situations)
    if state.effort == "gentle" and any(step.gentle and not step.once for step in steps):
        return tuple(step for step in steps if step.gentle)
    return steps


def steps_in(catalog: Catalog, routine: str, situations: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps of *routine* that are possible in *situations*, once-steps first.

    A once-step makes the place safe, so it precedes other steps, and no posture leaves it out.
    """
    steps = catalog.routines[routine].steps
    once = tuple(step for step in steps if step.once and not {*step.not_for} & {*situations})
    rest = tuple(step for step in steps if not step.once)
    for situation in situations:
        rest = _possible(catalog, rest, situation) or rest
    starts = [catalog.situations[s].start for s in situations if catalog.situations[s].start]
    if starts:
        rest = tuple(sorted(rest, key=lambda step: step.posture != starts[-1]))
    return once + rest


def cautions(
    catalog: Catalog,
    routine: Routine,
    situations: tuple[str, ...],
    stated: tuple[str, ...] = (),
    heard: tuple[str, ...] = (),
) -> Cautions:
    """Return the cautions of *routine*, the most urgent first.

    Passages with the emergency number come first. Then, the latest first within each group:
    the cautions of the situations (if there are none, of the routine), the notes of the conditions
    *stated* but not yet *heard*, and the cautions of the conditions.
    """
    number, _ = catalog.emergency
    conditions = [catalog.conditions[named] for named in reversed(stated)]
    new = [catalog.conditions[named].say for named in reversed(stated) if named not in heard]
    own = [catalog.situations[named].caution for named in reversed(situations)]
    sooner = [condition.caution for condition in conditions]
    listed = (*(own if any(own) else [routine.caution]), *new, *sooner)
    found = list(dict.fromkeys(one for one in listed if one))
    found.sort(key=lambda one: not (number and number in one.say))
    first = tuple(_fitting(found))
    rest = [one for one in found if one not in first]
    if routine.caution_after and not any(own):
        rest.append(routine.caution_after)
    return Cautions(first, tuple(rest))


def aftercare(
    catalog: Catalog, routine: Routine, situations: tuple[str, ...]
) -> tuple[Passage, ...]:
    """Return the aftercare of the latest situation that has one, or else of the routine.

    A routine for helpers is about one situation, so its own aftercare is returned.
    """
    if routine.helping:
        return routine.aftercare
    own = (catalog.situations[named].aftercare for named in reversed(situations))
    return next((found for found in own if found), routine.aftercare)


def _fitting(found: list[Passage]) -> Iterator[Passage]:
    """Yield the first of *found*, and others up to MOST_CAUTIONS sentences in total."""
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
