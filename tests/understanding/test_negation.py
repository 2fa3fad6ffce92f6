from __future__ import annotations

import pytest

from skill.understanding.negation import denies_relief, is_denied
from tests.support.languages import ENGLISH

REACH = ENGLISH.negation.reach


@pytest.mark.parametrize(
    ("before", "denied"),
    [
        ("it is not", True),
        ("it is not at all", True),
        ("i never get", True),
        ("it is not hot but it is", False),
        ("not that i have ever seen", False),
        ("my calf is", False),
        ("", False),
    ],
)
def test_a_phrase_is_denied_by_the_words_before_it(before: str, denied: bool) -> None:
    assert is_denied(before.split(), ENGLISH.negation) == denied


@pytest.mark.parametrize(
    ("said", "denies"),
    [
        ("it is not easing", True),
        ("ow ow my calf hurts", True),
        ("i can walk", True),
        ("i can walk again", False),
        ("it has gone hard", True),
        ("it is gone", False),
        ("the pain is easing", False),
        ("ice", False),
    ],
)
def test_relief_is_denied_or_not(said: str, denies: bool) -> None:
    assert denies_relief(said.split(), ENGLISH.relief, REACH) == denies
