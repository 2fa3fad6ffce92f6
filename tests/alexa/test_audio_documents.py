"""Audio documents through the real app: which devices get them, and the effect of an error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skill.console.client.skill_client import SkillClient
from skill.console.response import apla_schema, timing
from skill.console.response.spoken_text import shown_text
from skill.handlers import HANDLERS
from skill.quality.cramp_coach import CRAMP_COACH
from tests.alexa.test_adapter import PAUSED, STEP, TOLD, ssml
from tests.conftest import SKILL_ID, Alexa, Json

APL, APLA = "Alexa.Presentation.APL", "Alexa.Presentation.APLA"
PLAIN = {"sound": "plain"}
#: Each place there can be when an error comes.
PLACES: tuple[Json, ...] = (
    {},
    STEP,
    TOLD,
    PAUSED,
    {"state": "Warned", "place": STEP},
    {"state": "Asked"},
    {"state": "Missed", "count": 1, "place": STEP},
)


def on(interfaces: Any) -> Json:
    """Return what a request adds to be from a device with these interfaces."""
    device = {"deviceId": "device-1", "supportedInterfaces": interfaces}
    application = {"applicationId": SKILL_ID}
    return {"context": {"System": {"application": application, "device": device}}}


def ask(alexa: Alexa, intent: str, place: Json | None, interfaces: Any = None) -> Json:
    request = {"type": "IntentRequest", "intent": {"name": intent, "confirmationStatus": "NONE"}}
    return alexa.post(request, place, **on({APLA: {}} if interfaces is None else interfaces))


def error(kind: str = APLA) -> Json:
    found = {"type": "RENDER_ERROR", "reason": "UNKNOWN_ERROR", "message": "m"}
    return {"type": f"{kind}.RuntimeError", "token": "hold", "errors": [found]}


def documents(answer: Json) -> list[Any]:
    return list(timing.documents_of(answer["response"]))


@pytest.mark.parametrize(
    "interfaces",
    [
        {APLA: {}},
        {APL: {"runtime": {"maxVersion": "1.4"}}},
        {APL: {"runtime": {"maxVersion": "2024.3"}}},
        {APLA: {}, APL: {}, "X": 1},
    ],
)
def test_a_device_that_says_so_hears_its_hold_as_a_document(alexa: Alexa, interfaces: Json) -> None:
    answer = ask(alexa, "AMAZON.RepeatIntent", STEP, interfaces)
    (document,) = documents(answer)
    assert apla_schema.apla_problems(document) == []
    assert "<break" not in ssml(answer)
    assert "?" not in ssml(answer)
    # If the document is not played, the reprompt asks the question.
    assert "?" in answer["response"]["reprompt"]["outputSpeech"]["ssml"]
    assert answer["response"]["directives"][0].keys() == {"type", "token", "document"}


@pytest.mark.parametrize(
    "interfaces",
    [
        {},
        {"AudioPlayer": {}},
        {APLA: None},
        {APLA: "yes"},
        {APL: []},
        [APLA],
        "all",
        {APL: {}},
        {APL: {"runtime": {"maxVersion": "1.3"}}},
        {APL: {"runtime": {"maxVersion": "new"}}},
        {APL: {"runtime": {"maxVersion": 2}}},
        {APL: "2024.3"},
    ],
)
def test_any_other_device_hears_it_as_plain_speech(alexa: Alexa, interfaces: Any) -> None:
    answer = ask(alexa, "AMAZON.RepeatIntent", STEP, interfaces)
    assert "directives" not in answer["response"]
    assert ssml(answer).count("<break") == 4
    assert ssml(answer).endswith("Is it easing?</speak>")


@pytest.mark.parametrize("name", sorted(HANDLERS.keys() - {"LaunchRequest"}))
def test_after_an_error_the_rest_of_the_session_is_plain_and_says_the_same(
    alexa: Alexa, name: str
) -> None:
    for place in PLACES:
        before, after = ask(alexa, name, place), ask(alexa, name, place | PLAIN)
        assert documents(after) == []
        assert timing.apart(
            timing.of_answer(before["response"]), timing.of_answer(after["response"])
        ) < 1  # fmt: skip
        stays = not after["response"]["shouldEndSession"]
        kept = before["sessionAttributes"] | (PLAIN if stays else {})
        assert after["sessionAttributes"] == kept


@pytest.mark.parametrize("place", PLACES)
def test_an_error_in_a_document_keeps_the_place_and_says_nothing(alexa: Alexa, place: Json) -> None:
    for again in (place, place | PLAIN):
        answer = alexa.post(error(), again)
        assert answer["response"] == {}
        assert answer["sessionAttributes"] == place | PLAIN


@pytest.mark.parametrize("place", PLACES)
def test_an_error_on_a_screen_keeps_the_place_and_the_sound(alexa: Alexa, place: Json) -> None:
    for again in (place, place | PLAIN):
        answer = alexa.post(error(APL), again)
        assert (answer["response"], answer.get("sessionAttributes", {})) == ({}, again)


@pytest.mark.parametrize("errors", [None, [], "x", [7], [{"type": "NEW_ERROR"}], {"a": 1}])
def test_an_error_of_any_shape_is_an_error(alexa: Alexa, errors: Any) -> None:
    answer = alexa.post(error() | {"errors": errors}, STEP)
    assert answer["sessionAttributes"] == STEP | PLAIN


@pytest.mark.parametrize("odd", [{"sound": "loud"}, {"sound": None}, {"sound": ["plain"]}])
def test_a_way_to_be_heard_that_we_never_wrote_is_the_beginning(alexa: Alexa, odd: Json) -> None:
    answer = ask(alexa, "AMAZON.NextIntent", STEP | odd)
    assert answer["response"] == ask(alexa, "AMAZON.NextIntent", {})["response"]


def test_an_answer_without_a_hold_has_no_document(alexa: Alexa) -> None:
    for name in ("WhyCrampIntent", "EmergencyIntent", "AMAZON.StopIntent", "SourcesIntent"):
        assert documents(ask(alexa, name, STEP)) == []


def test_the_last_words_of_a_session_are_plain(alexa: Alexa) -> None:
    last = STEP | {"routine": "bedtime", "step": 3, "situations": []}
    answer = ask(alexa, "AMAZON.RepeatIntent", last)
    assert answer["response"]["shouldEndSession"]
    assert "<break" in ssml(answer)
    assert documents(answer) == []


def test_a_conversation_goes_on_after_an_error_with_nothing_said_twice() -> None:
    session = SkillClient(CRAMP_COACH).session(device="dot")
    exactly = session.say("my calf is cramping")
    session.sound_fails()
    assert session.is_open
    assert documents(exactly.response)
    plainly = session.say("no", after=40)
    assert documents(plainly.response) == []
    assert "Halfway. … 4 s …" in shown_text(plainly.ssml)
    assert session.say("yes").ended
    assert documents(session.say("open cramp coach").response)


def test_what_a_device_with_a_screen_hears_fits_beside_a_screen(alexa: Alexa) -> None:
    answer = ask(alexa, "StartReliefIntent", {}, {APLA: {}})
    assert len(json.dumps(answer).encode()) < 8_000
