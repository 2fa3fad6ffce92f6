"""How much of a phrase of danger is said, in any order: a guess needs enough of one."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model_reader import Model
from ..negation import DENYING
from ..normalization import normalise
from ..slot_values import stem
from .training_data import off_topic_lines

#: The share of a phrase, by the weight of its words, that must be said.
ENOUGH = 0.75
#: The least weight of what is said of a phrase of several words, and the most weight of one word:
#: no word alone is enough of a phrase.
LEAST_WEIGHT = 4.2
MOST_WEIGHT = 4.0
#: A word of more than this share of the other utterances weighs nothing.
COMMON = 0.08
#: Words of a denial; a phrase with one needs one.
_DENIES = DENYING | {"neither", "nor", "lost"}
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class DangerPhrase:
    """A phrase of danger: its words, the weight of each stem, and whether it has a negation."""

    words: str
    weights: Mapping[str, float]
    is_negated: bool

    def is_said(self, stems: frozenset[str], *, negated: bool) -> bool:
        """Return whether *stems*, from an utterance with or without a negation, are enough."""
        if len(self.weights) == 1:
            return not self.weights.keys().isdisjoint(stems)
        said = [weight for one, weight in self.weights.items() if one in stems]
        enough = max(ENOUGH * sum(self.weights.values()), LEAST_WEIGHT)
        return len(said) > 1 and sum(said) >= enough and negated >= self.is_negated


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
        self._with: dict[str, list[DangerPhrase]] = defaultdict(list)
        phrases: dict[frozenset[str], DangerPhrase] = {}
        for said in map(normalise, _said(model, intents, kind)):
            stems = frozenset(map(stem, said.split()))
            weights = {one: self._weight(one) for one in stems}
            # One word said several times ("hot hot") is a phrase of no word.
            if len(stems) > 1 or len(said.split()) == 1:
                is_negated = not _DENIES.isdisjoint(said.split())
                phrases.setdefault(stems, DangerPhrase(said, weights, is_negated))
        for phrase in phrases.values():
            # The heaviest words: without any of them, not enough is said.
            for one in _needed(phrase.weights):
                self._with[one].append(phrase)

    def said_in(self, words: Sequence[str]) -> Iterable[str]:
        """Yield the phrases of which *words* say enough."""
        stems, negated = frozenset(map(stem, words)), not _DENIES.isdisjoint(words)
        seen: set[int] = set()
        for one in stems & self._with.keys():
            for phrase in self._with[one]:
                if id(phrase) not in seen and phrase.is_said(stems, negated=negated):
                    seen.add(id(phrase))
                    yield phrase.words

    def _weight(self, one: str) -> float:
        most = COMMON * (self._ordinary.get("", 0) + 1)
        weight = math.log(most / (self._ordinary.get(one, 0) + 1))
        return min(MOST_WEIGHT, max(0.0, weight))



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
        return _text(map(normalise, (*samples, *phrases)))


def _text(utterances: Iterable[str]) -> str:
    """Return normalised *utterances* as one text in which whole words are found between spaces."""
    return "\n".join(f" {said} " for said in utterances)


def ordinary_stems(utterances: Iterable[str]) -> Counter[str]:
    """Return how many of the normalised *utterances* have each stem; of "" how many there are."""
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


def _needed(weights: Mapping[str, float]) -> list[str]:
    """Return the heaviest words of a phrase, of which at least one must be said."""
    ranked = sorted(weights, key=lambda one: (-weights[one], one))
    left, needed = sum(weights.values()), []
    limit = max(ENOUGH * left, LEAST_WEIGHT)
    for one in ranked:
        if left < limit and len(weights) > 1:
            break
        needed.append(one)
        left -= weights[one]
    return needed
