"""The shapes of our content: each class is one kind of entry in ``content/``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NewType

#: Text that is spoken or shown: what a translator writes anew, while everything else is inherited.
Words = NewType("Words", str)

Posture = Literal["lying", "sitting", "standing"]
Tier = Literal["emergency", "same-day", "few-days", "soon"]
#: What a shape of a picture is: how each is coloured is known to ``screens`` alone.
Role = Literal[
    "body",
    "far-body",
    "hair",
    "clothes",
    "far-clothes",
    "helper",
    "helper-clothes",
    "muscle",
    "muscle-mark",
    "arrow",
    "towel",
    "support",
    "support-line",
    "pillow",
    "water",
    "line",
]
Kind = Literal["answer", "cause", "context", "medicine", "remedy"]

#: Width and height of the view box that every picture is drawn in, origin at the top left.
PICTURE_SIZE = (960, 720)


@dataclass(frozen=True)
class Passage:
    """A sentence or two to say, and what they rest on."""

    say: Words
    #: Claims this passage states.
    claims: tuple[str, ...] = ()
    #: Claims this passage sets right.
    corrects: tuple[str, ...] = ()
    #: Phrases in it that the listener is invited to say.
    suggests: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Review:
    """Which clinician approved an entry, when, and until when that holds."""

    by: str
    on: datetime.date
    until: datetime.date


@dataclass(frozen=True)
class Cue:
    """A few words spoken *at* so many seconds into a hold."""

    at: int
    say: Words


@dataclass(frozen=True)
class Question:
    """What a step asks at its end, and where each answer leads.

    ``if_no`` is "next", "again", or the id of the warning sign that a "no" amounts to.
    """

    say: Words
    reprompt: Words
    if_yes: Literal["eased", "next"] = "eased"
    if_no: str = "next"


@dataclass(frozen=True)
class Step:
    """One rung of a routine: a move, how to make it, and a hold to make it in."""

    id: str
    posture: Posture
    #: The id of the picture that shows it.
    picture: str
    #: The instruction itself, in one sentence of at most twelve words.
    move: Words
    #: The same instruction in other words, for coming back to this step.
    again: Words
    claims: tuple[str, ...]
    #: How to do it; spoken after the move.
    how: Words = Words("")
    #: The instruction as a screen shows it; where it is left out, the move.
    short: Words = Words("")
    hold_seconds: int = 0
    cues: tuple[Cue, ...] = ()
    #: How to let go; spoken at the end of the hold.
    ease: Words = Words("")
    #: One short line of coaching for somebody who has not answered.
    coach: Words = Words("")
    question: Question | None = None
    #: Situations in which this step is left out.
    not_for: tuple[str, ...] = ()
    #: Whether it only makes the place safe: no later round, and no other word, leads back to it.
    once: bool = False
    #: Whether it may be done after a stretch has hurt sharply.
    gentle: bool = False


@dataclass(frozen=True)
class Routine:
    """A relief routine (or the bedtime one), from the first move to the last rung."""

    title: Words
    #: What the skill calls it in mid-sentence: "the calf stretch".
    name: Words
    steps: tuple[Step, ...]
    aftercare: tuple[Passage, ...]
    #: The muscles it is for; empty where it serves every muscle.
    muscles: tuple[str, ...] = ()
    #: The situations it is for; empty for the ordinary one.
    situations: tuple[str, ...] = ()
    #: Said once, while the first move is made.
    caution: Passage | None = None
    #: The prevention tip that rounds it off.
    tip: str = ""
    purpose: Literal["relief", "bedtime"] = "relief"
    reviewed: Review | None = None


@dataclass(frozen=True)
class Coaching:
    """How long a cramp is coached before a doctor should hear of it."""

    #: From the first answer to it, in seconds.
    longest_seconds: int
    most_rounds: int
    claims: tuple[str, ...]
    reviewed: Review | None = None


@dataclass(frozen=True)
class Shape:
    """One part of a drawing: what it is, and its outline as SVG path data."""

    role: Role
    path: str


@dataclass(frozen=True)
class Drawing:
    """What a picture file holds: its shapes, from back to front."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of a pose, and the words for somebody who cannot see it."""

    words: Words
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Muscle:
    """A part of the leg that people name."""

    name: Words
    synonyms: tuple[Words, ...]
    routine: str
    #: Said after the first move, where the muscle was only guessed.
    say: Passage | None = None


@dataclass(frozen=True)
class Situation:
    """Who is cramping, or where: what it adds to a routine and what it leaves out."""

    name: Words
    synonyms: tuple[Words, ...]
    #: Said after the first move.
    say: Passage | None = None
    #: Replaces the routine's own caution.
    caution: Passage | None = None
    #: The only postures possible; empty for all of them.
    postures: tuple[Posture, ...] = ()
    #: The posture to begin in.
    start: Posture | None = None
    #: Whether its routine goes before those of other situations, even of ones named later.
    outranks: bool = False
    aftercare: tuple[Passage, ...] = ()
    reviewed: Review | None = None


@dataclass(frozen=True)
class Topic:
    """Something people ask about: a cause, a context, a medicine, a remedy, a plain question."""

    name: Words
    say: tuple[Passage, ...]
    synonyms: tuple[Words, ...] = ()
    #: How sure anyone can be; closes the first answer.
    hedge: Passage | None = None
    #: What to offer next (a prompt ``offer-…``); empty for the usual offer of its kind.
    offer: str = ""
    reviewed: Review | None = None


@dataclass(frozen=True)
class Warning:
    """A sign of something that is not a plain cramp, and what to do about it now."""

    name: Words
    synonyms: tuple[Words, ...]
    tier: Tier
    say: Passage
    #: Whether what to do comes before whom to call, as for somebody who is drowning.
    act_first: bool = False
    reviewed: Review | None = None


@dataclass(frozen=True)
class Claim:
    """One thing our sources say, and how far it can be trusted."""

    kind: str
    says: Words
    grade: Literal[
        "supported", "plausible", "mixed", "unsupported", "contradicted", "unsafe-as-written"
    ]
    voice: Literal["OK", "HEDGE", "CORRECT", "OMIT"]
    references: tuple[str, ...]
    #: What is said instead, where the claim may not be.
    instead: Words = Words("")
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source: title, publisher as it is spoken, and year of publication where known."""

    title: Words
    publisher: Words
    read: Literal["verified", "recalled"]
    year: int = 0
    #: Whether its name tells a listener anything; the review sheet names every source.
    aloud: bool = True


@dataclass(frozen=True)
class Wording:
    """Words a language uses to hedge, and words no answer may use."""

    hedges: tuple[Words, ...]
    banned: tuple[Words, ...]
