"""Hear: playback with real pauses until the end of the session, and interruption."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from skill.console.audio import voices
from skill.console.audio.voices import read_wav
from skill.console.web.session_store import SessionStore
from skill.console.web.speech_cache import SpeechCache
from tests.browser.visit import Json, Visit

CRAMP = "my calf is cramping"
SILENT = ("break", "microphone", "silence")


@pytest.fixture
def relief(timed_visit: Visit) -> Visit:
    """A visit in which the answer to a cramp has just started to play."""
    visit = timed_visit.open(sound=True)
    visit.say(CRAMP)
    return visit.until_playing()


def moment(heard: Json, kind: str, place: int = 0) -> Json:
    """Return a moment of what is heard, by its kind."""
    found: list[Json] = [one for one in heard["moments"] if one["kind"] == kind]
    return found[place]


def test_the_sound_is_as_long_and_as_silent_as_the_timeline_says(visit: Visit) -> None:
    visit.open().say(CRAMP)
    heard = visit.api("/turns/0/sound")
    samples, rate = read_wav(visit.sound())

    assert len(samples) / rate == pytest.approx(heard["seconds"], abs=0.01)
    assert {one["kind"] for one in heard["moments"]} == {
        "words", "break", "cue", "microphone", "reprompt", "silence", "end",
    }  # fmt: skip
    for one in heard["moments"][:-1]:
        sound = samples[round(one["start"] * rate) : round(one["end"] * rate)]
        assert bool(np.abs(sound).max() < 1e-3) is (one["kind"] in SILENT), one


def test_a_part_of_the_sound_can_be_asked_for(visit: Visit) -> None:
    visit.open().say("stop")
    address = visit.address + visit.api("/turns/0/sound")["wav"]
    answer = visit.page.request.get(address, headers={"Range": "bytes=0-43"})

    assert answer.status == 206
    assert answer.body()[:4] == b"RIFF"
    assert len(answer.body()) == 44


def test_the_timeline_lists_every_moment_with_its_words(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.until_heard().hearing.get_by_text("Moment by moment").click()
    heard = visit.api("/turns/0/sound")
    listed = visit.hearing.locator("ol > li")

    expect(listed).to_have_count(len(heard["moments"]))
    expect(listed.first).to_contain_text("Pull your toes up toward your shin.")
    expect(listed.last).to_contain_text("Session ends")
    for kind in ("Cue in a hold", "Pause", "Microphone opens", "Reprompt", "Second silence"):
        assert listed.get_by_text(kind, exact=True).count() >= 1, kind


def test_an_answer_plays_by_itself_to_the_end_of_the_session(relief: Visit) -> None:
    expect(relief.hearing.get_by_role("button", name="Pause")).to_be_visible()
    heard = relief.api("/turns/0/sound")
    caption = relief.page.locator("#caption")
    for kind, words in (
        ("words", "Pull your toes up toward your shin."),
        ("break", "s left"),
        ("cue", moment(heard, "cue")["text"]),
        ("microphone", "Alexa is listening."),
        ("reprompt", moment(heard, "reprompt")["text"]),
        ("silence", "Alexa is listening once more."),
    ):
        relief.wait(moment(heard, kind)["start"] + 0.3 - relief.exactly_at())
        expect(caption).to_contain_text(words)
    relief.wait(heard["seconds"] - relief.exactly_at() + 0.2)

    expect(relief.turns).to_have_count(2)
    expect(relief.turns.last).to_contain_text("session ended")
    expect(relief.turns.last).to_contain_text("(says nothing)")


def test_a_hold_can_be_paused_and_taken_up_again(relief: Visit) -> None:
    relief.wait(5)
    relief.press("Pause")
    paused = relief.at()
    assert 4 <= paused < 15
    relief.wait(20)
    assert relief.at() == paused
    relief.press("Play")
    expect(relief.hearing.get_by_role("button", name="Pause")).to_be_visible()
    relief.wait(3)
    assert paused + 2 <= relief.at() < paused + 13


def test_ten_times_as_fast_is_ten_times_as_fast(relief: Visit) -> None:
    relief.hearing.get_by_role("radio", name=re.compile("^10")).check(force=True)
    before = relief.at()
    relief.wait(3)

    assert relief.at() - before >= 29


def test_one_can_jump_to_any_moment(visit: Visit) -> None:
    visit.open().say(CRAMP)
    heard = visit.until_heard().api("/turns/0/sound")
    visit.hearing.get_by_text("Moment by moment").click()
    visit.hearing.get_by_role("button", name="Microphone opens").click()
    opens = moment(heard, "microphone")["start"]
    assert visit.at() == round(opens)
    visit.position.press("ArrowRight")
    assert visit.at() == round(opens + 1)
    visit.position.press("PageDown")
    visit.position.press("PageDown")
    assert visit.at() < opens
    box = visit.position.bounding_box()
    assert box
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    assert visit.at() == pytest.approx(heard["seconds"] / 2, abs=2)
    visit.press("From the start")
    assert visit.at() == 0


def test_stop_in_the_middle_of_a_hold_comes_in_the_middle_of_it(relief: Visit) -> None:
    remembers = relief.part("What the skill remembers")
    expect(remembers).to_contain_text("Calf")
    expect(remembers).to_contain_text("hold until")
    relief.wait(15)
    turn = relief.say("stop")
    expect(turn).to_contain_text("AMAZON.StopIntent")
    first, second = relief.api("")["turns"]
    assert 14 <= second["after"] < 25
    assert seconds(second["time"]) - seconds(first["time"]) == second["after"]
    cut = rf"interrupted at {second['after']} s of \d+ s"
    expect(relief.turns.nth(0)).to_contain_text(re.compile(cut))
    expect(turn).not_to_contain_text("interrupted")
    expect(remembers).to_contain_text(re.compile("nothing", re.IGNORECASE))


def test_what_is_left_of_a_hold_is_told_to_whoever_asks_in_the_middle(relief: Visit) -> None:
    relief.wait(20)
    relief.say("how much longer")
    known = relief.api("/turns/1")

    assert 19 <= relief.api("")["turns"][1]["after"] < 30
    assert re.search(r"\d+ seconds|second", relief.speech())
    assert "left" in known["remembered"]
    names = {one["name"] for one in known["attributes"]}
    assert {"routine", "step", "until"} <= names


def seconds(time: str) -> int:
    """Return a time of day in seconds."""
    hours, minutes, rest = map(int, time.split(":"))
    return hours * 3600 + minutes * 60 + rest


def test_whoever_types_is_waited_for_at_the_microphone(relief: Visit) -> None:
    opens = moment(relief.api("/turns/0/sound"), "microphone")["start"]
    relief.input.fill("hm")
    relief.wait(120)

    assert relief.at() == round(opens)
    expect(relief.turns).to_have_count(1)


def test_without_a_voice_the_times_are_estimates_and_the_page_says_so(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, desk: SessionStore
) -> None:
    monkeypatch.setattr(desk, "speaker", SpeechCache())
    monkeypatch.setattr(voices, "hibari_installed", lambda: False)
    monkeypatch.setattr(voices, "espeak_installed", lambda: False)
    visit.open().say(CRAMP)
    visit.until_heard()

    expect(visit.hearing).to_contain_text("There is no voice here, so these times are estimates.")
    expect(visit.hearing).to_contain_text("hibari-tts")
    assert visit.api("/turns/0/sound")["wav"] == ""
