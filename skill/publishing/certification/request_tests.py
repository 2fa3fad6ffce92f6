"""Tests of requests that Amazon may send, also types and fields that do not exist yet."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from ...catalog.intent_names import RELIEF
from ...console.client.request_envelopes import (
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
)
from ...console.nlu.slot_values import SlotMatch
from ...console.response.response_limits import broken_limits
from .skill_under_test import SkillUnderTest, expect, shown_response

Json = dict[str, Any]
Trial = Callable[[SkillUnderTest], str]

#: Requests that get an empty response; some types do not exist yet.
UNANSWERED: tuple[Json, ...] = (
    {"type": "Alexa.Presentation.APLA.RuntimeError", "token": "t", "errors": []},
    {"type": "Alexa.Presentation.APL.RuntimeError", "token": "t", "errors": []},
    {"type": "SessionEndedRequest", "reason": "A_REASON_OF_TOMORROW"},
    {"type": "AlexaSkillEvent.SkillEnabled"},
    {"type": "AlexaSkillEvent.SkillDisabled"},
    {"type": "AudioPlayer.PlaybackFinished", "token": "t"},
    {"type": "Alexa.Tomorrow.NewRequest"},
)
#: CanFulfillIntentRequest: an intent, its slots, and the expected answer.
CAN_FULFILL: tuple[tuple[str, dict[str, str], str], ...] = (
    (RELIEF, {"muscle": "calf"}, "YES"),
    ("RemedyIntent", {"remedy": "something strange"}, "NO"),
    ("WhyCrampIntent", {}, "YES"),
    ("EmergencyIntent", {}, "NO"),
    ("AMAZON.YesIntent", {}, "NO"),
    ("OrderPizzaIntent", {}, "NO"),
)


def extra_properties(candidate: SkillUnderTest) -> str:
    """Check that unknown fields do not change the response: Amazon adds fields without notice."""
    whole = _request_envelope(candidate, launch_request())
    more = copy.deepcopy(whole)
    for part in (
        more,
        more["request"],
        more["session"],
        more["context"],
        more["context"]["System"],
    ):
        part["addedTomorrow"] = {"deep": [1, None, "x"]}
    answers = [_post(candidate, one) for one in (whole, more)]
    expect(answers[0]["response"] == answers[1]["response"], "answers them in another way")
    return "the same answer"


def unanswered(candidate: SkillUnderTest) -> str:
    """Check that requests without an answer get a valid, empty response."""
    for request in UNANSWERED:
        answer = _post(candidate, _request_envelope(candidate, request))["response"]
        expect(not answer, f"{request['type']} is answered with {answer}")
    return f"{len(UNANSWERED)} kinds answered with nothing"


def limits(candidate: SkillUnderTest) -> str:
    """Check that every response is well-formed SSML within Alexa's limits."""
    largest = 0
    for intent in candidate.session().resolver.model.intents:
        for where, session in candidate.anywhere():
            response = session.intent(intent).response
            broken = broken_limits(response)
            expect(not broken, f"{intent} {where}: {'; '.join(broken)}")
            largest = max(largest, len(str(response)))
    return f"{largest:,} characters at most"


def can_fulfill(candidate: SkillUnderTest) -> str:
    """Check the answers to CanFulfillIntentRequest."""
    for intent, slots, wanted in CAN_FULFILL:
        answer = _post(candidate, _request_envelope(candidate, _question(candidate, intent, slots)))
        told = answer["response"].get("canFulfillIntent", {})
        expect(told.get("canFulfill") == wanted, f"{intent} {slots}: {told}")
        expect(answer["response"].keys() == {"canFulfillIntent"}, f"{intent}: says more than that")
        expect(not answer.get("sessionAttributes"), f"{intent}: begins a talk")
    return f"{len(CAN_FULFILL)} questions answered, without a word aloud"


def same_for_everybody(candidate: SkillUnderTest) -> str:
    """Check that the response does not depend on the user's or the device's ID."""
    whole = _request_envelope(candidate, launch_request())
    other = copy.deepcopy(whole)
    for part in (other["session"], other["context"]["System"]):
        part["user"] = {"userId": "amzn1.ask.account.SOMEBODY-ELSE"}
    other["context"]["System"]["device"]["deviceId"] = "amzn1.ask.device.ANOTHER"
    answers = [_post(candidate, one) for one in (whole, other)]
    expect(answers[0] == answers[1], "two people get two answers")
    for mine in ("amzn1.ask.account", "amzn1.ask.device"):
        expect(mine not in str(answers), f"{mine} comes back in an answer")
    return shown_response("the same answer, without an id")


def _question(candidate: SkillUnderTest, intent: str, slots: Mapping[str, str]) -> Json:
    model = candidate.session().resolver.model
    kinds = model.intents[intent].slots if intent in model.intents else {}
    heard = {
        name: SlotMatch(text, text if text in model.types[kinds[name]] else None)
        for name, text in slots.items()
    }
    asked = intent_request(model, intent, heard)
    return {"type": "CanFulfillIntentRequest", "intent": asked["intent"]}


def _request_envelope(candidate: SkillUnderTest, request: Json) -> Json:
    place = Place(new_session_id(), True, {}, candidate.locale, "speaker")
    return envelope(place, request, NOW)


def _post(candidate: SkillUnderTest, whole: Json) -> Json:
    return candidate.console.post(whole, NOW)


#: The time of the requests, in seconds since 1970; it also sets the console's clock.
NOW = 1_800_000_000

TRIALS: Mapping[str, tuple[str, Trial]] = {
    "unknown properties": ("the same answer as without them", extra_properties),
    "requests without an answer": ("status 200 and an empty response", unanswered),
    "limits of a response": ("8,000 characters, breaks of 10 s, 24 kB, SSML", limits),
    "CanFulfillIntentRequest": ("yes or no, without speech", can_fulfill),
    "another person, another device": ("the same answer, and no id in it", same_for_everybody),
}
