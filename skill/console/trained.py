"""The trained stage: which intent an utterance resembles most, by what was learnt from samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import KINDS
from .training import OFF_TOPIC
from .values import Values

#: What an utterance loses when all of its words are strange, on the scale of the scores.
STRANGE_WORDS = 1.5

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Learnt:
    """What learning comes to: how rare each feature is, and how much it speaks for each intent.

    It is worked with as it is kept, so that it makes no difference whether it was kept.
    """

    intents: tuple[str, ...]
    #: For each kind of feature the features themselves, in the order of the numbers.
    features: tuple[tuple[str, ...], ...]
    #: The words of the samples; any other word is strange.
    known: frozenset[str]
    #: How many utterances that are not urgent have each stem; of "" how many there are.
    ordinary: Mapping[str, int]
    rarity: Numbers
    #: A row for each feature, a column for each intent.
    weights: Numbers
    bias: Numbers


class Trained:
    """Scores an utterance by its words, the slot types in it and its letters."""

    def __init__(self, learnt: Learnt, values: Mapping[str, Values]) -> None:
        self._learnt = learnt
        self._values = values
        self._places: list[dict[str, int]] = []
        start = 0
        for names in learnt.features:
            self._places.append({name: start + at for at, name in enumerate(names)})
            start += len(names)

    def scores(self, utterance: str) -> list[tuple[str, float]]:
        """Return each intent's lead over the off-topic class, the best first."""
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
        """Return how much the features in *rows*, said so often, speak for each intent."""
        amounts = (1.0 + np.log(counts)) * self._learnt.rarity[rows]
        weighed: NDArray[np.float64] = (amounts / np.linalg.norm(amounts)) @ self._learnt.weights[
            rows
        ].astype(np.float64)
        return weighed

    def _strangeness(self, words: Sequence[str]) -> float:
        """Return the share of *words* that no sample and no listed value says."""
        return sum(word not in self._learnt.known for word in words) / max(len(words), 1)
