"""Log one line of JSON for each request, without any personal data or spoken words."""

from __future__ import annotations

import contextlib
import functools
import logging
import sys
import time
from collections.abc import Callable, Container
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import orjson

from .log_stream import LogStream

log = logging.getLogger(__name__)

#: Replaces every name that the skill does not define: such a name may contain personal data.
OTHER = "other"
#: The possible outcomes of a request, and the log level of each.
OUTCOMES = {
    "answered": logging.INFO,
    "nothing": logging.INFO,
    "refused": logging.WARNING,
    "apologised": logging.ERROR,
}

#: Called for each request with its outcome, its seconds, and the reason if it was refused.
Count = Callable[[str, float, str | None], None]
_counts: list[Count] = []


def write_entry(
    outcome: str, began: float, request: str = OTHER, locale: str = OTHER, **more: str
) -> None:
    """Write the log line of a request, and count the request.

    Args:
        outcome: One of OUTCOMES.
        began: The arrival of the request (``time.monotonic``).
        request: The intent name, or else the request type, after `known_or_other`.
        locale: The locale, after `known_or_other`.
        more: The reason of a refusal, or the id and place of an error; no text of the request.
    """
    seconds = time.monotonic() - began
    for count in _counts:
        # A fault in a counter must not prevent the answer.
        with contextlib.suppress(Exception):
            count(outcome, seconds, more.get("reason"))
    milliseconds = round(seconds * 1000, 1)
    line = json_line(request=request, locale=locale, outcome=outcome, ms=milliseconds, **more)
    _put(OUTCOMES[outcome], line)


def observe_entries(count: Count) -> None:
    """Call *count* for each request from now on; it must not raise."""
    _counts[:] = [count]


def known_or_other(name: str, names: Container[str]) -> str:
    """Return *name* if it is one of *names*, else ``other``."""
    return name if name in names else OTHER


def error_location(error: BaseException) -> str:
    """Return the type and place of *error*, without its message, which may quote the request."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"


def to_stderr(*, waits: bool = False, logger: str = "") -> None:
    """Write the lines to standard error, and the records of *logger*; the default is any logger.

    With *waits*, a line is written before the response is returned. AWS Lambda needs this, because
    it freezes the process after each response.
    """
    global _put
    stream = line_stream(sys.stderr, waits=waits)
    # Not through logging, which takes as long as parsing the request.
    _put = functools.partial(_print, stream)
    logging.getLogger("skill").setLevel(logging.INFO)
    others = logging.getLogger(logger)
    if any(isinstance(handler.formatter, _FaultLine) for handler in others.handlers):
        return
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_FaultLine())
    others.addHandler(handler)


def line_stream(stream: TextIO | None, *, waits: bool = False) -> LogStream:
    """Return *stream* as a stream that never blocks and never raises."""
    return LogStream(stream, lambda count: json_line(outcome="dropped", lines=count), waits=waits)


#: Writes a line: to Python's logging, or after `to_stderr` to standard error.
_put: Callable[[int, str], None] = log.log


def _print(stream: LogStream, _: int, line: str) -> None:
    stream.write(f"{line}\n")


class _FaultLine(logging.Formatter):
    """Formats records of other modules: only the level and the place, no message."""

    def format(self, record: logging.LogRecord) -> str:
        return fault_line(record)


def fault_line(record: logging.LogRecord) -> str:
    """Return the line for *record*, without its message, which may quote the request."""
    fault = record.exc_info[1] if record.exc_info else None
    where = error_location(fault) if fault else f"{record.filename}:{record.lineno}"
    return json_line(outcome="fault", level=record.levelname.lower(), where=where)


def json_line(**members: object) -> str:
    """Return a line with the present time and *members*."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return orjson.dumps({"time": now, **members}).decode()
