"""Turns as JSON: replay files of ``ask dialog``, and recordings of the console."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from ..client.exchange import Exchange
from ..client.request_envelopes import SKILL_ID, Json
from ..errors import ConsoleError
from .actions import user_action
from .known_fields import reject_unknown_fields

QUIT = ".quit"
REPLAY = ("skillId", "locale", "type", "userInput")
#: The field that identifies a recording of the console, and its version.
MARK, VERSION = "console", 1
RECORDING = (MARK, "locale", "device", "turns")
#: Characters that YAML does not accept unescaped, and surrogates, which UTF-8 cannot encode.
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def replay_of(locale: str, said: Sequence[str]) -> str:
    """Return a replay file of ``ask dialog`` with the utterances *said*."""
    return _json_text({"skillId": SKILL_ID, "locale": locale, "type": "text", "userInput": [*said]})


def from_replay(name: str, document: Mapping[str, Any]) -> Json:
    """Return a replay file as a conversation without expectations."""
    reject_unknown_fields(name, document, REPLAY)
    if not isinstance(document["userInput"], list):
        raise ConsoleError(f"{name}: userInput must be a list of utterances")
    said = takewhile(lambda utterance: utterance != QUIT, document["userInput"])
    return _place(document) | {"turns": [{"user": utterance} for utterance in said]}


def recording_of(locale: str, device: str, exchanges: Sequence[Exchange]) -> str:
    """Return a recording of *exchanges* with every envelope."""
    turns = [_recorded(exchange) for exchange in exchanges]
    return _json_text({MARK: VERSION, "locale": locale, "device": device, "turns": turns})


def from_recording(name: str, document: Mapping[str, Any]) -> Json:
    """Return a recording as a conversation that expects the same responses."""
    reject_unknown_fields(name, document, RECORDING)
    if document[MARK] != VERSION:
        raise ConsoleError(f"{name}: is of version {document[MARK]!r}; {VERSION} can be read")
    turns = document.get("turns")
    if not isinstance(turns, list):
        raise ConsoleError(f"{name}: turns must be a list")
    read = [_turn_of_exchange(f"{name}: turn {place}", turn) for place, turn in enumerate(turns, 1)]
    return _place(document) | {"turns": read}


def quoted(text: str) -> str:
    """Return *text* in quotes, in a form that is valid in JSON and YAML."""
    return _escaped(json.dumps(text, ensure_ascii=False))


def _recorded(exchange: Exchange) -> Json:
    return {
        "did": exchange.did,
        "utterance": exchange.utterance,
        "after": exchange.after,
        "request": exchange.request,
        "response": exchange.response,
        "spoken": exchange.spoken,
        "ended": exchange.ended,
    }


def _turn_of_exchange(place: str, turn: Any) -> Json:
    try:
        exchange = Exchange(time=0, **turn)
        return {**user_action(exchange), **_exchange_expectations(exchange)}
    except ConsoleError as error:
        raise ConsoleError(f"{place}: cannot be played again: {error}") from error
    except (AttributeError, LookupError, TypeError) as error:
        raise ConsoleError(f"{place}: is no exchange that the console recorded") from error


def _exchange_expectations(exchange: Exchange) -> Json:
    texts = {"alexa": exchange.speech, "reprompt": exchange.reprompt}
    heard = {name: text for name, text in texts.items() if text}
    return {"intent": exchange.intent, **heard, "ends": exchange.ended}


def _place(document: Mapping[str, Any]) -> Json:
    return {name: document[name] for name in ("locale", "device") if name in document}


def _json_text(document: Json) -> str:
    return _escaped(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _escaped(text: str) -> str:
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
