"""The language of the project's content, for tests."""

from __future__ import annotations

from skill.common.paths import MODELS
from skill.console.nlu.model_reader import built_in_phrases
from skill.understanding.language import language_file, read_language
from skill.understanding.normalization import normalizer_of

ENGLISH = read_language(language_file(MODELS, "en"))
NORMALIZER = normalizer_of(ENGLISH)
#: What is usually said for Amazon's built-in intents.
BUILT_IN = built_in_phrases("en")
