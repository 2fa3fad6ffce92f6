"""Alexa's limits on a response, beyond which Alexa rejects it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...common.alexa_limits import CARD_CHARACTERS, RESPONSE_BYTES, SPEECH_CHARACTERS
from . import apla_schema
from .spoken_text import ssml_of
from .ssml_parser import ssml_problems
from .timing import documents_of

ALEXA, OURS = "Alexa", "ours"


@dataclass(frozen=True)
class Limit:
    """One limit, and the value of a response."""

    name: str
    value: float
    most: float
    unit: str
    whose: str = ALEXA

    @property
    def left(self) -> float:
        """The difference to the limit; negative if the limit is exceeded."""
        return round(self.most - self.value, 1)

    def as_json(self) -> dict[str, object]:
        """Return the limit, the value and the difference."""
        told = {"name": self.name, "value": round(self.value, 1), "most": self.most}
        broken = self.left < 0
        return {**told, "unit": self.unit, "left": self.left, "broken": broken, "whose": self.whose}


def broken_limits(envelope: Mapping[str, Any]) -> list[str]:
    """Return every limit of Alexa's that a response envelope exceeds, one line each."""
    return list(_broken(envelope))


def sizes(envelope: Mapping[str, Any]) -> Iterator[Limit]:
    """Yield the size of a response, and of each part that Alexa limits."""
    response = envelope["response"]
    card = [text for text in (response.get("card") or {}).values() if isinstance(text, str)]
    yield Limit("response", response_bytes(envelope), RESPONSE_BYTES, "bytes")
    for place, ssml in _spoken(response):
        yield Limit(place, len(ssml), SPEECH_CHARACTERS, "characters")
    yield Limit("card", sum(map(len, card)), CARD_CHARACTERS, "characters")


def response_bytes(envelope: Mapping[str, Any]) -> int:
    """Return the size of a response envelope as compact JSON."""
    return len(json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode())


def _broken(envelope: Mapping[str, Any]) -> Iterator[str]:
    if envelope.get("version") != "1.0" or not isinstance(envelope.get("response"), dict):
        yield 'the response has no "version": "1.0" or no "response"'
        return
    response = envelope["response"]
    for limit in sizes(envelope):
        if limit.left < 0:
            yield f"{limit.name} has {limit.value} {limit.unit}, more than {limit.most}"
    for place, ssml in _spoken(response):
        yield from (f"{place} {wrong}" for wrong in ssml_problems(ssml))
    for document in documents_of(response):
        yield from apla_schema.apla_problems(document)


def _spoken(response: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "outputSpeech", ssml_of(response.get("outputSpeech"))
    yield "reprompt", ssml_of((response.get("reprompt") or {}).get("outputSpeech"))
