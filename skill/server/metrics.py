"""Prometheus metrics of one worker: durations by outcome, and refusals by reason.

Each worker writes files of its own; `cramp-coach metrics` adds them up and serves them.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Counter

#: The environment variable with the folder of the files, defined by prometheus_client. Without it
#: there are no metrics.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: The buckets of the histogram, in seconds. Alexa waits for eight; most responses take less than a
#: millisecond.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0, 2.5, 5.0, 8.0)
#: The size of a file of metrics, which all labels together do not exceed; also the library's own.
FILE_BYTES = 1 << 16
#: The most labels of refusals. All reasons are constants of this package; the limit holds even if
#: a change lets other text in.
MOST_REASONS = 64


class MetricsError(RuntimeError):
    """Raised if the folder of the metrics is not usable; the message names the variable."""


class Metrics:
    """Prometheus metrics of one worker; continues the files of earlier workers with its slot."""

    def __init__(self, folder: Path, outcomes: Iterable[str]) -> None:
        """Write to *folder*; *outcomes* are all possible outcomes of a request."""
        # Imported here, because it is slow and not needed without metrics.
        from prometheus_client import Counter, Histogram, values

        _remove_damaged_files(folder)
        values.ValueClass = values.MultiProcessValue(WorkerSlot(folder).number)  # type: ignore[no-untyped-call]
        seconds = Histogram(
            "cramp_coach_request_seconds",
            "Seconds from the arrival of a request to its response, by outcome.",
            ["outcome"],
            buckets=BUCKETS,
            registry=None,
        )
        # Created here, so that each outcome is exported from the start, with zero.
        self._seconds = {outcome: seconds.labels(outcome) for outcome in outcomes}
        self._refusals = Counter(
            "cramp_coach_refusals", "Requests refused, by reason.", ["reason"], registry=None
        )
        self._reasons: dict[str, Counter] = {}

    def count(self, outcome: str, seconds: float, reason: str | None) -> None:
        """Count a request: its outcome, its duration, and the reason if it was refused."""
        # A full or missing folder must not prevent the response.
        with contextlib.suppress(OSError):
            self._seconds[outcome].observe(seconds)
            if reason is not None:
                self._refused_for(reason).inc()

    def _refused_for(self, reason: str) -> Counter:
        # "200 seconds off" and "201 seconds off" share a label.
        label = reason if reason in self._reasons else re.sub(r"\d+", "N", reason)
        if label not in self._reasons:
            if len(self._reasons) >= MOST_REASONS:
                label = "other"
            self._reasons[label] = self._refusals.labels(label)
        return self._reasons[label]


class WorkerSlot:
    """The lowest number that no other running process with the same folder uses.

    It replaces the process ID in the names of the library's files: workers are replaced regularly,
    and a file for each of them would fill the memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: int | None = None
        self._lock = -1
        os.register_at_fork(after_in_child=self._leave)

    def number(self) -> int:
        """Return the number; the system releases its lock when the process ends for any reason."""
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
                try:
                    _reserve(self._folder, number)
                except OSError:
                    os.close(lock)
                    raise
                self._lock = lock
                return number

    def _leave(self) -> None:
        """Release the number in the child after a fork; it belongs to the parent."""
        if self._taken is not None:
            os.close(self._lock)
            self._taken = None


def _reserve(folder: Path, number: int) -> None:
    """Reserve the memory of the files of a slot.

    The library maps them into memory and writes to pages that do not exist yet. If the file system
    is full then, the system ends the process; here, it raises OSError.
    """
    for kind in ("counter", "histogram"):
        file = os.open(folder / f"{kind}_{number}.db", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(file, 0, FILE_BYTES)
        finally:
            os.close(file)


def _remove_damaged_files(folder: Path) -> None:
    """Remove files that the library cannot read; neither a worker nor the page starts with them."""
    for file in folder.glob("*.db"):
        try:
            _check_file(file)
        except Exception:
            file.unlink(missing_ok=True)


def _check_file(file: Path) -> None:
    """Raise an exception if *file* is damaged."""
    from prometheus_client.mmap_dict import MmapedDict

    with file.open("rb") as opened:
        (used,) = struct.unpack("i", opened.read(4))
    if not 0 <= used <= file.stat().st_size:
        raise ValueError("the file does not have the length that it names")
    for key, *_ in MmapedDict.read_all_values_from_file(str(file)):  # type: ignore[no-untyped-call]
        json.loads(key)


def folder_from(environment: Mapping[str, str], access: int = os.W_OK) -> Path | None:
    """Return the folder of the metrics, or None if it is not set.

    Raises:
        MetricsError: If the process does not have *access* (a mode of `os.access`) to it.
    """
    named = environment.get(METRICS_FOLDER, "").strip()
    if not named:
        return None
    if not os.access(named, access | os.X_OK):
        raise MetricsError(f"{METRICS_FOLDER}: {named} is not a folder this process may use")
    return Path(named)
