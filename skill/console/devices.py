"""The devices the console can be: what each tells the skill about itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import ConsoleError


def _screen(shape: str, width: int, height: int, dpi: int, mode: str = "HUB") -> dict[str, Any]:
    """Return the parts of a request's context by which a device with a screen is known."""
    return {
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
    # One that says nothing about itself: an old speaker, which hears everything as SSML.
    "speaker": {"interfaces": {}, "context": {}},
    "dot": {"interfaces": {"Alexa.Presentation.APLA": {}}, "context": {}},
    "spot": _screen("ROUND", 480, 480, 160),
    "show-5": _screen("RECTANGLE", 960, 480, 160),
    "show-8": _screen("RECTANGLE", 1280, 800, 213),
    "show-15": _screen("RECTANGLE", 1920, 1080, 160),
    "tv": _screen("RECTANGLE", 1920, 1080, 320, mode="TV"),
}

#: The devices without a screen.
SPEAKERS = frozenset(name for name, kind in DEVICES.items() if not kind["context"])


def device(name: str) -> Mapping[str, Any]:
    """Return the device called *name*; raises ConsoleError when there is none."""
    if name not in DEVICES:
        raise ConsoleError(f"there is no device {name!r}; known: {', '.join(DEVICES)}")
    return DEVICES[name]
