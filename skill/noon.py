"""Taking the hour out of a request, and putting it back into its answer.

The dialogue looks at a time only to see how long ago something was.
Requests that differ in nothing but the hour therefore have one answer, worked out as if at noon.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
#: What each time at noon stands for, by its name and itself.
Meant = Mapping[tuple[str, int], int]

#: Some noon, in seconds since the epoch and as a timestamp.
NOON = 946_728_000
TIMESTAMP = datetime.fromtimestamp(NOON, UTC).isoformat()
#: The times of a step (`dialogue.state.InStep`).
TIMES = ("began", "until")


def move(attributes: Json, sent: int, longest: int) -> tuple[Json, Meant]:
    """Return session attributes as if they had been sent at noon, and what their times stand for.

    Args:
        attributes: The session attributes of a request.
        sent: When the request was sent, in seconds since the epoch.
        longest: How long a cramp is coached (`catalog.Coaching`), in seconds.
    """
    step = _step(attributes)
    if step is None:
        return attributes, {}
    # Of the beginning, only whether it is too long ago can matter; one second ago tells it from
    # what begins with this very answer. A hold that is over is over, however long ago.
    too_long = sent - step["began"] >= longest
    moved = {
        "began": NOON - (longest if too_long else 1),
        "until": NOON + max(0, step["until"] - sent),
    }
    return _with(attributes, moved), {(name, moved[name]): step[name] for name in TIMES}


def restore(attributes: Json, sent: int, meant: Meant) -> Json:
    """Return session attributes that were worked out at noon as of *sent*."""
    step = _step(attributes)
    if step is None:
        return attributes
    times = {name: meant.get((name, step[name]), step[name] - NOON + sent) for name in TIMES}
    return _with(attributes, times)


def _step(place: object) -> Json | None:
    """Return the step in *place*, or in the place that it goes back to."""
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
