"""Every hold has the same words and times as an audio document and as SSML, at both paces."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import get_args

import pytest

from skill.catalog import Catalog, Passage, Words
from skill.catalog.speech_limits import TURN_SECONDS
from skill.common.speaking_time import speaking_seconds
from skill.console.response import apla_schema, timing
from skill.dialogue import steps
from skill.dialogue.ladder import Ladder
from skill.dialogue.speech import LONGEST_PAUSE, Pause, passage
from skill.dialogue.state import InStep, Pace, Wording
from skill.dialogue.turn import Turn
from skill.quality.rules.audio_rules import CLOSE_ENOUGH, both
from skill.screens import apla
from skill.screens.ssml import speak_element
from tests.conftest import NOW, ROUTINES, ask

#: What a screen's document and the rest of a response leave of Alexa's 24,000 bytes.
MOST_BYTES = 2_000
#: Remaining seconds of a hold after "how long" or "resume".
LEFT = (None, 25, 10)


def turns(catalog: Catalog, routine: str) -> Iterator[tuple[str, Turn]]:
    """Yield each step of *routine* as it may be said, with what to call it."""
    count = len(catalog.routines[routine].steps)
    variants = itertools.product(range(count), get_args(Wording), get_args(Pace), LEFT)
    for number, wording, pace, left in variants:
        state = InStep(routine, number, NOW, NOW, pace=pace, wording=wording)
        said = steps.say_step(ask(catalog), Ladder.at(catalog, state), left=left)
        yield f"{Ladder.at(catalog, state).step.id} {wording} {pace} {left}", said


def with_a_hold(catalog: Catalog, routine: str) -> list[tuple[str, Turn]]:
    found = [(name, turn) for name, turn in turns(catalog, routine) if apla.split(turn.speech)[1]]
    assert found or routine.startswith(("driving", "in-water", "dialysis")), routine
    return found


def test_most_routines_have_holds(catalog: Catalog) -> None:
    assert sum(bool(with_a_hold(catalog, routine)) for routine in ROUTINES) >= 15


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_is_heard_the_same_either_way(catalog: Catalog, routine: str) -> None:
    for name, turn in with_a_hold(catalog, routine):
        plainly = timing.of_ssml(speak_element(turn.speech, turn.pace))
        # A voice that a break keeps from resting after a sentence, and one that rests as well.
        for rest in (0, apla.CLIP_REST):
            exactly = timing.of_answer(both(turn), rest)
            assert [one.words for one in exactly] == [one.words for one in plainly], name
            assert timing.apart(plainly, exactly) <= CLOSE_ENOUGH, name
            if turn.reprompt is not None:
                assert timing.length(exactly) <= TURN_SECONDS, name


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_document_is_one_that_alexa_plays_and_small(catalog: Catalog, routine: str) -> None:
    for name, turn in with_a_hold(catalog, routine):
        document = apla.apla_document(apla.split(turn.speech)[1], turn.pace)
        assert apla_schema.apla_problems(document) == [], name
        assert len(json.dumps(document)) < MOST_BYTES, name


@pytest.mark.parametrize("routine", ROUTINES)
def test_what_to_do_comes_first_and_the_question_last(catalog: Catalog, routine: str) -> None:
    for name, turn in with_a_hold(catalog, routine):
        lead, rest = apla.split(turn.speech)
        assert lead[0] == turn.speech[0], name
        assert isinstance(lead[0], Passage), name
        last = apla.apla_document(rest, turn.pace)["mainTemplate"]["items"][0]["items"][-1]
        assert last["type"] == "Speech", name
        if turn.reprompt is not None:
            assert timing.of_ssml(last["content"])[-1].words.endswith("?"), name


def test_a_hold_lasts_what_the_content_says(catalog: Catalog) -> None:
    step = catalog.routines["calf"].steps[0]
    turn = steps.say_step(ask(catalog), Ladder.at(catalog, InStep("calf", 0, NOW, NOW)))
    lead, rest = apla.split(turn.speech)
    moments = timing.of_answer(both(turn), apla.CLIP_REST / 2)
    began = timing.length(timing.of_ssml(speak_element(lead, "normal")))
    last = next(one for one in moments if step.ease in one.words)
    countdown = catalog.prompts.countdown.say
    assert last.words.startswith(f"{countdown} {step.ease}")
    over = last.start + speaking_seconds(countdown)
    assert over - began == pytest.approx(step.hold_seconds, abs=0.5)
    assert sum(isinstance(part, Pause) for part in rest) > 3


def test_what_has_no_silence_has_no_document() -> None:
    said = passage("Rest well.")
    assert apla.split(said) == (said, ())
    short = (*said, Pause(4.9), *said)
    assert apla.split(short) == (short, ())


def test_a_short_silence_is_a_break_inside_what_is_said() -> None:
    rest = (Pause(10), *passage("And let go."), Pause(4), *passage("Lean in again."))
    silence, said = apla.apla_document(rest)["mainTemplate"]["items"][0]["items"]
    assert silence["duration"] == 9800
    assert said["content"] == '<speak>And let go. <break time="4000ms"/> Lean in again.</speak>'


def test_a_silence_before_any_word_is_left_to_plain_speech() -> None:
    waits = (Pause(5), *passage("Rest."))
    assert apla.split(waits) == (waits, ())


def test_a_document_has_silences_in_milliseconds_and_words_escaped_at_their_pace() -> None:
    rest = (Pause(9.96), *passage("Heel & toes."), *passage("Rest."), Pause(LONGEST_PAUSE))
    assert apla.apla_document(rest, "slow")["mainTemplate"]["items"][0]["items"] == [
        {"type": "Silence", "duration": 9760},
        {
            "type": "Speech",
            "contentType": "SSML",
            "content": '<speak><prosody rate="80%">Heel &amp; toes. Rest.</prosody></speak>',
        },
        {"type": "Silence", "duration": 7800},
    ]


def test_a_short_silence_in_a_slow_clip_is_not_slowed() -> None:
    rest = (Pause(10), *passage("Let go."), Pause(4), *passage("Lean in."))
    _, said = apla.apla_document(rest, "slow")["mainTemplate"]["items"][0]["items"]
    slowly = '<prosody rate="80%">{}</prosody>'.format
    middle = '<break time="4000ms"/>'
    assert said["content"] == f"<speak>{slowly('Let go.')} {middle} {slowly('Lean in.')}</speak>"


def test_a_document_depends_on_nothing_but_what_is_heard() -> None:
    rest = (Pause(3), Passage(Words("Rest."), ("a",)))
    assert apla.apla_document(rest) == apla.apla_document(
        (Pause(3), Passage(Words("Rest."), ("b",)))
    )
    assert hash(rest) is not None
