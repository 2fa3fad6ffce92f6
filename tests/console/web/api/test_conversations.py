from __future__ import annotations

import re
import time
from typing import Any

import numpy as np
import pytest

from skill.console.audio.voices import read_wav
from skill.console.web import session_store as desks
from skill.console.web.session_store import SessionStore
from skill.console.web.web_session import offset_for
from skill.console.web.wsgi_app import create_console
from skill.dialogue.turn import Request, Turn
from skill.handlers import HANDLERS
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.web_visitor import Visitor


@pytest.fixture
def visitor(desk: SessionStore) -> Visitor:
    made = Visitor(create_console(desk))
    made.begin()
    return made


def test_what_can_be_chosen_is_what_there_is(visitor: Visitor) -> None:
    offered = visitor.get("/api/options")
    assert [device["name"] for device in offered["devices"]] == [
        "Older Echo",
        "Echo Dot",
        "Echo Spot",
        "Echo Show 5",
        "Echo Show 8",
        "Echo Show 15",
        "Fire TV",
    ]
    assert next(locale["id"] for locale in offered["locales"]) == "en-US"
    assert len(offered["locales"]) == 5
    assert len(offered["conversations"]) > 150
    for choice in offered["locales"]:
        for device in offered["devices"]:
            assert visitor.begin(device["id"], choice["id"])["device"] == device["id"]


def test_a_cramp_is_answered_by_the_first_move(visitor: Visitor) -> None:
    turn = visitor.say("my calf is cramping")
    assert turn["speech"].startswith("Pull your toes up toward your shin.")
    assert (turn["intent"], turn["slots"]) == ("StartReliefIntent", {"muscle": "calf"})
    assert turn["listens"]
    assert turn["card"]["title"] == "Calf stretch"
    assert turn["screen"] is None
    assert turn["screen_note"] == "This device has no screen."
    assert turn["violations"] == 0


def test_a_whole_night_is_kept_and_found_again(visitor: Visitor) -> None:
    visitor.do("launch")
    visitor.say("no")
    visitor.say("yes")
    kept = visitor.get(f"/api/sessions/{visitor.key}")
    assert [turn["label"] for turn in kept["turns"]] == ["(opens the skill)", "no", "yes"]
    assert not kept["open"]
    assert kept["turns"][-1]["ended"]


def test_it_is_three_in_the_morning_where_the_device_stands(visitor: Visitor) -> None:
    begun = visitor.begin("show-8", time="03:00")
    assert begun["time"].startswith("03:0")
    local = time.gmtime(begun["clock"] + begun["local_offset"])
    assert (local.tm_hour, local.tm_min) == (3, 0)
    assert visitor.do("launch")["time"].startswith("03:00:")


@pytest.mark.parametrize("clock", ["00:00", "03:00", "12:00", "15:59", "23:59"])
def test_no_place_is_more_than_half_a_day_from_greenwich(clock: str) -> None:
    for now in range(1_800_000_000, 1_800_086_400, 3_571):
        offset = offset_for(clock, now)
        assert abs(offset) <= 12 * 3600
        assert time.strftime("%H:%M", time.gmtime(now + offset)) == clock


