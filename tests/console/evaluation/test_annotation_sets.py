from __future__ import annotations

import json
from pathlib import Path

import pytest

from skill.console.errors import ConsoleError
from skill.console.evaluation.annotation_sets import (
    Case,
    annotation_report,
    evaluate_annotations,
    is_dangerous_outcome,
)
from skill.console.nlu.model_reader import parse_model
from skill.console.nlu.resolver import Resolver
from tests.support.languages import ENGLISH

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
        {"name": "Muscle", "values": [{"id": "calf", "name": {"value": "calf", "synonyms": []}}]}
    ],
}

STOP, FALLBACK = "AMAZON.StopIntent", "AMAZON.FallbackIntent"


@pytest.mark.parametrize(
    ("expected", "actual", "dangerous"),
    [
        ("WarningSignIntent", "StartReliefIntent", True),
        ("WarningSignIntent", FALLBACK, True),
        ("EmergencyIntent", STOP, True),
        ("EmergencyIntent", "WarningSignIntent", False),
        ("StartReliefIntent", STOP, True),
        (STOP, "StartReliefIntent", True),
        ("StartReliefIntent", FALLBACK, False),
        ("ItHelpedIntent", STOP, False),
    ],
)
def test_a_confusion_is_dangerous_where_help_would_be_missing(
    expected: str, actual: str, *, dangerous: bool
) -> None:
    assert is_dangerous_outcome(Case("", expected, {}, actual, {})) is dangerous


def test_the_report_counts_intents_rejections_slots_and_confusions() -> None:
    cases = [
        Case("a", "StartReliefIntent", {"muscle": "calf"}, "StartReliefIntent", {"muscle": "calf"}),
        Case("b", "StartReliefIntent", {"muscle": "calf"}, STOP, {}),
        Case("c", "CauseIntent", {"cause": "cold"}, "CauseIntent", {"cause": "shoes"}),
        Case("d", FALLBACK, {}, FALLBACK, {}),
        Case("e", FALLBACK, {}, "CauseIntent", {"cause": "cold"}),
    ]

    assert list(annotation_report(cases)) == [
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
    groups = [line for line in annotation_report(cases) if line.startswith("group")]

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
    resolver = Resolver(parse_model({"interactionModel": {"languageModel": MODEL}}, ENGLISH))

    (case,) = evaluate_annotations(resolver, file)

    slots = {"muscle": "calf"}
    assert case == Case("my calf's cramping", "StartReliefIntent", slots, case.expected, slots)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "is not an NLU annotation set"),
        ('{"data": [{}]}', "inputs"),
        ('{"data": [{"inputs": {"utterance": 5}, "expected": []}]}', "5 needs to be text"),
        ('{"data": [{"inputs": {"utterance": "a"}, "expected": []}]}', "an intent expected"),
        ('{"data": [{"inputs": {"utterance": "a"}, "expected": [{"intent": {}}]}]}', "name"),
    ],
)
def test_a_broken_annotation_set_is_one_line(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "set.json"
    file.write_text(text)
    resolver = Resolver(parse_model({"interactionModel": {"languageModel": MODEL}}, ENGLISH))

    with pytest.raises(ConsoleError, match=problem):
        evaluate_annotations(resolver, file)
    with pytest.raises(ConsoleError, match="No such file"):
        evaluate_annotations(resolver, tmp_path / "none.json")
