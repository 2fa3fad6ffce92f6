"""A browser, and in it Amazon's own engine for screens; both stay on this machine.

Where the browser or the engine is absent the tests are skipped, except in the build,
where a check that is skipped would look like one that passed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from skill.screens import engine

#: The switches keep it from calling home; it runs as root in a container, where it has no sandbox.
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

Json = dict[str, Any]


def _absent(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if path is None:
        _absent("there is no chromium here; apt-get install chromium fonts-liberation")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def engine_address() -> Iterator[str]:
    """The address of the page with Amazon's engine."""
    if not engine.BUNDLE.exists():
        _absent("Amazon's engine for screens is not installed; npm ci --ignore-scripts")
    with engine.serve() as address:
        yield address


class Screen:
    """A device's screen: shows documents as Amazon's engine does, and tells what it saw."""

    def __init__(self, page: Page) -> None:
        self.page = page
        #: What the browser complained of, and addresses that were asked for outside this machine.
        self.complaints: list[str] = []

    def show(self, document: Json, datasources: Json, viewport: Json, hour: float = 12) -> None:
        """Show *document* on *viewport* (width and height in dp, mode, shape) at a local hour."""
        self.page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        self.page.evaluate(
            "([document, data, viewport, hour]) => show(document, data, viewport, hour)",
            [document, datasources, viewport, hour],
        )

    def touch(self, text: str) -> list[Any]:
        """Touch what says *text*, and return the arguments of the event that it sends."""
        # The engine takes no notice of a touch within half a second of the last.
        self.page.wait_for_timeout(700)
        before = len(self.events)
        self.page.get_by_text(text, exact=True).click()
        self.page.wait_for_function(f"events.length > {before}", timeout=5000)
        return self.events[-1]

    @property
    def problems(self) -> list[str]:
        """Everything the engine logged at warning or above, and the browser's own complaints."""
        return [*self.page.evaluate("problems"), *self.complaints]

    @property
    def events(self) -> list[list[Any]]:
        """The arguments of each SendEvent since the document was shown."""
        return list(self.page.evaluate("events"))


@pytest.fixture
def screen(browser: Browser, engine_address: str) -> Iterator[Screen]:
    """A page with Amazon's engine, ready to show documents; ``screen.page`` has a real clock."""
    context = browser.new_context()
    page = context.new_page()
    screen = Screen(page)
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
