"""The sound of responses, with a cache."""

from __future__ import annotations

import functools
import threading
from functools import cached_property

from ..audio.playback import Hearing, play_back
from ..audio.voices import Voice, installed_voices
from ..client.exchange import Exchange
from ..errors import ConsoleError

#: The size of the cache; an entry has about two megabytes.
MOST_SOUNDS = 64


class SpeechCache:
    """Synthesises responses with the best installed voice, one at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._hear = functools.lru_cache(MOST_SOUNDS)(self._speak)

    @cached_property
    def voice(self) -> Voice | None:
        """The voice, or None if none is installed."""
        try:
            return installed_voices()[0]
        except ConsoleError:
            return None

    @property
    def name(self) -> str:
        """The name of the voice, or an empty text."""
        return self.voice.name if self.voice else ""

    def hearing(self, exchange: Exchange, *, whispered: bool) -> Hearing:
        """Return the sound until the next turn, or until the session ends after silence."""
        with self._turn:
            return self._hear(exchange.ssml, exchange.reprompt_ssml, not exchange.ended, whispered)

    def close(self) -> None:
        """Wait for a running synthesis, and prevent further ones."""
        # Python cannot exit while a thread is inside the voice's native code.
        self._turn.acquire()

    def _speak(self, ssml: str, again: str, listens: bool, whispered: bool) -> Hearing:
        return play_back(ssml, again, self.voice, listens=listens, whispered=whispered)
