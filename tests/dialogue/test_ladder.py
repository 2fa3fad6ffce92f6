from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.dialogue import ladder, routine_choice
from skill.dialogue.ladder import Ladder
from skill.dialogue.state import InStep
from tests.conftest import MUSCLES, NOW, ROUTINES, SITUATIONS


def in_step(routine: str, step: int = 0, *situations: str) -> InStep:
    return InStep(routine, step, NOW, NOW, situations)


def postures(catalog: Catalog, routine: str, *situations: str) -> list[str]:
    return [step.posture for step in routine_choice.steps_in(catalog, routine, situations)]


@pytest.mark.parametrize("muscle", MUSCLES)
def test_a_muscle_without_a_situation_has_its_ordinary_routine(
    catalog: Catalog, muscle: str
) -> None:
    assert routine_choice.choose(catalog, muscle, ()) == catalog.muscles[muscle].routine


@pytest.mark.parametrize(
    ("muscle", "situations", "routine"),
    [
        ("calf", ("helping-someone",), "helping-calf"),
        ("shin", ("child",), "helping-shin"),
        ("leg", ("in-water",), "in-water"),
        ("leg", ("wheelchair",), "wheelchair"),
        ("foot", ("wheelchair",), "foot"),
        ("calf", ("pregnant",), "calf"),
        ("calf", ("driving", "pregnant"), "driving"),
        ("calf", ("driving", "in-water"), "in-water"),
        ("calf", ("in-water", "driving"), "driving"),
    ],
)
def test_the_latest_situation_that_has_a_routine_chooses_it(
    catalog: Catalog, muscle: str, situations: tuple[str, ...], routine: str
) -> None:
    assert routine_choice.choose(catalog, muscle, situations) == routine


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("muscle", MUSCLES)
def test_a_routine_for_another_muscle_is_never_chosen(
    catalog: Catalog, muscle: str, situation: str
) -> None:
    found = catalog.routines[routine_choice.choose(catalog, muscle, (situation,))]
    ordinary = catalog.routines[catalog.muscles[muscle].routine]
    assert not found.muscles or set(found.muscles) & set(ordinary.muscles)
    assert found.purpose == "relief"


@pytest.mark.parametrize(
    ("situation", "routine"),
    [(None, "bedtime"), ("unsteady", "bedtime-seated"), ("driving", "bedtime")],
)
def test_the_bedtime_routine_fits_who_does_it(
    catalog: Catalog, situation: str | None, routine: str
) -> None:
    assert routine_choice.bedtime(catalog, (situation,) if situation else ()) == routine


@pytest.mark.parametrize("muscle", ["calf", "foot", "toes", "shin", "thigh-front", "thigh-back"])
def test_the_ladder_goes_from_lying_to_sitting_or_standing(catalog: Catalog, muscle: str) -> None:
    found = postures(catalog, catalog.muscles[muscle].routine)
    assert found[0] == "lying"
    assert set(found) == {"lying", "sitting", "standing"}


def test_the_calf_is_stretched_lying_then_sitting_then_standing(catalog: Catalog) -> None:
    order = list(dict.fromkeys(postures(catalog, "calf")[:-1]))
    assert order == ["lying", "sitting", "standing"]


@pytest.mark.parametrize("muscle", MUSCLES)
def test_who_stands_already_begins_standing(catalog: Catalog, muscle: str) -> None:
    found = postures(catalog, catalog.muscles[muscle].routine, "standing")
    assert found[0] == "standing"
    assert sorted(found) == sorted(postures(catalog, catalog.muscles[muscle].routine))


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_rung_asks_for_a_posture_the_situation_forbids(
    catalog: Catalog, muscle: str, situation: str
) -> None:
    routine = routine_choice.choose(catalog, muscle, (situation,))
    rungs = routine_choice.steps_in(catalog, routine, (situation,))
    allowed = catalog.situations[situation].postures or ("lying", "sitting", "standing")
    assert rungs
    assert {step.posture for step in rungs} <= set(allowed)
    assert not any(situation in step.not_for for step in rungs)


@pytest.mark.parametrize("muscle", MUSCLES)
def test_two_situations_are_both_kept_to(catalog: Catalog, muscle: str) -> None:
    routine = catalog.muscles[muscle].routine
    rungs = routine_choice.steps_in(catalog, routine, ("cannot-reach", "unsteady"))
    assert rungs
    assert not any("cannot-reach" in step.not_for for step in rungs)
    assert "standing" not in {step.posture for step in rungs}


@pytest.mark.parametrize("routine", ROUTINES)
def test_past_the_last_rung_the_ladder_begins_again(catalog: Catalog, routine: str) -> None:
    rungs = routine_choice.steps_in(catalog, routine, ())
    again = tuple(step for step in rungs if not step.once)
    climbed = [
        Ladder.at(catalog, in_step(routine, step)) for step in range(len(rungs) + len(again))
    ]
    assert [ladder.step for ladder in climbed] == [*rungs, *again]
    assert [ladder.round for ladder in climbed] == [0] * len(rungs) + [1] * len(again)
    last = [ladder.is_last for ladder in climbed]
    assert last == [False] * (len(rungs) - 1) + [True] + [False] * (len(again) - 1) + [True]


@pytest.mark.parametrize(
    ("state", "known"),
    [
        (in_step("calf", 99, "pregnant"), True),
        (in_step("a-routine-that-is-gone"), False),
        (in_step("calf", -1), False),
        (in_step("calf", 0, "on-the-moon"), False),
        (InStep("calf", 0, NOW, NOW, muscle="gone"), False),
    ],
)
def test_a_place_exists_only_where_this_catalog_has_it(
    catalog: Catalog, state: InStep, known: bool
) -> None:
    assert ladder.exists(catalog, state) is known


def test_the_latest_posture_decides_where_the_ladder_begins(catalog: Catalog) -> None:
    assert postures(catalog, "foot", "standing", "wheelchair")[0] == "sitting"
    assert postures(catalog, "foot", "after-exercise", "standing")[0] == "standing"
    assert postures(catalog, "foot", "wheelchair", "standing")[0] != "standing"
