"""Whether a session is open after a request has been answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import SOUND_FAILED
from .devices import SPEAKERS

#: What Alexa tells the skill without anybody speaking: it leaves the session as it is.
NOTICES = ("Alexa.Presentation.APL.RuntimeError", SOUND_FAILED)
ENDED = "SessionEndedRequest"


def open_after(was_open: bool, kind: str, response: Mapping[str, Any], device: str) -> bool:
    """Tell whether the session is open once a request of type *kind* was answered."""
    if kind in NOTICES:
        return was_open
    return kind != ENDED and not _ends(response, device)


def _ends(response: Mapping[str, Any], device: str) -> bool:
    """Tell whether *response* closes the session; left out, a screen keeps it and a speaker not."""
    body = response["response"]
    if "shouldEndSession" in body:
        return bool(body["shouldEndSession"])
    return device in SPEAKERS or not body.get("directives")
