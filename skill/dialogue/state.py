"""Where a conversation can be: one frozen dataclass per situation, and nothing about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..catalog import Kind, MuscleId, Offer

Pace = Literal["normal", "slow"]
Wording = Literal["first", "second"]
Effort = Literal["usual", "gentle"]


@dataclass(frozen=True)
class InStep:
    """A step of a routine has been spoken, and its question asked."""

    routine: str
    #: Steps taken since the first one; past the last, the ladder begins again (`ladder.Ladder`).
    step: int
    #: When this cramp was first answered, in seconds since the epoch.
    began: int
    #: When the hold of this step is over, in seconds since the epoch.
    until: int
    #: Situations named so far, in the order they were named.
    situations: tuple[str, ...] = ()
    pace: Pace = "normal"
    #: The muscle that was named, or taken for granted.
    muscle: str = MuscleId.LEG
    #: Which of the step's two wordings was spoken.
    wording: Wording = "first"
    #: Gentle once a stretch has hurt sharply: of this cramp's steps, only the gentle ones remain.
    effort: Effort = "usual"


@dataclass(frozen=True)
class Paused:
    """The listener is resting; *left* seconds of the hold remain."""

    place: InStep
    left: int


@dataclass(frozen=True)
class SharpPain:
    """A stretch hurt sharply: the listener let go and was asked whether the pain eases at rest."""

    #: The gentle step to go on with.
    place: InStep
    #: How many times it was not easing yet.
    rests: int = 0


@dataclass(frozen=True)
class Told:
    """Passages *start* to *end* of a topic have been spoken, and something was offered."""

    kind: Kind
    topic: str
    start: int
    end: int
    offer: Offer
    #: The step to go back to, where the question came in the middle of a routine.
    place: InStep | None = None


@dataclass(frozen=True)
class Warned:
    """The warning signs have been named, and the listener was asked which one it is."""

    place: InStep | None = None


@dataclass(frozen=True)
class SignAsked:
    """The question that settles how urgent the sign *sign* is has been asked."""

    sign: str
    #: Whether it is the sign of another person, whom the listener helps.
    helping: bool = False
    place: InStep | None = None


@dataclass(frozen=True)
class Asked:
    """Nothing is under way; the listener was asked whether a muscle is cramping."""


@dataclass(frozen=True)
class Missed:
    """So many utterances in a row were not understood, at *place*."""

    count: int
    place: InStep | Paused | SharpPain | Told | Warned | SignAsked | Asked | None = None


Place = InStep | Paused | SharpPain | Told | Warned | SignAsked | Asked | None
State = Place | Missed
