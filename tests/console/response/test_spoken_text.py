from __future__ import annotations

import math

from skill.common.speaking_time import speaking_seconds
from skill.console.response.response_limits import broken_limits
from skill.console.response.spoken_text import plain_text, shown_text, speech_seconds, ssml_of

HOLD = '<speak>Pull up &amp; hold.<break time="10s"/>Keep it. <break time="400ms"/>Done.</speak>'


def test_tags_and_pauses_are_no_part_of_the_words() -> None:
    assert plain_text(HOLD) == "Pull up & hold. Keep it. Done."


def test_long_pauses_are_shown_and_short_ones_are_not() -> None:
    assert shown_text(HOLD) == "Pull up & hold. … 10 s … Keep it. Done."


def test_an_answer_lasts_as_long_as_its_pauses_and_its_words() -> None:
    assert speech_seconds('<speak><break time="10s"/><break time="500ms"/></speak>') == 11
    words = "word " * 150
    assert speech_seconds(f"<speak>{words}</speak>") == math.ceil(speaking_seconds(words)) == 55
    slow = f'<speak><prosody rate="80%">{words}</prosody></speak>'
    assert speech_seconds(slow) == math.ceil(speaking_seconds(words) / 0.8) == 68


def test_plain_text_is_spoken_too_and_nothing_is_silence() -> None:
    assert plain_text(ssml_of({"type": "PlainText", "text": "2 < 3 & 4"})) == "2 < 3 & 4"
    assert ssml_of(None) == ""


def _response(ssml: str, **more: object) -> dict[str, object]:
    return {"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": ssml}, **more}}


def test_an_ordinary_answer_breaks_no_limit() -> None:
    assert broken_limits(_response(HOLD)) == []


def test_alexas_own_tags_are_well_formed() -> None:
    whisper = '<speak><amazon:effect name="whispered">Shh.</amazon:effect></speak>'

    assert broken_limits(_response(whisper)) == []


def test_each_limit_of_alexas_is_kept() -> None:
    reprompt = {"outputSpeech": {"type": "SSML", "ssml": "<speak>a & b</speak>"}}
    card = {"type": "Simple", "content": "c" * 8001}
    audio = "<speak>" + '<audio src="soundbank://a"/>' * 6 + "</speak>"
    cases: dict[str, dict[str, object]] = {
        "has a break of 11s": _response('<speak><break time="11s"/></speak>'),
        "outputSpeech has 8017": _response("<speak>" + "x" * 8002 + "</speak>"),
        "reprompt is not well-formed": _response("", reprompt=reprompt),
        "card has": _response("", card=card),
        "more than 24000": _response("", directives=["x" * 30_000]),
        "audio tags": _response(audio),
        'no "version"': {"response": {}},
    }
    for problem, response in cases.items():
        (line,) = broken_limits(response)
        assert problem in line
