"""The result of sending a request: the response, its duration, and the line in the log."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import SkillError
from .request_envelopes import Json

T = TypeVar("T")


@dataclass(frozen=True)
class SendResult:
    """The HTTP response to one request, its duration, and its line in the skill's log."""

    status: int
    text: str
    milliseconds: float
    #: The line in the skill's log, or None if it is not known.
    line: Json | None

    @property
    def response(self) -> Json | None:
        """The response envelope, or None if the status is not 200 or the text is no envelope."""
        try:
            read: Any = json.loads(self.text)
        except ValueError:
            return None
        fits = isinstance(read, dict) and isinstance(read.get("response"), dict)
        return read if fits and self.status == 200 else None

    @property
    def reason(self) -> str:
        """The reason of a refusal from the log, or an empty text."""
        return str((self.line or {}).get("reason", ""))

    @property
    def fault(self) -> str:
        """The place of an error inside the skill from the log, or an empty text."""
        return str((self.line or {}).get("where", ""))


def run_with_timeout(seconds: float, work: Callable[[], T]) -> T:
    """Return the result of *work*; raise SkillError if it takes longer than *seconds*."""
    done: queue.Queue[T | Exception] = queue.Queue()
    # A thread cannot be stopped, so a daemon thread, which does not keep the program running.
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
