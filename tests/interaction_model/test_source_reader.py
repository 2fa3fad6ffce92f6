from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.common.paths import MODELS
from skill.interaction_model.source_reader import read_source, read_sources
from skill.interaction_model.utterance_source import SampleGroup, SourceError, Template
from tests.support.interaction_model import SOURCE, changed, with_file, write_utterances

EN = "interaction_model/en"
RELIEF, ASK, STOP = (
    f"{EN}/intents/{name}.yaml" for name in ("ReliefIntent", "AskIntent", "AMAZON.StopIntent")
)

#: The files, and what must be said about them.
FAULTS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "no intents": (
        {name: text for name, text in SOURCE.items() if not name.startswith("intents/")}
        | {"rules/cramp.yaml": ""},
        f"{EN}/intents: has no file: add one",
    ),
    "an intent that is a list": (
        with_file("intents/DogIntent.yaml", "- a"),
        (
            f"{EN}/intents/DogIntent.yaml: must have slots and groups; "
            "an intent without own samples is written {}"
        ),
    ),
    "an unknown field of an intent": (
        with_file("intents/DogIntent.yaml", "utterances: []\n"),
        f"{EN}/intents/DogIntent.yaml: utterances: is not a field; the fields are slots, groups",
    ),
    "no invocation name": (
        with_file("invocation.yaml", "{}"),
        f"{EN}/invocation.yaml: invocation_name: is missing: add it",
    ),
    "an invocation name that is a number": (
        changed('"cramp coach"', "3"),
        f"{EN}/invocation.yaml: invocation_name: is 3: write words",
    ),
    "slot types that are lists": (
        changed('{calf: ["cough"]}', '["cough"]'),
        f"{EN}/values/Muscle.yaml: must map slot types to value ids to lists of phrases",
    ),
    "a value in two files": (
        with_file("values/other.yaml", 'Muscle: {calf: ["cuff"]}\n'),
        f"{EN}/values/other.yaml: Muscle calf is in another file too: keep one",
    ),
    "samples that are one text": (
        changed('samples: ["stop"]', 'samples: "stop"'),
        f"{STOP}: groups: plain: samples: is no list: put it in [square brackets]",
    ),
    "a sample that is a number": (
        changed('samples: ["stop"]', 'samples: ["stop", 5]'),
        f"{STOP}: groups: plain: samples 2: is 5: write words",
    ),
    "a group without an example": (
        changed('example: "stop", ', ""),
        f"{STOP}: groups: plain: example: is missing: add it",
    ),
    "an importance that does not exist": (
        changed('importance: "rare"', 'importance: "some"'),
        f"{RELIEF}: groups: situation: importance: is 'some': use one of required, usual, rare",
    ),
    "slots that are a list": (
        changed('{muscle: "Muscle", situation: "Situation"}', "[muscle]"),
        (f"{RELIEF}: slots: is not a group of entries: begin each with its name and a colon"),
    ),
    "a bracket that is never closed": (
        changed("[again]", "[again"),
        (
            f'{RELIEF}:6: "my {{muscle}} <keeps> cramping [again": '
            "its brackets do not match: close each, in order"
        ),
    ),
    "a bracket in the words of a value that is never closed": (
        changed('["cough"]', '["(cough|cuff"]'),
        (
            f'{EN}/values/Muscle.yaml:1: "(cough|cuff": '
            "its brackets do not match: close each, in order"
        ),
    ),
    "a bracket of a rule that is never closed": (
        with_file("rules/cramp.yaml", 'keeps: "(is|keeps)"\nhurts: "(hurts|aches"\n'),
        f'{EN}/rules/cramp.yaml:2: "(hurts|aches": its brackets do not match: close each, in order',
    ),
    "a rule that does not exist": (
        changed("is it {cause}", "<is_it> {cause}"),
        (
            f'{ASK}:8: "<is_it> {{cause}}": '
            "there is no rule <is_it>: add it to rules/, or correct the name"
        ),
    ),
    "a rule that nothing uses": (
        with_file("rules/more.yaml", 'hurts: "(hurts|aches)"\n'),
        f"{EN}/rules/more.yaml:1: no template uses <hurts>: delete it",
    ),
    "a rule in two files": (
        with_file("rules/more.yaml", 'keeps: "(does|keeps)"\n'),
        f"{EN}/rules/more.yaml:1: <keeps> is also in {EN}/rules/cramp.yaml:1: keep one",
    ),
    "a slot in the words of a value": (
        changed('["cough"]', '["my {muscle}"]'),
        f'{EN}/values/Muscle.yaml:1: "my {{muscle}}": a value has no slot {{muscle}}: write words',
    ),
    "a slot that the intent does not have": (
        changed("{situation} has", "{person} has"),
        (
            f'{RELIEF}:11: "{{person}} has a cramp": '
            "{person} is not a slot of this intent: add it to slots"
        ),
    ),
    "a bare word that YAML takes for false": (
        changed('samples: ["stop"]', "samples: [no]"),
        f"{STOP}:1: no would be read as true or false: put it in double quotes",
    ),
    "a group written twice": (
        changed("  situation:\n", "  muscle:\n"),
        f"{RELIEF}:7: 'muscle' appears twice: delete or rename one",
    ),
    "two parts of an intent with a slot of two types": (
        with_file("intents/AskIntent/more.yaml", 'slots: {cause: "Medicine"}\n'),
        f"{ASK}: cause has another type in {EN}/intents/AskIntent/more.yaml: use one",
    ),
}


