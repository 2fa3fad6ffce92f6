from __future__ import annotations

from typing import get_args

import pytest

from skill.catalog import Catalog, Catalogs, load_catalogs
from skill.catalog.model import Tier
from skill.dialogue.intents import warnings
from skill.dialogue.listener import STRANGER
from skill.dialogue.scenes import Scene, WarningScene
from skill.dialogue.state import (
    Asked,
    InStep,
    Missed,
    Paused,
    SignAsked,
    SignSaid,
    State,
    Told,
    Warned,
    WhatElse,
)
from skill.dialogue.turn import Request
from tests.conftest import CONTENT, NOW, Talk, ask, ids, text

HELD = InStep("calf", 0, NOW, NOW + 30)
STATES: list[State] = [
    None,
    HELD,
    InStep("bedtime", 0, NOW, NOW),
    Paused(HELD, 20),
    Told("cause", "calcium", 0, 3, "prevention"),
    Told("cause", "calcium", 0, 3, "resume", HELD),
    Warned(HELD),
    SignAsked("dizzy", place=HELD),
    Asked(),
    Missed(2, HELD),
]
SIGNS = ids("warnings")
CATALOG = load_catalogs(CONTENT)["en-US"]
IN_WATER = InStep("in-water", 0, NOW, NOW, ("in-water",))


def test_there_are_signs_of_every_tier(catalog: Catalog) -> None:
    assert {warning.tier for warning in catalog.warnings.values()} == set(get_args(Tier))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_says_what_to_do_and_whom_to_call_from_every_state(
    catalog: Catalog, sign: str
) -> None:
    warning = catalog.warnings[sign]
    for state in STATES:
        turn = warnings.say_sign(ask(catalog, state), sign)
        assert warning.say.say in text(turn)
        assert all(passage.say in text(turn) for passage in warnings.call(catalog, warning.tier))


@pytest.mark.parametrize("sign", SIGNS)
def test_only_danger_to_life_ends_a_stretch(catalog: Catalog, sign: str) -> None:
    turn = warnings.say_sign(ask(catalog, HELD), sign)
    tier = catalog.warnings[sign].tier
    today = SignSaid(sign, HELD) if tier == "same-day" else Paused(HELD, 30)
    assert turn.state == (None if tier in ("emergency", "crisis") else today)
    assert (turn.reprompt is None) is (turn.state is None)
    assert text(turn).endswith(catalog.prompts.go_on.ask.say) is isinstance(turn.state, Paused)
    assert (catalog.prompts.cannot_judge.say in text(turn)) is (tier == "same-day")


@pytest.mark.parametrize("sign", SIGNS)
def test_an_emergency_says_whom_to_call_first_and_the_rest_what_to_do(
    catalog: Catalog, sign: str
) -> None:
    warning = catalog.warnings[sign]
    said = text(warnings.say_sign(ask(catalog), sign))
    call = catalog.prompts.tier[warning.tier].say
    call_first = warning.tier == "emergency" and not warning.act_first
    assert said.startswith(call if call_first else warning.say.say)


QUESTIONS = [key for key in SIGNS if key in CATALOG.questions]
OUTCOMES = [(key, yes) for key in QUESTIONS for yes in (True, False)]


def test_some_signs_ask_first() -> None:
    assert len(QUESTIONS) > 10


@pytest.mark.parametrize("sign", QUESTIONS)
@pytest.mark.parametrize("state", STATES)
def test_a_question_about_a_sign_keeps_the_place(talk: Talk, state: State, sign: str) -> None:
    talk.state = state
    turn = talk.say("WarningSignIntent", sign=sign)
    assert text(turn) == CATALOG.questions[sign].ask.say
    assert isinstance(talk.state, SignAsked)
    assert talk.state.place == Request(CATALOG, state).step


@pytest.mark.parametrize(("sign", "yes"), OUTCOMES)
def test_each_answer_leads_to_its_advice(
    talk: Talk, catalog: Catalog, sign: str, yes: bool
) -> None:
    question = catalog.questions[sign]
    lead = (question.if_yes if yes else question.if_no) or sign
    talk.state = SignAsked(sign)
    said = text(talk.say(f"AMAZON.{'Yes' if yes else 'No'}Intent"))
    if lead == "emergency":
        assert said.startswith(catalog.prompts.tier["emergency"].say)
    else:
        assert catalog.warnings[lead].say.say in said


@pytest.mark.parametrize("sign", QUESTIONS)
def test_no_answer_to_the_question_is_taken_for_the_more_urgent_one(
    talk: Talk, catalog: Catalog, sign: str
) -> None:
    talk.state = SignAsked(sign)
    for _ in range(2):
        assert catalog.questions[sign].ask.say in text(talk.say("AMAZON.FallbackIntent"))
    turn = talk.say("AMAZON.FallbackIntent")
    outcomes = [warnings.settle(ask(catalog), SignAsked(sign), yes=yes) for yes in (True, False)]
    assert turn.scene == min((one.scene for one in outcomes), key=_urgency)


