"""Request and response envelopes through the real app."""

from __future__ import annotations

import itertools
import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.catalog import Passage, Words
from skill.dialogue.speech import Pause
from skill.handlers import HANDLERS, UNASKED
from skill.screens.ssml import to_ssml
from tests.conftest import MUSCLES, NOW, Alexa, Json

STEP: Json = {
    "state": "InStep",
    "routine": "calf",
    "step": 0,
    "began": NOW - 30,
    "until": NOW + 10,
    "situations": ["pregnant"],
    "pace": "normal",
    "muscle": "calf",
    "wording": "first",
    "effort": "usual",
}
TOLD: Json = {
    "state": "Told",
    "kind": "cause",
    "topic": "calcium",
    "start": 0,
    "end": 3,
    "offer": "resume",
    "place": STEP,
    "contexts": [],
    "second": "",
}
PAUSED: Json = {"state": "Paused", "place": STEP, "left": 12}


def slot(name: str, said: str, found: str | None, status: str = "") -> Json:
    """Return a slot as Amazon sends it, resolved to the id *found* or to none."""
    code = status or ("ER_SUCCESS_MATCH" if found else "ER_SUCCESS_NO_MATCH")
    resolved: Json = {"authority": "a", "status": {"code": code}}
    if found:
        resolved["values"] = [{"value": {"name": said, "id": found}}]
    return {
        "name": name,
        "value": said,
        "confirmationStatus": "NONE",
        "resolutions": {"resolutionsPerAuthority": [resolved]},
    }


def ssml(envelope: Json) -> str:
    return str(envelope["response"]["outputSpeech"]["ssml"])


def test_slot_values_are_read_by_their_ids(alexa: Alexa) -> None:
    answer = alexa.intent("StartReliefIntent", muscle=slot("muscle", "quad", "thigh-front"))
    assert answer["sessionAttributes"]["routine"] == "thigh-front"


@pytest.mark.parametrize(
    "unmatched",
    [
        slot("muscle", "elbow", None),
        slot("muscle", "elbow", "elbow"),
    ],
)
def test_a_value_that_is_not_on_our_list_is_unknown(alexa: Alexa, unmatched: Json) -> None:
    answer = alexa.intent("StartReliefIntent", muscle=unmatched)
    assert "I only know cramps in the leg and foot." in ssml(answer)


@pytest.mark.parametrize(
    ("ids", "routine"),
    [(("foot", "calf"), "foot"), (("elbow", "calf"), "calf"), (("elbow", "wrist"), None)],
)
def test_the_first_value_counts_that_alexa_matched_and_the_skill_has(
    alexa: Alexa, ids: tuple[str, str], routine: str | None
) -> None:
    filled = slot("muscle", "what was said", ids[0])
    (found,) = filled["resolutions"]["resolutionsPerAuthority"]
    found["values"] = [{"value": {"name": one, "id": one}} for one in ids]
    answer = alexa.intent("StartReliefIntent", muscle=filled)
    assert answer["sessionAttributes"].get("routine") == routine
    # Where it is none of ours, the slot is unknown.
    assert ("I only know cramps in the leg and foot." in ssml(answer)) is (routine is None)


def test_an_empty_slot_is_no_unknown_value(alexa: Alexa) -> None:
    empty = {"name": "muscle", "confirmationStatus": "NONE"}
    assert alexa.intent("StartReliefIntent", muscle=empty)["sessionAttributes"]["routine"] == "calf"


def test_session_attributes_hold_the_place_and_nothing_that_was_said(alexa: Alexa) -> None:
    answer = alexa.intent(
        "StartReliefIntent",
        muscle=slot("muscle", "my poor old calf", "calf"),
        situation=slot("situation", "seven months gone", "pregnant"),
    )
    attributes = answer["sessionAttributes"]
    assert attributes.keys() == STEP.keys() | {"listener"}
    assert attributes["listener"] == {"situations": ["pregnant"]}
    assert attributes["situations"] == ["pregnant"]
    assert "old" not in json.dumps(attributes)
    assert "gone" not in json.dumps(attributes)


def test_the_end_of_a_conversation_leaves_nothing_behind(alexa: Alexa) -> None:
    answer = alexa.intent("AMAZON.StopIntent", STEP)
    assert answer["sessionAttributes"] == {}
    assert answer["response"]["shouldEndSession"] is True
    assert "reprompt" not in answer["response"]


