from __future__ import annotations

from typing import get_args

import pytest

from skill.catalog import Catalog, Offer
from skill.catalog.named_entries import entries_of
from skill.dialogue.intents import standard_intents
from skill.dialogue.state import Asked, InStep, Missed, Paused, State, Told, Warned
from tests.conftest import NOW, Talk, ask, reprompt, text

HELD = InStep("calf", 2, NOW, NOW + 30)
TOLD = Told("cause", "calcium", 0, 3, "prevention")
STATES: list[State] = [
    None,
    HELD,
    Paused(HELD, 20),
    TOLD,
    Told("cause", "calcium", 0, 3, "resume", HELD),
    Warned(),
    Warned(HELD),
    Asked(),
    Missed(1),
    Missed(2, HELD),
]
STOPS = ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"]


def first_move(catalog: Catalog, number: int = 0) -> str:
    return catalog.routines["calf"].steps[number].move


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("intent", STOPS)
def test_stop_means_stop(talk: Talk, intent: str, state: State) -> None:
    talk.state = state
    turn = talk.say(intent)
    assert len(text(turn).split()) <= 5
    assert (turn.state, turn.reprompt) == (None, None)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "intent",
    ["AMAZON.HelpIntent", "AboutIntent", "SourcesIntent", "AMAZON.FallbackIntent"],
)
def test_what_asks_something_comes_with_another_reprompt(
    talk: Talk, intent: str, state: State
) -> None:
    talk.state = state
    turn = talk.say(intent)
    assert text(turn).endswith("?")
    assert reprompt(turn).endswith("?")
    assert reprompt(turn) != text(turn)


def test_the_first_apology_says_what_can_be_asked_and_asks_again(catalog: Catalog) -> None:
    talk = Talk(catalog, HELD)
    said = text(talk.say("AMAZON.FallbackIntent"))
    assert said == f"{catalog.prompts.missed_step.say} {catalog.prompts.easing.ask.say}"
    assert talk.state == Missed(1, HELD)


UNWARNED = [state for state in STATES if not isinstance(state, Missed | Warned)]


@pytest.mark.parametrize("state", UNWARNED)
def test_no_misunderstanding_starts_or_advances_a_stretch(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    turns = [talk.say("AMAZON.FallbackIntent") for _ in range(4)]
    said = [text(turn) for turn in turns]
    moves = {step.move for routine in catalog.routines.values() for step in routine.steps}
    assert not [move for move in moves for one in said if move in one]
    # Each is shorter than the first, and the last says goodbye.
    assert len(set(said)) == 4
    assert all(len(one) < len(said[0]) for one in said[1:])
    assert said[-1] == catalog.prompts.missed_last.say
    assert (turns[-1].state, turns[-1].reprompt) == (None, None)


def test_after_a_launch_the_second_apology_asks_whether_a_muscle_is_cramping(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("LaunchRequest")
    said = text(talk.say("AMAZON.FallbackIntent"))
    assert said == catalog.prompts.missed_anywhere.ask.say
    talk.say("AMAZON.FallbackIntent")
    assert talk.state == Missed(2, Asked())
    assert text(talk.say("AMAZON.YesIntent")).startswith(first_move(catalog))


@pytest.mark.parametrize("state", [state for state in STATES if isinstance(state, Warned)])
def test_three_misunderstandings_after_the_signs_end_in_the_urgent_advice(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    said = [text(talk.say("AMAZON.FallbackIntent")) for _ in range(3)]
    assert len(set(said)) == 3
    assert said[-1].startswith(catalog.prompts.if_sign.say)
    assert talk.state == state


def test_what_is_understood_in_between_forgives_the_misunderstanding(talk: Talk) -> None:
    talk.say("LaunchRequest")
    for _ in range(4):
        talk.say("AMAZON.FallbackIntent")
        state = ask(talk.catalog, talk.state, at=talk.at).before_misses
        assert talk.state == Missed(1, state)
        talk.say("AMAZON.RepeatIntent")


@pytest.mark.parametrize("intent", ["AMAZON.YesIntent", "AMAZON.NoIntent"])
def test_yes_and_no_out_of_place_are_not_taken_for_an_answer(
    talk: Talk, catalog: Catalog, intent: str
) -> None:
    assert text(talk.say(intent)) == catalog.prompts.missed_anywhere.ask.say
    assert talk.state == Missed(1)


@pytest.mark.parametrize("state", [HELD, Missed(1, HELD), Missed(2, HELD)])
def test_yes_and_no_answer_the_question_under_a_misunderstanding(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    assert text(talk.say("AMAZON.NoIntent")).startswith(first_move(catalog, 3))
    talk.state = state
    assert text(talk.say("AMAZON.YesIntent")).startswith(catalog.prompts.eased.say)


def test_yes_to_cramping_now_begins_and_no_says_what_else_there_is(
    talk: Talk, catalog: Catalog
) -> None:
    talk.state = Asked()
    assert text(talk.say("AMAZON.YesIntent")).startswith(first_move(catalog))
    talk.state = Asked()
    assert text(talk.say("AMAZON.NoIntent")).startswith(catalog.prompts.help.say)


def test_every_offer_can_be_accepted() -> None:
    assert set(get_args(Offer)) == set(standard_intents.ACCEPTED)


@pytest.mark.parametrize("offer", standard_intents.ACCEPTED)
def test_accepting_an_offer_does_something_else(talk: Talk, catalog: Catalog, offer: Offer) -> None:
    talk.state = Told("context", "general", 0, 3, offer, HELD if offer == "resume" else None)
    said = text(talk.say("AMAZON.YesIntent"))
    assert not said.startswith(catalog.prompts.offer[offer].ask.say)
    assert catalog.prompts.missed_anywhere.ask.say not in said
    assert catalog.prompts.missed_1.say not in said


def test_help_in_mid_stretch_says_what_helps_there_and_keeps_the_place(
    talk: Talk, catalog: Catalog
) -> None:
    talk.state = HELD
    said = text(talk.say("AMAZON.HelpIntent"))
    assert said.startswith(catalog.prompts.help_step.say)
    assert talk.state == HELD


@pytest.mark.parametrize("state", [Told("cause", "calcium", 0, 3, "resume", HELD), Warned(HELD)])
def test_help_after_a_question_in_mid_stretch_still_leads_back(talk: Talk, state: State) -> None:
    talk.state = state
    talk.say("AMAZON.HelpIntent")
    assert ask(talk.catalog, talk.state).step == HELD


def test_about_says_that_this_is_no_doctor_and_what_is_kept(talk: Talk, catalog: Catalog) -> None:
    talk.state = TOLD
    assert text(talk.say("AboutIntent")).startswith(catalog.prompts.about.say)
    assert talk.state == TOLD


@pytest.mark.parametrize(
    ("state", "prompt"), [(Paused(HELD, 20), "go-on"), (Asked(), "cramping-now")]
)
def test_repeat_asks_again_where_only_a_question_was_asked(
    talk: Talk, catalog: Catalog, state: State, prompt: str
) -> None:
    talk.state = state
    assert text(talk.say("AMAZON.RepeatIntent")) == entries_of(catalog.prompts)[prompt].say


def test_an_apology_asks_and_keeps_the_place(catalog: Catalog) -> None:
    turn = standard_intents.apologise(ask(catalog, HELD))
    assert text(turn).startswith(catalog.prompts.sorry.ask.say)
    assert turn.state == HELD
    assert reprompt(turn)
