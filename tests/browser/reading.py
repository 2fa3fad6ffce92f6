"""Read the texts of a screen as rendered, and find those that cannot be read."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from skill.common.viewports import Viewport

SCRIPT = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
#: Rectangles are compared to the pixel; fractions are rounding.
SLACK = 1.5
#: How far inside the edge of a round screen everything stays, in dp; the rim has the ring.
RIM = 10
LOWEST_CONTRAST = 4.5
SMALLEST_TOUCH = 48

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Text:
    """A text on the screen: its words, its lines, and the component that holds it."""

    words: str
    lines: tuple[Box, ...]
    box: Box
    #: The component that contains this one: for example the button around its text.
    frame: Box
    size: float
    colour: str
    behind: str
    opacity: float


def texts(page: Page) -> list[Text]:
    """Return every text that is shown; a screen without any fails."""
    found = [Text(**_plain(text)) for text in page.evaluate(SCRIPT)]
    assert found, "nothing can be read"
    return found


def faults(shown: list[Text], viewport: Viewport) -> Iterator[str]:
    """Yield what cannot be read: cut off, outside the screen, over one another, or too faint."""
    for text in shown:
        if text.words.endswith(("…", "...")):
            yield f"{text.words!r} is cut short"
        for line in text.lines:
            # The space at the end of a line may hang over its edge.
            if not _inside(line, (*text.box[:2], text.box[2] + text.size / 3, text.box[3])):
                yield f"{text.words!r} leaves its place"
            if not on_screen(line, viewport):
                yield f"{text.words!r} leaves the screen"
        if (found := contrast(text)) < LOWEST_CONTRAST:
            yield f"{text.words!r} has a contrast of {found:.1f}"
    for one, other in itertools.combinations(shown, 2):
        if any(_overlap(a, b) for a in one.lines for b in other.lines):
            yield f"{one.words!r} lies over {other.words!r}"


def touch_faults(shown: list[Text], labels: list[str], viewport: Viewport) -> Iterator[str]:
    """Yield what is wrong with the buttons *labels*: absent, too small, or off the screen."""
    for label in labels:
        found = [text for text in shown if text.words == label]
        if len(found) != 1:
            yield f"{len(found)} buttons say {label!r}"
            continue
        left, top, right, bottom = found[0].frame
        if min(right - left, bottom - top) < SMALLEST_TOUCH:
            yield f"{label!r} is {right - left:.0f} by {bottom - top:.0f} dp"
        if not on_screen(found[0].frame, viewport):
            yield f"the button {label!r} leaves the screen"


def on_screen(box: Box, viewport: Viewport) -> bool:
    """Return whether *box* lies within the screen; on a round one, within its rim."""
    if viewport.shape == "RECTANGLE":
        return _inside(box, (0, 0, viewport.width, viewport.height))
    centre = viewport.width / 2
    corners = itertools.product((box[0], box[2]), (box[1], box[3]))
    return all(math.dist(corner, (centre, centre)) <= centre - RIM for corner in corners)


def contrast(text: Text) -> float:
    """Return the contrast of a text and what lies behind it, as WCAG 2 defines it."""
    light = sorted(_luminance(colour, text.opacity) for colour in (text.colour, text.behind))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: str, opacity: float) -> float:
    # The background is black, so less opacity means less light.
    parts = [int(part) * opacity / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - SLACK
        and inner[1] >= outer[1] - SLACK
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def _overlap(one: Box, other: Box) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > SLACK and height > SLACK


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else value
