"""Build request envelopes in Amazon's format."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...common.alexa_constants import (
    NO_SLOT_MATCH,
    SESSION_ENDED,
    SLOT_MATCH,
    SOUND_FAILED,
    USER_EVENT,
)
from ..errors import ConsoleError
from ..nlu.model_reader import Model
from ..nlu.slot_values import SlotMatch
from .devices import device

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
USER = {"userId": "amzn1.ask.account.CONSOLE"}
DEVICE_ID = "amzn1.ask.device.CONSOLE"

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """The session, locale and device of a request."""

    session_id: str
    new: bool
    attributes: Json
    locale: str
    device: str
    skill_id: str = SKILL_ID


def envelope(place: Place, request: Mapping[str, Any], time: int) -> Json:
    """Return the envelope of *request* (its type and fields), with the timestamp *time* (Unix)."""
    application = {"applicationId": place.skill_id}
    kind = device(place.device)
    return {
        "version": "1.0",
        "session": {
            "new": place.new,
            "sessionId": place.session_id,
            "application": application,
            "attributes": place.attributes,
            "user": USER,
        },
        "context": {
            **kind["context"],
            "System": {
                "application": application,
                "user": USER,
                "device": {
                    "deviceId": DEVICE_ID,
                    "supportedInterfaces": kind["interfaces"],
                },
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "console",
            },
        },
        "request": {
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": f"{datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}",
            "locale": place.locale,
            **request,
        },
    }


def request_timestamp(envelope: Mapping[str, Any]) -> int:
    """Return the timestamp of *envelope* (Unix); raise ConsoleError if it has none."""
    try:
        return int(datetime.fromisoformat(envelope["request"]["timestamp"]).timestamp())
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        wanted = "a request has a timestamp, such as 2027-01-15T03:00:00Z"
        raise ConsoleError(wanted) from error


def session_of(envelope: Mapping[str, Any]) -> str:
    """Return the session ID of *envelope*; raise ConsoleError if it has none."""
    try:
        return str(envelope["session"]["sessionId"])
    except (KeyError, TypeError) as error:
        raise ConsoleError("a request belongs to a session, which has a sessionId") from error


def new_session_id() -> str:
    """Return a new session ID."""
    return f"amzn1.echo-api.session.{uuid.uuid4()}"


def launch_request() -> Json:
    """Return a LaunchRequest."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def session_ended_request(reason: str) -> Json:
    """Return a SessionEndedRequest, which cannot be answered."""
    return {"type": SESSION_ENDED, "reason": reason}


def sound_error_request() -> Json:
    """Return the error request for an audio document that could not be played."""
    error = {"type": "RENDER_ERROR", "reason": "INTERNAL_SERVER_ERROR", "message": "console"}
    return {"type": SOUND_FAILED, "token": "hold", "errors": [error]}


def touch_request(argument: str, token: str, event: Mapping[str, Any]) -> Json:
    """Return the UserEvent of a touch on document *token*; *event* has fields to override."""
    touched = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    told = {"token": token, "arguments": [argument], "source": touched, "components": {}, **event}
    return {"type": USER_EVENT, **told}


def intent_request(
    model: Model, name: str, slots: Mapping[str, SlotMatch], skill_id: str = SKILL_ID
) -> Json:
    """Return an IntentRequest for the intent *name*; slots not in *slots* are empty."""
    intent = model.intents.get(name)
    kinds = intent.slots if intent else {}
    return {
        "type": "IntentRequest",
        "dialogState": "COMPLETED",
        "intent": {
            "name": name,
            "confirmationStatus": "NONE",
            "slots": {
                slot: _slot_json(model, slot, kind, slots.get(slot), skill_id)
                for slot, kind in kinds.items()
            },
        },
    }


def _slot_json(model: Model, slot: str, kind: str, heard: SlotMatch | None, skill_id: str) -> Json:
    empty = {"name": slot, "confirmationStatus": "NONE"}
    if heard is None:
        return empty
    resolved: Json = {
        "authority": f"amzn1.er-authority.echo-sdk.{skill_id}.{kind}",
        "status": {"code": NO_SLOT_MATCH},
    }
    if heard.id and heard.is_listed and model.is_listed(kind, heard.id, heard.value):
        name = model.types[kind][heard.id][0]
        resolved["status"] = {"code": SLOT_MATCH}
        resolved["values"] = [{"value": {"name": name, "id": heard.id}}]
    resolutions = {"resolutionsPerAuthority": [resolved]}
    value = {"value": heard.value, "resolutions": resolutions}
    return {**empty, "source": "USER", **value, "slotValue": {"type": "Simple", **value}}
