"""The trained stage of the resolver: score intents with the linear classifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..slot_values import SlotValues
from .features import KINDS
from .training_data import OFF_TOPIC

#: The penalty of an utterance with unknown words only, on the scale of the scores.
STRANGE_WORDS = 1.5

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class ClassifierParameters:
    """The parameters of the linear classifier: rarity and weights of each feature.

    A cached and a fresh classifier give identical scores.
    """

    intents: tuple[str, ...]
    #: The features of each kind, in the order of the rows.
    features: tuple[tuple[str, ...], ...]
    #: The words of the samples; all others are unknown.
    known: frozenset[str]
    #: How many utterances that are not urgent have each stem; of "" how many there are.
    ordinary: Mapping[str, int]
    rarity: Numbers
    #: A row for each feature, a column for each intent.
    weights: Numbers
    bias: Numbers


class LinearClassifier:
    """Scores utterances by their words, slot types and letters."""

    def __init__(self, learnt: ClassifierParameters, values: Mapping[str, SlotValues]) -> None:
        self._learnt = learnt
        self._values = values
        self._places: list[dict[str, int]] = []
        start = 0
        for names in learnt.features:
            self._places.append({name: start + at for at, name in enumerate(names)})
            start += len(names)

    def scores(self, utterance: str) -> list[tuple[str, float]]:
        """Return the margin of each intent over the off-topic class, the best first."""
        total = self._learnt.bias.astype(np.float64)
        for kind, places in zip(KINDS, self._places, strict=True):
            counts = Counter(name for name in kind(utterance, self._values) if name in places)
            if counts:
                rows = [places[name] for name in counts]
                total += self._evidence(rows, list(counts.values()))
        scores = dict(zip(self._learnt.intents, total.tolist(), strict=True))
        doubt = scores.pop(OFF_TOPIC) + STRANGE_WORDS * self._strangeness(utterance.split())
        leads = ((intent, score - doubt) for intent, score in scores.items())
        return sorted(leads, key=lambda pair: (-pair[1], pair[0]))

    def _evidence(self, rows: Sequence[int], counts: Sequence[int]) -> NDArray[np.float64]:
        """Return the weight for each intent of the features in *rows* with their *counts*."""
        amounts = (1.0 + np.log(counts)) * self._learnt.rarity[rows]
        weighed: NDArray[np.float64] = (amounts / np.linalg.norm(amounts)) @ self._learnt.weights[
            rows
        ].astype(np.float64)
        return weighed

    def _strangeness(self, words: Sequence[str]) -> float:
        """Return the share of unknown words."""
        return sum(word not in self._learnt.known for word in words) / max(len(words), 1)
