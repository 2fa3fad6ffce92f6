"""Answer questions about cramps: a few passages of a topic, its hedge, and one offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ...catalog import (
    AnswerId,
    AskedPrompt,
    Catalog,
    ContextId,
    Kind,
    Offer,
    Passage,
    Prompts,
    Topic,
)
from .. import cards, scenes
from ..reprompting import ask_again
from ..state import SignAsked, SignSaid, Told
from ..turn import Card, Handler, Request, Turn, ask
from . import step_commands

#: The topic made of the prevention tips.
PREVENTION = "prevention"
#: The most passages of a topic in one turn; more is hard to follow by ear.
MOST_PASSAGES = 3
#: The offer after each kind of topic, unless the topic has its own.
OFFERS: Mapping[Kind, Offer] = {
    "answer": "prevention",
    "cause": "prevention",
    "context": "prevention",
    "medicine": "doctor",
    "remedy": "prevention",
}
#: Topics whose offer is "more" until their last passage.
LISTS = {PREVENTION, AnswerId.DOCTOR}
#: The kind and the topic whose answers all end with the advice not to stop a medicine.
MEDICINES = {"medicine", AnswerId.MEDICINES}


@dataclass(frozen=True)
class _Slot:
    """A slot whose value is the name of a topic."""

    name: str
    kind: Kind
    #: The topic when the slot is empty.
    unnamed: tuple[Kind, str]
    #: Returns the question about an unknown value.
    unknown: Callable[[Prompts], AskedPrompt]


def _about(slot: _Slot) -> Handler:
    def handle(request: Request) -> Turn:
        """Return the topic named by the slot, or the general topic if the slot is empty."""
        if slot.name in request.unknown:
            return ask(request, slot.unknown(request.catalog.prompts), request.place)
        named = request.slots.get(slot.name)
        return tell(request, *((slot.kind, named) if named else slot.unnamed))

    return handle


GENERAL: tuple[Kind, str] = ("context", ContextId.GENERAL)
why = _about(_Slot("context", "context", GENERAL, lambda prompts: prompts.unknown_context))
cause = _about(_Slot("cause", "cause", GENERAL, lambda prompts: prompts.unknown_cause))
medicine = _about(
    _Slot(
        "medicine",
        "medicine",
        ("answer", AnswerId.MEDICINES),
        lambda prompts: prompts.unknown_medicine,
    )
)
remedy = _about(
    _Slot("remedy", "remedy", ("answer", AnswerId.REMEDIES), lambda prompts: prompts.unknown_remedy)
)


def _plain(topic: str) -> Handler:
    def handle(request: Request) -> Turn:
        """Return the topic of a question without a slot."""
        return tell(request, "answer", topic)

    return handle


prevention = _plain(PREVENTION)
what_is_cramp = _plain(AnswerId.WHAT_IS_CRAMP)
after_care = _plain(AnswerId.AFTERCARE)
doctor = _plain(AnswerId.DOCTOR)


def stop_medicine(request: Request) -> Turn:
    """Return the safety passage about the medicine named last, or about medicines in general."""
    catalog, place = request.catalog, request.place
    told = find(catalog, place.kind, place.topic) if isinstance(place, Told) else None
    safety = told.safety if told else None
    return ask_again(request, safety or catalog.prompts.medicine_safety)


def hold_time(request: Request) -> Turn:
    """Return the rest of the current hold, or the topic about the length of a hold."""
    return step_commands.hold_time(request) or tell(request, "answer", AnswerId.HOLD_TIME)


def tell(request: Request, kind: Kind, key: str, start: int = 0) -> Turn:
    """Return the next passages of a topic from *start* on, its hedge, and one offer.

    An open question about a sign is asked again instead of the offer.
    """
    catalog = request.catalog
    topic = find(catalog, kind, key)
    end = min(start + MOST_PASSAGES, len(topic.say))
    place = request.step
    offer = "resume" if place else _offer(topic, kind, key, end)
    state = Told(kind, key, start, end, offer, place)
    said = (*topic.say[start:end], *_closing(request, topic, state))
    if isinstance(request.place, SignAsked | SignSaid):
        return replace(ask_again(request, *said), card=_card(request, topic, state))
    offered = catalog.prompts.offer[offer]
    turn = ask(request, offered, state, *said)
    scene = scenes.answer(catalog, topic.name, topic.say[start:end], offered.ask.say)
    return replace(turn, card=_card(request, topic, state), scene=scene)


def more(request: Request) -> Turn | None:
    """Return the next passages of the current topic; None without a topic."""
    place = request.place
    if not isinstance(place, Told):
        return None
    topic = find(request.catalog, place.kind, place.topic)
    if place.end < len(topic.say):
        return tell(request, place.kind, place.topic, place.end)
    offer: Offer = "relief" if place.offer == "more" else place.offer
    last = replace(place, start=place.end, offer=offer)
    return ask(request, request.catalog.prompts.offer[offer], last, request.catalog.prompts.no_more)


def again(request: Request) -> Turn | None:
    """Return the last passages of the current topic again; None without a topic."""
    place = request.place
    if not isinstance(place, Told):
        return None
    start = max(0, place.end - 1) if place.start == place.end else place.start
    return tell(request, place.kind, place.topic, start)


def find(catalog: Catalog, kind: Kind, key: str) -> Topic:
    """Return a topic; the topic "prevention" consists of the catalog's tips, in order."""
    if (kind, key) == ("answer", PREVENTION):
        return Topic(catalog.prompts.prevention_title.say, tuple(catalog.tips.values()))
    return catalog.topics[kind][key]


def exists(catalog: Catalog, state: Told) -> bool:
    """Return whether *catalog* has every id in *state*, which an older release may have written."""
    tips = (state.kind, state.topic) == ("answer", PREVENTION)
    known = tips or state.topic in catalog.topics.get(state.kind, {})
    return known and 0 <= state.start <= state.end


def _offer(topic: Topic, kind: Kind, key: str, end: int) -> Offer:
    if key in LISTS and end < len(topic.say):
        return "more"
    if topic.offer:
        return topic.offer
    return "bedtime" if key == PREVENTION else OFFERS[kind]


def _closing(request: Request, topic: Topic, state: Told) -> tuple[Passage, ...]:
    """Return what follows the first passages: hedge, safety passage, and once the disclaimer."""
    catalog = request.catalog
    if state.start:
        return ()
    closing = [*([topic.hedge] if topic.hedge else []), *_always(catalog, topic, state)]
    if not isinstance(request.place, Told):
        closing.append(catalog.prompts.disclaimer)
    return tuple(closing)


def _always(catalog: Catalog, topic: Topic, state: Told) -> tuple[Passage, ...]:
    if topic.safety:
        return (topic.safety,)
    return (catalog.prompts.medicine_safety,) if MEDICINES & {state.kind, state.topic} else ()


def _card(request: Request, topic: Topic, state: Told) -> Card | None:
    """Return the card of the topic, or None if the topic is already the current one."""
    here = request.place
    if isinstance(here, Told) and (here.kind, here.topic) == (state.kind, state.topic):
        return None
    return cards.of_topic(request.catalog, topic, *_always(request.catalog, topic, state))
