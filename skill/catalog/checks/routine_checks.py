"""Check routines: instruction first, a cue every ten seconds, a step for every situation."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator

from ...common.sentences import first_sentence
from ...common.speaking_time import speaking_seconds
from ..catalog import Catalog
from ..content_place import ROUTINES, ContentPlace
from ..model import Muscle, Routine, Situation, Step
from ..speech_limits import (
    COUNTDOWN_SECONDS,
    FIRST_SENTENCE_WORDS,
    LEAD_SECONDS,
    SILENCE_SECONDS,
)

#: The most characters that fit on a small round screen in two lines of large type.
LONGEST_SHORT = 45
#: What is said of an id that is not in the file or folder whose name follows.
_UNKNOWN = "is unknown: correct the id, or add it to "


def routines(catalog: Catalog) -> Iterator[str]:
    """Yield the problems of all routines and their steps."""
    for key, routine in catalog.routines.items():
        place = ContentPlace(catalog.language, ROUTINES, key)
        for muscle in routine.muscles:
            if muscle not in catalog.muscles:
                yield f"{place}: muscles: {muscle} {_UNKNOWN}muscles.yaml"
        for situation in routine.situations:
            if situation not in catalog.situations:
                yield f"{place}: situations: {situation} {_UNKNOWN}situations.yaml"
        if routine.tip and routine.tip not in catalog.tips:
            yield f"{place}: tip: {routine.tip} {_UNKNOWN}prevention.yaml"
        yield from _steps(routine, catalog, place)
    yield from _rivals(catalog)


def _rivals(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each routine that can never be chosen because of another one."""
    for (one, first), (two, second) in itertools.combinations(catalog.routines.items(), 2):
        same = (first.purpose, first.helping) == (second.purpose, second.helping)
        if (
            same
            and _meet(first.muscles, second.muscles)
            and _meet(first.situations, second.situations)
        ):
            place = ContentPlace(catalog.language, ROUTINES, two)
            yield (
                f"{place}: is for the same muscles and situations as {one}.yaml: "
                "change muscles, situations or purpose, or delete one of them"
            )


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return bool(set(first) & set(second)) or first == second == ()


def coaching(catalog: Catalog) -> Iterator[str]:
    """Yield the problems of the limits of coaching."""
    place = ContentPlace(catalog.language, "coaching")
    for name in ("longest_seconds", "most_rounds"):
        if getattr(catalog.coaching, name) < 1:
            yield f"{place}: {name}: is less than 1: write a larger number"
    if not catalog.coaching.claims:
        yield f"{place}: rests on no claim: add claims, with ids from claims.yaml"
    for claim in catalog.coaching.claims:
        if claim not in catalog.claims:
            yield f"{place}: claims: {claim} {_UNKNOWN}claims.yaml"


def _steps(routine: Routine, catalog: Catalog, place: ContentPlace) -> Iterator[str]:
    if not routine.steps:
        yield f"{place}: steps: is empty: write at least one step"
    if len({step.id for step in routine.steps}) != len(routine.steps):
        yield f"{place}: steps: two have the same id: rename one"
    if routine.steps and all(step.once for step in routine.steps):
        yield f"{place}: steps: every one is done once: write one that can be repeated"
    for before, after in itertools.pairwise(routine.steps):
        if after.once and not before.once:
            yield (
                f"{place}: {after.id}: is done once, but follows {before.id}, which is not: "
                "move it up"
            )
    for step in routine.steps:
        yield from _step(step, catalog, place.inside(step.id))


