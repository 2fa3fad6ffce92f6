"""What became of a request that was sent: the answer, how long it took, and the log's line."""

from __future__ import annotations

import json
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from .. import journal
from .envelope import Json
from .errors import SkillError

#: How long Alexa waits for an answer, in seconds.
PATIENCE = 8.0
T = TypeVar("T")


@dataclass(frozen=True)
class Delivery:
    """The answer to one request: its status and text, and what the skill's log says of it."""

    status: int
    text: str
    milliseconds: float
    #: The line of the journal; None where nothing was written.
    line: Json | None

    @property
    def response(self) -> Json | None:
        """The response envelope; None where the text is none."""
        try:
            read: Any = json.loads(self.text)
        except ValueError:
            return None
        fits = isinstance(read, dict) and isinstance(read.get("response"), dict)
        return read if fits and self.status == 200 else None

    @property
    def reason(self) -> str:
        """Why it was refused, in the log's words; nothing where it was not."""
        return str((self.line or {}).get("reason", ""))

    @property
    def fault(self) -> str:
        """Where the skill failed inside, though it answered; nothing where it did not."""
        return str((self.line or {}).get("where", ""))


def overhear() -> list[Json]:
    """Return a list that gets each line this thread writes to the journal from now on."""
    if _LISTENER not in journal.log.handlers:
        journal.log.addHandler(_LISTENER)
        journal.log.setLevel(logging.INFO)
    _heard.lines = []
    return _heard.lines


class _Listener(logging.Handler):
    """Gives a line to the thread that wrote it: one that was given up may still write."""

    def emit(self, record: logging.LogRecord) -> None:
        if hasattr(_heard, "lines"):
            _heard.lines.append(json.loads(record.getMessage()))


class _Heard(threading.local):
    lines: list[Json]


_heard = _Heard()
_LISTENER = _Listener()


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what *work* returns, or raise SkillError when it takes longer than so many seconds."""
    done: queue.Queue[T | Exception] = queue.Queue()
    # Nobody can stop a thread: one that never ends must at least not keep the program alive.
    threading.Thread(target=lambda: done.put(_outcome(work)), daemon=True).start()
    try:
        outcome = done.get(timeout=seconds)
    except queue.Empty:
        raise SkillError(504, f"no answer within {seconds:g} seconds, as Alexa waits") from None
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _outcome(work: Callable[[], T]) -> T | Exception:
    try:
        return work()
    except Exception as error:
        return error
