from __future__ import annotations

from typing import Any

import pytest

from skill.console.web.bad_requests import BAD_REQUESTS
from tests.support.web_visitor import Visitor


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    visitor.say("my calf is cramping")
    return visitor


def test_there_are_doubts() -> None:
    assert {"bad-signature", "stale", "other-skill"} <= BAD_REQUESTS.keys()


@pytest.mark.parametrize("how", BAD_REQUESTS)
def test_a_doubtful_request_is_refused_and_the_reason_told(visitor: Visitor, how: str) -> None:
    before = visitor.get(f"/api/sessions/{visitor.key}")
    came = visitor.send("doubt", turn=0, how=how)
    assert came["status"] == 400
    assert came["reason"]
    assert came["text"] == came["reason"]
    assert visitor.get(f"/api/sessions/{visitor.key}") == before


def test_each_doubt_is_refused_for_what_it_is(visitor: Visitor) -> None:
    reasons = {how: visitor.send("doubt", turn=0, how=how)["reason"] for how in BAD_REQUESTS}
    assert "signature" in reasons["bad-signature"]
    assert "151 seconds off" in reasons["stale"]
    assert "another skill" in reasons["other-skill"]
    assert "missing" in reasons["no-signature"]
    assert "certificate" in reasons["stranger"]


def test_the_same_request_without_doubt_is_answered(visitor: Visitor) -> None:
    known = visitor.look_into()
    came = visitor.send("resend", request=known["request"])
    assert came["status"] == 200
    assert came["response"] == known["response"]
    assert came["problems"] == []


def test_an_edited_request_is_answered_as_edited(visitor: Visitor) -> None:
    envelope = visitor.look_into()["request"]
    envelope["request"]["locale"] = "en-GB"
    envelope["request"]["intent"] = {"name": "EmergencyIntent", "confirmationStatus": "NONE"}
    came = visitor.send("resend", request=envelope)
    assert "nine nine nine" in came["response"]["response"]["outputSpeech"]["ssml"]
    assert len(visitor.get(f"/api/sessions/{visitor.key}")["turns"]) == 1


def test_an_edited_request_for_another_skill_is_refused(visitor: Visitor) -> None:
    envelope = visitor.look_into()["request"]
    envelope["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.other"
    envelope["session"]["application"]["applicationId"] = "amzn1.ask.skill.other"
    came = visitor.send("resend", request=envelope)
    assert (came["status"], came["response"]) == (400, None)
    assert came["reason"] == "the request is for another skill"


@pytest.mark.parametrize(
    "envelope",
    [{}, {"request": {}}, {"request": {"timestamp": "soon"}}, {"request": {"timestamp": 3}}],
)
def test_a_request_without_a_time_cannot_be_sent(
    visitor: Visitor, envelope: dict[str, Any]
) -> None:
    status, error = visitor.refused(visitor.here("resend"), request=envelope)
    assert status == 400
    assert error["message"]


@pytest.mark.parametrize(
    "envelope",
    [
        {"request": {"timestamp": "2026-11-26T03:00:00Z"}},
        {"version": "1.0", "request": {"timestamp": "2026-11-26T03:00:00Z", "type": "Odd"}},
    ],
)
def test_a_strange_request_is_answered_or_refused_and_never_breaks_the_console(
    visitor: Visitor, envelope: dict[str, Any]
) -> None:
    assert visitor.send("resend", request=envelope)["status"] in (200, 400)


def test_a_branch_goes_on_from_an_earlier_turn(visitor: Visitor) -> None:
    visitor.say("no")
    visitor.say("yes")
    branch = visitor.send("branch", turn=0)
    assert [turn["label"] for turn in branch["turns"]] == ["my calf is cramping"]
    assert branch["open"]
    assert branch["id"] != visitor.key
    trunk, visitor.key = visitor.key, branch["id"]
    other = visitor.say("yes")
    assert other["ended"]
    assert len(visitor.get(f"/api/sessions/{trunk}")["turns"]) == 3


def test_a_branch_can_begin_with_an_edited_request(visitor: Visitor) -> None:
    envelope = visitor.look_into()["request"]
    envelope["request"]["intent"]["slots"]["muscle"]["resolutions"] = {}
    branch = visitor.send("branch", turn=0, request=envelope)
    assert [turn["label"] for turn in branch["turns"]] == ["(sends an edited request)"]
    visitor.key = branch["id"]
    assert visitor.say("no")["n"] == 1


@pytest.mark.parametrize("intent", [None, "SlowerIntent", {"name": "SlowerIntent", "slots": [1]}])
def test_a_conversation_does_not_go_on_from_what_is_no_request(
    visitor: Visitor, intent: object
) -> None:
    envelope = visitor.look_into()["request"]
    envelope["request"]["intent"] = intent
    before = visitor.get(f"/api/sessions/{visitor.key}")
    assert visitor.send("resend", request=envelope)["status"] == 200
    status, error = visitor.refused(visitor.here("branch"), turn=0, request=envelope)
    assert (status, error["message"]) == (
        400,
        "a conversation cannot go on from what is no request",
    )
    assert visitor.get(f"/api/sessions/{visitor.key}") == before


@pytest.mark.parametrize(
    ("to", "sent"),
    [
        ("branch", {"turn": 9}),
        ("branch", {"turn": -1}),
        ("branch", {}),
        ("doubt", {"turn": 0, "how": "rumour"}),
        ("doubt", {"turn": 5, "how": "stale"}),
        ("resend", {"request": []}),
    ],
)
def test_what_cannot_be_tried_is_told(visitor: Visitor, to: str, sent: dict[str, Any]) -> None:
    status, error = visitor.refused(visitor.here(to), **sent)
    assert status == 400
    assert error["message"]
