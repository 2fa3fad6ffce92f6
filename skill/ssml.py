"""Speech as SSML: the only place where text is escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping

from .dialogue.speech import Pause, Speech
from .dialogue.state import Pace

#: How fast Alexa speaks at each pace.
RATES: Mapping[Pace, str] = {"normal": "", "slow": "80%"}


def to_ssml(speech: Speech, pace: Pace = "normal") -> str:
    """Return *speech* as SSML without its ``<speak>``."""
    # Whole milliseconds: not every engine reads a fraction of a second.
    body = " ".join(
        f'<break time="{milliseconds(part)}ms"/>'
        if isinstance(part, Pause)
        else html.escape(part.say, quote=False)
        for part in speech
    )
    return f'<prosody rate="{RATES[pace]}">{body}</prosody>' if RATES[pace] else body


def milliseconds(pause: Pause) -> int:
    """Return how long a silence lasts, in the unit Alexa takes."""
    return round(pause.seconds * 1000)
