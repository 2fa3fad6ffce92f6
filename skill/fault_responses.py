"""Responses to a fault of ours, written at the start: nothing that may have failed is used then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from . import attributes, envelope
from .catalog import Catalog, Catalogs
from .dialogue import session, warnings
from .dialogue.turn import Handler, Request, Turn
from .handlers import TOUCH, UNKNOWN
from .ssml import to_ssml

Json = dict[str, Any]

#: Intent → what answers it where its own handler fails; `session.apologise` answers all others.
BY_INTENT: Mapping[str, Handler] = {
    "AMAZON.CancelIntent": session.stop,
    "AMAZON.NavigateHomeIntent": session.stop,
    "AMAZON.StopIntent": session.stop,
    "EmergencyIntent": warnings.emergency,
    # A sign that this catalog has gets its own answer; any other may be the gravest one.
    "WarningSignIntent": warnings.emergency,
}
#: State → what answers everything else that is said in it: here a "yes" may mean a sign of danger.
BY_STATE: Mapping[str, Handler] = {"Warned": warnings.which}

SIGN, SLOT = "WarningSignIntent", "sign"


@dataclass(frozen=True)
class _Prepared:
    """A response in JSON, and the session attributes beside it; None for those that came."""

    response: bytes
    attributes: Json | None


class FaultResponses:
    """The responses of every locale, ready to be sent."""

    def __init__(self, catalogs: Catalogs) -> None:
        """Write them all; what cannot be written stops the start."""
        self._by_locale = {locale: _responses(catalog) for locale, catalog in catalogs.items()}
        self._other = _responses(catalogs["other"])

    def response_to(self, sent: Json) -> Json:
        """Return the response envelope to *sent*, of a type that may be answered with speech."""
        prepared = self._by_locale.get(envelope.locale(sent), self._other)
        found = next(prepared[key] for key in _keys(sent) if key in prepared)
        kept = envelope.attributes(sent) if found.attributes is None else found.attributes
        return {
            "version": "1.0",
            "response": orjson.Fragment(found.response),
            "sessionAttributes": kept,
        }


def _keys(sent: Json) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the responses that fit *sent*, the most fitting one first."""
    touch = TOUCH.get(next(iter(envelope.arguments(sent)), ""), UNKNOWN)
    intent = envelope.intent_name(sent) or touch.intent
    yield from ((intent, found) for found in envelope.matched_ids(sent, SLOT))
    yield (intent,)
    yield ("", envelope.state_name(sent))
    yield ()


def _responses(catalog: Catalog) -> dict[tuple[str, ...], _Prepared]:
    request = Request(catalog)
    turns: dict[tuple[str, ...], Turn | None] = {(): session.apologise(request)}
    turns |= {("", state): handler(request) for state, handler in BY_STATE.items()}
    turns |= {(intent,): handler(request) for intent, handler in BY_INTENT.items()}
    for sign in catalog.warnings:
        turns[SIGN, sign] = warnings.sign(replace(request, slots={SLOT: sign}))
    return {key: _prepared(turn, key) for key, turn in turns.items() if turn}


def _prepared(turn: Turn, key: tuple[str, ...]) -> _Prepared:
    speech = {"outputSpeech": _speech(turn.speech)}
    if turn.reprompt is None:
        return _Prepared(orjson.dumps({**speech, "shouldEndSession": True}), {})
    again = {"reprompt": {"outputSpeech": _speech(turn.reprompt)}}
    response = orjson.dumps({**speech, **again, "shouldEndSession": False})
    # What is asked about the place that came leaves it as it is, whatever else is in it.
    asked = attributes.write(turn.state) if key[:1] != ("",) else {}
    return _Prepared(response, asked or None)


def _speech(speech: Any) -> Json:
    return {"type": "SSML", "ssml": f"<speak>{to_ssml(speech)}</speak>"}
