"""APL documents for screens, APL-A documents for audio, and their data."""

from __future__ import annotations

from .directives import constant as constant
from .directives import directive as directive
from .directives import kept as kept
from .directives import varying as varying
from .documents import can_show as can_show
from .pictures import BACKGROUND as BACKGROUND
from .pictures import to_avg as to_avg
from .pictures import to_svg as to_svg
