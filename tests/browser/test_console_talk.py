"""Talk: every utterance and action of a device, on the page, with the keyboard only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Route, expect

from skill.console.audio import recognition
from skill.console.audio.voices import Hibari, read_wav, write_wav
from skill.console.client.devices import DEVICES, SPEAKERS
from skill.console.response.ssml_parts import Manner
from skill.screens import screenshots
from tests.browser.conftest import visiting
from tests.browser.visit import Visit
from tests.support.sounds import voiced_share

CRAMP = "my calf is cramping"
needs_ears = pytest.mark.skipif(
    not recognition.installed(), reason="the extra voice is not installed: make voice"
)


def test_what_is_typed_is_answered_where_one_sees_and_hears_it(visit: Visit) -> None:
    visit.open()
    turn = visit.say(CRAMP)

    for words in (CRAMP, "Pull your toes up", "StartReliefIntent", "muscle: calf", "listens"):
        expect(turn).to_contain_text(words)
    expect(visit.input).to_be_focused()
    expect(visit.input).to_have_value("")
    aloud = visit.page.get_by_role("status", name="Latest answer")
    expect(aloud).to_contain_text("Pull your toes up")
    expect(aloud).to_contain_text("Alexa is listening")


QUICK = {
    "Open": ("LaunchRequest", "(opens the skill)"),
    "No": ("AMAZON.NoIntent", "no"),
    "Yes": ("AMAZON.YesIntent", "yes"),
    "Next": ("AMAZON.NextIntent", "next"),
    "Stop": ("AMAZON.StopIntent", "stop"),
}


def test_each_quick_button_says_what_stands_on_it(visit: Visit) -> None:
    visit.open()
    for name, (intent, said) in QUICK.items():
        turn = visit.press_quick(name)
        expect(turn).to_contain_text(intent)
        expect(turn).to_contain_text(said)
    expect(turn).to_contain_text("session ended")


def test_saying_nothing_brings_the_reprompt_and_then_the_end(visit: Visit) -> None:
    visit.open()
    nothing = visit.quick.get_by_role("button", name="Say nothing")
    expect(nothing).to_be_disabled()
    visit.press_quick("Open")
    reprompt = visit.api("")["turns"][0]["reprompt"]
    turn = visit.press_quick("Say nothing")

    expect(turn).to_contain_text(reprompt)
    expect(turn).to_contain_text("session ended")
    expect(nothing).to_be_disabled()


def test_a_new_conversation_is_empty_and_can_say_the_same_again(visit: Visit) -> None:
    visit.open()
    visit.say(CRAMP)
    visit.say("no")
    before = [visit.speech(0), visit.speech(1)]
    visit.press("New conversation")
    expect(visit.turns).to_have_count(0)
    visit.press("Say the same again (2 turns)")
    expect(visit.turns).to_have_count(2)
    visit.until_ready()

    assert [visit.speech(0), visit.speech(1)] == before


def test_another_locale_has_another_number_to_call(visit: Visit) -> None:
    visit.open()
    visit.say("call an ambulance")
    assert "911" in visit.speech() or "nine one one" in visit.speech()
    visit.choose("Locale", "English, United Kingdom")
    expect(visit.turns).to_have_count(0)
    visit.say("call an ambulance")

    assert "999" in visit.speech() or "nine nine nine" in visit.speech()
    assert visit.api("/turns/0")["request"]["request"]["locale"] == "en-GB"


def test_every_device_can_be_chosen_and_tells_the_skill_what_it_is(visit: Visit) -> None:
    visit.open()
    for device, kind in DEVICES.items():
        visit.choose("Device", str(kind["name"]))
        expect(visit.turns).to_have_count(0)
        visit.until_ready()
        visit.say("help")
        system = visit.api("/turns/0")["request"]["context"]["System"]
        assert system["device"]["supportedInterfaces"] == kind["interfaces"]
        note = visit.part("Device").get_by_text("This device has no screen.")
        expect(note).to_have_count(1 if device in SPEAKERS else 0)


def test_it_is_as_late_on_the_device_as_one_chooses(visit: Visit) -> None:
    visit.open()
    clock = visit.part("Device").get_by_text("on the device")
    expect(clock).to_contain_text("It is 03:00")
    visit.say("help")
    assert visit.api("")["turns"][0]["time"].startswith("03:00")
    visit.page.get_by_label("Begins at").fill("14:35")
    expect(clock).to_contain_text("It is 14:35")
    visit.press("Now")
    now = datetime.now().astimezone()
    minutes = {f"{now:%H:%M}", f"{now + timedelta(minutes=1):%H:%M}"}
    expect(clock).not_to_contain_text("14:35")

    assert any(minute in clock.inner_text() for minute in minutes)


def test_whoever_whispers_is_whispered_to(visit: Visit) -> None:
    visit.open()
    visit.say("stop")
    expect(visit.hearing).to_contain_text("Voice: hibari.")
    aloud = visit.sound()
    visit.page.get_by_role("switch", name="Whisper").check()
    expect(visit.hearing).to_contain_text("Voice: hibari, whispered.")
    hushed = visit.sound()

    assert voiced_share(*read_wav(aloud)) > 0.4
    assert voiced_share(*read_wav(hushed)) < 0.05


def test_a_whole_conversation_needs_no_mouse(visit: Visit) -> None:
    page = visit.open().page
    page.keyboard.press("/")
    expect(visit.input).to_be_focused()
    for words in (CRAMP, "no", "why do i cramp at night"):
        page.keyboard.type(words)
        visit.next_turn(lambda: page.keyboard.press("Enter"))
        expect(visit.input).to_be_focused()

    _tab_to(visit, "Turn 3", back=True)
    page.keyboard.press("ArrowUp")
    expect(visit.turns.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("button", name="Turn 2: no")).to_be_focused()
    page.keyboard.press("Home")
    expect(visit.turns.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("End")
    visit.until_heard()
    _tab_to(visit, "Position in the answer")
    page.keyboard.press("PageUp")
    assert visit.at() > 0
    page.keyboard.press("Home")
    assert visit.at() == 0
    _tab_to(visit, "Why")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Sources")).to_be_visible()
    page.keyboard.press("Escape")
    expect(visit.input).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("stop")
    turn = visit.next_turn(lambda: page.keyboard.press("Enter"))
    expect(turn).to_contain_text("session ended")


def _tab_to(visit: Visit, name: str, *, back: bool = False) -> None:
    """Press Tab until what is called *name* has the focus."""
    focused = (
        "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
    )
    for _ in range(80):
        visit.page.keyboard.press("Shift+Tab" if back else "Tab")
        if str(visit.page.evaluate(focused)).startswith(name):
            return
    pytest.fail(f"{name!r} cannot be reached with Tab")


def test_the_keys_are_listed_and_the_list_closes_again(visit: Visit) -> None:
    page = visit.open().page
    page.locator("body").press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    visit.input.press("?")
    expect(dialog).to_be_hidden()


def test_the_conversation_is_found_again_after_a_reload(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.page.reload()

    expect(visit.turns).to_have_count(1)
    expect(visit.turns.first).to_contain_text("Pull your toes up")


def test_without_recognition_the_microphone_says_how_to_get_it(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: False)
    visit.open().press("Microphone")

    expect(visit.page.locator("#listening")).to_contain_text("make voice")
    expect(visit.input).to_be_editable()


@pytest.fixture(scope="module")
def said() -> bytes:
    """A WAV file with the utterance that a calf is cramping."""
    voice = Hibari()
    return write_wav(voice.say(CRAMP, Manner()), voice.rate)


@pytest.fixture(scope="module")
def with_microphone(
    browser: Browser, said: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose microphone hears that."""
    file = tmp_path_factory.mktemp("microphone") / "said.wav"
    file.write_bytes(said)
    heard = f"--use-file-for-fake-audio-capture={file}%noloop"
    fake = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", heard)
    launch = browser.browser_type.launch
    opened = launch(executable_path=screenshots.chromium(), args=[*screenshots.SWITCHES, *fake])
    yield opened
    opened.close()


def test_what_is_spoken_is_sent_as_sound_and_said_as_it_was_understood(
    with_microphone: Browser, console_address: str, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: True)
    sent: list[bytes] = []

    def understand(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        route.fulfill(json={"words": CRAMP})

    with visiting(with_microphone, console_address) as visit:
        visit.page.route("**/api/listen", understand)
        visit.open()
        turn = visit.next_turn(lambda: visit.press("Microphone"))
        expect(turn).to_contain_text("StartReliefIntent")
    (recorded,) = sent
    samples, rate = read_wav(recorded)
    spoken, spoken_rate = read_wav(said)

    assert rate == 16_000
    # It ends by itself, a little after the last word.
    assert 0 < len(samples) / rate - len(spoken) / spoken_rate < 5
    assert voiced_share(samples, rate) > 0.4


@needs_ears
def test_what_is_spoken_into_the_microphone_is_understood(
    with_microphone: Browser, console_address: str
) -> None:
    with visiting(with_microphone, console_address) as visit:
        visit.open()
        turn = visit.next_turn(lambda: visit.press("Microphone"))
        expect(turn).to_contain_text("StartReliefIntent")
        expect(turn).to_contain_text("muscle: calf")
