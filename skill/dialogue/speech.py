"""Speech as data: passages and pauses, with an estimate of their spoken length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..catalog import Cue, Passage, Words
from ..common.alexa_limits import BREAK_SECONDS
from ..common.speaking_time import speaking_seconds
from .state import Pace

#: The speaking rate of each pace, as a factor of the voice's own.
RATES: Mapping[Pace, float] = {"normal": 1.0, "slow": 0.8}
LONGEST_PAUSE = BREAK_SECONDS


@dataclass(frozen=True)
class Pause:
    """A silence, at most LONGEST_PAUSE seconds long."""

    seconds: float


Part = Passage | Pause
Speech = tuple[Part, ...]


def seconds(speech: Speech, pace: Pace = "normal") -> float:
    """Return the estimated length of *speech* in seconds."""
    return sum(_part_seconds(part, pace) for part in speech)


def text(speech: Speech) -> str:
    """Return the text of *speech* without its pauses."""
    return " ".join(part.say for part in speech if isinstance(part, Passage))


def hold(
    cues: tuple[Cue, ...], length: int, left: int, claims: tuple[str, ...], pace: Pace
) -> Speech:
    """Return the last *left* seconds of a hold of *length* seconds: cues with pauses between."""
    return tuple(_hold(cues, length, left, claims, pace))


def _hold(
    cues: tuple[Cue, ...], length: int, left: int, claims: tuple[str, ...], pace: Pace
) -> Iterator[Part]:
    clock = float(length - left)
    for cue in cues:
        if cue.at <= clock:
            continue
        yield Pause(min(LONGEST_PAUSE, cue.at - clock))
        passage = Passage(cue.say, claims)
        yield passage
        # The cue is spoken during the hold, so its length is subtracted from the next pause.
        clock = min(cue.at + _part_seconds(passage, pace), length)
    if length - clock >= 1:
        yield Pause(min(LONGEST_PAUSE, length - clock))


def _part_seconds(part: Part, pace: Pace) -> float:
    if isinstance(part, Pause):
        return part.seconds
    return speaking_seconds(part.say, RATES[pace])


def passage(words: str, claims: tuple[str, ...] = ()) -> Speech:
    """Return *words* as speech that cites *claims*, or empty speech if *words* is empty."""
    return (Passage(Words(words), claims),) if words else ()
