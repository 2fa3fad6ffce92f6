"""APL documents for screens, APL-A documents for audio, and their data."""

from __future__ import annotations

from .documents import can_show as can_show
from .pictures import BACKGROUND as BACKGROUND
from .pictures import to_avg as to_avg
from .pictures import to_svg as to_svg
from .render import constant as constant
from .render import directive as directive
from .render import kept as kept
from .render import varying as varying