@pytest.mark.parametrize(("files", "problem"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_line_and_what_to_do(
    files: Mapping[str, str], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(write_utterances(tmp_path, files) / "en")
    assert caught.value.problems == [problem]


def test_every_fault_of_every_language_is_told_at_once(tmp_path: Path) -> None:
    files = {**changed("{situation} has", "{situation} ()"), "values/Muscle.yaml": "- a"}
    folder = write_utterances(tmp_path, files)
    with pytest.raises(SourceError) as caught:
        read_sources(folder, ["en", "de"])
    assert caught.value.problems == [
        "interaction_model/de: there is no such folder: add it",
        (
            f'{RELIEF}:11: "{{situation}} () a cramp": '
            "it has nothing between two brackets: delete them"
        ),
        f"{EN}/values/Muscle.yaml: must map slot types to value ids to lists of phrases",
    ]


def test_utterances_are_read_as_they_are_written(tmp_path: Path) -> None:
    language = read_source(write_utterances(tmp_path) / "en")
    assert (language.place, language.invocation_name) == (EN, "cramp coach")
    assert language.phrases_of("Muscle", "calf") == ("cough",)
    assert language.phrases_of("Muscle", "foot") == ()
    relief = language.intents[-1]
    assert (relief.name, relief.place) == ("ReliefIntent", RELIEF)
    assert relief.slots == {"muscle": "Muscle", "situation": "Situation"}
    assert relief.groups[1] == SampleGroup(
        "situation",
        "my husband has a cramp",
        (Template("{situation} has a cramp", f"{RELIEF}:11", ("{situation} has a cramp",)),),
        "rare",
    )
    assert relief.samples == (
        "my {muscle} is cramping",
        "my {muscle} keeps cramping",
        "{situation} has a cramp",
        "my {muscle} is cramping again",
        "my {muscle} keeps cramping again",
    )
    assert [intent.name for intent in language.intents] == [
        "AMAZON.CancelIntent",
        "AMAZON.HelpIntent",
        "AMAZON.StopIntent",
        "AskIntent",
        "ReliefIntent",
    ]


def test_every_file_of_ours_is_short() -> None:
    lengths = {
        file: len(file.read_text(encoding="utf-8").splitlines()) for file in MODELS.rglob("*.yaml")
    }
    assert len(lengths) > 60
    assert [file.name for file, lines in lengths.items() if lines > 250] == []


def test_rare_groups_can_be_left_out(tmp_path: Path) -> None:
    relief = read_source(write_utterances(tmp_path) / "en").without_rare().intents[-1]
    assert len(relief.samples) == 4
    assert [group.name for group in relief.groups] == ["muscle"]


def test_the_words_of_a_value_may_be_templates(tmp_path: Path) -> None:
    files = changed('["cough"]', '["(cough|cuff) [muscle]", "cuff"]')
    source = read_source(write_utterances(tmp_path, files) / "en")
    assert source.phrases_of("Muscle", "calf") == ("cough", "cuff", "cough muscle", "cuff muscle")


def test_a_long_intent_is_a_folder_of_files(tmp_path: Path) -> None:
    more = (
        'slots: {sign: "Sign"}\ngroups: {sign: {example: "it is hot", samples: ["it is {sign}"]}}\n'
    )
    files = dict(SOURCE)
    files["intents/AskIntent/plain.yaml"] = files.pop("intents/AskIntent.yaml")
    files["intents/AskIntent/sign.yaml"] = more
    ask = read_source(write_utterances(tmp_path, files) / "en").intents[3]
    assert [group.name for group in ask.groups] == ["question", "fact", "sign"]
    assert "it is {sign}" in ask.samples
    assert ask.templates[-1].place == f"{EN}/intents/AskIntent/sign.yaml:2"
