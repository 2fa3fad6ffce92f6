"""The icons as the store wants them, drawn from one SVG."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .manifest import ICONS
from .package import PICTURES, picture_file

DRAWING = PICTURES / "icon.svg"


def draw(side: int) -> bytes:
    """Return the icon as a PNG of so many pixels a side."""
    # A tool of the desk: whoever only packages takes the pictures as they are.
    import resvg_py

    return resvg_py.svg_to_bytes(svg_path=str(DRAWING), width=side, height=side)


def write() -> Iterator[Path]:
    """Draw every icon anew, and yield its file; raises OSError if it cannot be written."""
    for side in ICONS.values():
        file = picture_file(side)
        file.write_bytes(draw(side))
        yield file
