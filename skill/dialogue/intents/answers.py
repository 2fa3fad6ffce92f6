"""Answer questions about cramps: a few passages of a topic, its hedge, and one offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ...catalog import (
    ActivityId,
    AnswerId,
    AskedPrompt,
    BodyPartId,
    Catalog,
    ContextId,
    Kind,
    Offer,
    Passage,
    Prompts,
    Topic,
)
from ...catalog.speech_limits import PASSAGES_AT_ONCE
from .. import cards, scenes, topics
from ..contexts import context_of
from ..reprompting import ask_again
from ..state import SignAsked, SignSaid, Told
from ..topics import PREVENTION
from ..turn import Card, Handler, Request, Turn, ask

#: The offer after each kind of topic, unless the topic has its own.
OFFERS: Mapping[Kind, Offer] = {
    "activity": "signs",
    "answer": "prevention",
    "body-part": "leg",
    "cause": "prevention",
    "context": "prevention",
    "medicine": "doctor",
    "remedy": "prevention",
}
#: What is offered when the usual offer was made before in the session, in this order.
OTHER_OFFERS: tuple[Offer, ...] = ("doctor", "prevention", "signs", "why")
#: Offers that can be made more than once in a session, because they continue something.
REPEATED: frozenset[Offer] = frozenset({"more", "resume", "leg", "else"})
#: The topic that each offer leads to, which is not offered after itself.
OFFERED: Mapping[Offer, str] = {
    "doctor": AnswerId.DOCTOR,
    "prevention": PREVENTION,
    "signs": AnswerId.WARNING_SIGNS,
    "why": ContextId.GENERAL,
}
#: Topics whose offer is "more" until their last passage.
LISTS = {PREVENTION, AnswerId.DOCTOR}
#: The kind and the topic whose answers all end with the advice not to stop a medicine.
MEDICINES = {"medicine", AnswerId.MEDICINES}
#: A part of the body that is not in the leg; a question about it is not answered with a stretch.
BODY_PART: Kind = "body-part"


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
cause = _about(_Slot("cause", "cause", GENERAL, lambda prompts: prompts.unknown_cause))
remedy = _about(
    _Slot("remedy", "remedy", ("answer", AnswerId.REMEDIES), lambda prompts: prompts.unknown_remedy)
)


def _plain(topic: str) -> Handler:
    def handle(request: Request) -> Turn:
        """Return the topic of a question, in the order that fits the listener."""
        return tell(request, "answer", topic)

    return handle


prevention = _plain(PREVENTION)
what_is_cramp = _plain(AnswerId.WHAT_IS_CRAMP)


def why(request: Request) -> Turn:
    """Return why cramps come in the context of the request, or in one of the listener's."""
    if "context" in request.unknown:
        return ask(request, request.catalog.prompts.unknown_context, request.place)
    known = (*context_of(request)[:1], ContextId.GENERAL)
    return tell(request, "context", request.slots.get("context") or _first_new(request, known))


def activity(request: Request) -> Turn:
    """Return whether an activity is possible after a cramp; without one, activities in general."""
    return tell(request, "activity", request.slots.get("activity", ActivityId.GENERAL))


def elsewhere(request: Request) -> Turn:
    """Return whom to ask about a cramp that is not in the leg or foot."""
    return tell(request, BODY_PART, request.slots.get("body_part", BodyPartId.OTHER))


def tell(
    request: Request,
    kind: Kind,
    key: str,
    second: str = "",
    named: tuple[str, ...] | None = None,
) -> Turn:
    """Return the first passages of a topic, its hedge, and one offer.

    The contexts *named*, or else those of the listener, choose a variant of the topic and the order
    of its passages.
    """
    named = context_of(request) if named is None else named
    key = topics.variant(request.catalog, kind, key, named)
    own = tuple(one for one in named if (kind, one) != (kind, key))
    return passages(request, Told(kind, key, 0, 0, "more", contexts=own, second=second))


def passages(request: Request, told: Told) -> Turn:
    """Return the passages of a topic after those of *told*, and one offer.

    An open question about a sign is asked again instead of the offer.
    """
    catalog, topic = request.catalog, topics.of_state(request.catalog, told)
    end = min(told.end + PASSAGES_AT_ONCE, len(topic.say))
    state = replace(told, start=told.end, end=end, place=request.under_way)
    state = replace(state, offer=_offer(request, topic, state))
    said = (*topic.say[state.start : end], *_closing(request, topic, state))
    if isinstance(request.place, SignAsked | SignSaid):
        return replace(ask_again(request, *said), card=_card(request, topic, state))
    offered = catalog.prompts.offer[state.offer]
    turn = ask(request, offered, state, *said)
    scene = scenes.answer(catalog, topic.name, topic.say[state.start : end], offered.ask.say)
    return replace(turn, card=_card(request, topic, state), scene=scene)


