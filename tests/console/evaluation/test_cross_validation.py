from __future__ import annotations

import pytest

from skill.common.paths import MODELS
from skill.console.evaluation import cross_validation as module
from skill.console.evaluation.cross_validation import (
    Conflict,
    Conflicts,
    cross_validate,
    leaves_alone,
    patterns,
)
from skill.console.nlu.model_reader import Model, read_model
from skill.interaction_model.source_reader import read_source
from tests.support.policies import POLICY

HURTS, HELPED, STOP = "StillHurtsIntent", "ItHelpedIntent", "AMAZON.StopIntent"
PLAIN: Conflict = ("DoctorIntent", "is it bad", "SourcesIntent")
MISSED: Conflict = ("EmergencyIntent", "help", "DoctorIntent")
ALARM: Conflict = ("DoctorIntent", "is it bad", "WarningSignIntent")
ALONE: Conflict = ("StillHurtsIntent", "no good", STOP)


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def one_part(model: Model) -> Conflicts:
    """Return the conflicts of a fourth of the first part; the command takes all parts."""
    return cross_validate(model, "en", [0], step=4)


def found(conflict: Conflict) -> Conflicts:
    result = Conflicts(POLICY)
    result.heard.update({"EmergencyIntent": 5, "DoctorIntent": 10, HURTS: 10})
    result.found[conflict] = ["something"]
    return result


def test_most_wordings_that_are_not_in_the_model_are_understood(one_part: Conflicts) -> None:
    heard = one_part.heard.total()

    assert heard > 400
    assert sum(map(len, one_part.found.values())) / heard < 0.16
    assert one_part.abstained / heard < 0.10


def test_no_wording_that_is_not_in_the_model_is_taken_for_a_dangerous_other(
    one_part: Conflicts,
) -> None:
    print("\n".join(one_part.lines()))

    assert not one_part.is_dangerous


def test_every_sample_has_the_pattern_it_was_written_as() -> None:
    origins = patterns(read_source(MODELS / "en"))

    assert origins["EmergencyIntent", "I need an amb"].pattern.startswith("I need an (amb|")
    assert {origin.part for origin in origins.values()} == set(range(6))


def test_a_harmless_conflict_is_only_counted() -> None:
    result = found(PLAIN)

    assert not result.is_dangerous
    assert len(list(result.lines())) == 3


@pytest.mark.parametrize("conflict", [MISSED, ALARM, ALONE])
def test_a_dangerous_conflict_is_listed_and_fails(
    conflict: Conflict, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = found(conflict)
    line = next(result.lines())
    monkeypatch.setattr(module, "cross_validate", lambda *_, **__: result)

    assert "'something'" in line
    assert line.startswith("DANGEROUS") is (conflict == ALONE)
    assert module.run_cross_validation(model, "en", full=False) == 1


@pytest.mark.parametrize(
    ("said", "nearer", "alone"),
    [(HURTS, HELPED, True), ("WarningSignIntent", STOP, True), (HELPED, HURTS, False)],
)
def test_a_call_for_help_taken_for_a_goodbye_leaves_a_person_alone(
    said: str, nearer: str, *, alone: bool
) -> None:
    assert leaves_alone(said, nearer, POLICY) is alone
