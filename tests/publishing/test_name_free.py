"""Name-free phrases: few, complete sentences, and never about danger."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.catalog import ContentError, Words
from skill.catalog.intent_names import LAUNCH
from skill.console.client.skill_client import SkillClient
from skill.handlers import HANDLERS, UNASKED
from skill.publishing.name_free import name_free_problems, read_phrases
from skill.publishing.package import phrases_file
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.publishing import MODELS, model, small_model

PHRASES = read_phrases(phrases_file(MODELS, "en"))

FAULTS: dict[str, tuple[dict[str, tuple[str, ...]], str]] = {
    "a sign of danger": (
        {"WarningSignIntent": ("my leg is swollen",)},
        "WarningSignIntent: is no allowed target",
    ),
    "an intent that is none": (
        {"SingIntent": ("sing me a song",)},
        "SingIntent: is no allowed target",
    ),
    "a built-in intent": ({"AMAZON.StopIntent": ("please stop now",)}, "is no allowed target"),
    "six phrases": ({LAUNCH: ("my leg is cramping",) * 6}, "6 phrases are more than 5"),
    "a slot": ({LAUNCH: ("my {muscle} is cramping",)}, "has more than letters"),
    "one word": ({LAUNCH: ("cramp",)}, "has fewer than 3 words"),
    "another meaning": ({LAUNCH: ("why do I cramp at night",)}, "matches another intent"),
    "a phrase twice": (
        {LAUNCH: ("my leg is cramping", "my leg is cramping")},
        "'my leg is cramping' is there 2 times",
    ),
}


def test_our_own_phrases_are_in_order() -> None:
    assert len(PHRASES[LAUNCH]) == 5
    assert list(name_free_problems(PHRASES, model())) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    phrases, expected = FAULTS[fault]
    built = {target: tuple(map(Words, texts)) for target, texts in phrases.items()}
    found = list(name_free_problems(built, small_model()))
    assert any(expected in problem for problem in found), found


def test_what_may_be_reached_unasked_is_handled_and_never_an_emergency() -> None:
    assert set(PHRASES) - {LAUNCH} <= UNASKED <= set(HANDLERS)
    assert not {"EmergencyIntent", "WarningSignIntent"} & UNASKED


def test_every_phrase_is_answered_once_alexa_has_led_it_here() -> None:
    console = SkillClient(CRAMP_COACH)
    for target, phrases in PHRASES.items():
        for phrase in phrases:
            session = console.session()
            exchange = session.launch() if target == LAUNCH else session.say(phrase)
            assert exchange.intent == target
            assert exchange.speech


def test_a_language_without_a_file_has_no_phrases(tmp_path: Path) -> None:
    assert read_phrases(tmp_path / "de.yaml") == {}


@pytest.mark.parametrize("text", ["LaunchRequest: yes", "- a list", "LaunchRequest: [1]", "a: ["])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "en.yaml"
    file.write_text(text)
    with pytest.raises(ContentError, match=r"en\.yaml:[ 0-9]"):
        read_phrases(file)
