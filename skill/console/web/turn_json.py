"""A conversation and its turns as JSON for the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..client.devices import viewport
from ..client.exchange import Exchange
from ..client.request_envelopes import Json
from ..nlu.resolver import FALLBACK
from ..response.spoken_text import shown_text
from .web_session import TOLD, WebSession

NO_SCREEN = "This device has no screen."
OVER = "The session is over: the screen goes back to the clock."
UNCHANGED = "This answer leaves the screen as it is."
#: The labels of actions without an utterance.
SILENT: Mapping[str, str] = {
    "launch": "(opens the skill)",
    "silence": "(says nothing)",
    "exit": "(leaves the skill)",
    "touch": "(touches \u201c{touched}\u201d)",
    "sound-fails": "(the device cannot play the sound)",
    "resend": "(sends an edited request)",
}


def conversation(sitting: WebSession) -> Json:
    """Return a conversation with all its turns."""
    return {
        **state(sitting),
        "turns": [session_json(sitting, n) for n in range(len(sitting.exchanges))],
    }


def state(sitting: WebSession) -> Json:
    """Return the state of a conversation."""
    session = sitting.session
    return {
        "id": sitting.id,
        "locale": session.locale,
        "device": session.device,
        "time": sitting.local(session.time),
        "local_offset": sitting.offset,
        "clock": session.time,
        "whisper": sitting.whisper,
        "open": session.is_open,
    }


def session_json(sitting: WebSession, turn: int) -> Json:
    """Return one turn, without its details."""
    exchange, note = sitting.exchange(turn), sitting.notes[turn]
    response = exchange.response["response"]
    return {
        "n": turn,
        "did": exchange.did,
        "utterance": exchange.utterance,
        "event": _event(exchange),
        "label": exchange.utterance or _label(exchange),
        "intent": exchange.intent,
        "slots": dict(exchange.slots),
        "understood": exchange.intent != FALLBACK,
        "stage": exchange.resolution.stage if exchange.resolution else "",
        "time": sitting.local(exchange.time),
        "after": exchange.time - sitting.exchange(turn - 1).time if turn else None,
        "interrupted": _interrupted(sitting, turn),
        "speech": exchange.speech,
        "shown": shown_text(exchange.ssml),
        "reprompt": exchange.reprompt,
        "listens": not exchange.ended and bool(exchange.reprompt),
        "ended": exchange.ended,
        "card": _card_json(response),
        "screen": exchange.screen,
        "screen_note": "" if exchange.screen else _screen_note(sitting, exchange),
        "picture": note.inspection.picture if exchange.screen else "",
        "apology": note.delivery.fault,
        "violations": len(note.broken),
        "differences": list(note.differences),
    }


def label_of(did: str, touched: str = "") -> str:
    """Return the label of an action without an utterance."""
    return SILENT[did].format(touched=touched)


def _label(exchange: Exchange) -> str:
    arguments = exchange.request["request"].get("arguments") or ["?"]
    return label_of(exchange.did, str(arguments[0]))


def _event(exchange: Exchange) -> Json | None:
    """Return the fields of a touch event, to send it again."""
    request = exchange.request["request"]
    return {name: request[name] for name in TOLD} if exchange.did == "touch" else None


def _interrupted(sitting: WebSession, turn: int) -> Json | None:
    """Return where the previous response was interrupted, or None."""
    at = sitting.exchange(turn).after
    if not turn or at is None or not sitting.exchange(turn - 1).speech:
        return None
    lasts = sitting.hearing(turn - 1).answer
    return {"at": at, "of": round(lasts)} if at < lasts else None


def _card_json(response: Mapping[str, Any]) -> Json | None:
    card = response.get("card")
    if not card:
        return None
    return {"title": card.get("title", ""), "text": card.get("content") or card.get("text", "")}


def _screen_note(sitting: WebSession, exchange: Exchange) -> str:
    if viewport(sitting.session.device) is None:
        return NO_SCREEN
    return OVER if exchange.ended else UNCHANGED
