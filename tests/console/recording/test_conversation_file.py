from __future__ import annotations

import json
from pathlib import Path

import pytest

from skill.console.errors import ConsoleError
from skill.console.recording.conversation_file import (
    ConversationTurn,
    conversation_from_text,
    read_conversation,
)

GOOD = """
- user: "open cramp coach"
  alexa: "Pull your toes"
- silence: true
  never: ["one", "two"]
  ends: true
- user: "no"
  intent: "AMAZON.NoIntent"
  after: 40
  reprompt: "Hold"
- launch: true
- touch: "next"
- sound_fails: true
- exit: true
  after: 3
"""


def _write(folder: Path, text: str, name: str = "calf.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_list_of_turns_is_read_with_the_locale_of_its_folder(tmp_path: Path) -> None:
    conversation = read_conversation(_write(tmp_path / "en-GB", GOOD))

    assert conversation.locale == "en-GB"
    assert conversation.device == "speaker"
    assert conversation.turns == (
        ConversationTurn("user", "open cramp coach", alexa=("Pull your toes",)),
        ConversationTurn("silence", never=("one", "two"), ends=True),
        ConversationTurn("user", "no", intent="AMAZON.NoIntent", after=40, reprompt=("Hold",)),
        ConversationTurn("launch"),
        ConversationTurn("touch", touch="next"),
        ConversationTurn("sound_fails"),
        ConversationTurn("exit", after=3),
    )


def test_a_folder_without_a_locale_means_american_english(tmp_path: Path) -> None:
    assert read_conversation(_write(tmp_path, GOOD)).locale == "en-US"


def test_a_mapping_may_name_the_locale_and_the_device(tmp_path: Path) -> None:
    text = 'locale: "en-IN"\ndevice: "show-8"\nturns:\n  - user: "help"\n'
    conversation = read_conversation(_write(tmp_path / "en-GB", text))

    assert (conversation.locale, conversation.device) == ("en-IN", "show-8")


def test_a_replay_file_of_ask_dialog_is_a_conversation_without_expectations(tmp_path: Path) -> None:
    replay = {
        "skillId": "amzn1.ask.skill.x",
        "locale": "en-AU",
        "type": "text",
        "userInput": ["open cramp coach", "help", ".quit"],
    }
    conversation = read_conversation(_write(tmp_path, json.dumps(replay), "replay.json"))

    assert conversation.locale == "en-AU"
    assert conversation.turns == (
        ConversationTurn("user", "open cramp coach"),
        ConversationTurn("user", "help"),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('- user: "a"\n- user: "b"\n  alxa: "c"', "calf.yaml: turn 2: unknown alxa; known: user,"),
        ('- alexa: "c"', "turn 1: needs exactly one of user, silence, launch"),
        ('- user: "a"\n  silence: true', "turn 1: needs exactly one of"),
        ("- user: no", "no would be read as true or false"),
        ('- user: "a"\n  after: "40"', "turn 1: after must be int, not '40'"),
        ('- user: "a"\n  ends: "true"', "turn 1: ends must be bool, not 'true'"),
        ('- user: "a"\n  after: true', "turn 1: after must be int, not True"),
        ("- silence: false", "turn 1: silence must be bool, not False"),
        ("- touch: 5", "turn 1: touch must be str, not 5"),
        ("- exit: false", "turn 1: exit must be bool, not False"),
        ("- silence: true\n  after: 5", "turn 1: a silence ends by itself; it takes no after"),
        ('- user: "a"\n  never: [5]', "turn 1: 5 must be in quotes"),
        ("- user: 5", "turn 1: user must be str, not 5"),
        ('- user: "a"\n  user: "b"', "'user' appears twice"),
        ('- "a"', "turn 1: expected fields such as user: and alexa:"),
        ("[]", "has no turns"),
        ('"a"', "expected a list of turns"),
        ('turns: []\nlocal: "en-US"', "unknown local; known: locale, device, turns"),
    ],
)
def test_a_mistake_in_a_file_is_one_line_that_names_the_file_and_the_place(
    tmp_path: Path, text: str, problem: str
) -> None:
    file = _write(tmp_path, text)
    with pytest.raises(ConsoleError) as error:
        read_conversation(file)

    assert str(file) in str(error.value)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    for name in ("none.yaml", "none.json"):
        with pytest.raises(ConsoleError, match="No such file"):
            read_conversation(tmp_path / name)


def test_a_broken_replay_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConsoleError, match="is not JSON"):
        read_conversation(_write(tmp_path, "{", "replay.json"))
    with pytest.raises(ConsoleError, match="nested too deeply"):
        read_conversation(_write(tmp_path, "[" * 100_000, "replay.json"))


def test_a_file_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "calf.yaml"
    file.write_bytes(b"- user: \xff")
    with pytest.raises(ConsoleError, match="byte 8: is not UTF-8"):
        read_conversation(file)


def test_a_text_is_read_as_the_file_that_it_would_be(tmp_path: Path) -> None:
    read = conversation_from_text("tests/conversations/en-GB/calf.yaml", GOOD)

    assert read.turns == read_conversation(_write(tmp_path / "en-GB", GOOD)).turns
    assert read.locale == "en-GB"
    with pytest.raises(ConsoleError, match="has no turns"):
        conversation_from_text("x.yaml", "[]")
