from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from skill.console.cli.parser import main
from skill.console.client.skill_client import SkillClient
from skill.console.errors import ConsoleError
from skill.console.nlu.model_reader import known_locales, read_model
from skill.quality.cramp_coach import CRAMP_COACH, cramp_coach


def test_the_module_talks_until_its_input_ends() -> None:
    command = [sys.executable, "-m", "skill.console", "--locale", "en-GB"]
    typed = "open cramp coach\nstop\n"
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("Alexa > ") == 2
    assert "Session ended" in done.stdout


def test_say_plays_turns_and_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "open cramp coach", "my foot is cramping"]) == 0

    shown = capsys.readouterr().out
    assert shown.index("User  > open cramp coach") < shown.index("User  > my foot is cramping")
    assert shown.count("Alexa > ") == 2


def test_say_with_json_prints_one_object_a_turn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "--json", "--locale", "en-AU", "open cramp coach", "my foot hurts"]) == 0

    launch, relief = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(launch) == ["utterance", "intent", "slots", "request", "response"]
    assert launch["intent"] == "LaunchRequest"
    assert launch["request"]["request"]["locale"] == "en-AU"
    assert launch["response"]["response"]["outputSpeech"]["type"] == "SSML"
    assert relief["utterance"] == "my foot hurts"
    assert relief["slots"] == {"muscle": "foot"}


def test_resolve_answers_every_line_even_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.StringIO("stop\n\nmy calf is cramping\npurple bicycle\n")
    monkeypatch.setattr(sys, "stdin", typed)

    assert main(["resolve"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(one) for one in found] == [["utterance", "intent", "slots", "stage", "score"]] * 4
    assert [(one["intent"], one["stage"]) for one in found] == [
        ("AMAZON.StopIntent", "exact"),
        ("AMAZON.FallbackIntent", "fallback"),
        ("StartReliefIntent", "exact"),
        ("AMAZON.FallbackIntent", "fallback"),
    ]
    assert found[2]["slots"] == {"muscle": "calf"}


def _conversation(folder: Path, text: str) -> str:
    file = folder / "talk.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_play_says_when_all_is_as_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _conversation(tmp_path, '- launch: true\n  ends: false\n- user: "stop"\n  ends: true\n')

    assert main(["play", file, file]) == 0
    assert capsys.readouterr().out == "as expected; conversations: 2, turns: 4\n"


def test_play_names_the_file_and_turn_of_each_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _conversation(
        tmp_path,
        '- launch: true\n  never: "toes"\n'
        '- user: "stop"\n  alexa: "Never said."\n  ends: false\n'
        '  intent: "AMAZON.HelpIntent"\n  reprompt: "None."\n',
    )

    assert main(["play", file]) == 1
    never, intent, speech, reprompt, end = capsys.readouterr().out.splitlines()
    assert never.startswith(f"{file}: turn 1: expected never 'toes', got ")
    assert intent == f"{file}: turn 2: expected intent AMAZON.HelpIntent, got AMAZON.StopIntent"
    assert speech.startswith(f"{file}: turn 2: expected 'Never said.', got '")
    assert reprompt == f"{file}: turn 2: expected reprompt 'None.', got ''"
    assert end == f"{file}: turn 2: expected the session open, got the session ended"


def test_silence_where_nobody_waits_is_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _conversation(tmp_path, "- silence: true\n")

    assert main(["play", file]) == 1
    assert capsys.readouterr().out.startswith(f"{file}: turn 1: expected an answer, got no session")


def test_evaluate_names_each_of_several_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    json_set, csv_set = tmp_path / "a.json", tmp_path / "b.csv"
    json_set.write_text(
        '{"data": [{"inputs": {"utterance": "stop"}, '
        '"expected": [{"intent": {"name": "AMAZON.StopIntent"}}]}]}'
    )
    csv_set.write_text(
        "utterance,intent,slot[muscle]\nmy calf is cramping,StartReliefIntent,calf\n"
    )

    assert main(["evaluate", str(json_set), str(csv_set)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [lines.index(f"== {file}") for file in (json_set, csv_set)] == [0, 6]
    assert lines.count("in scope: 1 of 1 (100.0%) intents right") == 2
    assert "slots: F1 1.000 (1 right, 1 expected, 1 found)" in lines


def test_evaluate_exports_sets_in_the_json_of_amazon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, amazons = tmp_path / "ours.csv", tmp_path / "amazons.json"
    ours.write_text("utterance,intent,slot[muscle]\nmy calf hurts,StartReliefIntent,calf\n")

    assert main(["evaluate", "--export", str(amazons), str(ours), str(ours)]) == 0

    assert capsys.readouterr().out == f"wrote {amazons}; annotations: 2\n"
    name = read_model("en-US").types["Muscle"]["calf"][0]
    (slot,) = {
        json.dumps(entry["expected"][0]["intent"]["slots"])
        for entry in json.loads(amazons.read_text())["data"]
    }
    assert json.loads(slot) == {"muscle": {"slotValue": {"type": "Simple", "value": name}}}


def test_evaluate_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = [{"intent": {"name": "AMAZON.StopIntent", "slots": {}}}]
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [{"inputs": {"utterance": "stop"}, "expected": expected}]}))

    assert main(["evaluate", str(file)]) == 0
    assert capsys.readouterr().out.startswith("in scope: 1 of 1 (100.0%) intents right\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--locale", "xx", "say", "stop"], "no interaction model for locale 'xx'; known: en-"),
        (["say", "--locale", "xx", "stop"], "no interaction model for locale 'xx'; known: en-"),
        (["resolve", "--locale", "xx"], "no interaction model for locale 'xx'; known: en-"),
        (["--device", "toaster", "say", "stop"], "no device 'toaster'; known: speaker"),
        (["play", "none.yaml"], "none.yaml: No such file"),
        (["evaluate", "none.json"], "none.json: No such file"),
        (["evaluate", "--engines", "none.json"], "none.json: No such file"),
        (["evaluate", "--export", "x.json", "none.json"], "none.json: No such file"),
    ],
)
def test_an_error_is_one_line_and_status_two(
    arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert problem in shown.err
    assert shown.err.count("\n") == 1


def test_content_that_is_not_in_order_is_told_as_its_own_check_tells_it(tmp_path: Path) -> None:
    with pytest.raises(ConsoleError, match=r"/locales\.yaml: is missing: bring the file back$"):
        SkillClient(cramp_coach(tmp_path))


def test_a_model_that_is_no_json_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text("<<<<<<<")
    with pytest.raises(ConsoleError, match=r"en\.json: is not JSON"):
        read_model("en-US", {"en-US": tmp_path / "en.json"})


def test_every_committed_model_can_be_talked_to() -> None:
    locales = known_locales()

    assert locales == ["en-AU", "en-CA", "en-GB", "en-IN", "en-US"]
    console = SkillClient(CRAMP_COACH)
    for locale in locales:
        assert console.session(locale).say("open cramp coach").intent == "LaunchRequest"
