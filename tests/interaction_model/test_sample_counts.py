from __future__ import annotations

from skill.common.paths import MODELS
from skill.interaction_model.__main__ import handled_intents
from skill.interaction_model.sample_counts import (
    LEAST_PATTERNS,
    LEAST_WHOLE,
    sample_count_problems,
    whole_phrases,
)
from skill.interaction_model.source_file import LanguageModel, SourceIntent, read_source

OURS = read_source(MODELS / "en.yaml")


def test_there_is_enough_of_every_intent_of_our_own() -> None:
    handled = handled_intents()
    own = [intent for intent in OURS.intents if not intent.name.startswith("AMAZON.")]

    assert {intent.name for intent in own} <= handled
    assert len(own) > 15
    assert list(sample_count_problems(OURS, handled)) == []


def test_what_must_never_be_missed_is_an_intent_of_ours() -> None:
    assert LEAST_WHOLE.keys() <= {intent.name for intent in OURS.intents}


def test_too_few_patterns_and_too_few_whole_phrases_are_problems() -> None:
    name = "EmergencyIntent"
    few = SourceIntent(
        name, {"sign": "Sign"}, ("call (a|b)", "{sign}"), ("call a", "call b", "{sign}")
    )
    source = LanguageModel("cramp coach", {}, (few,))

    assert whole_phrases(few) == 2
    assert list(sample_count_problems(source, {name})) == [
        f"{name}: has 2 patterns; at least {LEAST_PATTERNS} are needed",
        f"{name}: has 2 whole phrases; at least {LEAST_WHOLE[name]} are needed",
    ]


def test_amazons_intents_and_what_nothing_handles_may_be_as_few_as_they_like() -> None:
    source = LanguageModel(
        "cramp coach",
        {},
        (SourceIntent("AMAZON.StopIntent", {}, (), ()), SourceIntent("DogIntent", {}, (), ())),
    )

    assert list(sample_count_problems(source, {"AMAZON.StopIntent"})) == []