def _step(step: Step, catalog: Catalog, place: ContentPlace) -> Iterator[str]:
    for name, text in (("move", step.move), ("again", step.again)):
        words = len(first_sentence(text).split())
        if words > FIRST_SENTENCE_WORDS:
            yield (
                f"{place}: {name}: first sentence has {words} words: "
                f"use at most {FIRST_SENTENCE_WORDS}"
            )
        if "?" in text:
            yield f"{place}: {name}: asks something: begin with an instruction"
    short = step.short or step.move
    if len(short) > LONGEST_SHORT:
        yield (
            f"{place}: short: has {len(short)} characters, {short!r}: use at most {LONGEST_SHORT}"
        )
    if step.move == step.again:
        yield f"{place}: again: is the same as move: use other words"
    yield from (f"{place}: {problem}" for problem in _hold(step))
    for situation in step.not_for:
        if situation not in catalog.situations:
            yield f"{place}: not_for: {situation} {_UNKNOWN}situations.yaml"
    leads_to = step.question.if_no if step.question else "next"
    if leads_to not in {"next", "again", *catalog.warnings}:
        yield (
            f"{place}: question: if_no: {leads_to} is neither next, again nor a warning sign: "
            "use one of them"
        )


def _hold(step: Step) -> Iterator[str]:
    """Yield what is wrong with the times of the hold of *step*."""
    last = step.hold_seconds - COUNTDOWN_SECONDS
    if step.hold_seconds < 0 or 0 < step.hold_seconds <= COUNTDOWN_SECONDS:
        yield f"hold_seconds: is {step.hold_seconds}: use more than {COUNTDOWN_SECONDS}, or none"
        return
    for before, after in itertools.pairwise(cue.at for cue in step.cues):
        if after <= before:
            yield f"cue at {after}: comes after the one at {before}: put them in order of time"
            return
    if step.cues and step.cues[-1].at >= last:
        yield (
            f"cue at {step.cues[-1].at}: is too late in a hold of {step.hold_seconds} seconds, "
            f"which counts down from second {last}: use an earlier second, or a longer hold"
        )
        return
    for before, after in _silences(step):
        if not 0 < after - before <= SILENCE_SECONDS:
            yield (
                f"cues: nothing is said from second {before} to {after} of the hold: "
                f"add a cue, so that no silence is over {SILENCE_SECONDS} seconds"
            )


def _silences(step: Step) -> Iterable[tuple[int, int]]:
    """Return the seconds before and after each silence of the hold of *step*."""
    marks = [cue.at for cue in step.cues]
    if not (marks or step.hold_seconds):
        return ()
    if step.halfway:
        bisect.insort(marks, step.halfway)
    return itertools.pairwise([0, *marks, step.hold_seconds - COUNTDOWN_SECONDS])


def muscles(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each muscle without a routine, or without a step in a situation."""
    for key, muscle in catalog.muscles.items():
        place = ContentPlace(catalog.language, "muscles", key)
        if muscle.routine not in catalog.routines:
            yield f"{place}: routine: {muscle.routine} {_UNKNOWN}routines/"
            continue
        routine = catalog.routines[muscle.routine]
        lead = _lead_seconds(routine, muscle)
        # A name of no single muscle also says how to name another one.
        if key in routine.muscles and lead > LEAD_SECONDS:
            yield (
                f"{place}: {lead:.1f} seconds of speech between the first move of "
                f"{muscle.routine} and its hold, not {LEAD_SECONDS}: shorten how, caution or say"
            )
        for name, situation in catalog.situations.items():
            if not _possible(routine, name, situation):
                yield f"{place}: no step of {muscle.routine} can be done when {name}: add one there"


def _lead_seconds(routine: Routine, muscle: Muscle) -> float:
    """Return the estimated seconds between the first sentence of *routine* and its first hold."""
    step = next((step for step in routine.steps if step.hold_seconds), None)
    if step is None:
        return 0.0
    rest = step.move.removeprefix(first_sentence(step.move))
    passages = (routine.caution, muscle.say)
    said = (rest, step.how, *(passage.say for passage in passages if passage))
    return sum(speaking_seconds(words) for words in said if words.strip())


def _possible(routine: Routine, name: str, situation: Situation) -> bool:
    return any(
        name not in step.not_for and (not situation.postures or step.posture in situation.postures)
        for step in routine.steps
    )
