"""A slot value that Alexa did not match is understood, whatever it says of it; words stay here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from skill.alexa.slot_resolution import matched_ids, resolved_slot
from skill.catalog import Catalogs
from tests.support.endpoint import Door, Json, envelope, intent
from tests.support.shortest_time import shortest_seconds

#: An intent with a slot of each type.
INTENTS: Mapping[str, str] = {
    "Muscle": "StartReliefIntent",
    "Situation": "SituationIntent",
    "Condition": "ConditionIntent",
    "Context": "WhyCrampIntent",
    "Cause": "CauseIntent",
    "Medicine": "MedicineIntent",
    "Remedy": "RemedyIntent",
    "Sign": "WarningSignIntent",
    "Activity": "ActivityIntent",
    "BodyPart": "ElsewhereIntent",
}
MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"
#: What Alexa may say instead of a match; None: a slot without resolutions.
MISSED = (NO_MATCH, "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION", None)
#: A name that no value of the type has; Alexa says so, or could not look it up.
STRANGE = "a hippopotamus"
HOSTILE = {
    "a question mark": "?",
    "nothing": "",
    "a space": " ",
    "eight kilobytes": "calf " * 1700,
    "one long word": "x" * 8192,
    "control characters": "ca\x00lf\x1b[31m\u202e",
    "another script": "مغص في الساق 足がつった",
    "SSML": "<speak><audio src='https://example.org/a.mp3'/></speak>",
    "a template": "{muscle} ${7*7} %s",
    "combining letters": "e\u0301" * 900,
    "expanding letters": "\ufdfa" * 900,
    "numbers": "9" * 4000,
}


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


def filled(kind: str, raw: Any, code: str | None, *ids: str) -> Json:
    """Return a slot with a raw value, and what Alexa says of it."""
    slot: Json = {"name": slot_of(kind), "value": raw, "confirmationStatus": "NONE"}
    if code is None:
        return slot
    resolution: Json = {"authority": "a", "status": {"code": code}}
    if ids:
        resolution["values"] = [{"value": {"name": "N", "id": one}} for one in ids]
    return {**slot, "resolutions": {"resolutionsPerAuthority": [resolution]}}


def slot_of(kind: str) -> str:
    """Return the name of the slots of this type."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in kind).lstrip("_")


def asked(kind: str, slot: Json) -> Json:
    return intent(INTENTS[kind], **{slot_of(kind): slot})


def answer(door: Door, kind: str, slot: Json) -> Json:
    response = door.post(json.dumps(envelope(asked(kind, slot))).encode())
    assert response
    return response


def test_every_slot_type_is_tried(catalogs: Catalogs) -> None:
    assert INTENTS.keys() == catalogs["en-US"].slot_values.keys()


@pytest.mark.parametrize("code", MISSED)
@pytest.mark.parametrize("kind", INTENTS)
def test_a_name_is_understood_without_alexa_s_match(
    door: Door, catalogs: Catalogs, kind: str, code: str | None
) -> None:
    values = list(catalogs["en-US"].slot_values[kind].items())
    for value_id, named in values[:: max(1, len(values) // 6)]:
        matched = answer(door, kind, filled(kind, "X", MATCH, value_id))
        for raw in (str(named.name), f"um, my {named.name.upper()}"):
            assert answer(door, kind, filled(kind, raw, code)) == matched, (raw, value_id)
    assert not door.faults


@pytest.mark.parametrize("kind", INTENTS)
def test_a_strange_value_is_unknown_only_if_alexa_looked_it_up(door: Door, kind: str) -> None:
    empty = answer(door, kind, {"name": slot_of(kind), "confirmationStatus": "NONE"})
    for code in MISSED[1:]:
        assert answer(door, kind, filled(kind, STRANGE, code)) == empty
    unknown = answer(door, kind, filled(kind, STRANGE, NO_MATCH))
    assert answer(door, kind, filled(kind, STRANGE, MATCH, "no-such-id")) == unknown
    assert not door.faults


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", INTENTS)
def test_a_hostile_value_is_answered_and_never_echoed(door: Door, kind: str, raw: str) -> None:
    for code in (*MISSED, MATCH):
        said = json.dumps(answer(door, kind, filled(kind, raw, code)))
        assert "hippopotamus" not in said
        assert not [
            mark for mark in ("x" * 20, "9" * 20, "7*7", "\\u0000", "<audio") if mark in said
        ]
    assert not door.faults


@pytest.mark.parametrize("value", [None, 7, [], {}, ["calf"], True])
def test_a_value_that_is_no_text_is_none(door: Door, value: object) -> None:
    for code in MISSED:
        response = answer(door, "Muscle", filled("Muscle", value, code))
        assert response["sessionAttributes"]["routine"] == "calf"
    assert not door.faults


@pytest.mark.parametrize(
    ("kind", "raw", "value_id"),
    [
        # Inflected, in another order, with fillers, with one slip.
        ("Muscle", "both of my calves", "calf"),
        ("Muscle", "the back of, um, my thigh", "thigh-back"),
        ("Remedy", "magnesum", "magnesium"),
        ("Remedy", "juice of pickles", "pickle-juice"),
        ("Medicine", "some water tablets", "diuretic"),
        ("Situation", "pregnant with my second", "pregnant"),
        ("Condition", "the diabetes", "diabetes"),
        # Of several signs the most urgent one, wherever it is in the words.
        ("Sign", "swelling and chest pain", "chest-pain"),
        ("Sign", "chest pain and swelling", "chest-pain"),
        ("Sign", "a swollen leg, and I can't breathe", "breathless"),
        # A denied value is none; another one in the same words is.
        ("Sign", "not swollen but chest pain", "chest-pain"),
        ("Sign", "no chest pain but it's swollen", "swelling"),
        ("Situation", "not pregnant, I'm driving", "driving"),
    ],
)
def test_the_value_that_is_meant_is_found(
    catalogs: Catalogs, kind: str, raw: str, value_id: str
) -> None:
    assert ids(catalogs, kind, filled(kind, raw, NO_MATCH)) == [value_id]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("Situation", "not pregnant"),
        ("Situation", "I'm not really pregnant"),
        ("Sign", "no swelling"),
        ("Sign", "no swelling or redness"),
        ("Sign", "never any chest pain"),
        ("Condition", "no diabetes"),
        ("Medicine", "not on a statin"),
    ],
)
def test_a_denied_value_leaves_the_slot_empty(catalogs: Catalogs, kind: str, raw: str) -> None:
    slot_types = catalogs["en-US"].slot_types
    for code, found in ((NO_MATCH, ()), (MATCH, tuple(slot_types.matchers)), (None, ())):
        slot = filled(kind, raw, code, *found)
        assert resolved_slot(slot_of(kind), slot, slot_types) == {"name": slot_of(kind)}


