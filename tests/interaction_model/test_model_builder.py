"""The shipped interaction model, built from the project's utterances and content."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.common.atomic_write import write_whole
from skill.common.paths import PROJECT
from skill.handlers import HANDLERS
from skill.interaction_model import amazon_rules, amazon_types
from skill.interaction_model.__main__ import handled_intents
from skill.interaction_model.model_builder import interaction_model, model_texts, render_model
from skill.interaction_model.source_reader import read_source
from skill.interaction_model.stale_models import committed_problems
from skill.interaction_model.utterance_source import UtteranceSource, slots_in
from skill.understanding.language import slot_names_file
from tests.conftest import our_catalogs
from tests.support.content import small_content
from tests.support.interaction_model import (
    SOURCE,
    Json,
    catalog,
    changed,
    lost,
    round_trip,
    with_file,
    write_utterances,
)

FOLDER = PROJECT / "interaction_model"
MODEL = FOLDER / "en.json"
LOCALES = ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")


@pytest.fixture(scope="module")
def catalogs() -> Mapping[str, Catalog]:
    return our_catalogs()


@pytest.fixture(scope="module")
def source() -> UtteranceSource:
    return read_source(FOLDER / "en")


@pytest.fixture(scope="module")
def built(source: UtteranceSource, catalogs: Mapping[str, Catalog]) -> Json:
    return interaction_model(source, catalogs["en-US"])


@pytest.fixture(scope="module")
def fresh(catalogs: Mapping[str, Catalog]) -> Mapping[Path, str]:
    return model_texts(FOLDER, catalogs)


def run(
    command: str, project: Path, *options: str, seed: str = "0"
) -> subprocess.CompletedProcess[str]:
    """Run the command as people do; *seed* is the order in which Python walks through sets."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "skill.interaction_model",
            command,
            "--project",
            str(project),
            *options,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


def small_project(folder: Path, files: Mapping[str, str] = SOURCE) -> Path:
    small_content(folder)
    write_utterances(folder, files)
    return folder


def test_a_committed_model_is_what_a_fresh_build_gives(fresh: Mapping[Path, str]) -> None:
    assert [line for path, text in fresh.items() for line in committed_problems(path, text)] == []


def test_there_is_one_model_for_each_language(fresh: Mapping[Path, str]) -> None:
    assert list(FOLDER.glob("*.json")) == [MODEL]
    assert list(fresh) == [MODEL, slot_names_file(FOLDER, "en")]


def test_every_locale_of_a_language_has_its_model(
    catalogs: Mapping[str, Catalog], source: UtteranceSource, built: Json
) -> None:
    assert sorted(catalogs) == list(LOCALES)
    for one in catalogs.values():
        assert interaction_model(source, one) == built


def test_every_intent_has_a_handler_and_every_handler_an_intent(source: UtteranceSource) -> None:
    intents = {intent.name for intent in source.intents}
    assert intents == {name for name in HANDLERS if name.endswith("Intent")} == handled_intents()
    assert len(intents) > 30


