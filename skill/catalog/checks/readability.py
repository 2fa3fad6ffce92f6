"""The reading grade of a text, by the formula of Flesch and Kincaid (1975)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import syllapy  # type: ignore[import-untyped]  # it has annotations, but does not say so

from ...common.sentences import sentences

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*|\d+")


def words(text: str) -> list[str]:
    """Return the words of *text*, lower-case, hyphened ones whole."""
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def grade(text: str, counts: Mapping[str, int]) -> float:
    """Return the school grade of *text*; *counts* has words with a syllable count of their own.

    An empty text has grade 0; short texts can have a negative grade.
    """
    spoken = words(text)
    if not spoken:
        return 0.0
    syllables = sum(counts.get(word) or _syllables(word) for word in spoken)
    return 0.39 * len(spoken) / len(sentences(text)) + 11.8 * syllables / len(spoken) - 15.59


@cache
def _syllables(word: str) -> int:
    # The library's list has no words with an apostrophe.
    counted: int = syllapy.count(word.partition("'")[0])
    return max(1, counted)
