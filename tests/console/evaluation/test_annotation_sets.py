from __future__ import annotations

import json
from pathlib import Path

import pytest

from skill.console.evaluation.annotation_sets import (
    Case,
    annotation_report,
    evaluate_annotations,
    is_dangerous_outcome,
)
from skill.console.nlu.model_reader import parse_model
from skill.console.nlu.policy import Policy
from skill.console.nlu.resolver import Resolver
from tests.support.languages import BUILT_IN, ENGLISH
from tests.support.policies import POLICY

MODEL = {
    "invocationName": "cramp coach",
    "intents": [
        {
            "name": "StartReliefIntent",
            "slots": [{"name": "muscle", "type": "Muscle"}],
            "samples": ["my {muscle} is cramping"],
        },
        {"name": "AMAZON.StopIntent", "samples": []},
    ],
    "types": [
        {
            "name": "Muscle",
            "values": [
                {"id": "calf", "name": {"value": "Calf", "synonyms": ["lower leg"]}},
                {"id": "thigh-back", "name": {"value": "hamstring"}},
            ],
        }
    ],
}

STOP, FALLBACK = "AMAZON.StopIntent", "AMAZON.FallbackIntent"


def tiny_resolver() -> Resolver:
    return Resolver(
        parse_model({"interactionModel": {"languageModel": MODEL}}, ENGLISH, built_in=BUILT_IN)
    )


@pytest.mark.parametrize(
    ("expected", "actual", "dangerous"),
    [
        ("WarningSignIntent", "StartReliefIntent", True),
        ("WarningSignIntent", FALLBACK, True),
        ("EmergencyIntent", STOP, True),
        ("EmergencyIntent", "WarningSignIntent", False),
        ("StartReliefIntent", STOP, True),
        (STOP, "StartReliefIntent", True),
        ("StartReliefIntent", "AMAZON.CancelIntent", True),
        (STOP, "AMAZON.CancelIntent", False),
        ("StartReliefIntent", FALLBACK, False),
        ("ItHelpedIntent", STOP, False),
    ],
)
def test_a_confusion_is_dangerous_where_help_would_be_missing(
    expected: str, actual: str, *, dangerous: bool
) -> None:
    assert is_dangerous_outcome(Case("", expected, {}, actual, {}), POLICY) is dangerous


def test_without_a_policy_no_confusion_is_dangerous() -> None:
    assert not is_dangerous_outcome(Case("", "EmergencyIntent", {}, STOP, {}), Policy())
    assert not is_dangerous_outcome(Case("", "StartReliefIntent", {}, STOP, {}), Policy())


def test_the_report_counts_intents_rejections_slots_and_confusions() -> None:
    cases = [
        Case(
            "a", "StartReliefIntent", {"muscle": ("calf",)}, "StartReliefIntent", {"muscle": "calf"}
        ),
        Case("b", "StartReliefIntent", {"muscle": ("calf",)}, STOP, {}),
        Case("c", "CauseIntent", {"cause": ("cold",)}, "CauseIntent", {"cause": "shoes"}),
        Case("d", FALLBACK, {}, FALLBACK, {}),
        Case("e", FALLBACK, {}, "CauseIntent", {"cause": "cold"}),
    ]

    assert list(annotation_report(cases, POLICY)) == [
        "in scope: 2 of 3 (66.7%) intents right",
        "off topic: 1 of 2 (50.0%) rejected",
        "slots: F1 0.400 (1 right, 3 expected, 2 found)",
        "dangerous confusions: 1",
        "  'b': StartReliefIntent taken for AMAZON.StopIntent",
        "AMAZON.FallbackIntent: 1 of 2; taken for CauseIntent 1",
        "CauseIntent: 1 of 1",
        "StartReliefIntent: 1 of 2; taken for AMAZON.StopIntent 1",
        "confusions, expected down, understood across:",
        "                        1   2   3   4",
        "AMAZON.FallbackIntent   1   .   1   .  1",
        "AMAZON.StopIntent       .   .   .   .  2",
        "CauseIntent             .   .   1   .  3",
        "StartReliefIntent       .   1   .   1  4",
    ]


def test_the_report_counts_each_group_apart() -> None:
    cases = [
        Case("a", "AboutIntent", {}, "AboutIntent", {}, "daytime"),
        Case("b", "AboutIntent", {}, "AboutIntent", {}, "night"),
        Case("c", "AboutIntent", {}, FALLBACK, {}, "night"),
        Case("d", "AboutIntent", {}, "AboutIntent", {}),
    ]
    groups = [line for line in annotation_report(cases, POLICY) if line.startswith("group")]

    assert groups == [
        "group daytime: 1 of 1 (100.0%) intents right",
        "group night: 1 of 2 (50.0%) intents right",
    ]


def test_an_annotation_set_is_resolved_utterance_by_utterance(tmp_path: Path) -> None:
    intent = {"name": "StartReliefIntent", "slots": {"muscle": {"value": "calf"}}}
    other = {"name": "AMAZON.StopIntent"}
    file = tmp_path / "set.json"
    file.write_text(
        json.dumps(
            {
                "data": [
                    {
                        "inputs": {"utterance": "my calf's cramping"},
                        "expected": [{"intent": other}, {"intent": intent}],
                    }
                ]
            }
        )
    )

    (case,) = evaluate_annotations(tiny_resolver(), file)

    assert case == Case(
        "my calf's cramping",
        "StartReliefIntent",
        {"muscle": ("calf",)},
        "StartReliefIntent",
        {"muscle": "calf"},
    )


@pytest.mark.parametrize(
    ("muscle", "expected", "right"),
    [
        ("lower leg", "calf", 1),
        ("lower leg", "Calf ", 1),
        ("calf", "lower leg", 1),
        ("lower leg", "shin", 0),
        ("hamstring", "thigh-back", 1),
        ("hamstring", "Hamstring", 1),
    ],
)
def test_a_slot_is_right_by_id_name_or_synonym(
    tmp_path: Path, muscle: str, expected: str, right: int
) -> None:
    file = tmp_path / "set.csv"
    row = f"my {muscle} is cramping,StartReliefIntent,{expected}"
    file.write_text(f"utterance,intent,slot[muscle]\n{row}\n")

    lines = list(annotation_report(evaluate_annotations(tiny_resolver(), file), POLICY))

    assert f"slots: F1 {right}.000 ({right} right, 1 expected, 1 found)" in lines


def test_every_value_of_a_list_is_expected(tmp_path: Path) -> None:
    values = [{"type": "Simple", "value": one} for one in ("calf", "shin")]
    slots = {"muscle": {"slotValue": {"type": "List", "values": values}}}
    intent = {"name": "StartReliefIntent", "slots": slots}
    entry = {"inputs": {"utterance": "my calf is cramping"}, "expected": [{"intent": intent}]}
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [entry]}))

    lines = list(annotation_report(evaluate_annotations(tiny_resolver(), file), POLICY))

    assert "slots: F1 0.667 (1 right, 2 expected, 1 found)" in lines


@pytest.mark.parametrize("order", [1, -1])
def test_the_first_intent_counts_if_none_is_understood(tmp_path: Path, order: int) -> None:
    names = ["WarningSignIntent", "StartReliefIntent"][::order]
    expected: list[dict[str, dict[str, object]]] = [{"intent": {"name": name}} for name in names]
    expected[0]["intent"]["slots"] = {"muscle": {"value": "calf"}}
    entry = {"inputs": {"utterance": "purple bicycle"}, "expected": expected}
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [entry]}))

    (case,) = evaluate_annotations(tiny_resolver(), file)

    assert (case.expected, case.actual) == (names[0], FALLBACK)
