"""How much of a phrase of danger is said, in any order: a guess needs enough of one."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from ....understanding.normalization import Normalizer
from ..model_reader import Model
from .training_data import off_topic_lines

#: The share of a phrase, by the weight of its words, that must be said.
ENOUGH = 0.75
#: The least weight of what is said of it; a phrase of one word is said or it is not.
LEAST_WEIGHT = 4.2
#: A word of more than this share of the other utterances weighs nothing.
COMMON = 0.08
_SLOT = re.compile(r"\{\w+\}")


class DangerPhrases:
    """The samples of urgent intents and the values of signs, as sets of stems."""

    def __init__(
        self, model: Model, intents: Collection[str], kind: str, ordinary: Mapping[str, int]
    ) -> None:
        """Weigh words by how rare they are in utterances of other matters.

        Args:
            model: The interaction model.
            intents: The urgent intents.
            kind: The slot type of signs; its values are phrases, and samples that need one are not.
            ordinary: How many other utterances have each stem; of "" how many there are.
        """
        self._ordinary = ordinary
        self._stem = model.normalizer.stem
        said = _said(model, intents, kind)
        phrases = {stems for one in said if (stems := _stems_of(one, model.normalizer))}
        self._phrases = [(len(stems) == 1, self._weight(stems)) for stems in phrases]
        self._with: dict[str, list[int]] = defaultdict(list)
        for place, stems in enumerate(phrases):
            for one in stems:
                self._with[one].append(place)

    def enough(self, words: Sequence[str]) -> bool:
        """Return whether *words* say enough of at least one phrase."""
        found: dict[int, list[float]] = defaultdict(list)
        for one in frozenset(map(self._stem, words)) & self._with.keys():
            weight = self._weight((one,))
            for place in self._with[one]:
                found[place].append(weight)
        return any(self._is_enough(*self._phrases[place], said) for place, said in found.items())

    @staticmethod
    def _is_enough(single: bool, whole: float, said: Sequence[float]) -> bool:
        return single or (len(said) > 1 and sum(said) >= max(ENOUGH * whole, LEAST_WEIGHT))

    def _weight(self, stems: Iterable[str]) -> float:
        most = COMMON * (self._ordinary.get("", 0) + 1)
        return sum(max(0.0, math.log(most / (self._ordinary.get(one, 0) + 1))) for one in stems)


class OrdinaryPhrases:
    """The phrases of other matters: off-topic lines, samples and values of other intents."""

    def __init__(self, model: Model, urgent: Collection[str], kind: str) -> None:
        self._model = model
        self._urgent = urgent
        self._kind = kind

    def is_off_topic(self, phrase: Sequence[str]) -> bool:
        """Return whether an off-topic line says *phrase*: "a timer for half an hour"."""
        return _text([" ".join(phrase)]) in self._off_topic

    def is_not_urgent(self, phrase: Sequence[str]) -> bool:
        """Return whether a sample or value of what is not urgent says *phrase*: "every night"."""
        return _text([" ".join(phrase)]) in self._others

    @cached_property
    def _off_topic(self) -> str:
        return _text(off_topic_lines(self._model))

    @cached_property
    def _others(self) -> str:
        model = self._model
        intents = (one for one in model.intents.values() if one.name not in self._urgent)
        samples = (_SLOT.sub(" ", sample) for intent in intents for sample in intent.samples)
        kinds = (values for kind, values in model.types.items() if kind != self._kind)
        phrases = (phrase for values in kinds for said in values.values() for phrase in said)
        return _text(map(model.normalizer.normalise, (*samples, *phrases)))


def _text(utterances: Iterable[str]) -> str:
    """Return normalised *utterances* as one text in which whole words are found between spaces."""
    return "\n".join(f" {said} " for said in utterances)


def ordinary_stems(utterances: Iterable[str], normalizer: Normalizer) -> Counter[str]:
    """Return how many of the normalised *utterances* have each stem; of "" how many there are."""
    stem = normalizer.stem
    return Counter(one for said in utterances for one in ("", *frozenset(map(stem, said.split()))))


def _said(model: Model, intents: Collection[str], kind: str) -> Iterable[str]:
    for name in intents & model.intents.keys():
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
