from __future__ import annotations

import pytest

from skill.console.nlu.explanation import MOST_EXPLAINED, explain_resolution
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import Resolver, resolver_of


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return resolver_of(read_model("en-US"))


@pytest.mark.parametrize(
    ("utterance", "stage"),
    [
        ("my calf is cramping", "exact"),
        ("hang on I was saying that I can't breathe you know", "contained"),
        ("my poor old calf has gone and cramped up on me again", "trained"),
        ("the price of tea in china", "fallback"),
    ],
)
def test_every_stage_shows_its_words_its_scores_and_the_nearest_sample(
    resolver: Resolver, utterance: str, stage: str
) -> None:
    found = resolver.resolve(utterance)
    reason = explain_resolution(resolver, found)

    assert (found.stage, reason["stage"]) == (stage, stage)
    assert reason["normalised"]
    assert isinstance(reason["considered"], dict)
    assert len(reason["considered"]) == MOST_EXPLAINED
    assert isinstance(reason["nearest"], dict)
    assert reason["nearest"]["intent"] == found.intent or stage == "fallback"


def test_slots_show_what_was_heard_and_whether_it_is_listed(resolver: Resolver) -> None:
    listed = explain_resolution(resolver, resolver.resolve("my calves are cramping"))
    unlisted = explain_resolution(resolver, resolver.resolve("does turmeric help"))

    assert listed["slots"] == {
        "muscle": {"value": "calves", "id": "calf", "code": "ER_SUCCESS_MATCH"}
    }
    assert unlisted["slots"] == {
        "remedy": {"value": "turmeric", "id": None, "code": "ER_SUCCESS_NO_MATCH"}
    }


def test_nothing_said_has_no_nearest_sample(resolver: Resolver) -> None:
    assert explain_resolution(resolver, resolver.resolve("xyzzy"))["nearest"] == {}
