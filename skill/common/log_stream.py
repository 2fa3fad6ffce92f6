"""A stream for log lines whose write neither raises nor blocks.

A write to a full pipe, socket or terminal blocks until its reader reads. For these, one thread of
the process writes from a bounded queue; if the queue is full, the line is dropped and counted. A
regular file has no reader, so it is written directly.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import stat
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TextIO

#: The most lines in the queue: a few seconds of the busiest worker, about half a megabyte.
MOST_WAITING = 4096
#: How long the process waits at exit for lines that are not written yet.
SECONDS_AT_EXIT = 1.0


class LogStream:
    """Write lines to *stream*, or drop them."""

    def __init__(
        self, stream: TextIO | None, report: Callable[[int], str], *, waits: bool = False
    ) -> None:
        """Write to *stream*; None (standard error was closed at the start) discards all lines.

        Args:
            stream: Where the lines go.
            report: Returns the line that says how many were dropped.
            waits: Write before `write` returns, even to a stream that may block.
        """
        self._descriptor = _descriptor(stream)
        self._stream = stream
        self._report = report
        self._queued = not waits and _has_reader(self._descriptor)
        self._begin()
        if self._queued:
            os.register_at_fork(after_in_child=self._begin)
            atexit.register(self._finish)

    def write(self, text: str) -> int:
        """Write *text*, which ends with a line break, and return its length."""
        if not self._queued:
            self._deliver(text)
        elif self._waiting.qsize() < MOST_WAITING:
            self._waiting.put(text)
            self._start()
        else:
            self._drop(1)
        return len(text)

    def _begin(self) -> None:
        """Start with an empty queue: after a fork, the parent writes the lines in its queue."""
        self._waiting: SimpleQueue[str | threading.Event] = SimpleQueue()
        self._writer: threading.Thread | None = None
        # Reentrant, because a signal handler may log as well. No write happens under it.
        self._lock = threading.RLock()
        self._dropped = 0

    def _start(self) -> None:
        if self._writer and self._writer.is_alive():
            return
        # RuntimeError: no new thread can start now, or the interpreter is shutting down.
        with self._lock, contextlib.suppress(RuntimeError):
            if self._writer is None or not self._writer.is_alive():
                writer = threading.Thread(target=self._run, name="log", daemon=True)
                writer.start()
                self._writer = writer

    def _run(self) -> None:
        while True:
            text = self._waiting.get()
            if isinstance(text, threading.Event):
                text.set()
            else:
                self._deliver(text)

    def _deliver(self, text: str) -> None:
        dropped = self._drop(0)
        try:
            if dropped:
                self._put(f"{self._report(dropped)}\n")
                self._drop(-dropped)
            self._put(text)
        except (OSError, ValueError):
            self._drop(1)

    def _drop(self, more: int) -> int:
        """Add *more* to the number of dropped lines that are not reported yet, and return it."""
        with self._lock:
            self._dropped += more
            return self._dropped

    def _put(self, text: str) -> None:
        if self._descriptor is not None:
            os.write(self._descriptor, text.encode(errors="replace"))
        elif self._stream is not None:
            self._stream.write(text)

    def _finish(self) -> None:
        """Wait until all lines are written, at most SECONDS_AT_EXIT."""
        if self._writer and self._writer.is_alive():
            written = threading.Event()
            self._waiting.put(written)
            written.wait(SECONDS_AT_EXIT)


def _descriptor(stream: TextIO | None) -> int | None:
    """Return the file descriptor of *stream*, or None if it has none, as in tests."""
    try:
        return stream.fileno() if stream is not None else None
    except (OSError, ValueError):
        return None


def _has_reader(descriptor: int | None) -> bool:
    try:
        return descriptor is not None and not stat.S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        return False
