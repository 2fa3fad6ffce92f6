"""The parts of a speech: words in a manner, pauses, sound files, and faults."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..errors import ConsoleError

VOLUMES = {"silent": 0.0, "x-soft": 0.25, "soft": 0.5, "medium": 1.0, "loud": 1.5, "x-loud": 2.0}


class SsmlError(ConsoleError):
    """Raised for SSML that Alexa would reject; the message is the reason."""


@dataclass(frozen=True)
class Manner:
    """How words are spoken: factors of the voice's rate, pitch and volume."""

    rate: float = 1.0
    pitch: float = 1.0
    volume: float = 1.0
    whispered: bool = False

    def whisper(self) -> Manner:
        """Return the whispered form; a second call has no further effect."""
        if self.whispered:
            return self
        return replace(self, whispered=True, volume=self.volume * VOLUMES["soft"])


@dataclass(frozen=True)
class SsmlText:
    """Words that are spoken in one manner."""

    text: str
    manner: Manner


@dataclass(frozen=True)
class SsmlPause:
    """A silence in seconds."""

    seconds: float


@dataclass(frozen=True)
class SsmlAudio:
    """A sound file."""

    source: str


@dataclass(frozen=True)
class SsmlFault:
    """A problem, as the end of a sentence such as "reprompt …"."""

    problem: str


SsmlPart = SsmlText | SsmlPause | SsmlAudio
