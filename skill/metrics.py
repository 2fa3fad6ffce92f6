"""How many requests became what, and how long they took: nothing about any one of them.

Each process counts in files of its own; `cramp-coach metrics` adds them up and shows them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Counter

#: Where the processes count; the library's own name for it. Nothing is counted without.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: In seconds. Alexa waits for eight; an answer of ours takes less than a thousandth of one.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0, 2.5, 5.0, 8.0)
#: The reasons are our own words; this holds even should somebody let a stranger's in.
MOST_REASONS = 64


class MetricsError(RuntimeError):
    """There is no folder to count in; the message names the variable and what to do."""


class Metrics:
    """The counters of one process, on top of what its forerunners in the same slot counted."""

    def __init__(self, folder: Path, outcomes: Iterable[str]) -> None:
        """Count in *folder*; *outcomes* is all that can become of a request."""
        # Who counts nothing does not wait for this import either.
        from prometheus_client import Counter, Histogram, values

        values.ValueClass = values.MultiProcessValue(Slot(folder).number)  # type: ignore[no-untyped-call]
        seconds = Histogram(
            "cramp_coach_request_seconds",
            "Seconds from a request's arrival to its answer, by what became of it.",
            ["outcome"],
            buckets=BUCKETS,
            registry=None,
        )
        # Looked up once: each is there from the start, at zero.
        self._seconds = {outcome: seconds.labels(outcome) for outcome in outcomes}
        self._refusals = Counter(
            "cramp_coach_refusals", "Requests refused, by reason.", ["reason"], registry=None
        )
        self._reasons: dict[str, Counter] = {}

    def count(self, outcome: str, seconds: float, reason: str | None) -> None:
        """Count a request: what became of it, in how many seconds, and why it was refused."""
        # A folder that is full or gone must not cost anybody the answer.
        with contextlib.suppress(OSError):
            self._seconds[outcome].observe(seconds)
            if reason is not None:
                self._refused_for(reason).inc()

    def _refused_for(self, reason: str) -> Counter:
        # "200 seconds off" and "201 seconds off" are one reason.
        label = reason if reason in self._reasons else re.sub(r"\d+", "N", reason)
        if label not in self._reasons:
            if len(self._reasons) >= MOST_REASONS:
                label = "other"
            self._reasons[label] = self._refusals.labels(label)
        return self._reasons[label]


class Slot:
    """The lowest number that no living process of the same folder has taken.

    The library would number its files by process; a server whose workers are replaced for days
    would fill its memory with them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: int | None = None
        self._lock = -1
        os.register_at_fork(after_in_child=self._leave)

    def number(self) -> int:
        """Return the number; the system takes it back when the process ends, however it ends."""
        if self._taken is None:
            self._taken = self._take()
        return self._taken

    def _take(self) -> int:
        number = 0
        while True:
            lock = os.open(self._folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                number += 1
            else:
                self._lock = lock
                return number

    def _leave(self) -> None:
        """After a fork the number is the parent's."""
        if self._taken is not None:
            os.close(self._lock)
            self._taken = None


def folder_from(environment: Mapping[str, str], access: int = os.W_OK) -> Path | None:
    """Return the folder to count in, or None; MetricsError if there is no such *access* to it."""
    named = environment.get(FOLDER, "").strip()
    if not named:
        return None
    if not os.access(named, access | os.X_OK):
        raise MetricsError(f"{FOLDER}: {named} is not a folder this process may use")
    return Path(named)
