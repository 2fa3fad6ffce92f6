from __future__ import annotations

from skill.common.paths import MODELS
from skill.interaction_model.__main__ import handled_intents
from skill.interaction_model.source_checks import (
    LEAST_SAMPLES,
    LEAST_WHOLE,
    sample_count_problems,
    whole_phrases,
)
from skill.interaction_model.source_reader import read_source
from skill.interaction_model.utterance_source import (
    SampleGroup,
    SourceIntent,
    Template,
    UtteranceSource,
)

OURS = read_source(MODELS / "en")


def test_there_is_enough_of_every_intent_of_our_own() -> None:
    handled = handled_intents()
    own = [intent for intent in OURS.intents if not intent.name.startswith("AMAZON.")]

    assert {intent.name for intent in own} <= handled
    assert len(own) > 15
    assert list(sample_count_problems(OURS, handled)) == []


def test_what_must_never_be_missed_is_an_intent_of_ours() -> None:
    assert LEAST_WHOLE.keys() <= {intent.name for intent in OURS.intents}


def source_of(*intents: SourceIntent) -> UtteranceSource:
    return UtteranceSource("interaction_model/en", "cramp coach", {}, {}, intents)


def test_too_few_samples_and_too_few_whole_phrases_are_problems() -> None:
    name, place = "EmergencyIntent", "interaction_model/en/intents/EmergencyIntent.yaml"
    templates = (
        Template("call (a|b)", f"{place}:6", ("call a", "call b")),
        Template("{sign}", f"{place}:7", ("{sign}",)),
    )
    group = SampleGroup("plain", "call a", templates)
    few = SourceIntent(name, place, {"sign": "Sign"}, (group,))

    assert whole_phrases(few) == 2
    assert list(sample_count_problems(source_of(few), {name})) == [
        f"{place}: has 3 samples: at least {LEAST_SAMPLES} are needed",
        f"{place}: has 2 whole phrases: at least {LEAST_WHOLE[name]} are needed",
    ]


def test_amazons_intents_and_what_nothing_handles_may_be_as_few_as_they_like() -> None:
    source = source_of(SourceIntent("AMAZON.StopIntent", ""), SourceIntent("DogIntent", ""))

    assert list(sample_count_problems(source, {"AMAZON.StopIntent"})) == []
