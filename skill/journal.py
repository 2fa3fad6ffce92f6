"""One line of JSON for each request, and nothing in it that anybody said, has or is."""

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

#: Written instead of every name that is not ours: a stranger's word may be about somebody.
OTHER = "other"
#: What became of a request, and how loudly that is said.
OUTCOMES = {
    "answered": logging.INFO,
    "nothing": logging.INFO,
    "refused": logging.WARNING,
    "apologised": logging.ERROR,
}

#: Told the outcome of each request, its seconds, and the reason if it was refused.
Count = Callable[[str, float, str | None], None]
_counts: list[Count] = []


def write(
    outcome: str, began: float, request: str = OTHER, locale: str = OTHER, **more: str
) -> None:
    """Write the line of a request that began at *began* (``time.monotonic``).

    Args:
        outcome: One of OUTCOMES.
        began: When it arrived.
        request: The name of its intent, or else its type; only names that `known` let through.
        locale: Only a locale that `known` let through.
        more: A reason for refusing, or the id and place of a fault: our own words.
    """
    seconds = time.monotonic() - began
    for count in _counts:
        # A request that cannot be counted is answered all the same.
        with contextlib.suppress(Exception):
            count(outcome, seconds, more.get("reason"))
    milliseconds = round(seconds * 1000, 1)
    line = {"request": request, "locale": locale, "outcome": outcome, "ms": milliseconds, **more}
    _put(OUTCOMES[outcome], _json(line))


def count_with(count: Count) -> None:
    """Tell *count* what becomes of each request from now on."""
    _counts[:] = [count]


def known(name: str, names: Container[str]) -> str:
    """Return *name* if it is one of *names*, else ``other``."""
    return name if name in names else OTHER


def place(error: BaseException) -> str:
    """Return what failed and where, without its message: that may quote what somebody said."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"


def to_stderr(*, waits: bool = False) -> None:
    """Write the lines to standard error, where servers and containers expect them.

    *waits* is for a process that may be frozen after each answer: a line is written before it.
    """
    global _put
    stream = line_stream(sys.stderr, waits=waits)
    # Through logging, this would take as long as reading the whole request.
    _put = functools.partial(_print, stream)
    ours = logging.getLogger("skill")
    if any(isinstance(handler.formatter, _Line) for handler in ours.handlers):
        return
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Line())
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)


def line_stream(stream: TextIO | None, *, waits: bool = False) -> LogStream:
    """Return *stream* as one that costs no answer, whatever has become of its reader."""
    return LogStream(
        stream, lambda count: _json({"outcome": "dropped", "lines": count}), waits=waits
    )


#: Puts a line where it belongs: into Python's logging, until a server has it printed.
_put: Callable[[int, str], None] = log.log


def _print(stream: LogStream, _: int, line: str) -> None:
    stream.write(f"{line}\n")


class _Line(logging.Formatter):
    """Of a record that is not the journal's, it tells only where it comes from."""

    def format(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[1] if record.exc_info else None
        where = place(fault) if fault else f"{record.filename}:{record.lineno}"
        return _json({"outcome": "fault", "level": record.levelname.lower(), "where": where})


def _json(line: dict[str, object]) -> str:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return orjson.dumps({"time": now, **line}).decode()