def test_the_microphone_is_open_exactly_where_something_is_asked(alexa: Alexa) -> None:
    intents = ("AMAZON.NoIntent", "AMAZON.YesIntent", "AMAZON.HelpIntent", "EmergencyIntent")
    for intent, place in itertools.product(intents, ({}, STEP, TOLD, PAUSED)):
        answer = alexa.intent(intent, place)["response"]
        asks = ssml({"response": answer}).removesuffix("</speak>").endswith("?")
        assert answer["shouldEndSession"] is not asks
        assert ("reprompt" in answer) is asks


@given(st.text())
def test_whatever_is_said_is_escaped(words: str) -> None:
    plain = "".join(c for c in words if c.isprintable())
    root = ET.fromstring(f"<speak>{to_ssml((Passage(Words(plain)),))}</speak>")  # noqa: S314  ours
    assert "".join(root.itertext()) == plain
    assert not list(root)


def test_a_slow_pace_is_spoken_slowly_and_a_silence_is_a_break() -> None:
    speech = (Passage(Words("Heel & toes.")), Pause(9.96))
    body = 'Heel &amp; toes. <break time="9960ms"/>'
    assert to_ssml(speech) == body
    assert to_ssml(speech, "slow") == f'<prosody rate="80%">{body}</prosody>'


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("pace", ["normal", "slow"])
def test_what_is_spoken_is_xml_without_a_break_over_ten_seconds(
    alexa: Alexa, muscle: str, pace: str
) -> None:
    place = STEP | {"routine": "foot", "pace": pace}
    spoken = slot("muscle", muscle, muscle)
    answer = alexa.intent("StartReliefIntent", place, muscle=spoken)
    root = ET.fromstring(ssml(answer))  # noqa: S314  our own answer
    breaks = [int(b.attrib["time"].removesuffix("ms")) for b in root.iter("break")]
    assert breaks
    assert all(0 < milliseconds <= 10_000 for milliseconds in breaks)
    assert (root.find("prosody") is not None) is (pace == "slow")


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("StartReliefIntent", {"muscle": slot("muscle", "calf", "calf")}),
        ("CauseIntent", {"cause": slot("cause", "calcium", "calcium")}),
        ("WarningSignIntent", {"sign": slot("sign", "swelling", "swelling")}),
    ],
)
def test_a_card_is_plain_text_within_alexa_s_limits(alexa: Alexa, intent: str, slots: Json) -> None:
    answer = alexa.intent(intent, **slots)
    card = answer["response"]["card"]
    assert card["type"] == "Simple"
    assert not re.search(r"[<>&{}]", card["title"] + card["content"])
    assert len(card["title"] + card["content"]) < 8000
    assert len(json.dumps(answer).encode()) < 24_000


def can_fulfill(alexa: Alexa, name: str, **slots: Json) -> Json:
    intent = {"name": name, "confirmationStatus": "NONE", "slots": slots}
    answer = alexa.post({"type": "CanFulfillIntentRequest", "intent": intent})
    assert answer["response"].keys() == {"canFulfillIntent"}
    return dict(answer["response"]["canFulfillIntent"])


def test_what_is_about_danger_or_makes_no_sense_alone_is_left_to_alexa(alexa: Alexa) -> None:
    able = {name for name in HANDLERS if can_fulfill(alexa, name)["canFulfill"] == "YES"}
    assert able == UNASKED
    assert {"StartReliefIntent", "WhyCrampIntent"} <= able
    assert not {"EmergencyIntent", "WarningSignIntent", "AMAZON.YesIntent"} & able


def test_alexa_is_told_which_intents_and_slots_we_can_fulfil(alexa: Alexa) -> None:
    slots = {
        "muscle": slot("muscle", "calf", "calf"),
        "situation": slot("situation", "on the moon", None),
    }
    yes, no = (
        {"canUnderstand": "YES", "canFulfill": "YES"},
        {"canUnderstand": "NO", "canFulfill": "NO"},
    )
    assert can_fulfill(alexa, "StartReliefIntent", **slots) == {
        "canFulfill": "NO",
        "slots": {"muscle": yes, "situation": no},
    }
    assert can_fulfill(alexa, "OrderPizzaIntent")["canFulfill"] == "NO"
