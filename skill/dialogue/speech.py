"""Speech as data: passages and pauses, with an estimate of their spoken length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..catalog import Passage, Step, Words
from ..catalog.speech_limits import SILENCE_SECONDS
from ..common.speaking_time import speaking_seconds
from .state import Pace

#: The speaking rate of each pace, as a factor of the voice's own.
RATES: Mapping[Pace, float] = {"normal": 1.0, "slow": 0.8}
LONGEST_PAUSE = float(SILENCE_SECONDS)


@dataclass(frozen=True)
class Pause:
    """A silence, at most LONGEST_PAUSE seconds long."""

    seconds: float


Part = Passage | Pause
Speech = tuple[Part, ...]

#: Separates a move from its caution, and a question from what was said before it.
SENTENCE_PAUSE = Pause(0.6)


@dataclass(frozen=True)
class HoldMarks:
    """The words that count a hold: at its middle, and in its last seconds."""

    halfway: Passage
    countdown: Passage


def seconds(speech: Speech, pace: Pace = "normal") -> float:
    """Return the estimated length of *speech* in seconds."""
    return sum(_part_seconds(part, pace) for part in speech)


def text(speech: Speech) -> str:
    """Return the text of *speech* without its pauses."""
    return " ".join(part.say for part in speech if isinstance(part, Passage))


def hold(step: Step, left: int, marks: HoldMarks, pace: Pace) -> Speech:
    """Return the last *left* seconds of the hold of *step*: cues and marks with pauses between."""
    return tuple(_hold(step, left, marks, pace))


def _hold(step: Step, left: int, marks: HoldMarks, pace: Pace) -> Iterator[Part]:
    clock = float(step.hold_seconds - left)
    for at, words in _timed(step, marks, pace):
        # What is due during the words before it is left out.
        if at <= clock:
            continue
        yield Pause(min(LONGEST_PAUSE, at - clock))
        yield words
        # Words are spoken during the hold, so their length is subtracted from the next pause.
        clock = at + _part_seconds(words, pace)


def _timed(step: Step, marks: HoldMarks, pace: Pace) -> Iterator[tuple[float, Passage]]:
    """Yield the second and the words of each cue and mark of the hold of *step*, in order."""
    timed = [(float(cue.at), Passage(cue.say, step.claims)) for cue in step.cues]
    if step.halfway:
        timed.append((float(step.halfway), marks.halfway))
    end = step.hold_seconds - _part_seconds(marks.countdown, pace)
    before = (one for one in timed if one[0] + _part_seconds(one[1], pace) < end)
    yield from sorted(before, key=lambda one: one[0])
    yield end, marks.countdown


def _part_seconds(part: Part, pace: Pace) -> float:
    if isinstance(part, Pause):
        return part.seconds
    return speaking_seconds(part.say, RATES[pace])


def passage(words: str, claims: tuple[str, ...] = ()) -> Speech:
    """Return *words* as speech that cites *claims*, or empty speech if *words* is empty."""
    return (Passage(Words(words), claims),) if words else ()
