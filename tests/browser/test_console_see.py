"""See: the device's screen in Amazon's engine, with touch, and the card of the app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from skill.console.client.devices import DEVICES, SPEAKERS
from tests.browser import reading
from tests.browser.conftest import Visits
from tests.browser.visit import Json, Visit

CRAMP = "my calf is cramping"
#: How much of the light is left at night.
DIMMED = 0.66


@pytest.fixture
def seeing(visits: Visits, console_with_engine: str) -> Iterator[Visit]:
    """A visit to the page with Amazon's engine."""
    for visit in visits(console_with_engine):
        yield visit.open(device="show-8")


@pytest.fixture
def timed_seeing(visits: Visits, console_with_engine: str) -> Iterator[Visit]:
    """The same, where ``wait`` lets any time pass at once."""
    for visit in visits(console_with_engine, timed=True):
        yield visit.open(device="show-8", sound=True)


def texts(visit: Visit) -> list[Json]:
    """Return every text on the screen, with where and how it is seen."""
    found: list[Json] = visit.screen.evaluate(reading.SCRIPT)
    assert found
    return found


def words(visit: Visit) -> list[str]:
    """Return all that can be read on the screen."""
    return [text["words"] for text in texts(visit)]


def ring(visit: Visit) -> int:
    """Return the number in the ring."""
    return next(int(text) for text in words(visit) if text.isdecimal())


def in_a_hold(visit: Visit, seconds: int, *, left: int) -> None:
    """Ask for help, and wait so many seconds, until less is left than so many."""
    visit.say(CRAMP)
    assert ring(visit) == 30
    visit.until_playing().wait(seconds)
    assert visit.sooner_or_later(lambda: ring(visit) < left)


def data(visit: Visit, turn: int) -> Json:
    """Return the words that the skill sent for the screen."""
    sent: Json = visit.api("")["turns"][turn]["screen"]["datasources"]["words"]
    return sent


def test_the_screen_shows_the_step_and_a_touch_goes_to_the_skill_and_comes_back(
    seeing: Visit,
) -> None:
    seeing.say(CRAMP)
    assert data(seeing, 0)["cue"] in words(seeing)
    turn = seeing.touch("Next")

    expect(turn).to_contain_text("touches")
    request = seeing.api("/turns/1")["request"]["request"]
    assert request["type"] == "Alexa.Presentation.APL.UserEvent"
    assert request["arguments"] == ["next"]
    assert request["token"] == seeing.api("")["turns"][0]["screen"]["token"]
    assert request["source"]["handler"] == "Press"
    assert data(seeing, 1)["cue"] in words(seeing)
    assert data(seeing, 1)["cue"] != data(seeing, 0)["cue"]


def test_the_screen_is_dimmed_at_night_by_the_devices_own_clock(seeing: Visit) -> None:
    seeing.say(CRAMP)
    at_night = {text["opacity"] for text in texts(seeing)}
    seeing.page.get_by_label("Begins at").fill("12:00")
    expect(seeing.turns).to_have_count(0)
    seeing.say(CRAMP)

    assert (at_night, {text["opacity"] for text in texts(seeing)}) == ({DIMMED}, {1})


def test_the_ring_runs_with_the_voice_and_stands_and_jumps_with_it(timed_seeing: Visit) -> None:
    seeing = timed_seeing
    in_a_hold(seeing, 25, left=20)
    seeing.press("Pause")
    seeing.wait(0.5)
    left = ring(seeing)
    seeing.wait(10)
    assert ring(seeing) == left
    seeing.press("From the start")
    assert seeing.sooner_or_later(lambda: ring(seeing) == 30)


def test_a_touch_in_the_middle_of_a_hold_comes_in_the_middle_of_it(timed_seeing: Visit) -> None:
    seeing = timed_seeing
    in_a_hold(seeing, 20, left=30)
    seeing.touch("Pause")

    after = seeing.api("")["turns"][1]["after"]
    assert 19 <= after < 30
    expect(seeing.turns.nth(0)).to_contain_text(f"interrupted at {after} s")
    assert "Resume" in words(seeing) or "Go on" in words(seeing)


