"""A cache of answers by all parts of a request that can change the answer.

The dialogue uses only differences of times. The times in the session attributes of a request are
therefore replaced by fixed ones, as if it had been sent at noon, so that equal requests share an
entry; the times in the answer are shifted back.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

Json = dict[str, Any]
#: Name and fixed value of a time -> the value in the request.
Meant = Mapping[tuple[str, int], int]

#: Some noon, in seconds since the epoch.
NOON = 946_728_000
#: The times of a step (`dialogue.state.InStep`).
TIMES = ("began", "until")
#: Largest number of cached answers; the privacy page says a few hundred.
MOST_KEPT = 512
#: Largest size of a cache, in bytes. An answer with a screen has about twenty thousand.
MOST_BYTES = 10 * 1024 * 1024
#: A larger entry is not cached; ordinary requests never have one.
MOST_BYTES_EACH = 64 * 1024
#: Bytes of an entry beside those of its parts: objects, hash table.
OVERHEAD = 2048


@dataclass(frozen=True)
class Answer:
    """The response as JSON, and the session attributes."""

    response: bytes
    attributes: Json | None


#: Returns the answer to a request (see `envelope.readable`), sent at a time (Unix seconds).
WorkOut = Callable[[Json, int], Answer]


class AnswerCache:
    """A function with a cache of its latest results."""

    def __init__(self, work_out: WorkOut, longest: int, most_bytes: int = MOST_BYTES) -> None:
        """Keep the answers of *work_out*.

        Args:
            work_out: Returns the answer to a request, sent at a time (Unix seconds).
            longest: How long a cramp is coached (`catalog.Coaching`), in seconds.
            most_bytes: The size of the cache.
        """
        self._work_out = work_out
        self._longest = longest
        self._most_bytes = most_bytes
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = self.worked_out = 0

    def __len__(self) -> int:
        """Return the number of cached answers."""
        return len(self._kept)

    def __call__(self, asked: Json, sent: int) -> Answer:
        """Return the answer to *asked*, cached or new."""
        session = asked["session"]
        fixed, meant = _fix_times(session["attributes"], sent, self._longest)
        at_noon = {**asked, "session": {**session, "attributes": fixed}}
        answer = self._kept_or_new(orjson.dumps(at_noon), at_noon)
        if answer.attributes is None:
            return answer
        return replace(answer, attributes=_restore_times(answer.attributes, sent, meant))

    def _kept_or_new(self, key: bytes, asked: Json) -> Answer:
        with self._lock:
            if kept := self._kept.get(key):
                self._kept.move_to_end(key)
                return kept
        # Not under the lock: two threads may compute the same answer, and neither waits.
        answer = self._work_out(asked, NOON)
        self._keep(key, answer)
        return answer

    def _keep(self, key: bytes, answer: Answer) -> None:
        size = _entry_size(key, answer)
        with self._lock:
            self.worked_out += 1
            if size > min(MOST_BYTES_EACH, self._most_bytes) or key in self._kept:
                return
            self._kept[_compact_copy(key)] = replace(
                answer, response=_compact_copy(answer.response)
            )
            self.bytes += size
            while self.bytes > self._most_bytes or len(self._kept) > MOST_KEPT:
                self.bytes -= _entry_size(*self._kept.popitem(last=False))


def _compact_copy(text: bytes) -> bytes:
    """Return a copy without the up to 4 kB that orjson allocates and leaves unused."""
    return bytes(memoryview(text))


def _entry_size(key: bytes, answer: Answer) -> int:
    # As JSON, attributes are about a fourth of what they are as objects.
    attributes = 4 * len(orjson.dumps(answer.attributes))
    return len(key) + len(answer.response) + attributes + OVERHEAD


def _fix_times(attributes: Json, sent: int, longest: int) -> tuple[Json, Meant]:
    """Return session attributes as if sent at noon, and the values of the replaced times."""
    step = _step_with_times(attributes)
    if step is None:
        return attributes, {}
    # Only whether the beginning is too long ago can matter; a difference of one second tells it
    # from a step that begins with this answer. For a finished hold, its end does not matter; a
    # second before the request, it differs from one that this answer sets to the present.
    too_long = sent - step["began"] >= longest
    moved = {
        "began": NOON - (longest if too_long else 1),
        "until": NOON + max(-1, step["until"] - sent),
    }
    return _with_times(attributes, moved), {(name, moved[name]): step[name] for name in TIMES}


def _restore_times(attributes: Json, sent: int, meant: Meant) -> Json:
    """Return session attributes of an answer at noon, shifted to the time *sent*."""
    step = _step_with_times(attributes)
    if step is None:
        return attributes
    times = {name: meant.get((name, step[name]), step[name] - NOON + sent) for name in TIMES}
    return _with_times(attributes, times)


def _step_with_times(place: object) -> Json | None:
    """Return the step in *place*, or in the place that it goes back to."""
    while isinstance(place, dict):
        if _has_times(place):
            return place
        place = place.get("place")
    return None


def _with_times(place: Json, times: Mapping[str, int]) -> Json:
    if _has_times(place):
        return {**place, **times}
    return {**place, "place": _with_times(place["place"], times)}


def _has_times(place: Json) -> bool:
    return all(type(place.get(name)) is int for name in TIMES)
