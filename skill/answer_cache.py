"""A cache of answers, whose key is all of a request that may matter.

The dialogue looks at a time only to see how long ago something was. So the times in a request's
session attributes are replaced by fixed ones, as if it had been sent at noon; equal requests of any
hour then share an entry, and the times in the answer are shifted back.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from .dialogue.relief import TOO_LONG

Json = dict[str, Any]
#: What each time at noon stands for, by its name and itself.
Meant = Mapping[tuple[str, int], int]

#: Some noon, in seconds since the epoch.
NOON = 946_728_000
#: The times of a step (`dialogue.state.InStep`).
TIMES = ("began", "until")
#: How many answers a cache holds at most; the privacy page says a few hundred.
MOST_KEPT = 512
#: How many bytes it holds at most. An answer with a screen in it has some twenty thousand.
MOST_BYTES = 10 * 1024 * 1024
#: A larger entry is not kept: only a request that is no ordinary one has it.
MOST_BYTES_EACH = 64 * 1024
#: What an entry takes beside the bytes of its parts: objects, hash table, attributes as a dict.
OVERHEAD = 2048


@dataclass(frozen=True)
class Answer:
    """What the skill answers: the response in JSON, and the session attributes."""

    response: bytes
    attributes: Json | None


#: Works out the answer to what `envelope.readable` let through, sent at a time (since the epoch).
WorkOut = Callable[[Json, int], Answer]


class AnswerCache:
    """A function that works answers out, with the ones used last kept."""

    def __init__(self, work_out: WorkOut, most_bytes: int = MOST_BYTES) -> None:
        """Keep at most so many bytes of the answers of *work_out*."""
        self._work_out = work_out
        self._most_bytes = most_bytes
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = self.worked_out = 0

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._kept)

    def __call__(self, asked: Json, sent: int) -> Answer:
        """Return the answer to *asked*, kept or worked out."""
        session = asked["session"]
        fixed, meant = _fix_times(session["attributes"], sent)
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
        # Two threads may work out the same answer: it is the same, and nobody waits.
        answer = self._work_out(asked, NOON)
        self._keep(key, answer)
        return answer

    def _keep(self, key: bytes, answer: Answer) -> None:
        size = _size(key, answer)
        with self._lock:
            self.worked_out += 1
            if size > min(MOST_BYTES_EACH, self._most_bytes) or key in self._kept:
                return
            self._kept[_trimmed(key)] = replace(answer, response=_trimmed(answer.response))
            self.bytes += size
            while self.bytes > self._most_bytes or len(self._kept) > MOST_KEPT:
                self.bytes -= _size(*self._kept.popitem(last=False))


def _trimmed(text: bytes) -> bytes:
    """Return a copy that takes no more memory than it is long: orjson leaves up to 4 kB unused."""
    return bytes(memoryview(text))


def _size(key: bytes, answer: Answer) -> int:
    # As JSON, attributes are about a fourth of what they are as objects.
    attributes = 4 * len(orjson.dumps(answer.attributes))
    return len(key) + len(answer.response) + attributes + OVERHEAD


def _fix_times(attributes: Json, sent: int) -> tuple[Json, Meant]:
    """Return session attributes as if sent at noon, and what their times stand for."""
    step = _step(attributes)
    if step is None:
        return attributes, {}
    # Of the beginning, only whether it is too long ago can matter; one second ago tells it from
    # what begins with this very answer. A hold that is over is over, however long ago.
    too_long = sent - step["began"] >= TOO_LONG
    moved = {
        "began": NOON - (TOO_LONG if too_long else 1),
        "until": NOON + max(0, step["until"] - sent),
    }
    return _with(attributes, moved), {(name, moved[name]): step[name] for name in TIMES}


def _restore_times(attributes: Json, sent: int, meant: Meant) -> Json:
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
