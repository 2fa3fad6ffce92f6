from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from skill import handlers
from skill.dialogue.turn import Request, Turn
from skill.handlers import HANDLERS, TOUCH, SpokenIntent
from tests.alexa.test_adapter import PAUSED, STEP, TOLD, slot, ssml
from tests.conftest import NOW, Alexa, Json, new_alexa

SECRET = "my swollen knee"  # noqa: S105  a spoken value
BUILT_IN = {
    "Help", "Stop", "Cancel", "NavigateHome", "Fallback", "Yes", "No", "Repeat", "Next",
    "Previous", "Pause", "Resume", "StartOver",
}  # fmt: skip
ASKED = (None, STEP, TOLD, PAUSED)


def user_event(*arguments: Any) -> Json:
    event = "Alexa.Presentation.APL.UserEvent"
    return {"type": event, "arguments": list(arguments), "source": {}, "components": {}}


def test_every_built_in_intent_we_promise_is_answered() -> None:
    assert {f"AMAZON.{name}Intent" for name in BUILT_IN} <= HANDLERS.keys()


@pytest.mark.parametrize("name", HANDLERS)
def test_every_intent_is_answered_at_every_place_without_a_crash(
    alexa: Alexa, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    for place in ASKED:
        if name == "LaunchRequest":
            answer = alexa.post({"type": name}, place)
        else:
            answer = alexa.intent(name, place)
        assert ssml(answer)
    assert not caplog.records


@pytest.mark.parametrize("name", ["OrderPizzaIntent", "AMAZON.SearchAction"])
def test_an_intent_we_do_not_have_is_a_misunderstanding(alexa: Alexa, name: str) -> None:
    assert alexa.intent(name, STEP) == alexa.intent("AMAZON.FallbackIntent", STEP)


@pytest.mark.parametrize(("touch", "spoken"), TOUCH.items())
def test_a_touch_does_what_saying_it_does(alexa: Alexa, touch: str, spoken: SpokenIntent) -> None:
    for place in ASKED:
        slots = {name: slot(name, found, found) for name, found in spoken.slots.items()}
        said = alexa.intent(spoken.intent, place, **slots)
        assert alexa.post(user_event(touch), place) == said


@pytest.mark.parametrize("arguments", [(), ("dance",), (7,), ({"next": 1},), (None,)])
def test_a_touch_we_do_not_know_changes_nothing(alexa: Alexa, arguments: tuple[Any, ...]) -> None:
    answer = alexa.post(user_event(*arguments), STEP)
    assert (answer["response"], answer["sessionAttributes"]) == ({}, STEP)


@pytest.mark.parametrize(
    "request_",
    [
        {"type": "SessionEndedRequest", "reason": "USER_INITIATED"},
        {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"},
        {
            "type": "SessionEndedRequest",
            "reason": "ERROR",
            "error": {"type": "INVALID_RESPONSE", "message": "m"},
        },
        {"type": "SessionEndedRequest", "reason": "A_NEW_REASON"},
        {"type": "Alexa.Presentation.APLA.RuntimeError", "token": "t", "errors": []},
        {"type": "Alexa.Presentation.APL.RuntimeError", "token": "t", "errors": []},
        {"type": "AlexaSkillEvent.SkillEnabled"},
        {"type": "AlexaSkillEvent.SkillDisabled"},
        {"type": "AudioPlayer.PlaybackStarted", "token": "t", "offsetInMilliseconds": 0},
        {"type": "Alexa.Something.Quite.New", "extra": [1, 2]},
        {"type": ""},
        {},
    ],
    ids=lambda request: " ".join(str(value) for value in request.values())[:60],
)
def test_what_needs_no_words_gets_a_valid_empty_answer(alexa: Alexa, request_: Json) -> None:
    answer = alexa.post(request_, STEP)
    assert (answer["version"], answer["response"]) == ("1.0", {})


def test_an_event_outside_any_session_is_answered_too(alexa: Alexa) -> None:
    answer = alexa.post({"type": "AlexaSkillEvent.SkillDisabled"}, session=None)
    assert answer["response"] == {}


@pytest.mark.parametrize("locale", ["de-DE", "xx-YY", "", None])
def test_an_unknown_locale_gets_english_and_no_country_s_number(
    alexa: Alexa, locale: str | None
) -> None:
    intent = {"name": "EmergencyIntent", "confirmationStatus": "NONE"}
    answer = alexa.post({"type": "IntentRequest", "intent": intent, "locale": locale})
    assert "your local emergency number" in ssml(answer)


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Alexa:
    """A crash cannot be provoked from outside, so one function of a new app is made to fail."""

    def fail(request: Request) -> Turn:
        raise ValueError(f"could not make sense of {SECRET!r} with {request.slots}")

    monkeypatch.setattr(handlers, "HANDLERS", {**HANDLERS, "StartReliefIntent": fail})
    return new_alexa(tmp_path)


@pytest.mark.parametrize("place", ASKED)
def test_a_crash_is_apologised_for_and_the_place_is_kept(
    stumbling: Alexa, place: Json | None
) -> None:
    answer = stumbling.intent("StartReliefIntent", place)
    assert "something went wrong on my side" in ssml(answer)
    assert answer["sessionAttributes"] == (place or {})
    assert answer["response"]["shouldEndSession"] is False
    assert "reprompt" in answer["response"]


def test_an_apology_does_not_need_a_locale_we_have(stumbling: Alexa) -> None:
    intent = {"name": "StartReliefIntent", "confirmationStatus": "NONE"}
    answer = stumbling.post({"type": "IntentRequest", "intent": intent, "locale": "xx-YY"})
    assert "something went wrong" in ssml(answer)


def test_the_log_says_where_it_crashed_and_not_what_was_said(
    stumbling: Alexa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    spoken = slot("muscle", SECRET, "calf")
    stumbling.intent("StartReliefIntent", STEP, muscle=spoken)
    assert "ValueError at test_handlers.py:" in caplog.text
    for private in (SECRET, "swollen", "calf", "user-secret", "device-1", "pregnant"):
        assert private not in caplog.text


def test_nothing_about_anybody_is_logged_when_all_goes_well(
    alexa: Alexa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    alexa.intent("StartReliefIntent", STEP, muscle=slot("muscle", SECRET, "calf"))
    alexa.post({"type": "Alexa.Something.Quite.New", "said": SECRET}, STEP)
    for private in (SECRET, "user-secret", "device-1", "pregnant", str(NOW)):
        assert private not in caplog.text
