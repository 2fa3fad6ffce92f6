"""The sound after an utterance: the response, the open microphone, the reprompt, the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...common.alexa_limits import LISTENING_SECONDS
from ...common.speaking_time import SENTENCE_SECONDS, speaking_seconds
from .synthesis import SoundSpan, pieces_of, silence, synthesized
from .voices import Samples, Voice, write_wav

#: A shorter silence belongs to the words before it.
SHORTEST_BREAK = 1.0


@dataclass(frozen=True)
class Hearing:
    """The sound and its timeline, which has no gaps.

    The kinds of moments are ``words``, ``cue`` (words inside a hold) and ``break`` in the response,
    then ``microphone``, ``reprompt``, ``silence`` and ``end``.

    Without a voice there is no sound, and the times are estimates.
    """

    moments: Sequence[SoundSpan]
    #: The end of the response, in seconds.
    answer: float
    wav: bytes = b""

    @property
    def seconds(self) -> float:
        """The total length in seconds."""
        return self.moments[-1].end

    @property
    def estimated(self) -> bool:
        """Whether the times are estimates."""
        return not self.wav


def play_back(
    ssml: str, reprompt: str, voice: Voice | None, *, listens: bool, whispered: bool = False
) -> Hearing:
    """Return the sound of a response, and of the silence after it until the session ends.

    Args:
        ssml: The response; may be empty.
        reprompt: The reprompt as SSML; may be empty.
        voice: The voice; None for estimates without sound.
        listens: Whether the microphone opens after the response.
        whispered: Whether all of it is whispered.

    Raises:
        SsmlError: If Alexa would reject the SSML.
    """
    said = _heard(ssml, voice, whispered=whispered)
    again = _heard(reprompt, voice, whispered=whispered)
    answer = said.seconds
    clips = [(said, list(_moments(said.pieces)))]
    if listens:
        clips.append(_listening("microphone", voice))
    if listens and again.pieces:
        asked = SoundSpan(0, again.seconds, "reprompt", " ".join(_spoken_texts(again.pieces)))
        clips += [(again, [asked]), _listening("silence", voice)]
    moments = [*_spans_in_time(clips)]
    end = moments[-1].end if moments else 0.0
    wav = _wav([clip.samples for clip, _ in clips], voice) if voice else b""
    return Hearing((*moments, SoundSpan(end, end, "end")), answer, wav)


class _Clip(NamedTuple):
    """One piece of sound: its timeline, its samples (empty without a voice), its seconds."""

    pieces: Sequence[SoundSpan]
    samples: Samples
    seconds: float


def _heard(ssml: str, voice: Voice | None, *, whispered: bool) -> _Clip:
    if voice is None:
        pieces = tuple(_estimated(ssml))
        return _Clip(pieces, np.zeros(0, np.float32), pieces[-1].end if pieces else 0.0)
    samples, pieces = synthesized(ssml, voice, whispered=whispered)
    return _Clip(pieces, samples, len(samples) / voice.rate)


def _estimated(ssml: str) -> Iterator[SoundSpan]:
    """Yield the timeline of *ssml* for a voice of ordinary speed."""
    at = 0.0
    for piece in pieces_of(ssml):
        lasts = piece.seconds
        if piece.kind == "speech":
            # The rest after a sentence is a piece of its own.
            lasts = (speaking_seconds(piece.text) - SENTENCE_SECONDS) / piece.manner.rate
        yield SoundSpan(at, at + lasts, piece.kind, piece.text)
        at += lasts


def _moments(pieces: Iterable[SoundSpan]) -> Iterator[SoundSpan]:
    """Yield words joined with the short silences after them, and long silences as breaks."""
    runs: list[SoundSpan] = []
    for silent, group in itertools.groupby(pieces, lambda piece: piece.kind == "silence"):
        run = list(group)
        start, end = run[0].start, run[-1].end
        if not silent:
            runs += [SoundSpan(piece.start, piece.end, "words", piece.text) for piece in run]
        # A silence at the beginning has no words before it.
        elif end - start >= SHORTEST_BREAK or not runs:
            runs.append(SoundSpan(start, end, "break"))
        else:
            runs[-1] = runs[-1]._replace(end=end)
    yield from _cues(runs)


def _cues(moments: Sequence[SoundSpan]) -> Iterator[SoundSpan]:
    """Yield *moments*; words between two breaks become cues."""
    breaks = [place for place, moment in enumerate(moments) if moment.kind == "break"]
    for place, moment in enumerate(moments):
        inside = bool(breaks) and breaks[0] < place < breaks[-1]
        yield moment._replace(kind="cue") if inside and moment.kind == "words" else moment


def _listening(kind: str, voice: Voice | None) -> tuple[_Clip, list[SoundSpan]]:
    samples = silence(LISTENING_SECONDS, voice.rate if voice else 0)
    return _Clip((), samples, LISTENING_SECONDS), [SoundSpan(0, LISTENING_SECONDS, kind)]


def _spans_in_time(clips: Iterable[tuple[_Clip, list[SoundSpan]]]) -> Iterator[SoundSpan]:
    at = 0.0
    for clip, moments in clips:
        for moment in moments:
            yield moment._replace(start=at + moment.start, end=at + moment.end)
        at += clip.seconds


def _spoken_texts(pieces: Iterable[SoundSpan]) -> Iterator[str]:
    return (piece.text for piece in pieces if piece.kind != "silence")


def _wav(samples: Sequence[Samples], voice: Voice) -> bytes:
    return write_wav(np.concatenate(samples), voice.rate)
