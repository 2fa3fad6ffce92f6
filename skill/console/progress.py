"""A line on the terminal that tells how far a long piece of work has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

#: How often the line is renewed, in seconds.
RENEWED = 0.5

Thing = TypeVar("Thing")


def progress(things: Sequence[Thing], name: str) -> Iterator[Thing]:
    """Yield *things*, counting them on a terminal; anywhere else nothing is written."""
    shown = time.monotonic() if sys.stderr.isatty() else float("inf")
    for count, thing in enumerate(things):
        if time.monotonic() - shown > RENEWED:
            shown = time.monotonic()
            print(f"\r{count:,} of {len(things):,} {name}", end="", file=sys.stderr, flush=True)
        yield thing
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
