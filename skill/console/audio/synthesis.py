"""Synthesise SSML to a WAV file with a timeline of its words and pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...common.sentences import sentences
from ..response.ssml_parser import STRENGTHS, read_ssml
from ..response.ssml_parts import Manner, SsmlAudio, SsmlPause, SsmlText
from .voices import Samples, Voice, write_wav

#: The pause after a sentence without a break, in seconds.
BETWEEN_SENTENCES = 0.45
#: The beep that replaces a sound file, which is not available offline: hertz and seconds.
BEEP_HERTZ, BEEP_SECONDS = 880, 0.3
#: The amplitude below which samples at the edges of speech are trimmed as silence; the seconds of
#: it that are kept.
SILENT = 0.004
EDGE_SECONDS = 0.03


class SoundSpan(NamedTuple):
    """A part of a timeline: start, end (in seconds), kind (``speech``, ``silence``, ``audio``)."""

    start: float
    end: float
    kind: str
    text: str = ""


@dataclass(frozen=True)
class SynthesizedSpeech:
    """A WAV file and its timeline, which has no gaps."""

    wav: bytes
    timeline: Sequence[SoundSpan]

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return self.timeline[-1].end if self.timeline else 0.0

    def total(self, kind: str) -> float:
        """Return the total seconds of the moments of *kind*."""
        return sum(moment.end - moment.start for moment in self.timeline if moment.kind == kind)


def synthesize(ssml: str, voice: Voice, *, whispered: bool = False) -> SynthesizedSpeech:
    """Return *ssml* as sound, optionally whispered; every break has its exact length.

    Raises:
        SsmlError: Where Alexa would refuse the SSML.
    """
    samples, timeline = synthesized(ssml, voice, whispered=whispered)
    return SynthesizedSpeech(write_wav(samples, voice.rate), timeline)


def synthesized(
    ssml: str, voice: Voice, *, whispered: bool
) -> tuple[Samples, tuple[SoundSpan, ...]]:
    """Return the samples and the timeline of *ssml*; raise SsmlError as ``speak`` does."""
    pieces: list[Samples] = []
    timeline: list[SoundSpan] = []
    at = 0
    for piece in pieces_of(ssml):
        samples = _sound(piece, voice, whispered=whispered)
        if len(samples):
            end = at + len(samples)
            timeline.append(SoundSpan(at / voice.rate, end / voice.rate, piece.kind, piece.text))
            pieces.append(samples)
            at = end
    whole = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return whole, tuple(timeline)


class Piece(NamedTuple):
    """A sentence with its manner, a silence with its seconds, or a sound file."""

    kind: str
    text: str
    manner: Manner = Manner()
    seconds: float = 0.0


def pieces_of(ssml: str) -> Iterator[Piece]:
    """Yield the sentences and silences of *ssml*; raise SsmlError as ``speak`` does."""
    parts = read_ssml(ssml)
    for place, part in enumerate(parts):
        if isinstance(part, SsmlPause):
            yield Piece("silence", "break", seconds=part.seconds)
        elif isinstance(part, SsmlAudio):
            yield Piece("audio", part.source, seconds=BEEP_SECONDS)
        else:
            followed = place + 1 < len(parts) and not isinstance(parts[place + 1], SsmlPause)
            yield from _sentence_pieces(part, followed=followed)


def _sentence_pieces(part: SsmlText, *, followed: bool) -> Iterator[Piece]:
    """Yield the sentences of *part*, and a pause after each, except before a break."""
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
    return _sentence_sound(piece.text, manner, voice)


def _sentence_sound(sentence: str, manner: Manner, voice: Voice) -> Samples:
    said: Samples = _without_silent_edges(voice.say(sentence, manner), voice.rate) * np.float32(
        manner.volume
    )
    return said.clip(-1, 1)


def _without_silent_edges(samples: Samples, rate: int) -> Samples:
    """Return *samples* without the silence at both ends, so that pauses are exact."""
    loud = np.flatnonzero(np.abs(samples) > SILENT)
    if not len(loud):
        return samples[:0]
    edge = int(EDGE_SECONDS * rate)
    return samples[max(0, loud[0] - edge) : loud[-1] + edge]


def silence(seconds: float, rate: int) -> Samples:
    """Return *seconds* of silence as samples."""
    return np.zeros(round(seconds * rate), np.float32)


def _beep(rate: int) -> Samples:
    time = np.arange(int(BEEP_SECONDS * rate)) / rate
    return (0.2 * np.sin(2 * np.pi * BEEP_HERTZ * time)).astype(np.float32)
