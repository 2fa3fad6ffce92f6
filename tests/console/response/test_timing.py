from __future__ import annotations

import pytest

from skill.common.alexa_constants import RENDER_APLA
from skill.console.response import timing
from skill.console.response.timing import TimedText

HOLD = '<speak>Toes &amp; heel up. <break time="10s"/> Breathe. <break time="400ms"/></speak>'


def document(*items: dict[str, object]) -> dict[str, object]:
    sequence = {"type": "Sequencer", "items": list(items)}
    return {"type": "APLA", "version": "0.91", "mainTemplate": {"items": [sequence]}}


def test_words_and_silences_follow_each_other_on_one_clock() -> None:
    first, silence, second, end = timing.of_ssml(HOLD)
    assert (first.start, first.words) == (0, "Toes & heel up.")
    assert silence == TimedText(first.seconds, 10, "")
    assert second.start == first.seconds + 10
    assert (end.seconds, end.words) == (0.4, "")
    assert timing.length((first, silence, second, end)) == end.start + end.seconds


def test_a_slower_voice_takes_longer_and_its_silences_do_not() -> None:
    slow = HOLD.replace("<speak>", '<speak><prosody rate="80%">').replace(
        "</speak>", "</prosody></speak>"
    )
    usual, slower = timing.of_ssml(HOLD), timing.of_ssml(slow)
    assert slower[0].seconds == pytest.approx(usual[0].seconds * 1.25)
    assert slower[1].seconds == usual[1].seconds


def test_an_answer_is_what_is_spoken_and_then_its_document() -> None:
    rest = document(
        {"type": "Silence", "duration": 10_000},
        {"type": "Speech", "contentType": "SSML", "content": "<speak>Breathe.</speak>"},
        {"type": "Silence", "duration": 400},
    )
    directives = [{"type": "Other"}, {"type": RENDER_APLA, "document": rest}]
    spoken = {"ssml": "<speak>Toes &amp; heel up.</speak>"}
    heard = timing.of_answer({"outputSpeech": spoken, "directives": directives})
    assert heard == timing.of_ssml(HOLD)
    assert timing.apart(heard, timing.of_ssml(HOLD)) == 0


def test_two_timelines_are_as_far_apart_as_the_moment_that_differs_most() -> None:
    later = timing.of_ssml(HOLD.replace("10s", "8s"))
    assert timing.apart(timing.of_ssml(HOLD), later) == pytest.approx(2)
