"""The skill and its conversations, in memory only."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from ..client.alexa_skill import AlexaSkill
from ..client.devices import device as known_device
from ..client.skill_client import SkillClient
from ..errors import ConsoleError
from .page_errors import PageError, unreadable
from .speech_cache import SpeechCache
from .web_session import WebSession, offset_for

#: The most conversations to keep; the least recently used are removed.
MOST_SESSIONS = 50


class SessionStore:
    """The skill, its conversations, and the problems if the skill cannot be started."""

    def __init__(self, skill: AlexaSkill) -> None:
        self.skill = skill
        self.speaker = SpeechCache()
        self._sittings: OrderedDict[str, WebSession] = OrderedDict()
        self._lock = threading.Lock()
        self._console: SkillClient | None = None
        self.problems: list[str] = []
        self.read()

    def read(self) -> bool:
        """Start the skill again, with its content as it is now; keep the old one if it cannot."""
        try:
            console = SkillClient(self.skill)
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
    def console(self) -> SkillClient:
        """The skill; raises PageError if it could not be started."""
        if self._console is None:
            raise unreadable(self.problems)
        return self._console

    def begin(self, locale: str, device: str, clock: str) -> WebSession:
        """Start a conversation on *device*, with the local time *clock* ("03:00")."""
        known_device(device)
        offset = offset_for(clock, int(time.time()))
        return self.keep(WebSession(self.console, self.speaker, locale, device, offset))

    def keep(self, sitting: WebSession) -> WebSession:
        """Add *sitting*; remove the least recently used one if there are too many."""
        with self._lock:
            self._sittings[sitting.id] = sitting
            while len(self._sittings) > MOST_SESSIONS:
                self._sittings.popitem(last=False)
        return sitting

    def sitting(self, key: str) -> WebSession:
        """Return the conversation with the id *key*; raise PageError if there is none."""
        with self._lock:
            if key not in self._sittings:
                raise PageError(
                    "this conversation is not kept any more", "begin a new one", status=404
                )
            self._sittings.move_to_end(key)
            return self._sittings[key]
