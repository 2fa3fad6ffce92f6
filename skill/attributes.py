"""The place in the conversation as session attributes, and back: its name and its fields.

Attributes outlive a deployment, so what this release would never write is read as the beginning.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .catalog import Catalog
from .dialogue import answers, ladder, session
from .dialogue.state import Asked, InStep, Missed, Paused, SharpPain, State, Told, Warned

SHAPES = (InStep, Paused, SharpPain, Told, Warned, Asked, Missed)
#: How a hold is heard: with exact silences, or plainly, once an audio document has failed.
Sound = Literal["exact", "plain"]
#: What stands beside the place from then on: it is of the session, and of no place in it.
PLAIN = {"sound": "plain"}
#: How each state is called in the attributes.
STATES = {shape.__name__: shape for shape in SHAPES}

_hints: Callable[[Any], dict[str, Any]] = functools.cache(get_type_hints)


def write(state: State, sound: Sound = "exact") -> dict[str, Any]:
    """Return *state* as session attributes; nothing for the beginning."""
    return plainly(_write(state)) if sound == "plain" else _write(state)


def plainly(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return *attributes* of a session in which no more audio documents are used."""
    return {**attributes, **PLAIN}


def sound(attributes: Mapping[str, Any]) -> Sound:
    """Return how holds are heard in the session that *attributes* are of."""
    return "plain" if attributes.items() >= PLAIN.items() else "exact"


def _write(state: State) -> dict[str, Any]:
    if state is None:
        return {}
    fields = {field.name: getattr(state, field.name) for field in dataclasses.fields(state)}
    written = {
        name: _write(value) if isinstance(value, SHAPES) else value
        for name, value in fields.items()
    }
    return {"state": type(state).__name__, **written}


def read(attributes: Mapping[str, Any], catalog: Catalog) -> State:
    """Return the state that *attributes* describe, if it is a place that *catalog* has."""
    try:
        state = _read(
            {name: one for name, one in attributes.items() if (name, one) not in PLAIN.items()}
        )
    except (KeyError, TypeError):
        return None
    return state if _exists(catalog, state) else None


def _read(attributes: Mapping[str, Any]) -> State:
    if not attributes:
        return None
    shape = STATES[attributes["state"]]
    hints = _hints(shape)
    fields = {name: _plain(value) for name, value in attributes.items() if name != "state"}
    if not all(_fits(value, hints[name]) for name, value in fields.items()):
        raise TypeError("a field holds what this release never writes")
    return shape(**fields)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _read(value)
    return tuple(value) if isinstance(value, list) else value


def _fits(value: Any, shape: Any) -> bool:
    origin, parts = get_origin(shape), get_args(shape)
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, parts[0]) for item in value)
    return type(value) is shape


def _exists(catalog: Catalog, state: State) -> bool:
    if isinstance(state, InStep):
        return ladder.exists(catalog, state)
    if isinstance(state, Told) and not answers.exists(catalog, state):
        return False
    if isinstance(state, Missed) and not 0 < state.count <= len(session.APOLOGIES):
        return False
    if state is None or isinstance(state, Asked) or state.place is None:
        return True
    return _exists(catalog, state.place)
