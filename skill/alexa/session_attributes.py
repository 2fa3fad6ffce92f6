"""Write the dialogue state to session attributes, and read it back.

Session attributes outlive a deployment: unknown states, fields and values are read as None, the
state at the beginning of a session.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable, Container, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ..catalog import Catalog, Offer
from ..dialogue import ladder, topics
from ..dialogue.intents import standard_intents
from ..dialogue.listener import MOST_IDS, STRANGER, Listener
from ..dialogue.state import (
    Asked,
    InStep,
    Launched,
    Missed,
    Paused,
    SharpPain,
    SignAsked,
    SignSaid,
    State,
    Told,
    Warned,
    WhatElse,
)
from ..dialogue.turn import DISCLAIMER

SHAPES = (
    InStep,
    Launched,
    Paused,
    SharpPain,
    Told,
    Warned,
    SignAsked,
    SignSaid,
    WhatElse,
    Asked,
    Missed,
)
#: How a hold is played: by audio documents with exact silences, or as plain SSML after one failed.
Sound = Literal["exact", "plain"]
#: The session attribute for plain sound; it belongs to the session, not to the dialogue state.
PLAIN_SOUND = {"sound": "plain"}
#: The session attribute for what is known about the listener; beside the dialogue state.
LISTENER = "listener"
#: The session attribute in which an earlier release kept the conditions alone.
CONDITIONS = "conditions"
#: The session attribute for what is said once in a session (`Request.said`).
SAID = "said"
BESIDE_STATE = frozenset({LISTENER, CONDITIONS, SAID})
#: The class of each state by its name in the attributes.
STATES = {shape.__name__: shape for shape in SHAPES}

_hints: Callable[[Any], dict[str, Any]] = functools.cache(get_type_hints)


def write_attributes(
    state: State,
    sound: Sound = "exact",
    listener: Listener = STRANGER,
    said: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return *state*, *listener* and *said* as session attributes; empty for the beginning."""
    known = {name: value for name, value in vars(listener).items() if value}
    beside = {LISTENER: known, SAID: list(said)}
    written = {
        **_attributes_of_state(state),
        **{name: value for name, value in beside.items() if value},
    }
    return plainly(written) if sound == "plain" else written


def plainly(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return *attributes* with the mark that audio documents are not used in this session."""
    return {**attributes, **PLAIN_SOUND}


def sound(attributes: Mapping[str, Any]) -> Sound:
    """Return how holds are played in a session with these *attributes*."""
    return "plain" if attributes.items() >= PLAIN_SOUND.items() else "exact"


def read_listener(attributes: Mapping[str, Any], catalog: Catalog) -> Listener:
    """Return the listener in *attributes*, without ids that *catalog* does not have."""
    written = attributes.get(LISTENER)
    kept = written if isinstance(written, dict) else {}
    context, sign = kept.get("context"), kept.get("sign")
    return Listener(
        _known_ids(kept.get("situations"), catalog.situations),
        _known_ids(kept.get("conditions", attributes.get(CONDITIONS)), catalog.conditions),
        _known_ids(kept.get("medicines"), catalog.topics["medicine"]),
        context if isinstance(context, str) and context in catalog.topics["context"] else "",
        sign if isinstance(sign, str) and sign in catalog.warnings else "",
    )


def read_said(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what *attributes* list as said once; another release wrote what is unknown."""
    known = (*get_args(Offer), DISCLAIMER)
    written = attributes.get(SAID)
    listed = written if isinstance(written, list | tuple) else ()
    return tuple(dict.fromkeys(one for one in listed if isinstance(one, str) and one in known))


def _known_ids(written: Any, known: Container[str]) -> tuple[str, ...]:
    """Return the ids in the list *written* that are *known*, each once, at most MOST_IDS."""
    listed = written if isinstance(written, list | tuple) else ()
    found = dict.fromkeys(one for one in listed if isinstance(one, str) and one in known)
    return tuple(found)[-MOST_IDS:]


def _attributes_of_state(state: State) -> dict[str, Any]:
    if state is None:
        return {}
    fields = {field.name: getattr(state, field.name) for field in dataclasses.fields(state)}
    written = {
        name: _attributes_of_state(value) if isinstance(value, SHAPES) else value
        for name, value in fields.items()
    }
    return {"state": type(state).__name__, **written}


def read_attributes(attributes: Mapping[str, Any], catalog: Catalog) -> State:
    """Return the state in *attributes*, or None if this release or *catalog* does not have it."""
    try:
        state = _state_of_attributes(
            {
                name: one
                for name, one in attributes.items()
                if name not in BESIDE_STATE and (name, one) not in PLAIN_SOUND.items()
            }
        )
    except (KeyError, TypeError):
        return None
    return state if _exists(catalog, state) else None


def _state_of_attributes(attributes: Mapping[str, Any]) -> State:
    if not attributes:
        return None
    shape = STATES[attributes["state"]]
    hints = _hints(shape)
    fields = {name: _as_plain(value) for name, value in attributes.items() if name != "state"}
    if not all(_fits_type(value, hints[name]) for name, value in fields.items()):
        raise TypeError("a field has a value that this release never writes")
    return shape(**fields)


def _as_plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _state_of_attributes(value)
    return tuple(value) if isinstance(value, list) else value


def _fits_type(value: Any, shape: Any) -> bool:
    origin, parts = get_origin(shape), get_args(shape)
    if origin in (Union, types.UnionType):
        return any(_fits_type(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits_type(item, parts[0]) for item in value)
    return type(value) is shape


def _exists(catalog: Catalog, state: State) -> bool:
    if isinstance(state, InStep):
        return ladder.exists(catalog, state)
    if isinstance(state, Told) and not topics.exists(catalog, state):
        return False
    if isinstance(state, SignAsked) and state.sign not in catalog.questions:
        return False
    if isinstance(state, SignSaid) and state.sign not in catalog.warnings:
        return False
    if isinstance(state, Missed) and not 0 < state.count <= standard_intents.MOST_APOLOGIES:
        return False
    if isinstance(state, Asked | WhatElse | None) or state.place is None:
        return True
    return _exists(catalog, state.place)
