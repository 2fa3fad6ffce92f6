from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.catalog.speech_limits import FIRST_SENTENCE_WORDS
from skill.common.sentences import first_sentence
from skill.dialogue import routine_choice
from skill.dialogue.state import InStep, Launched, Told
from tests.conftest import MUSCLES, NOW, SITUATIONS, Talk, ask, text

#: Long enough for any step to have been said and held.
STEP_SECONDS = 20


def moves(catalog: Catalog) -> set[str]:
    """Return the first sentence of every move and of its other wording."""
    steps = [step for routine in catalog.routines.values() for step in routine.steps]
    return {first_sentence(words) for step in steps for words in (step.move, step.again)}


def place(talk: Talk) -> InStep:
    state = talk.state.place if isinstance(talk.state, Launched) else talk.state
    assert isinstance(state, InStep)
    return state


def same_day(catalog: Catalog) -> str:
    return catalog.prompts.tier["same-day"].say


def test_opening_the_skill_begins_with_the_first_move_and_adds_what_else_can_be_asked(
    talk: Talk, catalog: Catalog
) -> None:
    said = text(talk.say("LaunchRequest"))
    assert first_sentence(said) in moves(catalog)
    assert catalog.prompts.launch.say in said


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", [None, *SITUATIONS])
def test_a_cramp_is_answered_by_an_instruction_in_the_first_sentence(
    talk: Talk, catalog: Catalog, muscle: str, situation: str | None
) -> None:
    slots = {"muscle": muscle} | ({"situation": situation} if situation else {})
    first = first_sentence(text(talk.say("StartReliefIntent", **slots)))
    assert first in moves(catalog)
    assert len(first.split()) <= FIRST_SENTENCE_WORDS


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_changes_what_is_said(
    catalog: Catalog, muscle: str, situation: str
) -> None:
    ordinary = text(Talk(catalog).say("StartReliefIntent", muscle=muscle))
    special = text(Talk(catalog).say("StartReliefIntent", muscle=muscle, situation=situation))
    assert special
    assert special != ordinary


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_named_on_its_own_begins_relief_for_it(
    talk: Talk, catalog: Catalog, situation: str
) -> None:
    said = text(talk.say("SituationIntent", situation=situation))
    assert first_sentence(said) in moves(catalog)
    assert place(talk).situations == (situation,)


def test_a_leg_is_taken_for_a_calf_and_says_so_after_the_first_move(
    talk: Talk, catalog: Catalog
) -> None:
    guess = catalog.muscles["leg"].say
    assert guess
    for intent in ("StartReliefIntent", "StillHurtsIntent", "AMAZON.StartOverIntent"):
        said = text(Talk(catalog).say(intent))
        assert said.startswith(catalog.routines["calf"].steps[0].move)
        assert guess.say in said
    assert guess.say not in text(talk.say("StartReliefIntent", muscle="calf"))


def test_a_launch_says_that_it_is_for_a_calf_and_what_else_can_be_said(
    talk: Talk, catalog: Catalog
) -> None:
    said = text(talk.say("LaunchRequest"))
    assert said.startswith(catalog.routines["calf"].steps[0].move)
    assert catalog.prompts.launch.say in said


def test_a_muscle_we_do_not_know_is_elsewhere_and_the_place_is_kept(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("StartReliefIntent", muscle="calf")
    before = talk.state
    elsewhere = catalog.topics["body-part"]["other"].say[0].say
    assert text(talk.say("StartReliefIntent", unknown=["muscle"])).startswith(elsewhere)
    assert isinstance(talk.state, Told)
    assert talk.state.place == before


def test_another_muscle_in_mid_routine_begins_its_own_with_the_same_situation(talk: Talk) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation="pregnant")
    talk.wait(STEP_SECONDS).say("AMAZON.NoIntent")
    talk.wait(STEP_SECONDS).say("StartReliefIntent", muscle="foot")
    assert (place(talk).routine, place(talk).step) == ("foot", 0)
    assert place(talk).situations == ("pregnant",)


def test_a_situation_in_mid_routine_keeps_the_muscle_and_when_it_began(talk: Talk) -> None:
    talk.say("StartReliefIntent", muscle="shin")
    talk.wait(STEP_SECONDS).say("AMAZON.NoIntent")
    talk.wait(STEP_SECONDS).say("SituationIntent", situation="child")
    assert (place(talk).routine, place(talk).began) == ("helping-shin", NOW)


def test_a_situation_we_do_not_know_keeps_the_place(talk: Talk) -> None:
    talk.say("StartReliefIntent", muscle="calf")
    before = talk.state
    assert talk.say("SituationIntent", unknown=["situation"]).reprompt is not None
    assert talk.state == before


