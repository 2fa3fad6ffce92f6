"""A language is started, translated in part, counted, and tried in the console."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from skill.catalog import load_catalogs
from skill.catalog.__main__ import main
from skill.catalog.translation.translation_progress import progress
from skill.common.paths import CONTENT, MODELS
from skill.common.strict_yaml import read_yaml
from skill.console.client.skill_client import SkillClient
from skill.interaction_model.__main__ import main as models_main
from skill.quality.cramp_coach import cramp_coach

TRY: dict[str, Any] = read_yaml(Path(__file__).with_name("german_try.yaml"))
SENTENCES = sum(map(len, TRY["content"].values()))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's content and utterances with a German that is only begun."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(CONTENT, folder / "content")
    shutil.copytree(MODELS, folder / MODELS.name)
    assert main(["start", "de", str(folder / "content")]) == 0
    for name, texts in TRY["content"].items():
        file = folder / "content" / "de" / name
        text = file.read_text(encoding="utf-8")
        for english, german in texts.items():
            before = json.dumps(f"todo: {english}", ensure_ascii=False)
            assert before in text, english
            text = text.replace(before, json.dumps(german, ensure_ascii=False))
        file.write_text(text, encoding="utf-8")
    for name, text in TRY["utterances"].items():
        (folder / MODELS.name / "de" / name).write_text(text, encoding="utf-8")
    return folder


def test_there_are_twenty_sentences() -> None:
    assert SENTENCES >= 20


def test_what_is_still_english_is_counted_and_the_check_passes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = progress(project / "content", project / MODELS.name, "de")
    assert 0 < len(found.english) <= found.texts - SENTENCES
    assert main([str(project / "content")]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == str(found)
    assert last.endswith("is served by the console only")


def test_a_translated_sentence_is_listed_again_when_its_english_changes(project: Path) -> None:
    content = project / "content"
    file = content / "en" / "routines" / "calf.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("Now let go slowly.", "Now let go gently."), encoding="utf-8")
    try:
        found = progress(content, project / MODELS.name, "de")
        assert found.changed == ("de/routines/calf.yaml: steps 1: ease",)
        assert main(["accept", "de", str(content)]) == 0
        assert progress(content, project / MODELS.name, "de").changed == ()
    finally:
        file.write_text(before, encoding="utf-8")
        assert main(["accept", "de", str(content)]) == 0


def test_starting_again_adds_what_is_new_and_keeps_what_is_translated(project: Path) -> None:
    content = project / "content"
    file = content / "de" / "prompts.yaml"
    before = file.read_text(encoding="utf-8")
    shorter = before.replace('halfway:\n  say: "Halbzeit."\n', "")
    assert shorter != before
    file.write_text(shorter, encoding="utf-8")
    assert main(["start", "de", str(content)]) == 0
    after = file.read_text(encoding="utf-8")
    assert after == before.replace('"Halbzeit."', '"todo: Halfway."')
    file.write_text(before, encoding="utf-8")


def test_the_skill_does_not_serve_it_and_the_console_does(project: Path) -> None:
    catalogs = load_catalogs(project / "content")
    assert "de-DE" in catalogs
    assert "de-DE" not in catalogs.finished()
    assert set(catalogs.finished()) == set(load_catalogs(CONTENT))
    assert catalogs.finished()["de-DE"].language == "en"


def test_german_is_spoken_and_understood_in_the_console(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["models", "build", "--project", str(project)])
    assert models_main() == 0
    model = project / MODELS.name / "de.json"
    skill = dataclasses.replace(cramp_coach(project / "content"), models=lambda: {"de-DE": model})
    session = SkillClient(skill).session("de-DE")
    for turn in TRY["conversation"]:
        exchange = session.say(turn["said"])
        assert exchange.intent == turn["intent"]
        for words in turn["heard"]:
            assert words in exchange.speech, turn["said"]
