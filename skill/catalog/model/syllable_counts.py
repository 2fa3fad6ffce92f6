"""The data type of ``readability.yaml``: what the reading grade of a language needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .entries import Words


@dataclass(frozen=True)
class SyllableCount:
    """Words, and the number of syllables that the reading grade counts for each."""

    syllables: int
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Readability:
    """The words of a language with a syllable count of their own."""

    counts: tuple[SyllableCount, ...]

    @property
    def syllables(self) -> Mapping[str, int]:
        """The syllable count of each word."""
        return {word: one.syllables for one in self.counts for word in one.words}
