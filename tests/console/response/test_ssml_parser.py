from __future__ import annotations

import pytest

from skill.console.response.ssml_parser import (
    Manner,
    SsmlAudio,
    SsmlError,
    SsmlPause,
    SsmlText,
    read_ssml,
)

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
    ],
)
def test_each_tag_does_what_alexa_does(inside: str, parts: list[object]) -> None:
    assert read_ssml(f"<speak>{inside}</speak>") == parts


@pytest.mark.parametrize(
    ("ssml", "problem"),
    [
        ("Rest.", "not well-formed"),
        ("<p>Rest.</p>", "begins with <speak>"),
        ("<speak>Salt & water</speak>", "not well-formed"),
        ("<speak><b>Rest.</b></speak>", "no tag <b>"),
        ("<speak><amazon:sing>La</amazon:sing></speak>", "no tag <amazon:sing>"),
        ('<speak><break time="11s"/></speak>', "10 s at most"),
        ('<speak><break time="long"/></speak>', "write seconds"),
        ('<speak><break strength="huge"/></speak>', "Alexa knows none"),
        ('<speak><prosody rate="quick">Go</prosody></speak>', "prosody 'quick'"),
        ('<speak><emphasis level="very">Go</emphasis></speak>', "emphasis 'very'"),
        ('<speak><audio src="http://x/y.mp3"/></speak>', "https://"),
        ("<speak><sub>911</sub></speak>", "needs alias"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]><speak>&y;</speak>", "no comments"),
        (f"<speak>{'rest ' * 1600}</speak>", "Alexa takes 8,000"),
        ("<speak>" + '<audio src="https://x/y.mp3"/>' * 6 + "</speak>", "more than 5 audio"),
    ],
)
def test_what_alexa_would_refuse_is_refused(ssml: str, problem: str) -> None:
    with pytest.raises(SsmlError, match=problem):
        read_ssml(ssml)
