"""The whisper effect: it removes the pitch of the voice and keeps every word."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from skill.console.audio import voices
from skill.console.audio.recognition import Whisper
from skill.console.audio.recognition import installed as can_listen
from skill.console.audio.synthesis import synthesize
from skill.console.audio.voices import Espeak, Hibari, Samples, read_wav, write_wav
from skill.console.audio.whisper_effect import whisper
from skill.console.response.ssml_parser import read_ssml
from skill.console.response.ssml_parts import Manner, SsmlText
from tests.support.sounds import Hum, alike, voiced_share

WORDS = "Pull your toes up toward your shin, and hold them there."
WHISPERED = f'<speak><amazon:effect name="whispered">{WORDS}</amazon:effect></speak>'
HUSHED = Manner(whispered=True)


class Noted(Hum):
    """Hums, and remembers in which manner."""

    def __init__(self) -> None:
        self.manners: list[Manner] = []

    def say(self, text: str, manner: Manner) -> Samples:
        self.manners.append(manner)
        return super().say(text, manner)


@pytest.fixture(scope="module")
def voice() -> Hibari:
    return Hibari()


@pytest.fixture(scope="module")
def said(voice: Hibari) -> Samples:
    return voice.say(WORDS, Manner())


@pytest.fixture(scope="module")
def whispered(voice: Hibari) -> Samples:
    return voice.say(WORDS, HUSHED)


def test_no_tone_is_left_in_a_whisper(voice: Hibari, said: Samples, whispered: Samples) -> None:
    assert voiced_share(said, voice.rate) > 0.5
    assert voiced_share(whispered, voice.rate) < 0.05


def test_a_whisper_lasts_as_long_and_is_always_the_same(
    voice: Hibari, said: Samples, whispered: Samples
) -> None:
    assert len(whispered) == len(said)
    assert np.array_equal(voice.say(WORDS, HUSHED), whispered)


def test_the_words_survive_in_a_whisper(voice: Hibari, said: Samples, whispered: Samples) -> None:
    other = voice.say("Nobody asked for another sentence, which is as long.", Manner())
    count = min(len(other), len(said))

    assert alike(said, whispered, voice.rate) > 0.8
    assert alike(said[:count], other[:count], voice.rate) < 0.6


@pytest.mark.skipif(not can_listen(), reason="the extra voice is not installed: make voice")
def test_a_whisper_is_understood(voice: Hibari, whispered: Samples) -> None:
    heard = Whisper().words(write_wav(whispered, voice.rate)).lower()

    assert {"pull", "toes", "shin", "hold", "there"} <= set(
        heard.strip(".").replace(",", "").split()
    )


@pytest.mark.parametrize("length", [0, 1, 7, 4000])
def test_however_short_a_sound_is_it_can_be_whispered(length: int) -> None:
    assert len(whisper(np.ones(length, np.float32), 16_000)) == length


def test_silence_stays_silent_in_a_whisper() -> None:
    assert np.abs(whisper(np.zeros(16_000, np.float32), 16_000)).max() < 1e-5


def test_only_what_the_effect_encloses_is_whispered() -> None:
    ssml = '<speak>One. <amazon:effect name="whispered">Two.</amazon:effect> Three.</speak>'
    words = [part for part in read_ssml(ssml) if isinstance(part, SsmlText)]

    assert [part.manner.whispered for part in words] == [False, True, False]


def test_a_whole_answer_can_be_whispered_and_no_softer_where_it_already_is() -> None:
    loud, soft, twice = Noted(), Noted(), Noted()
    synthesize(f"<speak>{WORDS}</speak>", loud)
    synthesize(f"<speak>{WORDS}</speak>", soft, whispered=True)
    synthesize(WHISPERED, twice, whispered=True)

    assert [manner.whispered for manner in loud.manners] == [False]
    assert soft.manners == twice.manners == [Manner(volume=0.5, whispered=True)]


def test_a_whispered_answer_has_the_same_moments(voice: Hibari) -> None:
    ssml = f'<speak>{WORDS}<break time="3s"/>Let go.</speak>'
    plain, hushed = synthesize(ssml, voice), synthesize(ssml, voice, whispered=True)

    assert [one.text for one in hushed.timeline] == [one.text for one in plain.timeline]
    assert hushed.seconds == pytest.approx(plain.seconds, abs=0.3)
    assert voiced_share(read_wav(hushed.wav)[0], voice.rate) < 0.05


@pytest.mark.skipif(not voices.espeak_installed(), reason="espeak-ng is not installed")
def test_the_robot_whispers_too() -> None:
    voice = Espeak()

    assert voiced_share(voice.say(WORDS, Manner()), voice.rate) > 0.4
    assert voiced_share(voice.say(WORDS, HUSHED), voice.rate) < 0.1


def test_the_voice_starts_and_speaks_without_a_network() -> None:
    code = (
        "import socket\n"
        "def never(*_, **__): raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = never\n"
        "from skill.console.response.ssml_parts import Manner\n"
        "from skill.console.audio.voices import Hibari\n"
        "print(len(Hibari().say('Quinine, pneumonia and 9-1-1.', Manner())))\n"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, text=True)

    assert int(done.stdout) > 24_000
    assert done.stderr == ""