def _urgency(scene: Scene | None) -> int:
    assert isinstance(scene, WarningScene)
    return warnings.TIERS.index(scene.tier)


@pytest.mark.parametrize("sign", QUESTIONS)
def test_a_repeat_asks_about_the_sign_again(talk: Talk, catalog: Catalog, sign: str) -> None:
    talk.state = SignAsked(sign)
    assert text(talk.say("AMAZON.RepeatIntent")) == catalog.questions[sign].ask.say


def test_a_sign_of_another_person_is_spoken_of_to_the_helper(talk: Talk, catalog: Catalog) -> None:
    helping = InStep("calf", 0, NOW, NOW + 30, ("helping-someone",))
    expected = catalog.warnings["fainting"].say_helper
    assert expected is not None
    for state, slots in (
        (None, {"situation": "child"}),
        (helping, {}),
        (Paused(helping, 3), {}),
    ):
        talk.state = state
        talk.known = STRANGER
        assert expected.say in text(talk.say("WarningSignIntent", sign="fainting", **slots))
    talk.state, talk.known = None, STRANGER
    assert expected.say not in text(talk.say("WarningSignIntent", sign="fainting"))


def test_whom_a_question_is_about_is_kept_for_its_answer(talk: Talk, catalog: Catalog) -> None:
    talk.say("WarningSignIntent", sign="dizzy", situation="helping-someone")
    assert talk.state == SignAsked("dizzy", helping=True)
    expected = catalog.prompts.emergency["helper"].say
    assert expected in text(talk.say("AMAZON.YesIntent"))


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en-US", "nine eight eight"),
        ("en-CA", "nine eight eight"),
        ("en-GB", "one one six, one two three"),
        ("en-AU", "thirteen, eleven, fourteen"),
        ("en-IN", "one four four one six"),
    ],
)
def test_thoughts_of_suicide_are_answered_with_the_line_of_the_country(
    catalogs: Catalogs, locale: str, line: str
) -> None:
    catalog = catalogs[locale]
    turn = Talk(catalog).say("CrisisIntent")
    said = text(turn)
    assert said.startswith(catalog.warnings["suicide"].say.say)
    assert line in said
    assert catalog.emergency[0] in said
    assert catalog.prompts.cannot_call.say in said
    assert turn.reprompt is None
    assert turn.card is not None
    assert catalog.crisis[1] in turn.card.text


def test_a_country_without_a_known_line_gets_the_emergency_number(catalogs: Catalogs) -> None:
    catalog = catalogs["fr-FR"]
    said = text(Talk(catalog).say("CrisisIntent"))
    assert catalog.prompts.tier["emergency"].say in said
    assert catalog.prompts.tier["crisis"].say not in said


