"""How much is understood of utterances that no model was made from: rates, never single ones.

``untouched.json`` was written with the model and never looked into; the others one after another,
each when the model stood. docs/decisions/evaluation-sets.md says which were read since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from skill.console.evaluation.annotation_files import read_annotations
from skill.console.evaluation.annotation_sets import (
    Case,
    evaluate_annotations,
    is_dangerous_outcome,
    slot_f1,
)
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import FALLBACK, resolver_of
from tests.support.policies import POLICY, URGENT_INTENTS

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
#: Sets without a floor yet: nothing was tuned on them.
UNSEEN = frozenset({"forum", "off_domain"})
#: Conversations that a person judges turn by turn; only their form is checked.
CONVERSATIONS = "held_conversations"
#: Measured by tests/console/nlu/test_ablations.py.
DENIALS = "denials"
#: The most of all off-topic utterances that may be taken for danger.
MOST_ALARMS = 0.005

Cases = Mapping[str, Sequence[Case]]


@pytest.fixture(scope="module")
def cases() -> Cases:
    resolver = resolver_of(read_model("en-US"))
    return {name: evaluate_annotations(resolver, _file(name)) for name in LEAST}


def _file(name: str) -> Path:
    return SETS / f"{name}.json"


def share(cases: Sequence[Case]) -> float:
    assert len(cases) > 20
    return sum(case.actual == case.expected for case in cases) / len(cases)


def test_every_set_is_measured() -> None:
    files = {file.stem for file in SETS.glob("*.json")}
    assert files == LEAST.keys() | UNSEEN | {CONVERSATIONS, DENIALS}


@pytest.mark.parametrize(("name", "least"), [("forum", 220), ("off_domain", 300)])
def test_a_set_without_a_floor_can_be_read(name: str, least: int) -> None:
    assert len(read_annotations(_file(name))) >= least


def test_every_turn_of_the_held_conversations_says_what_a_right_answer_does() -> None:
    held = json.loads((SETS / f"{CONVERSATIONS}.json").read_text(encoding="utf-8"))

    assert len(held) == 30
    for conversation in held:
        assert conversation["who"]
        assert 5 <= len(conversation["turns"]) <= 8
        for turn in conversation["turns"]:
            assert set(turn) == {"user", "must", "must_not"}
            assert all(isinstance(text, str) and text for text in turn.values())


def test_no_utterance_is_in_two_sets() -> None:
    names = LEAST.keys() | UNSEEN
    said = [one.utterance.lower() for name in names for one in read_annotations(_file(name))]

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
    dangerous = [case for case in cases[name] if is_dangerous_outcome(case, POLICY)]
    assert [case for case in dangerous if case.expected not in URGENT_INTENTS] == []
