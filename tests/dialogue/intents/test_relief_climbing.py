"""Repeated "no": each answer is a new step, and the advice to see a doctor comes in the end."""

from __future__ import annotations

import itertools

import pytest

from skill.catalog import Catalog
from skill.common.sentences import first_sentence
from skill.dialogue import routine_choice
from skill.dialogue.state import InStep, SignSaid
from tests.conftest import MUSCLES, NOW, ROUTINES, SITUATIONS, Talk, text

STEP_SECONDS = 20
TEN_MINUTES = 600


def same_day(catalog: Catalog) -> str:
    return catalog.prompts.tier["same-day"].say


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", [None, *SITUATIONS])
def test_climbing_by_no_never_says_the_same_instruction_twice_in_a_row(
    talk: Talk, muscle: str, situation: str | None
) -> None:
    slots = {"muscle": muscle} | ({"situation": situation} if situation else {})
    said = [text(talk.say("StartReliefIntent", **slots))]
    while talk.state is not None and len(said) < 40:
        said.append(text(talk.wait(STEP_SECONDS).say("AMAZON.NoIntent")))
    firsts = [first_sentence(words) for words in said]
    assert len(said) > 1
    assert not [one for one, two in itertools.pairwise(firsts) if one == two]
    assert talk.state is None, "the ladder never ends"


@pytest.mark.parametrize("intent", ["StillHurtsIntent", "AMAZON.NextIntent"])
@pytest.mark.parametrize("muscle", MUSCLES)
def test_after_three_rounds_somebody_is_to_be_called_today(
    talk: Talk, catalog: Catalog, muscle: str, intent: str
) -> None:
    talk.say("StartReliefIntent", muscle=muscle)
    rungs = len(routine_choice.steps_in(catalog, catalog.muscles[muscle].routine, ()))
    for _ in range(3 * rungs - 1):
        assert same_day(catalog) not in text(talk.say(intent))
    assert same_day(catalog) in text(talk.say(intent))
    assert isinstance(talk.state, SignSaid)


@pytest.mark.parametrize("intent", ["AMAZON.NoIntent", "StillHurtsIntent", "AMAZON.NextIntent"])
@pytest.mark.parametrize("muscle", MUSCLES)
def test_a_cramp_still_locked_ten_minutes_after_it_began_is_for_today_s_doctor(
    catalog: Catalog, muscle: str, intent: str
) -> None:
    for after, urgent in ((TEN_MINUTES - 1, False), (TEN_MINUTES, True)):
        talk = Talk(catalog)
        talk.say("StartReliefIntent", muscle=muscle)
        said = text(talk.wait(after).say(intent))
        assert (same_day(catalog) in said) is urgent
        assert isinstance(talk.state, SignSaid) is urgent


@pytest.mark.parametrize("situation", ["driving", "dialysis", "wheelchair"])
def test_ten_minutes_count_where_a_no_means_the_same_step_again(
    talk: Talk, catalog: Catalog, situation: str
) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation=situation)
    assert same_day(catalog) in text(talk.wait(TEN_MINUTES).say("AMAZON.NoIntent"))


def test_the_bedtime_stretch_may_take_as_long_as_it_likes(talk: Talk, catalog: Catalog) -> None:
    talk.say("BedtimeRoutineIntent")
    assert same_day(catalog) not in text(talk.wait(2 * TEN_MINUTES).say("AMAZON.NextIntent"))


@pytest.mark.parametrize("routine", ROUTINES)
def test_yes_and_no_lead_where_the_step_s_question_says(catalog: Catalog, routine: str) -> None:
    steps = catalog.routines[routine].steps
    for number, step in enumerate(steps):
        if question := step.question:
            state = InStep(routine, number, NOW, NOW)
            yes = text(Talk(catalog, state).say("AMAZON.YesIntent"))
            no = text(Talk(catalog, state).say("AMAZON.NoIntent"))
            other = {"again": step.again, "deep-water": catalog.warnings["deep-water"].say.say}
            assert yes.startswith(steps[number + 1].move)
            assert no.startswith(other[question.if_no])
