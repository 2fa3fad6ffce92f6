"""After a fault of the skill, danger still gets the emergency advice, and "stop" still stops."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import pytest

from skill import handlers
from skill.alexa import adapter as adapter
from skill.alexa import answer_cache
from skill.alexa import envelope as reader
from skill.catalog import Catalog, Catalogs
from skill.dialogue.intents import warnings
from skill.dialogue.turn import Request
from skill.handlers import HANDLERS
from skill.responder import REQUEST_TYPES, SPOKEN
from tests.alexa.test_adapter import STEP, ssml
from tests.conftest import CONTENT, SKILL_ID, Json, envelope, new_alexa
from tests.support.endpoint import intent, slot
from tests.support.lambda_runtime import in_process

MODEL = json.loads((CONTENT.parent / "interaction_model" / "en.json").read_text())
INTENTS = [one["name"] for one in MODEL["interactionModel"]["languageModel"]["intents"]]
STOPS = {"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
#: The healthy skill ends with these from the beginning, without danger and without a "stop".
LAST_WORDS = {"ItHelpedIntent"}
USER_EVENT = "Alexa.Presentation.APL.UserEvent"
WARNED = {"state": "Warned", "place": STEP}

Ask = Callable[[Json], Json]


def fail(*_: Any, **__: Any) -> Any:
    raise ValueError("a fault of ours")


def every_handler_fails(patch: pytest.MonkeyPatch) -> None:
    failing = MappingProxyType(dict.fromkeys(HANDLERS, fail))
    patch.setattr(handlers, "HANDLERS", failing)


#: Stages of a request, and what makes each of them fail.
STAGES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "handlers": every_handler_fails,
    "reading the envelope": lambda patch: patch.setattr(reader, "readable", fail),
    "reading the time": lambda patch: patch.setattr(reader, "sent_at", fail),
    "moving the time": lambda patch: patch.setattr(answer_cache, "_fix_times", fail),
    "reading the request": lambda patch: patch.setattr(adapter, "read_request", fail),
    "writing the response": lambda patch: patch.setattr(adapter, "respond", fail),
}


@pytest.fixture(scope="module", params=["web", "Lambda"])
def entry(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=STAGES)
def faulty(
    request: pytest.FixtureRequest, entry: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """Return what an entry answers to an envelope when a stage of it fails."""
    with pytest.MonkeyPatch.context() as patch:
        STAGES[request.param](patch)
        if entry == "web":
            yield on_web(tmp_path_factory)
            return
        with in_process(SKILL_ID) as function:
            yield function


def on_web(folder: pytest.TempPathFactory) -> Ask:
    """Return what posts a signed envelope to the endpoint."""
    alexa = new_alexa(folder.mktemp("trust"))

    def ask(whole: Json) -> Json:
        body = json.dumps(whole).encode()
        answer = alexa.client.post("/alexa", data=body, headers=alexa.authority.headers(body))
        assert answer.status_code == 200
        found: Json = answer.get_json()
        return found

    return ask


def whole(request: Json, locale: str = "en-US", state: Json | None = None) -> Json:
    return envelope({**request, "locale": locale}, state)


def sign(named: str | None) -> Json:
    filled = slot("sign", "what was said", named)
    return intent("WarningSignIntent", sign=filled)


def speech(answer: Json) -> str:
    return ssml(answer).removeprefix("<speak>").removesuffix("</speak>")


def is_goodbye(answer: Json, catalog: Catalog) -> bool:
    return speech(answer) == catalog.prompts.goodbye.say and closed(answer)


def closed(answer: Json) -> bool:
    ends: bool = answer["response"]["shouldEndSession"]
    assert ends is not ("reprompt" in answer["response"])
    return ends and not answer.get("sessionAttributes")


def calls_for_help(answer: Json, catalog: Catalog) -> bool:
    return catalog.prompts.tier["emergency"].say in speech(answer) and closed(answer)


@pytest.fixture(params=["en-US", "en-GB", "en-AU", "en-CA", "en-IN", "de-DE", ""])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_all_locales_are_tried(catalogs: Catalogs) -> None:
    assert catalogs.keys() - {"other"} == {"en-US", "en-GB", "en-AU", "en-CA", "en-IN"}
    assert len(INTENTS) > 30
    assert HANDLERS.keys() - {"LaunchRequest"} == set(INTENTS)


def test_every_intent_is_answered(faulty: Ask, catalogs: Catalogs, locale: str) -> None:
    catalog = catalogs[locale]
    for name in INTENTS:
        answer = faulty(whole(intent(name), locale, STEP))
        if name in STOPS:
            assert is_goodbye(answer, catalog), name
        elif name in ("EmergencyIntent", "WarningSignIntent"):
            assert calls_for_help(answer, catalog), name
        elif name == "UnsureIntent":
            assert speech(answer) == catalog.questions["unsure"].ask.say
            assert not closed(answer)
        elif not closed(answer):
            assert speech(answer) == catalog.prompts.sorry.ask.say, name
            again = answer["response"]["reprompt"]["outputSpeech"]["ssml"]
            assert again == f"<speak>{catalog.prompts.sorry.reprompt.say}</speak>"
            assert answer["sessionAttributes"] == STEP


def test_what_ends_a_session_of_the_healthy_skill_ends_it_with_the_same_words(
    faulty: Ask, catalog: Catalog
) -> None:
    ended = 0
    for name in set(INTENTS) - LAST_WORDS:
        turn = HANDLERS[name](Request(catalog))
        if turn is None or turn.reprompt is not None:
            continue
        answer = faulty(whole(intent(name)))
        assert closed(answer), name
        assert all(getattr(part, "say", "") in speech(answer) for part in turn.speech), name
        ended += 1
    assert ended >= 4


def test_every_other_request_is_answered(faulty: Ask, catalog: Catalog) -> None:
    for kind in sorted({*REQUEST_TYPES, "Alexa.Tomorrow.Request", ""} - {"IntentRequest"}):
        answer = faulty(whole({"type": kind}, state=STEP))
        if kind in SPOKEN and answer["response"]:
            assert speech(answer) == catalog.prompts.sorry.ask.say
            assert not closed(answer)
        else:
            # A touch on what is not ours calls no handler.
            assert not answer["response"].get("outputSpeech"), kind
        assert answer["sessionAttributes"].items() >= STEP.items(), kind


def test_every_sign_gets_its_own_urgency(faulty: Ask, catalogs: Catalogs, locale: str) -> None:
    catalog = catalogs[locale]
    for named, warning in catalog.warnings.items():
        answer = faulty(whole(sign(named), locale, STEP))
        if warning.question:
            assert warning.question.ask.say in speech(answer), named
            assert not closed(answer), named
            continue
        line = warnings.call(catalog, warning.tier)
        emergency = catalog.prompts.tier["emergency"] in line
        assert calls_for_help(answer, catalog) is emergency, named
        assert warning.say.say in speech(answer), named


@pytest.mark.parametrize(
    "odd",
    [
        sign(None),
        sign("no-longer-a-sign"),
        intent("WarningSignIntent", sign=7),  # type: ignore[arg-type]
        intent("WarningSignIntent", sign={"resolutions": {"resolutionsPerAuthority": [None]}}),
        {"type": "IntentRequest", "intent": {"name": "WarningSignIntent", "slots": "?"}},
    ],
    ids=str,
)
def test_a_sign_that_cannot_be_read_may_be_the_gravest(
    faulty: Ask, catalog: Catalog, odd: Json
) -> None:
    assert calls_for_help(faulty(whole(odd, state=STEP)), catalog)


def test_a_touch_of_stop_stops(faulty: Ask, catalog: Catalog) -> None:
    assert is_goodbye(faulty(whole({"type": USER_EVENT, "arguments": ["stop"]})), catalog)


@pytest.mark.parametrize("state", [WARNED, {"state": "Missed", "count": 1, "place": WARNED}])
def test_where_a_yes_may_mean_a_sign_nobody_is_sent_to_stretch(
    faulty: Ask, catalog: Catalog, state: Json
) -> None:
    answer = faulty(whole(intent("AMAZON.YesIntent"), state=state))
    assert catalog.prompts.if_sign.say in speech(answer)
    assert answer["sessionAttributes"] == state
    assert is_goodbye(faulty(whole(intent("AMAZON.StopIntent"), state=state)), catalog)


def test_after_a_question_about_a_sign_a_fault_calls_for_help(
    faulty: Ask, catalog: Catalog
) -> None:
    asked = {"state": "SignAsked", "sign": "numbness", "helping": False, "place": STEP}
    assert calls_for_help(faulty(whole(intent("AMAZON.YesIntent"), state=asked)), catalog)
