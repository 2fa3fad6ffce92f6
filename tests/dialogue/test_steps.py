from __future__ import annotations

import pytest

from skill.catalog import Catalog, Passage
from skill.dialogue import routine_choice, steps
from skill.dialogue.ladder import Ladder
from skill.dialogue.scenes import StepScene
from skill.dialogue.speech import Pause, seconds
from skill.dialogue.state import InStep
from tests.conftest import NOW, ROUTINES, ask, reprompt, text


def at(catalog: Catalog, routine: str, step: int = 0, *situations: str) -> Ladder:
    return Ladder.at(catalog, InStep(routine, step, NOW, NOW, situations))


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_says_its_move_first_and_asks_last(catalog: Catalog, routine: str) -> None:
    rungs = routine_choice.steps_in(catalog, routine, ())
    assert rungs
    for number, step in enumerate(rungs):
        turn = steps.say_step(ask(catalog), at(catalog, routine, number))
        assert text(turn).startswith(step.move)
        assert "?" not in text(turn)[:-1]
        assert text(turn).endswith("?") == (turn.reprompt is not None)


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_step_said_again_is_said_in_other_words(catalog: Catalog, routine: str) -> None:
    for number, step in enumerate(routine_choice.steps_in(catalog, routine, ())):
        turn = steps.say_step(ask(catalog), at(catalog, routine, number).in_other_words())
        assert text(turn).startswith(step.again)
        assert step.move not in text(turn)


def test_the_second_round_of_a_ladder_uses_the_other_words(catalog: Catalog) -> None:
    rungs = routine_choice.steps_in(catalog, "calf", ())
    second, third = (
        steps.say_step(ask(catalog), at(catalog, "calf").to(times * len(rungs))) for times in (1, 2)
    )
    assert text(second).startswith(rungs[0].again)
    assert text(third).startswith(rungs[0].move)


def test_the_hold_begins_once_the_move_is_explained_and_ends_with_letting_go(
    catalog: Catalog,
) -> None:
    turn = steps.say_step(ask(catalog), at(catalog, "calf"))
    step = at(catalog, "calf").step
    said = text(turn)
    places = [said.index(part) for part in (step.move, step.how, step.cues[0].say, step.ease)]
    assert places == sorted(places)
    assert isinstance(turn.state, InStep)
    lead = seconds(tuple(part for part in turn.speech[:2] if not isinstance(part, Pause)))
    assert turn.state.until == NOW + round(lead) + step.hold_seconds


def test_what_is_left_is_worked_out_from_the_times_of_the_requests(catalog: Catalog) -> None:
    held = Ladder.at(catalog, InStep("calf", 0, NOW, NOW + 20))
    left = [steps.left_of(ask(catalog, at=NOW + after), held) for after in (0, 5, 20, 500)]
    assert left == [20, 15, 0, 0]
    early = Ladder.at(catalog, InStep("calf", 0, NOW, NOW + 500))
    assert steps.left_of(ask(catalog), early) == early.step.hold_seconds


def test_a_first_step_adds_the_situation_then_what_to_stop_for_then_the_rest(
    catalog: Catalog,
) -> None:
    extra = catalog.prompts.launch
    turn = steps.first_step(ask(catalog), at(catalog, "calf", 0, "standing"), extra)
    situation, caution = catalog.situations["standing"].say, catalog.routines["calf"].caution
    assert situation
    assert caution
    said = text(turn)
    places = [said.index(passage.say) for passage in (situation, caution, extra)]
    assert places == sorted(places)


def test_a_situation_s_caution_takes_the_place_of_the_routine_s(catalog: Catalog) -> None:
    own, usual = catalog.situations["pregnant"].caution, catalog.routines["calf"].caution
    assert own
    assert usual
    said = text(steps.first_step(ask(catalog), at(catalog, "calf", 0, "pregnant")))
    assert own.say in said
    assert usual.say not in said


def test_the_card_has_every_step_in_order_and_the_disclaimer(catalog: Catalog) -> None:
    card = steps.first_step(ask(catalog), at(catalog, "calf")).card
    assert card is not None
    assert card.title == catalog.routines["calf"].title
    moves = [step.move for step in routine_choice.steps_in(catalog, "calf", ())]
    places = [card.text.index(f"{number}. {move}") for number, move in enumerate(moves, start=1)]
    assert places == sorted(places)
    assert card.text.endswith(catalog.prompts.disclaimer.say)


def test_the_reprompt_coaches_on_and_then_asks(catalog: Catalog) -> None:
    turn = steps.say_step(ask(catalog), at(catalog, "calf"))
    step = at(catalog, "calf").step
    assert reprompt(turn).startswith(step.coach)
    assert reprompt(turn).endswith("?")
    assert len(reprompt(turn)) < len(text(turn))


def test_a_step_with_its_own_question_asks_that(catalog: Catalog) -> None:
    turn = steps.say_step(ask(catalog), at(catalog, "driving"))
    question = at(catalog, "driving").step.question
    assert question
    assert text(turn).endswith(question.say)
    assert reprompt(turn) == question.reprompt


@pytest.mark.parametrize("routine", ["bedtime", "bedtime-seated"])
def test_the_bedtime_routine_ends_after_its_last_step(catalog: Catalog, routine: str) -> None:
    last = len(routine_choice.steps_in(catalog, routine, ())) - 1
    turn = steps.say_step(ask(catalog), at(catalog, routine, last))
    assert (turn.state, turn.reprompt) == (None, None)
    assert text(turn).endswith(catalog.prompts.bedtime_done.say)
    turns = [steps.say_step(ask(catalog), at(catalog, routine, step)) for step in range(last + 1)]
    ends = [isinstance(one.scene, StepScene) and one.scene.ends for one in turns]
    assert ends == [*[False] * last, True]


def test_going_on_says_the_lead_and_only_what_is_left(catalog: Catalog) -> None:
    lead = Passage(catalog.prompts.eased.say)
    step = at(catalog, "calf").step
    turn = steps.go_on(ask(catalog), at(catalog, "calf"), 12, lead)
    assert text(turn).startswith(lead.say)
    assert step.cues[-1].say not in text(steps.go_on(ask(catalog), at(catalog, "calf"), 5, lead))
    assert step.ease in text(turn)
    assert step.ease not in text(steps.go_on(ask(catalog), at(catalog, "calf"), 0, lead))
