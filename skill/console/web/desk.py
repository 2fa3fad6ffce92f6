"""The skill and the conversations with it; all in memory, and gone with the program."""

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

#: How many conversations are kept, the ones used last.
MOST_KEPT = 50


class Desk:
    """One skill, its conversations, and what is wrong with it where it cannot be started."""

    def __init__(self, content: Path = CONTENT) -> None:
        self._content = content
        self.speaker = Speaker()
        self._sittings: OrderedDict[str, Sitting] = OrderedDict()
        self._lock = threading.Lock()
        self._console: Console | None = None
        self.problems: list[str] = []
        self.read()

    def read(self) -> bool:
        """Read content and models anew; where they are not in order, what was read before stays."""
        try:
            console = Console(self._content)
        except ConsoleError as error:
            self.problems = str(error).splitlines()
            return False
        self._console, self.problems = console, []
        return True

    @property
    def has_skill(self) -> bool:
        """Whether content was ever in order, so that there is a skill to talk to."""
        return self._console is not None

    @property
    def console(self) -> Console:
        """The skill; raises PageError where its content is not in order."""
        if self._console is None:
            raise unreadable(self.problems)
        return self._console

    def begin(self, locale: str, device: str, clock: str) -> Sitting:
        """Begin a conversation on *device*, where it is *clock* ("03:00") now."""
        known_device(device)
        offset = offset_for(clock, int(time.time()))
        return self.keep(Sitting(self.console, self.speaker, locale, device, offset))

    def keep(self, sitting: Sitting) -> Sitting:
        """Keep *sitting*, and forget the one that was used longest ago if there are too many."""
        with self._lock:
            self._sittings[sitting.id] = sitting
            while len(self._sittings) > MOST_KEPT:
                self._sittings.popitem(last=False)
        return sitting

    def sitting(self, key: str) -> Sitting:
        """Return the conversation with the id *key*; raises PageError where it is forgotten."""
        with self._lock:
            if key not in self._sittings:
                raise PageError(
                    "this conversation is not kept any more", "begin a new one", status=404
                )
            self._sittings.move_to_end(key)
            return self._sittings[key]
