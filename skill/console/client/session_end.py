"""Whether a session is open after a request has been answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...common.alexa_constants import SCREEN_FAILED, SESSION_ENDED, SOUND_FAILED
from .devices import SPEAKERS

#: Requests without an utterance, which do not change whether the session is open.
NOTICES = (SCREEN_FAILED, SOUND_FAILED)


def is_session_open(was_open: bool, kind: str, response: Mapping[str, Any], device: str) -> bool:
    """Return whether the session is open after the response to a request of type *kind*."""
    if kind in NOTICES:
        return was_open
    return kind != SESSION_ENDED and not _ends(response, device)


def _ends(response: Mapping[str, Any], device: str) -> bool:
    """Return whether *response* ends the session; without the flag it depends on the screen."""
    body = response["response"]
    if "shouldEndSession" in body:
        return bool(body["shouldEndSession"])
    return device in SPEAKERS or not body.get("directives")
