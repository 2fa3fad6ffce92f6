"""A conversation of the console can be saved and replayed with the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.common.strict_yaml import parse_yaml
from skill.console.client.request_envelopes import Json
from skill.console.client.session import Session
from skill.console.client.skill_client import SkillClient
from skill.console.errors import ConsoleError
from skill.console.recording.conversation_file import (
    ConversationTurn,
    conversation_from_text,
    read_conversation,
)
from skill.console.recording.json_formats import quoted
from skill.console.recording.player import play_conversation, take_turn
from skill.console.recording.recorder import FORMS, Detail, Form, Recording, record
from skill.quality.cramp_coach import CRAMP_COACH

FOLDER = Path(__file__).parents[2] / "conversations"
#: Real ones: a hold that is cut short, silence, a long way, another country.
HELD = (
    "en-US/stop-in-a-hold.yaml",
    "en-US/silence-after-an-answer.yaml",
    "en-US/coming-back-after-the-end.yaml",
    "en-US/calf-ladder-from-lying-to-massage.yaml",
    "en-US/how-much-longer-in-the-middle-of-the-hold.yaml",
    "en-GB/mum-in-the-night-then-chest-pains.yaml",
    "en-IN/my-leg-is-paining.yaml",
)


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


def all_kinds(console: SkillClient, device: str = "show-8") -> Session:
    """Return a session in which everything was done that can be done."""
    session = console.session("en-GB", device)
    session.launch()
    session.touch("next", after=9)
    session.sound_fails()
    session.say("why do i cramp at night", after=41)
    session.silence()
    session.say('ask cramp coach "my calf is cramping"')
    session.end(after=3)
    return session


def read_back(recording: Recording) -> list[ConversationTurn]:
    return list(conversation_from_text(recording.name, recording.text).turns)


@pytest.mark.parametrize("detail", ["first", "all"])
@pytest.mark.parametrize("form", ["conversation", "json"])
@pytest.mark.parametrize("device", ["speaker", "show-8"])
@pytest.mark.parametrize("file", HELD)
def test_what_was_held_is_written_read_and_held_again_without_a_difference(
    console: SkillClient, file: str, device: str, form: Form, detail: Detail
) -> None:
    written = read_conversation(FOLDER / file)
    session = console.session(written.locale, device)
    for turn in written.turns:
        take_turn(session, turn)
    recording = record(session, form, detail)
    again = conversation_from_text(recording.name, recording.text)

    assert recording.warnings == ()
    assert (again.locale, again.device) == (written.locale, device)
    assert [turn.action for turn in again.turns] == [turn.action for turn in written.turns]
    assert all(turn.alexa for turn in again.turns)
    assert [*play_conversation(console, again)] == []


@pytest.mark.parametrize("form", ["conversation", "json"])
def test_everything_that_can_be_done_can_be_recorded(console: SkillClient, form: Form) -> None:
    recording = record(all_kinds(console), form)
    again = conversation_from_text(recording.name, recording.text)

    assert recording.warnings == ()
    assert [(turn.action, turn.after) for turn in again.turns] == [
        ("launch", None), ("touch", 9), ("sound_fails", None), ("user", 41), ("silence", None),
        ("user", None), ("exit", 3),
    ]  # fmt: skip
    assert again.turns[1].touch == "next"
    assert [*play_conversation(console, again)] == []


@pytest.mark.parametrize("form", ["conversation", "json"])
def test_another_answer_is_seen_when_a_recording_is_played(
    console: SkillClient, form: Form
) -> None:
    session = console.session()
    session.say("my calf is cramping")
    session.say("why do i cramp at night", after=12)
    recording = record(session, form, "all")
    words = session.exchanges[-1].speech.split(".")[0]
    changed = recording.text.replace(words, "Nobody says this")

    assert changed != recording.text
    (difference,) = play_conversation(console, conversation_from_text(recording.name, changed))
    assert difference.startswith(f"{recording.name}: turn 2: expected ")
    assert "Nobody says this" in difference.split(", got ")[0]


def test_a_recording_is_a_conversation_as_people_write_it(console: SkillClient) -> None:
    session = console.session()
    session.say("my calf is cramping")
    session.say("stop", after=15)
    recording = record(session, "conversation")
    first = session.exchanges[0].speech.split(". ")[0] + "."

    assert recording.name == "my-calf-is-cramping.yaml"
    assert recording.text == (
        "# Recorded in the console: write here what this conversation shows.\n"
        '- user: "my calf is cramping"\n'
        '  intent: "StartReliefIntent"\n'
        f'  alexa: "{first}"\n'
        "  ends: false\n"
        '- user: "stop"\n'
        "  after: 15\n"
        '  intent: "AMAZON.StopIntent"\n'
        '  alexa: "Okay."\n'
        "  ends: true\n"
    )


def test_every_sentence_is_expected_where_somebody_asks_for_all(console: SkillClient) -> None:
    session = console.session()
    session.say("my calf is cramping")
    (turn,) = read_back(record(session, "conversation", "all"))

    assert len(turn.alexa) > 2
    assert " ".join(turn.alexa) == session.exchanges[0].speech
    assert " ".join(turn.reprompt) == session.exchanges[0].reprompt != ""


def test_a_locale_and_a_device_are_named_where_they_are_not_the_usual_ones(
    console: SkillClient,
) -> None:
    recording = record(all_kinds(console), "conversation")

    assert recording.text.splitlines()[1:4] == ['locale: "en-GB"', 'device: "show-8"', "turns:"]


def test_a_replay_file_holds_what_was_said_and_names_what_it_cannot_hold(
    console: SkillClient,
) -> None:
    recording = record(all_kinds(console), "dialog")
    replay = json.loads(recording.text)

    assert replay["userInput"] == [
        "open cramp coach",
        "why do i cramp at night",
        'ask cramp coach "my calf is cramping"',
        "exit",
    ]
    assert (replay["locale"], replay["type"]) == ("en-GB", "text")
    assert [warning.split(":")[0] for warning in recording.warnings] == [
        "turn 2 is left out",
        "turn 3 is left out",
        "turn 4 came after 41 s",
        "turn 5 is left out",
        "turn 7 came after 3 s",
    ]
    assert [turn.user for turn in read_back(recording)] == replay["userInput"]


def edited(session: Session) -> None:
    session.send_envelope(session.exchanges[-1].request)


CANNOT: list[Callable[[Session], object]] = [
    edited,
    lambda session: session.touch("next", event={"arguments": ["next", 7]}),
    lambda session: session.touch("next", event={"arguments": []}),
    lambda session: session.end("ERROR"),
    lambda session: session.intent("AMAZON.NextIntent"),
    lambda session: session.say("my calf \ud83d"),
]


@pytest.mark.parametrize("cannot", CANNOT)
def test_what_cannot_be_recorded_is_left_out_with_a_line_that_names_the_turn(
    console: SkillClient, cannot: Callable[[Session], object]
) -> None:
    session = console.session(device="show-8")
    session.say("my calf is cramping")
    cannot(session)
    recording = record(session, "conversation")

    assert len(read_back(recording)) == 1
    (warning,) = recording.warnings
    assert warning.startswith("turn 2 is left out: ")
    kept = record(session, "json")
    assert kept.text.encode()
    assert len(json.loads(kept.text)["turns"]) == 2
    assert kept.warnings[0].startswith("turn 2 cannot be played again: ")
    with pytest.raises(ConsoleError, match="turn 2: cannot be played again"):
        read_back(kept)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_said_is_nothing_to_record(console: SkillClient, form: Form) -> None:
    with pytest.raises(ConsoleError, match="nothing has been said"):
        record(console.session(), form)


def turns_of(document: Json) -> Json:
    return document["turns"][0]  # type: ignore[no-any-return]


BROKEN: list[tuple[Callable[[Json], object], str]] = [
    (lambda it: it.update(console=2), "is of version 2; 1 can be read"),
    (lambda it: it.update(turns="all"), "turns must be a list"),
    (lambda it: it.update(turns=[]), "has no turns"),
    (lambda it: it.update(extra=1), "unknown extra"),
    (lambda it: it.update(turns=[7]), "turn 1: is no exchange"),
    (lambda it: turns_of(it).pop("response"), "turn 1: is no exchange"),
    (lambda it: turns_of(it).update(request=[]), "turn 1: is no exchange"),
    (lambda it: turns_of(it).update(did="dance"), "turn 1: cannot be played again"),
    (lambda it: turns_of(it).update(after="soon"), "turn 1: after must be int"),
]


@pytest.mark.parametrize(("change", "problem"), BROKEN)
def test_a_broken_recording_is_one_line(
    console: SkillClient, change: Callable[[Json], object], problem: str
) -> None:
    session = console.session()
    session.say("my calf is cramping")
    document = json.loads(record(session, "json").text)
    change(document)
    with pytest.raises(ConsoleError) as error:
        conversation_from_text("kept.json", json.dumps(document))

    assert str(error.value).startswith("kept.json: ")
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_can_be_quoted_for_both_kinds_of_file(words: str) -> None:
    assert json.loads(quoted(words)) == words
    assert parse_yaml("words", f"- user: {quoted(words)}") == [{"user": words}]


def test_the_folder_of_a_text_says_its_locale_as_that_of_a_file_does() -> None:
    text = '- user: "help"'

    assert conversation_from_text("tests/conversations/en-AU/a.yaml", text).locale == "en-AU"
    assert conversation_from_text("a.yaml", text).locale == "en-US"


def test_a_recording_of_a_branch_is_one_of_what_the_branch_holds(console: SkillClient) -> None:
    session = console.session()
    for words in ("my calf is cramping", "no", "why do i cramp at night"):
        session.say(words, after=30)
    branch = session.branch(1)
    branch.say("stop")
    recording = record(branch, "conversation")

    assert [turn.user for turn in read_back(recording)] == ["my calf is cramping", "no", "stop"]
    again = conversation_from_text(recording.name, recording.text)
    assert [*play_conversation(console, replace(again, device="dot"))] == []
