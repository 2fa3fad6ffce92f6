"""What a device with a screen shows: a document in Amazon's Presentation Language, from a turn."""

from __future__ import annotations

from .pictures import BACKGROUND as BACKGROUND
from .pictures import to_avg as to_avg
from .pictures import to_svg as to_svg
