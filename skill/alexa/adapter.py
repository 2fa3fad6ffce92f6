"""Convert between the SDK's objects and the dialogue's `Request` and `Turn`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_locale, get_supported_interfaces
from ask_sdk_model import IntentRequest, Response, Slot
from ask_sdk_model.canfulfill import (
    CanFulfillIntent,
    CanFulfillIntentRequest,
    CanFulfillIntentValues,
    CanFulfillSlot,
    CanFulfillSlotValues,
    CanUnderstandSlotValues,
)
from ask_sdk_model.slu.entityresolution import StatusCode
from ask_sdk_model.ui import SimpleCard

from .. import screens
from ..catalog import Catalog, Catalogs
from ..dialogue.speech import Speech
from ..dialogue.turn import Request, Turn, listener_after, said_after
from ..screens import apla
from ..screens.ssml import to_ssml
from . import session_attributes
from .slot_resolution import slot_type_of


def request_of(handler_input: HandlerInput) -> Any:
    """Return the SDK's request; `envelope.readable` guarantees that there is one."""
    return handler_input.request_envelope.request


def request_name(handler_input: HandlerInput) -> str:
    """Return the key of the request in HANDLERS: the intent name, or else the request type."""
    request = request_of(handler_input)
    if isinstance(request, IntentRequest | CanFulfillIntentRequest) and request.intent:
        return str(request.intent.name)
    return str(request.object_type)


def catalog_for(handler_input: HandlerInput, catalogs: Catalogs) -> Catalog:
    """Return the catalog of the request's locale; an unknown locale gets the default catalog."""
    return catalogs[str(get_locale(handler_input))]


def read_request(handler_input: HandlerInput, catalogs: Catalogs) -> Request:
    """Return the dialogue's request: slots, state and time."""
    catalog = catalog_for(handler_input, catalogs)
    known, unknown = _known_and_unknown_slots(handler_input, catalog)
    kept = handler_input.attributes_manager.session_attributes or {}
    return Request(
        catalog=catalog,
        state=session_attributes.read_attributes(kept, catalog),
        slots=known,
        unknown=unknown,
        known=session_attributes.read_listener(kept, catalog),
        said=session_attributes.read_said(kept),
        at=int(request_of(handler_input).timestamp.timestamp()),
    )


def touched(handler_input: HandlerInput) -> str:
    """Return the first argument of a touch event (UserEvent), or an empty text."""
    # No other request has arguments. An isinstance test would import all APL classes at start.
    arguments = getattr(request_of(handler_input), "arguments", None)
    return str(arguments[0]) if arguments else ""


def respond(handler_input: HandlerInput, turn: Turn, request: Request) -> Response:
    """Return *turn*, the answer to *request*, as Alexa's response; write the session attributes."""
    open_ = turn.reprompt is not None
    kept = handler_input.attributes_manager
    manner = session_attributes.sound(kept.session_attributes or {})
    said = said_after(request, turn)
    listener = listener_after(request, turn)
    written = session_attributes.write_attributes(turn.state, manner, listener, said)
    kept.session_attributes = written if open_ else {}
    # No audio document in the last response of a session: after an error there is no next turn.
    by_document = open_ and manner == "exact" and plays_documents(handler_input)
    spoken, held = apla.split(turn.speech) if by_document else (turn.speech, ())
    builder = handler_input.response_builder.speak(to_ssml(spoken, turn.pace))
    if turn.reprompt is not None:
        builder.ask(to_ssml(turn.reprompt, turn.pace))
    if turn.card is not None:
        builder.set_card(SimpleCard(turn.card.title, turn.card.text))
    builder.set_should_end_session(turn.reprompt is None)
    response = builder.response
    # Set directly, because the builder accepts only instances of its own classes.
    newest = _newest_apl(handler_input)
    response.directives = [
        *_played(held, turn),
        *_screen_directives(turn, request.catalog, newest),
    ] or None
    return response


# Both directives are JSON: the SDK's classes would import all APL classes at start.
def _played(held: Speech, turn: Turn) -> Iterator[Any]:
    """Yield the directive that plays *held* as an audio document, unless it is empty."""
    if held:
        yield apla.apla_directive(held, turn.pace)


def _screen_directives(turn: Turn, catalog: Catalog, newest_apl: str | None) -> Iterator[Any]:
    """Yield the directive that shows the scene of *turn*, if it has one and the device a screen."""
    if turn.shown is not None and screens.can_show(newest_apl):
        yield screens.directive(catalog, turn.shown)


def plays_documents(handler_input: HandlerInput) -> bool:
    """Return whether the device plays audio documents; it is in the context of the invocation."""
    return bool(handler_input.context)


def sound_failed(handler_input: HandlerInput) -> Response:
    """Return an empty response to an audio document's error, and stop using such documents."""
    kept = handler_input.attributes_manager
    kept.session_attributes = session_attributes.plainly(kept.session_attributes or {})
    return handler_input.response_builder.response


def can_fulfill(handler_input: HandlerInput, ours: bool, catalogs: Catalogs) -> Response:
    """Return the response to a CanFulfillIntentRequest; *ours* says if the intent qualifies."""
    understood, strange = _known_and_unknown_slots(
        handler_input, catalog_for(handler_input, catalogs)
    )
    intent = request_of(handler_input).intent
    slots = {
        name: CanFulfillSlot(
            can_understand=CanUnderstandSlotValues.YES
            if name in understood
            else CanUnderstandSlotValues.NO,
            can_fulfill=CanFulfillSlotValues.YES if name in understood else CanFulfillSlotValues.NO,
        )
        for name, slot in ((intent.slots or {}) if intent else {}).items()
        if slot.value
    }
    # Slot values that are not in the catalog, such as an arm, belong to other skills.
    able = ours and not strange
    answer = CanFulfillIntentValues.YES if able else CanFulfillIntentValues.NO
    response = handler_input.response_builder.response
    response.can_fulfill_intent = CanFulfillIntent(can_fulfill=answer, slots=slots)
    return response


def _newest_apl(handler_input: HandlerInput) -> str | None:
    """Return the newest version of APL that the device supports, or None without a screen."""
    apl = get_supported_interfaces(handler_input).alexa_presentation_apl
    return apl.runtime.max_version if apl and apl.runtime else None


def _known_and_unknown_slots(
    handler_input: HandlerInput, catalog: Catalog
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the slot value ids by slot name, and the names of slots with an unknown value."""
    request = request_of(handler_input)
    intent = getattr(request, "intent", None)
    filled = {n: s for n, s in ((intent.slots or {}) if intent else {}).items() if s.value}
    known = {
        name: found
        for name, slot in filled.items()
        for found in _matched_slot_ids(name, slot, catalog)
    }
    return known, frozenset(filled.keys() - known.keys())


def _matched_slot_ids(name: str, slot: Slot, catalog: Catalog) -> Iterator[str]:
    """Yield the slot value id that Alexa matched, if *catalog* has it."""
    values = catalog.slot_values.get(slot_type_of(name), {})
    for resolution in (slot.resolutions and slot.resolutions.resolutions_per_authority) or []:
        matched = resolution.status and resolution.status.code == StatusCode.ER_SUCCESS_MATCH
        for wrapper in (resolution.values or [])[:1] if matched else []:
            found = wrapper.value.id if wrapper.value else None
            if isinstance(found, str) and found in values:
                yield found
                return
