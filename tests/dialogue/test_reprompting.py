from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.catalog.named_entries import entries_of
from skill.dialogue import routine_choice
from skill.dialogue.reprompting import ask_again
from skill.dialogue.state import Asked, InStep, Missed, Paused, State, Told, Warned
from tests.conftest import NOW, ROUTINES, ask, reprompt, text

HELD = InStep("calf", 0, NOW, NOW + 30)
QUESTIONS: list[tuple[State, str]] = [
    (HELD, "easing"),
    (Paused(HELD, 20), "go-on"),
    (Told("cause", "calcium", 0, 3, "bedtime"), "offer-bedtime"),
    (Warned(), "which-sign"),
    (Asked(), "cramping-now"),
    (None, "cramping-now"),
    (Missed(1, Paused(HELD, 20)), "go-on"),
]


@pytest.mark.parametrize(("state", "question"), QUESTIONS)
def test_what_was_asked_last_is_asked_again(catalog: Catalog, state: State, question: str) -> None:
    before, prompts = catalog.prompts.about, entries_of(catalog.prompts)
    turn = ask_again(ask(catalog, state), before)
    assert text(turn) == f"{before.say} {prompts[question].say}"
    assert reprompt(turn).endswith(prompts[f"{question}-reprompt"].say)
    assert reprompt(turn) != text(turn)


@pytest.mark.parametrize(("state", "question"), QUESTIONS)
def test_asking_again_stays_where_it_was(catalog: Catalog, state: State, question: str) -> None:
    expected = Asked() if question == "cramping-now" else ask(catalog, state).place
    assert ask_again(ask(catalog, state)).state == expected


@pytest.mark.parametrize("routine", ROUTINES)
def test_each_step_asks_its_own_question_again(catalog: Catalog, routine: str) -> None:
    for number, step in enumerate(routine_choice.steps_in(catalog, routine, ())):
        turn = ask_again(ask(catalog, InStep(routine, number, NOW, NOW, pace="slow")))
        expected = step.question.say if step.question else catalog.prompts.easing.ask.say
        assert (text(turn), turn.pace) == (expected, "slow")
