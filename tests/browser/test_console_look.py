"""The page in every state, at four sizes, in light and dark colours, and for a screen reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Route, ViewportSize, expect

from tests.browser.conftest import absent, visiting
from tests.browser.inspecting import AXE, CONTRAST, OPTIONS, inspect, photograph
from tests.browser.visit import Json, Visit

CRAMP = "my calf is cramping"
SIZES = {
    "desk": (1440, 900),
    "small-desk": (1024, 768),
    "tablet": (768, 1024),
    "phone": (390, 844),
}
#: What the page is looked at in: its size, its colours, and what axe looks for.
LOOKS: dict[str, tuple[str, Literal["light", "dark"], Json]] = {
    **{size: (size, "light", OPTIONS) for size in SIZES},
    "dark": ("desk", "dark", CONTRAST),
}
#: Two frames after a change, all that follows it has been done.
SETTLED = "new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))"
WRONG = b'- user: "my calf is cramping"\n  alexa: "Never."\n- user: "no"\n- user: "stop"\n'

#: Brings the page, as it is after the state before, into a state worth looking at.
State = Callable[[Visit], object]


def _empty(visit: Visit) -> None:
    visit.see("Talk")
    expect(visit.page.locator("#empty")).to_be_visible()


def _answer(visit: Visit) -> None:
    visit.say(CRAMP)
    visit.see("Talk")


def _device(visit: Visit) -> None:
    visit.see("Device")
    visit.until_heard()


def _moments(visit: Visit) -> None:
    visit.see("Device")
    visit.hearing.get_by_text("Moment by moment").click()
    visit.position.press("PageUp")


def _tab(name: str) -> State:
    return lambda visit: visit.tab(name)


def _editor(visit: Visit) -> None:
    panel = visit.tab("Request")
    panel.get_by_role("button", name="Edit and send again").click()
    panel.get_by_role("button", name="Send again", exact=True).click()
    expect(panel.locator(".result")).to_contain_text("200")


def _doubt(visit: Visit) -> None:
    panel = visit.tab("Doubt")
    panel.get_by_role("button", name="Try them all").click()
    expect(panel.locator(".result .good")).to_have_count(panel.locator(".doubts > li").count())


def _warning(visit: Visit) -> None:
    visit.say("my leg is swollen and hot")
    visit.see("Device")


def _not_understood(visit: Visit) -> None:
    visit.say("tell me a joke about penguins")
    visit.tab("Why")


def _earlier(visit: Visit) -> None:
    visit.see("Talk")
    visit.page.get_by_role("button", name="Turn 1:").click()
    expect(visit.page.get_by_text("You look at an earlier turn.")).to_be_visible()


def _dialog(opener: str) -> State:
    return lambda visit: visit.dialog(opener)


def _different(visit: Visit) -> None:
    dialog = visit.dialog("Load…")
    file = dialog.get_by_label("Or a file from this machine")
    file.set_input_files({"name": "wrong.yaml", "mimeType": "text/yaml", "buffer": WRONG})
    expect(dialog).to_be_hidden()
    visit.see("Talk")
    visit.press("Play all")
    expect(visit.page.locator("#script-place")).to_contain_text("not as the file expects")


def _failure(visit: Visit) -> None:
    def fail(route: Route) -> None:
        error = {"message": "the skill gave no answer", "advice": "mend it", "text": "<h1>500</h1>"}
        route.fulfill(status=502, json={"error": error})

    visit.page.route("**/turns", fail)
    visit.see("Talk")
    visit.input.fill("stop")
    visit.input.press("Enter")
    expect(visit.page.locator("#failure")).to_be_in_viewport()
    visit.page.unroute("**/turns")
    visit.forgive("502")


def _settings(visit: Visit) -> None:
    toggle = visit.page.locator("#settings-toggle")
    if toggle.is_visible():
        toggle.click()


def _on(device: str) -> State:
    def change(visit: Visit) -> None:
        visit.choose("Device", device)
        expect(visit.turns).to_have_count(0)
        visit.say(CRAMP)
        visit.see("Device")
        visit.until_heard()

    return change


STATES: dict[str, State] = {
    "01-empty": _empty,
    "02-answer": _answer,
    "03-device": _device,
    "04-moments": _moments,
    "05-why": _tab("Why"),
    "06-sources": _tab("Sources"),
    "07-limits": _tab("Limits"),
    "08-memory": _tab("Memory"),
    "09-editor": _editor,
    "10-response": _tab("Response"),
    "11-doubt": _doubt,
    "12-warning": _warning,
    "13-not-understood": _not_understood,
    "14-earlier": _earlier,
    "15-record": _dialog("Record…"),
    "16-load": _dialog("Load…"),
    "17-different": _different,
    "18-failure": _failure,
    "19-settings": _settings,
    "20-dot": _on("Echo Dot"),
    "21-spot": _on("Echo Spot"),
    "22-keyboard": _dialog("Keyboard"),
}


@pytest.fixture(scope="module")
def faults(browser: Browser, console_with_engine: str) -> dict[str, Json]:
    """What is wrong in each state, by look; one walk, on the narrowest page, brings all to it."""
    if not AXE.exists():
        absent("axe-core is not installed; npm ci --ignore-scripts")
    found: dict[str, Json] = {look: {} for look in LOOKS}
    with visiting(browser, console_with_engine, viewport=viewport("phone")) as visit:
        visit.open(device="show-8")
        for state, reach in STATES.items():
            if visit.page.get_by_role("dialog").is_visible():
                visit.page.keyboard.press("Escape")
            reach(visit)
            for look in LOOKS:
                if wrong := looked_at(visit, look, state):
                    found[look][state] = wrong
            dress(visit, "phone")
    return found


def looked_at(visit: Visit, look: str, state: str) -> list[str]:
    """Take a picture of the page in one look, and return what is wrong there."""
    dress(visit, look)
    wrong = list(inspect(visit.page, LOOKS[look][2]))
    if (luminance(visit) < 60) is not (look == "dark"):
        wrong.append("the background is too light or too dark")
    photograph(visit.page, state, look)
    return wrong


def dress(visit: Visit, look: str) -> None:
    """Give the page the size and the colours of *look*, and let it settle."""
    size, scheme, _ = LOOKS[look]
    visit.page.emulate_media(color_scheme=scheme)
    visit.page.set_viewport_size(viewport(size))
    visit.page.evaluate(SETTLED)


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_in_order_at_every_size_and_in_the_dark(
    faults: dict[str, Json], look: str
) -> None:
    assert not faults[look], json.dumps(faults[look], indent=1, ensure_ascii=False)


def viewport(size: str) -> ViewportSize:
    """Return a size as the browser takes it."""
    width, height = SIZES[size]
    return ViewportSize(width=width, height=height)


def luminance(visit: Visit) -> float:
    """Return how light the page's background is, from 0 to 255."""
    colour = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / len(parts)


