"""How much of a phrase of danger is said, in any order: a guess needs enough of one."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ....understanding.normalization import Normalizer
from ..model_reader import Model
from .training_data import off_topic_lines

#: The share of a phrase, by the weight of its words, that must be said.
ENOUGH = 0.7
#: The least weight of what is said of a phrase of several words, and the most weight of one word:
#: no word alone is enough of a phrase.
LEAST_WEIGHT = 4.2
MOST_WEIGHT = 4.1
#: A word of more than this share of the other utterances weighs nothing.
COMMON = 0.08
_SLOT = re.compile(r"\{\w+\}")


class DangerPhrases:
    """The samples of urgent intents and the values of signs, as sets of stems."""

    def __init__(self, model: Model, ordinary: Mapping[str, int]) -> None:
        """Weigh words by how rare they are in utterances of other matters.

        Args:
            model: The interaction model.
            ordinary: How many other utterances have each stem; of "" how many there are.
        """
        self._most = COMMON * (ordinary.get("", 0) + 1)
        self._ordinary = ordinary
        self._stem = model.normalizer.stem
        self._with: dict[str, list[Mapping[str, float]]] = defaultdict(list)
        for stems in {stems for one in _said(model) if (stems := _stems_of(one, model.normalizer))}:
            weights = {one: self._weight(one) for one in stems}
            for one in _needed(weights):
                self._with[one].append(weights)

    def enough(self, words: Sequence[str]) -> bool:
        """Return whether *words* say enough of at least one phrase."""
        stems = frozenset(map(self._stem, words))
        phrases = (phrase for one in stems & self._with.keys() for phrase in self._with[one])
        return any(_is_enough(phrase, stems) for phrase in phrases)

    def _weight(self, one: str) -> float:
        weight = math.log(self._most / (self._ordinary.get(one, 0) + 1))
        return min(MOST_WEIGHT, max(0.0, weight))


class OffTopicPhrases:
    """The phrases of the off-topic utterances."""

    def __init__(self, model: Model) -> None:
        self._text = _text(off_topic_lines(model))

    def has(self, phrase: Sequence[str]) -> bool:
        """Return whether an off-topic utterance has *phrase*: "a timer for half an hour"."""
        return _text([" ".join(phrase)]) in self._text


def _text(utterances: Iterable[str]) -> str:
    """Return normalised *utterances* as one text in which whole words are found between spaces."""
    return "\n".join(f" {said} " for said in utterances)


def ordinary_stems(utterances: Iterable[str], normalizer: Normalizer) -> Counter[str]:
    """Return how many of the normalised *utterances* have each stem; of "" how many there are."""
    stem = normalizer.stem
    return Counter(one for said in utterances for one in ("", *frozenset(map(stem, said.split()))))


def _said(model: Model) -> Iterable[str]:
    """Yield the samples of urgent intents that need no sign, and the signs."""
    kind = model.policy.sign
    for name in model.policy.urgent_intents:
        intent = model.intents[name]
        signs = {f"{{{slot}}}" for slot, type_ in intent.slots.items() if type_ == kind}
        for sample in intent.samples:
            slots = _SLOT.findall(sample)
            if signs.isdisjoint(slots) and (not slots or len(sample.split()) - len(slots) > 1):
                yield _SLOT.sub(" ", sample)
    for phrases in model.types.get(kind, {}).values():
        yield from phrases


def _stems_of(phrase: str, normalizer: Normalizer) -> frozenset[str]:
    """Return the stems of *phrase*; none where it is only one word said several times."""
    words = normalizer.words(phrase)
    stems = frozenset(map(normalizer.stem, words))
    return stems if len(stems) > 1 or len(words) == 1 else frozenset()


def _is_enough(phrase: Mapping[str, float], stems: frozenset[str]) -> bool:
    """Return whether *stems* have enough of the weight of *phrase*."""
    said = [weight for one, weight in phrase.items() if one in stems]
    return len(said) == len(phrase) == 1 or (len(said) > 1 and sum(said) >= _limit(phrase))


def _limit(phrase: Mapping[str, float]) -> float:
    return max(ENOUGH * sum(phrase.values()), LEAST_WEIGHT)


def _needed(phrase: Mapping[str, float]) -> list[str]:
    """Return the heaviest words of *phrase*; at least one of them is in enough of it."""
    if len(phrase) == 1:
        return list(phrase)
    left = sum(phrase.values())
    needed: list[str] = []
    for one in sorted(phrase, key=lambda one: (-phrase[one], one)):
        if left < _limit(phrase):
            break
        needed.append(one)
        left -= phrase[one]
    return needed