def test_an_answer_that_leaves_the_screen_as_it_is_says_so(seeing: Visit) -> None:
    seeing.say(CRAMP)
    shown = words(seeing)
    seeing.say("how sure is that")
    device = seeing.part("Device")

    expect(device).to_contain_text("This answer leaves the screen as it is.")
    assert [text["words"] for text in seeing.page.frames[-1].evaluate(reading.SCRIPT)] == shown


def test_after_the_session_the_clock_is_shown_again(seeing: Visit) -> None:
    seeing.say(CRAMP)
    seeing.say("stop")

    expect(seeing.part("Device")).to_contain_text("The session is over")
    expect(seeing.page.locator("#asleep")).to_be_visible()
    expect(seeing.page.locator("#asleep")).to_contain_text(re.compile(r"^\s*03:0\d"))


def test_an_earlier_turn_shows_its_own_screen_and_cannot_be_touched(seeing: Visit) -> None:
    seeing.say(CRAMP)
    seeing.say("next")
    seeing.page.get_by_role("button", name="Turn 1: my calf is cramping").click()
    screen = seeing.page.locator("#screen")
    expect(screen).to_have_attribute("data-shown", "0")
    found = seeing.page.frames[-1].evaluate(reading.SCRIPT)

    assert data(seeing, 0)["cue"] in [text["words"] for text in found]
    expect(seeing.turns).to_have_count(2)


def test_every_screen_is_as_large_as_the_device_says(seeing: Visit) -> None:
    told = seeing.page.request.get(f"{seeing.address}/api/options").json()["devices"]
    screens = [device for device in told if device["screen"]]
    assert {device["id"] for device in screens} == DEVICES.keys() - SPEAKERS
    for device in screens:
        seeing.choose("Device", device["name"])
        expect(seeing.turns).to_have_count(0)
        seeing.say(CRAMP)
        size = seeing.screen.evaluate("[innerWidth, innerHeight]")
        assert size == [device["screen"]["width"], device["screen"]["height"]]
        assert data(seeing, 0)["cue"] in words(seeing)


def test_a_card_is_shown_as_the_app_shows_it(visit: Visit) -> None:
    visit.open().say(CRAMP)
    card = visit.part("Card in the Alexa app")
    sent = visit.api("/turns/0")["response"]["response"]["card"]

    expect(card.get_by_role("heading", name=sent["title"])).to_be_visible()
    shown = card.locator(".text").evaluate("(text) => text.innerText")
    assert shown.split() == (sent.get("text") or sent.get("content")).split()
    visit.say("how sure is that")
    expect(card).to_contain_text("This answer sends no card.")


def test_a_device_without_a_screen_says_so(visit: Visit) -> None:
    visit.open(device="dot").say(CRAMP)
    device = visit.part("Device")

    expect(device).to_contain_text("This device has no screen.")
    expect(visit.page.locator("#glass")).to_be_hidden()


def test_where_npm_is_absent_the_page_draws_the_screen_and_says_how_to_get_the_real_one(
    visit: Visit,
) -> None:
    visit.open(device="show-8").say(CRAMP)
    drawn = visit.page.locator("#drawn")
    cue = data(visit, 0)["cue"]

    expect(drawn).to_contain_text(cue)
    expect(drawn.get_by_role("img").first).to_be_visible()
    expect(visit.part("Device")).to_contain_text("npm ci --ignore-scripts")
    expect(visit.page.locator("#screen")).to_be_hidden()
    turn = visit.next_turn(drawn.get_by_role("button", name="Next").click)
    expect(turn).to_contain_text("touches")
    assert visit.api("/turns/1")["request"]["request"]["arguments"] == ["next"]
    expect(drawn).not_to_contain_text(cue)
    visit.say("my calf is swollen and hot")
    expect(drawn).to_contain_text(data(visit, 2)["headline"])


def test_the_drawn_ring_runs_with_the_voice(timed_visit: Visit) -> None:
    visit = timed_visit.open(device="show-8", sound=True)
    visit.say(CRAMP)
    visit.until_playing()
    number = visit.page.locator("#drawn svg.ring text")
    expect(number).to_have_text("30")
    visit.wait(25)
    assert 10 <= int(number.text_content() or 0) < 30
