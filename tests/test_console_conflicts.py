from __future__ import annotations

from collections import Counter

import pytest

from skill.console.conflicts import (
    Conflicts,
    Explained,
    Pair,
    conflicts,
    is_dangerous,
    read_explained,
)
from skill.console.model import Model, read_model

HURTS, HELPED, STOP = "StillHurtsIntent", "ItHelpedIntent", "AMAZON.StopIntent"


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def one_part(model: Model) -> Conflicts:
    """What a third of the first part of the patterns comes to; the command takes them all."""
    return conflicts(model, "en", [0], step=3)


def found(pair: Pair, said: int, heard: int, *explained: Explained) -> Conflicts:
    result = Conflicts(explained, Counter({pair[0]: heard}))
    result.found[pair] = ["something"] * said
    return result


def reason(said: set[str], nearer_to: set[str], most: float) -> Explained:
    return Explained(frozenset(said), frozenset(nearer_to), most, "because")


def test_most_wordings_that_are_not_in_the_model_are_understood(one_part: Conflicts) -> None:
    nearer = sum(map(len, one_part.found.values()))

    assert one_part.heard.total() > 400
    assert nearer / one_part.heard.total() < 0.20
    assert one_part.abstained / one_part.heard.total() < 0.15


def test_nothing_that_could_cost_help_is_without_a_reason_of_its_own(one_part: Conflicts) -> None:
    reasons = read_explained()
    dangerous = [pair for pair in one_part.found if is_dangerous(*pair)]

    assert dangerous
    assert [pair for pair in dangerous if not any(one.covers(pair) for one in reasons)] == []


def test_every_reason_is_about_intents_of_the_model(model: Model) -> None:
    reasons = read_explained()

    assert len(reasons) > 10
    for one in reasons:
        assert one.said <= model.intents.keys(), one
        assert one.nearer_to <= model.intents.keys(), one
        assert 0 < one.most <= 0.15, one
        assert one.reason.endswith("."), one


def test_a_pair_without_a_reason_is_listed_with_its_utterances() -> None:
    result = found(("DoctorIntent", "SourcesIntent"), 1, 100)

    assert result.unexplained == [("DoctorIntent", "SourcesIntent")]
    assert "'something'" in next(result.lines())


def test_a_reason_holds_up_to_its_share() -> None:
    pair = "DoctorIntent", "SourcesIntent"
    one = reason({pair[0]}, {pair[1]}, 0.05)

    assert found(pair, 5, 100, one).unexplained == []
    assert found(pair, 6, 100, one).unexplained == [pair]


@pytest.mark.parametrize("pair", [(HURTS, HELPED), ("WarningSignIntent", STOP)])
def test_a_reason_for_many_pairs_does_not_excuse_what_costs_help(pair: Pair) -> None:
    many = reason({pair[0], "AboutIntent"}, {pair[1]}, 1.0)

    assert found(pair, 1, 100, many).unexplained == [pair]
    assert found(pair, 1, 100, reason({pair[0]}, {pair[1]}, 1.0)).unexplained == []
