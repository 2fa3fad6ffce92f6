"""All that is heard of an answer, until the session would end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from . import timeline
from .session import LISTENING_SECONDS
from .speaking import speak
from .voices import Voice


class Moment(NamedTuple):
    start: float
    end: float
    kind: str
    text: str


@dataclass(frozen=True)
class Hearing:
    seconds: float
    answer: float
    moments: Sequence[Moment]
    wav: bytes
    voice: str


def hear(ssml: str, again: str, voice: Voice | None, *, whispered: bool = False) -> Hearing:
    """Provisional."""
    pause = f'<break time="{LISTENING_SECONDS}s"/>'
    whole = (
        ssml.replace("</speak>", "")
        + pause
        + again.replace("<speak>", "").replace("</speak>", "")
        + pause
        + "</speak>"
        if again
        else ssml
    )
    if voice is None:
        found = [
            Moment(m.start, m.start + m.seconds, "words" if m.words else "break", m.words)
            for m in timeline.of_ssml(ssml)
        ]
        end = found[-1].end if found else 0
        return Hearing(end, end, found, b"", "")
    spoken = speak(whole, voice)
    answer = speak(ssml, voice).seconds
    moments = []
    for one in spoken.timeline:
        kind = {"speech": "words", "silence": "break"}.get(one.kind, one.kind)
        if one.start >= answer - 0.2:
            kind = (
                "reprompt"
                if kind == "words"
                else ("microphone" if one.start < answer + 1 else "silence")
            )
        moments.append(Moment(one.start, one.end, kind, one.text))
    moments.append(Moment(spoken.seconds, spoken.seconds, "end", ""))
    return Hearing(spoken.seconds, answer, moments, spoken.wav, voice.name)