def test_stop_in_the_middle_of_a_hold_is_heard_there(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    turn = visitor.say("stop", after=12)
    assert turn["interrupted"]["at"] == 12
    assert 30 < turn["interrupted"]["of"] < 60
    assert turn["after"] == 12
    assert turn["ended"]
    assert len(turn["speech"].split()) <= 5


def test_a_question_in_a_hold_is_answered_by_the_time_that_is_left(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    told = []
    for turn, after in enumerate((10, 12), start=1):
        early = visitor.say("how much longer", after=after)
        assert early["interrupted"]
        told.append(number(r"about (\d+) seconds", early["speech"]))
        left = visitor.look_into(turn)["remembered"]
        assert left.startswith("Calf stretch, step 1 of 7; hold until 03:00:")
        # The answer itself takes a moment, and is rounded to five seconds.
        assert 0 <= number(r"\((\d+) s left\)", left) - told[-1] <= 5
    assert told[0] > told[1] > 0


def number(pattern: str, text: str) -> int:
    """Return the number that *pattern* finds in *text*, where it must be."""
    found = re.search(pattern, text)
    assert found, text
    return int(found[1])


def test_silence_brings_the_reprompt_and_the_end(visitor: Visitor) -> None:
    opened = visitor.do("launch")
    silent = visitor.do("silence")
    assert silent["speech"] == opened["reprompt"]
    assert silent["label"] == "(says nothing)"
    assert silent["ended"]


def test_a_touch_is_what_its_word_would_be(visitor: Visitor) -> None:
    visitor.begin("show-8")
    visitor.say("my calf is cramping")
    token = visitor.look_into(0)["response"]["response"]["directives"][-1]["token"]
    source = {"type": "TouchWrapper", "handler": "Press", "id": "", "value": None}
    touched = visitor.do("touch", event={"token": token, "arguments": ["next"], "source": source})
    assert touched["label"] == "(touches \u201cnext\u201d)"
    visitor.begin("show-8")
    visitor.say("my calf is cramping")
    assert visitor.say("next")["speech"] == touched["speech"]
    assert visitor.look_into(1)["handler"]["name"] == "standard_intents.advance"


def test_a_screen_shows_the_step_and_has_a_drawing_of_it(visitor: Visitor) -> None:
    visitor.begin("show-5")
    turn = visitor.say("my calf is cramping")
    assert turn["screen"]["document"]["type"] == "APL"
    assert turn["picture"].startswith("<svg")
    visitor.say("stop")
    kept = visitor.get(f"/api/sessions/{visitor.key}")
    assert kept["turns"][1]["screen_note"].startswith("The session is over")


def test_a_device_that_cannot_play_a_hold_hears_the_next_one_plainly(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    visitor.do("sound-fails")
    assert visitor.look_into(1)["remembered"].endswith("no audio documents in this session.")
    assert visitor.say("no")["speech"].startswith("Put the sheet or a belt")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "do: is missing"),
        ({"do": "dance"}, "there is no 'dance' to do"),
        ({"do": "say", "utterance": 3}, "utterance: must be str"),
        ({"do": "say", "utterance": "no", "after": True}, "after: must be int"),
        ({"do": "say", "utterance": "no", "after": -1}, "after -1 seconds"),
        ({"do": "say", "utterance": "no", "after": 10**9}, "after 1000000000 seconds"),
        ({"do": "silence"}, "no session is open"),
        ({"do": "exit"}, "no session is open"),
        ({"do": "touch", "event": {"arguments": ["next"]}}, "the device 'dot' has no screen"),
        ({"do": "touch", "event": {"arguments": "next"}}, "event: arguments"),
        ({"do": "touch"}, "event: arguments"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    visitor: Visitor, sent: dict[str, Any], told: str
) -> None:
    before = visitor.get(f"/api/sessions/{visitor.key}")
    status, error = visitor.refused(visitor.here("turns"), **sent)
    assert status == 400
    assert told in error["message"]
    assert visitor.get(f"/api/sessions/{visitor.key}") == before


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"locale": "xx-XX"}, "no interaction model for locale 'xx-XX'"),
        ({"device": "radio"}, "there is no device 'radio'"),
        ({"time": "25:00"}, "'25:00' is no time of day"),
        ({"time": 3}, "time: must be str"),
    ],
)
def test_a_conversation_needs_what_there_is(
    visitor: Visitor, sent: dict[str, Any], told: str
) -> None:
    whole = {"locale": "en-US", "device": "dot", "time": "03:00"}
    status, error = visitor.refused("/api/sessions", **(whole | sent))
    assert status == 400
    assert told in error["message"]


def test_what_is_no_json_is_told_so(visitor: Visitor) -> None:
    for data in (b"", b"[]", b"no", b'{"do": '):
        answer = visitor.client.post(
            visitor.here("turns"), data=data, content_type="application/json"
        )
        assert answer.status_code == 400
        assert "JSON" in answer.get_json()["error"]["message"]


def test_a_forgotten_conversation_is_told_apart(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "MOST_SESSIONS", 2)
    first = visitor.key
    visitor.begin()
    visitor.begin()
    answer = visitor.client.get(f"/api/sessions/{first}")
    assert answer.status_code == 404
    assert answer.get_json()["error"]["advice"] == "begin a new one"


def test_a_skill_that_fails_inside_apologises_and_says_where(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Request) -> Turn:
        raise KeyError("of our own making")

    monkeypatch.setitem(HANDLERS, "AboutIntent", fails)
    turn = visitor.say("are you a doctor", after=4321)
    assert turn["apology"].startswith("KeyError at test_conversations.py:")
    assert turn["speech"]
    assert turn["violations"] >= 1
    assert visitor.look_into()["traced"].startswith("the handler fails: KeyError")
    monkeypatch.undo()
    assert visitor.say("are you a doctor", after=4322)["apology"] == ""


