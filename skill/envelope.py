"""Copy the parts of a request envelope that the skill reads, and drop everything else.

So user and device IDs, access tokens and spoken words cannot leak, and new or changed fields of
Amazon's cannot make a request unreadable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

Json = dict[str, Any]

SCREEN = "Alexa.Presentation.APL"
SOUND = "Alexa.Presentation.APLA"
#: A device with either interface plays audio documents; see docs/decisions/sound.md.
PLAYS = (SOUND, SCREEN)
MATCH = "ER_SUCCESS_MATCH"
#: Replaces the spoken value of a slot: the skill only needs to know that the slot is filled.
HEARD = "heard"


def readable(envelope: Json, timestamp: str) -> Json:
    """Return the parts of a verified envelope that the skill reads, as the SDK's models expect.

    Args:
        envelope: The verified envelope.
        timestamp: Replaces the timestamp of the request (ISO 8601 with a zone).
    """
    request = _members(envelope.get("request"))
    return {
        "session": {"attributes": attributes(envelope)},
        "context": {"System": {"device": {"supportedInterfaces": _interfaces(envelope)}}},
        "request": _known(
            type=request_type(envelope),
            timestamp=timestamp,
            locale=_text(request.get("locale")),
            intent=_intent(request.get("intent")),
            arguments=_texts(request.get("arguments")),
        ),
    }


def request_type(envelope: Json) -> str:
    """Return the type of the request, or an empty text if it has none."""
    return _text(_members(envelope.get("request")).get("type")) or ""


def intent_name(envelope: Json) -> str:
    """Return the name of the intent, or an empty text if there is none."""
    intent = _members(_members(envelope.get("request")).get("intent"))
    return _text(intent.get("name")) or ""


def locale(envelope: Json) -> str:
    """Return the locale of the request, or an empty text if it has none."""
    return _text(_members(envelope.get("request")).get("locale")) or ""


def attributes(envelope: Json) -> Json:
    """Return the session attributes; empty for a new session, and for events without a session."""
    return dict(_members(_members(envelope.get("session")).get("attributes")))


def plays_documents(envelope: Json) -> bool:
    """Return whether the device supports an interface that plays audio documents."""
    interfaces = _supported(envelope)
    return any(isinstance(interfaces.get(name), dict) for name in PLAYS)


def sent_at(envelope: Json) -> int:
    """Return the timestamp of a verified envelope, in seconds since 1970."""
    return int(datetime.fromisoformat(envelope["request"]["timestamp"]).timestamp())


def _supported(envelope: Json) -> Mapping[str, Any]:
    system = _members(_members(envelope.get("context")).get("System"))
    return _members(_members(system.get("device")).get("supportedInterfaces"))


def _interfaces(envelope: Json) -> Json:
    """Return the supported interfaces that the skill uses."""
    interfaces = _supported(envelope)
    known: Json = {SOUND: {}} if isinstance(interfaces.get(SOUND), dict) else {}
    if not isinstance(interfaces.get(SCREEN), dict):
        return known
    version = _text(_members(interfaces[SCREEN].get("runtime")).get("maxVersion"))
    return known | {SCREEN: _known(runtime=_known(maxVersion=version))}


def _intent(value: object) -> Json | None:
    intent = _members(value)
    name = _text(intent.get("name"))
    if name is None:
        return None
    slots = _members(intent.get("slots"))
    return {"name": name, "slots": {key: _slot(key, slot) for key, slot in slots.items()}}


def _slot(name: str, value: object) -> Json:
    slot = _members(value)
    resolved = _members(slot.get("resolutions")).get("resolutionsPerAuthority")
    found = [resolution for one in _list(resolved) for resolution in _resolution(one)]
    return _known(
        name=name,
        value=HEARD if _text(slot.get("value")) else None,
        resolutions={"resolutionsPerAuthority": found} if found else None,
    )


def _resolution(value: object) -> list[Json]:
    """Return a resolution with a match; any other status means an unknown value."""
    resolution = _members(value)
    if _members(resolution.get("status")).get("code") != MATCH:
        return []
    values = [_members(_members(one).get("value")) for one in _list(resolution.get("values"))]
    ids = [{"value": {"id": one["id"]}} for one in values if isinstance(one.get("id"), str)]
    return [{"status": {"code": MATCH}, "values": ids}]


def _known(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def _members(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> list[str] | None:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else None