@pytest.mark.parametrize("state", STATES)
def test_an_emergency_is_answered_from_every_state(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    turn = talk.say("EmergencyIntent")
    assert text(turn).startswith(catalog.prompts.tier["emergency"].say)
    assert catalog.prompts.cannot_call.say in text(turn)
    assert (turn.state, turn.reprompt) == (None, None)


@pytest.mark.parametrize("state", [IN_WATER, Paused(IN_WATER, 10), Missed(1, IN_WATER)])
def test_an_emergency_in_the_water_says_first_how_to_stay_afloat(
    talk: Talk, catalog: Catalog, state: State
) -> None:
    talk.state = state
    said = text(talk.say("EmergencyIntent"))
    assert said.startswith(catalog.warnings["deep-water"].say.say)
    assert catalog.prompts.tier["emergency"].say in said


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
    assert text(talk.say("AMAZON.YesIntent")).startswith(catalog.prompts.if_sign.say)
    assert talk.state == Warned()


@pytest.mark.parametrize(("place", "expected"), [(HELD, InStep), (None, WhatElse)])
def test_no_to_the_signs_goes_back_to_the_stretch_or_asks_what_else(
    talk: Talk, place: InStep | None, expected: type
) -> None:
    talk.state = Warned(place)
    talk.say("AMAZON.NoIntent")
    assert isinstance(talk.state, expected)


def test_a_sign_s_card_has_the_same_words(talk: Talk, catalog: Catalog) -> None:
    turn = talk.say("WarningSignIntent", sign="swelling")
    assert turn.card is not None
    doubt = catalog.warnings["swelling"].doubt
    assert doubt is not None
    spoken = text(turn).removesuffix(doubt.ask.say).strip()
    assert turn.card.text.replace("\n", " ").startswith(catalog.to_read(spoken))
    assert turn.card.title.lower() == catalog.warnings["swelling"].name.lower()


WAITING = [
    "StillHurtsIntent",
    "StartReliefIntent",
    "HoldTimeIntent",
    "SlowerIntent",
    "BedtimeRoutineIntent",
    "UnsureIntent",
    "AMAZON.HelpIntent",
    "AMAZON.NextIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.ResumeIntent",
    "AMAZON.StartOverIntent",
]


@pytest.mark.parametrize("sign", QUESTIONS)
@pytest.mark.parametrize("intent", WAITING)
@pytest.mark.parametrize("place", [None, HELD])
def test_what_goes_on_waits_for_the_answer_about_a_sign(
    talk: Talk, catalog: Catalog, sign: str, intent: str, place: InStep | None
) -> None:
    talk.state = SignAsked(sign, place=place)
    asked = catalog.questions[sign].ask.say
    assert text(talk.say(intent)) == asked
    if catalog.warnings[sign].tier == "watch":
        return
    assert text(talk.say(intent)) == asked
    turn = talk.say(intent)
    outcomes = [warnings.settle(ask(catalog), SignAsked(sign), yes=yes) for yes in (True, False)]
    assert turn.scene == min((one.scene for one in outcomes), key=_urgency)


@pytest.mark.parametrize("slots", [{"muscle": "shin"}, {"situation": "in-water"}])
def test_another_muscle_or_an_unsafe_place_does_not_wait(talk: Talk, slots: dict[str, str]) -> None:
    talk.state = SignAsked("numbness")
    talk.say("StartReliefIntent", **slots)
    assert isinstance(talk.state, InStep)


@pytest.mark.parametrize("sign", QUESTIONS)
@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("WhyCrampIntent", {"context": "night"}),
        ("RemedyIntent", {"remedy": "magnesium"}),
        ("MedicineIntent", {"medicine": "statin"}),
        ("ConditionIntent", {"condition": "diabetes"}),
        ("DoctorIntent", {}),
        ("AboutIntent", {}),
        ("WarningSignIntent", {}),
    ],
)
def test_after_an_answer_the_question_about_a_sign_is_asked_again(
    talk: Talk, catalog: Catalog, sign: str, intent: str, slots: dict[str, str]
) -> None:
    talk.state = SignAsked(sign)
    turn = talk.say(intent, **slots)
    assert text(turn).endswith(catalog.questions[sign].ask.say)
    assert talk.state == SignAsked(sign)


NAMED = [(key, named) for key in QUESTIONS for named in CATALOG.questions[key].yes_signs]


def test_some_questions_are_answered_by_naming_a_sign() -> None:
    assert len(NAMED) > 10


@pytest.mark.parametrize(("sign", "named"), NAMED)
def test_a_sign_named_as_the_answer_says_yes(
    talk: Talk, catalog: Catalog, sign: str, named: str
) -> None:
    talk.state = SignAsked(sign)
    turn = talk.say("WarningSignIntent", sign=named)
    assert text(turn) == text(warnings.settle(ask(catalog), SignAsked(sign), yes=True))


AFLOAT = [0, 1, 2]


@pytest.mark.parametrize(
    "sign", [key for key in SIGNS if CATALOG.warnings[key].tier == "emergency"]
)
@pytest.mark.parametrize("step", AFLOAT)
def test_in_the_water_every_emergency_says_to_float(catalog: Catalog, sign: str, step: int) -> None:
    state = InStep("in-water", step, NOW, NOW, ("in-water",))
    said = text(warnings.say_sign(ask(catalog, state), sign))
    assert said.startswith(catalog.warnings["deep-water"].say.say)
    assert said.endswith(catalog.prompts.cannot_call.say)


def test_out_of_the_water_nobody_is_sent_back_to_float(catalog: Catalog) -> None:
    state = InStep("in-water", len(AFLOAT), NOW, NOW, ("in-water",))
    for turn in (
        warnings.emergency(ask(catalog, state)),
        warnings.say_sign(ask(catalog, state), "chest-pain"),
    ):
        assert text(turn).startswith(catalog.prompts.tier["emergency"].say)


@pytest.mark.parametrize("situation", ["in-water", "driving", "dialysis"])
@pytest.mark.parametrize("intent", ["StillHurtsIntent"])
def test_pain_does_not_say_that_a_place_is_safe(
    talk: Talk, catalog: Catalog, situation: str, intent: str
) -> None:
    talk.say("StartReliefIntent", muscle="calf", situation=situation)
    for _ in range(3):
        first = catalog.routines[situation].steps[0]
        assert text(talk.say(intent)).startswith((first.move, first.again))
