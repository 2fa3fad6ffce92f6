"""The data types of the content: each class is one kind of entry in ``content/``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NewType

#: Text that is spoken or shown. Translations have only fields of this type, and inherit the others.
Words = NewType("Words", str)

Posture = Literal["lying", "sitting", "standing"]
#: How soon help is needed, the most urgent first; "watch" needs none unless it lasts.
Tier = Literal["emergency", "crisis", "same-day", "few-days", "soon", "watch"]
#: The part of a picture that a shape shows; ``screens`` defines its colours.
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

#: Width and height of the view box of every picture; the origin is at the top left.
PICTURE_SIZE = (960, 720)


@dataclass(frozen=True)
class Passage:
    """One or two sentences to speak, and the ids of the claims that they are based on."""

    say: Words
    #: The claims that it states.
    claims: tuple[str, ...] = ()
    #: The wrong claims that it corrects.
    corrects: tuple[str, ...] = ()
    #: The phrases in it that it suggests to the user; the skill must understand each.
    suggests: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Review:
    """A clinician's approval of an entry: by whom, on which day, and until which day."""

    by: str
    on: datetime.date
    until: datetime.date


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
    how: Words = Words("")
    #: The instruction on a screen; empty for the move.
    short: Words = Words("")
    hold_seconds: int = 0
    cues: tuple[Cue, ...] = ()
    #: How to release the hold; spoken at its end.
    ease: Words = Words("")
    #: One short line of coaching for the reprompt.
    coach: Words = Words("")
    question: Question | None = None
    #: The situations in which this step is left out.
    not_for: tuple[str, ...] = ()
    #: Whether it only makes the place safe: no later round, and no other word, leads back to it.
    once: bool = False
    #: Whether it may be done after a stretch has hurt sharply.
    gentle: bool = False


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
    #: When to be careful or stop; spoken once, with the first move.
    caution: Passage | None = None
    #: The id of the prevention tip that is spoken at its end.
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
    """One part of a picture: its role, and its outline as SVG path data."""

    role: Role
    path: str


@dataclass(frozen=True)
class Drawing:
    """The data of a picture file: its shapes, from back to front."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of a pose, and its description in words for screen readers."""

    words: Words
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Muscle:
    """A part of the leg that users name."""

    name: Words
    synonyms: tuple[Words, ...]
    routine: str
    #: Spoken after the first move of that routine.
    say: Passage | None = None


@dataclass(frozen=True)
class Situation:
    """A circumstance of the cramp (who has it, or where) that changes a routine."""

    name: Words
    synonyms: tuple[Words, ...]
    #: Spoken after the first move.
    say: Passage | None = None
    #: Replaces the caution of the routine.
    caution: Passage | None = None
    #: The possible postures; empty for all.
    postures: tuple[Posture, ...] = ()
    #: The posture to begin in.
    start: Posture | None = None
    #: Whether its routine goes before those of other situations, even of ones named later.
    outranks: bool = False
    aftercare: tuple[Passage, ...] = ()
    #: Whether the listener helps another person, who is the one in pain.
    helping: bool = False
    reviewed: Review | None = None


@dataclass(frozen=True)
class Condition:
    """A lasting fact about the listener, such as an illness: what it changes in what is said."""

    name: Words
    synonyms: tuple[Words, ...]
    #: What it means for cramps; said where the fact is stated outside a stretch.
    acknowledge: Passage
    #: The one thing to mind; said in a stretch, and after the first move of a routine.
    say: Passage
    #: What needs a doctor sooner because of it, and when; added to the routine's own caution.
    caution: Passage | None = None
    #: What to do after the cramp; added to the routine's own aftercare.
    aftercare: tuple[Passage, ...] = ()
    #: Situations that come with it, with the postures they leave out.
    implies: tuple[str, ...] = ()
    reviewed: Review | None = None


@dataclass(frozen=True)
class Topic:
    """A subject of questions: a cause, context, medicine, remedy or general question."""

    name: Words
    say: tuple[Passage, ...]
    synonyms: tuple[Words, ...] = ()
    #: How certain the answer is; spoken at the end of the first answer.
    hedge: Passage | None = None
    #: What to offer next (the prompt ``offer-…``); empty for the default of its kind.
    offer: str = ""
    #: What closes the answer about a medicine, where the usual line about stopping it is wrong.
    safety: Passage | None = None
    reviewed: Review | None = None


@dataclass(frozen=True)
class SignQuestion:
    """A yes-or-no question that settles how urgent a sign is, and where each answer leads.

    ``if_yes`` and ``if_no`` are ids of other signs, "emergency" for the general advice, or empty
    for what the sign itself says at its own tier.
    """

    ask: Passage
    reprompt: Passage
    if_yes: str = ""
    if_no: str = ""
    #: Signs that answer the question with yes where they are named instead.
    yes_signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Warning:
    """A warning sign: a symptom that is not of an ordinary cramp, and what to do now."""

    name: Words
    synonyms: tuple[Words, ...]
    tier: Tier
    say: Passage
    #: The same for a listener who helps another person; empty where ``say`` fits both.
    say_helper: Passage | None = None
    #: Asked first, where the sign alone does not tell how urgent it is.
    question: SignQuestion | None = None
    #: Whether the action comes before the call for help, as for a person in deep water.
    act_first: bool = False
    reviewed: Review | None = None


@dataclass(frozen=True)
class Claim:
    """A statement of the sources, with a grade of its evidence and how to speak it."""

    kind: str
    says: Words
    grade: Literal[
        "supported", "plausible", "mixed", "unsupported", "contradicted", "unsafe-as-written"
    ]
    voice: Literal["OK", "HEDGE", "CORRECT", "OMIT"]
    references: tuple[str, ...]
    #: What is true instead of a wrong claim, or why the claim is left out.
    instead: Words = Words("")
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source: its title, the spoken name of its publisher, and its year (0 if unknown)."""

    title: Words
    publisher: Words
    read: Literal["verified", "recalled"]
    year: int = 0
    #: Whether to speak its name; the review sheet names every source.
    aloud: bool = True


@dataclass(frozen=True)
class Wording:
    """The hedging words of a language, and the words that no answer may use."""

    hedges: tuple[Words, ...]
    banned: tuple[Words, ...]
