from __future__ import annotations

import pytest

from skill.common.sentences import first_sentence, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pull up. Hold it!  Better?", ["Pull up.", "Hold it!", "Better?"]),
        ("Wait 2.5 hours. Rest.", ["Wait 2.5 hours.", "Rest."]),
        ("Rest. ... Hold.", ["Rest.", "Hold."]),
        ("no end", ["no end"]),
        (" ", []),
    ],
)
def test_text_is_split_after_each_sentence_with_a_word(text: str, found: list[str]) -> None:
    assert sentences(text) == found
    assert first_sentence(text) == (found[0] if found else "")
