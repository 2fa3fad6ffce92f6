from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.interaction_model.overlaps import shared, understood_as
from skill.interaction_model.sample_trie import grammar
from skill.interaction_model.utterance_source import slots_in
from tests.support.interaction_model import model

MUSCLES = ["calf", "calf muscle", "foot"]


@pytest.mark.parametrize(
    ("sample", "phrase"),
    [
        ("my {Muscle} is cramping", "my calf muscle is cramping"),
        ("my {Muscle} is cramping", "My foot is cramping!"),
        ("{Muscle}'s cramping", "calf's cramping"),
        ("it's my {Muscle}", "it\u2019s my foot"),
        ("I've got a charley-horse", "I've got a Charley horse"),
        ("call the g.p.", "call the GP"),
        ("{Muscle}", "foot"),
    ],
)
def test_a_phrase_is_understood_in_any_spelling(sample: str, phrase: str) -> None:
    assert understood_as(grammar(model({"A": [sample]}, Muscle=MUSCLES)), phrase) == {"A"}


@pytest.mark.parametrize(
    "phrase",
    ["", "my", "my calf", "my calf is", "my arm is cramping", "my calf is cramping again", "calf"],
)
def test_a_phrase_that_no_sample_says_is_not_understood(phrase: str) -> None:
    words = grammar(model({"A": ["my {Muscle} is cramping"]}, Muscle=MUSCLES))
    assert understood_as(words, phrase) == set()


@pytest.mark.parametrize(
    ("one", "other", "utterance"),
    [
        ("help me", "help me", "help me"),
        ("It's gone", "it\u2019s gone", "it s gone"),
        ("my {Muscle} hurts", "my foot hurts", "my foot hurts"),
        ("my {Muscle} hurts", "my {Muscle} hurts", "my {Muscle} hurts"),
        ("{Muscle}", "calf muscle", "calf muscle"),
        ("{Muscle} muscle", "{Muscle}", "calf muscle"),
        ("my {Muscle} muscle hurts", "my {Muscle} hurts", "my calf muscle hurts"),
        ("is it {Cause}", "is it {Muscle}", "is it foot"),
        ("{Muscle} {Cause}", "foot {Cause} please", "foot drop please"),
    ],
)
def test_an_utterance_of_two_intents_is_found_with_slots_filled(
    one: str, other: str, utterance: str
) -> None:
    built = model({"A": [one], "B": [other]}, Muscle=MUSCLES, Cause=["drop please", "drop", "foot"])
    assert list(shared(grammar(built))) == [(utterance, {"A": one, "B": other})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it hurts", "it still hurts"),
        ("my {Muscle} hurts", "my knee hurts"),
        ("my {Muscle}", "my {Muscle} hurts"),
        ("{Muscle} hurts", "muscle hurts"),
    ],
)
def test_utterances_that_only_resemble_one_another_are_let_be(one: str, other: str) -> None:
    assert not list(shared(grammar(model({"A": [one], "B": [other]}, Muscle=MUSCLES))))


def test_two_samples_that_share_many_utterances_are_told_with_one_of_them() -> None:
    samples = {"A": ["is it {Cause}"], "B": ["is it {Muscle}"]}
    built = grammar(model(samples, Muscle=MUSCLES, Cause=MUSCLES))
    assert list(shared(built)) == [("is it calf", {"A": "is it {Cause}", "B": "is it {Muscle}"})]


def test_one_intent_may_say_the_same_twice() -> None:
    built = model({"A": ["{Muscle}", "{Muscle} muscle", "calf muscle"]}, Muscle=MUSCLES)
    assert not list(shared(grammar(built)))


def test_a_shared_utterance_is_told_once_whatever_else_begins_like_it() -> None:
    samples = {"A": ["my calf"], "B": ["my calf"], "C": ["my {Muscle} hurts"]}
    assert list(shared(grammar(model(samples, Muscle=MUSCLES)))) == [
        ("my calf", {"A": "my calf", "B": "my calf"})
    ]


WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join)
SAMPLES = st.lists(st.sampled_from(["a", "b", "c", "{S}", "{T}"]), min_size=1, max_size=4)
MANY = st.lists(SAMPLES.map(" ".join), min_size=1, max_size=3)
VALUES = st.lists(WORDS, min_size=1, max_size=3, unique=True)


def filled(samples: list[str], values: dict[str, list[str]]) -> set[str]:
    """Return all that *samples* can say, by trying every value in every slot."""
    choices = (
        [values[slots[0]] if (slots := slots_in(word)) else [word] for word in sample.split()]
        for sample in samples
    )
    return {" ".join(words) for choice in choices for words in product(*choice)}


@given(one=MANY, other=MANY, s=VALUES, t=VALUES)
def test_two_intents_share_an_utterance_exactly_when_filling_every_slot_shows_one(
    one: list[str], other: list[str], s: list[str], t: list[str]
) -> None:
    built = grammar(model({"A": one, "B": other}, S=s, T=t))
    values = {"S": s, "T": t}
    both = filled(one, values) & filled(other, values)
    found = {text for text, _ in shared(built)}
    assert bool(found) == bool(both)
    for text in filled(one, values):
        assert understood_as(built, text) == ({"A", "B"} if text in both else {"A"})
