"""The loudspeaker: every answer as sound, worked out once and kept for a while."""

from __future__ import annotations

import functools
import threading
from functools import cached_property

from ..errors import ConsoleError
from ..exchange import Exchange
from ..hearing import Hearing, hear
from ..voices import Voice, installed_voices

#: Two megabytes each.
MOST_KEPT = 64


class Speaker:
    """Speaks with the best voice that is installed; one answer at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._hear = functools.lru_cache(MOST_KEPT)(self._speak)

    @cached_property
    def voice(self) -> Voice | None:
        """The voice; None where none is installed."""
        try:
            return installed_voices()[0]
        except ConsoleError:
            return None

    @property
    def name(self) -> str:
        """What the voice is called; nothing where there is none."""
        return self.voice.name if self.voice else ""

    def hearing(self, exchange: Exchange, *, whispered: bool) -> Hearing:
        """Return all that is heard until the next turn, or until the session ends for silence."""
        with self._turn:
            return self._hear(exchange.ssml, exchange.reprompt_ssml, not exchange.ended, whispered)

    def close(self) -> None:
        """Let what is being said be finished, and say nothing more."""
        # Python cannot end while a thread is inside the voice's own code.
        self._turn.acquire()

    def _speak(self, ssml: str, again: str, listens: bool, whispered: bool) -> Hearing:
        return hear(ssml, again, self.voice, listens=listens, whispered=whispered)
