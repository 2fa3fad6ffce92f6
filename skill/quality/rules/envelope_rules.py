"""Rules about the response of the endpoint, compared with the turn of the dialogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...common.alexa_limits import RESPONSE_BYTES
from ...console.client.request_envelopes import Json
from ...console.response.response_limits import response_bytes
from ...console.response.spoken_text import plain_text, ssml_of
from ...console.response.timing import documents_of
from ...dialogue.speech import Speech, text
from ...dialogue.turn import Turn
from ...screens import apla
from ...screens.ssml import speak_element
from . import audio_rules

EnvelopeRule = Callable[[Json, Turn], str | None]


def bytes_sent(response: Json, _: Turn) -> str | None:
    """Check that the response is within Alexa's limit of bytes."""
    size = response_bytes(response)
    return f"has {size} bytes" if size >= RESPONSE_BYTES else None


def same_words(response: Json, turn: Turn) -> str | None:
    """Check that the response has the speech and reprompt of *turn*."""
    inner = response["response"]
    again = ssml_of((inner.get("reprompt") or {}).get("outputSpeech"))
    spoken = ssml_of(inner.get("outputSpeech"))
    if any(documents_of(inner)):
        if wrong := audio_rules.audio_differs(turn, inner):
            return f"{wrong} at the endpoint"
        spoken = _ssml_or_empty(turn.speech, turn)
    for said, speech in zip((spoken, again), (turn.speech, turn.reprompt), strict=True):
        if said != _ssml_or_empty(speech, turn):
            return f"says {said!r} at the endpoint, not {_ssml_or_empty(speech, turn)!r}"
    return None


def help_first(response: Json, turn: Turn) -> str | None:
    """Check that the output speech, and not an audio document, has the first instruction."""
    spoken = plain_text(ssml_of(response["response"].get("outputSpeech")))
    lead = text(apla.split(turn.speech)[0])
    return None if spoken.startswith(lead) else f"speaks {spoken!r}, not {lead!r}"


def session_flag(response: Json, turn: Turn) -> str | None:
    """Check that the session stays open exactly if there is a reprompt."""
    ends = response["response"].get("shouldEndSession")
    return None if ends is (turn.reprompt is None) else f"has shouldEndSession {ends}"


#: Rules about a response envelope.
ENVELOPE_RULES: Mapping[str, EnvelopeRule] = {
    "bytes": bytes_sent,
    "same words": same_words,
    "help first": help_first,
    "session flag": session_flag,
}


def _ssml_or_empty(speech: Speech | None, turn: Turn) -> str:
    return "" if speech is None else speak_element(speech, turn.pace)
