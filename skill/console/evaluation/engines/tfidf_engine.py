"""A plain text classifier: TF-IDF of words and letters, and a linear support vector machine."""

from __future__ import annotations

from collections.abc import Sequence

from ...nlu.model_reader import Model
from .intent_engine import training_utterances


class TfidfEngine:
    """Compare the words, pairs of words and letter sequences of an utterance with the samples."""

    def __init__(self, model: Model) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.svm import LinearSVC

        features = make_union(
            TfidfVectorizer(
                ngram_range=(1, 2), tokenizer=str.split, token_pattern=None, sublinear_tf=True
            ),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True),
        )
        self._normalise = model.normalizer.normalise
        rows = training_utterances(model)
        self._pipeline = make_pipeline(features, LinearSVC(class_weight="balanced"))
        self._pipeline.fit([row.text for row in rows], [row.intent for row in rows])

    def understand(self, utterances: Sequence[str]) -> list[str]:
        """Return the most likely intent of each utterance."""
        return [
            str(name) for name in self._pipeline.predict(list(map(self._normalise, utterances)))
        ]
