"""Render speech as SSML; the only module that escapes text."""

from __future__ import annotations

import html

from ..dialogue.speech import RATES, Pause, Speech
from ..dialogue.state import Pace


def to_ssml(speech: Speech, pace: Pace = "normal") -> str:
    """Return *speech* as SSML, without the ``<speak>`` element."""
    # Whole milliseconds: not every engine accepts fractions of a second.
    body = " ".join(
        f'<break time="{milliseconds(part)}ms"/>'
        if isinstance(part, Pause)
        else html.escape(part.say, quote=False)
        for part in speech
    )
    rate = RATES[pace]
    return body if rate == 1 else f'<prosody rate="{rate:.0%}">{body}</prosody>'


def speak_element(speech: Speech, pace: Pace = "normal") -> str:
    """Return *speech* as SSML, with the ``<speak>`` element."""
    return f"<speak>{to_ssml(speech, pace)}</speak>"


def milliseconds(pause: Pause) -> int:
    """Return the length of a pause in milliseconds."""
    return round(pause.seconds * 1000)
