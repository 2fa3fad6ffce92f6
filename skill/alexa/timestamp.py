"""Read the timestamp of a request: ISO 8601, or a Unix time in seconds or milliseconds.

Amazon documents ISO 8601; in July 2017 it sent Unix milliseconds.
"""

from __future__ import annotations

import re
from datetime import datetime

_ISO = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)",
    re.ASCII,
)
_DIGITS = re.compile(r"\d{1,16}", re.ASCII)
#: A larger Unix time is in milliseconds: in seconds it would be the year 5138.
MOST_SECONDS = 100_000_000_000


def unix_seconds(stamp: object) -> float:
    """Return *stamp* in seconds since 1970.

    Raises:
        ValueError: If it is not a time with a zone, or not a possible time.
    """
    if isinstance(stamp, str) and _ISO.fullmatch(stamp):
        try:
            return datetime.fromisoformat(stamp).timestamp()
        except (ValueError, OverflowError):
            raise ValueError("not a possible time") from None
    if isinstance(stamp, str) and _DIGITS.fullmatch(stamp):
        stamp = int(stamp)
    if isinstance(stamp, bool) or not isinstance(stamp, int | float):
        raise ValueError("not a time with a zone")
    if not 0 <= stamp <= 1000 * MOST_SECONDS:
        raise ValueError("not a possible time")
    return float(stamp / 1000 if stamp > MOST_SECONDS else stamp)
