"""How far a long run has come, on standard error: a line that is renewed, or now and then one."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

#: Seconds between lines if the output is not a terminal.
SELDOM = 20.0


@dataclass
class Progress:
    """Counts steps."""

    total: int
    done: int = 0
    began: float = field(default_factory=time.monotonic)
    _told: float = 0.0

    def step(self, what: str) -> None:
        """Say that the next step begins."""
        self.done += 1
        passed = time.monotonic() - self.began
        line = f"{self.done} of {self.total}, {passed:.0f} s: {what}"
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self._told > SELDOM:
            self._told = time.monotonic()
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)
