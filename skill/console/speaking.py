"""An answer as sound: SSML in, a WAV file and a timeline of its words and pauses out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .speech import sentences
from .ssml_parts import STRENGTHS, Audio, Manner, Pause, Words, read_ssml
from .voices import Samples, Voice, write_wav

#: The pause after a sentence, where the SSML gives none, in seconds.
BETWEEN_SENTENCES = 0.45
#: What stands for a sound file, which is not to be had offline: a beep, in hertz and seconds.
BEEP_HERTZ, BEEP_SECONDS = 880, 0.3
#: Quieter than this is silence, at the edges of what a voice says; a little of it is kept.
SILENT = 0.004
EDGE_SECONDS = 0.03


class Moment(NamedTuple):
    """From when to when, in seconds, and what: ``speech``, ``silence`` or ``audio``, its words."""

    start: float
    end: float
    kind: str
    text: str = ""


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


def speak(ssml: str, voice: Voice, *, whispered: bool = False) -> Spoken:
    """Speak *ssml*, if asked in a whisper; every break lasts exactly as long as it says.

    Raises:
        SsmlError: Where Alexa would refuse the SSML.
    """
    samples, timeline = spoken(ssml, voice, whispered=whispered)
    return Spoken(write_wav(samples, voice.rate), timeline)


def spoken(ssml: str, voice: Voice, *, whispered: bool) -> tuple[Samples, tuple[Moment, ...]]:
    """Return *ssml* as samples, and the timeline of them; raises SsmlError as ``speak`` does."""
    pieces: list[Samples] = []
    timeline: list[Moment] = []
    at = 0
    for piece in pieces_of(ssml):
        samples = _sound(piece, voice, whispered=whispered)
        if len(samples):
            end = at + len(samples)
            timeline.append(Moment(at / voice.rate, end / voice.rate, piece.kind, piece.text))
            pieces.append(samples)
            at = end
    whole = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return whole, tuple(timeline)


class Piece(NamedTuple):
    """A sentence and how it is spoken, or a silence of so many seconds, or a sound file."""

    kind: str
    text: str
    manner: Manner = Manner()
    seconds: float = 0.0


def pieces_of(ssml: str) -> Iterator[Piece]:
    """Yield the sentences and silences of *ssml*; raises SsmlError as ``speak`` does."""
    parts = read_ssml(ssml)
    for place, part in enumerate(parts):
        if isinstance(part, Pause):
            yield Piece("silence", "break", seconds=part.seconds)
        elif isinstance(part, Audio):
            yield Piece("audio", part.source, seconds=BEEP_SECONDS)
        else:
            followed = place + 1 < len(parts) and not isinstance(parts[place + 1], Pause)
            yield from _sentences(part, followed=followed)


def _sentences(part: Words, *, followed: bool) -> Iterator[Piece]:
    """Yield the sentences of *part*, and a pause after each but one that a break comes after."""
    said = sentences(part.text)
    for place, sentence in enumerate(said):
        yield Piece("speech", sentence, part.manner)
        if place + 1 < len(said) or followed:
            whole = sentence.rstrip("\"'").endswith((".", "!", "?"))
            pause = BETWEEN_SENTENCES if whole else STRENGTHS["weak"]
            yield Piece("silence", "between", seconds=pause)


def _sound(piece: Piece, voice: Voice, *, whispered: bool) -> Samples:
    if piece.kind == "silence":
        return silence(piece.seconds, voice.rate)
    if piece.kind == "audio":
        return _beep(voice.rate)
    manner = piece.manner.whisper() if whispered else piece.manner
    return _said(piece.text, manner, voice)


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


def silence(seconds: float, rate: int) -> Samples:
    """Return so many seconds of silence."""
    return np.zeros(round(seconds * rate), np.float32)


def _beep(rate: int) -> Samples:
    time = np.arange(int(BEEP_SECONDS * rate)) / rate
    return (0.2 * np.sin(2 * np.pi * BEEP_HERTZ * time)).astype(np.float32)
