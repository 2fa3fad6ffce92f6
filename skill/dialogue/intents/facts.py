"""Answer stated facts without losing the current step, and questions with the known facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...catalog import AnswerId, Passage, SignId
from .. import conditions
from ..contexts import context_of
from ..ladder import Ladder, in_situations
from ..listener import latest_last
from ..reprompting import ask_again
from ..routine_choice import OTHER_LEG
from ..state import InStep, Paused, Place, SharpPain, SignAsked, SignSaid, Told, Warned, WhatElse
from ..steps import go_on, left_of, say_step
from ..topics import PREVENTION, variant
from ..turn import Handler, Request, Turn
from . import answers, medicines, relief, warnings
from .sign_doubts import advised_first

#: The most passages that known facts add to an answer.
MOST_ADDED = 2


def condition(request: Request) -> Turn | None:
    """Acknowledge the conditions of the request; return None if none was named.

    During a step the turn has one sentence for each and the rest of the hold. In any other state
    it also explains them and repeats the question of the state.
    """
    if not request.stated:
        return _unknown(request) if request.unknown else None
    if request.is_launched:
        # Nothing was said about a cramp now: the fact is explained, and a cramp asked about.
        request = replace(request, state=None)
    if turn := _other_variant(request):
        return turn
    stated = [request.catalog.conditions[key] for key in request.stated]
    minds = [one.say for one in stated]
    if isinstance(request.place, InStep):
        return _go_on(request, request.place, *minds)
    adapted = replace(request, state=_adapted(request))
    if request.step or isinstance(request.place, SignAsked | SignSaid):
        return ask_again(adapted, *minds)
    said = ((one.acknowledge, one.say, one.caution) for one in stated)
    return ask_again(adapted, *(passage for group in said for passage in group if passage))


def situation(request: Request) -> Turn | None:
    """Adapt the stretch to a situation; without one, acknowledge who the answers are for.

    A situation that is known already does not begin the stretch again.
    """
    catalog = request.catalog
    facts = [catalog.situations[key] for key in request.named("situation")]
    if "situation" in request.slots and _is_known(request):
        return _continue(request, catalog.prompts.noted)
    if turn := _other_variant(request):
        return turn
    answered = isinstance(request.place, Told | WhatElse | SignSaid) and request.step is None
    if not answered or not facts or not all(one.context or one.helping for one in facts):
        return advised_first(relief.situation)(request)
    contexts = (catalog.topics["context"][one.context] for one in facts if one.context)
    return ask_again(request, *[topic.say[0] for topic in contexts] or [catalog.prompts.noted])


def _is_known(request: Request) -> bool:
    """Return whether the situations of the request are known, and none is unsafe or another leg."""
    known, situations = request.situations, request.catalog.situations
    return all(
        one in known and one != OTHER_LEG and not situations[one].outranks
        for one in request.named("situation")
    )


def _continue(request: Request, *said: Passage) -> Turn:
    """Return *said*, then the rest of the hold or the question of the state."""
    if isinstance(request.place, InStep) and request.ladder:
        return go_on(request, request.ladder, left_of(request, request.ladder), *said)
    return ask_again(request, *said)


def _other_variant(request: Request) -> Turn | None:
    """Return the last topic again, if the facts of the request lead to another variant of it."""
    place = request.place
    if not isinstance(place, Told):
        return None
    named = context_of(request)
    if variant(request.catalog, place.kind, place.topic, named) == place.topic:
        return None
    return answers.tell(request, place.kind, place.topic)


def medicine(request: Request) -> Turn | None:
    """Return the topic of a medicine; during a step, acknowledge one that is also a condition."""
    in_step = isinstance(request.place, InStep) and not request.is_launched
    told = condition(request) if request.stated and in_step else None
    return told or medicines.medicine(request)


def remedy(request: Request) -> Turn | None:
    """Return the topic of a remedy, after the caution of a stated condition."""
    minds = [request.catalog.conditions[key].say for key in request.stated]
    return _preceded(answers.remedy(request), tuple(minds))


def why(request: Request) -> Turn | None:
    """Return why cramps come: for a listener with a fact that explains them, that comes first."""
    own, named = conditions.context(request), request.slots.get("context")
    if not own:
        known = request.catalog.conditions
        return _preceded(
            answers.why(request), tuple(known[one].acknowledge for one in request.stated)
        )
    if named in _personal_contexts(request):
        return answers.why(request)
    if named is None or request.stated or request.named("situation"):
        return answers.tell(request, "context", own)
    first = request.catalog.topics["context"][own].say[0]
    return _preceded(answers.why(request), () if request.known.context else (first,))


def _with_facts(topic: str, added: Callable[[Request], tuple[Passage, ...]]) -> Handler:
    """Return a handler of *topic* with the passages that the known facts add, before its own.

    They replace the order for the listener's contexts, which would say nearly the same.
    """

    def handle(request: Request) -> Turn | None:
        first = added(request)[:MOST_ADDED]
        slot = tuple(filter(None, (request.slots.get("context"),)))
        turn = answers.tell(request, "answer", topic, named=slot if first else None)
        return _preceded(turn, first)

    return handle


_when_to_see_a_doctor = _with_facts(AnswerId.DOCTOR, conditions.doctor)
_soreness = _with_facts(AnswerId.AFTERCARE, conditions.all_aftercare)


def doctor(request: Request) -> Turn | None:
    """Return when to see a doctor; about another part of the body, what was said about it."""
    place = request.place
    is_elsewhere = isinstance(place, Told) and place.kind == answers.BODY_PART
    return answers.again(request) if is_elsewhere else _when_to_see_a_doctor(request)


def after_care(request: Request) -> Turn | None:
    """Return how to look after a sore leg; after the list of signs, soreness is one of them."""
    if isinstance(request.place, Warned):
        return warnings.answer(request, SignId.ONE_LEG_SORE)
    return _soreness(request)


#: The handler of each topic that has passages for contexts.
BY_CONTEXT: Mapping[str, Handler] = {
    AnswerId.AFTERCARE: after_care,
    AnswerId.DOCTOR: doctor,
    PREVENTION: answers.prevention,
}


def in_context(request: Request) -> Turn | None:
    """Return the answer to the last question for another context; without one, why cramps come."""
    if "context" not in request.slots and not request.unknown:
        return None
    place = request.place
    last = place.topic if isinstance(place, Told) and place.kind == "answer" else ""
    return BY_CONTEXT.get(last, why)(request)


def _preceded(turn: Turn | None, said: tuple[Passage, ...]) -> Turn | None:
    """Return *turn* with *said* first, without passages of its own that would say it again."""
    if turn is None:
        return None
    return replace(turn, speech=(*said, *(part for part in turn.speech if part not in said)))


def _personal_contexts(request: Request) -> set[str]:
    """Return the contexts that explain the cramps of particular people."""
    catalog = request.catalog
    people = {one.context for one in catalog.situations.values()}
    return (people | {one.context for one in catalog.conditions.values()}) - {""}


def _unknown(request: Request) -> Turn:
    """Acknowledge a condition that is not in the catalog, and continue."""
    said = request.catalog.prompts.unknown_condition
    if isinstance(request.place, InStep):
        return _go_on(request, request.place, said)
    return ask_again(request, said)


def _go_on(request: Request, place: InStep, *said: Passage) -> Turn:
    """Return *said* and the rest of the hold, or the first step if this one is now impossible."""
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, _step(request, place))
    if there.step.id != here.step.id:
        return say_step(request, there, *said)
    return go_on(request, there, left_of(request, here), *said)


def _adapted(request: Request) -> Place:
    """Return the state with the step that it returns to adapted to the new facts."""
    place = request.place
    if isinstance(place, Paused | SharpPain):
        return replace(place, place=_step(request, place.place))
    if isinstance(place, Told | Warned | SignAsked | SignSaid) and place.place:
        return replace(place, place=_step(request, place.place))
    return place


def _step(request: Request, place: InStep) -> InStep:
    """Return *place* with the new and the implied situations, at the same step or the first.

    A situation may remove steps before this one, which changes the step number.
    """
    named = latest_last(request.lasting(place.situations), request.named("situation"))
    situations = conditions.add_implied(request, named)
    if situations == place.situations:
        return place
    return in_situations(request.catalog, place, situations)
