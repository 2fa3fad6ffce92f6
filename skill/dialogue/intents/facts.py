"""Answer stated facts without losing the current step, and questions with the known facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...catalog import Passage
from .. import conditions
from ..ladder import Ladder
from ..listener import latest_last
from ..reprompting import ask_again
from ..state import InStep, Paused, Place, SharpPain, SignAsked, SignSaid, Told, Warned, WhatElse
from ..steps import go_on, left_of, say_step
from ..turn import Handler, Request, Turn
from . import answers, relief
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
    """Adapt the stretch to a situation; without one, acknowledge who the answers are for."""
    catalog = request.catalog
    facts = [catalog.situations[key] for key in request.named("situation")]
    answered = isinstance(request.place, Told | WhatElse | SignSaid) and request.step is None
    if not answered or not facts or not all(one.context or one.helping for one in facts):
        return advised_first(relief.situation)(request)
    contexts = (catalog.topics["context"][one.context] for one in facts if one.context)
    return ask_again(request, *[topic.say[0] for topic in contexts] or [catalog.prompts.noted])


def medicine(request: Request) -> Turn | None:
    """Return the topic of a medicine; during a step, acknowledge one that is also a condition."""
    told = condition(request) if request.stated and isinstance(request.place, InStep) else None
    return told or answers.medicine(request)


def remedy(request: Request) -> Turn | None:
    """Return the topic of a remedy, after the caution of a condition in the same sentence."""
    turn = answers.remedy(request)
    if turn is None or not request.stated:
        return turn
    minds = (request.catalog.conditions[key].say for key in request.stated)
    return replace(turn, speech=(*minds, *turn.speech))


def why(request: Request) -> Turn | None:
    """Return why cramps come: for a listener with a fact that explains them, that comes first."""
    own, named = conditions.context(request), request.slots.get("context")
    if not own or "context" in request.unknown or named in _personal_contexts(request):
        return answers.why(request)
    if named is None or request.stated or request.named("situation"):
        return answers.tell(request, "context", own)
    first = request.catalog.topics["context"][own].say[0]
    return _preceded(answers.why(request), () if request.known.context else (first,))


def _with_facts(handler: Handler, added: Callable[[Request], tuple[Passage, ...]]) -> Handler:
    """Return *handler* with the passages that the known facts add, before its own."""

    def handle(request: Request) -> Turn | None:
        return _preceded(handler(request), added(request)[:MOST_ADDED])

    return handle


prevention = _with_facts(answers.prevention, conditions.tips)
doctor = _with_facts(answers.doctor, conditions.doctor)
after_care = _with_facts(answers.after_care, conditions.all_aftercare)


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
    named = latest_last(place.situations, request.named("situation"))
    situations = conditions.add_implied(request, named)
    if situations == place.situations:
        return place
    here = Ladder.at(request.catalog, place)
    there = Ladder.at(request.catalog, replace(place, situations=situations, step=0))
    return there.at_step(here.step.id, here.round).state
