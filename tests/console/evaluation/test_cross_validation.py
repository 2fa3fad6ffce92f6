from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from skill.common.paths import MODELS
from skill.common.strict_yaml import read_yaml
from skill.console.errors import ConsoleError
from skill.console.evaluation.accepted_conflicts import (
    AcceptedConflicts,
    Conflict,
    costs_help,
    is_dangerous_conflict,
    read_explained,
)
from skill.console.evaluation.cross_validation import USUAL, Conflicts, cross_validate, patterns
from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.resolver import FALLBACK

HURTS, HELPED, STOP = "StillHurtsIntent", "ItHelpedIntent", "AMAZON.StopIntent"
PLAIN: Conflict = ("DoctorIntent", "is it bad", "SourcesIntent")
DANGEROUS: Conflict = ("EmergencyIntent", "help", STOP)


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def one_part(model: Model) -> Conflicts:
    """What a fourth of the first part of the patterns comes to; the command takes them all."""
    return cross_validate(model, "en", [0], step=4)


def found(conflict: Conflict, explained: AcceptedConflicts) -> Conflicts:
    result = Conflicts(explained, heard=100)
    result.found[conflict] = ["something"]
    return result


def test_most_wordings_that_are_not_in_the_model_are_understood(one_part: Conflicts) -> None:
    nearer = sum(map(len, one_part.found.values()))

    assert one_part.heard > 400
    assert nearer / one_part.heard < 0.16
    assert one_part.abstained / one_part.heard < 0.10


def test_conflicts_have_reasons_and_dangerous_ones_all_of_them(one_part: Conflicts) -> None:
    unexplained = one_part.unexplained

    # A rate: in the last digits another machine's arithmetic may tip a single utterance.
    assert len(one_part.found) > 20
    assert len(unexplained) <= 3, unexplained
    assert [one for one in unexplained if is_dangerous_conflict(one[0], one[2])] == []


def test_every_explained_conflict_is_about_a_pattern_that_still_stands(model: Model) -> None:
    written = read_yaml(MODELS / "en.yaml")["intents"]
    explained = read_explained()

    assert len(explained.conflicts) > 20
    for said, pattern, nearer in explained.conflicts:
        assert pattern == USUAL or pattern in written[said]["samples"], (said, pattern)
        assert nearer in model.intents, nearer


def test_every_reason_is_a_sentence_and_explains_something() -> None:
    explained = read_explained()
    between = [reason for reasons in explained.between.values() for reason in reasons.values()]

    assert set(explained.conflicts.values()) == set(explained.reasons)
    assert len(between) > 20
    assert all(reason.endswith(".") for reason in (*between, *explained.reasons.values()))


def test_every_intent_is_in_one_group(model: Model) -> None:
    explained = read_explained()
    grouped = [intent for intents in explained.groups.values() for intent in intents]

    assert sorted(grouped) == sorted(model.intents.keys() - {FALLBACK})
    assert explained.between.keys() == explained.groups.keys()


def test_what_costs_help_is_excused_one_by_one(model: Model) -> None:
    explained = read_explained()
    pairs = list(permutations(model.intents.keys() - {FALLBACK}, 2))
    costly = [pair for pair in pairs if costs_help(*pair)]

    assert len(costly) > 50
    for said, nearer in pairs:
        reason = explained.reason((said, "a pattern that nobody wrote", nearer))
        assert bool(reason) is ((said, nearer) not in costly), (said, nearer)
    assert all(costs_help(said, nearer) for said, _, nearer in explained.conflicts)


def test_every_sample_has_the_pattern_it_was_written_as(model: Model) -> None:
    origins = patterns(model, read_yaml(MODELS / "en.yaml")["intents"])

    assert origins["EmergencyIntent", "I need an amb"].pattern.startswith("I need an (amb|")
    assert {origin.part for origin in origins.values()} == set(range(6))


@pytest.mark.parametrize("conflict", [PLAIN, DANGEROUS])
def test_a_conflict_without_a_reason_is_listed_with_an_utterance(conflict: Conflict) -> None:
    result = found(conflict, AcceptedConflicts({}, {}, {}, {}))
    line = next(result.lines())

    assert result.unexplained == [conflict]
    assert "'something'" in line
    assert line.startswith("DANGEROUS") is (conflict == DANGEROUS)


def test_a_reason_explains_its_own_conflict_and_no_other() -> None:
    explained = AcceptedConflicts({}, {}, {"one": "Because."}, {DANGEROUS: "one"})
    other = (DANGEROUS[0], "help me", DANGEROUS[2])

    assert found(DANGEROUS, explained).unexplained == []
    assert found(other, explained).unexplained == [other]


def test_a_reason_that_is_not_given_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "explained.yaml"
    file.write_text(
        'groups: {}\nbetween: {}\nreasons: {}\nconflicts: {"A": {"b": {"C": "none"}}}\n'
    )

    with pytest.raises(ConsoleError, match="no reason 'none'"):
        read_explained(file)


@pytest.mark.parametrize(
    ("said", "nearer", "dangerous"),
    [(HURTS, HELPED, True), ("WarningSignIntent", STOP, True), (HELPED, HURTS, False)],
)
def test_what_leaves_somebody_without_help_is_dangerous(
    said: str, nearer: str, *, dangerous: bool
) -> None:
    assert is_dangerous_conflict(said, nearer) is dangerous
