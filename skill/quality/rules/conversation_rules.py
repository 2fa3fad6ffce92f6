"""Rules about a whole conversation: nothing forgotten, nothing withheld, nothing said again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...catalog import Condition, Passage, Situation
from ...catalog.intent_names import RELIEF, STILL_HURTS
from ...dialogue.conditions import facts
from ...dialogue.intents.answers import REPEATED
from ...dialogue.intents.facts import MOST_ADDED
from ...dialogue.ladder import Ladder
from ...dialogue.routine_choice import BEDTIME, choose
from ...dialogue.speech import Speech
from ...dialogue.state import InStep, Told
from ...dialogue.turn import Turn
from ..observation import Observation

#: Returns the problem of the last answer of a conversation, or None.
ConversationRule = Callable[[Observation], str | None]
DOCTOR = "DoctorIntent"
WHY = "WhyCrampIntent"
ONWARD = frozenset({STILL_HURTS, "AMAZON.NoIntent"})
#: The number of earlier answers whose moves an answer to "still hurts" does not repeat.
RUNGS = 2


def caution_kept(seen: Observation) -> str | None:
    """Check that a stretch has had the caution of every known fact, in speech or on a card."""
    if seen.said.name != RELIEF or not isinstance(seen.turn.state, InStep):
        return None
    heard = " ".join(_heard(seen))
    for fact in _facts(seen):
        if fact.caution and fact.caution.say not in heard:
            return f"stretches without {fact.caution.say!r}"
    return None


def doctor_kept(seen: Observation) -> str | None:
    """Check that the answer about doctors begins with those of the known facts."""
    if seen.said.name != DOCTOR or not _answers_with(seen, "doctor"):
        return None
    wanted = [fact.doctor.say for fact in _facts(seen) if fact.doctor][:MOST_ADDED]
    said = _texts(seen.turn.speech)
    missing = [words for words in wanted if words not in said]
    return f"forgets {missing[0]!r}" if missing else None


def reason_kept(seen: Observation) -> str | None:
    """Check that the answer to "why" fits a known fact, at least the first time."""
    place = seen.request.place
    asked_before = isinstance(place, Told) and place.kind == "context"
    if seen.said.name != WHY or asked_before or not isinstance(seen.turn.state, Told):
        return None
    own = next((fact.context for fact in _facts(seen) if fact.context), "")
    is_own = not own or seen.turn.state.topic == own
    return None if is_own else f"explains {seen.turn.state.topic}, not {own}"


def person_kept(seen: Observation) -> str | None:
    """Check that every step is in the words for the person who is helped, if there is one."""
    step, catalog = seen.turn.state, seen.request.catalog
    if not isinstance(step, InStep) or catalog.routines[step.routine].purpose == BEDTIME:
        return None
    known = seen.request.listener.situations
    if not any(catalog.situations[one].helping for one in known):
        return None
    helps = any(catalog.situations[one].helping for one in step.situations)
    is_theirs = helps and step.routine == choose(catalog, step.muscle, step.situations)
    return None if is_theirs else f"goes on with {step.routine!r}, not in the words for a helper"


def help_given(seen: Observation) -> str | None:
    """Check that no fact stops a stretch: only a sign of danger does, or the time limit."""
    if seen.said.name != RELIEF or _names_sign(seen):
        return None
    is_helped = isinstance(seen.turn.state, InStep)
    return None if is_helped else f"gives no stretch: {_texts(seen.turn.speech)[0]!r}"


def disclaimer_once(seen: Observation) -> str | None:
    """Check that the disclaimer comes once in a conversation, unless help is asked for."""
    disclaimer = seen.request.catalog.prompts.disclaimer
    if disclaimer not in seen.turn.speech or not seen.request.is_disclaimed:
        return None
    return "says the disclaimer again"


def offer_once(seen: Observation) -> str | None:
    """Check that a new topic does not end with an offer that was made before."""
    state, place = seen.turn.state, seen.request.place
    if not isinstance(state, Told) or state.offer in REPEATED or seen.turn.scene is None:
        return None
    same = isinstance(place, Told) and (place.kind, place.topic) == (state.kind, state.topic)
    is_again = not same and state.offer in seen.request.said
    return f"offers {state.offer!r} again" if is_again else None


def rung_once(seen: Observation) -> str | None:
    """Check that "it still hurts" leads to another move than in the answers before.

    A step that asks whether the place is safe is repeated until it is.
    """
    here, before = seen.turn.state, seen.before
    if seen.said.name not in ONWARD or not isinstance(here, InStep):
        return None
    if Ladder.at(seen.request.catalog, here).step.question:
        return None
    move = _texts(seen.turn.speech)[0]
    for _ in range(RUNGS):
        if before is None or before.said.name == RELIEF:
            return None
        there = before.turn.state
        same = isinstance(there, InStep) and there.situations == here.situations
        if same and _texts(before.turn.speech)[0] == move:
            return f"says {move!r} again"
        before = before.before
    return None


#: Rules about an answer and the conversation before it.
CONVERSATION_RULES: Mapping[str, ConversationRule] = {
    "caution kept": caution_kept,
    "doctor kept": doctor_kept,
    "reason kept": reason_kept,
    "person kept": person_kept,
    "help given": help_given,
    "disclaimer once": disclaimer_once,
    "offer once": offer_once,
    "rung once": rung_once,
}


def _facts(seen: Observation) -> tuple[Situation | Condition, ...]:
    return facts(seen.request)


def _texts(speech: Speech) -> list[str]:
    return [part.say for part in speech if isinstance(part, Passage)]


def _heard(seen: Observation) -> Iterator[str]:
    """Yield the speech and the cards of the conversation."""
    last: Observation | None = seen
    while last is not None:
        yield from _texts(last.turn.speech)
        yield last.turn.card.text if last.turn.card else ""
        last = last.before


def _answers_with(seen: Observation, topic: str) -> bool:
    turn: Turn = seen.turn
    return isinstance(turn.state, Told) and turn.state.topic == topic


def _names_sign(seen: Observation) -> bool:
    last: Observation | None = seen
    while last is not None:
        if "sign" in last.request.slots:
            return True
        last = last.before
    return False
