from __future__ import annotations

from pathlib import Path

import pytest

from skill.interaction_model.source_file import SourceError, SourceIntent, read_source, read_sources
from tests.support.interaction_model import SOURCE, utterance_file

EN = "interaction_model/en.yaml"

FAULTS = {
    "not a mapping": ("- a", "intents: must be a mapping of intent names"),
    "an empty file": ("", "intents: must be a mapping of intent names"),
    "no intents": ('invocation_name: "a b"', "intents: must be a mapping of intent names"),
    "an unknown field": (SOURCE + "entities: {}\n", "entities: unknown field"),
    "no invocation name": (
        SOURCE.replace('invocation_name: "cramp coach"\n', ""),
        "invocation_name: must be text",
    ),
    "an invocation name that is a number": (
        SOURCE.replace('"cramp coach"', "3"),
        "invocation_name: must be text",
    ),
    "slot types that are lists": (
        SOURCE.replace('{calf: ["cough"]}', '["cough"]'),
        "slot_types: must map slot types to value ids to lists of words",
    ),
    "nothing after an intent": (
        SOURCE.replace("AMAZON.HelpIntent: {}", "AMAZON.HelpIntent:"),
        "AMAZON.HelpIntent: must be a mapping; an intent without own samples is written {}",
    ),
    "an unknown field of an intent": (
        SOURCE.replace('{samples: ["stop"]}', '{utterances: ["stop"]}'),
        "AMAZON.StopIntent: utterances: unknown field",
    ),
    "samples that are one text": (
        SOURCE.replace('["stop"]', '"stop"'),
        "AMAZON.StopIntent: samples: must be a list of texts",
    ),
    "a sample that is a number": (
        SOURCE.replace('["stop"]', '["stop", 5]'),
        "AMAZON.StopIntent: samples: must be a list of texts",
    ),
    "slots that are a list": (
        SOURCE.replace("{muscle: Muscle, situation: Situation}", "[muscle]"),
        "ReliefIntent: slots: must map slot names to slot types",
    ),
    "a bracket that is never closed": (
        SOURCE.replace("(is|keeps)", "(is|keeps"),
        'ReliefIntent: "my {muscle} (is|keeps cramping [again]": "(" is never closed',
    ),
    "a bracket in the words of a value that is never closed": (
        SOURCE.replace('["cough"]', '["(cough|cuff"]'),
        'slot_types: Muscle: calf: "(cough|cuff": "(" is never closed',
    ),
    "a slot in the words of a value": (
        SOURCE.replace('["cough"]', '["my {muscle}"]'),
        'slot_types: Muscle: calf: "my {muscle}": {muscle} is no word',
    ),
    "a slot that the intent does not have": (
        SOURCE.replace("{situation} has", "{person} has"),
        'ReliefIntent: "{person} has a cramp": {person} is not a slot of this intent',
    ),
    "a bare word that YAML takes for false": (
        SOURCE.replace('["stop"]', "[no]"),
        "line 21: put no in quotes: YAML would read it as true or false",
    ),
    "an intent written twice": (
        SOURCE + "  AskIntent: {}\n",
        "line 23: 'AskIntent' appears twice",
    ),
}


@pytest.mark.parametrize(("source", "problem"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_and_place(source: str, problem: str, tmp_path: Path) -> None:
    assert source != SOURCE
    with pytest.raises(SourceError) as caught:
        read_source(utterance_file(tmp_path, source) / "en.yaml")
    assert caught.value.problems == [f"{EN}: {problem}"]


def test_every_fault_of_every_language_is_told_at_once(tmp_path: Path) -> None:
    two_faults = SOURCE.replace("(is|keeps)", "()").replace("is it {cause}", "[is it {cause}")
    folder = utterance_file(tmp_path, two_faults)
    with pytest.raises(SourceError) as caught:
        read_sources(folder, ["en", "de"])
    assert caught.value.problems == [
        "interaction_model/de.yaml: No such file or directory",
        f'{EN}: ReliefIntent: "my {{muscle}} () cramping [again]": an alternative is empty',
        f'{EN}: AskIntent: "[is it {{cause}}": "[" is never closed',
    ]


def test_an_utterance_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    language = read_source(utterance_file(tmp_path) / "en.yaml")
    assert language.invocation_name == "cramp coach"
    assert language.heard_as == {"Muscle": {"calf": ("cough",)}}
    assert language.intents[0] == SourceIntent(
        name="ReliefIntent",
        slots={"muscle": "Muscle", "situation": "Situation"},
        patterns=("my {muscle} (is|keeps) cramping [again]", "{situation} has a cramp"),
        samples=(
            "my {muscle} is cramping",
            "my {muscle} is cramping again",
            "my {muscle} keeps cramping",
            "my {muscle} keeps cramping again",
            "{situation} has a cramp",
        ),
    )
    assert [intent.name for intent in language.intents[2:]] == [
        "AMAZON.HelpIntent",
        "AMAZON.StopIntent",
        "AMAZON.CancelIntent",
    ]


def test_the_words_of_a_value_may_be_patterns(tmp_path: Path) -> None:
    file = tmp_path / "en.yaml"
    file.write_text(SOURCE.replace('["cough"]', '["(cough|cuff) [muscle]", "cuff"]'))

    heard_as = read_source(file).heard_as
    assert heard_as["Muscle"]["calf"] == ("cough", "cough muscle", "cuff", "cuff muscle")
