"""Lasting facts about the listener: they change the answers and remove nothing."""

from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.dialogue.ladder import Ladder
from skill.dialogue.state import Asked, InStep, Paused, SharpPain, SignAsked, Told, Warned
from tests.alexa.test_adapter import STEP
from tests.conftest import CONDITIONS, NOW, Alexa, Talk, text


def slot(name: str, value: str) -> dict[str, object]:
    """Return a slot that Alexa matched to the value of this id."""
    matched = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"id": value}}]}
    resolutions = {"resolutionsPerAuthority": [matched | {"authority": "a"}]}
    return {"name": name, "value": value, "resolutions": resolutions}


@pytest.mark.parametrize("key", CONDITIONS)
def test_a_cramp_told_with_a_condition_is_helped_at_once(
    talk: Talk, catalog: Catalog, key: str
) -> None:
    first = text(Talk(catalog).say("StartReliefIntent", muscle="foot"))
    turn = talk.say("StartReliefIntent", muscle="foot", condition=key)
    condition = catalog.conditions[key]
    assert text(turn).startswith(first.partition(".")[0])
    assert condition.say.say in text(turn)
    assert condition.caution is None or condition.caution.say in text(turn)
    assert turn.card
    assert condition.say.say in catalog.to_read(turn.card.text)
    assert turn.reprompt


@pytest.mark.parametrize("key", CONDITIONS)
def test_in_a_step_it_is_one_sentence_and_the_hold_goes_on(
    talk: Talk, catalog: Catalog, key: str
) -> None:
    talk.say("StartReliefIntent", muscle="calf")
    before = talk.state
    turn = talk.wait(10).say("ConditionIntent", condition=key)
    condition = catalog.conditions[key]
    assert text(turn).startswith(condition.say.say)
    assert condition.acknowledge.say not in text(turn)
    assert isinstance(before, InStep)
    assert isinstance(talk.state, InStep)
    assert Ladder.at(catalog, before).step.id == Ladder.at(catalog, talk.state).step.id
    assert turn.reprompt


@pytest.mark.parametrize("key", CONDITIONS)
def test_outside_a_step_it_is_acknowledged_with_one_question(
    talk: Talk, catalog: Catalog, key: str
) -> None:
    turn = talk.say("ConditionIntent", condition=key)
    condition = catalog.conditions[key]
    assert text(turn).startswith(condition.acknowledge.say)
    assert condition.say.say in text(turn)
    assert text(turn).count("?") == 1
    assert isinstance(talk.state, Asked)


def test_what_was_asked_last_is_asked_again(talk: Talk, catalog: Catalog) -> None:
    talk.say("RemedyIntent", remedy="magnesium")
    assert text(talk.say("ConditionIntent", condition="kidney-disease")).endswith("cramps away?")
    assert isinstance(talk.state, Told)
    talk.say("WarningSignIntent")
    assert catalog.prompts.which_sign.ask.say in text(
        talk.say("ConditionIntent", condition="cancer")
    )
    assert isinstance(talk.state, Warned)


def test_a_rest_is_left_in_peace(talk: Talk) -> None:
    talk.say("StartReliefIntent", muscle="calf")
    talk.say("AMAZON.PauseIntent")
    assert "Shall we go on?" in text(talk.say("ConditionIntent", condition="diabetes"))
    assert isinstance(talk.state, Paused)


def test_a_standing_step_is_left_when_a_condition_forbids_it(talk: Talk, catalog: Catalog) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation="standing")
    assert isinstance(talk.state, InStep)
    assert Ladder.at(catalog, talk.state).step.posture == "standing"
    talk.say("ConditionIntent", condition="parkinsons")
    assert isinstance(talk.state, InStep)
    for _ in catalog.routines["calf"].steps:
        assert Ladder.at(catalog, talk.state).step.posture != "standing"
        talk.say("AMAZON.NextIntent")
        assert isinstance(talk.state, InStep)


def test_a_condition_is_known_until_the_end(talk: Talk, catalog: Catalog) -> None:
    talk.say("ConditionIntent", condition="diabetes")
    talk.say("WhyCrampIntent")
    talk.say("StartReliefIntent", muscle="foot")
    assert catalog.conditions["diabetes"].aftercare[0].say in text(talk.say("ItHelpedIntent"))


def test_a_medicine_may_be_a_condition(talk: Talk, catalog: Catalog) -> None:
    say = catalog.conditions["blood-thinners"].say.say
    assert say in text(talk.say("StartReliefIntent", muscle="calf", medicine="blood-thinners"))
    again = talk.say("MedicineIntent", medicine="blood-thinners")
    assert text(again).startswith(say)
    assert isinstance(talk.state, InStep)


def test_a_condition_that_is_not_on_the_list_withholds_nothing(
    talk: Talk, catalog: Catalog
) -> None:
    said = catalog.prompts.unknown_condition.say
    assert text(talk.say("ConditionIntent", unknown=["condition"])).startswith(said)
    talk.say("StartReliefIntent", muscle="calf", unknown=["condition"])
    assert text(talk.say("ConditionIntent", unknown=["condition"])).startswith(said)
    assert isinstance(talk.state, InStep)


def test_conditions_stand_beside_the_place_and_those_of_another_release_are_dropped(
    alexa: Alexa,
) -> None:
    diabetes = slot("condition", "diabetes")
    kept = alexa.intent("ConditionIntent", STEP, condition=diabetes)["sessionAttributes"]
    assert kept == {**kept, "listener": {"conditions": ["diabetes"]}, "routine": "calf"}
    odd = ["diabetes", "on-the-moon", 7]
    for written in ({"conditions": odd}, {"listener": {"conditions": odd, "colour": "red"}}):
        answer = alexa.intent("AMAZON.RepeatIntent", STEP | written)
        assert answer["sessionAttributes"]["listener"] == {"conditions": ["diabetes"]}
    for strange in ("diabetes", 3, None, {"diabetes": 1}, ["on-the-moon"]):
        for name in ("conditions", "listener"):
            answer = alexa.intent("AMAZON.RepeatIntent", STEP | {name: strange})
            assert answer == alexa.intent("AMAZON.RepeatIntent", STEP)
    assert alexa.intent("AMAZON.StopIntent", kept)["sessionAttributes"] == {}


@pytest.mark.parametrize("key", CONDITIONS)
@pytest.mark.parametrize("place", [SharpPain, SignAsked])
def test_a_fact_keeps_a_sharp_pain_and_a_question_about_a_sign(
    talk: Talk, key: str, place: type[SharpPain | SignAsked]
) -> None:
    held = InStep("calf", 0, NOW, NOW)
    talk.state = SharpPain(held) if place is SharpPain else SignAsked("numbness", place=held)
    talk.say("ConditionIntent", condition=key)
    assert isinstance(talk.state, place)
