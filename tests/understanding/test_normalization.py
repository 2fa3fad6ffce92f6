from __future__ import annotations

import pytest

from tests.support.languages import NORMALIZER

normalise, singular = NORMALIZER.normalise, NORMALIZER.singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It's cramping!", "its cramping"),
        ("my calf’s cramping", "my calf is cramping"),  # noqa: RUF001  a typist's apostrophe
        ("I can't breathe", "i cant breathe"),
        ("I cannot breathe", "I can't breathe"),
        ("I don't know", "i dont know"),
        ("what's a charley-horse?", "what is a charley horse"),
        ("it's been 10 minutes", "its been ten minutes"),
        ("call 999", "call nine nine nine"),
        ("should I see my G.P.", "should i see my gp"),
        ("is it a d. v. t.", "is it a dvt"),
        ("22 minutes", "twenty two minutes"),
    ],
)
def test_different_spellings_of_the_same_words_become_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_normalising_twice_changes_nothing_more() -> None:
    said = "Alexa, my husband's calf's locked up; he can't stand -- it's 10 o'clock"

    assert normalise(normalise(said)) == normalise(said)


@pytest.mark.parametrize("nothing", ["", "  ", "?!", "…"])
def test_nothing_said_leaves_no_words(nothing: str) -> None:
    assert normalise(nothing) == ""


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("statins", "statin"),
        ("calves", "calf"),
        ("berries", "berry"),
        ("bananas", "banana"),
        ("dialysis", "dialysis"),
        ("stress", "stress"),
        ("venous", "venous"),
        ("gas", "gas"),
    ],
)
def test_a_plural_is_taken_off_only_where_there_is_one(plural: str, word: str) -> None:
    assert singular(plural) == word
