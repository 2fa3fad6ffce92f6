"""The data types of the entries that slots can name, and the passages of all entries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NewType

#: Text that is spoken or shown. Translations have only fields of this type, and inherit the others.
Words = NewType("Words", str)
NO_WORDS = Words("")

Posture = Literal["lying", "sitting", "standing"]
#: How soon help is needed, the most urgent first; "watch" needs none unless it lasts.
Tier = Literal["emergency", "crisis", "same-day", "few-days", "soon", "watch"]
#: What can be offered after an answer.
Offer = Literal[
    "prevention", "relief", "resume", "bedtime", "why", "signs", "doctor", "more", "leg", "else"
]
Kind = Literal["activity", "answer", "body-part", "cause", "context", "medicine", "remedy"]


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
    #: The contexts that it is for; in those it comes first. Empty if it fits everybody.
    contexts: tuple[str, ...] = ()
    #: Whether a list leaves it out unless one of its contexts is known.
    special: bool = False


@dataclass(frozen=True)
class Review:
    """A clinician's approval of an entry: by whom, on which day, and until which day."""

    by: str
    on: datetime.date
    until: datetime.date
    #: The digest of what was read; without it a later change does not show.
    of: str = ""


@dataclass(frozen=True)
class Muscle:
    """A part of the leg that users name."""

    name: Words
    synonyms: tuple[Words, ...]
    routine: str
    #: Spoken after the first move of that routine.
    say: Passage | None = None


@dataclass(frozen=True)
class SignOverride:
    """A sign that *becomes* another one because of a fact, for example sooner advice."""

    sign: str
    becomes: str


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
    #: Situations that are over when this one is named.
    ends: tuple[str, ...] = ()
    aftercare: tuple[Passage, ...] = ()
    #: Whether the listener helps another person, who is the one in pain.
    helping: bool = False
    #: Spoken before the call in an emergency, until the place is safe.
    emergency: Passage | None = None
    #: The context (contexts.yaml) that answers why this person cramps.
    context: str = ""
    #: Spoken first in the answer about seeing a doctor.
    doctor: Passage | None = None
    #: Signs that mean something else for this person.
    signs: tuple[SignOverride, ...] = ()
    reviewed: Review | None = None


@dataclass(frozen=True)
class Condition:
    """A lasting fact about the listener, such as an illness, and how it changes the answers."""

    name: Words
    synonyms: tuple[Words, ...]
    #: Its meaning for cramps; spoken when the fact is stated outside a routine.
    acknowledge: Passage
    #: The most important caution; spoken during a step, and after the first move of a routine.
    say: Passage
    #: Symptoms that need a doctor sooner because of it; added to the routine's caution.
    caution: Passage | None = None
    #: What to do after the cramp; added to the routine's aftercare.
    aftercare: tuple[Passage, ...] = ()
    #: Situations that it implies, whose excluded postures then apply.
    implies: tuple[str, ...] = ()
    #: The context (contexts.yaml) that answers why this person cramps.
    context: str = ""
    #: Spoken first in the answer about seeing a doctor.
    doctor: Passage | None = None
    #: Signs that mean something else for this person.
    signs: tuple[SignOverride, ...] = ()
    reviewed: Review | None = None


@dataclass(frozen=True)
class Topic:
    """A subject of questions: a cause, context, medicine, remedy or general question."""

    name: Words
    say: tuple[Passage, ...]
    synonyms: tuple[Words, ...] = ()
    #: How certain the answer is; spoken at the end of the first answer.
    hedge: Passage | None = None
    #: What to offer next (the prompt ``offer-…``); left out for the default of its kind.
    offer: Offer | None = None
    #: The last passage about a medicine if the usual one about stopping it would be wrong.
    safety: Passage | None = None
    #: The topic that it replaces in `contexts`: belly cramps are another matter in pregnancy.
    variant_of: str = ""
    contexts: tuple[str, ...] = ()
    reviewed: Review | None = None


@dataclass(frozen=True)
class SignQuestion:
    """A yes-or-no question that decides how urgent a sign is, and what follows each answer.

    ``if_yes`` and ``if_no`` are ids of other signs, "emergency" for the general advice, or empty
    for what the sign itself says at its own tier.
    """

    ask: Passage
    reprompt: Passage
    if_yes: str = ""
    if_no: str = ""
    #: Signs that count as "yes" if they are named as the answer.
    yes_signs: tuple[str, ...] = ()
    #: How to find out the answer.
    check: Passage | None = None


@dataclass(frozen=True)
class SignDoubt:
    """A question after the advice on a sign; "no" takes the sign back.

    ``if_no`` is the id of the sign that is spoken instead, or empty for a general answer.
    """

    ask: Passage
    reprompt: Passage
    if_no: str = ""


@dataclass(frozen=True)
class Warning:
    """A warning sign: a symptom that is not of an ordinary cramp, and what to do now."""

    name: Words
    synonyms: tuple[Words, ...]
    tier: Tier
    say: Passage
    #: The same for a listener who helps another person; empty if ``say`` fits both.
    say_helper: Passage | None = None
    #: Asked first if the sign alone does not show how urgent it is.
    question: SignQuestion | None = None
    #: Asked after the advice if the sign is no danger to life, and may be no sign at all.
    doubt: SignDoubt | None = None
    #: Whether the action comes before the call for help, as for a person in deep water.
    act_first: bool = False
    #: Whether that leg must not be stretched, rubbed or warmed until the sign is taken back.
    no_stretch: bool = False
    reviewed: Review | None = None
