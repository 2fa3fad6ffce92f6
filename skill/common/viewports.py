"""The screens that the documents are designed and tested for; sizes in dp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Viewport:
    """The properties of a screen that an APL document can read."""

    width: int
    height: int
    mode: Literal["HUB", "TV", "MOBILE"] = "HUB"
    shape: Literal["RECTANGLE", "ROUND"] = "RECTANGLE"


VIEWPORTS: Mapping[str, Viewport] = {
    "hub-round": Viewport(480, 480, shape="ROUND"),
    "hub-small": Viewport(960, 480),
    "hub-medium": Viewport(960, 600),
    "hub-large": Viewport(1280, 800),
    "hub-extra-large": Viewport(1920, 1080),
    "hub-portrait": Viewport(1080, 1920),
    "tablet-portrait": Viewport(800, 1280),
    "tv": Viewport(960, 540, mode="TV"),
    "mobile": Viewport(412, 732, mode="MOBILE"),
    "mobile-landscape": Viewport(732, 412, mode="MOBILE"),
}
