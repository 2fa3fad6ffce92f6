"""The data types of the evidence: claims, references, and the words that hedge or promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entries import NO_WORDS, Words

#: How well a claim is supported.
Grade = Literal[
    "supported", "plausible", "mixed", "unsupported", "contradicted", "unsafe-as-written"
]


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
    """The words of a language that the checks of the content look for."""

    #: Words that express doubt.
    hedges: tuple[Words, ...]
    #: Words that no answer may use.
    banned: tuple[Words, ...]
    #: Words that are hard to follow.
    unclear: tuple[Words, ...] = ()
    #: Numbers and units that make an amount of a medicine or a drink.
    numbers: tuple[Words, ...] = ()
    units: tuple[Words, ...] = ()
    #: Words of direction in a move, and the places that make a direction clear.
    directions: tuple[Words, ...] = ()
    landmarks: tuple[Words, ...] = ()
