"""Train the linear classifier with scikit-learn, in about ten seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from ..model_reader import Model
from ..slot_values import SlotValues
from .danger_phrases import ordinary_stems
from .features import KINDS
from .linear_classifier import ClassifierParameters
from .training_data import OFF_TOPIC, TrainingRow

#: The regularisation, chosen on the development utterances; half or twice makes little difference.
C = 1.0
#: The additional weight of off-topic utterances, because there are few, against all intents.
OFF_TOPIC_WEIGHT = 3.0


def learn(
    rows: Sequence[TrainingRow], values: Mapping[str, SlotValues], model: Model
) -> ClassifierParameters:
    """Return the parameters of a linear classifier trained on *rows*; deterministic."""
    calm = (row.utterance for row in rows if row.intent not in model.policy.urgent_intents)
    counters = [
        TfidfVectorizer(
            analyzer=lambda said, kind=kind: kind(said, values), sublinear_tf=True, dtype=np.float32
        )
        for kind in KINDS
    ]
    said = [row.utterance for row in rows]
    matrix = hstack([counter.fit_transform(said) for counter in counters]).tocsr()
    intents = [row.intent for row in rows]
    classifier = LinearSVC(C=C, tol=1e-2, random_state=0)
    classifier.fit(matrix, intents, sample_weight=_weights(intents))
    return ClassifierParameters(
        intents=tuple(classifier.classes_.tolist()),
        features=tuple(tuple(counter.get_feature_names_out()) for counter in counters),
        known=frozenset(word for row in rows if row.intent for word in row.utterance.split()),
        ordinary=ordinary_stems(calm, model.normalizer),
        rarity=np.concatenate([counter.idf_ for counter in counters]).astype(np.float32),
        weights=np.ascontiguousarray(classifier.coef_.T, dtype=np.float32),
        bias=classifier.intercept_.astype(np.float32),
    )


def _weights(intents: Sequence[str]) -> list[float]:
    """Return a weight for each row, so that intents with many samples do not dominate."""
    counts = Counter(intents)
    weights = [
        float(counts[intent]) ** -0.5 * (OFF_TOPIC_WEIGHT if intent == OFF_TOPIC else 1)
        for intent in intents
    ]
    mean = sum(weights) / len(weights)
    return [weight / mean for weight in weights]
