"""The language of the project's content, for tests."""

from __future__ import annotations

from skill.common.paths import MODELS
from skill.understanding.language import language_file, read_language
from skill.understanding.normalization import normalizer_of

ENGLISH = read_language(language_file(MODELS, "en"))
NORMALIZER = normalizer_of(ENGLISH)