def more(request: Request) -> Turn | None:
    """Return the next passages of the current topic; None without a topic."""
    place = request.place
    if not isinstance(place, Told):
        return None
    topic = topics.of_state(request.catalog, place)
    if place.end < len(topic.say):
        return passages(request, place)
    offer: Offer = "relief" if place.offer == "more" else place.offer
    last = replace(place, start=place.end, offer=offer)
    return ask(request, request.catalog.prompts.offer[offer], last, request.catalog.prompts.no_more)


def again(request: Request) -> Turn | None:
    """Return the last passages of the current topic again; None without a topic."""
    place = request.place
    if not isinstance(place, Told):
        return None
    start = max(0, place.end - 1) if place.start == place.end else place.start
    return passages(request, replace(place, end=start))


def offer_after(request: Request, topic: Topic, told: Told, *said: Passage) -> Turn:
    """Return *said* about *topic* and an offer, in the state *told* before its first passage."""
    state = replace(told, offer=_offer(request, topic, told))
    return ask(request, request.catalog.prompts.offer[state.offer], state, *said)


def _first_new(request: Request, known: tuple[str, ...]) -> str:
    """Return the first of *known* contexts that was not the last answer."""
    place = request.place
    last = place.topic if isinstance(place, Told) and place.kind == "context" else None
    return next((one for one in known if one != last), ContextId.GENERAL)


def _offer(request: Request, topic: Topic, state: Told) -> Offer:
    """Return what to offer: going on with something, or the first that was not offered before."""
    if state.kind == BODY_PART:
        return topic.offer or OFFERS[state.kind]
    if state.place and not _has_left(request, state):
        return "resume"
    if state.topic in LISTS and state.end < len(topic.say):
        return "more"
    usual = topic.offer or ("bedtime" if state.topic == PREVENTION else OFFERS[state.kind])
    offers = (usual, *OTHER_OFFERS)
    return next((one for one in offers if _is_new(request, state, one)), "else")


def _has_left(request: Request, state: Told) -> bool:
    """Return whether the question is about the time after the cramp, or followed such a question.

    The step is kept for its situations and its clock, but going on with it is not offered.
    """
    if state.kind == "activity" or state.topic == AnswerId.AFTERCARE:
        return True
    place = request.place
    return isinstance(place, Told) and place.place is not None and place.offer != "resume"


def _is_new(request: Request, state: Told, offer: Offer) -> bool:
    """Return whether *offer* was not made before, and does not lead to the topic of *state*.

    Further passages of the same topic repeat its offer, which was not answered.
    """
    if offer in REPEATED:
        return True
    place = request.place
    same = isinstance(place, Told) and (place.kind, place.topic) == (state.kind, state.topic)
    repeats = isinstance(place, Told) and same and place.offer == offer
    return (repeats or offer not in request.said) and OFFERED.get(offer) != state.topic


def _closing(request: Request, topic: Topic, state: Told) -> tuple[Passage, ...]:
    """Return what follows the first passages: hedge, safety passage, and once the disclaimer."""
    catalog = request.catalog
    if state.start:
        return ()
    closing = [topic.hedge] if topic.hedge else []
    if not _is_advised(request, state):
        closing += advice_on_stopping(catalog, topic, state)
    if not request.is_disclaimed:
        closing.append(catalog.prompts.disclaimer)
    return tuple(closing)


def _is_advised(request: Request, state: Told) -> bool:
    """Return whether the last turn only gave the advice on stopping the same medicine."""
    here = request.place
    if not isinstance(here, Told) or here.end:
        return False
    return (here.kind, here.topic) == (state.kind, state.topic)


def advice_on_stopping(catalog: Catalog, topic: Topic, state: Told) -> tuple[Passage, ...]:
    """Return what an answer about a medicine says about stopping it; empty for other topics."""
    second = catalog.topics[state.kind][state.second].safety if state.second else None
    usual = catalog.prompts.medicine_safety
    if MEDICINES.isdisjoint({state.kind, state.topic}):
        return (topic.safety,) if topic.safety else ()
    both = (topic.safety or usual, *((second or usual,) if state.second else ()))
    return tuple(dict.fromkeys(both))


def _card(request: Request, topic: Topic, state: Told) -> Card | None:
    """Return the card of the topic, or None if the topic is already the current one."""
    here = request.place
    if isinstance(here, Told) and (here.kind, here.topic) == (state.kind, state.topic):
        return None
    return cards.of_topic(
        request.catalog, topic, *advice_on_stopping(request.catalog, topic, state)
    )
