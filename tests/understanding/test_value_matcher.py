"""The names of slot values are found in raw values, in microseconds."""

from __future__ import annotations

import pickle

import pytest
from wordfreq import top_n_list

from skill.catalog import Catalogs
from skill.understanding.slot_types import SlotTypes
from skill.understanding.value_matcher import (
    ANY_ORDER,
    EXACT,
    INFLECTED,
    ValueMatch,
    ValueMatcher,
)
from tests.support.languages import ENGLISH
from tests.support.shortest_time import shortest_seconds

FRUIT = {
    "apple": ["apple", "a golden delicious"],
    "lemon": ["lemon", "squeezed lemon juice"],
    "banana": ["banana", "no apple"],
    "cherry": ["cherries", "red cherry"],
}
MATCHER = ValueMatcher(FRUIT, ENGLISH, {"cherry": 0, "banana": 1, "lemon": 2, "apple": 2})


@pytest.fixture(scope="module")
def slot_types(catalogs: Catalogs) -> SlotTypes:
    return catalogs["en-US"].slot_types


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("apple", ValueMatch("apple", 0, 1, EXACT)),
        ("Apples!", ValueMatch("apple", 0, 1, EXACT)),
        ("um, my golden delicious", ValueMatch("apple", 2, 4, INFLECTED)),
        ("the lemon juices I squeeze", ValueMatch("lemon", 1, 5, ANY_ORDER)),
        ("bananna", ValueMatch("banana", 0, 1, INFLECTED)),
        ("no apple", ValueMatch("banana", 0, 2, EXACT)),
        ("not any apple", ValueMatch("apple", 2, 3, EXACT, is_denied=True)),
        ("no lemon or apple", ValueMatch("lemon", 1, 2, EXACT, is_denied=True)),
        ("no lemon but an apple", ValueMatch("apple", 4, 5, EXACT)),
        ("not lemon, banana", ValueMatch("banana", 2, 3, EXACT)),
        ("a lemon and a cherry", ValueMatch("cherry", 4, 5, EXACT)),
        ("pear", None),
        ("appel", None),
        ("", None),
        ("?", None),
    ],
)
def test_a_name_is_found(raw: str, expected: ValueMatch | None) -> None:
    assert MATCHER.match(raw) == expected


def test_words_far_from_each_other_are_no_name() -> None:
    assert MATCHER.match("delicious was the long day in my golden years") is None


def test_a_known_word_is_no_slip_for_another_one() -> None:
    known = ValueMatcher(FRUIT, ENGLISH, known={"bandana"})
    assert MATCHER.match("bandana") == ValueMatch("banana", 0, 1, INFLECTED)
    assert known.match("bandana") is None


def test_every_name_of_ours_is_its_own_value(slot_types: SlotTypes, catalogs: Catalogs) -> None:
    """Of two values with the same name, the first one is meant."""
    for kind, values in catalogs["en-US"].slot_values.items():
        for value_id, named in values.items():
            for name in (named.name, *named.synonyms):
                found = slot_types.match(kind, name)
                assert found is not None
                twins = {key for key, one in values.items() if name in (one.name, *one.synonyms)}
                assert found.id in twins | {value_id}, (kind, name)
                assert not found.is_denied


def test_a_common_word_is_no_slip_for_a_sign(slot_types: SlotTypes) -> None:
    """ "Father" is not "fatter": only words that a name has lead to a sign."""
    matcher = slot_types.matchers["Sign"]
    slips = {
        word
        for word in top_n_list("en", 3000)
        if (found := matcher.match(word)) and found.way != EXACT and word not in matcher.stems
    }
    assert len(slips) <= 12, sorted(slips)


def test_reading_from_the_compiled_content_gives_the_same(slot_types: SlotTypes) -> None:
    assert slot_types.matchers
    again = pickle.loads(pickle.dumps(slot_types))  # noqa: S301  our own bytes
    for kind, raw in (("Sign", "my leg is swollen and hot"), ("Muscle", "both calves")):
        assert again.match(kind, raw) == slot_types.match(kind, raw) is not None


def test_the_longest_value_is_read_about_as_fast_as_a_short_one(slot_types: SlotTypes) -> None:
    """Eight kilobytes, also of the most frequent words of signs, are no way to keep us busy."""
    short = shortest_seconds(
        lambda: slot_types.match("Sign", "my left leg is very swollen and hot")
    )
    words = ("leg foot swollen cold hot numb chest pain breathe can not move heart " * 200)[:8192]
    for long in (words, "x" * 8192, "leg " * 2048):
        assert shortest_seconds(lambda long=long: slot_types.match("Sign", long)) < 12 * short  # type: ignore[misc]