def test_the_other_leg_is_a_new_cramp_and_no_lasting_situation(talk: Talk) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation="pregnant")
    talk.wait(300).say("SituationIntent", situation="other-leg")
    assert place(talk).began == NOW + 300
    talk.say("SituationIntent", situation="unsteady")
    assert place(talk).situations == ("pregnant", "unsteady")


def test_when_it_helps_there_is_aftercare_one_tip_and_goodbye(talk: Talk, catalog: Catalog) -> None:
    for intent in ("AMAZON.YesIntent", "ItHelpedIntent"):
        talk.say("StartReliefIntent", muscle="calf")
        said = text(talk.wait(STEP_SECONDS).say(intent))
        routine = catalog.routines["calf"]
        assert routine.aftercare
        assert all(passage.say in said for passage in routine.aftercare)
        assert [tip.say in said for tip in catalog.tips.values()].count(True) == 1
        assert said.endswith(catalog.prompts.rest_well.say)
        assert talk.state is None


@pytest.mark.parametrize("situation", SITUATIONS)
def test_aftercare_is_that_of_the_latest_situation(
    talk: Talk, catalog: Catalog, situation: str
) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation=situation)
    own = catalog.situations[situation].aftercare
    usual = catalog.routines[place(talk).routine].aftercare
    said = text(talk.say("ItHelpedIntent"))
    assert all(passage.say in said for passage in own or usual)


def test_of_two_situations_the_later_one_s_aftercare_is_said_and_nothing_else(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation="pregnant")
    talk.say("SituationIntent", situation="child")
    usual = catalog.routines[place(talk).routine].aftercare
    said = text(talk.say("ItHelpedIntent"))
    later, earlier = (catalog.situations[one].aftercare for one in ("child", "pregnant"))
    assert later
    assert earlier
    assert all(passage.say in said for passage in later)
    assert not any(passage.say in said for passage in (*earlier, *usual))


@pytest.mark.parametrize("muscle", ["shin", "toes", "thigh-front", "thigh-back"])
@pytest.mark.parametrize("situation", ["driving", "in-water", "helping-someone"])
def test_what_belongs_to_a_muscle_s_own_routine_is_not_said_with_another(
    talk: Talk, catalog: Catalog, muscle: str, situation: str
) -> None:
    own = catalog.muscles[muscle].say
    assert own
    assert own.say in text(Talk(catalog).say("StartReliefIntent", muscle=muscle))
    said = text(talk.say("StartReliefIntent", muscle=muscle, situation=situation))
    assert own.say not in said


def test_it_helped_out_of_the_blue_still_ends_kindly(talk: Talk, catalog: Catalog) -> None:
    assert text(talk.say("ItHelpedIntent")).endswith(catalog.prompts.rest_well.say)


def test_previous_goes_back_and_at_the_first_step_says_it_in_other_words(
    talk: Talk, catalog: Catalog
) -> None:
    first, second, *_ = catalog.routines["calf"].steps
    talk.say("StartReliefIntent", muscle="calf")
    assert text(talk.say("AMAZON.PreviousIntent")).startswith(first.again)
    assert text(talk.say("AMAZON.NextIntent")).startswith(second.move)
    assert text(talk.say("AMAZON.PreviousIntent")).startswith(first.move)
    assert place(talk).step == 0


@pytest.mark.parametrize("situation", ["unsteady", "wheelchair", "pregnant", "cannot-reach"])
def test_the_bedtime_stretch_is_done_sitting_where_standing_is_not_safe(
    talk: Talk, catalog: Catalog, situation: str
) -> None:
    talk.say("BedtimeRoutineIntent")
    talk.say("SituationIntent", situation=situation)
    rungs = routine_choice.steps_in(catalog, place(talk).routine, place(talk).situations)
    assert place(talk).routine == "bedtime-seated"
    assert {step.posture for step in rungs} == {"sitting"}


def test_coming_back_begins_with_the_first_move_again(catalog: Catalog) -> None:
    first = catalog.routines["calf"].steps[0]
    assert text(Talk(catalog).say("LaunchRequest")).startswith(first.move)
    assert ask(catalog).step is None


def test_the_clock_of_a_leg_runs_on_when_it_turns_out_to_be_the_calf(talk: Talk) -> None:
    talk.say("LaunchRequest")
    began = place(talk).began
    talk.wait(120).say("StartReliefIntent", muscle="calf")
    assert place(talk).began == began
    talk.wait(60).say("StartReliefIntent", muscle="foot")
    assert place(talk).began == began + 180
