"""Copy the parts of a request envelope that the skill reads, and drop everything else.

So user and device IDs, access tokens and spoken words cannot leak, and new or changed fields of
Amazon's cannot make a request unreadable.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from typing import Any

from ..common.alexa_constants import USER_EVENT
from ..screens import can_show
from ..understanding.slot_types import SlotTypes
from . import slot_resolution
from .json_values import json_object
from .timestamp import unix_seconds

Json = dict[str, Any]

SCREEN = "Alexa.Presentation.APL"
SOUND = "Alexa.Presentation.APLA"
INTENT = "IntentRequest"
CAN_FULFILL = "CanFulfillIntentRequest"
#: The member that is read from each type of request; in any other type it is ignored.
OWN_MEMBER: Mapping[str, str] = {INTENT: "intent", CAN_FULFILL: "intent", USER_EVENT: "arguments"}


def readable(envelope: Json, slot_types: SlotTypes) -> Json:
    """Return the parts of a verified envelope that the skill reads, as the SDK's models expect.

    A slot has at most the id of one value: Alexa's, or the one that its raw value names. The
    timestamp is not included; see `sent_at`.
    """
    request = json_object(envelope.get("request"))
    own = OWN_MEMBER.get(request_type(envelope), "")
    value = request.get(own)
    return {
        "session": {"attributes": attributes(envelope)},
        "context": {"System": {"device": {"supportedInterfaces": _interfaces(envelope)}}},
        "request": _known(
            type=request_type(envelope),
            locale=_text_or_none(request.get("locale")),
            **({"intent": _readable_intent(value, slot_types)} if own == "intent" else {}),
            **({"arguments": _texts_or_none(value)} if own == "arguments" else {}),
        ),
    }


def request_type(envelope: Json) -> str:
    """Return the type of the request, or an empty text if it has none."""
    return _text_or_none(json_object(envelope.get("request")).get("type")) or ""


def intent_name(envelope: Json) -> str:
    """Return the name of the intent, or an empty text if there is none."""
    return _text_or_none(_own(envelope, "intent").get("name")) or ""


def ids_of_slot(envelope: Json, slot: str) -> list[str]:
    """Return the ids of the values that Alexa matched for a slot of the intent."""
    return slot_resolution.matched_ids(json_object(_own(envelope, "intent").get("slots")).get(slot))


def arguments(envelope: Json) -> list[str]:
    """Return the arguments of a UserEvent; empty for any other type of request."""
    touched = request_type(envelope) == USER_EVENT
    return (touched and _texts_or_none(json_object(envelope.get("request")).get("arguments"))) or []


def state_name(envelope: Json) -> str:
    """Return the name of the state in the session attributes, below a `Missed`."""
    state = attributes(envelope)
    place = state if state.get("state") != "Missed" else json_object(state.get("place"))
    return _text_or_none(place.get("state")) or ""


def locale(envelope: Json) -> str:
    """Return the locale of the request, or an empty text if it has none."""
    return _text_or_none(json_object(envelope.get("request")).get("locale")) or ""


def attributes(envelope: Json) -> Json:
    """Return the session attributes; empty for a new session, and for events without a session."""
    return dict(json_object(json_object(envelope.get("session")).get("attributes")))


def plays_documents(envelope: Json) -> bool:
    """Return whether the device plays audio documents; see docs/decisions/sound.md."""
    interfaces = _supported(envelope)
    return isinstance(interfaces.get(SOUND), dict) or can_show(_apl_version(interfaces))


def sent_at(envelope: Json) -> int:
    """Return the timestamp of an envelope in Unix seconds, or the present time if it has none."""
    stamp = json_object(envelope.get("request")).get("timestamp")
    # On Lambda, where the timestamp is not checked, a time without a zone is in UTC.
    for text in (stamp, f"{stamp}Z"):
        with contextlib.suppress(ValueError):
            return int(unix_seconds(text))
    return int(time.time())


def _own(envelope: Json, member: str) -> Mapping[str, Any]:
    """Return a member of the request that belongs to its type, or nothing."""
    if OWN_MEMBER.get(request_type(envelope)) != member:
        return {}
    return json_object(json_object(envelope.get("request")).get(member))


def _supported(envelope: Json) -> Mapping[str, Any]:
    system = json_object(json_object(envelope.get("context")).get("System"))
    return json_object(json_object(system.get("device")).get("supportedInterfaces"))


def _interfaces(envelope: Json) -> Json:
    """Return the supported interfaces that the skill uses."""
    interfaces = _supported(envelope)
    known: Json = {SOUND: {}} if isinstance(interfaces.get(SOUND), dict) else {}
    if not isinstance(interfaces.get(SCREEN), dict):
        return known
    return known | {SCREEN: _known(runtime=_known(maxVersion=_apl_version(interfaces)))}


def _apl_version(interfaces: Mapping[str, Any]) -> str | None:
    """Return the newest version of APL that a device supports."""
    screen = json_object(interfaces.get(SCREEN))
    return _text_or_none(json_object(screen.get("runtime")).get("maxVersion"))


def _readable_intent(value: object, slot_types: SlotTypes) -> Json | None:
    intent = json_object(value)
    name = _text_or_none(intent.get("name"))
    if name is None:
        return None
    slots = json_object(intent.get("slots")).items()
    resolve = slot_resolution.resolved_slot
    return {"name": name, "slots": {key: resolve(key, slot, slot_types) for key, slot in slots}}


def _known(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts_or_none(value: object) -> list[str] | None:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else None
