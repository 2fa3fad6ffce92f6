"""The skill and its conversations, in memory only."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from pathlib import Path

from ...folders import CONTENT
from ..client import Console
from ..devices import device as known_device
from ..errors import ConsoleError
from .errors import PageError, unreadable
from .sitting import Sitting, offset_for
from .speaker import Speaker

#: The most conversations to keep; the least recently used are removed.
MOST_KEPT = 50


class Desk:
    """The skill, its conversations, and the problems if the skill cannot be started."""

    def __init__(self, content: Path = CONTENT) -> None:
        self._content = content
        self.speaker = Speaker()
        self._sittings: OrderedDict[str, Sitting] = OrderedDict()
        self._lock = threading.Lock()
        self._console: Console | None = None
        self.problems: list[str] = []
        self.read()

    def read(self) -> bool:
        """Reload content and models; keep the old ones if the new ones have problems."""
        try:
            console = Console(self._content)
        except ConsoleError as error:
            self.problems = str(error).splitlines()
            return False
        self._console, self.problems = console, []
        return True

    @property
    def has_skill(self) -> bool:
        """Whether the skill has been started."""
        return self._console is not None

    @property
    def console(self) -> Console:
        """The skill; raises PageError if it could not be started."""
        if self._console is None:
            raise unreadable(self.problems)
        return self._console

    def begin(self, locale: str, device: str, clock: str) -> Sitting:
        """Start a conversation on *device*, with the local time *clock* ("03:00")."""
        known_device(device)
        offset = offset_for(clock, int(time.time()))
        return self.keep(Sitting(self.console, self.speaker, locale, device, offset))

    def keep(self, sitting: Sitting) -> Sitting:
        """Add *sitting*; remove the least recently used one if there are too many."""
        with self._lock:
            self._sittings[sitting.id] = sitting
            while len(self._sittings) > MOST_KEPT:
                self._sittings.popitem(last=False)
        return sitting

    def sitting(self, key: str) -> Sitting:
        """Return the conversation with the id *key*; raise PageError if there is none."""
        with self._lock:
            if key not in self._sittings:
                raise PageError(
                    "this conversation is not kept any more", "begin a new one", status=404
                )
            self._sittings.move_to_end(key)
            return self._sittings[key]
