from __future__ import annotations

import pytest

from skill.common.alexa_limits import SPEECH_CHARACTERS
from skill.console.audio.synthesis import pieces_of
from skill.console.response import timing
from skill.console.response.response_limits import broken_limits
from skill.console.response.spoken_text import shown_text
from skill.console.response.ssml_parser import (
    joined_ssml,
    read_ssml,
    readable_parts,
    ssml_problems,
)
from skill.console.response.ssml_parts import Manner, SsmlAudio, SsmlError, SsmlPause, SsmlText

PLAIN = Manner()


def test_words_and_pauses_come_in_their_order() -> None:
    ssml = '<speak>Pull your toes up.<break time="10s"/> Now let go &amp; rest.</speak>'

    assert read_ssml(ssml) == [
        SsmlText("Pull your toes up.", PLAIN),
        SsmlPause(10.0),
        SsmlText("Now let go & rest.", PLAIN),
    ]


@pytest.mark.parametrize(
    ("inside", "parts"),
    [
        ('<break time="500ms"/>', [SsmlPause(0.5)]),
        ("<break/>", [SsmlPause(0.25)]),
        ('<break strength="x-strong"/>', [SsmlPause(1.0)]),
        ("<s>Rest.</s>", [SsmlText("Rest.", PLAIN), SsmlPause(0.45)]),
        ('<prosody rate="80%">Rest.</prosody>', [SsmlText("Rest.", Manner(rate=0.8))]),
        ('<prosody pitch="+10%">Rest.</prosody>', [SsmlText("Rest.", Manner(pitch=1.1))]),
        ('<prosody volume="-20dB">Rest.</prosody>', [SsmlText("Rest.", Manner(volume=0.1))]),
        (
            '<prosody rate="slow">Slow <prosody rate="slow">slower</prosody></prosody>',
            [SsmlText("Slow", Manner(rate=0.8)), SsmlText("slower", Manner(rate=0.8 * 0.8))],
        ),
        (
            '<amazon:effect name="whispered">Hush.</amazon:effect>',
            [SsmlText("Hush.", Manner(volume=0.5, whispered=True))],
        ),
        ('<sub alias="nine one one">911</sub>', [SsmlText("nine one one", PLAIN)]),
        ('<say-as interpret-as="digits">911</say-as>', [SsmlText("nine one one", PLAIN)]),
        ('<say-as interpret-as="expletive">drat</say-as>', []),
        ('<audio src="soundbank://rain"/>', [SsmlAudio("soundbank://rain")]),
        ('<mark name="here"/>Rest.', [SsmlText("Rest.", PLAIN)]),
        ('<alexa:name type="first" personId="x"/>Rest.', [SsmlText("Rest.", PLAIN)]),
    ],
)
def test_each_tag_does_what_alexa_does(inside: str, parts: list[object]) -> None:
    assert read_ssml(f"<speak>{inside}</speak>") == parts


@pytest.mark.parametrize(
    ("ssml", "problem"),
    [
        ("Rest.", "not wrapped in <speak>"),
        ("<p>Rest.</p>", "not wrapped in <speak>"),
        ("<speak>Rest.</speak> Now.", "not wrapped in <speak>"),
        ("<speak>Salt & water</speak>", "not well-formed"),
        ("<speak><b>Rest.</b></speak>", "has the tag 'b'"),
        ("<speak><amazon:sing>La</amazon:sing></speak>", "has the tag 'amazon:sing'"),
        ('<speak><break time="11s"/></speak>', "has a break of 11s, more than 10 s"),
        ('<speak><break time="long"/></speak>', "neither seconds"),
        ('<speak><break strength="huge"/></speak>', "Alexa knows none"),
        ('<speak><prosody rate="quick">Go</prosody></speak>', "prosody 'quick'"),
        ('<speak><emphasis level="very">Go</emphasis></speak>', "emphasis 'very'"),
        ('<speak><audio src="http://x/y.mp3"/></speak>', "https://"),
        ("<speak><sub>911</sub></speak>", "<sub> without alias"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]><speak>&y;</speak>", "has a comment"),
        (f"<speak>{'rest ' * 1600}</speak>", "more than 8,000"),
        ("<speak>" + '<audio src="https://x/y.mp3"/>' * 6 + "</speak>", "more than 5 audio tags"),
    ],
)
def test_what_alexa_would_refuse_is_refused(ssml: str, problem: str) -> None:
    with pytest.raises(SsmlError, match=problem):
        read_ssml(ssml)
    if len(ssml) <= SPEECH_CHARACTERS:
        (found,) = ssml_problems(ssml)
        assert problem in found


def test_every_problem_is_listed_and_the_rest_can_still_be_read() -> None:
    ssml = '<speak>Rest. <b>Now.</b><p><break time="11s"/>Hold.</p><break time="2s"/></speak>'

    unknown, long = ssml_problems(ssml)
    assert "'b'" in unknown
    assert "11s" in long
    assert readable_parts(ssml) == [
        SsmlText("Rest.", PLAIN),
        SsmlText("Hold.", PLAIN),
        SsmlPause(0.8),
        SsmlPause(2.0),
    ]


def test_nothing_has_no_parts_and_no_problems() -> None:
    assert read_ssml("") == []
    assert list(ssml_problems("")) == []


def test_several_speeches_become_one() -> None:
    assert joined_ssml("<speak>Rest.</speak>", "", " <speak>Hold.</speak> ") == (
        "<speak>Rest. Hold.</speak>"
    )
    assert joined_ssml("", "<speak></speak>") == ""


@pytest.mark.parametrize(
    ("markup", "seconds"),
    [
        ('<break time="2s"/>', 2.0),
        ("<break time='1500ms'></break>", 1.5),
        ('<break time="+2s"/>', 2.0),
        ('<break time=".5s"/>', 0.5),
        ('<break strength="x-strong"/>', 1.0),
        ("<break/>", 0.25),
    ],
)
def test_every_reader_agrees_on_a_break(markup: str, seconds: float) -> None:
    ssml = f"<speak>Hold.{markup}Rest.</speak>"
    response = {"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": ssml}}}

    assert read_ssml(ssml)[1] == SsmlPause(seconds)
    assert timing.of_ssml(ssml)[1].seconds == seconds
    assert ("…" in shown_text(ssml)) is (seconds >= 1)
    assert [piece.seconds for piece in pieces_of(ssml) if piece.kind == "silence"] == [seconds]
    assert broken_limits(response) == []
