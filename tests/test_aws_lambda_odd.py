"""Requests that only reach the skill on AWS Lambda: odd attributes and time formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.alexa import envelope as reader
from skill.catalog import Catalog
from tests.alexa.test_adapter import ssml
from tests.conftest import NOW, SKILL_ID, Json, envelope
from tests.support.endpoint import intent
from tests.support.lambda_runtime import in_process

Function = Callable[[Json], Json]


@pytest.fixture(scope="module")
def function() -> Iterator[Function]:
    with in_process(SKILL_ID) as function:
        yield function


def whole(request: Json, state: Json | None = None) -> Json:
    return envelope(request, state)


def speech(answer: Json) -> str:
    return ssml(answer).removeprefix("<speak>").removesuffix("</speak>")


def nested(depth: int) -> Any:
    return {"place": nested(depth - 1)} if depth else {}


#: These cannot be written as JSON again.
UNWRITABLE: list[Json] = [{"began": 2**70}, {"state": "\ud800"}, nested(300)]


@pytest.mark.parametrize("state", UNWRITABLE, ids=lambda state: str(state)[:30])
def test_attributes_that_cannot_be_written_cost_no_answer_on_lambda(
    function: Function, catalog: Catalog, state: Json
) -> None:
    goodbye = catalog.prompts.goodbye.say
    for request in ({"type": "LaunchRequest"}, intent("AMAZON.HelpIntent")):
        answer = function(whole(request, state))
        assert speech(answer) == catalog.prompts.sorry.ask.say
        assert answer["sessionAttributes"] == {}
    assert speech(function(whole(intent("AMAZON.StopIntent"), state))) == goodbye
    help_ = function(whole(intent("EmergencyIntent"), state))
    assert catalog.prompts.tier["emergency"].say in speech(help_)
    assert help_["response"]["shouldEndSession"] is True
    assert function(whole({"type": "SessionEndedRequest"}, state))["response"] == {}
    assert function(whole({"type": "Alexa.Tomorrow"}, state))["response"] == {}


STAMPS = [
    NOW, NOW * 1000, str(NOW), str(NOW * 1000), NOW + 0.5,
    datetime.fromtimestamp(NOW, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000"),
    datetime.fromtimestamp(NOW + 3600, UTC).strftime("%Y-%m-%dT%H:%M:%S+01:00"),
    datetime.fromtimestamp(NOW, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
]  # fmt: skip


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_time_is_read_in_whatever_form_amazon_has_sent_it(stamp: object) -> None:
    assert reader.sent_at({"request": {"timestamp": stamp}}) == NOW


@pytest.mark.parametrize(
    "stamp",
    [None, "now", "", [], {}, True, -5, 2**80, 10**400, float("nan"), float("inf"), "9" * 9000],
    ids=lambda stamp: str(stamp)[:20],
)
def test_without_a_time_the_skill_s_own_clock_counts(
    function: Function, monkeypatch: pytest.MonkeyPatch, stamp: object
) -> None:
    monkeypatch.setattr("skill.alexa.envelope.time.time", lambda: NOW + 0.5)
    launch = whole({"type": "LaunchRequest", "timestamp": stamp})
    answer = function(launch)
    assert answer["sessionAttributes"]["place"]["began"] == NOW
    assert "sorry" not in ssml(answer).lower()