def test_a_skill_that_takes_for_ever_is_given_up_like_alexa_does(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleeps(_: Request) -> Turn:
        time.sleep(1.0)
        raise KeyError

    monkeypatch.setattr("skill.console.client.skill_client.RESPONSE_SECONDS", 0.1)
    monkeypatch.setitem(HANDLERS, "HoldTimeIntent", sleeps)
    before = visitor.get(f"/api/sessions/{visitor.key}")
    status, error = visitor.refused(
        visitor.here("turns"), do="say", utterance="how long do I hold it", after=9876
    )
    assert (status, error["kind"], error["status"]) == (502, "skill", 504)
    assert error["advice"]
    monkeypatch.undo()
    assert visitor.get(f"/api/sessions/{visitor.key}") == before
    assert visitor.do("launch")["speech"].startswith("Pull your toes up")


def test_an_answer_is_heard_with_its_real_pauses(visitor: Visitor) -> None:
    visitor.say("my calf is cramping")
    heard = visitor.get(visitor.here("turns/0/sound"))
    assert (heard["voice"], heard["estimated"], heard["whispered"]) == ("hibari", False, False)
    kinds = [moment["kind"] for moment in heard["moments"]]
    assert kinds[-5:] == ["words", "microphone", "reprompt", "silence", "end"]
    assert "cue" in kinds
    breaks = [one["end"] - one["start"] for one in heard["moments"] if one["kind"] == "break"]
    assert max(breaks) == breaks[0] == pytest.approx(6.8, abs=0.3)
    assert 35 < heard["answer"] < 60
    assert heard["seconds"] == pytest.approx(heard["answer"] + 16, abs=5)
    samples, rate = read_wav(visitor.client.get(heard["wav"]).data)
    assert len(samples) / rate == pytest.approx(heard["seconds"], abs=0.05)
    for moment in heard["moments"]:
        loud = np.abs(samples[int(moment["start"] * rate) + 500 : int(moment["end"] * rate) - 500])
        if moment["kind"] in ("words", "cue", "reprompt"):
            assert loud.max() > 0.05
        elif moment["kind"] in ("microphone", "silence"):
            assert loud.max() == 0


def test_the_sound_can_be_asked_for_in_parts(visitor: Visitor) -> None:
    visitor.do("launch")
    address = visitor.get(visitor.here("turns/0/sound"))["wav"]
    whole = visitor.client.get(address)
    part = visitor.client.get(address, headers={"Range": "bytes=1000-1999"})
    assert (whole.status_code, part.status_code) == (200, 206)
    assert part.data == whole.data[1000:2000]
    assert whole.headers["Content-Type"] == "audio/wav"


def test_a_whisper_is_answered_by_a_whisper_and_the_skill_is_not_told(visitor: Visitor) -> None:
    visitor.do("launch")
    aloud = visitor.client.get(visitor.get(visitor.here("turns/0/sound"))["wav"]).data
    assert visitor.send("whisper", whisper=True)["whisper"]
    heard = visitor.get(visitor.here("turns/0/sound"))
    assert heard["whispered"]
    whispered = visitor.client.get(heard["wav"]).data
    assert len(whispered) == pytest.approx(len(aloud), rel=0.01)
    assert whispered != aloud
    visitor.say("no")
    assert "whisper" not in str(visitor.look_into(1)["request"]).lower()


def test_without_a_voice_the_times_are_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.console.audio.voices.hibari_installed", lambda: False)
    monkeypatch.setattr("skill.console.audio.voices.espeak_installed", lambda: False)
    visitor = Visitor(create_console(SessionStore(CRAMP_COACH)))
    visitor.begin()
    assert "espeak-ng" in visitor.get("/api/options")["voice"]["missing"]
    visitor.do("launch")
    heard = visitor.get(visitor.here("turns/0/sound"))
    assert (heard["estimated"], heard["wav"], heard["voice"]) == (True, "", "")
    assert 30 < heard["answer"] < 60
    assert visitor.client.get(visitor.here("turns/0/sound.wav")).status_code == 404


def test_the_end_of_a_session_is_silent(visitor: Visitor) -> None:
    visitor.do("launch")
    visitor.do("exit")
    heard = visitor.get(visitor.here("turns/1/sound"))
    assert [moment["kind"] for moment in heard["moments"]] == ["end"]
    assert heard["seconds"] == 0
