from __future__ import annotations

import os
from pathlib import Path

import pytest

from skill.common.paths import PROJECT
from skill.console.cli.skill_reference import load_skill
from skill.interaction_model import stale_models as module
from skill.interaction_model.__main__ import main
from skill.interaction_model.stale_models import stale_models
from tests.support.content import small_content
from tests.support.interaction_model import SOURCE, write_utterances

STALE = ["interaction_model/en.json: is stale: run `python -m skill.interaction_model build`"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small_content(tmp_path)
    write_utterances(tmp_path)
    monkeypatch.setattr(
        "sys.argv", ["skill.interaction_model", "build", "--project", str(tmp_path)]
    )
    assert main() == 0
    return tmp_path


def touch(file: Path, text: str | None = None) -> None:
    """Make *file* newer than everything else, with another text or the same."""
    file.write_text(file.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
    later = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later, later))


def test_our_own_models_are_current() -> None:
    assert stale_models(PROJECT) == []


def test_a_model_is_stale_when_an_utterance_changed(project: Path) -> None:
    stop = project / "interaction_model/en/intents/AMAZON.StopIntent.yaml"
    assert stale_models(project) == []
    touch(stop, SOURCE["intents/AMAZON.StopIntent.yaml"].replace('["stop"]', '["stop", "halt"]'))
    assert stale_models(project) == STALE


def test_a_model_that_is_missing_is_one_line(project: Path) -> None:
    (project / "interaction_model/en.json").unlink()
    assert stale_models(project) == [STALE[0].replace("stale", "missing")]


def test_a_newer_file_with_the_same_words_is_compared_only_once(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project / "interaction_model/en/rules/cramp.yaml"
    touch(file, SOURCE["rules/cramp.yaml"] + "\n# A comment.\n")
    os.utime(file, (1, 1))
    touch(project / "interaction_model/en/invocation.yaml")
    os.utime(project / "interaction_model/en.json", (2, 2))
    os.utime(project / "interaction_model/en/invocation.yaml", (3, 3))
    assert stale_models(project) == []
    monkeypatch.setattr(module, "load_catalogs", None)
    assert stale_models(project) == []


def test_utterances_that_cannot_be_read_are_the_lines(project: Path) -> None:
    touch(project / "interaction_model/en/rules/cramp.yaml", "keeps: no\n")
    assert stale_models(project) == [
        (
            "interaction_model/en/rules/cramp.yaml:1: "
            "no would be read as true or false: put it in double quotes"
        )
    ]


def test_the_console_prints_the_line_before_a_command(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    touch(project / "interaction_model/en/rules/cramp.yaml", 'keeps: "(is|seems)"\n')
    monkeypatch.setattr("skill.quality.cramp_coach.PROJECT", project)
    load_skill("skill.quality.cramp_coach:CRAMP_COACH")
    assert capsys.readouterr().err.splitlines() == STALE
