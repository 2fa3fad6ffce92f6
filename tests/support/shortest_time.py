"""Processor time of an action, for comparisons that a busy machine does not change."""

from __future__ import annotations

import time
from collections.abc import Callable


def shortest_seconds(act: Callable[[], object], times: int = 30) -> float:
    """Return the shortest processor time of *act* in several runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return best
