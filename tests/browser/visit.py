"""A visit to the web console in a browser: type, press, and read the results."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from skill.console.web.session_store import SessionStore
from skill.console.web.web_server import listen_locally
from skill.console.web.wsgi_app import create_console

Json = dict[str, Any]

#: Generous to a busy machine, in milliseconds: what waits for it is there within a moment.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

#: What the page keeps in the browser, and nothing else.
SETTINGS = "console-settings"
KEEP = """([name, settings]) => {
  localStorage.clear();
  localStorage.setItem(name, settings);
}"""
#: A page of the same origin with nothing on it, and no page at all.
EMPTY, NOWHERE = "/empty", "about:blank"
NOTHING = "<link rel='icon' href='data:,'>"
PLAYER = "/static/js/player.js"
#: The middle of an element, and the width of its page.
MIDDLE = """(element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2, whole: innerWidth };
}"""


@contextmanager
def served(desk: SessionStore, bundle: Path, conversations: Path) -> Iterator[str]:
    """Serve the console on a free port of this machine, and yield its address."""
    server = listen_locally(create_console(desk, bundle, conversations), 0)
    serve = {"poll_interval": 0.05}
    thread = threading.Thread(target=server.serve_forever, kwargs=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    # A thread that speaks while Python ends would end it badly.
    with desk.speaker._turn:
        pass


class Visit:
    """A visit to the page; ``complaints`` has the browser's errors, and must stay empty."""

    def __init__(self, context: BrowserContext, address: str, *, timed: bool = False) -> None:
        self.address = address
        self.timed = timed
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        #: Everything that was asked for, in order.
        self.asked: list[str] = []
        self.page.on("console", lambda said: self._said(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", lambda request: self._asks(request.url))
        if timed:
            self.page.clock.install()

    def open(self, path: str = "/", **settings: object) -> Visit:
        """Open the page with *settings* as chosen before: silent, on a speaker, at three."""
        chosen = {"device": "dot", "time": "03:00", "sound": False, **settings}
        empty = self.address + EMPTY
        self.page.route(empty, lambda route: route.fulfill(body=NOTHING, content_type="text/html"))
        self.page.goto(empty)
        self.page.evaluate(KEEP, [SETTINGS, json.dumps(chosen)])
        self.page.goto(self.address + path)
        self.until_ready()
        return self

    def leave(self) -> None:
        """Leave the page, so that it can be opened as if for the first time."""
        self.page.unroute_all()
        self.page.goto(NOWHERE)
        self.complaints.clear()
        self.asked.clear()

    def until_ready(self) -> None:
        """Wait until the page waits for an utterance."""
        expect(self.quick.get_by_role("button", name="Open", exact=True)).to_be_enabled()

    # What is said

    @property
    def input(self) -> Locator:
        """Where one types what one says."""
        return self.page.get_by_role("textbox", name="What you say")

    @property
    def quick(self) -> Locator:
        """The buttons for what is said most."""
        return self.page.get_by_role("group", name="Quick answers")

    def say(self, words: str) -> Locator:
        """Type *words* and press Enter; return the turn that comes of it."""
        self.see("Talk")
        self.input.fill(words)
        return self.next_turn(lambda: self.input.press("Enter"))

    def press_quick(self, name: str) -> Locator:
        """Press a quick button; return the turn that comes of it."""
        return self.next_turn(self.quick.get_by_role("button", name=name, exact=True).click)

    def next_turn(self, doing: Callable[[], object]) -> Locator:
        """Return the turn that comes of *doing*, once it is answered."""
        before = self.turns.count()
        doing()
        expect(self.turns).to_have_count(before + 1)
        turn = self.turns.nth(before)
        expect(turn).to_have_attribute("aria-current", "true")
        self.until_ready()
        return turn

    def press(self, name: str) -> None:
        """Press the button called *name*."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, setting: str, value: str) -> None:
        """Choose *value* for *setting*; on a narrow page the settings are unfolded for it."""
        choice = self.page.get_by_role("combobox", name=setting, include_hidden=True)
        self._unfold(choice)
        choice.select_option(label=value)

    def see(self, part: str) -> None:
        """On a phone, see one part of the page; elsewhere it is in sight in any case."""
        tab = self.page.locator("#views").get_by_role("button", name=part)
        if tab.is_visible():
            tab.click()

    def _unfold(self, wanted: Locator) -> None:
        if not wanted.is_visible():
            self.page.get_by_role("button", name="Settings").click()

    # What is seen

    @property
    def turns(self) -> Locator:
        """Every turn of the conversation."""
        return self.page.get_by_role("list", name="Turns").locator("> li")

    def speech(self, turn: int = -1) -> str:
        """Return what Alexa said in a turn, the last one if none is named."""
        return self.turns.nth(turn).locator(".speech").inner_text()

    @property
    def hearing(self) -> Locator:
        """The part of the page that plays the answer."""
        return self.page.get_by_role("region", name="What is heard")

    @property
    def position(self) -> Locator:
        """The slider over the answer."""
        return self.page.get_by_role("slider", name="Position in the answer")

    def until_heard(self) -> Visit:
        """Wait until the answer can be heard."""
        expect(self.position).to_have_attribute("aria-disabled", "false")
        return self

    def until_playing(self) -> Visit:
        """Wait until the answer is being played: the browser takes a moment to begin."""
        self.until_heard()
        assert self.sooner_or_later(lambda: self.exactly_at() > 0), "nothing is played"
        return self

    def sooner_or_later(self, it_is_so: Callable[[], bool]) -> bool:
        """Return whether *it_is_so* within our patience."""
        for _ in range(PATIENCE // 20):
            if it_is_so():
                return True
            self.page.wait_for_timeout(20)
        return False

    def at(self) -> int:
        """Return how many seconds into the answer the player is."""
        return int(self.position.get_attribute("aria-valuenow") or -1)

    def exactly_at(self) -> float:
        """Return the same as exactly as the page keeps it."""
        return float(self.page.evaluate(f"import('{PLAYER}').then(({{ player }}) => player.at)"))

    def tab(self, name: str) -> Locator:
        """Choose a tab of what there is to understand; return its panel."""
        self.see("Understand")
        tab = self.page.get_by_role("tab", name=name)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        return self.page.get_by_role("tabpanel", name=name)

    def part(self, name: str) -> Locator:
        """Return the part of the page with the heading *name*."""
        return self.page.get_by_role("region", name=name)

    def dialog(self, opener: str) -> Locator:
        """Press *opener*; return the dialog that opens."""
        button = self.page.get_by_role("button", name=opener, exact=True, include_hidden=True)
        self._unfold(button)
        button.click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        return dialog

    @property
    def screen(self) -> Frame:
        """The page of the device's screen, once Amazon's engine shows something there."""
        shown = self.turns.count() - 1
        expect(self.page.locator("#screen")).to_have_attribute("data-shown", f"{shown}")
        return self.page.frames[-1]

    def touch(self, words: str) -> Locator:
        """Touch *words* on the device's screen; return the turn that comes of it."""
        box = self.screen.get_by_text(words, exact=True).evaluate(MIDDLE)
        outer = self.page.locator("#screen").bounding_box()
        assert outer
        # The frame is made smaller by the page, of which the browser's own click knows nothing.
        scale = outer["width"] / box["whole"]
        place = outer["x"] + box["x"] * scale, outer["y"] + box["y"] * scale
        return self.next_turn(lambda: self._finger(*place))

    def _finger(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.wait_for_timeout(60)
        self.page.mouse.up()

    # The server behind it

    def api(self, path: str) -> Json:
        """Return what the server tells the page of this conversation."""
        key = self.page.evaluate("location.hash").removeprefix("#")
        answer = self.page.request.get(f"{self.address}/api/sessions/{key}{path}")
        assert answer.ok, answer.text()
        read: Json = answer.json()
        return read

    def sound(self, turn: int = -1) -> bytes:
        """Return all that is heard of a turn, the last one if none is named, as a WAV file."""
        number = turn if turn >= 0 else self.turns.count() + turn
        answer = self.page.request.get(self.address + self.api(f"/turns/{number}/sound")["wav"])
        assert answer.headers["content-type"] == "audio/wav"
        return answer.body()

    def wait(self, seconds: float) -> None:
        """Let so much time pass at once on the page's own clock."""
        assert self.timed
        self.page.clock.run_for(round(seconds * 1000))

    def forgive(self, text: str) -> None:
        """Take the complaints with *text* in them for expected; there must be some."""
        left = [complaint for complaint in self.complaints if text not in complaint]
        assert len(left) < len(self.complaints), f"nobody complains of {text!r}"
        self.complaints[:] = left

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _asks(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith((self.address + "/", "data:", "blob:" + self.address)):
            self.complaints.append(f"asks for {url}")
