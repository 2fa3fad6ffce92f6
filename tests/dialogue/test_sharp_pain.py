"""Sharp or growing pain: rest, then gentle steps; the second time, a doctor today."""

from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.dialogue.ladder import Ladder
from skill.dialogue.state import InStep, SharpPain
from tests.conftest import MUSCLES, SITUATIONS, Talk, text
from tests.dialogue.intents.test_relief import same_day


def hurt(catalog: Catalog, muscle: str = "calf", situation: str = "") -> Talk:
    """Return a conversation in which the first stretch hurts sharply."""
    talk = Talk(catalog)
    slots = {"muscle": muscle} | ({"situation": situation} if situation else {})
    talk.say("StartReliefIntent", **slots)
    talk.wait(10)
    return talk


@pytest.mark.parametrize("situation", ["", *SITUATIONS])
@pytest.mark.parametrize("muscle", MUSCLES)
def test_sharp_pain_is_never_answered_by_a_stronger_stretch(
    catalog: Catalog, muscle: str, situation: str
) -> None:
    for onward in ("AMAZON.YesIntent", "AMAZON.NextIntent", "AMAZON.ResumeIntent"):
        talk = hurt(catalog, muscle, situation)
        for name in ("SharpPainIntent", onward, *["AMAZON.NoIntent"] * 9):
            here = talk.state
            turn = talk.wait(5).say(name)
            if isinstance(talk.state, InStep):
                assert Ladder.at(catalog, talk.state).step.gentle, (onward, here, text(turn))


def test_the_first_time_it_says_to_let_go_and_when_a_doctor_is_needed(catalog: Catalog) -> None:
    talk = hurt(catalog)
    said = text(talk.say("SharpPainIntent"))
    assert said.startswith(catalog.prompts.let_go.say)
    assert said.endswith(catalog.prompts.easing.ask.say)
    assert isinstance(talk.state, SharpPain)
    assert talk.state.place.muscle == "calf"


def test_when_it_eases_a_gentle_step_follows_and_is_said_to_be_gentle(catalog: Catalog) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    said = text(talk.wait(20).say("AMAZON.YesIntent"))
    assert said.startswith(catalog.routines["calf"].steps[-1].move)
    assert catalog.prompts.go_gently.say in said


@pytest.mark.parametrize("between", [(), ("AMAZON.YesIntent",), ("AMAZON.YesIntent",) * 1])
def test_the_second_time_a_doctor_is_needed_today(
    catalog: Catalog, between: tuple[str, ...]
) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    for name in between:
        talk.wait(20).say(name)
    said = text(talk.wait(5).say("SharpPainIntent"))
    assert catalog.warnings["sharp-pain"].say.say in said
    assert same_day(catalog) in said


@pytest.mark.parametrize("answer", ["AMAZON.NoIntent", "StillHurtsIntent"])
def test_pain_that_does_not_ease_gets_more_rest_and_then_a_doctor(
    catalog: Catalog, answer: str
) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    rest = text(talk.wait(20).say(answer))
    assert rest.startswith(catalog.prompts.paused_still.say)
    assert same_day(catalog) in text(talk.wait(20).say(answer))


def test_another_muscle_is_another_cramp_and_may_be_stretched_as_usual(catalog: Catalog) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    said = text(talk.wait(20).say("StartReliefIntent", muscle="shin"))
    assert said.startswith(catalog.routines["shin"].steps[0].move)
    assert isinstance(talk.state, InStep)
    assert talk.state.effort == "usual"


@pytest.mark.parametrize("slots", [{"muscle": "calf"}, {"muscle": "leg"}, {}])
def test_the_same_cramp_named_again_rests_on(catalog: Catalog, slots: dict[str, str]) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    turn = talk.wait(20).say("StartReliefIntent", **slots)
    assert catalog.prompts.easing.ask.say in text(turn)
    assert isinstance(talk.state, SharpPain)
    assert talk.state.place.effort == "gentle"


@pytest.mark.parametrize("situation", ["pregnant", "standing", "unsteady", "cannot-reach"])
def test_a_situation_named_while_it_rests_is_kept(catalog: Catalog, situation: str) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    assert catalog.prompts.easing.ask.say in text(
        talk.wait(20).say("SituationIntent", situation=situation)
    )
    assert isinstance(talk.state, SharpPain)
    assert talk.state.place.situations == (situation,)


@pytest.mark.parametrize("situation", ["in-water", "driving", "other-leg"])
def test_a_place_to_make_safe_and_the_other_leg_do_not_wait(
    catalog: Catalog, situation: str
) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    talk.wait(20).say("SituationIntent", situation=situation)
    assert isinstance(talk.state, InStep)


@pytest.mark.parametrize("situation", ["in-water", "driving", "dialysis"])
def test_a_place_that_is_not_safe_is_made_safe_however_sharp_it_is(
    catalog: Catalog, situation: str
) -> None:
    talk = hurt(catalog, "calf", situation)
    first = catalog.routines[situation].steps[0]
    for _ in range(3):
        assert text(talk.say("SharpPainIntent")).startswith((first.move, first.again))


def test_a_sharp_pain_afloat_stops_the_stretch_and_heads_for_the_side(catalog: Catalog) -> None:
    talk = hurt(catalog, "calf", "in-water")
    talk.say("AMAZON.YesIntent")
    said = text(talk.wait(10).say("SharpPainIntent"))
    assert said.startswith("Stay on your back and paddle")


def test_out_of_the_blue_it_lets_go_as_well(catalog: Catalog) -> None:
    talk = Talk(catalog)
    assert text(talk.say("SharpPainIntent")).startswith(catalog.prompts.let_go.say)


def test_a_question_in_between_keeps_the_place_and_stays_gentle(catalog: Catalog) -> None:
    talk = hurt(catalog)
    talk.say("SharpPainIntent")
    talk.say("RemedyIntent", remedy="magnesium")
    talk.say("AMAZON.YesIntent")
    assert isinstance(talk.state, InStep)
    assert Ladder.at(catalog, talk.state).step.gentle
