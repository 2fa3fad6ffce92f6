"""After the advice on a sign that is no danger to life, the conversation goes on."""

from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.dialogue.state import InStep, Paused, SignSaid, WhatElse
from tests.conftest import NOW, Talk, ids, our_catalogs, text

CATALOG = our_catalogs()["en-US"]
HELD = InStep("calf", 0, NOW, NOW + 30)
TODAY = [sign for sign in ids("warnings") if CATALOG.warnings[sign].tier == "same-day"]
DOUBTS = [sign for sign in TODAY if CATALOG.warnings[sign].doubt]
ONWARD = (
    "AMAZON.NextIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.ResumeIntent",
    "AMAZON.StartOverIntent",
    "AMAZON.PauseIntent",
    "BedtimeRoutineIntent",
    "HoldTimeIntent",
    "SharpPainIntent",
    "SlowerIntent",
    "StartReliefIntent",
    "StillHurtsIntent",
)


@pytest.mark.parametrize("sign", TODAY)
@pytest.mark.parametrize("place", [None, HELD])
def test_no_words_lead_to_a_stretch_while_a_sign_stands(
    catalog: Catalog, sign: str, place: InStep | None
) -> None:
    warning = catalog.warnings[sign]
    for intent in ONWARD:
        talk = Talk(catalog, SignSaid(sign, place))
        for _ in range(2):
            assert warning.say.say in text(talk.say(intent)), intent
            assert talk.state == SignSaid(sign, place)


@pytest.mark.parametrize("sign", DOUBTS)
@pytest.mark.parametrize(
    "words", ["AMAZON.NoIntent", "NoSignIntent", "ItHelpedIntent", "SituationIntent"]
)
def test_a_sign_is_taken_back_to_the_stretch_or_to_milder_advice(
    catalog: Catalog, sign: str, words: str
) -> None:
    talk = Talk(catalog, SignSaid(sign, HELD))
    if words == "SituationIntent":
        talk.say(words, situation="other-leg")
        assert isinstance(talk.state, InStep)
        return
    talk.say(words)
    assert isinstance(talk.state, Paused)
    assert talk.state.place == HELD


@pytest.mark.parametrize("sign", DOUBTS)
def test_without_a_stretch_what_is_taken_back_asks_what_else(catalog: Catalog, sign: str) -> None:
    talk = Talk(catalog, SignSaid(sign))
    assert catalog.prompts.what_else.ask.say in text(talk.say("AMAZON.NoIntent"))
    assert talk.state == WhatElse()


@pytest.mark.parametrize("sign", DOUBTS)
def test_a_confirmed_sign_is_called_about_and_no_longer_taken_back(
    catalog: Catalog, sign: str
) -> None:
    talk = Talk(catalog, SignSaid(sign, HELD))
    assert text(talk.say("AMAZON.YesIntent")).startswith(catalog.prompts.call_today.say)
    assert talk.state == SignSaid(sign, HELD, settled=True)
    assert text(talk.say("AMAZON.NoIntent")) == catalog.prompts.goodbye.say


@pytest.mark.parametrize("sign", TODAY)
def test_a_question_after_a_sign_is_answered_and_offers_no_stretch(
    catalog: Catalog, sign: str
) -> None:
    talk = Talk(catalog, SignSaid(sign, HELD))
    said = text(talk.say("CauseIntent", cause="calcium"))
    assert catalog.prompts.offer["resume"].ask.say not in said
    assert talk.state == SignSaid(sign, HELD)


def test_another_muscle_and_an_unsafe_place_are_helped(catalog: Catalog) -> None:
    for intent, slots in (
        ("StartReliefIntent", {"muscle": "foot"}),
        ("SituationIntent", {"situation": "in-water"}),
    ):
        talk = Talk(catalog, SignSaid("swelling", HELD))
        talk.say(intent, **slots)
        assert isinstance(talk.state, InStep)


def test_in_pregnancy_a_swollen_leg_is_a_call_to_the_midwife(catalog: Catalog) -> None:
    talk = Talk(catalog)
    talk.say("StartReliefIntent", muscle="calf", situation="pregnant")
    said = text(talk.say("WarningSignIntent", sign="swelling"))
    assert catalog.warnings["pregnant-leg"].say.say in said


def test_a_car_is_stopped_before_the_call(catalog: Catalog) -> None:
    first = catalog.situations["driving"].emergency
    assert first is not None
    for intent, slots in (("WarningSignIntent", {"sign": "chest-pain"}), ("EmergencyIntent", {})):
        talk = Talk(catalog)
        talk.say("StartReliefIntent", muscle="calf", situation="driving")
        assert text(talk.say(intent, **slots)).startswith(first.say)
        parked = Talk(catalog)
        parked.say("StartReliefIntent", muscle="calf", situation="driving")
        parked.say("AMAZON.YesIntent")
        assert first.say not in text(parked.say(intent, **slots))
