"""The viewports that the manifest declares: those that the documents are designed for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Range = tuple[int, int]


def _viewport(
    width: Range, height: Range, mode: str = "HUB", shape: str = "RECTANGLE"
) -> dict[str, Any]:
    """Return one viewport in the manifest's format; sizes in dp."""
    return {
        "mode": mode,
        "shape": shape,
        "minWidth": width[0],
        "maxWidth": width[1],
        "minHeight": height[0],
        "maxHeight": height[1],
    }


VIEWPORTS: Mapping[str, Mapping[str, Any]] = {
    "hub-round": _viewport((480, 480), (480, 480), shape="ROUND"),
    "hub-small": _viewport((960, 1279), (480, 599)),
    "hub-medium": _viewport((960, 1279), (600, 799)),
    "hub-large": _viewport((1280, 1919), (600, 1079)),
    "hub-extra-large": _viewport((1920, 1920), (1080, 1080)),
    "hub-portrait": _viewport((1080, 1080), (1920, 1920)),
    "tablet-portrait": _viewport((600, 800), (960, 1280)),
    "tv": _viewport((960, 960), (540, 540), mode="TV"),
    "mobile": _viewport((320, 600), (600, 1000), mode="MOBILE"),
    "mobile-landscape": _viewport((600, 1000), (320, 600), mode="MOBILE"),
}
