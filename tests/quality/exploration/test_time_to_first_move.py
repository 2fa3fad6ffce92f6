from __future__ import annotations

import pytest

from skill.catalog.intent_names import LAUNCH, RELIEF
from skill.quality.exploration.time_to_first_move import (
    MOST_SECONDS,
    Timing,
    relief_times,
    timing,
)
from skill.quality.inputs import Input
from tests.conftest import our_catalogs

LOCALE = "en-US"


@pytest.fixture(scope="module")
def timings() -> list[Timing]:
    return list(relief_times([LOCALE]))


def test_the_first_instruction_is_over_within_three_seconds(timings: list[Timing]) -> None:
    assert len(timings) > 100
    assert [str(one) for one in timings if one.wrong] == []
    assert max(one.seconds for one in timings) <= MOST_SECONDS


def test_launch_and_every_muscle_with_every_situation_is_asked(timings: list[Timing]) -> None:
    catalog = our_catalogs()[LOCALE]
    asked = [one.said for one in timings]

    assert Input(LAUNCH) in asked
    assert Input(RELIEF) in asked
    both = [said for said in asked if {slot for slot, _ in said.slots} == {"muscle", "situation"}]
    assert len(both) == len(catalog.muscles) * len(catalog.situations)


def test_another_locale_answers_a_launch_in_time() -> None:
    first = next(relief_times(["en-IN"]))

    assert (first.locale, first.said, first.wrong) == ("en-IN", Input(LAUNCH), "")


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("Which leg is it? Pull your toes up toward your shin.", "a question comes first"),
        ("Hello. Pull your toes up.", "the first sentence is no move of a routine"),
        ("Pull your toes up toward your shin. Keep that leg straight.", ""),
    ],
)
def test_what_comes_before_the_move_is_wrong(answer: str, wrong: str) -> None:
    catalog = our_catalogs()[LOCALE]

    assert timing(catalog, LOCALE, Input(LAUNCH), answer).wrong == wrong


def test_a_long_move_is_wrong() -> None:
    catalog = our_catalogs()[LOCALE]
    moves = [step.move for one in catalog.routines.values() for step in one.steps]
    long = max(moves, key=lambda move: len(move.split(".")[0].split()))

    assert timing(catalog, LOCALE, Input(LAUNCH), long).wrong == "longer than 3 s"
