"""Capture the lines that Cramp Coach logs in this process."""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

from ...common import request_log

Json = dict[str, Any]


def capture_log() -> list[Json]:
    """Return a list that receives each line that this thread writes to the request log."""
    if _LISTENER not in request_log.log.handlers:
        request_log.log.addHandler(_LISTENER)
        request_log.log.setLevel(logging.INFO)
    _heard.lines = []
    return _heard.lines


class _Listener(logging.Handler):
    """Adds a line to the list of the thread that wrote it; other threads may still be writing."""

    def emit(self, record: logging.LogRecord) -> None:
        if hasattr(_heard, "lines"):
            _heard.lines.append(json.loads(record.getMessage()))


class _Heard(threading.local):
    lines: list[Json]


_heard = _Heard()
_LISTENER = _Listener()
