"""What the skill remembers between two turns: its session attributes, compared and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ... import attributes
from ...catalog import Catalog
from ...dialogue import ladder
from ...dialogue.state import Asked, InStep, Missed, Paused, State, Told, Warned

Json = Mapping[str, Any]
#: Tells the local time of a moment in Unix seconds.
Clock = Callable[[int], str]


def compared(before: Json, after: Json) -> list[dict[str, Any]]:
    """Return each attribute of two sets of them with both values and what happened to it.

    Attributes of a place inside another are named by both: ``place.step``.
    """
    old, new = _flat(before), _flat(after)
    names = dict.fromkeys([*old, *new])
    return [
        {"name": name, "before": old.get(name), "after": new.get(name), "change": _change(name, old, new)}
        for name in names
    ]


def in_words(catalog: Catalog, kept: Json, at: int, local: Clock) -> str:
    """Return what session attributes *kept* mean to somebody at *at*, in Unix seconds."""
    if not kept:
        return "nothing: the next words begin a new conversation"
    state = attributes.read(kept, catalog)
    plain = "; no audio documents in this session" if attributes.sound(kept) == "plain" else ""
    return _words(catalog, state, at, local) + plain


def _words(catalog: Catalog, state: State, at: int, local: Clock) -> str:
    tell = WORDS.get(type(state))
    return tell(catalog, state, at, local) if tell else "nothing that this release knows"


def _step(catalog: Catalog, place: InStep, at: int, local: Clock) -> str:
    routine = catalog.routines[place.routine]
    rung = ladder.rung(catalog, place)
    number = [step.id for step in routine.steps].index(rung.id) + 1
    left = place.until - at
    hold = f"hold until {local(place.until)} ({left} s left)" if left > 0 else "the hold is over"
    named = f", {' and '.join(place.situations)}" if place.situations else ""
    slow = ", slowly" if place.pace == "slow" else ""
    return f"{routine.title}, step {number} of {len(routine.steps)}{named}{slow}; {hold}"


def _paused(catalog: Catalog, place: Paused, at: int, local: Clock) -> str:
    routine = catalog.routines[place.place.routine]
    return f"resting in {routine.title}, with {place.left} s of the hold left"


def _told(catalog: Catalog, place: Told, at: int, local: Clock) -> str:
    topic = catalog.topics[place.kind][place.topic].name
    back = f"; to go back to: {_words(catalog, place.place, at, local)}" if place.place else ""
    return f"has told of {topic}, and offers: {place.offer}{back}"


def _warned(catalog: Catalog, place: Warned, at: int, local: Clock) -> str:
    back = f"; to go back to: {_words(catalog, place.place, at, local)}" if place.place else ""
    return f"has named the signs of danger, and asked which one it is{back}"


def _asked(catalog: Catalog, place: Asked, at: int, local: Clock) -> str:
    return "has asked whether a muscle is cramping"


def _missed(catalog: Catalog, place: Missed, at: int, local: Clock) -> str:
    before = _words(catalog, place.place, at, local) if place.place else "nothing"
    return f"did not understand {place.count} times in a row; before that: {before}"


WORDS: Mapping[type, Callable[[Catalog, Any, int, Clock], str]] = {
    InStep: _step,
    Paused: _paused,
    Told: _told,
    Warned: _warned,
    Asked: _asked,
    Missed: _missed,
}


def _flat(attributes: Json, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in attributes.items():
        inside = isinstance(value, dict) and value
        found |= _flat(value, f"{prefix}{name}.") if inside else {prefix + name: value}
    return found


def _change(name: str, old: Json, new: Json) -> str:
    if name not in old:
        return "added"
    if name not in new:
        return "removed"
    return "same" if old[name] == new[name] else "changed"