def ids(catalogs: Catalogs, kind: str, slot: Json) -> list[str]:
    return matched_ids(resolved_slot(slot_of(kind), slot, catalogs["en-US"].slot_types))


def test_of_several_matches_the_most_urgent_one_counts(door: Door, catalogs: Catalogs) -> None:
    slot = filled("Sign", "it", MATCH, "swelling", "chest-pain")
    assert ids(catalogs, "Sign", slot) == ["chest-pain"]
    assert answer(door, "Sign", slot) == answer(
        door, "Sign", filled("Sign", "", MATCH, "chest-pain")
    )
    # The matches of two authorities, such as one with dynamic values.
    other = filled("Sign", "it", MATCH, "breathless")["resolutions"]["resolutionsPerAuthority"]
    slot = filled("Sign", "it", MATCH, "swelling")
    slot["resolutions"]["resolutionsPerAuthority"] += other
    assert ids(catalogs, "Sign", slot) == ["breathless"]
    # A place that is not safe goes first.
    slot = filled("Situation", "it", MATCH, "after-exercise", "in-water")
    assert ids(catalogs, "Situation", slot) == ["in-water"]


def test_what_the_words_name_counts_beside_a_less_urgent_match(catalogs: Catalogs) -> None:
    slot = filled("Sign", "a swollen leg and chest pain", MATCH, "swelling")
    assert ids(catalogs, "Sign", slot) == ["chest-pain"]


def test_a_slot_with_several_values_is_read(catalogs: Catalogs) -> None:
    values = [filled("Sign", "swelling", NO_MATCH), filled("Sign", "chest pain", NO_MATCH)]
    slot = {"name": "sign", "slotValue": {"type": "List", "values": values}}
    assert ids(catalogs, "Sign", slot) == ["chest-pain"]


@pytest.mark.parametrize("kind", ["Remedy", "Muscle"])
def test_another_skill_s_offer_is_judged_in_the_same_way(door: Door, kind: str) -> None:
    def offered(slot: Json) -> Json:
        request = {**asked(kind, slot), "type": "CanFulfillIntentRequest"}
        response = door.post(json.dumps(envelope(request)).encode())
        assert response
        return dict(response["response"]["canFulfillIntent"])

    raw = {"Remedy": "pickle juices", "Muscle": "both calves"}[kind]
    for code in MISSED:
        assert offered(filled(kind, raw, code))["canFulfill"] == "YES"
    assert offered(filled(kind, STRANGE, NO_MATCH))["canFulfill"] == "NO"


def test_no_spoken_word_goes_further(catalogs: Catalogs) -> None:
    slot_types = catalogs["en-US"].slot_types
    for kind in INTENTS:
        for raw in ("my chest hurts", "both calves", STRANGE):
            for code in (*MISSED, MATCH):
                read = resolved_slot(slot_of(kind), filled(kind, raw, code), slot_types)
                assert not set(raw.split()) & set(json.dumps(read).replace('"', " ").split())


@pytest.mark.parametrize("kind", ["Muscle", "Situation", "Sign"])
def test_reading_a_raw_value_takes_under_a_tenth_of_a_request(
    door: Door, catalogs: Catalogs, kind: str
) -> None:
    slot_types = catalogs["en-US"].slot_types
    raw = filled(kind, "my lower left leg", NO_MATCH)
    body = json.dumps(envelope(asked(kind, raw))).encode()
    request = shortest_seconds(lambda: door.post(body), 10)
    reading = shortest_seconds(lambda: resolved_slot(slot_of(kind), raw, slot_types))
    assert reading < request / 10
