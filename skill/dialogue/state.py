"""The states of a conversation: one frozen dataclass each, without personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..catalog import Kind, MuscleId, Offer

Pace = Literal["normal", "slow"]
Wording = Literal["first", "second"]
Effort = Literal["usual", "gentle"]


@dataclass(frozen=True)
class InStep:
    """A step of a routine was spoken and its question asked."""

    routine: str
    #: Steps taken since the first one, over all rounds (see `ladder.Ladder`).
    step: int
    #: Time of the first answer to this cramp, in seconds since the epoch.
    began: int
    #: End of the hold of this step, in seconds since the epoch.
    until: int
    #: Situations named so far, in that order.
    situations: tuple[str, ...] = ()
    pace: Pace = "normal"
    #: The muscle that was named, or else `routine_choice.UNNAMED_MUSCLE`.
    muscle: str = MuscleId.LEG
    #: The wording of the step that was spoken.
    wording: Wording = "first"
    #: "gentle" after sharp pain; then only gentle steps are used for the rest of this cramp.
    effort: Effort = "usual"


@dataclass(frozen=True)
class Launched:
    """The first move was spoken at the launch; nothing has been said about a cramp yet.

    Every answer about a cramp continues with *place*; a question leaves it.
    """

    place: InStep


@dataclass(frozen=True)
class Paused:
    """The listener asked for a pause; *left* seconds of the hold remain."""

    place: InStep
    left: int


@dataclass(frozen=True)
class SharpPain:
    """A stretch hurt sharply; the skill asked whether the pain eases at rest."""

    #: The gentle step to go on with.
    place: InStep
    #: The number of answers that it does not ease yet.
    rests: int = 0


@dataclass(frozen=True)
class Told:
    """Passages *start* to *end* of a topic were spoken, followed by *offer*."""

    kind: Kind
    topic: str
    start: int
    end: int
    offer: Offer
    #: The step to return to, if the question interrupted a routine.
    place: InStep | None = None
    #: The contexts that put the passages in order, the most telling first.
    contexts: tuple[str, ...] = ()
    #: A second topic of the same kind, such as another medicine that was named with the first.
    second: str = ""


@dataclass(frozen=True)
class Warned:
    """The warning signs were named; the skill asked which one the listener has."""

    place: InStep | None = None


@dataclass(frozen=True)
class SignAsked:
    """The question that decides how urgent *sign* is was asked."""

    sign: str
    #: Whether the sign is another person's, whom the listener helps.
    helping: bool = False
    place: InStep | None = None


@dataclass(frozen=True)
class SignSaid:
    """The advice for *sign*, which is no danger to life, was spoken, and its question asked."""

    sign: str
    place: InStep | None = None
    #: Whether the sign was confirmed; then the question is what else is of interest.
    settled: bool = False


@dataclass(frozen=True)
class WhatElse:
    """No routine is open; the skill asked what else the listener would like to know."""


@dataclass(frozen=True)
class Asked:
    """No routine is open; the skill asked whether a muscle is cramping."""


@dataclass(frozen=True)
class Missed:
    """*count* utterances in a row were not understood in the state *place*."""

    count: int
    place: (
        InStep
        | Launched
        | Paused
        | SharpPain
        | Told
        | Warned
        | SignAsked
        | SignSaid
        | WhatElse
        | Asked
        | None
    ) = None


Place = InStep | Paused | SharpPain | Told | Warned | SignAsked | SignSaid | WhatElse | Asked | None
State = Place | Launched | Missed
