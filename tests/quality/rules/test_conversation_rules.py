"""Each rule about conversations finds the fault that it is for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skill.catalog import Catalog
from skill.catalog.intent_names import RELIEF, STILL_HURTS
from skill.dialogue.state import InStep, Told
from skill.quality.inputs import Input
from skill.quality.observation import Observation, observe
from skill.quality.rules import conversation_rules as rules
from tests.conftest import our_catalogs

CHILD = Input("SituationIntent", (("situation", "child"),))
NUMB = Input(RELIEF, (("condition", "numb-feet"),))
THINNERS = Input("ConditionIntent", (("condition", "blood-thinners"),))
DIABETES = Input("ConditionIntent", (("condition", "diabetes"),))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return our_catalogs()["en-US"]


def held(catalog: Catalog, *inputs: Input) -> Observation:
    """Return the last answer of a conversation, which keeps every rule."""
    seen: Observation | None = None
    for said in inputs:
        seen = observe(catalog, said, seen, seen.request.at + 45 if seen else 0)
    assert seen is not None
    assert not [rule(seen) for rule in rules.CONVERSATION_RULES.values() if rule(seen)]
    return seen


def test_a_stretch_without_the_caution_of_a_fact(catalog: Catalog) -> None:
    seen = held(catalog, NUMB)
    caution = catalog.conditions["numb-feet"].caution
    speech = tuple(part for part in seen.turn.speech if part != caution)
    silent = replace(seen, turn=replace(seen.turn, speech=speech, card=None))
    assert "stretches without" in str(rules.caution_kept(silent))


def test_an_answer_about_doctors_that_forgets_a_fact(catalog: Catalog) -> None:
    seen = held(catalog, THINNERS, Input("DoctorIntent"))
    general = replace(seen, turn=replace(seen.turn, speech=seen.turn.speech[1:]))
    assert "forgets" in str(rules.doctor_kept(general))


def test_a_reason_that_does_not_fit_the_listener(catalog: Catalog) -> None:
    seen = held(catalog, DIABETES, Input("WhyCrampIntent"))
    assert isinstance(seen.turn.state, Told)
    state = replace(seen.turn.state, topic="general")
    other = replace(seen, turn=replace(seen.turn, state=state))
    assert "explains general" in str(rules.reason_kept(other))


def test_a_step_in_the_words_for_oneself_although_a_child_has_the_cramp(catalog: Catalog) -> None:
    seen = held(catalog, CHILD, Input(STILL_HURTS))
    assert isinstance(seen.turn.state, InStep)
    state = replace(seen.turn.state, routine="calf")
    other = replace(seen, turn=replace(seen.turn, state=state))
    assert "not in the words for a helper" in str(rules.person_kept(other))


def test_a_fact_that_withholds_the_stretch(catalog: Catalog) -> None:
    seen = held(catalog, DIABETES, Input(RELIEF))
    answer = held(catalog, DIABETES, Input("DoctorIntent")).turn
    assert "gives no stretch" in str(rules.help_given(replace(seen, turn=answer)))


def test_the_disclaimer_twice(catalog: Catalog) -> None:
    seen = held(catalog, Input("WhyCrampIntent"), Input("DoctorIntent"))
    speech = (*seen.turn.speech, catalog.prompts.disclaimer)
    again = replace(seen, turn=replace(seen.turn, speech=speech))
    assert "disclaimer again" in str(rules.disclaimer_once(again))


def test_the_same_offer_twice(catalog: Catalog) -> None:
    seen = held(catalog, Input("WhyCrampIntent"), Input("ActivityIntent"))
    assert isinstance(seen.turn.state, Told)
    state = replace(seen.turn.state, offer=seen.request.said[0])  # type: ignore[arg-type]
    again = replace(seen, turn=replace(seen.turn, state=state))
    assert "again" in str(rules.offer_once(again))


def test_the_same_move_twice(catalog: Catalog) -> None:
    seen = held(catalog, Input(RELIEF), Input(STILL_HURTS), Input(STILL_HURTS))
    assert seen.before is not None
    again = replace(seen, turn=seen.before.turn)
    assert "again" in str(rules.rung_once(again))
