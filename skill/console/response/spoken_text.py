"""The speech of a response: its words, its pauses and its estimated length."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from . import apla_schema, timing
from .ssml_parser import escaped_ssml, joined_ssml, readable_parts
from .ssml_parts import SsmlPart, SsmlPause, SsmlText

#: The shortest pause that the text of a speech shows, in seconds.
SHORTEST_SHOWN = 1.0


def ssml_of(speech: Mapping[str, Any] | None) -> str:
    """Return an ``outputSpeech`` object as SSML; empty if there is none."""
    if not speech:
        return ""
    if speech.get("type") == "PlainText":
        return escaped_ssml(speech.get("text", ""))
    return str(speech.get("ssml", ""))


def heard_text(response: Mapping[str, Any]) -> str:
    """Return the complete speech of a response as SSML: output speech and audio documents."""
    spoken = ssml_of(response.get("outputSpeech"))
    rest = [one for document in timing.documents_of(response) for one in _sounds(document)]
    return joined_ssml(spoken, *rest) if rest else spoken


def _sounds(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the contents of an audio document as SSML."""
    for _, component in apla_schema.walk(document):
        if component["type"] == "Silence":
            yield f'<speak><break time="{component["duration"]}ms"/></speak>'
        elif component["type"] == "Speech":
            yield apla_schema.speech_ssml(component)


def plain_text(ssml: str) -> str:
    """Return the words of *ssml*, without markup."""
    return " ".join(part.text for part in readable_parts(ssml) if isinstance(part, SsmlText))


def shown_text(ssml: str) -> str:
    """Return the words, with every pause of a second or more as ``… 10 s …``."""
    return " ".join(filter(None, map(_shown_text, readable_parts(ssml))))


def speech_seconds(ssml: str) -> int:
    """Return the estimated length of *ssml*, in whole seconds, rounded up."""
    return math.ceil(timing.length(timing.of_ssml(ssml)))


def _shown_text(part: SsmlPart) -> str:
    if isinstance(part, SsmlPause):
        return f"… {part.seconds:.0f} s …" if part.seconds >= SHORTEST_SHOWN else ""
    return part.text if isinstance(part, SsmlText) else ""
