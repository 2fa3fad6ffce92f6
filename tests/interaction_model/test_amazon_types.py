"""The model against Amazon's types: check each field, and compare after a round trip."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from skill.interaction_model import amazon_types
from skill.interaction_model.model_builder import interaction_model
from skill.interaction_model.source_reader import read_source
from tests.support.interaction_model import Json, catalog, lost, round_trip, write_utterances

LANGUAGE = "/interactionModel/languageModel"
LEVEL = "/modelConfiguration/fallbackIntentSensitivity/level"
VALIDATION = "/interactionModel/dialog/intents/0/slots/0/validations/0/type"
VALIDATIONS = (
    *("hasEntityResolutionMatch", "isGreaterThan", "isGreaterThanOrEqualTo", "isInDuration"),
    *("isInSet", "isLessThan", "isLessThanOrEqualTo", "isNotInDuration", "isNotInSet"),
)


@pytest.fixture
def built(tmp_path: Path) -> Json:
    return interaction_model(read_source(write_utterances(tmp_path) / "en"), catalog())


def sensitivity(level: str) -> Json:
    return {"fallbackIntentSensitivity": {"level": level}}


def dialog(validation: Json) -> Json:
    slot = {"name": "muscle", "type": "Muscle", "validations": [validation]}
    return {"intents": [{"name": "ReliefIntent", "slots": [slot]}]}


#: A fault planted in a copy of the model, and what the walk says about it.
FAULTS: dict[str, tuple[Callable[[Json], object], str]] = {
    "an unknown field at the top": (
        lambda whole: whole.update(locale="en-US"),
        "/locale: is no field of InteractionModelData",
    ),
    "a misspelt field": (
        lambda whole: language(whole)["intents"][0].update(sample=[]),
        f"{LANGUAGE}/intents/0/sample: is no field of Intent",
    ),
    "an unknown field of a value": (
        lambda whole: value(whole).update(synonyms=["x"]),
        f"{LANGUAGE}/types/0/values/0/synonyms: is no field of TypeValue",
    ),
    "no invocation name": (
        lambda whole: language(whole).pop("invocationName"),
        f"{LANGUAGE}/invocationName: is missing",
    ),
    "a value without an id": (
        lambda whole: value(whole).pop("id"),
        f"{LANGUAGE}/types/0/values/0/id: is missing",
    ),
    "samples that are one text": (
        lambda whole: language(whole)["intents"][0].update(samples="my leg"),
        f"{LANGUAGE}/intents/0/samples: must be a list",
    ),
    "a sample that is a number": (
        lambda whole: language(whole)["intents"][4]["samples"].append(5),
        f"{LANGUAGE}/intents/4/samples/5: must be str, not int",
    ),
    "an id that is nothing": (
        lambda whole: value(whole).update(id=None),
        f"{LANGUAGE}/types/0/values/0/id: must be str, not NoneType",
    ),
    "a language model that is a list": (
        lambda whole: whole["interactionModel"].update(languageModel=[]),
        f"{LANGUAGE}: must be an object (LanguageModel)",
    ),
    "a sensitivity that does not exist": (
        lambda whole: language(whole).update(modelConfiguration=sensitivity("HUGE")),
        f"{LANGUAGE}{LEVEL}: 'HUGE' is none of HIGH, MEDIUM, LOW",
    ),
    "a slot validation that does not exist": (
        lambda whole: whole["interactionModel"].update(dialog=dialog({"type": "isMuscle"})),
        f"{VALIDATION}: 'isMuscle' is none of {', '.join(VALIDATIONS)}",
    ),
}


def language(whole: Json) -> Json:
    return cast("Json", whole["interactionModel"]["languageModel"])


def value(whole: Json) -> Json:
    return cast("Json", language(whole)["types"][0]["values"][0])


def test_the_model_is_exactly_of_amazons_type(built: Json) -> None:
    assert amazon_types.amazon_types_installed()
    assert list(amazon_types.amazon_type_problems(built)) == []


@pytest.mark.parametrize(("plant", "problem"), FAULTS.values(), ids=FAULTS)
def test_the_walk_finds_a_planted_fault(
    plant: Callable[[Json], object], problem: str, built: Json
) -> None:
    plant(built)
    assert list(amazon_types.amazon_type_problems(built)) == [problem]


def test_the_walk_takes_what_amazon_offers_and_we_do_not_use(built: Json) -> None:
    language(built)["modelConfiguration"] = sensitivity("LOW")
    built["interactionModel"]["dialog"] = dialog({"type": "isInSet", "prompt": "p", "values": []})
    assert list(amazon_types.amazon_type_problems(built)) == []


@pytest.mark.parametrize("whole", [None, [], "model", 5])
def test_the_walk_refuses_what_is_no_object_at_all(whole: object) -> None:
    assert list(amazon_types.amazon_type_problems(whole)) == [
        "/: must be an object (InteractionModelData)"
    ]


def test_the_walk_takes_a_truth_value_for_no_number() -> None:
    assert list(amazon_types.amazon_type_problems(True, "int", "/n")) == [
        "/n: must be int, not bool"
    ]
    assert list(amazon_types.amazon_type_problems(1, "bool", "/n")) == ["/n: must be bool, not int"]


def test_nothing_of_the_model_is_lost_in_amazons_own_hands(built: Json) -> None:
    assert list(lost(built, round_trip(built))) == []


@pytest.mark.parametrize(
    ("fault", "path"),
    [("a misspelt field", "/intents/0/sample"), ("an unknown field of a value",
     "/types/0/values/0/synonyms")],
)  # fmt: skip
def test_the_round_trip_finds_a_planted_fault(fault: str, path: str, built: Json) -> None:
    planted = copy.deepcopy(built)
    FAULTS[fault][0](planted)
    assert list(lost(planted, round_trip(planted))) == [f"{LANGUAGE}{path}"]
