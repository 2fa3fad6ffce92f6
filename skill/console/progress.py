"""A progress line on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

#: The interval of the progress line, in seconds.
RENEWED = 0.5

Thing = TypeVar("Thing")


def progress(things: Sequence[Thing], name: str) -> Iterator[Thing]:
    """Yield *things*; print their count if standard error is a terminal."""
    shown = time.monotonic() if sys.stderr.isatty() else float("inf")
    for count, thing in enumerate(things):
        if time.monotonic() - shown > RENEWED:
            shown = time.monotonic()
            print(f"\r{count:,} of {len(things):,} {name}", end="", file=sys.stderr, flush=True)
        yield thing
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
