"""Check the words of the content: plain, without amounts, short enough, clear in direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...common.sentences import sentences
from ..catalog import Catalog
from ..content_place import ROUTINES, ContentPlace
from ..model import Step, Wording
from ..speech_limits import SENTENCE_WORDS
from ..texts import ContentText


def says(text: str, word: str) -> bool:
    """Return whether *text* contains *word* as a whole word, in any case."""
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def text(item: ContentText, wording: Wording) -> Iterator[str]:
    """Yield the problems of the words of *item*."""
    for word in wording.banned:
        if says(item.text, word):
            yield f"{item.place}: says {word!r}, which no answer may promise: use other words"
    for word in wording.unclear:
        if says(item.text, word):
            yield f"{item.place}: says {word!r}, which is hard to follow: say it more plainly"
    if amount := _amount(item.text, wording):
        yield f"{item.place}: names an amount, {amount!r}: leave it out"
    for sentence in sentences(item.text):
        if (count := len(sentence.split())) > SENTENCE_WORDS:
            yield (
                f"{item.place}: a sentence has {count} words, {sentence!r}: "
                f"use at most {SENTENCE_WORDS}"
            )


def _amount(words: str, wording: Wording) -> str:
    """Return the first number before a unit in *words*; empty if there is none."""
    if not wording.units:
        return ""
    number = rf"(?:\d[\d.,]*|{_any(wording.numbers)})"
    pattern = rf"(?<![\w.])(?:{number}[ -]*)+(?:{_any(wording.units)})\b"
    found = re.search(pattern, words, re.IGNORECASE)
    return found.group() if found else ""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def directions(catalog: Catalog, wording: Wording) -> Iterator[str]:
    """Yield a problem for each move with a direction that no landmark makes clear."""
    for key, routine in catalog.routines.items():
        for step in routine.steps:
            place = ContentPlace(catalog.language, ROUTINES, key, (step.id,))
            for direction in _unclear_directions(step, wording):
                yield (
                    f"{place}: move: says {direction!r} without a landmark: "
                    "say toward what, such as the shin, the wall or the floor"
                )


def _unclear_directions(step: Step, wording: Wording) -> Iterator[str]:
    whole = f"{step.move} {step.how}"
    if not any(says(whole, landmark) for landmark in wording.landmarks):
        yield from (word for word in wording.directions if says(step.move, word))
