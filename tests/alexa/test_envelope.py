from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from skill.alexa.envelope import readable
from skill.catalog import Catalogs
from skill.responder import REQUEST_TYPES
from tests.support.endpoint import Door, Json, envelope, intent, slot

CALF = intent("StartReliefIntent", muscle=slot("muscle", "calf", "calf"))


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


def changed(change: Callable[[Json], object]) -> Json:
    """Return the envelope of "my calf is cramping" with one thing changed."""
    whole: Json = json.loads(json.dumps(envelope(CALF)))
    change(whole)
    return whole


def inside(*path: Any, **members: Any) -> Json:
    """Return that envelope with these members of the object at *path* changed."""

    def change(whole: Any) -> None:
        for name in path:
            whole = whole[name]
        whole.update(members)

    return changed(change)


REQUEST, INTENT = ("request",), ("request", "intent")
MUSCLE = (*INTENT, "slots", "muscle")
RESOLUTION = (*MUSCLE, "resolutions", "resolutionsPerAuthority", 0)
SYSTEM = ("context", "System")
ODD: dict[str, Json] = {
    "no session": changed(lambda whole: whole.pop("session")),
    "session null": inside(session=None),
    "attributes null": inside("session", attributes=None),
    "attributes a list": inside("session", attributes=[1]),
    "attributes of another release": inside("session", attributes={"state": "Dancing", "x": 1}),
    "no locale": changed(lambda whole: whole["request"].pop("locale")),
    "locale odd": inside(*REQUEST, locale={"en": "US"}),
    "locale new": inside(*REQUEST, locale="tlh-QO"),
    "dialog state new": inside(*REQUEST, dialogState="PAUSED"),
    "confirmation new": inside(*INTENT, confirmationStatus="MAYBE"),
    "slots null": inside(*INTENT, slots=None),
    "slots a list": inside(*INTENT, slots=[]),
    "slot null": inside(*INTENT, slots={"muscle": None}),
    "slot text": inside(*INTENT, slots={"muscle": "calf"}),
    "slot source new": inside(*MUSCLE, source="GUESS", slotValue={"type": "Cloud"}),
    "resolutions null": inside(*MUSCLE, value=None, resolutions=None),
    "resolutions text": inside(*MUSCLE, value=None, resolutions={"resolutionsPerAuthority": "x"}),
    "device new": inside(*SYSTEM, device={"supportedInterfaces": {"Hologram": 1}}),
    "device null": inside(*SYSTEM, device=None),
    "screen new": inside("context", Viewport={"shape": "SPHERE"}, Viewports=[{"type": "X"}]),
    "members new": inside(new={"x": [1]}) | {"version": "2.0"},
    "time with a zone": inside(*REQUEST, timestamp="2027-01-15T10:00:00.123456789+02:00"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_part_does_not_keep_the_first_move_waiting(door: Door, name: str) -> None:
    door.count.clear()
    response = door.post(json.dumps(ODD[name]).encode())
    assert door.count == {"answered": 1}
    assert response
    assert response["response"]["outputSpeech"]["ssml"].startswith("<speak>Pull your toes up")


def test_a_kind_of_match_that_is_new_is_none(door: Door) -> None:
    new = inside(*RESOLUTION, status={"code": "ER_SUCCESS_PERHAPS"})
    none = inside(*RESOLUTION, status={"code": "ER_SUCCESS_NO_MATCH"}, values=[])
    first, second = (door.post(json.dumps(whole).encode()) for whole in (new, none))
    assert first == second


@pytest.mark.parametrize("name", sorted(REQUEST_TYPES - {"LaunchRequest", "IntentRequest"}))
def test_every_other_type_of_request_is_answered_or_needs_no_answer(door: Door, name: str) -> None:
    door.count.clear()
    assert door.post(json.dumps(envelope({"type": name, "reason": "NEW"})).encode())
    assert not {"apologised", "refused"} & door.count.keys()


@pytest.mark.parametrize("kind", ["Alexa.Tomorrow", "", None, 1, ["LaunchRequest"]], ids=str)
def test_a_type_nobody_knows_needs_no_answer(door: Door, kind: object) -> None:
    body = json.dumps(envelope({"type": kind})).encode()
    assert door.post(body) == {"version": "1.0", "response": {}}


#: Members that belong to one type of request, and the types they belong to.
OWN: dict[str, tuple[Any, frozenset[str]]] = {
    "intent": (
        intent("BedtimeRoutineIntent")["intent"],
        frozenset({"IntentRequest", "CanFulfillIntentRequest"}),
    ),
    "arguments": (["start-bedtime"], frozenset({"Alexa.Presentation.APL.UserEvent"})),
    "reason": ("USER_INITIATED", frozenset({"SessionEndedRequest"})),
    "errors": ([{"type": "X"}], frozenset({"Alexa.Presentation.APLA.RuntimeError"})),
    "task": ({"name": "AMAZON.PrintPDF", "version": "1"}, frozenset({"LaunchRequest"})),
}
PLAIN = {
    "IntentRequest": CALF,
    "CanFulfillIntentRequest": {**CALF, "type": "CanFulfillIntentRequest"},
    "Alexa.Presentation.APL.UserEvent": {
        "type": "Alexa.Presentation.APL.UserEvent",
        "arguments": ["start-calf"],
    },
}


@pytest.mark.parametrize("member", OWN)
@pytest.mark.parametrize("kind", sorted(REQUEST_TYPES))
def test_a_member_of_another_type_of_request_changes_nothing(
    door: Door, kind: str, member: str
) -> None:
    value, belongs = OWN[member]
    if kind in belongs:
        return
    plain = PLAIN.get(kind, {"type": kind})
    door.count.clear()
    first, second = (
        door.post(json.dumps(envelope(request)).encode())
        for request in (plain, {**plain, member: value})
    )
    assert first == second
    assert not {"apologised", "refused"} & door.count.keys()


def test_an_event_without_a_session_needs_no_answer(door: Door) -> None:
    whole = envelope({"type": "AlexaSkillEvent.SkillDisabled"})
    del whole["session"]
    response = door.post(json.dumps(whole).encode())
    assert response
    assert response["response"] == {}


def test_nobody_is_known_beyond_the_door(catalogs: Catalogs) -> None:
    read = json.dumps(readable(envelope(CALF), catalogs["en-US"].slot_types))
    assert '"calf"' in read
    for private in ("amzn1", "userId", "deviceId", "personId", "apiAccessToken", "requestId"):
        assert private in json.dumps(envelope(CALF))
        assert private not in read
