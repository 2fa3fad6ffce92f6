"""The reading grade of a text, by the formula of Flesch and Kincaid (1975)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import syllapy  # type: ignore[import-untyped]  # it has annotations, but does not say so

from ...common.sentences import sentences

#: Names without a plainer word; each counts as a word of two syllables.
DIFFICULT_NAMES: Mapping[str, int] = {
    "cimetidine": 2,  # a medicine whose name the listener has just said
    "cirrhosis": 2,  # patients use this name
    "dialysis": 2,  # patients use this name
    "magnesium": 2,  # the name on the box
    "naproxen": 2,  # a medicine, the name on the box
    "nifedipine": 2,  # a medicine, the name on the box
}

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*|\d+")


def words(text: str) -> list[str]:
    """Return the words of *text*, lower-case, hyphened ones whole."""
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def grade(text: str, names: Mapping[str, int]) -> float:
    """Return the school grade of *text*; *names* has syllable counts that replace the real ones.

    An empty text has grade 0; short texts can have a negative grade.
    """
    spoken = words(text)
    if not spoken:
        return 0.0
    syllables = sum(names.get(word) or _syllables(word) for word in spoken)
    return 0.39 * len(spoken) / len(sentences(text)) + 11.8 * syllables / len(spoken) - 15.59


@cache
def _syllables(word: str) -> int:
    whole, _, ending = word.partition("'")
    # The library's list ends at the apostrophe: "isn't" has one syllable more than "is".
    extra = 1 if ending == "t" and whole.endswith("n") and whole not in _SHORT else 0
    counted: int = syllapy.count(whole.removesuffix("n") if extra else whole)
    return max(1, counted) + extra


#: Contractions with "not" that stay one syllable.
_SHORT = {"don", "can", "won", "aren", "weren", "ain"}
