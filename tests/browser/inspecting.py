"""Find faults in the page's layout and accessibility, and take screenshots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
#: Pictures to look at; never committed.
PICTURES = PROJECT / "build" / "screenshots"
LAYOUT = (HERE / "layout.js").read_text(encoding="utf-8")
#: Everything that axe knows, and the size of what is touched, which it leaves out by default.
OPTIONS = {
    "iframes": False,
    "preload": False,
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
CONTRAST = {**OPTIONS, "runOnly": ["color-contrast"]}
RUN = """async ([options]) => {
  const passing = document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < 2000);
  await Promise.all(passing.map((one) => one.finished.catch(() => {})));
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all }) =>
    `${id}: ${target.join(" ")}: ${[...any, ...all].map((one) => one.message).join("; ")}`));
}"""


def inspect(page: Page, options: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the page as it is now, by axe and by our own measures."""
    yield from page.evaluate(LAYOUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    yield from page.evaluate(RUN, [options])


def photograph(page: Page, *names: str) -> None:
    """Take a picture of the page as it is now."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{'-'.join(names)}.png")
