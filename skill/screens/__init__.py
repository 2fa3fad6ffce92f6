"""What a screen shows while the skill speaks."""

from __future__ import annotations

from .pictures import BACKGROUND as BACKGROUND
from .pictures import to_avg as to_avg
from .pictures import to_svg as to_svg
