"""Questions about cramps: a few passages, how sure anyone is, and one offer."""

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
from ..state import SignAsked, Told
from ..turn import Card, Handler, Request, Turn, ask
from . import step_commands

#: The topic made of the prevention tips.
PREVENTION = "prevention"
#: How many passages are said at once; nobody takes in more by ear.
MOST_PASSAGES = 3
#: What is offered after each kind of topic, unless the topic offers something else.
OFFERS: Mapping[Kind, Offer] = {
    "answer": "prevention",
    "cause": "prevention",
    "context": "prevention",
    "medicine": "doctor",
    "remedy": "prevention",
}
#: Topics that offer to go on for as long as they have more to say.
LISTS = {PREVENTION, AnswerId.DOCTOR}
#: The kind and the topic whose every answer ends in advice not to stop a medicine.
MEDICINES = {"medicine", AnswerId.MEDICINES}


@dataclass(frozen=True)
class _Slot:
    """How one slot chooses a topic."""

    name: str
    kind: Kind
    #: What answers when the slot is empty.
    unnamed: tuple[Kind, str]
    #: Asks again about a value that is not in our lists.
    unknown: Callable[[Prompts], AskedPrompt]


def _about(slot: _Slot) -> Handler:
    def handle(request: Request) -> Turn:
        """Tell about what was named, or in general where nothing was."""
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
        """Tell what there is to say to a plain question."""
        return tell(request, "answer", topic)

    return handle


prevention = _plain(PREVENTION)
what_is_cramp = _plain(AnswerId.WHAT_IS_CRAMP)
after_care = _plain(AnswerId.AFTERCARE)
doctor = _plain(AnswerId.DOCTOR)


def stop_medicine(request: Request) -> Turn:
    """Say whether to stop the medicine that was talked about last, or any."""
    catalog, place = request.catalog, request.place
    told = find(catalog, place.kind, place.topic) if isinstance(place, Told) else None
    safety = told.safety if told else None
    return ask_again(request, safety or catalog.prompts.medicine_safety)


def hold_time(request: Request) -> Turn:
    """Say how long to hold a stretch: what is left of this one, or in general."""
    return step_commands.hold_time(request) or tell(request, "answer", AnswerId.HOLD_TIME)


def tell(request: Request, kind: Kind, key: str, start: int = 0) -> Turn:
    """Say the next passages of a topic from *start* on, how sure they are, and one offer.

    An open question about a sign is asked again instead of the offer.
    """
    catalog = request.catalog
    topic = find(catalog, kind, key)
    end = min(start + MOST_PASSAGES, len(topic.say))
    place = request.step
    offer = "resume" if place else _offer(topic, kind, key, end)
    state = Told(kind, key, start, end, offer, place)
    said = (*topic.say[start:end], *_closing(request, topic, state))
    if isinstance(request.place, SignAsked):
        return replace(ask_again(request, *said), card=_card(request, topic, state))
    offered = catalog.prompts.offer[offer]
    turn = ask(request, offered, state, *said)
    scene = scenes.answer(catalog, topic.name, topic.say[start:end], offered.ask.say)
    return replace(turn, card=_card(request, topic, state), scene=scene)


def more(request: Request) -> Turn | None:
    """Go on with the topic being talked about; None where there is none."""
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
    """Say the last passages again; None where none have been said."""
    place = request.place
    if not isinstance(place, Told):
        return None
    start = max(0, place.end - 1) if place.start == place.end else place.start
    return tell(request, place.kind, place.topic, start)


def find(catalog: Catalog, kind: Kind, key: str) -> Topic:
    """Return a topic; prevention is made of the tips, in their order."""
    if (kind, key) == ("answer", PREVENTION):
        return Topic(catalog.prompts.prevention_title.say, tuple(catalog.tips.values()))
    return catalog.topics[kind][key]


def exists(catalog: Catalog, state: Told) -> bool:
    """Return whether *state* names what this catalog has; one from an older release may not."""
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
    """Return what follows a topic's first passages: its hedge, and the disclaimer if it is due."""
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
    """Return the whole answer to read, unless it is being talked about already."""
    here = request.place
    if isinstance(here, Told) and (here.kind, here.topic) == (state.kind, state.topic):
        return None
    return cards.of_topic(request.catalog, topic, *_always(request.catalog, topic, state))
