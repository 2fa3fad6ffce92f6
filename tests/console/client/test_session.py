from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

import pytest

from skill.common.alexa_limits import LISTENING_SECONDS
from skill.console.client.request_envelopes import SKILL_ID, Json
from skill.console.client.session import LONGEST_WAIT, REPLY_SECONDS, Session
from skill.console.errors import ConsoleError
from skill.console.nlu.model_reader import Model, parse_model
from skill.console.nlu.resolver import Resolver
from tests.support.languages import BUILT_IN, ENGLISH

NOW = 1_800_000_000
MODEL = {
    "invocationName": "cramp coach",
    "intents": [
        {
            "name": "StartReliefIntent",
            "slots": [{"name": "muscle", "type": "Muscle"}, {"name": "who", "type": "Who"}],
            "samples": ["my {muscle} is cramping"],
        },
        {"name": "AMAZON.StopIntent", "samples": []},
        {"name": "AMAZON.YesIntent", "samples": []},
    ],
    "types": [
        {"name": "Muscle", "values": [{"id": "calf", "name": {"value": "calf", "synonyms": []}}]},
        {"name": "Who", "values": [{"id": "child", "name": {"value": "my child"}}]},
    ],
}


class Scripted:
    """A skill that gives the same answer to everything and remembers what it was sent."""

    def __init__(self, **response: Any) -> None:
        self.response = response
        self.requests: list[tuple[Json, int]] = []

    def __call__(self, envelope: Json, now: int) -> Json:
        self.requests.append((envelope, now))
        turn = len(self.requests)
        return {"version": "1.0", "sessionAttributes": {"turn": turn}, "response": self.response}


def _speech(ssml: str) -> Json:
    return {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}


ASKING = {
    "outputSpeech": _speech('One two three.<break time="5s"/>'),
    "reprompt": {"outputSpeech": _speech("Four five.")},
    "shouldEndSession": False,
}


@pytest.fixture(scope="module")
def model() -> Model:
    return parse_model({"interactionModel": {"languageModel": MODEL}}, ENGLISH, built_in=BUILT_IN)


def _session(model: Model, skill: Scripted, device: str = "speaker") -> Session:
    return Session(skill, Resolver(model), "en-GB", device, NOW)


def test_a_launch_is_written_as_amazon_writes_it(model: Model) -> None:
    skill = Scripted(**ASKING)
    _session(model, skill).say("Alexa, open cramp coach")

    ((envelope, now),) = skill.requests
    assert envelope["version"] == "1.0"
    assert envelope["session"]["new"] is True
    assert envelope["session"]["application"] == {"applicationId": SKILL_ID}
    assert envelope["context"]["System"]["application"] == {"applicationId": SKILL_ID}
    assert envelope["context"]["System"]["device"]["supportedInterfaces"] == {}
    assert envelope["request"]["type"] == "LaunchRequest"
    assert envelope["request"]["locale"] == "en-GB"
    assert datetime.fromisoformat(envelope["request"]["timestamp"]).timestamp() == now


