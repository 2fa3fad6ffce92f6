"""The trained stage: which intent an utterance resembles most, learnt from the samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from .features import letters_of, words_of
from .training import OFF_TOPIC, Row
from .values import Values

#: Chosen on the development utterances; half to twice as much makes little difference.
C = 1.0
#: What an utterance loses when all of its words are strange, on the scale of the scores.
STRANGE_WORDS = 1.5
#: How much more an off-topic line weighs: there are few, and they must hold against all intents.
OFF_TOPIC_WEIGHT = 3.0


class Trained:
    """A linear classifier over the words, the slot types and the letters of an utterance."""

    def __init__(self, rows: Sequence[Row], values: Mapping[str, Values]) -> None:
        self._features = [
            TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, dtype=np.float32)
            for analyzer in (partial(words_of, values=values), letters_of)
        ]
        said = [row.utterance for row in rows]
        self._known = {word for row in rows if row.intent for word in row.utterance.split()}
        matrix = hstack([part.fit_transform(said) for part in self._features]).tocsr()
        intents = [row.intent for row in rows]
        self._classifier = LinearSVC(C=C, tol=1e-2, random_state=0)
        self._classifier.fit(matrix, intents, sample_weight=_weights(intents))

    def scores(self, utterance: str) -> list[tuple[str, float]]:
        """Return each intent's lead over the off-topic class, the best first."""
        matrix: csr_matrix = hstack([part.transform([utterance]) for part in self._features])
        values = self._classifier.decision_function(matrix.tocsr())[0].tolist()
        scores = dict(zip(self._classifier.classes_.tolist(), values, strict=True))
        off_topic = scores.pop(OFF_TOPIC)
        doubt = off_topic + STRANGE_WORDS * self._strangeness(utterance.split())
        leads = ((intent, score - doubt) for intent, score in scores.items())
        return sorted(leads, key=lambda pair: (-pair[1], pair[0]))

    def _strangeness(self, words: Sequence[str]) -> float:
        """Return the share of *words* that no sample and no listed value says."""
        return sum(word not in self._known for word in words) / max(len(words), 1)


def _weights(intents: Sequence[str]) -> list[float]:
    """Return a weight for each row, so that no intent drowns the others by its many samples."""
    counts = Counter(intents)
    weights = [
        float(counts[intent]) ** -0.5 * (OFF_TOPIC_WEIGHT if intent == OFF_TOPIC else 1)
        for intent in intents
    ]
    mean = sum(weights) / len(weights)
    return [weight / mean for weight in weights]
