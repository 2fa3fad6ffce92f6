"""Render speech as SSML; the only module that escapes text."""

from __future__ import annotations

import html
from collections.abc import Mapping

from ..dialogue.speech import Pause, Speech
from ..dialogue.state import Pace

#: The prosody rate of each pace.
RATES: Mapping[Pace, str] = {"normal": "", "slow": "80%"}


def to_ssml(speech: Speech, pace: Pace = "normal") -> str:
    """Return *speech* as SSML, without the ``<speak>`` element."""
    # Whole milliseconds: not every engine accepts fractions of a second.
    body = " ".join(
        f'<break time="{milliseconds(part)}ms"/>'
        if isinstance(part, Pause)
        else html.escape(part.say, quote=False)
        for part in speech
    )
    return f'<prosody rate="{RATES[pace]}">{body}</prosody>' if RATES[pace] else body


def milliseconds(pause: Pause) -> int:
    """Return the length of a pause in milliseconds."""
    return round(pause.seconds * 1000)
