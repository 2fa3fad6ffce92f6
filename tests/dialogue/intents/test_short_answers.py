"""Each question of the skill is answered with each short reply."""

from __future__ import annotations

from typing import get_args

import pytest

from skill.catalog import Catalog, Offer
from skill.dialogue.ladder import Ladder
from skill.dialogue.state import (
    Asked,
    InStep,
    Paused,
    Place,
    SharpPain,
    SignAsked,
    SignSaid,
    Told,
    Warned,
    WhatElse,
)
from tests.conftest import NOW, ROUTINES, Talk, ids, our_catalogs, text

CATALOG = our_catalogs()["en-US"]
HELD = InStep("calf", 0, NOW, NOW + 30)
SIGNS = ids("warnings")
QUESTIONS = [sign for sign in SIGNS if sign in CATALOG.questions]
DOUBTS = [sign for sign in SIGNS if CATALOG.warnings[sign].doubt]
REPLIES = (
    "PartlyIntent",
    "EasingIntent",
    "NotSureIntent",
    "SomeOfThemIntent",
    "NoSignIntent",
    "ThanksIntent",
    "CallSomeoneIntent",
    "ComesBackIntent",
)


def steps() -> list[InStep]:
    """Return a state for each step of each relief routine."""
    found = []
    for key, routine in CATALOG.routines.items():
        if routine.purpose == "relief":
            ladder = Ladder.at(CATALOG, InStep(key, 0, NOW, NOW + 30, routine.situations[:1]))
            found += [ladder.to(number).state for number in range(ladder.count)]
    return found


PLACES: list[Place] = [
    *steps(),
    Paused(HELD, 20),
    SharpPain(HELD),
    *(Told("cause", "calcium", 0, 3, offer) for offer in get_args(Offer) if offer != "resume"),
    Told("cause", "calcium", 0, 3, "resume", HELD),
    Warned(),
    Warned(HELD),
    *(SignAsked(sign, place=place) for sign in QUESTIONS for place in (None, HELD)),
    *(SignSaid(sign, place) for sign in DOUBTS for place in (None, HELD)),
    SignSaid("ten-minutes", HELD),
    SignSaid("swelling", HELD, settled=True),
    Asked(),
    WhatElse(),
]


@pytest.mark.parametrize("reply", REPLIES)
def test_every_question_understands_every_short_reply(catalog: Catalog, reply: str) -> None:
    apologies = {catalog.prompts.missed_1.say, catalog.prompts.missed_anywhere.ask.say}
    for place in PLACES:
        turn = Talk(catalog, place).say(reply)
        assert not any(apology in text(turn) for apology in apologies), place
        danger = isinstance(place, SignAsked) and catalog.prompts.tier["emergency"].say in text(
            turn
        )
        danger = danger or catalog.prompts.cannot_call.say in text(turn)
        assert turn.reprompt is not None or danger, place


@pytest.mark.parametrize("reply", ["PartlyIntent", "EasingIntent", "NotSureIntent"])
def test_a_partial_or_unsure_answer_leads_to_no_other_step(catalog: Catalog, reply: str) -> None:
    for place in steps():
        talk = Talk(catalog, place)
        for _ in range(3):
            talk.wait(40).say(reply)
            assert isinstance(talk.state, InStep)
            assert (talk.state.routine, talk.state.step) == (place.routine, place.step)


@pytest.mark.parametrize("reply", ["PartlyIntent", "EasingIntent"])
def test_partly_holds_on_with_praise_until_ten_minutes_are_over(
    catalog: Catalog, reply: str
) -> None:
    talk = Talk(catalog, HELD)
    assert text(talk.say(reply)).startswith(catalog.prompts.partly.say)
    said = text(talk.wait(catalog.coaching.longest_seconds).say(reply))
    assert catalog.prompts.tier["same-day"].say in said


@pytest.mark.parametrize("place", [None, HELD], ids=["outside", "in a step"])
@pytest.mark.parametrize("sign", QUESTIONS)
def test_a_cramp_that_eases_answers_no_question_about_danger(
    catalog: Catalog, sign: str, place: InStep | None
) -> None:
    talk = Talk(catalog, SignAsked(sign, place=place))
    said = text(talk.say("EasingIntent"))
    assert said == catalog.questions[sign].ask.say
    assert catalog.prompts.cannot_call.say not in said


@pytest.mark.parametrize("sign", DOUBTS)
def test_a_cramp_that_eases_neither_confirms_a_sign_nor_takes_it_back(
    catalog: Catalog, sign: str
) -> None:
    talk = Talk(catalog, SignSaid(sign))
    talk.say("EasingIntent")
    assert talk.state == SignSaid(sign)


@pytest.mark.parametrize("sign", QUESTIONS)
def test_part_of_a_sign_of_danger_is_the_sign(catalog: Catalog, sign: str) -> None:
    for reply in ("PartlyIntent", "SomeOfThemIntent"):
        said = Talk(catalog, SignAsked(sign)).say(reply).speech
        assert said == Talk(catalog, SignAsked(sign)).say("AMAZON.YesIntent").speech


@pytest.mark.parametrize("sign", QUESTIONS)
def test_a_doubt_about_danger_gets_time_to_look_then_the_safer_advice(
    catalog: Catalog, sign: str
) -> None:
    talk = Talk(catalog, SignAsked(sign))
    question = catalog.questions[sign]
    for _ in range(2):
        said = text(talk.say("NotSureIntent"))
        assert said.endswith(question.ask.say)
        assert question.check is None or said.startswith(question.check.say)
    said = text(talk.say("NotSureIntent"))
    assert question.ask.say not in said


@pytest.mark.parametrize("routine", ROUTINES)
def test_thanks_in_a_hold_let_it_go_on(catalog: Catalog, routine: str) -> None:
    situations = catalog.routines[routine].situations[:1]
    place = InStep(routine, 0, NOW, NOW + 30, situations)
    talk = Talk(catalog, place)
    talk.wait(5).say("ThanksIntent")
    assert isinstance(talk.state, InStep)
    assert talk.state.step == place.step


def test_a_short_reply_to_an_offer_takes_or_leaves_it(catalog: Catalog) -> None:
    offered = Told("cause", "calcium", 0, 3, "prevention")
    tip = next(iter(catalog.tips.values())).say
    for reply in ("PartlyIntent", "SomeOfThemIntent"):
        assert text(Talk(catalog, offered).say(reply)).startswith(tip)
    for reply in ("NotSureIntent", "ThanksIntent"):
        assert catalog.prompts.what_else.ask.say in text(Talk(catalog, offered).say(reply))
