"""How much is understood of utterances that no model was made from: rates, never single ones.

``untouched.json`` was written with the model and never looked into; the others one after another,
each when the model stood. docs/decisions/evaluation-sets.md says which were read since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from skill.console.evaluation.annotation_sets import (
    Case,
    evaluate_annotations,
    is_dangerous_outcome,
    slot_f1,
)
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import FALLBACK, resolver_of
from skill.console.nlu.safety import URGENT_INTENTS

SETS = Path(__file__).parents[2] / "utterances"
#: The least of each set: intents right in scope, off topic rejected, slot F1, urgent ones caught.
LEAST: Mapping[str, tuple[float, float, float, float]] = {
    "tuned": (0.97, 0.95, 0.90, 0.98),
    "untouched": (0.97, 0.93, 0.91, 0.97),
    "fresh": (0.97, 0.95, 0.90, 0.98),
    "unseen": (0.97, 0.95, 0.92, 0.97),
    "last": (0.96, 0.95, 0.93, 0.96),
    "newest": (0.96, 0.96, 0.93, 0.96),
    "latest": (0.94, 0.94, 0.92, 0.97),
    "later": (0.88, 0.95, 0.88, 0.94),
    "ordinary": (0.98, 0.92, 0.65, 0.98),
}
#: The most of all off-topic utterances that may be taken for danger.
MOST_ALARMS = 0.005

Cases = Mapping[str, Sequence[Case]]


@pytest.fixture(scope="module")
def cases() -> Cases:
    resolver = resolver_of(read_model("en-US"))
    return {name: evaluate_annotations(resolver, SETS / f"{name}.json") for name in LEAST}


def share(cases: Sequence[Case]) -> float:
    assert len(cases) > 20
    return sum(case.actual == case.expected for case in cases) / len(cases)


def test_every_set_is_measured() -> None:
    assert {file.stem for file in SETS.glob("*.json")} == LEAST.keys()


def test_no_utterance_is_in_two_sets(cases: Cases) -> None:
    said = [case.utterance.lower() for found in cases.values() for case in found]

    assert len(said) > 400
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", LEAST)
def test_intents_in_scope_are_right(name: str, cases: Cases) -> None:
    in_scope = [case for case in cases[name] if case.expected != FALLBACK]
    assert share(in_scope) >= LEAST[name][0]


@pytest.mark.parametrize("name", LEAST)
def test_other_matters_are_rejected(name: str, cases: Cases) -> None:
    off_topic = [case for case in cases[name] if case.expected == FALLBACK]
    assert share(off_topic) >= LEAST[name][1]


def test_other_matters_are_no_danger(cases: Cases) -> None:
    off_topic = [case for found in cases.values() for case in found if case.expected == FALLBACK]
    alarms = [case.utterance for case in off_topic if case.actual in URGENT_INTENTS]

    assert len(off_topic) > 350
    assert len(alarms) <= MOST_ALARMS * len(off_topic), alarms


@pytest.mark.parametrize("name", LEAST)
def test_slots_are_filled(name: str, cases: Cases) -> None:
    in_scope = [case for case in cases[name] if case.expected != FALLBACK]
    assert slot_f1(in_scope) >= LEAST[name][2]


@pytest.mark.parametrize("name", LEAST)
def test_warnings_and_emergencies_are_caught(name: str, cases: Cases) -> None:
    urgent = [case for case in cases[name] if case.expected in URGENT_INTENTS]
    caught = [case for case in urgent if case.actual in URGENT_INTENTS]

    assert len(urgent) > 20
    assert len(caught) / len(urgent) >= LEAST[name][3]


@pytest.mark.parametrize("name", LEAST)
def test_relief_and_stopping_are_never_taken_for_each_other(name: str, cases: Cases) -> None:
    dangerous = [case for case in cases[name] if is_dangerous_outcome(case)]
    assert [case for case in dangerous if case.expected not in URGENT_INTENTS] == []
