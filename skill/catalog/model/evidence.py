"""The data types of the evidence: claims, references, and the words that hedge or promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entries import NO_WORDS, Tier, Words

#: How well a claim is supported; "unknown" is the grade of the claim that no good study was found.
Grade = Literal[
    "supported", "plausible", "mixed", "unsupported", "contradicted", "unsafe-as-written", "unknown"
]
#: Whether a source was read, is only remembered, or is not published.
Reading = Literal["verified", "recalled", "unpublished"]


@dataclass(frozen=True)
class Claim:
    """A statement of the sources, with a grade of its evidence and how to speak it."""

    kind: str
    says: Words
    grade: Grade
    voice: Literal["OK", "HEDGE", "CORRECT", "OMIT"]
    references: tuple[str, ...]
    #: What is true instead of a wrong claim, or why the claim is left out.
    instead: Words = NO_WORDS
    articles: tuple[str, ...] = ()
    #: How soon it says that help is needed, with each of its conditions; empty if it does not.
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source: its title, the spoken name of its publisher, and its year (0 if unknown)."""

    title: Words
    publisher: Words
    read: Reading
    year: int = 0
    #: Whether to speak its name; the review sheet names every source.
    aloud: bool = True


@dataclass(frozen=True)
class Urgency:
    """The words of a language that say how soon help is needed."""

    tier: Tier
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Wording:
    """The words of a language that the checks of the content look for."""

    #: Words that express doubt.
    hedges: tuple[Words, ...]
    #: Words that no answer may use.
    banned: tuple[Words, ...]
    #: The words that say how soon help is needed.
    urgencies: tuple[Urgency, ...]
    #: The words that warn of harm.
    warns: tuple[Words, ...]
    #: The words that say that nothing was found.
    absences: tuple[Words, ...]
    #: Words that are hard to follow.
    unclear: tuple[Words, ...] = ()
    #: Numbers and units that make an amount of a medicine or a drink.
    numbers: tuple[Words, ...] = ()
    units: tuple[Words, ...] = ()
    #: Words of direction in a move, and the places that make a direction clear.
    directions: tuple[Words, ...] = ()
    landmarks: tuple[Words, ...] = ()
