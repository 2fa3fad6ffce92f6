"""The complete sound after an utterance, with exact times, until the session ends."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from skill.catalog import Catalog
from skill.common.alexa_limits import LISTENING_SECONDS
from skill.console.audio.playback import Hearing, play_back
from skill.console.audio.synthesis import SoundSpan
from skill.console.audio.voices import Hibari, Voice, read_wav
from skill.console.client.skill_client import SkillClient
from skill.console.recording.conversation_file import read_conversation
from skill.console.recording.player import take_turn
from skill.console.response.spoken_text import ssml_of
from skill.console.response.ssml_parts import SsmlError
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.sounds import Hum

FOLDER = Path(__file__).parents[2] / "conversations" / "en-US"
HOLD = (
    "<speak>Pull your toes up. Hold. "
    '<break time="10000ms"/><break time="5s"/>Halfway. Breathe.<break time="9s"/>'
    "Let go. Did it help?</speak>"
)
AGAIN = "<speak>Is it better? Say yes or no.</speak>"
VOICES = [Hum(), None]


def kinds(hearing: Hearing) -> list[str]:
    return [moment.kind for moment in hearing.moments]


def texts(hearing: Hearing, kind: str) -> list[str]:
    return [moment.text for moment in hearing.moments if moment.kind == kind]


def only(hearing: Hearing, kind: str) -> SoundSpan:
    (moment,) = (moment for moment in hearing.moments if moment.kind == kind)
    return moment


@pytest.mark.parametrize("voice", VOICES)
def test_a_hold_is_words_breaks_and_cues_and_then_alexa_listens_twice(voice: Voice | None) -> None:
    hearing = play_back(HOLD, AGAIN, voice, listens=True)

    assert kinds(hearing) == [
        "words", "words", "break", "cue", "cue", "break", "words", "words",
        "microphone", "reprompt", "silence", "end",
    ]  # fmt: skip
    assert texts(hearing, "words") == ["Pull your toes up.", "Hold.", "Let go.", "Did it help?"]
    assert texts(hearing, "cue") == ["Halfway.", "Breathe."]
    assert texts(hearing, "reprompt") == ["Is it better? Say yes or no."]


@pytest.mark.parametrize("voice", VOICES)
def test_the_moments_follow_one_another_from_the_first_to_the_last(voice: Voice | None) -> None:
    hearing = play_back(HOLD, AGAIN, voice, listens=True)

    assert hearing.moments[0].start == 0
    for one, following in pairwise(hearing.moments):
        assert following.start == pytest.approx(one.end)
    assert only(hearing, "microphone").start == pytest.approx(hearing.answer)
    assert hearing.moments[-1] == (hearing.seconds, hearing.seconds, "end", "")


@pytest.mark.parametrize("voice", VOICES)
def test_silences_are_as_long_as_they_are(voice: Voice | None) -> None:
    hearing = play_back(HOLD, AGAIN, voice, listens=True)
    lengths = [one.end - one.start for one in hearing.moments if one.kind == "break"]

    assert lengths == pytest.approx([15, 9])
    for kind in ("microphone", "silence"):
        moment = only(hearing, kind)
        assert moment.end - moment.start == pytest.approx(LISTENING_SECONDS)


def test_a_place_in_the_sound_is_the_time_since_the_answer_began() -> None:
    hearing = play_back(HOLD, AGAIN, Hum(), listens=True)
    samples, rate = read_wav(hearing.wav)

    assert len(samples) / rate == pytest.approx(hearing.seconds)
    for moment in hearing.moments[:-1]:
        sound = samples[round(moment.start * rate) : round(moment.end * rate)]
        silent = moment.kind in ("break", "microphone", "silence")
        assert bool(np.abs(sound).max() < 1e-3) is silent, moment


def test_short_pauses_belong_to_the_words_before_them() -> None:
    hearing = play_back(
        '<speak>One. Two.<break time="900ms"/>Three.</speak>', "", Hum(), listens=False
    )

    assert kinds(hearing) == ["words", "words", "words", "end"]
    assert hearing.moments[1].end - hearing.moments[1].start > 0.9


@pytest.mark.parametrize("voice", VOICES)
def test_where_alexa_does_not_listen_the_answer_is_the_end(voice: Voice | None) -> None:
    hearing = play_back("<speak>Okay. Take care.</speak>", "", voice, listens=False)

    assert kinds(hearing) == ["words", "words", "end"]
    assert hearing.answer == hearing.seconds > 0


@pytest.mark.parametrize("voice", VOICES)
def test_without_a_reprompt_alexa_listens_once(voice: Voice | None) -> None:
    assert kinds(play_back(AGAIN, "", voice, listens=True))[-2:] == ["microphone", "end"]


@pytest.mark.parametrize("voice", VOICES)
def test_where_nothing_is_said_nothing_is_heard(voice: Voice | None) -> None:
    hearing = play_back("", "", voice, listens=False)

    assert hearing.moments == (SoundSpan(0, 0, "end"),)
    assert hearing.seconds == hearing.answer == 0


def test_plain_text_is_heard_as_it_stands() -> None:
    spoken = ssml_of({"type": "PlainText", "text": "Salt & water."})
    assert texts(play_back(spoken, "", None, listens=False), "words") == ["Salt & water."]


def test_without_a_voice_the_times_are_estimates_and_there_is_no_sound() -> None:
    guessed = play_back(HOLD, AGAIN, None, listens=True)

    assert guessed.estimated
    assert guessed.wav == b""
    assert not play_back(HOLD, AGAIN, Hum(), listens=True).estimated


def test_slow_words_are_estimated_to_take_longer() -> None:
    slow = f'<speak><prosody rate="50%">{AGAIN[7:-8]}</prosody></speak>'
    usual = play_back(AGAIN, "", None, listens=False).seconds

    assert play_back(slow, "", None, listens=False).seconds > 1.5 * usual


def test_what_alexa_would_refuse_is_not_heard() -> None:
    with pytest.raises(SsmlError):
        play_back('<speak><break time="11s"/></speak>', "", None, listens=False)


def test_real_answers_are_heard_as_long_as_estimated() -> None:
    voice = Hibari()
    console = SkillClient(CRAMP_COACH)
    conversation = read_conversation(FOLDER / "calf-ladder-from-lying-to-massage.yaml")
    session = console.session(device="dot")
    exchanges = [take_turn(session, turn) for turn in conversation.turns]
    assert len(exchanges) > 3
    for one in exchanges:
        given = {"listens": not one.ended, "whispered": False}
        heard = play_back(one.ssml, one.reprompt_ssml, voice, **given)
        guessed = play_back(one.ssml, one.reprompt_ssml, None, **given)
        assert kinds(heard) == kinds(guessed)
        assert [m.text for m in heard.moments] == [m.text for m in guessed.moments]
        assert guessed.seconds == pytest.approx(heard.seconds, rel=0.15)
    assert any("cue" in kinds(play_back(one.ssml, "", None, listens=False)) for one in exchanges)


def test_every_answer_of_the_conversations_can_be_heard() -> None:
    console = SkillClient(CRAMP_COACH)
    files = sorted(FOLDER.glob("*.yaml"))
    assert len(files) > 100
    for file in files[::3]:
        conversation = read_conversation(file)
        session = console.session(conversation.locale, "dot")
        for turn in conversation.turns:
            exchange = take_turn(session, turn)
            heard = play_back(
                exchange.ssml, exchange.reprompt_ssml, None, listens=not exchange.ended
            )
            assert heard.seconds > 0 or not exchange.speech


def test_the_voice_takes_as_long_as_we_reckon_that_alexa_does(catalog: Catalog) -> None:
    voice = Hibari()
    spoken = reckoned = 0.0
    for routine in catalog.routines.values():
        ssml = f"<speak>{routine.steps[0].move} {routine.steps[0].how}</speak>"
        spoken += play_back(ssml, "", voice, listens=False).answer
        reckoned += play_back(ssml, "", None, listens=False).answer
    assert spoken == pytest.approx(reckoned, rel=0.15)
