"""Replace timestamps in session attributes by fixed ones, and shift them back in the response.

So requests that differ only in the time share an entry of the response cache. This is possible
because the dialogue uses times only to compute how long ago something was. The fixed time is a
noon.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from .dialogue.relief import TOO_LONG

Json = dict[str, Any]
#: The original time for each (name, fixed time).
Meant = Mapping[tuple[str, int], int]

#: The fixed time, in seconds since 1970 and as a timestamp.
NOON = 946_728_000
TIMESTAMP = datetime.fromtimestamp(NOON, UTC).isoformat()
#: The fields with times in a step (`dialogue.state.InStep`).
TIMES = ("began", "until")


def move(attributes: Json, sent: int) -> tuple[Json, Meant]:
    """Return session attributes relative to NOON, and the original times.

    Args:
        attributes: The session attributes of a request.
        sent: The timestamp of the request, in seconds since 1970.
    """
    step = _step(attributes)
    if step is None:
        return attributes, {}
    # Of `began`, the dialogue only tests whether it is too long ago; one second ago is different
    # from the time of this request itself. Of `until`, only the remaining seconds matter.
    too_long = sent - step["began"] >= TOO_LONG
    moved = {
        "began": NOON - (TOO_LONG if too_long else 1),
        "until": NOON + max(0, step["until"] - sent),
    }
    return _with(attributes, moved), {(name, moved[name]): step[name] for name in TIMES}


def restore(attributes: Json, sent: int, meant: Meant) -> Json:
    """Return session attributes relative to *sent*, with the original times where known."""
    step = _step(attributes)
    if step is None:
        return attributes
    times = {name: meant.get((name, step[name]), step[name] - NOON + sent) for name in TIMES}
    return _with(attributes, times)


def _step(place: object) -> Json | None:
    """Return the step in *place*, or in the state that it returns to."""
    while isinstance(place, dict):
        if _has_times(place):
            return place
        place = place.get("place")
    return None


def _with(place: Json, times: Mapping[str, int]) -> Json:
    if _has_times(place):
        return {**place, **times}
    return {**place, "place": _with(place["place"], times)}


def _has_times(place: Json) -> bool:
    return all(type(place.get(name)) is int for name in TIMES)
