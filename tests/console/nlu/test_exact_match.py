from __future__ import annotations

from typing import Any

import pytest

from skill.console.nlu.exact_match import SampleIndex, SampleMatch
from skill.console.nlu.model_reader import Model, parse_model
from skill.console.nlu.slot_values import SlotMatch, SlotValues
from skill.console.nlu.wildcard_slots import WildcardSlots
from tests.support.languages import BUILT_IN, ENGLISH, NORMALIZER

Phrases = dict[str, tuple[str, ...]]

MUSCLES: Phrases = {"calf": ("calf", "calf muscle", "back of the leg"), "leg": ("leg", "lower leg")}
MEDICINES: Phrases = {
    "statin": ("statin", "atorvastatin"),
    "diuretic": ("water tablets", "furosemide"),
}


def _intent(name: str, samples: list[str], **slots: str) -> dict[str, Any]:
    listed = [{"name": slot, "type": kind} for slot, kind in slots.items()]
    return {"name": name, "slots": listed, "samples": samples}


def _type(name: str, values: Phrases) -> dict[str, Any]:
    listed = [
        {"id": value, "name": {"value": said[0], "synonyms": list(said[1:])}}
        for value, said in values.items()
    ]
    return {"name": name, "values": listed}


@pytest.fixture(scope="module")
def model() -> Model:
    relief = ["my {muscle} is cramping", "my {muscle}'s cramping", "{muscle}", "my leg hurts"]
    medicine = ["does {medicine} cause cramps", "{medicine} and cramps", "I take {medicine}"]
    intents = [
        _intent("PainIntent", ["my {muscle} hurts"], muscle="Muscle"),
        _intent("StartReliefIntent", relief, muscle="Muscle"),
        _intent("MedicineIntent", medicine, medicine="Medicine"),
        _intent("AMAZON.HelpIntent", []),
    ]
    types = [_type("Muscle", MUSCLES), _type("Medicine", MEDICINES)]
    language = {"invocationName": "cramp coach", "intents": intents, "types": types}
    return parse_model(
        {"interactionModel": {"languageModel": language}}, ENGLISH, built_in=BUILT_IN
    )


def _values(model: Model) -> dict[str, SlotValues]:
    return {kind: SlotValues(phrases, model.normalizer) for kind, phrases in model.types.items()}


def _exact(model: Model, utterance: str) -> SampleMatch | None:
    return SampleIndex(model, _values(model)).exact(NORMALIZER.words(utterance))


@pytest.mark.parametrize(
    ("utterance", "intent", "slots"),
    [
        ("My calf is cramping!", "StartReliefIntent", {"muscle": "calf"}),
        ("my calves are cramping", None, {}),
        ("my lower leg's cramping", "StartReliefIntent", {"muscle": "leg"}),
        ("the back of the leg is cramping", None, {}),
        ("back of the leg", "StartReliefIntent", {"muscle": "calf"}),
        ("does statins cause cramps", "MedicineIntent", {"medicine": "statin"}),
        ("does a water tablet cause cramps", None, {}),
        ("water tablet and cramps", "MedicineIntent", {"medicine": "diuretic"}),
        ("help", "AMAZON.HelpIntent", {}),
        ("my elbow is cramping", None, {}),
    ],
)
def test_only_what_a_sample_says_is_exact(
    model: Model, utterance: str, intent: str | None, slots: dict[str, str]
) -> None:
    match = _exact(model, utterance)

    assert (match.intent if match else None) == intent
    assert {name: slot.id for name, slot in match.slots.items()} == slots if match else not slots


def test_of_two_samples_the_one_that_says_more_itself_wins(model: Model) -> None:
    match = _exact(model, "my leg hurts")

    assert match == SampleMatch("StartReliefIntent", {}, 3, len("mylleghurts") - 1)


def test_a_value_is_found_inside_a_sentence_by_its_longest_phrase() -> None:
    found = SlotValues(MUSCLES, NORMALIZER).find(["ow", "the", "calf", "muscle", "in", "my", "leg"])

    assert found == SlotMatch("calf muscle", "calf")


@pytest.mark.parametrize(
    ("utterance", "value"),
    [
        ("does warfarin cause cramps", "warfarin"),
        ("does my new green pill cause cramps", "my new green pill"),
        ("does it cause cramps", None),
        ("does the tablet that my neighbour takes cause cramps", None),
        ("warfarin", None),
        ("does my calf cause cramps", None),
    ],
)
def test_a_value_outside_the_list_is_passed_on_where_the_sample_carries_it(
    model: Model, utterance: str, value: str | None
) -> None:
    found = WildcardSlots(model, _values(model)).outside_list(
        "MedicineIntent", NORMALIZER.words(utterance)
    )

    assert found == ({"medicine": SlotMatch(value, None)} if value else {})


def test_every_type_of_the_model_takes_other_values(model: Model) -> None:
    found = WildcardSlots(model, _values(model)).outside_list(
        "StartReliefIntent", NORMALIZER.words("my elbow is cramping")
    )

    assert found == {"muscle": SlotMatch("elbow", None)}
