from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.console.cli.repl import DOT_COMMANDS, Terminal
from skill.console.client.skill_client import SkillClient
from skill.console.recording.conversation_file import read_conversation
from skill.quality.cramp_coach import CRAMP_COACH


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


@pytest.fixture
def terminal(console: SkillClient) -> Terminal:
    return Terminal(console.session("en-GB"))


def _type(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    waiting: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        print(prompt, end="")
        for line in waiting:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", read)


def test_a_conversation_has_two_speakers_and_an_end(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, "open cramp coach", "stop", ".quit")
    terminal.run()

    shown = capsys.readouterr().out
    assert shown.count("User  > ") == 3
    assert shown.count("Alexa > ") == 2
    assert shown.count("Session ended") == 1


@pytest.mark.parametrize("interruption", [EOFError, KeyboardInterrupt])
def test_ctrl_d_and_ctrl_c_leave_without_a_word(
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    interruption: type[BaseException],
) -> None:
    def read(_: str) -> str:
        assert capsys.readouterr().out
        raise interruption

    monkeypatch.setattr("builtins.input", read)

    terminal.run()
    assert capsys.readouterr().out == "\n"


def test_silence_ends_the_session_after_the_reprompt(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.take("open cramp coach")
    reprompt = terminal.session.exchanges[-1].reprompt
    capsys.readouterr()
    terminal.take(".silence")

    assert reprompt
    assert capsys.readouterr().out == f"Alexa > {reprompt}\nSession ended\n"


def test_silence_without_a_session_is_explained(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.take(".silence")

    assert "no session is open" in capsys.readouterr().out


def test_raw_json_can_be_switched_on_and_off(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.take(".json")
    terminal.take("open cramp coach")
    assert '"type": "LaunchRequest"' in capsys.readouterr().out

    terminal.take(".json")
    terminal.take("stop")
    assert '"type"' not in capsys.readouterr().out


def test_what_was_said_is_recorded_as_a_replay_file(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "replay.json"
    for line in ("open cramp coach", ".json", "stop", f".record {file} --append-quit"):
        terminal.take(line)

    replay = json.loads(file.read_text(encoding="utf-8"))
    assert replay["userInput"] == ["open cramp coach", "stop", ".quit"]
    assert (replay["locale"], replay["type"]) == ("en-GB", "text")
    assert [turn.user for turn in read_conversation(file).turns] == ["open cramp coach", "stop"]


def test_the_next_utterance_can_come_sooner_or_later(terminal: Terminal) -> None:
    for line in ("open cramp coach", ".after 7", "yes", "yes"):
        terminal.take(line)

    first, second, third = (exchange.time for exchange in terminal.session.exchanges)
    assert second - first == 7
    assert third - second != 7


def test_a_wait_without_end_is_refused_and_forgotten(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in ("open cramp coach", f".after {10**20}", "no", "no"):
        terminal.take(line)

    assert capsys.readouterr().out.count("Error: after ") == 1
    assert len(terminal.session.exchanges) == 2


@pytest.mark.parametrize("line", [".nonsense", ".record", ".after soon", ".record /nowhere/at/all"])
def test_a_wrong_command_is_one_line_and_the_conversation_goes_on(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    terminal.take(line)

    shown = capsys.readouterr().out
    assert shown.startswith("Error: ")
    assert shown.count("\n") == 1
    assert not terminal.is_done


def test_help_lists_every_command(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.take(".help")

    shown = capsys.readouterr().out
    for name in DOT_COMMANDS:
        assert name in shown


def test_a_device_that_fails_to_play_a_hold_is_spoken_to_plainly(
    console: SkillClient, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(console.session("en-GB", "dot"))
    terminal.take(".fail")
    assert "no session is open" in capsys.readouterr().out
    for line in ("open cramp coach", ".fail", "no"):
        terminal.take(line)
    first, _, second = (one.response["response"] for one in terminal.session.exchanges)
    assert "directives" in first
    assert "directives" not in second
    assert "plain speech" in capsys.readouterr().out
