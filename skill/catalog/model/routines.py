"""The data types of routines: steps, holds with cues, questions, and the limits of coaching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entries import NO_WORDS, Passage, Posture, Review, Words

#: A cue this many seconds before or after the middle of a hold replaces the halfway mark.
NEAR_SECONDS = 3


@dataclass(frozen=True)
class Cue:
    """A few words during a hold, spoken *at* seconds after its start."""

    at: int
    say: Words


@dataclass(frozen=True)
class Question:
    """The question at the end of a step, and what follows each answer.

    ``if_no`` is "next", "again", or the id of the warning sign that a "no" reports.
    """

    say: Words
    reprompt: Words
    if_yes: Literal["eased", "next"] = "eased"
    if_no: str = "next"


@dataclass(frozen=True)
class Step:
    """One step of a routine: a move, how to do it, and how long to hold it."""

    id: str
    posture: Posture
    #: The id of its picture.
    picture: str
    #: The instruction: its first sentence has at most twelve words.
    move: Words
    #: The same instruction in other words, for a return to this step.
    again: Words
    claims: tuple[str, ...]
    #: How to do the move; spoken after it.
    how: Words = NO_WORDS
    #: The instruction on a screen; empty for the move.
    short: Words = NO_WORDS
    hold_seconds: int = 0
    cues: tuple[Cue, ...] = ()
    #: How to release the hold; spoken at its end.
    ease: Words = NO_WORDS
    #: One short line of coaching for the reprompt.
    coach: Words = NO_WORDS
    question: Question | None = None
    #: The situations in which this step is left out.
    not_for: tuple[str, ...] = ()
    #: Whether it is a once-step, which makes the place safe and is never repeated.
    once: bool = False
    #: Whether it may be done after a stretch has hurt sharply.
    gentle: bool = False

    @property
    def halfway(self) -> int:
        """The second of the hold with the halfway mark; 0 if a cue is near the middle."""
        middle = self.hold_seconds // 2
        near = any(abs(cue.at - middle) <= NEAR_SECONDS for cue in self.cues)
        return 0 if near else middle


@dataclass(frozen=True)
class Routine:
    """A relief routine, or the bedtime routine: its steps in order, and what to say around them."""

    title: Words
    #: The name for use inside a sentence, such as "the calf stretch".
    name: Words
    steps: tuple[Step, ...]
    aftercare: tuple[Passage, ...]
    #: The muscles it is for; empty for all.
    muscles: tuple[str, ...] = ()
    #: The situations it is for; empty if it is not for a special one.
    situations: tuple[str, ...] = ()
    #: Whether it is for a listener who helps another person in its situations.
    helping: bool = False
    #: When to be careful or stop; spoken once, with the first move.
    caution: Passage | None = None
    #: The rest of the caution; spoken after the first hold, so that the hold begins soon.
    caution_after: Passage | None = None
    #: The id of the prevention tip that is spoken at its end.
    tip: str = ""
    purpose: Literal["relief", "bedtime"] = "relief"
    reviewed: Review | None = None


@dataclass(frozen=True)
class Coaching:
    """How long a cramp is coached before the advice to see a doctor."""

    #: The time limit from the first answer, in seconds.
    longest_seconds: int
    most_rounds: int
    claims: tuple[str, ...]
    reviewed: Review | None = None
