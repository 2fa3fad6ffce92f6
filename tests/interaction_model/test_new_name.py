"""A new name in the content is understood as soon as the model is built."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from skill.common.paths import CONTENT, MODELS
from skill.console.client.skill_client import SkillClient
from skill.interaction_model.__main__ import main
from skill.interaction_model.stale_models import stale_models
from skill.quality.cramp_coach import cramp_coach

CAUSE = """
shovelling-snow:
  name: "shovelling snow"
  synonyms: ["clearing the drive of snow"]
  say:
    - say: "Tired, overworked muscles are a common reason."
      claims: ["cause.fatigue"]
"""


def test_a_new_cause_is_stale_until_the_build_and_then_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(MODELS, tmp_path / MODELS.name)
    with (tmp_path / "content" / "en" / "causes.yaml").open("a", encoding="utf-8") as file:
        file.write(CAUSE)
    assert any("is stale: run" in line for line in stale_models(tmp_path))
    monkeypatch.setattr("sys.argv", ["models", "build", "--project", str(tmp_path)])
    assert main() == 0
    assert stale_models(tmp_path) == []
    models = {"en-US": tmp_path / MODELS.name / "en.json"}
    skill = dataclasses.replace(cramp_coach(tmp_path / "content"), models=lambda: models)
    exchange = SkillClient(skill).session().say("could it be shovelling snow")
    assert exchange.intent == "CauseIntent"
    assert "Tired, overworked muscles are a common reason." in exchange.speech
