"""Render the icons for the store from one SVG file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .manifest import ICONS
from .package import PICTURES, picture_file

DRAWING = PICTURES / "icon.svg"


def draw(side: int) -> bytes:
    """Return the icon as a PNG, *side* pixels wide and high."""
    # A development tool, not needed to build a package.
    import resvg_py

    return resvg_py.svg_to_bytes(svg_path=str(DRAWING), width=side, height=side)


def write_icons() -> Iterator[Path]:
    """Render every icon and yield its file; raise OSError if a file cannot be written."""
    for side in ICONS.values():
        file = picture_file(side)
        file.write_bytes(draw(side))
        yield file
