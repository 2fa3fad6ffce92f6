"""A browser, and in it Amazon's own engine for screens; both stay on this machine.

Where the browser or the engine is absent the tests are skipped, except in the build,
where a check that is skipped would look like one that passed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from skill.common import apl_engine
from skill.console.web.session_store import SessionStore
from skill.quality.cramp_coach import CRAMP_COACH
from skill.screens import apl_viewhost, screenshots
from tests.browser.visit import Visit, served

Json = dict[str, Any]

#: Begins a visit to an address, and ends it with whatever was complained of.
Visits = Callable[..., Iterator[Visit]]
DESK = ViewportSize(width=1440, height=900)
CONVERSATIONS = Path(__file__).parents[1] / "conversations"
#: Some of the project's conversations.
KEPT = (
    "en-US/stop-in-a-hold.yaml",
    "en-US/silence-after-an-answer.yaml",
    "en-GB/emergency-is-nine-nine-nine.yaml",
)


def absent(what: str) -> NoReturn:
    """Skip a test because *what* is missing; in the build, fail it."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = screenshots.chromium()
    if path is None:
        absent("there is no chromium here; apt-get install chromium fonts-liberation")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(screenshots.SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def engine_address() -> Iterator[str]:
    """The address of the page with Amazon's engine."""
    if not apl_engine.BUNDLE.exists():
        absent("Amazon's engine for screens is not installed; npm ci --ignore-scripts")
    with apl_viewhost.serve() as address:
        yield address


class Screen:
    """A device's screen: shows documents as Amazon's engine does, and tells what it saw."""

    def __init__(self, page: Page, *, real_time: bool = True) -> None:
        self.page = page
        self.real_time = real_time
        #: What the browser complained of, and addresses that were asked for outside this machine.
        self.complaints: list[str] = []

    def show(self, document: Json, datasources: Json, viewport: Json, hour: float = 12) -> None:
        """Show *document* on *viewport* (width and height in dp, mode, shape) at a local hour."""
        self.page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        show = "([document, data, viewport, hour]) => show(document, data, viewport, hour)"
        given = [document, datasources, viewport, hour]
        if self.real_time:
            self.page.evaluate(show, given)
            return
        # Nothing happens until the clock is moved, so this must not wait.
        then = "then(() => { window.done = true; })"
        self.page.evaluate(f"(given) => {{ window.done = false; ({show})(given).{then}; }}", given)
        for _ in range(100):
            self.page.clock.run_for(20)
            if self.page.evaluate("window.done"):
                return
        pytest.fail("the document is not shown")

    def touch(self, text: str) -> list[Any]:
        """Touch what says *text*, and return the arguments of the event that it sends."""
        # The engine takes no notice of a touch within half a second of the last.
        self.wait(700)
        before = len(self.events)
        self.page.get_by_text(text, exact=True).click()
        for _ in range(50):
            self.wait(20)
            if len(self.events) > before:
                return self.events[-1]
        pytest.fail(f"a touch on {text!r} is not told")

    def wait(self, milliseconds: int) -> None:
        """Let so much time pass on the screen."""
        if self.real_time:
            self.page.wait_for_timeout(milliseconds)
        else:
            self.page.clock.run_for(milliseconds)

    @property
    def problems(self) -> list[str]:
        """Everything the engine logged at warning or above, and the browser's own complaints."""
        return [*self.page.evaluate("problems"), *self.complaints]

    @property
    def events(self) -> list[list[Any]]:
        """The arguments of each SendEvent since the document was shown."""
        return list(self.page.evaluate("events"))


@pytest.fixture(scope="session")
def _one_screen(browser: Browser, engine_address: str) -> Iterator[Screen]:
    """The engine takes seconds to start, and each document begins anew in any case."""
    with _screen(browser, engine_address, real_time=True) as screen:
        yield screen


@pytest.fixture
def screen(_one_screen: Screen) -> Screen:
    """A page with Amazon's engine, ready to show documents."""
    _one_screen.complaints.clear()
    return _one_screen


@pytest.fixture
def timed_screen(browser: Browser, engine_address: str) -> Iterator[Screen]:
    """The same, where time passes only while ``wait`` is called."""
    with _screen(browser, engine_address, real_time=False) as screen:
        yield screen


@contextmanager
def _screen(browser: Browser, engine_address: str, *, real_time: bool) -> Iterator[Screen]:
    context = browser.new_context()
    # A busy machine takes its time over five megabytes of engine.
    context.set_default_timeout(120_000)
    page = context.new_page()
    if not real_time:
        page.clock.install()
    screen = Screen(page, real_time=real_time)
    page.on("console", lambda said: _note(screen, said.type, said.text))
    page.on("pageerror", lambda error: screen.complaints.append(str(error)))
    page.on("request", lambda request: _outside(screen, engine_address, request.url))
    page.goto(engine_address)
    yield screen
    context.close()


def _note(screen: Screen, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        screen.complaints.append(f"browser: {kind}: {text}")


def _outside(screen: Screen, address: str, url: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        screen.complaints.append(f"asks for {url}")


@pytest.fixture(scope="session")
def desk() -> Iterator[SessionStore]:
    """The skill and the conversations with it, for every test of the web console."""
    desk = SessionStore(CRAMP_COACH)
    desk.console.resolver("en-US").resolve("it has got me right in the leg again")
    yield desk
    # Nothing is spoken from here on: a thread that speaks while Python ends would end it badly.
    desk.speaker._turn.acquire()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of conversations that a test may save into: a copy of some of the project's."""
    folder = tmp_path_factory.mktemp("project") / "tests" / "conversations"
    for locale in ("en-US", "en-GB"):
        (folder / locale).mkdir(parents=True)
    for file in KEPT:
        shutil.copy(CONVERSATIONS / file, folder / file)
    return folder


@pytest.fixture(scope="session")
def console_address(desk: SessionStore, project: Path) -> Iterator[str]:
    """The web console as it is where npm is absent: the page draws screens by itself."""
    with served(desk, Path("no engine is here"), project) as address:
        yield address


@pytest.fixture(scope="session")
def console_with_engine(desk: SessionStore, project: Path) -> Iterator[str]:
    """The web console with Amazon's engine."""
    if not apl_engine.BUNDLE.exists():
        absent("Amazon's engine for screens is not installed; npm ci --ignore-scripts")
    with served(desk, apl_engine.BUNDLE, project) as address:
        yield address


@pytest.fixture(scope="session")
def visits(browser: Browser) -> Iterator[Visits]:
    """A visit for each address, untimed and timed: a page that is there opens in half the time."""
    visits: dict[tuple[str, bool], Visit] = {}

    def again(address: str, *, timed: bool = False) -> Iterator[Visit]:
        if (address, timed) not in visits:
            visits[address, timed] = Visit(browser.new_context(viewport=DESK), address, timed=timed)
        visit = visits[address, timed]
        yield visit
        complaints = list(visit.complaints)
        visit.leave()
        assert complaints == []

    yield again
    for visit in visits.values():
        visit.page.context.close()


@pytest.fixture
def visit(visits: Visits, console_address: str) -> Iterator[Visit]:
    """A visit to the page that fails on any complaint of the browser."""
    yield from visits(console_address)


@pytest.fixture
def timed_visit(visits: Visits, console_address: str) -> Iterator[Visit]:
    """The same, where ``wait`` lets any time pass at once."""
    yield from visits(console_address, timed=True)


@contextmanager
def visiting(
    browser: Browser, address: str, *, timed: bool = False, **context: Any
) -> Iterator[Visit]:
    """Yield a visit in a browser that remembers nothing; whatever is complained of is a failure."""
    opened = browser.new_context(**{"viewport": DESK, **context})
    visit = Visit(opened, address, timed=timed)
    yield visit
    opened.close()
    assert visit.complaints == []
