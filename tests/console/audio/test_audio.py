"""Synthesis and recognition; tests of recognition are skipped without the extra ``voice``."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from skill.console.audio import recognition, voices
from skill.console.audio.recognition import Whisper
from skill.console.audio.synthesis import BETWEEN_SENTENCES, synthesize
from skill.console.audio.voices import Espeak, Hibari, read_wav, write_wav
from skill.console.cli.parser import main
from skill.console.errors import ConsoleError
from skill.console.evaluation.round_trip import acoustic_report, phrases, word_errors
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import FALLBACK, resolver_of
from skill.console.response.ssml_parts import Manner, SsmlError
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.sounds import Hum

needs_ears = pytest.mark.skipif(
    not recognition.installed(), reason="the extra voice is not installed: make voice"
)
needs_espeak = pytest.mark.skipif(
    not voices.espeak_installed(), reason="the program espeak-ng is not installed"
)


SSML = '<speak>Pull your toes up. Hold.<break time="1500ms"/>Let go.<break time="2s"/></speak>'


def test_every_break_lasts_exactly_as_long_as_it_says() -> None:
    spoken = synthesize(SSML, Hum())
    breaks = [moment.end - moment.start for moment in spoken.timeline if moment.text == "break"]

    assert breaks == pytest.approx([1.5, 2.0], abs=1e-9)


def test_the_timeline_has_no_gaps_and_is_as_long_as_the_sound() -> None:
    spoken = synthesize(SSML, Hum())
    with wave.open(io.BytesIO(spoken.wav)) as file:
        length = file.getnframes() / file.getframerate()

    assert spoken.timeline[0].start == 0
    for one, after in zip(spoken.timeline, spoken.timeline[1:], strict=False):
        assert after.start == pytest.approx(one.end)
    assert spoken.seconds == pytest.approx(length)
    assert [moment.text for moment in spoken.timeline if moment.kind == "speech"] == [
        "Pull your toes up.",
        "Hold.",
        "Let go.",
    ]


def test_the_silence_of_the_voice_itself_does_not_lengthen_pauses() -> None:
    spoken = synthesize("<speak>One. Two.</speak>", Hum())

    assert spoken.total("silence") == pytest.approx(BETWEEN_SENTENCES)
    assert spoken.total("speech") < 0.5


def test_slower_speech_takes_longer_and_whispering_is_quiet() -> None:
    plain = synthesize("<speak>One two three.</speak>", Hum())
    slow = synthesize('<speak><prosody rate="50%">One two three.</prosody></speak>', Hum())
    hushed = synthesize(
        '<speak><amazon:effect name="whispered">One two three.</amazon:effect></speak>', Hum()
    )

    assert slow.total("speech") > 1.5 * plain.total("speech")
    assert np.abs(read_wav(hushed.wav)[0]).max() < 0.6 * np.abs(read_wav(plain.wav)[0]).max()


def test_a_sound_file_is_a_beep_and_silence_alone_is_no_error() -> None:
    assert synthesize('<speak><audio src="soundbank://x"/></speak>', Hum()).total("audio") > 0
    assert synthesize("<speak></speak>", Hum()).seconds == 0


def test_what_alexa_would_refuse_is_not_spoken() -> None:
    with pytest.raises(SsmlError):
        synthesize("<speak><shout>No.</shout></speak>", Hum())


def test_a_wav_file_comes_back_as_it_was_written() -> None:
    samples = Hum().say("one two", Manner())
    back, rate = read_wav(write_wav(samples, 16_000))

    assert rate == 16_000
    assert np.allclose(back, samples, atol=1e-3)


@pytest.mark.parametrize("data", [b"", b"RIFFnothing", b"MP3"])
def test_what_is_no_wav_file_is_one_line(data: bytes) -> None:
    with pytest.raises(ConsoleError, match="no WAV file"):
        read_wav(data)


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("my calf hurts", "my calf hurts", 0),
        ("my calf hurts", "my cough hurts", 1),
        ("my calf hurts", "calf hurts a lot", 3),
        ("", "what", 1),
        ("what", "", 1),
    ],
)
def test_word_errors_are_changes_drops_and_additions(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


def test_phrases_of_every_intent_are_said_and_typed_they_are_understood() -> None:
    model = read_model("en-US")
    resolver = resolver_of(model)
    said = phrases(model, 2)

    assert {intent for intent, _ in said} == set(model.intents) - {FALLBACK}
    assert "{" not in "".join(phrase for _, phrase in said)
    assert [one for one in said if resolver.resolve(one[1]).intent != one[0]] == []


def test_without_the_extra_the_command_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: False)

    assert main(["acoustic"]) == 2
    assert "make voice" in capsys.readouterr().err


def test_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    if not recognition.installed():
        pytest.skip("the extra voice is not installed: make voice")

    assert main(["listen", str(tmp_path / "none.wav")]) == 2
    assert "No such file" in capsys.readouterr().err


@needs_espeak
def test_the_robot_speaks() -> None:
    spoken = synthesize(SSML, Espeak())

    assert spoken.total("speech") > 1
    assert spoken.total("silence") == pytest.approx(3.5 + BETWEEN_SENTENCES, abs=1e-3)


@needs_ears
def test_what_the_voice_says_is_heard_again() -> None:
    voice, listener = Hibari(), Whisper()
    sound = write_wav(voice.say("Why do I get cramps at night?", Manner()), voice.rate)

    assert (
        word_errors(
            ["why", "do", "i", "get", "cramps", "at", "night"],
            listener.words(sound).lower().strip("?").split(),
        )
        <= 1
    )


@needs_ears
def test_silence_has_no_words() -> None:
    assert Whisper().words(write_wav(np.zeros(16_000, np.float32), 16_000)) == ""


@needs_ears
def test_a_phrase_of_every_intent_is_heard_understood_and_answered() -> None:
    report = acoustic_report(CRAMP_COACH, Hibari(), Whisper(), "en-US", 1)

    assert len(report.heard) > 25
    assert report.word_error_rate < 0.20
    assert report.accuracy > 0.75
    assert report.inexact == []
