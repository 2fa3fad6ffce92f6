"""Timelines of SSML and of audio documents, to compare the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...common.alexa_constants import RENDER_APLA
from ...common.speaking_time import speaking_seconds
from . import apla_schema
from .ssml_parser import readable_parts
from .ssml_parts import SsmlAudio, SsmlPause, SsmlText

Json = Mapping[str, Any]


@dataclass(frozen=True)
class TimedText:
    """Words or a silence in a response: its start and its length, in seconds."""

    start: float
    seconds: float
    #: Empty for a silence.
    words: str


#: A length in seconds, and its words.
_Part = tuple[float, str]


def of_ssml(ssml: str) -> tuple[TimedText, ...]:
    """Return the timeline of *ssml*; what Alexa would reject has no part in it."""
    return _timed_texts(_clip(ssml))


def of_answer(response: Json, rest: float = 0.0) -> tuple[TimedText, ...]:
    """Return the timeline of a response: output speech, then audio documents.

    Args:
        response: The ``response`` of an envelope.
        rest: Seconds that the voice adds after each clip except the last, but not in SSML.
    """
    clips = [_clip(response["outputSpeech"]["ssml"])]
    for document in documents_of(response):
        clips += _clips(document)
    clips = [clip for clip in clips if clip] or [[]]
    resting = (part for clip in clips[:-1] for part in _resting(clip, rest))
    return _timed_texts([*resting, *clips[-1]])


def length(moments: Sequence[TimedText]) -> float:
    """Return the total length of *moments* in seconds."""
    return sum(moment.seconds for moment in moments)


def apart(one: Sequence[TimedText], other: Sequence[TimedText]) -> float:
    """Return the largest difference in seconds between the starts, and ends, of two timelines."""
    starts = (abs(a.start - b.start) for a, b in zip(one, other, strict=True))
    return max(*starts, abs(length(one) - length(other)))


def documents_of(response: Json) -> Iterator[Json]:
    """Yield the audio documents of a response."""
    for directive in response.get("directives") or ():
        if isinstance(directive, dict) and directive.get("type") == RENDER_APLA:
            yield directive["document"]


def _clips(document: Json) -> Iterator[list[_Part]]:
    for _, component in apla_schema.walk(document):
        if component["type"] == "Silence":
            yield [(component["duration"] / 1000, "")]
        elif component["type"] == "Speech":
            yield _clip(apla_schema.speech_ssml(component))


def _clip(ssml: str) -> list[_Part]:
    # The length of a sound file is not known offline, so it is left out.
    parts = (part for part in readable_parts(ssml) if not isinstance(part, SsmlAudio))
    return [_timed(part) for part in parts]


def _timed(part: SsmlText | SsmlPause) -> _Part:
    if isinstance(part, SsmlPause):
        return part.seconds, ""
    return speaking_seconds(part.text, part.manner.rate), part.text


def _resting(clip: list[_Part], rest: float) -> list[_Part]:
    *before, (lasts, words) = clip
    return [*before, (lasts + rest if words else lasts, words)]


def _timed_texts(parts: Iterable[_Part]) -> tuple[TimedText, ...]:
    moments: list[TimedText] = []
    at = 0.0
    for lasts, words in parts:
        moments.append(TimedText(at, lasts, words))
        at += lasts
    return tuple(moments)
