"""A stream for log lines: a write to it neither raises nor waits for a reader.

A pipe, a socket or a terminal may be full for as long as its reader does nothing, and then a write
waits. For these, one thread of the process writes from a bounded queue; a line that finds the queue
full is dropped and counted. A regular file has no reader: it is written to at once.
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

#: Some seconds of the busiest worker; about half a megabyte.
MOST_WAITING = 4096
#: How long the end of the process waits for lines that are not written yet.
SECONDS_AT_EXIT = 1.0


class LogStream:
    """Write lines to *stream*, or drop them."""

    def __init__(
        self, stream: TextIO | None, report: Callable[[int], str], *, waits: bool = False
    ) -> None:
        """Write to *stream*; None, where standard error was closed at the start, takes nothing.

        Args:
            stream: Where the lines go.
            report: Returns the line that says how many were dropped.
            waits: Write before `write` returns, even to a stream on which that may take long.
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
        """Start from nothing: after a fork, what is waiting is the parent's to write."""
        self._waiting: SimpleQueue[str | threading.Event] = SimpleQueue()
        self._writer: threading.Thread | None = None
        # Reentrant, because a signal handler may log as well. No write happens under it.
        self._lock = threading.RLock()
        self._dropped = 0

    def _start(self) -> None:
        if self._writer and self._writer.is_alive():
            return
        # No thread can be had for the moment, or the interpreter is about to end.
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
        """Return how many lines have been dropped and not reported, *more* included."""
        with self._lock:
            self._dropped += more
            return self._dropped

    def _put(self, text: str) -> None:
        if self._descriptor is not None:
            os.write(self._descriptor, text.encode(errors="replace"))
        elif self._stream is not None:
            self._stream.write(text)

    def _finish(self) -> None:
        """Wait, but not long, until everything is written."""
        if self._writer and self._writer.is_alive():
            written = threading.Event()
            self._waiting.put(written)
            written.wait(SECONDS_AT_EXIT)


def _descriptor(stream: TextIO | None) -> int | None:
    """Return the file descriptor of *stream*, or None where it has none, as in tests."""
    try:
        return stream.fileno() if stream is not None else None
    except (OSError, ValueError):
        return None


def _has_reader(descriptor: int | None) -> bool:
    try:
        return descriptor is not None and not stat.S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        return False