def test_the_models_are_far_from_alexas_limits(source: UtteranceSource) -> None:
    # Those of the model, not of the templates: what the selection leaves out costs Alexa nothing.
    model = json.loads(MODEL.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    samples = [sample for intent in model["intents"] for sample in intent["samples"]]
    assert 1_000 < len(samples) < 20_000
    assert len(source.intents) < amazon_rules.MOST_INTENTS / 4
    assert max(map(len, samples)) < amazon_rules.LONGEST_SAMPLE / 2
    assert MODEL.stat().st_size < amazon_rules.MOST_BYTES * 17 / 20


def test_amazons_own_types_find_nothing_wrong(built: Json) -> None:
    assert list(amazon_types.amazon_type_problems(built)) == []
    assert list(lost(built, round_trip(built))) == []


@pytest.mark.parametrize("name", ["WarningSignIntent", "EmergencyIntent"])
def test_what_cannot_wait_is_known_in_sixty_whole_phrases(
    name: str, source: UtteranceSource
) -> None:
    samples = next(intent.samples for intent in source.intents if intent.name == name)
    assert sum(not slots_in(sample) for sample in samples) >= 60


def test_every_slot_value_has_the_id_and_the_words_of_the_catalog(
    built: Json, catalogs: Mapping[str, Catalog]
) -> None:
    types = built["interactionModel"]["languageModel"]["types"]
    known = catalogs["en-US"].slot_values
    assert {kind["name"] for kind in types} == known.keys()
    for kind in types:
        entries = known[kind["name"]]
        assert [value["id"] for value in kind["values"]] == list(entries)
        for value in kind["values"]:
            entry, name = entries[value["id"]], value["name"]
            assert {entry.name, *entry.synonyms} <= {name["value"], *name.get("synonyms", [])}


def test_a_small_model_is_built_as_amazon_wants_it(tmp_path: Path) -> None:
    source = read_source(write_utterances(tmp_path) / "en")
    language = interaction_model(source, catalog())["interactionModel"]["languageModel"]
    assert language["invocationName"] == "cramp coach"
    assert language["intents"][2] == {"name": "AMAZON.StopIntent", "samples": ["stop"]}
    assert language["intents"][4]["slots"] == [
        {"name": "muscle", "type": "Muscle"},
        {"name": "situation", "type": "Situation"},
    ]
    assert next(kind for kind in language["types"] if kind["name"] == "Muscle")["values"] == [
        {"id": "calf", "name": {"value": "calf", "synonyms": ["calf muscle", "cough"]}},
        {"id": "foot", "name": {"value": "foot"}},
    ]


def test_a_word_that_is_written_twice_for_a_value_is_built_once(tmp_path: Path) -> None:
    source = read_source(write_utterances(tmp_path) / "en")
    known = catalog({"calf": ("calf", "calf", "cough", "calf muscle", "calf muscle")})
    language = interaction_model(source, known)["interactionModel"]["languageModel"]
    assert next(kind for kind in language["types"] if kind["name"] == "Muscle")["values"] == [
        {"id": "calf", "name": {"value": "calf", "synonyms": ["cough", "calf muscle"]}}
    ]


def test_a_built_file_has_one_sample_a_line_and_letters_as_they_are() -> None:
    text = render_model({"samples": ["ça va", "stop"]})
    assert text == '{\n"samples": [\n"ça va",\n"stop"\n]\n}\n'


def test_a_file_is_replaced_whole_and_can_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "en.json"
    path.write_text("the old model, which is longer", encoding="utf-8")
    write_whole(path, "été\n")
    assert path.read_bytes() == "été\n".encode()
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [path]


def test_building_twice_gives_the_same_bytes_in_any_order_of_sets(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    path = project / "interaction_model" / "en.json"
    first, once = run("build", project, seed="1"), path.read_bytes()
    second, again = run("build", project, seed="2"), path.read_bytes()
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout
    assert first.stdout.startswith(
        f"interaction_model/en.json: {len(once):,} of 1,500,000 bytes, 100 % left\n"
    )
    assert once == again
    assert json.loads(once)["interactionModel"]["languageModel"]["invocationName"] == "cramp coach"


def test_rare_samples_are_left_out_of_a_model_on_demand(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    assert run("build", project, "--without-rare").returncode == 0
    built = json.loads((project / "interaction_model" / "en.json").read_text(encoding="utf-8"))
    samples = built["interactionModel"]["languageModel"]["intents"][4]["samples"]
    assert "my {muscle} is cramping" in samples
    assert "{situation} has a cramp" not in samples


def test_the_check_prints_sizes_and_every_problem_and_exits_1(tmp_path: Path) -> None:
    project = small_project(tmp_path, changed("{situation} has", "{situation} has!"))
    checked = run("check", project)
    lines = checked.stdout.splitlines()
    assert checked.returncode == 1
    assert lines[1].split() == ["AMAZON.CancelIntent", "0", "0", "0", "0"]
    assert "interaction_model/en: 5 of 250 intents, 98 % left" in lines
    assert "interaction_model/en/intents/AskIntent.yaml: AskIntent: has no handler" in lines
    sample = 'interaction_model/en/intents/ReliefIntent.yaml:11: ReliefIntent: "{situation} has! '
    assert any(line.startswith(sample) for line in lines)
    assert checked.stderr.startswith("problems: ")


def test_utterances_that_cannot_be_read_are_told_without_a_stack_trace(tmp_path: Path) -> None:
    project = small_project(tmp_path, with_file("rules/cramp.yaml", "keeps: a\nkeeps: b\n"))
    problem = "interaction_model/en/rules/cramp.yaml:2: 'keeps' appears twice\n"
    for command in ("build", "check"):
        told = run(command, project)
        assert (told.returncode, told.stdout, told.stderr) == (1, problem, "problems: 1\n")


def test_a_model_that_cannot_be_written_is_told_without_a_stack_trace(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    (project / "interaction_model" / "en.json").mkdir()
    told = run("build", project)
    assert told.stdout == "interaction_model/en.json: Is a directory\n"
    assert (told.returncode, told.stderr) == (1, "problems: 1\n")


def test_content_that_cannot_be_read_is_told_without_a_stack_trace(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    (project / "content" / "locales.yaml").unlink()
    told = run("check", project)
    assert (told.returncode, told.stdout.splitlines()[0], told.stderr) == (
        1,
        "content/locales.yaml: No such file or directory",
        "problems: 1\n",
    )


def test_our_utterances_content_and_committed_models_are_in_order() -> None:
    checked = run("check", PROJECT)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert "StartReliefIntent" in checked.stdout
    assert checked.stdout.count("bytes, ") == 1
