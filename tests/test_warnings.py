from __future__ import annotations

from typing import get_args

import pytest

from skill.catalog import Catalog, Catalogs
from skill.catalog.model import Tier
from skill.dialogue.state import Asked, InStep, Missed, Paused, State, Told, Warned
from tests.conftest import NOW, Talk, ids, text

HELD = InStep("calf", 0, NOW, NOW + 30)
STATES: list[State] = [
    None,
    HELD,
    InStep("bedtime", 0, NOW, NOW),
    Paused(HELD, 20),
    Told("cause", "calcium", 0, 3, "prevention"),
    Told("cause", "calcium", 0, 3, "resume", HELD),
    Warned(HELD),
    Asked(),
    Missed(2, HELD),
]
SIGNS = ids("warnings")
IN_WATER = InStep("in-water", 0, NOW, NOW, ("in-water",))


def test_there_are_signs_of_every_tier(catalog: Catalog) -> None:
    assert {warning.tier for warning in catalog.warnings.values()} == set(get_args(Tier))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_answered_from_every_state_and_ends_the_session(
    catalog: Catalog, sign: str
) -> None:
    warning = catalog.warnings[sign]
    line = catalog.prompt(f"tier-{warning.tier}").say
    answers = set()
    for state in STATES:
        talk = Talk(catalog, state)
        turn = talk.say("WarningSignIntent", sign=sign)
        answers.add(text(turn))
        assert (turn.state, turn.reprompt) == (None, None)
    (said,) = answers
    assert line in said
    assert warning.say.say in said
    assert said.endswith(catalog.prompt("cannot-judge").say)


@pytest.mark.parametrize("sign", SIGNS)
def test_an_emergency_says_whom_to_call_first_and_the_rest_what_to_do(
    catalog: Catalog, sign: str
) -> None:
    warning = catalog.warnings[sign]
    said = text(Talk(catalog).say("WarningSignIntent", sign=sign))
    call = catalog.prompt(f"tier-{warning.tier}").say
    call_first = warning.tier == "emergency" and not warning.act_first
    assert said.startswith(call if call_first else warning.say.say)


@pytest.mark.parametrize("state", STATES)
def test_an_emergency_is_answered_from_every_state(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    turn = talk.say("EmergencyIntent")
    assert text(turn).startswith(catalog.prompt("tier-emergency").say)
    assert catalog.prompt("cannot-call").say in text(turn)
    assert (turn.state, turn.reprompt) == (None, None)


@pytest.mark.parametrize("state", [IN_WATER, Paused(IN_WATER, 10), Missed(1, IN_WATER)])
def test_an_emergency_in_the_water_says_first_how_to_stay_afloat(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    said = text(talk.say("EmergencyIntent"))
    assert said.startswith(catalog.warnings["deep-water"].say.say)
    assert catalog.prompt("tier-emergency").say in said


@pytest.mark.parametrize(("locale", "number"), [("en-GB", "nine nine nine"), ("fr-FR", "local")])
def test_the_number_is_that_of_the_country(catalogs: Catalogs, locale: str, number: str) -> None:
    assert number in text(Talk(catalogs[locale]).say("EmergencyIntent"))


@pytest.mark.parametrize("unknown", [(), ("sign",)])
def test_without_a_sign_we_know_the_signs_are_named_and_the_place_is_kept(
    catalog: Catalog, unknown: tuple[str, ...]
) -> None:
    talk = Talk(catalog, HELD)
    turn = talk.say("WarningSignIntent", unknown=unknown)
    passages = catalog.topics["answer"]["warning-signs"].say
    assert passages
    assert all(passage.say in text(turn) for passage in passages)
    assert talk.state == Warned(HELD)
    assert turn.card is not None


def test_yes_to_the_signs_says_the_more_urgent_advice_and_asks_which(
    talk: Talk, catalog: Catalog
) -> None:
    talk.say("WarningSignIntent")
    assert text(talk.say("AMAZON.YesIntent")).startswith(catalog.prompt("if-sign").say)
    assert talk.state == Warned()


@pytest.mark.parametrize(("place", "expected"), [(HELD, InStep), (None, Asked)])
def test_no_to_the_signs_goes_back_to_the_stretch_or_asks_what_else(
    talk: Talk, place: InStep | None, expected: type
) -> None:
    talk.state = Warned(place)
    talk.say("AMAZON.NoIntent")
    assert isinstance(talk.state, expected)


def test_a_sign_s_card_has_the_same_words(talk: Talk, catalog: Catalog) -> None:
    turn = talk.say("WarningSignIntent", sign="swelling")
    assert turn.card is not None
    assert turn.card.text.replace("\n", " ").startswith(catalog.to_read(text(turn)))
    assert turn.card.title.lower() == catalog.warnings["swelling"].name.lower()
