"""Each mechanism of the resolver improves a measure; one that improves none is removed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.resolver import Resolver, resolver_of
from tests.console.nlu.ablations import ABLATIONS, SETS, Understanding, ablated, understanding

#: Mechanism -> files, the measure in them, and the least that it gets worse without the mechanism.
FLOORS: Mapping[str, tuple[tuple[str, ...], str, int]] = {
    "fillers and degrees": (("denials.json", "latest.json", "untouched.json"), "caught", 2),
    "repetitions": (("denials.json",), "right", 1),
    "urgent phrases inside a sentence": (("ordinary.json", "tuned.json"), "caught", 3),
    "denied phrases": (("denials.json",), "alarms", 6),
    "a no before a sign": (("denials.json",), "alarms", 2),
    "phrases of off-topic talk": (("ordinary.json",), "alarms", 2),
    "signs in a question": (("denials.json",), "alarms", 1),
    "denied signs left out": (("denials.json",), "alarms", 8),
    "words that signs share": (("denials.json",), "alarms", 2),
    "vetoed intents": (("denials.json", "newest.json"), "right", 2),
    "denied relief": (("denials.json",), "right", 1),
    "enough of a danger phrase": (("ordinary.json",), "caught", 6),
    "danger only with a phrase": (("later_domains.txt", "other_domains.txt"), "alarms", 5),
    "danger that leads clearly": (("unseen.json",), "caught", 1),
    "words that mark danger": (("ordinary.json",), "caught", 3),
    "a sure goodbye": (("other_domains.txt",), "rejected", 1),
    "unknown words": (("later_domains.txt", "other_domains.txt"), "rejected", 1),
    "described signs": (("ordinary.json",), "slots", 1),
    "a named complaint": (("latest.json", "newest.json", "unseen.json"), "right", 1),
}


#: Its measure is the noise (test_robustness): no danger may turn into a goodbye.
BY_NOISE = frozenset({"help before a goodbye"})


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def trained(model: Model) -> Resolver:
    return resolver_of(model)


def loss(measure: str, whole: Understanding, without: Understanding) -> int:
    """Return how much worse *measure* is; fewer alarms are better."""
    difference: int = getattr(whole, measure) - getattr(without, measure)
    return -difference if measure == "alarms" else difference


def test_every_mechanism_has_a_floor() -> None:
    assert FLOORS.keys() | BY_NOISE == ABLATIONS.keys() - {"nothing"}


@pytest.mark.parametrize("name", FLOORS)
def test_less_is_understood_without_a_mechanism(name: str, model: Model, trained: Resolver) -> None:
    files, measure, least = FLOORS[name]
    paths = [SETS / file for file in files]
    with ablated("nothing", model, trained) as resolver:
        whole = understanding(resolver, paths)
    with ablated(name, model, trained) as resolver:
        without = understanding(resolver, paths)

    assert loss(measure, whole, without) >= least
