"""Hypothesis strategies for mutated request envelopes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from skill.catalog import Catalog
from skill.handlers import HANDLERS, TOUCH
from skill.responder import REQUEST_TYPES
from tests.support.endpoint import Door, Json, envelope, intent, slot

#: The slots of the intents; a slot of another intent is a mutation, too.
SLOTS = ("muscle", "situation", "context", "cause", "medicine", "remedy", "sign")
HANDFUL = 10
WORDS = (
    *("", "IntentRequest", "LaunchRequest", "en-US", "de-DE", "ER_SUCCESS_MATCH", "calf", "InStep"),
    *(
        "Told",
        "Missed",
        "AMAZON.YesIntent",
        "2026-01-01T00:00:00Z",
        "<speak>&",
        "\x00",
        "{seconds}",
    ),
    *("answer", "prevention", "slow", "9" * 400, "é木🪐\u2028", "__class__"),
)
SMALL = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from((0, -1, 1, 10**30, -(2**63), 0.5, -1e308)),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
JUNK = st.recursive(
    SMALL,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def handfuls(door: Door, catalog: Catalog) -> st.SearchStrategy[list[Json]]:
    """Return a strategy for envelopes of every request type in every state.

    Each list gets the same changes, which is much faster than drawing changes for each envelope.
    """
    requests = list(_requests(catalog))
    states = _states(door, [one for one in requests if one["type"] == "IntentRequest"])

    def handful(number: int, changes: Sequence[tuple[Change, int, Any]]) -> list[Json]:
        chance = random.Random(number)  # noqa: S311  nothing to hide
        chosen = [(chance.choice(requests), chance.choice(states)) for _ in range(HANDFUL)]
        return [_mutated(envelope(*pair), changes) for pair in chosen]

    return st.builds(handful, st.integers(0, 2**32), st.lists(_CHANGES, max_size=4))


def bodies(some: st.SearchStrategy[list[Json]]) -> st.SearchStrategy[bytes]:
    """Return a strategy for bodies that are almost envelopes, or anything else."""
    cut = st.tuples(
        some.map(lambda few: written(few[0])), st.integers(0, 3000), st.integers(0, 9), st.binary()
    )
    spliced = cut.map(lambda c: c[0][: c[1]] + c[3] + c[0][c[1] + c[2] :])
    return spliced | st.binary(max_size=40) | JUNK.map(written)


def written(value: object) -> bytes:
    """Return *value* as the bytes of a body."""
    return json.dumps(value).encode()


def _requests(catalog: Catalog) -> Iterator[Json]:
    for name in HANDLERS:
        yield {"type": name} if name == "LaunchRequest" else intent(name)
    for name in SLOTS:
        values = list(catalog.slot_values[name.capitalize()])[:3]
        for of in ("StartReliefIntent", f"{name.capitalize()}Intent"):
            yield from (intent(of, **{name: slot(name, value, value)}) for value in values)
            yield intent(of, **{name: slot(name, "elbow")})
    for argument in (*TOUCH, "?"):
        yield {"type": "Alexa.Presentation.APL.UserEvent", "arguments": [argument]}
    for kind in sorted(REQUEST_TYPES):
        yield {"type": kind, "reason": "ERROR", "error": {"type": "INVALID_RESPONSE"}}
    yield intent("CauseIntent") | {"type": "CanFulfillIntentRequest"}


def _states(door: Door, requests: Sequence[Json]) -> list[Json]:
    """Return session attributes that the skill itself has written, up to three turns deep."""
    states: dict[str, Json] = {"{}": {}}
    latest = list(states.values())
    for _ in range(3):
        found = {}
        for attributes in latest[:4]:
            for request in requests:
                body = json.dumps(envelope(request, attributes)).encode()
                after = (door.post(body) or {}).get("sessionAttributes") or {}
                found[json.dumps(after)] = after
        latest = [state for key, state in found.items() if key not in states]
        states |= found
    door.count.clear()
    return list(states.values())


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every (container, key) below *value*."""
    for key, child in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(child, dict | list):
            yield from _places(child)


def _delete(holder: Any, key: Any, _: Any) -> None:
    del holder[key]


def _replace(holder: Any, key: Any, junk: Any) -> None:
    holder[key] = junk


def _wrap(holder: Any, key: Any, _: Any) -> None:
    holder[key] = [holder[key]]


def _add(holder: Any, key: Any, junk: Any) -> None:
    if isinstance(holder, dict):
        holder[json.dumps(junk)[:20]] = holder[key]
    else:
        holder.append(junk)


def _rename(holder: Any, key: Any, junk: Any) -> None:
    if isinstance(holder, dict):
        holder[json.dumps(junk)[:20]] = holder.pop(key)


Change = Callable[[Any, Any, Any], None]
_CHANGES = st.tuples(
    st.sampled_from((_delete, _replace, _replace, _wrap, _add, _rename)),
    st.integers(0, 10_000),
    JUNK,
)


def _mutated(value: Json, changes: Sequence[tuple[Change, int, Any]]) -> Json:
    changed: Json = json.loads(written(value))
    for change, number, junk in changes:
        places = list(_places(changed))
        if places:
            # Counted from the end, because the request is there.
            change(*places[-1 - number % len(places)], copy.deepcopy(junk))
    return changed
