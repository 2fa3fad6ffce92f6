from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from skill.interaction_model.amazon_rules import amazon_rule_problems
from tests.support.interaction_model import model

LETTERS = "has more than letters, spaces, apostrophes, hyphens, abbreviations and slots"
BUILT_IN: dict[str, list[str]] = {f"AMAZON.{n}Intent": [] for n in ("Help", "Stop", "Cancel")}
MANY = {f"{one}{two}Intent": [f"{one} {two}"] for one, two in product("abcdefghijklmnop", repeat=2)}


def problems(intents: Mapping[str, list[str]]) -> list[str]:
    return list(amazon_rule_problems(model({**BUILT_IN, **intents})))


def invocation_problems(name: str) -> list[str]:
    built = model(BUILT_IN)
    built["interactionModel"]["languageModel"]["invocationName"] = name
    return list(amazon_rule_problems(built))


@pytest.mark.parametrize(
    "name", ["cramp coach", "dad's cramp coach", "the cramp coach", "krämpfe lösen", "d.j. coach"]
)
def test_an_invocation_name_that_alexa_takes_is_let_be(name: str) -> None:
    assert invocation_problems(name) == []


@pytest.mark.parametrize(
    "name",
    ["", "cramps", "cramp  coach", "cramp coach ", "cramp-coach two", "Cramp coach", "a. b2"],
)
def test_an_invocation_name_of_other_letters_or_one_word_is_refused(name: str) -> None:
    assert invocation_problems(name) == [
        f'invocation_name: "{name}" must be two or more words of lower-case letters'
    ]


@pytest.mark.parametrize(
    "sample",
    ["I can't stretch", "my calves' cramp", "charley-horse", "see a g.p. now", "été", "ça va"],
)
def test_a_sample_that_alexa_takes_is_let_be(sample: str) -> None:
    assert problems({"AskIntent": [sample]}) == []


@pytest.mark.parametrize("sample", ["a, b", "a  b", "a b ", "-a", "a/b", "b12", "$ a", "{a b}"])
def test_a_sample_that_alexa_refuses_is_refused(sample: str) -> None:
    assert problems({"AskIntent": [sample]}) == [f'AskIntent: "{sample}": {LETTERS}']


def test_more_intents_than_alexa_takes_are_refused() -> None:
    assert len(MANY) == 256
    most = dict(list(MANY.items())[:247])
    assert problems(most) == []
    assert problems(MANY) == ["intents: 259 are more than 250"]


def test_a_slot_type_has_only_letters_digits_and_underscores() -> None:
    named = {"Muscle": ["calf"], "Body_Part2": ["leg"]}
    in_order = {**BUILT_IN, "AskIntent": ["{Muscle} {Body_Part2}"]}
    assert [p for p in amazon_rule_problems(model(in_order, **named)) if "type name" in p] == []
    assert (
        "Body-Part: a slot type name has only letters, digits and underscores"
        in amazon_rule_problems(model(in_order, **{"Body-Part": ["leg"]}))
    )
