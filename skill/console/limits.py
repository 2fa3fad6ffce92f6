"""Alexa's own limits on a response: where she would answer "there was a problem" instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from .speech import ssml_of

SPEECH_CHARACTERS = 8_000
CARD_CHARACTERS = 8_000
RESPONSE_BYTES = 24_576
AUDIO_TAGS = 5
BREAK_SECONDS = 10.0


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


def _speech(place: str, ssml: str) -> Iterator[str]:
    if len(ssml) > SPEECH_CHARACTERS:
        yield f"{place} has {len(ssml)} characters, more than {SPEECH_CHARACTERS}"
    try:
        # Our own skill's answer, with the namespace Alexa declares for her tags.
        root = ET.fromstring(f'<r xmlns:amazon="a" xmlns:alexa="b">{ssml}</r>')  # noqa: S314  our own words
    except ET.ParseError as error:
        yield f"{place} is not well-formed SSML: {error}"
        return
    if len(list(root.iter("audio"))) > AUDIO_TAGS:
        yield f"{place} has more than {AUDIO_TAGS} audio tags"
    for pause in root.iter("break"):
        if _seconds(pause.get("time", "0s")) > BREAK_SECONDS:
            yield f"{place} has a break of {pause.get('time')}, more than {BREAK_SECONDS:g} s"


def _seconds(time: str) -> float:
    found = re.fullmatch(r"([\d.]+)(ms|s)", time)
    if not found:
        return float("inf")
    return float(found[1]) / (1000 if found[2] == "ms" else 1)
