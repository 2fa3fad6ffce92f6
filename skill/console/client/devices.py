"""The simulated devices: the parts of a request's context that describe each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...common.viewports import Viewport
from ..errors import ConsoleError

#: The pixels per inch at which one pixel is one dp.
STANDARD_DPI = 160


def _screen(
    name: str, shape: str, width: int, height: int, dpi: int, mode: str = "HUB"
) -> dict[str, Any]:
    """Return the parts of a request's context that describe a device with a screen."""
    return {
        "name": name,
        "interfaces": {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}},
        "context": {
            "Viewports": [
                {
                    "type": "APL",
                    "id": "main",
                    "shape": shape,
                    "dpi": dpi,
                    "presentationType": "STANDARD",
                    "canRotate": False,
                    "configuration": {
                        "current": {
                            "mode": mode,
                            "size": {
                                "type": "DISCRETE",
                                "pixelWidth": width,
                                "pixelHeight": height,
                            },
                        }
                    },
                }
            ]
        },
    }


DEVICES: Mapping[str, Mapping[str, Any]] = {
    # An old speaker without any interfaces, which gets all speech as SSML.
    "speaker": {"name": "Older Echo", "interfaces": {}, "context": {}},
    "dot": {"name": "Echo Dot", "interfaces": {"Alexa.Presentation.APLA": {}}, "context": {}},
    "spot": _screen("Echo Spot", "ROUND", 480, 480, 160),
    "show-5": _screen("Echo Show 5", "RECTANGLE", 960, 480, 160),
    "show-8": _screen("Echo Show 8", "RECTANGLE", 1280, 800, 213),
    "show-15": _screen("Echo Show 15", "RECTANGLE", 1920, 1080, 160),
    "tv": _screen("Fire TV", "RECTANGLE", 1920, 1080, 320, mode="TV"),
}

#: The devices without a screen.
SPEAKERS = frozenset(name for name, kind in DEVICES.items() if not kind["context"])


def device(name: str) -> Mapping[str, Any]:
    """Return the device *name*; raise ConsoleError if there is none."""
    if name not in DEVICES:
        raise ConsoleError(f"there is no device {name!r}; known: {', '.join(DEVICES)}")
    return DEVICES[name]


def viewport(name: str) -> Viewport | None:
    """Return the screen of the device *name* for Amazon's engine; None if it has no screen."""
    for port in device(name)["context"].get("Viewports", ()):
        current, dp = port["configuration"]["current"], STANDARD_DPI / port["dpi"]
        size = current["size"]
        width, height = round(size["pixelWidth"] * dp), round(size["pixelHeight"] * dp)
        return Viewport(width, height, current["mode"], port["shape"])
    return None
