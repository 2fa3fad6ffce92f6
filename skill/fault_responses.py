"""Responses to a fault of the skill, prepared at the start so that nothing can fail then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from .alexa import envelope, session_attributes
from .catalog import Catalog, Catalogs
from .catalog.intent_names import EMERGENCY, STOP_INTENTS, WARNING_SIGN
from .dialogue.intents import standard_intents, warnings
from .dialogue.turn import Handler, Request, Turn
from .handlers import TOUCH, UNKNOWN
from .screens.ssml import speak_element

Json = dict[str, Any]

#: Intent -> the handler of its response; `standard_intents.apologise` serves all others.
BY_INTENT: Mapping[str, Handler] = {
    **dict.fromkeys(STOP_INTENTS, standard_intents.stop),
    "CrisisIntent": warnings.crisis,
    EMERGENCY: warnings.emergency,
    "UnsureIntent": warnings.unsure,
    # For a sign that is not in the catalog; each known sign has its own response.
    WARNING_SIGN: warnings.emergency,
}
#: The handler for any other intent in a state in which "yes" may report a sign of danger.
BY_STATE: Mapping[str, Handler] = {"Warned": warnings.which, "SignAsked": warnings.emergency}

SLOT = "sign"


@dataclass(frozen=True)
class _Prepared:
    """A response as JSON, and its session attributes; None keeps those of the request."""

    response: bytes
    attributes: Json | None


class FaultResponses:
    """The responses of every locale, ready to be sent."""

    def __init__(self, catalogs: Catalogs) -> None:
        """Prepare all responses; an exception in a handler stops the start of the application."""
        self._by_locale = {locale: _responses(catalog) for locale, catalog in catalogs.items()}
        self._other = _responses(catalogs["other"])

    def response_to(self, sent: Json) -> Json:
        """Return the response envelope to *sent*, a request that may be answered with speech."""
        prepared = self._by_locale.get(envelope.locale(sent), self._other)
        found = next(prepared[key] for key in _keys(sent, prepared) if key in prepared)
        kept = envelope.attributes(sent) if found.attributes is None else found.attributes
        return {
            "version": "1.0",
            "response": orjson.Fragment(found.response),
            "sessionAttributes": kept,
        }


def _keys(sent: Json, prepared: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the responses that fit *sent*, the most specific one first."""
    touch = TOUCH.get(next(iter(envelope.arguments(sent)), ""), UNKNOWN)
    intent = envelope.intent_name(sent) or touch.intent
    # Of several matched signs the most urgent one, which is prepared first.
    matched = {(intent, found) for found in envelope.ids_of_slot(sent, SLOT)}
    yield from (key for key in prepared if key in matched)
    yield (intent,)
    yield ("", envelope.state_name(sent))
    yield ()


def _responses(catalog: Catalog) -> dict[tuple[str, ...], _Prepared]:
    request = Request(catalog)
    turns: dict[tuple[str, ...], Turn | None] = {(): standard_intents.apologise(request)}
    turns |= {("", state): handler(request) for state, handler in BY_STATE.items()}
    turns |= {(intent,): handler(request) for intent, handler in BY_INTENT.items()}
    for sign in sorted(catalog.warnings, key=catalog.ranks["Sign"].__getitem__):
        turns[WARNING_SIGN, sign] = warnings.sign(replace(request, slots={SLOT: sign}))
    return {key: _prepared(turn, key) for key, turn in turns.items() if turn}


def _prepared(turn: Turn, key: tuple[str, ...]) -> _Prepared:
    speech = {"outputSpeech": _speech(turn.speech)}
    if turn.reprompt is None:
        return _Prepared(orjson.dumps({**speech, "shouldEndSession": True}), {})
    again = {"reprompt": {"outputSpeech": _speech(turn.reprompt)}}
    response = orjson.dumps({**speech, **again, "shouldEndSession": False})
    # A response chosen by state keeps the attributes of the request.
    asked = session_attributes.write_attributes(turn.state) if key[:1] != ("",) else {}
    return _Prepared(response, asked or None)


def _speech(speech: Any) -> Json:
    return {"type": "SSML", "ssml": speak_element(speech)}
