"""When each thing is heard: one clock for SSML and for audio documents, so they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from ..catalog import Passage, Words
from ..dialogue.speech import seconds
from . import apla
from .ssml import break_seconds

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Moment:
    """Something heard *start* seconds into an answer, for so many seconds: words, or silence."""

    start: float
    seconds: float
    #: What is said; nothing in a silence.
    words: str


#: A length in seconds, and the words that take it.
_Part = tuple[float, str]


def of_ssml(ssml: str) -> tuple[Moment, ...]:
    """Return what is heard of *ssml*, a whole ``<speak>``; raises ParseError where it is none."""
    return _clock(_clip(ssml))


def of_answer(response: Json, rest: float = 0.0) -> tuple[Moment, ...]:
    """Return what is heard of a response: what is spoken, and then its audio document.

    Args:
        response: The ``response`` of an envelope.
        rest: Seconds that the voice rests after each clip but the last, and would not in SSML.
    """
    clips = [_clip(response["outputSpeech"]["ssml"])]
    for document in documents_of(response):
        clips += _clips(document)
    resting = (part for clip in clips[:-1] for part in _resting(clip, rest))
    return _clock([*resting, *clips[-1]])


def length(moments: Sequence[Moment]) -> float:
    """Return how many seconds *moments* take together."""
    return sum(moment.seconds for moment in moments)


def apart(one: Sequence[Moment], other: Sequence[Moment]) -> float:
    """Return by how many seconds the moments of two timelines begin or end apart, at most."""
    starts = (abs(a.start - b.start) for a, b in zip(one, other, strict=True))
    return max(*starts, abs(length(one) - length(other)))


def documents_of(response: Json) -> Iterator[Json]:
    """Yield the audio documents of a response."""
    for directive in response.get("directives") or ():
        if isinstance(directive, dict) and directive.get("type") == apla.DIRECTIVE:
            yield directive["document"]


def _clips(document: Json) -> Iterator[list[_Part]]:
    for _, component in apla.walk(document):
        if component["type"] == "Silence":
            yield [(component["duration"] / 1000, "")]
        elif component["type"] == "Speech":
            yield _clip(component["content"])


def _clip(ssml: str) -> list[_Part]:
    return list(_parts(ET.fromstring(ssml), 1.0))  # noqa: S314  our own skill's words


def _resting(clip: list[_Part], rest: float) -> list[_Part]:
    *before, (lasts, words) = clip
    return [*before, (lasts + rest if words else lasts, words)]


def _parts(element: ET.Element, rate: float) -> Iterator[_Part]:
    """Yield what is heard of *element*; inside a slower one, words take longer."""
    rate *= float(element.get("rate", "100%").removesuffix("%")) / 100
    if element.tag == "break":
        yield break_seconds(element.get("time", "")), ""
    yield from _words(element.text, rate)
    for child in element:
        yield from _parts(child, rate)
        yield from _words(child.tail, rate)


def _words(text: str | None, rate: float) -> Iterator[_Part]:
    if words := " ".join((text or "").split()):
        yield seconds((Passage(Words(words)),)) / rate, words


def _clock(parts: Iterable[_Part]) -> tuple[Moment, ...]:
    moments: list[Moment] = []
    at = 0.0
    for lasts, words in parts:
        moments.append(Moment(at, lasts, words))
        at += lasts
    return tuple(moments)
