from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from skill.common import apl_engine
from skill.console.recording.conversation_file import read_conversation
from skill.console.recording.player import play_conversation
from skill.console.web.session_store import SessionStore
from skill.console.web.wsgi_app import create_console
from tests.support.web_visitor import Visitor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tests" / "conversations"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def visitor(desk: SessionStore, folder: Path) -> Visitor:
    made = Visitor(create_console(desk, apl_engine.BUNDLE, folder))
    made.begin("show-8", "en-GB")
    return made


def held(visitor: Visitor) -> None:
    """Hold a conversation with an interruption, a touch, and a silence."""
    visitor.say("my calf is cramping")
    visitor.say("how much longer", after=15)
    visitor.do("touch", event={"arguments": ["next"]})
    visitor.do("silence")


@pytest.mark.parametrize("detail", ["first", "all"])
def test_what_was_held_is_saved_and_played_by_the_tests(
    visitor: Visitor, desk: SessionStore, folder: Path, detail: str
) -> None:
    held(visitor)
    made = visitor.get(visitor.here(f"record?as=conversation&detail={detail}"))
    assert made["warnings"] == []
    saved = visitor.send("save", name="kept-at-night", text=made["text"])
    assert saved["path"] == "tests/conversations/en-GB/kept-at-night.yaml"
    conversation = read_conversation(folder / "en-GB" / "kept-at-night.yaml")
    assert (conversation.locale, conversation.device) == ("en-GB", "show-8")
    assert len(conversation.turns) == 4
    assert list(play_conversation(desk.console, conversation)) == []


@pytest.mark.parametrize("form", ["conversation", "dialog", "json"])
def test_every_form_can_be_loaded_and_played_step_by_step(visitor: Visitor, form: str) -> None:
    visitor.say("my calf is cramping")
    visitor.say("no")
    visitor.say("stop")
    made = visitor.get(visitor.here(f"record?as={form}"))
    loaded = visitor.post("/api/conversations", name=made["name"], text=made["text"])
    assert [turn["label"] for turn in loaded["turns"]] == ["my calf is cramping", "no", "stop"]
    assert loaded["locale"] == "en-GB"
    visitor.begin(loaded["device"], loaded["locale"])
    turns = [visitor.send("play", turn=turn)["turn"] for turn in loaded["turns"]]
    assert [turn["differences"] for turn in turns] == [[], [], []]
    assert turns[-1]["ended"]


def test_a_replay_file_is_the_one_that_ask_dialog_reads(visitor: Visitor) -> None:
    visitor.do("launch")
    visitor.say("no")
    made = visitor.get(visitor.here("record?as=dialog"))
    replay = json.loads(made["text"])
    assert set(replay) == {"skillId", "locale", "type", "userInput"}
    assert replay["userInput"] == ["open cramp coach", "no"]


def test_a_difference_is_told_at_its_turn_and_kept(visitor: Visitor) -> None:
    expected = {"user": "my calf is cramping", "alexa": "Eat a banana.", "ends": True}
    turn = visitor.send("play", turn=expected)["turn"]
    assert len(turn["differences"]) == 2
    assert "'Eat a banana.'" in turn["differences"][0]
    kept = visitor.get(f"/api/sessions/{visitor.key}")["turns"][0]
    assert kept["differences"] == turn["differences"]


def test_everything_that_a_file_can_do_has_a_name_on_the_page(visitor: Visitor) -> None:
    text = (
        '- launch: true\n- user: "no"\n  after: 10\n- touch: "next"\n'
        "- sound_fails: true\n- silence: true\n- exit: true\n"
    )
    loaded = visitor.post("/api/conversations", name="all.yaml", text=text)
    assert [turn["label"] for turn in loaded["turns"]] == [
        "(opens the skill)",
        "no",
        "(touches \u201cnext\u201d)",
        "(the device cannot play the sound)",
        "(says nothing)",
        "(leaves the skill)",
    ]
    for turn in loaded["turns"][:5]:
        assert visitor.send("play", turn=turn)["turn"]["label"] == turn["label"]


def test_the_projects_conversations_can_be_loaded(desk: SessionStore) -> None:
    visitor = Visitor(create_console(desk))
    offered = visitor.get("/api/options")["conversations"]
    assert len(offered) > 150
    for choice in offered[::40]:
        loaded = visitor.post("/api/conversations", path=choice["path"])
        assert (loaded["name"], loaded["locale"]) == (choice["name"], choice["locale"])
        assert loaded["turns"]


def test_the_suggested_name_can_be_kept(visitor: Visitor, folder: Path) -> None:
    held(visitor)
    made = visitor.get(visitor.here("record"))
    saved = visitor.send("save", name=made["name"], text=made["text"])
    assert saved["path"].endswith("/" + made["name"])
    assert [file.name for file in folder.rglob("*.yaml")] == [made["name"]]


def test_nothing_is_overwritten(visitor: Visitor, folder: Path) -> None:
    held(visitor)
    text = visitor.get(visitor.here("record"))["text"]
    visitor.send("save", name="one", text=text)
    status, error = visitor.refused(visitor.here("save"), name="one", text=text + "# more\n")
    assert (status, error["advice"]) == (409, "choose another name")
    assert (folder / "en-GB" / "one.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "name",
    ["", "../evil", "/etc/passwd", "Upper", "a b", "a.yml", ".yaml", "a/b", "-", "caf\u00e9"],
)
def test_a_name_is_no_path(visitor: Visitor, folder: Path, name: str) -> None:
    held(visitor)
    text = visitor.get(visitor.here("record"))["text"]
    status, _ = visitor.refused(visitor.here("save"), name=name, text=text)
    assert status == 400
    assert list(folder.rglob("*.yaml")) == []


@pytest.mark.parametrize(
    "text", ["", "nonsense", "- user: no\n", "- dance: true\n", '- user: "a"\n  user: "b"\n']
)
def test_what_is_no_conversation_is_not_saved(visitor: Visitor, folder: Path, text: str) -> None:
    status, error = visitor.refused(visitor.here("save"), name="odd", text=text)
    assert status == 400
    assert "odd.yaml" in error["message"]
    assert list(folder.rglob("*.yaml")) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"path": "../../etc/passwd"},
        {"path": "tests/conversations/../../pyproject.toml"},
        {"path": 3},
        {"name": "a.yaml", "text": "nonsense"},
        {"name": "a.json", "text": "{"},
        {"name": "a.json", "text": "[" * 100_000},
        {"name": "a.yaml"},
        {},
    ],
)
def test_what_is_no_conversation_is_not_loaded(visitor: Visitor, sent: dict[str, Any]) -> None:
    status, error = visitor.refused("/api/conversations", **sent)
    assert status in (400, 404)
    assert error["message"]


@pytest.mark.parametrize("query", ["as=film", "detail=some"])
def test_there_is_no_other_form(visitor: Visitor, query: str) -> None:
    held(visitor)
    assert visitor.client.get(visitor.here(f"record?{query}")).status_code == 400


def test_nothing_can_be_recorded_before_anything_is_said(visitor: Visitor) -> None:
    assert visitor.client.get(visitor.here("record")).status_code == 400


def test_an_installed_skill_has_no_project_to_save_into(desk: SessionStore, tmp_path: Path) -> None:
    visitor = Visitor(create_console(desk, apl_engine.BUNDLE, tmp_path / "none"))
    visitor.begin()
    visitor.do("launch")
    assert not visitor.get("/api/options")["can_save"]
    text = visitor.get(visitor.here("record"))["text"]
    status, error = visitor.refused(visitor.here("save"), name="one", text=text)
    assert (status, error["advice"]) == (400, "download it instead")
