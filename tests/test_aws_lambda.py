"""The artefact for AWS Lambda, run by Amazon's runtime client with the console's requests."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.console.client.request_envelopes import (
    SKILL_ID,
    Place,
    envelope,
    intent_request,
    launch_request,
    session_ended_request,
)
from skill.console.client.skill_client import SkillClient
from skill.console.nlu.model_reader import read_model
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.installed_wheel import (
    build_wheel,
    copy_distributions,
    empty_environment,
    install,
    needs_of_project,
)
from tests.support.lambda_runtime import Function, Result, running
from tests.support.server_process import ROOT

NOW = int(time.time())
#: As deploy/template.yaml has it: the journal's lines must come through as they are, once.
ENVIRONMENT = {
    "ALEXA_SKILL_ID": SKILL_ID,
    "AWS_LAMBDA_LOG_FORMAT": "JSON",
    "AWS_LAMBDA_LOG_LEVEL": "INFO",
}


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Function]:
    folder = tmp_path_factory.mktemp("lambda")
    # As `make lambda` does it, but for this machine's processor and without a network.
    wheel = build_wheel(ROOT, folder / "dist")
    copy_distributions(needs_of_project(), folder / "code")
    install(wheel, "--target", str(folder / "code"))
    python = empty_environment(folder / "env", "awslambdaric")
    with running(python, folder / "code", folder / "log", **ENVIRONMENT) as started:
        began = time.perf_counter()
        assert started.api.asked.wait(30), started.log.read_text()
        print(f"start {time.perf_counter() - began:.2f} s")
        yield started


def sent(request: dict[str, Any], attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    place = Place(
        "amzn1.echo-api.session.secret", not attributes, attributes or {}, "en-US", "speaker"
    )
    return envelope(place, request, NOW)


def answer(function: Function, event: object) -> dict[str, Any]:
    result = function.invoke(event)
    assert result.kind == "response", result.value
    assert isinstance(result.value, dict)
    return result.value


def lines(function: Function) -> list[dict[str, Any]]:
    """Return the journal's lines."""
    written = function.log.read_text().splitlines()
    return [json.loads(line) for line in written if line.startswith('{"time"')]


def test_a_conversation_is_the_same_as_on_a_web_server(function: Function) -> None:
    console, model = SkillClient(CRAMP_COACH), read_model("en-US")
    attributes: dict[str, Any] = {}
    requests = [
        launch_request(),
        intent_request(model, "StillHurtsIntent", {}),
        intent_request(model, "WhatIsCrampIntent", {}),
        intent_request(model, "AMAZON.StopIntent", {}),
    ]
    for request in requests:
        event = sent(request, attributes)
        heard = answer(function, event)
        assert heard == console.post(event, NOW)
        attributes = heard.get("sessionAttributes", {})


def test_what_cannot_be_spoken_to_is_answered_with_nothing(function: Function) -> None:
    ended = answer(function, sent(session_ended_request("USER_INITIATED")))
    assert ended["response"] == {}


@pytest.mark.parametrize("event", [{}, [], None, "x", {"context": {"System": 1}}])
def test_what_is_not_for_this_skill_is_refused(function: Function, event: object) -> None:
    refused(function.invoke(event))
    assert lines(function)[-1]["outcome"] == "refused"


def test_another_skill_s_request_is_refused_although_aws_let_it_in(function: Function) -> None:
    other = sent(launch_request())
    other["context"]["System"]["application"] = {"applicationId": "amzn1.ask.skill.other"}
    refused(function.invoke(other))


def refused(result: Result) -> None:
    assert result.kind == "error"
    assert result.value["errorType"] == "RefusedError"
    assert result.value["errorMessage"] == "the request is for another skill"


def test_an_old_timestamp_is_nothing_to_refuse_where_nothing_is_signed(function: Function) -> None:
    event = sent(launch_request())
    event["request"]["timestamp"] = "2020-01-01T00:00:00Z"
    assert answer(function, event)["response"]["outputSpeech"]


def test_a_request_without_a_time_is_answered_by_the_function_s_own_clock(
    function: Function,
) -> None:
    event = sent(launch_request())
    del event["request"]["timestamp"]
    assert answer(function, event)["sessionAttributes"]["place"]["began"] >= NOW
    assert lines(function)[-1]["outcome"] == "answered"


def test_each_request_leaves_one_line_and_nothing_of_who_asked(function: Function) -> None:
    before = function.log.read_text()
    answer(function, sent(launch_request()))
    written = function.log.read_text()
    # Lambda's own logger is there as well, and must not say it again.
    (line,) = written.removeprefix(before).splitlines()
    assert json.loads(line)["request"] == "LaunchRequest"
    assert json.loads(line)["outcome"] == "answered"
    assert "secret" not in written
    assert "amzn1.ask.account" not in written


def test_a_warm_function_answers_in_a_few_milliseconds(function: Function) -> None:
    event = sent(launch_request())
    seconds = [function.invoke(event).seconds for _ in range(200)]
    print(f"warm, median {statistics.median(seconds) * 1000:.2f} ms")
    assert statistics.median(seconds) < 0.1


def test_a_function_without_its_skill_s_id_does_not_start(tmp_path: Path) -> None:
    with running(Path(sys.executable), ROOT, tmp_path / "log", ALEXA_SKILL_ID="") as function:
        kind, told = function.api.results.get(timeout=30)
    assert kind == "error"
    assert told["errorMessage"].startswith("ALEXA_SKILL_ID is not set")