def test_the_theme_can_be_chosen_and_is_remembered(visit: Visit) -> None:
    visit.open()
    assert luminance(visit) > 200
    visit.choose("Theme", "Dark")
    assert luminance(visit) < 60
    visit.page.reload()
    visit.until_ready()
    assert luminance(visit) < 60
    visit.choose("Theme", "Light")
    assert luminance(visit) > 200


MOVING = """document.getAnimations().filter(
  (one) => one.playState === "running" && one.effect.getComputedTiming().duration > 1).length"""


@pytest.mark.parametrize(("wish", "still"), [("reduce", True), ("no-preference", False)])
def test_nothing_moves_for_whoever_wishes_so(
    browser: Browser, console_address: str, wish: str, *, still: bool
) -> None:
    with visiting(browser, console_address, reduced_motion=wish) as visit:
        visit.open(sound=True).say(CRAMP)
        visit.until_playing()
        held: list[Route] = []
        visit.page.route("**/turns", lambda route: held.append(route))
        visit.input.fill("stop")
        visit.input.press("Enter")
        expect(visit.page.locator("#waiting")).to_be_visible()
        assert (visit.page.evaluate(MOVING) == 0) is still
        visit.next_turn(lambda: held[0].continue_())


def test_a_page_without_faults_is_not_found_by_blind_instruments(
    browser: Browser, console_address: str
) -> None:
    with visiting(browser, console_address) as visit:
        visit.open()
        assert list(inspect(visit.page, OPTIONS)) == []
        visit.page.evaluate(BREAK)
        found = " ".join(inspect(visit.page, OPTIONS))
    for fault in ("px wide", "is covered", "lies over", "button-name", "color-contrast"):
        assert fault in found, fault


#: Spoils the page in every way that is looked for.
BREAK = """() => {
  const spoil = (text, style) => {
    const made = document.createElement("button");
    made.textContent = text;
    for (const [name, value] of Object.entries(style)) made.style[name] = value;
    document.querySelector("main").append(made);
  };
  spoil("", { position: "fixed", left: "0", top: "0", width: "300px", height: "90px" });
  spoil("Beneath", { position: "fixed", left: "20px", top: "10px" });
  const wide = document.createElement("div");
  wide.style.width = "5000px";
  wide.style.color = "#bbb";
  wide.textContent = "Faint.";
  document.querySelector("#talk").append(wide);
}"""
