"""An answer as sound: SSML in, a WAV file and a timeline of its words and pauses out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .ssml_parts import STRENGTHS, Audio, Manner, Pause, Words, read_ssml
from .voices import Samples, Voice, write_wav

#: The pause after a sentence, where the SSML gives none, in seconds.
BETWEEN_SENTENCES = 0.45
#: What stands for a sound file, which is not to be had offline: a beep, in hertz and seconds.
BEEP_HERTZ, BEEP_SECONDS = 880, 0.3
#: Quieter than this is silence, at the edges of what a voice says; a little of it is kept.
SILENT = 0.004
EDGE_SECONDS = 0.03
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


class Moment(NamedTuple):
    """From when to when, in seconds, and what: ``speech``, ``silence`` or ``audio``, its words."""

    start: float
    end: float
    kind: str
    text: str


@dataclass(frozen=True)
class Spoken:
    """A WAV file and its timeline, without gaps from beginning to end."""

    wav: bytes
    timeline: Sequence[Moment]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.timeline[-1].end if self.timeline else 0.0

    def total(self, kind: str) -> float:
        """Return the seconds of all moments of *kind*."""
        return sum(moment.end - moment.start for moment in self.timeline if moment.kind == kind)


def speak(ssml: str, voice: Voice) -> Spoken:
    """Speak *ssml*; every break lasts exactly as long as it says.

    Raises:
        SsmlError: Where Alexa would refuse the SSML.
    """
    pieces: list[Samples] = []
    timeline: list[Moment] = []
    at = 0
    for kind, text, samples in _pieces(ssml, voice):
        if len(samples):
            moment = Moment(at / voice.rate, (at + len(samples)) / voice.rate, kind, text)
            timeline.append(moment)
            pieces.append(samples)
            at += len(samples)
    whole = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return Spoken(write_wav(whole, voice.rate), tuple(timeline))


def _pieces(ssml: str, voice: Voice) -> Iterator[tuple[str, str, Samples]]:
    parts = read_ssml(ssml)
    for place, part in enumerate(parts):
        if isinstance(part, Pause):
            yield "silence", "break", _silence(part.seconds, voice)
        elif isinstance(part, Audio):
            yield "audio", part.source, _beep(voice)
        else:
            followed = place + 1 < len(parts) and not isinstance(parts[place + 1], Pause)
            yield from _sentences(part, voice, followed=followed)


def _sentences(part: Words, voice: Voice, *, followed: bool) -> Iterator[tuple[str, str, Samples]]:
    """Yield the sentences of *part*, and a pause after each but one that a break comes after."""
    sentences = [one for one in _SENTENCE_END.split(part.text) if re.search(r"\w", one)]
    for place, sentence in enumerate(sentences):
        yield "speech", sentence, _said(sentence, part.manner, voice)
        if place + 1 < len(sentences) or followed:
            whole = sentence.rstrip("\"'").endswith((".", "!", "?"))
            pause = BETWEEN_SENTENCES if whole else STRENGTHS["weak"]
            yield "silence", "between", _silence(pause, voice)


def _said(sentence: str, manner: Manner, voice: Voice) -> Samples:
    said: Samples = _trimmed(voice.say(sentence, manner), voice.rate) * np.float32(manner.volume)
    return said.clip(-1, 1)


def _trimmed(samples: Samples, rate: int) -> Samples:
    """Return *samples* without the silence at both ends, so that pauses can be exact."""
    loud = np.flatnonzero(np.abs(samples) > SILENT)
    if not len(loud):
        return samples[:0]
    edge = int(EDGE_SECONDS * rate)
    return samples[max(0, loud[0] - edge) : loud[-1] + edge]


def _silence(seconds: float, voice: Voice) -> Samples:
    return np.zeros(round(seconds * voice.rate), np.float32)


def _beep(voice: Voice) -> Samples:
    time = np.arange(int(BEEP_SECONDS * voice.rate)) / voice.rate
    return (0.2 * np.sin(2 * np.pi * BEEP_HERTZ * time)).astype(np.float32)