def test_a_slot_carries_its_value_its_id_and_how_it_was_resolved(model: Model) -> None:
    skill = Scripted(**ASKING)
    exchange = _session(model, skill).say("my calf's cramping")

    slots = skill.requests[0][0]["request"]["intent"]["slots"]
    resolutions = slots["muscle"]["resolutions"]
    (resolved,) = resolutions["resolutionsPerAuthority"]
    assert slots["muscle"]["value"] == "calf"
    assert resolved["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert resolved["values"] == [{"value": {"name": "calf", "id": "calf"}}]
    assert slots["muscle"]["slotValue"] == {
        "type": "Simple",
        "value": "calf",
        "resolutions": resolutions,
    }
    assert slots["who"] == {"name": "who", "confirmationStatus": "NONE"}
    assert exchange.slots == {"muscle": "calf"}


def test_a_value_outside_the_list_is_passed_on_without_a_match(model: Model) -> None:
    skill = Scripted(**ASKING)
    exchange = _session(model, skill).intent("StartReliefIntent", {"muscle": "elbow"})

    slot = skill.requests[0][0]["request"]["intent"]["slots"]["muscle"]
    (resolved,) = slot["resolutions"]["resolutionsPerAuthority"]
    assert resolved["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in resolved
    assert exchange.slots == {"muscle": "elbow"}


def test_an_open_session_keeps_its_id_and_returns_the_attributes_it_was_given(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    session.say("yes")

    first, second = (envelope["session"] for envelope, _ in skill.requests)
    assert second["sessionId"] == first["sessionId"]
    assert (first["new"], second["new"]) == (True, False)
    assert (first["attributes"], second["attributes"]) == ({}, {"turn": 1})


@pytest.mark.parametrize("again", ["open cramp coach", "ask cramp coach my calf is cramping"])
def test_naming_the_skill_again_begins_a_new_session(model: Model, again: str) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    session.say(again)

    first, second = (envelope["session"] for envelope, _ in skill.requests)
    assert second["sessionId"] != first["sessionId"]
    assert second["new"] is True
    assert second["attributes"] == {}


def test_an_ended_session_is_forgotten(model: Model) -> None:
    skill = Scripted(outputSpeech=_speech("Bye."), shouldEndSession=True)
    session = _session(model, skill)

    assert session.say("stop").ended
    session.say("yes")

    assert skill.requests[1][0]["session"]["new"] is True
    assert skill.requests[1][0]["session"]["attributes"] == {}


def test_silence_speaks_the_reprompt_and_then_ends_the_session(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    exchange = session.silence()

    envelope, _ = skill.requests[-1]
    assert exchange.speech == "Four five."
    assert exchange.ended
    assert not session.is_open
    assert envelope["request"]["type"] == "SessionEndedRequest"
    assert envelope["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert envelope["session"]["attributes"] == {"turn": 1}


def test_nobody_can_be_silent_in_a_session_that_is_not_open(model: Model) -> None:
    with pytest.raises(ConsoleError, match="no session is open"):
        _session(model, Scripted(**ASKING)).silence()


def test_exit_ends_an_open_session_without_a_turn(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    exchange = session.say("exit")

    assert exchange.intent == "SessionEndedRequest"
    assert exchange.request["request"]["reason"] == "USER_INITIATED"
    assert exchange.ended
    assert not session.is_open


def test_time_passes_as_if_every_answer_were_spoken(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    session.say("yes")
    session.say("yes", after=40)
    session.silence()

    times = [now for _, now in skill.requests]
    spoken, reprompt = 7, 2
    assert [after - before for before, after in itertools.pairwise(times)] == [
        spoken + REPLY_SECONDS,
        40,
        spoken + reprompt + 2 * LISTENING_SECONDS,
    ]


@pytest.mark.parametrize("after", [-1, LONGEST_WAIT + 1, 10**20])
def test_time_neither_runs_back_nor_out(model: Model, after: int) -> None:
    session = _session(model, Scripted(**ASKING))
    session.launch()
    with pytest.raises(ConsoleError, match="seconds: from 0 to"):
        session.say("yes", after=after)


@pytest.mark.parametrize(
    ("device", "response", "ended"),
    [
        ("speaker", {"shouldEndSession": True}, True),
        ("speaker", {"shouldEndSession": False}, False),
        ("speaker", {"shouldEndSession": None}, False),
        ("speaker", {}, True),
        ("show-8", {}, True),
        ("show-8", {"directives": [{"type": "Alexa.Presentation.APL.RenderDocument"}]}, False),
    ],
)
def test_a_session_ends_as_it_would_on_the_device(
    model: Model, device: str, response: Json, *, ended: bool
) -> None:
    assert _session(model, Scripted(**response), device).launch().ended is ended


def test_a_device_with_a_screen_says_so(model: Model) -> None:
    skill = Scripted(**ASKING)
    _session(model, skill, "show-8").launch()

    context = skill.requests[0][0]["context"]
    assert "Alexa.Presentation.APL" in context["System"]["device"]["supportedInterfaces"]
    assert context["Viewports"][0]["shape"] == "RECTANGLE"


SHOWING = ASKING | {
    "directives": [{"type": "Alexa.Presentation.APL.RenderDocument", "token": "step"}]
}


def test_a_touch_is_told_as_amazon_tells_it(model: Model) -> None:
    skill = Scripted(**SHOWING)
    session = _session(model, skill, "show-8")
    session.launch()
    exchange = session.touch("next", after=4)

    request = skill.requests[-1][0]["request"]
    assert request["type"] == exchange.intent == "Alexa.Presentation.APL.UserEvent"
    assert (request["token"], request["arguments"]) == ("step", ["next"])
    assert {"source", "components", "requestId", "timestamp", "locale"} <= request.keys()
    assert (exchange.did, exchange.after, exchange.utterance) == ("touch", 4, "")
    assert session.is_open


def test_a_touch_holds_what_the_screen_tells_of_it(model: Model) -> None:
    skill = Scripted(**SHOWING)
    session = _session(model, skill, "show-8")
    session.launch()
    session.touch("next", event={"token": "other", "source": {"id": "button"}})

    request = skill.requests[-1][0]["request"]
    assert (request["token"], request["source"]) == ("other", {"id": "button"})


def test_only_an_open_session_on_a_screen_can_be_touched(model: Model) -> None:
    with pytest.raises(ConsoleError, match="no session is open"):
        _session(model, Scripted(**SHOWING), "show-8").touch("next")
    session = _session(model, Scripted(**ASKING))
    session.launch()
    with pytest.raises(ConsoleError, match="has no screen"):
        session.touch("next")


def test_every_exchange_knows_how_it_came_about(model: Model) -> None:
    session = _session(model, Scripted(**SHOWING), "show-8")
    session.launch()
    session.say("open cramp coach", after=5)
    session.say("yes")
    session.touch("next")
    session.sound_fails()
    session.sound_fails(after=7)
    session.send_envelope(session.exchanges[-1].request)
    session.silence()
    session.launch()
    session.say("exit", after=6)
    session.launch()
    session.end(after=8)

    assert [(one.did, one.after) for one in session.exchanges] == [
        ("launch", None), ("say", 5), ("say", None), ("touch", None), ("sound-fails", None),
        ("sound-fails", 7), ("resend", None), ("silence", None), ("launch", None), ("say", 6),
        ("launch", None), ("exit", 8),
    ]  # fmt: skip
    times = [one.time for one in session.exchanges]
    assert times[9] - times[8] == 6
    assert times[11] - times[10] == 8


def test_an_edited_request_is_sent_as_it_stands_at_its_own_time(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    edited = session.launch().request
    edited = edited | {
        "request": edited["request"] | {"timestamp": "2027-03-01T03:00:00Z"},
        "session": edited["session"] | {"sessionId": "mine"},
    }
    exchange = session.send_envelope(edited)
    session.say("yes", after=10)

    sent, now = skill.requests[1]
    assert sent == edited == exchange.request
    assert now == session.time - 10 == datetime.fromisoformat("2027-03-01T03:00:00Z").timestamp()
    following, _ = skill.requests[2]
    assert following["session"]["sessionId"] == "mine"
    assert following["session"]["attributes"] == {"turn": 2}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"request": {}, "session": {"sessionId": "s"}},
        {"request": {"timestamp": "noon"}, "session": {"sessionId": "s"}},
        {"request": {"timestamp": 7}, "session": {"sessionId": "s"}},
        {"request": {"timestamp": "2027-03-01T03:00:00Z"}, "session": []},
        {"request": {"timestamp": "2027-03-01T03:00:00Z"}},
    ],
)
def test_an_edited_request_without_a_time_or_a_session_is_explained(
    model: Model, broken: Json
) -> None:
    session = _session(model, Scripted(**ASKING))
    with pytest.raises(ConsoleError, match="a request"):
        session.send_envelope(broken)
    assert session.exchanges == []


def test_a_value_that_was_never_looked_up_is_heard_as_it_stands(model: Model) -> None:
    session = _session(model, Scripted(**ASKING))
    edited = session.say("my calf's cramping").request
    slots = {"muscle": {"name": "muscle", "value": "elbow"}}
    edited["request"]["intent"]["slots"] = slots

    assert session.send_envelope(edited).slots == {"muscle": "elbow"}


def test_a_branch_goes_on_from_a_turn_as_if_nothing_had_come_after_it(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    session.say("yes", after=20)
    session.end()
    branch = session.branch(1)
    branch.say("yes", after=5)

    sent, now = skill.requests[-1]
    assert sent["session"]["sessionId"] == session.exchanges[1].request["session"]["sessionId"]
    assert sent["session"]["new"] is False
    assert sent["session"]["attributes"] == {"turn": 2}
    assert now == session.exchanges[1].time + 5
    assert (len(branch.exchanges), len(session.exchanges)) == (3, 3)
    assert branch.exchanges[:2] == session.exchanges[:2]
    assert not session.is_open


def test_a_branch_from_an_end_or_from_before_the_beginning_opens_anew(model: Model) -> None:
    skill = Scripted(**ASKING)
    session = _session(model, skill)
    session.launch()
    session.end()
    for last in (1, -1):
        branch = session.branch(last)
        assert not branch.is_open
        branch.say("yes")
        assert skill.requests[-1][0]["session"]["new"] is True
        assert skill.requests[-1][0]["session"]["attributes"] == {}
    assert branch.exchanges[0].time == session.exchanges[0].time


def test_a_branch_after_a_notice_is_as_open_as_the_session_was(model: Model) -> None:
    session = _session(model, Scripted(**ASKING))
    session.launch()
    session.sound_fails()
    session.end()

    assert session.branch(1).is_open


@pytest.mark.parametrize("last", [-2, 1, 99])
def test_a_turn_that_never_was_cannot_be_branched_from(model: Model, last: int) -> None:
    session = _session(model, Scripted(**ASKING))
    session.launch()
    with pytest.raises(ConsoleError, match="there is no turn"):
        session.branch(last)
