"""Rules that compare an answer with its request: help first, red flags, stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...catalog import AnswerId, Catalog, Passage, SignId, SituationId, Tier
from ...catalog.intent_names import (
    EMERGENCY,
    LAUNCH,
    RELIEF,
    STILL_HURTS,
    STOP_INTENTS,
    WARNING_SIGN,
)
from ...catalog.speech_limits import FIRST_SENTENCE_WORDS, GOODBYE_WORDS
from ...common.sentences import sentences
from ...dialogue.intents import warnings
from ...dialogue.ladder import Ladder
from ...dialogue.scenes import WarningScene
from ...dialogue.speech import text
from ...dialogue.state import InStep, Launched, SharpPain, SignAsked, SignSaid, State
from ...dialogue.turn import Turn
from ..observation import Observation
from .speech_rules import before_hold, passages

#: Intents that report a cramp.
CRAMP = frozenset({LAUNCH, RELIEF, STILL_HURTS})
ONWARD = frozenset({"AMAZON.NoIntent", "AMAZON.NextIntent", STILL_HURTS})
#: Intents that continue a hold without a new move.
WITHIN_A_HOLD = frozenset(
    {
        "HoldTimeIntent",
        "ConditionIntent",
        "MedicineIntent",
        "PartlyIntent",
        "EasingIntent",
        "NotSureIntent",
        "ReadyIntent",
        "ThanksIntent",
    }
)

ReplyRule = Callable[[Observation], str | None]


def no_fault(seen: Observation) -> str | None:
    """Check that the handler raises nothing."""
    return f"fails: {seen.fault}" if seen.fault else None


def act_first(seen: Observation) -> str | None:
    """Check that the answer to a cramp begins with an instruction of at most twelve words."""
    if not _is_cramp(seen):
        return None
    first = sentences(text(seen.turn.speech))[0]
    if first not in _instructions_to_begin_with(seen):
        return f"answers a cramp with {first!r}"
    if len(first.split()) > FIRST_SENTENCE_WORDS:
        return f"begins with {len(first.split())} words: {first!r}"
    return None


def red_flags(seen: Observation) -> str | None:
    """Check that every state answers a warning sign with its question or with whom to call.

    A sign may also answer the open question about another sign; no sign at all repeats it.
    """
    if seen.said.name == EMERGENCY:
        return _urgent_line(seen, "emergency", first=True)
    if seen.said.name != WARNING_SIGN:
        return None
    catalog, place = seen.request.catalog, seen.request.place
    named = seen.request.slots.get("sign")
    asked = catalog.questions[place.sign] if isinstance(place, SignAsked) else None
    if isinstance(place, SignAsked) and asked and named in asked.yes_signs:
        return _advice_on(seen, asked.if_yes or place.sign)
    if named is None and isinstance(place, SignSaid):
        return _advice_on(seen, place.sign)
    if named is None and asked is None:
        signs = catalog.topics["answer"][AnswerId.WARNING_SIGNS].say[0].say
        return None if signs in _texts_of(seen.turn) else "does not name the signs of danger"
    question = asked if named is None else catalog.questions.get(named)
    if question is not None:
        words = question.ask.say
        return None if words in _texts_of(seen.turn) else f"does not ask {words!r}"
    return _advice_on(seen, str(named))


def cannot_call(seen: Observation) -> str | None:
    """Check that an emergency answer says "I can't call" and what to do, and ends the session."""
    catalog, scene = seen.request.catalog, seen.turn.scene
    call, cannot = catalog.prompts.tier["emergency"].say, catalog.prompts.cannot_call.say
    said = _texts_of(seen.turn)
    urgent = isinstance(scene, WarningScene) and scene.tier in warnings.TELEPHONE
    if not urgent and call not in said:
        return None
    if cannot not in said:
        return f"does not say {cannot!r}"
    if call in said and said.index(cannot) != said.index(call) + 1:
        return f"says {cannot!r} elsewhere than after the call"
    if not {*said} - {call, cannot}:
        return "does not say what to do meanwhile"
    if catalog.prompts.cannot_judge.say in said:
        return "says that it cannot judge"
    return "keeps the session open" if seen.turn.reprompt is not None else None


def stop_means_stop(seen: Observation) -> str | None:
    """Check that the answer to "stop" has at most five words and ends the session."""
    if seen.said.name not in STOP_INTENTS:
        return None
    if seen.turn.reprompt is not None:
        return "does not stop"
    said = text(seen.turn.speech)
    return f"says too much: {said!r}" if len(said.split()) > GOODBYE_WORDS else None


def nothing_twice(seen: Observation) -> str | None:
    """Check that the answer to "no" does not repeat an instruction of the turn before."""
    if seen.said.name not in ONWARD or seen.before is None:
        return None
    twice = _instructions(seen.turn) & _instructions(seen.before.turn)
    twice -= _cautions(seen.request.catalog)
    # An open question about a sign is repeated whole, with its opening words.
    if isinstance(place := seen.request.place, SignAsked):
        twice -= {*sentences(seen.request.catalog.questions[place.sign].ask.say)}
    # The advice on a sign is repeated instead of a stretch until the sign is taken back.
    if isinstance(place, SignSaid):
        twice -= _advice_sentences(seen.request.catalog, place.sign)
    return f"says again: {sorted(twice)[0]!r}" if twice else None


#: Rules about an answer and its request.
REPLY_RULES: Mapping[str, ReplyRule] = {
    "no fault": no_fault,
    "act first": act_first,
    "red flags": red_flags,
    "cannot call": cannot_call,
    "stop": stop_means_stop,
    "nothing twice": nothing_twice,
}


def _is_cramp(seen: Observation) -> bool:
    """Return whether the request reports a cramp, or the answer begins a new move."""
    if seen.request.unknown:
        return False
    here, there = seen.request.step, _state_of(seen.turn)
    if isinstance(there, SharpPain):
        return False
    return seen.said.name in CRAMP or (
        isinstance(there, InStep)
        and seen.said.name not in WITHIN_A_HOLD
        and (here is None or replace(there, until=here.until) != here)
    )


def _state_of(turn: Turn) -> State:
    """Return the state of *turn*, without a `Launched` around it."""
    return turn.state.place if isinstance(turn.state, Launched) else turn.state


def _instructions_to_begin_with(seen: Observation) -> set[str]:
    """Return the allowed first sentences; a closing answer may start with any move or warning."""
    catalog, there = seen.request.catalog, _state_of(seen.turn)
    if isinstance(there, InStep):
        step = Ladder.at(catalog, there).step
        return {sentences(step.move)[0], sentences(step.again)[0]}
    steps = catalog.routines[here.routine].steps if (here := seen.request.step) else ()
    last = {sentences(words)[0] for step in steps for words in (step.move, step.again)}
    for warning in catalog.warnings.values():
        last |= {sentences(one.say)[0] for one in (warning.say, warning.say_helper) if one}
    return last | _answers_about_an_open_sign(seen)


def _answers_about_an_open_sign(seen: Observation) -> set[str]:
    """Return the first sentences that an open question about a sign allows: a danger comes first.

    These are the question again, and the number to call once it stays unanswered.
    """
    catalog, place, named = seen.request.catalog, seen.request.place, seen.request.slots
    situation = named.get("situation")
    is_unsafe = situation is not None and catalog.situations[situation].outranks
    if not isinstance(place, SignAsked) or "muscle" in named or is_unsafe:
        return set()
    question, call = catalog.questions[place.sign].ask, catalog.prompts.tier["emergency"]
    return {sentences(one)[0] for one in (question.say, call.say, *_floating(seen))}


def _floating(seen: Observation) -> set[str]:
    """Return what comes before the number to call in water: how to float; else nothing."""
    step, deep = seen.request.step, seen.request.catalog.warnings[SignId.DEEP_WATER]
    known = (*(step.situations if step else ()), *seen.request.named("situation"))
    if SituationId.IN_WATER not in known:
        return set()
    return {advice.say for advice in (deep.say, deep.say_helper) if advice}


def _advice_on(seen: Observation, named: str) -> str | None:
    """Check that the answer is the advice on the sign *named*, or on an emergency."""
    if named == "emergency":
        return _urgent_line(seen, "emergency", first=True)
    warning = seen.request.catalog.warnings[named]
    first = warning.tier == "emergency" and not warning.act_first
    return _urgent_line(seen, warning.tier, first=first)


def _made_safe(seen: Observation) -> set[str]:
    """Return what may come before the number to call in an unsafe place, such as the wheel."""
    known = (*seen.request.situations, *seen.request.named("situation"))
    found = (seen.request.catalog.situations[one].emergency for one in known)
    return {passage.say for passage in found if passage}


def _urgent_line(seen: Observation, tier: Tier, *, first: bool) -> str | None:
    line, said = seen.request.catalog.prompts.tier[tier].say, _texts_of(seen.turn)
    if line not in said:
        return f"does not say {line!r}"
    if first and said[0] not in {line, *_floating(seen), *_made_safe(seen)}:
        return f"says {said[0]!r} before {line!r}"
    if tier not in warnings.TELEPHONE:
        return None
    return "keeps the session open" if seen.turn.reprompt is not None else None


def _texts_of(turn: Turn) -> list[str]:
    return [part.say for part in turn.speech if isinstance(part, Passage)]


def _advice_sentences(catalog: Catalog, sign: str) -> set[str]:
    """Return the sentences of the advice on *sign*, and of whom to call."""
    warning = catalog.warnings[sign]
    said = (warning.say, warning.say_helper, *warnings.call(catalog, warning.tier))
    return {one for passage in said if passage for one in sentences(passage.say)}


def _cautions(catalog: Catalog) -> set[str]:
    """Return the sentences of all cautions, which every routine may repeat at its start."""
    cautions = [routine.caution for routine in catalog.routines.values()]
    cautions += [situation.caution for situation in catalog.situations.values()]
    cautions += [condition.caution for condition in catalog.conditions.values()]
    return {one for caution in cautions if caution for one in sentences(caution.say)}


def _instructions(turn: Turn) -> set[str]:
    """Return the sentences of health content before the hold, so without cues."""
    found: set[str] = set()
    for part in passages(before_hold(turn.speech)):
        found.update(sentences(part.say) if part.claims or part.corrects else ())
    return {sentence for sentence in found if not sentence.endswith("?")}
