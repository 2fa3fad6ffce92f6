"""Screenshots of APL documents: Amazon's rendering engine in Chromium, for development only."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from ..common import apl_engine
from ..common.viewports import Viewport
from . import apl_viewhost

Json = dict[str, Any]
#: Takes a directive and a viewport, and returns a JPEG.
Camera = Callable[[Json, Viewport], bytes]

#: Disable the browser's own network requests; the sandbox does not work as root.
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
QUALITY = 70
SHOW = "([document, data, viewport]) => show(document, data, viewport, 12)"


def chromium() -> str | None:
    """Return the path of the ``chromium`` command, or None."""
    return shutil.which("chromium")


def missing() -> str:
    """Return the name of the first requirement that is not installed, or an empty text."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright"
    if not apl_engine.BUNDLE.exists():
        return "Amazon's engine (npm ci --ignore-scripts)"
    return "" if chromium() else "chromium"


@contextmanager
def camera() -> Iterator[Camera]:
    """Yield a function that takes screenshots; ``missing()`` must be empty."""
    from playwright.sync_api import sync_playwright

    with apl_viewhost.serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        page = browser.new_page()
        page.goto(address)

        def photograph(directive: Json, viewport: Viewport) -> bytes:
            page.set_viewport_size({"width": viewport.width, "height": viewport.height})
            given = [directive["document"], directive["datasources"], asdict(viewport)]
            page.evaluate(SHOW, given)
            return page.screenshot(type="jpeg", quality=QUALITY)

        yield photograph
        browser.close()
