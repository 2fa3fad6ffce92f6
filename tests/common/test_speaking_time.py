from __future__ import annotations

import pytest

from skill.common.speaking_time import SENTENCE_SECONDS, WORD_SECONDS, speaking_seconds


def test_words_and_the_rests_after_sentences_take_time() -> None:
    assert speaking_seconds("Rest") == pytest.approx(WORD_SECONDS + SENTENCE_SECONDS)
    two = speaking_seconds("Hold on. Rest.")
    assert two == pytest.approx(3 * WORD_SECONDS + 2 * SENTENCE_SECONDS)


def test_a_slow_voice_takes_longer() -> None:
    assert speaking_seconds("Hold on. Rest.", 0.8) == pytest.approx(
        1.25 * speaking_seconds("Hold on. Rest.")
    )
