"""Alexa's own limits on a response: where she would answer "there was a problem" instead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from . import apla
from .speech import ssml_of
from .ssml import problems
from .timeline import documents_of

SPEECH_CHARACTERS = 8_000
CARD_CHARACTERS = 8_000
RESPONSE_BYTES = 24_576


def broken_limits(envelope: Mapping[str, Any]) -> list[str]:
    """Return every limit of Alexa's that a response envelope breaks, one line each."""
    return list(_broken(envelope))


def _broken(envelope: Mapping[str, Any]) -> Iterator[str]:
    if envelope.get("version") != "1.0" or not isinstance(envelope.get("response"), dict):
        yield 'the response has no "version": "1.0" or no "response"'
        return
    response = envelope["response"]
    size = len(json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode())
    if size > RESPONSE_BYTES:
        yield f"the response has {size} bytes, more than {RESPONSE_BYTES}"
    yield from _speech("outputSpeech", ssml_of(response.get("outputSpeech")))
    yield from _speech("reprompt", ssml_of((response.get("reprompt") or {}).get("outputSpeech")))
    card = sum(len(text) for text in (response.get("card") or {}).values() if isinstance(text, str))
    if card > CARD_CHARACTERS:
        yield f"the card has {card} characters, more than {CARD_CHARACTERS}"
    for document in documents_of(response):
        yield from apla.problems(document)


def _speech(place: str, ssml: str) -> Iterator[str]:
    if len(ssml) > SPEECH_CHARACTERS:
        yield f"{place} has {len(ssml)} characters, more than {SPEECH_CHARACTERS}"
    for wrong in problems(ssml):
        yield f"{place} {wrong}"
